//! Venues: the places of the catalogue.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::accessibility::{Access, AccessibilityFact};
use crate::geo::Position;
use crate::gmina::{GminaName, GminaSlug, is_slug};
use crate::hours::{OpenState, OpeningHours};
use crate::language::{Text, Translated};
use crate::words::words;

/// A position known no better than this many metres is called approximate.
pub const APPROXIMATE_FROM_M: u32 = 500;

/// The name of a venue in addresses, such as `zamek-krolewski-w-niepolomicach`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct VenueSlug(String);

impl VenueSlug {
    /// Reads a slug: 1 to 100 lower-case letters, digits and hyphens. Whether the venue exists, the catalogue knows.
    #[must_use]
    pub fn parse(slug: &str) -> Option<Self> {
        is_slug(slug, 100).then(|| Self(slug.to_owned()))
    }

    /// The slug as it stands in addresses.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for VenueSlug {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for VenueSlug {
    type Error = crate::UnknownWord;

    fn try_from(word: String) -> Result<Self, Self::Error> {
        Self::parse(&word)
            .ok_or_else(|| crate::UnknownWord { vocabulary: "venue slug", word: word.chars().take(60).collect() })
    }
}

impl From<VenueSlug> for String {
    fn from(slug: VenueSlug) -> Self {
        slug.0
    }
}

words! {
    /// What a venue is.
    Category ("category") {
        /// Castle.
        Castle = "castle",
        /// Manor, square, fort, cemetery and other heritage.
        Heritage = "heritage",
        /// Museum or gallery.
        Museum = "museum",
        /// Church, monastery or another place of worship.
        Church = "church",
        /// Nature: valley, rock, forest, lake, garden of animals.
        Nature = "nature",
        /// Park or garden.
        Park = "park",
        /// Viewpoint.
        Viewpoint = "viewpoint",
        /// Walking trail.
        Trail = "trail",
        /// Cycle route.
        Bike = "bike",
        /// Swimming pool or bathing place.
        Swimming = "swimming",
        /// Sports ground or hall.
        Sport = "sport",
        /// Horse riding.
        Horse = "horse",
        /// Playground.
        Playground = "playground",
        /// Theatre.
        Theatre = "theatre",
        /// Concert hall.
        ConcertHall = "concert_hall",
        /// Cinema.
        Cinema = "cinema",
        /// House or centre of culture.
        CultureCentre = "culture_centre",
        /// Library.
        Library = "library",
        /// Community place.
        CommunityPlace = "community_place",
        /// Market.
        Market = "market",
    }
}

words! {
    /// Under a roof or in the open.
    Setting ("setting") {
        /// Indoors.
        Indoors = "yes",
        /// Outdoors.
        Outdoors = "no",
        /// Both.
        Both = "both",
    }
}

words! {
    /// What a visit costs.
    Price ("price") {
        /// Free of charge.
        Free = "free",
        /// Paid.
        Paid = "paid",
        /// Nobody has said.
        Unknown = "unknown",
    }
}

words! {
    /// Where a venue lies as seen from the crowd.
    Area ("area") {
        /// Inside the fixed boundary of Kraków's Old Town.
        OldTown = "old_town",
        /// In Kraków, outside the Old Town.
        Krakow = "krakow",
        /// In one of the other fourteen gminas.
        Beyond = "beyond",
    }
}

words! {
    /// Where a position comes from.
    PositionSource ("position source") {
        /// OpenStreetMap (ODbL).
        Osm = "osm",
        /// Public registers and lists.
        Register = "repo",
        /// General knowledge, to be checked on the spot.
        Memory = "memory",
    }
}

/// What a list shows of a venue, in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VenueCard {
    /// Its address.
    pub slug: VenueSlug,
    /// Its name.
    pub name: Text,
    /// One or two sentences.
    pub summary: Text,
    /// Where it lies.
    pub gmina: GminaName,
    /// What it is.
    pub category: Category,
    /// Under a roof or in the open.
    pub setting: Setting,
    /// What it costs.
    pub price: Price,
    /// Whether a wheelchair gets in and around.
    pub wheelchair: Access,
    /// Where it lies as seen from the crowd.
    pub area: Area,
    /// Where it stands.
    pub position: Position,
    /// How well the position is known, metres.
    pub precision_m: u32,
    /// How long people stay, minutes.
    pub stay_min: u16,
    /// Open, closed or unknown at the moment that was asked for.
    pub open: OpenState,
    /// Metres from the position that the visitor asked from, if they did.
    pub distance_m: Option<u32>,
}

impl VenueCard {
    /// Whether the position is too rough for door-to-door directions.
    #[must_use]
    pub const fn is_approximate(&self) -> bool {
        self.precision_m >= APPROXIMATE_FROM_M
    }
}

/// A venue as its own page shows it, in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Venue {
    /// What lists show.
    pub card: VenueCard,
    /// Opening hours of the coming days, the first of them today.
    pub hours: OpeningHours,
    /// How long before closing the last visitor is let in, minutes, if that is known.
    pub last_entry_min: Option<u16>,
    /// Web site, if known.
    pub website: Option<String>,
    /// Wikidata item such as `Q189033`, if known.
    pub wikidata: Option<String>,
    /// Every accessibility fact that is known; what is not listed is unknown.
    pub facts: Vec<AccessibilityFact>,
    /// Where the position comes from.
    pub position_source: PositionSource,
    /// The day on which the catalogue last changed this venue.
    pub updated_on: NaiveDate,
}

/// A point on the map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MapPoint {
    /// Its address.
    pub slug: VenueSlug,
    /// Its name in the reader's language.
    pub name: String,
    /// What it is.
    pub category: Category,
    /// Where it stands.
    pub position: Position,
    /// Whether the position is rough.
    pub approximate: bool,
}

/// A checked row of a catalogue file, before it is in the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VenueDraft {
    /// Its address, unique in the catalogue.
    pub slug: VenueSlug,
    /// Its name.
    pub name: Translated,
    /// One or two sentences.
    pub summary: Translated,
    /// The gmina that it stands in.
    pub gmina: GminaSlug,
    /// Where it stands.
    pub position: Position,
    /// Where the position comes from.
    pub position_source: PositionSource,
    /// How well the position is known, metres.
    pub precision_m: u32,
    /// What it is.
    pub category: Category,
    /// Under a roof or in the open.
    pub setting: Setting,
    /// Opening hours in OSM syntax; absent means unknown.
    pub opening_hours: Option<String>,
    /// How long before closing the last visitor is let in, minutes, if that is known.
    pub last_entry_min: Option<u16>,
    /// How long people stay, minutes.
    pub stay_min: u16,
    /// What it costs.
    pub price: Price,
    /// Where it lies as seen from the crowd.
    pub area: Area,
    /// Metres from the Main Market Square.
    pub centre_m: u32,
    /// Web site, if known.
    pub website: Option<String>,
    /// Wikidata item, if known.
    pub wikidata: Option<String>,
    /// Accessibility facts that are known.
    pub facts: Vec<AccessibilityFact>,
}
