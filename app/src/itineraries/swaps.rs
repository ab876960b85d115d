//! Swaps offered for a stop in the Old Town: what else there is of its kind, away from the crowd.

use domain::edit::Edit;
use domain::itinerary::{Itinerary, Spot, StopId};
use domain::swap::{Offer, could_go, offers};
use domain::timeline::{StopVenue, StopVenues};
use domain::travel::Estimate;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_i18n::td_string;

use super::api::swap_candidates;
use super::board::{Board, ShownStop};
use super::builder::{Builder, fresh_key};
use super::edit_form::EditForm;
use super::form::PlanForm;
use super::telling;
use crate::i18n::Locale;
use crate::language::{href, use_language, use_locale};
use crate::ui::icon::Icon;

/// What is offered instead of a stop, once somebody asks.
#[component]
pub fn Swaps(
    /// The stop.
    shown: Memo<Option<ShownStop>>,
    /// What the catalogue knows of it.
    venue: Memo<Option<StopVenue>>,
) -> impl IntoView {
    let locale = use_locale();
    let language = use_language();
    let board: Board = expect_context();
    let builder: Builder = expect_context();
    let found = RwSignal::new(None::<StopVenues>);
    let stop = Memo::new(move |_| shown.read().as_ref().map(|shown| shown.stop.id));
    let is_crowded = Memo::new(move |_| {
        let (shown, venue) = (shown.read(), venue.read());
        let on_a_day = shown.as_ref().filter(|shown| shown.spot != Spot::Tray);
        let could_go = on_a_day.zip(venue.as_ref()).is_some_and(|(shown, venue)| could_go(&shown.stop, venue));
        could_go && !board.swaps_off.get()
    });
    let ask = move |_| {
        let Some(asked) = board.plan.with_untracked(|plan| question(plan, stop.get_untracked()?)) else { return };
        if found.read_untracked().is_some() {
            return;
        }
        spawn_local(async move {
            match swap_candidates(asked.0, asked.1, language).await {
                Ok(candidates) => {
                    board.venues.try_update(|venues| venues.extend(candidates.clone()));
                    found.try_set(Some(candidates));
                }
                Err(error) => builder.complain(crate::words::error(locale, &error)),
            }
        });
    };
    let key = StopId(if cfg!(feature = "hydrate") { fresh_key() } else { 0 });
    let offered = move || {
        // Until somebody asks, nothing here follows the plan.
        let found = found.read();
        let (stop, candidates) = stop.get().zip(found.as_ref())?;
        let (plan, venues) = (board.plan.read(), board.venues.read());
        Some(offers(&plan, stop, key, &venues, candidates, &Estimate, board.profile.get()))
    };
    move || {
        is_crowded.get().then(|| {
            view! {
                <details class="swaps needs-hydration" on:toggle=ask>
                    <summary>
                        <Icon name="compass" />
                        {td_string!(locale, plans.swaps)}
                    </summary>
                    <div class="swaps-body">
                        <p class="meta">{td_string!(locale, plans.swaps_why)}</p>
                        {move || match offered() {
                            None => view! { <p class="meta">{td_string!(locale, common.loading)}</p> }.into_any(),
                            Some(offers) if offers.is_empty() => {
                                view! { <p class="meta">{td_string!(locale, plans.swaps_none)}</p> }.into_any()
                            }
                            Some(offers) => {
                                let items = offers.into_iter().map(|offer| view! { <OfferItem offer /> });
                                view! { <ul class="found-list">{items.collect_view()}</ul> }.into_any()
                            }
                        }}
                        <PlanForm form=EditForm::of(&Edit::OfferSwaps { on: false })>
                            <button class="link-button">{td_string!(locale, plans.swaps_off)}</button>
                        </PlanForm>
                    </div>
                </details>
            }
        })
    }
}

/// The venue and the date that candidates are asked for.
fn question(plan: &Itinerary, stop: StopId) -> Option<(String, String)> {
    let (day, _) = plan.place_of(stop)?;
    let day = plan.days.get(day)?;
    Some((plan.stop(stop)?.venue()?.to_string(), day.frame.date.to_string()))
}

#[component]
fn OfferItem(offer: Offer) -> impl IntoView {
    let locale = use_locale();
    let language = use_language();
    let board: Board = expect_context();
    let Offer { venue: slug, extra_min, is_open, edit } = offer;
    let venue = board.venues.with_untracked(|venues| venues.get(&slug).cloned());
    let refusal = EditForm::of(&Edit::RefuseSwap { venue: slug.clone(), refused: true });
    venue.map(|venue| {
        let name = venue.name.value.clone();
        let (swapped, refused) = (name.clone(), name.clone());
        let why = format!("{} · {}", venue.gmina.name.value, reason(locale, extra_min, is_open));
        view! {
            <li class="found">
                <span class="found-name">
                    <a href=href(&format!("/venues/{slug}")) lang=venue.name.lang_on(language)>
                        {name}
                    </a>
                    " "
                    <span class="meta">{why}</span>
                </span>
                <PlanForm form=EditForm::of(&edit)>
                    <button class="button button-secondary button-small">
                        {td_string!(locale, plans.swap)} <span class="visually-hidden">": " {swapped}</span>
                    </button>
                </PlanForm>
                <PlanForm form=refusal>
                    <button class="button button-quiet button-small">
                        {td_string!(locale, plans.swap_refuse)} <span class="visually-hidden">": " {refused}</span>
                    </button>
                </PlanForm>
            </li>
        }
    })
}

/// Why it is offered: what the data knows, and nothing else.
fn reason(locale: Locale, extra_min: i64, is_open: bool) -> String {
    let open = if is_open { td_string!(locale, plans.swap_open) } else { td_string!(locale, plans.swap_hours_unknown) };
    let minutes = u32::try_from(extra_min.unsigned_abs()).unwrap_or(u32::MAX);
    let time = telling::duration(locale, minutes);
    let cost = match extra_min {
        0 => td_string!(locale, plans.swap_same).to_owned(),
        1.. => td_string!(locale, plans.swap_longer, time = time).to_string(),
        _ => td_string!(locale, plans.swap_shorter, time = time).to_string(),
    };
    format!("{open} · {cost}")
}
