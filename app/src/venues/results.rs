//! The list of results: count, order, chips, cards, pages.

use domain::filter::{Order, VenueFilter};
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::api::Discovery;
use super::card::VenueCardView;
use super::chips::Chips;
use super::filters::FORM;
use super::locate::LocateButton;
use crate::language::{address, use_language, use_locale};
use crate::ui::icon::Icon;

/// One page of results.
#[component]
pub fn Results(
    /// What was asked for.
    filter: VenueFilter,
    /// What was found.
    found: Discovery,
    /// The venue that is chosen here or on the map.
    chosen: RwSignal<Option<String>>,
    /// What stands above the cards.
    children: Children,
) -> impl IntoView {
    let locale = use_locale();
    let gminas = found.page.facets.gminas.iter().map(|(gmina, _)| gmina.clone()).collect();
    let moment = found.moment;
    view! {
        <section class="discover-results" id="results" aria-labelledby="results-title" tabindex="-1">
            <header class="results-head">
                <h1 id="results-title">{td_string!(locale, venues.discover_title)}</h1>
                <p class="results-count numeric" role="status">
                    {td_string!(locale, venues.places, count = found.page.total).to_string()}
                </p>
                <div class="results-tools">
                    <OrderField filter=filter.clone() />
                    <LocateButton filter=filter.clone() />
                </div>
            </header>
            <Chips filter=filter.clone() gminas />
            {children()}
            {if found.page.cards.is_empty() {
                view! { <NothingFits /> }.into_any()
            } else {
                view! {
                    <ul class="venue-list">
                        {found
                            .page
                            .cards
                            .into_iter()
                            .map(|card| {
                                view! {
                                    <li>
                                        <VenueCardView card moment chosen />
                                    </li>
                                }
                            })
                            .collect_view()}
                    </ul>
                }
                    .into_any()
            }}
            <Pages filter page=found.page.page pages=found.page.pages />
        </section>
    }
}

#[component]
fn OrderField(filter: VenueFilter) -> impl IntoView {
    let locale = use_locale();
    let orders = [
        (Order::Fit, td_string!(locale, venues.order_fit)),
        (Order::Name, td_string!(locale, venues.order_name)),
        (Order::AwayFromCrowd, td_string!(locale, venues.order_away)),
    ];
    // A distance needs a position, which the button beside asks for.
    let by_distance = filter.near.map(|_| (Order::Distance, td_string!(locale, venues.order_distance)));
    view! {
        <div class="field field-inline">
            <label class="field-label" for="order">
                {td_string!(locale, venues.order)}
            </label>
            <span class="select-wrap">
                <select class="select" id="order" name="order" form=FORM on:change=|event| submit_form_of(&event)>
                    {orders
                        .into_iter()
                        .chain(by_distance)
                        .map(|(order, words)| {
                            let chosen = order == filter.order;
                            view! {
                                <option value=order.as_str() selected=chosen prop:selected=chosen>
                                    {words}
                                </option>
                            }
                        })
                        .collect_view()}
                </select>
                <Icon name="chevron" />
            </span>
            <button class="button button-quiet button-small no-script" form=FORM>
                {td_string!(locale, venues.apply_order)}
            </button>
        </div>
    }
}

/// Sends the form that a control belongs to, wherever in the page the control stands.
#[cfg(feature = "hydrate")]
fn submit_form_of(event: &leptos::ev::Event) {
    use leptos::wasm_bindgen::JsCast;

    let select = event.target().and_then(|target| target.dyn_into::<leptos::web_sys::HtmlSelectElement>().ok());
    if let Some(form) = select.and_then(|select| select.form()) {
        form.request_submit().ok();
    }
}

#[cfg(not(feature = "hydrate"))]
const fn submit_form_of(_event: &leptos::ev::Event) {}

#[component]
fn NothingFits() -> impl IntoView {
    let locale = use_locale();
    view! {
        <div class="empty-state">
            <svg class="illustration" aria-hidden="true" viewBox="0 0 240 160">
                <use href="/illustrations.svg#no-results"></use>
            </svg>
            <h2>{td_string!(locale, venues.none_title)}</h2>
            <p>{td_string!(locale, venues.none_text)}</p>
        </div>
    }
}

/// The way to the pages before and after.
#[component]
pub fn Pages(
    /// What was asked for.
    filter: VenueFilter,
    /// This page, from 1.
    page: u32,
    /// How many there are.
    pages: u32,
) -> impl IntoView {
    let language = use_language();
    let locale = use_locale();
    let target = move |page: u32| {
        let query = filter.on_page(page).to_query();
        address(language, &if query.is_empty() { "/".to_owned() } else { format!("/?{query}") })
    };
    (pages > 1).then(|| {
        view! {
            <nav class="pagination" aria-label=td_string!(locale, venues.pages_label)>
                {(page > 1)
                    .then(|| {
                        view! {
                            <a class="button button-secondary" rel="prev" href=target(page - 1)>
                                <Icon name="arrow-left" />
                                <span>{td_string!(locale, venues.previous)}</span>
                            </a>
                        }
                    })}
                <p class="numeric">{td_string!(locale, venues.page_of, page = page, pages = pages).to_string()}</p>
                {(page < pages)
                    .then(|| {
                        view! {
                            <a class="button button-secondary" rel="next" href=target(page + 1)>
                                <span>{td_string!(locale, venues.next)}</span>
                                <Icon name="arrow-right" />
                            </a>
                        }
                    })}
            </nav>
        }
    })
}
