//! How a plan is told in words: times, durations, warnings, remedies, what an edit did.

use domain::hours::{DAY_MIN, clock};
use domain::itinerary::{Day, Edit, Itinerary, Stop, StopId};
use domain::timeline::{StopVenues, Warning};
use leptos_i18n::td_string;

use super::remedy::Cure;
use crate::i18n::Locale;
use crate::words;

/// Minutes as hours and minutes.
#[must_use]
pub fn duration(locale: Locale, minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, min) => td_string!(locale, plans.minutes, min = min).to_string(),
        (h, 0) => td_string!(locale, plans.hours, h = h).to_string(),
        (h, min) => td_string!(locale, plans.hours_minutes, h = h, min = min).to_string(),
    }
}

/// A time of a day that may run past midnight.
#[must_use]
pub fn time(locale: Locale, minute: u32) -> String {
    let of_day = u16::try_from(minute % u32::from(DAY_MIN)).unwrap_or(0);
    if minute < u32::from(DAY_MIN) {
        clock(of_day)
    } else if minute == u32::from(DAY_MIN) {
        "24:00".to_owned()
    } else {
        td_string!(locale, plans.next_day, time = clock(of_day)).to_string()
    }
}

/// The same time for machines: `HH:MM`.
#[must_use]
pub fn datetime(minute: u32) -> String {
    clock(u16::try_from(minute % u32::from(DAY_MIN)).unwrap_or(0))
}

/// A warning for the page: its kind, its level, its sentence.
#[must_use]
pub fn warning(locale: Locale, warning: Warning, end_min: u16) -> (&'static str, &'static str, String) {
    match warning {
        Warning::Closed { opens: None } => ("closed", "problem", td_string!(locale, plans.warn_closed).to_owned()),
        Warning::Closed { opens: Some(at) } => {
            let day = format!("{}, {}", words::weekday(locale, at.date), words::date_short(locale, at.date));
            let opens = td_string!(locale, plans.warn_opens, day = day, time = clock(at.minute)).to_string();
            ("closed", "problem", format!("{} {opens}", td_string!(locale, plans.warn_closed)))
        }
        Warning::ClosesDuringVisit { closes_min } => {
            let text = td_string!(locale, plans.warn_closes, time = time(locale, closes_min)).to_string();
            ("closes", "problem", text)
        }
        Warning::HoursUnknown => ("hours-unknown", "info", td_string!(locale, plans.warn_unknown).to_owned()),
        Warning::HoursUncertain => ("hours-uncertain", "caution", td_string!(locale, plans.warn_uncertain).to_owned()),
        Warning::EndsAfterDay => {
            let text = td_string!(locale, plans.warn_late, time = time(locale, u32::from(end_min))).to_string();
            ("ends-late", "caution", text)
        }
        Warning::Vanished => ("vanished", "problem", td_string!(locale, plans.warn_vanished).to_owned()),
    }
}

/// Whether a warning asks for a change of the plan, rather than for a telephone call.
#[must_use]
pub const fn asks_for_change(warning: &Warning) -> bool {
    match warning {
        Warning::Closed { .. } | Warning::ClosesDuringVisit { .. } | Warning::EndsAfterDay | Warning::Vanished => true,
        Warning::HoursUnknown | Warning::HoursUncertain => false,
    }
}

/// The words on the button of a remedy.
#[must_use]
pub fn cure(locale: Locale, cure: Cure) -> String {
    let day = |date| format!("{}, {}", words::weekday(locale, date), words::date_short(locale, date));
    match cure {
        Cure::Earlier => td_string!(locale, plans.cure_earlier).to_owned(),
        Cure::OtherDay(date) => td_string!(locale, plans.cure_day, day = day(date)).to_string(),
        Cure::OtherDate(date) => td_string!(locale, plans.cure_date, day = day(date)).to_string(),
        Cure::ShorterStay(min) => {
            td_string!(locale, plans.cure_stay, stay = duration(locale, u32::from(min))).to_string()
        }
        Cure::LongerDay(end) => td_string!(locale, plans.cure_end, time = time(locale, u32::from(end))).to_string(),
    }
}

/// What an edit did, in one sentence for the live region.
#[must_use]
pub fn done(locale: Locale, before: &Itinerary, after: &Itinerary, venues: &StopVenues, edit: &Edit) -> String {
    let name = |stop: &Stop| venues.get(&stop.venue).map_or_else(|| stop.name.clone(), |v| v.name.value.clone());
    let named = |plan: &Itinerary, id: StopId| plan.stops().find(|stop| stop.id == id).map(name).unwrap_or_default();
    match edit {
        Edit::Rename { title } => td_string!(locale, plans.done_rename, title = title.trim()).to_string(),
        Edit::InsertDay { day, .. } => {
            td_string!(locale, plans.done_add_day, day = words::date_long(locale, day.frame.date)).to_string()
        }
        Edit::RemoveDay { day } => {
            let removed = before.days.iter().find(|d| d.id == *day);
            let day = removed.map(|d| words::date_long(locale, d.frame.date)).unwrap_or_default();
            td_string!(locale, plans.done_remove_day, day = day).to_string()
        }
        Edit::SetDay { frame, .. } => {
            td_string!(locale, plans.done_set_day, day = words::date_long(locale, frame.date)).to_string()
        }
        Edit::InsertStop { stop, .. } => {
            let place = place(locale, after, stop.id);
            td_string!(locale, plans.done_add_stop, name = name(stop), place = place).to_string()
        }
        Edit::MoveStop { stop, .. } => {
            let place = place(locale, after, *stop);
            td_string!(locale, plans.done_move, name = named(after, *stop), place = place).to_string()
        }
        Edit::RemoveStop { stop } => {
            td_string!(locale, plans.done_remove_stop, name = named(before, *stop)).to_string()
        }
        Edit::SetStay { stop, stay_min } => {
            let stay = duration(locale, u32::from(*stay_min));
            td_string!(locale, plans.done_stay, name = named(after, *stop), stay = stay).to_string()
        }
    }
}

/// Where a stop stands now: its place in its day, and the day.
fn place(locale: Locale, plan: &Itinerary, stop: StopId) -> String {
    let found = plan.place_of(stop).and_then(|(day, at)| Some((plan.days.get(day)?, at)));
    found.map_or_else(String::new, |(day, at): (&Day, usize)| {
        let (number, of) = (at + 1, day.stops.len());
        td_string!(locale, plans.place, number = number, of = of, day = words::weekday(locale, day.frame.date))
            .to_string()
    })
}
