//! The checker is worth something only if it finds what is wrong.

use planner::check::check;
use planner::{CategoryLimit, Problem, Search, Solution};

use crate::generate::{Dice, Spice, problem};

/// A plan with several stops on two days.
fn planned() -> (Problem, Solution) {
    let mut dice = Dice::new(3);
    let mut draft =
        problem(&mut dice, 20, 2, Spice { budget: true, limits: true, asymmetric: true, ..Spice::default() });
    draft.days.iter_mut().for_each(|day| (day.start, day.end) = (480, 1_000));
    draft.categories = vec![CategoryLimit { per_day: Some(9), per_plan: Some(9) }; 3];
    let problem = Problem::new(draft).unwrap();
    let mut search = Search::new(problem.clone(), 1);
    search.step(500);
    let solution = search.best();
    assert!(solution.days.iter().all(|day| day.stops.len() >= 2), "the example is too poor: {solution:?}");
    (problem, solution)
}

#[test]
fn a_spoilt_plan_is_refused() {
    let (problem, good) = planned();
    assert_eq!(check(&problem, &good), Ok(good.score));
    type Spoil = fn(&mut Solution);
    let cases: [(&str, Spoil); 10] = [
        ("a day is missing", |plan| drop(plan.days.pop())),
        ("a place stands twice", |plan| {
            let stop = plan.days[0].stops[0];
            plan.days[1].stops.push(stop);
        }),
        ("two stops are exchanged", |plan| plan.days[0].stops.swap(0, 1)),
        ("a stop begins too early", |plan| plan.days[0].stops[0].start -= 1),
        ("a stop ends too late", |plan| plan.days[0].stops[1].leave += 1),
        ("a day ends at another time", |plan| plan.days[1].ends += 1),
        ("a day travels less", |plan| plan.days[1].travel -= 1),
        ("the score is too high", |plan| plan.score += 1),
        ("a place is forgotten", |plan| drop(plan.left_out.pop())),
        ("there is no such place", |plan| plan.days[0].stops[0].place = 99),
    ];
    for (name, spoil) in cases {
        let mut bad = good.clone();
        spoil(&mut bad);
        assert!(check(&problem, &bad).is_err(), "{name}, and nobody says so");
    }
}

#[test]
fn a_plan_above_the_limits_is_refused() {
    let (problem, good) = planned();
    let stops: Vec<usize> = good.days.iter().flat_map(|day| &day.stops).map(|stop| stop.place).collect();
    let spent: i64 = stops.iter().map(|&place| problem.draft().places[place].price).sum();
    let counted =
        |category| stops.iter().filter(|&&place| problem.draft().places[place].categories.contains(&category)).count();
    let category = (0..3).max_by_key(|&category| counted(category)).unwrap();
    let count = counted(category) as u32;
    assert!(count > 0 && spent > 0);

    let mut poorer = problem.draft().clone();
    poorer.budget = Some(spent - 1);
    assert!(check(&Problem::new(poorer).unwrap(), &good).is_err());

    let mut stricter = problem.draft().clone();
    stricter.categories[category].per_plan = Some(count - 1);
    assert!(check(&Problem::new(stricter).unwrap(), &good).is_err());

    let mut strict = problem.draft().clone();
    strict.categories[category].per_day = Some(0);
    assert!(check(&Problem::new(strict).unwrap(), &good).is_err());
}
