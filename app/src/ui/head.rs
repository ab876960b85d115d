//! The head of a page: title, description, canonical address, the same page in other languages, and how it looks when shared.

use domain::language::Language;
use leptos::prelude::*;
use leptos_meta::{Link, Meta, Title};

use crate::language::{address, use_language};

/// The public address of this deployment, without a slash at the end.
#[cfg(feature = "ssr")]
#[must_use]
pub fn base_url() -> String {
    crate::server::context().site.base_url
}

/// The public address of this deployment, as the document's head says it.
#[cfg(not(feature = "ssr"))]
#[must_use]
pub fn base_url() -> String {
    let said = document().query_selector("meta[name=okolica-base]").ok().flatten();
    said.and_then(|meta| meta.get_attribute("content")).unwrap_or_default()
}

/// What the tab of a page is called.
fn full_title(title: &str) -> String {
    if title == "Okolica" { title.to_owned() } else { format!("{title} · Okolica") }
}

/// Renames the tab of a page that is open. An effect of the browser alone: the server writes the head when the page's signals
/// may be gone.
pub fn follow_title(title: impl Fn() -> String + 'static) {
    Effect::new(move |before: Option<()>| {
        let title = full_title(&title());
        if before.is_some() {
            document().set_title(&title);
        }
    });
}

/// Sets everything that a page says in its head.
#[component]
pub fn PageHead(
    /// The title, without the product's name.
    #[prop(into)]
    title: String,
    /// One or two sentences for search engines and shared links.
    #[prop(into)]
    description: String,
    /// The path of the page without a language.
    #[prop(into)]
    path: String,
    /// Whether search engines shall leave it alone.
    #[prop(optional)]
    noindex: bool,
    /// A schema.org description as JSON.
    #[prop(optional, into)]
    json_ld: Option<String>,
) -> impl IntoView {
    let language = use_language();
    let base = base_url();
    let absolute = |language: Language| format!("{base}{}", address(language, &path));
    view! {
        <Title text=full_title(&title) />
        <Meta name="description" content=description.clone() />
        <Meta property="og:title" content=title />
        <Meta property="og:description" content=description />
        <Meta property="og:type" content="website" />
        <Meta property="og:site_name" content="Okolica" />
        <Meta property="og:url" content=absolute(language) />
        <Meta property="og:image" content=format!("{base}/og.png") />
        {if noindex {
            view! { <Meta name="robots" content="noindex" /> }.into_any()
        } else {
            view! {
                <Link rel="canonical" href=absolute(language) />
                <Link rel="alternate" hreflang="pl" href=absolute(Language::Pl) />
                <Link rel="alternate" hreflang="en" href=absolute(Language::En) />
                <Link rel="alternate" hreflang="uk" href=absolute(Language::Uk) />
                <Link rel="alternate" hreflang="x-default" href=absolute(Language::Pl) />
            }
                .into_any()
        }}
        {json_ld.map(|json| view! { <script type="application/ld+json" inner_html=json></script> })}
    }
}
