//! The page of a proposal, for whoever has no JavaScript, or not yet.

use std::collections::BTreeSet;

use domain::venue::VenueSlug;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_params_map;

use super::ask::Button;
use super::form::{ASK_FORM, AskForm, Asking};
use super::from_here::HERE;
use super::rows::box_of;
use super::served::{ProposalView as View, Proposed, load_proposal};
use super::show::ProposalView;
use crate::error::{ApiError, PlanningFault};
use crate::i18n::Locale;
use crate::itineraries::board::Board;
use crate::itineraries::plan_page::Waiting;
use crate::language::{href, use_language, use_locale};
use crate::pages::FailurePage;
use crate::ui::head::PageHead;
use crate::ui::icon::Icon;
use crate::words;

const NOTHING_CHOSEN: ApiError = ApiError::Planning(PlanningFault::NothingChosen);

/// The page.
#[component]
pub fn ProposalPage() -> impl IntoView {
    let language = use_language();
    let params = use_params_map();
    let loaded =
        Resource::new(move || params.read().get("id").unwrap_or_default(), move |id| load_proposal(id, language));
    view! {
        <Suspense fallback=Waiting>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok(shown) => view! { <Answered shown /> }.into_any(),
                    Err(error) => view! { <FailurePage error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Answered(shown: View) -> impl IntoView {
    let locale = use_locale();
    let View { id, itinerary, venues, now, posted } = shown;
    let title = itinerary.title.clone();
    provide_context(Board::new(itinerary, venues));
    let path = format!("/plans/{}", id.0);
    let fault = posted.as_ref().and_then(|posted| posted.fault().cloned());
    let is_replaced = posted.as_ref().is_some_and(|posted| posted.is_replaced);
    let (button, wishes, entered, proposed) = match posted {
        Some(posted) => (posted.button, posted.wishes, posted.entered, posted.answer.ok()),
        None => Default::default(),
    };
    let is_adding = Signal::derive(move || button == Button::WhatElse);
    let has_proposal = proposed.is_some();
    // The boxes are as they were left.
    let cleared = match (&fault, &proposed) {
        (Some(NOTHING_CHOSEN), Some(one)) if !is_replaced => one.proposal.changes.clone(),
        _ => BTreeSet::new(),
    };
    let remedy = fault.as_ref().and_then(|fault| remedy(fault, proposed.as_ref()));
    let (shown, cleared) = (RwSignal::new(proposed), RwSignal::new(cleared));
    let name = Callback::new(move |slug: VenueSlug| {
        shown.with_untracked(|shown| {
            let venue = shown.as_ref().and_then(|shown| shown.venues.get(&slug));
            venue.map_or_else(|| slug.to_string(), |venue| venue.name.value.clone())
        })
    });
    let (wishes, now, button) = (RwSignal::new(wishes), RwSignal::new(now), RwSignal::new(button));
    let asking = Asking { wishes, now, button, submit: None, name };
    view! {
        <PageHead
            title=td_string!(locale, proposals.title)
            description=td_string!(locale, proposals.lead)
            path=format!("{path}/proposal")
            noindex=true
        />
        <main id="main" class="page page-narrow" tabindex="-1">
            <h1>{td_string!(locale, proposals.title)}</h1>
            <p>
                <a class="more-link" href=href(&path)>
                    <Icon name="arrow-left" />
                    <span>
                        {td_string!(locale, proposals.back)}
                        ": "
                        <bdi>{title}</bdi>
                    </span>
                </a>
            </p>
            <p class="meta">{td_string!(locale, proposals.lead)}</p>
            {fault.map(|error| view! { <Fault error remedy is_replaced /> })}
            // The first button of the form is the one that Enter presses in its fields: not one that refuses a venue.
            <button type="submit" form=ASK_FORM hidden></button>
            {has_proposal.then(|| view! { <ProposalView id shown cleared is_adding is_over=Signal::derive(|| true) deciding=None /> })}
            {has_proposal.then(|| view! { <h2 class="ask-again">{td_string!(locale, proposals.again)}</h2> })}
            <AskForm id asking entered=Some(entered) />
        </main>
    }
}

/// What went wrong, with a link to where it can be put right.
#[component]
fn Fault(error: ApiError, remedy: Option<String>, is_replaced: bool) -> impl IntoView {
    let locale = use_locale();
    let words = fault_in_words(locale, &error);
    view! {
        <p class="field-error" role="alert" tabindex="-1" autofocus=true>
            <Icon name="warning" />
            <span>
                {match remedy {
                    Some(id) => view! { <a href=format!("#{id}")>{words}</a> }.into_any(),
                    None => words.into_any(),
                }} {is_replaced.then(|| format!(" {}", td_string!(locale, proposals.replaced)))}
            </span>
        </p>
    }
}

/// The id of the field that puts a fault right, if there is one.
fn remedy(fault: &ApiError, proposed: Option<&Proposed>) -> Option<String> {
    match fault {
        &NOTHING_CHOSEN => {
            let Proposed { proposal, .. } = proposed?;
            let planned = proposal.days.iter().flat_map(|day| &day.stops).map(|one| one.stop.id);
            let mut boxes = planned.chain(proposal.target().to_tray.iter().copied());
            boxes.find(|stop| proposal.changes.contains(stop)).map(box_of)
        }
        ApiError::Planning(PlanningFault::NoPosition) => Some(HERE.to_owned()),
        _ => None,
    }
}

/// Why there is no proposal: here nobody can be asked for their position.
fn fault_in_words(locale: Locale, error: &ApiError) -> String {
    match error {
        ApiError::Planning(PlanningFault::NoPosition) => td_string!(locale, proposals.fault_no_stop).to_owned(),
        error => words::error(locale, error),
    }
}
