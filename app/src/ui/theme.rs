//! Light or dark: the system's choice until the visitor makes their own, which stays on the device.

use leptos::prelude::*;
use leptos_i18n::td_string;

use crate::language::use_locale;
use crate::ui::icon::Icon;

/// Where the device keeps the choice; `/theme.js` reads it before the first paint.
const KEY: &str = "okolica-theme";

/// The button that changes between light and dark.
#[component]
pub fn ThemeSwitch() -> impl IntoView {
    let locale = use_locale();
    let dark = RwSignal::new(false);
    Effect::new(move |_| dark.set(is_dark()));
    let switch = move |_| {
        dark.update(|dark| *dark = !*dark);
        let theme = if dark.get_untracked() { "dark" } else { "light" };
        if let Some(root) = document().document_element() {
            // A refused attribute or a full storage leaves the look as it was, which is no fault.
            root.set_attribute("data-theme", theme).ok();
        }
        if let Ok(Some(storage)) = window().local_storage() {
            storage.set_item(KEY, theme).ok();
        }
    };
    view! {
        <button
            class="icon-button theme-switch"
            type="button"
            aria-label=td_string!(locale, common.theme_dark)
            aria-pressed=move || if dark.get() { "true" } else { "false" }
            on:click=switch
        >
            <Icon name="moon" class="theme-moon" />
            <Icon name="sun" class="theme-sun" />
        </button>
    }
}

fn is_dark() -> bool {
    let chosen = document().document_element().and_then(|root| root.get_attribute("data-theme"));
    match chosen.as_deref() {
        Some(theme) => theme == "dark",
        None => {
            window().match_media("(prefers-color-scheme: dark)").ok().flatten().is_some_and(|query| query.matches())
        }
    }
}
