//! The timeline: when an itinerary's visitor arrives, waits, visits and leaves, and what does not fit.
//!
//! One pure function for the browser, the server, the calendar file and the shared page. It hides nothing and moves
//! nothing: a stop that does not fit keeps its place and says so.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::accessibility::{Access, AccessProfile};
use crate::day_clock::{ClockChange, DayClock};
use crate::geo::Position;
use crate::gmina::GminaName;
use crate::holidays::{Holiday, holiday_on};
use crate::hours::{Certainty, DAY_MIN, DayHours, Interval, LocalTime, OpeningHours};
use crate::itinerary::{Day, DayId, Itinerary, Stop, StopId, StopKind};
use crate::language::Text;
use crate::travel::{Leg, Mode, TravelTimes};
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
    /// How long before closing the last visitor is let in, minutes, if that is known.
    pub last_entry_min: Option<u16>,
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

/// A day, told by the clock. Its minutes are those that have passed since the midnight at which the date begins: they may
/// exceed 1440, and `clock` tells what a clock then shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayTimeline {
    /// Which day.
    pub day: DayId,
    /// The clock of that day.
    pub clock: DayClock,
    /// Its visits, one for every stop, in order.
    pub visits: Vec<Visit>,
    /// The way from the last stop to where the day ends, if that is said.
    pub back: Option<Leg>,
    /// When the day is over, the way back included; its start if there is nothing in it.
    pub ends_min: u32,
    /// Minutes on the way.
    pub travel_min: u32,
    /// Minutes by which the day ends too late; 0 if it does not.
    pub over_min: u32,
    /// What is special about the date.
    pub notices: Vec<Notice>,
}

/// What is special about a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Notice {
    /// A public holiday: hours are often others than the week's.
    Holiday(Holiday),
    /// The clocks are changed in the night that begins the date.
    Clock(ClockChange),
}

/// A stop, told by the clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// Which stop.
    pub stop: StopId,
    /// The way to it; absent where it has no place, or nothing before it has one.
    pub leg: Option<Leg>,
    /// Being there.
    pub arrive_min: u32,
    /// Going in, after waiting for it to open or for a fixed time.
    pub start_min: u32,
    /// Going on.
    pub leave_min: u32,
    /// What does not fit.
    pub warnings: Vec<Warning>,
}

impl Visit {
    /// Minutes before it begins.
    #[must_use]
    pub const fn wait_min(&self) -> u32 {
        self.start_min.saturating_sub(self.arrive_min)
    }
}

/// What does not fit, or is not known, at one stop. Minutes are those that a clock shows, counted from the date's midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Warning {
    /// Closed on arrival and for the rest of the day.
    Closed {
        /// When it opens next on the dates that are known, if it does.
        opens: Option<LocalTime>,
    },
    /// It closes before the stay is over.
    ClosesDuringVisit {
        /// When it closes.
        closes_min: u32,
    },
    /// It is open on arrival, but nobody is let in any more.
    LastEntryMissed {
        /// When the last visitor was let in.
        last_min: u32,
    },
    /// Nobody has said when it is open.
    HoursUnknown,
    /// The source only hints at its hours on this day.
    HoursUncertain,
    /// The visit ends after the day should.
    EndsAfterDay,
    /// It begins later than it has to.
    FixedTimeMissed {
        /// When it has to begin.
        fixed_min: u32,
        /// By how many minutes it is missed.
        late_min: u32,
    },
    /// The meal begins later than it should.
    MealTooLate {
        /// The latest beginning.
        until_min: u32,
    },
    /// Known not to fit the visitor's needs.
    NotAccessible,
    /// Fits the visitor's needs in part, or with help.
    PartlyAccessible,
    /// Whether it fits the visitor's needs, nobody has said.
    AccessUnknown,
    /// The venue is no longer in the catalogue.
    Vanished,
}

impl Warning {
    /// Whether it is about opening hours.
    #[must_use]
    pub const fn is_about_hours(&self) -> bool {
        matches!(
            self,
            Self::Closed { .. }
                | Self::ClosesDuringVisit { .. }
                | Self::LastEntryMissed { .. }
                | Self::HoursUnknown
                | Self::HoursUncertain
        )
    }

    /// Whether the day does not work out as planned, rather than that something is worth asking.
    #[must_use]
    pub const fn is_fault(&self) -> bool {
        match self {
            Self::Closed { .. }
            | Self::ClosesDuringVisit { .. }
            | Self::LastEntryMissed { .. }
            | Self::EndsAfterDay
            | Self::FixedTimeMissed { .. }
            | Self::MealTooLate { .. }
            | Self::NotAccessible
            | Self::Vanished => true,
            Self::HoursUnknown | Self::HoursUncertain | Self::PartlyAccessible | Self::AccessUnknown => false,
        }
    }
}

/// Tells an itinerary by the clock, for a visitor with some needs.
#[must_use]
pub fn timeline(
    itinerary: &Itinerary,
    venues: &StopVenues,
    travel: &impl TravelTimes,
    profile: AccessProfile,
) -> Timeline {
    Timeline { days: itinerary.days.iter().map(|day| day_timeline(day, venues, travel, profile)).collect() }
}

/// Tells one day by the clock: what [`timeline`] does of each.
#[must_use]
pub fn day_timeline(day: &Day, venues: &StopVenues, travel: &impl TravelTimes, profile: AccessProfile) -> DayTimeline {
    let clock = DayClock::of(day.frame.date);
    let end = clock.elapsed(u32::from(day.frame.end_min));
    let mut now = clock.elapsed(u32::from(day.frame.start_min));
    let mut here: Option<Position> = day.from.as_ref().map(|from| from.position);
    let way = |from: Option<Position>, to: Option<Position>, mode: Option<Mode>, now: u32| {
        let mode = mode.unwrap_or(day.frame.mode);
        from.zip(to).map(|(a, b)| travel.leg(a, b, mode, wall_clock(clock.wall(now))))
    };
    let mut visits = Vec::with_capacity(day.stops.len());
    for stop in &day.stops {
        let there = position(stop, venues);
        let leg = way(here, there, stop.mode, now);
        let arrive = now + leg.map_or(0, |l| u32::from(l.minutes));
        let visit = visit(stop, leg, arrive, &Surroundings { date: day.frame.date, clock, end, venues, profile });
        now = visit.leave_min;
        here = there.or(here);
        visits.push(visit);
    }
    let back = way(here, day.to.as_ref().map(|to| to.position), day.to_mode, now);
    let ends_min = now + back.map_or(0, |leg| u32::from(leg.minutes));
    let legs = visits.iter().filter_map(|v| v.leg).chain(back);
    DayTimeline {
        day: day.id,
        clock,
        travel_min: legs.map(|leg| u32::from(leg.minutes)).sum(),
        ends_min,
        over_min: if visits.is_empty() { 0 } else { ends_min.saturating_sub(end) },
        notices: notices(day.frame.date),
        visits,
        back,
    }
}

fn notices(date: NaiveDate) -> Vec<Notice> {
    let clock = ClockChange::on(date).map(Notice::Clock);
    holiday_on(date).map(Notice::Holiday).into_iter().chain(clock).collect()
}

/// Where a stop is; notes and meals, and venues that vanished, are nowhere.
#[must_use]
pub fn position(stop: &Stop, venues: &StopVenues) -> Option<Position> {
    position_of(&stop.kind, stop.venue().and_then(|slug| venues.get(slug)))
}

/// Where a stop of a kind is, given what the catalogue knows of its venue.
#[must_use]
pub fn position_of(kind: &StopKind, venue: Option<&StopVenue>) -> Option<Position> {
    match kind {
        StopKind::Venue { .. } => venue.map(|venue| venue.position),
        StopKind::Place { position } => Some(*position),
        StopKind::Meal { .. } | StopKind::Note => None,
    }
}

fn wall_clock(minutes: u32) -> u16 {
    u16::try_from(minutes % u32::from(DAY_MIN)).unwrap_or(0)
}

/// What the visits of a day have in common.
struct Surroundings<'a> {
    date: NaiveDate,
    clock: DayClock,
    end: u32,
    venues: &'a StopVenues,
    profile: AccessProfile,
}

fn visit(stop: &Stop, leg: Option<Leg>, arrive: u32, around: &Surroundings) -> Visit {
    let stay = u32::from(stop.stay_min);
    let fixed = stop.fixed_start.map(u32::from);
    // Whoever has an appointment waits for it, and for the doors if need be.
    let ready = fixed.map_or(arrive, |fixed| arrive.max(around.clock.elapsed(fixed)));
    let mut warnings = Vec::new();
    let start = match &stop.kind {
        StopKind::Venue { venue } => {
            let venue = around.venues.get(venue);
            let admission = admission(venue, around, ready, stay);
            warnings.extend(admission.warning);
            warnings.extend(venue.and_then(|venue| access(venue.wheelchair, around.profile)));
            admission.start_min
        }
        StopKind::Meal { from_min, until_min } => {
            let (from, until) = (u32::from(*from_min), u32::from(*until_min));
            let start = ready.max(around.clock.elapsed(from));
            if start > around.clock.elapsed(until) {
                warnings.push(Warning::MealTooLate { until_min: until });
            }
            start
        }
        StopKind::Place { .. } | StopKind::Note => ready,
    };
    if let Some(fixed_min) = fixed
        && let late_min @ 1.. = start.saturating_sub(around.clock.elapsed(fixed_min))
    {
        warnings.push(Warning::FixedTimeMissed { fixed_min, late_min });
    }
    let leave = start + stay;
    if leave > around.end {
        warnings.push(Warning::EndsAfterDay);
    }
    Visit { stop: stop.id, leg, arrive_min: arrive, start_min: start, leave_min: leave, warnings }
}

const fn access(wheelchair: Access, profile: AccessProfile) -> Option<Warning> {
    match (profile.wheelchair, wheelchair) {
        (false, _) | (true, Access::Yes) => None,
        (true, Access::No) => Some(Warning::NotAccessible),
        (true, Access::Limited) => Some(Warning::PartlyAccessible),
        (true, Access::Unknown) => Some(Warning::AccessUnknown),
    }
}

/// When a visitor gets in, and what is wrong with it.
struct Admission {
    start_min: u32,
    warning: Option<Warning>,
}

fn admission(venue: Option<&StopVenue>, around: &Surroundings, ready: u32, stay: u32) -> Admission {
    let at_once = |warning| Admission { start_min: ready, warning: Some(warning) };
    let Some(venue) = venue else {
        return at_once(Warning::Vanished);
    };
    let Some(today) = venue.hours.on(around.date) else {
        return at_once(Warning::HoursUnknown);
    };
    let clock = around.clock;
    let margin = u32::from(venue.last_entry_min.unwrap_or(0));
    // An opening shorter than the margin lets people in as it begins.
    let last_entry = |interval: &Interval| {
        let last = clock.elapsed(u32::from(interval.end)).saturating_sub(margin);
        last.max(clock.elapsed(u32::from(interval.start)))
    };
    let open = open_after(today, &venue.hours, |interval| clock.elapsed(u32::from(interval.end)) > ready);
    let Some(first) = open.first() else {
        return at_once(Warning::Closed { opens: next_opening(&venue.hours, around.date) });
    };
    // Whoever comes too late for this opening waits for the next one of the day.
    let Some(interval) = open.iter().find(|interval| last_entry(interval) >= ready) else {
        return at_once(Warning::LastEntryMissed { last_min: clock.wall(last_entry(first)) });
    };
    let start = ready.max(clock.elapsed(u32::from(interval.start)));
    let closes = u32::from(interval.end);
    let perhaps_longer = || open.iter().any(|i| i.start == interval.end && i.certainty == Certainty::Uncertain);
    let warning = match interval.certainty {
        Certainty::Uncertain => Some(Warning::HoursUncertain),
        Certainty::Known if start + stay <= clock.elapsed(closes) => None,
        Certainty::Known if perhaps_longer() => Some(Warning::HoursUncertain),
        Certainty::Known => Some(Warning::ClosesDuringVisit { closes_min: closes }),
    };
    Admission { start_min: start, warning }
}

/// The intervals of the day from the first one that fits, what is left of the night before among them; a day open to midnight
/// goes on into a next one that is open from midnight.
pub(crate) fn open_after(today: &DayHours, hours: &OpeningHours, fits: impl Fn(&Interval) -> bool) -> Vec<Interval> {
    let night = today.date.pred_opt().and_then(|date| hours.on(date)).and_then(|day| day.intervals.last());
    let night = night.filter(|interval| interval.end > DAY_MIN);
    let night = night.map(|interval| Interval { start: 0, end: interval.end - DAY_MIN, ..*interval });
    let mut open: Vec<Interval> = night.into_iter().chain(today.intervals.iter().copied()).filter(fits).collect();
    if let Some(last) = open.last_mut().filter(|last| last.end == DAY_MIN) {
        let tomorrow = today.date.succ_opt().and_then(|date| hours.on(date));
        match tomorrow.and_then(|day| day.intervals.first()) {
            Some(next) if next.start == 0 && next.certainty == last.certainty => last.end += next.end,
            // The next date is not among those asked for: a place that does not close today is taken not to at midnight.
            None if tomorrow.is_none() && today.is_all_day() => last.end = u16::MAX,
            _ => {}
        }
    }
    open
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
    use crate::itinerary::DayFrame;
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
            last_entry_min: None,
            hours,
        }
    }

    pub(crate) fn venues_of(venues: Vec<(&str, StopVenue)>) -> StopVenues {
        venues.into_iter().map(|(slug, venue)| (VenueSlug::parse(slug).unwrap(), venue)).collect()
    }

    pub(crate) fn plan_of(stops: &[(&str, u16)]) -> Itinerary {
        let stop = |(i, (slug, stay)): (usize, &(&str, u16))| {
            Stop::visit(StopId(i as i64), VenueSlug::parse(slug).unwrap(), (*slug).into(), *stay)
        };
        let stops = stops.iter().enumerate().map(stop).collect();
        let days = vec![Day::new(DayId(1), DayFrame::on(date(0)), stops)];
        Itinerary { title: "Plan".into(), days, ..Itinerary::default() }
    }
}
