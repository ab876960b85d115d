//! The insertion test, in constant time: one arrival at the new stop, one at the stop behind it, compared with the latest
//! arrival there. It never replays the route; only stops without a location are walked over, since the way goes past them.
#![expect(
    clippy::indexing_slicing,
    reason = "the innermost loops; every index is made by this crate from a checked problem"
)]

use crate::instance::Instance;
use crate::route::{Gap, Route};

/// Where a place fits best into a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Insertion {
    /// Before which stop.
    pub at: usize,
    /// By how much later one comes to the stop behind.
    pub shift: i32,
}

/// The cheapest insertion of a place into some gaps of a day, where every place has a location and one window a day, and
/// no departure matters.
pub fn cheapest_of(instance: &Instance, gaps: &[(usize, Gap)], day: usize, place: u16) -> Option<Insertion> {
    let (network, span) = (instance.network(day), instance.span(place, day));
    // One row each for all gaps.
    let (to_here, from_here) = (network.to(place), network.from(place));
    let stay = instance.stay[usize::from(place)];
    let mut best: Option<Insertion> = None;
    for &(at, gap) in gaps {
        let arrive = gap.leave + to_here[usize::from(gap.from)];
        let behind = arrive.max(span.open) + stay + from_here[usize::from(gap.to)];
        let shift = behind - gap.arrive;
        if arrive <= span.close && behind <= gap.late && best.is_none_or(|best| shift < best.shift) {
            best = Some(Insertion { at, shift });
        }
    }
    best
}

/// The cheapest insertion of a place into a route, if there is one.
pub fn cheapest(instance: &Instance, route: &Route, day: usize, place: u16) -> Option<Insertion> {
    let (network, span) = (instance.network(day), instance.span(place, day));
    let (site, stay) = (instance.site[usize::from(place)], instance.stay[usize::from(place)]);
    let mut best: Option<Insertion> = None;
    for (at, gap) in route.gaps.iter().enumerate() {
        if gap.leave > span.close {
            break;
        }
        let arrive = network.arrival(gap.from, site, gap.leave);
        if arrive > span.close {
            continue;
        }
        let leave = instance.begin(span, arrive) + stay;
        let here = if site == instance.nowhere { gap.from } else { site };
        let behind = network.arrival(here, gap.to, leave);
        if best.is_some_and(|best| behind - gap.arrive >= best.shift) {
            continue;
        }
        let passes = site != instance.nowhere && route.stops.get(at).is_some_and(|&stop| !instance.is_located(stop));
        if if passes { is_borne(instance, route, day, at, (here, behind)) } else { behind <= gap.late } {
            best = Some(Insertion { at, shift: behind - gap.arrive });
        }
    }
    best
}

/// Whether a place fits behind all stops of a route.
pub fn is_borne_last(instance: &Instance, route: &Route, day: usize, place: u16) -> bool {
    let Some(gap) = route.gaps.last() else { return false };
    let (network, span) = (instance.network(day), instance.span(place, day));
    let site = instance.site[usize::from(place)];
    let arrive = network.arrival(gap.from, site, gap.leave);
    if arrive > span.close {
        return false;
    }
    let leave = instance.begin(span, arrive) + instance.stay[usize::from(place)];
    let here = if site == instance.nowhere { gap.from } else { site };
    network.arrival(here, gap.to, leave) <= gap.late
}

/// Whether the stops from `at` on bear that one is there at a time, coming from a site other than now. Only stops
/// without a location are walked over: at the first with one, the latest arrival knows the rest.
fn is_borne(instance: &Instance, route: &Route, day: usize, at: usize, (from, mut now): (u16, i32)) -> bool {
    let network = instance.network(day);
    for (k, &stop) in route.stops.iter().enumerate().skip(at) {
        if instance.is_located(stop) {
            return now <= route.gaps[k].late;
        }
        let span = instance.span(stop, day);
        if now > span.close {
            return false;
        }
        let leave = instance.begin(span, now) + instance.stay[usize::from(stop)];
        now = network.arrival(from, route.gaps[k + 1].to, leave);
    }
    now <= instance.frames[day].end
}
