use domain::favourites::bounded;
use proptest::prelude::*;

use super::*;

const GPX: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="Locus Map" xmlns="http://www.topografix.com/GPX/1/1"
     xmlns:gpxx="http://www.garmin.com/xmlschemas/GpxExtensions/v3">
  <metadata><name>Not a place</name><bounds minlat="49" minlon="19" maxlat="51" maxlon="21"/></metadata>
  <wpt lat="50.0336" lon="20.2156"><ele>198.5</ele><time>yesterday</time><name>Zamek Królewski</name>
    <cmt>comment</cmt><desc>description</desc><link href="https://example.pl"><text>link</text></link><sym>Castle</sym>
    <extensions><gpxx:WaypointExtension><gpxx:name>Other</gpxx:name></gpxx:WaypointExtension></extensions></wpt>
  <wpt lon='19.9373' lat='50.0615'><cmt>only a comment</cmt></wpt>
  <wpt lat="48.2082" lon="16.3738"><name>Wien</name></wpt>
  <wpt lat="fifty" lon="20"><name>Nowhere</name></wpt>
  <rte><rtept lat="50.1" lon="20.1"><name>On a route</name></rtept></rte>
  <trk><name>A walk</name><trkseg><trkpt lat="50.2" lon="20.2"><name>On a track</name></trkpt></trkseg></trk>
</gpx>
"#;

const KML: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"><Document>
  <name>Wycieczka</name><Style id="icon"><IconStyle><scale>1.1</scale></IconStyle></Style>
  <Folder><name>Folder</name><Folder>
    <Placemark id="a"><name>Zamek</name><description><![CDATA[<b>Renesans</b> &amp; ogród<br>9&ndash;17]]></description>
      <styleUrl>#icon</styleUrl><Point><coordinates>
        20.2156,50.0336,0
      </coordinates></Point></Placemark>
    <Placemark><name>Line</name><LineString><coordinates>20,50,0 20.1,50.1,0</coordinates></LineString></Placemark>
  </Folder></Folder>
  <Placemark><name>Area with a label</name><MultiGeometry>
    <Polygon><outerBoundaryIs><LinearRing><coordinates>20,50 20.1,50 20.1,50.1 20,50</coordinates></LinearRing>
    </outerBoundaryIs></Polygon><Point><coordinates>20.05, 50.05</coordinates></Point></MultiGeometry></Placemark>
  <Placemark><name>Two</name><MultiGeometry><Point><coordinates>20,50</coordinates></Point><Point><coordinates>21,51
    </coordinates></Point></MultiGeometry></Placemark>
  <Placemark><name>By address</name><address>Rynek Główny 1, Kraków</address></Placemark>
  <Placemark><name>Track</name><gx:Track><gx:coord>20 50 0</gx:coord></gx:Track></Placemark>
  <Placemark><name>Berlin</name><Point><coordinates>13.4,52.5</coordinates></Point></Placemark>
</Document></kml>
"#;

const GEOJSON: &str = r#"{ "features": [
  {"type": "Feature", "properties": {"name": "Zamek", "description": "Renesans", "other": {"name": [1, 2]}},
   "geometry": {"type": "Point", "coordinates": [20.2156, 50.0336, null]}},
  {"type": "Feature", "geometry": {"coordinates": [19.9373, 50.0615], "type": "Point"},
   "properties": {"name": " ", "title": "Rynek", "desc": "", "note": "Sukiennice"}, "id": 7},
  {"type": "Feature", "properties": {"Name": 12}, "geometry": {"type": "Point", "coordinates": [20, 50]}},
  {"type": "Feature", "properties": null, "geometry": {"type": "Point", "coordinates": [20.5, 50.5]}},
  {"type": "Feature", "properties": {}, "geometry": {"type": "LineString", "coordinates": [[20, 50], [20.1, 50.1]]}},
  {"type": "Feature", "properties": {}, "geometry": {"type": "GeometryCollection", "geometries": []}},
  {"type": "Feature", "properties": {}, "geometry": null},
  {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": ["20", "50"]}},
  {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [1e999, 50]}},
  {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [50, 20]}},
  "not a feature"
], "type": "FeatureCollection" }"#;

/// What the tests compare of a row: name and note, or the fault.
fn told(row: &ImportedRow) -> Result<(&str, &str), RowFault> {
    row.verdict.as_ref().map(|place| (place.name.as_str(), place.note.as_str())).map_err(|fault| *fault)
}

fn rows(text: &str) -> Vec<ImportedRow> {
    read_places(text.as_bytes()).unwrap().1
}

fn fault(text: &str) -> PlacesError {
    read_places(text.as_bytes()).unwrap_err()
}

/// The one place of a file.
fn only(text: &str) -> ImportedPlace {
    let [row] = <[ImportedRow; 1]>::try_from(rows(text)).unwrap();
    row.verdict.unwrap()
}

fn gpx(points: &str) -> String {
    format!("<gpx>{points}</gpx>")
}

/// A document whose one waypoint has this XML as its name and that as its description.
fn waypoint(name: &str, description: &str) -> String {
    gpx(&format!(r#"<wpt lat="50.0336" lon="20.2156"><name>{name}</name><desc>{description}</desc></wpt>"#))
}

fn feature(properties: &serde_json::Value) -> String {
    let geometry = serde_json::json!({"type": "Point", "coordinates": [20, 50]});
    serde_json::json!({"type": "Feature", "properties": properties, "geometry": geometry}).to_string()
}

const fn malformed(format: Format, line: u32) -> PlacesError {
    PlacesError::Malformed { format, line: Some(line) }
}

#[test]
fn gpx_gives_its_waypoints_and_leaves_tracks_extensions_and_metadata_alone() {
    let (format, rows) = read_places(GPX.as_bytes()).unwrap();
    assert_eq!(format, Format::Gpx);
    assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 2, 3, 4]);
    assert_eq!(
        rows.iter().map(told).collect::<Vec<_>>(),
        [
            Ok(("Zamek Królewski", "description")),
            Ok(("50.0615, 19.9373", "only a comment")),
            Err(RowFault::OutsidePoland),
            Err(RowFault::NoPosition),
        ]
    );
    let castle = rows[0].verdict.as_ref().unwrap();
    assert_eq!(castle.position, Position::from_degrees(50.0336, 20.2156).unwrap());
}

#[test]
fn gpx_without_waypoints_gives_the_points_of_its_routes() {
    let route =
        r#"<rte><name>R</name><rtept lat="50" lon="20"><name>A</name></rtept><rtept lat="50.1" lon="20"/></rte>"#;
    assert_eq!(rows(&gpx(route)).iter().map(told).collect::<Vec<_>>(), [Ok(("A", "")), Ok(("50.1000, 20.0000", ""))]);
    let both = format!(r#"{route}<wpt lat="50.2" lon="20"><name>W</name></wpt>"#);
    assert_eq!(only(&gpx(&both)).name, "W");
    let track = r#"<trk><trkseg><trkpt lat="50" lon="20"/></trkseg></trk>"#;
    assert_eq!(fault(&gpx(track)), PlacesError::Nothing);
}

#[test]
fn gpx_is_read_in_version_1_0_and_with_prefixes_that_nobody_declares() {
    let old = r#"<gpx version="1.0" creator="GPSBabel"><name>x</name><url>http://x</url>
        <wpt lat="50" lon="20"><name>A</name><url>http://x</url><urlname>u</urlname><speed>0</speed></wpt></gpx>"#;
    assert_eq!(only(old).name, "A");
    let prefixed = r#"<g:gpx><g:wpt lat="50" lon="20"><g:name>A</g:name><h:name>B</h:name></g:wpt></g:gpx>"#;
    assert_eq!(only(prefixed).name, "AB");
}

#[test]
fn kml_gives_the_points_of_every_folder() {
    let (format, rows) = read_places(KML.as_bytes()).unwrap();
    assert_eq!(format, Format::Kml);
    assert_eq!(
        rows.iter().map(told).collect::<Vec<_>>(),
        [
            Ok(("Zamek", "Renesans & ogród\n9–17")),
            Err(RowFault::NotAPoint),
            Ok(("Area with a label", "")),
            Err(RowFault::NotAPoint),
            Err(RowFault::NoPosition),
            Err(RowFault::NotAPoint),
            Err(RowFault::OutsidePoland),
        ]
    );
    assert_eq!(rows[2].verdict.as_ref().unwrap().position, Position::from_degrees(50.05, 20.05).unwrap());
    assert_eq!(fault("<kml><Document><name>Empty</name></Document></kml>"), PlacesError::Nothing);
}

#[test]
fn geojson_gives_its_points_whatever_the_order_of_its_members() {
    let (format, rows) = read_places(GEOJSON.as_bytes()).unwrap();
    assert_eq!(format, Format::GeoJson);
    assert_eq!(
        rows.iter().map(told).collect::<Vec<_>>(),
        [
            Ok(("Zamek", "Renesans")),
            Ok(("Rynek", "Sukiennice")),
            Ok(("12", "")),
            Ok(("50.5000, 20.5000", "")),
            Err(RowFault::NotAPoint),
            Err(RowFault::NotAPoint),
            Err(RowFault::NoPosition),
            Err(RowFault::NoPosition),
            Err(RowFault::NoPosition),
            Err(RowFault::OutsidePoland),
            Err(RowFault::NoPosition),
        ]
    );
    assert_eq!(rows[0].verdict.as_ref().unwrap().position, Position::from_degrees(50.0336, 20.2156).unwrap());
}

#[test]
fn geojson_may_be_one_feature_or_one_geometry() {
    assert_eq!(only(&feature(&serde_json::json!({"name": "A"}))).name, "A");
    assert_eq!(only(r#"{"type": "Point", "coordinates": [20.2156, 50.0336]}"#).name, "50.0336, 20.2156");
    let line = rows(r#"{"type": "LineString", "coordinates": [[20, 50], [21, 51]]}"#);
    assert_eq!(line.iter().map(told).collect::<Vec<_>>(), [Err(RowFault::NotAPoint)]);
    assert_eq!(fault(r#"{"type": "FeatureCollection", "features": []}"#), PlacesError::Nothing);
    let broken = PlacesError::Malformed { format: Format::GeoJson, line: None };
    assert_eq!(fault(r#"{"type": "FeatureCollection"}"#), broken);
    assert_eq!(fault(r#"{"type": "FeatureCollection", "features": {}}"#), broken);
}

#[test]
fn the_format_is_recognised_from_the_content() {
    for (text, format) in [(GPX, Format::Gpx), (KML, Format::Kml), (GEOJSON, Format::GeoJson)] {
        for text in [text.to_owned(), format!("\u{feff}{text}"), text.replace('\n', "\r\n")] {
            assert_eq!(read_places(text.as_bytes()).unwrap().0, format);
        }
    }
    for other in ["<html><body/></html>", "<!DOCTYPE html><html>", "<GPX/>", "<", "<<gpx/>", "gpx", "[]", "{}"] {
        assert_eq!(fault(other), PlacesError::NotAFormat, "{other}");
    }
    assert_eq!(fault(r#"{"type": "Topology"}"#), PlacesError::NotAFormat);
    for empty in ["", "\u{feff}", " \r\n"] {
        assert_eq!(fault(empty), PlacesError::Nothing, "{empty:?}");
    }
}

#[test]
fn archives_are_refused_unopened_and_other_encodings_as_no_text() {
    for packed in [&b"PK\x03\x04doc.kml"[..], b"PK\x05\x06\0\0", b"\x1f\x8b\x08\0"] {
        assert_eq!(read_places(packed), Err(PlacesError::Packed));
    }
    let wide = |text: &str, bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<_>>();
    for (text, bytes) in [
        (format!("\u{feff}{GPX}"), u16::to_le_bytes as fn(u16) -> [u8; 2]),
        (format!("\u{feff}{GPX}"), u16::to_be_bytes),
        ("<gpx/>".to_owned(), u16::to_le_bytes),
        ("<gpx/>".to_owned(), u16::to_be_bytes),
    ] {
        assert_eq!(read_places(&wide(&text, bytes)), Err(PlacesError::NotText));
    }
    assert_eq!(read_places(b"<gpx><name>\xb9</name></gpx>"), Err(PlacesError::NotText));
}

#[test]
fn two_megabytes_are_read_and_not_one_byte_more() {
    let mut text = GPX.to_owned();
    text.extend(std::iter::repeat_n(' ', FILE_MAX - text.len()));
    assert_eq!(rows(&text).len(), 4);
    text.push(' ');
    assert_eq!(fault(&text), PlacesError::TooLarge { limit: FILE_MAX });
}

#[test]
fn two_hundred_rows_are_read_and_one_says_that_there_were_more() {
    let point = r#"<wpt lat="50" lon="20"><name>A</name></wpt>"#;
    let mark = "<Placemark><Point><coordinates>20,50</coordinates></Point></Placemark>";
    let route = format!("<rte>{}</rte>", r#"<rtept lat="50" lon="20"/>"#.repeat(ROWS_MAX + 5));
    let features =
        |n| format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, vec![feature(&().into()); n].join(","));
    let marks = |n| format!("<kml>{}</kml>", mark.repeat(n));
    for enough in [gpx(&point.repeat(ROWS_MAX)), marks(ROWS_MAX), features(ROWS_MAX)] {
        let rows = rows(&enough);
        assert_eq!((rows.len(), rows.iter().filter(|row| row.verdict.is_ok()).count()), (ROWS_MAX, ROWS_MAX));
    }
    for too_many in [gpx(&point.repeat(ROWS_MAX + 1)), gpx(&route), marks(ROWS_MAX + 9), features(ROWS_MAX + 1_000)] {
        let rows = rows(&too_many);
        assert_eq!((rows.len(), rows[ROWS_MAX].number), (ROWS_MAX + 1, 201));
        assert_eq!(rows[ROWS_MAX].verdict, Err(RowFault::TooMany));
        assert!(rows[..ROWS_MAX].iter().all(|row| row.verdict.is_ok()));
    }
}

#[test]
fn a_file_that_breaks_off_or_is_not_well_formed_is_refused_with_its_line() {
    let cut = &GPX[..GPX.find("<rte>").unwrap()];
    assert_eq!(fault(cut), malformed(Format::Gpx, 11));
    let cut = &GEOJSON[..GEOJSON.find("\"not a").unwrap()];
    assert_eq!(fault(cut), malformed(Format::GeoJson, 14));
    for (text, line) in [
        ("<gpx>\n<wpt>\n</gpx>", 3),
        ("<gpx>\n</gpx>\n<gpx>\n</gpx>", 3),
        ("<gpx>\n</gpx>\nand more", 3),
        ("<gpx>\n\n<name>a & b</name></gpx>", 3),
        ("<gpx>\n<name>&nbsp;</name></gpx>", 2),
        ("<gpx>\n<name>&#xD800;</name></gpx>", 2),
        ("<gpx>\n<name>&#99999999999;</name></gpx>", 2),
        ("<gpx>\n<name><![CDATA[open</name></gpx>", 2),
    ] {
        assert_eq!(fault(text), malformed(Format::Gpx, line), "{text}");
    }
    assert_eq!(fault("{\"type\":\n\"Point\",}"), malformed(Format::GeoJson, 2));
}

#[test]
fn xml_with_a_document_type_is_refused_before_anything_is_expanded() {
    let laughs: String =
        (1..10).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10))).collect();
    let bomb =
        format!("<?xml version=\"1.0\"?>\n<!DOCTYPE gpx [<!ENTITY l0 \"lol\">{laughs}]>\n{}", waypoint("&l9;", ""));
    assert_eq!(fault(&bomb), malformed(Format::Gpx, 2));
    for declaration in
        ["<!DOCTYPE kml>", "<!DOCTYPE kml SYSTEM \"file:///etc/passwd\">", "<!doctype kml [<!ENTITY a 'b'>]>"]
    {
        let kml =
            format!("{declaration}<kml><Placemark><Point><coordinates>20,50</coordinates></Point></Placemark></kml>");
        assert_eq!(fault(&kml), malformed(Format::Kml, 1), "{declaration}");
    }
    assert!(matches!(fault("<gpx><!ENTITY a 'b'></gpx>"), PlacesError::Malformed { format: Format::Gpx, .. }));
}

#[test]
fn nesting_is_read_to_depth_64() {
    let folders = |n: usize| {
        let mark = "<Placemark><Point><coordinates>20,50</coordinates></Point></Placemark>";
        format!("<kml>{}{mark}{}</kml>", "<Folder>".repeat(n), "</Folder>".repeat(n))
    };
    // The document, its folders, the placemark, the point and the coordinates.
    assert_eq!(rows(&folders(DEPTH_MAX - 4)).len(), 1);
    assert_eq!(fault(&folders(DEPTH_MAX - 3)), malformed(Format::Kml, 1));
    let arrays = |n: usize| {
        let value = "[".repeat(n) + &"]".repeat(n);
        format!(r#"{{"type": "Point", "coordinates": [20, 50], "title": "[[\"[[", "other": {value}}}"#)
    };
    assert_eq!(rows(&arrays(DEPTH_MAX - 1)).len(), 1);
    assert_eq!(fault(&arrays(DEPTH_MAX)), malformed(Format::GeoJson, 1));
}

#[test]
fn odd_names_arrive_as_they_are_on_one_line() {
    let long = "ż".repeat(250);
    for (xml, name) in [
        ("Tom &amp; &lt;Jerry&gt; &quot;&apos;", "Tom & <Jerry> \"'"),
        ("&#x17B;&#243;&#322;w &#128034;", "Żółw 🐢"),
        ("<![CDATA[Tom & <Jerry>]]> i <![CDATA[spółka]]>", "Tom & <Jerry> i spółka"),
        ("a]]<![CDATA[]]]]><![CDATA[>]]>b", "a]]]]>b"),
        ("\n    Dom\r\n\tpod \u{a0} lasem&#10;&#9;&#1;!\n  ", "Dom pod lasem !"),
        ("„Pod Baranami” 'x' \"y\"", "„Pod Baranami” 'x' \"y\""),
        ("👩‍👩‍👧‍👦 Park 🌳", "👩‍👩‍👧‍👦 Park 🌳"),
        ("בית הכנסת \u{200f}רמ״א", "בית הכנסת \u{200f}רמ״א"),
        ("مسجد", "مسجد"),
        ("A<!-- not said --><?nor this?>B", "AB"),
        (long.as_str(), &"ż".repeat(NAME_MAX)),
        ("  &#160; ", "50.0336, 20.2156"),
        ("&amp;lt;b&amp;gt;", "&lt;b&gt;"),
    ] {
        assert_eq!(only(&waypoint(xml, "")).name, name, "{xml}");
    }
    for (json, name) in [
        ("a\r\nb\u{0}c\u{7f}d", "a b c d"),
        ("\u{2028}x\u{85}y", "x y"),
        (&"🐢".repeat(250), &"🐢".repeat(NAME_MAX)),
        (&format!("{} b", "a".repeat(NAME_MAX - 1)), &"a".repeat(NAME_MAX - 1)),
    ] {
        assert_eq!(only(&feature(&serde_json::json!({"name": json}))).name, name, "{json:?}");
    }
    let surrogate = r#"{"type": "Feature", "properties": {"name": "\ud800", "title": "\ud83d\udc22"},
        "geometry": {"type": "Point", "coordinates": [20, 50]}}"#;
    assert_eq!(only(surrogate).name, "🐢");
}

#[test]
fn notes_become_plain_text_in_lines() {
    for (html, note) in [
        ("<p>Czynne <b>9&ndash;17</b></p>\r\n\r\n<p>wstęp&nbsp;&nbsp;wolny</p>", "Czynne 9–17\nwstęp wolny"),
        ("one<br/>two<BR>three", "one\ntwo\nthree"),
        ("<table><tr><td>Tel.</td><td>12</td></tr><tr><td>WWW</td></tr></table>", "Tel. 12\nWWW"),
        ("<style>p { color: red }</style>a<script>if (1 < 2) { alert('<p>') }</SCRIPT>b", "ab"),
        ("a<!-- <p>unseen</p> -->b<script>open", "ab"),
        (
            "5 < 6, 7 > 3, <3, a <jan@example.pl> <https://example.pl>",
            "5 < 6, 7 > 3, <3, a <jan@example.pl> <https://example.pl>",
        ),
        ("x <b", "x <b"),
        ("&lt;script&gt; &amp;amp; &#x1F422; &bogus; & &", "<script> &amp; 🐢 &bogus; & &"),
        ("<img src='x' alt=\"y\">", ""),
        ("plain\ntext\u{7}here", "plain\ntext here"),
    ] {
        let json = feature(&serde_json::json!({"description": html}));
        assert_eq!(only(&json).note, note, "{html}");
        let escaped = html_escape::encode_text(html);
        assert_eq!(only(&waypoint("A", &escaped.replace('\u{7}', "&#7;"))).note, note, "{html}");
    }
    assert_eq!(only(&waypoint("A", "<p>XHTML <i>within</i></p>")).note, "XHTML within");
    let long = format!("{}\n{}", "ą".repeat(NOTE_MAX - 1), "b".repeat(50));
    assert_eq!(only(&waypoint("A", &long)).note, "ą".repeat(NOTE_MAX - 1));
}

/// Files of the largest size that make careless readers take quadratic time, nest their calls, or fill the memory.
#[test]
fn hostile_files_come_to_an_end() {
    let filled = |head: &str, piece: &str, tail: &str| {
        let pieces = (FILE_MAX - head.len() - tail.len()) / piece.len();
        format!("{head}{}{tail}", piece.repeat(pieces))
    };
    let point = r#"<gpx><wpt lat="50" lon="20"><desc>"#;
    let json = r#"{"type":"FeatureCollection","features":["#;
    let attributes: String = (0..180_000).map(|n| format!(" a{n}=''")).collect();
    let prefixes: String = (0..60_000).map(|n| format!(" xmlns:a{n}='b'")).collect();
    let members: String = (0..150_000).map(|n| format!("\"{n}\":0,")).collect();
    for hostile in [
        filled("<gpx>", "<a>", ""),
        filled("<gpx>", "<a/>", "</gpx>"),
        filled("<gpx>", "<wpt", ""),
        filled("<gpx ", "a=\"", ""),
        filled("<gpx><wpt ", "a='' ", "/></gpx>"),
        filled("<gpx><wpt ", "a ", "/></gpx>"),
        format!("<gpx><wpt{attributes}/></gpx>"),
        format!("<gpx{prefixes}>{}</gpx>", "<a xmlns:b=''/>".repeat(60_000)),
        filled(point, "a<![CDATA[b]]>", "</desc></wpt></gpx>"),
        filled(point, "&amp;", "</desc></wpt></gpx>"),
        filled(point, "&lt;a ", "</desc></wpt></gpx>"),
        filled(point, "&lt;script&gt;", "</desc></wpt></gpx>"),
        filled(point, "&lt;!--", "</desc></wpt></gpx>"),
        filled(point, "&lt;a@", "&gt;</desc></wpt></gpx>"),
        filled(point, "&", ""),
        filled("<!DOCTYPE gpx [", "<!ENTITY a 'b'>", "]><gpx/>"),
        filled("", "<!---->", "<gpx/>"),
        filled("", "<?a?>", "<gpx/>"),
        filled("<kml>", "<Placemark>", "</kml>"),
        filled("<kml><Placemark><Point><coordinates>", "1,", "</coordinates></Point></Placemark></kml>"),
        filled("{\"a\":", "[", ""),
        filled("{\"a\":\"", "\\\"", "\"}"),
        filled(json, "{},", "{}]}"),
        filled(json, "[],", "[]]}"),
        filled(json, "{\"\":0},", "0]}"),
        filled("{\"type\":\"Point\",\"coordinates\":[", "0,", "0]}"),
        format!("{{{members}\"type\":\"Point\"}}"),
        format!("{json}{{\"properties\":{{{members}\"name\":\"A\"}},\"geometry\":{{\"type\":\"Point\"}}}}]}}"),
    ] {
        // Whoever reads one of these in quadratic time does not come to its end within a test run.
        let rows = read_places(hostile.as_bytes()).map_or(0, |(_, rows)| rows.len());
        let beginning: String = hostile.chars().take(60).collect();
        assert!(rows <= ROWS_MAX + 1, "{rows} {beginning}");
    }
}

/// A good file with a few bytes changed, put in, taken out or doubled.
fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let change = (any::<prop::sample::Index>(), 0_u8..5, any::<u8>(), 1_usize..60);
    let spice = prop::sample::select(b"<>&;\"'/!?[]{}:,\\\0 \n0".as_slice());
    (prop::sample::select(vec![GPX, KML, GEOJSON]), prop::collection::vec((change, spice), 1..12)).prop_map(
        |(file, changes)| {
            let mut bytes = file.as_bytes().to_vec();
            for ((at, what, byte, length), spice) in changes {
                if bytes.is_empty() {
                    break;
                }
                let at = at.index(bytes.len());
                let end = (at + length).min(bytes.len());
                match what {
                    0 => bytes[at] = byte,
                    1 => bytes.insert(at, spice),
                    2 => drop(bytes.drain(at..end)),
                    3 => bytes.extend_from_within(at..end),
                    _ => {
                        let piece = bytes[at..end].to_vec();
                        drop(bytes.splice(at..at, piece));
                    }
                }
            }
            bytes
        },
    )
}

/// What holds for whatever comes out of whatever goes in.
fn check(bytes: &[u8]) {
    let outcome = read_places(bytes);
    let Ok((_, rows)) = outcome else { return };
    assert!((1..=ROWS_MAX + 1).contains(&rows.len()));
    for (row, number) in rows.iter().zip(1..) {
        assert_eq!(row.number, number);
        if let Ok(ImportedPlace { name, note, .. }) = &row.verdict {
            assert!(!name.is_empty() && !name.contains('\n'), "{name:?}");
            assert_eq!(bounded(name, NAME_MAX).as_ref(), Some(name));
            assert_eq!(bounded(note, NOTE_MAX).as_ref(), Some(note));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn random_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check(&bytes);
    }

    #[test]
    fn random_texts_within_a_format_never_panic(text in "(<gpx>|<kml>|\\{)[ -~ąё🐢\\n]{0,200}") {
        check(text.as_bytes());
    }

    #[test]
    fn changed_files_never_panic_and_give_only_places_that_a_plan_takes(bytes in mutated()) {
        check(&bytes);
    }

    #[test]
    fn any_name_and_note_become_ones_that_a_plan_takes(
        name in "\\PC{0,300}|(?s).{0,300}",
        note in "[<>&;/a-z\\n .]{0,2000}",
    ) {
        let json = feature(&serde_json::json!({"name": name, "note": note}));
        check(json.as_bytes());
        prop_assert_eq!(rows(&json).len(), 1);
    }
}
