//! What the server functions of plans share: reading keys, making plans, keeping them, going to them.

use chrono::NaiveDate;
use domain::edit::Edit;
use domain::itinerary::{Day, DayFrame, DayId, Itinerary, PlanId, PlanLink, Spot, Stop, StopId};
use domain::language::Language;
use domain::timeline::StopVenues;
use store::{SavedPlan, Store, Visitor};

use super::api::DayChoice;
use super::edit_form::{self, NewVenue, TRAY};
use super::landing::landing;
use super::needs::Needs;
use crate::error::ApiError;
use crate::language::{address, locale};
use crate::server::{context, random_key};
use crate::session;
use crate::words;

/// Bytes of randomness in the token of a read-only link.
pub const SHARE_TOKEN_BYTES: usize = 24;
/// The longest token that is worth a question to the database, in characters.
const TOKEN_MAX: usize = 100;

/// The key of a plan as an address writes it; what is not one belongs to no plan.
///
/// # Errors
/// [`ApiError::NotFound`].
pub fn plan_id(text: &str) -> Result<PlanId, ApiError> {
    text.trim().parse().map(PlanId).map_err(|_| ApiError::NotFound)
}

/// The language of the page that a form stood on.
#[must_use]
pub fn language(lang: &str) -> Language {
    lang.parse().unwrap_or_default()
}

/// Sends the visitor to a page in the language of the form.
pub fn go(lang: &str, path: &str) {
    leptos_axum::redirect(&address(language(lang), path));
}

/// What the catalogue knows of the venues on the dates.
///
/// # Errors
/// The store's.
pub async fn venues(store: &Store, needs: &Needs, language: Language) -> Result<StopVenues, ApiError> {
    let venues: Vec<_> = needs.venues.iter().cloned().collect();
    let dates: Vec<_> = needs.dates.iter().copied().collect();
    Ok(store.stop_venues(&venues, &dates, language).await?)
}

/// A plan that the visitor keeps or edits along, and who they are.
///
/// # Errors
/// [`ApiError::NotFound`] for a key that is none, another's plan and somebody who keeps nothing; the store's errors.
pub async fn opened(store: &Store, plan: &str) -> Result<(Visitor, SavedPlan), ApiError> {
    let visitor = session::known_visitor().await?;
    let saved = store.plan(&visitor, plan_id(plan)?).await?.ok_or(ApiError::NotFound)?;
    Ok((visitor, saved))
}

/// The links that lead to a plan, which only its owner sees.
///
/// # Errors
/// The store's.
pub async fn links(store: &Store, visitor: &Visitor, saved: &SavedPlan) -> Result<Vec<PlanLink>, ApiError> {
    if saved.is_mine { Ok(store.plan_links(visitor, saved.id).await?) } else { Ok(Vec::new()) }
}

/// A plan that somebody shared.
///
/// # Errors
/// [`ApiError::NotFound`] for a token that leads nowhere (any more), and the store's errors.
pub async fn shared(store: &Store, token: &str) -> Result<Itinerary, ApiError> {
    if token.len() > TOKEN_MAX {
        return Err(ApiError::NotFound);
    }
    Ok(store.shared_plan(token).await?.ok_or(ApiError::NotFound)?.itinerary)
}

/// A plan of one day that visits the venues in order.
///
/// # Errors
/// [`ApiError::Refused`] if the title is empty or too long, or for too many venues.
pub fn one_day(title: &str, date: NaiveDate, venues: &[NewVenue]) -> Result<Itinerary, ApiError> {
    let mut plan = Itinerary::new(title).map_err(ApiError::Refused)?;
    let stops = venues.iter().map(new_stop).collect::<Result<_, _>>()?;
    let day = Day::new(DayId(random_key()?), DayFrame::on(date), stops);
    plan.apply(&Edit::InsertDay { at: 0, day }).map_err(ApiError::Refused)?;
    Ok(plan)
}

/// Keeps a plan for the visitor, who may be new.
///
/// # Errors
/// [`ApiError::Limit`] for somebody who keeps too many, and the store's errors.
pub async fn keep(plan: &Itinerary) -> Result<PlanId, ApiError> {
    let visitor = session::visitor_or_new().await?;
    let id = PlanId(random_key()?);
    context().store.create_plan(&visitor, id, plan).await?;
    Ok(id)
}

/// The days of a plan, as "add to a plan" offers them.
#[must_use]
pub fn day_choices(plan: PlanId, itinerary: &Itinerary) -> Vec<DayChoice> {
    let choice = |day| DayChoice { plan, title: itinerary.title.clone(), day };
    if itinerary.days.is_empty() {
        return vec![choice(None)];
    }
    itinerary.days.iter().map(|day| choice(Some((day.id, day.frame.date)))).collect()
}

/// Adds a venue where `into` says, and gives the plan and the element to land on.
///
/// # Errors
/// [`ApiError::Invalid`] names the field that cannot be read; the plan's refusal; the store's errors.
pub async fn add(into: &str, date: &str, venue: NewVenue, language: Language) -> Result<(PlanId, String), ApiError> {
    let Some((plan, day)) = into.split_once(':') else {
        let date = edit_form::date(date, "date")?;
        let plan = one_day(&words::date_long(locale(language), date), date, &[venue])?;
        return Ok((
            keep(&plan).await?,
            plan.stops().next().map(|s| super::landing::stop_element(s.id)).unwrap_or_default(),
        ));
    };
    let visitor = session::known_visitor().await?;
    let (store, id) = (context().store, plan_id(plan)?);
    let edit = if day.is_empty() {
        let frame = DayFrame::on(edit_form::date(date, "date")?);
        Edit::InsertDay { at: 0, day: Day::new(DayId(random_key()?), frame, vec![new_stop(&venue)?]) }
    } else {
        let spot = match day {
            TRAY => Spot::Tray,
            day => day.parse().map(DayId).map(Spot::Day).map_err(|_| ApiError::invalid("into"))?,
        };
        Edit::InsertStop { spot, at: usize::MAX, stop: new_stop(&venue)? }
    };
    let saved = store.edit_plan(&visitor, id, &edit).await?;
    Ok((id, landing(&saved.itinerary, &edit)))
}

fn new_stop(venue: &NewVenue) -> Result<Stop, ApiError> {
    Ok(Stop::visit(StopId(random_key()?), venue.slug.clone(), venue.name.clone(), venue.stay_min))
}

/// A plan for the coming Saturday that visits the venues in order.
///
/// # Errors
/// As [`one_day`].
pub fn for_next_saturday(title: &str, venues: &[NewVenue]) -> Result<Itinerary, ApiError> {
    one_day(title, super::dates::next_saturday(crate::server::now().date), venues)
}
