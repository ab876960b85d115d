//! Opening hours as dated intervals of local time, and what a visitor may be told of them.
//!
//! All times are wall-clock times of Europe/Warsaw, wherever the reader is.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::holidays::Holiday;

/// Minutes in a day of the calendar.
pub const DAY_MIN: u16 = 24 * 60;

/// A moment of local time: a date of the calendar and minutes since its midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct LocalTime {
    /// The date.
    pub date: NaiveDate,
    /// Minutes since midnight, 0 to 1439.
    pub minute: u16,
}

/// Whether an interval is certain, or the source only hints at it (a bare comment, an open end).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Certainty {
    /// The source states it.
    Known,
    /// The source hints at it: ask the venue.
    Uncertain,
}

/// A stretch of one day during which a venue is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Interval {
    /// First minute, 0 to 1439.
    pub start: u16,
    /// The minute at which it ends; above 1440 where it runs past midnight.
    pub end: u16,
    /// Whether it is certain.
    pub certainty: Certainty,
}

/// The hours of one date, in order and without overlaps; none means closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayHours {
    /// The date.
    pub date: NaiveDate,
    /// The public holiday on it, if any.
    pub holiday: Option<Holiday>,
    /// When the venue is open.
    pub intervals: Vec<Interval>,
}

impl DayHours {
    /// Whether the venue does not close at all on this date.
    #[must_use]
    pub fn is_all_day(&self) -> bool {
        self.intervals.first().is_some_and(|i| i.start == 0 && i.end >= DAY_MIN)
    }
}

/// The hours of a venue on some dates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum OpeningHours {
    /// Nobody has said.
    Unknown,
    /// Known for these dates, in order.
    Dated(Vec<DayHours>),
}

/// What a visitor is told of a venue at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum OpenState {
    /// Hours unknown, or the source only hints at them.
    Unknown,
    /// Open, and not closing on any of the dates that are known.
    Always,
    /// Open until this moment.
    Open {
        /// When it closes.
        until: LocalTime,
    },
    /// Closed until this moment.
    Closed {
        /// When it opens; absent if it does not within the dates that are known.
        opens: Option<LocalTime>,
    },
}

impl OpenState {
    /// Whether it is known to be open.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Always | Self::Open { .. })
    }
}

impl OpeningHours {
    /// The hours of a date, if they are known.
    #[must_use]
    pub fn on(&self, date: NaiveDate) -> Option<&DayHours> {
        match self {
            Self::Unknown => None,
            Self::Dated(days) => days.iter().find(|day| day.date == date),
        }
    }

    /// What a visitor is told at `now`. A night that began yesterday counts, if yesterday is among the dates.
    #[must_use]
    pub fn state_at(&self, now: LocalTime) -> OpenState {
        let Self::Dated(days) = self else {
            return OpenState::Unknown;
        };
        if days.iter().all(|day| day.date != now.date) {
            return OpenState::Unknown;
        }
        let stretches = stretches(days);
        let moment = (now.date, i64::from(now.minute));
        let now_abs = absolute(moment);
        match stretches.iter().find(|s| s.end > now_abs) {
            Some(s) if s.certainty == Certainty::Uncertain && s.start <= now_abs => OpenState::Unknown,
            Some(s) if s.start <= now_abs => match days.last() {
                Some(last) if s.end >= absolute((last.date, i64::from(DAY_MIN))) => OpenState::Always,
                _ => OpenState::Open { until: local(s.end) },
            },
            Some(s) => OpenState::Closed { opens: Some(local(s.start)) },
            None => OpenState::Closed { opens: None },
        }
    }
}

/// A stretch of open time over any number of dates, in minutes since the common era.
struct Stretch {
    start: i64,
    end: i64,
    certainty: Certainty,
}

/// The intervals of all dates, those that touch across midnight joined.
fn stretches(days: &[DayHours]) -> Vec<Stretch> {
    let mut joined: Vec<Stretch> = Vec::new();
    for day in days {
        for interval in &day.intervals {
            let start = absolute((day.date, i64::from(interval.start)));
            let end = absolute((day.date, i64::from(interval.end)));
            match joined.last_mut() {
                Some(last) if last.end >= start && last.certainty == interval.certainty => last.end = last.end.max(end),
                _ => joined.push(Stretch { start, end, certainty: interval.certainty }),
            }
        }
    }
    joined
}

fn absolute((date, minute): (NaiveDate, i64)) -> i64 {
    use chrono::Datelike;
    i64::from(date.num_days_from_ce()) * i64::from(DAY_MIN) + minute
}

fn local(absolute: i64) -> LocalTime {
    let day = i64::from(DAY_MIN);
    let date = i32::try_from(absolute.div_euclid(day)).ok().and_then(NaiveDate::from_num_days_from_ce_opt);
    let minute = u16::try_from(absolute.rem_euclid(day)).unwrap_or(0);
    LocalTime { date: date.unwrap_or(NaiveDate::MAX), minute }
}

impl LocalTime {
    /// The moment so many minutes later.
    #[must_use]
    pub fn plus_minutes(self, minutes: u32) -> Self {
        local(absolute((self.date, i64::from(self.minute))) + i64::from(minutes))
    }

    /// The same minute of the following day.
    #[must_use]
    pub fn next_day(self) -> Self {
        Self { date: self.date.checked_add_days(Days::new(1)).unwrap_or(self.date), minute: self.minute }
    }
}

/// `HH:MM` of minutes since midnight; hours above 23 begin again at 0.
#[must_use]
pub fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60 % 24, minute % 60)
}

/// Minutes since midnight of `HH:MM`, `24:00` included.
#[must_use]
pub fn parse_clock(text: &str) -> Option<u16> {
    let (hours, minutes) = text.split_once(':')?;
    let two_digits =
        |part: &str| (part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse::<u16>().ok())?;
    let (hours, minutes) = (two_digits(hours)?, two_digits(minutes)?);
    let total = hours * 60 + minutes;
    (minutes < 60 && total <= DAY_MIN).then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    fn at(day: u32, time: &str) -> LocalTime {
        LocalTime { date: date(day), minute: parse_clock(time).unwrap() }
    }

    fn hours(days: &[(u32, &[(&str, &str)])]) -> OpeningHours {
        let minutes = |text: &str| {
            let (h, m) = text.split_once(':').unwrap();
            h.parse::<u16>().unwrap() * 60 + m.parse::<u16>().unwrap()
        };
        OpeningHours::Dated(
            days.iter()
                .map(|(day, intervals)| DayHours {
                    date: date(*day),
                    holiday: None,
                    intervals: intervals
                        .iter()
                        .map(|(a, b)| Interval { start: minutes(a), end: minutes(b), certainty: Certainty::Known })
                        .collect(),
                })
                .collect(),
        )
    }

    #[test]
    fn a_visitor_is_told_when_it_opens_and_closes() {
        let museum = hours(&[
            (20, &[("10:00", "18:00")]),
            (21, &[]),
            (22, &[("09:00", "12:00"), ("13:00", "26:00")]),
            (23, &[]),
        ]);
        let cases = [
            (at(20, "09:59"), OpenState::Closed { opens: Some(at(20, "10:00")) }),
            (at(20, "10:00"), OpenState::Open { until: at(20, "18:00") }),
            (at(20, "18:00"), OpenState::Closed { opens: Some(at(22, "09:00")) }),
            (at(21, "12:00"), OpenState::Closed { opens: Some(at(22, "09:00")) }),
            (at(22, "12:30"), OpenState::Closed { opens: Some(at(22, "13:00")) }),
            (at(22, "23:30"), OpenState::Open { until: at(23, "02:00") }),
            (at(23, "01:59"), OpenState::Open { until: at(23, "02:00") }),
            (at(23, "02:00"), OpenState::Closed { opens: None }),
            (at(24, "12:00"), OpenState::Unknown),
        ];
        for (now, expected) in cases {
            assert_eq!(museum.state_at(now), expected, "{now:?}");
        }
    }

    #[test]
    fn a_place_that_never_closes_is_always_open() {
        let square = hours(&[(20, &[("00:00", "24:00")]), (21, &[("00:00", "24:00")])]);
        assert_eq!(square.state_at(at(20, "03:00")), OpenState::Always);
        assert_eq!(OpeningHours::Unknown.state_at(at(20, "03:00")), OpenState::Unknown);
    }

    #[test]
    fn an_uncertain_interval_is_not_open() {
        let OpeningHours::Dated(mut days) = hours(&[(20, &[("10:00", "18:00")])]) else { unreachable!() };
        days[0].intervals[0].certainty = Certainty::Uncertain;
        assert_eq!(OpeningHours::Dated(days).state_at(at(20, "11:00")), OpenState::Unknown);
    }

    #[test]
    fn clocks_are_read_strictly() {
        assert_eq!(parse_clock("00:00"), Some(0));
        assert_eq!(parse_clock("24:00"), Some(1440));
        for bad in ["", "9:00", "24:01", "12:60", "ab:cd", "12:3", "+1:00", "12:000"] {
            assert_eq!(parse_clock(bad), None, "{bad}");
        }
        assert_eq!(clock(1439), "23:59");
        assert_eq!(clock(1500), "01:00");
    }
}
