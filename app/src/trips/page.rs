//! The page of a trip: why, how to get there, the day told by the clock, what is accessible, and the copy of one's own.

use domain::accessibility::Access;
use domain::timeline::StopVenues;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_params_map;

use super::api::{AdoptTrip, TripView, load_trip};
use crate::itineraries::{Board, DayView, PlanMap, follow_map_app};
use crate::language::{href, use_language, use_locale};
use crate::pages::FailurePage;
use crate::ui::head::PageHead;
use crate::ui::icon::Icon;
use crate::ui::notice::Refusal;
use crate::words;

/// The page of a trip, by the slug of its address.
#[component]
pub fn TripPage() -> impl IntoView {
    let language = use_language();
    let params = use_params_map();
    let loaded =
        Resource::new(move || params.read().get("slug").unwrap_or_default(), move |slug| load_trip(slug, language));
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok(trip) => view! { <Trip trip /> }.into_any(),
                    Err(error) => view! { <FailurePage error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Trip(trip: TripView) -> impl IntoView {
    let language = use_language();
    let locale = use_locale();
    let TripView { card, getting_there, itinerary, venues, .. } = trip.clone();
    let days: Vec<_> = itinerary.days.iter().map(|day| day.id).collect();
    let date = itinerary.days.first().map(|day| day.frame.date).unwrap_or(trip.saturday);
    let board = Board::new(itinerary, venues.clone());
    provide_context(board);
    follow_map_app(board.map_app);
    let works = match trip.works_on {
        _ if trip.works_on_saturday => None,
        Some(date) => Some(td_string!(locale, trips.works_on, day = words::date_long(locale, date)).to_string()),
        None => Some(td_string!(locale, trips.does_not_work).to_owned()),
    };
    view! {
        <PageHead
            title=card.title.value.clone()
            description=card.why.value.clone()
            path=format!("/trips/{}", card.slug)
            json_ld=trip.json_ld
        />
        <main id="main" class="page page-wide" tabindex="-1">
            <article class="plan" data-readonly="true">
                <header class="plan-head trip-head">
                    <nav class="breadcrumb" aria-label=td_string!(locale, common.breadcrumb)>
                        <ol>
                            <li>
                                <a href=href("/trips")>{td_string!(locale, trips.title)}</a>
                            </li>
                            <li aria-current="page" lang=card.title.lang_on(language)>
                                {card.title.value.clone()}
                            </li>
                        </ol>
                    </nav>
                    <h1 class="plan-title" lang=card.title.lang_on(language)>
                        {card.title.value.clone()}
                    </h1>
                    <p class="lead" lang=card.why.lang_on(language)>
                        {card.why.value.clone()}
                    </p>
                    {works
                        .map(|words| {
                            view! {
                                <div class="notice" data-tone="caution">
                                    <Icon name="warning" />
                                    <div>
                                        <p>{words}</p>
                                    </div>
                                </div>
                            }
                        })}
                    <Adopt slug=card.slug.to_string() date=date.to_string() />
                </header>
                <div class="plan-layout">
                    <div class="plan-days">
                        {days.into_iter().map(|day| view! { <DayView day /> }).collect_view()}
                    </div>
                    <aside class="plan-side trip-side">
                        <PlanMap />
                        <section>
                            <h2>{td_string!(locale, trips.getting_there)}</h2>
                            <p lang=getting_there.lang_on(language)>{getting_there.value.clone()}</p>
                        </section>
                        <Accessibility venues />
                    </aside>
                </div>
            </article>
        </main>
    }
}

/// A copy for a date: the visitor's own plan.
#[component]
fn Adopt(slug: String, date: String) -> impl IntoView {
    let locale = use_locale();
    let adopt = ServerAction::<AdoptTrip>::new();
    view! {
        <ActionForm action=adopt attr:class="field-row trip-adopt">
            <input type="hidden" name="slug" value=slug />
            <input type="hidden" name="lang" value=use_language().as_str() />
            <div class="field">
                <label class="field-label" for="adopt-date">
                    {td_string!(locale, trips.adopt_date)}
                </label>
                <input
                    class="input"
                    id="adopt-date"
                    type="date"
                    name="date"
                    required
                    min="2000-01-01"
                    max="2099-12-30"
                    value=date
                />
            </div>
            <button class="button">
                <Icon name="plus" />
                <span>{td_string!(locale, trips.adopt)}</span>
            </button>
            <Refusal error=Signal::derive(move || adopt.value().get().and_then(Result::err)) />
        </ActionForm>
    }
}

/// What is accessible, and what nobody has said: both are told.
#[component]
fn Accessibility(venues: StopVenues) -> impl IntoView {
    let language = use_language();
    let locale = use_locale();
    let row = move |venue: domain::timeline::StopVenue| {
        let icon = if venue.wheelchair == Access::Unknown { "wheelchair-unknown" } else { "wheelchair" };
        view! {
            <li class="stop-line">
                <Icon name=icon />
                <span>
                    <span lang=venue.name.lang_on(language)>{venue.name.value.clone()}</span> ": "
                    {words::access(locale, venue.wheelchair)}
                </span>
            </li>
        }
    };
    view! {
        <section>
            <h2>{td_string!(locale, trips.accessibility)}</h2>
            <ul class="stack">{venues.into_values().map(row).collect_view()}</ul>
        </section>
    }
}
