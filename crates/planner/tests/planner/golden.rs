//! What the planner answers to some problems of every kind, as one number: the same on every platform. Also compiled into
//! `bench/optimiser`, which asks WebAssembly.

use planner::{Problem, Search};

use crate::generate::{Dice, Spice, problem};

/// The number. It changes when the method changes, and then in one commit with it.
pub const GOLDEN: u64 = 0x23b1_80fc_867a_df13;

/// Asks again.
pub fn answer() -> u64 {
    // FNV-1a.
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut mix = |number: i64| {
        for byte in number.to_le_bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    for seed in 1..=12 {
        let mut dice = Dice::new(seed);
        let spice = if seed % 3 == 0 { Spice::default() } else { Spice::random(&mut dice) };
        let (places, days) = (20 * seed as usize, if seed % 4 == 1 { 1 } else { dice.between(1, 4) as usize });
        let Ok(problem) = Problem::new(problem(&mut dice, places, days, spice)) else { continue };
        let mut search = Search::new(problem, seed);
        // Half of them as if the time were known, which counts where a day is alone.
        let value = if seed % 2 == 0 {
            search.step(5_000).value
        } else {
            (0..1_000).map(|elapsed| search.step_at(5, elapsed).value).max().unwrap_or(0)
        };
        mix(value);
        let solution = search.best();
        [solution.score, solution.value, solution.left_out.len() as i64].into_iter().for_each(&mut mix);
        for stop in solution.days.iter().flat_map(|day| &day.stops) {
            [stop.place as i64, stop.arrive.into(), stop.start.into(), stop.leave.into()]
                .into_iter()
                .for_each(&mut mix);
        }
    }
    hash
}
