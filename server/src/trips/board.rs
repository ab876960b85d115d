//! What is known of the trips today, for every page at once. Knows the domain and nothing else.

use std::sync::{Arc, PoisonError, RwLock};

use chrono::{Datelike, Days, NaiveDate, Weekday};
use domain::timeline::StopVenues;
use domain::travel::TravelTimes;
use domain::trip::{Trip, TripCheck, TripFault, nearest_date};

/// How many days, today included, are looked at for the nearest one on which a trip works: as many as the store tells the
/// hours of at once.
pub const AHEAD_DAYS: u32 = 100;
/// The most weekends that surely lie within these days.
pub const WEEKENDS_MAX: u32 = AHEAD_DAYS / 7;
/// How many weekends are looked at where nobody asks for another number.
pub const WEEKENDS: u32 = 8;

/// The trips with what was last found of them. Cheap to clone; all clones show the same.
#[derive(Debug, Clone)]
pub struct TripBoard(Arc<RwLock<Arc<Vec<Posted>>>>);

/// A trip on the board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posted {
    /// The trip.
    pub trip: Trip,
    /// What was last found of it; absent until it is first checked.
    pub state: Option<TripState>,
}

/// What is known of a trip on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TripState {
    /// The first date on which it works, that day included; absent if none of the days ahead is one.
    pub next_works: Option<NaiveDate>,
    /// The Saturdays and Sundays of the coming weekends, in order.
    pub weekends: Vec<CheckedDay>,
}

/// A trip on a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedDay {
    /// The date.
    pub date: NaiveDate,
    /// What is wrong on it.
    pub check: TripCheck,
    /// The first date, from this one on, on which the trip works; absent if none of the days ahead is one.
    pub nearest: Option<NaiveDate>,
}

impl TripBoard {
    /// A board with trips that nobody has checked yet.
    #[must_use]
    pub fn new(trips: Vec<Trip>) -> Self {
        let posted = trips.into_iter().map(|trip| Posted { trip, state: None }).collect();
        Self(Arc::new(RwLock::new(Arc::new(posted))))
    }

    /// The trips as they were last found.
    #[must_use]
    pub fn latest(&self) -> Arc<Vec<Posted>> {
        // Nothing that is done under the lock can be left half done.
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Shows these from now on. Whoever is reading goes on with what they have.
    pub fn post(&self, posted: Vec<Posted>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(posted);
    }
}

impl TripState {
    /// Checks a trip on the days of so many weekends, at most [`WEEKENDS_MAX`]. `venues` holds the hours of all [`days_ahead`].
    #[must_use]
    pub fn of(trip: &Trip, today: NaiveDate, weekends: u32, venues: &StopVenues, travel: &impl TravelTimes) -> Self {
        let nearest = |from: NaiveDate| {
            let past = u32::try_from((from - today).num_days()).unwrap_or(0);
            nearest_date(trip, from, AHEAD_DAYS.saturating_sub(past), venues, travel)
        };
        let day = |date| CheckedDay { date, check: trip.check(date, venues, travel), nearest: nearest(date) };
        Self { next_works: nearest(today), weekends: weekend_days(today, weekends).map(day).collect() }
    }

    /// Whether it works on some Saturday or Sunday of the coming weekends.
    #[must_use]
    pub fn works_on_a_weekend(&self) -> bool {
        self.weekends.iter().any(|day| day.check.works())
    }

    /// Everything that is wrong on the coming weekends, with its day.
    pub fn faults(&self) -> impl Iterator<Item = (&CheckedDay, &TripFault)> {
        self.weekends.iter().flat_map(|day| day.check.faults.iter().map(move |fault| (day, fault)))
    }
}

/// The dates on which it is looked for a day that works, today first.
pub fn days_ahead(today: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    (0..AHEAD_DAYS).zip(today.iter_days()).map(|(_, date)| date)
}

/// The Saturdays and Sundays of so many weekends. A weekend that has begun is the first of them, without what is past.
pub fn weekend_days(today: NaiveDate, weekends: u32) -> impl Iterator<Item = NaiveDate> {
    let monday = today.checked_sub_days(Days::new(today.weekday().num_days_from_monday().into())).unwrap_or(today);
    let weeks = (0..7 * weekends).zip(monday.iter_days()).map(|(_, date)| date);
    weeks.filter(move |date| *date >= today && matches!(date.weekday(), Weekday::Sat | Weekday::Sun))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(today: &str, weekends: u32) -> Vec<String> {
        weekend_days(today.parse().unwrap(), weekends).map(|day| day.to_string()).collect()
    }

    #[test]
    fn a_weekend_that_has_begun_is_the_first() {
        for today in ["2026-11-16", "2026-11-20", "2026-11-21"] {
            assert_eq!(days(today, 2), ["2026-11-21", "2026-11-22", "2026-11-28", "2026-11-29"], "{today}");
        }
        assert_eq!(days("2026-11-22", 2), ["2026-11-22", "2026-11-28", "2026-11-29"]);
        assert_eq!(days("2026-11-22", 0), [""; 0]);
    }

    #[test]
    fn all_weekends_that_can_be_asked_for_lie_within_the_days_ahead() {
        let monday: NaiveDate = "2026-11-16".parse().unwrap();
        for today in monday.iter_days().take(7) {
            assert!(weekend_days(today, WEEKENDS_MAX).max() < days_ahead(today).max(), "{today}");
        }
    }
}
