//! What a plan needs to know of the catalogue: hours of these venues on these dates.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::itinerary::Itinerary;
#[cfg(feature = "ssr")]
use domain::itinerary::{DAYS_MAX, STOPS_MAX};
use domain::venue::VenueSlug;

#[cfg(feature = "ssr")]
use crate::error::ApiError;

/// Venues and dates.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Needs {
    /// The venues.
    pub venues: BTreeSet<VenueSlug>,
    /// The dates.
    pub dates: BTreeSet<NaiveDate>,
}

impl Needs {
    /// What a plan needs.
    #[must_use]
    pub fn of(plan: &Itinerary) -> Self {
        Self {
            venues: plan.all_stops().filter_map(|stop| stop.venue().cloned()).collect(),
            dates: plan.days.iter().map(|day| day.frame.date).collect(),
        }
    }

    /// Whether everything that `other` needs is here.
    #[must_use]
    pub fn cover(&self, other: &Self) -> bool {
        self.venues.is_superset(&other.venues) && self.dates.is_superset(&other.dates)
    }

    /// Venues and dates, each joined by commas.
    #[must_use]
    pub fn to_lists(&self) -> (String, String) {
        let joined = |words: Vec<String>| words.join(",");
        (
            joined(self.venues.iter().map(ToString::to_string).collect()),
            joined(self.dates.iter().map(ToString::to_string).collect()),
        )
    }

    /// Reads what [`Needs::to_lists`] wrote.
    ///
    /// # Errors
    /// [`ApiError::Invalid`] for what is not a slug or a date, and for more than a plan can hold.
    #[cfg(feature = "ssr")]
    pub fn from_lists(venues: &str, dates: &str) -> Result<Self, ApiError> {
        let words = |list: &str| list.split(',').filter(|word| !word.is_empty()).map(str::to_owned).collect::<Vec<_>>();
        let venues: Option<BTreeSet<_>> = words(venues).iter().map(|word| VenueSlug::parse(word)).collect();
        let dates: Result<BTreeSet<_>, _> =
            words(dates).iter().map(|word| super::edit_form::date(word, "dates")).collect();
        let venues = venues.filter(|v| v.len() <= STOPS_MAX).ok_or_else(|| ApiError::invalid("venues"))?;
        let dates = dates.ok().filter(|d| d.len() <= DAYS_MAX).ok_or_else(|| ApiError::invalid("dates"))?;
        Ok(Self { venues, dates })
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn needs_travel_as_two_bounded_lists() {
        let lists = ("kopalnia,zamek", "2026-11-28,2026-11-29");
        let needs = Needs::from_lists(lists.0, lists.1).unwrap();
        assert_eq!(needs.to_lists(), (lists.0.to_owned(), lists.1.to_owned()));
        assert!(needs.cover(&Needs::from_lists("zamek", "2026-11-29").unwrap()));
        assert!(!needs.cover(&Needs::from_lists("zamek", "2026-11-30").unwrap()));
        assert_eq!(Needs::from_lists("", ""), Ok(Needs::default()));

        let many: String = (0..201).map(|i| format!("v{i},")).collect();
        assert_eq!(Needs::from_lists(&many, ""), Err(ApiError::invalid("venues")));
        assert_eq!(Needs::from_lists("Zamek!", ""), Err(ApiError::invalid("venues")));
        assert_eq!(Needs::from_lists("", "soon"), Err(ApiError::invalid("dates")));
    }
}
