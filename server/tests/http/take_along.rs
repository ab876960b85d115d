//! A plan to take along, read back by parsers that are not the writer's.

use axum::http::StatusCode;
use domain::itinerary::{DayFrame, DayId, Edit};
use domain::travel::Mode;
use icalendar::parser::{Component, read_calendar, unfold};
use store::{Store, Visitor};

use crate::test_app::{TITLE, TestApp, plan_of};

const STOPS: &[(&str, u16)] = &[("zamek-w-korzkwi", 60), ("kopalnia-soli-wieliczka", 180), ("vanished", 30)];

/// What an event of the calendar says of one property.
fn value<'c>(event: &'c Component<'_>, name: &str) -> &'c str {
    event.find_prop(name).unwrap_or_else(|| panic!("{name} is missing")).val.as_str()
}

async fn planned(date: &str) -> (TestApp, Visitor) {
    let (app, visitor) = TestApp::with_visitor().await;
    plan_of(&app.store, &visitor, date, STOPS).await;
    (app, visitor)
}

async fn day_by_car(store: &Store, visitor: &Visitor, date: &str, start_min: u16, end_min: u16) {
    let frame = DayFrame { date: date.parse().unwrap(), start_min, end_min, mode: Mode::Car };
    let edit = Edit::SetDay { day: DayId(1), frame };
    store.edit_plan(visitor, domain::itinerary::PlanId(4_711), &edit).await.unwrap();
}

#[tokio::test]
async fn every_stop_is_an_event_in_local_time_with_place_and_warnings() {
    let (app, _) = planned("2026-11-21").await;
    let answer = app.get_as_visitor("/plans/4711/calendar.ics?lang=en").await;
    assert_eq!(answer.header("content-type"), "text/calendar; charset=utf-8");
    assert!(answer.header("content-disposition").contains("okolica.ics"));
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
    assert_eq!(value(castle, "DTSTART"), "20261121T090000");
    assert_eq!(value(castle, "DTEND"), "20261121T100000");
    let start = castle.find_prop("DTSTART").unwrap();
    assert!(
        start.params.iter().any(|p| p.key.as_str() == "TZID" && p.val.as_ref().unwrap().as_str() == "Europe/Warsaw")
    );
    assert_eq!(value(castle, "DTSTAMP"), "20261121T090000Z", "ten in Kraków is nine in UTC");
    assert_eq!(value(castle, "UID"), "plan-4711-stop-1@127.0.0.1:3000");
    assert!(value(events[1], "DESCRIPTION").contains("(estimate)"), "{}", value(events[1], "DESCRIPTION"));
    assert_eq!(value(events[2], "SUMMARY"), format!("Dawniej vanished {TITLE}"));
    assert!(value(events[2], "DESCRIPTION").contains("no longer in the catalogue"));
    assert!(events[2].find_prop("GEO").is_none());
}

#[tokio::test]
async fn an_event_keeps_its_identity_and_its_sequence_grows_with_every_change() {
    let (app, visitor) = planned("2026-11-21").await;
    let read = |body: String| {
        let unfolded = unfold(&body);
        let calendar = read_calendar(&unfolded).unwrap();
        let event = calendar.components.iter().find(|c| c.name.as_str() == "VEVENT").unwrap();
        (
            value(event, "UID").to_owned(),
            value(event, "SEQUENCE").parse::<i64>().unwrap(),
            value(event, "DTSTART").to_owned(),
        )
    };
    let first = read(app.get_as_visitor("/plans/4711/calendar.ics").await.body);
    day_by_car(&app.store, &visitor, "2026-11-22", 600, 1080).await;
    let second = read(app.get_as_visitor("/plans/4711/calendar.ics").await.body);
    assert_eq!(first.0, second.0);
    assert!(second.1 > first.1, "{first:?} {second:?}");
    assert_eq!(second.2, "20261122T100000");
}

#[tokio::test]
async fn texts_of_every_kind_survive_both_exports() {
    let (app, _) = planned("2026-11-21").await;
    let ics = app.get_as_visitor("/plans/4711/calendar.ics").await.body;
    let unfolded = unfold(&ics);
    let calendar = read_calendar(&unfolded).unwrap();
    let name = calendar.properties.iter().find(|p| p.name.as_str() == "NAME").unwrap();
    // This parser knows nothing of RFC 7986, so it leaves the value as it stands.
    assert_eq!(name.val.to_owned().unescape_text().as_str(), TITLE);
    let vanished = calendar.components.iter().filter(|c| c.name.as_str() == "VEVENT").nth(2).unwrap();
    assert_eq!(value(vanished, "SUMMARY"), format!("Dawniej vanished {TITLE}"));
    let gpx = app.get_as_visitor("/plans/4711/route.gpx").await.body;
    let document = roxmltree::Document::parse(&gpx).unwrap();
    let metadata = document.descendants().find(|node| node.has_tag_name("metadata")).unwrap();
    let name = metadata.children().find(|node| node.has_tag_name("name")).unwrap();
    assert_eq!(name.text(), Some(TITLE));
}

#[tokio::test]
async fn on_the_days_when_the_clocks_change_events_have_the_hours_of_the_plan() {
    for (date, start, end) in
        [("2026-03-29", "20260329T000000", "20260329T010000"), ("2026-10-25", "20261025T000000", "20261025T010000")]
    {
        let (app, visitor) = planned(date).await;
        day_by_car(&app.store, &visitor, date, 0, 1440).await;
        let body = app.get_as_visitor("/plans/4711/calendar.ics").await.body;
        let unfolded = unfold(&body);
        let calendar = read_calendar(&unfolded).unwrap();
        let events: Vec<_> = calendar.components.iter().filter(|c| c.name.as_str() == "VEVENT").collect();
        assert_eq!((value(events[0], "DTSTART"), value(events[0], "DTEND")), (start, end), "{date}");
        for event in events {
            assert!(value(event, "DTSTART") != value(event, "DTEND"), "{date}");
        }
    }
}

#[tokio::test]
async fn the_route_has_a_waypoint_for_each_stop_that_has_a_place_and_a_route_for_each_day() {
    let (app, _) = planned("2026-11-21").await;
    let answer = app.get_as_visitor("/plans/4711/route.gpx?lang=en").await;
    assert_eq!(answer.header("content-type"), "application/gpx+xml");
    let document = roxmltree::Document::parse(&answer.body).unwrap();
    let root = document.root_element();
    assert_eq!(root.tag_name().namespace(), Some("http://www.topografix.com/GPX/1/1"));
    assert_eq!((root.attribute("version"), root.attribute("creator")), (Some("1.1"), Some("Okolica")));
    let all = |tag: &str| root.descendants().filter(|node| node.has_tag_name(tag)).collect::<Vec<_>>();
    assert_eq!((all("wpt").len(), all("rte").len(), all("rtept").len()), (2, 1, 2));
    let castle = all("wpt")[0];
    assert_eq!((castle.attribute("lat"), castle.attribute("lon")), (Some("50.16223"), Some("19.88252")));
    let child = |tag: &str| castle.children().find(|node| node.has_tag_name(tag)).unwrap();
    assert_eq!(child("name").text(), Some("Korzkiew Castle"));
    assert!(child("desc").text().unwrap().starts_with("09:00–10:00"));
    assert_eq!(child("link").attribute("href"), Some("http://127.0.0.1:3000/en/venues/zamek-w-korzkwi"));
}

#[tokio::test]
async fn a_shared_plan_can_be_taken_along_until_the_link_is_revoked() {
    let (app, visitor) = planned("2026-11-21").await;
    let token = "e".repeat(43);
    app.store.share_plan(&visitor, domain::itinerary::PlanId(4_711), &token).await.unwrap();
    for file in ["calendar.ics", "route.gpx"] {
        let path = format!("/shared/{token}/{file}");
        let answer = app.get(&path).await;
        assert_eq!(answer.status, StatusCode::OK, "{file}");
        assert_eq!(answer.header("x-robots-tag"), "noindex", "{file}");
        assert_eq!(answer.header("cache-control"), "no-store", "{file}");
        assert_eq!(app.get(&format!("/plans/4711/{file}")).await.status, StatusCode::NOT_FOUND, "{file}");
        assert_eq!(app.get_as_visitor(&format!("/plans/4712/{file}")).await.status, StatusCode::NOT_FOUND, "{file}");
        assert_eq!(
            app.get(&format!("/shared/{}/{file}", "x".repeat(200))).await.status,
            StatusCode::NOT_FOUND,
            "{file}"
        );
        assert_eq!(app.get(&format!("{path}?lang=xx")).await.status, StatusCode::BAD_REQUEST, "{file}");
    }
    app.store.revoke_share(&visitor, domain::itinerary::PlanId(4_711)).await.unwrap();
    assert_eq!(app.get(&format!("/shared/{token}/calendar.ics")).await.status, StatusCode::NOT_FOUND);
}
