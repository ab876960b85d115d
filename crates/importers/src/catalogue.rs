//! The catalogue: gminas with their outlines, and the venues that stand in them.
//!
//! The format is that of `data/` (see `docs/data.md`): `gminas.csv` and `gminas.geojson` joined by TERYT code,
//! `old-town.geojson` with the boundary of Kraków's Old Town, and `venues.csv`. A file with a missing or unknown column is
//! refused as a whole; a row that cannot be right is rejected with its line and its reason, and the others go on.

mod columns;
mod gminas;
mod outlines;
mod reason;
mod row;

use std::collections::BTreeMap;

use domain::geo::{Position, Ring};
use domain::gmina::{GminaDraft, GminaSlug};
use domain::venue::VenueDraft;

pub use reason::{FileError, Reason, Rejection};

/// How far an outline of `gminas.geojson` may lie beside the real border, metres: the outlines are simplified from the state
/// register of borders (PRG), and 1,700 m is the worst error that was measured (the median is 106 m).
pub const OUTLINE_ERROR_M: u32 = 1_700;
/// The largest file that is read, bytes.
pub const FILE_MAX: usize = 10 * 1024 * 1024;

/// Latitude and longitude of Kraków's Main Market Square, from which "the centre" is measured.
const MAIN_SQUARE: (f64, f64) = (50.06150, 19.93735);
/// TERYT code of Kraków.
const KRAKOW: &str = "1261011";

/// The texts of the files that make up a catalogue.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'a> {
    /// `gminas.csv`.
    pub gminas: &'a str,
    /// `gminas.geojson`.
    pub outlines: &'a str,
    /// `old-town.geojson`.
    pub old_town: &'a str,
    /// `venues.csv`.
    pub venues: &'a str,
}

/// A catalogue as its files say it.
#[derive(Debug, Clone)]
pub struct Catalogue {
    /// The gminas, in the order of the file.
    pub gminas: Vec<GminaDraft>,
    /// The outline of every gmina, for drawing.
    pub outlines: BTreeMap<GminaSlug, Ring>,
    /// The venues that passed every check, in the order of the file.
    pub venues: Vec<VenueDraft>,
    /// The rows that did not.
    pub rejections: Vec<Rejection>,
}

/// Whoever can say what is wrong with opening hours in OSM syntax.
pub type HoursCheck<'a> = &'a dyn Fn(&str) -> Result<(), String>;

/// What a row is checked against: the gminas, the Old Town, the centre.
struct Territory {
    gminas: BTreeMap<String, Home>,
    old_town: Ring,
    centre: Position,
}

/// A gmina as a row names it.
struct Home {
    slug: GminaSlug,
    name: String,
    outline: Ring,
}

impl Catalogue {
    /// Reads a catalogue.
    ///
    /// # Errors
    /// [`FileError`] if a file as a whole cannot be what it should: not its format, a missing, unknown or doubled column, a
    /// gmina without an outline, larger than [`FILE_MAX`].
    pub fn read(sources: &Sources<'_>, hours: HoursCheck<'_>) -> Result<Self, FileError> {
        let shapes = outlines::read("gminas.geojson", sources.outlines)?;
        let (gminas, territory) = gminas::read(sources.gminas, shapes, outlines::old_town(sources.old_town)?)?;
        let (venues, rejections) = row::read_all(sources.venues, &territory, hours)?;
        let outlines = territory.gminas.into_values().map(|home| (home.slug, home.outline)).collect();
        Ok(Self { gminas, outlines, venues, rejections })
    }
}

#[cfg(test)]
#[path = "catalogue_tests.rs"]
mod tests;
