//! The words of exported plans that no page shows in this form: one line for each thing to know about a stop.

use app::language::locale;
use app::words::{date_long, mode};
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
            waiting: "Czekanie na otwarcie",
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
            waiting: "Waiting for it to open",
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
            waiting: "Очікування відкриття",
        },
    }
}

/// A warning in one line.
#[must_use]
pub fn warning(language: Language, warning: Warning) -> String {
    let words = lines(language);
    match warning {
        Warning::Closed { opens: None } => words.closed.to_owned(),
        Warning::Closed { opens: Some(at) } => {
            let day = date_long(locale(language), at.date);
            format!("{}; {}: {day}, {}", words.closed, words.opens, clock(at.minute))
        }
        Warning::ClosesDuringVisit { closes_min } => {
            format!("{} {}", words.closes, clock(u16::try_from(closes_min).unwrap_or(u16::MAX)))
        }
        Warning::HoursUnknown => words.hours_unknown.to_owned(),
        Warning::HoursUncertain => words.hours_uncertain.to_owned(),
        Warning::EndsAfterDay => words.after_day.to_owned(),
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
    let unit = if language == Language::Uk { ("хв", "км") } else { ("min", "km") };
    format!("{}: {} {}, {distance} {}{estimate}", mode(locale(language), leg.mode), leg.minutes, unit.0, unit.1)
}

/// That the position of a stop is rough.
#[must_use]
pub const fn approximate(language: Language) -> &'static str {
    lines(language).approximate
}

/// That a visitor waits before the doors open.
#[must_use]
pub fn waiting(language: Language, minutes: u32) -> String {
    let unit = if language == Language::Uk { "хв" } else { "min" };
    format!("{}: {minutes} {unit}", lines(language).waiting)
}
