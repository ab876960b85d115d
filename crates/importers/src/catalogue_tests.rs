use std::collections::BTreeMap;

use domain::venue::{Area, VenueSlug};

use super::*;

const SHIPPED: Sources<'static> = Sources {
    gminas: include_str!("../../../data/gminas.csv"),
    outlines: include_str!("../../../data/gminas.geojson"),
    old_town: include_str!("../../../data/old-town.geojson"),
    venues: include_str!("../../../data/venues.csv"),
};

/// Rules of these tests for opening hours: whatever is not "soon" can be evaluated.
fn hours(text: &str) -> Result<(), String> {
    if text == "soon" { Err("unexpected word".to_owned()) } else { Ok(()) }
}

const HEADER: &str = "slug,name_pl,name_en,name_uk,gmina,teryt_gmina,lat,lon,coord_source,coord_precision_m,category,indoor,\
    opening_hours,last_entry_min,typical_visit_min,price,wheelchair,wheelchair_source,wheelchair_checked_on,wikidata_id,website,\
    short_description_pl,short_description_en,short_description_uk,confidence";

const GOOD: [(&str, &str); 25] = [
    ("slug", "zamek"),
    ("name_pl", "Zamek, stary"),
    ("name_en", ""),
    ("name_uk", ""),
    ("gmina", "Niepołomice"),
    ("teryt_gmina", "1219043"),
    ("lat", "50.0337"),
    ("lon", "20.2180"),
    ("coord_source", "osm"),
    ("coord_precision_m", "50"),
    ("category", "castle"),
    ("indoor", "both"),
    ("opening_hours", "Mo-Su 10:00-18:00"),
    ("last_entry_min", "60"),
    ("typical_visit_min", "90"),
    ("price", "paid"),
    ("wheelchair", "limited"),
    ("wheelchair_source", "editorial"),
    ("wheelchair_checked_on", "2026-11-01"),
    ("wikidata_id", "Q1"),
    ("website", "https://muzeum.niepolomice.pl"),
    ("short_description_pl", "Zamek."),
    ("short_description_en", "A castle."),
    ("short_description_uk", "Замок."),
    ("confidence", "high"),
];

/// A row that is good but for the given fields.
fn row(changes: &[(&str, &str)]) -> String {
    let field = |(column, value): &(&str, &str)| {
        let value = changes.iter().find(|change| change.0 == *column).map_or(*value, |change| change.1);
        format!("\"{}\"", value.replace('"', "\"\""))
    };
    GOOD.iter().map(field).collect::<Vec<_>>().join(",")
}

fn read_venues(rows: &[String]) -> Catalogue {
    let venues = format!("{HEADER}\n{}\n", rows.join("\n"));
    Catalogue::read(&Sources { venues: &venues, ..SHIPPED }, &hours).unwrap()
}

#[test]
fn every_shipped_row_is_taken_and_every_gmina_has_at_least_seven() {
    let catalogue = Catalogue::read(&SHIPPED, &hours).unwrap();
    assert_eq!(catalogue.rejections, []);
    assert_eq!(catalogue.venues.len(), 245);
    assert_eq!(catalogue.gminas.len(), 15);
    assert_eq!(catalogue.outlines.len(), 15);
    for gmina in &catalogue.gminas {
        let venues = catalogue.venues.iter().filter(|venue| venue.gmina == gmina.slug).count();
        assert!(venues >= 7, "{}: {venues}", gmina.slug);
        assert!(gmina.population > 5_000 && gmina.area_ha > 1_000, "{gmina:?}");
    }
    assert!(
        catalogue.venues.iter().all(|v| v.name.en.is_some() && v.name.uk.is_some()),
        "every name in three languages"
    );
    assert!(catalogue.venues.iter().all(|v| v.summary.en.is_some() && v.summary.uk.is_some()));
}

#[test]
fn area_and_distance_from_the_centre_follow_from_the_position() {
    let catalogue = Catalogue::read(&SHIPPED, &hours).unwrap();
    let by_slug: BTreeMap<_, _> = catalogue.venues.iter().map(|venue| (&venue.slug, venue)).collect();
    let cases = [
        ("rynek-glowny", Area::OldTown, 0..=10),
        ("fort-44-tonie", Area::Krakow, 4_000..=8_000),
        ("zamek-krolewski-w-niepolomicach", Area::Beyond, 19_000..=22_000),
    ];
    for (slug, area, metres) in cases {
        let venue = by_slug[&VenueSlug::parse(slug).unwrap()];
        assert_eq!(venue.area, area, "{slug}");
        assert!(metres.contains(&venue.centre_m), "{slug}: {}", venue.centre_m);
    }
}

#[test]
fn a_good_row_becomes_a_draft_with_all_it_says() {
    let catalogue = read_venues(&[row(&[])]);
    assert_eq!(catalogue.rejections, []);
    let draft = &catalogue.venues[0];
    assert_eq!(draft.name.pl, "Zamek, stary");
    assert_eq!(draft.name.en, None);
    assert_eq!(draft.summary.uk.as_deref(), Some("Замок."));
    assert_eq!(draft.facts.len(), 1);
    assert_eq!(draft.opening_hours.as_deref(), Some("Mo-Su 10:00-18:00"));
    assert_eq!(draft.last_entry_min, Some(60));
    let bare = read_venues(&[row(&[
        ("opening_hours", ""),
        ("last_entry_min", ""),
        ("wheelchair", "unknown"),
        ("wheelchair_source", ""),
        ("wheelchair_checked_on", ""),
        ("wikidata_id", ""),
        ("website", ""),
    ])]);
    let draft = &bare.venues[0];
    assert_eq!(draft.last_entry_min, None);
    assert_eq!((&draft.opening_hours, &draft.website, &draft.wikidata), (&None, &None, &None));
    assert_eq!(draft.facts, [], "what nobody has said is not a fact");
}

#[test]
fn each_fault_of_a_row_is_rejected_with_its_reason() {
    let long = "x".repeat(500);
    let cases: &[(&[(&str, &str)], &str)] = &[
        (&[("slug", "")], "the slug is not"),
        (&[("slug", "Zamek")], "the slug is not"),
        (&[("slug", "../etc")], "the slug is not"),
        (&[("slug", &long)], "the slug is not"),
        (&[("name_pl", " ")], "'name_pl' must have 1 to 120"),
        (&[("name_pl", &long)], "'name_pl' must have"),
        (&[("name_uk", "За\u{7}мок")], "'name_uk' must have"),
        (&[("name_en", "two\nlines")], "'name_en' must have"),
        (&[("short_description_pl", "")], "'short_description_pl' must have"),
        (&[("short_description_en", &long)], "'short_description_en' must have"),
        (&[("teryt_gmina", "9999999")], "no gmina has the TERYT code '9999999'"),
        (&[("teryt_gmina", "1219053")], "belongs to Wieliczka, not to 'Niepołomice'"),
        (&[("lat", "20.2180"), ("lon", "50.0337")], "the position is not in Poland"),
        (&[("lat", "NaN")], "the position is not in Poland"),
        (&[("lat", "")], "the position is not in Poland"),
        (&[("lat", "50.2")], "m outside Niepołomice"),
        (&[("coord_source", "guess")], "'coord_source': 'guess' is not a known position source"),
        (&[("coord_precision_m", "0")], "'coord_precision_m' is not a whole number from 1 to 5000"),
        (&[("coord_precision_m", "5001")], "'coord_precision_m' is not"),
        (&[("coord_precision_m", "4294967296")], "'coord_precision_m' is not"),
        (&[("coord_precision_m", "1e2")], "'coord_precision_m' is not"),
        (&[("category", "casle")], "'category': 'casle' is not a known category"),
        (&[("indoor", "maybe")], "'indoor': 'maybe'"),
        (&[("price", "10")], "'price': '10'"),
        (&[("opening_hours", "soon")], "opening hours: unexpected word"),
        (&[("opening_hours", &long)], "'opening_hours' must have 0 to 255"),
        (&[("last_entry_min", "721")], "'last_entry_min' is not a whole number from 0 to 720"),
        (&[("last_entry_min", "soon")], "'last_entry_min' is not a whole number"),
        (&[("typical_visit_min", "4")], "'typical_visit_min' is not a whole number from 5 to 720"),
        (&[("typical_visit_min", "721")], "'typical_visit_min' is not"),
        (&[("typical_visit_min", "-60")], "'typical_visit_min' is not"),
        (&[("wheelchair", "")], "'wheelchair': '' is not"),
        (&[("wheelchair", "unknown")], "needs a source and a date exactly if it is known"),
        (&[("wheelchair_source", "")], "needs a source and a date"),
        (&[("wheelchair_checked_on", "")], "needs a source and a date"),
        (&[("wheelchair_source", "hearsay")], "'wheelchair_source': 'hearsay'"),
        (&[("wheelchair_checked_on", "2026-02-30")], "is not a date"),
        (&[("wheelchair_checked_on", "1026-02-03")], "is not a date"),
        (&[("wikidata_id", "1")], "'wikidata_id' is not"),
        (&[("wikidata_id", "Q01")], "'wikidata_id' is not"),
        (&[("wikidata_id", "Q1; DROP")], "'wikidata_id' is not"),
        (&[("website", "mnk.pl")], "the website is not"),
        (&[("website", "javascript:alert(1)")], "the website is not"),
        (&[("website", "https://mnk.pl/\" onclick=\"x")], "the website is not"),
        (&[("website", "https://mnk.pl@elsewhere.example")], "the website is not"),
        (&[("website", "https://")], "the website is not"),
        (&[("confidence", "sure")], "'confidence': 'sure'"),
    ];
    for (changes, expected) in cases {
        let catalogue = read_venues(&[row(&[("slug", "before")]), row(changes), row(&[("slug", "after")])]);
        let reasons: Vec<_> = catalogue.rejections.iter().map(|r| r.reason.to_string()).collect();
        assert_eq!(catalogue.venues.len(), 2, "{changes:?}: the rows around it are taken");
        assert_eq!(reasons.len(), 1, "{changes:?}");
        assert!(reasons[0].contains(expected), "{changes:?}: {}", reasons[0]);
        assert_eq!(catalogue.rejections[0].line, 3, "{changes:?}");
    }
}

#[test]
fn a_slug_that_stands_twice_names_the_first_line_even_where_that_row_was_rejected() {
    let catalogue = read_venues(&[row(&[("price", "?")]), row(&[("slug", "other")]), row(&[])]);
    let told: Vec<_> = catalogue.rejections.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        ["line 2, zamek: 'price': '?' is not a known price", "line 4, zamek: the slug already stands in line 2",]
    );
}

#[test]
fn a_row_with_a_field_too_few_or_too_many_is_rejected() {
    let good = row(&[]);
    let short = good.rsplit_once(',').unwrap().0.to_owned();
    let catalogue = read_venues(&[short, format!("{good},\"more\"")]);
    let reasons: Vec<_> = catalogue.rejections.iter().map(|r| r.reason.clone()).collect();
    assert_eq!(reasons, [Reason::Fields { found: 24, expected: 25 }, Reason::Fields { found: 26, expected: 25 }]);
}

#[test]
fn files_that_are_not_the_format_are_refused_as_a_whole() {
    let without = HEADER.replace(",confidence", "");
    let foreign = HEADER.replace("confidence", "confidence,phone");
    let twice = HEADER.replace("confidence", "confidence,slug");
    let huge = "x".repeat(FILE_MAX + 1);
    let missing_gmina =
        SHIPPED.gminas.lines().filter(|line| !line.contains(",skawina,")).collect::<Vec<_>>().join("\n");
    let cases = [
        (Sources { venues: &without, ..SHIPPED }, "venues.csv: the column 'confidence' is missing"),
        (Sources { venues: &foreign, ..SHIPPED }, "venues.csv: the column 'phone' is unknown or stands twice"),
        (Sources { venues: &twice, ..SHIPPED }, "venues.csv: the column 'slug' is unknown or stands twice"),
        (Sources { venues: "", ..SHIPPED }, "venues.csv: the column 'slug' is missing"),
        (Sources { venues: &huge, ..SHIPPED }, "venues.csv: the file is larger than 10 MB"),
        (Sources { outlines: "{}", ..SHIPPED }, "gminas.geojson: missing field `features`"),
        (Sources { old_town: "[", ..SHIPPED }, "old-town.geojson: EOF"),
        (Sources { old_town: SHIPPED.outlines, ..SHIPPED }, "old-town.geojson: one feature is expected"),
        (Sources { gminas: &missing_gmina, ..SHIPPED }, "gminas.csv: the gmina with outline 1206113 is missing"),
    ];
    for (sources, expected) in cases {
        let told = Catalogue::read(&sources, &hours).unwrap_err().to_string();
        assert!(told.starts_with(expected), "{told}");
    }
}

#[test]
fn columns_may_stand_in_another_order_and_a_byte_order_mark_is_no_letter() {
    let turned = |line: &str| line.split(',').rev().collect::<Vec<_>>().join(",");
    let venues = format!("\u{feff}{}\n{}\n", turned(HEADER), turned(&row(&[("name_pl", "Zamek")])));
    let catalogue = Catalogue::read(&Sources { venues: &venues, ..SHIPPED }, &hours).unwrap();
    assert_eq!(catalogue.rejections, []);
    assert_eq!(catalogue.venues[0].slug.as_str(), "zamek");
}
