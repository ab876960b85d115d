//! The pages whose code the browser fetches when somebody goes there: what the first look at Discover does not need. Pages
//! that people visit together travel together.

use leptos::prelude::*;
use leptos_router::LazyRoute;

use crate::favourites::FavouritesPage;
use crate::itineraries::{
    ImportPage, InvitationPage, PlanPage, PlansPage, PrintPage, PrintSharedPage, ProposalPage, SharedPlanPage,
};
use crate::pages::{AboutPage, AccessibilityPage, PrivacyPage};
use crate::trips::{TripPage, TripsPage};
use crate::venues::{GminaPage, GminasPage, VenuePage};

/// Routes whose code is fetched with the chunk that is named first. `lazy` makes of every `view` a function that fetches the
/// chunk before it runs, and `__preload_view`, which only fetches.
macro_rules! fetched {
    ($chunk:ident: $($(#[$doc:meta])* $route:ident, $view:ident, $preload:ident => $page:ident;)+) => {
        $(
            #[lazy($chunk)]
            fn $view() -> AnyView {
                $page().into_any()
            }

            $(#[$doc])*
            pub(crate) struct $route;

            impl LazyRoute for $route {
                fn data() -> Self {
                    Self
                }

                async fn view(_this: Self) -> AnyView {
                    $view().await
                }

                async fn preload() {
                    #[cfg(feature = "hydrate")]
                    $preload().await;
                }
            }
        )+
    };
}

fetched! { places:
    /// One venue.
    VenueRoute, venue, __preload_venue => VenuePage;
    /// The gminas.
    GminasRoute, gminas, __preload_gminas => GminasPage;
    /// One gmina.
    GminaRoute, gmina, __preload_gmina => GminaPage;
}

fetched! { planning:
    /// The favourites.
    FavouritesRoute, favourites, __preload_favourites => FavouritesPage;
    /// The visitor's plans.
    PlansRoute, plans, __preload_plans => PlansPage;
    /// The builder of a plan.
    PlanRoute, plan, __preload_plan => PlanPage;
    /// Places for a plan from a file.
    ImportRoute, import, __preload_import => ImportPage;
    /// A proposal for a plan, without JavaScript.
    ProposalRoute, proposal, __preload_proposal => ProposalPage;
    /// A plan that somebody shared.
    SharedPlanRoute, shared_plan, __preload_shared_plan => SharedPlanPage;
    /// A plan on paper.
    PrintRoute, print, __preload_print => PrintPage;
    /// A shared plan on paper.
    PrintSharedRoute, print_shared, __preload_print_shared => PrintSharedPage;
    /// The trips.
    TripsRoute, trips, __preload_trips => TripsPage;
    /// One trip.
    TripRoute, trip, __preload_trip => TripPage;
    /// An invitation to plan together.
    InvitationRoute, invitation, __preload_invitation => InvitationPage;
}

fetched! { prose:
    /// What Okolica is.
    AboutRoute, about, __preload_about => AboutPage;
    /// What is kept of a visitor.
    PrivacyRoute, privacy, __preload_privacy => PrivacyPage;
    /// The declaration of accessibility.
    AccessibilityRoute, accessibility, __preload_accessibility => AccessibilityPage;
}

/// The chunk that holds the code of a page; none for Discover and for pages that do not exist. `path` has no language.
#[cfg(feature = "ssr")]
pub(crate) fn chunk_of(path: &str) -> Option<&'static str> {
    match path.split('/').nth(1)? {
        "venues" | "gminas" => Some("places"),
        "favourites" | "plans" | "shared" | "join" | "trips" => Some("planning"),
        "about" | "privacy" | "accessibility" => Some("prose"),
        _ => None,
    }
}
