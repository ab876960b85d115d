//! A panic is one broken answer, not the end.

use axum::Router;
use axum::http::{Method, StatusCode};
use axum::routing::get;
use server::router::around;

use crate::test_app::{TestApp, request, send};

async fn broken() -> &'static str {
    panic!("a view that nobody tested, with a secret 4711")
}

#[tokio::test]
async fn a_panic_is_answered_with_a_page_without_internals_and_the_next_request_works() {
    let app = TestApp::new().await;
    let routes = Router::new().route("/broken", get(broken)).route("/whole", get(|| async { "whole" }));
    let routes = around(routes, &app.state);
    let answer = send(&routes, request(Method::GET, "/broken")).await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(answer.body.contains("<h1>") && !answer.body.contains("4711") && !answer.body.contains(".rs"));
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    let next = send(&routes, request(Method::GET, "/whole")).await;
    assert_eq!((next.status, next.body.as_str()), (StatusCode::OK, "whole"));
}
