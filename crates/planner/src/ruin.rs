//! Ruin: which stops leave the plan for a moment. Strings of neighbouring stops from neighbouring days, some with a part
//! in the middle left standing, as in slack induction by string removals (Christiaens and Vanden Berghe 2020); the stops
//! around a place (related removal, Shaw 1998); and now and then a whole day.
#![expect(
    clippy::indexing_slicing,
    reason = "the innermost loops; every index is made by this crate from a checked problem"
)]

use crate::instance::Instance;
use crate::random::Random;
use crate::state::{ABSENT, State};

/// In how many of a thousand rounds a whole day is emptied; of little use where it is the only one.
const WHOLE_DAY: usize = 50;
/// In how many of a thousand rounds the stops around a place are taken out, whatever their days.
const NEIGHBOURHOOD: usize = 250;
/// The least and the greatest number of stops of such a neighbourhood.
const NEIGHBOURHOOD_STOPS: (usize, usize) = (2, 15);
/// In how many days at most strings are taken out in one round.
const STRINGS_MAX: usize = 2;
/// How many stops a string has at most.
const STRING_MAX: usize = 8;
/// In how many of a thousand strings some stops in the middle stay.
const SPLIT: usize = 500;
/// By how many of a thousand chances the part that stays does not grow by one more stop.
const SPLIT_ENDS: usize = 500;

/// Takes some stops out of the plan; [`State::settle`] must follow.
pub fn ruin(instance: &Instance, state: &mut State, random: &mut Random) {
    let days = instance.days();
    let draw = random.below(1_000);
    let whole_day = if days > 1 { WHOLE_DAY } else { 0 };
    if draw < whole_day {
        let day = random.below(days);
        let stops = state.routes[day].stops.len();
        state.remove(instance, day, 0..stops);
        return;
    }
    let seed = seed(instance, state, random);
    if draw < whole_day + NEIGHBOURHOOD {
        remove_neighbourhood(instance, state, seed, random);
    } else {
        remove_strings(instance, state, seed, random);
    }
}

/// A place around which something is to change: any, but a must-see that is missing more often.
fn seed(instance: &Instance, state: &State, random: &mut Random) -> u16 {
    if !instance.musts.is_empty() && random.chance(500) {
        let must = instance.musts[random.below(instance.musts.len())];
        if state.day_of[usize::from(must)] == ABSENT {
            return must;
        }
    }
    random.below(instance.places()) as u16
}

fn remove_neighbourhood(instance: &Instance, state: &mut State, seed: u16, random: &mut Random) {
    let (least, most) = NEIGHBOURHOOD_STOPS;
    let mut left = least + random.below(most + 1 - least);
    for &place in std::iter::once(&seed).chain(instance.neighbours(seed)) {
        let day = state.day_of[usize::from(place)];
        if day == ABSENT {
            continue;
        }
        let at = position(state, day, place);
        state.remove(instance, usize::from(day), at..at + 1);
        left -= 1;
        if left == 0 {
            return;
        }
    }
}

fn remove_strings(instance: &Instance, state: &mut State, seed: u16, random: &mut Random) {
    let mut left = 1 + random.below(instance.days().min(STRINGS_MAX));
    let mut ruined = 0_u64;
    for &place in std::iter::once(&seed).chain(instance.neighbours(seed)) {
        let day = state.day_of[usize::from(place)];
        if day == ABSENT || ruined & (1 << day) != 0 {
            continue;
        }
        ruined |= 1 << day;
        remove_string(instance, state, usize::from(day), position(state, day, place), random);
        left -= 1;
        if left == 0 {
            return;
        }
    }
}

/// Where a place stands on its day.
fn position(state: &State, day: u8, place: u16) -> usize {
    state.routes[usize::from(day)].stops.iter().position(|&stop| stop == place).unwrap_or(0)
}

/// Takes a string that holds the stop `at` out of a day.
fn remove_string(instance: &Instance, state: &mut State, day: usize, at: usize, random: &mut Random) {
    let stops = state.routes[day].stops.len();
    let length = 1 + random.below(stops.min(STRING_MAX));
    if length > 1 && length < stops && random.chance(SPLIT) {
        // Some stops in the middle of a longer string stay.
        let mut kept = 1;
        while length + kept < stops && !random.chance(SPLIT_ENDS) {
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
