//! Ruin: which stops leave the plan for a moment. Strings of neighbouring stops from neighbouring days, some with a part
//! in the middle left standing, as in slack induction by string removals (Christiaens and Vanden Berghe 2020).
#![expect(
    clippy::indexing_slicing,
    reason = "the innermost loops; every index is made by this crate from a checked problem"
)]

use crate::instance::Instance;
use crate::random::Random;
use crate::search::Tuning;
use crate::state::{ABSENT, State};

/// Takes some stops out of the plan; [`State::settle`] must follow.
pub fn ruin(instance: &Instance, state: &mut State, random: &mut Random, tuning: &Tuning) {
    let days = instance.days();
    let draw = random.below(1_000);
    if draw < tuning.whole {
        let day = random.below(days);
        let stops = state.routes[day].stops.len();
        state.remove(instance, day, 0..stops);
        return;
    }
    if draw < tuning.whole + tuning.near {
        let seed = random.below(instance.places()) as u16;
        let count = 2 + random.below(14);
        let mut done = 0;
        for &place in std::iter::once(&seed).chain(instance.neighbours(seed)) {
            let day = state.day_of[usize::from(place)];
            if day == ABSENT { continue; }
            let day = usize::from(day);
            let at = state.routes[day].stops.iter().position(|&stop| stop == place).unwrap_or(0);
            state.remove(instance, day, at..at + 1);
            done += 1;
            if done >= count { break; }
        }
        return;
    }
    let seed = random.below(instance.places()) as u16;
    let strings = 1 + random.below(days.min(tuning.strings_max));
    let mut ruined = 0_u64;
    let mut count = 0;
    let mut ruin_at = |place: u16, state: &mut State, random: &mut Random| {
        let day = state.day_of[usize::from(place)];
        if day == ABSENT || ruined & (1 << day) != 0 {
            return false;
        }
        ruined |= 1 << day;
        let day = usize::from(day);
        let stops = &state.routes[day].stops;
        let at = stops.iter().position(|&stop| stop == place).unwrap_or(0);
        remove_string(instance, state, day, at, random, tuning);
        count += 1;
        count >= strings
    };
    if ruin_at(seed, state, random) {
        return;
    }
    for &place in instance.neighbours(seed) {
        if ruin_at(place, state, random) {
            return;
        }
    }
}

/// Takes a string that holds the stop `at` out of a day.
fn remove_string(instance: &Instance, state: &mut State, day: usize, at: usize, random: &mut Random, tuning: &Tuning) {
    let stops = state.routes[day].stops.len();
    let length = 1 + random.below(stops.min(tuning.string_max));
    if length > 1 && length < stops && random.chance(tuning.split) {
        // Some stops in the middle of a longer string stay.
        let mut kept = 1;
        while length + kept < stops && !random.chance(500) {
            kept += 1;
        }
        let whole = length + kept;
        let first = first_of(at, whole, stops, random);
        let hole = first + 1 + random.below(length - 1);
        state.remove(instance, day, hole + kept..first + whole);
        state.remove(instance, day, first..hole);
    } else {
        let first = first_of(at, length, stops, random);
        state.remove(instance, day, first..first + length);
    }
}

/// Where a string of some length that holds the stop `at` may begin.
fn first_of(at: usize, length: usize, stops: usize, random: &mut Random) -> usize {
    let lowest = (at + 1).saturating_sub(length);
    let highest = at.min(stops - length);
    lowest + random.below(highest + 1 - lowest)
}
