use std::collections::BTreeSet;

use domain::travel::Mode;
use domain::trip::Theme;
use serde_json::{Value, json};

use super::*;
use crate::catalogue::{Catalogue, Sources};

const SHIPPED: &str = include_str!("../../../data/trips.json");

fn shipped_catalogue() -> Catalogue {
    let sources = Sources {
        gminas: include_str!("../../../data/gminas.csv"),
        outlines: include_str!("../../../data/gminas.geojson"),
        old_town: include_str!("../../../data/old-town.geojson"),
        venues: include_str!("../../../data/venues.csv"),
    };
    Catalogue::read(&sources, &|_| Ok(())).unwrap()
}

fn good() -> Value {
    let text = |pl: &str| json!({ "pl": pl, "en": "Text", "uk": "Текст" });
    let stop = |venue: &str| json!({ "venue": venue, "stay_min": 60 });
    json!({
        "slug": "salt",
        "gmina": null,
        "theme": "salt",
        "title": text("Śladem soli"),
        "why": text("Bo warto."),
        "getting_there": text("Pociągiem."),
        "mode": "transit",
        "start": "09:30",
        "end": "16:00",
        "stops": [stop("kopalnia"), stop("zamek"), stop("rynek")],
    })
}

/// The good trip with one thing changed, such as `/title/pl`; `null` takes it out.
fn with(pointer: &str, value: Value) -> Value {
    let mut trip = good();
    let (parent, field) = pointer.rsplit_once('/').unwrap();
    match (trip.pointer_mut(parent).unwrap(), value) {
        (Value::Object(fields), Value::Null) => drop(fields.remove(field)),
        (Value::Object(fields), value) => drop(fields.insert(field.to_owned(), value)),
        (Value::Array(items), value) => items[field.parse::<usize>().unwrap()] = value,
        (other, _) => panic!("{other}"),
    }
    trip
}

fn read_all(trips: &[Value]) -> Result<Vec<Trip>, TripError> {
    read(&Value::from(trips).to_string(), &[GminaSlug::parse("skawina").unwrap()])
}

/// Field and fault of a file with this one trip.
fn refused(trip: Value) -> (&'static str, FieldFault) {
    match read_all(&[trip]) {
        Err(TripError::Trip { field, fault, .. }) => (field, fault),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_shipped_trips_are_one_for_every_gmina_and_one_for_every_theme_at_known_venues() {
    let catalogue = shipped_catalogue();
    let gminas: Vec<GminaSlug> = catalogue.gminas.iter().map(|gmina| gmina.slug.clone()).collect();
    let trips = read(SHIPPED, &gminas).unwrap();
    for trip in &trips {
        // The pages of gminas link to their trips by their own names.
        assert!(trip.gmina.as_ref().is_none_or(|gmina| gmina.as_str() == trip.slug.as_str()), "{}", trip.slug);
    }
    let mut shown: Vec<_> = trips.iter().filter_map(|trip| trip.gmina.clone()).collect();
    let mut expected = gminas;
    shown.sort();
    expected.sort();
    assert_eq!(shown, expected);
    let mut themes: Vec<_> = trips.iter().filter_map(|trip| trip.theme).collect();
    themes.sort();
    assert_eq!((themes.as_slice(), themes.len()), (Theme::ALL, 5));
    let venues: BTreeSet<_> = catalogue.venues.iter().map(|venue| &venue.slug).collect();
    for trip in &trips {
        for stop in &trip.stops {
            assert!(venues.contains(&stop.venue), "{}: {}", trip.slug, stop.venue);
        }
    }
}

#[test]
fn a_trip_is_read_field_by_field() {
    let mut of_gmina = with("/slug", json!("skawina"));
    of_gmina["gmina"] = json!("skawina");
    of_gmina["theme"] = Value::Null;
    of_gmina["end"] = json!("24:00");
    let trips = read_all(&[good(), of_gmina]).unwrap();
    let salt = &trips[0];
    assert_eq!((salt.slug.as_str(), salt.theme, &salt.gmina), ("salt", Some(Theme::Salt), &None));
    assert_eq!((salt.mode, salt.start_min, salt.end_min), (Mode::Transit, 570, 960));
    assert_eq!(salt.title.pl, "Śladem soli");
    assert_eq!(salt.why.pl, "Bo warto.");
    assert_eq!(salt.getting_there.pl, "Pociągiem.");
    assert_eq!((salt.why.en.as_deref(), salt.why.uk.as_deref()), (Some("Text"), Some("Текст")));
    let stops: Vec<_> = salt.stops.iter().map(|stop| (stop.venue.as_str(), stop.stay_min)).collect();
    assert_eq!(stops, [("kopalnia", 60), ("zamek", 60), ("rynek", 60)], "whether they exist is not asked");
    assert_eq!(trips[1].gmina.as_ref().map(GminaSlug::as_str), Some("skawina"));
    assert_eq!((trips[1].theme, trips[1].end_min), (None, 1_440));
}

#[test]
fn what_is_not_the_format_is_refused_with_its_place() {
    let cases = [
        (json!({ "trips": [] }), "expected a sequence"),
        (json!([with("/price", json!("free"))]), "unknown field `price`"),
        (json!([with("/why/de", json!("Darum."))]), "unknown field `de`"),
        (json!([with("/stops/0/note", json!("x"))]), "unknown field `note`"),
        (json!([with("/mode", Value::Null)]), "missing field `mode`"),
        (json!([with("/stops/1/stay_min", json!(-5))]), "invalid value: integer `-5`"),
        (json!([with("/title", json!("Sól"))]), "invalid type: string"),
    ];
    for (file, complaint) in cases {
        let told = read(&file.to_string(), &[]).unwrap_err().to_string();
        assert!(told.starts_with("trips.json: ") && told.contains(complaint) && told.contains("line 1"), "{told}");
    }
    let doubled = Value::from(vec![good()]).to_string().replacen("\"pl\"", "\"pl\": \"Sól\", \"pl\"", 1);
    let told = read(&doubled, &[]).unwrap_err().to_string();
    assert!(told.contains("duplicate field `pl`"), "{told}");
}

#[test]
fn every_text_is_there_in_every_language_and_within_its_bounds() {
    for (field, longest) in [("title", 80), ("why", 400), ("getting_there", 400)] {
        for language in [Language::Pl, Language::En, Language::Uk] {
            let place = format!("/{field}/{language}");
            assert!(read_all(&[with(&place, json!("ż".repeat(longest)))]).is_ok(), "{place}");
            for bad in [Value::Null, json!(" "), json!("two\nlines"), json!("\u{7}"), json!("ż".repeat(longest + 1))] {
                let (told, fault) = refused(with(&place, bad.clone()));
                assert_eq!((told, fault), (field, FieldFault::Text { language, longest }), "{place} {bad}");
            }
        }
    }
}

#[test]
fn every_other_field_is_checked() {
    let stop = |venue: &str, stay_min: u32| json!({ "venue": venue, "stay_min": stay_min });
    let stops = |count: u32| Value::from((0..count).map(|n| stop(&format!("v{n}"), 30)).collect::<Vec<_>>());
    let unknown = |vocabulary, word: &str| FieldFault::Word(UnknownWord { vocabulary, word: word.to_owned() });
    let rynek = || VenueSlug::parse("rynek").unwrap();
    let mut elsewhere = with("/theme", Value::Null);
    elsewhere["gmina"] = json!("zakopane");
    let cases = [
        (with("/slug", json!("Salt!")), "slug", FieldFault::Slug),
        (with("/theme", Value::Null), "gmina", FieldFault::GminaOrTheme),
        (with("/gmina", json!("skawina")), "gmina", FieldFault::GminaOrTheme),
        (elsewhere, "gmina", FieldFault::Gmina("zakopane".to_owned())),
        (with("/theme", json!("pepper")), "theme", unknown("theme", "pepper")),
        (with("/mode", json!("boat")), "mode", unknown("way to travel", "boat")),
        (with("/start", json!("9:30")), "start", FieldFault::Clock("9:30".to_owned())),
        (with("/end", json!("24:01")), "end", FieldFault::Clock("24:01".to_owned())),
        (with("/end", json!("09:30")), "end", FieldFault::Hours),
        (with("/stops", stops(2)), "stops", FieldFault::Stops(2)),
        (with("/stops", stops(9)), "stops", FieldFault::Stops(9)),
        (with("/stops/0", stop("Rynek", 60)), "stops", FieldFault::Venue("Rynek".to_owned())),
        (with("/stops/0", stop("rynek", 60)), "stops", FieldFault::Twice(rynek())),
        (with("/stops/2", stop("rynek", 4)), "stops", FieldFault::Stay { venue: rynek(), minutes: 4 }),
        (with("/stops/2", stop("rynek", 65_600)), "stops", FieldFault::Stay { venue: rynek(), minutes: 65_600 }),
    ];
    for (trip, field, fault) in cases {
        assert_eq!(refused(trip.clone()), (field, fault), "{trip}");
    }
    for count in [3, 8] {
        assert!(read_all(&[with("/stops", stops(count))]).is_ok(), "{count}");
    }
}

#[test]
fn a_fault_names_the_trip_and_the_field() {
    let error = read_all(&[good(), with("/title/uk", Value::Null)]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "trips.json, trip 'salt', title: 1 to 80 characters without control characters are needed in 'uk'"
    );
    let twice = TripError::Trip { slug: "salt".to_owned(), field: "slug", fault: FieldFault::Duplicate };
    assert_eq!(read_all(&[good(), good()]), Err(twice));
}
