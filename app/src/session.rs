//! Who is asking: a visitor without an account, known by an unguessable cookie that the first thing they keep creates.

use http::{HeaderValue, header};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use store::Visitor;

use crate::error::ApiError;
use crate::server;

/// Bytes of randomness in a visitor's token.
const TOKEN_BYTES: usize = 32;
/// How long the browser keeps the cookie, seconds: 400 days, the most that browsers grant.
const COOKIE_SECONDS: u32 = 400 * 24 * 60 * 60;

/// The name of the visitor's cookie; over HTTPS browsers enforce what the prefix promises.
#[must_use]
pub const fn cookie_name(secure: bool) -> &'static str {
    if secure { "__Host-okolica" } else { "okolica" }
}

/// The visitor who is asking, if they keep anything.
///
/// # Errors
/// [`ApiError::Unavailable`] or [`ApiError::Internal`] if the database does not answer.
pub async fn visitor() -> Result<Option<Visitor>, ApiError> {
    let context = server::context();
    match token()? {
        Some(token) => Ok(context.store.visitor(&token).await?),
        None => Ok(None),
    }
}

/// The visitor who is asking, or [`ApiError::NotFound`] for somebody who keeps nothing.
///
/// # Errors
/// As [`visitor`], and [`ApiError::NotFound`].
pub async fn known_visitor() -> Result<Visitor, ApiError> {
    visitor().await?.ok_or(ApiError::NotFound)
}

/// The visitor who is asking; somebody new gets a cookie with the response.
///
/// # Errors
/// As [`visitor`].
pub async fn visitor_or_new() -> Result<Visitor, ApiError> {
    if let Some(visitor) = visitor().await? {
        return Ok(visitor);
    }
    let context = server::context();
    let token = server::token(TOKEN_BYTES)?;
    let visitor = context.store.create_visitor(&token).await?;
    set_cookie(&token, COOKIE_SECONDS, context.site.secure)?;
    Ok(visitor)
}

/// Tells the browser to forget the visitor.
///
/// # Errors
/// [`ApiError::Internal`] outside a request.
pub fn clear_cookie() -> Result<(), ApiError> {
    set_cookie("", 0, server::context().site.secure)
}

fn token() -> Result<Option<String>, ApiError> {
    let name = cookie_name(server::context().site.secure);
    let cookies = server::request()?;
    let token = cookies
        .headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned());
    Ok(token.filter(|t| (40..=64).contains(&t.len())))
}

fn set_cookie(token: &str, seconds: u32, secure: bool) -> Result<(), ApiError> {
    let response = use_context::<ResponseOptions>().ok_or(ApiError::Internal)?;
    let secure_attribute = if secure { "; Secure" } else { "" };
    let cookie =
        format!("{}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure_attribute}", cookie_name(secure));
    let value = HeaderValue::from_str(&cookie).map_err(|_| ApiError::Internal)?;
    response.append_header(header::SET_COOKIE, value);
    Ok(())
}
