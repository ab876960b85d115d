//! Handing an address on: the device's own way to share, or the clipboard.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_i18n::td_string;

use crate::i18n::Locale;
use crate::language::use_locale;
use crate::ui::announcer::{Tone, use_announcer};
use crate::ui::icon::Icon;

/// Copies a text and says whether it worked.
pub fn copy(text: String, announcer: impl Fn(Tone, String) + Copy + 'static, locale: Locale) {
    spawn_local(async move {
        let copied = write_clipboard(&text).await;
        match copied {
            true => announcer(Tone::Success, td_string!(locale, common.copied).to_owned()),
            false => announcer(Tone::Problem, td_string!(locale, common.not_copied).to_owned()),
        }
    });
}

#[cfg(feature = "hydrate")]
async fn write_clipboard(text: &str) -> bool {
    let clipboard = window().navigator().clipboard();
    wasm_bindgen_futures::JsFuture::from(clipboard.write_text(text)).await.is_ok()
}

#[cfg(not(feature = "hydrate"))]
#[expect(clippy::unused_async, reason = "the browser's counterpart waits for the clipboard")]
async fn write_clipboard(_text: &str) -> bool {
    false
}

/// The button that copies the address of the present page.
#[component]
pub fn CopyAddressButton() -> impl IntoView {
    let locale = use_locale();
    let announcer = use_announcer();
    let copy_address = move |_| copy(window().location().href().unwrap_or_default(), announcer, locale);
    view! {
        <button class="button button-quiet needs-hydration" type="button" on:click=copy_address>
            <Icon name="share" />
            <span>{td_string!(locale, common.copy_address)}</span>
        </button>
    }
}
