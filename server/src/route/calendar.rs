//! A plan as iCalendar (RFC 5545): one event for each stop, in the local time of Europe/Warsaw.

use calcard::common::PartialDateTime;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType as Component, ICalendarDay, ICalendarDuration,
    ICalendarEntry, ICalendarFrequency, ICalendarMonth, ICalendarParameter, ICalendarParameterName,
    ICalendarProperty as Property, ICalendarRecurrenceRule, ICalendarValue, ICalendarValueType, ICalendarWeekday, Uri,
};
use chrono::{DateTime, Datelike, NaiveDateTime, NaiveTime, Timelike, Utc};
use chrono_tz::Tz;
use domain::hours::LocalTime;
use domain::itinerary::StopKind;

use super::told::{ToldPlan, ToldStop};
use crate::clock::instant;

const ZONE: &str = "Europe/Warsaw";
/// How often a calendar that subscribed to a shared plan should ask for it again, hours.
const REFRESH_HOURS: u32 = 4;

/// Writes a plan as a calendar, stamped with the present time. Notes between the stops are no events.
///
/// Events keep their identity from export to export (plan and stop make the UID), and the version of the plan is their
/// sequence, so that a calendar that is imported again, or that subscribed, updates what it had.
#[must_use]
pub fn write(plan: &ToldPlan, now: LocalTime) -> String {
    let mut calendar = ICalendar { components: vec![head(plan)] };
    let mut children = time_zone(&mut calendar);
    let minute = NaiveTime::from_num_seconds_from_midnight_opt(u32::from(now.minute) * 60, 0).unwrap_or_default();
    let stamp = utc(instant(now.date.and_time(minute)).with_timezone(&Utc));
    for stop in plan.days().flat_map(|day| day.stops) {
        if stop.stop.kind != StopKind::Note {
            children.push(add(&mut calendar, event(plan, stop, &stamp)));
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
    if let Some(address) = plan.shared_calendar() {
        subscription(&mut head, address);
    }
    head
}

/// Where a calendar finds the plan again, and how often it should look (RFC 7986, 5.7 and 5.8); the property that starts with
/// X says the same to Outlook.
fn subscription(head: &mut ICalendarComponent, address: String) {
    let typed = |kind| vec![ICalendarParameter::new(ICalendarParameterName::Value, kind)];
    let interval = ICalendarDuration { hours: REFRESH_HOURS, ..ICalendarDuration::default() };
    let every = interval.to_string();
    let refresh = ICalendarEntry::new(Property::RefreshInterval).with_params(typed(ICalendarValueType::Duration));
    head.entries.push(refresh.with_value(interval));
    head.add_property(Property::Other("X-PUBLISHED-TTL".to_owned()), every);
    let source = ICalendarEntry::new(Property::Source).with_params(typed(ICalendarValueType::Uri));
    head.entries.push(source.with_value(ICalendarValue::Uri(Uri::Location(address))));
}

fn event(plan: &ToldPlan, told: ToldStop<'_>, stamp: &PartialDateTime) -> ICalendarComponent {
    let host = plan.site.base_url.split_once("://").map_or("okolica", |(_, host)| host);
    let mut event = ICalendarComponent::new(Component::VEvent);
    event.add_uid(&format!("plan-{}-stop-{}@{host}", plan.id.0, told.stop.id.0));
    event.add_dtstamp(stamp.clone());
    event.add_sequence(plan.version);
    event.entries.push(moment(Property::Dtstart, told.begins()));
    event.entries.push(moment(Property::Dtend, told.leaves()));
    event.add_property(Property::Summary, told.name());
    if let Some(position) = told.position() {
        let gmina = told.venue.map(|venue| format!(", {}", venue.gmina.name.value)).unwrap_or_default();
        event.add_property(Property::Location, format!("{}{gmina}", told.name()));
        let position = [position.lat(), position.lon()].map(ICalendarValue::Float);
        event.entries.push(ICalendarEntry::new(Property::Geo).with_values(position.into()));
    }
    if let Some(address) = plan.address_of(told.stop) {
        event.add_property(Property::Url, ICalendarValue::Uri(Uri::Location(address)));
    }
    let notes = told.notes(plan.language);
    if !notes.is_empty() {
        event.add_property(Property::Description, notes.join("\n"));
    }
    event
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
