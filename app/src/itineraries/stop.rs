//! A stop on the timeline: the way to it, its times, what does not fit, what can be done.

use domain::itinerary::StopId;
use domain::timeline::{StopVenue, Visit, Warning};
use domain::travel::Leg;
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::board::{Board, ShownStop};
use super::builder::Builder;
use super::landing::stop_element;
use super::stop_tools::StopTools;
use super::telling;
use super::warnings::Warnings;
use crate::i18n::Locale;
use crate::language::{href, use_language, use_locale};
use crate::ui::icon::Icon;
use crate::venues::facts::{category_icon, distance};
use crate::words;

/// A stop.
#[component]
pub fn StopView(
    /// Which.
    stop: StopId,
) -> impl IntoView {
    let locale = use_locale();
    let board: Board = expect_context();
    let is_mine = use_context::<Builder>().is_some();
    let shown = board.stop(stop);
    let venue = Memo::new(move |_| shown.read().as_ref().and_then(|shown| shown.venue.clone()));
    let slug = shown.with_untracked(|shown| shown.as_ref().map(|s| s.stop.venue.to_string())).unwrap_or_default();
    let leg = Memo::new(move |_| shown.read().as_ref().and_then(|shown| shown.visit.leg));
    let visit = Memo::new(move |_| shown.read().as_ref().map(|shown| shown.visit.clone()));
    let has_problem = move || {
        let visit = visit.read();
        let is_problem = |w: &Warning| telling::warning(locale, *w, 0).1 == "problem";
        let found = visit.as_ref().is_some_and(|visit| visit.warnings.iter().any(is_problem));
        found.then_some("true")
    };
    let is_chosen = {
        let slug = slug.clone();
        move || (board.chosen.read().as_deref() == Some(slug.as_str())).then_some("true")
    };
    view! {
        <li
            class="stop"
            id=stop_element(stop)
            tabindex="-1"
            data-category=move || venue.read().as_ref().map(|venue| venue.category.as_str())
            data-problem=has_problem
            data-chosen=is_chosen
        >
            {move || leg.get().map(|leg| way(locale, leg))}
            <div class="visit">
                <span class="stop-number" aria-hidden="true">
                    {move || shown.read().as_ref().map(|shown| shown.number)}
                </span>
                {move || visit.get().map(|visit| times(locale, &visit))}
                <div class="stop-body">
                    <h3 class="stop-name">
                        <StopName shown slug=slug.clone() />
                    </h3>
                    {move || venue.get().map(|venue| place(locale, &venue))}
                    <Warnings shown />
                    {is_mine.then(|| view! { <StopTools stop shown slug=slug.clone() /> })}
                </div>
            </div>
        </li>
    }
}

#[component]
fn StopName(shown: Memo<Option<ShownStop>>, slug: String) -> impl IntoView {
    let language = use_language();
    let address = href(&format!("/venues/{slug}"));
    let name = move || shown.read().as_ref().map(ShownStop::name).unwrap_or_default();
    let lang = move || {
        let shown = shown.read();
        shown.as_ref().and_then(|s| s.venue.as_ref()).and_then(|venue| venue.name.lang_on(language))
    };
    view! {
        <a href=address lang=lang>
            {name}
        </a>
    }
}

fn way(locale: Locale, leg: Leg) -> impl IntoView {
    let length = distance(locale, leg.metres);
    let minutes = telling::duration(locale, u32::from(leg.minutes));
    view! {
        <p class="leg" data-mode=leg.mode.as_str()>
            <Icon name=leg.mode.as_str() />
            <span class="leg-text numeric">
                <span class="visually-hidden">{words::mode(locale, leg.mode)} ": "</span>
                {format!("{minutes} · {length}")}
            </span>
            " "
            {leg.estimate.then(|| view! { <span class="badge">{td_string!(locale, plans.estimate)}</span> })}
        </p>
    }
}

fn times(locale: Locale, visit: &Visit) -> impl IntoView + use<> {
    let time = move |minute: u32| {
        view! { <time datetime=telling::datetime(minute)>{telling::time(locale, minute)}</time> }
    };
    let wait = Some(visit.wait_min()).filter(|minutes| *minutes > 0);
    view! {
        <dl class="stop-times numeric">
            <div class="stop-arrive">
                <dt>{td_string!(locale, plans.arrive)}</dt>
                <dd>{time(visit.arrive_min)}</dd>
            </div>
            <div class="stop-leave">
                <dt>{td_string!(locale, plans.leave)}</dt>
                <dd>{time(visit.leave_min)}</dd>
            </div>
            {wait
                .map(|minutes| {
                    view! {
                        <div class="stop-wait">
                            <dt>{td_string!(locale, plans.wait)}</dt>
                            <dd>{telling::duration(locale, minutes)}</dd>
                        </div>
                    }
                })}
            <div class="stop-visit">
                <dt>{td_string!(locale, plans.visit)}</dt>
                <dd>{time(visit.start_min)} "–" {time(visit.leave_min)}</dd>
            </div>
        </dl>
    }
}

fn place(locale: Locale, venue: &StopVenue) -> impl IntoView + use<> {
    let lang = venue.gmina.name.lang_on(use_language());
    view! {
        <p class="stop-place">
            <Icon name=category_icon(venue.category) />
            {words::category(locale, venue.category)}
            " "
            <span lang=lang>{venue.gmina.name.value.clone()}</span>
            {venue
                .approximate
                .then(|| {
                    view! {
                        " "
                        <span class="badge">{td_string!(locale, common.approximate)}</span>
                    }
                })}
        </p>
    }
}
