//! The visitor's plans, and a form for a new one.

use domain::itinerary::{PlanSummary, TITLE_MAX};
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::api::{CreatePlan, DeletePlan, PlansView, plans};
use super::focus;
use super::form::Field;
use super::plan_page::Waiting;
use crate::error::ApiError;
use crate::language::{href, use_language, use_locale};
use crate::pages::FailurePage;
use crate::ui::announcer::{Tone, use_announcer};
use crate::ui::head::PageHead;
use crate::ui::icon::Icon;
use crate::words;

/// The page of all plans of a visitor.
#[component]
pub fn PlansPage() -> impl IntoView {
    let delete = ServerAction::<DeletePlan>::new();
    say_when_deleted(delete);
    let loaded = Resource::new(move || delete.version().get(), |_| plans());
    view! {
        <Suspense fallback=Waiting>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok(view) => view! { <Plans view delete /> }.into_any(),
                    Err(error) => view! { <FailurePage error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

/// Says that a plan is gone, and gives the focus, which stood on its card, a place.
pub(super) fn say_when_deleted(delete: ServerAction<DeletePlan>) {
    let locale = use_locale();
    let announcer = use_announcer();
    Effect::new(move |_| match delete.value().get() {
        Some(Ok(())) => {
            announcer(Tone::Success, td_string!(locale, plans.deleted).to_owned());
            focus::land("main".to_owned());
        }
        Some(Err(error)) => announcer(Tone::Problem, words::error(locale, &error)),
        None => {}
    });
}

#[component]
fn Plans(view: PlansView, delete: ServerAction<DeletePlan>) -> impl IntoView {
    let locale = use_locale();
    let is_empty = view.plans.is_empty();
    let list = if is_empty {
        view! { <NoPlans /> }.into_any()
    } else {
        let items = view.plans.into_iter().map(|plan| view! { <PlanCard plan delete /> });
        view! { <ul class="plan-list">{items.collect_view()}</ul> }.into_any()
    };
    view! {
        <PageHead title=td_string!(locale, plans.title) description=td_string!(locale, plans.description) path="/plans" noindex=true />
        <main id="main" class="page page-wide" tabindex="-1">
            <header class="page-head">
                <h1>{td_string!(locale, plans.title)}</h1>
                <p class="lead">{td_string!(locale, plans.lead)}</p>
            </header>
            {list}
            <NewPlan saturday=view.saturday />
        </main>
    }
}

#[component]
fn NoPlans() -> impl IntoView {
    let locale = use_locale();
    view! {
        <div class="empty-state">
            <svg class="illustration" aria-hidden="true" viewBox="0 0 240 160">
                <use href="/illustrations.svg#no-plans"></use>
            </svg>
            <h2>{td_string!(locale, plans.none_title)}</h2>
            <p>{td_string!(locale, plans.none_text)}</p>
            <div class="page-actions">
                <a class="button button-secondary" href=href("/")>
                    <Icon name="compass" />
                    <span>{td_string!(locale, plans.none_discover)}</span>
                </a>
            </div>
        </div>
    }
}

#[component]
fn PlanCard(plan: PlanSummary, delete: ServerAction<DeletePlan>) -> impl IntoView {
    let locale = use_locale();
    let days = td_string!(locale, plans.days, count = plan.days).to_string();
    let stops = td_string!(locale, plans.stops, count = plan.stops).to_string();
    let date = plan.first_date.map(|date| words::date_long(locale, date));
    let facts = date.into_iter().chain([days, stops]).collect::<Vec<_>>().join(" · ");
    view! {
        <li>
            <article class="plan-card">
                <h2 class="plan-card-name">
                    <a href=href(&format!("/plans/{}", plan.id.0))>{plan.title.clone()}</a>
                </h2>
                <p class="meta numeric">{facts}</p>
                {if plan.is_mine {
                    view! {
                        <ActionForm action=delete>
                            <input type="hidden" name="plan" value=plan.id.0.to_string() />
                            <input type="hidden" name="lang" value=use_language().as_str() />
                            <details class="menu menu-end">
                                <summary class="button button-quiet button-small button-danger">
                                    <Icon name="trash" />
                                    <span>{td_string!(locale, plans.delete)}</span>
                                    <span class="visually-hidden">": " {plan.title.clone()}</span>
                                </summary>
                                <div class="menu-panel stack">
                                    <p>{td_string!(locale, plans.delete_question)}</p>
                                    <button class="button button-small button-danger">
                                        {td_string!(locale, plans.delete_yes)}
                                    </button>
                                </div>
                            </details>
                        </ActionForm>
                    }
                        .into_any()
                } else {
                    view! { <p class="meta">{td_string!(locale, plans.companion)}</p> }.into_any()
                }}
            </article>
        </li>
    }
}

#[component]
fn NewPlan(saturday: chrono::NaiveDate) -> impl IntoView {
    let locale = use_locale();
    let create = ServerAction::<CreatePlan>::new();
    let error = move |field: &'static str| {
        let refused = create.value().get().and_then(Result::err);
        refused.filter(|error| is_about(error, field)).map(|error| {
            view! {
                <p class="field-error" id=format!("new-{field}-error") role="alert">
                    <Icon name="warning" />
                    {words::error(locale, &error)}
                </p>
            }
        })
    };
    view! {
        <section class="section" aria-labelledby="new-plan">
            <h2 id="new-plan">{td_string!(locale, plans.new_plan)}</h2>
            <p class="page-actions">
                <a class="more-link" href=href("/trips")>
                    {td_string!(locale, plans.start_from_trip)}
                    <Icon name="arrow-right" />
                </a>
                <a class="more-link" href=href("/favourites")>
                    {td_string!(locale, plans.start_from_kept)}
                    <Icon name="arrow-right" />
                </a>
            </p>
            <ActionForm action=create attr:class="new-plan stack">
                <input type="hidden" name="lang" value=use_language().as_str() />
                <Field id="new-title" label=td_string!(locale, plans.plan_title)>
                    <input
                        class="input"
                        id="new-title"
                        type="text"
                        name="title"
                        required
                        maxlength=TITLE_MAX
                        aria-describedby="new-title-error"
                    />
                </Field>
                {move || error("title")}
                <Field id="new-date" label=td_string!(locale, plans.date)>
                    <input
                        class="input"
                        id="new-date"
                        type="date"
                        name="date"
                        required
                        min="2000-01-01"
                        max="2099-12-30"
                        value=saturday.to_string()
                        aria-describedby="new-date-error"
                    />
                </Field>
                {move || error("date")}
                <button class="button">{td_string!(locale, plans.create)}</button>
            </ActionForm>
        </section>
    }
}

/// Whether a refusal belongs beside a field; what belongs to no field stands beside the first.
fn is_about(error: &ApiError, field: &str) -> bool {
    match error {
        ApiError::Invalid { field: refused } => refused == field,
        _ => field == "title",
    }
}
