//! All trips: one for each gmina, and those that cross gminas; what moves how can be chosen.

use domain::travel::Mode;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_query_map;

use super::api::{TripCard, list_trips};
use crate::language::{href, use_language, use_locale};
use crate::pages::FailurePage;
use crate::ui::head::PageHead;
use crate::ui::icon::Icon;
use crate::venues::GminaShape;
use crate::words;

/// The list of trips.
#[component]
pub fn TripsPage() -> impl IntoView {
    let language = use_language();
    let locale = use_locale();
    let query = use_query_map();
    let mode = Memo::new(move |_| query.read().get("mode").and_then(|word| word.parse::<Mode>().ok()));
    let list = Resource::new(|| (), move |()| list_trips(language));
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match list.await {
                    Err(error) => view! { <FailurePage error /> }.into_any(),
                    Ok(trips) => {
                        view! {
                            <PageHead
                                title=td_string!(locale, trips.title)
                                description=td_string!(locale, trips.description)
                                path="/trips"
                            />
                            <main id="main" class="page page-wide" tabindex="-1">
                                <header class="page-head">
                                    <h1>{td_string!(locale, trips.title)}</h1>
                                    <p class="lead">{td_string!(locale, trips.lead)}</p>
                                </header>
                                <Modes chosen=mode />
                                {move || {
                                    let shown = |trip: &&TripCard| mode.get().is_none_or(|mode| trip.mode == mode);
                                    let (gminas, themes): (Vec<_>, Vec<_>) = trips
                                        .iter()
                                        .filter(shown)
                                        .cloned()
                                        .partition(|trip| trip.gmina.is_some());
                                    view! {
                                        <TripList title=td_string!(locale, trips.themes) trips=themes />
                                        <TripList title=td_string!(locale, trips.by_gmina) trips=gminas />
                                    }
                                }}
                            </main>
                        }
                            .into_any()
                    }
                }
            })}
        </Transition>
    }
}

/// Links that choose by the way to travel; the address says what is chosen.
#[component]
fn Modes(chosen: Memo<Option<Mode>>) -> impl IntoView {
    let locale = use_locale();
    let link = move |mode: Option<Mode>| {
        let target = mode.map_or_else(|| "/trips".to_owned(), |mode| format!("/trips?mode={}", mode.as_str()));
        let words = mode.map_or(td_string!(locale, trips.any_mode), |mode| words::mode(locale, mode));
        view! {
            <li>
                <a class="chip" href=href(&target) aria-current=move || (chosen.get() == mode).then_some("true")>
                    {mode.map(|mode| view! { <Icon name=mode.as_str() /> })}
                    {words}
                </a>
            </li>
        }
    };
    view! {
        <nav aria-label=td_string!(locale, trips.modes)>
            <ul class="chips">
                {link(None)} {Mode::ALL.iter().map(|mode| link(Some(*mode))).collect_view()}
            </ul>
        </nav>
    }
}

#[component]
fn TripList(title: &'static str, trips: Vec<TripCard>) -> impl IntoView {
    (!trips.is_empty()).then(|| {
        view! {
            <section class="section trips-section">
                <h2>{title}</h2>
                <ul class="gmina-list">
                    {trips
                        .into_iter()
                        .map(|trip| {
                            view! {
                                <li>
                                    <Card trip />
                                </li>
                            }
                        })
                        .collect_view()}
                </ul>
            </section>
        }
    })
}

#[component]
fn Card(trip: TripCard) -> impl IntoView {
    let language = use_language();
    let locale = use_locale();
    let facts = format!("{} · {}", words::mode(locale, trip.mode), td_string!(locale, plans.stops, count = trip.stops));
    let shape = trip.gmina.map(|gmina| view! { <GminaShape slug=gmina.to_string() class="gmina-shape" /> });
    view! {
        <article class="gmina-card">
            {shape}
            <h3 class="gmina-card-name">
                <a href=href(&format!("/trips/{}", trip.slug)) lang=trip.title.lang_on(language)>
                    {trip.title.value.clone()}
                </a>
            </h3>
            <p lang=trip.why.lang_on(language)>{trip.why.value.clone()}</p>
            <p class="meta numeric">{facts}</p>
        </article>
    }
}
