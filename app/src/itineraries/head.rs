//! The head of a plan's page: title, whether it is saved, undo and redo, taking it along.

use domain::itinerary::TITLE_MAX;
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::board::Board;
use super::builder::{Builder, SaveState};
use super::edit_form::{EditForm, was};
use super::form::{Field, PlanForm};
use crate::language::{href, use_language, use_locale};
use crate::ui::icon::Icon;
use crate::words;

/// The head of the owner's page.
#[component]
pub fn PlanHead(
    /// Whether the visitor owns the plan, rather than having come by an editing link.
    is_mine: bool,
) -> impl IntoView {
    let locale = use_locale();
    let board: Board = expect_context();
    let builder: Builder = expect_context();
    let title = Signal::derive(move || board.plan.read().title.clone());
    let can_undo = move || builder.history.read().can_undo();
    let can_redo = move || builder.history.read().can_redo();
    view! {
        <header class="plan-head">
            <nav class="breadcrumb" aria-label=td_string!(locale, common.breadcrumb)>
                <ol>
                    <li>
                        <a href=href("/plans")>{td_string!(locale, plans.title)}</a>
                    </li>
                    <li aria-current="page">{move || title.get()}</li>
                </ol>
            </nav>
            <h1 class="plan-title" id="plan-title" tabindex="-1">
                {move || title.get()}
            </h1>
            <Rename title />
            <SaveNote />
            {(!is_mine).then(|| view! { <p class="meta">{td_string!(locale, plans.companion)}</p> })}
            <div class="page-actions plan-actions">
                <button
                    class="button button-quiet needs-hydration undo"
                    type="button"
                    aria-disabled=move || (!can_undo()).then_some("true")
                    on:click=move |_| builder.undo()
                >
                    <Icon name="undo" />
                    <span>{td_string!(locale, plans.undo)}</span>
                </button>
                <button
                    class="button button-quiet needs-hydration redo"
                    type="button"
                    aria-disabled=move || (!can_redo()).then_some("true")
                    on:click=move |_| builder.redo()
                >
                    <Icon name="undo" />
                    <span>{td_string!(locale, plans.redo)}</span>
                </button>
                {is_mine
                    .then(|| {
                        view! {
                            <a class="button button-secondary" href="#share">
                                <Icon name="share" />
                                <span>{td_string!(locale, plans.share)}</span>
                            </a>
                        }
                    })}
                <ShiftDates />
                <TakeAlong base=format!("/plans/{}", builder.id.0) />
            </div>
        </header>
    }
}

#[component]
fn Rename(title: Signal<String>) -> impl IntoView {
    let locale = use_locale();
    let form = EditForm::of_kind("rename");
    view! {
        <details class="menu plan-rename">
            <summary class="icon-button" aria-label=td_string!(locale, plans.rename)>
                <Icon name="edit" />
            </summary>
            <div class="menu-panel">
                <PlanForm form was=Signal::derive(move || was(&*title.read())) class="stack">
                    <Field id="plan-rename" label=td_string!(locale, plans.plan_title)>
                        <input
                            class="input"
                            id="plan-rename"
                            type="text"
                            name="title"
                            required
                            maxlength=TITLE_MAX
                            value=title.get_untracked()
                            prop:value=move || title.get()
                        />
                    </Field>
                    <button class="button button-small">{td_string!(locale, plans.save)}</button>
                </PlanForm>
            </div>
        </details>
    }
}

/// The whole plan on other dates.
#[component]
fn ShiftDates() -> impl IntoView {
    let locale = use_locale();
    let board: Board = expect_context();
    let first = Memo::new(move |_| board.plan.read().first_date());
    move || {
        first.get().map(|first| {
            view! {
                <details class="menu shift-dates">
                    <summary class="button button-quiet">
                        <Icon name="calendar" />
                        <span>{td_string!(locale, plans.shift_dates)}</span>
                    </summary>
                    <div class="menu-panel">
                        <PlanForm form=EditForm::of_kind("shift") was=Signal::stored(was(&first)) class="stack">
                            <Field id="shift-date" label=td_string!(locale, plans.shift_label)>
                                <input
                                    class="input"
                                    id="shift-date"
                                    type="date"
                                    name="date"
                                    required
                                    min="2000-01-01"
                                    max="2099-12-30"
                                    value=first.to_string()
                                />
                            </Field>
                            <button class="button button-small">{td_string!(locale, plans.move_go)}</button>
                        </PlanForm>
                    </div>
                </details>
            }
        })
    }
}

/// Whether what is shown is saved. Said by the live region only where it is not: each edit says itself what it did.
#[component]
fn SaveNote() -> impl IntoView {
    let locale = use_locale();
    let builder: Builder = expect_context();
    let state = move || match *builder.save.read() {
        SaveState::Saved => "saved",
        SaveState::Saving => "saving",
        SaveState::Failed(_) => "failed",
    };
    let text = move || match &*builder.save.read() {
        SaveState::Saved => td_string!(locale, plans.saved).to_owned(),
        SaveState::Saving => td_string!(locale, plans.saving).to_owned(),
        SaveState::Failed(error) => td_string!(locale, plans.not_saved, why = words::error(locale, error)).to_string(),
    };
    let icon = move || match state() {
        "saved" => "check",
        "saving" => "clock",
        _ => "warning",
    };
    view! {
        <p class="save-state" role="status" data-state=state>
            {move || view! { <Icon name=icon() /> }}
            <span>{text}</span>
            {move || {
                (state() == "failed")
                    .then(|| {
                        view! {
                            <button class="link-button" type="button" on:click=move |_| builder.retry()>
                                {td_string!(locale, common.retry)}
                            </button>
                        }
                    })
            }}
        </p>
    }
}

/// Files for calendars, maps and messengers, and paper.
#[component]
pub fn TakeAlong(
    /// The address of the plan without a language.
    base: String,
) -> impl IntoView {
    let locale = use_locale();
    let lang = use_language().as_str();
    let files = [
        ("calendar.ics", "calendar", td_string!(locale, plans.take_calendar)),
        ("route.gpx", "map", td_string!(locale, plans.take_route)),
        ("plan.kml", "globe", td_string!(locale, plans.take_kml)),
        ("plan.geojson", "pin", td_string!(locale, plans.take_geojson)),
        ("plan.txt", "list", td_string!(locale, plans.take_text)),
    ];
    view! {
        <details class="menu take-along">
            <summary class="button button-secondary">
                <Icon name="download" />
                <span>{td_string!(locale, plans.take)}</span>
                <Icon name="chevron" />
            </summary>
            <div class="menu-panel">
                <ul class="menu-list">
                    {files
                        .into_iter()
                        .map(|(file, icon, words)| {
                            view! {
                                <li>
                                    <a href=format!("{base}/{file}?lang={lang}") rel="external" download="">
                                        <Icon name=icon />
                                        {words}
                                    </a>
                                </li>
                            }
                        })
                        .collect_view()}
                    <li>
                        <a href=href(&format!("{base}/print"))>
                            <Icon name="print" />
                            {td_string!(locale, plans.print)}
                        </a>
                    </li>
                </ul>
            </div>
        </details>
    }
}
