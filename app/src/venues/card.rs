//! The card of a venue, one markup everywhere.

use domain::hours::LocalTime;
use domain::venue::VenueCard;
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::facts::{Facts, category_icon};
use crate::favourites::HeartButton;
use crate::language::{href, use_language, use_locale};
use crate::ui::icon::Icon;
use crate::words;

/// Which heading a card's name is, so that a page's outline has no gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Level {
    /// The section has no heading of level 2.
    #[default]
    Second,
    /// The section has one.
    Third,
}

/// The card of a venue.
#[component]
pub fn VenueCardView(
    /// The venue.
    card: VenueCard,
    /// The moment for which its opening state holds.
    moment: LocalTime,
    /// The level of its name.
    #[prop(optional)]
    level: Level,
    /// Which venue is chosen on a map beside the list, by slug; the card then offers to show itself there.
    #[prop(optional)]
    chosen: Option<RwSignal<Option<String>>>,
) -> impl IntoView {
    let language = use_language();
    let locale = use_locale();
    let slug = card.slug.to_string();
    let icon = category_icon(card.category);
    let link = view! {
        <a href=href(&format!("/venues/{slug}")) lang=card.name.lang_on(language)>
            {card.name.value.clone()}
        </a>
    };
    let name = match level {
        Level::Second => view! { <h2 class="venue-card-name">{link}</h2> }.into_any(),
        Level::Third => view! { <h3 class="venue-card-name">{link}</h3> }.into_any(),
    };
    let is_chosen = {
        let slug = slug.clone();
        move || chosen.is_some_and(|chosen| chosen.read().as_deref() == Some(slug.as_str())).then_some("true")
    };
    let show_on_map = chosen.map(|chosen| {
        let slug = slug.clone();
        view! {
            <button
                class="button button-quiet button-small show-on-map"
                type="button"
                on:click=move |_| chosen.set(Some(slug.clone()))
            >
                <Icon name="map" />
                <span>{td_string!(locale, venues.on_map)}</span>
                <span class="visually-hidden">": " {card.name.value.clone()}</span>
            </button>
        }
    });
    view! {
        <article class="venue-card" id=format!("venue-{slug}") data-category=card.category.as_str() data-chosen=is_chosen>
            <span class="category-mark" aria-hidden="true">
                <Icon name=icon />
            </span>
            <div class="venue-card-body">
                {name} <p class="venue-card-place">
                    <span>{words::category(locale, card.category)}</span>
                    <span lang=card.gmina.name.lang_on(language)>{card.gmina.name.value.clone()}</span>
                </p>
                <p class="venue-card-summary" lang=card.summary.lang_on(language)>
                    {card.summary.value.clone()}
                </p>
                <Facts card=card.clone() moment />
            </div>
            <HeartButton slug=card.slug.clone() name=card.name.value.clone() />
            <div class="venue-card-actions">
                <a class="button button-secondary button-small" href=href(&format!("/venues/{slug}#add-to-plan"))>
                    <Icon name="plus" />
                    <span>{td_string!(locale, venues.to_plan)}</span>
                    <span class="visually-hidden">": " {card.name.value}</span>
                </a>
                {show_on_map}
            </div>
        </article>
    }
}
