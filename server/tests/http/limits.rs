//! Requests are bounded in size, and an answer comes in every case.

use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{Method, Request, StatusCode};
use axum::routing::post;
use futures::StreamExt;
use server::http::fault::Fault;
use server::http::limits::{bound, read_body, read_file};

use crate::test_app::{TestApp, form_request, request, send};

#[tokio::test]
async fn a_body_that_is_too_large_is_refused_whether_it_says_so_or_not() {
    let app = TestApp::new().await;
    let mut announced = form_request("/api/favourites/set", "");
    announced.headers_mut().insert("content-length", "10000000".parse().unwrap());
    assert_eq!(app.send(announced).await.status, StatusCode::PAYLOAD_TOO_LARGE);

    let mut hidden = form_request("/api/favourites/set", "");
    let chunk = || Ok::<_, std::io::Error>(Bytes::from_static(&[b'x'; 8192]));
    *hidden.body_mut() = Body::from_stream(futures::stream::repeat_with(chunk));
    assert_eq!(app.send(hidden).await.status, StatusCode::PAYLOAD_TOO_LARGE);
}

/// A request with a body of so many pieces that come so many seconds apart.
fn trickling(path: &str, pieces: usize, seconds: u64) -> Request<Body> {
    let piece = move |_| async move {
        tokio::time::sleep(Duration::from_secs(seconds)).await;
        Ok::<_, std::io::Error>(Bytes::from_static(b"x"))
    };
    let mut trickling = request(Method::POST, path);
    *trickling.body_mut() = Body::from_stream(futures::stream::iter(0..pieces).then(piece));
    trickling
}

#[tokio::test]
async fn a_file_has_more_time_than_a_form_and_what_is_too_slow_is_told_so() {
    let app = TestApp::new().await;
    let status = |read: Result<Bytes, Fault>| read.map_or_else(|fault| fault.status(), |_| StatusCode::OK);
    let file = move |request: Request<Body>| async move { status(read_file(request.into_body(), 1_000).await) };
    let form = move |request: Request<Body>| async move { status(read_body(request.into_body()).await) };
    let routes = Router::new().route("/plans/{id}/import", post(file)).fallback(form);
    let routes = bound(routes, &app.state);
    // From here on time passes as soon as everybody waits.
    tokio::time::pause();
    for (path, pieces, seconds, expected) in [
        ("/plans/1/import", 28, 10, StatusCode::OK),
        ("/plans/1/import", 40, 10, StatusCode::REQUEST_TIMEOUT),
        ("/plans/1/import", 2, 25, StatusCode::REQUEST_TIMEOUT),
        ("/api/plans/edit", 3, 5, StatusCode::OK),
        ("/api/plans/edit", 28, 10, StatusCode::REQUEST_TIMEOUT),
    ] {
        let answer = send(&routes, trickling(path, pieces, seconds)).await;
        assert_eq!(answer.status, expected, "{path}: {pieces} pieces, {seconds} s apart");
    }
}

#[tokio::test]
async fn an_address_that_is_too_long_is_refused() {
    let app = TestApp::new().await;
    let long = format!("/?q={}", "x".repeat(9_000));
    assert_eq!(app.send(request(Method::GET, &long)).await.status, StatusCode::URI_TOO_LONG);
    let fits = format!("/?q={}", "x".repeat(90));
    assert_eq!(app.get(&fits).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_filter_that_cannot_be_read_is_a_bad_request_and_still_a_page() {
    let app = TestApp::new().await;
    for query in ["bbox=1", "day=tomorrow", "page=0", "q=%00", "gmina=Krak%C3%B3w", "hour=10:00"] {
        let answer = app.get(&format!("/en?{query}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{query}");
        assert!(answer.body.contains("<html lang=\"en\"") && answer.body.contains("</html>"), "{query}");
    }
}
