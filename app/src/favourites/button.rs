//! The heart: a form that works without JavaScript and answers at once with it.

use domain::venue::VenueSlug;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_i18n::td_string;

use super::api::SetFavourite;
use super::kept::Kept;
use super::wishes::Wish;
use crate::language::use_locale;
use crate::ui::icon::Icon;

/// The heart of a venue.
#[component]
pub fn HeartButton(
    /// The venue.
    slug: VenueSlug,
    /// Its name, which is part of the button's.
    name: String,
    /// Whether the button has a visible word beside its heart.
    #[prop(optional)]
    worded: bool,
) -> impl IntoView {
    let kept: Kept = expect_context();
    Suspend::new(async move {
        let said = kept.said(slug.clone()).await;
        view! { <Heart kept slug name worded said /> }
    })
}

#[component]
fn Heart(kept: Kept, slug: VenueSlug, name: String, worded: bool, said: bool) -> impl IntoView {
    let locale = use_locale();
    let is_kept = {
        let slug = slug.clone();
        Signal::derive(move || kept.holds(&slug, said))
    };
    let label = td_string!(locale, favourites.heart, name = name.as_str()).to_string();
    let venue = slug.to_string();
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        kept.wish(Wish { slug: slug.clone(), name: name.clone(), keep: !is_kept.get_untracked() });
    };
    let word = move || {
        if is_kept.get() { td_string!(locale, favourites.is_kept) } else { td_string!(locale, favourites.keep) }
    };
    view! {
        <form class="heart-form" method="post" action=SetFavourite::url() on:submit=on_submit>
            <input type="hidden" name="venue" value=venue />
            <input type="hidden" name="keep" value=move || if is_kept.get() { "0" } else { "1" } />
            <button
                class=if worded { "button button-secondary heart-button" } else { "heart-button" }
                type="submit"
                aria-pressed=move || if is_kept.get() { "true" } else { "false" }
                aria-label=label
            >
                <Icon name="heart" />
                <Icon name="heart-filled" />
                {worded.then(|| view! { <span>{word}</span> })}
            </button>
        </form>
    }
}
