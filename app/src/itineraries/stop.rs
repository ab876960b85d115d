//! A stop on the timeline: the way to it, its times, what does not fit, what can be done.

use domain::day_clock::DayClock;
use domain::directions::Way;
use domain::hours::clock;
use domain::itinerary::{Stop, StopId, StopKind};
use domain::timeline::{StopVenue, Visit, Warning};
use domain::travel::Leg;
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::board::{Board, ShownStop};
use super::builder::Builder;
use super::directions::{Directions, Ways};
use super::drag::Hand;
use super::landing::stop_element;
use super::stop_tools::StopTools;
use super::swaps::Swaps;
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
    /// The stop as it is shown where it stands; none once it is gone.
    shown: Memo<Option<ShownStop>>,
    /// The ways of its day, if it stands on one.
    #[prop(optional)]
    ways: Option<Ways>,
) -> impl IntoView {
    let locale = use_locale();
    let board: Board = expect_context();
    let is_mine = use_context::<Builder>().is_some();
    let hand = use_context::<Hand>();
    // A stop visits one venue all its life, so that what is known of it need not be looked up with every edit.
    let slug = shown.with_untracked(|shown| shown.as_ref().and_then(|shown| shown.stop.venue().cloned()));
    let page = slug.as_ref().map(|slug| href(&format!("/venues/{slug}")));
    let venue = Memo::new(move |_| slug.as_ref().and_then(|slug| board.venues.read().get(slug).cloned()));
    let name = Memo::new(move |_| {
        let kept = || shown.read().as_ref().map(|shown| shown.stop.name.clone()).unwrap_or_default();
        venue.read().as_ref().map_or_else(kept, |venue| venue.name.value.clone())
    });
    let what = Memo::new(move |_| shown.read().as_ref().map(|shown| shown.stop.clone()));
    let leg = Memo::new(move |_| shown.read().as_ref().and_then(|shown| shown.visit.as_ref()?.leg));
    let there = Memo::new(move |_| ways?.to(shown.read().as_ref()?.number));
    let told = Memo::new(move |_| shown.read().as_ref().and_then(|shown| Some((shown.visit.clone()?, shown.clock))));
    let has_problem = move || {
        let told = told.read();
        let is_problem = |w: &Warning| telling::warning(locale, *w, 0).1 == "problem";
        let found = told.as_ref().is_some_and(|(visit, _)| visit.warnings.iter().any(is_problem));
        found.then_some("true")
    };
    let key = stop_element(stop);
    let is_chosen = move || (board.chosen.read().as_deref() == Some(key.as_str())).then_some("true");
    let drop = move || hand.is_some_and(|hand| hand.is_before(stop)).then_some("before");
    let is_carried = move || hand.is_some_and(|hand| hand.carries(stop)).then_some("true");
    view! {
        <li
            class="stop"
            id=stop_element(stop)
            tabindex="-1"
            data-stop=stop.0
            data-kind=move || what.read().as_ref().map(kind_word)
            data-category=move || venue.read().as_ref().map(|venue| venue.category.as_str())
            data-problem=has_problem
            data-chosen=is_chosen
            data-drop=drop
            data-carried=is_carried
        >
            {move || leg.get().map(|leg| way(locale, leg, there.get()))}
            <div class="visit">
                <span class="stop-number" aria-hidden="true">
                    {move || shown.read().as_ref().map(|shown| shown.number)}
                </span>
                {move || told.get().map(|(visit, clock)| times(locale, &visit, clock))}
                <div class="stop-body">
                    <h3 class="stop-name">
                        <StopName name venue page />
                    </h3>
                    {move || venue.get().map(|venue| place(locale, &venue))}
                    {move || what.get().map(|stop| about(locale, &stop))}
                    <Warnings shown />
                    {is_mine.then(|| view! { <Swaps shown venue /> })}
                    {is_mine.then(|| view! { <StopTools stop shown name=name.into() /> })}
                </div>
            </div>
        </li>
    }
}

const fn kind_word(stop: &Stop) -> &'static str {
    match stop.kind {
        StopKind::Venue { .. } => "venue",
        StopKind::Place { .. } => "place",
        StopKind::Meal { .. } => "meal",
        StopKind::Note => "note",
    }
}

#[component]
fn StopName(name: Memo<String>, venue: Memo<Option<StopVenue>>, page: Option<String>) -> impl IntoView {
    let language = use_language();
    let lang = move || venue.read().as_ref().and_then(|venue| venue.name.lang_on(language));
    let name = move || name.get();
    match page {
        Some(page) => view! {
            <a href=page lang=lang>
                {name}
            </a>
        }
        .into_any(),
        None => name.into_any(),
    }
}

/// What the visitor has said of a stop, and what it is where no catalogue says so.
fn about(locale: Locale, stop: &Stop) -> impl IntoView + use<> {
    let kind = match stop.kind {
        StopKind::Place { .. } => Some(("pin", td_string!(locale, plans.own_place))),
        StopKind::Meal { .. } => Some(("meal", td_string!(locale, plans.meal))),
        StopKind::Note => Some(("edit", td_string!(locale, plans.note))),
        StopKind::Venue { .. } => None,
    };
    let line = |icon: &'static str, text: String| {
        (!text.is_empty()).then(|| {
            view! {
                <p class="stop-line">
                    <Icon name=icon />
                    <span>{text}</span>
                </p>
            }
        })
    };
    let fixed = stop.fixed_start.map(|minute| format!("{}: {}", td_string!(locale, plans.fixed), clock(minute)));
    view! {
        {kind.map(|(icon, words)| view! { <p class="stop-place"><Icon name=icon /> {words}</p> })}
        {stop.must_see.then(|| view! { <p class="stop-line"><Icon name="star" /> <span>{td_string!(locale, plans.must)}</span></p> })}
        {line("clock", fixed.unwrap_or_default())}
        {line("edit", stop.note.clone())}
        {line("ticket", stop.packing.clone())}
    }
}

/// A way, told before the stop that it leads to, with who shows it if anybody can.
pub fn way(locale: Locale, leg: Leg, there: Option<Way>) -> impl IntoView {
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
            " "
            {there.map(|way| view! { <Directions way /> })}
        </p>
    }
}

fn times(locale: Locale, visit: &Visit, clock: DayClock) -> impl IntoView + use<> {
    let time = move |minute: u32| {
        let minute = clock.wall(minute);
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
