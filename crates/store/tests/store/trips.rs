//! The trips that Okolica ships with, on the catalogue that it ships with.

use chrono::NaiveDate;
use domain::gmina::GminaSlug;
use domain::language::Language;
use domain::travel::Estimate;
use domain::trip::Trip;
use domain::venue::VenueSlug;

use crate::catalogue::shipped;
use crate::engines::sqlite;
use crate::fixtures::noon;

/// A Saturday of every season that is no holiday, and winter twice: before and after the turn of the year.
const SATURDAYS: [&str; 5] = ["2026-11-28", "2027-02-13", "2027-05-15", "2027-07-10", "2027-10-09"];

fn shipped_trips(gminas: &[GminaSlug]) -> Vec<Trip> {
    let json = std::fs::read_to_string(format!("{}/../../data/trips.json", env!("CARGO_MANIFEST_DIR"))).unwrap();
    importers::trips::read(&json, gminas).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_shipped_trip_works_on_an_ordinary_saturday_of_every_season() {
    let bench = sqlite().await;
    let catalogue = shipped();
    bench.store.load_catalogue(&catalogue.gminas, &catalogue.venues, noon()).await.unwrap();
    let gminas: Vec<GminaSlug> = catalogue.gminas.into_iter().map(|gmina| gmina.slug).collect();
    let dates = SATURDAYS.map(|date| date.parse::<NaiveDate>().unwrap());
    let trips = shipped_trips(&gminas);
    assert_eq!(trips.len(), 20);
    for trip in trips {
        let slugs: Vec<VenueSlug> = trip.stops.iter().map(|stop| stop.venue.clone()).collect();
        let venues = bench.store.stop_venues(&slugs, &dates, Language::Pl).await.unwrap();
        for date in dates {
            assert_eq!(trip.check(date, &venues, &Estimate).faults, [], "{} on {date}", trip.slug);
        }
    }
}
