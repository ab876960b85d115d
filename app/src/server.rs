//! What the server lends to every rendering and server function: the store, the clock, the site, and the response's status.

use std::sync::Arc;

use domain::geo::Ring;
use domain::hours::LocalTime;
use domain::language::Translated;
use domain::trip::Trip;
use http::{HeaderValue, StatusCode, header, request::Parts};
use leptos::prelude::{expect_context, use_context};
use leptos_axum::ResponseOptions;
use store::Store;

use crate::error::ApiError;

/// Whoever knows what time it is in Kraków.
pub trait Clock: Send + Sync {
    /// The wall-clock time of Europe/Warsaw.
    fn now(&self) -> LocalTime;
}

/// What a deployment is called and where it stands.
#[derive(Debug, Clone)]
pub struct Site {
    /// Its public address, without a slash at the end.
    pub base_url: String,
    /// Whether it is reached by HTTPS only.
    pub secure: bool,
    /// The style of another basemap, if the deployment has one.
    pub map_style_url: Option<String>,
    /// Who runs the deployment, once they say so.
    pub operator: Option<Operator>,
}

/// Who runs a deployment and answers for it.
#[derive(Debug, Clone)]
pub struct Operator {
    /// The name of the body.
    pub name: String,
    /// Where it reads mail.
    pub email: String,
    /// Where it can be called.
    pub phone: String,
}

/// A gmina on a map.
#[derive(Debug, Clone)]
pub struct GminaOutline {
    /// Its name.
    pub name: Translated,
    /// Its border.
    pub border: Ring,
}

/// What a request can reach.
#[derive(Clone)]
pub struct Context {
    /// The database.
    pub store: Store,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// The deployment.
    pub site: Site,
    /// The one-day trips, in the order of the editors.
    pub trips: Arc<[Trip]>,
    /// The gminas, for maps on paper.
    pub outlines: Arc<[GminaOutline]>,
}

/// The context of the present request.
///
/// # Panics
/// If the server did not provide one, which is a fault of its router and found by its first test.
#[must_use]
pub fn context() -> Context {
    expect_context::<Context>()
}

/// The wall-clock time of Europe/Warsaw.
#[must_use]
pub fn now() -> LocalTime {
    context().clock.now()
}

/// The head of the present request.
///
/// # Errors
/// [`ApiError::Internal`] outside a request.
pub fn request() -> Result<Parts, ApiError> {
    use_context::<Parts>().ok_or(ApiError::Internal)
}

/// Gives the response the status that fits a result, and hands the result on.
pub fn respond<T>(result: Result<T, ApiError>) -> Result<T, ApiError> {
    if let Err(error) = &result {
        set_status(error.status());
    }
    result
}

/// Gives the response a status.
pub fn set_status(status: u16) {
    if let (Some(response), Ok(status)) = (use_context::<ResponseOptions>(), StatusCode::from_u16(status)) {
        response.set_status(status);
    }
}

/// Lets the visitor's own browser keep the response for five minutes.
pub fn keep_for_a_while() {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.insert_header(header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=300"));
    }
}

/// Keys and values of a query string.
///
/// # Errors
/// [`ApiError::Invalid`] if it is not one.
pub fn pairs(query: &str) -> Result<Vec<(String, String)>, ApiError> {
    serde_urlencoded::from_str(query).map_err(|_| ApiError::invalid("query"))
}

/// So many random bytes as URL-safe base64 without padding.
///
/// # Errors
/// [`ApiError::Internal`] if the system has no randomness to give.
pub fn token(bytes: usize) -> Result<String, ApiError> {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut random = vec![0_u8; (bytes * 8).div_ceil(6)];
    getrandom::fill(&mut random).map_err(|_| ApiError::Internal)?;
    Ok(random.iter().filter_map(|byte| ALPHABET.get(usize::from(byte & 63))).map(|c| char::from(*c)).collect())
}

/// A random key that a browser can represent exactly, 1 to 2^53 - 1.
///
/// # Errors
/// [`ApiError::Internal`] if the system has no randomness to give.
pub fn random_key() -> Result<i64, ApiError> {
    let mut random = [0_u8; 8];
    getrandom::fill(&mut random).map_err(|_| ApiError::Internal)?;
    Ok((i64::from_le_bytes(random) & ((1 << 53) - 1)).max(1))
}
