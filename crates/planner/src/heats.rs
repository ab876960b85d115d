//! One day or two. A single long search settles in one part of the map, and a pool of so few day routes has little to
//! combine. So several short searches each settle where they like, and a last one, from the best of them, is offered spans of
//! time as the others spend them: a crossover of plans by the clock.
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

/// How many days a plan has at most to be searched like this; more are combined by the pool.
const DAYS_MAX: usize = 2;
/// How many short searches there are, and how long each lasts, in 1,024ths of the time.
const HEATS: usize = 6;
const HEAT: usize = 102;
/// In how many of a thousand rounds of the last search a span of another plan is tried.
const CROSSED: usize = 300;

/// The short searches.
#[derive(Debug, Default)]
pub struct Heats {
    /// Which one is on; [`HEATS`] is the last search.
    now: usize,
    /// What the ones before have found.
    found: Vec<Vec<Route>>,
    /// What this one has found so far.
    best: Option<Best>,
}

#[derive(Debug)]
struct Best {
    value: i64,
    routes: Vec<Route>,
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

/// One day that is to be filled anew, and with what, in which order.
#[derive(Debug)]
pub struct Crossing {
    day: usize,
    order: Vec<u16>,
}

impl Heats {
    /// Whether plans of so many days are searched like this.
    pub const fn suit(days: usize) -> bool {
        days <= DAYS_MAX
    }

    /// What is to be done when so many 1,024ths of the time are over.
    pub fn turn(&mut self, elapsed: usize) -> Turn {
        let heat = (elapsed / HEAT).min(HEATS);
        if heat > self.now {
            self.now = heat;
            self.found.extend(self.best.take().map(|best| best.routes));
            return if heat < HEATS { Turn::Anew } else { Turn::Last };
        }
        if self.now < HEATS {
            return Turn::Heat((elapsed.saturating_sub(HEAT * self.now) * 1_024 / HEAT).min(1_024));
        }
        // A caller who begins to count anew goes on with the last search.
        Turn::On(elapsed.saturating_sub(HEAT * HEATS) * 1_024 / (1_024 - HEAT * HEATS))
    }

    /// Remembers a plan if it is the best of its search.
    pub fn note(&mut self, value: i64, routes: &[Route]) {
        let is_on = Self::suit(routes.len()) && self.now < HEATS;
        if is_on && self.best.as_ref().is_none_or(|best| value > best.value) {
            self.best = Some(Best { value, routes: routes.to_vec() });
        }
    }

    /// In some rounds of the last search, empties a day, and says how [`refill`] is to fill it: as it was, but for a span of
    /// time as another plan spends it. What comes from there leaves the other days. None if this is no such round.
    pub fn cross(&self, instance: &Instance, state: &mut State, random: &mut Random) -> Option<Crossing> {
        if self.now < HEATS || self.found.is_empty() || !random.chance(CROSSED) {
            return None;
        }
        let days = state.routes.len();
        let day = random.below(days);
        let plan = &self.found[random.below(self.found.len())];
        let (own, other) = (&state.routes[day], &plan[random.below(days)]);
        let frame = instance.frames[day];
        let mut moment = || frame.start + random.below((frame.end - frame.start) as usize) as i32;
        let (one, two) = (moment(), moment());
        let span = one.min(two)..one.max(two);
        let (out, into) = (within(own, &span), &other.stops[within(other, &span)]);
        let is_locked = |stop: &u16| instance.locked_on[usize::from(*stop)].is_some();
        if own.stops[out.clone()] == *into || own.stops.iter().chain(into).any(is_locked) {
            return None;
        }
        let rest = |stop: &&u16| !into.contains(stop);
        let (before, behind) = (&own.stops[..out.start], &own.stops[out.end..]);
        let order = before.iter().filter(rest).chain(into).chain(behind.iter().filter(rest)).copied().collect();
        state.remove(instance, day, 0..own.stops.len());
        for elsewhere in (0..days).filter(|&one| one != day) {
            while let Some(at) = state.routes[elsewhere].stops.iter().position(|stop| into.contains(stop)) {
                state.remove(instance, elsewhere, at..at + 1);
            }
        }
        Some(Crossing { day, order })
    }
}

/// The stops that are reached in a span of time.
fn within(route: &Route, span: &Range<i32>) -> Range<usize> {
    let before = |moment: i32| route.gaps[..route.stops.len()].partition_point(|gap| gap.arrive < moment);
    before(span.start)..before(span.end)
}

/// Fills a day with stops in their order. What no longer fits is left out: what comes first has the right of way, since new
/// company that had to fit between the old would hardly ever do.
pub fn refill(instance: &Instance, state: &mut State, Crossing { day, order }: &Crossing) {
    for &place in order {
        let end = state.routes[*day].stops.len();
        if instance.gain(place, *day) > 0
            && state.allows(instance, place, *day)
            && is_borne_last(instance, &state.routes[*day], *day, place)
        {
            state.insert(instance, *day, end, place);
        }
    }
}
