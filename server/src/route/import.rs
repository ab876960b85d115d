//! Places for a plan from a file: what is in it, row by row, and then the chosen ones into the plan's tray.
//!
//! Both steps are posts to one address, and nothing is kept between them: the page that answers the first carries the
//! places in the boxes of its form, and what the second sends is checked again. Our own code in the browser takes the
//! first answer as JSON.

use app::error::{ApiError, FileFault};
use app::itineraries::imported::{FoundFile, FoundPlace, FoundRow, Posted, Verdict, edits};
use app::language::{address, language_of};
use app::server::random_key;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::multipart::{Field, Multipart};
use axum::extract::{DefaultBodyLimit, FromRequest, Path, Request, State as Lent};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use domain::edit::EditError;
use domain::geo::Position;
use domain::itinerary::{Itinerary, PlanId, STOPS_MAX};
use domain::language::Language;
use domain::timeline::position;
use importers::places::{FILE_MAX, ImportedPlace, ImportedRow, PlacesError, RowFault, read_places};
use store::SavedPlan;

use crate::http::fault::Fault;
use crate::http::limits::read_file;
use crate::http::visitor::{accepts_html, token};
use crate::route::{editor, pages};
use crate::state::State;

/// How near to a stop of the plan a place is the same place, metres.
const NEAR_M: u32 = 30;
/// How much of a body is kept, bytes: the largest file, or all its places once more, with what a form puts around them.
const KEPT_MAX: usize = FILE_MAX + 128 * 1024;

/// The page of the import in every language, which takes posts too.
pub fn routes() -> Router<State> {
    let page = get(pages::page).post(receive).layer(DefaultBodyLimit::max(KEPT_MAX));
    let addresses = Language::ALL.iter().map(|language| address(*language, "/plans/{id}/import"));
    addresses.fold(Router::new(), |routes, address| routes.route(&address, page.clone()))
}

/// What a post asked for, once it is done.
enum Done {
    /// This is in the file.
    Found(FoundFile),
    /// So many places are in the plan now.
    Added(PlanId, usize),
}

async fn receive(Lent(state): Lent<State>, Path(id): Path<String>, request: Request) -> Response<Body> {
    let (head, body) = request.into_parts();
    let wants_page = accepts_html(&head.headers);
    let asked = pages::same_address(&head);
    let language = language_of(head.uri.path());
    let mut response = match (answer(&state, &id, head, body).await, wants_page) {
        (Ok(Done::Added(id, count)), _) => {
            let tray = address(language, &format!("/plans/{}?imported={count}#imported", id.0));
            (StatusCode::SEE_OTHER, [(header::LOCATION, tray)]).into_response()
        }
        (Ok(Done::Found(file)), true) => pages::page(Lent(state), answering(asked, Ok(file))).await,
        (Err(error), true) => pages::page(Lent(state), answering(asked, Err(error))).await,
        (Ok(Done::Found(file)), false) => axum::Json(file).into_response(),
        (Err(error), false) => {
            let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            (status, axum::Json(error)).into_response()
        }
    };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Has the page show what its visitor has just sent.
fn answering(mut request: Request, found: Result<FoundFile, ApiError>) -> Request {
    request.extensions_mut().insert(Posted(found));
    request
}

async fn answer(state: &State, id: &str, head: Parts, body: Body) -> Result<Done, ApiError> {
    // Nobody has anything read for a plan that they may not edit.
    let (visitor, plan) = editor::of(state, id, token(&head.headers, state.context().site.secure)).await?;
    let body = read_file(body, KEPT_MAX).await.map_err(|fault| match fault {
        Fault::TooLarge => ApiError::File(FileFault::TooLarge),
        _ => ApiError::File(FileFault::Slow),
    })?;
    match sent(head, body).await? {
        Sent::File(file) => found(state, &plan, file).await.map(Done::Found),
        Sent::Places(places) => {
            let edit = edits(&places, random_key()?, usize::MAX)?.pop();
            let edit = edit.ok_or(ApiError::File(FileFault::NothingChosen))?;
            state.context().store.edit_plan(&visitor, plan.id, &edit).await?;
            Ok(Done::Added(plan.id, places.len()))
        }
    }
}

/// What a form holds.
enum Sent {
    /// A file.
    File(Bytes),
    /// Places that were chosen.
    Places(Vec<FoundPlace>),
}

async fn sent(head: Parts, body: Bytes) -> Result<Sent, ApiError> {
    let unreadable = || ApiError::invalid("form");
    let form = Multipart::from_request(Request::from_parts(head, Body::from(body)), &()).await;
    let mut form = form.map_err(|_| unreadable())?;
    let mut places = Vec::new();
    let mut is_file = false;
    while let Some(field) = form.next_field().await.map_err(|_| unreadable())? {
        match field.name() {
            Some("file") => {
                is_file = true;
                let file = field.bytes().await.map_err(|_| unreadable())?;
                // A browser sends a field without a file as an empty one.
                if !file.is_empty() {
                    return Ok(Sent::File(file));
                }
            }
            Some("place") if places.len() < STOPS_MAX => places.push(place(field).await?),
            Some("place") => return Err(ApiError::Refused(EditError::TooManyStops)),
            _ => {}
        }
    }
    match places.is_empty() {
        true if is_file => Err(ApiError::File(FileFault::Missing)),
        true => Err(ApiError::File(FileFault::NothingChosen)),
        false => Ok(Sent::Places(places)),
    }
}

async fn place(field: Field<'_>) -> Result<FoundPlace, ApiError> {
    let value = field.bytes().await.ok();
    value.and_then(|value| serde_json::from_slice(&value).ok()).ok_or_else(|| ApiError::invalid("place"))
}

async fn found(state: &State, plan: &SavedPlan, file: Bytes) -> Result<FoundFile, ApiError> {
    let reading = tokio::task::spawn_blocking(move || read_places(&file));
    let (format, rows) = reading.await.map_err(|_| ApiError::Internal)?.map_err(|error| fault(&error))?;
    let known = positions(state, &plan.itinerary).await?;
    let room = STOPS_MAX.saturating_sub(plan.itinerary.all_stops().count());
    Ok(FoundFile { format: format.to_string(), rows: judge(rows, &known, room) })
}

fn fault(error: &PlacesError) -> ApiError {
    ApiError::File(match error {
        PlacesError::TooLarge { .. } => FileFault::TooLarge,
        PlacesError::NotText => FileFault::NotText,
        PlacesError::Malformed { format, line } => FileFault::Malformed { format: format.to_string(), line: *line },
        PlacesError::Packed => FileFault::Packed,
        PlacesError::NotAFormat => FileFault::NotAFormat,
        PlacesError::Nothing => FileFault::Empty,
    })
}

/// Where the stops of a plan are.
async fn positions(state: &State, plan: &Itinerary) -> Result<Vec<Position>, ApiError> {
    let slugs: Vec<_> = plan.all_stops().filter_map(|stop| stop.venue().cloned()).collect();
    let venues = state.context().store.stop_venues(&slugs, &[], Language::default()).await?;
    Ok(plan.all_stops().filter_map(|stop| position(stop, &venues)).collect())
}

/// What becomes of each row in a plan with stops at the `known` positions and room for so many more.
fn judge(rows: Vec<ImportedRow>, known: &[Position], mut room: usize) -> Vec<FoundRow> {
    let mut seen: Vec<(String, Position)> = Vec::new();
    let judged = |ImportedRow { number, verdict }| match verdict {
        Err(fault) => FoundRow { number, place: None, verdict: unfit(fault) },
        Ok(ImportedPlace { name, note, position, is_unnamed, is_shortened }) => {
            let is_near = |other: &Position| position.distance_m(*other) <= NEAR_M;
            let verdict = if known.iter().any(is_near) {
                Verdict::Known
            } else if seen.iter().any(|(other, at)| *other == name && is_near(at)) {
                Verdict::Repeated
            } else if room == 0 {
                Verdict::NoRoom
            } else {
                room -= 1;
                seen.push((name.clone(), position));
                match (is_unnamed, is_shortened) {
                    (_, true) => Verdict::Shortened,
                    (true, false) => Verdict::Unnamed,
                    (false, false) => Verdict::New,
                }
            };
            FoundRow { number, place: Some(FoundPlace::new(name, note, position)), verdict }
        }
    };
    rows.into_iter().map(judged).collect()
}

const fn unfit(fault: RowFault) -> Verdict {
    match fault {
        RowFault::NoPosition => Verdict::NoPosition,
        RowFault::OutsidePoland => Verdict::OutsidePoland,
        RowFault::NotAPoint => Verdict::NotAPoint,
        RowFault::TooMany => Verdict::TooMany,
    }
}
