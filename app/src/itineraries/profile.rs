//! What a visitor needs, kept on their device and nowhere else: it is data about health.

use domain::accessibility::AccessProfile;
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::board::Board;
use crate::language::use_locale;

/// Where the device keeps it.
const KEY: &str = "okolica-step-free";

/// Reads the profile once the page lives: the server never learns of it.
pub fn follow(profile: RwSignal<AccessProfile>) {
    Effect::new(move |_| {
        let kept = window().local_storage().ok().flatten().and_then(|storage| storage.get_item(KEY).ok().flatten());
        profile.set(AccessProfile { wheelchair: kept.is_some() });
    });
}

fn keep(profile: AccessProfile) {
    if let Ok(Some(storage)) = window().local_storage() {
        // Storage may be forbidden; then the choice holds for this page.
        if profile.wheelchair {
            storage.set_item(KEY, "1").ok();
        } else {
            storage.remove_item(KEY).ok();
        }
    }
}

/// The choice, beside what depends on it.
#[component]
pub fn ProfileChoice() -> impl IntoView {
    let locale = use_locale();
    let board: Board = expect_context();
    let change = move |event| {
        let profile = AccessProfile { wheelchair: event_target_checked(&event) };
        board.profile.set(profile);
        keep(profile);
    };
    view! {
        <label class="check profile-choice needs-hydration">
            <input type="checkbox" prop:checked=move || board.profile.get().wheelchair on:change=change />
            <span class="check-text">
                {td_string!(locale, plans.profile)} " " <span class="meta">{td_string!(locale, plans.profile_hint)}</span>
            </span>
        </label>
    }
}
