//! How long an edit of the longest plan takes, 30 days with 200 stops, as the builder does it: the plan is copied, edited and
//! compared, told by the clock from its first day to its last, and summed up.

use std::hint::black_box;

use domain::accessibility::AccessProfile;
use domain::edit::Edit;
use domain::itinerary::{DAYS_MAX, STOPS_MAX, Spot};
use domain::reach::Reach;
use domain::timeline::timeline;
use domain::travel::Estimate;

/// `bench/timeline.mjs` says the same.
const ROUNDS: u32 = 500;

fn main() {
    let size = u32::try_from(DAYS_MAX).ok().zip(u32::try_from(STOPS_MAX).ok());
    let Some((mut itinerary, venues)) = size.and_then(|(days, stops)| timeline_bench::plan(days, stops)) else {
        return;
    };
    let Some((day, stop)) = itinerary.days.first().and_then(|day| Some((day.id, day.stops.first()?.id))) else {
        return;
    };
    let mut told = timeline(&itinerary, &venues, &Estimate, AccessProfile::default());
    let mut at = 0;
    timeline_bench::measure(ROUNDS, || {
        at = 1 - at;
        let edit = Edit::MoveStop { stop, was: Spot::Day(day), spot: Spot::Day(day), at };
        let before = itinerary.clone();
        let mut after = before.clone();
        let inverse = after.apply(black_box(&edit));
        assert!(inverse.is_ok() && after != before, "the edit changes the plan");
        itinerary = after;
        let now = timeline(&itinerary, &venues, &Estimate, AccessProfile::default());
        assert!(now != told, "the edit changes the timeline");
        told = now;
        let _ = black_box((inverse, Reach::of(&itinerary, &venues)));
    });
}
