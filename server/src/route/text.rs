//! A plan as plain text, for a message: what happens when, line by line.

use app::language::locale;
use app::words::date_long;
use domain::itinerary::{Endpoint, Stop, StopKind};
use domain::timeline::StopVenue;
use domain::travel::Leg;
use textwrap::{Options, WordSplitter};

use super::told::{ToldDay, ToldPlan, ToldStop};
use super::wording;

/// The longest line, in characters, unless a single word is longer.
const LINE_MAX: usize = 200;

/// Writes a plan as text: title, address (of a shared plan only), days, tray.
#[must_use]
pub fn write(plan: &ToldPlan) -> String {
    let mut lines = vec![one_line(&plan.itinerary.title)];
    lines.extend(plan.shared_page());
    for day in plan.days() {
        lines.push(String::new());
        lines.extend(day_lines(plan, &day));
    }
    lines.extend(tray(plan));
    let options = Options::new(LINE_MAX).break_words(false).word_splitter(WordSplitter::NoHyphenation);
    lines.iter().map(|line| textwrap::fill(line, &options) + "\n").collect()
}

fn day_lines(plan: &ToldPlan, day: &ToldDay<'_>) -> Vec<String> {
    let end = |minute: u32, end: &Endpoint| format!("{} {}", day.clock(minute), one_line(&end.name));
    let start = day.told.clock.elapsed(u32::from(day.day.frame.start_min));
    let mut lines = vec![date_long(locale(plan.language), day.day.frame.date)];
    lines.extend(day.day.from.as_ref().map(|from| end(start, from)));
    lines.extend(day.stops.iter().flat_map(|stop| stop_lines(plan, stop)));
    lines.extend(day.told.back.and_then(|leg| way(plan, leg)));
    lines.extend(day.day.to.as_ref().map(|to| end(day.told.ends_min, to)));
    lines
}

fn stop_lines(plan: &ToldPlan, told: &ToldStop<'_>) -> Vec<String> {
    let mut lines: Vec<String> = told.visit.leg.and_then(|leg| way(plan, leg)).into_iter().collect();
    let title = title(told.stop, told.venue);
    lines.push(if told.stop.kind == StopKind::Note { title } else { format!("{} {title}", told.hours()) });
    let faults = told.visit.warnings.iter().filter(|warning| warning.is_fault());
    let faults = faults.map(|warning| wording::warning(plan.language, *warning));
    let below = told.own_notes(plan.language).into_iter().chain(faults);
    lines.extend(below.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>()));
    lines
}

/// The stops that no day has yet, under a heading.
fn tray(plan: &ToldPlan) -> Vec<String> {
    if plan.itinerary.tray.is_empty() {
        return Vec::new();
    }
    let stops = plan.itinerary.tray.iter().map(|stop| title(stop, plan.venue_of(stop)));
    [String::new(), wording::tray(plan.language).to_owned()].into_iter().chain(stops).collect()
}

fn title(stop: &Stop, venue: Option<&StopVenue>) -> String {
    match venue {
        Some(venue) => format!("{} ({})", one_line(&venue.name.value), venue.gmina.name.value),
        None => one_line(&stop.name),
    }
}

fn way(plan: &ToldPlan, leg: Leg) -> Option<String> {
    (leg.minutes > 0).then(|| format!("→ {}", wording::minutes(plan.language, u32::from(leg.minutes))))
}

/// A name in one line, whatever was typed.
fn one_line(text: &str) -> String {
    text.split(['\n', '\u{2028}', '\u{2029}']).map(str::trim).collect::<Vec<_>>().join(" ")
}
