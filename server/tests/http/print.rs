//! A plan on paper: what stands on the sheet, what does not, and where its code leads.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use domain::edit::Edit;
use domain::geo::Position;
use domain::itinerary::{Day, DayFrame, DayId, Endpoint, LinkPurpose, PlanId, PlanLink, Spot, Stop, StopId, StopKind};
use domain::travel::Mode;
use domain::venue::VenueSlug;
use roxmltree::{Document, Node};
use rqrr::PreparedImage;
use store::{Store, Visitor};

use crate::test_app::{Answer, TITLE, TOKEN, TestApp, keep, link};

const PLAN: PlanId = PlanId(4_711);
const OWN: &str = "/en/plans/4711/print";

fn at(lat: f64, lon: f64) -> Position {
    Position::from_degrees(lat, lon).unwrap()
}

fn venue(id: i64, slug: &str) -> Stop {
    Stop::visit(StopId(id), VenueSlug::parse(slug).unwrap(), format!("Dawniej {slug}"), 60)
}

fn of(id: i64, kind: StopKind, name: &str) -> Stop {
    Stop::of(StopId(id), kind, name.to_owned(), 30)
}

/// Two days with stops of every kind, five of which have a place.
fn days() -> Vec<Day> {
    let castle = Stop {
        note: "Wejście od <b>północy</b>".to_owned(),
        packing: "Bilety, latarka".to_owned(),
        ..venue(1, "zamek-w-korzkwi")
    };
    let first = vec![
        castle,
        of(2, StopKind::Note, "Zadzwonić do babci"),
        of(3, StopKind::Meal { from_min: 780, until_min: 900 }, "Obiad"),
        of(4, StopKind::Place { position: at(50.0615, 19.93735) }, "Nasz \"domek\" 🏡"),
        venue(5, "vanished"),
    ];
    let home = Some(Endpoint { name: "Hotel „Pod Różą”".to_owned(), position: at(50.0647, 19.945) });
    let frame = |date: &str| DayFrame { mode: Mode::Car, ..DayFrame::on(date.parse().unwrap()) };
    let second = vec![
        venue(6, "kopalnia-soli-wieliczka"),
        venue(7, "zamek-w-korzkwi"),
        venue(8, "zamek-krolewski-w-niepolomicach"),
    ];
    vec![
        Day { from: home, ..Day::new(DayId(7), frame("2026-11-21"), first) },
        Day::new(DayId(8), frame("2026-11-22"), second),
    ]
}

async fn planned() -> (TestApp, Visitor) {
    let (app, visitor) = TestApp::with_visitor().await;
    keep(&app.store, &visitor, days()).await;
    let spare = Edit::InsertStop { spot: Spot::Tray, at: 0, stop: of(9, StopKind::Note, "Może kiedyś kopiec") };
    app.store.edit_plan(&visitor, PLAN, &spare).await.unwrap();
    (app, visitor)
}

async fn read_link(store: &Store, visitor: &Visitor, token: &str, with_notes: bool) {
    let link = PlanLink { token: token.to_owned(), purpose: LinkPurpose::Read, with_notes };
    store.make_link(visitor, PLAN, &link).await.unwrap();
}

/// The pictures of a class, as they stand in the page.
fn pictures(page: &Answer, class: &str) -> Vec<String> {
    let starts = page.body.match_indices("<svg").map(|(at, _)| &page.body[at..]);
    let whole = starts.map(|rest| &rest[..rest.find("</svg>").unwrap() + 6]);
    // The framework marks places in the page with a comment that XML does not know.
    whole.filter(|svg| svg.contains(&format!("class=\"{class}\""))).map(|svg| svg.replace("<!>", "")).collect()
}

fn has_class(node: &Node<'_, '_>, class: &str) -> bool {
    node.attribute("class") == Some(class)
}

/// What the page says, without its tags.
fn words(page: &Answer) -> String {
    let sheet = page.body.split_once("<article class=\"paper\"").unwrap().1.split_once("</article>").unwrap().0;
    let text: String = sheet.split('<').filter_map(|part| part.split_once('>').map(|(_, text)| text)).collect();
    text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// Reads a code as a camera does: from dark and light points, eight for each module.
fn decoded(svg: &str) -> String {
    let document = Document::parse(svg).unwrap();
    let path = document.descendants().find(|node| node.has_tag_name("path")).unwrap().attribute("d").unwrap();
    let bounds = document.root_element().attribute("viewBox").unwrap().split(' ').map(|n| n.parse::<i64>().unwrap());
    let [left, top, width, height] = <[i64; 4]>::try_from(bounds.collect::<Vec<_>>()).unwrap();
    assert!(left <= -4 && top == left && width == height, "a quiet zone on every side");
    let (quiet, side) = (usize::try_from(-left).unwrap(), usize::try_from(width).unwrap());
    let mut dark = BTreeSet::new();
    for run in path.split('M').skip(1) {
        let (place, rest) = run.split_once('h').unwrap();
        let (x, y) = place.split_once(' ').unwrap();
        let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
        let length: usize = rest.split_once('v').unwrap().0.parse().unwrap();
        dark.extend((x..x + length).map(|x| (x + quiet, y + quiet)));
    }
    let scale = 8;
    let point = |x: usize, y: usize| dark.contains(&(x / scale, y / scale));
    let mut image = PreparedImage::prepare_from_bitmap(side * scale, side * scale, point);
    let [grid] = <[rqrr::Grid<_>; 1]>::try_from(image.detect_grids()).ok().unwrap();
    grid.decode().unwrap().1
}

#[tokio::test]
async fn the_sheet_says_everything_that_is_known_of_the_plan() {
    let (app, _) = planned().await;
    let page = app.get_as_visitor(OWN).await;
    assert_eq!(page.status, StatusCode::OK);
    let words = words(&page);
    for said in [
        TITLE,
        "Saturday, 21 November 2026 – Sunday, 22 November 2026",
        "As of 21 November 2026, 10:00",
        "Day 1: Saturday, 21 November 2026",
        "Day 2: Sunday, 22 November 2026",
        "Hotel „Pod Różą”",
        "Korzkiew Castle",
        "Zielonki",
        "Wejście od <b>północy</b>",
        "To take along: Bilety, latarka",
        "Zadzwonić do babci",
        "Obiad",
        "Nasz \"domek\" 🏡",
        "Dawniej vanished",
        "no longer in the catalogue",
        "Wieliczka",
        "by car: ",
        " km (estimate)",
        "OpenStreetMap",
    ] {
        assert!(words.contains(said), "{said} is missing in {words}");
    }
    let tray = words.find("Może kiedyś kopiec").unwrap();
    assert!(tray > words.find("Day 2").unwrap(), "the tray comes last");
    assert!(!page.body.contains("<b>północy</b>"), "what somebody typed is text");
}

#[tokio::test]
async fn the_map_has_a_numbered_mark_for_every_stop_with_a_place_and_is_told_in_words() {
    let (app, _) = planned().await;
    for address in [OWN.to_owned(), format!("{OWN}?type=large")] {
        let page = app.get_as_visitor(&address).await;
        let maps = pictures(&page, "paper-map");
        assert_eq!(maps.len(), 1);
        let document = Document::parse(&maps[0]).unwrap();
        let stops: Vec<_> = document.descendants().filter(|node| has_class(node, "paper-stop")).collect();
        let number = |stop: &Node<'_, '_>| {
            stop.descendants().find(|node| node.has_tag_name("text")).unwrap().text().unwrap().to_owned()
        };
        let numbers: Vec<_> = stops.iter().map(number).collect();
        assert_eq!(numbers, ["1", "4", "1", "2", "3"], "numbered as in the list");

        let lines: Vec<_> = document.descendants().filter(|node| has_class(node, "paper-line")).collect();
        let dashes: Vec<_> = lines.iter().map(|line| line.attribute("stroke-dasharray")).collect();
        assert_eq!(lines.len(), 2);
        assert_ne!(dashes[0], dashes[1], "days differ without colour");
        let borders = document.descendants().find(|node| has_class(node, "paper-borders")).unwrap();
        assert!(borders.children().filter(Node::is_element).count() > 3, "the gminas are drawn");

        let told = document.root_element().attribute("aria-label").unwrap();
        assert_eq!(document.root_element().attribute("role"), Some("img"));
        assert!(told.contains("Day 1: Saturday, 21 November 2026: 1 Korzkiew Castle, 4 Nasz"), "{told}");
        assert!(!maps[0].contains("http"), "nothing is fetched from elsewhere");
    }
}

#[tokio::test]
async fn a_plan_without_places_has_no_map() {
    let (app, visitor) = TestApp::with_visitor().await;
    let note = vec![of(1, StopKind::Note, "Zostać w domu")];
    keep(&app.store, &visitor, vec![Day::new(DayId(1), DayFrame::on("2026-11-21".parse().unwrap()), note)]).await;
    let page = app.get_as_visitor(OWN).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(words(&page).contains("Zostać w domu"));
    assert!(pictures(&page, "paper-map").is_empty());
}

#[tokio::test]
async fn large_type_is_an_address_of_its_own() {
    let (app, _) = planned().await;
    let (ordinary, large) = (app.get_as_visitor(OWN).await, app.get_as_visitor(&format!("{OWN}?type=large")).await);
    assert!(ordinary.body.contains("data-type=\"ordinary\"") && large.body.contains("data-type=\"large\""));
    assert!(ordinary.body.contains(&format!("{OWN}?type=large")), "each leads to the other");
    let radius = |page: &Answer| {
        let svg = pictures(page, "paper-map").remove(0);
        let document = Document::parse(&svg).unwrap();
        let names = document.descendants().find(|node| has_class(node, "paper-legend")).unwrap();
        names.attribute("font-size").unwrap().parse::<i32>().unwrap()
    };
    assert!(radius(&large) > radius(&ordinary), "the map's letters are larger too");
}

#[tokio::test]
async fn the_code_leads_to_the_link_that_was_made() {
    let (app, visitor) = planned().await;
    read_link(&app.store, &visitor, "with-notes-0123456789", true).await;
    let page = app.get_as_visitor(OWN).await;
    let address = "http://127.0.0.1:3000/en/shared/with-notes-0123456789";
    assert_eq!(decoded(&pictures(&page, "paper-code")[0]), address);
    assert!(words(&page).contains(address), "for whoever has no camera");

    // Paper is left lying about: it leads to the link that tells less.
    read_link(&app.store, &visitor, "bare-0123456789-bare", false).await;
    let page = app.get_as_visitor("/plans/4711/print").await;
    assert_eq!(decoded(&pictures(&page, "paper-code")[0]), "http://127.0.0.1:3000/shared/bare-0123456789-bare");

    let shared = app.get("/uk/shared/with-notes-0123456789/print").await;
    let address = "http://127.0.0.1:3000/uk/shared/with-notes-0123456789";
    assert_eq!(decoded(&pictures(&shared, "paper-code")[0]), address, "readers pass on their own");
}

#[tokio::test]
async fn no_link_is_made_in_passing() {
    let (app, visitor) = planned().await;
    link(&app.store, &visitor, PLAN, "editing-0123456789", LinkPurpose::Edit).await;
    let page = app.get_as_visitor(OWN).await;
    assert!(pictures(&page, "paper-code").is_empty(), "an editing link is for nobody who finds a sheet");
    assert!(!page.body.contains("editing-0123456789"));
    assert!(page.body.contains("href=\"/en/plans/4711#share\""), "but the way to make one is shown");
    let links = app.store.plan_links(&visitor, PLAN).await.unwrap();
    assert_eq!(links.len(), 1);
}

#[tokio::test]
async fn a_companion_prints_the_plan_without_learning_of_its_links() {
    let (app, visitor) = planned().await;
    read_link(&app.store, &visitor, "with-notes-0123456789", true).await;
    link(&app.store, &visitor, PLAN, "editing-0123456789", LinkPurpose::Edit).await;
    let token = "B".repeat(TOKEN.len());
    let companion = app.store.create_visitor(&token).await.unwrap();
    app.store.join_plan(&companion, "editing-0123456789").await.unwrap();
    let page = app.get_as(&token, OWN).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(words(&page).contains("Korzkiew Castle"));
    assert!(!page.body.contains("0123456789") && !page.body.contains("#share"));
}

#[tokio::test]
async fn a_link_without_notes_prints_without_notes() {
    let (app, visitor) = planned().await;
    read_link(&app.store, &visitor, "bare-0123456789-bare", false).await;
    let page = app.get("/en/shared/bare-0123456789-bare/print").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(words(&page).contains("Korzkiew Castle") && words(&page).contains("Obiad"));
    for own in ["północy", "latarka", "babci", "Hotel", "kopiec"] {
        assert!(!page.body.contains(own), "{own} is nobody else's");
    }
}

#[tokio::test]
async fn nobody_prints_what_is_not_theirs_and_no_search_engine_keeps_it() {
    let (app, visitor) = planned().await;
    read_link(&app.store, &visitor, "with-notes-0123456789", true).await;
    for path in [OWN, "/en/shared/with-notes-0123456789/print"] {
        let page = app.get_as_visitor(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert_eq!((page.header("x-robots-tag"), page.header("cache-control")), ("noindex", "no-store"), "{path}");
        assert!(page.body.contains("<meta name=\"robots\" content=\"noindex\""), "{path}");
    }
    let stranger = "C".repeat(TOKEN.len());
    app.store.create_visitor(&stranger).await.unwrap();
    for (answer, who) in [
        (app.get(OWN).await, "somebody without a cookie"),
        (app.get_as(&stranger, OWN).await, "somebody else"),
        (app.get_as_visitor("/en/plans/4712/print").await, "a plan that does not exist"),
        (app.get_as_visitor("/en/plans/nothing/print").await, "no plan at all"),
        (app.get("/en/shared/nothing/print").await, "a link that leads nowhere"),
    ] {
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{who}");
        assert!(!answer.body.contains("Korzkiew"), "{who}");
    }
}

#[tokio::test]
async fn the_plan_and_the_shared_plan_lead_to_their_sheets_and_show_the_way() {
    let (app, visitor) = planned().await;
    read_link(&app.store, &visitor, "bare-0123456789-bare", false).await;
    for (path, stops) in [("/en/plans/4711", 4), ("/en/shared/bare-0123456789-bare", 3)] {
        let page = app.get_as_visitor(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(page.body.contains(&format!("href=\"{path}/print\"")), "{path}");
        // A way to every stop with a place that is not the first place of its day, and two links for each.
        let to_osm =
            page.body.matches("href=\"https://www.openstreetmap.org/directions?engine=fossgis_osrm_car").count();
        assert_eq!(to_osm, stops, "{path}");
        assert_eq!(page.body.matches("href=\"geo:").count(), stops, "{path}");
    }
    let page = app.get_as_visitor("/en/plans/4711").await;
    assert!(page.body.contains("route=50.0647,19.945;50.16223,19.88252"), "from the hotel to the castle");
    assert!(page.body.contains(": Korzkiew Castle (OpenStreetMap)"), "the links are told apart by ear");
    assert!(!app.get_as_visitor(OWN).await.body.contains("href=\"geo:"), "paper has no links");
}
