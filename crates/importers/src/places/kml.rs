//! KML 2.x: every `Placemark` with one `Point`, in whichever folder. Links to other files are not followed.

use super::xml::{Step, Walk};
use super::{Format, ImportedPlace, PlacesError, RowFault, Rows, degrees, position_of};

const NAMES: &[&str] = &[
    "Placemark",
    "name",
    "description",
    "Point",
    "coordinates",
    "MultiGeometry",
    "LineString",
    "LinearRing",
    "Polygon",
    "Model",
    "Track",
    "MultiTrack",
];

/// A placemark while it is read.
#[derive(Default)]
struct Draft {
    name: String,
    description: String,
    coordinates: String,
    points: usize,
    has_shape: bool,
}

/// Reads the placemarks of a document, as far as they are needed.
pub(super) fn read(text: &str) -> Result<Rows, PlacesError> {
    let mut walk = Walk::over(text, Format::Kml, NAMES);
    let mut rows = Rows::default();
    let mut draft = None;
    while !rows.is_full()
        && let Some(step) = walk.step()?
    {
        let inside = walk.path().rsplit(|name| *name == "Placemark").next().unwrap_or_default();
        match (step, &mut draft) {
            (Step::Open(_), _) if inside.is_empty() => draft = Some(Draft::default()),
            (Step::Open(_), Some(draft)) => draft.open(inside),
            (Step::Text(text), Some(draft)) => draft.add(inside, &text),
            (Step::Close, Some(complete)) if inside.is_empty() => {
                rows.push(complete.verdict());
                draft = None;
            }
            _ => {}
        }
    }
    Ok(rows)
}

impl Draft {
    /// An element begins; `inside` is its path from the placemark on.
    fn open(&mut self, inside: &[&str]) {
        match without_groups(inside) {
            ["Point"] => self.points += 1,
            ["LineString" | "LinearRing" | "Polygon" | "Model" | "Track" | "MultiTrack"] => self.has_shape = true,
            _ => {}
        }
    }

    fn add(&mut self, inside: &[&str], text: &str) {
        match without_groups(inside) {
            ["name", ..] => self.name.push_str(text),
            ["description", ..] => self.description.push_str(text),
            ["Point", "coordinates"] => self.coordinates.push_str(text),
            _ => {}
        }
    }

    fn verdict(&self) -> Result<ImportedPlace, RowFault> {
        match (self.points, self.has_shape) {
            // A point beside a shape says where its label belongs.
            (1, _) => {}
            (0, false) => return Err(RowFault::NoPosition),
            _ => return Err(RowFault::NotAPoint),
        }
        // Longitude, latitude and, where it is known, altitude.
        let mut numbers = self.coordinates.split(',').map(degrees);
        let (lon, lat) = (numbers.next().flatten(), numbers.next().flatten());
        Ok(ImportedPlace::new(position_of(lat, lon)?, &self.name, &self.description))
    }
}

/// A path without the groups of geometries at its beginning.
fn without_groups<'p, 'n>(mut path: &'p [&'n str]) -> &'p [&'n str] {
    while let ["MultiGeometry", inner @ ..] = path {
        path = inner;
    }
    path
}
