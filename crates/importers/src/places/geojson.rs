//! GeoJSON (RFC 7946): features whose geometry is a point.
//!
//! Objects are opened one level at a time and only where something is looked for; the rest stays raw text. So one odd
//! row does not spoil the file, and nothing is kept of what nobody asks for.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use super::{DEPTH_MAX, Format, ImportedPlace, PlacesError, RowFault, Rows, first_said, position_of};

/// What is read as the name of a feature, the best first.
const NAMES: [&str; 3] = ["name", "title", "Name"];
/// What is read as its note, the best first.
const NOTES: [&str; 3] = ["description", "desc", "note"];

const GEOMETRIES: [&str; 7] =
    ["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection"];

/// The members of an object, unread.
type Object<'t> = BTreeMap<String, &'t RawValue>;

/// Reads the features of a document, as far as they are needed.
pub(super) fn read(text: &str) -> Result<Rows, PlacesError> {
    check_depth(text)?;
    let document: Object<'_> = serde_json::from_str(text).map_err(|error| malformed(error.line()))?;
    let mut rows = Rows::default();
    match kind(&document).as_deref() {
        Some("FeatureCollection") => {
            let features: Vec<&RawValue> = member(&document, "features").ok_or_else(|| malformed(0))?;
            for feature in features {
                if rows.is_full() {
                    break;
                }
                rows.push(serde_json::from_str(feature.get()).map_or(Err(RowFault::NoPosition), |object| row(&object)));
            }
        }
        Some("Feature") => rows.push(row(&document)),
        Some(kind) if is_geometry(kind) => rows.push(row(&document)),
        _ => return Err(PlacesError::NotAFormat),
    }
    Ok(rows)
}

/// A feature, or a geometry that stands alone.
fn row(object: &Object<'_>) -> Result<ImportedPlace, RowFault> {
    let geometry: Option<Object<'_>> = match object.get("geometry") {
        Some(geometry) => serde_json::from_str(geometry.get()).ok(),
        None => Some(object.clone()),
    };
    let geometry = geometry.ok_or(RowFault::NoPosition)?;
    match kind(&geometry).as_deref() {
        Some("Point") => {}
        Some(kind) if is_geometry(kind) => return Err(RowFault::NotAPoint),
        _ => return Err(RowFault::NoPosition),
    }
    // Longitude, latitude and, where it is known, altitude; some programs write null for one that is not.
    let coordinates: Vec<Option<f64>> = member(&geometry, "coordinates").unwrap_or_default();
    let at = |place: usize| coordinates.get(place).copied().flatten();
    let position = position_of(at(1), at(0))?;
    let properties: Object<'_> = member(object, "properties").unwrap_or_default();
    Ok(ImportedPlace::new(position, &said(&properties, NAMES), &said(&properties, NOTES)))
}

fn is_geometry(kind: &str) -> bool {
    GEOMETRIES.contains(&kind)
}

fn kind(object: &Object<'_>) -> Option<String> {
    member(object, "type")
}

/// A member of an object, if it is of the type that is looked for.
fn member<'t, T: serde::Deserialize<'t>>(object: &Object<'t>, name: &str) -> Option<T> {
    object.get(name).and_then(|value| serde_json::from_str(value.get()).ok())
}

/// The first of these members that is a text of more than white space, or a number as it is written.
fn said(properties: &Object<'_>, names: [&str; 3]) -> String {
    let text = |name| {
        let number = || member::<serde_json::Number>(properties, name).map(|number| number.to_string());
        member::<String>(properties, name).or_else(number).unwrap_or_default()
    };
    let texts = names.map(text);
    first_said(texts.iter().map(String::as_str)).to_owned()
}

/// Refuses what is nested too deep. In what is not JSON it may miscount, but the parser then refuses it anyway.
fn check_depth(text: &str) -> Result<(), PlacesError> {
    let (mut depth, mut line, mut in_string, mut escaped) = (0_usize, 1, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'\n' => line += 1,
            _ if in_string => {}
            b'{' | b'[' if depth == DEPTH_MAX => return Err(malformed(line)),
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    Ok(())
}

/// A fault at a line from 1, or at an unknown one (0).
fn malformed(line: usize) -> PlacesError {
    PlacesError::Malformed { format: Format::GeoJson, line: u32::try_from(line).ok().filter(|line| *line > 0) }
}
