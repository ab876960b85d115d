//! Icons from the sprite; always beside words or on a named button, so never read out.

use leptos::prelude::*;

/// One icon of `/icons.svg`.
#[component]
pub fn Icon(
    /// Its id in the sprite.
    #[prop(into)]
    name: String,
    /// Further classes.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    view! {
        <svg class=format!("icon {class}").trim_end().to_owned() aria-hidden="true">
            <use href=format!("/icons.svg#{name}")></use>
        </svg>
    }
}
