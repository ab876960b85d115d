//! How a plan is told in words: times, durations, warnings, remedies, what an edit did.

use domain::day_clock::{ClockChange, DayClock};
use domain::edit::{DayField, Edit, StopField};
use domain::hours::{DAY_MIN, clock};
use domain::itinerary::{Itinerary, Spot, Stop, StopId};
use domain::timeline::{Notice, StopVenues, Visit, Warning};
use leptos_i18n::td_string;

use super::remedy::Cure;
use crate::i18n::Locale;
use crate::words;

/// Minutes as hours and minutes, which no line breaks apart.
#[must_use]
pub fn duration(locale: Locale, minutes: u32) -> String {
    let words = match (minutes / 60, minutes % 60) {
        (0, min) => td_string!(locale, plans.minutes, min = min).to_string(),
        (h, 0) => td_string!(locale, plans.hours, h = h).to_string(),
        (h, min) => td_string!(locale, plans.hours_minutes, h = h, min = min).to_string(),
    };
    words.replace(' ', "\u{a0}")
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

/// What a clock shows when so many minutes of a day have passed.
#[must_use]
pub fn passed(locale: Locale, day: DayClock, elapsed: u32) -> String {
    time(locale, day.wall(elapsed))
}

/// When a visit begins and ends: waiting at the door is no visit yet.
#[must_use]
pub fn visiting(locale: Locale, day: DayClock, visit: &Visit) -> String {
    format!("{}–{}", passed(locale, day, visit.start_min), passed(locale, day, visit.leave_min))
}

/// What is special about a date.
#[must_use]
pub fn notice(locale: Locale, notice: Notice) -> String {
    match notice {
        Notice::Holiday(holiday) => {
            td_string!(locale, plans.notice_holiday, holiday = words::holiday(locale, holiday)).to_string()
        }
        Notice::Clock(ClockChange::Spring) => td_string!(locale, plans.notice_spring).to_owned(),
        Notice::Clock(ClockChange::Autumn) => td_string!(locale, plans.notice_autumn).to_owned(),
    }
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
        Warning::LastEntryMissed { last_min } => {
            let text = td_string!(locale, plans.warn_last_entry, time = time(locale, last_min)).to_string();
            ("last-entry", "problem", text)
        }
        Warning::FixedTimeMissed { fixed_min, late_min } => {
            let late = duration(locale, late_min);
            let text = td_string!(locale, plans.warn_fixed, time = time(locale, fixed_min), late = late).to_string();
            ("fixed-time", "problem", text)
        }
        Warning::MealTooLate { until_min } => {
            let text = td_string!(locale, plans.warn_meal, time = time(locale, until_min)).to_string();
            ("meal", "caution", text)
        }
        Warning::NotAccessible => ("unfit", "problem", td_string!(locale, plans.warn_unfit).to_owned()),
        Warning::PartlyAccessible => ("partly-fit", "caution", td_string!(locale, plans.warn_partly_fit).to_owned()),
        Warning::AccessUnknown => ("fit-unknown", "info", td_string!(locale, plans.warn_fit_unknown).to_owned()),
        Warning::Vanished => ("vanished", "problem", td_string!(locale, plans.warn_vanished).to_owned()),
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
        Cure::Later => td_string!(locale, plans.cure_later).to_owned(),
        Cure::EarlierStart(start) => {
            td_string!(locale, plans.cure_start, time = time(locale, u32::from(start))).to_string()
        }
        Cure::NoFixedStart => td_string!(locale, plans.cure_no_fixed).to_owned(),
        Cure::LaterMeal(until) => {
            td_string!(locale, plans.cure_meal, time = time(locale, u32::from(until))).to_string()
        }
        Cure::ToTray => td_string!(locale, plans.cure_tray).to_owned(),
        Cure::LongerDay(end) => td_string!(locale, plans.cure_end, time = time(locale, u32::from(end))).to_string(),
    }
}

/// The name of a stop: the catalogue's, or the one that is kept with it.
#[must_use]
pub fn name(venues: &StopVenues, stop: &Stop) -> String {
    stop.venue().and_then(|slug| venues.get(slug)).map_or_else(|| stop.name.clone(), |venue| venue.name.value.clone())
}

/// What an edit did, in one sentence for the live region.
#[must_use]
pub fn done(locale: Locale, before: &Itinerary, after: &Itinerary, venues: &StopVenues, edit: &Edit) -> String {
    let named = |plan: &Itinerary, id: StopId| plan.stop(id).map(|stop| name(venues, stop)).unwrap_or_default();
    let day_of =
        |plan: &Itinerary, id| plan.day(id).map(|day| words::date_long(locale, day.frame.date)).unwrap_or_default();
    match edit {
        Edit::Rename { title, .. } => td_string!(locale, plans.done_rename, title = title.trim()).to_string(),
        Edit::InsertDay { day, .. } => {
            td_string!(locale, plans.done_add_day, day = words::date_long(locale, day.frame.date)).to_string()
        }
        Edit::RemoveDay { day, .. } => {
            td_string!(locale, plans.done_remove_day, day = day_of(before, *day)).to_string()
        }
        Edit::SetDay { day, .. } => td_string!(locale, plans.done_set_day, day = day_of(after, *day)).to_string(),
        Edit::MoveDay { day, .. } => {
            let number = after.days.iter().position(|d| d.id == *day).map_or(0, |at| at + 1);
            let (day, of) = (day_of(after, *day), after.days.len());
            td_string!(locale, plans.done_move_day, day = day, number = number, of = of).to_string()
        }
        Edit::ShiftDates { .. } => {
            let day = after.first_date().map(|date| words::date_long(locale, date)).unwrap_or_default();
            td_string!(locale, plans.done_shift, day = day).to_string()
        }
        Edit::InsertStop { stop, .. } => {
            let place = place(locale, after, stop.id);
            td_string!(locale, plans.done_add_stop, name = name(venues, stop), place = place).to_string()
        }
        Edit::MoveStop { stop, .. } => {
            let place = place(locale, after, *stop);
            td_string!(locale, plans.done_move, name = named(after, *stop), place = place).to_string()
        }
        Edit::RemoveStop { stop } => {
            td_string!(locale, plans.done_remove_stop, name = named(before, *stop)).to_string()
        }
        Edit::SetStop { stop, to: StopField::Stay(minutes), .. } => {
            let stay = duration(locale, u32::from(*minutes));
            td_string!(locale, plans.done_stay, name = named(after, *stop), stay = stay).to_string()
        }
        Edit::SetStop { stop, .. } => td_string!(locale, plans.done_set_stop, name = named(after, *stop)).to_string(),
        Edit::OfferSwaps { on: true } => td_string!(locale, plans.done_swaps_on).to_owned(),
        Edit::OfferSwaps { on: false } => td_string!(locale, plans.done_swaps_off).to_owned(),
        Edit::RefuseSwap { .. } => td_string!(locale, plans.done_refuse).to_owned(),
        Edit::Step { edits } if edits.len() > 1 && edits.iter().all(is_to_tray) => {
            td_string!(locale, import.done, count = edits.len()).to_string()
        }
        Edit::Step { edits } if are_removals(edits) => {
            td_string!(locale, plans.done_remove_stops, count = edits.len()).to_string()
        }
        // The last edit of a step is what it was made for: a day that goes after its stops, a stop that comes for another.
        Edit::Step { edits } => edits.last().map(|edit| done(locale, before, after, venues, edit)).unwrap_or_default(),
    }
}

/// Whether an edit adds to what no day has yet, as an import does.
const fn is_to_tray(edit: &Edit) -> bool {
    matches!(edit, Edit::InsertStop { spot: Spot::Tray, .. })
}

/// Whether several edits take stops out and do nothing else, as taking an import back does.
#[must_use]
pub fn are_removals(edits: &[Edit]) -> bool {
    edits.len() > 1 && edits.iter().all(|edit| matches!(edit, Edit::RemoveStop { .. }))
}

/// Where a stop stands now: its place on its day, and the day; or that it has no day yet.
#[must_use]
pub fn place(locale: Locale, plan: &Itinerary, stop: StopId) -> String {
    let found = plan.spot_of(stop).and_then(|(spot, at)| Some((spot, at, plan.at(spot)?.len())));
    found.map_or_else(String::new, |(spot, at, of)| place_at(locale, plan, spot, at, of))
}

/// A place at a spot in words, counted from 0 and said from 1.
#[must_use]
pub fn place_at(locale: Locale, plan: &Itinerary, spot: Spot, at: usize, of: usize) -> String {
    let number = at + 1;
    match spot {
        Spot::Tray => td_string!(locale, plans.place_tray, number = number, of = of).to_string(),
        Spot::Day(day) => {
            let day = plan.day(day).map(|day| words::weekday(locale, day.frame.date)).unwrap_or_default();
            td_string!(locale, plans.place, number = number, of = of, day = day).to_string()
        }
    }
}

/// The value that a field of a stop has, for a question between two.
#[must_use]
pub fn stop_value(locale: Locale, field: &StopField) -> String {
    let nothing = || td_string!(locale, plans.nothing).to_owned();
    match field {
        StopField::Stay(minutes) => duration(locale, u32::from(*minutes)),
        StopField::FixedStart(minute) => minute.map_or_else(nothing, clock),
        StopField::MustSee(true) => td_string!(locale, plans.must).to_owned(),
        StopField::MustSee(false) => nothing(),
        StopField::Note(text) | StopField::Packing(text) | StopField::Name(text) if text.is_empty() => nothing(),
        StopField::Note(text) | StopField::Packing(text) | StopField::Name(text) => text.clone(),
        StopField::Mode(mode) => mode
            .map_or_else(|| td_string!(locale, plans.like_day).to_owned(), |mode| words::mode(locale, mode).to_owned()),
        StopField::Position(position) => super::edit_form::position_value(*position),
        StopField::Window(from, until) => format!("{}–{}", clock(*from), clock(*until)),
    }
}

/// The value that a field of a day has, for a question between two.
#[must_use]
pub fn day_value(locale: Locale, field: &DayField) -> String {
    match field {
        DayField::Date(date) => words::date_long(locale, *date),
        DayField::Hours(start, end) => format!("{}–{}", clock(*start), time(locale, u32::from(*end))),
        DayField::Mode(mode) => words::mode(locale, *mode).to_owned(),
        DayField::From(place) | DayField::To(place) => {
            place.as_ref().map_or_else(|| td_string!(locale, plans.nothing).to_owned(), |place| place.name.clone())
        }
        DayField::ToMode(mode) => stop_value(locale, &StopField::Mode(*mode)),
    }
}

#[cfg(test)]
mod tests {
    use domain::itinerary::StopKind;

    use super::*;

    #[test]
    fn an_import_that_is_taken_back_is_told_as_a_whole() {
        let insert = |id| {
            let stop = Stop::of(StopId(id), StopKind::Note, format!("Miejsce {id}"), 0);
            Edit::InsertStop { spot: Spot::Tray, at: usize::MAX, stop }
        };
        let empty = Itinerary::default();
        let mut after = empty.clone();
        let import = Edit::Step { edits: vec![insert(1), insert(2), insert(3)] };
        let inverse = after.apply(&import).unwrap();
        let told = |locale, before: &Itinerary, after: &Itinerary, edit: &Edit| {
            done(locale, before, after, &StopVenues::new(), edit)
        };
        assert!(told(Locale::en, &empty, &after, &import).starts_with("3 places"));
        assert_eq!(told(Locale::en, &after, &empty, &inverse), "3 places were removed from the plan.");
        assert_eq!(told(Locale::pl, &after, &empty, &inverse), "Usunięto z planu 3 miejsca.");
        assert_eq!(told(Locale::uk, &after, &empty, &inverse), "Прибрано з плану 3 місця.");
        assert_eq!(super::super::landing::landing(&after, &inverse), super::super::landing::TRAY_TITLE);
    }
}
