//! How far a plan reaches beyond the crowded centre: dispersion as its visitor sees it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::itinerary::Itinerary;
use crate::timeline::StopVenues;
use crate::venue::Area;

/// Minutes of visiting by area, and the gminas that are touched. Only venues of the catalogue count: of a place of the
/// visitor's own it does not know the area.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reach {
    /// Visiting time in all, minutes.
    pub visiting_min: u32,
    /// Of it outside Kraków's Old Town, minutes.
    pub beyond_old_town_min: u32,
    /// Of it outside Kraków, minutes.
    pub beyond_krakow_min: u32,
    /// How many gminas the plan touches.
    pub gminas: u32,
}

impl Reach {
    /// The reach of a plan.
    #[must_use]
    pub fn of(itinerary: &Itinerary, venues: &StopVenues) -> Self {
        let mut reach = Self::default();
        let mut gminas = BTreeSet::new();
        for stop in itinerary.stops() {
            let Some(venue) = stop.venue().and_then(|slug| venues.get(slug)) else {
                continue;
            };
            let minutes = u32::from(stop.stay_min);
            reach.visiting_min += minutes;
            if venue.area != Area::OldTown {
                reach.beyond_old_town_min += minutes;
            }
            if venue.area == Area::Beyond {
                reach.beyond_krakow_min += minutes;
            }
            gminas.insert(&venue.gmina.slug);
        }
        reach.gminas = u32::try_from(gminas.len()).unwrap_or(u32::MAX);
        reach
    }

    /// Share of visiting time outside the Old Town, whole per cent; absent for a plan without stops.
    #[must_use]
    pub const fn beyond_old_town_percent(&self) -> Option<u32> {
        percent(self.beyond_old_town_min, self.visiting_min)
    }

    /// Share of visiting time outside Kraków, whole per cent; absent for a plan without stops.
    #[must_use]
    pub const fn beyond_krakow_percent(&self) -> Option<u32> {
        percent(self.beyond_krakow_min, self.visiting_min)
    }
}

const fn percent(part: u32, whole: u32) -> Option<u32> {
    (part * 200 + whole).checked_div(whole * 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gmina::GminaSlug;
    use crate::hours::OpeningHours;
    use crate::timeline::tests_support::{at, plan_of, venue, venues_of};

    #[test]
    fn shares_count_minutes_not_stops() {
        let places = [
            ("rynek", Area::OldTown, "krakow"),
            ("tyniec", Area::Krakow, "krakow"),
            ("zamek", Area::Beyond, "niepolomice"),
        ];
        let place = |(slug, area, gmina)| {
            let mut place = venue(at(50.0, 20.0), OpeningHours::Unknown);
            place.area = area;
            place.gmina.slug = GminaSlug::parse(gmina).unwrap();
            (slug, place)
        };
        let venues = venues_of(places.map(place).into());
        let reach = Reach::of(&plan_of(&[("rynek", 60), ("tyniec", 60), ("zamek", 120), ("gone", 500)]), &venues);
        assert_eq!((reach.visiting_min, reach.gminas), (240, 2));
        assert_eq!(reach.beyond_old_town_percent(), Some(75));
        assert_eq!(reach.beyond_krakow_percent(), Some(50));
        assert_eq!(Reach::default().beyond_krakow_percent(), None);
    }
}
