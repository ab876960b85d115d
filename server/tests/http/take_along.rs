//! A plan to take along, read back by parsers that are not the writer's.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use chrono::{DateTime, FixedOffset};
use domain::edit::{DayField, Edit};
use domain::geo::Position;
use domain::itinerary::{Day, DayFrame, DayId, Endpoint, LinkPurpose, PlanId, PlanLink, Spot, Stop, StopId, StopKind};
use domain::travel::Mode;
use domain::venue::VenueSlug;
use geojson::{FeatureCollection, GeometryValue};
use icalendar::parser::{Component, read_calendar, unfold};
use roxmltree::{Document, Node};
use store::{Store, Visitor};

use crate::test_app::{TITLE, TOKEN, TestApp, keep, link, plan_of};

const STOPS: &[(&str, u16)] = &[("zamek-w-korzkwi", 60), ("kopalnia-soli-wieliczka", 180), ("vanished", 30)];
const PLAN: PlanId = PlanId(4_711);
/// Every file of a plan: its address, its type, what a browser calls it.
const FILES: &[(&str, &str, &str)] = &[
    ("calendar.ics", "text/calendar; charset=utf-8", "okolica.ics"),
    ("route.gpx", "application/gpx+xml", "okolica.gpx"),
    ("plan.kml", "application/vnd.google-earth.kml+xml", "okolica.kml"),
    ("plan.geojson", "application/geo+json", "okolica.geojson"),
    ("plan.txt", "text/plain; charset=utf-8", "okolica.txt"),
];
const GPX: &str = "http://www.topografix.com/GPX/1/1";
const KML: &str = "http://www.opengis.net/kml/2.2";

/// What an event of the calendar says of one property.
fn value<'c>(event: &'c Component<'_>, name: &str) -> &'c str {
    event.find_prop(name).unwrap_or_else(|| panic!("{name} is missing")).val.as_str()
}

/// A moment of an event, marked where it is not in local time.
fn moment(event: &Component<'_>, name: &str) -> String {
    let property = event.find_prop(name).unwrap();
    let zone = property.params.iter().find(|param| param.key.as_str() == "TZID");
    let zone = zone.and_then(|zone| zone.val.as_ref()).map(|zone| zone.as_str());
    assert!(zone == Some("Europe/Warsaw") || zone.is_none() && property.val.as_str().ends_with('Z'), "{property:?}");
    property.val.as_str().to_owned()
}

/// Reads the events of a calendar.
fn with_events<T>(ics: &str, read: impl Fn(&Component<'_>) -> T) -> Vec<T> {
    let unfolded = unfold(ics);
    let calendar = read_calendar(&unfolded).unwrap();
    calendar.components.iter().filter(|c| c.name.as_str() == "VEVENT").map(read).collect()
}

/// The elements of a name, in the order of the document.
fn all<'d>(document: &'d Document<'_>, tag: &str) -> Vec<Node<'d, 'd>> {
    document.descendants().filter(|node| node.tag_name().name() == tag).collect()
}

fn text_of<'d>(node: Node<'d, '_>, tag: &str) -> &'d str {
    let child = node.children().find(|child| child.tag_name().name() == tag);
    child.unwrap_or_else(|| panic!("{tag} is missing")).text().unwrap_or_default()
}

fn features(body: &str) -> FeatureCollection {
    body.parse().unwrap()
}

/// A property of a feature.
fn told<'f>(feature: &'f geojson::Feature, name: &str) -> &'f serde_json::Value {
    feature.property(name).unwrap_or_else(|| panic!("{name} is missing: {feature:?}"))
}

async fn planned(date: &str) -> (TestApp, Visitor) {
    let (app, visitor) = TestApp::with_visitor().await;
    plan_of(&app.store, &visitor, date, STOPS).await;
    (app, visitor)
}

async fn planned_days(days: Vec<Day>) -> (TestApp, Visitor) {
    let (app, visitor) = TestApp::with_visitor().await;
    keep(&app.store, &visitor, days).await;
    (app, visitor)
}

async fn edit(store: &Store, visitor: &Visitor, edit: &Edit) {
    store.edit_plan(visitor, PLAN, edit).await.unwrap();
}

/// A day that is not left in a hurry.
fn day_of(date: &str, stops: Vec<Stop>) -> Day {
    let frame = DayFrame { date: date.parse().unwrap(), start_min: 0, end_min: 1_440, mode: Mode::Car };
    Day::new(DayId(1), frame, stops)
}

fn at(lat: f64, lon: f64) -> Position {
    Position::from_degrees(lat, lon).unwrap()
}

fn place(id: i64, name: &str, stay_min: u16) -> Stop {
    Stop::of(StopId(id), StopKind::Place { position: at(50.0615, 19.93735) }, name.to_owned(), stay_min)
}

fn venue(id: i64, slug: &str, stay_min: u16) -> Stop {
    Stop::visit(StopId(id), VenueSlug::parse(slug).unwrap(), format!("Dawniej {slug}"), stay_min)
}

fn meal(id: i64, name: &str) -> Stop {
    Stop::of(StopId(id), StopKind::Meal { from_min: 780, until_min: 900 }, name.to_owned(), 60)
}

fn remark(id: i64, text: &str) -> Stop {
    Stop::of(StopId(id), StopKind::Note, text.to_owned(), 0)
}

/// A day from and to a hotel with stops of every kind.
fn every_kind() -> Day {
    let hotel = |name: &str| Some(Endpoint { name: name.to_owned(), position: at(50.0647, 19.945) });
    let castle = Stop {
        note: "Wejście od\npółnocy; „za bramą”, <b>nie</b> wcześniej".to_owned(),
        packing: "Bilety, latarka".to_owned(),
        ..venue(1, "zamek-w-korzkwi", 60)
    };
    let stops = vec![
        castle,
        remark(2, "Zadzwonić do babci"),
        meal(3, "Obiad"),
        place(4, "Nasz \"domek\" 🏡", 90),
        venue(5, "vanished", 30),
    ];
    let frame = DayFrame { mode: Mode::Car, ..DayFrame::on("2026-11-21".parse().unwrap()) };
    Day { from: hotel("Hotel „Pod Różą”"), to: hotel("Hotel"), ..Day::new(DayId(7), frame, stops) }
}

/// Names that a careless writer would break on.
fn odd_names() -> Vec<String> {
    [
        "„Dom” \"u 'babci'\" \\ ; , : = %20",
        "pierwsza\ndruga, trzecia",
        "🏰👨‍👩‍👧‍👦🇵🇱",
        "טיול לקרקוב (שבת) 10:00",
        "\u{202e}pod prąd\u{202c}",
        "]]> <![CDATA[ &lt;b&gt; &amp;amp; &#0; <script>alert(1)</script> -->",
        "BEGIN:VEVENT\nEND:VCALENDAR",
        "{\"type\":\"Feature\"}",
    ]
    .map(str::to_owned)
    .into_iter()
    .chain(["x", "ż", "🏡", "słowo "].map(|part| part.repeat(200 / part.chars().count()).trim().to_owned()))
    .collect()
}

#[tokio::test]
async fn every_stop_is_an_event_in_local_time_with_place_and_warnings() {
    let (app, _) = planned("2026-11-21").await;
    let answer = app.get_as_visitor("/plans/4711/calendar.ics?lang=en").await;
    assert!(answer.body.split("\r\n").all(|line| line.len() <= 75), "lines are folded at 75 octets");

    let unfolded = unfold(&answer.body);
    let calendar = read_calendar(&unfolded).unwrap();
    let named = |name: &str| calendar.components.iter().filter(|c| c.name.as_str() == name).collect::<Vec<_>>();
    let zone = named("VTIMEZONE")[0];
    assert_eq!(value(zone, "TZID"), "Europe/Warsaw");
    assert_eq!(zone.components.len(), 2);
    assert!(value(&zone.components[0], "RRULE").contains("BYDAY=-1SU"));

    let events = named("VEVENT");
    assert_eq!(events.len(), STOPS.len());
    let castle = events[0];
    assert_eq!(value(castle, "SUMMARY"), "Korzkiew Castle");
    assert_eq!(value(castle, "LOCATION"), "Korzkiew Castle, Zielonki");
    assert_eq!(value(castle, "URL"), "http://127.0.0.1:3000/en/venues/zamek-w-korzkwi");
    assert_eq!(value(castle, "GEO"), "50.16223;19.88252");
    assert_eq!(
        (moment(castle, "DTSTART"), moment(castle, "DTEND")),
        ("20261121T090000".into(), "20261121T100000".into())
    );
    assert_eq!(value(castle, "DTSTAMP"), "20261121T090000Z", "ten in Kraków is nine in UTC");
    assert_eq!(value(castle, "UID"), "plan-4711-stop-1@127.0.0.1:3000");
    assert!(value(events[1], "DESCRIPTION").contains("(estimate)"), "{}", value(events[1], "DESCRIPTION"));
    assert_eq!(value(events[2], "SUMMARY"), format!("Dawniej vanished {TITLE}"));
    assert!(value(events[2], "DESCRIPTION").contains("no longer in the catalogue"));
    assert!(events[2].find_prop("GEO").is_none() && events[2].find_prop("URL").is_none());
}

#[tokio::test]
async fn an_event_keeps_its_identity_and_its_sequence_grows_with_every_change() {
    let (app, visitor) = planned("2026-11-21").await;
    let read = |event: &Component<'_>| {
        let sequence = value(event, "SEQUENCE").parse::<i64>().unwrap();
        (value(event, "UID").to_owned(), sequence, value(event, "DTSTART").to_owned())
    };
    let first = with_events(&app.get_as_visitor("/plans/4711/calendar.ics").await.body, read);
    let saturday = "2026-11-21".parse().unwrap();
    let set = |was, to| Edit::SetDay { day: DayId(1), was, to };
    let sunday = DayField::Date("2026-11-22".parse().unwrap());
    let edits = vec![
        set(DayField::Date(saturday), sunday),
        set(DayField::Hours(540, 1_080), DayField::Hours(600, 1_080)),
        // What comes before an event does not change who it is.
        Edit::InsertStop { spot: Spot::Day(DayId(1)), at: 0, stop: remark(9, "Wcześnie wstać") },
    ];
    edit(&app.store, &visitor, &Edit::Step { edits }).await;
    let second = with_events(&app.get_as_visitor("/plans/4711/calendar.ics").await.body, read);
    let ids = |events: &[(String, i64, String)]| events.iter().map(|event| event.0.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&first), ids(&second));
    assert_eq!((first[0].1, second[0].1), (1, 2), "the sequence is the version of the plan");
    assert_eq!(second[0].2, "20261122T100000");
}

#[tokio::test]
async fn every_kind_of_stop_is_where_it_belongs() {
    let (app, _) = planned_days(vec![every_kind()]).await;
    let get = async |file: &str| app.get_as_visitor(&format!("/plans/4711/{file}?lang=en")).await.body;

    let read = |event: &Component<'_>| {
        let maybe = |name| event.find_prop(name).map(|property| property.val.as_str().to_owned());
        (value(event, "SUMMARY").to_owned(), maybe("GEO"), maybe("LOCATION"), maybe("DESCRIPTION"))
    };
    let events = with_events(&get("calendar.ics").await, read);
    let names: Vec<_> = events.iter().map(|event| event.0.as_str()).collect();
    assert_eq!(names, ["Korzkiew Castle", "Obiad", "Nasz \"domek\" 🏡", "Dawniej vanished"], "a note is no event");
    let notes = events[0].3.as_ref().unwrap();
    let own = "Wejście od\npółnocy; „za bramą”, <b>nie</b> wcześniej\nTo take along: Bilety, latarka\nby car: ";
    assert!(notes.starts_with(own), "{notes}");
    assert_eq!(events[1].1, None);
    assert!(events[1].3.as_ref().unwrap().contains("Waiting: "), "{events:?}");
    assert_eq!((events[2].1.as_deref(), events[2].2.as_deref()), (Some("50.0615;19.93735"), Some("Nasz \"domek\" 🏡")));

    let gpx = get("route.gpx").await;
    let document = Document::parse(&gpx).unwrap();
    let names = |tag: &str| all(&document, tag).into_iter().map(|node| text_of(node, "name")).collect::<Vec<_>>();
    assert_eq!(names("wpt"), ["Korzkiew Castle", "Nasz \"domek\" 🏡"]);
    assert_eq!(names("rtept"), ["Hotel „Pod Różą”", "Korzkiew Castle", "Nasz \"domek\" 🏡", "Hotel"]);
    let types: Vec<_> = all(&document, "wpt").into_iter().map(|node| text_of(node, "type")).collect();
    assert_eq!(types, ["castle", "place"]);
    // The crate's own reader knows the types of GPX, which the one for XML does not.
    let typed = gpx::read(gpx.as_bytes()).unwrap();
    assert_eq!((typed.routes[0].number, typed.routes[0].points[1].point().x()), (Some(1), 19.88252));

    let kml = get("plan.kml").await;
    let document = Document::parse(&kml).unwrap();
    let names: Vec<_> = all(&document, "Placemark").into_iter().map(|node| text_of(node, "name")).collect();
    assert_eq!(names, ["Korzkiew Castle", "Nasz \"domek\" 🏡", "Saturday, 21 November 2026"]);

    let collection = features(&get("plan.geojson").await);
    let kinds: Vec<_> = collection.features.iter().map(|feature| told(feature, "kind").as_str().unwrap()).collect();
    assert_eq!(kinds, ["venue", "place", "way"]);
    let numbers: Vec<_> = collection.features[..2].iter().map(|feature| told(feature, "number").as_u64()).collect();
    assert_eq!(numbers, [Some(1), Some(4)], "numbered as on the page");
}

#[tokio::test]
async fn the_route_has_a_waypoint_for_each_stop_that_has_a_place_and_a_route_for_each_day() {
    let (app, _) = planned("2026-11-21").await;
    let answer = app.get_as_visitor("/plans/4711/route.gpx?lang=en").await;
    let document = Document::parse(&answer.body).unwrap();
    let root = document.root_element();
    assert_eq!(root.tag_name().namespace(), Some(GPX));
    assert_eq!((root.attribute("version"), root.attribute("creator")), (Some("1.1"), Some("Okolica")));
    let counts = ["wpt", "rte", "rtept"].map(|tag| all(&document, tag).len());
    assert_eq!(counts, [2, 1, 2]);
    let castle = all(&document, "wpt")[0];
    assert_eq!((castle.attribute("lat"), castle.attribute("lon")), (Some("50.16223"), Some("19.88252")));
    assert_eq!(text_of(castle, "name"), "Korzkiew Castle");
    assert!(text_of(castle, "desc").starts_with("09:00–10:00"));
    let link = castle.children().find(|node| node.has_tag_name((GPX, "link"))).unwrap();
    assert_eq!(link.attribute("href"), Some("http://127.0.0.1:3000/en/venues/zamek-w-korzkwi"));
}

#[tokio::test]
async fn the_globe_shows_a_folder_for_each_day_with_places_and_the_way() {
    let second = Day { id: DayId(8), ..day_of("2026-11-22", vec![place(9, "Sam", 30)]) };
    let (app, _) = planned_days(vec![every_kind(), second]).await;
    let kml = app.get_as_visitor("/plans/4711/plan.kml?lang=uk").await.body;
    assert!(kml.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"));
    let document = Document::parse(&kml).unwrap();
    assert!(document.descendants().filter(Node::is_element).all(|node| node.tag_name().namespace() == Some(KML)));
    assert_eq!(document.root_element().tag_name().name(), "kml");
    assert_eq!(text_of(all(&document, "Document")[0], "name"), TITLE);

    let folders = all(&document, "Folder");
    let titles: Vec<_> = folders.iter().map(|folder| text_of(*folder, "name")).collect();
    assert_eq!(titles, ["субота, 21 листопада 2026", "неділя, 22 листопада 2026"]);
    let placemarks: Vec<_> =
        folders.iter().map(|folder| folder.children().filter(|n| n.has_tag_name((KML, "Placemark"))).count()).collect();
    assert_eq!(placemarks, [3, 1], "a day with a single place leads nowhere");
    let ids: Vec<_> = document.descendants().filter_map(|node| node.attribute("id")).collect();
    assert_eq!(ids, ["day-7", "stop-1", "stop-4", "way-7", "day-8", "stop-9"]);

    // The schema (OGC 07-147r2) asks for this order.
    let castle = all(&document, "Placemark")[0];
    let order: Vec<_> = castle.children().filter(Node::is_element).map(|node| node.tag_name().name()).collect();
    assert_eq!(order, ["name", "description", "Point"]);
    let point = castle.children().find(|node| node.has_tag_name((KML, "Point"))).unwrap();
    assert_eq!(text_of(point, "coordinates"), "19.88252,50.16223");
    let description = text_of(castle, "description");
    assert!(
        description.contains("&lt;b&gt;nie&lt;/b&gt;") && description.contains("\nВзяти з собою: Bilety"),
        "{description}"
    );
    let line = all(&document, "LineString")[0];
    let way: Vec<_> = text_of(line, "coordinates").split_whitespace().collect();
    assert_eq!(way, ["19.945,50.0647", "19.88252,50.16223", "19.93735,50.0615", "19.945,50.0647"]);
}

#[tokio::test]
async fn programs_get_points_with_times_and_lines_that_keep_their_keys() {
    let (app, visitor) = planned_days(vec![every_kind()]).await;
    let read = async || features(&app.get_as_visitor("/plans/4711/plan.geojson?lang=en").await.body);
    let ids = |collection: &FeatureCollection| {
        collection.features.iter().map(|feature| format!("{:?}", feature.id)).collect::<Vec<_>>()
    };
    let first = read().await;
    assert_eq!(ids(&first).iter().collect::<BTreeSet<_>>().len(), 3);
    let castle = &first.features[0];
    assert_eq!(castle.id, Some(geojson::feature::Id::String("stop-1".into())));
    let properties = ["day", "date", "number", "name", "stay_min"].map(|name| told(castle, name).clone());
    assert_eq!(serde_json::json!(properties), serde_json::json!([1, "2026-11-21", 1, "Korzkiew Castle", 60]));
    let time = |name: &str| told(castle, name).as_str().unwrap().parse::<DateTime<FixedOffset>>().unwrap();
    assert_eq!((time("leave") - time("start")).num_minutes(), 60);
    assert!(time("arrive") <= time("start") && told(castle, "arrive").as_str().unwrap().ends_with("+01:00"));
    let GeometryValue::Point { coordinates } = &castle.geometry.as_ref().unwrap().value else { panic!("{castle:?}") };
    assert_eq!(coordinates.as_slice(), [19.88252, 50.16223], "longitude first");
    let GeometryValue::LineString { coordinates } = &first.features[2].geometry.as_ref().unwrap().value else {
        panic!("{first:?}")
    };
    assert_eq!(coordinates.len(), 4);

    let [was, to] = [21, 28].map(|day| chrono::NaiveDate::from_ymd_opt(2026, 11, day).unwrap());
    edit(&app.store, &visitor, &Edit::ShiftDates { was, to }).await;
    let second = read().await;
    assert_eq!(ids(&first), ids(&second));
    assert_eq!(told(&second.features[0], "date"), "2026-11-28");
}

#[tokio::test]
async fn a_message_tells_the_plan_line_by_line() {
    let (app, visitor) = planned_days(vec![every_kind()]).await;
    for (at, stop) in [venue(20, "kopalnia-soli-wieliczka", 60), place(21, "Las\nWolski", 60)].into_iter().enumerate() {
        edit(&app.store, &visitor, &Edit::InsertStop { spot: Spot::Tray, at, stop }).await;
    }
    let expected = "\
Sobota; \"zamki\", góry & 🏰 \\ טיול

Saturday, 21 November 2026
09:00 Hotel „Pod Różą”
→ 34 min
09:34–10:34 Korzkiew Castle (Zielonki)
Wejście od
północy; „za bramą”, <b>nie</b> wcześniej
To take along: Bilety, latarka
Zadzwonić do babci
13:00–14:00 Obiad
→ 34 min
14:34–16:04 Nasz \"domek\" 🏡
16:04–16:34 Dawniej vanished
Note: this place is no longer in the catalogue
→ 8 min
16:42 Hotel

Not on a day yet
Wieliczka Salt Mine (Wieliczka)
Las Wolski
";
    assert_eq!(app.get_as_visitor("/plans/4711/plan.txt?lang=en").await.body, expected);
    assert!(app.get_as_visitor("/plans/4711/plan.txt?lang=uk").await.body.contains("\n→ 34 хв\n"));

    let token = "e".repeat(43);
    link(&app.store, &visitor, PLAN, &token, LinkPurpose::Read).await;
    let shared = app.get(&format!("/shared/{token}/plan.txt?lang=en")).await.body;
    let with_address = expected.replacen('\n', &format!("\nhttp://127.0.0.1:3000/en/shared/{token}\n"), 1);
    assert_eq!(shared, with_address);
    let bare = PlanLink { token: "f".repeat(43), purpose: LinkPurpose::Read, with_notes: false };
    app.store.make_link(&visitor, PLAN, &bare).await.unwrap();
    for (file, ..) in FILES {
        let body = app.get(&format!("/shared/{}/{file}", bare.token)).await.body;
        for secret in ["północy", "latarka", "babci"] {
            assert!(!unfold(&body).contains(secret), "{file}: {secret}");
        }
    }
}

#[tokio::test]
async fn texts_of_every_kind_survive_every_export() {
    let names = odd_names();
    let noted = |(id, name): (i64, &String)| Stop { note: name.clone(), ..place(id, name, 5) };
    let mut stops: Vec<_> = (1..).zip(&names).map(noted).collect();
    stops.extend((101..).zip(&names).map(|(id, name)| meal(id, name)));
    stops.extend((201..).zip(&names).map(|(id, name)| remark(id, name)));
    let (app, visitor) = planned_days(vec![day_of("2026-11-21", stops)]).await;
    for (id, name) in (301..).zip(&names) {
        let stop = venue(id, "vanished", 30);
        let stop = Stop { name: name.clone(), ..stop };
        edit(&app.store, &visitor, &Edit::InsertStop { spot: Spot::Tray, at: usize::MAX, stop }).await;
    }
    let get = async |file: &str| app.get_as_visitor(&format!("/plans/4711/{file}")).await.body;

    let ics = get("calendar.ics").await;
    assert!(!ics.contains('\u{fffd}'), "no character is cut in two by folding");
    let read = |event: &Component<'_>| {
        let description = event.find_prop("DESCRIPTION").map(|property| property.val.as_str().to_owned());
        (value(event, "SUMMARY").to_owned(), description)
    };
    let events = with_events(&ics, read);
    let summaries: Vec<_> = events.iter().map(|(summary, _)| summary).collect();
    assert_eq!(summaries, names.iter().chain(&names).collect::<Vec<_>>(), "places and meals");
    for (name, (_, description)) in names.iter().zip(&events) {
        assert!(description.as_ref().unwrap().starts_with(name.as_str()), "{description:?}");
    }
    let unfolded = unfold(&ics);
    let calendar = read_calendar(&unfolded).unwrap();
    let title = calendar.properties.iter().find(|p| p.name.as_str() == "NAME").unwrap();
    // This parser knows nothing of RFC 7986, so it leaves the value as it stands.
    assert_eq!(title.val.to_owned().unescape_text().as_str(), TITLE);

    for (file, tag, note) in [("route.gpx", "wpt", "desc"), ("plan.kml", "Placemark", "description")] {
        let body = get(file).await;
        let document = Document::parse(&body).unwrap();
        let pins = all(&document, tag);
        assert!(pins.len() >= names.len(), "{file}");
        for (name, node) in names.iter().zip(pins) {
            assert_eq!(text_of(node, "name"), name, "{file}");
            let markup = name.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            let written = if file == "plan.kml" { &markup } else { name };
            assert!(text_of(node, note).contains(written.as_str()), "{file}: {name}");
        }
    }
    let document = get("route.gpx").await;
    let document = Document::parse(&document).unwrap();
    assert_eq!(text_of(all(&document, "metadata")[0], "name"), TITLE);

    let collection = features(&get("plan.geojson").await);
    assert_eq!(collection.foreign_members.unwrap()["name"], TITLE);
    let told: Vec<_> = collection.features[..names.len()].iter().map(|feature| told(feature, "name")).collect();
    assert_eq!(told, names.iter().collect::<Vec<_>>());

    let text = get("plan.txt").await;
    assert!(text.lines().all(|line| line.chars().count() <= 200), "{text}");
    for name in &names {
        let flat = name.replace('\n', " ");
        // Long names are told on lines of their own, cut between words only.
        let found = text.replace('\n', " ").matches(&flat).count();
        assert!(found >= 4, "{found} of {flat}");
    }
}

#[tokio::test]
async fn characters_that_xml_cannot_hold_are_left_out_of_it() {
    let (app, _) = planned_days(vec![day_of("2026-11-21", vec![place(1, "A\u{fffe}B\u{ffff}", 30)])]).await;
    for (file, tag) in [("route.gpx", "wpt"), ("plan.kml", "Placemark")] {
        let body = app.get_as_visitor(&format!("/plans/4711/{file}")).await.body;
        let document = Document::parse(&body).unwrap();
        assert_eq!(text_of(all(&document, tag)[0], "name"), "AB", "{file}");
    }
}

/// Beginnings and ends as every export tells them: the calendar, GeoJSON, and the hours in words.
async fn times(date: &str, stops: Vec<Stop>) -> Vec<[String; 5]> {
    let (app, _) = planned_days(vec![day_of(date, stops)]).await;
    let get = async |file: &str| app.get_as_visitor(&format!("/plans/4711/{file}")).await.body;
    let events = with_events(&get("calendar.ics").await, |event| (moment(event, "DTSTART"), moment(event, "DTEND")));
    let collection = features(&get("plan.geojson").await);
    let time = |feature, name| told(feature, name).as_str().unwrap().to_owned();
    let points = collection.features.iter().filter(|feature| feature.property("stay_min").is_some());
    let points = points.map(|feature| (time(feature, "start"), time(feature, "leave")));
    let (gpx, kml, text) = (get("route.gpx").await, get("plan.kml").await, get("plan.txt").await);
    let words = |xml: &str, tag: &str, note: &str| {
        let document = Document::parse(xml).unwrap();
        let first_line = |node| text_of(node, note).lines().next().unwrap().to_owned();
        let pins = all(&document, tag).into_iter().filter(|node| node.children().any(|n| n.tag_name().name() == note));
        pins.map(first_line).collect::<Vec<_>>()
    };
    let hours = words(&gpx, "wpt", "desc");
    assert_eq!(hours, words(&kml, "Placemark", "description"));
    for hours in &hours {
        assert!(text.lines().any(|line| line.starts_with(&format!("{hours} "))), "{hours}: {text}");
    }
    let rows = events.into_iter().zip(points).zip(hours);
    rows.map(|(((start, end), (from, to)), hours)| [start, end, from, to, hours]).collect()
}

#[tokio::test]
async fn in_the_night_of_spring_events_pass_over_the_hour_that_is_not() {
    let fixed = |minute, stop: Stop| Stop { fixed_start: Some(minute), ..stop };
    let times = times(
        "2027-03-28",
        vec![fixed(90, place(1, "Noc", 60)), place(2, "Potem", 30), fixed(600, place(3, "Rano", 30))],
    )
    .await;
    let expected = [
        ["20270328T013000", "20270328T033000", "2027-03-28T01:30:00+01:00", "2027-03-28T03:30:00+02:00", "01:30–03:30"],
        ["20270328T033000", "20270328T040000", "2027-03-28T03:30:00+02:00", "2027-03-28T04:00:00+02:00", "03:30–04:00"],
        ["20270328T100000", "20270328T103000", "2027-03-28T10:00:00+02:00", "2027-03-28T10:30:00+02:00", "10:00–10:30"],
    ];
    assert_eq!(times, expected);
}

#[tokio::test]
async fn in_the_night_of_autumn_events_have_the_first_or_the_second_of_the_hours_that_come_twice() {
    let fixed = |minute, stop: Stop| Stop { fixed_start: Some(minute), ..stop };
    let stops = vec![
        fixed(150, place(1, "Pierwsza", 20)),
        place(2, "Druga", 60),
        place(3, "Trzecia", 30),
        fixed(600, place(4, "Rano", 30)),
    ];
    // What local time cannot name, the second half past two, is written in UTC.
    let expected = [
        ["20271031T023000", "20271031T025000", "2027-10-31T02:30:00+02:00", "2027-10-31T02:50:00+02:00", "02:30–02:50"],
        [
            "20271031T025000",
            "20271031T015000Z",
            "2027-10-31T02:50:00+02:00",
            "2027-10-31T02:50:00+01:00",
            "02:50–02:50",
        ],
        [
            "20271031T015000Z",
            "20271031T032000",
            "2027-10-31T02:50:00+01:00",
            "2027-10-31T03:20:00+01:00",
            "02:50–03:20",
        ],
        ["20271031T100000", "20271031T103000", "2027-10-31T10:00:00+01:00", "2027-10-31T10:30:00+01:00", "10:00–10:30"],
    ];
    assert_eq!(times("2027-10-31", stops).await, expected);
}

#[tokio::test]
async fn a_plan_is_taken_along_by_whoever_may_read_it_and_by_nobody_else() {
    let (app, visitor) = planned("2026-11-21").await;
    let (token, editing, stranger) = ("e".repeat(43), "g".repeat(43), "B".repeat(43));
    link(&app.store, &visitor, PLAN, &token, LinkPurpose::Read).await;
    link(&app.store, &visitor, PLAN, &editing, LinkPurpose::Edit).await;
    app.store.create_visitor(&stranger).await.unwrap();
    for (file, content_type, name) in FILES {
        let (own, shared) = (format!("/plans/4711/{file}"), format!("/shared/{token}/{file}"));
        for answer in [app.get_as(TOKEN, &own).await, app.get(&shared).await] {
            assert_eq!(answer.status, StatusCode::OK, "{file}");
            assert_eq!(answer.header("content-type"), *content_type);
            assert_eq!(answer.header("content-disposition"), format!("attachment; filename=\"{name}\""));
            assert_eq!(answer.header("x-robots-tag"), "noindex", "{file}");
            assert_eq!(answer.header("cache-control"), "no-store", "{file}");
        }
        for (who, path) in [
            ("", own.clone()),
            (stranger.as_str(), own.clone()),
            (TOKEN, format!("/plans/4712/{file}")),
            (TOKEN, format!("/plans/x/{file}")),
            ("", format!("/shared/{editing}/{file}")),
            ("", format!("/shared/{}/{file}", "x".repeat(200))),
        ] {
            assert_eq!(app.get_as(who, &path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        assert_eq!(app.get(&format!("{shared}?lang=xx")).await.status, StatusCode::BAD_REQUEST, "{file}");
        assert_eq!(app.post(&shared, "").await.status, StatusCode::METHOD_NOT_ALLOWED, "{file}");
    }
    app.store.revoke_link(&visitor, PLAN, &token).await.unwrap();
    for (file, ..) in FILES {
        assert_eq!(app.get(&format!("/shared/{token}/{file}")).await.status, StatusCode::NOT_FOUND, "{file}");
    }
}

#[tokio::test]
async fn a_calendar_can_subscribe_to_a_shared_plan_and_not_to_an_own_one() {
    let (app, visitor) = planned("2026-11-21").await;
    let token = "e".repeat(43);
    link(&app.store, &visitor, PLAN, &token, LinkPurpose::Read).await;
    let head = |body: &str| {
        let unfolded = unfold(body);
        let calendar = read_calendar(&unfolded).unwrap();
        let find = |name: &str| calendar.properties.iter().find(|property| property.name.as_str() == name);
        ["REFRESH-INTERVAL", "X-PUBLISHED-TTL", "SOURCE"].map(|name| find(name).map(ToString::to_string))
    };
    let [refresh, ttl, source] = head(&app.get(&format!("/shared/{token}/calendar.ics?lang=en")).await.body);
    assert_eq!(refresh.unwrap().trim_end(), "REFRESH-INTERVAL;VALUE=DURATION:PT4H");
    assert_eq!(ttl.unwrap().trim_end(), "X-PUBLISHED-TTL:PT4H");
    let address = format!("SOURCE;VALUE=URI:http://127.0.0.1:3000/shared/{token}/calendar.ics?lang=en");
    assert_eq!(unfold(source.unwrap().trim_end()), address);
    assert_eq!(head(&app.get_as_visitor("/plans/4711/calendar.ics").await.body), [None, None, None]);
}
