//! What steering does to a whole metropolis of visitors: a simulation, and nothing but one. `docs/dispersion.md` says what is
//! assumed and what is left out.

mod assumptions;
mod figures;
mod hours;
mod policy;
mod random;
mod report;
mod run;
mod statistics;
mod visitors;
mod world;

use std::error::Error;

use figures::{Figures, figures};
use policy::Policy;
use report::Results;
use run::{Setting, run};
use world::{Popularity, World};

/// What can be asked for on the command line.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    visitors: usize,
    iterations: u64,
    seeds: u64,
    /// The first of them.
    from: u64,
    threads: usize,
}

impl Size {
    fn asked() -> Result<Self, Box<dyn Error>> {
        let threads = std::thread::available_parallelism()?.get();
        let mut size = Self { visitors: 1_000, iterations: 800, seeds: 5, from: 1, threads };
        let mut words = std::env::args().skip(1);
        while let Some(word) = words.next() {
            let number = words.next().ok_or("a number is missing")?;
            match word.as_str() {
                "--visitors" => size.visitors = number.parse()?,
                "--iterations" => size.iterations = number.parse()?,
                "--seeds" => size.seeds = number.parse()?,
                "--from" => size.from = number.parse()?,
                "--threads" => size.threads = number.parse()?,
                _ => {
                    return Err(format!(
                        "{word}? --visitors, --iterations, --seeds, --from or --threads with a number"
                    )
                    .into());
                }
            }
        }
        Ok(size)
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let size = Size::asked()?;
    let world = World::read()?;
    let mut results = Results::default();
    for seed in size.from..size.from + size.seeds {
        eprintln!("seed {seed}");
        one_seed(&world, size, seed, &mut results)?;
    }
    println!("{}", results.markdown(size));
    Ok(())
}

/// Every policy for the visitors of one seed.
fn one_seed(world: &World, size: Size, seed: u64, results: &mut Results) -> Result<(), Box<dyn Error>> {
    let popularity = Popularity::draw(world, seed);
    let draw = |correlation| {
        visitors::draw(world, &popularity, seed, correlation, size.visitors).ok_or("no visitors can be drawn")
    };
    let visitors = draw(assumptions::CORRELATION)?;
    let setting = Setting {
        world,
        popularity: &popularity,
        visitors: &visitors,
        room: assumptions::ROOM_PER_VISITOR,
        iterations: size.iterations,
        threads: size.threads,
    };
    let classes = popularity.classes(world);
    let ours = |guarantee| Policy::Ours { guarantee, loads: true };
    let mut note = |name: String, figures: Figures| {
        eprintln!("  {name}: {}", report::short(&figures));
        results.add(name, figures);
    };

    let personal = run(&setting, Policy::Personal, None)?;
    note(report::PERSONAL.to_owned(), figures(&setting, &personal, &personal, 1.0));
    for (name, policy) in [(report::POPULARITY, Policy::Popularity(&classes)), (report::AGAIN, Policy::Again)] {
        let outings = run(&setting, policy, None)?;
        note(name.to_owned(), figures(&setting, &outings, &personal, 1.0));
    }
    for guarantee in assumptions::GUARANTEES {
        for adoption in assumptions::ADOPTIONS {
            let share = f64::from(adoption) / 100.0;
            let outings = run(&setting, ours(guarantee), Some((&personal, share)))?;
            note(report::ours(guarantee, adoption), figures(&setting, &outings, &personal, share));
        }
    }
    for guarantee in assumptions::CURVE {
        let outings = run(&setting, ours(guarantee), Some((&personal, 1.0)))?;
        note(report::ours(guarantee, 100), figures(&setting, &outings, &personal, 1.0));
    }
    let bonus = Policy::Ours { guarantee: assumptions::DEFAULT, loads: false };
    let outings = run(&setting, bonus, Some((&personal, 1.0)))?;
    note(report::BONUS.to_owned(), figures(&setting, &outings, &personal, 1.0));

    let unsteered = run(&setting, Policy::Relabelled { steering: false }, None)?;
    note(report::PLACEBO.0.to_owned(), figures(&setting, &unsteered, &unsteered, 1.0));
    let outings = run(&setting, Policy::Relabelled { steering: true }, Some((&unsteered, 1.0)))?;
    note(report::PLACEBO.1.to_owned(), figures(&setting, &outings, &unsteered, 1.0));

    for room in assumptions::ROOMS {
        let setting = Setting { room, ..setting };
        note(report::with_room(room, false), figures(&setting, &personal, &personal, 1.0));
        let outings = run(&setting, ours(assumptions::DEFAULT), Some((&personal, 1.0)))?;
        note(report::with_room(room, true), figures(&setting, &outings, &personal, 1.0));
    }
    for correlation in assumptions::CORRELATIONS {
        let visitors = draw(correlation)?;
        let setting = Setting { visitors: &visitors, ..setting };
        let personal = run(&setting, Policy::Personal, None)?;
        note(report::with_correlation(correlation, false), figures(&setting, &personal, &personal, 1.0));
        let outings = run(&setting, ours(assumptions::DEFAULT), Some((&personal, 1.0)))?;
        note(report::with_correlation(correlation, true), figures(&setting, &outings, &personal, 1.0));
    }
    Ok(())
}
