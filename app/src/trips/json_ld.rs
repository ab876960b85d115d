//! A trip as schema.org tells it to machines.

use domain::itinerary::Itinerary;
use domain::language::Language;
use domain::timeline::StopVenues;
use serde_json::{Value, json};

use super::api::TripCard;
use crate::language::address;

/// The schema.org description of a trip as JSON that may stand inside a `<script>`: `<` is escaped.
#[must_use]
pub fn trip(card: &TripCard, itinerary: &Itinerary, venues: &StopVenues, language: Language, base_url: &str) -> String {
    let url = |path: &str| format!("{base_url}{}", address(language, path));
    let stops = itinerary.stops().zip(1..).filter_map(|(stop, position)| {
        let (slug, venue) = stop.venue().and_then(|slug| Some((slug, venues.get(slug)?)))?;
        Some(json!({
            "@type": "ListItem",
            "position": position,
            "item": { "@type": "TouristAttraction", "name": venue.name.value, "url": url(&format!("/venues/{slug}")) },
        }))
    });
    let stops: Vec<Value> = stops.collect();
    json!({
        "@context": "https://schema.org",
        "@type": "TouristTrip",
        "@id": format!("{base_url}/trips/{}", card.slug),
        "url": url(&format!("/trips/{}", card.slug)),
        "name": card.title.value,
        "description": card.why.value,
        "inLanguage": card.title.language.as_str(),
        "itinerary": { "@type": "ItemList", "numberOfItems": stops.len(), "itemListElement": stops },
    })
    .to_string()
    .replace('<', "\\u003c")
}
