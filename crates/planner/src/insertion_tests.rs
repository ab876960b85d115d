//! The insertion test against the plain way: put the place in, replay the day.

use crate::generate::{Dice, Spice, problem};
use crate::insertion::cheapest;
use crate::instance::Instance;
use crate::problem::Problem;
use crate::random::Random;
use crate::recreate::Recreation;
use crate::route::Route;
use crate::scan::Scan;
use crate::state::State;

/// By how much later one comes to the stop behind, for every position where the replayed day works.
fn replayed(instance: &Instance, route: &Route, day: usize, place: u16) -> Vec<(usize, i32)> {
    let fits = |at: usize| {
        let mut longer = route.clone();
        longer.stops.insert(at, place);
        let works = longer.rebuild(instance, day);
        works.then(|| (at, longer.gaps[at + 1].arrive - route.gaps[at].arrive))
    };
    (0..=route.stops.len()).filter_map(fits).collect()
}

#[test]
fn the_constant_time_test_agrees_with_a_replay() {
    let (mut compared, mut fitting) = (0, 0);
    for seed in 1..=400 {
        let mut dice = Dice::new(seed);
        let spice = if seed % 4 == 0 { Spice::default() } else { Spice::random(&mut dice) };
        let places = dice.between(3, 24) as usize;
        let problem = Problem::new(problem(&mut dice, places, 2, spice)).unwrap();
        let instance = Instance::new(&problem, &(0..places).collect::<Vec<_>>(), true);
        let mut state = State::new(&instance);
        let mut random = Random::new(seed);
        Recreation::default().recreate(&instance, &mut state, &mut random, true);
        // A plan with holes, so that something fits.
        for day in 0..2 {
            let stops = state.routes[day].stops.len();
            let first = random.below(stops + 1);
            state.remove(&instance, day, first..stops.min(first + 2));
        }
        if !state.settle(&instance) {
            continue;
        }
        let mut scan = Scan::default();
        scan.look(&instance, &state, u64::MAX);
        for &place in &state.absent {
            for (day, route) in state.routes.iter().enumerate() {
                let expected = replayed(&instance, route, day, place);
                let found = cheapest(&instance, route, day, place);
                let least = expected.iter().map(|(_, shift)| *shift).min();
                assert_eq!(found.map(|found| found.shift), least, "seed {seed}, place {place}, day {day}");
                assert!(found.is_none_or(|found| expected.contains(&(found.at, found.shift))), "seed {seed}");
                if instance.simple {
                    assert_eq!(scan.cheapest(&instance, route, day, place), found, "seed {seed}, place {place}");
                }
                compared += 1;
                fitting += usize::from(least.is_some());
            }
        }
    }
    assert!(compared > 3_000 && fitting > 300, "{fitting} of {compared} fit: too few to tell");
}
