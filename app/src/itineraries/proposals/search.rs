//! The search in the browser: how it begins, what it shows, how it ends, and what is accepted of it. It runs in slices
//! ([`super::slices`]) between which the page does everything else.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use domain::edit::Edit;
use domain::itinerary::{Itinerary, Spot, StopId};
use domain::language::Language;
use domain::plan_search::PlanSearch;
use domain::problem::{Candidates, Material, Task};
use domain::proposal::Proposal;
use domain::score::Loads;
use domain::travel::Estimate;
use domain::venue::VenueSlug;
use domain::wishes::Wishes;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_i18n::td_string;

use super::panel::{PANEL, PANEL_TITLE};
use super::rows::Marked;
use super::served::{Proposed, Question, find_candidates};
use super::show::PROPOSAL_TITLE;
use super::slices::{Next, Running, now_ms};
use super::wording;
use crate::error::{ApiError, PlanningFault};
use crate::itineraries::builder::Builder;
use crate::itineraries::focus;
use crate::itineraries::landing::stop_element;
use crate::language::locale;

/// Where every search begins: the same plan and wishes have the same proposal.
const SEED: u64 = 1;

/// How far a search is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Phase {
    /// Nothing was asked for.
    #[default]
    Idle,
    /// It is running.
    Running,
    /// It has come to its end, or was stopped.
    Over,
}

/// The search of a plan's page.
#[derive(Clone, Copy)]
pub struct Searching {
    builder: Builder,
    language: Language,
    /// How far it is.
    pub phase: RwSignal<Phase>,
    /// The best proposal so far.
    pub shown: RwSignal<Option<Proposed>>,
    /// Why there is none.
    pub fault: RwSignal<Option<ApiError>>,
    /// How much of its time is over, per cent.
    pub progress: RwSignal<u8>,
    known: StoredValue<Option<(Question, Arc<Candidates>)>>,
    /// What is being asked for.
    asked: StoredValue<Option<Question>>,
    waiting: StoredValue<Option<Waiting>>,
    /// Which search it is; one that was replaced or stopped finds another number.
    number: StoredValue<u32>,
    /// Whether single additions are looked for.
    pub is_adding: RwSignal<bool>,
    /// What the search came to, in words.
    pub outcome: RwSignal<String>,
    /// Whether the plan has changed since the proposal.
    pub is_stale: Memo<bool>,
    /// The plan that is searched for.
    plan: RwSignal<Option<Itinerary>>,
    /// Whether somebody has asked it to stop.
    is_stopping: StoredValue<bool>,
}

/// A search that has no venues yet.
struct Waiting {
    question: Question,
    number: u32,
    task: Task,
    wishes: Wishes,
}

impl Searching {
    /// A search for the plan of a builder.
    #[must_use]
    pub fn new(builder: Builder, language: Language) -> Self {
        let plan = RwSignal::new(None::<Itinerary>);
        let searching = Self {
            builder,
            language,
            phase: RwSignal::new(Phase::Idle),
            shown: RwSignal::new(None),
            fault: RwSignal::new(None),
            progress: RwSignal::new(0),
            known: StoredValue::new(None),
            asked: StoredValue::new(None),
            waiting: StoredValue::new(None),
            number: StoredValue::new(0),
            is_adding: RwSignal::new(false),
            outcome: RwSignal::new(String::new()),
            is_stale: Memo::new(move |_| {
                plan.with(|searched| searched.as_ref().is_some_and(|searched| *searched != *builder.board.plan.read()))
            }),
            plan,
            is_stopping: StoredValue::new(false),
        };
        Effect::new(move |_| {
            if searching.is_stale.get() && searching.phase.get_untracked() == Phase::Running {
                searching.end(td_string!(locale(language), proposals.stopped_by_edit).to_owned());
            }
        });
        searching
    }

    /// Asks for the venues before somebody presses a button.
    pub fn prepare(self) {
        let question = self.question();
        if self.found(&question).is_none() && !question.dates.is_empty() {
            self.ask(question);
        }
    }

    /// Begins a search, in place of the one before.
    pub fn start(self, task: Task, wishes: Wishes) {
        let number = self.number.with_value(|number| number.wrapping_add(1));
        self.number.set_value(number);
        self.plan.set(Some(self.builder.board.plan.get_untracked()));
        self.is_adding.set(matches!(task, Task::WhatElse { .. }));
        self.is_stopping.set_value(false);
        self.fault.set(None);
        self.outcome.set(String::new());
        self.shown.set(None);
        self.progress.set(0);
        self.phase.set(Phase::Running);
        self.builder.murmur(td_string!(locale(self.language), proposals.started).to_owned());
        let question = self.question();
        let found = self.found(&question);
        let waiting = Waiting { question: question.clone(), number, task, wishes };
        match found {
            Some(candidates) => self.begin(waiting, Ok(candidates)),
            None => {
                self.waiting.set_value(Some(waiting));
                self.ask(question);
            }
        }
    }

    /// Stops the search; what it has found stays.
    pub fn stop(self) {
        if self.phase.get_untracked() != Phase::Running {
            return;
        }
        if self.shown.read_untracked().is_some() {
            // The next slice says why the rest is left out, and ends.
            self.is_stopping.set_value(true);
            focus::land(PROPOSAL_TITLE.to_owned());
        } else {
            self.end(td_string!(locale(self.language), proposals.stopped).to_owned());
            focus::land(PANEL_TITLE.to_owned());
        }
    }

    /// The name of a venue, as far as anybody knows it here.
    pub fn name(self, slug: &VenueSlug) -> String {
        let found = self.known.with_value(|known| {
            let (_, candidates) = known.as_ref()?;
            candidates.get(slug).map(|candidate| candidate.venue.name.value.clone())
        });
        let of_plan = || {
            let venues = self.builder.board.venues.read_untracked();
            venues.get(slug).map(|venue| venue.name.value.clone())
        };
        found.or_else(of_plan).unwrap_or_else(|| slug.to_string())
    }

    /// Accepts the proposal, all of it or what `part` names, as one step.
    ///
    /// # Errors
    /// [`ApiError::Planning`] if nothing is named, or nothing of it fits any more; what the plan refuses.
    pub fn accept(self, part: Option<&BTreeSet<StopId>>) -> Result<(), ApiError> {
        let Some(proposed) = self.shown.get_untracked() else { return Ok(()) };
        if part.is_some_and(BTreeSet::is_empty) {
            return Err(ApiError::Planning(PlanningFault::NothingChosen));
        }
        let plan = self.builder.board.plan.get_untracked();
        let edits = proposed.proposal.target().edits(&plan, part);
        let stops: Vec<StopId> = edits.iter().filter_map(domain::proposal::stop_of).collect();
        if stops.is_empty() {
            return Err(ApiError::Planning(PlanningFault::Outdated));
        }
        // A search that goes on would only find the plan changed.
        self.number.update_value(|number| *number = number.wrapping_add(1));
        self.phase.set(Phase::Over);
        self.know(&proposed);
        self.builder.apply(Edit::Step { edits })?;
        self.phase.set(Phase::Idle);
        self.shown.set(None);
        self.builder.say(td_string!(locale(self.language), proposals.accepted, count = stops.len()).to_string());
        let plan = self.builder.board.plan.read_untracked();
        let is_on_a_day = |stop: &&StopId| plan.spot_of(**stop).is_some_and(|(spot, _)| spot != Spot::Tray);
        if let Some(first) = stops.iter().find(is_on_a_day).or(stops.first()) {
            focus::land(stop_element(*first));
        }
        Ok(())
    }

    /// Adds one thing of those that fit.
    ///
    /// # Errors
    /// What the plan refuses.
    pub fn add(self, edit: Edit) -> Result<(), ApiError> {
        if let Some(proposed) = self.shown.get_untracked() {
            self.know(&proposed);
        }
        self.builder.apply(edit)?;
        self.shown.set(None);
        self.phase.set(Phase::Idle);
        Ok(())
    }

    /// Refuses the proposal: the plan stays as it is.
    pub fn refuse(self) {
        self.number.update_value(|number| *number = number.wrapping_add(1));
        self.phase.set(Phase::Idle);
        self.shown.set(None);
        self.builder.say(td_string!(locale(self.language), proposals.refused).to_owned());
    }

    /// Shows the names of new stops at once; the server tells more of them.
    fn know(self, proposed: &Proposed) {
        self.builder.board.venues.update(|venues| {
            for (slug, venue) in &proposed.venues {
                venues.entry(slug.clone()).or_insert_with(|| venue.clone());
            }
        });
    }

    fn question(self) -> Question {
        let board = self.builder.board;
        Question::of(&board.plan.read_untracked(), &board.venues.read_untracked())
    }

    /// The answer to a question, if it was the last one that was answered.
    fn found(self, question: &Question) -> Option<Arc<Candidates>> {
        self.known.with_value(|known| {
            known.as_ref().filter(|(of, _)| of == question).map(|(_, candidates)| Arc::clone(candidates))
        })
    }

    /// Asks for venues, unless the same request is on its way. The search that waits for them begins with the answer; where
    /// none does, a refusal is not told: they are asked for again when they are needed.
    fn ask(self, question: Question) {
        if self.asked.with_value(|asked| asked.as_ref() == Some(&question)) {
            return;
        }
        self.asked.set_value(Some(question.clone()));
        spawn_local(async move {
            let found =
                find_candidates(question.near.clone(), question.dates.clone(), self.language).await.map(Arc::new);
            if let Ok(found) = &found {
                self.known.try_set_value(Some((question.clone(), Arc::clone(found))));
            }
            self.asked.try_update_value(|asked| asked.take_if(|asked| *asked == question));
            let waiting = self.waiting.try_update_value(|one| one.take_if(|one| one.question == question)).flatten();
            if let Some(waiting) = waiting {
                self.begin(waiting, found);
            }
        });
    }

    fn is_current(self, number: u32) -> bool {
        self.number.try_get_value() == Some(number) && self.phase.try_get_untracked() == Some(Phase::Running)
    }

    /// Begins in a task of its own, as reading the answer was one.
    fn begin(self, waiting: Waiting, found: Result<Arc<Candidates>, ApiError>) {
        set_timeout(move || self.make(&waiting, found), Duration::ZERO);
    }

    fn make(self, waiting: &Waiting, found: Result<Arc<Candidates>, ApiError>) {
        let Waiting { number, ref task, ref wishes, .. } = *waiting;
        if !self.is_current(number) {
            return;
        }
        let begun = now_ms();
        let made = found.and_then(|candidates| {
            let (itinerary, venues) =
                (self.builder.board.plan.read_untracked(), self.builder.board.venues.read_untracked());
            let loads = Loads::new();
            let material =
                Material { itinerary: &itinerary, venues: &venues, candidates: &candidates, wishes, loads: &loads };
            let search = PlanSearch::new(task, &material, Estimate, SEED)?;
            Ok((search, Arc::clone(&candidates)))
        });
        match made {
            Err(error) => self.fail(error),
            Ok((search, candidates)) => {
                // Single additions are tried one by one, and shown when all are.
                let shows = !matches!(task, Task::WhatElse { .. });
                let running = Running::new(number, search, candidates, begun, shows);
                let next = if shows { Next::Show } else { Next::Search };
                self.go_on(running, next);
            }
        }
    }

    /// Does what comes next in a task of its own, so that none of them lasts long.
    fn go_on(self, mut running: Running, next: Next) {
        set_timeout(
            move || {
                if !self.is_current(running.number) {
                    return;
                }
                match next {
                    Next::Search if self.is_stopping.get_value() => self.go_on(running, Next::End),
                    Next::Search => match running.slice() {
                        Ok(next) => {
                            self.progress.set(running.progress());
                            self.go_on(running, next);
                        }
                        Err(error) => self.fail(error),
                    },
                    Next::Show => {
                        let sketch = running.sketch();
                        self.show(&mut running, sketch);
                        self.go_on(running, Next::Search);
                    }
                    Next::End => {
                        let proposal = running.proposal();
                        self.show(&mut running, proposal);
                        self.finish();
                    }
                }
            },
            Duration::ZERO,
        );
    }

    fn show(self, running: &mut Running, proposal: Proposal) {
        let known = self.builder.board.venues.read_untracked();
        let proposed = Proposed::new(proposal, &known, &running.candidates);
        drop(known);
        self.shown.set(Some(proposed));
        if running.is_shown_first() {
            self.builder.murmur(td_string!(locale(self.language), proposals.first).to_owned());
            // Whoever does something else by now goes on with it.
            if focus::is_free_or_within(PANEL) {
                focus::land(PROPOSAL_TITLE.to_owned());
            }
        }
    }

    fn finish(self) {
        let locale = locale(self.language);
        if self.is_stopping.get_value() {
            return self.end(td_string!(locale, proposals.stopped).to_owned());
        }
        let plan = self.builder.board.plan.read_untracked();
        let told = self.shown.with_untracked(|shown| {
            let proposal = &shown.as_ref()?.proposal;
            if !proposal.additions.is_empty() {
                let count = proposal.additions.len();
                return Some(td_string!(locale, proposals.finished_singles, count = count).to_string());
            }
            let Marked { new, moved } = Marked::of(proposal, &plan);
            if self.is_adding.get_untracked() {
                return Some(td_string!(locale, proposals.no_additions).to_owned());
            }
            if new + moved == 0 {
                return Some(wording::unchanged(locale, proposal).to_owned());
            }
            Some(td_string!(locale, proposals.finished, new = new, moved = moved).to_string())
        });
        self.end(told.unwrap_or_default());
    }

    fn end(self, words: String) {
        self.number.update_value(|number| *number = number.wrapping_add(1));
        self.phase.set(Phase::Over);
        self.progress.set(100);
        self.outcome.set(words.clone());
        self.builder.murmur(words);
    }

    fn fail(self, error: ApiError) {
        self.number.update_value(|number| *number = number.wrapping_add(1));
        self.phase.try_set(Phase::Over);
        self.fault.try_set(Some(error));
    }
}
