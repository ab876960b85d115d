//! What crosses between the page and the element: attributes as text, events with text.

use domain::geo::{BoundingBox, Position};
use leptos::prelude::*;
use leptos::web_sys::CustomEvent;
use serde_json::json;

use super::{Framing, MapRoute, MapStop, Pointed};
use crate::i18n::{Locale, td_string};

/// The module that defines the element; it loads MapLibre when the element comes into view.
const MODULE: &str = "/map/okolica-map.js";

/// Asks for the element's definition, once in the life of a document. Does nothing on the server.
pub fn load() {
    Effect::new(|_| {
        let document = document();
        let asked = document.query_selector(&format!("script[src='{MODULE}']")).ok().flatten().is_some();
        if let (false, Some(head), Ok(script)) = (asked, document.head(), document.create_element("script")) {
            let module = [("type", "module"), ("src", MODULE)];
            let ready = module.iter().all(|(name, value)| script.set_attribute(name, value).is_ok());
            if ready {
                // Where the file cannot be had, the element stays empty beneath its sketch and its sentence.
                drop(head.append_child(&script));
            }
        }
    });
}

/// Days as the element reads them.
pub fn routes(routes: &[MapRoute]) -> String {
    let stop = |stop: &MapStop| {
        let MapStop { label, name, key, slug, position } = stop;
        json!({ "label": label, "name": name, "key": key, "slug": slug, "lat": position.lat(), "lon": position.lon() })
    };
    let day = |route: &MapRoute| json!({ "key": route.key, "stops": route.stops.iter().map(stop).collect::<Vec<_>>() });
    json!(routes.iter().map(day).collect::<Vec<_>>()).to_string()
}

/// A point as the element reads it.
pub fn point(position: Position) -> String {
    format!("{},{}", position.lon(), position.lat())
}

/// What is to be in view as the element reads it: how often it was asked, then the key of the day or `all`. Nothing before it
/// was asked at all.
pub fn framing(framing: Framing) -> Option<String> {
    let Framing { asked, day } = framing;
    let what = day.unwrap_or_else(|| "all".to_owned());
    (asked > 0).then(|| format!("{asked} {what}"))
}

/// The place that the element wrote: "longitude,latitude", then a space and the name of the gmina where there is one.
pub fn read_pointed(text: &str) -> Option<Pointed> {
    let (degrees, gmina) = text.split_once(' ').unwrap_or((text, ""));
    let (lon, lat) = degrees.split_once(',')?;
    let position = Position::from_degrees(lat.parse().ok()?, lon.parse().ok()?).ok()?;
    Some(Pointed { position, gmina: Some(gmina.to_owned()).filter(|gmina| !gmina.is_empty()) })
}

/// An area as the element reads and writes it: west, south, east and north in degrees.
pub fn area(area: BoundingBox) -> String {
    let BoundingBox { south_west, north_east } = area;
    format!("{},{}", point(south_west), point(north_east))
}

/// The area that the element wrote, or nothing where it is none.
pub fn read_area(text: &str) -> Option<BoundingBox> {
    let degrees: Vec<f64> = text.split(',').map(str::parse).collect::<Result<_, _>>().ok()?;
    let [west, south, east, north] = degrees.try_into().ok()?;
    let south_west = Position::from_degrees(south, west).ok()?;
    let north_east = Position::from_degrees(north, east).ok()?;
    BoundingBox::new(south_west, north_east).ok()
}

/// The text that an event of the element carries.
pub fn detail(event: &CustomEvent) -> String {
    event.detail().as_string().unwrap_or_default()
}

/// What the map's own controls say, under the names that the element knows.
pub fn texts(locale: Locale) -> String {
    json!({
        "canvas": td_string!(locale, map.canvas),
        "zoom_in": td_string!(locale, map.zoom_in),
        "zoom_out": td_string!(locale, map.zoom_out),
        "close": td_string!(locale, map.close),
        "credits": td_string!(locale, map.credits),
        "credit": td_string!(locale, map.credit),
        "credit_more": td_string!(locale, map.credit_more),
        "two_fingers": td_string!(locale, map.two_fingers),
        "ctrl_wheel": td_string!(locale, map.ctrl_wheel),
        "command_wheel": td_string!(locale, map.command_wheel),
    })
    .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_survives_the_way_to_the_map_and_back() {
        let corner = |lat, lon| Position::from_degrees(lat, lon).unwrap();
        let here = BoundingBox::new(corner(49.9, 19.6), corner(50.2, 20.3)).unwrap();
        assert_eq!(area(here), "19.6,49.9,20.3,50.2");
        assert_eq!(read_area(&area(here)), Some(here));
    }

    #[test]
    fn what_is_no_area_of_poland_is_no_area() {
        for text in
            ["", "19.6,49.9,20.3", "19.6,49.9,20.3,x", "20.3,49.9,19.6,50.2", "0,0,1,1", "19.6,49.9,20.3,50.2,1"]
        {
            assert_eq!(read_area(text), None, "{text}");
        }
    }

    #[test]
    fn days_keep_their_order_and_an_empty_day_its_place() {
        let position = Position::from_degrees(50.0336, 20.2156).unwrap();
        let name = "Zamek „Mały”".to_owned();
        let stop = MapStop { label: "B2".into(), name, key: "stop-7".into(), slug: Some("zamek".into()), position };
        let day = |key: &str, stops| MapRoute { key: key.to_owned(), stops };
        let days = [day("12", Vec::new()), day("11", vec![stop])];
        let read: serde_json::Value = serde_json::from_str(&routes(&days)).unwrap();
        let expected = json!([{ "key": "12", "stops": [] }, { "key": "11", "stops": [{
            "label": "B2", "name": "Zamek „Mały”", "key": "stop-7", "slug": "zamek", "lat": 50.0336, "lon": 20.2156
        }] }]);
        assert_eq!(read, expected);
    }

    #[test]
    fn a_place_that_was_pointed_at_is_read_with_its_gmina() {
        let position = Position::from_degrees(50.0336, 20.2156).unwrap();
        let there = |gmina: Option<&str>| Some(Pointed { position, gmina: gmina.map(str::to_owned) });
        assert_eq!(read_pointed("20.2156,50.0336 Wielka Wieś"), there(Some("Wielka Wieś")));
        assert_eq!(read_pointed("20.2156,50.0336"), there(None));
        for text in ["", "20.2156", "x,50.0336", "2.2156,50.0336 Paris"] {
            assert_eq!(read_pointed(text), None, "{text}");
        }
    }

    #[test]
    fn nothing_is_asked_of_a_map_before_somebody_asks() {
        assert_eq!(framing(Framing::default()), None);
        assert_eq!(framing(Framing { asked: 2, day: None }).as_deref(), Some("2 all"));
        assert_eq!(framing(Framing { asked: 3, day: Some("12".to_owned()) }).as_deref(), Some("3 12"));
    }
}
