//! A map on a page: points, routes and what is chosen. It knows shapes, not venues.
//!
//! The map itself is the element `<okolica-map>` of `public/map`, which draws itself with MapLibre once it is seen. Rust and
//! it share no code: the page speaks through attributes and hears from events, so the server renders the same empty element
//! as the browser and the bundle carries nothing of the map (`docs/decisions/map.md`).

mod bridge;
mod view;

use domain::geo::Position;

pub use view::{MapState, MapView, Pointed, Pointing};

/// The stops of one day, in their order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MapRoute {
    /// What the map calls the day, whatever its place among the days.
    pub key: String,
    /// What the day's line joins.
    pub stops: Vec<MapStop>,
}

/// A numbered stop of a route.
#[derive(Debug, Clone, PartialEq)]
pub struct MapStop {
    /// What stands on its mark: its number, after the letters of its day where there are several.
    pub label: String,
    /// What stands beside it.
    pub name: String,
    /// What is reported when it is chosen.
    pub key: String,
    /// The slug of the page that its card leads to, if it has one.
    pub slug: Option<String>,
    /// Where it is.
    pub position: Position,
}

/// What of its routes a map was asked to bring into view.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Framing {
    /// How often it was asked: a map that was moved since is asked for the same again.
    pub asked: u32,
    /// The key of the day; all of them if none.
    pub day: Option<String>,
}

/// The letters by which the map calls a day, counted from 0: A to Z, then AA, AB and so on. Colour and dashes begin again after
/// a week; letters do not.
#[must_use]
pub fn day_letters(day: usize) -> String {
    let letter = |number: usize| ('A'..='Z').nth(number % LETTERS).unwrap_or('A');
    let first = (day / LETTERS).checked_sub(1).map(letter);
    first.into_iter().chain([letter(day)]).collect()
}

const LETTERS: usize = 26;

/// How many days have an ink and a pattern of their own; later ones begin again. `public/map/palette.js` counts the same.
const DAY_INKS: usize = 7;

/// The number of a day's ink in the style sheets, from 1.
#[must_use]
pub const fn day_ink(day: usize) -> usize {
    day % DAY_INKS + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_a_plan_has_letters_of_its_own() {
        let letters: Vec<String> = (0..domain::itinerary::DAYS_MAX).map(day_letters).collect();
        assert_eq!([&letters[0], &letters[25], &letters[26], &letters[29]], ["A", "Z", "AA", "AD"]);
        let distinct: std::collections::BTreeSet<_> = letters.iter().collect();
        assert_eq!(distinct.len(), letters.len());
    }
}
