//! The map's data: GeoJSON that says what the list says.

use axum::http::{Method, StatusCode, header};
use serde_json::Value;

use crate::test_app::{TestApp, request};

fn json(body: &str) -> Value {
    serde_json::from_str(body).unwrap()
}

#[tokio::test]
async fn every_venue_is_a_point_with_a_name_in_the_language_asked_for() {
    let app = TestApp::new().await;
    let answer = app.get("/map/venues.geojson?lang=uk").await;
    assert_eq!(answer.header("content-type"), "application/geo+json");
    let collection = json(&answer.body);
    assert_eq!(collection["type"], "FeatureCollection");
    let features = collection["features"].as_array().unwrap();
    assert_eq!(features.len(), 245);
    for feature in features {
        let [lon, lat] = [0, 1].map(|axis| feature["geometry"]["coordinates"][axis].as_f64().unwrap());
        assert!((19.0..21.0).contains(&lon) && (49.5..50.5).contains(&lat), "{feature}");
        assert_eq!(feature["id"], feature["properties"]["slug"], "{feature}");
        assert!(feature["properties"]["approximate"].is_boolean() && feature["properties"]["category"].is_string());
    }
    let castle = features.iter().find(|feature| feature["id"] == "zamek-w-korzkwi").unwrap();
    assert_eq!(castle["properties"]["name"], "Замок Кожкев");
}

#[tokio::test]
async fn a_filter_narrows_the_map_as_it_narrows_the_list() {
    let app = TestApp::new().await;
    let count = |body: String| json(&body)["features"].as_array().unwrap().len();
    let castles = count(app.get("/map/venues.geojson?category=castle&page=7&order=name").await.body);
    assert_eq!(castles, 3);
    let outside = count(app.get("/map/venues.geojson?category=castle&beyond=krakow").await.body);
    assert_eq!(outside, 2);
    let nowhere = count(app.get("/map/venues.geojson?bbox=14.2,54.0,14.3,54.1").await.body);
    assert_eq!(nowhere, 0);
}

#[tokio::test]
async fn a_key_that_cannot_be_read_is_named() {
    let app = TestApp::new().await;
    for (query, field) in [("bbox=1", "bbox"), ("lang=de", "lang"), ("open=1&day=x", "day"), ("q=%00", "q")] {
        let answer = app.get(&format!("/map/venues.geojson?{query}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{query}");
        assert_eq!(json(&answer.body)["field"], field, "{query}");
    }
    assert_eq!(app.get("/map/gminas.geojson?lang=xx").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn what_the_map_has_kept_is_not_sent_again_until_the_catalogue_changes() {
    let app = TestApp::new().await;
    for path in ["/map/venues.geojson?lang=en&category=castle", "/map/gminas.geojson?lang=en"] {
        let tag = app.get(path).await.header("etag").to_owned();
        let mut again = request(Method::GET, path);
        again.headers_mut().insert(header::IF_NONE_MATCH, tag.parse().unwrap());
        assert_eq!(app.send(again).await.status, StatusCode::NOT_MODIFIED, "{path}");
    }
    let path = "/map/venues.geojson";
    let before = app.get(path).await.header("etag").to_owned();
    let mut catalogue = server::catalogue::read(None).unwrap();
    catalogue.venues[0].name.pl.push_str(" (nowa nazwa)");
    let report = app.store.load_catalogue(&catalogue.gminas, &catalogue.venues, crate::test_app::now()).await.unwrap();
    assert_eq!((report.changed.len(), report.unchanged), (1, 244));
    assert_ne!(app.get(path).await.header("etag"), before);
}

#[tokio::test]
async fn outlines_are_closed_rings_that_run_counterclockwise() {
    let app = TestApp::new().await;
    let collection = json(&app.get("/map/gminas.geojson?lang=pl").await.body);
    let features = collection["features"].as_array().unwrap();
    assert_eq!(features.len(), 15);
    for feature in features {
        let ring = feature["geometry"]["coordinates"][0].as_array().unwrap();
        assert_eq!(ring.first(), ring.last(), "{}", feature["id"]);
        let at = |point: &Value| [0, 1].map(|axis| point[axis].as_f64().unwrap());
        let area: f64 =
            ring.windows(2).map(|pair| (at(&pair[0]), at(&pair[1]))).map(|(a, b)| a[0] * b[1] - b[0] * a[1]).sum();
        assert!(area > 0.0, "{} runs clockwise", feature["id"]);
        assert_eq!(feature["id"], feature["properties"]["slug"]);
    }
}
