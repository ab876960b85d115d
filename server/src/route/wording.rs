//! The words of exported plans that no page shows in this form: one line for each thing to know about a stop.

use app::language::locale;
use app::words::{date_long, mode, wheelchair};
use domain::accessibility::Access;
use domain::hours::clock;
use domain::language::Language;
use domain::timeline::Warning;
use domain::travel::Leg;

/// The words of one language.
struct Lines {
    closed: &'static str,
    opens: &'static str,
    closes: &'static str,
    hours_unknown: &'static str,
    hours_uncertain: &'static str,
    after_day: &'static str,
    vanished: &'static str,
    approximate: &'static str,
    estimate: &'static str,
    waiting: &'static str,
    last_entry: &'static str,
    fixed: &'static str,
    late: &'static str,
    meal: &'static str,
    packing: &'static str,
    tray: &'static str,
}

const fn lines(language: Language) -> Lines {
    match language {
        Language::Pl => Lines {
            closed: "Uwaga: o tej porze zamknięte",
            opens: "najbliższe otwarcie",
            closes: "Uwaga: zamyka się przed końcem wizyty, o",
            hours_unknown: "Godziny otwarcia nieznane: sprawdź przed wyjazdem",
            hours_uncertain: "Godziny otwarcia niepewne: sprawdź przed wyjazdem",
            after_day: "Uwaga: kończy się po planowanym końcu dnia",
            vanished: "Uwaga: tego miejsca nie ma już w katalogu",
            approximate: "Położenie przybliżone",
            estimate: "szacunek",
            waiting: "Czekanie",
            last_entry: "Uwaga: ostatnie wejście o",
            fixed: "Uwaga: miało się zacząć o",
            late: "spóźnienie",
            meal: "Uwaga: posiłek miał się zacząć najpóźniej o",
            packing: "Do zabrania",
            tray: "Jeszcze bez dnia",
        },
        Language::En => Lines {
            closed: "Note: closed at this time",
            opens: "opens next",
            closes: "Note: closes before the visit ends, at",
            hours_unknown: "Opening hours unknown: check before you set out",
            hours_uncertain: "Opening hours uncertain: check before you set out",
            after_day: "Note: ends after the planned end of the day",
            vanished: "Note: this place is no longer in the catalogue",
            approximate: "Approximate location",
            estimate: "estimate",
            waiting: "Waiting",
            last_entry: "Note: last admission at",
            fixed: "Note: should begin at",
            late: "delay",
            meal: "Note: the meal should begin by",
            packing: "To take along",
            tray: "Not on a day yet",
        },
        Language::Uk => Lines {
            closed: "Увага: у цей час зачинено",
            opens: "найближче відкриття",
            closes: "Увага: зачиняється до кінця відвідин, о",
            hours_unknown: "Години роботи невідомі: перевірте перед поїздкою",
            hours_uncertain: "Години роботи непевні: перевірте перед поїздкою",
            after_day: "Увага: закінчується після запланованого кінця дня",
            vanished: "Увага: цього місця вже немає в каталозі",
            approximate: "Приблизне розташування",
            estimate: "оцінка",
            waiting: "Очікування",
            last_entry: "Увага: останній вхід о",
            fixed: "Увага: мало початися о",
            late: "запізнення",
            meal: "Увага: трапеза мала початися не пізніше ніж о",
            packing: "Взяти з собою",
            tray: "Ще без дня",
        },
    }
}

/// A warning in one line.
#[must_use]
pub fn warning(language: Language, warning: Warning) -> String {
    let words = lines(language);
    let time = |minute: u32| clock(u16::try_from(minute).unwrap_or(u16::MAX));
    match warning {
        Warning::Closed { opens: None } => words.closed.to_owned(),
        Warning::Closed { opens: Some(at) } => {
            let day = date_long(locale(language), at.date);
            format!("{}; {}: {day}, {}", words.closed, words.opens, clock(at.minute))
        }
        Warning::ClosesDuringVisit { closes_min } => format!("{} {}", words.closes, time(closes_min)),
        Warning::LastEntryMissed { last_min } => format!("{} {}", words.last_entry, time(last_min)),
        Warning::HoursUnknown => words.hours_unknown.to_owned(),
        Warning::HoursUncertain => words.hours_uncertain.to_owned(),
        Warning::EndsAfterDay => words.after_day.to_owned(),
        Warning::FixedTimeMissed { fixed_min, late_min } => {
            format!("{} {}, {}: {}", words.fixed, time(fixed_min), words.late, minutes(language, late_min))
        }
        Warning::MealTooLate { until_min } => format!("{} {}", words.meal, time(until_min)),
        Warning::NotAccessible => wheelchair(locale(language), Access::No).to_owned(),
        Warning::PartlyAccessible => wheelchair(locale(language), Access::Limited).to_owned(),
        Warning::AccessUnknown => wheelchair(locale(language), Access::Unknown).to_owned(),
        Warning::Vanished => words.vanished.to_owned(),
    }
}

/// The way to a stop in one line.
#[must_use]
pub fn way(language: Language, leg: Leg) -> String {
    let kilometres = f64::from(leg.metres) / 1000.0;
    let estimate = if leg.estimate { format!(" ({})", lines(language).estimate) } else { String::new() };
    let distance = format!("{kilometres:.1}");
    let distance = if language == Language::En { distance } else { distance.replace('.', ",") };
    let unit = if language == Language::Uk { "км" } else { "km" };
    let minutes = minutes(language, u32::from(leg.minutes));
    format!("{}: {minutes}, {distance} {unit}{estimate}", mode(locale(language), leg.mode))
}

/// A number of minutes.
#[must_use]
pub fn minutes(language: Language, minutes: u32) -> String {
    let unit = if language == Language::Uk { "хв" } else { "min" };
    format!("{minutes} {unit}")
}

/// What to take along to a stop.
#[must_use]
pub fn packing(language: Language, what: &str) -> String {
    format!("{}: {what}", lines(language).packing)
}

/// The heading of the stops that no day has yet.
#[must_use]
pub const fn tray(language: Language) -> &'static str {
    lines(language).tray
}

/// That the position of a stop is rough.
#[must_use]
pub const fn approximate(language: Language) -> &'static str {
    lines(language).approximate
}

/// That a visitor waits: for the doors, for an appointment, for the time of a meal.
#[must_use]
pub fn waiting(language: Language, for_min: u32) -> String {
    format!("{}: {}", lines(language).waiting, minutes(language, for_min))
}
