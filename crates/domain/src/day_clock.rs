//! The clock of one day in Europe/Warsaw, with the two nights a year in which it is changed.
//!
//! Since 1996 the European Union changes its clocks at 01:00 UTC on the last Sunday of March and of October (directive
//! 2000/84/EC): in Warsaw from 02:00 to 03:00 in spring, and from 03:00 back to 02:00 in autumn.

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use crate::hours::DAY_MIN;

/// Which way the clocks are changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ClockChange {
    /// From 02:00 to 03:00: an hour is missing.
    Spring,
    /// From 03:00 back to 02:00: an hour comes twice.
    Autumn,
}

impl ClockChange {
    /// The change in the night that begins a date, if there is one.
    #[must_use]
    pub fn on(date: NaiveDate) -> Option<Self> {
        let last_sunday = date.weekday() == Weekday::Sun && date.day() > 24;
        match date.month() {
            3 if last_sunday => Some(Self::Spring),
            10 if last_sunday => Some(Self::Autumn),
            _ => None,
        }
    }
}

/// Minutes on the clock against minutes that have passed, both counted from the midnight at which a date begins. They differ
/// on the two days of the year on which the clocks are changed, and late in the evenings before.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayClock {
    /// The change, and the minute on the clock, counted from the midnight of the date, at which it happens.
    change: Option<(ClockChange, u32)>,
}

/// How far clocks are changed, minutes.
const HOUR: u32 = 60;

impl DayClock {
    /// The clock of a date and of the night after it.
    #[must_use]
    pub fn of(date: NaiveDate) -> Self {
        let at = |change| match change {
            ClockChange::Spring => 2 * HOUR,
            ClockChange::Autumn => 3 * HOUR,
        };
        let today = ClockChange::on(date).map(|change| (change, at(change)));
        let tonight = || {
            let change = ClockChange::on(date.succ_opt()?)?;
            Some((change, u32::from(DAY_MIN) + at(change)))
        };
        Self { change: today.or_else(tonight) }
    }

    /// Minutes that have passed when the clock shows `wall`. A time that is skipped is the moment of the change; of a time
    /// that comes twice it is the first.
    #[must_use]
    pub fn elapsed(self, wall: u32) -> u32 {
        match self.change {
            Some((ClockChange::Spring, at)) if wall >= at => (wall - HOUR).max(at),
            Some((ClockChange::Autumn, at)) if wall >= at => wall + HOUR,
            _ => wall,
        }
    }

    /// What the clock shows when so many minutes have passed.
    #[must_use]
    pub fn wall(self, elapsed: u32) -> u32 {
        match self.change {
            Some((ClockChange::Spring, at)) if elapsed >= at => elapsed + HOUR,
            Some((ClockChange::Autumn, at)) if elapsed >= at => elapsed - HOUR,
            _ => elapsed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn clocks_are_changed_on_the_last_sundays_of_march_and_october() {
        let changes = [
            ("2026-03-29", Some(ClockChange::Spring)),
            ("2026-10-25", Some(ClockChange::Autumn)),
            ("2027-03-28", Some(ClockChange::Spring)),
            ("2027-10-31", Some(ClockChange::Autumn)),
            ("2027-03-27", None),
            ("2027-03-21", None),
            ("2027-10-24", None),
            ("2027-06-27", None),
        ];
        for (day, change) in changes {
            assert_eq!(ClockChange::on(date(day)), change, "{day}");
        }
    }

    #[test]
    fn a_day_in_spring_lacks_an_hour_and_one_in_autumn_has_one_more() {
        let spring = DayClock::of(date("2027-03-28"));
        assert_eq!([119, 120, 150, 180, 540].map(|wall| spring.elapsed(wall)), [119, 120, 120, 120, 480]);
        assert_eq!([119, 120, 480].map(|elapsed| spring.wall(elapsed)), [119, 180, 540]);

        let autumn = DayClock::of(date("2027-10-31"));
        assert_eq!([120, 179, 180, 540].map(|wall| autumn.elapsed(wall)), [120, 179, 240, 600]);
        assert_eq!([179, 180, 239, 240, 600].map(|elapsed| autumn.wall(elapsed)), [179, 120, 179, 180, 540]);
    }

    #[test]
    fn a_late_evening_runs_into_the_changed_night() {
        let evening = DayClock::of(date("2027-10-30"));
        assert_eq!((evening.elapsed(1_380), evening.elapsed(1_440 + 240)), (1_380, 1_440 + 300));
        assert_eq!(DayClock::of(date("2027-06-12")).elapsed(1_700), 1_700);
    }
}
