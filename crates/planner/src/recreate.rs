//! Recreate: absent places return where they cost the least time, in an order that changes from round to round, and
//! now and then one is overlooked (blinks of Christiaens and Vanden Berghe 2020).
#![expect(
    clippy::indexing_slicing,
    reason = "the innermost loops; every index is made by this crate from a checked problem"
)]

use crate::insertion::Insertion;
use crate::instance::Instance;
use crate::random::Random;
use crate::scan::Scan;
use crate::search::Tuning;
use crate::state::State;

/// A place that fits somewhere.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    place: u16,
    key: i64,
}

/// In which order the places return.
#[derive(Debug, Clone, Copy)]
enum Order {
    Random,
    Gain,
    Ratio,
    SquareRatio,
}

/// The memory that rounds share.
#[derive(Debug, Default)]
pub struct Recreation {
    candidates: Vec<Candidate>,
    scan: Scan,
}

/// The cheapest insertion of a place over the days that were looked at.
#[inline]
fn best_day(instance: &Instance, state: &State, scan: &mut Scan, place: u16) -> Option<(usize, Insertion)> {
    let mut best: Option<(usize, Insertion)> = None;
    for (day, route) in state.routes.iter().enumerate() {
        if let Some(found) = scan.cheapest(instance, route, day, place)
            && best.is_none_or(|(_, best)| found.shift < best.shift)
            && state.allows(instance, place, day)
        {
            best = Some((day, found));
        }
    }
    best
}

impl Recreation {
    /// Fills the plan.
    pub fn recreate(
        &mut self,
        instance: &Instance,
        state: &mut State,
        random: &mut Random,
        tuning: &Tuning,
        everywhere: bool,
    ) {
        let days = if everywhere { u64::MAX } else { state.touched() };
        let draw = random.below(tuning.orders.iter().sum());
        let order = if draw < tuning.orders[0] {
            Order::Random
        } else if draw < tuning.orders[0] + tuning.orders[1] {
            Order::Gain
        } else if draw < tuning.orders[0] + tuning.orders[1] + tuning.orders[2] {
            Order::Ratio
        } else {
            Order::SquareRatio
        };
        self.candidates.clear();
        self.scan.look(instance, state, days);
        for &place in &state.absent {
            let Some((day, found)) = best_day(instance, state, &mut self.scan, place) else { continue };
            if random.chance(tuning.blink) {
                continue;
            }
            let gain = instance.gain(place, day);
            if gain <= 0 {
                continue;
            }
            let noise = 1_000 - tuning.noise as i64 / 2 + random.below(tuning.noise + 1) as i64;
            let shift = i64::from(found.shift.max(1));
            let key = match order {
                Order::Random => random.below(1 << 20) as i64 + if gain >= instance.must_gain { 1 << 40 } else { 0 },
                Order::Gain => gain / 16 * noise,
                Order::Ratio => gain.saturating_mul(noise * 16) / shift,
                Order::SquareRatio => (gain.saturating_mul(gain) / 1_000).saturating_mul(noise) / shift,
            };
            self.candidates.push(Candidate { place, key });
        }
        self.candidates.sort_unstable_by_key(|one| (-one.key, one.place));
        for candidate in &self.candidates {
            if let Some((day, found)) = best_day(instance, state, &mut self.scan, candidate.place) {
                state.insert(instance, day, found.at, candidate.place);
            }
        }
    }
}
