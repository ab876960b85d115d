//! When a visit may begin: opening hours, meals and appointments as the solver's windows.
//!
//! Minutes are those that have passed since the midnight of the date, as in the timeline, so that the two agree on the
//! nights in which clocks are changed.

use planner::Window;

use crate::day_clock::DayClock;
use crate::hours::{Certainty, DAY_MIN, Interval};
use crate::itinerary::{Day, Stop, StopKind};
use crate::score::HoursKnowledge;
use crate::timeline::{StopVenue, StopVenues, open_after};

/// Later than any visit of a day.
pub const NEVER: u32 = 3 * DAY_MIN as u32;

/// Two moments, both included.
pub type Span = (u32, u32);

/// What is known of a venue's hours on the date of a day; none if it is closed then.
pub fn knowledge(venue: &StopVenue, day: &Day) -> Option<HoursKnowledge> {
    let Some(open) = openings(venue, day) else { return Some(HoursKnowledge::Unknown) };
    let is_known = open.iter().any(|one| one.certainty == Certainty::Known);
    let sort = if is_known { HoursKnowledge::Known } else { HoursKnowledge::Uncertain };
    (!open.is_empty()).then_some(sort)
}

/// When a stop may begin on a day so that the timeline finds no fault with its hours: open for the whole stay, the last
/// entry not missed, an appointment on the minute, a meal at its time. Where nobody knows the hours, at any time. None if
/// there is no such time.
pub fn fitting(stop: &Stop, day: &Day, venues: &StopVenues) -> Vec<Span> {
    let clock = DayClock::of(day.frame.date);
    let spans = match &stop.kind {
        StopKind::Venue { venue } => match venues.get(venue) {
            Some(venue) => open_spans(venue, day, u32::from(stop.stay_min)),
            None => vec![(0, NEVER)],
        },
        StopKind::Meal { from_min, until_min } => {
            vec![(clock.elapsed(u32::from(*from_min)), clock.elapsed(u32::from(*until_min)))]
        }
        StopKind::Place { .. } | StopKind::Note => vec![(0, NEVER)],
    };
    let Some(fixed) = stop.fixed_start else { return spans };
    let fixed = clock.elapsed(u32::from(fixed));
    if spans.iter().any(|span| (span.0..=span.1).contains(&fixed)) { vec![(fixed, fixed)] } else { Vec::new() }
}

/// When a stop may begin on a day if faults are put up with: exactly the moments at which the timeline lets somebody begin.
/// For what stands in a plan already and does not fit.
pub fn possible(stop: &Stop, day: &Day, venues: &StopVenues) -> Vec<Span> {
    let clock = DayClock::of(day.frame.date);
    let mut spans = match &stop.kind {
        StopKind::Venue { venue } => venues.get(venue).map_or_else(Vec::new, |venue| entry_spans(venue, day)),
        StopKind::Meal { from_min, .. } => vec![(clock.elapsed(u32::from(*from_min)), NEVER)],
        StopKind::Place { .. } | StopKind::Note => Vec::new(),
    };
    match spans.last_mut() {
        // Whoever comes after the last opening of the day begins, and is told that it is closed.
        Some(last) => last.1 = NEVER,
        None => spans.push((0, NEVER)),
    }
    let fixed = stop.fixed_start.map_or(0, |fixed| clock.elapsed(u32::from(fixed)));
    spans.retain(|span| span.1 >= fixed);
    spans.into_iter().map(|(open, close)| (open.max(fixed), close)).collect()
}

/// The openings of a venue on a day; none if it is closed. Absent where nobody knows.
fn openings(venue: &StopVenue, day: &Day) -> Option<Vec<Interval>> {
    let today = venue.hours.on(day.frame.date)?;
    Some(open_after(today, &venue.hours, |_| true))
}

/// When a venue is known to open and to close on a day, minutes that have passed.
pub fn known_openings(venue: &StopVenue, day: &Day) -> Vec<Span> {
    let clock = DayClock::of(day.frame.date);
    let open = openings(venue, day).unwrap_or_default();
    let known = open.iter().filter(|one| one.certainty == Certainty::Known);
    known.map(|one| (clock.elapsed(u32::from(one.start)), clock.elapsed(u32::from(one.end)))).collect()
}

/// The span in which one is let in, by opening.
fn entry(interval: &Interval, venue: &StopVenue, clock: DayClock) -> Span {
    let closes = clock.elapsed(u32::from(interval.end));
    let last_entry = closes.saturating_sub(u32::from(venue.last_entry_min.unwrap_or(0)));
    (clock.elapsed(u32::from(interval.start)), last_entry.min(closes.saturating_sub(1)))
}

fn entry_spans(venue: &StopVenue, day: &Day) -> Vec<Span> {
    let clock = DayClock::of(day.frame.date);
    in_order(openings(venue, day).unwrap_or_default().iter().map(|interval| entry(interval, venue, clock)))
}

fn open_spans(venue: &StopVenue, day: &Day, stay: u32) -> Vec<Span> {
    let clock = DayClock::of(day.frame.date);
    let Some(open) = openings(venue, day) else { return vec![(0, NEVER)] };
    let span = |interval: &Interval| {
        let (opens, last_entry) = entry(interval, venue, clock);
        // The timeline calls hours that may go on uncertain, not too short.
        let goes_on = open.iter().any(|one| one.start == interval.end && one.certainty == Certainty::Uncertain);
        let room = clock.elapsed(u32::from(interval.end)).checked_sub(stay)?;
        let close = if goes_on && interval.certainty == Certainty::Known { last_entry } else { last_entry.min(room) };
        Some((opens, close))
    };
    in_order(open.iter().filter_map(span))
}

/// Spans without those that end before they begin, each after the one before it.
fn in_order(spans: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut after = 0;
    let mut ordered = Vec::new();
    for (open, close) in spans {
        let open = open.max(after);
        if open <= close {
            ordered.push((open, close));
            after = close + 1;
        }
    }
    ordered
}

/// The spans, cut off after the latest beginning, as the solver wants them; none where there is no such moment.
pub fn until(spans: &[Span], latest: Option<u32>) -> Vec<Window> {
    let Some(latest) = latest else { return Vec::new() };
    let kept = spans.iter().filter(|span| span.0 <= latest);
    kept.filter_map(|span| {
        let (open, close) = (i32::try_from(span.0).ok()?, i32::try_from(span.1.min(latest)).ok()?);
        Some(Window { open, close })
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::itinerary::{DayFrame, DayId, StopId};
    use crate::timeline::tests_support::{at, date, open, venue, venues_of};
    use crate::venue::VenueSlug;

    fn day() -> Day {
        Day::new(DayId(1), DayFrame::on(date(0)), Vec::new())
    }

    fn visit(stay: u16) -> Stop {
        Stop::visit(StopId(1), VenueSlug::parse("museum").unwrap(), "Museum".into(), stay)
    }

    fn museum(windows: &[(u16, u16)], last_entry_min: Option<u16>) -> StopVenues {
        venues_of(vec![("museum", StopVenue { last_entry_min, ..venue(at(50.0, 20.0), open(windows)) })])
    }

    #[test]
    fn a_visit_ends_before_the_doors_close_and_begins_before_the_last_entry() {
        type Case = (&'static [(u16, u16)], Option<u16>, u16, &'static [Span]);
        let cases: [Case; 5] = [
            (&[(600, 1_080)], None, 60, &[(600, 1_020)]),
            (&[(600, 1_080)], Some(90), 60, &[(600, 990)]),
            (&[(600, 1_080)], Some(30), 60, &[(600, 1_020)]),
            (&[(540, 720), (780, 1_020), (1_050, 1_080)], None, 45, &[(540, 675), (780, 975)]),
            (&[], None, 60, &[]),
        ];
        for (windows, last_entry, stay, expected) in cases {
            assert_eq!(fitting(&visit(stay), &day(), &museum(windows, last_entry)), expected, "{windows:?}");
        }
    }

    #[test]
    fn appointments_and_meals_are_windows() {
        let museum = museum(&[(600, 1_080)], None);
        let fixed = |minute| Stop { fixed_start: Some(minute), ..visit(60) };
        assert_eq!(fitting(&fixed(660), &day(), &museum), [(660, 660)]);
        assert_eq!(fitting(&fixed(1_050), &day(), &museum), []);
        let lunch = Stop::of(StopId(2), StopKind::Meal { from_min: 720, until_min: 840 }, "Lunch".into(), 60);
        assert_eq!(fitting(&lunch, &day(), &museum), [(720, 840)]);
        assert_eq!(possible(&lunch, &day(), &museum), [(720, NEVER)]);
    }

    #[test]
    fn unknown_hours_forbid_nothing() {
        let mut unknown = museum(&[], None);
        for venue in unknown.values_mut() {
            venue.hours = crate::hours::OpeningHours::Unknown;
        }
        assert_eq!(fitting(&visit(60), &day(), &unknown), [(0, NEVER)]);
        assert_eq!(fitting(&visit(60), &day(), &StopVenues::new()), [(0, NEVER)], "vanished");
    }

    #[test]
    fn faults_are_put_up_with_where_the_timeline_would_let_one_begin() {
        let museum = museum(&[(540, 720), (780, 1_020)], Some(30));
        assert_eq!(possible(&visit(60), &day(), &museum), [(540, 690), (780, NEVER)]);
    }

    #[test]
    fn windows_are_cut_off() {
        let cut = until(&[(540, 675), (780, 975)], Some(800));
        assert_eq!(cut, [Window { open: 540, close: 675 }, Window { open: 780, close: 800 }]);
        assert_eq!(until(&[(540, 675)], Some(500)), []);
        assert_eq!(until(&[(540, 675)], None), []);
    }
}
