//! The pages of prose: what Okolica is, privacy, accessibility.

use leptos::either::EitherOf4;
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::api;
use super::document::{Block, Prose, Section, Span, Subject};
use crate::language::{href, use_language, use_locale};
use crate::ui::head::PageHead;
use crate::ui::notice::ErrorNotice;

/// What Okolica is, where its data comes from, and what its words mean.
#[component]
pub fn AboutPage() -> impl IntoView {
    let locale = use_locale();
    let (title, lead) = (td_string!(locale, pages.about_title), td_string!(locale, pages.about_lead));
    view! { <ProsePage subject=Subject::About path="/about" title lead /> }
}

/// What is kept about visitors, for how long, and how to erase it.
#[component]
pub fn PrivacyPage() -> impl IntoView {
    let locale = use_locale();
    let (title, lead) = (td_string!(locale, pages.privacy_title), td_string!(locale, pages.privacy_lead));
    view! { <ProsePage subject=Subject::Privacy path="/privacy" title lead /> }
}

/// The *deklaracja dostępności*, with the ids that its form prescribes.
#[component]
pub fn AccessibilityPage() -> impl IntoView {
    let locale = use_locale();
    let (title, lead) = (td_string!(locale, pages.accessibility_title), td_string!(locale, pages.accessibility_lead));
    view! { <ProsePage subject=Subject::Accessibility path="/accessibility" title lead /> }
}

#[component]
fn ProsePage(subject: Subject, path: &'static str, title: &'static str, lead: &'static str) -> impl IntoView {
    let (locale, language) = (use_locale(), use_language());
    let text = Resource::new(move || subject, move |subject| api::read_prose(subject, language));
    view! {
        <PageHead title description=lead path />
        <main id="main" class="page page-narrow" tabindex="-1">
            <article class="prose">
                <header class="page-head">
                    <nav class="breadcrumb" aria-label=td_string!(locale, common.breadcrumb)>
                        <ol>
                            <li>
                                <a href=href("/")>{td_string!(locale, common.nav_discover)}</a>
                            </li>
                            <li aria-current="page">{title}</li>
                        </ol>
                    </nav>
                    <h1>{title}</h1>
                    <p class="lead">{lead}</p>
                </header>
                <Suspense fallback=move || {
                    view! { <p aria-busy="true">{td_string!(locale, pages.prose_loading)}</p> }
                }>
                    {move || Suspend::new(async move {
                        text.await.map_or_else(
                            |error| view! { <ErrorNotice error /> }.into_any(),
                            |text| view! { <Text text /> }.into_any(),
                        )
                    })}
                </Suspense>
            </article>
        </main>
    }
}

#[component]
fn Text(text: Prose) -> impl IntoView {
    let Prose { opening, sections } = text;
    view! {
        {blocks(opening)}
        {sections
            .into_iter()
            .map(|Section { id, heading, blocks: text }| {
                view! {
                    <section id=id>
                        <h2>{heading}</h2>
                        {blocks(text)}
                    </section>
                }
            })
            .collect_view()}
    }
}

fn blocks(blocks: Vec<Block>) -> impl IntoView {
    blocks
        .into_iter()
        .map(|block| match block {
            Block::Paragraph { id, spans: text } => view! { <p id=id>{spans(text)}</p> }.into_any(),
            Block::List(items) => {
                let items = items.into_iter().map(|item| view! { <li>{spans(item)}</li> }).collect_view();
                view! { <ul>{items}</ul> }.into_any()
            }
        })
        .collect_view()
}

fn spans(spans: Vec<Span>) -> impl IntoView {
    spans
        .into_iter()
        .map(|Span { text, href, id, date }| match (href, date, id) {
            (Some(href), _, id) => {
                // The router would look for a page where a file is.
                let rel = (!href.starts_with('/') || href.starts_with("/map/")).then_some("external");
                EitherOf4::A(view! { <a href=href id=id rel=rel>{text}</a> })
            }
            (None, Some(date), id) => EitherOf4::B(view! { <time datetime=date.to_string() id=id>{text}</time> }),
            (None, None, Some(id)) => EitherOf4::C(view! { <span id=id>{text}</span> }),
            (None, None, None) => EitherOf4::D(text),
        })
        .collect_view()
}
