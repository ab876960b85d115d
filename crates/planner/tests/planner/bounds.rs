//! Bad input has a name, and size is no reason to hang.

use std::time::{Duration, Instant};

use planner::{
    Area, CategoryLimit, Day, Draft, PLACES_MAX, Place, Plane, Problem, ProblemError, SCORE_MAX, Search, Slots,
    TIME_MAX, Table, Travel, UNREACHABLE, Window,
};

use crate::generate::{Dice, Spice, problem};

/// Two places and two days without any fault.
fn sound() -> Draft {
    let windows = || vec![vec![Window { open: 540, close: 900 }]; 2];
    Draft {
        places: vec![Place::new(1, 10, 30, windows()), Place::new(2, 20, 30, windows())],
        days: vec![Day::new(540, 1_000, Some(0), Some(0)); 2],
        travel: vec![Travel::Table(Table { size: 3, values: vec![0, 9, 9, 9, 0, 9, 9, 9, 0] })],
        categories: vec![CategoryLimit::default()],
        areas: vec![Area { price: vec![0, 0] }],
        budget: Some(100),
        ..Draft::default()
    }
}

#[test]
fn every_fault_of_a_draft_is_named() {
    assert!(Problem::new(sound()).is_ok());
    let window = |open, close| Window { open, close };
    let slots = |length, values| Travel::Slots(Slots { size: 3, first: 0, length, values });
    type Break = Box<dyn Fn(&mut Draft)>;
    let cases: Vec<(Break, ProblemError)> = vec![
        (Box::new(|d| d.days.clear()), ProblemError::NoDays),
        (Box::new(|d| d.days = vec![d.days[0].clone(); 61]), ProblemError::TooManyDays { days: 61 }),
        (
            Box::new(|d| d.places = vec![d.places[0].clone(); PLACES_MAX + 1]),
            ProblemError::TooManyPlaces { places: PLACES_MAX + 1 },
        ),
        (
            Box::new(|d| {
                d.places = vec![d.places[0].clone(); 201];
                d.places.iter_mut().for_each(|place| place.must = true);
            }),
            ProblemError::TooManyMusts { musts: 201 },
        ),
        (
            Box::new(|d| d.categories = vec![CategoryLimit::default(); 65]),
            ProblemError::TooManyCategories { categories: 65 },
        ),
        (Box::new(|d| d.days[1].end = 539), ProblemError::DayTimes { day: 1 }),
        (Box::new(|d| d.days[0].start = -1), ProblemError::DayTimes { day: 0 }),
        (Box::new(|d| d.days[0].end = i32::MAX), ProblemError::DayTimes { day: 0 }),
        (Box::new(|d| d.days[0].from = Some(3)), ProblemError::DayLocation { day: 0 }),
        (Box::new(|d| d.days[1].means = 1), ProblemError::DayMeans { day: 1 }),
        (Box::new(|d| d.days[1].locked = vec![2]), ProblemError::Locked { day: 1, place: 2 }),
        (
            Box::new(|d| {
                d.days[0].locked = vec![1];
                d.days[1].locked = vec![1];
            }),
            ProblemError::Locked { day: 1, place: 1 },
        ),
        (Box::new(|d| d.places[1].location = Some(3)), ProblemError::PlaceLocation { place: 1 }),
        (Box::new(|d| d.places[1].score = -1), ProblemError::Score { place: 1 }),
        (Box::new(|d| d.places[1].score = SCORE_MAX + 1), ProblemError::Score { place: 1 }),
        (Box::new(|d| d.places[0].stay = -1), ProblemError::Stay { place: 0 }),
        (Box::new(|d| d.places[0].stay = i32::MAX), ProblemError::Stay { place: 0 }),
        (Box::new(|d| d.places[0].price = -1), ProblemError::Price { place: 0 }),
        (Box::new(|d| d.places[0].price = i64::MAX), ProblemError::Price { place: 0 }),
        (Box::new(|d| drop(d.places[0].windows.pop())), ProblemError::WindowCount { place: 0 }),
        (Box::new(move |d| d.places[0].windows[1] = vec![window(5, 4)]), ProblemError::Window { place: 0, day: 1 }),
        (Box::new(move |d| d.places[0].windows[1] = vec![window(-1, 4)]), ProblemError::Window { place: 0, day: 1 }),
        (
            Box::new(move |d| d.places[0].windows[0] = vec![window(5, 9), window(8, 12)]),
            ProblemError::Window { place: 0, day: 0 },
        ),
        (
            Box::new(move |d| d.places[0].windows[0] = vec![window(0, TIME_MAX + 1)]),
            ProblemError::Window { place: 0, day: 0 },
        ),
        (Box::new(|d| d.places[0].categories = vec![1]), ProblemError::Category { place: 0 }),
        (Box::new(|d| d.places[0].area = Some(1)), ProblemError::PlaceArea { place: 0 }),
        (Box::new(|d| d.areas[0].price = vec![0]), ProblemError::Area { area: 0 }),
        (Box::new(|d| d.areas[0].price = vec![0, -1]), ProblemError::Area { area: 0 }),
        (Box::new(|d| d.budget = Some(-1)), ProblemError::Budget),
        (Box::new(|d| d.waiting_price = -1), ProblemError::Rate),
        (Box::new(|d| d.travel_price = i32::MAX), ProblemError::Rate),
        (
            Box::new(|d| d.travel = vec![Travel::Table(Table { size: 3, values: vec![0; 8] })]),
            ProblemError::TravelSize { means: 0 },
        ),
        (
            Box::new(|d| d.travel = vec![Travel::Table(Table { size: usize::MAX, values: vec![] })]),
            ProblemError::TravelSize { means: 0 },
        ),
        (
            Box::new(|d| d.travel.push(Travel::Table(Table { size: 1, values: vec![0] }))),
            ProblemError::TravelSize { means: 1 },
        ),
        (Box::new(move |d| d.travel = vec![slots(30, vec![0; 10])]), ProblemError::TravelSize { means: 0 }),
        (Box::new(move |d| d.travel = vec![slots(0, vec![0; 18])]), ProblemError::TravelSlots { means: 0 }),
        (Box::new(move |d| d.travel = vec![slots(30, vec![])]), ProblemError::TravelSlots { means: 0 }),
        (
            Box::new(|d| d.travel = vec![Travel::Table(Table { size: 3, values: vec![0, 0, -1, 0, 0, 0, 0, 0, 0] })]),
            ProblemError::TravelValue { means: 0, index: 2 },
        ),
        (
            Box::new(|d| {
                d.travel = vec![Travel::Plane(Plane { points: vec![[0, 0], [i32::MIN, 0], [0, 0]], per_time: 1 })]
            }),
            ProblemError::TravelValue { means: 0, index: 1 },
        ),
        (
            Box::new(|d| d.travel = vec![Travel::Plane(Plane { points: vec![[0, 0]; 3], per_time: 0 })]),
            ProblemError::TravelValue { means: 0, index: 0 },
        ),
    ];
    for (number, (spoil, fault)) in cases.into_iter().enumerate() {
        let mut draft = sound();
        spoil(&mut draft);
        assert_eq!(Problem::new(draft).err(), Some(fault), "case {number}");
        assert!(!fault.to_string().is_empty());
    }
}

#[test]
fn the_largest_numbers_do_not_overflow() {
    let mut draft = sound();
    for place in &mut draft.places {
        (place.score, place.stay, place.price, place.must) = (SCORE_MAX, TIME_MAX, 1_000_000_000_000, true);
        place.windows = vec![vec![Window { open: 0, close: TIME_MAX }]; 2];
        place.area = Some(0);
    }
    draft.areas[0].price = vec![1_000_000; 2];
    (draft.waiting_price, draft.travel_price) = (1_000_000, 1_000_000);
    draft.budget = None;
    draft.travel = vec![Travel::Table(Table { size: 3, values: vec![UNREACHABLE; 9] })];
    draft.days = vec![Day::new(0, TIME_MAX, None, None); 2];
    for stay in [TIME_MAX, TIME_MAX / 2, 0] {
        draft.places.iter_mut().for_each(|place| place.stay = stay);
        let problem = Problem::new(draft.clone()).unwrap();
        let mut search = Search::new(problem.clone(), u64::MAX);
        search.step(200);
        // No way leads from the one to the other, so they take a day each.
        assert_eq!(planner::check::check(&problem, &search.best()), Ok(2 * i64::from(SCORE_MAX)));
    }
}

#[test]
fn nothing_to_visit_is_a_plan_of_empty_days() {
    let draft = Draft { days: vec![Day::new(0, 10, None, None)], ..Draft::default() };
    let problem = Problem::new(draft).unwrap();
    let mut search = Search::new(problem.clone(), 1);
    assert_eq!(search.step(1_000).value, 0);
    assert_eq!(planner::check::check(&problem, &search.best()), Ok(0));
}

#[test]
fn ten_thousand_places_are_planned_in_bounded_time() {
    let mut dice = Dice::new(7);
    let mut draft = problem(&mut dice, 10_000, 3, Spice::default());
    draft.places[9_999].must = true;
    draft.places[9_999].windows = vec![vec![Window { open: 0, close: 2_000 }]; 3];
    let problem = Problem::new(draft).unwrap();
    let begun = Instant::now();
    let mut search = Search::new(problem.clone(), 1);
    search.step(200);
    let solution = search.best();
    // A hang would take minutes; a debug build on a busy machine takes seconds.
    assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", begun.elapsed());
    assert!(planner::check::check(&problem, &solution).unwrap() > 0);
    assert!(
        solution.days.iter().flat_map(|day| &day.stops).any(|stop| stop.place == 9_999),
        "the must-see was left out"
    );
}

#[test]
fn any_numbers_give_an_error_or_a_plan_but_no_panic() {
    // Bounded fuzzing: drafts with absurd numbers in every field.
    let mut planned = 0;
    for seed in 1..=2_000 {
        let mut dice = Dice::new(seed);
        let (places, days) = (dice.between(0, 6) as usize, dice.between(1, 3) as usize);
        let spice = Spice::random(&mut dice);
        let mut draft = problem(&mut dice, places, days, spice);
        for _ in 0..dice.between(0, 3) {
            spoil(&mut dice, &mut draft);
        }
        let Ok(problem) = Problem::new(draft) else { continue };
        let mut search = Search::new(problem.clone(), seed);
        search.step(20);
        // And as if the time were known, which takes another way where a day is alone.
        for elapsed in (0..1_024).step_by(64) {
            search.step_at(2, elapsed);
        }
        assert_eq!(planner::check::check(&problem, &search.best()).map(|_| ()), Ok(()), "seed {seed}");
        planned += 1;
    }
    assert!((200..2_000).contains(&planned), "{planned} of 2,000 drafts were planned: the fuzzing tells nothing");
}

/// Puts an absurd number somewhere.
fn spoil(dice: &mut Dice, draft: &mut Draft) {
    const ABSURD: [i32; 8] = [0, 1, -1, i32::MAX, i32::MIN, TIME_MAX, TIME_MAX + 1, SCORE_MAX];
    let number = ABSURD[dice.between(0, 7) as usize];
    let index = usize::try_from(number).unwrap_or(usize::MAX);
    let day = dice.between(0, draft.days.len() as i32 - 1) as usize;
    if let Some(place) = draft.places.get_mut(dice.between(0, 5) as usize) {
        match dice.between(0, 7) {
            0 => place.score = number,
            1 => place.stay = number,
            2 => place.price = number.into(),
            3 => place.location = Some(index),
            4 => place.categories = vec![index],
            5 => place.area = Some(index),
            6 => place.windows[day] = vec![Window { open: 0, close: number }],
            _ => place.windows[day] = vec![Window { open: number, close: 1_000 }],
        }
    }
    match dice.between(0, 16) {
        0 => draft.days[day].start = number,
        1 => draft.days[day].end = number,
        2 => draft.days[day].from = Some(index),
        3 => draft.days[day].means = index,
        4 => draft.days[day].locked = vec![index],
        5 => draft.budget = Some(number.into()),
        6 => draft.waiting_price = number,
        7 => draft.travel_price = number,
        8 => spoil_travel(dice, &mut draft.travel, number),
        9 => draft.areas = vec![Area { price: vec![number; draft.days.len()] }],
        10 => draft.travel.push(Travel::Table(Table { size: index, values: vec![number] })),
        11 => draft.places.iter_mut().for_each(|place| place.must = true),
        _ => {}
    }
}

/// The same for the ways: a value, or a size that is not theirs.
fn spoil_travel(dice: &mut Dice, travel: &mut [Travel], number: i32) {
    let (at, index) = (dice.between(0, 100) as usize, usize::try_from(number).unwrap_or(usize::MAX));
    let change = |values: &mut Vec<i32>| {
        if let Some(value) = values.get_mut(at) {
            *value = number;
        }
    };
    match (travel.first_mut(), dice.between(0, 3)) {
        (Some(Travel::Table(table)), 0) => table.size = index,
        (Some(Travel::Table(table)), _) => change(&mut table.values),
        (Some(Travel::Slots(slots)), 0) => slots.size = index,
        (Some(Travel::Slots(slots)), 1) => slots.length = number,
        (Some(Travel::Slots(slots)), _) => change(&mut slots.values),
        (Some(Travel::Plane(plane)), 0) => plane.per_time = number.unsigned_abs(),
        (Some(Travel::Plane(plane)), _) => {
            if let Some(point) = plane.points.get_mut(at) {
                point[0] = number;
            }
        }
        (None, _) => {}
    }
}
