//! Proposals without JavaScript: the search runs here, within bounds, and its answer is a page.
//!
//! Asking and accepting are posts to one address, and nothing is kept between them: the page that answers the first carries
//! what it proposes in the form that asks, and what the second sends is made into edits of the plan as it is by then. Where
//! that is refused, the page has everything that was entered: the same proposal again, or a new one if nothing of it is left.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use app::error::{ApiError, PlanningFault};
use app::itineraries::names::with_names;
use app::itineraries::proposals::addition;
use app::itineraries::proposals::ask::{Button, Entered, Fields, STEERED, TARGET};
use app::itineraries::proposals::served::{PostedProposal, Proposed, Question};
use app::language::{address, language_of};
use app::server::random_key;
use axum::Router;
use axum::body::Body;
use axum::extract::multipart::Multipart;
use axum::extract::{FromRequest, Path, Request, State as Lent};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use domain::accessibility::AccessProfile;
use domain::edit::Edit;
use domain::itinerary::{Itinerary, PlanId, StopId};
use domain::language::Language;
use domain::plan_search::PlanSearch;
use domain::problem::{Candidates, Material, Task};
use domain::proposal::{Steering, Target, stop_of};
use domain::score::Loads;
use domain::timeline::StopVenues;
use domain::travel::Estimate;
use domain::wishes::Wishes;
use store::{SavedPlan, Visitor};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::http::limits::read_body;
use crate::http::visitor::{accepts_html, token};
use crate::route::{editor, pages};
use crate::state::State;

/// How many searches run at once.
const AT_ONCE: usize = 2;
/// How long a search lasts at the most.
const TIME_MAX: Duration = Duration::from_millis(1_500);
/// How many iterations it has at the most.
const ITERATIONS_MAX: u64 = 20_000;
/// Iterations between two looks at the clock.
const CHUNK: u64 = 50;
/// How many fields a form may have.
const FIELDS_MAX: usize = 2_000;
/// Where every search begins, as in the browser.
const SEED: u64 = 1;
/// How often a search that finds no turn asks again, and how long it waits in between.
const ASKED_AGAIN: u32 = 30;
const PAUSE: Duration = Duration::from_millis(100);

/// Which searches are running: one for each visitor, and not more than the machine bears.
#[derive(Debug, Clone)]
pub struct Searches {
    turns: Arc<Semaphore>,
    running: Arc<Mutex<HashSet<Visitor>>>,
}

impl Default for Searches {
    fn default() -> Self {
        Self { turns: Arc::new(Semaphore::new(AT_ONCE)), running: Arc::default() }
    }
}

/// A search that may run. It is over when this is dropped.
#[derive(Debug)]
pub struct Turn {
    visitor: Visitor,
    running: Arc<Mutex<HashSet<Visitor>>>,
    _permit: OwnedSemaphorePermit,
}

impl Searches {
    /// Lets a visitor search.
    ///
    /// # Errors
    /// [`PlanningFault::Running`] while their last search is not over, [`PlanningFault::Busy`] while as many as may be are
    /// running.
    pub fn begin(&self, visitor: &Visitor) -> Result<Turn, PlanningFault> {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        if running.contains(visitor) {
            return Err(PlanningFault::Running);
        }
        let permit = Arc::clone(&self.turns).try_acquire_owned().map_err(|_| PlanningFault::Busy)?;
        running.insert(visitor.clone());
        Ok(Turn { visitor: visitor.clone(), running: Arc::clone(&self.running), _permit: permit })
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.running.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.visitor);
    }
}

/// The page of proposals in every language, which takes posts too.
pub fn routes() -> Router<State> {
    let page = get(pages::page).post(receive);
    let addresses = Language::ALL.iter().map(|language| address(*language, "/plans/{id}/proposal"));
    addresses.fold(Router::new(), |routes, address| routes.route(&address, page.clone()))
}

/// What a post asked for, once it is done.
enum Done {
    /// This is proposed, or why nothing is.
    Answered(Box<PostedProposal>),
    /// The plan was changed; this is the first stop that was added or moved.
    Accepted(PlanId, Option<StopId>),
}

async fn receive(Lent(state): Lent<State>, Path(id): Path<String>, request: Request) -> Response<Body> {
    let (head, body) = request.into_parts();
    let wants_page = accepts_html(&head.headers);
    let mut asked = pages::same_address(&head);
    let language = language_of(head.uri.path());
    let mut response = match (answer(&state, &id, language, head, body, wants_page).await, wants_page) {
        (Ok(Done::Accepted(id, first)), _) => {
            let landing = first.map(|stop| format!("#stop-{}", stop.0)).unwrap_or_default();
            let plan = address(language, &format!("/plans/{}{landing}", id.0));
            (StatusCode::SEE_OTHER, [(header::LOCATION, plan)]).into_response()
        }
        (Ok(Done::Answered(posted)), true) => {
            asked.extensions_mut().insert(*posted);
            pages::page(Lent(state), asked).await
        }
        (Ok(Done::Answered(posted)), false) => match posted.answer {
            Ok(proposed) => axum::Json(proposed).into_response(),
            Err(error) => refused(error),
        },
        (Err(error), true) => {
            let nothing = PostedProposal {
                button: Button::default(),
                wishes: Wishes::default(),
                entered: Entered::default(),
                answer: Err(error),
                refused: None,
                is_replaced: false,
            };
            asked.extensions_mut().insert(nothing);
            pages::page(Lent(state), asked).await
        }
        (Err(error), false) => refused(error),
    };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn refused(error: ApiError) -> Response<Body> {
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, axum::Json(error)).into_response()
}

async fn answer(
    state: &State,
    id: &str,
    language: Language,
    head: Parts,
    body: Body,
    wants_page: bool,
) -> Result<Done, ApiError> {
    // Nobody has anything searched for a plan that they may not edit.
    let (visitor, plan) = editor::of(state, id, token(&head.headers, state.context().site.secure)).await?;
    let fields = fields(head, body).await?;
    let before = before(&fields)?;
    let refused = match accept(state, &visitor, &plan, &fields, before.as_ref()).await {
        Ok(Some(done)) => return Ok(done),
        Ok(None) => None,
        // A page shows what can be accepted instead. What no form of ours sends is not worth a search.
        Err(error @ (ApiError::Planning(_) | ApiError::Refused(_) | ApiError::Conflict)) if wants_page => Some(error),
        Err(error) => return Err(error),
    };
    let entered = fields.entered();
    let (button, wishes) = (fields.button()?, fields.wishes(AccessProfile { wheelchair: entered.step_free })?);
    let before = before.filter(|_| refused.is_some());
    let days = before.as_ref().map(|before| before.target.days.clone());
    let answer = propose(state, &visitor, &plan, &fields, &wishes, language, before).await;
    let is_other = |proposed: &Proposed| days.is_some_and(|days| days != proposed.proposal.target().days);
    let is_replaced = answer.as_ref().is_ok_and(is_other);
    Ok(Done::Answered(Box::new(PostedProposal { button, wishes, entered, answer, refused, is_replaced })))
}

/// What a form carries of the proposal that its page has shown.
struct Before {
    target: Target,
    steering: Steering,
}

fn before(fields: &Fields) -> Result<Option<Before>, ApiError> {
    let Some(target) = fields.last(TARGET) else { return Ok(None) };
    let target = serde_json::from_str(target).map_err(|_| ApiError::invalid(TARGET))?;
    let steering = fields.last(STEERED).map_or(Ok(Steering::Off), serde_json::from_str);
    Ok(Some(Before { target, steering: steering.map_err(|_| ApiError::invalid(STEERED))? }))
}

/// Changes the plan by what a form accepts; nothing if it only asks.
async fn accept(
    state: &State,
    visitor: &Visitor,
    plan: &SavedPlan,
    fields: &Fields,
    before: Option<&Before>,
) -> Result<Option<Done>, ApiError> {
    let edits = match (fields.last("edit"), before, fields.last("accept")) {
        (Some(edit), ..) => vec![addition(edit)?],
        (None, Some(before), Some(how_much)) => {
            let part: Result<BTreeSet<StopId>, ApiError> = fields
                .all("stop")
                .map(|stop| stop.parse().map(StopId).map_err(|_| ApiError::invalid("stop")))
                .collect();
            let (part, is_all) = (part?, how_much != "part");
            if !is_all && part.is_empty() {
                return Err(ApiError::Planning(PlanningFault::NothingChosen));
            }
            before.target.edits(&plan.itinerary, (!is_all).then_some(&part))
        }
        _ => return Ok(None),
    };
    apply(state, visitor, plan, edits).await.map(Some)
}

/// The fields of a form.
async fn fields(head: Parts, body: Body) -> Result<Fields, ApiError> {
    let unreadable = || ApiError::invalid("form");
    let body = read_body(body).await.map_err(|_| unreadable())?;
    let form = Multipart::from_request(Request::from_parts(head, Body::from(body)), &()).await;
    let mut form = form.map_err(|_| unreadable())?;
    let mut pairs = Vec::new();
    while let Some(field) = form.next_field().await.map_err(|_| unreadable())? {
        if pairs.len() == FIELDS_MAX {
            return Err(unreadable());
        }
        let name = field.name().unwrap_or_default().to_owned();
        pairs.push((name, field.text().await.map_err(|_| unreadable())?));
    }
    Ok(Fields(pairs))
}

async fn propose(
    state: &State,
    visitor: &Visitor,
    plan: &SavedPlan,
    fields: &Fields,
    wishes: &Wishes,
    language: Language,
    before: Option<Before>,
) -> Result<Proposed, ApiError> {
    let context = state.context();
    let itinerary = plan.itinerary.clone();
    let slugs: Vec<_> = itinerary.all_stops().filter_map(|stop| stop.venue().cloned()).collect();
    let dates: Vec<_> = itinerary.days.iter().map(|day| day.frame.date).collect();
    let venues = context.store.stop_venues(&slugs, &dates, language).await?;
    let task = fields.task(&itinerary, &venues, context.clock.now())?;
    let turn = turn(state.searches(), visitor).await.map_err(ApiError::Planning)?;
    let candidates = Question::of(&itinerary, &venues).answer(&context.store, language).await?;
    let wishes = wishes.clone();
    let search = tokio::task::spawn_blocking(move || {
        let proposed = search(&task, &itinerary, &venues, &candidates, &wishes, before.as_ref());
        drop(turn);
        proposed
    });
    search.await.map_err(|_| ApiError::Internal)?
}

/// A turn, if one comes soon: a search of others lasts a second or two.
async fn turn(searches: &Searches, visitor: &Visitor) -> Result<Turn, PlanningFault> {
    for _ in 0..ASKED_AGAIN {
        match searches.begin(visitor) {
            Err(PlanningFault::Busy) => tokio::time::sleep(PAUSE).await,
            other => return other,
        }
    }
    searches.begin(visitor)
}

/// Searches until the time or the iterations are used up; what was proposed before is told again, if it still can be.
fn search(
    task: &Task,
    itinerary: &Itinerary,
    venues: &StopVenues,
    candidates: &Candidates,
    wishes: &Wishes,
    before: Option<&Before>,
) -> Result<Proposed, ApiError> {
    let begun = Instant::now();
    let loads = Loads::new();
    let material = Material { itinerary, venues, candidates, wishes, loads: &loads };
    let mut search = PlanSearch::new(task, &material, Estimate, SEED)?;
    if let Some(proposal) = before.and_then(|before| search.again(&before.target, before.steering)) {
        return Ok(Proposed::new(proposal, venues, candidates));
    }
    loop {
        let progress = search.step(CHUNK)?;
        if progress.complete || progress.iterations >= ITERATIONS_MAX || begun.elapsed() >= TIME_MAX {
            break;
        }
    }
    let mut keys = BTreeMap::new();
    let proposal = search.proposal(|slug| {
        let key = keys.entry(slug.clone()).or_insert_with(|| StopId(random_key().unwrap_or_default()));
        *key
    });
    Ok(Proposed::new(proposal, venues, candidates))
}

/// Changes the plan by what was accepted, as one step.
async fn apply(state: &State, visitor: &Visitor, plan: &SavedPlan, edits: Vec<Edit>) -> Result<Done, ApiError> {
    let first = edits.iter().find_map(stop_of);
    if edits.is_empty() {
        return Err(ApiError::Planning(PlanningFault::Outdated));
    }
    let context = state.context();
    let edit = with_names(&context.store, context.clock.now(), Edit::Step { edits }).await?;
    context.store.edit_plan(visitor, plan.id, &edit).await?;
    Ok(Done::Accepted(plan.id, first))
}
