//! Whatever is asked, the answer keeps to it: random problems of every kind, judged by the checker.

use planner::check::check;
use planner::{Problem, Reason, Search};
use proptest::prelude::*;

use crate::generate::{Dice, Spice, problem};

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_plan_keeps_to_its_problem(seed in 1_u64.., places in 0_usize..40, days in 1_usize..5, rounds in 0_u64..150) {
        let mut dice = Dice::new(seed);
        let spice = Spice::random(&mut dice);
        let problem = Problem::new(problem(&mut dice, places, days, spice)).unwrap();
        let mut search = Search::new(problem.clone(), seed);
        let first = search.best();
        prop_assert_eq!(check(&problem, &first).map(|_| ()), Ok(()));
        let progress = search.step(rounds);
        prop_assert_eq!(progress.iterations, rounds);
        let last = search.best();
        prop_assert_eq!(check(&problem, &last).map(|_| ()), Ok(()));
        let met = |plan: &planner::Solution| plan.conflicts.len();
        let better = met(&last) < met(&first) || (met(&last) == met(&first) && last.value >= first.value);
        prop_assert!(better, "the best got worse");
    }

    #[test]
    fn a_day_alone_keeps_to_its_problem_through_all_its_searches(seed in 1_u64.., places in 0_usize..40) {
        let mut dice = Dice::new(seed);
        let spice = Spice::random(&mut dice);
        let problem = Problem::new(problem(&mut dice, places, 1, spice)).unwrap();
        let mut search = Search::new(problem.clone(), seed);
        let (before, mut steps) = (search.best(), 0);
        // A caller may count anew, leave moments out, or go on behind the end.
        let clock = (0..=1_024).step_by(8).chain((0..=1_100).step_by(110)).chain([2_000, usize::MAX / 2_048]);
        for elapsed in clock {
            search.step_at(4, elapsed);
            steps += 4;
        }
        prop_assert_eq!(search.step(0).iterations, steps);
        let after = search.best();
        prop_assert_eq!(check(&problem, &after).map(|_| ()), Ok(()));
        prop_assert!(after.conflicts.len() <= before.conflicts.len(), "a must-see was lost");
    }

    #[test]
    fn what_a_place_is_left_out_for_is_true(seed in 1_u64.., places in 1_usize..25, days in 1_usize..4) {
        let mut dice = Dice::new(seed);
        let spice = Spice { locks: false, ..Spice::random(&mut dice) };
        let draft = problem(&mut dice, places, days, spice);
        let mut search = Search::new(Problem::new(draft.clone()).unwrap(), seed);
        search.step(200);
        let solution = search.best();
        for left in &solution.left_out {
            let place = &draft.places[left.place];
            match &left.reason {
                Reason::Closed => {
                    let open = |(windows, day): (&Vec<planner::Window>, &planner::Day)| {
                        windows.iter().any(|window| window.close >= day.start && window.open <= day.end)
                    };
                    prop_assert!(!place.windows.iter().zip(&draft.days).any(open));
                }
                Reason::TooFar | Reason::Unreachable => {
                    // Alone, without limits and prices, it still does not fit.
                    let mut alone = draft.clone();
                    alone.places = vec![place.clone()];
                    alone.places[0].price = 0;
                    alone.places[0].categories.clear();
                    (alone.waiting_price, alone.travel_price) = (0, 0);
                    alone.places[0].area = None;
                    prop_assert_eq!(Search::new(Problem::new(alone).unwrap(), 1).best().score, 0);
                }
                Reason::Budget { missing } => {
                    let stops = solution.days.iter().flat_map(|day| &day.stops);
                    let spent: i64 = stops.map(|stop| draft.places[stop.place].price).sum();
                    prop_assert_eq!(spent + place.price - *missing, draft.budget.unwrap());
                }
                Reason::CategoryFull { category } => prop_assert!(place.categories.contains(category)),
                Reason::NoTime { give: Some(given) } => {
                    for stop in &given.stops {
                        prop_assert!(solution.days[given.day].stops.iter().any(|one| one.place == *stop));
                    }
                }
                Reason::NoTime { give: None } | Reason::NotWorthIt => {}
            }
        }
    }

    #[test]
    fn the_same_seed_and_rounds_give_the_same_plan_in_whatever_slices(
        seed in 1_u64.., places in 1_usize..30, slice in 1_u64..40
    ) {
        let mut dice = Dice::new(seed);
        let spice = Spice::random(&mut dice);
        let problem = Problem::new(problem(&mut dice, places, 2, spice)).unwrap();
        let mut whole = Search::new(problem.clone(), seed);
        whole.step(120);
        let mut sliced = Search::new(problem, seed);
        let mut left = 120;
        while left > 0 {
            sliced.step(slice.min(left));
            left -= slice.min(left);
        }
        prop_assert_eq!(whole.best(), sliced.best());
    }
}
