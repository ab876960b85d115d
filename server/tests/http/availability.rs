//! Whether the program wants requests, and what it says while its database is away.

use axum::http::{Method, StatusCode};

use crate::test_app::{TestApp, form_request, request};

#[tokio::test]
async fn it_is_ready_until_it_is_told_to_end_and_alive_to_the_last() {
    let app = TestApp::new().await;
    assert_eq!(app.get("/healthz").await.status, StatusCode::OK);
    assert_eq!(app.get("/readyz").await.status, StatusCode::OK);
    app.state.drain();
    assert_eq!(app.get("/readyz").await.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(app.get("/healthz").await.status, StatusCode::OK);
    assert_eq!(app.get("/about").await.status, StatusCode::OK, "requests that come all the same are served");
}

#[tokio::test]
async fn while_the_database_is_away_pages_say_so_and_nothing_breaks() {
    let app = TestApp::new().await;
    app.store.close().await.unwrap();
    assert_eq!(app.get("/readyz").await.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(app.get("/healthz").await.status, StatusCode::OK);
    for path in ["/", "/en", "/uk/venues/zamek-w-korzkwi", "/gminas", "/gminas/skawina"] {
        let answer = app.get(path).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{path}");
        assert!(answer.body.contains("<h1") && answer.body.contains("</html>"), "{path}");
        for internal in ["sqlx", "pool", "sqlite", "Database", ".rs:"] {
            assert!(!answer.body.contains(internal), "{path}: {internal}");
        }
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
    }
    for path in
        ["/map/venues.geojson", "/sitemap.xml", "/shared/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/calendar.ics"]
    {
        assert_eq!(app.send(request(Method::GET, path)).await.status, StatusCode::SERVICE_UNAVAILABLE, "{path}");
    }
    let kept = app.send(form_request("/api/favourites/set", "venue=zamek-w-korzkwi&keep=1")).await;
    assert_eq!((kept.status, kept.body.as_str()), (StatusCode::SERVICE_UNAVAILABLE, "\"Unavailable\""));
    assert_eq!(app.get("/about").await.status, StatusCode::OK, "what needs no database is there");
}
