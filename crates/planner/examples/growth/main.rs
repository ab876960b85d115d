//! How the planner grows with the number of places: three days of ten hours in a city of twenty kilometres.
//!
//! `cargo run --release -p planner --example growth -- [--millis 10000] [--seed 1] [--places 500]`
//!
//! Time is the processor's time of this thread where the system tells it. Every plan passes the independent checker.
#![expect(clippy::print_stdout, reason = "printing is what it is for")]

#[path = "../benchmark/clock.rs"]
mod clock;

use std::time::Instant;

use clock::processor_time;
use planner::{Day, Draft, Place, Plane, Problem, Search, Travel, Window};

const SIZES: [usize; 6] = [50, 100, 200, 500, 1_000, 5_000];
/// How many rounds lie between two looks at the clock.
const ROUNDS: u64 = 32;

/// A stream of numbers that is the same everywhere.
struct Dice(u64);

impl Dice {
    /// A number from `low` to `high`, both included.
    fn between(&mut self, low: i32, high: i32) -> i32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        low + ((self.0 >> 11) % u64::from((high - low + 1).unsigned_abs())) as i32
    }
}

/// Places in clusters, open by day with a break or without one, closed on a day now and then. Metres and minutes.
fn draft(places: usize, seed: u64) -> Draft {
    let mut dice = Dice(seed.wrapping_mul(0x2545_f491_4f6c_dd1d) | 1);
    let clusters: Vec<[i32; 2]> = (0..12).map(|_| [dice.between(0, 20_000), dice.between(0, 20_000)]).collect();
    let mut points = vec![[10_000, 10_000]];
    let mut draft = Draft { days: vec![Day::new(540, 1_140, Some(0), Some(0)); 3], ..Draft::default() };
    for location in 1..=places {
        let [x, y] = clusters.get(location % clusters.len()).copied().unwrap_or_default();
        points.push([x + dice.between(-1_500, 1_500), y + dice.between(-1_500, 1_500)]);
        let windows = (0..3).map(|_| {
            let (open, stay) = (dice.between(480, 660), 60);
            match dice.between(0, 6) {
                0 => Vec::new(),
                1 => vec![Window { open, close: 720 }, Window { open: 840, close: 1_080 - stay }],
                _ => vec![Window { open, close: dice.between(960, 1_140) - stay }],
            }
        });
        let windows = windows.collect();
        draft.places.push(Place::new(location, dice.between(5, 100), dice.between(2, 8) * 15, windows));
    }
    // Public transport in a straight line: 250 metres a minute.
    draft.travel = vec![Travel::Plane(Plane { points, per_time: 250 })];
    draft
}

/// The greatest memory of the process so far, if the system tells it.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or_else(|| "–".to_owned(), |kilobytes| kilobytes.trim().to_owned())
}

fn main() -> Result<(), String> {
    let (mut millis, mut seed, mut sizes) = (10_000_u128, 1_u64, SIZES.to_vec());
    let mut all = std::env::args().skip(1);
    while let Some(one) = all.next() {
        let value = all.next().ok_or_else(|| format!("{one} needs a value"))?;
        let number = value.parse::<u64>().map_err(|_| format!("{one} needs a number, not {value}"))?;
        match one.as_str() {
            "--millis" => millis = number.max(1).into(),
            "--seed" => seed = number,
            // One size by itself: the memory is the process's greatest so far.
            "--places" => sizes = vec![usize::try_from(number).map_err(|fault| fault.to_string())?],
            _ => return Err(format!("no option {one}")),
        }
    }
    println!(
        "| places | first proposal ms | its score | at 0.1 s | at 1 s | at the end | within 1 % after s | memory so far |"
    );
    println!("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for places in sizes {
        let problem = Problem::new(draft(places, seed)).map_err(|fault| fault.to_string())?;
        let begun = Instant::now();
        let start = processor_time(begun);
        let spent = || processor_time(begun).saturating_sub(start).as_micros();
        let mut search = Search::new(problem.clone(), seed);
        let first = spent();
        let score = |search: &Search| {
            let stops = search.days().into_iter().flat_map(|day| day.stops);
            stops.filter_map(|stop| problem.draft().places.get(stop.place)).map(|place| i64::from(place.score)).sum()
        };
        let mut history: Vec<(u128, i64)> = vec![(first, score(&search))];
        loop {
            let now = spent();
            if now >= millis * 1_000 {
                break;
            }
            // Cycles of its own: what is measured is how the answer grows while somebody looks on.
            if search.step(ROUNDS).improved {
                history.push((spent(), score(&search)));
            }
        }
        let best = planner::check::check(&problem, &search.best())?;
        let by = |micros: u128| history.iter().rev().find(|(at, _)| *at <= micros).map_or(0, |(_, score)| *score);
        let near = history.iter().find(|(_, score)| score * 100 >= best * 99).map_or(0.0, |(at, _)| *at as f64 / 1e6);
        let (begin, memory) = (history.first().map_or(0, |(_, score)| *score), memory());
        let (tenth, second) = (by(100_000), by(1_000_000));
        let first = first as f64 / 1e3;
        println!("| {places} | {first:.1} | {begin} | {tenth} | {second} | {best} | {near:.2} | {memory} |");
    }
    Ok(())
}
