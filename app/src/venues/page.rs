//! The page of a venue.

use domain::accessibility::{Access, AccessibilityFact, FactKind};
use domain::filter::VenueFilter;
use domain::hours::LocalTime;
use domain::venue::{PositionSource, Venue, VenueCard};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_params_map;

use super::api::{VenueDetails, load_venue};
use super::card::{Level, VenueCardView};
use super::facts::{Facts, category_icon, distance};
use super::hours::HoursTable;
use crate::favourites::HeartButton;
use crate::i18n::Locale;
use crate::itineraries::AddToPlan;
use crate::language::{href, use_language, use_locale};
use crate::map::MapView;
use crate::pages::FailurePage;
use crate::ui::head::PageHead;
use crate::ui::icon::Icon;
use crate::ui::share::CopyAddressButton;
use crate::words;

/// The page of a venue, by the slug of its address.
#[component]
pub fn VenuePage() -> impl IntoView {
    let language = use_language();
    let params = use_params_map();
    let details =
        Resource::new(move || params.read().get("slug").unwrap_or_default(), move |slug| load_venue(slug, language));
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
fn Details(details: VenueDetails) -> impl IntoView {
    let locale = use_locale();
    let VenueDetails { venue, now, nearby, similar, json_ld } = details;
    let card = venue.card.clone();
    let like_this = VenueFilter { categories: [card.category].into(), ..VenueFilter::default() }.to_query();
    view! {
        <PageHead
            title=card.name.value.clone()
            description=card.summary.value.clone()
            path=format!("/venues/{}", card.slug)
            json_ld
        />
        <main id="main" class="page page-wide" tabindex="-1">
            <article class="venue-page" data-category=card.category.as_str()>
                <VenueHead card=card.clone() now />
                <div class="venue-layout">
                    <div class="venue-main">
                        <section class="section hours" aria-labelledby="hours">
                            <h2 id="hours">{td_string!(locale, venues.hours)}</h2>
                            <HoursTable hours=venue.hours.clone() />
                        </section>
                        <AccessFacts facts=venue.facts.clone() />
                    </div>
                    <VenueSide venue=venue.clone() />
                </div>
                <Neighbours title=td_string!(locale, venues.nearby) cards=nearby moment=now more=None />
                <Neighbours
                    title=td_string!(locale, venues.similar)
                    cards=similar
                    moment=now
                    more=Some((href(&format!("/?{like_this}")), td_string!(locale, venues.all_similar)))
                />
                <p class="meta source-line">
                    {td_string!(
                        locale,
                        venues.source_line,
                        source = position_source(locale, venue.position_source),
                        date = words::date_with_year(locale, venue.updated_on)
                    )
                        .to_string()}
                </p>
            </article>
        </main>
    }
}

#[component]
fn VenueHead(card: VenueCard, now: LocalTime) -> impl IntoView {
    let language = use_language();
    let locale = use_locale();
    let gmina = href(&format!("/gminas/{}", card.gmina.slug));
    view! {
        <header class="venue-head">
            <nav class="breadcrumb" aria-label=td_string!(locale, common.breadcrumb)>
                <ol>
                    <li>
                        <a href=href("/")>{td_string!(locale, common.nav_discover)}</a>
                    </li>
                    <li>
                        <a href=gmina.clone() lang=card.gmina.name.lang_on(language)>
                            {card.gmina.name.value.clone()}
                        </a>
                    </li>
                    <li aria-current="page" lang=card.name.lang_on(language)>
                        {card.name.value.clone()}
                    </li>
                </ol>
            </nav>
            <span class="category-mark category-mark-large" aria-hidden="true">
                <Icon name=category_icon(card.category) />
            </span>
            <p class="eyebrow">
                <span>{words::category(locale, card.category)}</span>
                " "
                <a href=gmina lang=card.gmina.name.lang_on(language)>
                    {card.gmina.name.value.clone()}
                </a>
            </p>
            <h1 lang=card.name.lang_on(language)>{card.name.value.clone()}</h1>
            <p class="lead" lang=card.summary.lang_on(language)>
                {card.summary.value.clone()}
            </p>
            <Facts card=card.clone() moment=now />
            <div class="page-actions">
                <HeartButton slug=card.slug.clone() name=card.name.value.clone() />
                <AddToPlan venue=card />
                <CopyAddressButton />
            </div>
        </header>
    }
}

/// Every kind of accessibility fact: what nobody has said is unknown, which is neither yes nor no.
#[component]
fn AccessFacts(facts: Vec<AccessibilityFact>) -> impl IntoView {
    let locale = use_locale();
    let rows = FactKind::ALL.iter().map(|kind| {
        let fact = facts.iter().find(|fact| fact.kind == *kind && fact.value != Access::Unknown);
        let value = fact.map_or(Access::Unknown, |fact| fact.value);
        let source = match fact {
            Some(fact) => {
                let source = words::fact_source(locale, fact.source);
                let date = words::date_with_year(locale, fact.checked_on);
                td_string!(locale, venues.fact_source, source = source, date = date).to_string()
            }
            None => td_string!(locale, venues.fact_unknown).to_owned(),
        };
        view! {
            <li class="access-item" data-access=value.as_str()>
                <Icon name=if value == Access::Unknown { "wheelchair-unknown" } else { fact_icon(*kind) } />
                <div>
                    <p class="access-name">
                        {words::fact(locale, *kind)} ": " <strong>{words::access(locale, value)}</strong>
                    </p>
                    <p class="meta">{source}</p>
                </div>
            </li>
        }
    });
    view! {
        <section class="section access-facts" aria-labelledby="accessibility">
            <h2 id="accessibility">{td_string!(locale, venues.accessibility)}</h2>
            <ul class="access-list">{rows.collect_view()}</ul>
        </section>
    }
}

const fn fact_icon(kind: FactKind) -> &'static str {
    match kind {
        FactKind::Wheelchair | FactKind::Toilet => "wheelchair",
        FactKind::HearingLoop | FactKind::Tactile => "info",
    }
}

#[component]
fn VenueSide(venue: Venue) -> impl IntoView {
    let language = use_language();
    let locale = use_locale();
    let card = venue.card;
    let position = card.position;
    let points = format!(
        "/map/venues.geojson?lang={}&bbox={:.5},{:.5},{:.5},{:.5}",
        language.as_str(),
        position.lon() - SURROUNDINGS,
        position.lat() - SURROUNDINGS,
        position.lon() + SURROUNDINGS,
        position.lat() + SURROUNDINGS
    );
    let selected = RwSignal::new(Some(card.slug.to_string()));
    view! {
        <aside class="venue-side" aria-label=td_string!(locale, venues.place)>
            <MapView
                label=td_string!(locale, venues.venue_map).to_owned()
                points=Some(points)
                routes=Vec::new()
                selected
                focus=position
            />
            {card
                .is_approximate()
                .then(|| {
                    let precision = distance(locale, card.precision_m);
                    view! {
                        <p class="notice" data-tone="caution">
                            <Icon name="pin-approx" />
                            <span>{td_string!(locale, venues.approximate_note, distance = precision).to_string()}</span>
                        </p>
                    }
                })}
            <dl class="key-values" id="contact">
                <div>
                    <dt>{td_string!(locale, venues.gmina)}</dt>
                    <dd>
                        <a href=href(&format!("/gminas/{}", card.gmina.slug)) lang=card.gmina.name.lang_on(language)>
                            {card.gmina.name.value.clone()}
                        </a>
                    </dd>
                </div>
                <div>
                    <dt>{td_string!(locale, venues.area)}</dt>
                    <dd>{words::area(locale, card.area)}</dd>
                </div>
                <div>
                    <dt>{td_string!(locale, venues.stay)}</dt>
                    <dd class="numeric">{td_string!(locale, venues.stay_about, minutes = card.stay_min).to_string()}</dd>
                </div>
                <div>
                    <dt>{td_string!(locale, venues.price)}</dt>
                    <dd>{words::price(locale, card.price)}</dd>
                </div>
                <div>
                    <dt>{td_string!(locale, venues.setting)}</dt>
                    <dd>{words::setting(locale, card.setting)}</dd>
                </div>
                {(!card.is_approximate())
                    .then(|| {
                        view! {
                            <div>
                                <dt>{td_string!(locale, venues.coordinates)}</dt>
                                <dd class="numeric">
                                    <a href=format!(
                                        "geo:{:.5},{:.5}",
                                        position.lat(),
                                        position.lon(),
                                    )>{format!("{:.5}, {:.5}", position.lat(), position.lon())}</a>
                                </dd>
                            </div>
                        }
                    })}
                {venue
                    .website
                    .map(|website| {
                        let shown = website.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/').to_owned();
                        view! {
                            <div>
                                <dt>{td_string!(locale, venues.website)}</dt>
                                <dd>
                                    <a href=website rel="external noopener">
                                        {shown}
                                        <Icon name="external" />
                                    </a>
                                </dd>
                            </div>
                        }
                    })}
            </dl>
        </aside>
    }
}

/// How far around a venue its map shows others, degrees: about 2 km.
const SURROUNDINGS: f64 = 0.02;

#[component]
fn Neighbours(
    title: &'static str,
    cards: Vec<VenueCard>,
    moment: LocalTime,
    more: Option<(String, &'static str)>,
) -> impl IntoView {
    (!cards.is_empty()).then(|| {
        view! {
            <section class="section">
                <div class="section-head">
                    <h2>{title}</h2>
                    {more
                        .map(|(target, words)| {
                            view! {
                                <a class="more-link" href=target>
                                    {words}
                                    <Icon name="arrow-right" />
                                </a>
                            }
                        })}
                </div>
                <ul class="venue-list venue-grid">
                    {cards
                        .into_iter()
                        .map(|card| {
                            view! {
                                <li>
                                    <VenueCardView card moment level=Level::Third />
                                </li>
                            }
                        })
                        .collect_view()}
                </ul>
            </section>
        }
    })
}

fn position_source(locale: Locale, source: PositionSource) -> &'static str {
    match source {
        PositionSource::Osm => td_string!(locale, venues.source_osm),
        PositionSource::Register => td_string!(locale, venues.source_repo),
        PositionSource::Memory => td_string!(locale, venues.source_memory),
    }
}
