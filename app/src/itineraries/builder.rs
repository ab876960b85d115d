//! The builder: what the owner of a plan can do to it. Every edit shows at once and is saved behind the scenes, in order.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use domain::edit::{Edit, EditError};
use domain::hours::OpeningHours;
use domain::itinerary::{Itinerary, PlanId};
use domain::language::Language;
use domain::timeline::StopVenue;
use domain::venue::VenueCard;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_i18n::td_string;

use super::api::{self, PlanView};
use super::board::Board;
use super::clash::{Clash, Settled, enqueue};
use super::edit_form::{EditForm, NewVenue};
use super::focus;
use super::history::History;
use super::landing::landing;
use super::needs::Needs;
use super::outbox::{Answer, Outbox};
use super::telling;
use crate::error::ApiError;
use crate::language::{locale, use_language};
use crate::ui::announcer::{Tone, use_announcer};
use crate::words;

/// Whether the server has what the page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveState {
    /// It has.
    Saved,
    /// It is being told.
    Saving,
    /// It could not be told.
    Failed(ApiError),
}

/// A plan in the hands of its owner.
#[derive(Clone, Copy)]
pub struct Builder {
    /// The key of the plan.
    pub id: PlanId,
    /// The plan as it is shown.
    pub board: Board,
    /// Whether it is saved.
    pub save: RwSignal<SaveState>,
    /// What can be taken back.
    pub history: RwSignal<History>,
    /// What somebody else has changed as well, in the order in which it is asked about, until it is decided.
    pub clashes: RwSignal<VecDeque<Edit>>,
    /// How often the plan had been saved when the page last heard of it.
    version: StoredValue<i64>,
    language: Language,
    tell: Callback<(Tone, String)>,
    /// Outlives the page: what was done just before leaving is saved too.
    outbox: StoredValue<Arc<Mutex<Outbox>>>,
}

impl Builder {
    /// A builder for a plan that was loaded.
    #[must_use]
    pub fn new(view: &PlanView, board: Board) -> Self {
        let announcer = use_announcer();
        let builder = Self {
            id: view.id,
            board,
            save: RwSignal::new(SaveState::Saved),
            history: RwSignal::new(History::default()),
            clashes: RwSignal::new(VecDeque::new()),
            version: StoredValue::new(view.version),
            language: use_language(),
            tell: Callback::new(move |(tone, message)| announcer(tone, message)),
            outbox: StoredValue::new(Arc::new(Mutex::new(Outbox::default()))),
        };
        builder.follow_needs();
        builder
    }

    /// Does what a form asks for; `card` is the venue that it adds, if it adds one.
    ///
    /// # Errors
    /// What the form or the plan refuses; nothing has changed then.
    pub fn submit(self, form: &EditForm, card: Option<&VenueCard>) -> Result<(), ApiError> {
        let venue = card.map(|card| NewVenue {
            slug: card.slug.clone(),
            name: card.name.value.clone(),
            stay_min: card.stay_min,
        });
        let edit = form.edit(&self.board.plan.read_untracked(), fresh_key(), venue)?;
        if let Some(card) = card {
            self.know(card);
        }
        match self.apply(edit.clone()) {
            Err(error @ ApiError::Refused(EditError::Changed)) => self.settle(edit, error),
            done => done,
        }
    }

    /// Does what still fits of an edit that the plan refuses and asks about what somebody else has changed.
    fn settle(self, edit: Edit, error: ApiError) -> Result<(), ApiError> {
        let Settled { fits, asked, faults } = Settled::on(&mut self.board.plan.get_untracked(), [(edit, error)]);
        for edit in fits {
            self.apply(edit)?;
        }
        self.ask(asked);
        faults.into_iter().next().map_or(Ok(()), Err)
    }

    fn ask(self, edits: Vec<Edit>) {
        if !edits.is_empty() {
            self.clashes.try_update(|clashes| edits.into_iter().for_each(|edit| enqueue(clashes, edit)));
        }
    }

    /// Does an edit, or tells why not.
    pub fn apply_or_complain(self, edit: Edit) {
        if let Err(error) = self.apply(edit) {
            self.complain(words::error(locale(self.language), &error));
        }
    }

    /// Does an edit: shows it at once and has it saved.
    ///
    /// # Errors
    /// What the plan refuses; nothing has changed then.
    pub fn apply(self, edit: Edit) -> Result<(), ApiError> {
        let before = self.board.plan.get_untracked();
        let mut after = before.clone();
        let inverse = after.apply(&edit).map_err(ApiError::Refused)?;
        if after != before {
            self.history.update(|history| history.remember(inverse));
            self.show(&before, after, edit);
        }
        Ok(())
    }

    /// Tells something to whoever listens.
    pub fn say(self, message: String) {
        self.tell.run((Tone::Success, message));
    }

    /// Tells something that the page shows anyway to whoever listens.
    pub fn murmur(self, message: String) {
        self.tell.run((Tone::Quiet, message));
    }

    /// Tells that something did not work.
    pub fn complain(self, message: String) {
        self.tell.try_run((Tone::Problem, message));
    }

    /// Takes the last edit back.
    pub fn undo(self) {
        self.step(History::undo);
    }

    /// Does again what was taken back last.
    pub fn redo(self) {
        self.step(History::redo);
    }

    /// Sends what could not be sent before.
    pub fn retry(self) {
        self.send();
    }

    fn step(self, step: impl FnOnce(&mut History, &mut Itinerary) -> Option<Edit>) {
        let before = self.board.plan.get_untracked();
        let mut after = before.clone();
        if let Some(edit) = self.history.try_update(|history| step(history, &mut after)).flatten() {
            self.show(&before, after, edit);
        }
    }

    fn show(self, before: &Itinerary, after: Itinerary, edit: Edit) {
        let message = telling::done(locale(self.language), before, &after, &self.board.venues.read_untracked(), &edit);
        self.board.plan.set(after);
        self.tell.run((Tone::Success, message));
        focus::keep_or_land(landing(before, &edit));
        self.outbox.with_value(|outbox| lock(outbox).put(edit));
        self.send();
    }

    fn send(self) {
        let Some(outbox) = self.outbox.try_get_value() else { return };
        let id = self.id.0.to_string();
        spawn_local(async move {
            while let Some(edit) = take(&outbox) {
                self.save.try_set(SaveState::Saving);
                let answer = match serde_json::to_string(&edit) {
                    Ok(json) => api::edit_plan(id.clone(), json).await,
                    Err(_) => Err(ApiError::Internal),
                };
                let behind = answer.as_ref().is_ok_and(|version| self.is_behind(*version));
                let answer = lock(&outbox).answered(answer.map(drop));
                match answer {
                    Answer::Saved if lock(&outbox).is_empty() => {
                        self.save.try_set(SaveState::Saved);
                        if behind {
                            self.reload(None).await;
                        }
                    }
                    Answer::Saved => {}
                    Answer::Unanswered(error) => {
                        self.save.try_set(SaveState::Failed(error));
                        return;
                    }
                    Answer::Refused(edit, error) => self.reload(Some((edit, error))).await,
                }
            }
        });
    }

    /// Whether somebody else has saved the plan since this page last did.
    fn is_behind(self, saved: i64) -> bool {
        let known = self.version.try_get_value().unwrap_or(saved);
        self.version.try_set_value(saved);
        saved > known + 1
    }

    /// Looks whether somebody else has changed the plan, and if so, shows it with their changes.
    pub fn look(self) {
        let Some(outbox) = self.outbox.try_get_value() else { return };
        let known = self.version.try_get_value();
        if !lock(&outbox).is_empty() || self.clashes.try_with_untracked(VecDeque::is_empty) != Some(true) {
            return;
        }
        let id = self.id.0.to_string();
        spawn_local(async move {
            let newest = api::plan_version(id).await;
            // What was done here meanwhile is on its way, and its answer tells.
            if newest.is_ok_and(|newest| known.is_some_and(|known| newest > known)) && lock(&outbox).is_empty() {
                self.reload(None).await;
            }
        });
    }

    /// Shows the plan as the server has it, with what still waits to be saved, and says why.
    async fn reload(self, refused: Option<(Edit, ApiError)>) {
        let locale = locale(self.language);
        let view = match api::plan(self.id.0.to_string(), self.language).await {
            Ok(view) => view,
            Err(error) => {
                self.tell.try_run((Tone::Problem, words::error(locale, &error)));
                self.save.try_set(SaveState::Failed(error));
                return;
            }
        };
        let Some(outbox) = self.outbox.try_get_value() else { return };
        let mut plan = view.itinerary;
        let void = lock(&outbox).rebase(&mut plan);
        self.version.try_set_value(view.version);
        self.board.venues.try_update(|venues| venues.extend(view.venues));
        let refusals =
            refused.into_iter().chain(void.into_iter().map(|(edit, error)| (edit, ApiError::Refused(error))));
        let settled = Settled::on(&mut plan, refusals);
        self.tell.try_run(self.told(&plan, &settled));
        self.board.plan.try_set(plan);
        settled.fits.into_iter().for_each(|edit| lock(&outbox).put(edit));
        if lock(&outbox).is_empty() {
            self.save.try_set(SaveState::Saved);
        }
        self.ask(settled.asked);
        self.send();
    }

    /// What is said when the plan is shown with the changes of others: why something cannot be, and what is asked first.
    fn told(self, plan: &Itinerary, settled: &Settled) -> (Tone, String) {
        let locale = locale(self.language);
        let question = |edit: &Edit| {
            let venues = self.board.venues.try_read_untracked()?;
            Clash::of(locale, plan, &venues, edit.clone()).map(|clash| clash.title)
        };
        let mut said: Vec<_> = settled.faults.iter().map(|error| words::error(locale, error)).collect();
        let tone = if said.is_empty() { Tone::Success } else { Tone::Problem };
        match settled.asked.iter().find_map(question) {
            Some(question) => said.push(question),
            None if said.is_empty() => said.push(td_string!(locale, plans.merged).to_owned()),
            None => said.push(td_string!(locale, plans.reloaded).to_owned()),
        }
        (tone, said.join(" "))
    }

    /// Shows a venue that was just found before the server tells its hours.
    fn know(self, card: &VenueCard) {
        self.board.venues.update(|venues| {
            venues.entry(card.slug.clone()).or_insert_with(|| StopVenue {
                name: card.name.clone(),
                category: card.category,
                gmina: card.gmina.clone(),
                area: card.area,
                position: card.position,
                approximate: card.is_approximate(),
                wheelchair: card.wheelchair,
                last_entry_min: None,
                hours: OpeningHours::Unknown,
            });
        });
    }

    /// Asks for hours whenever the plan touches another venue or another date; what is known stays until the answer is there.
    fn follow_needs(self) {
        let known = StoredValue::new(Needs::of(&self.board.plan.read_untracked()));
        let needs = Memo::new(move |_| Needs::of(&self.board.plan.read()));
        Effect::new(move |_| {
            let needs = needs.get();
            if known.with_value(|known| known.cover(&needs)) {
                return;
            }
            known.set_value(needs.clone());
            self.board.loading.set(true);
            spawn_local(async move {
                let (venues, dates) = needs.to_lists();
                let answer = api::plan_venues(venues, dates, self.language).await;
                if known.try_with_value(|known| *known != needs).unwrap_or(true) {
                    return;
                }
                match answer {
                    Ok(found) => {
                        self.board.venues.try_update(|venues| venues.extend(found));
                    }
                    Err(error) => {
                        // Asked again with the next edit.
                        known.try_set_value(Needs::default());
                        self.tell.try_run((Tone::Problem, words::error(locale(self.language), &error)));
                    }
                }
                self.board.loading.try_set(false);
            });
        });
    }
}

fn lock(outbox: &Mutex<Outbox>) -> std::sync::MutexGuard<'_, Outbox> {
    outbox.lock().unwrap_or_else(PoisonError::into_inner)
}

fn take(outbox: &Mutex<Outbox>) -> Option<Edit> {
    lock(outbox).next()
}

/// A key for a new day or stop, 1 to 2^53 - 1, from the browser's randomness.
pub fn fresh_key() -> i64 {
    let random = leptos::web_sys::js_sys::Math::random() * 9_007_199_254_740_991.0;
    #[expect(clippy::cast_possible_truncation, reason = "below 2^53, where every whole number is exact")]
    let key = random as i64;
    key.max(1)
}
