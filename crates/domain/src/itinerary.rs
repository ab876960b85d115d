//! Itineraries ("plans" in the interface): days with stops, and a tray of stops that no day has yet.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::geo::Position;
use crate::hours::DAY_MIN;
use crate::travel::Mode;
use crate::venue::VenueSlug;
use crate::words::words;

/// The longest title, in characters.
pub const TITLE_MAX: usize = 120;
/// How many days a plan may have.
pub const DAYS_MAX: usize = 30;
/// How many stops a plan may have, the tray included.
pub const STOPS_MAX: usize = 200;
/// The longest stay, minutes.
pub const STAY_MAX: u16 = 12 * 60;
/// The shortest stay, minutes.
pub const STAY_MIN: u16 = 5;
/// The longest name of a place, a meal or a note, in characters.
pub const NAME_MAX: usize = 200;
/// The longest note at a stop, in characters.
pub const NOTE_MAX: usize = 1_000;
/// The longest line about packing and tickets, in characters.
pub const PACKING_MAX: usize = 200;
/// How many offered swaps a plan remembers as refused.
pub const REFUSED_MAX: usize = 500;

/// A plan: its key, unguessable enough to be made by any device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PlanId(pub i64);

/// A day of a plan; unique in it, chosen by whoever adds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DayId(pub i64);

/// A stop of a plan; unique in it, chosen by whoever adds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct StopId(pub i64);

/// What a stop is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum StopKind {
    /// A visit to a venue of the catalogue.
    Venue {
        /// Which.
        venue: VenueSlug,
    },
    /// A place of the visitor's own.
    Place {
        /// Where.
        position: Position,
    },
    /// A meal, wherever the day then is.
    Meal {
        /// The earliest beginning, minutes since midnight.
        from_min: u16,
        /// The latest beginning, minutes since midnight.
        until_min: u16,
    },
    /// A line of text between the stops, without a place.
    Note,
}

/// Something in a plan: where one goes, or what one does or remembers on the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stop {
    /// Its key.
    pub id: StopId,
    /// What it is.
    #[serde(flatten)]
    pub kind: StopKind,
    /// What it is called. Of a venue: its Polish name when it was added, shown should it vanish from the catalogue.
    pub name: String,
    /// How long to stay, minutes; a note may take none.
    pub stay_min: u16,
    /// When it has to begin, minutes since midnight, if that is fixed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fixed_start: Option<u16>,
    /// Whether the plan makes no sense without it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub must_see: bool,
    /// The visitor's own note, empty if none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// What to pack and which tickets to have, empty if nothing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub packing: String,
    /// How to travel there, where it is not as on the rest of the day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<Mode>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_false(value: &bool) -> bool {
    !*value
}

impl Stop {
    /// A visit to a venue.
    #[must_use]
    pub const fn visit(id: StopId, venue: VenueSlug, name: String, stay_min: u16) -> Self {
        Self::of(id, StopKind::Venue { venue }, name, stay_min)
    }

    /// A stop of any kind about which nothing else is said.
    #[must_use]
    pub const fn of(id: StopId, kind: StopKind, name: String, stay_min: u16) -> Self {
        let note = String::new();
        let packing = String::new();
        Self { id, kind, name, stay_min, fixed_start: None, must_see: false, note, packing, mode: None }
    }

    /// The venue that it visits, if it visits one.
    #[must_use]
    pub const fn venue(&self) -> Option<&VenueSlug> {
        match &self.kind {
            StopKind::Venue { venue } => Some(venue),
            _ => None,
        }
    }
}

/// Where a day begins or ends: a hotel, a home, a station.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Endpoint {
    /// What it is called, 1 to 200 characters.
    pub name: String,
    /// Where it is.
    pub position: Position,
}

/// What a day is apart from its places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayFrame {
    /// The date.
    pub date: NaiveDate,
    /// Setting out, minutes since midnight.
    pub start_min: u16,
    /// Being back, minutes since midnight.
    pub end_min: u16,
    /// How to travel.
    pub mode: Mode,
}

impl DayFrame {
    /// An ordinary day out: nine to six, by public transport.
    #[must_use]
    pub const fn on(date: NaiveDate) -> Self {
        Self { date, start_min: 9 * 60, end_min: 18 * 60, mode: Mode::Transit }
    }

    pub(crate) const fn is_valid(&self) -> bool {
        self.start_min < self.end_min && self.end_min <= DAY_MIN
    }
}

/// A day of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    /// Its key.
    pub id: DayId,
    /// Date, hours and way to travel.
    pub frame: DayFrame,
    /// Where it begins; absent: at its first stop.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Endpoint>,
    /// Where it ends; absent: at its last stop.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Endpoint>,
    /// How to travel to where it ends, where it is not as on the rest of the day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_mode: Option<Mode>,
    /// The stops, in the order of the visit.
    pub stops: Vec<Stop>,
}

impl Day {
    /// A day that begins and ends at its stops.
    #[must_use]
    pub const fn new(id: DayId, frame: DayFrame, stops: Vec<Stop>) -> Self {
        Self { id, frame, from: None, to: None, to_mode: None, stops }
    }
}

/// Where a stop can stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Spot {
    /// Among what no day has yet.
    Tray,
    /// On a day.
    Day(DayId),
}

/// A plan.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Itinerary {
    /// What its owner calls it, 1 to 120 characters.
    pub title: String,
    /// Its days, in the order in which they are lived.
    pub days: Vec<Day>,
    /// What is to be seen, on whichever day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tray: Vec<Stop>,
    /// Whether swaps for stops in a crowd are not offered.
    #[serde(default, skip_serializing_if = "is_false")]
    pub swaps_off: bool,
    /// Venues that were offered as a swap and refused, in the order of their refusal.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<VenueSlug>,
}

impl Itinerary {
    /// Every stop on a day, day by day. The tray is not among them.
    pub fn stops(&self) -> impl Iterator<Item = &Stop> {
        self.days.iter().flat_map(|day| &day.stops)
    }

    /// Every stop, the tray last.
    pub fn all_stops(&self) -> impl Iterator<Item = &Stop> {
        self.stops().chain(&self.tray)
    }

    /// The same plan without what its owner wrote for themselves: notes between and at the stops, packing and tickets, and
    /// where they begin and end their days, which may be their home.
    #[must_use]
    pub fn without_notes(mut self) -> Self {
        for day in &mut self.days {
            (day.from, day.to, day.to_mode) = (None, None, None);
        }
        for stops in self.days.iter_mut().map(|day| &mut day.stops).chain([&mut self.tray]) {
            stops.retain(|stop| stop.kind != StopKind::Note);
            for stop in stops {
                stop.note.clear();
                stop.packing.clear();
            }
        }
        self
    }

    /// A stop, wherever it stands.
    #[must_use]
    pub fn stop(&self, id: StopId) -> Option<&Stop> {
        self.all_stops().find(|stop| stop.id == id)
    }

    /// A day.
    #[must_use]
    pub fn day(&self, id: DayId) -> Option<&Day> {
        self.days.iter().find(|day| day.id == id)
    }

    /// The stops that stand at a spot; none for a day that the plan does not have.
    #[must_use]
    pub fn at(&self, spot: Spot) -> Option<&[Stop]> {
        match spot {
            Spot::Tray => Some(&self.tray),
            Spot::Day(day) => self.day(day).map(|day| day.stops.as_slice()),
        }
    }

    /// The place of a stop on its day: index of the day, index on it. Stops in the tray have none.
    #[must_use]
    pub fn place_of(&self, stop: StopId) -> Option<(usize, usize)> {
        self.days.iter().enumerate().find_map(|(d, day)| day.stops.iter().position(|s| s.id == stop).map(|s| (d, s)))
    }

    /// Where a stop stands, and its index there.
    #[must_use]
    pub fn spot_of(&self, stop: StopId) -> Option<(Spot, usize)> {
        let in_tray = || self.tray.iter().position(|s| s.id == stop).map(|at| (Spot::Tray, at));
        self.days
            .iter()
            .find_map(|day| day.stops.iter().position(|s| s.id == stop).map(|at| (Spot::Day(day.id), at)))
            .or_else(in_tray)
    }
}

/// What the list of plans shows of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanSummary {
    /// Its key.
    pub id: PlanId,
    /// Its title.
    pub title: String,
    /// Its first date, if it has days.
    pub first_date: Option<NaiveDate>,
    /// How many days.
    pub days: u32,
    /// How many stops, the tray included.
    pub stops: u32,
    /// Whether the visitor owns it, rather than having come by an editing link.
    pub is_mine: bool,
}

words! {
    /// What a link to a plan is for.
    LinkPurpose ("purpose of a link") {
        /// Whoever has it may read the plan.
        Read = "read",
        /// Whoever has it may edit the plan.
        Edit = "edit",
    }
}

/// A link to a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanLink {
    /// What makes it unguessable.
    pub token: String,
    /// What it is for.
    pub purpose: LinkPurpose,
    /// Whether its readers see the notes.
    pub with_notes: bool,
}
