//! Places from files that other programs wrote: a verdict for every row, then exactly the chosen ones in the tray.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use app::error::{ApiError, FileFault};
use app::itineraries::imported::{FILE_MAX, FoundFile, FoundPlace, Verdict};
use axum::body::{Body, Bytes};
use axum::http::{Method, Request, StatusCode, header};
use domain::edit::EditError;
use domain::geo::Position;
use domain::itinerary::{
    Day, DayFrame, DayId, Itinerary, LinkPurpose, NAME_MAX, PlanId, STOPS_MAX, Stop, StopId, StopKind,
};
use domain::language::Language;
use domain::venue::VenueSlug;
use store::Visitor;

use crate::test_app::{Answer, TOKEN, TestApp, keep, link, now, request};

const PLAN: PlanId = PlanId(4_711);
const ADDRESS: &str = "/plans/4711/import";
/// Between the parts of a form.
const BOUNDARY: &str = "----WebKitFormBoundary7MA4YWxkTrZu0gW";

/// As OsmAnd saves favourites and Garmin's BaseCamp saves waypoints.
const GPX: &str = r#"<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>
<gpx version="1.1" creator="OsmAnd 4.7.10" xmlns="http://www.topografix.com/GPX/1/1"
     xmlns:osmand="https://osmand.net" xmlns:gpxx="http://www.garmin.com/xmlschemas/GpxExtensions/v3"
     xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
     xsi:schemaLocation="http://www.topografix.com/GPX/1/1 http://www.topografix.com/GPX/1/1/gpx.xsd">
  <metadata><name>favorites-Kraków</name><time>2026-05-02T10:00:00Z</time></metadata>
  <wpt lat="49.9835000" lon="20.0539000"><ele>231.9</ele><time>2026-05-02T09:12:44Z</time>
    <name>Kopalnia &quot;Soli&quot; &amp; tężnia</name>
    <desc>&lt;p&gt;Bilety &lt;b&gt;wcześniej&lt;/b&gt;&lt;/p&gt;</desc>
    <type>Sól</type><extensions><osmand:icon>special_star</osmand:icon></extensions></wpt>
  <wpt lat="50.0108" lon="20.1234"><time>2026-05-02T09:12:44Z</time><sym>Flag, Blue</sym>
    <extensions><gpxx:WaypointExtension><gpxx:DisplayMode>SymbolAndName</gpxx:DisplayMode></gpxx:WaypointExtension>
    </extensions></wpt>
  <wpt lat="49.2992" lon="19.9496"><name>Zakopane</name><sym>City (Small)</sym></wpt>
  <wpt lat="48.1486" lon="17.1077"><name>Bratislava</name></wpt>
  <wpt lat="" lon="19.9"><name>Popsuty</name></wpt>
  <wpt lat="49.29921" lon="19.94961"><name>Zakopane</name></wpt>
  <trk><name>2026-05-02</name><trkseg><trkpt lat="50.05" lon="19.95"><ele>210</ele></trkpt></trkseg></trk>
</gpx>"#;

/// As Google My Maps and Organic Maps save them.
const KML: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2">
  <Document>
    <name>Weekend</name>
    <Style id="icon-1899-0288D1-normal"><IconStyle><color>ffd18802</color><scale>1</scale></IconStyle></Style>
    <Folder>
      <name>Warstwa bez nazwy</name>
      <Placemark><name>Zamek w Niepołomicach</name>
        <description><![CDATA[<img src="z.jpg" height="200"/><br><br>czynne 9&ndash;17<br>wt. nie]]></description>
        <styleUrl>#icon-1899-0288D1-normal</styleUrl>
        <ExtendedData><Data name="gx_media_links"><value>https://example.pl/z.jpg</value></Data></ExtendedData>
        <Point><coordinates>
            20.2156,50.0336,0
          </coordinates></Point></Placemark>
      <Placemark><name>Trasa</name><LineString><tessellate>1</tessellate><coordinates>
            20.2156,50.0336,0 20.0539,49.9835,0
          </coordinates></LineString></Placemark>
    </Folder>
    <Placemark><name>Praha</name><TimeStamp><when>2026-05-02T09:12:44Z</when></TimeStamp>
      <Point><coordinates>14.4378,50.0755</coordinates></Point></Placemark>
    <Placemark><name/><Point><coordinates>19.5,49.9</coordinates></Point></Placemark>
  </Document>
</kml>"#;

/// As overpass turbo and uMap save them.
const GEOJSON: &str = r#"{"type":"FeatureCollection","generator":"overpass-turbo","copyright":"ODbL","features":[
 {"type":"Feature","id":"node/26","properties":{"@id":"node/26","name":"Dolina Mnikowska","natural":"valley"},
  "geometry":{"type":"Point","coordinates":[19.7052,50.0045]}},
 {"type":"Feature","properties":{"name":"Puszcza","description":"spacer","_umap_options":{"color":"Green"}},
  "geometry":{"type":"Polygon","coordinates":[[[20.3,50.0],[20.4,50.0],[20.4,50.1],[20.3,50.0]]]}},
 {"type":"Feature","properties":{"title":"Odwrotnie"},"geometry":{"type":"Point","coordinates":[50.06,19.94]}},
 {"type":"Feature","properties":{"name":"Bez miejsca"},"geometry":null},
 {"type":"Feature","properties":{"name":"Za długa NAZWA","description":"OPIS"},
  "geometry":{"type":"Point","coordinates":[19.8,50.1]}}
]}"#;

/// A visitor with a plan of one day, which stops at a place of theirs and at a venue.
async fn planned() -> (TestApp, Visitor) {
    let (app, visitor) = TestApp::with_visitor().await;
    let castle = VenueSlug::parse("zamek-w-korzkwi").unwrap();
    let stops = vec![place(1, "Dom", 50.06, 19.94), Stop::visit(StopId(2), castle, "Zamek".to_owned(), 60)];
    keep(&app.store, &visitor, vec![Day::new(DayId(1), DayFrame::on(now().date), stops)]).await;
    (app, visitor)
}

fn at(lat: f64, lon: f64) -> Position {
    Position::from_degrees(lat, lon).unwrap()
}

fn place(id: i64, name: &str, lat: f64, lon: f64) -> Stop {
    Stop::of(StopId(id), StopKind::Place { position: at(lat, lon) }, name.to_owned(), 30)
}

async fn saved(app: &TestApp, visitor: &Visitor) -> (i64, Itinerary) {
    let plan = app.store.plan(visitor, PLAN).await.unwrap().unwrap();
    (plan.version, plan.itinerary)
}

/// A part of a form, as browsers write it.
fn part(name: &str, file: Option<&str>, content: &[u8]) -> Vec<u8> {
    let file = file.map(|file| format!("; filename=\"{file}\"\r\nContent-Type: application/octet-stream"));
    let head =
        format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"{}\r\n\r\n", file.unwrap_or_default());
    [head.as_bytes(), content, b"\r\n"].concat()
}

fn form(parts: &[Vec<u8>]) -> Vec<u8> {
    [parts.concat(), format!("--{BOUNDARY}--\r\n").into_bytes()].concat()
}

fn file_form(content: &[u8]) -> Vec<u8> {
    form(&[part("file", Some("okolica.gpx"), content)])
}

fn places_form(places: &[String]) -> Vec<u8> {
    form(&places.iter().map(|place| part("place", None, place.as_bytes())).collect::<Vec<_>>())
}

/// A form as a browser sends it for whoever has a token; `accept` tells a page from our own code.
fn post(address: &str, token: &str, accept: &str, body: impl Into<Body>) -> Request<Body> {
    let mut request = request(Method::POST, address);
    let headers = request.headers_mut();
    headers.insert(header::ACCEPT, accept.parse().unwrap());
    headers.insert("sec-fetch-site", "same-origin".parse().unwrap());
    headers.insert(header::COOKIE, format!("okolica={token}").parse().unwrap());
    headers.insert(header::CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}").parse().unwrap());
    *request.body_mut() = body.into();
    request
}

/// The answer to our own code.
async fn data(app: &TestApp, body: impl Into<Body>) -> Answer {
    app.send(post(ADDRESS, TOKEN, "application/json", body)).await
}

/// The answer to a browser without JavaScript.
async fn page(app: &TestApp, body: impl Into<Body>) -> Answer {
    app.send(post(ADDRESS, TOKEN, "text/html", body)).await
}

async fn found(app: &TestApp, file: &str) -> FoundFile {
    let answer = data(app, file_form(file.as_bytes())).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

fn refusal(answer: &Answer) -> ApiError {
    serde_json::from_str(&answer.body).unwrap_or_else(|_| panic!("{}", answer.body))
}

/// Name and verdict of each row.
fn told(file: &FoundFile) -> Vec<(&str, Verdict)> {
    file.rows.iter().map(|row| (row.place.as_ref().map_or("", |place| &place.name), row.verdict)).collect()
}

/// The rows of a page: verdict, and what its box carries and whether it is ticked.
fn boxes(page: &str) -> Vec<(String, Option<(String, bool)>)> {
    let list = page.split_once("<ol class=\"import-rows\">").unwrap_or_else(|| panic!("{page}")).1;
    let rows = list.split_once("</ol>").unwrap().0.split("<li data-verdict=\"").skip(1);
    rows.map(|row| {
        let verdict = row.split('"').next().unwrap().to_owned();
        let carried = row.split_once("<input type=\"checkbox\" name=\"place\" value=\"").map(|(_, rest)| {
            let (value, rest) = rest.split_once('"').unwrap();
            let is_ticked = rest.split('>').next().unwrap().contains("checked");
            (html_escape::decode_html_entities(value).into_owned(), is_ticked)
        });
        (verdict, carried)
    })
    .collect()
}

#[tokio::test]
async fn every_row_of_a_file_by_another_program_has_a_verdict() {
    let (app, visitor) = planned().await;
    let before = saved(&app, &visitor).await;
    let long = GEOJSON.replace("NAZWA", &"ż".repeat(NAME_MAX)).replace("OPIS", "opis");
    let cut = format!("Za długa {}", "ż".repeat(NAME_MAX - 9));
    use Verdict::{New, NoPosition, NotAPoint, OutsidePoland, Repeated, Shortened, Unnamed};
    let cases = [
        (
            GPX,
            "GPX",
            vec![
                ("Kopalnia \"Soli\" & tężnia", New),
                ("50.0108, 20.1234", Unnamed),
                ("Zakopane", New),
                ("", OutsidePoland),
                ("", NoPosition),
                ("Zakopane", Repeated),
            ],
        ),
        (
            KML,
            "KML",
            vec![
                ("Zamek w Niepołomicach", New),
                ("", NotAPoint),
                // What counts as Poland is a box that holds Prague as well.
                ("Praha", New),
                ("49.9000, 19.5000", Unnamed),
            ],
        ),
        (
            &long,
            "GeoJSON",
            vec![("Dolina Mnikowska", New), ("", NotAPoint), ("", OutsidePoland), ("", NoPosition), (&cut, Shortened)],
        ),
    ];
    for (file, format, rows) in cases {
        let found = found(&app, file).await;
        assert_eq!((found.format.as_str(), told(&found)), (format, rows));
        assert!(found.rows.iter().zip(1..).all(|(row, number)| row.number == number));
        let page = page(&app, file_form(file.as_bytes())).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!((page.header("cache-control"), page.header("x-robots-tag")), ("no-store", "noindex"));
        let boxes = boxes(&page.body);
        assert_eq!(boxes.len(), found.rows.len());
        for ((verdict, carried), row) in boxes.into_iter().zip(&found.rows) {
            assert_eq!(verdict, row.verdict.as_str());
            let ticked = carried.as_ref().map(|(_, is_ticked)| *is_ticked);
            assert_eq!(ticked, row.place.is_some().then_some(row.verdict.is_accepted()), "{row:?}");
            let carried = carried.map(|(place, _)| serde_json::from_str::<FoundPlace>(&place).unwrap());
            assert_eq!(carried, row.place);
        }
    }
    let castle = &found(&app, KML).await.rows[0];
    let castle = castle.place.as_ref().unwrap();
    assert_eq!((castle.note.as_str(), castle.position()), ("czynne 9–17\nwt. nie", Ok(at(50.0336, 20.2156))));
    assert_eq!(saved(&app, &visitor).await, before, "looking changes nothing");
}

#[tokio::test]
async fn what_the_plan_has_already_is_not_ticked() {
    let (app, _) = planned().await;
    let castle = [VenueSlug::parse("zamek-w-korzkwi").unwrap()];
    let castle = app.store.stop_venues(&castle, &[], Language::Pl).await.unwrap().into_values().next().unwrap();
    let point =
        |name: &str, at: Position| format!(r#"<wpt lat="{}" lon="{}"><name>{name}</name></wpt>"#, at.lat(), at.lon());
    let file = [
        point("Dom", at(50.06, 19.94)),
        point("Inaczej nazwany dom", at(50.0601, 19.94)),
        point("Sąsiad", at(50.061, 19.94)),
        point("Castle", castle.position),
    ];
    let file = found(&app, &format!("<gpx>{}</gpx>", file.concat())).await;
    assert_eq!(
        told(&file),
        [
            ("Dom", Verdict::Known),
            ("Inaczej nazwany dom", Verdict::Known),
            ("Sąsiad", Verdict::New),
            ("Castle", Verdict::Known)
        ]
    );
}

/// Files that are no lists of places, each with its status, its fault and what a Polish reader is told.
fn bad_files() -> Vec<(Vec<u8>, u16, FileFault, &'static str)> {
    let malformed = |format: &str, line| FileFault::Malformed { format: format.to_owned(), line: Some(line) };
    let laughs: String =
        (1..10).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10))).collect();
    let laughs = format!(
        "<?xml version=\"1.0\"?>\n<!DOCTYPE gpx [<!ENTITY l0 \"lol\">{laughs}]>\n\
         <gpx><wpt lat=\"50\" lon=\"20\"><name>&l9;</name></wpt></gpx>"
    );
    let outside = "<!DOCTYPE kml [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\
        <kml><Placemark><name>&x;</name></Placemark></kml>";
    // The beginning of 42.zip, which becomes petabytes, and of a gzip of zeros.
    let zip =
        b"PK\x03\x04\x14\0\x01\0\x08\0\xe4Y\x15,\x84\xf3\xf4}\xaf\x85\0\0\x0e\xb1\0\0\x09\0\0\0lib 0.zip".to_vec();
    let gzip = b"\x1f\x8b\x08\0\0\0\0\0\x02\x03\xed\xc1\x01\r\0\0\0\xc2\xa0\xf7Om\x0e7\xa0\0\0\0".to_vec();
    let jpeg = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01".to_vec();
    let wide: Vec<u8> = "\u{feff}<gpx/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    vec![
        (zip, 415, FileFault::Packed, "To archiwum"),
        (gzip, 415, FileFault::Packed, "To archiwum"),
        (jpeg, 415, FileFault::NotText, "To nie jest plik tekstowy"),
        (wide, 415, FileFault::NotText, "To nie jest plik tekstowy"),
        (b"<!doctype html><title>gpx</title>".to_vec(), 415, FileFault::NotAFormat, "To nie jest plik GPX"),
        (b"name;lat;lon\nDom;50;20\n".to_vec(), 415, FileFault::NotAFormat, "To nie jest plik GPX"),
        (laughs.into_bytes(), 422, malformed("GPX", 2), "w wierszu 2"),
        (outside.as_bytes().to_vec(), 422, malformed("KML", 1), "w wierszu 1"),
        (b"{\"type\":\"FeatureCollection\",\n\"features\":[".to_vec(), 422, malformed("GeoJSON", 2), "w wierszu 2"),
        (b"<gpx>\n<wpt lat='50' lon='20'>".to_vec(), 422, malformed("GPX", 2), "w wierszu 2"),
        (b"<gpx></gpx>".to_vec(), 422, FileFault::Empty, "nie ma punkt"),
        (Vec::new(), 400, FileFault::Missing, "Wybierz plik"),
    ]
}

#[tokio::test]
async fn a_file_that_is_no_list_of_places_is_refused_with_its_status_and_reason() {
    let (app, visitor) = planned().await;
    let before = saved(&app, &visitor).await;
    for (file, status, fault, words) in bad_files() {
        let answer = data(&app, file_form(&file)).await;
        assert_eq!((answer.status.as_u16(), refusal(&answer)), (status, ApiError::File(fault.clone())));
        let page = page(&app, file_form(&file)).await;
        assert_eq!(page.status.as_u16(), status, "{fault:?}");
        assert!(page.body.contains(words) && page.body.contains("role=\"alert\""), "{fault:?}");
        assert!(page.body.contains("name=\"file\""), "another file can be chosen");
    }
    let english = app.send(post("/en/plans/4711/import", TOKEN, "text/html", file_form(b"PK\x03\x04"))).await;
    assert!(english.body.contains("<html lang=\"en\"") && english.body.contains("This is an archive"));
    let ukrainian = app.send(post("/uk/plans/4711/import", TOKEN, "text/html", file_form(b"PK\x03\x04"))).await;
    assert!(ukrainian.body.contains("<html lang=\"uk\"") && ukrainian.body.contains("Це архів"));
    assert_eq!(saved(&app, &visitor).await, before);
}

#[tokio::test]
async fn a_body_that_is_not_the_form_it_claims_to_be_is_a_bad_request() {
    let (app, visitor) = planned().await;
    let before = saved(&app, &visitor).await;
    let cut = file_form(GPX.as_bytes());
    let cut = cut[..cut.len() - 40].to_vec();
    for body in [GPX.as_bytes().to_vec(), b"file=x".to_vec(), cut] {
        let answer = data(&app, body.clone()).await;
        assert_eq!((answer.status.as_u16(), refusal(&answer)), (400, ApiError::invalid("form")));
        assert_eq!(page(&app, body).await.status, StatusCode::BAD_REQUEST);
    }
    for kind in ["application/x-www-form-urlencoded", "application/gpx+xml", "multipart/form-data"] {
        let mut request = post(ADDRESS, TOKEN, "application/json", file_form(GPX.as_bytes()));
        request.headers_mut().insert(header::CONTENT_TYPE, kind.parse().unwrap());
        assert_eq!(app.send(request).await.status, StatusCode::BAD_REQUEST, "{kind}");
    }
    assert_eq!(saved(&app, &visitor).await, before);
}

/// A form with a file of so many megabytes, as it comes over the network.
fn huge(megabytes: usize, pulled: &Arc<AtomicUsize>) -> Body {
    let head = part("file", Some("big.gpx"), b"");
    let head = Bytes::copy_from_slice(head.strip_suffix(b"\r\n").unwrap());
    let pulled = Arc::clone(pulled);
    let chunk = move |_| {
        pulled.fetch_add(1, Ordering::Relaxed);
        Bytes::from(vec![b' '; 1 << 20])
    };
    let chunks = std::iter::once(head).chain((0..megabytes).map(chunk));
    let chunks = chunks.chain(std::iter::once(Bytes::from(format!("\r\n--{BOUNDARY}--\r\n"))));
    Body::from_stream(futures::stream::iter(chunks.map(Ok::<_, std::io::Error>)))
}

#[tokio::test]
async fn a_file_of_50_megabytes_is_read_to_its_end_and_refused_in_words() {
    assert_eq!(usize::try_from(FILE_MAX).unwrap(), importers::places::FILE_MAX);
    let (app, visitor) = planned().await;
    let before = saved(&app, &visitor).await;
    let pulled = Arc::default();
    let answer = page(&app, huge(50, &pulled)).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.body.contains("Plik jest za duży"), "{}", answer.body);
    // A browser that is not listened to would show no answer.
    assert_eq!(pulled.load(Ordering::Relaxed), 50);
    let answer = data(&app, huge(3, &Arc::default())).await;
    assert_eq!((answer.status.as_u16(), refusal(&answer)), (413, ApiError::File(FileFault::TooLarge)));

    let pulled = Arc::default();
    assert_eq!(data(&app, huge(5_000, &pulled)).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(pulled.load(Ordering::Relaxed) < 70, "nor is anybody listened to without end");
    let mut announced = post(ADDRESS, TOKEN, "text/html", Body::empty());
    announced.headers_mut().insert(header::CONTENT_LENGTH, "5000000000".parse().unwrap());
    assert_eq!(app.send(announced).await.status, StatusCode::PAYLOAD_TOO_LARGE);

    let padded = |length| [GPX.as_bytes(), &vec![b' '; length - GPX.len()]].concat();
    let largest = usize::try_from(FILE_MAX).unwrap();
    assert_eq!(data(&app, file_form(&padded(largest))).await.status, StatusCode::OK);
    assert_eq!(data(&app, file_form(&padded(largest + 1))).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(saved(&app, &visitor).await, before);
}

#[tokio::test]
async fn a_file_that_does_not_arrive_is_told_so() {
    let (app, visitor) = planned().await;
    let before = saved(&app, &visitor).await;
    let cut = || {
        let begun = Bytes::from(file_form(GPX.as_bytes())).slice(..400);
        Body::from_stream(futures::stream::iter([Ok(begun), Err(std::io::Error::other("gone"))]))
    };
    let answer = page(&app, cut()).await;
    assert_eq!(answer.status, StatusCode::REQUEST_TIMEOUT);
    assert!(answer.body.contains("Dane nie dotarły na czas"), "{}", answer.body);
    let answer = data(&app, cut()).await;
    assert_eq!((answer.status.as_u16(), refusal(&answer)), (408, ApiError::File(FileFault::Slow)));
    assert_eq!(saved(&app, &visitor).await, before);
}

#[tokio::test]
async fn the_plan_of_somebody_else_is_not_found_whatever_is_sent() {
    let (app, visitor) = planned().await;
    let before = saved(&app, &visitor).await;
    let stranger = "B".repeat(43);
    app.store.create_visitor(&stranger).await.unwrap();
    let chosen = serde_json::to_string(&FoundPlace::new("A".to_owned(), String::new(), at(50.1, 20.1))).unwrap();
    let unknown = "C".repeat(43);
    for (address, token) in [
        (ADDRESS, stranger.as_str()),
        (ADDRESS, unknown.as_str()),
        (ADDRESS, ""),
        ("/plans/4712/import", TOKEN),
        ("/plans/x/import", TOKEN),
        ("/en/plans/99999999999999999999/import", TOKEN),
    ] {
        for body in [file_form(GPX.as_bytes()), places_form(std::slice::from_ref(&chosen)), file_form(b"PK\x03\x04")] {
            for accept in ["text/html", "application/json"] {
                let answer = app.send(post(address, token, accept, body.clone())).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address} {accept}");
                assert!(!answer.body.contains("Kopalnia"));
            }
        }
        let mut asked = request(Method::GET, address);
        asked.headers_mut().insert(header::COOKIE, format!("okolica={token}").parse().unwrap());
        assert_eq!(app.send(asked).await.status, StatusCode::NOT_FOUND, "{address}");
    }
    assert_eq!(saved(&app, &visitor).await, before);
}

#[tokio::test]
async fn another_site_cannot_have_anything_read_or_added() {
    let (app, visitor) = planned().await;
    let before = saved(&app, &visitor).await;
    let chosen = serde_json::to_string(&FoundPlace::new("A".to_owned(), String::new(), at(50.1, 20.1))).unwrap();
    for body in [file_form(GPX.as_bytes()), places_form(&[chosen])] {
        let mut request = post(ADDRESS, TOKEN, "text/html", body);
        request.headers_mut().insert("sec-fetch-site", "cross-site".parse().unwrap());
        request.headers_mut().insert(header::ORIGIN, "https://elsewhere.example".parse().unwrap());
        assert_eq!(app.send(request).await.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(saved(&app, &visitor).await, before);
}

#[tokio::test]
async fn the_chosen_places_and_no_others_come_into_the_tray_also_for_a_companion() {
    let (app, visitor) = planned().await;
    let companion = "B".repeat(43);
    let friend = app.store.create_visitor(&companion).await.unwrap();
    let invitation = "E".repeat(32);
    link(&app.store, &visitor, PLAN, &invitation, LinkPurpose::Edit).await;
    app.store.join_plan(&friend, &invitation).await.unwrap();
    let before = saved(&app, &visitor).await;

    let english = "/en/plans/4711/import";
    let preview = app.send(post(english, &companion, "text/html", file_form(GPX.as_bytes()))).await;
    assert!(preview.body.contains("rows: 6 · to add: 3"), "{}", preview.body);
    let boxes: Vec<_> = boxes(&preview.body).into_iter().filter_map(|(_, carried)| carried).collect();
    assert_eq!(boxes.iter().map(|(_, is_ticked)| *is_ticked).collect::<Vec<_>>(), [true, true, true, false]);
    // The first and the last: one that was ticked, and one that was not.
    let chosen = [boxes[0].0.clone(), boxes[3].0.clone()];
    let added = app.send(post(english, &companion, "text/html", places_form(&chosen))).await;
    assert_eq!(
        (added.status, added.header("location")),
        (StatusCode::SEE_OTHER, "/en/plans/4711?imported=2#imported"),
        "{}",
        added.body
    );
    let after = saved(&app, &visitor).await;
    assert_eq!((after.0, &after.1.days), (before.0 + 1, &before.1.days), "one edit, and the days are as they were");
    let tray: Vec<_> = after.1.tray.iter().map(|stop| (stop.name.as_str(), stop.note.as_str(), &stop.kind)).collect();
    assert_eq!(
        tray,
        [
            ("Kopalnia \"Soli\" & tężnia", "Bilety wcześniej", &StopKind::Place { position: at(49.9835, 20.0539) }),
            ("Zakopane", "", &StopKind::Place { position: at(49.29921, 19.94961) }),
        ]
    );
    let landed = app.get_as(&companion, "/en/plans/4711?imported=2").await;
    assert!(landed.body.contains("id=\"imported\"") && landed.body.contains("2 places from the file were added"));
    for forged in ["0", "201", "-1", "x", "%3Cb%3E"] {
        let page = app.get_as_visitor(&format!("/plans/4711?imported={forged}")).await;
        assert!(!page.body.contains("id=\"imported\""), "{forged}");
    }

    let none = app.send(post(ADDRESS, TOKEN, "text/html", form(&[]))).await;
    assert!(none.status == StatusCode::BAD_REQUEST && none.body.contains("Zaznacz co najmniej jedno miejsce"));
}

#[tokio::test]
async fn a_forged_choice_is_refused_as_a_whole() {
    let (app, visitor) = planned().await;
    let before = saved(&app, &visitor).await;
    let good = FoundPlace::new("Dobre".to_owned(), String::new(), at(50.1, 20.1));
    let json = |place: &FoundPlace| serde_json::to_string(place).unwrap();
    let abroad = FoundPlace { lat_e6: 48_148_600, lon_e6: 17_107_700, ..good.clone() };
    let nameless = FoundPlace { name: " ".to_owned(), ..good.clone() };
    let long = FoundPlace { name: "x".repeat(NAME_MAX + 1), ..good.clone() };
    let wordy = FoundPlace { note: "x".repeat(1_001), ..good.clone() };
    let text = ApiError::Refused(EditError::Text);
    for (bad, status, error) in [
        (json(&abroad), 400, ApiError::invalid("position")),
        (json(&nameless), 422, text.clone()),
        (json(&long), 422, text.clone()),
        (json(&wordy), 422, text),
        ("{\"name\":\"A\"}".to_owned(), 400, ApiError::invalid("place")),
        ("{\"name\":\"A\",\"lat_e6\":1e99,\"lon_e6\":2}".to_owned(), 400, ApiError::invalid("place")),
        (String::new(), 400, ApiError::invalid("place")),
    ] {
        let answer = data(&app, places_form(&[json(&good), bad.clone()])).await;
        assert_eq!((answer.status.as_u16(), refusal(&answer)), (status, error), "{bad}");
    }
    let full = ApiError::Refused(EditError::TooManyStops);
    for count in [STOPS_MAX - 1, STOPS_MAX + 1, 3_000] {
        let answer = data(&app, places_form(&vec![json(&good); count])).await;
        assert_eq!((answer.status.as_u16(), refusal(&answer)), (422, full.clone()), "{count}");
    }
    assert_eq!(saved(&app, &visitor).await, before);
}

#[tokio::test]
async fn of_ten_thousand_rows_as_many_are_read_as_a_plan_takes_and_the_rest_is_said() {
    let (app, visitor) = planned().await;
    let points: String = (0..10_000)
        .map(|n| format!("<wpt lat=\"{}\" lon=\"20\"><name>Punkt {n}</name></wpt>", 49.5 + f64::from(n) / 10_000.0))
        .collect();
    let file = format!("<gpx>{points}</gpx>");
    let found = found(&app, &file).await;
    assert_eq!(found.rows.len(), 201);
    let count = |verdict| found.rows.iter().filter(|row| row.verdict == verdict).count();
    // Two stops are in the plan, so that the last two have no room.
    assert_eq!((count(Verdict::New), count(Verdict::NoRoom), count(Verdict::TooMany)), (198, 2, 1));
    let preview = page(&app, file_form(file.as_bytes())).await;
    let ticked =
        boxes(&preview.body).into_iter().filter_map(|(_, carried)| carried.filter(|(_, is_ticked)| *is_ticked));
    let ticked: Vec<_> = ticked.map(|(place, _)| place).collect();
    assert_eq!(page(&app, places_form(&ticked)).await.status, StatusCode::SEE_OTHER);
    let (_, plan) = saved(&app, &visitor).await;
    assert_eq!((plan.all_stops().count(), plan.tray.len()), (STOPS_MAX, 198));
    assert_eq!(plan.tray.last().unwrap().name, "Punkt 197");
}

/// Names that a careless page or reader would break on.
fn odd_names() -> Vec<String> {
    [
        "„Dom” \"u 'babci'\" \\ ; , : = %20 + &amp;",
        "pierwsza\ndruga, trzecia",
        "🏰👨‍👩‍👧‍👦🇵🇱",
        "טיול לקרקוב (שבת) 10:00",
        "\u{202e}pod prąd\u{202c}",
        "]]> <![CDATA[ &lt;b&gt; &#0; <script>alert(1)</script> --> </li></form>",
        "\"><img src=x onerror=alert(1)>",
        "{\"type\":\"Feature\"}",
        "--boundary\nContent-Disposition: form-data",
    ]
    .map(str::to_owned)
    .into_iter()
    .chain(["x", "ż", "🏡"].map(|sign| sign.repeat(NAME_MAX)))
    .collect()
}

/// A name as an import takes it: on one line.
fn on_one_line(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn spread(names: &[String]) -> Vec<(String, Position)> {
    let position = |n: u32| at(49.9 + f64::from(n) / 100.0, 20.1);
    names.iter().cloned().zip((0..).map(position)).collect()
}

#[tokio::test]
async fn odd_names_survive_both_steps_and_are_nothing_but_text_on_the_page() {
    let (app, visitor) = planned().await;
    let places = spread(&odd_names());
    let feature = |(name, position): &(String, Position)| {
        let geometry = serde_json::json!({"type": "Point", "coordinates": [position.lon(), position.lat()]});
        let properties = serde_json::json!({"name": name, "description": "5 < 6"});
        serde_json::json!({"type": "Feature", "properties": properties, "geometry": geometry})
    };
    let features: Vec<_> = places.iter().map(feature).collect();
    let file = serde_json::json!({"type": "FeatureCollection", "features": features}).to_string();
    let preview = page(&app, file_form(file.as_bytes())).await;
    assert!(!preview.body.contains("<script>alert") && !preview.body.contains("<img src=x"));
    let carried: Vec<_> = boxes(&preview.body).into_iter().filter_map(|(_, carried)| carried).collect();
    assert_eq!(carried.len(), places.len());
    let carried: Vec<_> = carried.into_iter().map(|(place, _)| place).collect();
    assert_eq!(page(&app, places_form(&carried)).await.status, StatusCode::SEE_OTHER);
    let (_, plan) = saved(&app, &visitor).await;
    for (stop, (name, position)) in plan.tray.iter().zip(&places) {
        assert_eq!((stop.name.clone(), stop.note.as_str()), (on_one_line(name), "5 < 6"));
        assert_eq!(stop.kind, StopKind::Place { position: *position });
    }
    assert_eq!(plan.tray.len(), places.len());
}

#[tokio::test]
async fn what_okolica_writes_it_reads_again() {
    let (app, visitor) = TestApp::with_visitor().await;
    let places = spread(&odd_names());
    let stops = places.iter().zip(1..).map(|((name, position), id)| place(id, name, position.lat(), position.lon()));
    let stops: Vec<_> = stops.map(|stop| Stop { note: "Wejście od\npółnocy".to_owned(), ..stop }).collect();
    keep(&app.store, &visitor, vec![Day::new(DayId(1), DayFrame::on(now().date), stops)]).await;
    let empty = PlanId(12);
    app.store.create_plan(&visitor, empty, &Itinerary::new("Pusty").unwrap()).await.unwrap();

    for file in ["route.gpx", "plan.kml", "plan.geojson"] {
        let written = app.get_as_visitor(&format!("/plans/4711/{file}")).await;
        assert_eq!(written.status, StatusCode::OK);
        let again = found(&app, &written.body).await;
        let known = again.rows.iter().filter(|row| row.verdict == Verdict::Known).count();
        assert_eq!(known, places.len(), "{file}: all of them are in the plan that they come from");

        let body = file_form(written.body.as_bytes());
        let answer = app.send(post("/plans/12/import", TOKEN, "application/json", body)).await;
        let read: FoundFile = serde_json::from_str(&answer.body).unwrap();
        let fresh: Vec<_> = read.rows.iter().filter(|row| row.verdict == Verdict::New).collect();
        assert_eq!(fresh.len(), places.len(), "{file}");
        for (row, (name, position)) in fresh.iter().zip(&places) {
            let place = row.place.as_ref().unwrap();
            assert_eq!((place.name.clone(), place.position()), (on_one_line(name), Ok(*position)), "{file}");
        }
        // Besides the stops there is the way of the day, which is no place.
        let others: Vec<_> =
            read.rows.iter().map(|row| row.verdict).filter(|verdict| *verdict != Verdict::New).collect();
        assert_eq!(others, if file == "route.gpx" { vec![] } else { vec![Verdict::NotAPoint] }, "{file}");
    }
}
