//! Proposals: what the optimiser offers, beside the plan as it is, with a reason for everything.
//!
//! A proposal changes nothing. [`Proposal::edits`] gives the edits that lead to it, all or some, made for the plan as it is
//! by then: they are edits like any others, so that undo and merging work.

mod arrange;
mod edits;
mod past;
mod single;
mod why;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::edit::Edit;
use crate::itinerary::{Day, DayId, Itinerary, Stop, StopId};
use crate::problem::{LeftOut, Subject, Task, is_about_time};
use crate::reach::Reach;
use crate::timeline::{DayTimeline, StopVenues, Visit, timeline};
use crate::travel::TravelTimes;
use crate::wishes::Wishes;

pub(crate) use arrange::{arrange, keeps, traps};
pub use edits::{Target, stop_of};

use past::Past;
pub(crate) use single::{Around, Singles};
pub(crate) use why::reasons;
pub use why::{NEAR_MIN, Why};

/// What is proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// The plan as it would be.
    pub plan: Itinerary,
    /// The days that are planned, told by the clock. Of a day that is replanned only what is left of it.
    pub days: Vec<ProposedDay>,
    /// Single additions, the best first, where that was asked for.
    pub additions: Vec<Addition>,
    /// What is not in it, and why; what the visitor has chosen first, then by slug.
    pub left_out: Vec<LeftOut>,
    /// Must-sees, appointments and kept stops that cannot all be met.
    pub conflicts: Vec<Conflict>,
    /// The stops that it adds or moves.
    pub changes: BTreeSet<StopId>,
    /// The planned days as they are.
    pub before: Totals,
    /// The planned days as they would be.
    pub after: Totals,
    /// What became of steering.
    pub steering: Steering,
    target: Target,
}

/// A day as it would be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposedDay {
    /// Its stops, in order.
    pub stops: Vec<ProposedStop>,
    /// The same day, told by the clock; its visits are those of the stops.
    pub told: DayTimeline,
}

/// A stop of a proposed day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposedStop {
    /// The stop.
    pub stop: Stop,
    /// Why it is there and at that hour, what decides first; none of what stays as it is and of which nothing is known.
    pub why: Vec<Why>,
}

/// A single addition for which nothing has to go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Addition {
    /// What is added: a venue, or a stop of the tray.
    pub what: Subject,
    /// To which day.
    pub day: DayId,
    /// More minutes on the way; negative where ways become shorter.
    pub travel_min: i64,
    /// By how many minutes the day ends later; less than stay and way where there was time to wait.
    pub later_min: i64,
    /// The visit, told by the clock.
    pub visit: Visit,
    /// Why it is there and at that hour.
    pub why: Vec<Why>,
    /// The edit that adds it.
    pub edit: Edit,
}

/// Something that cannot be met together with others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// What.
    pub what: Subject,
    /// With what else; nothing if it cannot be met even alone.
    pub with: Vec<Subject>,
    /// Whether that is proven; otherwise no way was found.
    pub proven: bool,
}

/// What became of steering towards where there is room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Steering {
    /// The visitor does not want it, or it makes no difference here.
    Off,
    /// The proposal is steered. It keeps this much of the personal value of the best unsteered one, thousandths.
    Steered {
        /// More than 1,000 where the search for the steered plan has found a better one.
        kept_per_mille: u32,
    },
    /// The steered plan would keep less than the guarantee, so that the proposal is the unsteered one.
    Withheld {
        /// What it would have kept, thousandths.
        kept_per_mille: u32,
    },
}

/// Sums over the planned days.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Minutes at stops of every kind.
    pub visiting_min: u32,
    /// Minutes on the way.
    pub travel_min: u32,
    /// Minutes of waiting.
    pub waiting_min: u32,
    /// How many stops do not work out at the time at which they come: closed, too late, after the day's end.
    pub faults: u32,
    /// Minutes by which days end too late.
    pub over_min: u32,
    /// Shares beyond the Old Town and beyond Kraków, and the number of gminas.
    pub reach: Reach,
}

impl Totals {
    /// The sums of some days of a plan, by their places in it.
    pub(crate) fn of(plan: &Itinerary, days: &[usize], venues: &StopVenues, travel: &impl TravelTimes) -> Self {
        let chosen = Itinerary {
            days: days.iter().filter_map(|at| plan.days.get(*at)).cloned().collect(),
            ..Itinerary::default()
        };
        let told = timeline(&chosen, venues, travel, crate::accessibility::AccessProfile::default());
        Self {
            visiting_min: chosen.stops().map(|stop| u32::from(stop.stay_min)).sum(),
            travel_min: told.days.iter().map(|day| day.travel_min).sum(),
            waiting_min: told.days.iter().flat_map(|day| &day.visits).map(Visit::wait_min).sum(),
            faults: u32::try_from(told.days.iter().flat_map(|day| &day.visits).filter(|visit| is_wrong(visit)).count())
                .unwrap_or(u32::MAX),
            over_min: told.days.iter().map(|day| day.over_min).sum(),
            reach: Reach::of(&chosen, venues),
        }
    }
}

fn is_wrong(visit: &Visit) -> bool {
    visit.warnings.iter().any(is_about_time)
}

impl Proposal {
    /// The edits that lead from the plan as it is by now to the proposal; none if it changes nothing. Applied as one
    /// [`Edit::Step`] or one after the other. What was taken out of the plan since does not come back.
    #[must_use]
    pub fn edits(&self, now: &Itinerary) -> Vec<Edit> {
        self.target.edits(now, None)
    }

    /// The edits for a part of the proposal: only these stops are added or moved.
    #[must_use]
    pub fn part(&self, now: &Itinerary, accepted: &BTreeSet<StopId>) -> Vec<Edit> {
        self.target.edits(now, Some(accepted))
    }

    /// What it leads to, apart from everything that is said about it: enough to make its edits from.
    #[must_use]
    pub const fn target(&self) -> &Target {
        &self.target
    }

    /// A proposal of days for a plan: what both sides of the comparison need, without left-outs, additions and conflicts.
    pub(crate) fn new(shape: &Shape, steering: Steering, wishes: &Wishes, travel: &impl TravelTimes) -> Self {
        let Shape { now, before, after, days, task, past: over, venues } = *shape;
        let today = days.first().and_then(|at| now.days.get(*at));
        let past = today.map(|day| Past::of(task, day, over, venues, travel)).unwrap_or_default();
        let target = target(now, after, days, over, &past);
        let mut plan = now.clone();
        for at in days {
            if let (Some(day), Some(planned)) = (plan.days.get_mut(*at), after.days.get(*at)) {
                day.stops = over.iter().map(|stop| past.told(stop)).chain(planned.stops.iter().cloned()).collect();
            }
        }
        for (id, mode) in &target.modes {
            if let Some(day) = plan.days.iter_mut().find(|day| day.id == *id) {
                day.frame.mode = *mode;
            }
        }
        if let Some((id, start, end)) = past.hours
            && let Some(day) = plan.days.iter_mut().find(|day| day.id == id)
        {
            (day.frame.start_min, day.frame.end_min) = (start, end);
        }
        plan.tray.clone_from(&after.tray);
        let proposed = |at: &usize| {
            let day = after.days.get(*at)?;
            let told = crate::timeline::day_timeline(day, venues, travel, wishes.profile);
            let stop = |stop: &Stop| {
                let from_tray = now.tray.iter().any(|one| one.id == stop.id);
                ProposedStop { why: reasons(stop, day, &told, venues, wishes, from_tray), stop: stop.clone() }
            };
            Some(ProposedDay { stops: day.stops.iter().map(stop).collect(), told })
        };
        Self {
            changes: target.edits(now, None).iter().filter_map(stop_of).collect(),
            days: days.iter().filter_map(proposed).collect(),
            before: Totals::of(before, days, venues, travel),
            after: Totals::of(after, days, venues, travel),
            plan,
            additions: Vec::new(),
            left_out: Vec::new(),
            conflicts: Vec::new(),
            steering,
            target,
        }
    }
}

/// The plan as it is and as it would be.
#[derive(Clone, Copy)]
pub(crate) struct Shape<'a> {
    /// The plan as it is.
    pub now: &'a Itinerary,
    /// The same, as it was planned from.
    pub before: &'a Itinerary,
    /// What came of it.
    pub after: &'a Itinerary,
    /// The days that were planned, by their places.
    pub days: &'a [usize],
    /// What was asked.
    pub task: &'a Task,
    /// What is over on a day that was replanned.
    pub past: &'a [Stop],
    /// Every venue that is known.
    pub venues: &'a StopVenues,
}

fn target(now: &Itinerary, after: &Itinerary, days: &[usize], over: &[Stop], past: &Past) -> Target {
    let planned = || days.iter().filter_map(|at| Some((now.days.get(*at)?, after.days.get(*at)?)));
    let known: BTreeSet<StopId> = now.all_stops().map(|stop| stop.id).collect();
    let added = after.stops().filter(|stop| !known.contains(&stop.id));
    let stops = |day: &Day| over.iter().chain(&day.stops).map(|stop| stop.id).collect();
    let to_tray = after.tray.iter().map(|stop| stop.id).filter(|id| now.tray.iter().all(|stop| stop.id != *id));
    // Only an empty day takes another way to travel, so that no stop's way changes unasked.
    let modes = planned().filter(|(now, after)| now.frame.mode != after.frame.mode && !after.stops.is_empty());
    Target {
        days: planned().map(|(day, after)| (day.id, stops(after))).collect(),
        to_tray: to_tray.collect(),
        new: added.cloned().collect(),
        modes: modes.map(|(day, after)| (day.id, after.frame.mode)).collect(),
        stays: past.stays.clone(),
        hours: past.hours,
    }
}
