//! The trips that the program carries with it, and whether they work.

pub mod board;
pub mod daily;

use chrono::NaiveDate;
use domain::gmina::GminaSlug;
use domain::hours::{DAY_MIN, clock};
use domain::language::Language;
use domain::timeline::Warning;
use domain::travel::Estimate;
use domain::trip::Trip;
use domain::venue::VenueSlug;
use importers::catalogue::Catalogue;
use importers::trips::TripError;
use store::{Store, StoreError};

use self::board::{Posted, TripState, days_ahead};

/// `trips.json` of `data/`, as it was when the program was built.
pub const EMBEDDED: &str = include_str!("../../data/trips.json");

/// Reads the embedded trips, for the gminas of a catalogue.
///
/// # Errors
/// [`TripError`] if the file is not in the format.
pub fn read(catalogue: &Catalogue) -> Result<Vec<Trip>, TripError> {
    let gminas: Vec<GminaSlug> = catalogue.gminas.iter().map(|gmina| gmina.slug.clone()).collect();
    importers::trips::read(EMBEDDED, &gminas)
}

/// Checks trips on the Saturdays and Sundays of the coming weekends, with the venues as the catalogue now has them.
///
/// # Errors
/// [`StoreError::Unavailable`] and [`StoreError::Database`].
pub async fn check(
    store: &Store,
    trips: Vec<Trip>,
    today: NaiveDate,
    weekends: u32,
) -> Result<Vec<Posted>, StoreError> {
    let dates: Vec<NaiveDate> = days_ahead(today).collect();
    let mut posted = Vec::with_capacity(trips.len());
    for trip in trips {
        let slugs: Vec<VenueSlug> = trip.stops.iter().map(|stop| stop.venue.clone()).collect();
        let venues = store.stop_venues(&slugs, &dates, Language::Pl).await?;
        let state = TripState::of(&trip, today, weekends, &venues, &Estimate);
        posted.push(Posted { trip, state: Some(state) });
    }
    Ok(posted)
}

/// What does not work out at a stop, for whoever keeps the trips.
#[must_use]
pub fn reason(warning: &Warning) -> String {
    let time = |minute: u32| clock(u16::try_from(minute % u32::from(DAY_MIN)).unwrap_or(0));
    match warning {
        Warning::Closed { opens: Some(opens) } => {
            format!("closed, opens on {} at {}", opens.date, clock(opens.minute))
        }
        Warning::Closed { opens: None } => "closed".to_owned(),
        Warning::ClosesDuringVisit { closes_min } => format!("closes at {}, during the visit", time(*closes_min)),
        Warning::LastEntryMissed { last_min } => format!("lets nobody in after {}", time(*last_min)),
        Warning::EndsAfterDay => "the visit ends after the trip should".to_owned(),
        Warning::Vanished => "is not in the catalogue".to_owned(),
        // A trip fixes no times, has no meals and is checked for nobody's needs.
        _ => "does not fit".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_trips_can_be_read() {
        let catalogue = crate::catalogue::read(None).unwrap();
        assert_eq!(read(&catalogue).unwrap().len(), 20);
    }

    #[test]
    fn reasons_tell_times_as_clocks_show_them() {
        let opens = domain::hours::LocalTime { date: "2026-11-30".parse().unwrap(), minute: 540 };
        let cases = [
            (Warning::Closed { opens: Some(opens) }, "closed, opens on 2026-11-30 at 09:00"),
            (Warning::ClosesDuringVisit { closes_min: 1_500 }, "closes at 01:00, during the visit"),
            (Warning::LastEntryMissed { last_min: 975 }, "lets nobody in after 16:15"),
        ];
        for (warning, told) in cases {
            assert_eq!(reason(&warning), told);
        }
    }
}
