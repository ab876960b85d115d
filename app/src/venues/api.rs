//! What the pages of venues and gminas ask of the server.

#[cfg(feature = "ssr")]
use domain::filter::VenueFilter;
use domain::filter::{FilterError, VenuePage};
use domain::gmina::Gmina;
use domain::hours::LocalTime;
use domain::language::Language;
use domain::venue::{Venue, VenueCard};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::ApiError;
use crate::wire::Wire;

/// How many similar and how many near venues a venue's page shows.
#[cfg(feature = "ssr")]
const NEIGHBOURS: u64 = 6;

/// A page of results and the moment for which its opening states hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Discovery {
    /// The results.
    pub page: VenuePage,
    /// The moment that was asked for, or now.
    pub moment: LocalTime,
    /// Now.
    pub now: LocalTime,
}

/// Everything that a venue's page shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VenueDetails {
    /// The venue.
    pub venue: Venue,
    /// The moment for which opening states hold.
    pub now: LocalTime,
    /// Venues near it.
    pub nearby: Vec<VenueCard>,
    /// Venues of its kind in other gminas.
    pub similar: Vec<VenueCard>,
    /// Its schema.org description.
    pub json_ld: String,
}

/// Everything that a gmina's page shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GminaDetails {
    /// The gmina.
    pub gmina: Gmina,
    /// Its venues, the best-documented first.
    pub venues: VenuePage,
    /// The moment for which opening states hold.
    pub now: LocalTime,
}

impl From<FilterError> for ApiError {
    fn from(error: FilterError) -> Self {
        Self::Invalid { field: error.key }
    }
}

/// Searches the catalogue; `query` is a filter as its address says it.
#[server(prefix = "/api", endpoint = "venues/search", input = GetUrl, output = Wire)]
pub async fn search_venues(
    /// The filter.
    query: String,
    /// The reader's language.
    language: Language,
) -> Result<Discovery, ApiError> {
    use crate::server::{context, now, pairs, respond};
    let answer = async {
        let pairs = pairs(&query)?;
        let filter = VenueFilter::from_pairs(pairs.iter().map(|(key, value)| (key.as_str(), value.as_str())))?;
        let now = now();
        let page = context().store.search_venues(&filter, language, now).await?;
        Ok(Discovery { page, moment: filter.open_at.unwrap_or(now), now })
    };
    respond(answer.await)
}

/// The cards of a few venues, in the order asked for; unknown ones are left out.
#[server(prefix = "/api", endpoint = "venues/card", input = GetUrl, output = Wire)]
pub async fn load_card(
    /// Which venue.
    slug: String,
    /// The reader's language.
    language: Language,
) -> Result<(VenueCard, LocalTime), ApiError> {
    use crate::server::{context, now, respond};
    let answer = async {
        let slug = domain::venue::VenueSlug::parse(&slug).ok_or(ApiError::NotFound)?;
        let cards = context().store.venue_cards(&[slug], language, now()).await?;
        cards.into_iter().next().map(|card| (card, now())).ok_or(ApiError::NotFound)
    };
    respond(answer.await)
}

/// A venue with its surroundings.
#[server(prefix = "/api", endpoint = "venues/details", input = GetUrl, output = Wire)]
pub async fn load_venue(
    /// Which venue.
    slug: String,
    /// The reader's language.
    language: Language,
) -> Result<VenueDetails, ApiError> {
    use crate::server::{context, now, respond};
    let answer = async {
        let slug = domain::venue::VenueSlug::parse(&slug).ok_or(ApiError::NotFound)?;
        let (context, now) = (context(), now());
        let page = context.store.venue_page(&slug, language, now, NEIGHBOURS).await?.ok_or(ApiError::NotFound)?;
        let store::VenuePage { venue, opening_hours, nearby, similar } = page;
        let json_ld = super::json_ld::venue(&venue, opening_hours.as_deref(), language, &context.site.base_url);
        Ok(VenueDetails { venue, now, nearby, similar, json_ld })
    };
    respond(answer.await)
}

/// The gminas, Kraków first.
#[server(prefix = "/api", endpoint = "gminas/list", input = GetUrl, output = Wire)]
pub async fn list_gminas(
    /// The reader's language.
    language: Language,
) -> Result<Vec<Gmina>, ApiError> {
    use crate::server::{context, respond};
    respond(context().store.gminas(language).await.map_err(ApiError::from))
}

/// A gmina with its venues; `page` counts from 1.
#[server(prefix = "/api", endpoint = "gminas/details", input = GetUrl, output = Wire)]
pub async fn load_gmina(
    /// Which gmina.
    slug: String,
    /// Which page of its venues, from 1.
    page: u32,
    /// The reader's language.
    language: Language,
) -> Result<GminaDetails, ApiError> {
    use crate::server::{context, now, respond};
    let answer = async {
        let slug = domain::gmina::GminaSlug::parse(&slug).ok_or(ApiError::NotFound)?;
        let (context, now) = (context(), now());
        let gmina = context.store.gmina(&slug, language).await?.ok_or(ApiError::NotFound)?;
        let filter = VenueFilter { gminas: [slug].into(), ..VenueFilter::default() }.on_page(page);
        let venues = context.store.search_venues(&filter, language, now).await?;
        Ok(GminaDetails { gmina, venues, now })
    };
    respond(answer.await)
}
