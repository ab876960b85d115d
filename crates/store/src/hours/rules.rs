//! One string, ready to be asked about days.

use std::sync::{Arc, LazyLock};

use chrono::{NaiveDate, Timelike};
use domain::holidays::holiday_on;
use domain::hours::{Certainty, DAY_MIN, DayHours, Interval};
use opening_hours::localization::{Coordinates, Country, Localize, TzLocation};
use opening_hours::{Context, OpeningHours};
use opening_hours_syntax::rules::time::{Time, TimeSelector, TimeSpan};
use opening_hours_syntax::rules::{OpeningHoursExpression, RuleKind, RuleOperator, RuleSequence};
use opening_hours_syntax::{ExtendedTime, RuleKind as Kind};
use quick_cache::sync::Cache;

use super::NotOpeningHours;
use super::normal::{is_day, normal};

/// The longest string that is read, in characters.
const LONGEST: usize = 1_000;
/// How many days of one string are remembered.
const DAYS: usize = 64;
/// Comments that make even stated times uncertain.
const ON_REQUEST: [&str; 10] = [
    "appointment",
    "request",
    "reserv",
    "book",
    "umówieni",
    "umowieni",
    "zgłoszeni",
    "rezerwacj",
    "uzgodnieni",
    "домовленіст",
];

static HOLIDAYS: LazyLock<Context> = LazyLock::new(|| Context::default().with_holidays(Country::PL.holidays()));

/// A string that has been read. Nights belong to the day on which they begin, so every day is asked twice: for its hours up to
/// midnight and for those after it.
pub(super) struct Rules {
    expression: OpeningHoursExpression,
    /// Both questions, where they are the same on every day; with sunrise or sunset they are not.
    fixed: Option<Questions>,
    days: Cache<NaiveDate, Arc<DayHours>>,
}

struct Questions {
    until_midnight: OpeningHours,
    after_midnight: OpeningHours,
}

impl Rules {
    pub(super) fn read(osm: &str) -> Result<Self, NotOpeningHours> {
        if osm.chars().count() > LONGEST {
            return Err(NotOpeningHours(format!("longer than {LONGEST} characters")));
        }
        let osm = osm.trim();
        if osm.is_empty() {
            return Err(NotOpeningHours("there is nothing".to_owned()));
        }
        if narrows_a_holiday(osm) || narrows_a_holiday(&normal(osm)) {
            return Err(NotOpeningHours("days that narrow PH or SH are not understood".to_owned()));
        }
        let parsed = osm.parse::<OpeningHours>().or_else(|error| normal(osm).parse().map_err(|_| error));
        let parsed = parsed.map_err(|error| NotOpeningHours(in_a_line(&error.to_string())))?;
        let vague = says_when_in_words(osm);
        let rules = parsed.get_expression().rules.iter().flat_map(|rule| with_certainty(rule, vague)).collect();
        let expression = OpeningHoursExpression { rules };
        let any_day = NaiveDate::default();
        let questions = Questions::about(&expression, any_day)
            .ok_or_else(|| NotOpeningHours("the rules cannot be told apart by day".to_owned()))?;
        let fixed = expression.rules.iter().all(|rule| rule.time_selector.spans.iter().all(|s| !follows_the_sun(s)));
        Ok(Self { expression, fixed: fixed.then_some(questions), days: Cache::new(DAYS) })
    }

    /// The hours of a date; absent if they cannot be worked out.
    pub(super) fn on(&self, date: NaiveDate) -> Option<DayHours> {
        if let Some(known) = self.days.get(&date) {
            return Some(DayHours::clone(&known));
        }
        let intervals = match &self.fixed {
            Some(questions) => questions.on(date),
            None => Questions::about(&self.expression, date)?.on(date),
        };
        let day = DayHours { date, holiday: holiday_on(date), intervals };
        self.days.insert(date, Arc::new(day.clone()));
        Some(day)
    }
}

impl Questions {
    fn about(expression: &OpeningHoursExpression, date: NaiveDate) -> Option<Self> {
        Some(Self {
            until_midnight: asking(expression, |span| until_midnight(span, date))?,
            after_midnight: asking(expression, |span| after_midnight(span, date))?,
        })
    }

    fn on(&self, date: NaiveDate) -> Vec<Interval> {
        let mut intervals = intervals(&self.until_midnight, date);
        for late in intervals_after(&self.after_midnight, date) {
            // What begins after midnight belongs to this day only as the rest of a stretch that reached midnight.
            match intervals.last_mut() {
                Some(last) if last.end == late.start && last.certainty == late.certainty => last.end = late.end,
                _ => {}
            }
        }
        intervals
    }
}

fn intervals(hours: &OpeningHours, date: NaiveDate) -> Vec<Interval> {
    let mut found: Vec<Interval> = Vec::new();
    for range in hours.schedule_at(date) {
        let certainty = match range.kind {
            RuleKind::Closed => continue,
            RuleKind::Open => Certainty::Known,
            RuleKind::Unknown => Certainty::Uncertain,
        };
        let (start, end) = (range.range.start.mins_from_midnight(), range.range.end.mins_from_midnight().min(DAY_MIN));
        match found.last_mut() {
            Some(last) if last.end == start && last.certainty == certainty => last.end = end,
            _ if start < end => found.push(Interval { start, end, certainty }),
            _ => {}
        }
    }
    found
}

fn intervals_after(hours: &OpeningHours, date: NaiveDate) -> impl Iterator<Item = Interval> {
    let later = |i: Interval| Interval { start: i.start + DAY_MIN, end: i.end + DAY_MIN, ..i };
    intervals(hours, date).into_iter().map(later)
}

/// The same rules with other spans; a rule that has none left closes what it would have replaced.
fn asking(expression: &OpeningHoursExpression, part: impl Fn(&TimeSpan) -> Option<TimeSpan>) -> Option<OpeningHours> {
    let rules = expression.rules.iter().filter_map(|rule| {
        let spans: Vec<_> = rule.time_selector.spans.iter().filter_map(&part).collect();
        let whole_day = rule.time_selector == TimeSelector::default();
        match (spans.is_empty(), rule.kind) {
            (false, _) => Some(RuleSequence { time_selector: TimeSelector::new(spans), ..rule.clone() }),
            (true, Kind::Closed) => whole_day.then(|| rule.clone()),
            (true, _) if rule.operator == RuleOperator::Additional => None,
            (true, _) => Some(RuleSequence {
                time_selector: TimeSelector::default(),
                kind: Kind::Closed,
                comment: Arc::from(""),
                ..rule.clone()
            }),
        }
    });
    let mut rules: Vec<_> = rules.collect();
    if let Some(first) = rules.first_mut() {
        first.operator = RuleOperator::Normal;
    }
    let text = OpeningHoursExpression { rules }.to_string();
    let hours: OpeningHours = text.parse().ok()?;
    // The crate reads rules only as text, so the text must say the same.
    (hours.to_string() == text).then(|| hours.with_context(HOLIDAYS.clone()))
}

fn until_midnight(span: &TimeSpan, date: NaiveDate) -> Option<TimeSpan> {
    let (start, end) = minutes(span, date)?;
    fixed(start, end.min(DAY_MIN))
}

fn after_midnight(span: &TimeSpan, date: NaiveDate) -> Option<TimeSpan> {
    let (_, end) = minutes(span, date)?;
    fixed(0, end.checked_sub(DAY_MIN)?)
}

fn fixed(start: u16, end: u16) -> Option<TimeSpan> {
    let time = ExtendedTime::from_mins_from_midnight;
    (start < end).then(|| Some(TimeSpan::fixed_range(time(start)?, time(end)?)))?
}

/// First and last minute of a span, the last above 1440 where it passes midnight.
fn minutes(span: &TimeSpan, date: NaiveDate) -> Option<(u16, u16)> {
    let (start, end) = (minute(span.range.start, date)?, minute(span.range.end, date)?);
    let end = if start < end { end } else { end + DAY_MIN };
    (start < DAY_MIN && end <= 2 * DAY_MIN).then_some((start, end))
}

fn minute(time: Time, date: NaiveDate) -> Option<u16> {
    match time {
        Time::Fixed(time) => Some(time.mins_from_midnight()),
        Time::Variable(variable) => {
            let krakow = TzLocation::new(chrono_tz::Europe::Warsaw).with_coords(Coordinates::new(50.0615, 19.9373)?);
            let event = krakow.event_time(date, variable.event)?;
            let minute = i32::try_from(event.hour() * 60 + event.minute()).ok()? + i32::from(variable.offset);
            u16::try_from(minute.clamp(0, i32::from(DAY_MIN))).ok()
        }
    }
}

fn follows_the_sun(span: &TimeSpan) -> bool {
    [span.range.start, span.range.end].iter().any(|time| matches!(time, Time::Variable(_)))
}

/// A parser's complaint without the drawing in its middle.
fn in_a_line(complaint: &str) -> String {
    let telling = complaint.lines().map(str::trim).filter(|line| !line.starts_with('|') && !line.contains(" | "));
    telling.map(|line| line.trim_start_matches("--> ").trim_start_matches("= ")).collect::<Vec<_>>().join(" ")
}

/// Whether a rule is guarded by a comment instead of dates, as in `"in summer": 10:00-18:00`.
fn says_when_in_words(osm: &str) -> bool {
    osm.split('"').skip(2).step_by(2).any(|after| after.trim_start().starts_with(':'))
}

/// Whether days narrow a holiday, as in `PH Mo-Fr off`: the crate would take them for further days (`PH,Mo-Fr off`).
fn narrows_a_holiday(osm: &str) -> bool {
    let outside_comments = osm.split('"').step_by(2);
    outside_comments.flat_map(|part| part.split(';')).any(|rule| {
        let (words, next) = (rule.split_whitespace(), rule.split_whitespace().skip(1));
        words.zip(next).any(|(word, next)| {
            let holiday = matches!(word.rsplit(',').next(), Some("PH" | "SH"));
            holiday && next.split(['-', ',', '[']).next().is_some_and(is_day)
        })
    })
}

/// `10:00-18:00+` is stated until 18:00 and open-ended from then on; other spans are what they are.
fn stated_and_rest(span: &TimeSpan) -> Vec<TimeSpan> {
    let midnight = Time::Fixed(ExtendedTime::MIDNIGHT_24);
    let (start, end) = (span.range.start, span.range.end);
    let fixed = matches!((start, end), (Time::Fixed(_), Time::Fixed(_)));
    if !(span.open_end && fixed && start < end && end < midnight) {
        return vec![span.clone()];
    }
    vec![TimeSpan { open_end: false, ..span.clone() }, TimeSpan { range: end..midnight, ..span.clone() }]
}

/// The rule, marked unknown where it only hints: a bare comment, a visit on request, an open end.
fn with_certainty(rule: &RuleSequence, vague: bool) -> Vec<RuleSequence> {
    if rule.kind != Kind::Open {
        return vec![rule.clone()];
    }
    let comment = rule.comment.to_lowercase();
    let bare = !comment.is_empty() && rule.time_selector == TimeSelector::default();
    let unknown = |spans: Vec<TimeSpan>| RuleSequence {
        kind: Kind::Unknown,
        time_selector: TimeSelector::new(spans),
        ..rule.clone()
    };
    if vague || bare || ON_REQUEST.iter().any(|word| comment.contains(word)) {
        return vec![unknown(rule.time_selector.spans.clone())];
    }
    let (open_ended, closed): (Vec<_>, Vec<_>) =
        rule.time_selector.spans.iter().flat_map(stated_and_rest).partition(|span| span.open_end);
    match (open_ended.is_empty(), closed.is_empty()) {
        (true, _) => vec![rule.clone()],
        (false, true) => vec![unknown(open_ended)],
        (false, false) => vec![
            RuleSequence { time_selector: TimeSelector::new(closed), ..rule.clone() },
            RuleSequence { operator: RuleOperator::Additional, ..unknown(open_ended) },
        ],
    }
}
