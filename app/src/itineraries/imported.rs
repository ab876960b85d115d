//! What was found in a file of the visitor's, and how the chosen places come into a plan.

use domain::edit::Edit;
use domain::geo::Position;
use domain::itinerary::{PlanId, Spot, Stop, StopId, StopKind};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use super::edit_form::{PLACE_STAY_MIN, key_after};
use crate::error::ApiError;
use crate::wire::Wire;

/// The largest file that is read, bytes.
pub const FILE_MAX: u32 = 2 * 1024 * 1024;
/// The longest edit that a page sends at once, bytes as a form encodes them: the server takes 128 kB.
pub const EDIT_MAX: usize = 100_000;

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundFile {
    /// What it turned out to be: `GPX`, `KML` or `GeoJSON`.
    pub format: String,
    /// Its rows, in their order.
    pub rows: Vec<FoundRow>,
}

/// A row of the file: a waypoint, a placemark, a feature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundRow {
    /// Which one of its file, from 1.
    pub number: u32,
    /// The place, if the row is one.
    pub place: Option<FoundPlace>,
    /// What becomes of it.
    pub verdict: Verdict,
}

/// A place that can be added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundPlace {
    /// What it is called, 1 to 200 characters.
    pub name: String,
    /// What the file says about it, at most 1,000 characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Latitude in micro-degrees.
    pub lat_e6: i32,
    /// Longitude in micro-degrees.
    pub lon_e6: i32,
}

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It will be added.
    New,
    /// It will be added; as the file has no name for it, its coordinates are its name.
    Unnamed,
    /// It will be added, its name or its note shortened.
    Shortened,
    /// The plan is full before it.
    NoRoom,
    /// A stop of the plan is there already.
    Known,
    /// The same place stands further up in the file.
    Repeated,
    /// It has no position.
    NoPosition,
    /// It is not in Poland.
    OutsidePoland,
    /// It is a line, an area, or several points.
    NotAPoint,
    /// It and the rows after it are not read.
    TooMany,
}

impl Verdict {
    /// Its name for machines.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Unnamed => "unnamed",
            Self::Shortened => "shortened",
            Self::NoRoom => "no-room",
            Self::Known => "known",
            Self::Repeated => "repeated",
            Self::NoPosition => "no-position",
            Self::OutsidePoland => "outside-poland",
            Self::NotAPoint => "not-a-point",
            Self::TooMany => "too-many",
        }
    }

    /// Whether the place is added unless the visitor says otherwise.
    #[must_use]
    pub const fn is_accepted(self) -> bool {
        matches!(self, Self::New | Self::Unnamed | Self::Shortened)
    }
}

impl FoundPlace {
    /// A place at a position.
    #[must_use]
    pub const fn new(name: String, note: String, position: Position) -> Self {
        Self { name, note, lat_e6: position.lat_e6(), lon_e6: position.lon_e6() }
    }

    /// Where it is.
    ///
    /// # Errors
    /// [`ApiError::Invalid`] outside Poland: it may come from a form that somebody else has written.
    pub fn position(&self) -> Result<Position, ApiError> {
        Position::from_micro_degrees(self.lat_e6, self.lon_e6).map_err(|_| ApiError::invalid("position"))
    }

    fn stop(&self, id: StopId) -> Result<Stop, ApiError> {
        let kind = StopKind::Place { position: self.position()? };
        Ok(Stop { note: self.note.clone(), ..Stop::of(id, kind, self.name.clone(), PLACE_STAY_MIN) })
    }
}

/// The edits that put places into the tray, behind what is there: one that can be taken back as a whole, or more where
/// it would be longer than `longest` bytes of a form. Their keys follow on `key`.
///
/// # Errors
/// [`ApiError::Invalid`] for a position outside Poland.
pub fn edits(places: &[FoundPlace], key: i64, longest: usize) -> Result<Vec<Edit>, ApiError> {
    let mut steps: Vec<Vec<Edit>> = Vec::new();
    let mut length = 0;
    for (place, more) in places.iter().zip(0..) {
        let insert =
            Edit::InsertStop { spot: Spot::Tray, at: usize::MAX, stop: place.stop(StopId(key_after(key, more)))? };
        let added = encoded_length(&insert);
        length += added;
        match steps.last_mut() {
            Some(step) if length <= longest => step.push(insert),
            _ => {
                length = added;
                steps.push(vec![insert]);
            }
        }
    }
    let edit = |mut edits: Vec<Edit>| match edits.pop() {
        Some(only) if edits.is_empty() => only,
        last => {
            edits.extend(last);
            Edit::Step { edits }
        }
    };
    Ok(steps.into_iter().map(edit).collect())
}

/// How many bytes an edit takes in a form, where most signs take three.
fn encoded_length(edit: &Edit) -> usize {
    let json = serde_json::to_string(edit).unwrap_or_default();
    json.bytes().map(|byte| if byte.is_ascii_alphanumeric() { 1 } else { 3 }).sum()
}

/// What somebody has just sent to the page of the import: the server lends it to the page that it renders as answer.
#[derive(Debug, Clone)]
pub struct Posted(pub Result<FoundFile, ApiError>);

/// Everything that the page of the import shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportView {
    /// The plan.
    pub id: PlanId,
    /// Its title.
    pub title: String,
    /// What was found in the file that was just sent, or why it was refused.
    pub posted: Option<Result<FoundFile, ApiError>>,
}

/// The plan into which a file is read, with what was found in it.
#[server(prefix = "/api", endpoint = "plans/import", input = GetUrl, output = Wire)]
pub async fn load_import(
    /// The plan.
    plan: String,
) -> Result<ImportView, ApiError> {
    use crate::server::{context, respond};
    let answer = async {
        let (_, saved) = super::making::opened(&context().store, &plan).await?;
        let posted = use_context::<Posted>().map(|Posted(found)| respond(found));
        Ok(ImportView { id: saved.id, title: saved.itinerary.title, posted })
    };
    respond(answer.await)
}

#[cfg(test)]
#[path = "imported_tests.rs"]
mod tests;
