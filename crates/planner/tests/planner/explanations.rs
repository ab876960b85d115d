//! What is left out is explained, and must-sees that conflict are named.

use planner::check::check;
use planner::{
    CategoryLimit, Conflict, Day, Draft, Given, Place, Plane, Problem, Reason, Search, Solution, Travel, Window,
};

/// Places on a line, a kilometre and ten minutes apart, open from nine to five, an hour each; one day from nine to one.
fn line(places: usize) -> Draft {
    let place = |at| Place::new(at, 10, 60, vec![vec![Window { open: 540, close: 1_020 }]]);
    Draft {
        places: (0..places).map(place).collect(),
        days: vec![Day::new(540, 780, Some(0), Some(0))],
        travel: vec![Travel::Plane(Plane {
            points: (0..places as i32).map(|at| [at * 1_000, 0]).collect(),
            per_time: 100,
        })],
        ..Draft::default()
    }
}

fn solved(draft: Draft) -> Solution {
    let problem = Problem::new(draft).unwrap();
    let mut search = Search::new(problem.clone(), 1);
    search.step(300);
    let best = search.best();
    check(&problem, &best).unwrap();
    best
}

fn reason(solution: &Solution, place: usize) -> Option<&Reason> {
    solution.left_out.iter().find(|left| left.place == place).map(|left| &left.reason)
}

#[test]
fn each_reason_is_told_apart() {
    let mut draft = line(13);
    draft.places[3].windows[0].clear();
    draft.places[4].location = Some(12);
    draft.places[5].price = 11;
    draft.places[6].categories = vec![0];
    draft.budget = Some(10);
    draft.categories = vec![CategoryLimit { per_day: Some(0), per_plan: None }];
    let best = solved(draft);
    assert_eq!(best.score, 30, "three of the nearest fit: {best:?}");
    assert_eq!(reason(&best, 3), Some(&Reason::Closed));
    assert_eq!(reason(&best, 4), Some(&Reason::TooFar));
    assert_eq!(reason(&best, 5), Some(&Reason::Budget { missing: 1 }));
    assert_eq!(reason(&best, 6), Some(&Reason::CategoryFull { category: 0 }));
    // The way to place 7 and back takes the time of all three.
    let give = Given { day: 0, stops: vec![0, 1, 2], gain: -20_000 };
    assert_eq!(reason(&best, 7), Some(&Reason::NoTime { give: Some(give) }));
}

#[test]
fn an_appointment_is_kept_at_its_minute() {
    let mut draft = line(6);
    draft.places[5].windows = vec![vec![Window { open: 655, close: 655 }]];
    draft.places[5].must = true;
    let best = solved(draft);
    let stop = best.days[0].stops.iter().find(|stop| stop.place == 5).unwrap();
    assert_eq!((stop.start, best.conflicts.len()), (655, 0));
}

#[test]
fn a_meal_is_taken_wherever_one_then_is() {
    let mut draft = line(3);
    draft.places[1].location = None;
    draft.places[1].windows = vec![vec![Window { open: 600, close: 620 }]];
    draft.places[1].must = true;
    draft.places[2].windows = vec![vec![Window { open: 660, close: 900 }]];
    let best = solved(draft);
    let order: Vec<usize> = best.days[0].stops.iter().map(|stop| stop.place).collect();
    assert_eq!(order, [0, 1, 2], "a visit, the meal, a visit: {best:?}");
    // The way leads past the meal, from the first place to the third.
    assert_eq!((best.days[0].travel, best.days[0].stops[2].arrive), (40, 680));
}

#[test]
fn must_sees_that_exclude_each_other_are_named() {
    let mut draft = line(9);
    for place in [7, 8] {
        draft.places[place].must = true;
        draft.places[place].windows = vec![vec![Window { open: 640, close: 640 }]];
    }
    draft.places[2].must = true;
    draft.places[2].windows = vec![Vec::new()];
    let best = solved(draft);
    assert_eq!(best.conflicts.len(), 2, "{best:?}");
    assert_eq!(best.conflicts[0], Conflict { place: 2, with: Vec::new(), proven: true });
    let Conflict { place, with, proven } = &best.conflicts[1];
    assert_eq!((*place + with[0], with.len(), *proven), (15, 1, true), "7 and 8 exclude each other");
}

#[test]
fn three_must_sees_of_which_any_two_fit_are_named_together() {
    // Four hours hold three visits of an hour each near by, so three must-sees of 90 minutes are one too many.
    let mut draft = line(5);
    for place in 0..3 {
        (draft.places[place].must, draft.places[place].stay) = (true, 90);
    }
    let best = solved(draft);
    assert_eq!(best.conflicts.len(), 1);
    let Conflict { place, with, proven } = &best.conflicts[0];
    assert_eq!((*place + with.iter().sum::<usize>(), with.len(), *proven), (3, 2, true), "{best:?}");
}

#[test]
fn locked_stops_stay_and_others_come_between() {
    let mut draft = line(6);
    draft.days = vec![Day::new(540, 1_000, Some(0), Some(0)); 2];
    draft.places.iter_mut().for_each(|place| place.windows = vec![vec![Window { open: 540, close: 1_020 }]; 2]);
    draft.days[1].locked = vec![3, 1];
    let best = solved(draft);
    let order: Vec<usize> = best.days[1].stops.iter().map(|stop| stop.place).collect();
    let locked: Vec<usize> = order.iter().copied().filter(|place| [1, 3].contains(place)).collect();
    assert_eq!((locked.as_slice(), best.score), ([3, 1].as_slice(), 60), "{best:?}");
    assert!(order.len() > 2);
}

#[test]
fn a_locked_stop_that_does_not_fit_is_said_to_conflict() {
    let mut draft = line(3);
    draft.days[0].locked = vec![2, 1];
    draft.places[1].windows = vec![vec![Window { open: 540, close: 560 }]];
    let best = solved(draft);
    assert_eq!(best.conflicts, [Conflict { place: 1, with: vec![2], proven: true }]);
}

#[test]
fn a_visit_that_costs_more_than_it_is_worth_is_not_made() {
    let mut draft = line(2);
    draft.areas = vec![planner::Area { price: vec![200] }];
    draft.places[1].area = Some(0);
    let best = solved(draft);
    assert_eq!(reason(&best, 1), Some(&Reason::NotWorthIt), "an hour at 0.2 points a minute costs 12 of 10 points");
}
