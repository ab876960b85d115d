//! GPX 1.0 and 1.1: `wpt`, or `rtept` of the routes where no `wpt` is.

use super::xml::{Step, Walk, attribute};
use super::{Format, ImportedPlace, PlacesError, RowFault, Rows, degrees, first_said, position_of};

const NAMES: &[&str] = &["gpx", "wpt", "rte", "rtept", "name", "desc", "cmt"];

/// A point while it is read.
#[derive(Default)]
struct Draft {
    lat: Option<f64>,
    lon: Option<f64>,
    name: String,
    description: String,
    comment: String,
}

/// Reads the points of a document, as far as they are needed.
pub(super) fn read(text: &str) -> Result<Rows, PlacesError> {
    let mut walk = Walk::over(text, Format::Gpx, NAMES);
    let (mut waypoints, mut route_points) = (Rows::default(), Rows::default());
    let mut draft = Draft::default();
    while !waypoints.is_full()
        && let Some(step) = walk.step()?
    {
        match (step, walk.path()) {
            (Step::Open(tag), ["gpx", "wpt"] | ["gpx", "rte", "rtept"]) => {
                let degrees_of = |name| attribute(&tag, name).as_deref().and_then(degrees);
                draft = Draft { lat: degrees_of("lat"), lon: degrees_of("lon"), ..Draft::default() };
            }
            (Step::Text(text), ["gpx", "wpt", field, ..] | ["gpx", "rte", "rtept", field, ..]) => {
                draft.add(field, &text)
            }
            (Step::Close, ["gpx", "wpt"]) => waypoints.push(draft.verdict()),
            (Step::Close, ["gpx", "rte", "rtept"]) => route_points.push(draft.verdict()),
            _ => {}
        }
    }
    Ok(if waypoints.0.is_empty() { route_points } else { waypoints })
}

impl Draft {
    fn add(&mut self, field: &str, text: &str) {
        match field {
            "name" => self.name.push_str(text),
            "desc" => self.description.push_str(text),
            "cmt" => self.comment.push_str(text),
            _ => {}
        }
    }

    fn verdict(&self) -> Result<ImportedPlace, RowFault> {
        let position = position_of(self.lat, self.lon)?;
        // Many devices write the same text as description and as comment.
        let note = first_said([self.description.as_str(), &self.comment]);
        Ok(ImportedPlace::new(position, &self.name, note))
    }
}
