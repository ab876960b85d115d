//! Forgetting a visitor. A plain form even with JavaScript: the whole page is loaded anew, so that nothing of them stays in it.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_i18n::td_string;

use super::api::ForgetMe;
use crate::language::{use_language, use_locale};
use crate::ui::icon::Icon;

/// What is kept and where, and the button that ends it.
#[component]
pub fn Privacy() -> impl IntoView {
    let locale = use_locale();
    view! {
        <section class="section privacy-note" aria-labelledby="kept-here">
            <h2 id="kept-here">{td_string!(locale, favourites.privacy_title)}</h2>
            <p>{td_string!(locale, favourites.privacy_text)}</p>
            <details class="disclosure">
                <summary>
                    <Icon name="trash" />
                    {td_string!(locale, favourites.forget)}
                </summary>
                <div class="disclosure-body">
                    <p>{td_string!(locale, favourites.forget_question)}</p>
                    <form method="post" action=ForgetMe::url()>
                        <input type="hidden" name="lang" value=use_language().as_str() />
                        <button class="button button-danger">{td_string!(locale, favourites.forget_yes)}</button>
                    </form>
                </div>
            </details>
        </section>
    }
}
