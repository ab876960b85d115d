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
use crate::state::State;

/// A place that fits somewhere.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    place: u16,
    key: i64,
}

/// In how many of a thousand cases a place that fits is overlooked.
const BLINK: usize = 10;
/// By how much of a thousandth the worth of a place is made to look greater or smaller at most.
const NOISE: usize = 300;

/// In which order the places return; each is as likely as the others.
#[derive(Debug, Clone, Copy)]
enum Order {
    Random,
    Gain,
    GainPerTime,
    /// As in iterated local search for the problem (Vansteenwegen et al. 2009).
    SquaredGainPerTime,
}

const ORDERS: [Order; 4] = [Order::Random, Order::Gain, Order::GainPerTime, Order::SquaredGainPerTime];

impl Order {
    /// The greater, the earlier a place returns. Must-sees come first in every order.
    fn key(self, instance: &Instance, gain: i64, shift: i32, random: &mut Random) -> i64 {
        let noise = (1_000 - NOISE + random.below(2 * NOISE + 1)) as i64;
        let shift = i64::from(shift.max(1));
        match self {
            Self::Random => random.below(1 << 20) as i64 + if gain >= instance.must_gain { 1 << 40 } else { 0 },
            Self::Gain => (gain / 16).saturating_mul(noise),
            Self::GainPerTime => gain.saturating_mul(16 * noise) / shift,
            Self::SquaredGainPerTime => (gain.saturating_mul(gain) / 1_000).saturating_mul(noise) / shift,
        }
    }
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
    /// Fills the days that this round has changed, or all of them.
    pub fn recreate(&mut self, instance: &Instance, state: &mut State, random: &mut Random, everywhere: bool) {
        let days = if everywhere { u64::MAX } else { state.touched() };
        let order = ORDERS[random.below(ORDERS.len())];
        self.candidates.clear();
        self.scan.look(instance, state, days);
        for &place in &state.absent {
            let Some((day, found)) = best_day(instance, state, &mut self.scan, place) else { continue };
            let gain = instance.gain(place, day);
            if gain <= 0 || random.chance(BLINK) {
                continue;
            }
            self.candidates.push(Candidate { place, key: order.key(instance, gain, found.shift, random) });
        }
        self.candidates.sort_unstable_by_key(|one| (-one.key, one.place));
        for candidate in &self.candidates {
            if let Some((day, found)) = best_day(instance, state, &mut self.scan, candidate.place) {
                state.insert(instance, day, found.at, candidate.place);
            }
        }
    }
}
