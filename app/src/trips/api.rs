//! What the pages of trips ask of the server.

use chrono::NaiveDate;
use domain::gmina::GminaSlug;
use domain::itinerary::Itinerary;
use domain::language::{Language, Text};
use domain::timeline::StopVenues;
use domain::travel::Mode;
use domain::trip::{Theme, TripSlug};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::ApiError;
use crate::wire::Wire;

/// How many days ahead a date is looked for on which a trip works.
#[cfg(feature = "ssr")]
const DAYS_AHEAD: u32 = 60;

/// What the list shows of a trip.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TripCard {
    /// Its address.
    pub slug: TripSlug,
    /// The gmina that it shows, if it shows one.
    pub gmina: Option<GminaSlug>,
    /// What it is about, if it is not about a gmina.
    pub theme: Option<Theme>,
    /// Its title.
    pub title: Text,
    /// Why to go.
    pub why: Text,
    /// How to travel from stop to stop.
    pub mode: Mode,
    /// How many stops it has.
    pub stops: u32,
}

/// Everything that the page of a trip shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TripView {
    /// What the list shows.
    pub card: TripCard,
    /// How to get there without a car.
    pub getting_there: Text,
    /// The trip as a plan of one day, on the date that is offered.
    pub itinerary: Itinerary,
    /// What the catalogue knows of its stops.
    pub venues: StopVenues,
    /// The nearest date on which it works, from tomorrow on; none in the coming weeks.
    pub works_on: Option<NaiveDate>,
    /// Whether it works on the coming Saturday, for which most people plan.
    pub works_on_saturday: bool,
    /// The coming Saturday.
    pub saturday: NaiveDate,
    /// Its schema.org description.
    pub json_ld: String,
}

#[cfg(feature = "ssr")]
impl TripCard {
    fn of(trip: &domain::trip::Trip, language: Language) -> Self {
        Self {
            slug: trip.slug.clone(),
            gmina: trip.gmina.clone(),
            theme: trip.theme,
            title: trip.title.text(language),
            why: trip.why.text(language),
            mode: trip.mode,
            stops: u32::try_from(trip.stops.len()).unwrap_or(u32::MAX),
        }
    }
}

#[cfg(feature = "ssr")]
fn find(slug: &str) -> Result<domain::trip::Trip, ApiError> {
    let context = crate::server::context();
    context.trips.iter().find(|trip| trip.slug.as_str() == slug).cloned().ok_or(ApiError::NotFound)
}

/// All trips, in the order of the editors.
#[server(prefix = "/api", endpoint = "trips/list", input = GetUrl, output = Wire)]
pub async fn list_trips(
    /// The reader's language.
    language: Language,
) -> Result<Vec<TripCard>, ApiError> {
    use crate::server::{context, respond};
    respond(Ok(context().trips.iter().map(|trip| TripCard::of(trip, language)).collect()))
}

/// A trip on the date on which it can be made, with what the catalogue knows of its stops.
#[server(prefix = "/api", endpoint = "trips/trip", input = GetUrl, output = Wire)]
pub async fn load_trip(
    /// Which trip.
    slug: String,
    /// The reader's language.
    language: Language,
) -> Result<TripView, ApiError> {
    use domain::travel::Estimate;
    use domain::trip::nearest_date;

    use crate::server::{context, now, respond};
    let answer = async {
        let (context, today) = (context(), now().date);
        let trip = find(&slug)?;
        let saturday = crate::itineraries::next_saturday(today);
        let tomorrow = today.succ_opt().unwrap_or(today);
        let dates: Vec<NaiveDate> = tomorrow.iter_days().take(usize::try_from(DAYS_AHEAD).unwrap_or(1)).collect();
        let slugs: Vec<_> = trip.stops.iter().map(|stop| stop.venue.clone()).collect();
        let ahead = context.store.stop_venues(&slugs, &dates, language).await?;
        let works_on_saturday = trip.check(saturday, &ahead, &Estimate).works();
        let works_on = nearest_date(&trip, tomorrow, DAYS_AHEAD, &ahead, &Estimate);
        let date = if works_on_saturday { saturday } else { works_on.unwrap_or(saturday) };
        let mut key = 0;
        let next_key = || {
            key += 1;
            key
        };
        let day = trip.day(date, next_key, &ahead);
        let itinerary = Itinerary { title: trip.title.text(language).value, days: vec![day], ..Itinerary::default() };
        let venues = context.store.stop_venues(&slugs, &[date], language).await?;
        let card = TripCard::of(&trip, language);
        let json_ld = super::json_ld::trip(&card, &itinerary, &venues, language, &context.site.base_url);
        let getting_there = trip.getting_there.text(language);
        Ok(TripView { card, getting_there, itinerary, venues, works_on, works_on_saturday, saturday, json_ld })
    };
    respond(answer.await)
}

/// Copies a trip into the visitor's own plans on a date and goes to the copy.
#[server(prefix = "/api", endpoint = "trips/adopt", output = Wire)]
pub async fn adopt_trip(
    /// Which trip.
    slug: String,
    /// A date, `YYYY-MM-DD`.
    date: String,
    /// The language of the page that the form stood on.
    lang: String,
) -> Result<(), ApiError> {
    use crate::itineraries::{edit_form, making};
    use crate::server::{context, random_key, respond};
    let answer = async {
        let store = context().store;
        let trip = find(&slug)?;
        let date = edit_form::date(&date, "date")?;
        let slugs: Vec<_> = trip.stops.iter().map(|stop| stop.venue.clone()).collect();
        let names = store.stop_venues(&slugs, &[date], Language::Pl).await?;
        let first = random_key()?;
        let mut more = 0;
        let next_key = || {
            more += 1;
            edit_form::key_after(first, more)
        };
        let mut plan = Itinerary::new(&trip.title.text(making::language(&lang)).value).map_err(ApiError::Refused)?;
        plan.days.push(trip.day(date, next_key, &names));
        let id = making::keep(&plan).await?;
        making::go(&lang, &format!("/plans/{}", id.0));
        Ok(())
    };
    respond(answer.await)
}
