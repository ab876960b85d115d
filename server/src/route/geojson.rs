//! A plan as GeoJSON (RFC 7946): a point for each stop that has a place, and a line for the way of each day.
//!
//! It is put together from JSON values, as the map's points are: the types of the crate `geojson` would check nothing that
//! these few lines could get wrong, and so the tests read the file with a parser that did not write it.

use chrono::SecondsFormat;
use domain::geo::Position;
use domain::itinerary::StopKind;
use serde_json::{Value, json};

use super::told::{ToldDay, ToldPlan, ToldStop};

/// Writes a plan as a feature collection. Meals, notes and venues that vanished have no position and are left out.
#[must_use]
pub fn write(plan: &ToldPlan) -> String {
    let features: Vec<Value> = plan.days().flat_map(|day| features(&day)).collect();
    json!({"type": "FeatureCollection", "name": plan.itinerary.title, "features": features}).to_string()
}

fn features(day: &ToldDay<'_>) -> Vec<Value> {
    day.stops.iter().filter_map(|stop| point(day, stop)).chain(line(day)).collect()
}

fn point(day: &ToldDay<'_>, told: &ToldStop<'_>) -> Option<Value> {
    let at = told.position()?;
    let time = |instant: chrono::DateTime<chrono_tz::Tz>| instant.to_rfc3339_opts(SecondsFormat::Secs, false);
    Some(json!({
        "type": "Feature",
        "id": format!("stop-{}", told.stop.id.0),
        "properties": {
            "day": day.number,
            "date": day.day.frame.date,
            "number": told.number,
            "name": told.name(),
            "kind": kind(&told.stop.kind),
            "arrive": time(told.arrives()),
            "start": time(told.begins()),
            "leave": time(told.leaves()),
            "stay_min": told.stop.stay_min,
        },
        "geometry": {"type": "Point", "coordinates": coordinates(at)},
    }))
}

/// The way of a day, if it leads anywhere.
fn line(day: &ToldDay<'_>) -> Option<Value> {
    let way: Vec<_> = day.way().into_iter().map(coordinates).collect();
    (way.len() > 1).then(|| {
        json!({
            "type": "Feature",
            "id": format!("way-{}", day.day.id.0),
            "properties": {"day": day.number, "date": day.day.frame.date, "kind": "way"},
            "geometry": {"type": "LineString", "coordinates": way},
        })
    })
}

fn coordinates(position: Position) -> [f64; 2] {
    [position.lon(), position.lat()]
}

const fn kind(kind: &StopKind) -> &'static str {
    match kind {
        StopKind::Venue { .. } => "venue",
        StopKind::Place { .. } => "place",
        StopKind::Meal { .. } => "meal",
        StopKind::Note => "note",
    }
}
