//! Discover: filters, list and map of the whole catalogue. The address says everything that was chosen.

use domain::filter::{FilterError, VenueFilter};
use domain::geo::BoundingBox;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_i18n::td_string;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::api::{load_card, search_venues};
use super::card::VenueCardView;
use super::filters::Filters;
use super::results::Results;
use crate::language::{address, href, use_language, use_locale};
use crate::map::MapView;
use crate::pages::FailurePage;
use crate::ui::head::PageHead;
use crate::ui::icon::Icon;

/// The page of the whole catalogue.
#[component]
pub fn DiscoverPage() -> impl IntoView {
    let language = use_language();
    let locale = use_locale();
    let query = use_query_map();
    let asked = Memo::new(move |_| {
        let map = query.read();
        let pairs: Vec<(String, String)> =
            map.clone().into_iter().map(|(key, value)| (key.into_owned(), value)).collect();
        VenueFilter::from_pairs(pairs.iter().map(|(key, value)| (key.as_str(), value.as_str())))
    });
    let filter = Memo::new(move |_| asked.get().unwrap_or_default());
    let results = Resource::new(
        move || asked.get().map(|filter| filter.to_query()),
        move |query| async move {
            match query {
                Ok(query) => search_venues(query, language).await.map(Ok),
                Err(refused) => {
                    #[cfg(feature = "ssr")]
                    crate::server::set_status(400);
                    search_venues(String::new(), language).await.map(|_| Err(refused))
                }
            }
        },
    );
    let chosen = RwSignal::new(None::<String>);
    // Before the view: its parts are made before its attributes, and they ask for what this provides.
    let shown = provide_view(chosen);
    view! {
        <PageHead
            title=td_string!(locale, venues.discover_title)
            description=td_string!(locale, venues.discover_description)
            path="/"
        />
        <main id="main" class="page page-full" tabindex="-1">
            <a class="skip-link" href="#results" rel="external">
                {td_string!(locale, venues.results_skip)}
            </a>
            <div class="discover" data-view=move || shown.get()>
                <Transition>
                    {move || {
                        let hearts = crate::favourites::known();
                        Suspend::new(async move {
                            hearts.await;
                            match results.await {
                                Ok(Ok(found)) => {
                                    let filter = filter.get_untracked();
                                    let listed = found.page.cards.iter().map(|card| card.slug.to_string()).collect();
                                    view! {
                                        <Filters filter=filter.clone() facets=found.page.facets.clone() total=found.page.total now=found.now />
                                        <Results filter found chosen>
                                            <ChosenElsewhere chosen listed />
                                        </Results>
                                    }
                                        .into_any()
                                }
                                Ok(Err(refused)) => view! { <RefusedFilter refused /> }.into_any(),
                                Err(error) => view! { <FailurePage error /> }.into_any(),
                            }
                        })
                    }}
                </Transition>
                <DiscoverMap filter chosen />
                <ViewSwitch />
            </div>
        </main>
    }
}

/// Which of list and map a small screen shows: the visitor's choice. Without JavaScript the address decides (`:target`).
fn provide_view(chosen: RwSignal<Option<String>>) -> RwSignal<&'static str> {
    let view = RwSignal::new("list");
    provide_context(View(view));
    Effect::new(move |_| {
        if chosen.read().is_some() && view.get_untracked() == "list" {
            view.set("map");
        }
    });
    view
}

#[derive(Clone, Copy)]
struct View(RwSignal<&'static str>);

#[component]
fn ViewSwitch() -> impl IntoView {
    let locale = use_locale();
    let View(view) = expect_context();
    let show = move |name: &'static str| {
        move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            view.set(name);
        }
    };
    view! {
        <div class="view-switch">
            <a class="button" href="#map" data-to="map" on:click=show("map")>
                <Icon name="map" />
                <span>{td_string!(locale, venues.map)}</span>
            </a>
            <a class="button" href="#results" data-to="list" on:click=show("list")>
                <Icon name="list" />
                <span>{td_string!(locale, venues.list)}</span>
            </a>
        </div>
    }
}

#[component]
fn DiscoverMap(filter: Memo<VenueFilter>, chosen: RwSignal<Option<String>>) -> impl IntoView {
    let language = use_language();
    let locale = use_locale();
    let navigate = use_navigate();
    let points = Memo::new(move |_| {
        // Page and order change the list only: the map keeps its points.
        let filter = VenueFilter { page: 0, order: domain::filter::Order::default(), near: None, ..filter.get() };
        let query = filter.to_query();
        let separator = if query.is_empty() { "" } else { "&" };
        Some(format!("/map/venues.geojson?lang={}{separator}{query}", language.as_str()))
    });
    let here = Signal::derive(move || filter.read().near);
    let search_here = Callback::new(move |within: BoundingBox| {
        let wanted = VenueFilter { within: Some(within), page: 0, ..filter.get_untracked() };
        let target = address(language, &format!("/?{}", wanted.to_query()));
        navigate(&target, NavigateOptions { resolve: false, scroll: false, ..NavigateOptions::default() });
    });
    view! {
        <section class="discover-map" id="map" aria-label=td_string!(locale, venues.map_label)>
            <MapView
                label=td_string!(locale, venues.map_label).to_owned()
                points
                routes=Vec::new()
                selected=chosen
                on_area=search_here
                here
            />
        </section>
    }
}

/// The card of a venue that was chosen on the map but is not on this page of the list.
#[component]
fn ChosenElsewhere(
    chosen: RwSignal<Option<String>>,
    /// The venues on this page, by slug.
    listed: Vec<String>,
) -> impl IntoView {
    let language = use_language();
    let locale = use_locale();
    let card = RwSignal::new(None);
    Effect::new(move |_| {
        card.set(None);
        let Some(slug) = chosen.get() else { return };
        if listed.contains(&slug) {
            return show_in_list(&slug);
        }
        spawn_local(async move {
            let loaded = load_card(slug.clone(), language).await.ok();
            // Somebody may have chosen another one meanwhile, or left the page.
            if chosen.try_get_untracked().flatten().as_ref() == Some(&slug) {
                card.try_set(loaded);
            }
        });
    });
    move || {
        card.get().map(|(card, moment)| {
            view! {
                <section class="chosen-elsewhere" aria-label=td_string!(locale, venues.chosen_on_map)>
                    <p class="meta">{td_string!(locale, venues.chosen_on_map)}</p>
                    <VenueCardView card moment chosen />
                </section>
            }
        })
    }
}

/// Brings the card of a venue into sight.
fn show_in_list(slug: &str) {
    if let Some(element) = document().get_element_by_id(&format!("venue-{slug}")) {
        element.scroll_into_view_with_bool(false);
    }
}

/// A filter that the address says wrongly.
#[component]
fn RefusedFilter(refused: FilterError) -> impl IntoView {
    let locale = use_locale();
    let explanation = match refused.key.as_str() {
        "day" => td_string!(locale, venues.bad_filter_day).to_owned(),
        key => td_string!(locale, venues.bad_filter_text, key = key).to_string(),
    };
    view! {
        <section class="discover-results" id="results" tabindex="-1">
            <div class="notice error-summary" data-tone="problem" role="alert">
                <Icon name="warning" />
                <div>
                    <h1 class="notice-title">{td_string!(locale, venues.bad_filter_title)}</h1>
                    <p>{explanation}</p>
                    <p>
                        <a href=href("/")>{td_string!(locale, venues.clear)}</a>
                    </p>
                </div>
            </div>
        </section>
    }
}
