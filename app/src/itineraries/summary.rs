//! The summary of a plan: how far it reaches beyond the crowd, how long it travels, what is left to look at.

use std::collections::BTreeMap;

use domain::edit::Edit;
use domain::gmina::{GminaName, GminaSlug};
use domain::reach::Reach;
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::board::Board;
use super::builder::Builder;
use super::directions::MapAppChoice;
use super::edit_form::EditForm;
use super::form::PlanForm;
use super::profile::ProfileChoice;
use super::telling;
use crate::language::{use_language, use_locale};

/// The summary of the plan on the board.
#[component]
pub fn Summary() -> impl IntoView {
    let locale = use_locale();
    let board: Board = expect_context();
    let reach = Memo::new(move |_| Reach::of(&board.plan.read(), &board.venues.read()));
    let travel = Memo::new(move |_| board.told.read().days.iter().map(|day| day.travel_min).sum::<u32>());
    let faults = Memo::new(move |_| {
        let told = board.told.read();
        let warnings = told.days.iter().flat_map(|day| &day.visits).flat_map(|visit| &visit.warnings);
        u32::try_from(warnings.filter(|warning| warning.is_fault()).count()).unwrap_or(u32::MAX)
    });
    let tone = move || if faults.get() > 0 { "problem" } else { "fine" };
    let beyond_old_town = Signal::derive(move || reach.read().beyond_old_town_percent());
    let beyond_krakow = Signal::derive(move || reach.read().beyond_krakow_percent());
    view! {
        <dl class="plan-summary">
            <Share label=td_string!(locale, plans.beyond_old_town) percent=beyond_old_town />
            <Share label=td_string!(locale, plans.beyond_krakow) percent=beyond_krakow />
            <div class="summary-item">
                <dt>{td_string!(locale, plans.gminas)}</dt>
                <dd>
                    <strong class="numeric">{move || reach.read().gminas}</strong>
                    " "
                    <GminaNames />
                </dd>
            </div>
            <div class="summary-item">
                <dt>{td_string!(locale, plans.on_the_way)}</dt>
                <dd>
                    <strong class="numeric">{move || telling::duration(locale, travel.get())}</strong>
                    " "
                    <span class="badge">{td_string!(locale, plans.estimate)}</span>
                </dd>
            </div>
            <div class="summary-item" data-tone=tone>
                <dt>{td_string!(locale, plans.to_check)}</dt>
                <dd>
                    <strong class="numeric">{move || faults.get()}</strong>
                    {move || (faults.get() == 0).then(|| view! { " " <span class="meta">{td_string!(locale, plans.all_fits)}</span> })}
                </dd>
            </div>
        </dl>
        <ProfileChoice />
        <MapAppChoice />
        <SwapsAgain />
    }
}

/// The way back to swaps for whoever has switched them off.
#[component]
fn SwapsAgain() -> impl IntoView {
    let locale = use_locale();
    let board: Board = expect_context();
    let is_mine = use_context::<Builder>().is_some();
    move || {
        (is_mine && board.plan.read().swaps_off).then(|| {
            view! {
                <PlanForm form=EditForm::of(&Edit::OfferSwaps { on: true })>
                    <button class="link-button">{td_string!(locale, plans.swaps_on)}</button>
                </PlanForm>
            }
        })
    }
}

/// A share of visiting time, as a number and as a bar.
#[component]
fn Share(label: &'static str, percent: Signal<Option<u32>>) -> impl IntoView {
    let locale = use_locale();
    view! {
        <div class="summary-item">
            <dt>{label}</dt>
            <dd>
                <strong class="numeric">
                    {move || percent.get().map_or_else(|| "–".to_owned(), |percent| format!("{percent}%"))}
                </strong>
                " "
                <svg class="share-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
                    <rect class="share-bar-all" width="100" height="6"></rect>
                    <rect class="share-bar-part" width=move || percent.get().unwrap_or(0) height="6"></rect>
                </svg>
                <span class="meta">{td_string!(locale, plans.of_visiting_time)}</span>
            </dd>
        </div>
    }
}

#[component]
fn GminaNames() -> impl IntoView {
    let language = use_language();
    let board: Board = expect_context();
    let gminas = Memo::new(move |_| {
        let (plan, venues) = (board.plan.read(), board.venues.read());
        let named =
            plan.stops().filter_map(|stop| venues.get(stop.venue()?)).map(|v| (v.gmina.slug.clone(), v.gmina.clone()));
        named.collect::<BTreeMap<GminaSlug, GminaName>>().into_values().collect::<Vec<_>>()
    });
    view! {
        <span class="meta">
            {move || {
                gminas
                    .get()
                    .into_iter()
                    .enumerate()
                    .map(|(at, gmina)| {
                        let lang = gmina.name.lang_on(language);
                        view! {
                            {(at > 0).then_some(", ")}
                            <span lang=lang>{gmina.name.value}</span>
                        }
                    })
                    .collect_view()
            }}
        </span>
    }
}
