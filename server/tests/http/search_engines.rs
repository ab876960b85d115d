//! What search engines are told.

use crate::test_app::TestApp;

#[tokio::test]
async fn the_sitemap_names_every_public_page_with_its_translations() {
    let app = TestApp::with(&["--base-url", "https://okolica.example"]).await;
    let answer = app.get("/sitemap.xml").await;
    let document = roxmltree::Document::parse(&answer.body).unwrap();
    let addresses: Vec<_> =
        document.descendants().filter(|node| node.has_tag_name("loc")).filter_map(|node| node.text()).collect();
    assert_eq!(addresses.len(), 3 * (6 + 15 + 20 + 245));
    for address in [
        "https://okolica.example/",
        "https://okolica.example/en",
        "https://okolica.example/uk/gminas/skawina",
        "https://okolica.example/venues/zamek-w-korzkwi",
        "https://okolica.example/en/trips/niepolomice",
    ] {
        assert!(addresses.contains(&address), "{address}");
    }
    assert!(
        addresses
            .iter()
            .all(|address| !["/plans", "/shared", "/join", "/favourites"].iter().any(|own| address.contains(own)))
    );
    let url = document.descendants().find(|node| node.has_tag_name("url")).unwrap();
    let links: Vec<_> =
        url.children().filter(|node| node.has_tag_name("link")).filter_map(|n| n.attribute("hreflang")).collect();
    assert_eq!(links, ["pl", "en", "uk"]);
}

#[tokio::test]
async fn every_address_of_the_sitemap_is_a_page() {
    let app = TestApp::new().await;
    let answer = app.get("/sitemap.xml").await;
    let document = roxmltree::Document::parse(&answer.body).unwrap();
    let addresses = document.descendants().filter(|node| node.has_tag_name("loc")).filter_map(|node| node.text());
    // Every seventh keeps the test quick and meets all kinds of page and all languages.
    for address in addresses.step_by(7) {
        let path = address.strip_prefix("http://127.0.0.1:3000").unwrap();
        assert_eq!(app.get(path).await.status, 200, "{path}");
    }
}

#[tokio::test]
async fn robots_are_shown_the_sitemap() {
    let robots = TestApp::with(&["--base-url", "https://okolica.example"]).await.get("/robots.txt").await.body;
    assert!(robots.contains("Sitemap: https://okolica.example/sitemap.xml") && robots.contains("Disallow: /api/"));
}
