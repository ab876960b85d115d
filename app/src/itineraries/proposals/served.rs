//! What the server knows for proposals: the venues that they may be made from, and the page without JavaScript.

use domain::hours::LocalTime;
use domain::itinerary::{Itinerary, PlanId};
use domain::language::Language;
use domain::problem::{Candidates, Subject};
use domain::proposal::Proposal;
use domain::timeline::{StopVenues, position};
use domain::wishes::Wishes;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use super::ask::{Button, Entered};
use crate::error::ApiError;
use crate::wire::Wire;

/// The most places of a plan around which venues are looked for.
const NEAR_MAX: usize = 60;
/// Micro-degrees to which places are rounded, about a kilometre: enough to look around them, and alike for many plans.
const ROUNDED_E6: i32 = 10_000;

/// Which venues are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Places of the plan, rounded; joined by semicolons.
    pub near: String,
    /// Its dates, joined by commas.
    pub dates: String,
}

impl Question {
    /// What a plan asks for.
    #[must_use]
    pub fn of(plan: &Itinerary, venues: &StopVenues) -> Self {
        let ends = plan.days.iter().flat_map(|day| day.from.iter().chain(&day.to)).map(|end| end.position);
        let stops = plan.all_stops().filter_map(|stop| position(stop, venues));
        let round = |e6: i32| e6.div_euclid(ROUNDED_E6) * ROUNDED_E6 + ROUNDED_E6 / 2;
        let mut near: Vec<(i32, i32)> = ends.chain(stops).map(|at| (round(at.lat_e6()), round(at.lon_e6()))).collect();
        near.sort_unstable();
        near.dedup();
        near.truncate(NEAR_MAX);
        let mut dates: Vec<String> = plan.days.iter().map(|day| day.frame.date.to_string()).collect();
        dates.sort_unstable();
        dates.dedup();
        let near: Vec<String> = near.iter().map(|(lat, lon)| format!("{lat},{lon}")).collect();
        Self { near: near.join(";"), dates: dates.join(",") }
    }

    /// The venues that it asks for.
    ///
    /// # Errors
    /// [`ApiError::Invalid`] for what is not a place or a date, and for too many of them; the store's errors.
    #[cfg(feature = "ssr")]
    pub async fn answer(&self, store: &store::Store, language: Language) -> Result<Candidates, ApiError> {
        use domain::geo::Position;

        let words = |list: &str, sign: char| -> Vec<String> {
            list.split(sign).filter(|word| !word.is_empty()).map(str::to_owned).collect()
        };
        let place = |word: &String| {
            let (lat, lon) = word.split_once(',')?;
            Position::from_micro_degrees(lat.parse().ok()?, lon.parse().ok()?).ok()
        };
        let near: Option<Vec<Position>> = words(&self.near, ';').iter().map(place).collect();
        let near = near.ok_or_else(|| ApiError::invalid("near"))?;
        let dates: Result<Vec<_>, _> =
            words(&self.dates, ',').iter().map(|date| crate::itineraries::edit_form::date(date, "dates")).collect();
        Ok(store.candidates(&near, &dates?, language).await?)
    }
}

/// The venues that proposals may be made from, around some places and with their hours on some dates. The same for everybody,
/// so that browsers may keep it for a while.
#[server(prefix = "/api", endpoint = "plans/candidates", input = GetUrl, output = Wire)]
pub async fn find_candidates(
    /// Places in micro-degrees, "latitude,longitude", joined by semicolons.
    near: String,
    /// Dates, joined by commas.
    dates: String,
    /// The reader's language.
    language: Language,
) -> Result<Candidates, ApiError> {
    use crate::server::{context, keep_for_a_while, respond};
    let answer = Question { near, dates }.answer(&context().store, language).await;
    if answer.is_ok() {
        keep_for_a_while();
    }
    respond(answer)
}

/// A proposal, and what the catalogue knows of what it speaks of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposed {
    /// The proposal.
    pub proposal: Proposal,
    /// The venues that it names.
    pub venues: StopVenues,
}

impl Proposed {
    /// A proposal with the venues that it names, of those that are known.
    #[must_use]
    pub fn new(proposal: Proposal, known: &StopVenues, candidates: &Candidates) -> Self {
        let named = |subject: &Subject| match subject {
            Subject::Venue(slug) => Some(slug.clone()),
            Subject::Stop(_) => None,
        };
        let mut slugs: Vec<_> = proposal.plan.all_stops().filter_map(|stop| stop.venue().cloned()).collect();
        slugs.extend(proposal.left_out.iter().filter_map(|one| named(&one.what)));
        slugs.extend(proposal.left_out.iter().flat_map(|one| &one.instead_of).filter_map(named));
        slugs.extend(proposal.additions.iter().filter_map(|one| named(&one.what)));
        slugs.extend(proposal.conflicts.iter().flat_map(|one| one.with.iter().chain([&one.what])).filter_map(named));
        let venue = |slug: &_| known.get(slug).or_else(|| candidates.get(slug).map(|one| &one.venue)).cloned();
        let venues = slugs.into_iter().filter_map(|slug| Some((slug.clone(), venue(&slug)?))).collect();
        Self { proposal, venues }
    }
}

/// What somebody has just asked for on the page without JavaScript, and what came of it: the server lends it to the page that
/// it renders as answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostedProposal {
    /// The button.
    pub button: Button,
    /// The wishes, for the form to show again; without what is needed, which `entered` says.
    pub wishes: Wishes,
    /// What else was entered.
    pub entered: Entered,
    /// The proposal, or why there is none.
    pub answer: Result<Proposed, ApiError>,
    /// Why nothing was accepted of the proposal before, if that was tried.
    pub refused: Option<ApiError>,
    /// Whether it is another proposal than the one of which nothing was accepted.
    pub is_replaced: bool,
}

impl PostedProposal {
    /// What the visitor has to be told before anything else.
    #[must_use]
    pub fn fault(&self) -> Option<&ApiError> {
        self.answer.as_ref().err().or(self.refused.as_ref())
    }
}

/// Everything that the page without JavaScript shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposalView {
    /// The plan's key.
    pub id: PlanId,
    /// The plan.
    pub itinerary: Itinerary,
    /// What the catalogue knows of its stops.
    pub venues: StopVenues,
    /// The time in Kraków.
    pub now: LocalTime,
    /// What was just asked for.
    pub posted: Option<Box<PostedProposal>>,
}

/// The plan that proposals are made for, with what was just asked for.
#[server(prefix = "/api", endpoint = "plans/proposal", input = GetUrl, output = Wire)]
pub async fn load_proposal(
    /// The plan.
    plan: String,
    /// The reader's language.
    language: Language,
) -> Result<ProposalView, ApiError> {
    use crate::itineraries::{making, needs::Needs};
    use crate::server::{context, now, respond, set_status};
    let answer = async {
        let store = context().store;
        let (_, saved) = making::opened(&store, &plan).await?;
        let venues = making::venues(&store, &Needs::of(&saved.itinerary), language).await?;
        let posted = use_context::<PostedProposal>().map(Box::new);
        if let Some(error) = posted.as_ref().and_then(|posted| posted.fault()) {
            set_status(error.status());
        }
        Ok(ProposalView { id: saved.id, itinerary: saved.itinerary, venues, now: now(), posted })
    };
    respond(answer.await)
}
