//! Travel times, behind one trait: today an estimate, later real streets and timetables.

use serde::{Deserialize, Serialize};

use crate::geo::Position;
use crate::words::words;

words! {
    /// A way to travel.
    #[derive(Default)]
    Mode ("way to travel") {
        /// On foot.
        Walk = "walk",
        /// By bicycle.
        Bike = "bike",
        /// By public transport.
        #[default]
        Transit = "transit",
        /// By car.
        Car = "car",
    }
}

/// One way from a stop to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leg {
    /// How.
    pub mode: Mode,
    /// Minutes from door to door.
    pub minutes: u16,
    /// Metres along the way.
    pub metres: u32,
    /// Whether the figures are estimates rather than a route on a real network.
    pub estimate: bool,
}

/// Whoever knows how long a way takes.
pub trait TravelTimes {
    /// The way between two positions, leaving at `depart` (minutes since midnight).
    fn leg(&self, from: Position, to: Position, mode: Mode, depart: u16) -> Leg;
}

/// How one mode is estimated.
struct Pace {
    /// Way on the ground per 1,000 m of great circle.
    detour_per_mille: u32,
    /// Metres per minute while moving.
    metres_per_min: u32,
    /// Minutes that do not depend on the distance: to the stop and waiting, unlocking, parking.
    access_min: u32,
}

/// Estimates from the great-circle distance: distance × detour ÷ speed + access time. See `docs/decisions/travel-estimate.md`
/// for the sources of the table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Estimate;

impl Estimate {
    const fn pace(mode: Mode) -> Pace {
        match mode {
            Mode::Walk => Pace { detour_per_mille: 1_300, metres_per_min: 80, access_min: 0 },
            Mode::Bike => Pace { detour_per_mille: 1_300, metres_per_min: 250, access_min: 2 },
            Mode::Transit => Pace { detour_per_mille: 1_400, metres_per_min: 350, access_min: 12 },
            Mode::Car => Pace { detour_per_mille: 1_400, metres_per_min: 600, access_min: 6 },
        }
    }
}

/// Nobody takes a tram or a car for less than this: up to here, every mode walks.
const ON_FOOT_UP_TO_M: u32 = 400;

impl TravelTimes for Estimate {
    fn leg(&self, from: Position, to: Position, mode: Mode, _depart: u16) -> Leg {
        let straight = from.distance_m(to);
        let mode = if straight <= ON_FOOT_UP_TO_M { Mode::Walk } else { mode };
        let pace = Self::pace(mode);
        let metres = straight / 1_000 * pace.detour_per_mille + straight % 1_000 * pace.detour_per_mille / 1_000;
        let minutes = metres.div_ceil(pace.metres_per_min) + if metres == 0 { 0 } else { pace.access_min };
        Leg { mode, minutes: u16::try_from(minutes).unwrap_or(u16::MAX), metres, estimate: true }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leg(to: (f64, f64), mode: Mode) -> Leg {
        let rynek = Position::from_degrees(50.0615, 19.93735).unwrap();
        Estimate.leg(rynek, Position::from_degrees(to.0, to.1).unwrap(), mode, 600)
    }

    #[test]
    fn known_ways_are_estimated_plausibly() {
        // Minutes that timetables and road maps give for an ordinary Saturday, with a margin of a third.
        let cases = [
            ("Wawel on foot", (50.0540, 19.9354), Mode::Walk, 11..=18),
            ("Wieliczka by public transport", (49.9832, 20.0638), Mode::Transit, 35..=65),
            ("Wieliczka by car", (49.9832, 20.0638), Mode::Car, 25..=45),
            ("Tyniec by bike", (50.0197, 19.8017), Mode::Bike, 45..=75),
            ("Niepołomice by public transport", (50.0337, 20.2180), Mode::Transit, 60..=110),
        ];
        for (name, to, mode, minutes) in cases {
            let leg = leg(to, mode);
            assert!(minutes.contains(&leg.minutes), "{name}: {leg:?}");
            assert!(leg.estimate);
        }
    }

    #[test]
    fn a_few_steps_are_walked_whatever_the_mode() {
        for mode in Mode::ALL {
            let across = leg((50.06165, 19.93945), *mode);
            assert_eq!(across.mode, Mode::Walk);
            assert!(across.minutes <= 3, "{across:?}");
        }
        assert_eq!(leg((50.0615, 19.93735), Mode::Car).minutes, 0);
    }
}
