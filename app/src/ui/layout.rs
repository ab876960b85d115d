//! What stands around every page: skip link, header, footer, live region.

use domain::language::Language;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_location;

use crate::language::{address, href, use_language, use_locale, without_language};
use crate::ui::announcer::Announcer;
use crate::ui::icon::Icon;
use crate::ui::language_offer::LanguageOffer;
use crate::ui::notice::FormErrorNotice;
use crate::ui::theme::ThemeSwitch;

/// The frame of every page.
#[component]
pub fn Layout(children: Children) -> impl IntoView {
    let locale = use_locale();
    Effect::new(|_| {
        // Tests and styles tell by this mark that the page answers to its buttons.
        if let Some(root) = document().document_element() {
            root.set_attribute("data-hydrated", "true").ok();
        }
    });
    view! {
        // External to the router, which would change the address and leave the focus behind.
        <a class="skip-link" href="#main" rel="external">
            {td_string!(locale, common.skip)}
        </a>
        <header class="site-header">
            <a class="brand" href=href("/")>
                <svg class="brand-mark" aria-hidden="true" viewBox="0 0 24 24">
                    <use href="/icons.svg#blaze"></use>
                </svg>
                <span class="brand-name">{td_string!(locale, common.brand)}</span>
            </a>
            <Navigation />
            <div class="site-tools">
                <LanguageSwitch />
                <ThemeSwitch />
            </div>
        </header>
        <LanguageOffer />
        <FormErrorNotice />
        {children()}
        <Footer />
        <Announcer />
    }
}

#[component]
fn Navigation() -> impl IntoView {
    let locale = use_locale();
    let location = use_location();
    let items = [
        ("/", "compass", td_string!(locale, common.nav_discover)),
        ("/gminas", "pin", td_string!(locale, common.nav_gminas)),
        ("/favourites", "heart", td_string!(locale, common.nav_favourites)),
        ("/plans", "calendar", td_string!(locale, common.nav_plans)),
    ];
    view! {
        <nav class="site-nav" aria-label=td_string!(locale, common.nav_label)>
            <ul>
                {items
                    .map(|(path, icon, name)| {
                        let current = move || {
                            let here = location.pathname.read();
                            (without_language(&here) == path).then_some("page")
                        };
                        view! {
                            <li>
                                <a href=href(path) aria-current=current>
                                    <Icon name=icon />
                                    <span>{name}</span>
                                </a>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </nav>
    }
}

#[component]
fn LanguageSwitch() -> impl IntoView {
    let here = use_language();
    let location = use_location();
    let languages =
        [(Language::Pl, "Polski", "PL"), (Language::En, "English", "EN"), (Language::Uk, "Українська", "УК")];
    view! {
        <nav class="language-switch" aria-label=td_string!(use_locale(), common.language_label)>
            <ul>
                {languages
                    .map(|(language, name, short)| {
                        let target = move || {
                            let path = location.pathname.read();
                            let search = location.search.read();
                            let query = if search.is_empty() { String::new() } else { format!("?{}", search.trim_start_matches('?')) };
                            address(language, &format!("{}{query}", without_language(&path)))
                        };
                        view! {
                            <li>
                                <a
                                    href=target
                                    hreflang=language.as_str()
                                    lang=language.as_str()
                                    rel="external"
                                    aria-current=(language == here).then_some("true")
                                >
                                    <span class="visually-hidden">{name}</span>
                                    <span aria-hidden="true">{short}</span>
                                </a>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </nav>
    }
}

#[component]
fn Footer() -> impl IntoView {
    let locale = use_locale();
    view! {
        <footer class="site-footer">
            <div class="site-footer-inner">
                <p class="brand-line">
                    <svg class="brand-mark" aria-hidden="true" viewBox="0 0 24 24">
                        <use href="/icons.svg#blaze"></use>
                    </svg>
                    {td_string!(locale, common.footer_line)}
                </p>
                <nav aria-label=td_string!(locale, common.footer_label)>
                    <ul class="footer-links">
                        <li>
                            <a href=href("/trips")>{td_string!(locale, common.footer_trips)}</a>
                        </li>
                        <li>
                            <a href=href("/about")>{td_string!(locale, common.footer_about)}</a>
                        </li>
                        <li>
                            <a href=href("/privacy")>{td_string!(locale, common.footer_privacy)}</a>
                        </li>
                        <li>
                            <a href=href("/accessibility")>{td_string!(locale, common.footer_accessibility)}</a>
                        </li>
                    </ul>
                </nav>
                <p class="credits">
                    {td_string!(locale, common.footer_sources)} " "
                    <a href="https://www.openstreetmap.org/copyright" rel="external">
                        {td_string!(locale, common.footer_osm)}
                    </a>
                </p>
            </div>
        </footer>
    }
}
