//! What a visitor asks of a proposal, and how it becomes a problem of the solver's.
//!
//! | task | what stays | what may change |
//! |---|---|---|
//! | [`Task::Fill`] | every stop of the days, its day and its order | venues and stops of the tray come between |
//! | [`Task::Order`] | the set of stops; appointments, meals and must-sees keep their day | order, and the day of the rest; what does not fit goes to the tray, where the days do not work as they are |
//! | [`Task::WhatElse`] | everything | nothing: single additions are ranked |
//! | [`Task::Replan`] | what is over: visited stops and missed appointments | the rest of that day, from here and now |
//!
//! Hours that nobody knows forbid nothing, lower the score ([`crate::score`]) and are never told as open: a day whose hours
//! are known goes before one whose hours are not. What stands in a plan and does not fit already is not made worse.

mod candidates;
mod days;
mod places;
mod travel;
pub(crate) mod windows;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::geo::Position;
use crate::hours::LocalTime;
use crate::itinerary::{DayId, Itinerary, StopId};
use crate::score::Loads;
use crate::timeline::{StopVenue, StopVenues};
use crate::travel::TravelTimes;
use crate::venue::{Category, VenueSlug};
use crate::wishes::Wishes;

pub(crate) use candidates::{Chosen, choose, fits_known_hours};
pub(crate) use days::{Basis, Standing, basis, groups, is_about_time};
pub(crate) use places::{Item, Origin};

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "task", rename_all = "snake_case")]
pub enum Task {
    /// "Fill my day": adds to these days and keeps what is there.
    Fill {
        /// Which days.
        days: Vec<DayId>,
    },
    /// "Put it in the best order": only the plan's own stops on these days.
    Order {
        /// Which days.
        days: Vec<DayId>,
    },
    /// "What else fits?": single additions to these days, for which nothing has to go.
    WhatElse {
        /// Which days.
        days: Vec<DayId>,
    },
    /// "Replan from here, now": what is left of a day.
    Replan {
        /// Now; the day of the plan with this date is replanned.
        now: LocalTime,
        /// Here.
        here: Position,
        /// The stops that were visited already.
        visited: BTreeSet<StopId>,
    },
}

/// A venue that may be proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// What the catalogue knows of it, with its hours on the dates of the days that are asked for.
    pub venue: StopVenue,
    /// How long people usually stay, minutes.
    pub stay_min: u16,
}

/// The venues that may be proposed.
pub type Candidates = BTreeMap<VenueSlug, Candidate>;

/// What a proposal is made from.
#[derive(Debug, Clone, Copy)]
pub struct Material<'a> {
    /// The plan as it is.
    pub itinerary: &'a Itinerary,
    /// What the catalogue knows of its stops, on the dates of the plan.
    pub venues: &'a StopVenues,
    /// What may be added.
    pub candidates: &'a Candidates,
    /// What the visitor wants.
    pub wishes: &'a Wishes,
    /// The loads that are known; empty where nobody counts.
    pub loads: &'a Loads,
}

/// Why nothing can be proposed at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// No day is named.
    #[error("no day is named")]
    NoDays,
    /// The plan does not have a day that is named, or none with today's date.
    #[error("the plan has no such day")]
    NoSuchDay,
    /// The solver refuses the problem.
    #[error("the days cannot be planned: {0}")]
    Problem(#[from] planner::ProblemError),
}

/// What a proposal speaks of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// A stop of the plan.
    Stop(StopId),
    /// A venue that is not in the plan.
    Venue(VenueSlug),
}

/// Why something is not in a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhyNot {
    /// It is closed, or lets nobody in any more, while the days last.
    Closed,
    /// It would fit, but other places are worth more in that time.
    NoTime,
    /// It would fit, but costs more time on the way than it is worth.
    NotWorthIt,
    /// It does not fit even into an empty day: too long a way or a stay for its hours and the day's.
    TooFar,
    /// No way leads there.
    Unreachable,
    /// It costs more than is left.
    Budget,
    /// The days hold as many venues of its category as the visitor wants.
    CategoryFull(Category),
    /// The days hold as many places as the pace allows.
    DayFull,
    /// Known not to fit the visitor's needs.
    Unfit,
    /// The visitor does not care for its category.
    NotOfInterest,
    /// Too many venues were in question, and it is not among the nearest and best of them.
    NotLookedAt,
    /// The plan holds as many stops as a plan may.
    PlanFull,
    /// It is no longer in the catalogue.
    Vanished,
    /// It is not among the venues around the plan.
    NotAround,
}

/// Something that is not in a proposal, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// What.
    pub what: Subject,
    /// Why.
    pub why: WhyNot,
    /// What would have to go from one day so that it fits; empty if that is not known, or more than a few stops.
    pub instead_of: Vec<Subject>,
}

impl LeftOut {
    /// Something for which it does not matter what else the plan holds.
    pub(crate) const fn outright(what: Subject, why: WhyNot) -> Self {
        Self { what, why, instead_of: Vec::new() }
    }
}

/// The problem of a task, and what its numbers stand for.
#[derive(Debug, Clone)]
pub(crate) struct Translation {
    /// The plan as it is to be planned.
    pub basis: Basis,
    /// Every venue that is known: of the plan and of the candidates.
    pub venues: StopVenues,
    /// What the solver's places stand for, in their order.
    pub items: Vec<Item>,
    /// The problem, with personal scores.
    pub draft: planner::Draft,
    /// The scores that steering makes of them, in the order of the places.
    pub steered: Vec<i32>,
    /// What was set aside before the search, in no order.
    pub set_aside: Vec<LeftOut>,
}

/// The problem of a task.
///
/// # Errors
/// [`PlanError`] if a day is missing.
pub(crate) fn translate(task: &Task, material: &Material, travel: &impl TravelTimes) -> Result<Translation, PlanError> {
    let basis = basis(task, material)?;
    let venues = known_venues(material);
    let choice = choose(material, &basis, &venues, travel);
    Ok(places::translate(basis, venues, choice, material, travel))
}

impl Translation {
    /// The same problem, in which what is not on a day yet is wanted very much but no longer must be: what stands on the
    /// days goes before it.
    pub(crate) fn yielding(&self) -> planner::Draft {
        let mut draft = self.draft.clone();
        for (place, item) in draft.places.iter_mut().zip(&self.items) {
            if item.must && !matches!(item.origin, Origin::Day(_)) {
                place.must = false;
                place.score = WANTED;
            }
        }
        draft
    }
}

/// Points of a must-see that yields to what stands on the days: more than days can hold of anything else.
const WANTED: i32 = 200_000;

/// What the catalogue knows of the plan's stops and of the candidates.
pub(crate) fn known_venues(material: &Material) -> StopVenues {
    let mut venues = material.venues.clone();
    for (slug, candidate) in material.candidates {
        venues.entry(slug.clone()).or_insert_with(|| candidate.venue.clone());
    }
    venues
}
