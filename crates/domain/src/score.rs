//! Scores: what a visit is worth to one visitor, and what steering makes of it.
//!
//! Whole points, the product of a few factors that are all named here; nothing paid, nothing learned, nothing hidden.
//!
//! **Personal points** = interest × length × taste × fit × hours:
//! - *interest*: 200 points for each step from 1 to 5; a category of interest 0 is not proposed.
//! - *length*: √(stay ÷ 60 min), stays between 15 and 240 min: a longer visit is worth more, each further minute less.
//!   With flat points a day would fill up with the shortest visits.
//! - *taste*: by how far from the crowd the visitor wants to be (`away`), 75 % to 125 %:
//!   100 % + (crowding − 50) × (50 − `away`) ÷ 100. The catalogue holds no numbers of visitors, so *crowding* (0–100) is a
//!   proxy: the mean of how well known sights of the category usually are ([`prominence`]) and of the area (Old Town 100,
//!   rest of Kraków 50, beyond 0).
//! - *fit*: for who needs step-free access 100 % where it is known to be there, 85 % in part, 60 % where nobody has said;
//!   known not to be: not proposed.
//! - *hours*: 80 % where nobody has said when it is open, 90 % where the source only hints at it.
//!
//! **Steered points** = personal × (1 + bonus of the area) ÷ (1 + λ × max(0, load ÷ capacity − θ)): bonus 0 in the Old
//! Town, 7 % in the rest of Kraków, 15 % beyond; λ = 0.05, θ = 0.8. Where nobody knows a load there is no price on it. The
//! price is low on purpose: a plan that is steered too hard keeps too little to be offered, and then nobody is steered
//! (`docs/dispersion.md`).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::UnknownWord;
use crate::accessibility::{Access, AccessProfile};
use crate::gmina::GminaSlug;
use crate::timeline::StopVenue;
use crate::venue::{Area, Category};
use crate::wishes::{Interest, Wishes};

/// Points of one step of interest, for an hour.
const PER_INTEREST: u64 = 200;
/// Points of what the visitor has chosen themselves: more than any venue of the catalogue can have, which is 2,875.
pub const CHOSEN: u32 = 3_000;
/// The price on load, thousandths per unit above the threshold.
const LAMBDA_PER_MILLE: u64 = 50;
/// The share of capacity from which load has a price, thousandths.
const THETA_PER_MILLE: u64 = 800;

/// What is known of the hours in which a visit may fall, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum HoursKnowledge {
    /// The source states them.
    Known,
    /// The source only hints at them.
    Uncertain,
    /// Nobody has said.
    Unknown,
}

/// A part of the metropolis whose load is counted: the Old Town apart, else by gmina.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Zone {
    /// Inside the fixed boundary of Kraków's Old Town.
    OldTown,
    /// The rest of a gmina.
    Gmina(GminaSlug),
}

impl Zone {
    /// The zone of a venue.
    #[must_use]
    pub fn of(venue: &StopVenue) -> Self {
        match venue.area {
            Area::OldTown => Self::OldTown,
            Area::Krakow | Area::Beyond => Self::Gmina(venue.gmina.slug.clone()),
        }
    }
}

/// How the Old Town is written; no gmina has such a slug.
const OLD_TOWN: &str = "old_town";

impl From<Zone> for String {
    fn from(zone: Zone) -> Self {
        match zone {
            Zone::OldTown => OLD_TOWN.to_owned(),
            Zone::Gmina(gmina) => gmina.to_string(),
        }
    }
}

impl TryFrom<String> for Zone {
    type Error = UnknownWord;

    fn try_from(word: String) -> Result<Self, UnknownWord> {
        if word == OLD_TOWN {
            return Ok(Self::OldTown);
        }
        let gmina = GminaSlug::parse(&word).map(Self::Gmina);
        gmina.ok_or_else(|| UnknownWord { vocabulary: "zone", word: word.chars().take(60).collect() })
    }
}

/// How many visitors a zone has and how many it can take, in any one unit. A damped figure: one that follows every hour
/// makes crowds swing to and fro.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Load {
    /// How many there are.
    pub visitors: u32,
    /// How many it can take; 0 counts as unknown.
    pub capacity: u32,
}

/// The loads that are known.
pub type Loads = BTreeMap<Zone, Load>;

/// How well known sights of a category usually are, 0 to 100. A documented assumption in place of visitor numbers, which
/// the catalogue does not have.
#[must_use]
pub const fn prominence(category: Category) -> u8 {
    match category {
        Category::Castle => 90,
        Category::Museum => 80,
        Category::Heritage => 70,
        Category::Church | Category::Viewpoint | Category::Nature => 60,
        Category::Park | Category::Market => 50,
        Category::Trail | Category::Theatre | Category::ConcertHall => 40,
        Category::Bike | Category::Swimming => 30,
        Category::Horse | Category::Playground | Category::Cinema => 20,
        Category::Sport | Category::CultureCentre | Category::Library | Category::CommunityPlace => 10,
    }
}

/// How crowded a venue is taken to be, 0 to 100: see the head of this file.
#[must_use]
pub fn crowding(venue: &StopVenue) -> u8 {
    let area = match venue.area {
        Area::OldTown => 100,
        Area::Krakow => 50,
        Area::Beyond => 0,
    };
    prominence(venue.category).midpoint(area)
}

/// Per cent of its points that a venue keeps for somebody with such needs; none if it is known to be unfit.
#[must_use]
pub const fn fit_percent(wheelchair: Access, profile: AccessProfile) -> Option<u32> {
    match (profile.wheelchair, wheelchair) {
        (false, _) | (true, Access::Yes) => Some(100),
        (true, Access::Limited) => Some(85),
        (true, Access::Unknown) => Some(60),
        (true, Access::No) => None,
    }
}

/// What a visit of `stay_min` minutes is worth to a visitor, points; none for what is not to be proposed to them: a
/// category that they do not care for, or a place that is known not to fit their needs.
#[must_use]
pub fn personal(venue: &StopVenue, stay_min: u16, hours: HoursKnowledge, wishes: &Wishes) -> Option<u32> {
    let interest = wishes.interest(venue.category);
    if interest == Interest::NONE {
        return None;
    }
    let fit = u64::from(fit_percent(venue.wheelchair, wishes.profile)?);
    // √(stay ÷ 60) in thousandths.
    let length = (u64::from(stay_min.clamp(15, 240)) * 1_000_000 / 60).isqrt();
    let from_middle = (i64::from(crowding(venue)) - 50) * (50 - i64::from(wishes.away.get()));
    // Ten-thousandths, between 7,500 and 12,500.
    let taste = u64::try_from(10_000 + from_middle).unwrap_or(0);
    let known = match hours {
        HoursKnowledge::Known => 100,
        HoursKnowledge::Uncertain => 90,
        HoursKnowledge::Unknown => 80,
    };
    let points = PER_INTEREST * u64::from(interest.get()) * length / 1_000 * taste / 10_000 * fit / 100 * known / 100;
    Some(u32::try_from(points.max(1)).unwrap_or(u32::MAX))
}

/// What steering makes of personal points.
#[must_use]
pub fn steered(points: u32, venue: &StopVenue, loads: &Loads) -> u32 {
    let bonus_percent = match venue.area {
        Area::OldTown => 0,
        Area::Krakow => 7,
        Area::Beyond => 15,
    };
    let with_bonus = u64::from(points) * (100 + bonus_percent) / 100;
    let load = loads.get(&Zone::of(venue)).filter(|load| load.capacity > 0);
    let share = load.map_or(0, |load| u64::from(load.visitors) * 1_000 / u64::from(load.capacity));
    let over = share.saturating_sub(THETA_PER_MILLE);
    u32::try_from(with_bonus * 1_000_000 / (1_000_000 + LAMBDA_PER_MILLE * over)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hours::OpeningHours;
    use crate::timeline::tests_support::{at, venue};

    fn castle(area: Area) -> StopVenue {
        StopVenue { area, ..venue(at(50.0, 20.0), OpeningHours::Unknown) }
    }

    fn points(venue: &StopVenue, stay: u16, wishes: &Wishes) -> Option<u32> {
        personal(venue, stay, HoursKnowledge::Known, wishes)
    }

    #[test]
    fn points_follow_interest_and_length() {
        let mut wishes = Wishes::default();
        let place = castle(Area::Krakow);
        for (interest, expected) in [(0, None), (1, Some(200)), (3, Some(600)), (5, Some(1_000))] {
            wishes.interests.insert(Category::Castle, interest.try_into().unwrap());
            assert_eq!(points(&place, 60, &wishes), expected);
        }
        assert_eq!([1, 15, 240, 720].map(|stay| points(&place, stay, &wishes).unwrap()), [500, 500, 2_000, 2_000]);
    }

    #[test]
    fn who_wants_to_be_away_from_the_crowd_values_quiet_places_and_who_wants_classics_does_not() {
        let of = |area, away: u8| {
            points(&castle(area), 60, &Wishes { away: away.try_into().unwrap(), ..Wishes::default() }).unwrap()
        };
        assert_eq!([of(Area::OldTown, 0), of(Area::OldTown, 50), of(Area::OldTown, 100)], [735, 600, 465]);
        assert_eq!([of(Area::Beyond, 0), of(Area::Beyond, 50), of(Area::Beyond, 100)], [585, 600, 615]);
    }

    #[test]
    fn unknown_access_is_told_apart_from_unfit() {
        let wishes = Wishes { profile: AccessProfile { wheelchair: true }, ..Wishes::default() };
        let of = |wheelchair| points(&StopVenue { wheelchair, ..castle(Area::Krakow) }, 60, &wishes);
        let told = [Access::Yes, Access::Limited, Access::Unknown, Access::No].map(of);
        assert_eq!(told, [Some(600), Some(510), Some(360), None]);
        assert_eq!(points(&castle(Area::Krakow), 60, &Wishes::default()), Some(600), "without needs all fit");
    }

    #[test]
    fn hours_that_nobody_knows_lower_a_score_slightly() {
        let of = |hours| personal(&castle(Area::Krakow), 60, hours, &Wishes::default()).unwrap();
        let all = [HoursKnowledge::Known, HoursKnowledge::Uncertain, HoursKnowledge::Unknown];
        assert_eq!(all.map(of), [600, 540, 480]);
    }

    #[test]
    fn steering_adds_at_most_fifteen_per_cent_and_prices_load_softly() {
        let quiet = Loads::new();
        let of = |area, loads: &Loads| steered(1_000, &castle(area), loads);
        assert_eq!([Area::OldTown, Area::Krakow, Area::Beyond].map(|area| of(area, &quiet)), [1_000, 1_070, 1_150]);
        let with = |visitors, capacity| Loads::from([(Zone::OldTown, Load { visitors, capacity })]);
        let loads = [(80, 100), (100, 100), (180, 100), (9, 0)].map(|(v, c)| of(Area::OldTown, &with(v, c)));
        assert_eq!(loads, [1_000, 990, 952, 1_000]);
        let full = with(u32::MAX, 1);
        assert!(of(Area::OldTown, &full) < 10);
        assert_eq!(of(Area::Krakow, &full), 1_070, "the load of one zone is not that of another");
    }

    #[test]
    fn loads_come_back_as_they_were_written() {
        let load = Load { visitors: 3, capacity: 5 };
        let gmina = Zone::Gmina(GminaSlug::parse("wieliczka").unwrap());
        let loads = Loads::from([(Zone::OldTown, load), (gmina, load)]);
        let written = serde_json::to_string(&loads).unwrap();
        assert!(written.starts_with(r#"{"old_town":"#), "{written}");
        assert_eq!(serde_json::from_str::<Loads>(&written).unwrap(), loads);
        assert!(serde_json::from_str::<Zone>(r#""Nowhere!""#).is_err());
    }
}
