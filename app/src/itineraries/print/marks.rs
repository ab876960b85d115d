//! How days are told apart without colour: a shape for their marks, dashes for their lines. Five shapes and six kinds of line
//! have no common factor, so that each of the thirty days that a plan may have gets a pair of its own.

use leptos::prelude::*;

/// The dashes of a day's line, in units of the picture; the first one is whole.
const DASHES: [&str; 6] = ["none", "20 12", "4 10", "26 9 4 9", "44 14", "14 8 4 8 4 8"];

/// The dashes of a day's line as `stroke-dasharray` says them; days count from 0.
#[must_use]
pub fn dashes(day: usize) -> &'static str {
    DASHES.into_iter().cycle().nth(day % DASHES.len()).unwrap_or("none")
}

/// The outline of a day's marks around a middle, as the data of an SVG path. All of them hold a number and are about as
/// large as the circle of the radius.
#[must_use]
pub fn shape(day: usize, (x, y): (i32, i32), radius: i32) -> String {
    let part = |percent: i32| radius * percent / 100;
    let corners = |corners: &[(i32, i32)]| {
        let points = corners.iter().map(|(dx, dy)| format!("{} {}", x + part(*dx), y + part(*dy)));
        format!("M{}z", points.collect::<Vec<_>>().join("L"))
    };
    match day % 5 {
        0 => {
            let (left, across) = (x - radius, radius * 2);
            format!("M{left} {y}a{radius} {radius} 0 1 0 {across} 0a{radius} {radius} 0 1 0 -{across} 0z")
        }
        1 => corners(&[(-90, -90), (90, -90), (90, 90), (-90, 90)]),
        2 => corners(&[(0, -125), (125, 0), (0, 125), (-125, 0)]),
        3 => corners(&[(0, -145), (130, 85), (-130, 85)]),
        _ => corners(&[(-60, -95), (60, -95), (115, 0), (60, 95), (-60, 95), (-115, 0)]),
    }
}

/// How high letters are beside marks of a radius, in units of the picture.
#[must_use]
pub const fn letters(radius: i32) -> i32 {
    radius * 11 / 10
}

/// The mark of a stop: the shape of its day with its number.
pub fn mark(day: usize, (x, y): (i32, i32), radius: i32, number: u32) -> impl IntoView {
    // Three digits are written smaller, so that they stay inside.
    let size = if number < 100 { letters(radius) } else { radius * 4 / 5 };
    view! {
        <path class="paper-shape" d=shape(day, (x, y), radius)></path>
        <text class="paper-number" x=x y=y + size * 36 / 100 font-size=size>
            {number}
        </text>
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use domain::itinerary::DAYS_MAX;

    use super::*;

    #[test]
    fn every_day_of_the_longest_plan_has_its_own_pair_of_shape_and_line() {
        let pairs: BTreeSet<_> = (0..DAYS_MAX).map(|day| (shape(day, (0, 0), 20), dashes(day))).collect();
        assert_eq!(pairs.len(), DAYS_MAX);
    }
}
