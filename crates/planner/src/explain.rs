//! From routes to an answer: times, and for everything left out the reason and what would have to give.
#![expect(clippy::indexing_slicing, reason = "every index is made by this crate from a checked problem")]

use crate::insertion::cheapest;
use crate::instance::Instance;
use crate::must::conflicts;
use crate::network::FAR;
use crate::problem::Problem;
use crate::route::Route;
use crate::solution::{DayPlan, Given, LeftOut, Reason, Solution, Stop};
use crate::state::State;

/// How many stops in a row are weighed against a place that is left out.
const GIVEN_MAX: usize = 3;

/// Tells the routes by the clock and explains what they do not hold.
pub fn explain(problem: &Problem, instance: &Instance, routes: &[Route]) -> Solution {
    let draft = problem.draft();
    let mut state = State::new(instance);
    state.replace(instance, routes);
    let days = plan(instance, routes);
    let stops = || days.iter().flat_map(|day| &day.stops);
    let score = stops().map(|stop| i64::from(draft.places[stop.place].score)).sum();
    let musts = routes.iter().flat_map(|route| &route.stops).filter(|&&stop| instance.must[usize::from(stop)]).count();
    let value = state.value() - instance.must_gain * musts as i64;

    let absent = absent(problem, &days);
    let (known, unknown): (Vec<usize>, Vec<usize>) =
        absent.into_iter().partition(|place| instance.ids.binary_search(place).is_ok());
    let mut left_out = Reasons { instance, state: &state }.of(&known);
    for some in unknown.chunks(ASIDE) {
        let (instance, state) = aside(problem, instance, &state, some);
        left_out.extend(Reasons { instance: &instance, state: &state }.of(some));
    }
    left_out.sort_by_key(|left| left.place);
    let conflicts = conflicts(instance, &state);
    Solution { days, left_out, conflicts, score, value }
}

/// The places that days do not hold, in the order of the problem.
pub fn absent(problem: &Problem, days: &[DayPlan]) -> Vec<usize> {
    let mut absent = vec![true; problem.draft().places.len()];
    for stop in days.iter().flat_map(|day| &day.stops) {
        absent[stop.place] = false;
    }
    (0..absent.len()).filter(|&place| absent[place]).collect()
}

/// Tells the routes by the clock.
pub fn plan(instance: &Instance, routes: &[Route]) -> Vec<DayPlan> {
    routes.iter().enumerate().map(|(day, route)| day_plan(instance, day, route)).collect()
}

fn day_plan(instance: &Instance, day: usize, route: &Route) -> DayPlan {
    let stop = |(k, &place): (usize, &u16)| {
        let arrive = route.gaps[k].arrive;
        let start = instance.begin(instance.span(place, day), arrive);
        let leave = start + instance.stay[usize::from(place)];
        Stop { place: instance.ids[usize::from(place)], arrive, start, leave }
    };
    let stops: Vec<Stop> = route.stops.iter().enumerate().map(stop).collect();
    let ends = if stops.is_empty() { instance.frames[day].start } else { route.ends() };
    DayPlan { stops, ends, travel: route.travel, waiting: route.waiting }
}

/// How many places that the search has not looked at are compiled at a time, to tell their reasons.
const ASIDE: usize = 256;

/// A plan together with some places that the search has not looked at.
fn aside(problem: &Problem, of: &Instance, plan: &State, places: &[usize]) -> (Instance, State) {
    let mut chosen: Vec<usize> = places.to_vec();
    for route in &plan.routes {
        chosen.extend(route.stops.iter().map(|&stop| of.ids[usize::from(stop)]));
    }
    // Locked stops have to be known even if they are left out.
    chosen.extend(problem.draft().days.iter().flat_map(|day| day.locked.iter().copied()));
    chosen.sort_unstable();
    chosen.dedup();
    let instance = Instance::new(problem, &chosen, false);
    let index = |stop: &u16| chosen.binary_search(&of.ids[usize::from(*stop)]).unwrap_or(0) as u16;
    let routes: Vec<Route> = (plan.routes.iter().enumerate())
        .map(|(day, route)| {
            let mut route = Route { stops: route.stops.iter().map(index).collect(), ..Route::default() };
            route.rebuild(&instance, day);
            route
        })
        .collect();
    let mut state = State::new(&instance);
    state.replace(&instance, &routes);
    (instance, state)
}

/// Tells why places are absent from a plan.
struct Reasons<'a> {
    instance: &'a Instance,
    state: &'a State,
}

impl Reasons<'_> {
    fn of(&self, places: &[usize]) -> Vec<LeftOut> {
        places.iter().map(|&place| LeftOut { place, reason: self.reason(place) }).collect()
    }

    fn reason(&self, id: usize) -> Reason {
        let (instance, state) = (self.instance, self.state);
        let place = instance.ids.binary_search(&id).unwrap_or(0) as u16;
        let lock = instance.locked_on[usize::from(place)].map(usize::from);
        let days = (0..instance.days()).filter(|&day| lock.is_none_or(|lock| lock == day));
        let open: Vec<usize> = days.filter(|&day| instance.span(place, day).close >= 0).collect();
        if open.is_empty() {
            return Reason::Closed;
        }
        if !open.iter().any(|&day| self.is_reachable(place, day)) {
            return Reason::Unreachable;
        }
        let mut alone = Route::default();
        let fits = |day: &usize| {
            alone.stops = vec![place];
            alone.rebuild(instance, *day)
        };
        let fitting: Vec<usize> = open.into_iter().filter(fits).collect();
        if fitting.is_empty() {
            return Reason::TooFar;
        }
        let missing = state.missing(instance, place);
        if missing > 0 {
            return Reason::Budget { missing };
        }
        let free: Vec<usize> =
            fitting.iter().copied().filter(|&day| state.full_category(instance, place, day).is_none()).collect();
        if free.is_empty() {
            let full = fitting.iter().find_map(|&day| state.full_category(instance, place, day));
            return Reason::CategoryFull { category: full.unwrap_or(0) };
        }
        if fitting.iter().all(|&day| instance.gain(place, day) <= 0) {
            return Reason::NotWorthIt;
        }
        let give = free.iter().filter_map(|&day| self.least_given(place, day)).max_by_key(|given| given.gain);
        Reason::NoTime { give }
    }

    /// Whether some way leads to a place and some way from it, from and to the ends of a day or another place.
    fn is_reachable(&self, place: u16, day: usize) -> bool {
        let (instance, frame) = (self.instance, self.instance.frames[day]);
        let (network, site) = (instance.network(day), instance.site[usize::from(place)]);
        let sites = || (instance.site.iter().copied()).filter(|&other| other != site && other != instance.nowhere);
        let to = sites().chain([frame.from]).any(|from| network.least(from, site) < FAR);
        let on = sites().chain([frame.to]).any(|to| network.least(site, to) < FAR);
        to && on
    }

    /// The fewest points that stops in a row on a day must give so that a place fits in their stead.
    fn least_given(&self, place: u16, day: usize) -> Option<Given> {
        let (instance, stops) = (self.instance, &self.state.routes[day].stops);
        let mut best: Option<Given> = None;
        for length in 0..=GIVEN_MAX.min(stops.len()) {
            for first in 0..=stops.len() - length {
                let out = &stops[first..first + length];
                if (length == 0 && first > 0) || out.iter().any(|&stop| instance.must[usize::from(stop)]) {
                    continue;
                }
                let mut route = Route::default();
                route.stops.extend_from_slice(&stops[..first]);
                route.stops.extend_from_slice(&stops[first + length..]);
                if !route.rebuild(instance, day) {
                    continue;
                }
                let Some(found) = cheapest(instance, &route, day, place) else { continue };
                route.stops.insert(found.at, place);
                if !route.rebuild(instance, day) {
                    continue;
                }
                let extra = if instance.must[usize::from(place)] { instance.must_gain } else { 0 };
                let gain = route.value - self.state.routes[day].value - extra;
                if best.as_ref().is_none_or(|best| gain > best.gain) {
                    let stops = out.iter().map(|&stop| instance.ids[usize::from(stop)]).collect();
                    best = Some(Given { day, stops, gain });
                }
            }
        }
        best
    }
}
