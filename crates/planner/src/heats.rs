//! One day alone. A single long search settles in one part of the map, and a pool of day routes has nothing to combine. So
//! several short searches each settle where they like, and a last one, from the best of them, is offered spans of time as
//! the others spend them: a crossover of plans by the clock.
#![expect(
    clippy::indexing_slicing,
    reason = "the innermost loops; every index is made by this crate from a checked problem"
)]

use std::ops::Range;

use crate::insertion::is_borne_last;
use crate::instance::Instance;
use crate::random::Random;
use crate::route::Route;
use crate::state::State;

/// How many short searches there are, and how long each lasts, in 1,024ths of the time.
const HEATS: usize = 6;
const HEAT: usize = 102;
/// In how many of a thousand rounds of the last search a span of another plan is tried.
const CROSSED: usize = 300;

/// The short searches of a day that is alone.
#[derive(Debug, Default)]
pub struct Heats {
    /// Which one is on; [`HEATS`] is the last search.
    now: usize,
    /// What the ones before have found.
    found: Vec<Route>,
    /// What this one has found so far.
    best: Option<Route>,
}

/// What the time has come to.
pub enum Turn {
    /// The search goes on, so far into its time, in 1,024ths.
    Heat(usize),
    /// Another short search begins.
    Anew,
    /// The last search begins.
    Last,
    /// The last search goes on, so far into its time, in 1,024ths.
    On(usize),
}

impl Heats {
    /// What is to be done when so many 1,024ths of the time are over.
    pub fn turn(&mut self, elapsed: usize) -> Turn {
        let heat = (elapsed / HEAT).min(HEATS);
        if heat > self.now {
            self.now = heat;
            self.found.extend(self.best.take());
            return if heat < HEATS { Turn::Anew } else { Turn::Last };
        }
        if self.now < HEATS {
            return Turn::Heat((elapsed.saturating_sub(HEAT * self.now) * 1_024 / HEAT).min(1_024));
        }
        // A caller who begins to count anew goes on with the last search.
        Turn::On(elapsed.saturating_sub(HEAT * HEATS) * 1_024 / (1_024 - HEAT * HEATS))
    }

    /// Remembers a plan if it is the best of its search.
    pub fn note(&mut self, route: &Route) {
        if self.now < HEATS && self.best.as_ref().is_none_or(|best| route.value > best.value) {
            self.best = Some(route.clone());
        }
    }

    /// In some rounds of the last search, empties the day, and gives what [`refill`] is to fill it with: the day as it was,
    /// but for a span of time as another plan spends it. Empty if this is no such round.
    pub fn cross(&self, instance: &Instance, state: &mut State, random: &mut Random) -> Vec<u16> {
        if self.now < HEATS || self.found.is_empty() || !random.chance(CROSSED) {
            return Vec::new();
        }
        let (own, other) = (&state.routes[0], &self.found[random.below(self.found.len())]);
        let frame = instance.frames[0];
        let mut moment = || frame.start + random.below((frame.end - frame.start) as usize) as i32;
        let (one, two) = (moment(), moment());
        let span = one.min(two)..one.max(two);
        let (out, into) = (within(own, &span), &other.stops[within(other, &span)]);
        let is_locked = |stop: &u16| instance.locked_on[usize::from(*stop)].is_some();
        if own.stops[out.clone()] == *into || own.stops.iter().any(is_locked) {
            return Vec::new();
        }
        let rest = |stop: &&u16| !into.contains(stop);
        let (before, behind) = (&own.stops[..out.start], &own.stops[out.end..]);
        let order = before.iter().filter(rest).chain(into).chain(behind.iter().filter(rest)).copied().collect();
        let stops = own.stops.len();
        state.remove(instance, 0, 0..stops);
        order
    }
}

/// The stops that are reached in a span of time.
fn within(route: &Route, span: &Range<i32>) -> Range<usize> {
    let before = |moment: i32| route.gaps[..route.stops.len()].partition_point(|gap| gap.arrive < moment);
    before(span.start)..before(span.end)
}

/// Fills the only day with stops in their order. What no longer fits is left out: what comes first has the right of way, since
/// new company that had to fit between the old would hardly ever do.
pub fn refill(instance: &Instance, state: &mut State, order: &[u16]) {
    for &place in order {
        let end = state.routes[0].stops.len();
        if instance.gain(place, 0) > 0
            && state.allows(instance, place, 0)
            && is_borne_last(instance, &state.routes[0], 0, place)
        {
            state.insert(instance, 0, end, place);
        }
    }
}
