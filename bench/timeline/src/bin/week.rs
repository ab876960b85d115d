//! How long the timeline of 7 days with 10 stops each takes.

use std::hint::black_box;

use domain::accessibility::AccessProfile;
use domain::timeline::timeline;
use domain::travel::Estimate;

/// `bench/timeline.mjs` says the same.
const ROUNDS: u32 = 10_000;

fn main() {
    let Some((itinerary, venues)) = timeline_bench::plan(7, 70) else { return };
    timeline_bench::measure(ROUNDS, || {
        black_box(timeline(black_box(&itinerary), black_box(&venues), &Estimate, AccessProfile::default()));
    });
}
