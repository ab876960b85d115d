//! What people see and do: the Leptos application and the server functions that it calls.
//!
//! The same code renders pages on the server (feature `ssr`) and brings them to life in the browser (feature `hydrate`). It
//! must never name SQL or SeaORM, decide a rule that belongs to `domain`, or render anything that differs between the two
//! sides: what time it is, is data.

#![recursion_limit = "512"]

/// What the build script makes of `locales/`, with keys that the compiler checks.
#[expect(unused, reason = "the generated module offers more than the application uses")]
#[expect(clippy::expect_used, reason = "generated: it reads names that the build has read before")]
mod translations {
    include!(concat!(env!("OUT_DIR"), "/i18n/mod.rs"));
}
pub(crate) use translations::i18n;

pub mod error;
pub mod favourites;
pub mod itineraries;
pub mod language;
pub mod map;
pub mod pages;
#[cfg(feature = "ssr")]
pub mod server;
#[cfg(feature = "ssr")]
pub mod session;
#[cfg(feature = "ssr")]
pub mod shell;
pub mod ui;
pub mod venues;
pub mod words;

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;

use crate::favourites::FavouritesPage;
use crate::itineraries::{PlanPage, PlansPage, SharedPlanPage};
use crate::pages::{AboutPage, AccessibilityPage, NotFoundPage, PrivacyPage};
use crate::ui::layout::Layout;
use crate::venues::{DiscoverPage, GminaPage, GminasPage, VenuePage};

/// The application: its providers and its table of routes.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    let language = language::language_of(&language::requested_path());
    provide_context(language);
    ui::announcer::provide();
    favourites::provide();

    view! {
        <Router base=language::prefix(language)>
            <Layout>
                <Routes fallback=NotFoundPage>
                    <Route path=path!("/") view=DiscoverPage />
                    <Route path=path!("/venues/:slug") view=VenuePage />
                    <Route path=path!("/gminas") view=GminasPage />
                    <Route path=path!("/gminas/:slug") view=GminaPage />
                    <Route path=path!("/favourites") view=FavouritesPage />
                    <Route path=path!("/plans") view=PlansPage />
                    <Route path=path!("/plans/:id") view=PlanPage />
                    <Route path=path!("/shared/:token") view=SharedPlanPage />
                    <Route path=path!("/about") view=AboutPage />
                    <Route path=path!("/privacy") view=PrivacyPage />
                    <Route path=path!("/accessibility") view=AccessibilityPage />
                </Routes>
            </Layout>
        </Router>
    }
}
