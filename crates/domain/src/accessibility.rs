//! What is known of a venue's accessibility. Absent means *unknown*: never no, and never yes.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::words::words;

words! {
    /// What an accessibility fact is about.
    FactKind ("kind of accessibility fact") {
        /// Getting in and around with a wheelchair (OSM `wheelchair`).
        Wheelchair = "wheelchair",
        /// A toilet that fits a wheelchair (OSM `toilets:wheelchair`).
        Toilet = "toilet",
        /// An induction loop (OSM `hearing_loop`).
        HearingLoop = "hearing_loop",
        /// Tactile paving or tactile models (OSM `tactile_paving`).
        Tactile = "tactile",
    }
}

words! {
    /// What is known of one fact.
    #[derive(Default)]
    Access ("accessibility value") {
        /// It is there, or fully usable.
        Yes = "yes",
        /// Usable in part, or with help.
        Limited = "limited",
        /// Known not to be.
        No = "no",
        /// Nobody has said.
        #[default]
        Unknown = "unknown",
    }
}

words! {
    /// What somebody who needs step-free access asks of a place.
    AccessNeed ("accessibility need") {
        /// Only places known to be fit, wholly or in part.
        KnownFit = "known",
        /// All but those known to be unfit: unknown ones stay, marked.
        NotKnownUnfit = "possible",
    }
}

impl AccessNeed {
    /// Whether a place with this wheelchair access satisfies the need.
    #[must_use]
    pub fn accepts(self, wheelchair: Access) -> bool {
        match self {
            Self::KnownFit => matches!(wheelchair, Access::Yes | Access::Limited),
            Self::NotKnownUnfit => wheelchair != Access::No,
        }
    }
}

/// What a visitor needs, as their device keeps it: it is data about health and never leaves the device.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct AccessProfile {
    /// Step-free access, for a wheelchair.
    pub wheelchair: bool,
}

words! {
    /// Who says so.
    FactSource ("source of an accessibility fact") {
        /// The editors of the catalogue, from general knowledge, not checked on the spot.
        Editorial = "editorial",
        /// OpenStreetMap.
        Osm = "osm",
        /// The venue itself.
        Venue = "venue",
        /// A certificate of the programme "Małopolska. Kultura Wrażliwa".
        Certificate = "certificate",
    }
}

/// One thing that is known, who says so, and when it was checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessibilityFact {
    /// What it is about.
    pub kind: FactKind,
    /// What is known.
    pub value: Access,
    /// Where the knowledge comes from.
    pub source: FactSource,
    /// The day on which it was last checked.
    pub checked_on: NaiveDate,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_is_neither_fit_nor_unfit() {
        let accepted = |need: AccessNeed| Access::ALL.iter().copied().filter(|a| need.accepts(*a)).collect::<Vec<_>>();
        assert_eq!(accepted(AccessNeed::KnownFit), [Access::Yes, Access::Limited]);
        assert_eq!(accepted(AccessNeed::NotKnownUnfit), [Access::Yes, Access::Limited, Access::Unknown]);
    }
}
