//! What time it is in Kraków: the system's clock, or a clock that stands still.

use app::server::Clock;
use chrono::{DateTime, LocalResult, NaiveDateTime, TimeDelta, TimeZone, Timelike, Utc};
use chrono_tz::{Europe::Warsaw, Tz};
use domain::hours::LocalTime;

/// The clock of the machine, read in Europe/Warsaw wherever the machine stands.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> LocalTime {
        local_time(Utc::now())
    }
}

/// A clock that always says the same, for demonstrations, pictures and tests.
#[derive(Debug, Clone, Copy)]
pub struct FrozenClock(pub LocalTime);

impl Clock for FrozenClock {
    fn now(&self) -> LocalTime {
        self.0
    }
}

/// An instant as the clocks of Kraków show it.
#[must_use]
pub fn local_time(instant: DateTime<Utc>) -> LocalTime {
    let local = instant.with_timezone(&Warsaw);
    let minute = u16::try_from(local.hour() * 60 + local.minute()).unwrap_or(0);
    LocalTime { date: local.date_naive(), minute }
}

/// The instant at which the clocks of Kraków show a time: the first where they show it twice; where they skip it, the
/// instant that the clock would have reached, as RFC 5545 (3.3.5) reads such a time.
#[must_use]
pub fn instant(local: NaiveDateTime) -> DateTime<Tz> {
    match Warsaw.from_local_datetime(&local) {
        LocalResult::Single(instant) | LocalResult::Ambiguous(instant, _) => instant,
        LocalResult::None => {
            // Clocks skip one hour: the same reading an hour earlier exists, and an hour after it is the instant.
            let before = Warsaw.from_local_datetime(&(local - TimeDelta::hours(1))).earliest();
            before.unwrap_or_else(|| Warsaw.from_utc_datetime(&local)) + TimeDelta::hours(1)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn krakow_is_an_hour_ahead_in_winter_and_two_in_summer() {
        let cases = [
            ("2026-11-21T23:30:00Z", "2026-11-22", 30),
            ("2026-07-01T10:05:59Z", "2026-07-01", 12 * 60 + 5),
            ("2026-03-29T00:59:00Z", "2026-03-29", 60 + 59),
            ("2026-03-29T01:00:00Z", "2026-03-29", 3 * 60),
        ];
        for (instant, date, minute) in cases {
            assert_eq!(local_time(utc(instant)), LocalTime { date: date.parse().unwrap(), minute }, "{instant}");
        }
    }

    #[test]
    fn every_reading_of_a_clock_is_one_instant_even_where_the_clocks_change() {
        let cases = [
            ("2026-11-21T09:00:00", "2026-11-21T08:00:00Z"),
            ("2026-03-29T02:30:00", "2026-03-29T01:30:00Z"),
            ("2026-10-25T02:30:00", "2026-10-25T00:30:00Z"),
            ("2026-10-25T03:00:00", "2026-10-25T02:00:00Z"),
        ];
        for (local, expected) in cases {
            assert_eq!(instant(local.parse().unwrap()), utc(expected), "{local}");
        }
    }
}
