//! The page of a plan in the hands of its owner.

use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_params_map;

use super::api::{DeletePlan, PlanView, plan};
use super::board::Board;
use super::builder::{Builder, SaveState};
use super::clash::ClashQuestion;
use super::day::DayView;
use super::directions;
use super::drag::Hand;
use super::edit_form::EditForm;
use super::find::Search;
use super::focus;
use super::form::{Field, PlanForm, PressForm};
use super::head::PlanHead;
use super::import::{ImportBox, ImportedNotice};
use super::pick::Picker;
use super::plan_map::PlanMap;
use super::plans_page::say_when_deleted;
use super::profile;
use super::proposals::PlanForMe;
use super::share::ShareBox;
use super::summary::Summary;
use super::tray::TrayView;
use crate::language::{use_language, use_locale};
use crate::pages::FailurePage;
use crate::ui::head::{PageHead, follow_title};
use crate::ui::icon::Icon;

/// The page of one plan; a plan of somebody else is not found.
#[component]
pub fn PlanPage() -> impl IntoView {
    let language = use_language();
    let params = use_params_map();
    let id = Memo::new(move |_| params.read().get("id").unwrap_or_default());
    let loaded = Resource::new(move || id.get(), move |id| plan(id, language));
    provide_context(Search::new());
    view! {
        <Suspense fallback=Waiting>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok(plan) => view! { <Desk plan /> }.into_any(),
                    Err(error) => view! { <FailurePage error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

/// What stands here until the plan does.
#[component]
pub(super) fn Waiting() -> impl IntoView {
    let locale = use_locale();
    view! {
        <main id="main" class="page page-wide" tabindex="-1" aria-busy="true">
            <p class="visually-hidden">{td_string!(locale, common.loading)}</p>
            <div class="skeleton skeleton-line" aria-hidden="true"></div>
            <div class="skeleton skeleton-card" aria-hidden="true"></div>
            <div class="skeleton skeleton-card" aria-hidden="true"></div>
        </main>
    }
}

#[component]
fn Desk(plan: PlanView) -> impl IntoView {
    let locale = use_locale();
    let board = Board::new(plan.itinerary.clone(), plan.venues.clone());
    follow_title(move || board.plan.read().title.clone());
    provide_context(board);
    let builder = Builder::new(&plan, board);
    provide_context(builder);
    provide_context(Hand::new(board.plan));
    provide_context(Picker::new(board.map));
    profile::follow(board.profile);
    directions::follow(board.map_app);
    listen(builder);
    Effect::new(|_| focus::land_where_the_address_says());
    let days = move || board.plan.read().days.iter().map(|day| day.id).collect::<Vec<_>>();
    view! {
        <PageHead
            title=plan.itinerary.title.clone()
            description=td_string!(locale, plans.description)
            path=format!("/plans/{}", plan.id.0)
            noindex=true
        />
        <main id="main" class="page page-wide" tabindex="-1">
            <article class="plan">
                <PlanHead is_mine=plan.is_mine />
                <ClashQuestion />
                <PressForm />
                <p class="visually-hidden" id="grip-help">
                    {td_string!(locale, plans.grip_help)}
                </p>
                <Summary />
                <PlanForMe id=plan.id now=plan.now />
                <div class="plan-layout">
                    <div class="plan-days">
                        <For each=days key=|day| day.0 let(day)>
                            <DayView day />
                        </For>
                        <AddDay saturday=plan.saturday />
                        <ImportedNotice />
                        <TrayView favourites=plan.favourites />
                        <ImportBox id=plan.id />
                    </div>
                    <aside class="plan-side">
                        <PlanMap />
                        {plan.is_mine.then(|| view! { <ShareBox id=plan.id links=plan.links /> })}
                    </aside>
                </div>
                {plan.is_mine.then(|| view! { <DeleteForm id=plan.id.0 /> })}
            </article>
        </main>
    }
}

/// How often an open page looks whether somebody else has changed the plan.
const LOOK_EVERY: Duration = Duration::from_secs(10);

/// Undo by keyboard, sending again once the network is back, and a question before leaving with something unsaved.
fn listen(builder: Builder) {
    Effect::new(move |_| {
        let keys = window_event_listener(ev::keydown, move |event| {
            let is_undo =
                (event.ctrl_key() || event.meta_key()) && !event.alt_key() && event.key().eq_ignore_ascii_case("z");
            if !is_undo || focus::is_in_text(event.target()) {
                return;
            }
            event.prevent_default();
            if event.shift_key() { builder.redo() } else { builder.undo() }
        });
        let online = window_event_listener(ev::online, move |_| builder.retry());
        let back = window_event_listener(ev::focus, move |_| builder.look());
        let look = set_interval_with_handle(
            move || {
                if !document().hidden() {
                    builder.look();
                }
            },
            LOOK_EVERY,
        );
        let leaving = window_event_listener(ev::beforeunload, move |event| {
            if builder.save.try_get_untracked().is_some_and(|save| save != SaveState::Saved) {
                event.prevent_default();
            }
        });
        on_cleanup(move || {
            keys.remove();
            online.remove();
            back.remove();
            if let Ok(look) = look {
                look.clear();
            }
            leaving.remove();
        });
    });
}

/// A day more: the one after the last, or a first one on a date of choice.
#[component]
fn AddDay(saturday: chrono::NaiveDate) -> impl IntoView {
    let locale = use_locale();
    let board: Board = expect_context();
    let is_empty = Memo::new(move |_| board.plan.read().days.is_empty());
    let form = EditForm::of_kind("add-day");
    view! {
        <PlanForm form class="add-day">
            {move || {
                is_empty
                    .get()
                    .then(|| {
                        view! {
                            <Field id="first-date" label=td_string!(locale, plans.date)>
                                <input
                                    class="input"
                                    type="date"
                                    id="first-date"
                                    name="date"
                                    required
                                    min="2000-01-01"
                                    max="2099-12-30"
                                    value=saturday.to_string()
                                />
                            </Field>
                        }
                    })
            }}
            <button class="button button-secondary">
                <Icon name="plus" />
                <span>{td_string!(locale, plans.add_day)}</span>
            </button>
        </PlanForm>
    }
}

#[component]
fn DeleteForm(id: i64) -> impl IntoView {
    let locale = use_locale();
    let delete = ServerAction::<DeletePlan>::new();
    say_when_deleted(delete);
    view! {
        <details class="disclosure delete-plan">
            <summary>
                <Icon name="trash" />
                {td_string!(locale, plans.delete)}
            </summary>
            <div class="disclosure-body">
                <p>{td_string!(locale, plans.delete_question)}</p>
                <ActionForm action=delete>
                    <input type="hidden" name="plan" value=id.to_string() />
                    <input type="hidden" name="lang" value=use_language().as_str() />
                    <button class="button button-danger">{td_string!(locale, plans.delete_yes)}</button>
                </ActionForm>
            </div>
        </details>
    }
}
