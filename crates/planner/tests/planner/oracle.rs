//! Small problems, solved exactly by dynamic programming over subsets: the search must never be above the optimum, and
//! mostly at it.

use planner::{Draft, Problem, Search};

use crate::generate::{Dice, Spice, problem};

/// How many problems are compared.
const PROBLEMS: u64 = 1_000;
/// The search's small budget.
const ROUNDS: u64 = 600;

/// The travel time of a static problem.
fn time(draft: &Draft, from: Option<usize>, to: Option<usize>) -> Option<i64> {
    let (Some(from), Some(to)) = (from, to) else { return Some(0) };
    match &draft.travel[0] {
        planner::Travel::Plane(plane) => {
            let [dx, dy] = [0, 1].map(|axis| f64::from(plane.points[from][axis] - plane.points[to][axis]));
            Some(((dx * dx + dy * dy).sqrt() / f64::from(plane.per_time)) as i64)
        }
        planner::Travel::Table(table) => {
            let time = table.values[from * table.size + to];
            (time != planner::UNREACHABLE).then_some(time.into())
        }
        planner::Travel::Slots(_) => unreachable!("the oracle's problems have no slots"),
    }
}

/// Which subsets of the places one day can hold: over (subset, last), the earliest departure.
fn subsets(draft: &Draft, day: usize) -> Vec<bool> {
    let (count, frame) = (draft.places.len(), &draft.days[day]);
    let mut earliest: Vec<Vec<Option<i64>>> = vec![vec![None; count]; 1 << count];
    let mut fits = vec![false; 1 << count];
    fits[0] = true;
    for subset in 1..1_usize << count {
        for last in (0..count).filter(|last| subset & (1 << last) != 0) {
            let (place, before) = (&draft.places[last], subset & !(1 << last));
            let departures: Vec<(Option<usize>, i64)> = if before == 0 {
                vec![(frame.from, frame.start.into())]
            } else {
                (0..count).filter_map(|k| Some((draft.places[k].location, earliest[before][k]?))).collect()
            };
            let arrivals =
                departures.iter().filter_map(|&(from, leave)| Some(leave + time(draft, from, place.location)?));
            // Waiting never hurts, so the earliest arrival is enough.
            let Some(arrive) = arrivals.min() else { continue };
            let open = place.windows[day].iter().find(|window| i64::from(window.close) >= arrive);
            let Some(start) = open.map(|window| arrive.max(window.open.into())) else { continue };
            let leave = start + i64::from(place.stay);
            earliest[subset][last] = Some(leave);
            let back = time(draft, place.location, frame.to).map(|back| leave + back);
            fits[subset] |= back.is_some_and(|back| back <= frame.end.into());
        }
    }
    let over = |subset: usize| {
        (draft.categories.iter().enumerate())
            .any(|(category, limit)| limit.per_day.is_some_and(|max| holds(draft, subset, category) > max))
    };
    for (subset, fits) in fits.iter_mut().enumerate() {
        *fits &= !over(subset);
    }
    fits
}

fn holds(draft: &Draft, subset: usize, category: usize) -> u32 {
    let of = |(k, place): &(usize, &planner::Place)| subset & (1 << k) != 0 && place.categories.contains(&category);
    draft.places.iter().enumerate().filter(of).count() as u32
}

/// The greatest score of a plan for one or two days.
fn optimum(draft: &Draft) -> i64 {
    let count = draft.places.len();
    let days: Vec<Vec<bool>> = (0..draft.days.len()).map(|day| subsets(draft, day)).collect();
    let allowed = |subset: usize| {
        let chosen = || draft.places.iter().enumerate().filter(|(k, _)| subset & (1 << k) != 0);
        let price: i64 = chosen().map(|(_, place)| place.price).sum();
        let full = |(category, limit): (usize, &planner::CategoryLimit)| {
            limit.per_plan.is_some_and(|max| holds(draft, subset, category) > max)
        };
        draft.budget.is_none_or(|budget| price <= budget) && !draft.categories.iter().enumerate().any(full)
    };
    let fits = |subset: usize| match days.as_slice() {
        [one] => one[subset],
        [one, two] => {
            let mut part = subset;
            loop {
                if one[part] && two[subset & !part] {
                    return true;
                }
                if part == 0 {
                    return false;
                }
                part = (part - 1) & subset;
            }
        }
        _ => unreachable!("the oracle knows one or two days"),
    };
    let score = |subset: usize| -> i64 {
        draft.places.iter().enumerate().filter(|(k, _)| subset & (1 << k) != 0).map(|(_, p)| i64::from(p.score)).sum()
    };
    (0..1_usize << count).filter(|&subset| allowed(subset) && fits(subset)).map(score).max().unwrap_or(0)
}

#[test]
#[expect(clippy::print_stdout, reason = "the share of optimal answers is what the test is run for")]
fn small_problems_are_mostly_solved_to_the_optimum_and_never_above() {
    let (mut optimal, mut lost, mut total) = (0, 0, 0);
    for seed in 0..PROBLEMS {
        let mut dice = Dice::new(seed + 1);
        let places = dice.between(1, 10) as usize;
        let days = dice.between(1, 2) as usize;
        let spice = Spice {
            several_windows: dice.one_in(2),
            limits: dice.one_in(3),
            budget: dice.one_in(3),
            asymmetric: dice.one_in(2),
            ..Spice::default()
        };
        let draft = problem(&mut dice, places, days, spice);
        let best = optimum(&draft);
        let problem = Problem::new(draft).unwrap();
        let mut search = Search::new(problem.clone(), seed);
        search.step(ROUNDS);
        let solution = search.best();
        let score = planner::check::check(&problem, &solution).unwrap();
        assert!(score <= best, "seed {seed}: {score} is above the optimum {best}");
        optimal += u64::from(score == best);
        (lost, total) = (lost + best - score, total + best);
    }
    println!("optimal: {optimal} of {PROBLEMS}; lost {lost} of {total} points");
    assert!(optimal * 1_000 >= PROBLEMS * 985, "only {optimal} of {PROBLEMS} are optimal");
}
