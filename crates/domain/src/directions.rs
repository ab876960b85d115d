//! Ways in somebody else's map: addresses that open directions there. They are only written here; whoever follows one asks
//! that map, and nobody asks it before.

use std::fmt::Write;

use crate::geo::Position;
use crate::itinerary::Day;
use crate::timeline::{StopVenues, position};
use crate::travel::{Leg, Mode};
use crate::words::words;

words! {
    /// Who shows the way.
    #[derive(Default)]
    MapApp ("map application") {
        /// The pages of OpenStreetMap, which work in every browser.
        #[default]
        OpenStreetMap = "osm",
        /// Google Maps, as a page or as its application.
        Google = "google",
        /// Apple Maps, as a page or as its application.
        Apple = "apple",
        /// Whatever the device opens places with (RFC 5870).
        Device = "device",
    }
}

/// A way that a visitor can be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// Where it begins; absent where that is known too roughly: wherever the visitor then is.
    pub from: Option<Position>,
    /// Where it leads.
    pub to: Position,
    /// What stands there.
    pub name: String,
    /// How to travel.
    pub mode: Mode,
}

/// The way to a stop of a day, whose leg it is; none to a place that is known too roughly for a way from door to door.
/// `at` counts from 0.
#[must_use]
pub fn way_to_stop(day: &Day, at: usize, leg: Leg, venues: &StopVenues) -> Option<Way> {
    let stop = day.stops.get(at)?;
    let venue = stop.venue().and_then(|slug| venues.get(slug));
    if venue.is_some_and(|venue| venue.approximate) {
        return None;
    }
    let name = venue.map_or(&stop.name, |venue| &venue.name.value).clone();
    Some(Way { from: whence(day, at, venues), to: position(stop, venues)?, name, mode: leg.mode })
}

/// The way to where a day ends, whose leg it is.
#[must_use]
pub fn way_back(day: &Day, leg: Leg, venues: &StopVenues) -> Option<Way> {
    let to = day.to.as_ref()?;
    Some(Way { from: whence(day, day.stops.len(), venues), to: to.position, name: to.name.clone(), mode: leg.mode })
}

/// Where somebody comes from who is on the way to the stop at `at`: the last stop before it that has a place, or where the day
/// begins.
fn whence(day: &Day, at: usize, venues: &StopVenues) -> Option<Position> {
    let placed = |stop| position(stop, venues).map(|place| (stop, place));
    let Some((stop, place)) = day.stops.iter().take(at).rev().find_map(placed) else {
        return day.from.as_ref().map(|from| from.position);
    };
    let is_rough = stop.venue().and_then(|slug| venues.get(slug)).is_some_and(|venue| venue.approximate);
    (!is_rough).then_some(place)
}

impl Way {
    /// The address under which an application shows the way. What it has no word for is left out: OpenStreetMap knows no
    /// timetables, Apple Maps documents no bicycles, and a `geo:` URI names a place alone.
    #[must_use]
    pub fn address(&self, app: MapApp) -> String {
        let to = point(self.to);
        let from = self.from.map(point);
        match app {
            MapApp::OpenStreetMap => {
                let engine = match self.mode {
                    Mode::Walk => "engine=fossgis_osrm_foot&",
                    Mode::Bike => "engine=fossgis_osrm_bike&",
                    Mode::Car => "engine=fossgis_osrm_car&",
                    Mode::Transit => "",
                };
                let from = from.unwrap_or_default();
                format!("https://www.openstreetmap.org/directions?{engine}route={from};{to}")
            }
            MapApp::Google => {
                let mode = match self.mode {
                    Mode::Walk => "walking",
                    Mode::Bike => "bicycling",
                    Mode::Transit => "transit",
                    Mode::Car => "driving",
                };
                let origin = from.map(|from| format!("&origin={from}")).unwrap_or_default();
                format!("https://www.google.com/maps/dir/?api=1{origin}&destination={to}&travelmode={mode}")
            }
            MapApp::Apple => {
                let mode = match self.mode {
                    Mode::Walk => "&dirflg=w",
                    Mode::Transit => "&dirflg=r",
                    Mode::Car => "&dirflg=d",
                    Mode::Bike => "",
                };
                let start = from.map(|from| format!("saddr={from}&")).unwrap_or_default();
                format!("https://maps.apple.com/?{start}daddr={to}{mode}")
            }
            MapApp::Device => format!("geo:{to}?q={to}({})", encoded(&self.name)),
        }
    }
}

/// Latitude and longitude in degrees.
fn point(at: Position) -> String {
    format!("{},{}", at.lat(), at.lon())
}

/// A text as a part of a URI's query (RFC 3986, 2.1): everything but unreserved characters by its bytes.
fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut uri, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(uri, "%{byte:02X}");
        }
        uri
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hours::OpeningHours;
    use crate::itinerary::{DayFrame, DayId, Endpoint, Stop, StopId, StopKind};
    use crate::timeline::tests_support::{at, date, venue};
    use crate::venue::VenueSlug;

    fn way(mode: Mode) -> Way {
        Way { from: Some(at(50.0615, 19.93735)), to: at(50.054, 19.9354), name: "Wawel".into(), mode }
    }

    #[test]
    fn every_application_is_told_origin_destination_and_means_in_its_own_words() {
        let osm = "https://www.openstreetmap.org/directions?";
        let google = "https://www.google.com/maps/dir/?api=1&origin=50.0615,19.93735&destination=50.054,19.9354";
        let apple = "https://maps.apple.com/?saddr=50.0615,19.93735&daddr=50.054,19.9354";
        let route = "route=50.0615,19.93735;50.054,19.9354";
        let geo = "geo:50.054,19.9354?q=50.054,19.9354(Wawel)".to_owned();
        let rows = [
            (MapApp::OpenStreetMap, Mode::Walk, format!("{osm}engine=fossgis_osrm_foot&{route}")),
            (MapApp::OpenStreetMap, Mode::Bike, format!("{osm}engine=fossgis_osrm_bike&{route}")),
            (MapApp::OpenStreetMap, Mode::Car, format!("{osm}engine=fossgis_osrm_car&{route}")),
            (MapApp::OpenStreetMap, Mode::Transit, format!("{osm}{route}")),
            (MapApp::Google, Mode::Walk, format!("{google}&travelmode=walking")),
            (MapApp::Google, Mode::Bike, format!("{google}&travelmode=bicycling")),
            (MapApp::Google, Mode::Transit, format!("{google}&travelmode=transit")),
            (MapApp::Google, Mode::Car, format!("{google}&travelmode=driving")),
            (MapApp::Apple, Mode::Walk, format!("{apple}&dirflg=w")),
            (MapApp::Apple, Mode::Bike, apple.to_owned()),
            (MapApp::Apple, Mode::Transit, format!("{apple}&dirflg=r")),
            (MapApp::Apple, Mode::Car, format!("{apple}&dirflg=d")),
            (MapApp::Device, Mode::Walk, geo.clone()),
            (MapApp::Device, Mode::Car, geo),
        ];
        for (app, mode, address) in rows {
            assert_eq!(way(mode).address(app), address, "{app} {mode}");
        }
    }

    #[test]
    fn a_way_without_an_origin_begins_where_the_visitor_is() {
        let rows = [
            (
                MapApp::OpenStreetMap,
                "https://www.openstreetmap.org/directions?engine=fossgis_osrm_foot&route=;50.054,19.9354",
            ),
            (MapApp::Google, "https://www.google.com/maps/dir/?api=1&destination=50.054,19.9354&travelmode=walking"),
            (MapApp::Apple, "https://maps.apple.com/?daddr=50.054,19.9354&dirflg=w"),
        ];
        for (app, address) in rows {
            assert_eq!(Way { from: None, ..way(Mode::Walk) }.address(app), address);
        }
    }

    #[test]
    fn a_name_cannot_break_out_of_its_address() {
        let rows = [
            ("Kopiec (Kościuszki)", "Kopiec%20%28Ko%C5%9Bciuszki%29"),
            ("a&b=c#d?e/f", "a%26b%3Dc%23d%3Fe%2Ff"),
            ("\"'<>\n", "%22%27%3C%3E%0A"),
            ("🏰", "%F0%9F%8F%B0"),
            ("a-b._~9", "a-b._~9"),
        ];
        for (name, written) in rows {
            let address = Way { name: name.into(), ..way(Mode::Walk) }.address(MapApp::Device);
            assert_eq!(address, format!("geo:50.054,19.9354?q=50.054,19.9354({written})"));
        }
    }

    #[test]
    fn a_way_comes_from_the_last_place_before_it_or_from_where_the_day_begins() {
        let here = |id: i64, lat: f64| {
            Stop::of(StopId(id), StopKind::Place { position: at(lat, 20.0) }, format!("Place {id}"), 60)
        };
        let note = Stop::of(StopId(9), StopKind::Note, "Note".into(), 0);
        let slug = VenueSlug::parse("rough").unwrap();
        let rough = Stop::visit(StopId(3), slug.clone(), "Rough".into(), 60);
        let mut venues = StopVenues::new();
        venues.insert(slug, {
            let mut rough = venue(at(50.3, 20.0), OpeningHours::Unknown);
            rough.approximate = true;
            rough
        });
        let hotel = |lat: f64| Some(Endpoint { name: "Hotel".into(), position: at(lat, 20.0) });
        let stops = vec![here(1, 50.1), note, here(2, 50.2), rough, here(4, 50.4)];
        let day = Day { from: hotel(50.0), to: hotel(50.5), ..Day::new(DayId(1), DayFrame::on(date(0)), stops) };
        let leg = Leg { mode: Mode::Bike, minutes: 5, metres: 900, estimate: true };
        let from = |stop: usize| way_to_stop(&day, stop, leg, &venues).map(|way| way.from);

        assert_eq!(from(0), Some(Some(at(50.0, 20.0))), "where the day begins");
        assert_eq!(from(1), None, "a note is nowhere");
        assert_eq!(from(2), Some(Some(at(50.1, 20.0))), "the place before the note");
        assert_eq!(from(3), None, "nobody is led to a door that nobody knows");
        assert_eq!(from(4), Some(None), "nor from there");
        assert_eq!(from(5), None);
        let expected = Way { from: Some(at(50.4, 20.0)), to: at(50.5, 20.0), name: "Hotel".into(), mode: Mode::Bike };
        assert_eq!(way_back(&day, leg, &venues), Some(expected));
        assert_eq!(way_back(&Day { to: None, ..day }, leg, &venues), None);
    }
}
