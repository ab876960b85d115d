//! `venues.csv`: every row checked field by field, the first fault named.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use domain::accessibility::{Access, AccessibilityFact, FactKind, FactSource};
use domain::favourites::bounded;
use domain::geo::Position;
use domain::itinerary::{STAY_MAX, STAY_MIN};
use domain::language::Translated;
use domain::venue::{Area, VenueDraft, VenueSlug};

use super::columns::{Row, Table};
use super::{FileError, Home, HoursCheck, KRAKOW, OUTLINE_ERROR_M, Reason, Rejection, Territory};

const FILE: &str = "venues.csv";
const COLUMNS: &[&str] = &[
    "slug",
    "name_pl",
    "name_en",
    "name_uk",
    "gmina",
    "teryt_gmina",
    "lat",
    "lon",
    "coord_source",
    "coord_precision_m",
    "category",
    "indoor",
    "opening_hours",
    "last_entry_min",
    "typical_visit_min",
    "price",
    "wheelchair",
    "wheelchair_source",
    "wheelchair_checked_on",
    "wikidata_id",
    "website",
    "short_description_pl",
    "short_description_en",
    "short_description_uk",
    "confidence",
];

/// The longest name, characters.
const NAME_MAX: usize = 120;
/// The longest description, characters.
const SUMMARY_MAX: usize = 400;
/// The longest opening hours, characters: the limit of a value in OpenStreetMap.
const HOURS_MAX: usize = 255;
/// The longest address of the web, characters.
const WEBSITE_MAX: usize = 300;
/// The roughest position that is worth showing, metres.
const PRECISION_MAX: u32 = 5_000;

/// How sure the editors are of a row. Checked, for their own use; readers are told the source of each fact instead.
const CONFIDENCE: &[&str] = &["high", "medium", "low"];

/// Reads every row: the venues that passed, and the rows that did not.
pub(super) fn read_all(
    text: &str,
    territory: &Territory,
    hours: HoursCheck<'_>,
) -> Result<(Vec<VenueDraft>, Vec<Rejection>), FileError> {
    let mut table = Table::open(FILE, text, COLUMNS)?;
    let (mut venues, mut rejections) = (Vec::new(), Vec::new());
    let mut lines: BTreeMap<VenueSlug, u64> = BTreeMap::new();
    while let Some(row) = table.next_row()? {
        let checked = draft(&row, territory, hours).and_then(|draft| match lines.get(&draft.slug) {
            Some(first) => Err(Reason::Duplicate { first: *first }),
            None => Ok(draft),
        });
        if let Some(slug) = VenueSlug::parse(row.get("slug")) {
            lines.entry(slug).or_insert(row.line);
        }
        match checked {
            Ok(draft) => venues.push(draft),
            Err(reason) => {
                let slug = row.get("slug").chars().filter(|c| !c.is_control()).take(100).collect();
                rejections.push(Rejection { line: row.line, slug, reason });
            }
        }
    }
    Ok((venues, rejections))
}

fn draft(row: &Row<'_>, territory: &Territory, hours: HoursCheck<'_>) -> Result<VenueDraft, Reason> {
    let (found, expected) = row.width();
    if found != expected {
        return Err(Reason::Fields { found, expected });
    }
    let slug = VenueSlug::parse(row.get("slug")).ok_or(Reason::Slug)?;
    let home = home(row, territory)?;
    let precision_m = number(row, "coord_precision_m", 1, PRECISION_MAX)?;
    let position = position(row, home, precision_m)?;
    if !CONFIDENCE.contains(&row.get("confidence")) {
        let word = row.get("confidence").chars().take(60).collect();
        let error = domain::UnknownWord { vocabulary: "confidence", word };
        return Err(Reason::Word { column: "confidence", error });
    }
    Ok(VenueDraft {
        slug,
        name: translated(row, ["name_pl", "name_en", "name_uk"], NAME_MAX)?,
        summary: translated(
            row,
            ["short_description_pl", "short_description_en", "short_description_uk"],
            SUMMARY_MAX,
        )?,
        gmina: home.slug.clone(),
        position,
        position_source: word(row, "coord_source")?,
        precision_m,
        category: word(row, "category")?,
        setting: word(row, "indoor")?,
        opening_hours: opening_hours(row, hours)?,
        last_entry_min: last_entry(row)?,
        stay_min: u16::try_from(number(row, "typical_visit_min", STAY_MIN.into(), STAY_MAX.into())?)
            .unwrap_or(STAY_MAX),
        price: word(row, "price")?,
        area: match row.get("teryt_gmina") {
            KRAKOW if territory.old_town.contains(position) => Area::OldTown,
            KRAKOW => Area::Krakow,
            _ => Area::Beyond,
        },
        centre_m: position.distance_m(territory.centre),
        website: website(row)?,
        wikidata: wikidata(row)?,
        facts: wheelchair(row)?.into_iter().collect(),
    })
}

/// The gmina of a row is its TERYT code; the name must agree, so that a slip of one digit is found.
fn home<'t>(row: &Row<'_>, territory: &'t Territory) -> Result<&'t Home, Reason> {
    let teryt = row.get("teryt_gmina");
    let home = territory.gminas.get(teryt).ok_or_else(|| Reason::Teryt(teryt.chars().take(20).collect()))?;
    match row.get("gmina") {
        name if name == home.name => Ok(home),
        found => {
            let found = found.chars().take(80).collect();
            Err(Reason::GminaName { expected: home.name.clone(), found })
        }
    }
}

fn position(row: &Row<'_>, home: &Home, precision_m: u32) -> Result<Position, Reason> {
    let degrees = |column| row.get(column).parse::<f64>().map_err(|_| Reason::Position);
    let position = Position::from_degrees(degrees("lat")?, degrees("lon")?).map_err(|_| Reason::Position)?;
    match home.outline.distance_m(position) {
        distance_m if distance_m > precision_m + OUTLINE_ERROR_M => {
            Err(Reason::OutsideGmina { gmina: home.name.clone(), distance_m, precision_m })
        }
        _ => Ok(position),
    }
}

/// A text in Polish, which must be there, and in English and Ukrainian, which may be.
pub(super) fn translated(row: &Row<'_>, columns: [&'static str; 3], longest: usize) -> Result<Translated, Reason> {
    let [pl, en, uk] = columns;
    let text = |column: &'static str, shortest: usize| match bounded(row.get(column), longest) {
        Some(text) if !text.contains('\n') && text.chars().count() >= shortest => Ok(text),
        _ => Err(Reason::Text { column, shortest, longest }),
    };
    let optional = |column| text(column, 0).map(|text| (!text.is_empty()).then_some(text));
    Ok(Translated { pl: text(pl, 1)?, en: optional(en)?, uk: optional(uk)? })
}

fn number(row: &Row<'_>, column: &'static str, least: u32, most: u32) -> Result<u32, Reason> {
    let number = row.get(column).parse().ok().filter(|number| (least..=most).contains(number));
    number.ok_or(Reason::Number { column, least, most })
}

fn word<W: std::str::FromStr<Err = domain::UnknownWord>>(row: &Row<'_>, column: &'static str) -> Result<W, Reason> {
    row.get(column).parse().map_err(|error| Reason::Word { column, error })
}

fn opening_hours(row: &Row<'_>, check: HoursCheck<'_>) -> Result<Option<String>, Reason> {
    let column = "opening_hours";
    let hours = row.get(column);
    if hours.is_empty() {
        return Ok(None);
    }
    if bounded(hours, HOURS_MAX).is_none() {
        return Err(Reason::Text { column, shortest: 0, longest: HOURS_MAX });
    }
    check(hours).map_err(Reason::OpeningHours)?;
    Ok(Some(hours.to_owned()))
}

fn last_entry(row: &Row<'_>) -> Result<Option<u16>, Reason> {
    let column = "last_entry_min";
    if row.get(column).is_empty() {
        return Ok(None);
    }
    Ok(u16::try_from(number(row, column, 0, STAY_MAX.into())?).ok())
}

fn wheelchair(row: &Row<'_>) -> Result<Option<AccessibilityFact>, Reason> {
    let value: Access = word(row, "wheelchair")?;
    match (value, row.get("wheelchair_source"), row.get("wheelchair_checked_on")) {
        (Access::Unknown, "", "") => Ok(None),
        (Access::Unknown, _, _) | (_, "", _) | (_, _, "") => Err(Reason::WheelchairEvidence),
        (_, _, date) => {
            let source: FactSource = word(row, "wheelchair_source")?;
            let checked_on: NaiveDate = date.parse().map_err(|_| Reason::CheckedOn)?;
            if !(2000..2100).contains(&checked_on.year()) {
                return Err(Reason::CheckedOn);
            }
            Ok(Some(AccessibilityFact { kind: FactKind::Wheelchair, value, source, checked_on }))
        }
    }
}

fn website(row: &Row<'_>) -> Result<Option<String>, Reason> {
    let website = row.get("website");
    if website.is_empty() {
        return Ok(None);
    }
    let rest = website.strip_prefix("https://").or_else(|| website.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or_default();
    let plain = |c: char| !c.is_control() && !c.is_whitespace() && !matches!(c, '"' | '<' | '>' | '\\' | '`');
    // A user name before the host (`https://mnk.pl@elsewhere`) only serves to deceive the reader.
    let fit = website.chars().count() <= WEBSITE_MAX
        && website.chars().all(plain)
        && host.contains('.')
        && !host.starts_with('.')
        && !host.contains('@');
    if fit { Ok(Some(website.to_owned())) } else { Err(Reason::Website) }
}

fn wikidata(row: &Row<'_>) -> Result<Option<String>, Reason> {
    let item = row.get("wikidata_id");
    if item.is_empty() {
        return Ok(None);
    }
    let digits = item.strip_prefix('Q').unwrap_or_default();
    let fit =
        (1..=12).contains(&digits.len()) && !digits.starts_with('0') && digits.bytes().all(|b| b.is_ascii_digit());
    if fit { Ok(Some(item.to_owned())) } else { Err(Reason::Wikidata) }
}
