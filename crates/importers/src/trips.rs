//! The trips that the editors have put together: `trips.json`, a list of objects with exactly the fields of [`Trip`], times
//! as `HH:MM`, and every text in three languages.
//!
//! The file is the editors' own and ships with the program, so one fault refuses it as a whole. Whether the venues exist and
//! are open is not asked here: that changes with the catalogue and the date.

use std::collections::BTreeSet;
use std::str::FromStr;

use domain::UnknownWord;
use domain::favourites::bounded;
use domain::gmina::GminaSlug;
use domain::hours::parse_clock;
use domain::itinerary::{STAY_MAX, STAY_MIN};
use domain::language::{Language, Translated};
use domain::trip::{GETTING_THERE_MAX, STOPS_MAX, STOPS_MIN, TITLE_MAX, Trip, TripSlug, TripStop, WHY_MAX};
use domain::venue::VenueSlug;
use serde::Deserialize;

/// Why the trips are refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TripError {
    /// Not JSON, or a field that is missing, unknown, doubled or of another type; tells the line.
    #[error("trips.json: {0}")]
    Format(String),
    /// A trip that cannot be right.
    #[error("trips.json, trip '{slug}', {field}: {fault}")]
    Trip {
        /// The slug as the file gives it, shortened.
        slug: String,
        /// Which field.
        field: &'static str,
        /// What is wrong with it.
        fault: FieldFault,
    },
}

/// What is wrong with a field of a trip.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FieldFault {
    /// Not 1 to 60 lower-case letters, digits and hyphens.
    #[error("not 1 to 60 lower-case letters, digits and hyphens")]
    Slug,
    /// An earlier trip has the same slug.
    #[error("an earlier trip has the same slug")]
    Duplicate,
    /// Both a gmina and a theme, or neither.
    #[error("a trip has either a gmina or a theme")]
    GminaOrTheme,
    /// No gmina has this slug.
    #[error("no gmina has the slug '{0}'")]
    Gmina(String),
    /// A word is not in its vocabulary.
    #[error(transparent)]
    Word(#[from] UnknownWord),
    /// A text is missing in a language, is longer than allowed, or has control characters.
    #[error("1 to {longest} characters without control characters are needed in '{language}'")]
    Text {
        /// Which language.
        language: Language,
        /// The longest allowed, characters.
        longest: usize,
    },
    /// Not a time of the day.
    #[error("'{0}' is not a time (HH:MM)")]
    Clock(String),
    /// The trip is over before it begins.
    #[error("the trip does not end after it starts")]
    Hours,
    /// Too few or too many stops.
    #[error("{0} stops instead of {STOPS_MIN} to {STOPS_MAX}")]
    Stops(usize),
    /// Not the slug of a venue.
    #[error("'{0}' is not 1 to 100 lower-case letters, digits and hyphens")]
    Venue(String),
    /// A venue at which the trip stops twice.
    #[error("the trip stops twice at '{0}'")]
    Twice(VenueSlug),
    /// A stay that is too short or too long.
    #[error("{minutes} minutes at '{venue}' are not {STAY_MIN} to {STAY_MAX}")]
    Stay {
        /// Where.
        venue: VenueSlug,
        /// How long, minutes.
        minutes: u32,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTrip {
    slug: String,
    gmina: Option<String>,
    theme: Option<String>,
    title: RawText,
    why: RawText,
    getting_there: RawText,
    mode: String,
    start: String,
    end: String,
    stops: Vec<RawStop>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawText {
    pl: Option<String>,
    en: Option<String>,
    uk: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawStop {
    venue: String,
    stay_min: u32,
}

/// A field with what is wrong with it.
type Fault = (&'static str, FieldFault);

/// Reads the trips, in the order of the file.
///
/// # Errors
/// [`TripError`] for the first fault that is found.
pub fn read(json: &str, gminas: &[GminaSlug]) -> Result<Vec<Trip>, TripError> {
    let raw: Vec<RawTrip> = serde_json::from_str(json).map_err(|error| TripError::Format(error.to_string()))?;
    let mut slugs = BTreeSet::new();
    let checked = |raw: RawTrip| {
        let slug = shortened(&raw.slug);
        let unique = |trip: Trip| match slugs.insert(trip.slug.clone()) {
            true => Ok(trip),
            false => Err(("slug", FieldFault::Duplicate)),
        };
        trip(raw, gminas).and_then(unique).map_err(|(field, fault)| TripError::Trip { slug, field, fault })
    };
    raw.into_iter().map(checked).collect()
}

fn trip(raw: RawTrip, gminas: &[GminaSlug]) -> Result<Trip, Fault> {
    let slug = TripSlug::parse(&raw.slug).ok_or(("slug", FieldFault::Slug))?;
    if raw.gmina.is_some() == raw.theme.is_some() {
        return Err(("gmina", FieldFault::GminaOrTheme));
    }
    let (start_min, end_min) = (clock("start", &raw.start)?, clock("end", &raw.end)?);
    if start_min >= end_min {
        return Err(("end", FieldFault::Hours));
    }
    Ok(Trip {
        slug,
        gmina: raw.gmina.map(|slug| gmina(&slug, gminas)).transpose()?,
        theme: raw.theme.map(|theme| word("theme", &theme)).transpose()?,
        title: translated("title", raw.title, TITLE_MAX)?,
        why: translated("why", raw.why, WHY_MAX)?,
        getting_there: translated("getting_there", raw.getting_there, GETTING_THERE_MAX)?,
        mode: word("mode", &raw.mode)?,
        start_min,
        end_min,
        stops: stops(raw.stops).map_err(|fault| ("stops", fault))?,
    })
}

fn gmina(slug: &str, gminas: &[GminaSlug]) -> Result<GminaSlug, Fault> {
    let known = gminas.iter().find(|gmina| gmina.as_str() == slug).cloned();
    known.ok_or_else(|| ("gmina", FieldFault::Gmina(shortened(slug))))
}

fn word<W: FromStr<Err = UnknownWord>>(field: &'static str, word: &str) -> Result<W, Fault> {
    word.parse().map_err(|error| (field, FieldFault::Word(error)))
}

fn clock(field: &'static str, time: &str) -> Result<u16, Fault> {
    parse_clock(time).ok_or_else(|| (field, FieldFault::Clock(shortened(time))))
}

/// A text that must be there in every language.
fn translated(field: &'static str, raw: RawText, longest: usize) -> Result<Translated, Fault> {
    let text = |language, text: Option<String>| {
        let text = text.and_then(|text| bounded(&text, longest));
        let fit = text.filter(|text| !text.is_empty() && !text.contains('\n'));
        fit.ok_or((field, FieldFault::Text { language, longest }))
    };
    Ok(Translated {
        pl: text(Language::Pl, raw.pl)?,
        en: Some(text(Language::En, raw.en)?),
        uk: Some(text(Language::Uk, raw.uk)?),
    })
}

fn stops(raw: Vec<RawStop>) -> Result<Vec<TripStop>, FieldFault> {
    if !(STOPS_MIN..=STOPS_MAX).contains(&raw.len()) {
        return Err(FieldFault::Stops(raw.len()));
    }
    let mut seen = BTreeSet::new();
    let stop = |RawStop { venue, stay_min: minutes }| {
        let venue = VenueSlug::parse(&venue).ok_or_else(|| FieldFault::Venue(shortened(&venue)))?;
        if !seen.insert(venue.clone()) {
            return Err(FieldFault::Twice(venue));
        }
        match u16::try_from(minutes).ok().filter(|stay| (STAY_MIN..=STAY_MAX).contains(stay)) {
            Some(stay_min) => Ok(TripStop { venue, stay_min }),
            None => Err(FieldFault::Stay { venue, minutes }),
        }
    };
    raw.into_iter().map(stop).collect()
}

/// A word of the file as a message may show it.
fn shortened(word: &str) -> String {
    word.chars().filter(|c| !c.is_control()).take(100).collect()
}

#[cfg(test)]
#[path = "trips_tests.rs"]
mod tests;
