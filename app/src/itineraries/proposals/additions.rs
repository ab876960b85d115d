//! What else fits, one thing at a time.

use domain::edit::Edit;
use domain::itinerary::Spot;
use domain::proposal::Addition;
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::served::Proposed;
use super::wording;
use crate::error::ApiError;
use crate::itineraries::board::Board;
use crate::itineraries::telling;
use crate::language::use_locale;
use crate::words;

/// What else fits, each with a button that adds it.
#[component]
pub fn Additions(
    shown: RwSignal<Option<Proposed>>,
    is_over: Signal<bool>,
    owner: Option<&'static str>,
) -> impl IntoView {
    let locale = use_locale();
    let board: Board = expect_context();
    let additions = Memo::new(move |_| {
        shown.with(|shown| shown.as_ref().map(|one| one.proposal.additions.clone()).unwrap_or_default())
    });
    let item = move |addition: Addition| {
        let name = shown.with_untracked(|shown| {
            shown.as_ref().map(|one| wording::subject(&one.proposal, &one.venues, &addition.what)).unwrap_or_default()
        });
        let clock = board.told.with_untracked(|told| {
            told.days.iter().find(|day| day.day == addition.day).map(|day| day.clock).unwrap_or_default()
        });
        let date = board.plan.with_untracked(|plan| {
            plan.day(addition.day).map(|day| words::date_long(locale, day.frame.date)).unwrap_or_default()
        });
        let passed = |minute| telling::passed(locale, clock, minute);
        let when = format!("{date}, {}–{}", passed(addition.visit.arrive_min), passed(addition.visit.leave_min));
        let edit = serde_json::to_string(&addition.edit).unwrap_or_default();
        view! {
            <li class="found">
                <span class="found-name">
                    {name.clone()} " " <span class="meta numeric">{when}</span>
                    <span class="meta proposed-why">
                        {wording::way(locale, addition.travel_min)} ". " {wording::sentence(locale, &addition.why)}
                    </span>
                </span>
                <button class="button button-secondary button-small" form=owner name="edit" value=edit>
                    {td_string!(locale, proposals.add)} <span class="visually-hidden">": " {name}</span>
                </button>
            </li>
        }
    };
    move || {
        let additions = additions.get();
        (is_over.get() && !additions.is_empty()).then(|| {
            view! {
                <h3>{td_string!(locale, proposals.additions)}</h3>
                <ul class="found-list additions">{additions.into_iter().map(item).collect_view()}</ul>
            }
        })
    }
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
