//! GeoJSON (RFC 7946) of the kind that `data/` has: features whose geometry is one polygon without holes.

use std::collections::BTreeMap;

use domain::geo::{Position, Ring};
use serde::Deserialize;

use super::{FILE_MAX, FileError};

/// The most points that an outline may have.
const POINTS_MAX: usize = 10_000;

/// The figures and the shape of a gmina.
pub(super) struct Shape {
    pub ring: Ring,
    pub population: u32,
    pub area_ha: u32,
}

#[derive(Deserialize)]
struct Collection<P> {
    features: Vec<Feature<P>>,
}

#[derive(Deserialize)]
struct Feature<P> {
    properties: P,
    geometry: Geometry,
}

#[derive(Deserialize)]
#[serde(tag = "type")]
enum Geometry {
    Polygon { coordinates: Vec<Vec<(f64, f64)>> },
}

#[derive(Deserialize)]
struct GminaFigures {
    teryt: String,
    population: u32,
    area_km2: f64,
}

/// Reads the outlines of gminas by TERYT code.
pub(super) fn read(file: &'static str, text: &str) -> Result<BTreeMap<String, Shape>, FileError> {
    let mut shapes = BTreeMap::new();
    for feature in features::<GminaFigures>(file, text)? {
        let GminaFigures { teryt, population, area_km2 } = feature.properties;
        if !(0.1..=10_000.0).contains(&area_km2) {
            return Err(format(file, format!("the area of {teryt} is not 0.1 to 10,000 km²")));
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded by the check above")]
        let area_ha = (area_km2 * 100.0).round() as u32;
        let shape = Shape { ring: ring(file, feature.geometry)?, population, area_ha };
        if shapes.insert(teryt.clone(), shape).is_some() {
            return Err(format(file, format!("{teryt} stands twice")));
        }
    }
    Ok(shapes)
}

/// Reads the boundary of the Old Town, the one feature of its file.
pub(super) fn old_town(text: &str) -> Result<Ring, FileError> {
    const FILE: &str = "old-town.geojson";
    let mut features = features::<serde::de::IgnoredAny>(FILE, text)?;
    match (features.pop(), features.pop()) {
        (Some(only), None) => ring(FILE, only.geometry),
        _ => Err(format(FILE, "one feature is expected".to_owned())),
    }
}

fn features<P: serde::de::DeserializeOwned>(file: &'static str, text: &str) -> Result<Vec<Feature<P>>, FileError> {
    if text.len() > FILE_MAX {
        return Err(FileError::TooLarge { file });
    }
    let collection: Collection<P> = serde_json::from_str(text).map_err(|error| format(file, error.to_string()))?;
    Ok(collection.features)
}

fn ring(file: &'static str, geometry: Geometry) -> Result<Ring, FileError> {
    let Geometry::Polygon { coordinates } = geometry;
    let Ok([points]) = <[_; 1]>::try_from(coordinates) else {
        return Err(format(file, "a polygon without holes is expected".to_owned()));
    };
    if !(4..=POINTS_MAX).contains(&points.len()) || points.first() != points.last() {
        return Err(format(file, "a ring has 4 to 10,000 points and ends where it begins".to_owned()));
    }
    // Our rings close by themselves: the repeated last point goes.
    let open = points.iter().skip(1).map(|(lon, lat)| Position::from_degrees(*lat, *lon));
    Ok(Ring(open.collect::<Result<_, _>>().map_err(|error| format(file, error.to_string()))?))
}

fn format(file: &'static str, what: String) -> FileError {
    FileError::Format { file, what }
}
