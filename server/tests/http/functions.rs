//! Server functions, as the browser calls them and as a plain form does.

use axum::http::{HeaderValue, StatusCode, header};
use domain::timeline::StopVenues;
use domain::venue::{Area, Category};

use crate::test_app::{TestApp, cookie, form_request};

#[tokio::test]
async fn the_first_thing_that_is_kept_makes_the_visitor() {
    let app = TestApp::new().await;
    let answer = app.post("/api/favourites/set", "venue=zamek-w-korzkwi&keep=1").await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let given = answer.header("set-cookie");
    let token = given.split('=').nth(1).unwrap().split(';').next().unwrap();
    assert_eq!(token.len(), 43);
    for attribute in ["Path=/", "HttpOnly", "SameSite=Lax", "Max-Age=34560000"] {
        assert!(given.contains(attribute), "{given}");
    }
    assert!(given.starts_with("okolica=") && !given.contains("Secure"), "{given}");
    assert_eq!(answer.header("cache-control"), "no-store");
    assert!(app.store.visitor(token).await.unwrap().is_some());
}

#[tokio::test]
async fn over_https_the_cookie_is_locked_to_the_host() {
    let app = TestApp::with(&["--base-url", "https://okolica.example"]).await;
    let given = app.post("/api/favourites/set", "venue=zamek-w-korzkwi&keep=1").await;
    let given = given.header("set-cookie");
    assert!(given.starts_with("__Host-okolica=") && given.contains("Secure") && !given.contains("Domain"), "{given}");
}

#[tokio::test]
async fn a_plain_form_goes_back_to_the_page_that_sent_it_and_nowhere_else() {
    let app = TestApp::new().await;
    for (referer, back) in [
        ("http://127.0.0.1:3000/en/venues/zamek-w-korzkwi", "http://127.0.0.1:3000/en/venues/zamek-w-korzkwi"),
        ("https://elsewhere.example/", "http://127.0.0.1:3000/"),
    ] {
        let mut form = form_request("/api/favourites/set", "venue=zamek-w-korzkwi&keep=1");
        form.headers_mut().insert(header::ACCEPT, HeaderValue::from_static("text/html,*/*"));
        form.headers_mut().insert(header::REFERER, HeaderValue::from_static(referer));
        let answer = app.send(form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{referer}");
        assert_eq!(answer.header("location"), back, "{referer}");
    }
}

#[tokio::test]
async fn bad_input_is_the_senders_fault_and_never_ours() {
    let app = TestApp::new().await;
    let long = "x".repeat(2_000);
    let cases: Vec<(&str, String)> = vec![
        ("/api/favourites/set", String::new()),
        ("/api/favourites/set", "venue=".to_owned()),
        ("/api/favourites/set", "venue=../etc&keep=1".to_owned()),
        ("/api/favourites/set", format!("venue={long}&keep=1")),
        ("/api/favourites/set", "venue=%ff%fe&keep=1".to_owned()),
        ("/api/favourites/create-list", format!("name={long}&lang=pl")),
        ("/api/favourites/note", format!("venue=zamek-w-korzkwi&note={long}")),
        ("/api/plans/create", format!("title={long}&date=2026-11-21&lang=pl")),
        ("/api/plans/create", "title=x&date=2026-02-30&lang=pl".to_owned()),
        ("/api/plans/edit", "plan=1&edit=%7B%7D".to_owned()),
        ("/api/plans/edit", "plan=x&edit=x".to_owned()),
        ("/api/plans/share", "plan=99999999999999999999999".to_owned()),
        ("/api/plans/venues", format!("venues={long}&dates=x&language=Pl")),
        ("/api/plans/copy", format!("token={long}&lang=xx")),
    ];
    for (path, form) in cases {
        let mut asked = form_request(path, &form);
        asked.headers_mut().insert(header::COOKIE, cookie().parse().unwrap());
        let answer = app.send(asked).await;
        let shown: String = form.chars().take(60).collect();
        assert!(answer.status.is_client_error(), "{path} {shown}: {} {}", answer.status, answer.body);
        assert!(!answer.body.contains("sqlx") && !answer.body.contains(".rs"), "{path} {shown}: {}", answer.body);
    }
    for (path, status) in [
        ("/api/venues/search?query=bbox%3D1&language=pl", StatusCode::BAD_REQUEST),
        ("/api/venues/search", StatusCode::BAD_REQUEST),
        ("/api/nothing", StatusCode::NOT_FOUND),
    ] {
        let mut asked = form_request(path, "");
        *asked.method_mut() = axum::http::Method::GET;
        assert_eq!(app.send(asked).await.status, status, "{path}");
    }
}

#[tokio::test]
async fn a_form_that_is_refused_goes_back_with_the_reason_in_the_address() {
    let app = TestApp::new().await;
    let mut form = form_request("/api/favourites/set", "venue=nothing&keep=1");
    form.headers_mut().insert(header::ACCEPT, HeaderValue::from_static("text/html"));
    form.headers_mut()
        .insert(header::REFERER, HeaderValue::from_static("http://127.0.0.1:3000/venues/zamek-w-korzkwi"));
    let answer = app.send(form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let location = answer.header("location");
    assert!(location.starts_with("http://127.0.0.1:3000/venues/zamek-w-korzkwi?"), "{location}");
}

#[tokio::test]
async fn a_body_of_another_type_is_refused() {
    let app = TestApp::new().await;
    let mut asked = form_request("/api/favourites/set", "{\"venue\":\"zamek-w-korzkwi\",\"keep\":\"true\"}");
    asked.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    assert!(app.send(asked).await.status.is_client_error());
}

#[tokio::test]
async fn a_stop_in_the_crowd_may_be_swapped_for_what_lies_near_and_for_what_lies_farther_out() {
    let app = TestApp::new().await;
    let mut asked = form_request("/api/plans/swaps?venue=muzeum-ksiazat-czartoryskich&date=2026-11-28&language=pl", "");
    *asked.method_mut() = axum::http::Method::GET;
    let answer = app.send(asked).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let offered: StopVenues = serde_json::from_str(&answer.body).unwrap();
    let of = |name: &str| offered.iter().find(|(slug, _)| slug.as_str() == name).map(|(_, venue)| venue);
    let near = of("muzeum-narodowe-gmach-glowny").expect("in Kraków, beyond the Old Town");
    assert_eq!((near.area, near.category), (Area::Krakow, Category::Museum));
    assert!(near.hours.on("2026-11-28".parse().unwrap()).is_some(), "with its hours on the day");
    assert!(offered.values().any(|venue| venue.area == Area::Beyond), "and in other gminas");
    assert!(offered.values().all(|venue| venue.category == Category::Museum));
}
