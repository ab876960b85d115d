//! What the map draws: venues and outlines as GeoJSON (RFC 7946).

use std::str::FromStr;

use app::error::ApiError;
use axum::body::{Body, Bytes};
use axum::extract::{RawQuery, State as Lent};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use axum::response::IntoResponse;
use domain::filter::VenueFilter;
use domain::language::Language;
use domain::venue::MapPoint;
use serde_json::{Value, json};

use crate::http::caching;
use crate::state::State;

const GEOJSON: &str = "application/geo+json";

/// The venues that a filter leaves, as points.
pub async fn venues(Lent(state): Lent<State>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response<Body> {
    match venue_points(&state, query.as_deref().unwrap_or_default(), &headers).await {
        Ok(response) => response,
        Err(error) => refusal(&error),
    }
}

async fn venue_points(state: &State, query: &str, headers: &HeaderMap) -> Result<Response<Body>, ApiError> {
    let pairs = app::server::pairs(query)?;
    let language = language_in(&pairs)?;
    let filter = VenueFilter::from_pairs(pairs.iter().map(|(key, value)| (key.as_str(), value.as_str())))
        .map_err(|error| ApiError::invalid(&error.key))?;
    let store = &state.context().store;
    let version = store.catalogue_version().await?.to_le_bytes();
    let tag = caching::tag(&[&version, language.as_str().as_bytes(), filter.to_query().as_bytes()]);
    let content = if caching::has_kept(headers, &tag) {
        Bytes::new()
    } else {
        let points = store.map_points(&filter, language).await?;
        let features = points.iter().map(feature).collect::<Vec<_>>();
        Bytes::from(json!({"type": "FeatureCollection", "features": features}).to_string())
    };
    Ok(caching::tagged(headers, &tag, GEOJSON, content))
}

fn feature(point: &MapPoint) -> Value {
    json!({
        "type": "Feature",
        "id": point.slug.as_str(),
        "properties": {
            "slug": point.slug.as_str(),
            "name": point.name,
            "category": point.category,
            "approximate": point.approximate,
        },
        "geometry": {"type": "Point", "coordinates": [point.position.lon(), point.position.lat()]},
    })
}

/// The outlines of the gminas.
pub async fn gminas(Lent(state): Lent<State>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response<Body> {
    let language = app::server::pairs(query.as_deref().unwrap_or_default()).and_then(|pairs| language_in(&pairs));
    match language.map(|language| state.outlines().in_language(language)) {
        Ok(Some((content, tag))) => caching::tagged(&headers, tag, GEOJSON, content.clone()),
        Ok(None) => refusal(&ApiError::NotFound),
        Err(error) => refusal(&error),
    }
}

/// The language that `lang` says, Polish without one.
///
/// # Errors
/// [`ApiError::Invalid`] for a language that Okolica does not speak.
pub fn language_in(pairs: &[(String, String)]) -> Result<Language, ApiError> {
    match pairs.iter().find(|(key, _)| key == "lang") {
        Some((_, word)) => Language::from_str(word).map_err(|_| ApiError::invalid("lang")),
        None => Ok(Language::default()),
    }
}

/// A fault as JSON, with its status.
#[must_use]
pub fn refusal(error: &ApiError) -> Response<Body> {
    let field = match error {
        ApiError::Invalid { field } => Some(field),
        _ => None,
    };
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let body = json!({"error": error.to_string(), "field": field}).to_string();
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (status, headers, body).into_response()
}
