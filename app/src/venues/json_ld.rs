//! A venue as schema.org tells it to machines.

use chrono::NaiveDate;
use domain::accessibility::Access;
use domain::hours::{Certainty, DayHours, OpeningHours, clock};
use domain::language::Language;
use domain::venue::{Category, Price, Venue};
use serde_json::{Value, json};

use crate::language::address;

/// The schema.org description of a venue as JSON that may stand inside a `<script>`: `<` is escaped.
#[must_use]
pub fn venue(venue: &Venue, opening_hours: Option<&str>, language: Language, base_url: &str) -> String {
    let card = &venue.card;
    let mut thing = json!({
        "@context": "https://schema.org",
        "@type": schema_type(card.category),
        "@id": format!("{base_url}/venues/{}", card.slug),
        "url": format!("{base_url}{}", address(language, &format!("/venues/{}", card.slug))),
        "name": card.name.value,
        "description": card.summary.value,
        "image": format!("{base_url}/og.png"),
        "address": { "@type": "PostalAddress", "addressLocality": card.gmina.name.value, "addressCountry": "PL" },
        "publicAccess": true,
    });
    let mut set = |key: &str, value: Value| {
        if let Some(fields) = thing.as_object_mut() {
            fields.insert(key.to_owned(), value);
        }
    };
    if !card.is_approximate() {
        set(
            "geo",
            json!({ "@type": "GeoCoordinates", "latitude": card.position.lat(), "longitude": card.position.lon() }),
        );
    }
    match card.price {
        Price::Free => set("isAccessibleForFree", json!(true)),
        Price::Paid => set("isAccessibleForFree", json!(false)),
        Price::Unknown => {}
    }
    if let OpeningHours::Dated(days) = &venue.hours
        && opening_hours.is_some()
    {
        set("openingHoursSpecification", Value::Array(days.iter().flat_map(specification).collect()));
    }
    let same: Vec<String> = venue
        .wikidata
        .iter()
        .map(|item| format!("https://www.wikidata.org/wiki/{item}"))
        .chain(venue.website.clone())
        .collect();
    if !same.is_empty() {
        set("sameAs", json!(same));
    }
    if card.wheelchair == Access::Yes {
        set(
            "amenityFeature",
            json!([{ "@type": "LocationFeatureSpecification", "name": "wheelchair", "value": true }]),
        );
    }
    thing.to_string().replace('<', "\\u003c")
}

/// The dated hours of one day; a closed day says so, an uncertain one says nothing.
fn specification(day: &DayHours) -> Vec<Value> {
    let row = |opens: String, closes: String, date: NaiveDate| {
        json!({
            "@type": "OpeningHoursSpecification",
            "validFrom": date.to_string(),
            "validThrough": date.to_string(),
            "opens": opens,
            "closes": closes,
        })
    };
    if day.intervals.is_empty() {
        return vec![row("00:00".to_owned(), "00:00".to_owned(), day.date)];
    }
    let known = day.intervals.iter().filter(|interval| interval.certainty == Certainty::Known);
    known
        .map(|interval| {
            let closes = if interval.end == domain::hours::DAY_MIN { "23:59".to_owned() } else { clock(interval.end) };
            row(clock(interval.start), closes, day.date)
        })
        .collect()
}

/// The schema.org type that fits a category.
const fn schema_type(category: Category) -> &'static str {
    match category {
        Category::Museum => "Museum",
        Category::Church => "PlaceOfWorship",
        Category::Park => "Park",
        Category::Playground => "Playground",
        Category::Theatre => "PerformingArtsTheater",
        Category::ConcertHall => "MusicVenue",
        Category::Cinema => "MovieTheater",
        Category::Library => "Library",
        Category::Sport | Category::Horse => "SportsActivityLocation",
        Category::Swimming => "PublicSwimmingPool",
        Category::CultureCentre | Category::CommunityPlace => "CivicStructure",
        Category::Castle
        | Category::Heritage
        | Category::Nature
        | Category::Viewpoint
        | Category::Trail
        | Category::Bike
        | Category::Market => "TouristAttraction",
    }
}
