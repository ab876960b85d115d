//! What stands where nothing is: a way on instead of a dead end.

use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_location;

use super::status;
use crate::language::{href, use_locale, without_language};
use crate::ui::head::PageHead;
use crate::ui::icon::Icon;

/// The page of an address at which nothing is; its status is 404.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    view! {
        <main id="main" class="page page-narrow" tabindex="-1">
            <NotFoundArticle />
        </main>
    }
}

/// The same inside of a page that has its own `main`.
#[component]
pub fn NotFoundArticle() -> impl IntoView {
    status::set(404);
    let locale = use_locale();
    let path = without_language(&use_location().pathname.get_untracked()).to_owned();
    let ways = [
        ("/", "compass", td_string!(locale, pages.lost_discover)),
        ("/gminas", "pin", td_string!(locale, pages.lost_gminas)),
        ("/plans", "calendar", td_string!(locale, pages.lost_plans)),
    ];
    view! {
        <PageHead
            title=td_string!(locale, pages.lost_title)
            description=td_string!(locale, pages.lost_lead)
            path
            noindex=true
        />
        <article class="error-page">
            <svg class="illustration" aria-hidden="true" viewBox="0 0 240 160">
                <use href="/illustrations.svg#lost"></use>
            </svg>
            <p class="error-code numeric">"404"</p>
            <h1>{td_string!(locale, pages.lost_title)}</h1>
            <p class="lead">{td_string!(locale, pages.lost_lead)}</p>
            <form role="search" action=href("/") method="get">
                <div class="field">
                    <label class="field-label" for="lost-search">
                        {td_string!(locale, pages.lost_search)}
                    </label>
                    <div class="search-field">
                        <Icon name="search" />
                        <input class="input" type="search" id="lost-search" name="q" maxlength="100" />
                        <button class="button">{td_string!(locale, pages.lost_search_button)}</button>
                    </div>
                </div>
            </form>
            <nav class="page-actions" aria-label=td_string!(locale, pages.lost_ways)>
                {ways
                    .map(|(path, icon, name)| {
                        view! {
                            <a class="button button-quiet" href=href(path)>
                                <Icon name=icon />
                                <span>{name}</span>
                            </a>
                        }
                    })
                    .collect_view()}
            </nav>
        </article>
    }
}
