//! What else fits, one thing at a time.

use chrono::NaiveDate;
use domain::edit::Edit;
use domain::itinerary::{Day, Spot};
use domain::proposal::{Addition, Proposal, Why};
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::heading::PartHeading;
use super::served::Proposed;
use super::wording;
use crate::error::ApiError;
use crate::itineraries::board::Board;
use crate::itineraries::telling;
use crate::language::use_locale;
use crate::words;

/// What else fits, by day, each with a button that adds it.
#[component]
pub fn Additions(
    shown: RwSignal<Option<Proposed>>,
    is_over: Signal<bool>,
    is_in_panel: bool,
    owner: Option<&'static str>,
) -> impl IntoView {
    let locale = use_locale();
    let board: Board = expect_context();
    let days =
        Memo::new(move |_| shown.with(|shown| shown.as_ref().map(|one| by_day(&one.proposal)).unwrap_or_default()));
    let item = move |addition: Addition| {
        let name = shown.with_untracked(|shown| {
            shown.as_ref().map(|one| wording::subject(&one.proposal, &one.venues, &addition.what)).unwrap_or_default()
        });
        let clock = board.told.with_untracked(|told| {
            told.days.iter().find(|day| day.day == addition.day).map(|day| day.clock).unwrap_or_default()
        });
        let when = telling::visiting(locale, clock, &addition.visit);
        let way = wording::capitalised(&wording::way(locale, addition.travel_min));
        let why: Vec<Why> = addition.why.into_iter().filter(|why| *why != Why::FirstOfDay).collect();
        let edit = serde_json::to_string(&addition.edit).unwrap_or_default();
        view! {
            <li class="found">
                <span class="found-name">
                    <strong>{name.clone()}</strong>
                    " "
                    <span class="meta numeric nowrap">{when}</span>
                    <span class="meta proposed-why">{way} ". " {wording::sentence(locale, &why)}</span>
                </span>
                <button class="button button-secondary button-small" form=owner name="edit" value=edit>
                    {td_string!(locale, proposals.add)}
                    <span class="visually-hidden">": " {name}</span>
                </button>
            </li>
        }
    };
    let section = move |(date, additions): (NaiveDate, Vec<Addition>)| {
        view! {
            <section class="additions">
                <PartHeading is_in_panel>{words::date_long(locale, date)}</PartHeading>
                <ul class="found-list">{additions.into_iter().map(item).collect_view()}</ul>
            </section>
        }
    };
    move || is_over.get().then(|| days.get().into_iter().map(section).collect_view())
}

/// The additions by day, in the order of the plan; those of a day stay in theirs.
fn by_day(proposal: &Proposal) -> Vec<(NaiveDate, Vec<Addition>)> {
    let of = |day: &Day| {
        let additions = proposal.additions.iter().filter(|one| one.day == day.id).cloned().collect();
        (day.frame.date, additions)
    };
    proposal.plan.days.iter().map(of).filter(|(_, additions): &(_, Vec<_>)| !additions.is_empty()).collect()
}

/// The edit of a button that adds one thing.
///
/// # Errors
/// [`ApiError::Invalid`] for what is none.
pub fn addition(json: &str) -> Result<Edit, ApiError> {
    let edit: Edit = serde_json::from_str(json).map_err(|_| ApiError::invalid("edit"))?;
    match edit {
        Edit::InsertStop { .. } | Edit::MoveStop { was: Spot::Tray, .. } => Ok(edit),
        _ => Err(ApiError::invalid("edit")),
    }
}
