//! Plans to take along: the files of a plan that the visitor may edit (known by their cookie) and of a shared one (known by
//! its link).

use app::error::ApiError;
use axum::Router;
use axum::body::Body;
use axum::extract::{Path, RawQuery, State as Lent};
use axum::http::{HeaderMap, HeaderValue, Response, header};
use axum::response::IntoResponse;
use axum::routing::get;
use domain::accessibility::AccessProfile;
use domain::itinerary::{Itinerary, PlanId};
use domain::language::Language;
use domain::timeline::timeline;
use domain::travel::Estimate;
use store::SharedPlan;

use crate::http::visitor::token;
use crate::route::map::{language_in, refusal};
use crate::route::pages::ROBOTS_TAG;
use crate::route::told::ToldPlan;
use crate::route::{calendar, geojson, gpx, kml, text};
use crate::state::State;

/// A file in which a plan can be taken along.
#[derive(Debug, Clone, Copy)]
enum Format {
    /// For a calendar.
    Calendar,
    /// For a device that shows the way.
    Gpx,
    /// For a globe or a map.
    Kml,
    /// For a program.
    GeoJson,
    /// For a message.
    Text,
}

impl Format {
    const ALL: [Self; 5] = [Self::Calendar, Self::Gpx, Self::Kml, Self::GeoJson, Self::Text];

    /// The last segment of its address.
    const fn segment(self) -> &'static str {
        match self {
            Self::Calendar => "calendar.ics",
            Self::Gpx => "route.gpx",
            Self::Kml => "plan.kml",
            Self::GeoJson => "plan.geojson",
            Self::Text => "plan.txt",
        }
    }

    const fn content_type(self) -> &'static str {
        match self {
            Self::Calendar => "text/calendar; charset=utf-8",
            Self::Gpx => "application/gpx+xml",
            Self::Kml => "application/vnd.google-earth.kml+xml",
            Self::GeoJson => "application/geo+json",
            Self::Text => "text/plain; charset=utf-8",
        }
    }

    /// How a browser keeps it.
    const fn disposition(self) -> &'static str {
        match self {
            Self::Calendar => "attachment; filename=\"okolica.ics\"",
            Self::Gpx => "attachment; filename=\"okolica.gpx\"",
            Self::Kml => "attachment; filename=\"okolica.kml\"",
            Self::GeoJson => "attachment; filename=\"okolica.geojson\"",
            Self::Text => "attachment; filename=\"okolica.txt\"",
        }
    }

    fn write(self, state: &State, plan: &ToldPlan) -> Result<String, ApiError> {
        let unwritten = |error: &dyn std::error::Error| {
            tracing::error!(%error, format = ?self, "a plan could not be written");
            ApiError::Internal
        };
        match self {
            Self::Calendar => Ok(calendar::write(plan, state.context().clock.now())),
            Self::Gpx => gpx::write(plan).map_err(|error| unwritten(&error)),
            Self::Kml => kml::write(plan).map_err(|error| unwritten(&error)),
            Self::GeoJson => Ok(geojson::write(plan)),
            Self::Text => Ok(text::write(plan)),
        }
    }
}

/// Every file of a plan, for whoever may edit it (`/plans/{id}/…`) and for readers (`/shared/{token}/…`).
pub fn routes() -> Router<State> {
    Format::ALL.into_iter().fold(Router::new(), |routes, format| {
        let own = move |state: Lent<State>, id: Path<String>, query: RawQuery, headers: HeaderMap| async move {
            answer(&state, format, own(&state, &id, &query, &headers).await)
        };
        let shared = move |state: Lent<State>, token: Path<String>, query: RawQuery| async move {
            answer(&state, format, shared(&state, &token, &query).await)
        };
        routes
            .route(&format!("/plans/{{id}}/{}", format.segment()), get(own))
            .route(&format!("/shared/{{token}}/{}", format.segment()), get(shared))
    })
}

async fn own(state: &State, id: &str, query: &RawQuery, headers: &HeaderMap) -> Result<ToldPlan, ApiError> {
    let language = language_of(query)?;
    let id = PlanId(id.parse().map_err(|_| ApiError::NotFound)?);
    let context = state.context();
    let token = token(headers, context.site.secure).ok_or(ApiError::NotFound)?;
    let visitor = context.store.visitor(token).await?.ok_or(ApiError::NotFound)?;
    let plan = context.store.plan(&visitor, id).await?.ok_or(ApiError::NotFound)?;
    told(state, (plan.id, plan.version, plan.itinerary), language, None).await
}

async fn shared(state: &State, token: &str, query: &RawQuery) -> Result<ToldPlan, ApiError> {
    let language = language_of(query)?;
    let plan = state.context().store.shared_plan(token).await?;
    let SharedPlan { id, version, itinerary } = plan.ok_or(ApiError::NotFound)?;
    told(state, (id, version, itinerary), language, Some(token.to_owned())).await
}

fn language_of(RawQuery(query): &RawQuery) -> Result<Language, ApiError> {
    language_in(&app::server::pairs(query.as_deref().unwrap_or_default())?)
}

async fn told(
    state: &State,
    (id, version, itinerary): (PlanId, i64, Itinerary),
    language: Language,
    shared: Option<String>,
) -> Result<ToldPlan, ApiError> {
    let context = state.context();
    let slugs: Vec<_> = itinerary.all_stops().filter_map(|stop| stop.venue().cloned()).collect();
    let dates: Vec<_> = itinerary.days.iter().map(|day| day.frame.date).collect();
    let venues = context.store.stop_venues(&slugs, &dates, language).await?;
    // What a visitor needs is data about health and stays on their device: a file is told without it.
    let timeline = timeline(&itinerary, &venues, &Estimate, AccessProfile::default());
    Ok(ToldPlan { id, version, itinerary, venues, timeline, language, site: context.site.clone(), shared })
}

fn answer(state: &State, format: Format, plan: Result<ToldPlan, ApiError>) -> Response<Body> {
    let mut response = match plan.and_then(|plan| format.write(state, &plan)) {
        Ok(content) => {
            let headers =
                [(header::CONTENT_TYPE, format.content_type()), (header::CONTENT_DISPOSITION, format.disposition())];
            (headers, content).into_response()
        }
        Err(error) => refusal(&error),
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(ROBOTS_TAG, HeaderValue::from_static("noindex"));
    response
}
