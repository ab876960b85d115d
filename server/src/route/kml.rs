//! A plan as KML 2.2 (OGC 07-147r2): a folder for each day, a placemark for each stop that has a place, a line for its way.
//!
//! `quick-xml` writes it and escapes every text. The crate `kml`, which knows the elements by name, stands on a version of
//! `quick-xml` that `deny.toml` refuses.

use std::io;

use app::language::locale;
use app::words::date_long;
use domain::geo::Position;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::gpx::clean;
use super::told::{ToldDay, ToldPlan, ToldStop};

const NAMESPACE: &str = "http://www.opengis.net/kml/2.2";

type Xml = Writer<Vec<u8>>;

/// Writes a plan as KML. Meals, notes and venues that vanished have no position and are left out.
///
/// # Errors
/// What the writer says, which cannot fail in memory.
pub fn write(plan: &ToldPlan) -> io::Result<String> {
    let mut xml = Xml::new(Vec::new());
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = xml.create_element("kml").with_attribute(("xmlns", NAMESPACE));
    root.write_inner_content(|xml| {
        xml.create_element("Document").write_inner_content(|xml| document(xml, plan))?;
        Ok(())
    })?;
    Ok(String::from_utf8_lossy(&xml.into_inner()).into_owned())
}

// The schema asks for the elements in the order in which they stand below.

fn document(xml: &mut Xml, plan: &ToldPlan) -> io::Result<()> {
    text(xml, "name", &plan.itinerary.title)?;
    for day in plan.days() {
        let id = format!("day-{}", day.day.id.0);
        let folder = xml.create_element("Folder").with_attribute(("id", id.as_str()));
        folder.write_inner_content(|xml| in_folder(xml, plan, &day))?;
    }
    Ok(())
}

fn in_folder(xml: &mut Xml, plan: &ToldPlan, day: &ToldDay<'_>) -> io::Result<()> {
    let name = date_long(locale(plan.language), day.day.frame.date);
    text(xml, "name", &name)?;
    for (stop, position) in day.stops.iter().filter_map(|stop| Some((stop, stop.position()?))) {
        placemark(xml, &format!("stop-{}", stop.stop.id.0), |xml| {
            text(xml, "name", stop.name())?;
            text(xml, "description", &description(plan, stop))?;
            xml.create_element("Point").write_inner_content(|xml| text(xml, "coordinates", &coordinates(position)))?;
            Ok(())
        })?;
    }
    let way: Vec<String> = day.way().into_iter().map(coordinates).collect();
    if way.len() < 2 {
        return Ok(());
    }
    placemark(xml, &format!("way-{}", day.day.id.0), |xml| {
        text(xml, "name", &name)?;
        xml.create_element("LineString").write_inner_content(|xml| {
            text(xml, "tessellate", "1")?;
            text(xml, "coordinates", &way.join(" "))
        })?;
        Ok(())
    })
}

fn placemark(xml: &mut Xml, id: &str, inside: impl FnOnce(&mut Xml) -> io::Result<()>) -> io::Result<()> {
    xml.create_element("Placemark").with_attribute(("id", id)).write_inner_content(inside)?;
    Ok(())
}

/// A description is HTML to those who read it (section 9.1), so that no text may look like markup; it is given no elements
/// either, for then Google Earth keeps its lines.
fn description(plan: &ToldPlan, stop: &ToldStop<'_>) -> String {
    let notes = stop.notes(plan.language).into_iter().chain(plan.address_of(stop.stop));
    let lines: Vec<String> = std::iter::once(stop.hours()).chain(notes).collect();
    html_escape::encode_text(&lines.join("\n")).into_owned()
}

fn coordinates(position: Position) -> String {
    format!("{},{}", position.lon(), position.lat())
}

fn text(xml: &mut Xml, tag: &str, text: &str) -> io::Result<()> {
    xml.create_element(tag).write_text_content(BytesText::new(&clean(text)))?;
    Ok(())
}
