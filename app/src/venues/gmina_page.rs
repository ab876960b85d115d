//! The page of a gmina: its character and its venues.

use domain::filter::VenueFilter;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_params_map;

use super::api::{GminaDetails, load_gmina};
use super::card::{Level, VenueCardView};
use super::gminas_page::GminaShape;
use super::results::Pages;
use crate::i18n::Locale;
use crate::language::{href, use_language, use_locale};
use crate::pages::FailurePage;
use crate::ui::head::PageHead;
use crate::ui::icon::Icon;

/// The page of a gmina, by the slug of its address.
#[component]
pub fn GminaPage() -> impl IntoView {
    let language = use_language();
    let params = use_params_map();
    let details =
        Resource::new(move || params.read().get("slug").unwrap_or_default(), move |slug| load_gmina(slug, 1, language));
    view! {
        <Transition>
            {move || {
                let hearts = crate::favourites::known();
                Suspend::new(async move {
                    hearts.await;
                    match details.await {
                        Ok(details) => view! { <Details details /> }.into_any(),
                        Err(error) => view! { <FailurePage error /> }.into_any(),
                    }
                })
            }}
        </Transition>
    }
}

#[component]
fn Details(details: GminaDetails) -> impl IntoView {
    let language = use_language();
    let locale = use_locale();
    let GminaDetails { gmina, venues, now } = details;
    let filter = VenueFilter { gminas: [gmina.slug.clone()].into(), ..VenueFilter::default() };
    let in_discover = href(&format!("/?{}", filter.to_query()));
    let tenths = (gmina.area_ha + 5) / 10;
    let separator = if locale == Locale::en { '.' } else { ',' };
    let surface = format!("{}{separator}{}", tenths / 10, tenths % 10);
    view! {
        <PageHead
            title=gmina.name.value.clone()
            description=gmina.character.value.clone()
            path=format!("/gminas/{}", gmina.slug)
        />
        <main id="main" class="page page-wide" tabindex="-1">
            <article class="gmina-page">
                <header class="gmina-head">
                    <nav class="breadcrumb" aria-label=td_string!(locale, common.breadcrumb)>
                        <ol>
                            <li>
                                <a href=href("/gminas")>{td_string!(locale, common.nav_gminas)}</a>
                            </li>
                            <li aria-current="page" lang=gmina.name.lang_on(language)>
                                {gmina.name.value.clone()}
                            </li>
                        </ol>
                    </nav>
                    <p class="eyebrow">{td_string!(locale, venues.gmina)}</p>
                    <h1 lang=gmina.name.lang_on(language)>{gmina.name.value.clone()}</h1>
                    <p class="lead" lang=gmina.character.lang_on(language)>
                        {gmina.character.value.clone()}
                    </p>
                    <dl class="key-values key-values-row">
                        <div>
                            <dt>{td_string!(locale, venues.population)}</dt>
                            <dd class="numeric">{thousands(gmina.population)}</dd>
                        </div>
                        <div>
                            <dt>{td_string!(locale, venues.surface)}</dt>
                            <dd class="numeric">{td_string!(locale, venues.surface_km2, km2 = surface).to_string()}</dd>
                        </div>
                        <div>
                            <dt>{td_string!(locale, venues.venues_count)}</dt>
                            <dd class="numeric">{gmina.venues}</dd>
                        </div>
                        <div>
                            <dt>{td_string!(locale, venues.teryt)}</dt>
                            <dd class="numeric">{gmina.teryt.clone()}</dd>
                        </div>
                    </dl>
                    <p>
                        // Every gmina has a trip of its own, named as the gmina is.
                        <a class="more-link" href=href(&format!("/trips/{}", gmina.slug))>
                            {td_string!(locale, venues.gmina_trip)}
                            <Icon name="arrow-right" />
                        </a>
                    </p>
                    <GminaShape slug=gmina.slug.to_string() class="gmina-shape gmina-shape-large" />
                </header>
                <section class="section">
                    <div class="section-head">
                        <h2>{td_string!(locale, venues.gmina_places)}</h2>
                        <a class="more-link" href=in_discover>
                            {td_string!(locale, venues.gmina_all)}
                            <Icon name="arrow-right" />
                        </a>
                    </div>
                    <ul class="venue-list venue-grid">
                        {venues
                            .cards
                            .into_iter()
                            .map(|card| {
                                view! {
                                    <li>
                                        <VenueCardView card moment=now level=Level::Third />
                                    </li>
                                }
                            })
                            .collect_view()}
                    </ul>
                    <Pages filter page=venues.page pages=venues.pages />
                </section>
            </article>
        </main>
    }
}

/// A number with a narrow space between its thousands, as Polish and Ukrainian write it and English readers understand.
fn thousands(number: u32) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + 4);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push('\u{202f}');
        }
        grouped.push(digit);
    }
    grouped
}
