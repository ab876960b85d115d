//! The pages of the application: every address that is nobody else's.

use app::itineraries::imported::Posted;
use app::itineraries::proposals::served::PostedProposal;
use app::shell::shell;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State as Lent};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode, header};
use leptos::nonce::Nonce;
use leptos::prelude::provide_context;

use crate::http::caching;
use crate::http::detached::Undone;
use crate::http::fault::Fault;
use crate::http::visitor::{accepts_html, is_personal, token};
use crate::state::State;

/// Keeps search engines away (Google and Bing know it; others go by `robots.txt`).
pub const ROBOTS_TAG: HeaderName = HeaderName::from_static("x-robots-tag");

/// Renders a page to its end, with its policy, its tag and how long it may be kept.
pub async fn page(Lent(state): Lent<State>, request: Request) -> Response<Body> {
    let path = request.uri().path().to_owned();
    let headers = request.headers().clone();
    let refuse = |fault| state.faults().response(fault, &path, accepts_html(&headers));
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let mut response = refuse(Fault::Method);
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        return response;
    }
    let nonce = Nonce::new();
    match state.detached().run(render(state.clone(), nonce.clone(), request)).await {
        Ok(response) => finish(&state, &nonce, &path, &headers, response),
        Err(Undone::Busy) => refuse(Fault::Busy),
        Err(Undone::Failed) => refuse(Fault::Internal),
    }
}

/// The request for the page at the same address, by the same visitor.
#[must_use]
pub fn same_address(head: &Parts) -> Request {
    let mut request = Request::new(Body::empty());
    request.uri_mut().clone_from(&head.uri);
    request.headers_mut().clone_from(&head.headers);
    for name in [header::CONTENT_TYPE, header::CONTENT_LENGTH, header::TRANSFER_ENCODING] {
        request.headers_mut().remove(name);
    }
    request
}

async fn render(state: State, nonce: Nonce, request: Request) -> Response<Body> {
    let (context, options) = (state.context().clone(), state.leptos().clone());
    let posted = request.extensions().get::<Posted>().cloned();
    let proposed = request.extensions().get::<PostedProposal>().cloned();
    let lend = move || {
        provide_context(nonce.clone());
        provide_context(context.clone());
        if let Some(posted) = posted.clone() {
            provide_context(posted);
        }
        if let Some(proposed) = proposed.clone() {
            provide_context(proposed);
        }
    };
    leptos_axum::render_app_async_with_context(lend, move || shell(options.clone()))(request).await
}

/// Completes a rendered page. What shows one person's own is kept by nobody; what everybody sees the same is asked for again
/// each time, and answered with "not modified" where it is.
fn finish(state: &State, nonce: &Nonce, path: &str, asked: &HeaderMap, page: Response<Bytes>) -> Response<Body> {
    let (mut head, body) = page.into_parts();
    if let Ok(policy) = HeaderValue::from_str(&state.policy().content(Some(nonce))) {
        head.headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    head.headers.insert(header::VARY, HeaderValue::from_static("cookie, accept-language"));
    if is_personal(path) {
        head.headers.insert(ROBOTS_TAG, HeaderValue::from_static("noindex"));
    }
    let known = token(asked, state.context().site.secure).is_some();
    if known || is_personal(path) || head.status != StatusCode::OK || head.headers.contains_key(header::SET_COOKIE) {
        head.headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        head.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
        return Response::from_parts(head, Body::from(body));
    }
    // `private`: a nonce that a shared cache hands to everybody protects nobody.
    head.headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    let tag = caching::tag(&[String::from_utf8_lossy(&body).replace(&**nonce, "").as_bytes()]);
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        head.headers.insert(header::ETAG, tag);
    }
    if caching::has_kept(asked, &tag) {
        head.status = StatusCode::NOT_MODIFIED;
        // The browser keeps the page with its old nonce, and so must keep the policy that names it.
        head.headers.remove(header::CONTENT_SECURITY_POLICY);
        head.headers.remove(header::CONTENT_TYPE);
        return Response::from_parts(head, Body::empty());
    }
    head.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
    Response::from_parts(head, Body::from(body))
}
