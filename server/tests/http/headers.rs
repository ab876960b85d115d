//! Every response carries the security headers, whatever it is.

use axum::http::{Method, header};

use crate::test_app::{TestApp, form_request, request};

const PATHS: &[&str] = &[
    "/",
    "/en/gminas",
    "/venues/nothing",
    "/favourites",
    "/healthz",
    "/robots.txt",
    "/map/venues.geojson",
    "/map/venues.geojson?bbox=1",
    "/shared/x/calendar.ics",
    "/api/nothing",
    "/pkg/nothing.js",
];

#[tokio::test]
async fn every_response_has_the_security_headers() {
    let app = TestApp::with(&["--base-url", "https://okolica.example"]).await;
    let mut requests: Vec<_> = PATHS.iter().map(|path| request(Method::GET, path)).collect();
    requests.push(request(Method::DELETE, "/venues/x"));
    requests.push(form_request("/api/favourites/set", "venue=%00"));
    let mut foreign = form_request("/api/favourites/set", "");
    foreign.headers_mut().insert("sec-fetch-site", "cross-site".parse().unwrap());
    requests.push(foreign);
    for request in requests {
        let what = format!("{} {}", request.method(), request.uri());
        let answer = app.send(request).await;
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; script-src 'self'"), "{what}: {policy}");
        for directive in ["object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"] {
            assert!(policy.contains(directive), "{what}: {policy}");
        }
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{what}: {policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{what}");
        assert_eq!(answer.header("referrer-policy"), "strict-origin-when-cross-origin", "{what}");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin", "{what}");
        assert_eq!(answer.header("strict-transport-security"), "max-age=31536000", "{what}");
        assert_eq!(answer.headers.get_all(header::CONTENT_SECURITY_POLICY).iter().count(), 1, "{what}");
    }
}

#[tokio::test]
async fn the_nonce_of_a_page_is_that_of_its_header_and_new_each_time() {
    let app = TestApp::new().await;
    let mut seen = Vec::new();
    for path in ["/", "/", "/en/venues/zamek-w-korzkwi"] {
        let answer = app.get(path).await;
        let policy = answer.header("content-security-policy");
        let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).unwrap().to_owned();
        assert!(nonce.len() >= 22, "{nonce}");
        let scripts = answer.body.matches("<script").count();
        let inline =
            answer.body.split("<script").skip(1).filter(|tag| !tag.split('>').next().unwrap().contains("src="));
        for tag in inline {
            assert!(
                tag.contains(&nonce) || tag.contains("application/ld+json"),
                "{path}: <script{}",
                &tag[..tag.len().min(80)]
            );
        }
        assert!(scripts > 0, "{path}");
        assert!(!seen.contains(&nonce));
        seen.push(nonce);
    }
}

#[tokio::test]
async fn no_page_carries_a_style_that_its_own_policy_forbids() {
    let app = TestApp::new().await;
    for path in ["/", "/gminas", "/gminas/skawina", "/venues/zamek-w-korzkwi", "/about", "/plans", "/nothing"] {
        let body = app.get(path).await.body;
        assert!(!body.contains(" style=\"") && !body.contains("<style"), "{path}");
        assert!(!body.contains(" onclick=") && !body.contains("javascript:"), "{path}");
    }
}

#[tokio::test]
async fn another_basemap_adds_its_origin_and_nothing_else() {
    let app = TestApp::with(&["--map-style-url", "https://tiles.example/light.json?key=k"]).await;
    let answer = app.get("/").await;
    let policy = answer.header("content-security-policy");
    assert!(policy.contains("connect-src 'self' https://tiles.example;"), "{policy}");
    assert!(!policy.contains("light.json") && !policy.contains("script-src 'self' https"), "{policy}");
}
