//! A proposal beside the plan as it is, with the buttons that decide on it.

use std::collections::BTreeSet;

use domain::itinerary::{DayId, PlanId, StopId};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::additions::Additions;
use super::ask::{STEERED, TARGET};
use super::compared::Compared;
use super::form::ASK_FORM;
use super::heading::{PartHeading, ProposalHeading};
use super::left_out::LeftOutList;
use super::notices::{Conflicts, Stale};
use super::rows::{DayRows, Rows, to_tray};
use super::served::Proposed;
use super::wording;
use crate::error::ApiError;
use crate::itineraries::board::Board;
use crate::language::{href, use_locale};
use crate::ui::icon::Icon;
use crate::ui::notice::Refusal;

/// The heading of a proposal.
pub const PROPOSAL_TITLE: &str = "proposal-title";

/// What can be done with a proposal in the browser; without it the form is a post.
#[derive(Clone, Copy)]
pub struct Deciding {
    /// Takes the form.
    pub submit: Callback<SubmitEvent>,
    /// Refuses the proposal.
    pub refuse: Callback<()>,
    /// Whether the plan has changed since the proposal.
    pub is_stale: Memo<bool>,
    /// Why the last decision was not possible.
    pub fault: RwSignal<Option<ApiError>>,
}

/// A proposal with the buttons that decide on it.
#[component]
pub fn ProposalView(
    /// The plan.
    id: PlanId,
    /// The proposal.
    shown: RwSignal<Option<Proposed>>,
    /// The changes whose boxes were cleared.
    cleared: RwSignal<BTreeSet<StopId>>,
    /// Whether single additions were asked for.
    #[prop(into)]
    is_adding: Signal<bool>,
    /// Whether the search is over, so that everything can be said that costs time.
    is_over: Signal<bool>,
    /// What happens in the browser.
    #[prop(optional_no_strip)]
    deciding: Option<Deciding>,
) -> impl IntoView {
    let locale = use_locale();
    let board: Board = expect_context();
    let is_in_panel = deciding.is_some();
    let of = move |tell: fn(&Proposed) -> Vec<DayId>| shown.with(|shown| shown.as_ref().map(tell).unwrap_or_default());
    let days = Memo::new(move |_| of(|one| one.proposal.days.iter().map(|day| day.told.day).collect()));
    let has_changes =
        Memo::new(move |_| shown.with(|shown| shown.as_ref().is_some_and(|one| !one.proposal.changes.is_empty())));
    let is_single =
        Memo::new(move |_| shown.with(|shown| shown.as_ref().is_some_and(|one| !one.proposal.additions.is_empty())));
    let steering = Memo::new(move |_| {
        shown.with(|shown| shown.as_ref().and_then(|one| wording::steering(locale, one.proposal.steering)))
    });
    let refuse = move || {
        if has_changes.get() { td_string!(locale, proposals.refuse) } else { td_string!(locale, proposals.close) }
    };
    // Only a post carries what it is about; the browser has it. It goes with the form that asks, so that nothing that was
    // entered there is lost if it is refused.
    let owner = deciding.is_none().then_some(ASK_FORM);
    let target = move || {
        let json = |one: &Proposed| {
            let proposal = &one.proposal;
            [serde_json::to_string(proposal.target()), serde_json::to_string(&proposal.steering)]
                .map(Result::unwrap_or_default)
        };
        deciding.is_none().then(|| shown.with(|shown| shown.as_ref().map(json).unwrap_or_default()))
    };
    let is_faulty = Memo::new(move |_| {
        let is_faulty = |one: &Proposed| wording::has_faults(&one.proposal) && one.proposal.conflicts.is_empty();
        shown.with(|shown| shown.as_ref().is_some_and(is_faulty))
    });
    let nothing = move || {
        if is_adding.get() {
            return td_string!(locale, proposals.no_additions);
        }
        shown.with(|shown| shown.as_ref().map_or("", |one| wording::unchanged(locale, &one.proposal)))
    };
    let is_part = Memo::new(move |_| deciding.is_some() && !cleared.read().is_empty());
    let on_submit = move |event: SubmitEvent| {
        if let Some(deciding) = deciding {
            event.prevent_default();
            deciding.submit.run(event);
        }
    };
    let tray = Memo::new(move |_| {
        let plan = board.plan.read();
        shown.with(|shown| shown.as_ref().map(|one| to_tray(one, &plan)).unwrap_or_default())
    });
    view! {
        <form
            class="stack proposal"
            method="post"
            enctype="multipart/form-data"
            action=href(&format!("/plans/{}/proposal", id.0))
            aria-labelledby=PROPOSAL_TITLE
            on:submit=on_submit
        >
            <ProposalHeading is_in_panel>
                {move || {
                    if is_single.get() {
                        td_string!(locale, proposals.additions)
                    } else {
                        td_string!(locale, proposals.proposal)
                    }
                }}
            </ProposalHeading>
            {move || {
                target()
                    .map(|[target, steered]| {
                        view! {
                            <input type="hidden" form=owner name=TARGET value=target />
                            <input type="hidden" form=owner name=STEERED value=steered />
                        }
                    })
            }}
            {deciding.map(|deciding| view! { <Stale is_stale=deciding.is_stale /> })}
            // The panel says it above, for everything that a search comes to.
            {deciding
                .is_none()
                .then(|| view! { <p hidden=move || has_changes.get() || is_single.get()>{nothing}</p> })}
            // Where the table is too wide, it is scrolled, with the keyboard too.
            <div
                class="compared-scroll"
                role="region"
                tabindex="0"
                aria-label=td_string!(locale, proposals.compare)
                hidden=move || is_adding.get()
            >
                <Compared shown />
            </div>
            <p class="meta" hidden=move || is_adding.get() || steering.read().is_none()>
                {steering}
            </p>
            <Conflicts shown />
            <p class="notice" data-tone="caution" hidden=move || is_adding.get() || !is_over.get() || !is_faulty.get()>
                <Icon name="warning" />
                <span>{td_string!(locale, proposals.still_faulty)}</span>
            </p>
            <Additions shown is_over is_in_panel owner />
            <div class="proposed-days">
                <For each=move || days.get() key=|day| day.0 let(day)>
                    <DayRows shown cleared day is_hidden=is_adding is_in_panel owner />
                </For>
            </div>
            <section hidden=move || tray.read().is_empty()>
                <PartHeading is_in_panel>{td_string!(locale, proposals.to_tray)}</PartHeading>
                <Rows rows=tray cleared owner />
            </section>
            <div class="proposal-buttons">
                // Whoever has cleared a box does not want all of it.
                <button
                    class="button button-primary"
                    form=owner
                    name="accept"
                    value="all"
                    hidden=move || !has_changes.get() || is_part.get()
                >
                    <Icon name="check" />
                    <span>{td_string!(locale, proposals.accept_all)}</span>
                </button>
                <button
                    class="button"
                    class:button-primary=is_part
                    class:button-secondary=move || !is_part.get()
                    form=owner
                    name="accept"
                    value="part"
                    hidden=move || !has_changes.get()
                >
                    <span>{td_string!(locale, proposals.accept_part)}</span>
                </button>
                {match deciding {
                    Some(deciding) => {
                        view! {
                            <button type="button" class="button button-quiet" on:click=move |_| deciding.refuse.run(())>
                                <Icon name="close" />
                                <span>{refuse}</span>
                            </button>
                        }
                            .into_any()
                    }
                    None => {
                        view! {
                            <a class="button button-quiet" href=href(&format!("/plans/{}", id.0))>
                                {refuse}
                            </a>
                        }
                            .into_any()
                    }
                }}
            </div>
            {deciding.map(|deciding| view! { <Refusal error=deciding.fault /> })}
            <LeftOutList shown is_over is_open=deciding.is_none() />
        </form>
    }
}
