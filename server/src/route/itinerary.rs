//! Plans to take along: the calendar and the route of an own plan (known by the visitor's cookie) and of a shared one (known
//! by its link).

use app::error::ApiError;
use app::language::address;
use app::server::Site;
use axum::body::Body;
use axum::extract::{Path, RawQuery, State as Lent};
use axum::http::{HeaderMap, HeaderValue, Response, header};
use axum::response::IntoResponse;
use domain::itinerary::{Day, Itinerary, PlanId, Stop};
use domain::language::Language;
use domain::timeline::{DayTimeline, StopVenue, StopVenues, Timeline, Visit, timeline};
use domain::travel::Estimate;

use crate::http::visitor::token;
use crate::route::map::{language_in, refusal};
use crate::route::pages::ROBOTS_TAG;
use crate::route::{calendar, gpx, wording};
use crate::state::State;

/// A plan, told by the clock, with what its exports say of it.
#[derive(Debug, Clone)]
pub struct ToldPlan {
    /// Which plan.
    pub id: PlanId,
    /// How often it was changed.
    pub version: i64,
    /// The plan.
    pub itinerary: Itinerary,
    /// Its venues on its dates.
    pub venues: StopVenues,
    /// When its visitor is where.
    pub timeline: Timeline,
    /// The language of its reader.
    pub language: Language,
    /// The deployment, for addresses.
    pub site: Site,
}

/// One stop of a told plan with everything that is known of it.
#[derive(Debug, Clone, Copy)]
pub struct ToldStop<'p> {
    /// The stop.
    pub stop: &'p Stop,
    /// When its visitor is there.
    pub visit: &'p Visit,
    /// Its venue, unless it vanished from the catalogue.
    pub venue: Option<&'p StopVenue>,
}

impl ToldPlan {
    /// The days with their stops.
    pub fn days(&self) -> impl Iterator<Item = (&Day, Vec<ToldStop<'_>>)> {
        self.itinerary.days.iter().zip(&self.timeline.days).map(|(day, told)| (day, self.stops(day, told)))
    }

    fn stops<'p>(&'p self, day: &'p Day, told: &'p DayTimeline) -> Vec<ToldStop<'p>> {
        let told_stop =
            |(stop, visit): (&'p Stop, &'p Visit)| ToldStop { stop, visit, venue: self.venues.get(&stop.venue) };
        day.stops.iter().zip(&told.visits).map(told_stop).collect()
    }

    /// The address of a stop's venue.
    #[must_use]
    pub fn address_of(&self, stop: &Stop) -> String {
        format!("{}{}", self.site.base_url, address(self.language, &format!("/venues/{}", stop.venue)))
    }
}

impl ToldStop<'_> {
    /// The venue's name, or the one that the plan remembers.
    #[must_use]
    pub fn name(&self) -> &str {
        self.venue.map_or(&self.stop.name, |venue| &venue.name.value)
    }

    /// What to know of the stop, a line each: the way, waiting, warnings, a rough position.
    #[must_use]
    pub fn notes(&self, language: Language) -> Vec<String> {
        let mut notes = Vec::new();
        notes.extend(self.visit.leg.filter(|leg| leg.minutes > 0).map(|leg| wording::way(language, leg)));
        notes.extend((self.visit.wait_min() > 0).then(|| wording::waiting(language, self.visit.wait_min())));
        notes.extend(self.visit.warnings.iter().map(|warning| wording::warning(language, *warning)));
        let rough = self.venue.is_some_and(|venue| venue.approximate);
        notes.extend(rough.then(|| wording::approximate(language).to_owned()));
        notes
    }
}

/// The calendar of the visitor's own plan.
pub async fn own_calendar(state: Lent<State>, id: Path<String>, query: RawQuery, headers: HeaderMap) -> Response<Body> {
    answer(own(&state, &id, &query, &headers).await, |plan| as_calendar(&state, plan))
}

/// The route of the visitor's own plan.
pub async fn own_gpx(state: Lent<State>, id: Path<String>, query: RawQuery, headers: HeaderMap) -> Response<Body> {
    answer(own(&state, &id, &query, &headers).await, as_gpx)
}

/// The calendar of a shared plan.
pub async fn shared_calendar(state: Lent<State>, token: Path<String>, query: RawQuery) -> Response<Body> {
    answer(shared(&state, &token, &query).await, |plan| as_calendar(&state, plan))
}

/// The route of a shared plan.
pub async fn shared_gpx(state: Lent<State>, token: Path<String>, query: RawQuery) -> Response<Body> {
    answer(shared(&state, &token, &query).await, as_gpx)
}

async fn own(state: &State, id: &str, query: &RawQuery, headers: &HeaderMap) -> Result<ToldPlan, ApiError> {
    let language = language_of(query)?;
    let id = PlanId(id.parse().map_err(|_| ApiError::NotFound)?);
    let context = state.context();
    let token = token(headers, context.site.secure).ok_or(ApiError::NotFound)?;
    let visitor = context.store.visitor(token).await?.ok_or(ApiError::NotFound)?;
    let plan = context.store.plan(&visitor, id).await?.ok_or(ApiError::NotFound)?;
    told(state, plan.id, plan.version, plan.itinerary, language).await
}

async fn shared(state: &State, token: &str, query: &RawQuery) -> Result<ToldPlan, ApiError> {
    let language = language_of(query)?;
    if token.len() > 100 {
        return Err(ApiError::NotFound);
    }
    let (id, version, itinerary) = state.context().store.shared_plan(token).await?.ok_or(ApiError::NotFound)?;
    told(state, id, version, itinerary, language).await
}

fn language_of(RawQuery(query): &RawQuery) -> Result<Language, ApiError> {
    language_in(&app::server::pairs(query.as_deref().unwrap_or_default())?)
}

async fn told(
    state: &State,
    id: PlanId,
    version: i64,
    itinerary: Itinerary,
    language: Language,
) -> Result<ToldPlan, ApiError> {
    let context = state.context();
    let slugs: Vec<_> = itinerary.stops().map(|stop| stop.venue.clone()).collect();
    let dates: Vec<_> = itinerary.days.iter().map(|day| day.frame.date).collect();
    let venues = context.store.stop_venues(&slugs, &dates, language).await?;
    let timeline = timeline(&itinerary, &venues, &Estimate);
    Ok(ToldPlan { id, version, itinerary, venues, timeline, language, site: context.site.clone() })
}

/// A file of a plan: its content, its type and its name.
struct Export {
    content: String,
    content_type: &'static str,
    name: &'static str,
}

fn as_calendar(state: &State, plan: &ToldPlan) -> Result<Export, ApiError> {
    let content = calendar::write(plan, state.context().clock.now());
    Ok(Export { content, content_type: "text/calendar; charset=utf-8", name: "okolica.ics" })
}

fn as_gpx(plan: &ToldPlan) -> Result<Export, ApiError> {
    let content = gpx::write(plan).map_err(|error| {
        tracing::error!(%error, "a plan could not be written as GPX");
        ApiError::Internal
    })?;
    Ok(Export { content, content_type: "application/gpx+xml", name: "okolica.gpx" })
}

fn answer(
    plan: Result<ToldPlan, ApiError>,
    export: impl FnOnce(&ToldPlan) -> Result<Export, ApiError>,
) -> Response<Body> {
    let mut response = match plan.and_then(|plan| export(&plan)) {
        Ok(Export { content, content_type, name }) => {
            let attached = format!("attachment; filename=\"{name}\"");
            let headers = [(header::CONTENT_TYPE, content_type.to_owned()), (header::CONTENT_DISPOSITION, attached)];
            (headers, content).into_response()
        }
        Err(error) => refusal(&error),
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(ROBOTS_TAG, HeaderValue::from_static("noindex"));
    response
}
