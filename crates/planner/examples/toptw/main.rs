//! A door for outsiders: reads a public instance and prints one JSON object.
//!
//! `cargo run --release -p planner --example toptw -- FILE [--routes 2] [--millis 1000] [--seed 1] [--format toptw]`
//!
//! `routes` counts for TOPTW only; the other formats say it themselves. `ids` are those of the file. The format is
//! recognised by the first line unless it is named: `toptw`, `mctopmtw` or `ttdp`.
#![expect(clippy::print_stdout, reason = "printing is what it is for")]

mod format;

use std::time::Instant;

use format::Format;

struct Arguments {
    file: String,
    routes: usize,
    millis: u64,
    seed: u64,
    format: Option<Format>,
}

fn arguments() -> Result<Arguments, String> {
    let mut all = std::env::args().skip(1);
    let mut read = Arguments { file: String::new(), routes: 1, millis: 1_000, seed: 1, format: None };
    while let Some(one) = all.next() {
        if !one.starts_with("--") {
            read.file = one;
            continue;
        }
        let value = all.next().ok_or_else(|| format!("{one} needs a value"))?;
        let number = || value.parse::<u64>().map_err(|_| format!("{one} needs a number, not {value}"));
        match one.as_str() {
            "--routes" => read.routes = usize::try_from(number()?).map_err(|fault| fault.to_string())?,
            "--millis" => read.millis = number()?,
            "--seed" => read.seed = number()?,
            "--format" => read.format = Some(Format::named(&value).ok_or_else(|| format!("no format {value}"))?),
            _ => return Err(format!("no option {one}")),
        }
    }
    if read.file.is_empty() { Err("which file?".to_owned()) } else { Ok(read) }
}

/// By the number of fields on the first line: 4, 13 and 16.
fn recognised(text: &str) -> Option<Format> {
    match text.lines().next()?.split_whitespace().count() {
        4 => Some(Format::Toptw),
        13 => Some(Format::McTopMtw),
        16 => Some(Format::Ttdp),
        _ => None,
    }
}

fn main() -> Result<(), String> {
    let Arguments { file, routes, millis, seed, format } = arguments()?;
    let text = std::fs::read_to_string(&file).map_err(|fault| format!("{file}: {fault}"))?;
    let format = format.or_else(|| recognised(&text)).ok_or("no known format: name it by --format")?;
    let instance = format::read(&text, format, routes)?;
    let begun = Instant::now();
    let elapsed = |_: &planner::Progress| {
        usize::try_from(begun.elapsed().as_micros() * 1_024 / u128::from(millis.max(1) * 1_000)).unwrap_or(1_024)
    };
    let (solution, progress) = planner::solve(instance.problem.clone(), seed, elapsed, |_| ());
    let spent = begun.elapsed().as_millis();
    planner::check::check(&instance.problem, &solution)?;
    let route = |day: &planner::DayPlan| day.stops.iter().map(|stop| instance.ids.get(stop.place)).collect::<Vec<_>>();
    let name = std::path::Path::new(&file).file_stem().and_then(|stem| stem.to_str()).unwrap_or(&file);
    let json = serde_json::json!({
        "instance": name,
        "profit": solution.score,
        "routes": solution.days.iter().map(route).collect::<Vec<_>>(),
        "millis": u64::try_from(spent).unwrap_or(u64::MAX),
        "iterations": progress.iterations,
    });
    println!("{json}");
    Ok(())
}
