//! The public instances, measured: mean gap to the best known profit by family, the worst case, new bests.
//!
//! `cargo run --release -p planner --example benchmark -- FOLDER [--millis 1000] [--seeds 1,2,3,4,5] [--every 1]
//! [--only c101/1,pr06/4] [--kind toptw] [--json]`
//!
//! The instances are not part of the project. `FOLDER` holds `toptw/*.txt`, `mctopmtw/*.txt`, `ttdp/*.txt` and
//! `best-known.csv` (instance, routes, profit, status). Time is the processor's time of this thread where the system
//! tells it, so that a busy machine is fair. Every plan passes the independent checker. `--json` prints a line per run
//! and no table.
#![expect(clippy::print_stdout, reason = "printing is what it is for")]

mod clock;
#[path = "../toptw/format.rs"]
mod format;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use clock::processor_time;
use format::Format;

struct Arguments {
    folder: PathBuf,
    millis: u64,
    seeds: Vec<u64>,
    every: usize,
    kind: String,
    only: Option<Vec<String>>,
    verbose: bool,
    json: bool,
}

fn arguments() -> Result<Arguments, String> {
    let mut all = std::env::args().skip(1);
    let mut read = Arguments {
        folder: PathBuf::new(),
        millis: 1_000,
        seeds: vec![1],
        every: 1,
        kind: "toptw".to_owned(),
        only: None,
        verbose: false,
        json: false,
    };
    while let Some(one) = all.next() {
        if !one.starts_with("--") {
            read.folder = PathBuf::from(one);
            continue;
        }
        if one == "--verbose" {
            read.verbose = true;
            continue;
        }
        if one == "--json" {
            read.json = true;
            continue;
        }
        let value = all.next().ok_or_else(|| format!("{one} needs a value"))?;
        let number = |value: &str| value.parse::<u64>().map_err(|_| format!("{one} needs numbers, not {value}"));
        match one.as_str() {
            "--millis" => read.millis = number(&value)?,
            "--seeds" => read.seeds = value.split(',').map(number).collect::<Result<_, _>>()?,
            "--every" => read.every = usize::try_from(number(&value)?.max(1)).map_err(|fault| fault.to_string())?,
            "--only" => read.only = Some(value.split(',').map(str::to_owned).collect()),
            "--kind" => read.kind = value,
            _ => return Err(format!("no option {one}")),
        }
    }
    if read.folder.as_os_str().is_empty() { Err("which folder?".to_owned()) } else { Ok(read) }
}

/// An instance with a number of routes, and the best known profit.
struct Case {
    name: String,
    file: PathBuf,
    routes: usize,
    best: Option<i64>,
}

fn cases(folder: &Path, kind: &str) -> Result<Vec<Case>, String> {
    if kind == "toptw" {
        let table = folder.join("best-known.csv");
        let table = std::fs::read_to_string(&table).map_err(|fault| format!("{}: {fault}", table.display()))?;
        let case = |line: &str| {
            let fields: Vec<&str> = line.split(',').collect();
            let &[name, routes, best, ..] = fields.as_slice() else { return None };
            let file = folder.join("toptw").join(format!("{name}.txt"));
            Some(Case { name: name.to_owned(), file, routes: routes.parse().ok()?, best: best.parse().ok() })
        };
        return Ok(table.lines().skip(1).filter_map(case).collect());
    }
    let folder = folder.join(kind);
    let entries = std::fs::read_dir(&folder).map_err(|fault| format!("{}: {fault}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|file| file.extension().is_some_and(|end| end == "txt") && !file.ends_with("format.txt"));
    files.sort();
    let name = |file: &Path| file.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    Ok(files.into_iter().map(|file| Case { name: name(&file), file, routes: 0, best: None }).collect())
}

/// The letters that a name begins with, without the number of tours.
fn family(name: &str) -> String {
    match name.strip_prefix("MCTOPMTW-") {
        Some(rest) => format!("MCTOPMTW-{}", &rest.get(..1).unwrap_or_default()),
        None => name.chars().take_while(char::is_ascii_alphabetic).collect(),
    }
}

/// Sums over some cases.
#[derive(Default)]
struct Sum {
    count: u32,
    gap: f64,
    worst: f64,
    worst_name: String,
    profit: i64,
    iterations: u64,
}

impl Sum {
    fn add(&mut self, name: &str, gap: f64, profit: i64, iterations: u64) {
        if self.count == 0 || gap > self.worst {
            (self.worst, self.worst_name) = (gap, name.to_owned());
        }
        self.count += 1;
        self.gap += gap;
        self.profit += profit;
        self.iterations += iterations;
    }
}

fn main() -> Result<(), String> {
    let Arguments { folder, millis, seeds, every, kind, only, verbose, json } = arguments()?;
    let format = Format::named(&kind).ok_or_else(|| format!("no kind {kind}"))?;
    let begun = Instant::now();
    let mut families: BTreeMap<String, Sum> = BTreeMap::new();
    for case in cases(&folder, &kind)?.iter().step_by(every) {
        let called = format!("{}/{}", case.name, case.routes);
        if only.as_ref().is_some_and(|only| !only.contains(&called)) {
            continue;
        }
        let text = std::fs::read_to_string(&case.file).map_err(|fault| format!("{}: {fault}", case.file.display()))?;
        let instance = format::read(&text, format, case.routes)?;
        for &seed in &seeds {
            let start = processor_time(begun);
            let elapsed = |_: &planner::Progress| {
                let spent = processor_time(begun).saturating_sub(start).as_micros();
                usize::try_from(spent * 1_024 / u128::from(millis * 1_000)).unwrap_or(1_024)
            };
            let (solution, progress) = planner::solve(instance.problem.clone(), seed, elapsed, |_| ());
            let profit = planner::check::check(&instance.problem, &solution)?;
            let name = format!("{}/{}", case.name, case.routes.max(solution.days.len()));
            let gap = case.best.map_or(0.0, |best| 100.0 * (best - profit) as f64 / best as f64);
            for of in [family(&case.name), "~all".to_owned()] {
                families.entry(of).or_default().add(&name, gap, profit, progress.iterations);
            }
            let id = |stop: &planner::Stop| instance.ids.get(stop.place).copied();
            let plan: Vec<Vec<i64>> =
                solution.days.iter().map(|day| day.stops.iter().filter_map(id).collect()).collect();
            if json {
                let (routes, rounds) = (plan.len(), progress.iterations);
                let run = serde_json::json!({
                    "instance": case.name, "routes": routes, "seed": seed, "profit": profit, "rounds": rounds, "plan": plan,
                });
                println!("{run}");
                continue;
            }
            if verbose || gap < 0.0 {
                println!("{name} seed {seed}: {profit}, gap {gap:.2} %, {} rounds", progress.iterations);
            }
            if gap < 0.0 {
                for route in &plan {
                    println!("  new best: {route:?}");
                }
            }
        }
    }
    if json {
        return Ok(());
    }
    println!("| family | runs | mean gap % | worst gap % | worst case | mean profit | rounds per run |");
    println!("| --- | ---: | ---: | ---: | --- | ---: | ---: |");
    for (family, sum) in &families {
        let count = f64::from(sum.count.max(1));
        let (gap, profit) = (sum.gap / count, sum.profit as f64 / count);
        let rounds = sum.iterations / u64::from(sum.count.max(1));
        let (worst, name) = (sum.worst, &sum.worst_name);
        println!("| {family} | {} | {gap:.3} | {worst:.2} | {name} | {profit:.1} | {rounds} |", sum.count);
    }
    Ok(())
}
