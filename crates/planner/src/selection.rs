//! Which of many places the search looks at. Looking at all of thousands would leave no time to put the good ones in
//! order; what this may lose is said in `docs/decisions/optimiser.md`.

use crate::problem::{Day, Draft, Place, Problem};
use crate::travel::UNREACHABLE;

/// Up to here every place is looked at.
const ALL_MAX: usize = 320;
/// How many places are chosen for the first day, and for every further one.
const CHOSEN: (usize, usize) = (150, 25);
/// How many places are chosen at most, besides must-sees.
const CHOSEN_MAX: usize = 300;

/// The indices of the places that the search looks at, in rising order.
pub fn select(problem: &Problem) -> Vec<usize> {
    let draft = problem.draft();
    let places = draft.places.len();
    if places <= ALL_MAX {
        return (0..places).collect();
    }
    let mut chosen = vec![false; places];
    for (chosen, place) in chosen.iter_mut().zip(&draft.places) {
        *chosen = place.must;
    }
    for &place in draft.days.iter().flat_map(|day| &day.locked) {
        if let Some(chosen) = chosen.get_mut(place) {
            *chosen = true;
        }
    }
    let by_ratio = CHOSEN.0.saturating_add(CHOSEN.1 * (draft.days.len() - 1)).min(CHOSEN_MAX);
    let trips: Vec<Option<i64>> = draft.places.iter().map(|place| least_trip(draft, place)).collect();
    let possible: Vec<(usize, i64, i64)> = (draft.places.iter().zip(&trips).enumerate())
        .filter_map(|(at, (place, trip))| Some((at, i64::from(place.score), (*trip)?.max(1))))
        .collect();
    let mut take = |mut ranked: Vec<(i64, usize)>, count: usize| {
        ranked.sort_unstable_by_key(|&(key, at)| (-key, at));
        let fresh = ranked.into_iter().filter(|&(_, at)| !chosen.get(at).copied().unwrap_or(true));
        let fresh: Vec<usize> = fresh.take(count).map(|(_, at)| at).collect();
        for at in fresh {
            if let Some(chosen) = chosen.get_mut(at) {
                *chosen = true;
            }
        }
    };
    take(possible.iter().map(|&(at, score, trip)| (score * TIME_UNIT / trip, at)).collect(), by_ratio);
    take(possible.iter().map(|&(at, score, _)| (score, at)).collect(), by_ratio / 5);
    chosen.iter().enumerate().filter(|(_, chosen)| **chosen).map(|(at, _)| at).collect()
}

/// Makes scores per time whole numbers of some precision; a score is at most a million.
const TIME_UNIT: i64 = 1_000_000_000;

/// The least time that a place takes of any day: its stay and a share of the way there and back, which others share.
/// None if it fits into no day.
fn least_trip(draft: &Draft, place: &Place) -> Option<i64> {
    let on = |(day, windows): (&Day, &Vec<crate::problem::Window>)| {
        let way = |from: Option<usize>, to: Option<usize>| match (from, to, draft.travel.get(day.means)) {
            (Some(from), Some(to), Some(travel)) => travel.least(from, to),
            _ => 0,
        };
        let (there, back) = (way(day.from, place.location), way(place.location, day.to));
        if there == UNREACHABLE || back == UNREACHABLE {
            return None;
        }
        let soonest = i64::from(day.start) + i64::from(there);
        let start = windows.iter().find(|window| i64::from(window.close) >= soonest)?;
        let leave = soonest.max(i64::from(start.open)) + i64::from(place.stay);
        let fits = leave + i64::from(back) <= i64::from(day.end);
        fits.then_some(i64::from(place.stay) + (i64::from(there) + i64::from(back)) / 2)
    };
    draft.days.iter().zip(&place.windows).filter_map(on).min()
}
