//! The search for a proposal, in slices: the browser steps it between two frames, the server in one go.
//!
//! The same material, task, seed and number of iterations give the same proposal, however they are sliced and on every
//! platform. Where steering makes a difference, half of the iterations look for the best plan by personal points and half
//! for the best one by steered points; the steered one is proposed only if it keeps the share of the personal value that
//! the visitor has asked for ([`Wishes::guarantee`]). Where it does not, milder steering is tried from then on.

mod again;

use std::collections::BTreeSet;

use crate::itinerary::{Itinerary, StopId};
use crate::problem::{
    Basis, Item, LeftOut, Material, Origin, PlanError, Subject, Task, Translation, WhyNot, basis, choose, known_venues,
    translate,
};
use crate::proposal::{Around, Conflict, Proposal, Shape, Singles, Steering, Totals, arrange, keeps, traps};
use crate::timeline::StopVenues;
use crate::travel::TravelTimes;
use crate::venue::{Category, VenueSlug};
use crate::wishes::{Percent, Wishes};

/// After how many iterations the best plan is held against the timeline.
const JUDGED_EVERY: u64 = 1_000;
/// How often in a row a plan is searched anew because the timeline tells it otherwise; then the rest waits for the next time.
const RETRIES: usize = 8;

/// How strongly plans are steered, in quarters of the points that steering adds or takes: the mildest last.
const STRENGTHS: [i64; 3] = [4, 2, 1];
/// After how many iterations, and as many again, it is looked at whether milder steering is needed.
const MILDER_EVERY: u64 = 8_000;

/// How far a search is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Iterations so far.
    pub iterations: u64,
    /// Whether the last step has found something better, so that the proposal is worth asking for again.
    pub improved: bool,
    /// Whether more iterations cannot find anything else.
    pub complete: bool,
}

/// A search for a proposal.
#[derive(Debug)]
pub struct PlanSearch<T> {
    now: Itinerary,
    wishes: Wishes,
    travel: T,
    iterations: u64,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Routes { translation: Box<Translation>, personal: Box<Track>, steered: Vec<Steered> },
    Singles { basis: Box<Basis>, venues: StopVenues, set_aside: Vec<LeftOut>, singles: Singles },
}

/// A search by steered points; of several the last one goes on, which is the mildest.
#[derive(Debug)]
struct Steered {
    track: Track,
    /// How many iterations by steered points there were before it.
    begun: u64,
}

/// A search by one kind of points.
#[derive(Debug)]
struct Track {
    /// The problem as it was asked.
    asked: planner::Draft,
    /// The problem without what the timeline would tell otherwise.
    draft: planner::Draft,
    search: planner::Search,
    seed: u64,
    iterations: u64,
    /// Whether the search has found something better than what was last held against the timeline.
    fresh: bool,
    /// The best plan that the timeline tells as the solver does.
    sound: Option<planner::Outline>,
}

impl Track {
    fn new(
        draft: planner::Draft,
        seed: u64,
        translation: &Translation,
        travel: &impl TravelTimes,
    ) -> Result<Self, PlanError> {
        let search = planner::Search::new(planner::Problem::new(draft.clone())?, seed);
        let asked = draft.clone();
        let mut track = Self { asked, draft, search, seed, iterations: 0, fresh: true, sound: None };
        track.judge(translation, travel)?;
        Ok(track)
    }

    /// Goes on until so many iterations are done. Gives whether something better was found.
    fn run_to(
        &mut self,
        iterations: u64,
        translation: &Translation,
        travel: &impl TravelTimes,
    ) -> Result<bool, PlanError> {
        let mut improved = false;
        while self.iterations < iterations {
            // Judged at the same iterations, however the steps are sliced.
            let to_judge = JUDGED_EVERY - self.iterations % JUDGED_EVERY;
            let some = to_judge.min(iterations - self.iterations);
            let progress = self.search.step(some);
            self.iterations += some;
            self.fresh |= progress.improved;
            improved |= progress.improved;
            if some == to_judge && self.fresh {
                self.judge(translation, travel)?;
            }
        }
        Ok(improved)
    }

    /// Holds the best plan against the timeline; where they differ, forbids what the timeline would tell otherwise and
    /// begins anew.
    fn judge(&mut self, translation: &Translation, travel: &impl TravelTimes) -> Result<(), PlanError> {
        self.fresh = false;
        for _ in 0..RETRIES {
            let outline = self.search.outline();
            let traps = traps(translation, &outline, travel);
            if traps.is_empty() {
                if self.sound.as_ref().is_none_or(|sound| worth(&outline) > worth(sound)) {
                    self.sound = Some(outline);
                }
                return Ok(());
            }
            for trap in traps {
                trap.forbid(&translation.items, &mut self.draft.places);
            }
            self.search = planner::Search::new(planner::Problem::new(self.draft.clone())?, self.seed);
        }
        self.fresh = true;
        Ok(())
    }

    /// The best plan that may be proposed.
    fn best(&self, translation: &Translation, travel: &impl TravelTimes) -> Option<planner::Outline> {
        let latest = self.fresh.then(|| self.search.outline()).filter(|one| traps(translation, one, travel).is_empty());
        let best = match (latest, self.sound.clone()) {
            (Some(latest), Some(sound)) => Some(if worth(&latest) > worth(&sound) { latest } else { sound }),
            (latest, sound) => latest.or(sound),
        };
        best.filter(|one| keeps(translation, one, travel))
    }

    /// A plan with the reasons why the rest is not in it.
    fn explain(&self, outline: &planner::Outline) -> Option<planner::Solution> {
        let now = self.search.explain(&outline.days).filter(|solution| solution.days == outline.days);
        // What a sound plan stands on may have been forbidden after it.
        now.or_else(|| self.explain_as_asked(&outline.days))
    }

    /// The same by the problem as it was asked.
    fn explain_as_asked(&self, days: &[planner::DayPlan]) -> Option<planner::Solution> {
        let asked = planner::Problem::new(self.asked.clone()).ok()?;
        planner::Search::new(asked, self.seed).explain(days)
    }
}

/// What plans of one search are compared by: fewest conflicts, then value.
fn worth(outline: &planner::Outline) -> (std::cmp::Reverse<usize>, i64) {
    (std::cmp::Reverse(outline.missed), outline.value)
}

impl<T: TravelTimes> PlanSearch<T> {
    /// Prepares a search and makes a first plan.
    ///
    /// # Errors
    /// [`PlanError`] if no day is named, the plan lacks one that is, or the solver refuses the problem.
    pub fn new(task: &Task, material: &Material, travel: T, seed: u64) -> Result<Self, PlanError> {
        let kind = if matches!(task, Task::WhatElse { .. }) {
            let basis = basis(task, material)?;
            let venues = known_venues(material);
            let choice = choose(material, &basis, &venues, &travel);
            let singles = Singles::new(&basis, choice.chosen, &venues, material.wishes, material.loads);
            Kind::Singles { basis: Box::new(basis), venues, set_aside: choice.set_aside, singles }
        } else {
            let translation = translate(task, material, &travel)?;
            let mut draft = translation.draft.clone();
            let mut personal = Track::new(draft, seed, &translation, &travel)?;
            if personal.best(&translation, &travel).is_none() {
                // New must-sees may have pushed out what stands on the days.
                draft = translation.yielding();
                personal = Track::new(draft, seed, &translation, &travel)?;
            }
            let draft = if material.wishes.steering { steered_draft(&translation, &personal, 0) } else { None };
            let track = draft.map(|draft| Track::new(draft, seed, &translation, &travel)).transpose()?;
            let steered = track.map(|track| Steered { track, begun: 0 }).into_iter().collect();
            Kind::Routes { translation: Box::new(translation), personal: Box::new(personal), steered }
        };
        Ok(Self { now: material.itinerary.clone(), wishes: material.wishes.clone(), travel, iterations: 0, kind })
    }

    /// Searches on for some iterations; of "What else fits?" each of them tries one venue.
    ///
    /// # Errors
    /// [`PlanError::Problem`] as for [`PlanSearch::new`], which has then refused it already.
    pub fn step(&mut self, iterations: u64) -> Result<Progress, PlanError> {
        let mut improved = false;
        let travel = &self.travel;
        let complete = match &mut self.kind {
            Kind::Routes { translation, personal, steered } => {
                let end = self.iterations.saturating_add(iterations);
                while self.iterations < end {
                    // Looked at after the same iterations, however the steps are sliced.
                    let to_look = MILDER_EVERY - self.iterations % MILDER_EVERY;
                    self.iterations += to_look.min(end - self.iterations);
                    let Some(Steered { track, begun }) = steered.last_mut() else {
                        improved |= personal.run_to(self.iterations, translation, travel)?;
                        continue;
                    };
                    improved |= personal.run_to(self.iterations.div_ceil(2), translation, travel)?;
                    improved |= track.run_to(self.iterations / 2 - *begun, translation, travel)?;
                    if self.iterations.is_multiple_of(MILDER_EVERY) {
                        let offer = offer(translation, personal, steered, self.wishes.guarantee, travel);
                        if matches!(offer, Some(Chosen { steering: Steering::Withheld { .. }, .. })) {
                            improved |= add_milder(translation, personal, steered, self.iterations / 2, travel)?;
                        }
                    }
                }
                translation.items.is_empty()
            }
            Kind::Singles { basis, venues, singles, .. } => {
                let around = Around { basis, venues, wishes: &self.wishes };
                for _ in 0..iterations {
                    if singles.is_complete() {
                        break;
                    }
                    improved |= singles.step(&around, travel);
                }
                self.iterations = singles.tried();
                singles.is_complete()
            }
        };
        Ok(Progress { iterations: self.iterations, improved, complete })
    }

    /// The best proposal so far, in full. `keys` gives the stop that a venue becomes its key: the same for the same venue, so
    /// that a proposal that has only become better can be told from another one.
    #[must_use]
    pub fn proposal(&self, mut keys: impl FnMut(&VenueSlug) -> StopId) -> Proposal {
        let mut proposal = self.sketch(&mut keys);
        match &self.kind {
            Kind::Singles { basis, venues, set_aside, singles } => {
                let around = Around { basis, venues, wishes: &self.wishes };
                proposal.additions = singles.additions(&around, &self.travel, keys);
                proposal.left_out = set_aside.iter().chain(&singles.left_out).cloned().collect();
                proposal.left_out.sort_by(|a, b| a.what.cmp(&b.what));
            }
            Kind::Routes { translation, personal, steered } => {
                match offer(translation, personal, steered, self.wishes.guarantee, &self.travel) {
                    Some(chosen) => chosen.explain(translation, &mut proposal),
                    None => self.refuse(translation, personal, &mut proposal),
                }
            }
        }
        proposal
    }

    /// The best proposal so far without what takes long to find out: single additions, what is left out and why, and what
    /// cannot be met together.
    #[must_use]
    pub fn sketch(&self, keys: impl FnMut(&VenueSlug) -> StopId) -> Proposal {
        match &self.kind {
            Kind::Singles { basis, venues, .. } => self.unchanged(basis, venues),
            Kind::Routes { translation, personal, steered } => {
                let Some(chosen) = offer(translation, personal, steered, self.wishes.guarantee, &self.travel) else {
                    return self.unchanged(&translation.basis, &translation.venues);
                };
                let proposal = self.tell(translation, &chosen, keys);
                if self.changes_for_nothing(translation, &proposal) {
                    return self.unchanged(&translation.basis, &translation.venues);
                }
                proposal
            }
        }
    }

    /// The proposal of a plan, without what takes long to find out.
    fn tell(&self, translation: &Translation, chosen: &Chosen, keys: impl FnMut(&VenueSlug) -> StopId) -> Proposal {
        let after = arrange(translation, &chosen.outline, keys);
        let shape = Shape {
            now: &self.now,
            before: &translation.basis.itinerary,
            after: &after,
            days: &translation.basis.days,
            task: &translation.basis.task,
            past: &translation.basis.past,
            venues: &translation.venues,
        };
        Proposal::new(&shape, chosen.steering, &self.wishes, &self.travel)
    }

    /// Whether an order is no better than the one that there is: nobody is asked to learn a new day for that.
    fn changes_for_nothing(&self, translation: &Translation, proposal: &Proposal) -> bool {
        let lost = |totals: Totals| {
            let on_the_way = totals.travel_min * 2 + totals.waiting_min;
            (totals.faults, totals.over_min, on_the_way, totals.travel_min)
        };
        matches!(translation.basis.task, Task::Order { .. }) && lost(proposal.after) >= lost(proposal.before)
    }

    /// A proposal that changes nothing.
    fn unchanged(&self, basis: &Basis, venues: &StopVenues) -> Proposal {
        let Basis { itinerary: before, days, task, past } = basis;
        // An empty day keeps its way to travel if nothing comes onto it.
        let shape = Shape { now: &self.now, before, after: before, days, task, past, venues };
        Proposal::new(&shape, Steering::Off, &self.wishes, &self.travel)
    }

    /// Says of a proposal that changes nothing why: no plan was found that keeps what the task keeps.
    fn refuse(&self, translation: &Translation, track: &Track, proposal: &mut Proposal) {
        let solution = track.search.best();
        proposal.conflicts = conflicts(translation, &solution);
        proposal.left_out = left_out(translation, &solution);
        // Own stops stay: only what is not in the plan is left out.
        proposal
            .left_out
            .retain(|one| !matches!(&one.what, Subject::Stop(id) if self.now.stops().any(|s| s.id == *id)));
        let told: BTreeSet<Subject> = proposal.left_out.iter().map(|one| one.what.clone()).collect();
        let dropped = translation.items.iter().filter(|item| !matches!(item.origin, Origin::Day(_)));
        let more = dropped.filter_map(Item::subject).filter(|what| !told.contains(what));
        proposal.left_out.extend(more.map(|what| LeftOut::outright(what, WhyNot::NoTime)));
        proposal.left_out.sort_by(|a, b| a.what.cmp(&b.what));
    }
}

/// The plan that is proposed.
struct Chosen<'a> {
    track: &'a Track,
    outline: planner::Outline,
    steering: Steering,
}

impl Chosen<'_> {
    /// Says what the plan leaves out and why, and what cannot be met together.
    fn explain(&self, translation: &Translation, proposal: &mut Proposal) {
        if let Some(solution) = self.track.explain(&self.outline) {
            proposal.left_out = left_out(translation, &solution);
            proposal.conflicts = conflicts(translation, &solution);
        }
    }
}

/// The most strongly steered plan that keeps the guarantee, else the unsteered one; none if there is no plan that may be
/// proposed.
fn offer<'a>(
    translation: &Translation,
    personal: &'a Track,
    steered: &'a [Steered],
    guarantee: Percent,
    travel: &impl TravelTimes,
) -> Option<Chosen<'a>> {
    let unsteered = personal.best(translation, travel)?;
    let worth = personal_value(translation, &unsteered);
    let mut steering = Steering::Off;
    for Steered { track, .. } in steered {
        let Some(outline) = track.best(translation, travel) else { continue };
        let ours = personal_value(translation, &outline);
        let kept = (ours * 1_000).checked_div(worth).unwrap_or(1_000);
        let kept_per_mille = u32::try_from(kept).unwrap_or(u32::MAX);
        if outline.missed <= unsteered.missed && ours * 100 >= worth * u64::from(guarantee.get()) {
            return Some(Chosen { track, outline, steering: Steering::Steered { kept_per_mille } });
        }
        steering = Steering::Withheld { kept_per_mille };
    }
    Some(Chosen { track: personal, outline: unsteered, steering })
}

/// Begins a search by milder steering, after so many iterations by steered points. False if there is none milder that makes a
/// difference.
fn add_milder(
    translation: &Translation,
    personal: &Track,
    steered: &mut Vec<Steered>,
    begun: u64,
    travel: &impl TravelTimes,
) -> Result<bool, PlanError> {
    let Some(draft) = steered_draft(translation, personal, steered.len()) else { return Ok(false) };
    steered.push(Steered { track: Track::new(draft, personal.seed, translation, travel)?, begun });
    Ok(true)
}

/// The problem of a track with scores that are steered by one of the [`STRENGTHS`]; none if they are the personal ones, or
/// there are no more strengths.
fn steered_draft(translation: &Translation, personal: &Track, strength: usize) -> Option<planner::Draft> {
    let quarters = STRENGTHS.get(strength)?;
    let mut draft = personal.asked.clone();
    for ((place, item), score) in draft.places.iter_mut().zip(&translation.items).zip(&translation.steered) {
        if !item.must {
            let steered = (i64::from(*score) - i64::from(place.score)) * quarters / 4;
            place.score += i32::try_from(steered).unwrap_or_default();
        }
    }
    (draft != personal.asked).then_some(draft)
}

/// Personal points of what a solution holds, apart from what the task keeps anyway.
fn personal_value(translation: &Translation, outline: &planner::Outline) -> u64 {
    let stops = outline.days.iter().flat_map(|day| &day.stops);
    stops.filter_map(|stop| translation.items.get(stop.place)).map(|item| u64::from(item.points)).sum()
}

fn left_out(translation: &Translation, solution: &planner::Solution) -> Vec<LeftOut> {
    let told = solution.left_out.iter().filter_map(|one| {
        let item = translation.items.get(one.place)?;
        Some(LeftOut {
            what: item.subject()?,
            why: item.shut.unwrap_or_else(|| why_not(&one.reason)),
            instead_of: given(&one.reason)
                .iter()
                .filter_map(|place| translation.items.get(*place)?.subject())
                .collect(),
        })
    });
    let mut all: Vec<LeftOut> = told.chain(translation.set_aside.iter().cloned()).collect();
    all.sort_by(|a, b| a.what.cmp(&b.what));
    all
}

const fn why_not(reason: &planner::Reason) -> WhyNot {
    match reason {
        planner::Reason::Closed => WhyNot::Closed,
        planner::Reason::Unreachable => WhyNot::Unreachable,
        planner::Reason::TooFar => WhyNot::TooFar,
        planner::Reason::Budget { .. } => WhyNot::Budget,
        planner::Reason::CategoryFull { category } => match Category::ALL.split_at_checked(*category) {
            Some((_, [full, ..])) => WhyNot::CategoryFull(*full),
            _ => WhyNot::DayFull,
        },
        planner::Reason::NoTime { .. } => WhyNot::NoTime,
        planner::Reason::NotWorthIt => WhyNot::NotWorthIt,
    }
}

fn conflicts(translation: &Translation, solution: &planner::Solution) -> Vec<Conflict> {
    let subject = |place: &usize| translation.items.get(*place).and_then(Item::subject);
    let conflict = |one: &planner::Conflict| {
        let with = one.with.iter().filter_map(subject).collect();
        Some(Conflict { what: subject(&one.place)?, with, proven: one.proven })
    };
    let told = solution.conflicts.iter().filter_map(conflict);
    // Must-sees that yield to what stands on the days are none to the solver any more.
    let yielded = solution.left_out.iter().filter(|one| {
        let is_told = solution.conflicts.iter().any(|conflict| conflict.place == one.place);
        !is_told && translation.items.get(one.place).is_some_and(|item| item.must)
    });
    let with_the_days = |one: &planner::LeftOut| {
        let with = given(&one.reason).iter().filter_map(subject).collect();
        Some(Conflict { what: subject(&one.place)?, with, proven: false })
    };
    told.chain(yielded.filter_map(with_the_days)).collect()
}

/// What would have to go so that something fits.
fn given(reason: &planner::Reason) -> &[usize] {
    match reason {
        planner::Reason::NoTime { give: Some(given) } => &given.stops,
        _ => &[],
    }
}

#[cfg(test)]
#[path = "plan_search_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "plan_search_properties.rs"]
mod properties;
