//! A plan as iCalendar (RFC 5545): one event for each stop, in the local time of Europe/Warsaw.

use calcard::common::PartialDateTime;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType as Component, ICalendarDay, ICalendarEntry,
    ICalendarFrequency, ICalendarMonth, ICalendarParameter, ICalendarProperty as Property, ICalendarRecurrenceRule,
    ICalendarValue, ICalendarWeekday, Uri,
};
use chrono::{DateTime, Datelike, NaiveDateTime, TimeDelta, Timelike, Utc};
use chrono_tz::Tz;
use domain::hours::LocalTime;
use domain::itinerary::Day;

use super::itinerary::{ToldPlan, ToldStop};
use crate::clock::instant;

const ZONE: &str = "Europe/Warsaw";

/// Writes a plan as a calendar, stamped with the present time.
///
/// Events keep their identity from export to export (plan and stop make the UID), and the version of the plan is their
/// sequence, so that a calendar that is imported again updates what it had.
#[must_use]
pub fn write(plan: &ToldPlan, now: LocalTime) -> String {
    let mut calendar = ICalendar { components: vec![head(plan)] };
    let mut children = time_zone(&mut calendar);
    let stamp = utc(instant(at(now.date.into(), i64::from(now.minute))).with_timezone(&Utc));
    for (day, stops) in plan.days() {
        for stop in stops {
            children.push(add(&mut calendar, event(plan, day, stop, &stamp)));
        }
    }
    if let Some(head) = calendar.components.first_mut() {
        head.component_ids = children;
    }
    calendar.to_string()
}

fn head(plan: &ToldPlan) -> ICalendarComponent {
    let mut head = ICalendarComponent::new(Component::VCalendar);
    head.add_property(Property::Version, "2.0");
    head.add_property(Property::Prodid, "-//Okolica//Plan//PL");
    head.add_property(Property::Calscale, "GREGORIAN");
    head.add_property(Property::Name, plan.itinerary.title.as_str());
    head.add_property(Property::Other("X-WR-CALNAME".to_owned()), plan.itinerary.title.as_str());
    head
}

fn event(plan: &ToldPlan, day: &Day, told: ToldStop<'_>, stamp: &PartialDateTime) -> ICalendarComponent {
    let host = plan.site.base_url.split_once("://").map_or("okolica", |(_, host)| host);
    let midnight = day.frame.date.into();
    let (start, end) = moments(at(midnight, told.visit.start_min.into()), at(midnight, told.visit.leave_min.into()));
    let mut event = ICalendarComponent::new(Component::VEvent);
    event.add_uid(&format!("plan-{}-stop-{}@{host}", plan.id.0, told.stop.id.0));
    event.add_dtstamp(stamp.clone());
    event.add_sequence(plan.version);
    event.entries.push(moment(Property::Dtstart, start));
    event.entries.push(moment(Property::Dtend, end));
    event.add_property(Property::Summary, told.name());
    if let Some(venue) = told.venue {
        event.add_property(Property::Location, format!("{}, {}", venue.name.value, venue.gmina.name.value));
        let position = [venue.position.lat(), venue.position.lon()].map(ICalendarValue::Float);
        event.entries.push(ICalendarEntry::new(Property::Geo).with_values(position.into()));
        let address = plan.address_of(told.stop);
        event.add_property(Property::Url, ICalendarValue::Uri(Uri::Location(address)));
    }
    let notes = told.notes(plan.language);
    if !notes.is_empty() {
        event.add_property(Property::Description, notes.join("\n"));
    }
    event
}

/// Minutes after a midnight as the clocks show them, even on days that have 23 or 25 hours: a plan speaks of clocks.
fn at(midnight: NaiveDateTime, minutes: i64) -> NaiveDateTime {
    midnight + TimeDelta::minutes(minutes)
}

/// The instants of a visit. Where the clocks skip an hour, a visit that would end before it began keeps its length.
fn moments(start: NaiveDateTime, end: NaiveDateTime) -> (DateTime<Tz>, DateTime<Tz>) {
    let (from, to) = (instant(start), instant(end));
    (from, if to > from { to } else { from + (end - start) })
}

/// A moment in local time; in UTC for the second of two moments that the clocks show alike, which local time cannot name.
fn moment(property: Property, moment: DateTime<Tz>) -> ICalendarEntry {
    let local = moment.naive_local();
    let entry = ICalendarEntry::new(property);
    if instant(local) == moment {
        let zone = ICalendarParameter::tzid(ZONE.to_owned());
        entry.with_params(vec![zone]).with_value(floating(local))
    } else {
        entry.with_value(utc(moment.with_timezone(&Utc)))
    }
}

fn utc(instant: DateTime<Utc>) -> PartialDateTime {
    PartialDateTime { tz_hour: Some(0), tz_minute: Some(0), ..floating(instant.naive_utc()) }
}

fn floating(local: NaiveDateTime) -> PartialDateTime {
    let small = |number: u32| u8::try_from(number).ok();
    PartialDateTime {
        year: u16::try_from(local.year()).ok(),
        month: small(local.month()),
        day: small(local.day()),
        hour: small(local.hour()),
        minute: small(local.minute()),
        second: small(local.second()),
        ..PartialDateTime::default()
    }
}

fn add(calendar: &mut ICalendar, component: ICalendarComponent) -> u32 {
    calendar.components.push(component);
    u32::try_from(calendar.components.len() - 1).unwrap_or(u32::MAX)
}

/// The time zone as it has been since 1996 (Directive 2000/84/EC): summer time from the last Sunday of March to that of
/// October.
fn time_zone(calendar: &mut ICalendar) -> Vec<u32> {
    let half = |component, name: &str, (month, day, hour): (u8, u8, u8), from: u8, to: u8| {
        let mut half = ICalendarComponent::new(component);
        let begins = PartialDateTime {
            year: Some(1996),
            month: Some(month),
            day: Some(day),
            hour: Some(hour),
            minute: Some(0),
            second: Some(0),
            ..PartialDateTime::default()
        };
        let offset = |hours| PartialDateTime { tz_hour: Some(hours), tz_minute: Some(0), ..PartialDateTime::default() };
        half.add_property(Property::Dtstart, begins);
        half.add_property(Property::Tzoffsetfrom, offset(from));
        half.add_property(Property::Tzoffsetto, offset(to));
        half.add_property(Property::Tzname, name);
        half.add_property(
            Property::Rrule,
            ICalendarRecurrenceRule {
                freq: ICalendarFrequency::Yearly,
                bymonth: vec![ICalendarMonth::new(month, false)],
                byday: vec![ICalendarDay { ordwk: Some(-1), weekday: ICalendarWeekday::Sunday }],
                ..ICalendarRecurrenceRule::default()
            },
        );
        half
    };
    let summer = add(calendar, half(Component::Daylight, "CEST", (3, 31, 2), 1, 2));
    let winter = add(calendar, half(Component::Standard, "CET", (10, 27, 3), 2, 1));
    let mut zone = ICalendarComponent::new(Component::VTimezone);
    zone.add_property(Property::Tzid, ZONE);
    zone.component_ids = vec![summer, winter];
    vec![add(calendar, zone)]
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;
    use chrono_tz::Europe::Warsaw;

    use super::*;

    #[test]
    fn a_visit_on_a_day_when_the_clocks_change_is_as_long_as_the_clocks_say_and_never_ends_before_it_began() {
        let hours = |from: &str, to: &str| {
            let (from, to) = moments(from.parse().unwrap(), to.parse().unwrap());
            assert!(to > from, "{from} {to}");
            (to - from).num_minutes()
        };
        assert_eq!(hours("2026-11-21T10:00:00", "2026-11-21T11:30:00"), 90);
        assert_eq!(hours("2026-03-29T01:00:00", "2026-03-29T04:00:00"), 120, "the clocks skip an hour");
        assert_eq!(hours("2026-10-25T01:00:00", "2026-10-25T04:00:00"), 240, "the clocks repeat an hour");
        assert_eq!(hours("2026-03-29T02:30:00", "2026-03-29T03:00:00"), 30, "it begins in an hour that is not");
    }

    #[test]
    fn the_second_of_two_moments_that_the_clocks_show_alike_is_written_in_utc() {
        let first = Warsaw.with_ymd_and_hms(2026, 10, 25, 2, 30, 0).earliest().unwrap();
        let second = Warsaw.with_ymd_and_hms(2026, 10, 25, 2, 30, 0).latest().unwrap();
        let written = |instant| {
            let mut text = String::new();
            moment(Property::Dtstart, instant).write_to(&mut text).unwrap();
            text
        };
        assert_eq!(written(first), "DTSTART;TZID=Europe/Warsaw:20261025T023000\r\n");
        assert_eq!(written(second), "DTSTART:20261025T013000Z\r\n");
    }
}
