//! Travel that depends on the departure: leaving earlier never means arriving later.

use planner::check::check;
use planner::{Day, Draft, Place, Problem, Search, Slots, Travel, UNREACHABLE, Window};

/// One place, an hour's slots, and how long the way to it takes in each.
fn plan(departure: i32, there: [i32; 4]) -> Option<i32> {
    let values = there.iter().flat_map(|&there| [0, there, there, 0]).collect();
    let draft = Draft {
        places: vec![Place::new(1, 1, 10, vec![vec![Window { open: 0, close: 2_000 }]])],
        days: vec![Day::new(departure, 2_000, Some(0), None)],
        travel: vec![Travel::Slots(Slots { size: 2, first: 600, length: 60, values })],
        ..Draft::default()
    };
    let problem = Problem::new(draft).unwrap();
    let best = Search::new(problem.clone(), 1).best();
    check(&problem, &best).unwrap();
    best.days[0].stops.first().map(|stop| stop.arrive)
}

#[test]
fn the_slot_of_the_departure_counts_and_waiting_for_a_quicker_one_is_allowed() {
    let rush = [30, 100, 20, 40];
    let cases = [
        (0, Some(30), "before the first slot it travels as in the first"),
        (610, Some(640), "in the first"),
        (659, Some(689), "at its end"),
        (660, Some(740), "the rush hour is waited out"),
        (719, Some(740), "and from its end too"),
        (720, Some(740), "in the quick one"),
        (800, Some(840), "in the last"),
        (1_500, Some(1_540), "after the last it travels as in the last"),
    ];
    for (departure, arrival, name) in cases {
        assert_eq!(plan(departure, rush), arrival, "{name}");
    }
    assert_eq!(plan(0, [UNREACHABLE, UNREACHABLE, 5, 5]), Some(725), "the first connection is waited for");
    assert_eq!(plan(800, [5, 5, 5, UNREACHABLE]), None, "the last connection is gone");
    assert_eq!(plan(0, [500, 1, 1, 1]), Some(500), "before the first slot, a wait counts from then");
}
