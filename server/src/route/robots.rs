//! What search engines are told: where to look, and every page in every language.

use std::fmt::Write;

use app::error::ApiError;
use app::language::address;
use axum::body::Body;
use axum::extract::State as Lent;
use axum::http::{Response, header};
use axum::response::IntoResponse;
use domain::filter::VenueFilter;
use domain::language::Language;

use crate::route::map::refusal;
use crate::state::State;

/// A sitemap may name 50,000 addresses (sitemaps.org): this many pages in three languages.
const PAGES_MAX: usize = 50_000 / 3;

/// `robots.txt`. Personal pages are not forbidden here but say `noindex` themselves: what may not be read may still be listed.
pub async fn robots(Lent(state): Lent<State>) -> Response<Body> {
    let base = &state.context().site.base_url;
    let text = format!("User-agent: *\nDisallow: /api/\n\nSitemap: {base}/sitemap.xml\n");
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}

/// `sitemap.xml`: every public page, each with its translations.
pub async fn sitemap(Lent(state): Lent<State>) -> Response<Body> {
    match pages(&state).await {
        Ok(pages) => {
            let xml = sitemap_of(&state.context().site.base_url, &pages);
            ([(header::CONTENT_TYPE, "application/xml"), (header::CACHE_CONTROL, "public, max-age=3600")], xml)
                .into_response()
        }
        Err(error) => refusal(&error),
    }
}

async fn pages(state: &State) -> Result<Vec<String>, ApiError> {
    let store = &state.context().store;
    let gminas = store.gminas(Language::Pl).await?;
    let venues = store.map_points(&VenueFilter::default(), Language::Pl).await?;
    let fixed = ["/", "/gminas", "/trips", "/about", "/privacy", "/accessibility"].map(str::to_owned);
    let gminas = gminas.iter().map(|gmina| format!("/gminas/{}", gmina.slug));
    let trips = state.context().trips.iter().map(|trip| format!("/trips/{}", trip.slug));
    let venues = venues.iter().map(|venue| format!("/venues/{}", venue.slug));
    Ok(fixed.into_iter().chain(gminas).chain(trips).chain(venues).take(PAGES_MAX).collect())
}

fn sitemap_of(base: &str, pages: &[String]) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for page in pages {
        // Addresses are made of slugs and the checked base address: nothing in them needs to be escaped.
        let alternates = Language::ALL.iter().fold(String::new(), |mut links, language| {
            let href = format!("{base}{}", address(*language, page));
            let _ = write!(links, "<xhtml:link rel=\"alternate\" hreflang=\"{language}\" href=\"{href}\"/>");
            links
        });
        for language in Language::ALL {
            let _ = writeln!(xml, "<url><loc>{base}{}</loc>{alternates}</url>", address(*language, page));
        }
    }
    xml.push_str("</urlset>\n");
    xml
}
