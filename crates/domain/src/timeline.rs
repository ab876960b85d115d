//! The timeline: when an itinerary's visitor arrives, waits, visits and leaves, and what does not fit.
//!
//! One pure function for the browser, the server, the calendar file and the shared page. It hides nothing and moves
//! nothing: a stop that does not fit keeps its place and says so.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::accessibility::Access;
use crate::geo::Position;
use crate::gmina::GminaName;
use crate::hours::{Certainty, DayHours, Interval, LocalTime, OpeningHours};
use crate::itinerary::{Day, DayId, Itinerary, StopId};
use crate::language::Text;
use crate::travel::{Leg, TravelTimes};
use crate::venue::{Area, Category, VenueSlug};

/// What the timeline needs to know of a venue, on the dates of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StopVenue {
    /// Its name.
    pub name: Text,
    /// What it is.
    pub category: Category,
    /// The gmina that it stands in.
    pub gmina: GminaName,
    /// Where it lies as seen from the crowd.
    pub area: Area,
    /// Where it stands.
    pub position: Position,
    /// Whether the position is rough.
    pub approximate: bool,
    /// Whether a wheelchair gets in and around.
    pub wheelchair: Access,
    /// Its hours on the dates of the plan.
    pub hours: OpeningHours,
}

/// The venues of a plan by slug; a stop whose venue is missing here has vanished from the catalogue.
pub type StopVenues = BTreeMap<VenueSlug, StopVenue>;

/// An itinerary, told by the clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timeline {
    /// Its days, in the order of the itinerary.
    pub days: Vec<DayTimeline>,
}

/// A day, told by the clock. Minutes count from the midnight at which the date begins and may exceed 1440.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayTimeline {
    /// Which day.
    pub day: DayId,
    /// Its visits, one for every stop, in order.
    pub visits: Vec<Visit>,
    /// When the last visit ends; the day's start if there is none.
    pub ends_min: u32,
    /// Minutes on the way.
    pub travel_min: u32,
    /// Minutes by which the last visit ends too late; 0 if it does not.
    pub over_min: u32,
}

/// A stop, told by the clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// Which stop.
    pub stop: StopId,
    /// The way to it from the stop before; absent for the first of a day and where a position is not known.
    pub leg: Option<Leg>,
    /// Being there.
    pub arrive_min: u32,
    /// Going in, after waiting for it to open.
    pub start_min: u32,
    /// Going on.
    pub leave_min: u32,
    /// What does not fit.
    pub warnings: Vec<Warning>,
}

impl Visit {
    /// Minutes before the doors open.
    #[must_use]
    pub const fn wait_min(&self) -> u32 {
        self.start_min.saturating_sub(self.arrive_min)
    }
}

/// What does not fit, or is not known, at one stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Warning {
    /// Closed on arrival and for the rest of the day.
    Closed {
        /// When it opens next on the dates that are known, if it does.
        opens: Option<LocalTime>,
    },
    /// It closes before the stay is over.
    ClosesDuringVisit {
        /// When it closes, minutes since midnight.
        closes_min: u32,
    },
    /// Nobody has said when it is open.
    HoursUnknown,
    /// The source only hints at its hours on this day.
    HoursUncertain,
    /// The visit ends after the day should.
    EndsAfterDay,
    /// The venue is no longer in the catalogue.
    Vanished,
}

/// Tells an itinerary by the clock.
#[must_use]
pub fn timeline(itinerary: &Itinerary, venues: &StopVenues, travel: &impl TravelTimes) -> Timeline {
    Timeline { days: itinerary.days.iter().map(|day| day_timeline(day, venues, travel)).collect() }
}

fn day_timeline(day: &Day, venues: &StopVenues, travel: &impl TravelTimes) -> DayTimeline {
    let end = u32::from(day.frame.end_min);
    let mut now = u32::from(day.frame.start_min);
    let mut here: Option<Position> = None;
    let mut visits = Vec::with_capacity(day.stops.len());
    for stop in &day.stops {
        let venue = venues.get(&stop.venue);
        let there = venue.map(|v| v.position);
        let leg = here.zip(there).map(|(a, b)| travel.leg(a, b, day.frame.mode, wall_clock(now)));
        let arrive = now + leg.map_or(0, |l| u32::from(l.minutes));
        let admission = admission(venue, day.frame.date, arrive, u32::from(stop.stay_min));
        let leave = admission.start_min + u32::from(stop.stay_min);
        let mut warnings: Vec<Warning> = admission.warning.into_iter().collect();
        if leave > end {
            warnings.push(Warning::EndsAfterDay);
        }
        visits.push(Visit {
            stop: stop.id,
            leg,
            arrive_min: arrive,
            start_min: admission.start_min,
            leave_min: leave,
            warnings,
        });
        now = leave;
        here = there.or(here);
    }
    DayTimeline {
        day: day.id,
        travel_min: visits.iter().filter_map(|v| v.leg).map(|l| u32::from(l.minutes)).sum(),
        ends_min: now,
        over_min: if visits.is_empty() { 0 } else { now.saturating_sub(end) },
        visits,
    }
}

fn wall_clock(minutes: u32) -> u16 {
    u16::try_from(minutes % u32::from(crate::hours::DAY_MIN)).unwrap_or(0)
}

/// When a visitor gets in, and what is wrong with it.
struct Admission {
    start_min: u32,
    warning: Option<Warning>,
}

fn admission(venue: Option<&StopVenue>, date: NaiveDate, arrive: u32, stay: u32) -> Admission {
    let at_once = |warning| Admission { start_min: arrive, warning: Some(warning) };
    let Some(venue) = venue else {
        return at_once(Warning::Vanished);
    };
    let Some(today) = venue.hours.on(date) else {
        return at_once(Warning::HoursUnknown);
    };
    let Some(interval) = next_interval(today, &venue.hours, arrive) else {
        return at_once(Warning::Closed { opens: next_opening(&venue.hours, date) });
    };
    let start = arrive.max(u32::from(interval.start));
    let closes = u32::from(interval.end);
    let warning = match interval.certainty {
        Certainty::Uncertain => Some(Warning::HoursUncertain),
        Certainty::Known if start + stay > closes => Some(Warning::ClosesDuringVisit { closes_min: closes }),
        Certainty::Known => None,
    };
    Admission { start_min: start, warning }
}

/// The interval that is open at `arrive` or begins after it on the same day; a day open to midnight goes on into a next one
/// that is open from midnight.
fn next_interval(today: &DayHours, hours: &OpeningHours, arrive: u32) -> Option<Interval> {
    let mut interval = *today.intervals.iter().find(|i| u32::from(i.end) > arrive)?;
    if interval.end == crate::hours::DAY_MIN {
        let tomorrow = today.date.succ_opt().and_then(|date| hours.on(date));
        match tomorrow.and_then(|day| day.intervals.first()) {
            Some(next) if next.start == 0 && next.certainty == interval.certainty => interval.end += next.end,
            // The next date is not among those asked for: a place that does not close today is taken not to at midnight.
            None if tomorrow.is_none() && today.is_all_day() => interval.end = u16::MAX,
            _ => {}
        }
    }
    Some(interval)
}

/// The first opening after a date, among the dates that are known.
fn next_opening(hours: &OpeningHours, after: NaiveDate) -> Option<LocalTime> {
    let OpeningHours::Dated(days) = hours else {
        return None;
    };
    days.iter()
        .filter(|day| day.date > after)
        .find_map(|day| day.intervals.first().map(|i| LocalTime { date: day.date, minute: i.start }))
}

/// Day of the week of a date, 0 for Monday, for texts such as "opens on Tuesday".
#[must_use]
pub fn weekday(date: NaiveDate) -> u8 {
    u8::try_from(date.weekday().num_days_from_monday()).unwrap_or(0)
}

#[cfg(test)]
#[path = "timeline_tests.rs"]
mod tests;

/// Small plans and venues for the tests of this crate.
#[cfg(test)]
pub(crate) mod tests_support {
    use super::*;
    use crate::gmina::GminaSlug;
    use crate::itinerary::{DayFrame, Stop};
    use crate::language::Language;

    pub(crate) fn date(after: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 21).unwrap() + chrono::Days::new(after)
    }

    pub(crate) fn at(lat: f64, lon: f64) -> Position {
        Position::from_degrees(lat, lon).unwrap()
    }

    pub(crate) fn open(windows: &[(u16, u16)]) -> OpeningHours {
        let known = |(start, end): &(u16, u16)| Interval { start: *start, end: *end, certainty: Certainty::Known };
        OpeningHours::Dated(vec![DayHours {
            date: date(0),
            holiday: None,
            intervals: windows.iter().map(known).collect(),
        }])
    }

    pub(crate) fn venue(position: Position, hours: OpeningHours) -> StopVenue {
        let text = Text { value: "Venue".into(), language: Language::Pl };
        StopVenue {
            name: text.clone(),
            category: Category::Castle,
            gmina: GminaName { slug: GminaSlug::parse("krakow").unwrap(), name: text },
            area: Area::Beyond,
            position,
            approximate: false,
            wheelchair: Access::Unknown,
            hours,
        }
    }

    pub(crate) fn venues_of(venues: Vec<(&str, StopVenue)>) -> StopVenues {
        venues.into_iter().map(|(slug, venue)| (VenueSlug::parse(slug).unwrap(), venue)).collect()
    }

    pub(crate) fn plan_of(stops: &[(&str, u16)]) -> Itinerary {
        let stop = |(i, (slug, stay)): (usize, &(&str, u16))| Stop {
            id: StopId(i as i64),
            venue: VenueSlug::parse(slug).unwrap(),
            name: (*slug).into(),
            stay_min: *stay,
        };
        let stops = stops.iter().enumerate().map(stop).collect();
        Itinerary { title: "Plan".into(), days: vec![Day { id: DayId(1), frame: DayFrame::on(date(0)), stops }] }
    }
}
