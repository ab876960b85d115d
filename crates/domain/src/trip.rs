//! Trips ("Mikrowyprawy" in the interface): days out that the editors have put together, and that a visitor copies into a
//! plan of their own.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::accessibility::AccessProfile;
use crate::gmina::{GminaSlug, is_slug};
use crate::itinerary::{Day, DayFrame, DayId, Stop, StopId};
use crate::language::Translated;
use crate::timeline::{StopVenues, Warning, day_timeline};
use crate::travel::{Mode, TravelTimes};
use crate::venue::VenueSlug;
use crate::words::words;

/// The longest title, in characters.
pub const TITLE_MAX: usize = 80;
/// The longest text on why to go, in characters.
pub const WHY_MAX: usize = 400;
/// The longest text on how to get there, in characters.
pub const GETTING_THERE_MAX: usize = 400;
/// The fewest stops of a trip.
pub const STOPS_MIN: usize = 3;
/// The most stops of a trip.
pub const STOPS_MAX: usize = 8;

/// The name of a trip in addresses, such as `wooden-churches`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TripSlug(String);

impl TripSlug {
    /// Reads a slug: 1 to 60 lower-case letters, digits and hyphens. Whether the trip exists, whoever holds the trips knows.
    #[must_use]
    pub fn parse(slug: &str) -> Option<Self> {
        is_slug(slug, 60).then(|| Self(slug.to_owned()))
    }

    /// The slug as it stands in addresses.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for TripSlug {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for TripSlug {
    type Error = crate::UnknownWord;

    fn try_from(word: String) -> Result<Self, Self::Error> {
        Self::parse(&word)
            .ok_or_else(|| crate::UnknownWord { vocabulary: "trip slug", word: word.chars().take(60).collect() })
    }
}

impl From<TripSlug> for String {
    fn from(slug: TripSlug) -> Self {
        slug.0
    }
}

words! {
    /// What the trips that belong to no single gmina are about.
    Theme ("theme") {
        /// Castles and manors.
        Castles = "castles",
        /// Salt.
        Salt = "salt",
        /// Wooden churches.
        WoodenChurches = "wooden_churches",
        /// Valleys and rocks.
        Valleys = "valleys",
        /// With small children.
        Children = "children",
    }
}

/// A day out that the editors have put together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trip {
    /// Its address, unique among the trips.
    pub slug: TripSlug,
    /// The gmina that it shows, if it shows one; it has a theme otherwise.
    pub gmina: Option<GminaSlug>,
    /// What it is about, if it is not about a gmina.
    pub theme: Option<Theme>,
    /// Its title.
    pub title: Translated,
    /// Why to go.
    pub why: Translated,
    /// How to get there without a car, and what to expect if one cannot.
    pub getting_there: Translated,
    /// How to travel from stop to stop.
    pub mode: Mode,
    /// Being at the first stop, minutes since midnight.
    pub start_min: u16,
    /// Leaving the last stop, minutes since midnight.
    pub end_min: u16,
    /// The stops, in the order of the visit; no venue twice.
    pub stops: Vec<TripStop>,
}

/// A stop of a trip.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TripStop {
    /// Which venue.
    pub venue: VenueSlug,
    /// How long to stay, minutes.
    pub stay_min: u16,
}

/// What is wrong with a trip on a date.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TripCheck {
    /// What does not work out, in the order of the visit.
    pub faults: Vec<TripFault>,
    /// Whether the hours of some stop are unknown or uncertain on that date, so that visitors should ask.
    pub hours_unknown: bool,
}

/// Something at a stop that does not work out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TripFault {
    /// The venue of the stop.
    pub venue: VenueSlug,
    /// What does not work out there.
    pub warning: Warning,
}

impl TripCheck {
    /// Whether the trip works out as far as anybody knows.
    #[must_use]
    pub const fn works(&self) -> bool {
        self.faults.is_empty()
    }
}

impl Trip {
    /// The trip on a date, as a day for the visitor's own plan. `ids` gives new keys, the first of them to the day; `names`
    /// holds its venues in Polish. A venue that is not among them has vanished, and its stop is called by its slug.
    #[must_use]
    pub fn day(&self, date: NaiveDate, mut ids: impl FnMut() -> i64, names: &StopVenues) -> Day {
        let frame = DayFrame { date, start_min: self.start_min, end_min: self.end_min, mode: self.mode };
        let id = DayId(ids());
        let stop = |TripStop { venue, stay_min }: &TripStop| {
            let name = names.get(venue).map_or_else(|| venue.to_string(), |known| known.name.value.clone());
            Stop::visit(StopId(ids()), venue.clone(), name, *stay_min)
        };
        let stops = self.stops.iter().map(stop).collect();
        Day::new(id, frame, stops)
    }

    /// Whether the trip works out on a date, for a visitor without special needs. `venues` has to hold the hours of the date.
    #[must_use]
    pub fn check(&self, date: NaiveDate, venues: &StopVenues, travel: &impl TravelTimes) -> TripCheck {
        // Nobody keeps this day: its keys only have to differ.
        let mut last_id = 0;
        let next_id = || {
            last_id += 1;
            last_id
        };
        let told = day_timeline(&self.day(date, next_id, venues), venues, travel, AccessProfile::default());
        let mut check = TripCheck::default();
        for (stop, visit) in self.stops.iter().zip(told.visits) {
            for warning in visit.warnings {
                check.hours_unknown |= matches!(warning, Warning::HoursUnknown | Warning::HoursUncertain);
                if warning.is_fault() {
                    check.faults.push(TripFault { venue: stop.venue.clone(), warning });
                }
            }
        }
        check
    }
}

/// The first of `days` dates, beginning with `from`, on which a trip works. `venues` has to hold the hours of all of them:
/// where hours are unknown, nothing is known to be wrong.
#[must_use]
pub fn nearest_date(
    trip: &Trip,
    from: NaiveDate,
    days: u32,
    venues: &StopVenues,
    travel: &impl TravelTimes,
) -> Option<NaiveDate> {
    let days = usize::try_from(days).unwrap_or(usize::MAX);
    from.iter_days().take(days).find(|date| trip.check(*date, venues, travel).works())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hours::{Certainty, DayHours, Interval, OpeningHours};
    use crate::itinerary::StopKind;
    use crate::timeline::tests_support::{at, date, venue, venues_of};
    use crate::travel::Estimate;

    fn slug(text: &str) -> VenueSlug {
        VenueSlug::parse(text).unwrap()
    }

    /// From ten to two: a castle, a park, a church, an hour each.
    fn trip() -> Trip {
        let text = |pl: &str| Translated { pl: pl.to_owned(), ..Translated::default() };
        let stops = ["castle", "park", "church"].map(|venue| TripStop { venue: slug(venue), stay_min: 60 });
        Trip {
            slug: TripSlug::parse("three-places").unwrap(),
            gmina: None,
            theme: Some(Theme::Castles),
            title: text("Trzy miejsca"),
            why: text("Bo warto."),
            getting_there: text("Pieszo."),
            mode: Mode::Walk,
            start_min: 600,
            end_min: 840,
            stops: stops.to_vec(),
        }
    }

    /// Hours of four dates, each open once or not at all.
    fn four_days(windows: [Option<(u16, u16)>; 4]) -> OpeningHours {
        let day = |(after, window): (u64, Option<(u16, u16)>)| DayHours {
            date: date(after),
            holiday: None,
            intervals: window
                .map(|(start, end)| Interval { start, end, certainty: Certainty::Known })
                .into_iter()
                .collect(),
        };
        OpeningHours::Dated((0..).zip(windows).map(day).collect())
    }

    fn venues(castle: OpeningHours) -> StopVenues {
        let always = || four_days([Some((0, 1440)); 4]);
        venues_of(vec![
            ("castle", venue(at(50.000, 20.0), castle)),
            ("park", venue(at(50.001, 20.0), always())),
            ("church", venue(at(50.002, 20.0), always())),
        ])
    }

    #[test]
    fn a_copy_is_the_visitors_own_and_calls_every_stop_by_its_name() {
        let mut known = venues(OpeningHours::Unknown);
        known.get_mut(&slug("castle")).unwrap().name.value = "Zamek".to_owned();
        known.remove(&slug("church"));
        let mut ids = [7, 9, 8, 3].into_iter();
        let day = trip().day(date(1), || ids.next().unwrap(), &known);
        assert_eq!(day.id, DayId(7));
        assert_eq!(day.frame, DayFrame { date: date(1), start_min: 600, end_min: 840, mode: Mode::Walk });
        let told: Vec<_> = day.stops.iter().map(|stop| (stop.id.0, stop.name.as_str(), stop.stay_min)).collect();
        assert_eq!(told, [(9, "Zamek", 60), (8, "Venue", 60), (3, "church", 60)]);
        assert!(day.stops.iter().all(|stop| matches!(stop.kind, StopKind::Venue { .. })));
        assert_eq!((day.from, day.to), (None, None));
    }

    #[test]
    fn a_trip_works_unless_something_is_known_to_be_wrong() {
        let open = trip().check(date(0), &venues(four_days([Some((600, 720)); 4])), &Estimate);
        assert_eq!(open, TripCheck { faults: vec![], hours_unknown: false });
        assert!(open.works());

        let unknown = trip().check(date(0), &venues(OpeningHours::Unknown), &Estimate);
        assert_eq!(unknown, TripCheck { faults: vec![], hours_unknown: true });
        assert!(unknown.works());
    }

    #[test]
    fn every_fault_names_its_venue() {
        let mut known = venues(four_days([None, Some((600, 650)), None, None]));
        known.remove(&slug("church"));
        let faults = |day| trip().check(date(day), &known, &Estimate).faults;
        let of = |venue: &str, warning| TripFault { venue: slug(venue), warning };
        let opens = crate::hours::LocalTime { date: date(1), minute: 600 };
        let vanished = of("church", Warning::Vanished);
        assert_eq!(faults(0), [of("castle", Warning::Closed { opens: Some(opens) }), vanished.clone()]);
        assert_eq!(faults(1), [of("castle", Warning::ClosesDuringVisit { closes_min: 650 }), vanished]);
    }

    #[test]
    fn a_trip_that_takes_longer_than_its_hours_does_not_work() {
        let long = Trip { end_min: 780, ..trip() };
        let check = long.check(date(0), &venues(OpeningHours::Unknown), &Estimate);
        assert_eq!(check.faults, [TripFault { venue: slug("church"), warning: Warning::EndsAfterDay }]);
        assert!(check.hours_unknown && !check.works());
    }

    #[test]
    fn the_nearest_date_is_the_first_on_which_nothing_is_wrong() {
        let open = Some((540, 1080));
        let known = venues(four_days([None, None, open, open]));
        let nearest = |from, days| nearest_date(&trip(), date(from), days, &known, &Estimate);
        assert_eq!(nearest(0, 4), Some(date(2)));
        assert_eq!(nearest(3, 1), Some(date(3)));
        assert_eq!(nearest(0, 2), None);
        assert_eq!(nearest(2, 0), None);
    }

    #[test]
    fn slugs_are_read_strictly() {
        assert_eq!(TripSlug::parse("wooden-churches").unwrap().as_str(), "wooden-churches");
        for bad in ["", "Salt", "-salt", "salt-", "salt mine", &"a".repeat(61)] {
            assert_eq!(TripSlug::parse(bad), None, "{bad}");
            assert!(serde_json::from_value::<TripSlug>(bad.into()).is_err(), "{bad}");
        }
    }
}
