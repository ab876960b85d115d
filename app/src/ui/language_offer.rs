//! The browser's language is offered, never forced: a line above the page, once, until it is put away.

use domain::language::Language;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_location;

use crate::language::{address, locale, use_language, without_language};
use crate::ui::icon::Icon;

const KEY: &str = "okolica-language-offer";

/// Offers the page in the browser's own language where that is another.
#[component]
pub fn LanguageOffer() -> impl IntoView {
    let here = use_language();
    let offer = RwSignal::new(None::<Language>);
    let location = use_location();
    Effect::new(move |_| offer.set(preferred().filter(|language| *language != here && !was_put_away())));
    let put_away = move |_| {
        offer.set(None);
        if let Ok(Some(storage)) = window().local_storage() {
            storage.set_item(KEY, "away").ok();
        }
    };
    move || {
        offer.get().map(|language| {
            let texts = locale(language);
            let target = address(language, without_language(&location.pathname.read()));
            view! {
                <aside class="language-offer" lang=language.as_str() aria-label=td_string!(texts, common.language_label)>
                    <p>
                        {td_string!(texts, common.offer_language)} " "
                        <a href=target hreflang=language.as_str() rel="external">
                            {td_string!(texts, common.offer_language_action)}
                        </a>
                    </p>
                    <button
                        class="icon-button"
                        type="button"
                        aria-label=td_string!(texts, common.offer_language_dismiss)
                        on:click=put_away
                    >
                        <Icon name="close" />
                    </button>
                </aside>
            }
        })
    }
}

/// The first of the browser's languages that Okolica speaks.
fn preferred() -> Option<Language> {
    let languages = window().navigator().languages();
    languages.iter().filter_map(|tag| tag.as_string()).find_map(|tag| tag.split('-').next()?.parse().ok())
}

fn was_put_away() -> bool {
    window().local_storage().ok().flatten().and_then(|storage| storage.get_item(KEY).ok().flatten()).is_some()
}
