//! Requests are bounded in size, and an answer comes in every case.

use axum::body::{Body, Bytes};
use axum::http::{Method, StatusCode};

use crate::test_app::{TestApp, form_request, request};

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
