//! A search in slices of a few milliseconds. A web worker would need the module a second time and every message written out
//! and read again; a slice of 8 ms leaves a frame its time, and the first plan is there as soon as the search is made.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::itinerary::StopId;
use domain::plan_search::PlanSearch;
use domain::problem::Candidates;
use domain::proposal::Proposal;
use domain::travel::Estimate;
use domain::venue::VenueSlug;
use leptos::prelude::*;

use crate::error::ApiError;
use crate::itineraries::builder::fresh_key;

/// How long a slice lasts, milliseconds.
const SLICE_MS: f64 = 8.0;
/// How often a better proposal is shown at the most, milliseconds.
const SHOW_EVERY_MS: f64 = 250.0;
/// How long a search goes on without finding anything better, milliseconds.
const IDLE_MS: f64 = 2_000.0;
/// How long a search lasts at the most, milliseconds.
const LAST_MS: f64 = 4_000.0;
/// How many iterations a search has at the most, whatever the clock says.
const ITERATIONS_MAX: u64 = 2_000_000;
/// How many rounds a slice has at the most, whatever the clock says.
const ROUNDS_MAX: u32 = 32;
/// The most iterations between two looks at the clock.
const CHUNK_MAX: u64 = 512;

/// A search on its way.
pub struct Running {
    /// Which search it is.
    pub number: u32,
    search: PlanSearch<Estimate>,
    /// What it chooses from.
    pub candidates: Arc<Candidates>,
    keys: BTreeMap<VenueSlug, StopId>,
    begun: f64,
    improved: f64,
    shown: f64,
    shows: bool,
    is_fresh: bool,
    is_first: bool,
    chunk: u64,
}

/// What comes next.
pub enum Next {
    /// Searching on.
    Search,
    /// Showing what is better than what is shown.
    Show,
    /// The end.
    End,
}

impl Running {
    /// A search that begins, at a moment of [`now_ms`]; `shows` says whether the best so far is shown on the way.
    pub fn new(
        number: u32,
        search: PlanSearch<Estimate>,
        candidates: Arc<Candidates>,
        begun: f64,
        shows: bool,
    ) -> Self {
        Self {
            number,
            search,
            candidates,
            keys: BTreeMap::new(),
            begun,
            improved: begun,
            shown: begun,
            shows,
            is_fresh: true,
            is_first: true,
            chunk: 1,
        }
    }

    /// Whether nothing of it was shown before this was asked.
    pub fn is_shown_first(&mut self) -> bool {
        std::mem::take(&mut self.is_first)
    }

    /// Searches for a few milliseconds and says what comes next.
    pub fn slice(&mut self) -> Result<Next, ApiError> {
        let from = now_ms();
        let mut before = from;
        for _ in 0..ROUNDS_MAX {
            let progress = self.search.step(self.chunk)?;
            let now = now_ms();
            if progress.improved {
                self.improved = now;
                self.is_fresh = true;
            }
            let is_late = now - self.begun >= LAST_MS || now - self.improved >= IDLE_MS;
            if progress.complete || is_late || progress.iterations >= ITERATIONS_MAX {
                return Ok(Next::End);
            }
            // As many at a time as about a millisecond takes.
            let took = now - before;
            if took < 0.5 {
                self.chunk = (self.chunk * 2).min(CHUNK_MAX);
            } else if took > 2.0 {
                self.chunk = (self.chunk / 2).max(1);
            }
            before = now;
            if now - from >= SLICE_MS {
                break;
            }
        }
        Ok(if self.shows && self.is_fresh && before - self.shown >= SHOW_EVERY_MS { Next::Show } else { Next::Search })
    }

    /// The best proposal so far, as long as better ones may come.
    pub fn sketch(&mut self) -> Proposal {
        self.is_fresh = false;
        self.shown = now_ms();
        self.search.sketch(keys_from(&mut self.keys))
    }

    /// The best proposal, in full.
    pub fn proposal(&mut self) -> Proposal {
        self.search.proposal(keys_from(&mut self.keys))
    }

    /// How much of its time is over, per cent.
    pub fn progress(&self) -> u8 {
        let share = (now_ms() - self.begun) / LAST_MS;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 100")]
        let percent = (share * 100.0).clamp(0.0, 100.0) as u8;
        percent
    }
}

/// The same key for the same venue.
fn keys_from(keys: &mut BTreeMap<VenueSlug, StopId>) -> impl FnMut(&VenueSlug) -> StopId {
    |slug| *keys.entry(slug.clone()).or_insert_with(|| StopId(fresh_key()))
}

/// Milliseconds of a clock that never goes back.
pub fn now_ms() -> f64 {
    window().performance().map_or(0.0, |performance| performance.now())
}
