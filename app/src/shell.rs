//! The HTML document around the application.

use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, MetaTags};

use crate::App;
use crate::language::{language_of, requested_path};

/// The document of one page, on the server.
#[must_use]
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let language = language_of(&requested_path());
    view! {
        <!DOCTYPE html>
        <html lang=language.as_str()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta name="theme-color" media="(prefers-color-scheme: light)" content="#faf6ec" />
                <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#17201c" />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="manifest" href="/manifest.webmanifest" />
                <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
                <script src="/theme.js"></script>
                <AutoReload options=options.clone() />
                <HydrationScripts options=options.clone() />
                <HashedStylesheet options id="okolica-style" />
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}
