//! The fifteen gminas.

use domain::gmina::Gmina;
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::api::list_gminas;
use crate::language::{href, use_language, use_locale};
use crate::pages::FailurePage;
use crate::ui::head::PageHead;
use crate::ui::icon::Icon;

/// The list of gminas with their shapes.
#[component]
pub fn GminasPage() -> impl IntoView {
    let language = use_language();
    let locale = use_locale();
    let list = Resource::new(|| (), move |()| list_gminas(language));
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match list.await {
                    Err(error) => view! { <FailurePage error /> }.into_any(),
                    Ok(gminas) => {
                        view! {
                            <PageHead
                                title=td_string!(locale, venues.gminas_title)
                                description=td_string!(locale, venues.gminas_description)
                                path="/gminas"
                            />
                            <main id="main" class="page page-wide" tabindex="-1">
                                <header class="page-head">
                                    <h1>{td_string!(locale, venues.gminas_title)}</h1>
                                    <p class="lead">{td_string!(locale, venues.gminas_lead)}</p>
                                    <a class="more-link" href=href("/trips")>
                                        {td_string!(locale, plans.start_from_trip)}
                                        <Icon name="arrow-right" />
                                    </a>
                                </header>
                                <ul class="gmina-list">
                                    {gminas
                                        .into_iter()
                                        .map(|gmina| {
                                            view! {
                                                <li>
                                                    <GminaCard gmina />
                                                </li>
                                            }
                                        })
                                        .collect_view()}
                                </ul>
                            </main>
                        }
                            .into_any()
                    }
                }
            })}
        </Transition>
    }
}

#[component]
fn GminaCard(gmina: Gmina) -> impl IntoView {
    let language = use_language();
    let locale = use_locale();
    let first_sentence = gmina.character.value.split_inclusive(". ").next().unwrap_or_default().trim().to_owned();
    view! {
        <article class="gmina-card">
            <GminaShape slug=gmina.slug.to_string() class="gmina-shape" />
            <h2 class="gmina-card-name">
                <a href=href(&format!("/gminas/{}", gmina.slug)) lang=gmina.name.lang_on(language)>
                    {gmina.name.value.clone()}
                </a>
            </h2>
            <p lang=gmina.character.lang_on(language)>{first_sentence}</p>
            <p class="meta numeric">{td_string!(locale, venues.places, count = gmina.venues).to_string()}</p>
        </article>
    }
}

/// The outline of a gmina among all of them.
#[component]
pub fn GminaShape(
    /// Which.
    slug: String,
    /// The class of its size.
    class: &'static str,
) -> impl IntoView {
    view! {
        <svg class=class aria-hidden="true" viewBox="0 0 600 360">
            <use class="gmina-shape-all" href="/gminas.svg#all"></use>
            <use class="gmina-shape-one" href=format!("/gminas.svg#{slug}")></use>
        </svg>
    }
}
