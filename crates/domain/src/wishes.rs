//! Wishes: what a visitor wants of a day out. Their own statements and nothing else decide what a proposal holds.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Deserializer, Serialize, de::Error as _};

use crate::accessibility::AccessProfile;
use crate::itinerary::{STAY_MAX, STAY_MIN};
use crate::travel::Mode;
use crate::venue::{Category, VenueSlug};
use crate::words::words;

/// How many venues a visitor may name as must-sees.
pub const MUST_SEES_MAX: usize = 50;
/// How many venues a visitor may name as never-sees.
pub const NEVER_SEES_MAX: usize = 500;
/// How many venues of one category a day may hold at the most.
pub const PER_CATEGORY_MAX: u8 = 9;

/// A number that a wish cannot have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WishError {
    /// An interest above 5.
    #[error("an interest is a number from 0 to 5")]
    Interest,
    /// A share above 100.
    #[error("a share is a number from 0 to 100")]
    Share,
    /// A limit of no venues, or of more than nine.
    #[error("a day holds 1 to 9 venues of a category")]
    PerCategory,
}

/// How much somebody cares for a category: 0 not at all, which keeps it out of proposals, to 5 very much.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Interest(u8);

impl Interest {
    /// Not at all.
    pub const NONE: Self = Self(0);
    /// What is assumed of a category about which nothing is said.
    pub const SOME: Self = Self(3);
    /// Very much.
    pub const MOST: Self = Self(5);

    /// The number, 0 to 5.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Interest {
    type Error = WishError;

    fn try_from(value: u8) -> Result<Self, WishError> {
        if value <= Self::MOST.0 { Ok(Self(value)) } else { Err(WishError::Interest) }
    }
}

impl From<Interest> for u8 {
    fn from(interest: Interest) -> Self {
        interest.0
    }
}

/// A whole number of per cent, 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Percent(u8);

impl Percent {
    /// The number, 0 to 100.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Percent {
    type Error = WishError;

    fn try_from(value: u8) -> Result<Self, WishError> {
        if value <= 100 { Ok(Self(value)) } else { Err(WishError::Share) }
    }
}

impl From<Percent> for u8 {
    fn from(percent: Percent) -> Self {
        percent.0
    }
}

/// How many venues of one category a day may hold, 1 to 9.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct PerCategory(u8);

impl PerCategory {
    /// The number, 1 to 9.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for PerCategory {
    type Error = WishError;

    fn try_from(value: u8) -> Result<Self, WishError> {
        if (1..=PER_CATEGORY_MAX).contains(&value) { Ok(Self(value)) } else { Err(WishError::PerCategory) }
    }
}

impl From<PerCategory> for u8 {
    fn from(limit: PerCategory) -> Self {
        limit.0
    }
}

words! {
    /// How fast somebody goes about a day.
    #[derive(Default)]
    Pace ("pace") {
        /// Longer stays, a pause at every place, few places.
        Relaxed = "relaxed",
        /// As long as people usually stay.
        #[default]
        Normal = "normal",
        /// Shorter stays, many places.
        Full = "full",
    }
}

impl Pace {
    /// The stay at a place where people usually stay `usual` minutes, rounded up to five. The buffer of a relaxed day is
    /// part of the stay, because a timeline knows of stays and ways only, and both sides shall say the same times.
    #[must_use]
    pub fn stay(self, usual: u16) -> u16 {
        let (percent, buffer) = match self {
            Self::Relaxed => (125, 10),
            Self::Normal => (100, 0),
            Self::Full => (80, 0),
        };
        let minutes = (u32::from(usual) * percent).div_ceil(100) + buffer;
        u16::try_from(minutes.div_ceil(5) * 5).unwrap_or(STAY_MAX).clamp(STAY_MIN, STAY_MAX)
    }

    /// How many places a day may hold before nothing more is added to it; meals and notes are none.
    #[must_use]
    pub const fn places_per_day(self) -> u32 {
        match self {
            Self::Relaxed => 4,
            Self::Normal => 6,
            Self::Full => 9,
        }
    }
}

/// What a visitor wants. Everything has a default, so that who says nothing gets a sensible day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Wishes {
    /// How much they care for each category; what is not named counts as [`Interest::SOME`].
    pub interests: BTreeMap<Category, Interest>,
    /// How fast they go about it.
    pub pace: Pace,
    /// How they travel on days that have no stops yet; absent: as each day says. Days with stops keep their own.
    pub mode: Option<Mode>,
    /// What they need. It is data about health and stays on the device: it is never part of what is written out.
    #[serde(skip)]
    pub profile: AccessProfile,
    /// How far from the crowd: 0 classic sights, 50 no matter, 100 away from it.
    pub away: Percent,
    /// The share of the personal value of the best unsteered plan that a steered one must keep.
    pub guarantee: Percent,
    /// Whether proposals may be steered away from where it is full.
    pub steering: bool,
    /// What the plan makes no sense without; it wins over every other wish. At most 50.
    #[serde(deserialize_with = "must_sees")]
    pub must_see: BTreeSet<VenueSlug>,
    /// What is never proposed. At most 500.
    #[serde(deserialize_with = "never_sees")]
    pub never_see: BTreeSet<VenueSlug>,
    /// How many venues of one category a proposal may bring a day to.
    pub per_category: PerCategory,
}

impl Default for Wishes {
    fn default() -> Self {
        Self {
            interests: BTreeMap::new(),
            pace: Pace::default(),
            mode: None,
            profile: AccessProfile::default(),
            away: Percent(50),
            guarantee: Percent(97),
            steering: true,
            must_see: BTreeSet::new(),
            never_see: BTreeSet::new(),
            per_category: PerCategory(2),
        }
    }
}

impl Wishes {
    /// How much they care for a category.
    #[must_use]
    pub fn interest(&self, category: Category) -> Interest {
        self.interests.get(&category).copied().unwrap_or(Interest::SOME)
    }
}

fn must_sees<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeSet<VenueSlug>, D::Error> {
    at_most(MUST_SEES_MAX, from)
}

fn never_sees<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeSet<VenueSlug>, D::Error> {
    at_most(NEVER_SEES_MAX, from)
}

fn at_most<'de, D: Deserializer<'de>>(max: usize, from: D) -> Result<BTreeSet<VenueSlug>, D::Error> {
    let venues = BTreeSet::deserialize(from)?;
    if venues.len() > max {
        return Err(D::Error::custom(format!("more than {max} venues")));
    }
    Ok(venues)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_says_nothing_has_sensible_wishes() {
        let wishes: Wishes = serde_json::from_str("{}").unwrap();
        assert_eq!(wishes, Wishes::default());
        assert_eq!((wishes.guarantee.get(), wishes.away.get(), wishes.per_category.get()), (97, 50, 2));
        assert_eq!(wishes.interest(Category::Castle), Interest::SOME);
    }

    #[test]
    fn wishes_come_back_as_they_were_written_but_for_what_concerns_health() {
        let mut wishes = Wishes { pace: Pace::Full, mode: Some(Mode::Bike), steering: false, ..Wishes::default() };
        wishes.interests.insert(Category::Museum, Interest::MOST);
        wishes.must_see.insert(VenueSlug::parse("kopalnia").unwrap());
        wishes.profile.wheelchair = true;
        let written = serde_json::to_string(&wishes).unwrap();
        assert!(!written.contains("wheelchair"), "{written}");
        wishes.profile = AccessProfile::default();
        assert_eq!(serde_json::from_str::<Wishes>(&written).unwrap(), wishes);
    }

    #[test]
    fn what_no_wish_can_be_is_refused() {
        let many: Vec<String> = (0..51).map(|i| format!("\"v{i}\"")).collect();
        let bad = [
            r#"{"interests":{"castle":6}}"#.to_owned(),
            r#"{"interests":{"palace":1}}"#.to_owned(),
            r#"{"away":101}"#.to_owned(),
            r#"{"guarantee":-1}"#.to_owned(),
            r#"{"per_category":0}"#.to_owned(),
            format!(r#"{{"must_see":[{}]}}"#, many.join(",")),
        ];
        for wishes in bad {
            assert!(serde_json::from_str::<Wishes>(&wishes).is_err(), "{wishes}");
        }
    }

    #[test]
    fn the_pace_scales_stays_within_their_bounds() {
        let stays = |usual| Pace::ALL.iter().map(|pace| pace.stay(usual)).collect::<Vec<_>>();
        assert_eq!(stays(60), [85, 60, 50]);
        assert_eq!(stays(1), [15, 5, 5]);
        assert_eq!(stays(u16::MAX), [720, 720, 720]);
    }
}
