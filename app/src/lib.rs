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
mod routes;
#[cfg(feature = "ssr")]
pub mod server;
#[cfg(feature = "ssr")]
pub mod session;
#[cfg(feature = "ssr")]
pub mod shell;
pub mod trips;
pub mod ui;
pub mod venues;
pub mod wire;
pub mod words;

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{Lazy, path};

use crate::pages::NotFoundPage;
use crate::routes::{
    AboutRoute, AccessibilityRoute, FavouritesRoute, GminaRoute, GminasRoute, ImportRoute, InvitationRoute, PlanRoute,
    PlansRoute, PrintRoute, PrintSharedRoute, PrivacyRoute, ProposalRoute, SharedPlanRoute, TripRoute, TripsRoute,
    VenueRoute,
};
use crate::ui::layout::Layout;
use crate::venues::DiscoverPage;

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
                    <Route path=path!("/venues/:slug") view={Lazy::<VenueRoute>::new()} />
                    <Route path=path!("/gminas") view={Lazy::<GminasRoute>::new()} />
                    <Route path=path!("/gminas/:slug") view={Lazy::<GminaRoute>::new()} />
                    <Route path=path!("/favourites") view={Lazy::<FavouritesRoute>::new()} />
                    <Route path=path!("/plans") view={Lazy::<PlansRoute>::new()} />
                    <Route path=path!("/plans/:id") view={Lazy::<PlanRoute>::new()} />
                    <Route path=path!("/plans/:id/import") view={Lazy::<ImportRoute>::new()} />
                    <Route path=path!("/plans/:id/proposal") view={Lazy::<ProposalRoute>::new()} />
                    <Route path=path!("/plans/:id/print") view={Lazy::<PrintRoute>::new()} />
                    <Route path=path!("/shared/:token") view={Lazy::<SharedPlanRoute>::new()} />
                    <Route path=path!("/shared/:token/print") view={Lazy::<PrintSharedRoute>::new()} />
                    <Route path=path!("/trips") view={Lazy::<TripsRoute>::new()} />
                    <Route path=path!("/trips/:slug") view={Lazy::<TripRoute>::new()} />
                    <Route path=path!("/join/:token") view={Lazy::<InvitationRoute>::new()} />
                    <Route path=path!("/about") view={Lazy::<AboutRoute>::new()} />
                    <Route path=path!("/privacy") view={Lazy::<PrivacyRoute>::new()} />
                    <Route path=path!("/accessibility") view={Lazy::<AccessibilityRoute>::new()} />
                </Routes>
            </Layout>
        </Router>
    }
}
