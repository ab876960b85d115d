//! The fifteen municipalities of the metropolis.

use serde::{Deserialize, Serialize};

use crate::language::{Text, Translated};

/// The name of a gmina in addresses, such as `wielka-wies`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct GminaSlug(String);

impl GminaSlug {
    /// Reads a slug: 1 to 40 lower-case letters, digits and hyphens. Whether the gmina exists, the catalogue knows.
    #[must_use]
    pub fn parse(slug: &str) -> Option<Self> {
        is_slug(slug, 40).then(|| Self(slug.to_owned()))
    }

    /// The slug as it stands in addresses.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for GminaSlug {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether a word is 1 to `longest` lower-case ASCII letters, digits and inner hyphens.
pub(crate) fn is_slug(word: &str, longest: usize) -> bool {
    (1..=longest).contains(&word.len())
        && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !word.starts_with('-')
        && !word.ends_with('-')
}

/// What a list or a card says of a gmina.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GminaName {
    /// Its address.
    pub slug: GminaSlug,
    /// Its name.
    pub name: Text,
}

/// A gmina as its page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gmina {
    /// Its address.
    pub slug: GminaSlug,
    /// Its name.
    pub name: Text,
    /// TERYT code of the gmina, seven digits.
    pub teryt: String,
    /// Its character in a few sentences.
    pub character: Text,
    /// Inhabitants.
    pub population: u32,
    /// Area in hectares (a hundredth of a square kilometre).
    pub area_ha: u32,
    /// How many venues of the catalogue stand in it.
    pub venues: u32,
}

/// A gmina as a catalogue file brings it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GminaDraft {
    /// Its address.
    pub slug: GminaSlug,
    /// TERYT code of the gmina, seven digits.
    pub teryt: String,
    /// Its name.
    pub name: Translated,
    /// Its character in a few sentences.
    pub character: Translated,
    /// Inhabitants.
    pub population: u32,
    /// Area in hectares.
    pub area_ha: u32,
}
