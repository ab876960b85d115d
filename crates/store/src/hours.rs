//! Opening hours: strings in the syntax of OpenStreetMap become dated intervals of local time.
//!
//! The syntax is <https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification>, read by the crate `opening-hours` with
//! Poland's public holidays. School holidays are not known, so rules about them never apply. Days that narrow a holiday
//! (`PH Mo-Fr`) are not understood. Sunrise and sunset are Kraków's.

mod normal;
mod rules;

use std::sync::Arc;

use chrono::{Datelike, Days, NaiveDate};
use domain::hours::{DayHours, LocalTime, OpenState, OpeningHours};
use quick_cache::sync::Cache;

use self::rules::Rules;

/// How many different strings are remembered.
const STRINGS: usize = 4_096;
/// How many days after the one that is asked for a card looks ahead for the next opening.
const AHEAD_DAYS: u64 = 7;

/// A string that is not in the syntax, with a hint at what is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("these are not opening hours: {0}")]
pub struct NotOpeningHours(String);

/// Checks that a string can be read, for whoever takes venues into the catalogue.
///
/// # Errors
/// [`NotOpeningHours`] if it cannot, even after the usual liberties (`9-17`, `pn-pt`, `9.00`) are taken for what they mean.
pub fn parse(osm: &str) -> Result<(), NotOpeningHours> {
    Rules::read(osm).map(drop)
}

/// Whoever knows when a venue is open. Remembers a bounded number of strings and days.
pub(crate) struct Hours {
    strings: Cache<String, Option<Arc<Rules>>>,
}

impl Hours {
    pub(crate) fn new() -> Self {
        Self { strings: Cache::new(STRINGS) }
    }

    /// The hours on some dates, in order; unknown if there is no string, if it cannot be read, or if a date lies outside 1900–9998.
    pub(crate) fn on_dates(&self, osm: Option<&str>, dates: impl IntoIterator<Item = NaiveDate>) -> OpeningHours {
        let Some(rules) = osm.and_then(|osm| self.rules(osm)) else {
            return OpeningHours::Unknown;
        };
        let on = |date: NaiveDate| (1900..=9998).contains(&date.year()).then(|| rules.on(date)).flatten();
        match dates.into_iter().map(on).collect::<Option<Vec<DayHours>>>() {
            Some(days) => OpeningHours::Dated(days),
            None => OpeningHours::Unknown,
        }
    }

    /// What a visitor is told at a moment: the night that began the day before counts, and the next opening within a week.
    pub(crate) fn state_at(&self, osm: Option<&str>, moment: LocalTime) -> OpenState {
        self.on_dates(osm, around(moment.date, AHEAD_DAYS)).state_at(moment)
    }

    /// Whether it is known to be open at a moment.
    pub(crate) fn is_open(&self, osm: &str, moment: LocalTime) -> bool {
        self.on_dates(Some(osm), around(moment.date, 0)).state_at(moment).is_open()
    }

    fn rules(&self, osm: &str) -> Option<Arc<Rules>> {
        if let Some(known) = self.strings.get(osm) {
            return known;
        }
        let read =
            Rules::read(osm).map(Arc::new).map_err(|error| tracing::warn!(osm, %error, "hours are unknown")).ok();
        self.strings.insert(osm.to_owned(), read.clone());
        read
    }
}

/// The day before a date, the date, and so many days after it.
fn around(date: NaiveDate, after: u64) -> impl Iterator<Item = NaiveDate> {
    let first = date.checked_sub_days(Days::new(1)).unwrap_or(date);
    first.iter_days().take_while(move |day| *day <= date.checked_add_days(Days::new(after)).unwrap_or(date))
}

#[cfg(test)]
#[path = "hours_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "hours_table_tests.rs"]
mod table_tests;
