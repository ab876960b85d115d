//! Whatever changes something is taken from our own pages only, and never by a GET.

use axum::http::{HeaderValue, Method, StatusCode, header};
use leptos::server_fn::axum::server_fn_paths;

use crate::test_app::{TestApp, cookie, form_request, request};

/// The server functions that only read. A function that is called by GET and does not stand here fails the test: whoever
/// adds one says with this line that it changes nothing.
const READING: &[&str] = &[
    "/api/favourites/all",
    "/api/favourites/slugs",
    "/api/gminas/details",
    "/api/gminas/list",
    "/api/pages/prose",
    "/api/plans/candidates",
    "/api/plans/choices",
    "/api/plans/find",
    "/api/plans/import",
    "/api/plans/invitation",
    "/api/plans/list",
    "/api/plans/paper",
    "/api/plans/plan",
    "/api/plans/proposal",
    "/api/plans/shared",
    "/api/plans/shared-paper",
    "/api/plans/swaps",
    "/api/plans/version",
    "/api/trips/list",
    "/api/trips/trip",
    "/api/venues/card",
    "/api/venues/details",
    "/api/venues/search",
];

#[tokio::test]
async fn functions_called_by_get_are_those_that_only_read() {
    let _ = TestApp::new().await;
    let mut by_get: Vec<_> =
        server_fn_paths().filter(|(_, method)| method == Method::GET).map(|(path, _)| path).collect();
    by_get.sort_unstable();
    assert_eq!(by_get, READING);
    assert!(server_fn_paths().all(|(_, method)| method == Method::GET || method == Method::POST));
}

#[tokio::test]
async fn every_changing_function_refuses_other_sites_and_gets() {
    let app = TestApp::new().await;
    let changing: Vec<_> =
        server_fn_paths().filter(|(_, method)| method == Method::POST).map(|(path, _)| path).collect();
    assert!(changing.len() >= 15, "{changing:?}");
    // What browsers send when a form or script of another site, of a sister domain, or of a sandboxed frame posts to us.
    let strangers: &[&[(&str, &str)]] = &[
        &[("sec-fetch-site", "cross-site"), ("origin", "https://elsewhere.example")],
        &[("sec-fetch-site", "same-site"), ("origin", "https://sister.okolica.example")],
        &[("origin", "https://elsewhere.example")],
        &[("origin", "null")],
        &[("sec-fetch-site", "cross-site"), ("origin", "null")],
        &[("sec-fetch-site", "cross-site"), ("content-type", "text/plain")],
    ];
    for path in changing {
        for stranger in strangers {
            let mut request = form_request(path, "venue=zamek-w-korzkwi&keep=1");
            request.headers_mut().remove("sec-fetch-site");
            request.headers_mut().insert(header::COOKIE, cookie().parse().unwrap());
            for (name, value) in *stranger {
                request.headers_mut().insert(*name, HeaderValue::from_static(value));
            }
            let answer = app.send(request).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path} {stranger:?}");
            assert_eq!(answer.header("set-cookie"), "", "{path} {stranger:?}");
        }
        for method in [Method::GET, Method::PUT, Method::DELETE] {
            let mut asked = request(method.clone(), path);
            asked.headers_mut().insert("sec-fetch-site", HeaderValue::from_static("same-origin"));
            assert_eq!(app.send(asked).await.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
        }
    }
}

#[tokio::test]
async fn pages_and_machine_endpoints_take_nothing_but_reading() {
    let app = TestApp::new().await;
    for path in ["/", "/plans/1", "/map/venues.geojson", "/healthz", "/plans/1/calendar.ics", "/robots.txt"] {
        for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
            let mut asked = request(method.clone(), path);
            asked.headers_mut().insert("sec-fetch-site", HeaderValue::from_static("same-origin"));
            let answer = app.send(asked).await;
            assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
            assert!(answer.header("allow").contains("GET"), "{method} {path}");
        }
    }
}

#[tokio::test]
async fn a_refusal_is_a_page_in_the_language_of_the_address() {
    let app = TestApp::new().await;
    let mut asked = request(Method::POST, "/en/plans");
    asked.headers_mut().insert("sec-fetch-site", HeaderValue::from_static("cross-site"));
    let answer = app.send(asked).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(answer.body.contains("Another website sent it") && answer.body.contains("href=\"/en\""));
}

#[tokio::test]
async fn our_own_pages_are_heard_also_behind_a_proxy_that_renames_the_host() {
    let app = TestApp::with(&["--base-url", "https://okolica.example"]).await;
    let mut asked = form_request("/api/favourites/set", "venue=zamek-w-korzkwi&keep=1");
    asked.headers_mut().remove("sec-fetch-site");
    asked.headers_mut().insert(header::ORIGIN, HeaderValue::from_static("https://okolica.example"));
    assert_eq!(app.send(asked).await.status, StatusCode::OK);
}
