//! The shared words of the interface: how a language names categories, days, prices, hours and faults.

use chrono::{Datelike, NaiveDate};
use domain::accessibility::{Access, FactKind, FactSource};
use domain::edit::EditError;
use domain::holidays::Holiday;
use domain::hours::{LocalTime, OpenState, clock};
use domain::timeline::weekday as weekday_index;
use domain::travel::Mode;
use domain::venue::{Area, Category, Price, Setting};
use leptos_i18n::td_string;

use crate::error::{ApiError, FileFault, PlanningFault};
use crate::i18n::Locale;

/// Maps every variant of a vocabulary to its key.
macro_rules! name {
    ($(#[$doc:meta])* $function:ident($kind:ident) { $($variant:ident => $key:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[must_use]
        pub fn $function(locale: Locale, word: $kind) -> &'static str {
            match word { $($kind::$variant => td_string!(locale, common.$key)),+ }
        }
    };
}

name! {
    /// The name of a category, singular.
    category(Category) {
        Castle => category_castle, Heritage => category_heritage, Museum => category_museum, Church => category_church,
        Nature => category_nature, Park => category_park, Viewpoint => category_viewpoint, Trail => category_trail,
        Bike => category_bike, Swimming => category_swimming, Sport => category_sport, Horse => category_horse,
        Playground => category_playground, Theatre => category_theatre, ConcertHall => category_concert_hall,
        Cinema => category_cinema, CultureCentre => category_culture_centre, Library => category_library,
        CommunityPlace => category_community_place, Market => category_market,
    }
}
name! {
    /// A way to travel, as an adverb.
    mode(Mode) { Walk => mode_walk, Bike => mode_bike, Transit => mode_transit, Car => mode_car }
}
name! {
    /// What a visit costs.
    price(Price) { Free => price_free, Paid => price_paid, Unknown => price_unknown }
}
name! {
    /// Under a roof or in the open.
    setting(Setting) { Indoors => setting_yes, Outdoors => setting_no, Both => setting_both }
}
name! {
    /// Where a venue lies as seen from the crowd.
    area(Area) { OldTown => area_old_town, Krakow => area_krakow, Beyond => area_beyond }
}
name! {
    /// What is known of wheelchair access, as a whole phrase.
    wheelchair(Access) {
        Yes => wheelchair_yes, Limited => wheelchair_limited, No => wheelchair_no, Unknown => wheelchair_unknown,
    }
}
name! {
    /// What is known of one accessibility fact: yes, in part, no, unknown.
    access(Access) { Yes => access_yes, Limited => access_limited, No => access_no, Unknown => access_unknown }
}
name! {
    /// What an accessibility fact is about.
    fact(FactKind) {
        Wheelchair => fact_wheelchair, Toilet => fact_toilet, HearingLoop => fact_hearing_loop, Tactile => fact_tactile,
    }
}
name! {
    /// Who says an accessibility fact.
    fact_source(FactSource) {
        Editorial => source_editorial, Osm => source_osm, Venue => source_venue, Certificate => source_certificate,
    }
}
name! {
    /// The name of a public holiday.
    holiday(Holiday) {
        NewYear => holiday_new_year, Epiphany => holiday_epiphany, Easter => holiday_easter,
        EasterMonday => holiday_easter_monday, Labour => holiday_labour, Constitution => holiday_constitution,
        Pentecost => holiday_pentecost, CorpusChristi => holiday_corpus_christi, Assumption => holiday_assumption,
        AllSaints => holiday_all_saints, Independence => holiday_independence, ChristmasEve => holiday_christmas_eve,
        Christmas => holiday_christmas, BoxingDay => holiday_boxing_day,
    }
}

/// The day of the week of a date, such as "sobota".
#[must_use]
pub fn weekday(locale: Locale, date: NaiveDate) -> &'static str {
    match weekday_index(date) {
        0 => td_string!(locale, common.weekday_0),
        1 => td_string!(locale, common.weekday_1),
        2 => td_string!(locale, common.weekday_2),
        3 => td_string!(locale, common.weekday_3),
        4 => td_string!(locale, common.weekday_4),
        5 => td_string!(locale, common.weekday_5),
        _ => td_string!(locale, common.weekday_6),
    }
}

fn month(locale: Locale, date: NaiveDate) -> &'static str {
    match date.month() {
        1 => td_string!(locale, common.month_1),
        2 => td_string!(locale, common.month_2),
        3 => td_string!(locale, common.month_3),
        4 => td_string!(locale, common.month_4),
        5 => td_string!(locale, common.month_5),
        6 => td_string!(locale, common.month_6),
        7 => td_string!(locale, common.month_7),
        8 => td_string!(locale, common.month_8),
        9 => td_string!(locale, common.month_9),
        10 => td_string!(locale, common.month_10),
        11 => td_string!(locale, common.month_11),
        _ => td_string!(locale, common.month_12),
    }
}

/// Day and month, such as "21 listopada".
#[must_use]
pub fn date_short(locale: Locale, date: NaiveDate) -> String {
    format!("{} {}", date.day(), month(locale, date))
}

/// Day, month and year, such as "21 listopada 2026".
#[must_use]
pub fn date_with_year(locale: Locale, date: NaiveDate) -> String {
    format!("{} {}", date_short(locale, date), date.year())
}

/// Day of the week, day, month and year, such as "sobota, 21 listopada 2026".
#[must_use]
pub fn date_long(locale: Locale, date: NaiveDate) -> String {
    format!("{}, {}", weekday(locale, date), date_with_year(locale, date))
}

/// What a visitor at `now` is told of a venue: open until, opens at, closed until, unknown.
#[must_use]
pub fn open_state(locale: Locale, state: OpenState, now: LocalTime) -> String {
    match state {
        OpenState::Unknown => td_string!(locale, common.hours_unknown).to_owned(),
        OpenState::Always => td_string!(locale, common.open_always).to_owned(),
        OpenState::Open { until }
            if until.date == now.date || until.date == now.next_day().date && until.minute < 360 =>
        {
            td_string!(locale, common.open_until, time = clock(until.minute)).to_string()
        }
        OpenState::Open { until } => {
            let day = weekday(locale, until.date);
            td_string!(locale, common.open_until_day, time = clock(until.minute), day = day).to_string()
        }
        OpenState::Closed { opens: None } => td_string!(locale, common.closed_for_long).to_owned(),
        OpenState::Closed { opens: Some(at) } => {
            let time = clock(at.minute);
            if at.date == now.date {
                td_string!(locale, common.opens_at, time = time).to_string()
            } else if at.date == now.next_day().date {
                td_string!(locale, common.opens_tomorrow, time = time).to_string()
            } else {
                td_string!(locale, common.opens_day, day = weekday(locale, at.date), time = time).to_string()
            }
        }
    }
}

/// A fault as its reader may know it.
#[must_use]
pub fn error(locale: Locale, error: &ApiError) -> String {
    match error {
        ApiError::NotFound => td_string!(locale, common.error_not_found).to_owned(),
        ApiError::Invalid { field } => td_string!(locale, common.error_invalid, field = field.as_str()).to_string(),
        ApiError::Conflict => td_string!(locale, common.error_conflict).to_owned(),
        ApiError::Limit => td_string!(locale, common.error_limit).to_owned(),
        ApiError::Refused(reason) => refusal(locale, *reason).to_owned(),
        ApiError::File(fault) => file_fault(locale, fault),
        ApiError::Planning(fault) => planning_fault(locale, *fault).to_owned(),
        ApiError::Offline => td_string!(locale, common.error_offline).to_owned(),
        ApiError::Unavailable => td_string!(locale, common.error_unavailable).to_owned(),
        ApiError::Internal => td_string!(locale, common.error_internal).to_owned(),
    }
}

fn file_fault(locale: Locale, fault: &FileFault) -> String {
    match fault {
        FileFault::TooLarge => td_string!(locale, import.fault_too_large).to_owned(),
        FileFault::Slow => td_string!(locale, import.fault_slow).to_owned(),
        FileFault::Packed => td_string!(locale, import.fault_packed).to_owned(),
        FileFault::NotText => td_string!(locale, import.fault_not_text).to_owned(),
        FileFault::NotAFormat => td_string!(locale, import.fault_not_a_format).to_owned(),
        FileFault::Malformed { format, line: None } => {
            td_string!(locale, import.fault_malformed, format = format.as_str()).to_string()
        }
        FileFault::Malformed { format, line: Some(line) } => {
            td_string!(locale, import.fault_malformed_at, format = format.as_str(), line = line).to_string()
        }
        FileFault::Empty => td_string!(locale, import.fault_empty).to_owned(),
        FileFault::Missing => td_string!(locale, import.fault_missing).to_owned(),
        FileFault::NothingChosen => td_string!(locale, import.fault_nothing_chosen).to_owned(),
    }
}

fn planning_fault(locale: Locale, fault: PlanningFault) -> &'static str {
    match fault {
        PlanningFault::NoDays => td_string!(locale, proposals.fault_no_days),
        PlanningFault::NoSuchDay => td_string!(locale, proposals.fault_no_such_day),
        PlanningFault::NoPosition => td_string!(locale, proposals.fault_no_position),
        PlanningFault::Problem => td_string!(locale, proposals.fault_problem),
        PlanningFault::NothingChosen => td_string!(locale, proposals.fault_nothing_chosen),
        PlanningFault::Outdated => td_string!(locale, proposals.fault_outdated),
        PlanningFault::Running => td_string!(locale, proposals.fault_running),
        PlanningFault::Busy => td_string!(locale, proposals.fault_busy),
    }
}

fn refusal(locale: Locale, reason: EditError) -> &'static str {
    match reason {
        EditError::NoSuchDay => td_string!(locale, common.refused_no_such_day),
        EditError::NoSuchStop => td_string!(locale, common.refused_no_such_stop),
        EditError::Duplicate => td_string!(locale, common.refused_duplicate),
        EditError::Title => td_string!(locale, common.refused_title),
        EditError::DayFrame => td_string!(locale, common.refused_day_frame),
        EditError::Stay => td_string!(locale, common.refused_stay),
        EditError::Changed => td_string!(locale, common.refused_changed),
        EditError::Date => td_string!(locale, common.refused_date),
        EditError::Time => td_string!(locale, common.refused_time),
        EditError::Text => td_string!(locale, common.refused_text),
        EditError::Kind | EditError::TooMuch => td_string!(locale, common.refused_kind),
        EditError::TooManyDays => td_string!(locale, common.refused_too_many_days),
        EditError::TooManyStops => td_string!(locale, common.refused_too_many_stops),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visitor_reads_when_it_opens_in_their_own_words() {
        let at = |date: &str, minute| LocalTime { date: date.parse().unwrap(), minute };
        let now = at("2026-11-21", 9 * 60);
        let opens = |date, minute| OpenState::Closed { opens: Some(at(date, minute)) };
        let cases = [
            (OpenState::Unknown, "Godziny nieznane", "Hours unknown"),
            (OpenState::Always, "Otwarte całą dobę", "Open around the clock"),
            (OpenState::Open { until: at("2026-11-21", 1020) }, "Otwarte do 17:00", "Open until 17:00"),
            (OpenState::Open { until: at("2026-11-22", 120) }, "Otwarte do 02:00", "Open until 02:00"),
            (opens("2026-11-21", 600), "Zamknięte, otwarcie o 10:00", "Closed, opens at 10:00"),
            (opens("2026-11-22", 600), "Zamknięte, otwarcie jutro o 10:00", "Closed, opens tomorrow at 10:00"),
            (opens("2026-11-24", 600), "Zamknięte, otwarcie: wtorek, 10:00", "Closed until Tuesday, 10:00"),
            (OpenState::Closed { opens: None }, "Zamknięte w najbliższych dniach", "Closed in the coming days"),
        ];
        for (state, polish, english) in cases {
            assert_eq!(open_state(Locale::pl, state, now), polish);
            assert_eq!(open_state(Locale::en, state, now), english);
        }
    }
}
