//! Places of the visitor's own, read from files that other programs wrote: GPX (1.0, 1.1), KML (2.x) and GeoJSON
//! (RFC 7946).
//!
//! The format is recognised from the content, never from a name or a claimed type. A file that is not well-formed is
//! refused as a whole; a row that cannot be a place says why, and the others stay good. Archives (KMZ, gzip) are never
//! unpacked, documents with a DTD never read, and time and memory grow with the size of the file and with nothing else.

mod geojson;
mod gpx;
mod kml;
mod text;
mod xml;

use domain::geo::Position;
use domain::itinerary::{NAME_MAX, NOTE_MAX};

/// The largest file that is read, bytes.
pub const FILE_MAX: usize = 2 * 1024 * 1024;
/// How many rows of a file are read; one more says that there were more.
pub const ROWS_MAX: usize = 200;
/// How deep elements, objects and arrays may be nested.
pub const DEPTH_MAX: usize = 64;

/// The first bytes of zip archives (KMZ is one; empty and split ones too) and of gzip.
const ARCHIVES: [&[u8]; 4] = [b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08", b"\x1f\x8b"];

/// What a file turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// GPS Exchange Format: its waypoints, or the points of its routes if it has no waypoints. Tracks are not places.
    Gpx,
    /// Keyhole Markup Language: its placemarks, in whichever folder.
    Kml,
    /// GeoJSON: a collection of features, one feature, or one geometry.
    GeoJson,
}

impl std::fmt::Display for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Gpx => "GPX",
            Self::Kml => "KML",
            Self::GeoJson => "GeoJSON",
        })
    }
}

/// A row of a file: a waypoint, a placemark, a feature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedRow {
    /// Which one of its file, from 1.
    pub number: u32,
    /// The place, or why it is none.
    pub verdict: Result<ImportedPlace, RowFault>,
}

/// A place as a file says it, within the limits of a stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedPlace {
    /// What it is called: one line of 1 to [`NAME_MAX`] characters; latitude and longitude if the file has no name.
    pub name: String,
    /// What the file says about it: at most [`NOTE_MAX`] characters of plain text, its lines apart, empty if nothing.
    pub note: String,
    /// Where it is.
    pub position: Position,
    /// Whether the file has no name for it.
    pub is_unnamed: bool,
    /// Whether its name or its note is longer in the file.
    pub is_shortened: bool,
}

/// Why a row is not a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum RowFault {
    /// It has no position, or one that is not two numbers.
    #[error("the row has no position")]
    NoPosition,
    /// It is somewhere else.
    #[error("the position is not in Poland")]
    OutsidePoland,
    /// It is a line, an area, a model, or several points.
    #[error("the row is not one point")]
    NotAPoint,
    /// It is the row after the last that is read; neither it nor any after it is looked at.
    #[error("only the first {ROWS_MAX} rows are read")]
    TooMany,
}

/// Why a file is refused as a whole.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlacesError {
    /// It is larger than any list of places should be.
    #[error("the file is larger than {limit} bytes")]
    TooLarge {
        /// The largest that is read, bytes.
        limit: usize,
    },
    /// It is not a text in UTF-8.
    #[error("the file is not a text in UTF-8")]
    NotText,
    /// It is not well-formed, is nested deeper than [`DEPTH_MAX`], or is XML with a document type declaration.
    #[error("the {format} file is not well-formed{}", line.map(|line| format!(", line {line}")).unwrap_or_default())]
    Malformed {
        /// What it began as.
        format: Format,
        /// The line of the fault, from 1, where that is known.
        line: Option<u32>,
    },
    /// It is packed, as KMZ is.
    #[error("the file is an archive")]
    Packed,
    /// It is none of the formats.
    #[error("the file is not GPX, KML or GeoJSON")]
    NotAFormat,
    /// There is no row in it.
    #[error("there are no places in the file")]
    Nothing,
}

/// Reads the places of a file: at most [`ROWS_MAX`] rows in the order of the file, and one [`RowFault::TooMany`] behind
/// them if there are more. What follows is not looked at.
///
/// # Errors
/// [`PlacesError`] if the file as a whole cannot be read.
pub fn read_places(bytes: &[u8]) -> Result<(Format, Vec<ImportedRow>), PlacesError> {
    let text = text_of(bytes)?;
    let format = format_of(text)?;
    let Rows(rows) = match format {
        Format::Gpx => gpx::read(text),
        Format::Kml => kml::read(text),
        Format::GeoJson => geojson::read(text),
    }?;
    if rows.is_empty() { Err(PlacesError::Nothing) } else { Ok((format, rows)) }
}

fn text_of(bytes: &[u8]) -> Result<&str, PlacesError> {
    if bytes.len() > FILE_MAX {
        return Err(PlacesError::TooLarge { limit: FILE_MAX });
    }
    if ARCHIVES.iter().any(|beginning| bytes.starts_with(beginning)) {
        return Err(PlacesError::Packed);
    }
    // UTF-16 without a byte order mark can pass for UTF-8, but for its zeros.
    match std::str::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => Ok(text.strip_prefix('\u{feff}').unwrap_or(text)),
        _ => Err(PlacesError::NotText),
    }
}

fn format_of(text: &str) -> Result<Format, PlacesError> {
    match text.trim_start().chars().next() {
        None => Err(PlacesError::Nothing),
        Some('{') => Ok(Format::GeoJson),
        Some('<') => match xml::root(text).as_deref() {
            Some("gpx") => Ok(Format::Gpx),
            Some("kml") => Ok(Format::Kml),
            _ => Err(PlacesError::NotAFormat),
        },
        Some(_) => Err(PlacesError::NotAFormat),
    }
}

/// The rows of a file as they are found.
#[derive(Default)]
struct Rows(Vec<ImportedRow>);

impl Rows {
    /// Adds a row; says what is too much instead, once, when there are enough.
    fn push(&mut self, verdict: Result<ImportedPlace, RowFault>) {
        let enough = self.0.len() >= ROWS_MAX;
        if !self.is_full() {
            let number = u32::try_from(self.0.len() + 1).unwrap_or(u32::MAX);
            self.0.push(ImportedRow { number, verdict: if enough { Err(RowFault::TooMany) } else { verdict } });
        }
    }

    /// Whether nothing that follows matters.
    const fn is_full(&self) -> bool {
        self.0.len() > ROWS_MAX
    }
}

impl ImportedPlace {
    /// A place from what a file says, brought within the limits of a stop.
    fn new(position: Position, name: &str, note: &str) -> Self {
        let (name, is_name_cut) = text::line(name, NAME_MAX);
        let (note, is_note_cut) = text::note(note, NOTE_MAX);
        let is_unnamed = name.is_empty();
        let name = if is_unnamed { format!("{:.4}, {:.4}", position.lat(), position.lon()) } else { name };
        Self { name, note, position, is_unnamed, is_shortened: is_name_cut || is_note_cut }
    }
}

/// A position from degrees, where they are known.
fn position_of(lat: Option<f64>, lon: Option<f64>) -> Result<Position, RowFault> {
    match (lat, lon) {
        (Some(lat), Some(lon)) if lat.is_finite() && lon.is_finite() => {
            Position::from_degrees(lat, lon).map_err(|_| RowFault::OutsidePoland)
        }
        _ => Err(RowFault::NoPosition),
    }
}

/// Degrees as XML writes them.
fn degrees(text: &str) -> Option<f64> {
    text.trim().parse().ok()
}

/// The first text that is more than white space, or none.
fn first_said<'t>(texts: impl IntoIterator<Item = &'t str>) -> &'t str {
    texts.into_iter().find(|text| !text.trim().is_empty()).unwrap_or_default()
}

#[cfg(test)]
#[path = "places_tests.rs"]
mod tests;
