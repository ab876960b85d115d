//! Opening hours on the one date of the simulation. The forms that the catalogue uses, and nothing else: what cannot be read
//! is refused, so that a new form is noticed.

use chrono::{Datelike, NaiveDate};
use domain::hours::{Certainty, DAY_MIN, DayHours, Interval, OpeningHours};

const DAYS: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The hours on a date; none if they cannot be read.
pub fn on(date: NaiveDate, text: Option<&str>) -> Option<OpeningHours> {
    let Some(text) = text else { return Some(OpeningHours::Unknown) };
    let mut today = None;
    for rule in text.split(';') {
        // A later rule replaces what an earlier one says of the date.
        if let Some(intervals) = of_rule(date, rule)? {
            today = Some(intervals);
        }
    }
    Some(OpeningHours::Dated(vec![DayHours { date, holiday: None, intervals: today.unwrap_or_default() }]))
}

/// What one rule says of a date, if it speaks of it.
fn of_rule(date: NaiveDate, rule: &str) -> Option<Option<Vec<Interval>>> {
    let mut applies = true;
    let mut intervals = None;
    for word in rule.split_whitespace() {
        let word = word.trim_end_matches(':');
        if let Some(inside) = within(word, &MONTHS, date.month0()) {
            applies &= inside;
        } else if let Some(inside) = within(word, &DAYS, date.weekday().num_days_from_monday()) {
            applies &= inside;
        } else {
            intervals = Some(match word {
                "24/7" => vec![span(0, DAY_MIN)],
                "off" => Vec::new(),
                times => times.split(',').map(times_of).collect::<Option<_>>()?,
            });
        }
    }
    intervals.map(|intervals| applies.then_some(intervals))
}

/// Whether a number is within a list of names and ranges of them; none if it is no such list.
fn within(word: &str, names: &[&str], number: u32) -> Option<bool> {
    let number_of = |name: &str| names.iter().zip(0..).find(|(one, _)| **one == name).map(|(_, at): (_, u32)| at);
    let mut inside = false;
    for part in word.split(',') {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let (first, last) = (number_of(first)?, number_of(last)?);
        inside |= if first <= last { (first..=last).contains(&number) } else { number >= first || number <= last };
    }
    Some(inside)
}

fn times_of(word: &str) -> Option<Interval> {
    let (start, end) = word.split_once('-')?;
    let minute = |time: &str| {
        let (hour, minute) = time.split_once(':')?;
        Some(hour.parse::<u16>().ok()? * 60 + minute.parse::<u16>().ok()?)
    };
    Some(span(minute(start)?, minute(end)?))
}

const fn span(start: u16, end: u16) -> Interval {
    Interval { start, end, certainty: Certainty::Known }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_of_the_catalogue_are_read() {
        let saturday = NaiveDate::from_ymd_opt(2027, 7, 10).unwrap();
        let spans = |text| -> Vec<(u16, u16)> {
            match on(saturday, Some(text)) {
                Some(OpeningHours::Dated(days)) => days[0].intervals.iter().map(|one| (one.start, one.end)).collect(),
                other => panic!("{other:?}"),
            }
        };
        let cases: [(&str, Vec<(u16, u16)>); 7] = [
            ("24/7", vec![(0, 1_440)]),
            ("Mo 11:00-15:00; Tu-Su 11:00-18:00", vec![(660, 1_080)]),
            ("Mo-Su 10:00-20:00; Tu 10:00-16:00; Nov-Mar: Fr-Su 10:00-19:00", vec![(600, 1_200)]),
            ("Mo-Sa 06:30-17:00; Su 07:00-17:30; Apr-Oct Mo-Sa 06:30-18:00", vec![(390, 1_080)]),
            ("Tu,Fr,Sa 10:00-19:00; Mo off", vec![(600, 1_140)]),
            ("Mo-Su 10:30-18:00; Nov-Mar off", vec![(630, 1_080)]),
            ("Mo-Fr 10:00-17:00", vec![]),
        ];
        for (text, expected) in cases {
            assert_eq!(spans(text), expected, "{text}");
        }
        assert_eq!(on(saturday, None), Some(OpeningHours::Unknown));
        assert_eq!(on(saturday, Some("sunrise-sunset")), None);
    }
}
