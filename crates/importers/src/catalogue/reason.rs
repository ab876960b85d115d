//! Why a file is refused or a row rejected, in words for whoever keeps the file.

use super::OUTLINE_ERROR_M;

/// Why a file as a whole is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// It is larger than any catalogue should be.
    #[error("{file}: the file is larger than 10 MB")]
    TooLarge {
        /// Which file.
        file: &'static str,
    },
    /// A column that the format has is not there.
    #[error("{file}: the column '{column}' is missing")]
    MissingColumn {
        /// Which file.
        file: &'static str,
        /// Which column.
        column: String,
    },
    /// A column that the format does not have, or has only once.
    #[error("{file}: the column '{column}' is unknown or stands twice")]
    UnknownColumn {
        /// Which file.
        file: &'static str,
        /// Which column.
        column: String,
    },
    /// It is not what its name says.
    #[error("{file}: {what}")]
    Format {
        /// Which file.
        file: &'static str,
        /// What is wrong.
        what: String,
    },
}

/// A row that is not taken, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// The line of the file at which the row begins, from 1.
    pub line: u64,
    /// The slug as the row gives it, shortened; empty if the row has none.
    pub slug: String,
    /// Why.
    pub reason: Reason,
}

impl std::fmt::Display for Rejection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "line {}, {}: {}",
            self.line,
            if self.slug.is_empty() { "(no slug)" } else { &self.slug },
            self.reason
        )
    }
}

/// Why a row is rejected. The first reason that is found is told.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// Too few or too many fields.
    #[error("{found} fields instead of {expected}")]
    Fields {
        /// How many the row has.
        found: usize,
        /// How many the header has.
        expected: usize,
    },
    /// Not 1 to 100 lower-case letters, digits and hyphens.
    #[error("the slug is not 1 to 100 lower-case letters, digits and hyphens")]
    Slug,
    /// An earlier row has the same slug.
    #[error("the slug already stands in line {first}")]
    Duplicate {
        /// The line of the earlier row.
        first: u64,
    },
    /// A text that must be there is empty, is longer than allowed, or has control characters.
    #[error("'{column}' must have {shortest} to {longest} characters and no control characters")]
    Text {
        /// Which column.
        column: &'static str,
        /// The shortest allowed, characters.
        shortest: usize,
        /// The longest allowed, characters.
        longest: usize,
    },
    /// The TERYT code is not that of a gmina of the catalogue.
    #[error("no gmina has the TERYT code '{0}'")]
    Teryt(String),
    /// The name of the gmina is not the one that belongs to the TERYT code.
    #[error("the TERYT code belongs to {expected}, not to '{found}'")]
    GminaName {
        /// The name that belongs to the code.
        expected: String,
        /// The name in the row.
        found: String,
    },
    /// A number is none, or outside its range.
    #[error("'{column}' is not a whole number from {least} to {most}")]
    Number {
        /// Which column.
        column: &'static str,
        /// The smallest allowed.
        least: u32,
        /// The largest allowed.
        most: u32,
    },
    /// The position is not in Poland.
    #[error("the position is not in Poland")]
    Position,
    /// The position is farther from its gmina than its precision and the outlines allow.
    #[error(
        "the position is {distance_m} m outside {gmina}, more than its precision of {precision_m} m and {OUTLINE_ERROR_M} m for the outline"
    )]
    OutsideGmina {
        /// The gmina.
        gmina: String,
        /// How far outside, metres.
        distance_m: u32,
        /// The precision that the row claims, metres.
        precision_m: u32,
    },
    /// A word is not in its vocabulary.
    #[error("'{column}': {error}")]
    Word {
        /// Which column.
        column: &'static str,
        /// Which word, of which vocabulary.
        error: domain::UnknownWord,
    },
    /// Opening hours that cannot be evaluated.
    #[error("opening hours: {0}")]
    OpeningHours(String),
    /// A known wheelchair value without source and date, or a source or date without a value.
    #[error("wheelchair access needs a source and a date exactly if it is known")]
    WheelchairEvidence,
    /// The date of an accessibility fact is none, or before 2000.
    #[error("'wheelchair_checked_on' is not a date (YYYY-MM-DD) since 2000")]
    CheckedOn,
    /// Not an address of the web.
    #[error("the website is not an http:// or https:// address of at most 300 characters")]
    Website,
    /// Not an item of Wikidata.
    #[error("'wikidata_id' is not Q and a number")]
    Wikidata,
}
