//! A small catalogue, and people who use it.

use chrono::NaiveDate;
use domain::accessibility::{Access, AccessibilityFact, FactKind, FactSource};
use domain::geo::Position;
use domain::gmina::{GminaDraft, GminaSlug};
use domain::hours::{LocalTime, parse_clock};
use domain::itinerary::{Day, DayFrame, DayId, Itinerary, Stop, StopId};
use domain::language::{Language, Translated};
use domain::venue::{Area, Category, PositionSource, Price, Setting, Venue, VenueDraft, VenueSlug};
use store::{Store, VenuePage, Visitor};

/// A moment in November 2026; the 21st is a Saturday.
pub fn at(day: u32, time: &str) -> LocalTime {
    LocalTime { date: november(day), minute: parse_clock(time).unwrap() }
}

pub fn november(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
}

/// Saturday noon.
pub fn noon() -> LocalTime {
    at(21, "12:00")
}

pub fn slug(text: &str) -> VenueSlug {
    VenueSlug::parse(text).unwrap()
}

pub fn pl(text: &str) -> Translated {
    Translated { pl: text.to_owned(), en: None, uk: None }
}

pub fn gmina(slug: &str, teryt: &str, name: &str, uk: &str) -> GminaDraft {
    GminaDraft {
        slug: GminaSlug::parse(slug).unwrap(),
        teryt: teryt.to_owned(),
        name: Translated { uk: Some(uk.to_owned()), ..pl(name) },
        character: pl("Gmina jak malowana."),
        population: 25_000,
        area_ha: 10_000,
    }
}

pub fn gminas() -> Vec<GminaDraft> {
    vec![
        gmina("wieliczka", "1219053", "Wieliczka", "Величка"),
        gmina("krakow", "1261011", "Kraków", "Краків"),
        gmina("skawina", "1206114", "Skawina", "Скавіна"),
        gmina("swiatniki-gorne", "1206143", "Świątniki Górne", "Свйонтники-Гурне"),
        gmina("liszki", "1206082", "Liszki", "Лішки"),
        gmina("zabierzow", "1206162", "Zabierzów", "Забежув"),
    ]
}

/// A paid indoor museum with a precise position and nothing else known, a few hundred metres from the others.
pub fn venue(name: &str, gmina: &str) -> VenueDraft {
    let ascii = |c: char| match c.to_lowercase().next().unwrap() {
        'ą' => 'a',
        'ć' => 'c',
        'ę' => 'e',
        'ł' => 'l',
        'ń' => 'n',
        'ó' => 'o',
        'ś' => 's',
        'ź' | 'ż' => 'z',
        c if c.is_ascii_alphanumeric() => c,
        _ => '-',
    };
    let slug: String = name.chars().map(ascii).collect();
    let slug = slug.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    let spread = i32::try_from(slug.bytes().map(u32::from).sum::<u32>() % 1_000).unwrap();
    VenueDraft {
        slug: VenueSlug::parse(&slug).unwrap(),
        name: pl(name),
        summary: pl("Warto zajrzeć."),
        gmina: GminaSlug::parse(gmina).unwrap(),
        position: Position::from_micro_degrees(49_990_000 + spread * 40, 19_900_000 + spread * 70).unwrap(),
        position_source: PositionSource::Osm,
        precision_m: 20,
        category: Category::Museum,
        setting: Setting::Indoors,
        opening_hours: None,
        last_entry_min: None,
        stay_min: 60,
        price: Price::Paid,
        area: if gmina == "krakow" { Area::Krakow } else { Area::Beyond },
        centre_m: 5_000,
        website: None,
        wikidata: None,
        facts: Vec::new(),
    }
}

pub fn wheelchair(value: Access) -> AccessibilityFact {
    AccessibilityFact { kind: FactKind::Wheelchair, value, source: FactSource::Editorial, checked_on: november(1) }
}

pub async fn load(store: &Store, venues: &[VenueDraft]) {
    store.load_catalogue(&gminas(), venues, noon()).await.unwrap();
}

/// The page of a venue that is in the catalogue.
pub async fn page(store: &Store, venue: &VenueSlug, language: Language, now: LocalTime) -> VenuePage {
    store.venue_page(venue, language, now, 6).await.unwrap().unwrap()
}

/// A venue that is in the catalogue, as its page shows it.
pub async fn shown(store: &Store, venue: &VenueSlug, language: Language, now: LocalTime) -> Venue {
    page(store, venue, language, now).await.venue
}

/// A visitor who has never been here before.
pub async fn visitor(store: &Store, name: &str) -> Visitor {
    store.create_visitor(&token(name)).await.unwrap()
}

pub fn token(name: &str) -> String {
    format!("{name:_<43}")
}

pub fn stop(id: i64, venue: &str) -> Stop {
    Stop::visit(StopId(id), slug(venue), format!("Miejsce {id}"), 60)
}

pub fn day(id: i64, november_day: u32, stops: Vec<Stop>) -> Day {
    Day::new(DayId(id), DayFrame::on(november(november_day)), stops)
}

pub fn plan(title: &str, days: Vec<Day>) -> Itinerary {
    Itinerary { title: title.to_owned(), days, ..Itinerary::default() }
}
