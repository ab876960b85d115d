//! The router: one function for the program and for its tests.

use axum::Router;
use axum::extract::{Request, State as Lent};
use axum::middleware;
use axum::response::Response;
use axum::routing::{any, get};
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};

use crate::http::fault::Fault;
use crate::http::visitor::accepts_html;
use crate::http::{cross_site, files, limits, log, policy};
use crate::route::{functions, health, import, itinerary, map, pages, proposals, robots};
use crate::state::State;

/// Every route of Okolica, with everything that stands around them.
pub fn router(state: State) -> Router {
    // The first call starts the executor of the reactive system; the others find it started.
    let _ = any_spawner::Executor::init_tokio();
    let routes = Router::new()
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/robots.txt", get(robots::robots))
        .route("/sitemap.xml", get(robots::sitemap))
        .route("/map/venues.geojson", get(map::venues))
        .route("/map/gminas.geojson", get(map::gminas))
        .merge(itinerary::routes())
        .merge(import::routes())
        .merge(proposals::routes())
        .route("/api/{*function}", any(functions::call))
        .method_not_allowed_fallback(method_not_allowed)
        .fallback(pages::page)
        .with_state(state.clone())
        .merge(files::routes(state.site_root(), state.leptos().hash_files));
    around(routes, &state)
}

/// Puts the layers around some routes, the outermost last.
pub fn around(routes: Router, state: &State) -> Router {
    let faults = state.faults().clone();
    let panicked = move |_| faults.response(Fault::Internal, "/", true);
    let small = DefaultPredicate::new().and(NotForContentType::new("font/"));
    let compressed = routes.layer(CompressionLayer::new().quality(CompressionLevel::Fastest).compress_when(small));
    let calm = compressed.layer(CatchPanicLayer::custom(panicked));
    let ours = cross_site::guard(limits::bound(calm, state), state);
    ours.layer(middleware::from_fn_with_state(state.clone(), policy::protect)).layer(middleware::from_fn(log::write))
}

async fn method_not_allowed(Lent(state): Lent<State>, request: Request) -> Response {
    state.faults().response(Fault::Method, request.uri().path(), accepts_html(request.headers()))
}
