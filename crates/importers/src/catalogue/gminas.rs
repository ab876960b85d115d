//! `gminas.csv`: the words of each gmina, joined with its figures and outline. One wrong row refuses the file, because
//! every venue leans on it.

use std::collections::BTreeMap;

use domain::geo::{Position, Ring};
use domain::gmina::{GminaDraft, GminaSlug};

use super::columns::{Row, Table};
use super::outlines::Shape;
use super::row::translated;
use super::{FileError, Home, MAIN_SQUARE, Territory};

const FILE: &str = "gminas.csv";
const COLUMNS: &[&str] =
    &["teryt", "slug", "name_pl", "name_en", "name_uk", "character_pl", "character_en", "character_uk"];

/// The longest name, characters.
const NAME_MAX: usize = 80;
/// The longest description, characters.
const CHARACTER_MAX: usize = 2_000;

/// Reads the gminas and what venues are checked against.
pub(super) fn read(
    text: &str,
    mut shapes: BTreeMap<String, Shape>,
    old_town: Ring,
) -> Result<(Vec<GminaDraft>, Territory), FileError> {
    let refused = |line: u64, what: String| FileError::Format { file: FILE, what: format!("line {line}: {what}") };
    let mut table = Table::open(FILE, text, COLUMNS)?;
    let mut drafts: Vec<GminaDraft> = Vec::new();
    let mut gminas = BTreeMap::new();
    while let Some(row) = table.next_row()? {
        let draft_of = |shape: &Shape| draft(&row, shape).map_err(|what| refused(row.line, what));
        let teryt = row.get("teryt").to_owned();
        let shape = shapes.remove(&teryt).ok_or_else(|| refused(row.line, format!("'{teryt}' has no outline")))?;
        let draft = draft_of(&shape)?;
        if drafts.iter().any(|other| other.slug == draft.slug) {
            return Err(refused(row.line, format!("the slug '{}' stands twice", draft.slug)));
        }
        gminas.insert(teryt, Home { slug: draft.slug.clone(), name: draft.name.pl.clone(), outline: shape.ring });
        drafts.push(draft);
    }
    if let Some(teryt) = shapes.keys().next() {
        return Err(FileError::Format { file: FILE, what: format!("the gmina with outline {teryt} is missing") });
    }
    let (lat, lon) = MAIN_SQUARE;
    let centre =
        Position::from_degrees(lat, lon).map_err(|error| FileError::Format { file: FILE, what: error.to_string() })?;
    Ok((drafts, Territory { gminas, old_town, centre }))
}

fn draft(row: &Row<'_>, shape: &Shape) -> Result<GminaDraft, String> {
    let (found, expected) = row.width();
    if found != expected {
        return Err(format!("{found} fields instead of {expected}"));
    }
    let teryt = row.get("teryt");
    if teryt.len() != 7 || !teryt.bytes().all(|b| b.is_ascii_digit()) {
        return Err("a TERYT code has seven digits".to_owned());
    }
    let texts = |columns, longest| translated(row, columns, longest).map_err(|reason| reason.to_string());
    Ok(GminaDraft {
        slug: GminaSlug::parse(row.get("slug")).ok_or("the slug is none")?,
        teryt: teryt.to_owned(),
        name: texts(["name_pl", "name_en", "name_uk"], NAME_MAX)?,
        character: texts(["character_pl", "character_en", "character_uk"], CHARACTER_MAX)?,
        population: shape.population,
        area_ha: shape.area_ha,
    })
}
