//! The HTML document around the application, on the server only.

use domain::language::Language;
use leptos::prelude::*;
use leptos::{PrefetchLazyFn, WasmSplitManifest};
use leptos_meta::{HashedStylesheet, MetaTags};

use crate::language::{language_of, requested_path, without_language};
use crate::server::context;
use crate::{App, routes};

/// The document of one page.
#[must_use]
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let language = language_of(&requested_path());
    let site = context().site;
    view! {
        <!DOCTYPE html>
        <html lang=language.as_str()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta name="theme-color" media="(prefers-color-scheme: light)" content="#f8f4ea" />
                <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#171c19" />
                <meta name="okolica-base" content=site.base_url />
                {site.map_style_url.map(|url| view! { <meta name="okolica-map-style" content=url /> })}
                <script src="/theme.js"></script>
                <script src="/recovery.js"></script>
                {fonts(language)
                    .map(|font| {
                        view! { <link rel="preload" r#as="font" type="font/woff2" crossorigin="anonymous" href=font /> }
                    })
                    .collect_view()}
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
                <link rel="manifest" href="/manifest.webmanifest" />
                <HashedStylesheet options=options.clone() id="okolica-style" />
                <AutoReload options=options.clone() />
                <HydrationScripts options defer=true />
                <CodeOfPage />
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// Lets the browser fetch the code of the page's chunk at once, not only when the frame has begun to run.
///
/// Leptos would do so too, but after an `await` where it no longer knows whose page it is: under load one page gets the links
/// of another. So what it gathers goes to a set that nobody reads.
#[component]
fn CodeOfPage() -> impl IntoView {
    provide_context(PrefetchLazyFn::default());
    let chunk = routes::chunk_of(without_language(&requested_path()))?;
    let manifest = use_context::<WasmSplitManifest>()?;
    let (folder, chunks, loader) = manifest.0.get_value();
    let files = chunks.into_iter().find_map(|(name, files)| name.starts_with(&format!("{chunk}_")).then_some(files))?;
    let file = |file: String| {
        let href = format!("{folder}/{file}.wasm");
        view! { <link rel="preload" r#as="fetch" r#type="application/wasm" crossorigin="anonymous" fetchpriority="low" href=href /> }
    };
    Some(view! {
        <link rel="modulepreload" fetchpriority="low" href=format!("{folder}/{loader}") />
        {files.into_iter().map(file).collect_view()}
    })
}

/// The files whose letters the first screen of a language needs.
const fn fonts(language: Language) -> [&'static str; 2] {
    match language {
        Language::Pl | Language::En => ["/fonts/text-latin.woff2", "/fonts/heading-latin.woff2"],
        Language::Uk => ["/fonts/text-cyrillic.woff2", "/fonts/heading-cyrillic.woff2"],
    }
}
