//! The server functions of the application, with what the framework leaves open: bounded bodies, statuses, redirects that
//! stay at home.

use app::error::ApiError;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State as Lent};
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode, Uri, header};
use axum::response::IntoResponse;
use leptos::prelude::provide_context;
use leptos::server_fn::axum::server_fn_paths;

use crate::http::detached::Undone;
use crate::http::fault::Fault;
use crate::http::limits::read_body;
use crate::http::visitor::accepts_html;
use crate::state::State;

/// Calls the server function at the address.
pub async fn call(Lent(state): Lent<State>, request: Request) -> Response<Body> {
    let path = request.uri().path().to_owned();
    let wants_page = accepts_html(request.headers());
    let refuse = |fault| state.faults().response(fault, &path, wants_page);
    let methods: Vec<Method> =
        server_fn_paths().filter(|(known, _)| *known == path).map(|(_, method)| method).collect();
    if methods.is_empty() {
        return refuse(Fault::NotFound);
    }
    if !methods.contains(request.method()) {
        let mut response = refuse(Fault::Method);
        let allowed = methods.iter().map(Method::as_str).collect::<Vec<_>>().join(", ");
        response.headers_mut().extend(HeaderValue::from_str(&allowed).ok().map(|allowed| (header::ALLOW, allowed)));
        return response;
    }
    let (mut head, body) = request.into_parts();
    let body = match read_body(body).await {
        Ok(body) => body,
        Err(fault) => return refuse(fault),
    };
    if wants_page {
        let back = way_back(&head.headers, &state.context().site.base_url);
        head.headers.insert(header::REFERER, back);
    }
    let request = Request::from_parts(head, Body::from(body));
    match state.detached().run(run(state.clone(), request)).await {
        Ok(response) => finish(response, wants_page),
        Err(Undone::Busy) => refuse(Fault::Busy),
        Err(Undone::Failed) => refuse(Fault::Internal),
    }
}

async fn run(state: State, request: Request) -> Response<Body> {
    let context = state.context().clone();
    let lend = move || provide_context(context.clone());
    leptos_axum::handle_server_fns_with_context(lend, request).await.into_response()
}

/// Where a plain form goes on: the framework sends it to whatever `Referer` says, so only an address of the host that was
/// asked may stand there.
fn way_back(headers: &HeaderMap, base_url: &str) -> HeaderValue {
    let home = || HeaderValue::from_str(&format!("{base_url}/")).unwrap_or(HeaderValue::from_static("/"));
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let referer = headers.get(header::REFERER);
    let address = referer.and_then(|referer| referer.to_str().ok()?.parse::<Uri>().ok());
    let own = address.is_some_and(|address| {
        let authority = address.authority().map(axum::http::uri::Authority::as_str);
        let public = base_url.split_once("://").map(|(_, host)| host);
        matches!(address.scheme_str(), Some("http" | "https"))
            && authority.is_some()
            && (authority == host || authority == public)
    });
    if own { referer.cloned().unwrap_or_else(home) } else { home() }
}

/// Mends the statuses: a plain form goes on (303) whatever happened, and a fault has its own status, not always 500.
fn finish(response: Response<Bytes>, wants_page: bool) -> Response<Body> {
    let (mut head, body) = response.into_parts();
    // A function that lets its answer be kept says so itself.
    if wants_page || !head.status.is_success() || !head.headers.contains_key(header::CACHE_CONTROL) {
        head.headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    if wants_page && head.headers.contains_key(header::LOCATION) {
        head.status = StatusCode::SEE_OTHER;
        // Taking an old fault out of the address leaves its question mark behind.
        let tidy = head.headers.get(header::LOCATION).and_then(|to| to.to_str().ok()?.strip_suffix('?'));
        if let Some(tidy) = tidy.and_then(|to| HeaderValue::from_str(to).ok()) {
            head.headers.insert(header::LOCATION, tidy);
        }
    } else if head.status == StatusCode::INTERNAL_SERVER_ERROR
        && let Ok(error) = serde_json::from_slice::<ApiError>(&body)
    {
        head.status = StatusCode::from_u16(error.status()).unwrap_or(head.status);
    }
    Response::from_parts(head, Body::from(body))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_goes_back_to_our_own_pages_only() {
        let cases = [
            (Some("https://okolica.example/en/plans?x=1"), true),
            (Some("http://127.0.0.1:3000/venues/zamek"), true),
            (Some("https://elsewhere.example/"), false),
            (Some("https://okolica.example.elsewhere.example/"), false),
            (Some("//elsewhere.example/"), false),
            (Some("javascript:alert(1)"), false),
            (None, false),
        ];
        for (referer, own) in cases {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, HeaderValue::from_static("127.0.0.1:3000"));
            headers.extend(referer.map(|referer| (header::REFERER, HeaderValue::from_static(referer))));
            let back = way_back(&headers, "https://okolica.example");
            let expected = if own { referer.unwrap_or_default() } else { "https://okolica.example/" };
            assert_eq!(back, expected);
        }
    }

    #[test]
    fn a_fault_has_its_own_status_and_a_form_goes_on_all_the_same() {
        let answer = |error: &ApiError, location: Option<&'static str>| {
            let mut response = Response::new(Bytes::from(serde_json::to_vec(error).unwrap()));
            *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
            response.headers_mut().extend(location.map(|to| (header::LOCATION, HeaderValue::from_static(to))));
            response
        };
        assert_eq!(finish(answer(&ApiError::invalid("text"), None), false).status(), 400);
        assert_eq!(finish(answer(&ApiError::NotFound, None), false).status(), 404);
        assert_eq!(finish(answer(&ApiError::Internal, None), false).status(), 500);
        assert_eq!(finish(answer(&ApiError::Conflict, Some("/plans")), true).status(), 303);
    }
}
