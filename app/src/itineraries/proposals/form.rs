//! The form that asks for a proposal: for which days, and what for.

use domain::hours::LocalTime;
use domain::itinerary::PlanId;
use domain::venue::VenueSlug;
use domain::wishes::Wishes;
use leptos::ev::{Event, SubmitEvent};
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::ask::{ALL_DAYS, Button, Entered, Fields, today};
use super::from_here::FromHere;
use super::kept;
use super::wish_fields::WishFields;
use crate::itineraries::board::Board;
use crate::itineraries::form::Field;
use crate::language::{href, use_locale};
use crate::ui::icon::Icon;
use crate::words;

/// The form, so that a button elsewhere can belong to it.
pub const ASK_FORM: &str = "ask-form";

/// What the form is filled with, and what becomes of it.
#[derive(Clone, Copy)]
pub struct Asking {
    /// What the visitor wishes.
    pub wishes: RwSignal<Wishes>,
    /// The time in Kraków.
    pub now: RwSignal<LocalTime>,
    /// The button that was pressed last: those that stand elsewhere ask for the same again.
    pub button: RwSignal<Button>,
    /// What takes the form in the browser; absent where it is a post.
    pub submit: Option<Callback<SubmitEvent>>,
    /// The name of a venue.
    pub name: Callback<VenueSlug, String>,
}

/// The form.
#[component]
pub fn AskForm(
    /// The plan.
    id: PlanId,
    /// What it is filled with.
    asking: Asking,
    /// What was entered last, where it is the form that says so and not the device.
    #[prop(optional_no_strip)]
    entered: Option<Entered>,
) -> impl IntoView {
    let locale = use_locale();
    let board: Board = expect_context();
    let Asking { wishes, now, button, submit, name } = asking;
    let step_free = entered.as_ref().map(|entered| entered.step_free);
    let entered = entered.unwrap_or_default();
    let days = entered.days.clone();
    let on_submit = move |event: SubmitEvent| {
        if let Some(submit) = submit {
            event.prevent_default();
            submit.run(event);
        }
    };
    let on_change = move |event: Event| {
        // What is chosen here is kept; the days and the position are not wishes.
        let fields = submit.and_then(|_| Fields::of_form(&event));
        if let Some(Ok(changed)) = fields.map(|fields| fields.wishes(board.profile.get_untracked())) {
            kept::keep(&changed);
            wishes.set(changed);
        }
    };
    let has_days = Memo::new(move |_| !board.plan.read().days.is_empty());
    // On the page of a proposal the button is the one that was pressed, with or without success.
    let is_replanning = button.get_untracked() == Button::Replan;
    let is_today = Memo::new(move |_| today(&board.plan.read(), now.get()).is_some());
    view! {
        <form
            class="stack ask-form"
            id=ASK_FORM
            method="post"
            enctype="multipart/form-data"
            action=href(&format!("/plans/{}/proposal", id.0))
            on:submit=on_submit
            on:change=on_change
        >
            <input
                type="hidden"
                name="task"
                value=button.get_untracked().as_str()
                prop:value=move || button.get().as_str()
            />
            <p class="meta" hidden=move || has_days.get()>
                {td_string!(locale, proposals.no_days)}
            </p>
            <div class="ask-buttons">
                <DayChoice asked=days />
                <TaskButton task=Button::Fill icon="plus" words=td_string!(locale, proposals.fill) />
                <TaskButton task=Button::Order icon="list" words=td_string!(locale, proposals.order) />
                <TaskButton task=Button::WhatElse icon="search" words=td_string!(locale, proposals.what_else) />
            </div>
            {move || is_today.get().then(|| view! { <FromHere now is_open=is_replanning entered=entered.clone() /> })}
            <details class="disclosure ask-wishes">
                <summary>
                    <Icon name="filter" />
                    {td_string!(locale, proposals.wishes)}
                    <Icon name="chevron" />
                </summary>
                <div class="disclosure-body stack">
                    <WishFields wishes step_free name />
                </div>
            </details>
        </form>
    }
}

/// A button that asks.
#[component]
pub fn TaskButton(task: Button, icon: &'static str, words: &'static str) -> impl IntoView {
    // What most people come for stands out.
    let look = if task == Button::Fill { "button button-primary" } else { "button button-secondary" };
    view! {
        <button class=look name="task" value=task.as_str()>
            <Icon name=icon />
            <span>{words}</span>
        </button>
    }
}

/// Which days, where there are several.
#[component]
fn DayChoice(asked: String) -> impl IntoView {
    let locale = use_locale();
    let board: Board = expect_context();
    let days =
        Memo::new(move |_| board.plan.read().days.iter().map(|day| (day.id, day.frame.date)).collect::<Vec<_>>());
    move || {
        let (days, asked) = (days.get(), asked.clone());
        (days.len() > 1).then(move || {
            let each = days.into_iter().map(move |(id, date)| {
                let value = id.0.to_string();
                let selected = value == asked;
                view! { <option value=value selected=selected>{words::date_long(locale, date)}</option> }
            });
            view! {
                <Field id="ask-days" label=td_string!(locale, proposals.which_days)>
                    <span class="select-wrap">
                        <select class="select" id="ask-days" name="days">
                            <option value=ALL_DAYS>{td_string!(locale, proposals.all_days)}</option>
                            {each.collect_view()}
                        </select>
                        <Icon name="chevron" />
                    </span>
                </Field>
            }
        })
    }
}
