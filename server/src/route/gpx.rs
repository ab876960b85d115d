//! A plan as GPX 1.1: a waypoint for each stop and a route for each day.

use ::gpx::errors::GpxError;
use ::gpx::{Gpx, GpxVersion, Link, Metadata, Route, Waypoint};
use app::language::locale;
use app::words::date_long;
use domain::hours::clock;
use geo_types::Point;

use super::itinerary::{ToldPlan, ToldStop};

/// Writes a plan as GPX. Stops whose venue vanished have no position and are left out, as the calendar names them still.
///
/// # Errors
/// [`GpxError`] if the writer refuses, which no text can make it do.
pub fn write(plan: &ToldPlan) -> Result<String, GpxError> {
    let mut document = Gpx { version: GpxVersion::Gpx11, creator: Some("Okolica".to_owned()), ..Gpx::default() };
    document.metadata = Some(Metadata { name: Some(clean(&plan.itinerary.title)), ..Metadata::default() });
    for (day, stops) in plan.days() {
        let points: Vec<Waypoint> = stops.iter().filter_map(|stop| point(plan, *stop)).collect();
        let name = date_long(locale(plan.language), day.frame.date);
        document.waypoints.extend(points.iter().cloned());
        let number = u32::try_from(document.routes.len() + 1).ok();
        document.routes.push(Route { name: Some(name), number, points, ..Route::default() });
    }
    let mut written = Vec::new();
    ::gpx::write(&document, &mut written)?;
    Ok(String::from_utf8_lossy(&written).into_owned())
}

fn point(plan: &ToldPlan, told: ToldStop<'_>) -> Option<Waypoint> {
    let venue = told.venue?;
    let mut point = Waypoint::new(Point::new(venue.position.lon(), venue.position.lat()));
    let wall_clock = |minutes: u32| clock(u16::try_from(minutes).unwrap_or(u16::MAX));
    let mut lines = vec![format!("{}–{}", wall_clock(told.visit.start_min), wall_clock(told.visit.leave_min))];
    lines.extend(told.notes(plan.language));
    point.name = Some(clean(&venue.name.value));
    point.description = Some(clean(&lines.join("\n")));
    point.links = vec![Link { href: plan.address_of(told.stop), text: Some(clean(&venue.name.value)), type_: None }];
    point.type_ = Some(venue.category.to_string());
    Some(point)
}

/// A text without the characters that XML 1.0 cannot hold at all (section 2.2).
fn clean(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}'))
        .collect()
}
