//! The filter of Discover: what a visitor asks for, exactly as its address says it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::accessibility::AccessNeed;
use crate::geo::{BoundingBox, Position};
use crate::gmina::{GminaName, GminaSlug};
use crate::hours::{LocalTime, clock, parse_clock};
use crate::venue::{Category, VenueCard};
use crate::words::words;

/// The longest text to search for, in characters.
pub const TEXT_MAX: usize = 100;
/// The last page that may be asked for.
pub const PAGE_MAX: u32 = 5_000;

words! {
    /// The order of results.
    #[derive(Default)]
    Order ("order") {
        /// By fit to the text; without a text, one venue of every gmina in turn, those with the longest visits first.
        #[default]
        Fit = "fit",
        /// By name.
        Name = "name",
        /// From the position that the visitor gave, nearest first.
        Distance = "distance",
        /// Farther from the crowd first.
        AwayFromCrowd = "away",
    }
}

words! {
    /// What a visitor may ask of a roof. A place with both satisfies either.
    Roof ("roof") {
        /// Under a roof.
        Indoors = "indoors",
        /// In the open.
        Outdoors = "outdoors",
    }
}

words! {
    /// How far beyond the centre.
    Beyond ("distance beyond the centre") {
        /// Outside Kraków's Old Town.
        OldTown = "old-town",
        /// Outside Kraków.
        Krakow = "krakow",
    }
}

/// What a visitor asks of the catalogue. The default asks for everything.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct VenueFilter {
    /// Words to look for, trimmed, at most 100 characters; empty for any.
    pub text: String,
    /// Any of these categories; none for all.
    pub categories: BTreeSet<Category>,
    /// Any of these gminas; none for all.
    pub gminas: BTreeSet<GminaSlug>,
    /// Only what is known to be free of charge.
    pub free: bool,
    /// Under a roof or in the open.
    pub roof: Option<Roof>,
    /// Known to be open at this moment.
    pub open_at: Option<LocalTime>,
    /// Accessible with a wheelchair, to this degree of certainty.
    pub access: Option<AccessNeed>,
    /// Beyond the centre.
    pub beyond: Option<Beyond>,
    /// Inside this part of the map.
    pub within: Option<BoundingBox>,
    /// Where the visitor is, for distances.
    pub near: Option<Position>,
    /// The order of results.
    pub order: Order,
    /// Which page of results, from 1; 0 is read as 1.
    pub page: u32,
}

/// A key of the address whose value cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("the value of '{key}' cannot be read")]
pub struct FilterError {
    /// The key, one of those that [`VenueFilter::from_pairs`] knows.
    pub key: String,
}

impl VenueFilter {
    /// Reads the keys and values of an address. Empty values and unknown keys say nothing; `day` without `hour` means noon, `hour`
    /// without `day` is refused.
    ///
    /// Keys: `q`, `category`\*, `gmina`\*, `free=1`, `roof`, `day` (YYYY-MM-DD) and `hour` (HH:MM), `access`, `beyond`, `bbox`
    /// (west,south,east,north), `near` (lat,lon), `order`, `page`; those with a star may stand several times.
    ///
    /// # Errors
    /// [`FilterError`] names the key whose value is not one.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, FilterError> {
        let mut filter = Self::default();
        let (mut day, mut hour) = (None, None);
        for (key, value) in pairs {
            let value = value.trim();
            if value.is_empty() {
                continue;
            }
            let refused = || FilterError { key: key.to_owned() };
            match key {
                "q" => {
                    let text = crate::favourites::bounded(value, TEXT_MAX).ok_or_else(refused)?;
                    filter.text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                }
                "category" => {
                    filter.categories.insert(value.parse().map_err(|_| refused())?);
                }
                "gmina" => {
                    if filter.gminas.len() >= 50 {
                        return Err(refused());
                    }
                    filter.gminas.insert(GminaSlug::parse(value).ok_or_else(refused)?);
                }
                "free" if value == "1" => filter.free = true,
                "free" => return Err(refused()),
                "roof" => filter.roof = Some(value.parse().map_err(|_| refused())?),
                "day" => day = Some(value.parse::<chrono::NaiveDate>().map_err(|_| refused())?),
                "hour" => hour = Some(parse_clock(value).filter(|m| *m < crate::hours::DAY_MIN).ok_or_else(refused)?),
                "access" => filter.access = Some(value.parse().map_err(|_| refused())?),
                "beyond" => filter.beyond = Some(value.parse().map_err(|_| refused())?),
                "bbox" => filter.within = Some(parse_box(value).ok_or_else(refused)?),
                "near" => filter.near = Some(parse_position(value).ok_or_else(refused)?),
                "order" => filter.order = value.parse().map_err(|_| refused())?,
                "page" => {
                    let page = value.parse().ok().filter(|p| (1..=PAGE_MAX).contains(p)).ok_or_else(refused)?;
                    filter.page = if page == 1 { 0 } else { page };
                }
                _ => {}
            }
        }
        filter.open_at = match (day, hour) {
            (Some(date), minute) => Some(LocalTime { date, minute: minute.unwrap_or(12 * 60) }),
            (None, None) => None,
            (None, Some(_)) => {
                return Err(FilterError { key: "day".to_owned() });
            }
        };
        Ok(filter)
    }

    /// The keys and values that say this filter, in a fixed order; what is default is left out.
    #[must_use]
    pub fn to_pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if !self.text.is_empty() {
            pairs.push(("q", self.text.clone()));
        }
        pairs.extend(self.categories.iter().map(|c| ("category", c.to_string())));
        pairs.extend(self.gminas.iter().map(|g| ("gmina", g.to_string())));
        if self.free {
            pairs.push(("free", "1".to_owned()));
        }
        pairs.extend(self.roof.map(|r| ("roof", r.to_string())));
        if let Some(moment) = self.open_at {
            pairs.push(("day", moment.date.to_string()));
            pairs.push(("hour", clock(moment.minute)));
        }
        pairs.extend(self.access.map(|a| ("access", a.to_string())));
        pairs.extend(self.beyond.map(|b| ("beyond", b.to_string())));
        if let Some(BoundingBox { south_west: sw, north_east: ne }) = self.within {
            pairs.push(("bbox", format!("{:.5},{:.5},{:.5},{:.5}", sw.lon(), sw.lat(), ne.lon(), ne.lat())));
        }
        if let Some(near) = self.near {
            pairs.push(("near", format!("{:.5},{:.5}", near.lat(), near.lon())));
        }
        if self.order != Order::default() {
            pairs.push(("order", self.order.to_string()));
        }
        if self.page > 1 {
            pairs.push(("page", self.page.to_string()));
        }
        pairs
    }

    /// The query string that says this filter, without a question mark; empty for everything.
    #[must_use]
    pub fn to_query(&self) -> String {
        let encoded = |text: &str| {
            let mut out = String::with_capacity(text.len());
            for byte in text.bytes() {
                match byte {
                    b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b',' | b':' => {
                        out.push(char::from(byte))
                    }
                    b' ' => out.push('+'),
                    _ => out.push_str(&format!("%{byte:02X}")),
                }
            }
            out
        };
        self.to_pairs().iter().map(|(key, value)| format!("{key}={}", encoded(value))).collect::<Vec<_>>().join("&")
    }

    /// The same filter on another page.
    #[must_use]
    pub fn on_page(&self, page: u32) -> Self {
        Self { page: if page == 1 { 0 } else { page }, ..self.clone() }
    }

    /// The page that is asked for, from 1.
    #[must_use]
    pub const fn page(&self) -> u32 {
        if self.page == 0 { 1 } else { self.page }
    }

    /// Whether anything narrows the catalogue (order, position and page do not).
    #[must_use]
    pub fn narrows(&self) -> bool {
        let anything = Self { near: self.near, order: self.order, page: self.page, ..Self::default() };
        *self != anything
    }
}

fn parse_numbers<const N: usize>(text: &str) -> Option<[f64; N]> {
    let numbers: Vec<f64> = text.split(',').map(|part| part.trim().parse().ok()).collect::<Option<_>>()?;
    numbers.try_into().ok()
}

fn parse_position(text: &str) -> Option<Position> {
    let [lat, lon] = parse_numbers(text)?;
    Position::from_degrees(lat, lon).ok()
}

fn parse_box(text: &str) -> Option<BoundingBox> {
    let [west, south, east, north] = parse_numbers(text)?;
    let (south_west, north_east) = (Position::from_degrees(south, west), Position::from_degrees(north, east));
    BoundingBox::new(south_west.ok()?, north_east.ok()?).ok()
}

/// How many venues each value of a filter would leave, all other choices kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facets {
    /// By category, those with none left out.
    pub categories: Vec<(Category, u32)>,
    /// By gmina, Kraków first, the others by name, those with none included.
    pub gminas: Vec<(GminaName, u32)>,
    /// Known to be free.
    pub free: u32,
    /// By roof, in the order of [`Roof::ALL`].
    pub roofs: Vec<(Roof, u32)>,
    /// By certainty of access, in the order of [`AccessNeed::ALL`].
    pub access: Vec<(AccessNeed, u32)>,
    /// By distance beyond the centre, in the order of [`Beyond::ALL`].
    pub beyond: Vec<(Beyond, u32)>,
}

/// One page of results.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VenuePage {
    /// How many venues fit in all.
    pub total: u32,
    /// Which page this is, from 1.
    pub page: u32,
    /// How many pages there are, at least 1.
    pub pages: u32,
    /// The venues of this page, in order.
    pub cards: Vec<VenueCard>,
    /// Counts per value.
    pub facets: Facets,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &[(&str, &str)]) -> Result<VenueFilter, FilterError> {
        VenueFilter::from_pairs(query.iter().copied())
    }

    #[test]
    fn an_address_says_a_filter_and_a_filter_its_address() {
        let queries: &[&[(&str, &str)]] = &[
            &[],
            &[("q", "zamek w Niepołomicach & więcej")],
            &[
                ("category", "castle"),
                ("category", "museum"),
                ("gmina", "skawina"),
                ("gmina", "wielka-wies"),
                ("free", "1"),
            ],
            &[("roof", "indoors"), ("day", "2026-11-21"), ("hour", "09:30"), ("access", "known"), ("beyond", "krakow")],
            &[
                ("bbox", "19.50000,49.90000,20.30000,50.20000"),
                ("near", "50.06150,19.93735"),
                ("order", "distance"),
                ("page", "3"),
            ],
        ];
        for query in queries {
            let filter = read(query).unwrap();
            let pairs = filter.to_pairs();
            assert_eq!(pairs.iter().map(|(k, v)| (*k, v.as_str())).collect::<Vec<_>>(), *query);
        }
        assert_eq!(read(&[("q", "ż &")]).unwrap().to_query(), "q=%C5%BC+%26");
    }

    #[test]
    fn a_value_that_is_none_names_its_key() {
        let long = "x".repeat(101);
        let cases = [
            ("q", long.as_str()),
            ("q", "a\u{0}b"),
            ("category", "castles"),
            ("gmina", "Kraków"),
            ("free", "yes"),
            ("roof", "yes"),
            ("day", "2026-02-30"),
            ("day", "tomorrow"),
            ("hour", "25:00"),
            ("access", "all"),
            ("beyond", "moon"),
            ("bbox", "1,2,3"),
            ("bbox", "20.3,50.2,19.5,49.9"),
            ("bbox", "NaN,NaN,NaN,NaN"),
            ("near", "91,0"),
            ("order", "price"),
            ("page", "0"),
            ("page", "-1"),
            ("page", "5001"),
            ("page", "1e3"),
        ];
        for (key, value) in cases {
            assert_eq!(read(&[(key, value)]).map_err(|e| e.key), Err(key.to_owned()), "{value}");
        }
        assert_eq!(read(&[("hour", "10:00")]).map_err(|e| e.key), Err("day".to_owned()));
    }

    #[test]
    fn empty_fields_of_a_form_say_nothing() {
        let filter =
            read(&[("q", " "), ("category", ""), ("day", ""), ("hour", ""), ("utm_source", "x"), ("page", "1")])
                .unwrap();
        assert_eq!(filter, VenueFilter::default());
        assert!(!filter.narrows());
        assert!(read(&[("free", "1")]).unwrap().narrows());
    }
}
