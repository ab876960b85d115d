//! The page of a proposal, for whoever has no JavaScript, or not yet.

use std::collections::BTreeSet;

use domain::itinerary::StopId;
use domain::venue::VenueSlug;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_params_map;

use super::ask::Button;
use super::form::{ASK_FORM, AskForm, Asking};
use super::served::{ProposalView as View, load_proposal};
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
    let (button, days, step_free, wishes, answer) = match posted {
        Some(posted) => (posted.button, posted.days, posted.step_free, posted.wishes, Some(posted.answer)),
        None => Default::default(),
    };
    let (proposed, fault) = match answer {
        Some(Ok(proposed)) => (Some(proposed), None),
        Some(Err(error)) => (None, Some(error)),
        None => (None, None),
    };
    let is_adding = Signal::derive(move || button == Button::WhatElse);
    let has_proposal = proposed.is_some();
    let (shown, cleared) = (RwSignal::new(proposed), RwSignal::new(BTreeSet::<StopId>::new()));
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
            {fault
                .map(|error| {
                    view! {
                        <p class="field-error" role="alert">
                            <Icon name="warning" />
                            {fault_in_words(locale, &error)}
                        </p>
                    }
                })}
            // The first button of the form is the one that Enter presses in its fields: not one that refuses a venue.
            <button type="submit" form=ASK_FORM hidden></button>
            {has_proposal.then(|| view! { <ProposalView id shown cleared is_adding is_over=Signal::derive(|| true) deciding=None /> })}
            {has_proposal.then(|| view! { <h2 class="ask-again">{td_string!(locale, proposals.again)}</h2> })}
            <AskForm id asking days step_free=Some(step_free) />
        </main>
    }
}

/// Why there is no proposal: here nobody can be asked for their position.
fn fault_in_words(locale: Locale, error: &ApiError) -> String {
    match error {
        ApiError::Planning(PlanningFault::NoPosition) => td_string!(locale, proposals.fault_no_stop).to_owned(),
        error => words::error(locale, error),
    }
}
