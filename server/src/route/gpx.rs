//! A plan as GPX 1.1: a waypoint for each stop that has a place, and a route for each day.

use ::gpx::errors::GpxError;
use ::gpx::{Gpx, GpxVersion, Link, Metadata, Route, Waypoint};
use app::language::locale;
use app::words::date_long;
use domain::geo::Position;
use domain::itinerary::Endpoint;
use geo_types::Point;

use super::told::{ToldDay, ToldPlan, ToldStop};

/// Writes a plan as GPX. Meals, notes and venues that vanished have no position and are left out. A route runs from where
/// its day begins to where it ends.
///
/// # Errors
/// [`GpxError`] if the writer refuses, which no text can make it do.
pub fn write(plan: &ToldPlan) -> Result<String, GpxError> {
    let mut document = Gpx { version: GpxVersion::Gpx11, creator: Some("Okolica".to_owned()), ..Gpx::default() };
    document.metadata = Some(Metadata { name: Some(clean(&plan.itinerary.title)), ..Metadata::default() });
    for day in plan.days() {
        let stops: Vec<Waypoint> = day.stops.iter().filter_map(|stop| waypoint(plan, stop)).collect();
        document.waypoints.extend(stops.iter().cloned());
        document.routes.push(route(plan, &day, stops));
    }
    let mut written = Vec::new();
    ::gpx::write(&document, &mut written)?;
    Ok(String::from_utf8_lossy(&written).into_owned())
}

fn route(plan: &ToldPlan, day: &ToldDay<'_>, stops: Vec<Waypoint>) -> Route {
    let end = |end: &Option<Endpoint>| end.as_ref().map(|end| point(end.position, &end.name));
    Route {
        name: Some(date_long(locale(plan.language), day.day.frame.date)),
        number: Some(day.number),
        points: end(&day.day.from).into_iter().chain(stops).chain(end(&day.day.to)).collect(),
        ..Route::default()
    }
}

fn waypoint(plan: &ToldPlan, told: &ToldStop<'_>) -> Option<Waypoint> {
    let mut point = point(told.position()?, told.name());
    let lines: Vec<String> = std::iter::once(told.hours()).chain(told.notes(plan.language)).collect();
    point.description = Some(clean(&lines.join("\n")));
    point.type_ = Some(told.venue.map_or("place", |venue| venue.category.as_str()).to_owned());
    let link = |href| Link { href, text: Some(clean(told.name())), type_: None };
    point.links = plan.address_of(told.stop).map(link).into_iter().collect();
    Some(point)
}

fn point(position: Position, name: &str) -> Waypoint {
    let mut point = Waypoint::new(Point::new(position.lon(), position.lat()));
    point.name = Some(clean(name));
    point
}

/// A text without the characters that XML 1.0 cannot hold at all (section 2.2).
pub(super) fn clean(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}'))
        .collect()
}
