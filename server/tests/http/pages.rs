//! Pages: their status, their language, and how long they may be kept.

use axum::http::{HeaderValue, Method, StatusCode, header};
use domain::itinerary::LinkPurpose;

use crate::test_app::{TOKEN, TestApp, cookie, link, plan_of, request, send};

#[tokio::test]
async fn every_page_of_the_product_is_there_in_three_languages() {
    let app = TestApp::new().await;
    let paths = [
        "/",
        "/venues/zamek-krolewski-w-niepolomicach",
        "/gminas",
        "/gminas/swiatniki-gorne",
        "/favourites",
        "/plans",
        "/about",
        "/privacy",
        "/accessibility",
    ];
    for path in paths {
        for (prefix, language) in [("", "pl"), ("/en", "en"), ("/uk", "uk")] {
            let address = if path == "/" && !prefix.is_empty() { prefix.to_owned() } else { format!("{prefix}{path}") };
            let answer = app.get(&address).await;
            assert_eq!(answer.status, StatusCode::OK, "{address}");
            assert!(answer.body.contains(&format!("<html lang=\"{language}\"")), "{address}");
            assert!(answer.body.matches("<h1").count() == 1, "{address}: one heading of the first level");
            assert!(answer.body.contains("<title>") && answer.body.contains("</html>"), "{address}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn pages_that_are_asked_for_at_once_are_all_whole() {
    let app = TestApp::new().await;
    for path in ["/", "/?q=zamek", "/venues/zamek-krolewski-w-niepolomicach", "/gminas/niepolomice"] {
        let alone = app.get(path).await;
        let headings = alone.body.matches("<h2").count();
        let at_once: Vec<_> = (0..60)
            .map(|_| {
                let routes = app.routes.clone();
                tokio::spawn(async move { send(&routes, request(Method::GET, path)).await })
            })
            .collect();
        for answer in at_once {
            let answer = answer.await.unwrap();
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            assert_eq!(answer.body.matches("<h2").count(), headings, "{path}: nothing was left out");
        }
    }
}

#[tokio::test]
async fn what_is_not_there_says_so_with_its_status_and_a_page() {
    let app = TestApp::new().await;
    for path in [
        "/nothing",
        "/en/nothing",
        "/venues/nothing",
        "/venues/Zamek%20%3Cscript%3E",
        "/gminas/nothing",
        "/plans/1",
        "/plans/x",
        "/shared/nothing",
        "/wp-login.php",
    ] {
        let answer = app.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(answer.body.contains("<h1") && !answer.body.contains("<script>alert"), "{path}");
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
    }
}

#[tokio::test]
async fn a_page_that_everybody_sees_alike_is_asked_for_again_and_not_sent_again() {
    let app = TestApp::new().await;
    for path in ["/", "/en/venues/zamek-w-korzkwi", "/gminas", "/about"] {
        let first = app.get(path).await;
        assert_eq!(first.header("cache-control"), "private, no-cache", "{path}");
        assert!(first.header("vary").contains("cookie"), "{path}");
        let tag = first.header("etag").to_owned();
        assert!(tag.starts_with("W/\""), "{path}: {tag}");

        let mut again = request(Method::GET, path);
        again.headers_mut().insert(header::IF_NONE_MATCH, tag.parse().unwrap());
        let again = app.send(again).await;
        assert_eq!((again.status, again.body.as_str()), (StatusCode::NOT_MODIFIED, ""), "{path}");
        assert_eq!(again.header("etag"), tag);
        assert_eq!(again.header("content-security-policy"), "", "the kept page keeps the policy with its nonce");
    }
    let [polish, english] = [app.get("/about").await, app.get("/en/about").await];
    assert_ne!(polish.header("etag"), english.header("etag"));
}

#[tokio::test]
async fn what_is_somebodys_own_is_kept_by_nobody_and_found_by_no_search_engine() {
    let (app, visitor) = TestApp::with_visitor().await;
    let plan = plan_of(&app.store, &visitor, "2026-11-21", &[("zamek-w-korzkwi", 60)]).await;
    let token = "c".repeat(43);
    link(&app.store, &visitor, plan, &token, LinkPurpose::Read).await;
    for path in ["/favourites", "/plans", "/plans/4711", &format!("/en/shared/{token}")] {
        let answer = app.get_as_visitor(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        assert_eq!(answer.header("x-robots-tag"), "noindex", "{path}");
        assert_eq!(answer.header("etag"), "", "{path}");
        assert!(!answer.body.contains(TOKEN), "{path}: the visitor's secret is on the page");
    }
    for path in ["/", "/venues/zamek-w-korzkwi"] {
        let answer = app.get_as_visitor(path).await;
        assert_eq!(answer.header("cache-control"), "no-store", "{path}: it shows the visitor's hearts");
        assert_eq!(answer.header("x-robots-tag"), "", "{path}");
    }
}

#[tokio::test]
async fn a_plan_is_its_owners_and_a_shared_one_its_links() {
    let (app, visitor) = TestApp::with_visitor().await;
    let plan = plan_of(&app.store, &visitor, "2026-11-21", &[("zamek-w-korzkwi", 60)]).await;
    assert_eq!(app.get("/plans/4711").await.status, StatusCode::NOT_FOUND);
    app.store.create_visitor(&"B".repeat(43)).await.unwrap();
    let mut stranger = request(Method::GET, "/plans/4711");
    stranger.headers_mut().insert(header::COOKIE, format!("okolica={}", "B".repeat(43)).parse().unwrap());
    assert_eq!(app.send(stranger).await.status, StatusCode::NOT_FOUND);
    let mut injected = request(Method::GET, "/plans/4711");
    injected.headers_mut().insert(header::COOKIE, HeaderValue::from_static("okolica=' OR 1=1 --"));
    assert_eq!(app.send(injected).await.status, StatusCode::NOT_FOUND);

    let token = "d".repeat(43);
    link(&app.store, &visitor, plan, &token, LinkPurpose::Read).await;
    let shared = app.get(&format!("/shared/{token}")).await;
    assert_eq!(shared.status, StatusCode::OK);
    assert!(!shared.body.contains("4711") || !shared.body.contains("/plans/4711"), "the own address stays the owner's");
    app.store.revoke_link(&visitor, plan, &token).await.unwrap();
    assert_eq!(app.get(&format!("/shared/{token}")).await.status, StatusCode::NOT_FOUND);
    assert!(cookie().contains(TOKEN));
}

#[tokio::test]
async fn pages_travel_compressed_and_say_their_length_where_they_do_not() {
    let app = TestApp::new().await;
    let plain = app.get("/gminas").await;
    assert_eq!(plain.header("content-length"), plain.body.len().to_string());
    for encoding in ["br", "gzip"] {
        let mut asked = request(Method::GET, "/gminas");
        asked.headers_mut().insert(header::ACCEPT_ENCODING, encoding.parse().unwrap());
        let answer = app.send(asked).await;
        assert_eq!(answer.header("content-encoding"), encoding);
        assert!(answer.header("vary").contains("cookie") || answer.headers.get_all("vary").iter().count() == 2);
    }
}
