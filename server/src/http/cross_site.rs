//! Requests that change something are taken from our own pages only.
//!
//! Browsers say where a request comes from (`Sec-Fetch-Site`, `Origin`), and no page can forge that. Server functions have no
//! protection of their own, so the check stands around the whole router; reading is free (GET, HEAD, OPTIONS), which is why
//! nothing may ever be changed by a GET.

use app::server::Site;
use axum::Router;
use axum::extract::{Request, State as Lent};
use axum::http::Method;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use tower_http::csrf::{CsrfLayer, ProtectionError};

use super::fault::Fault;
use super::visitor::accepts_html;
use crate::state::State;

/// Puts the check around every route of `router`.
pub fn guard(router: Router, state: &State) -> Router {
    let layer = layer(&state.context().site);
    router.layer(layer).layer(middleware::from_fn_with_state(state.clone(), explain))
}

/// Requests are ours if they come from the host that they go to, or from the public address (a proxy may rename the host).
fn layer(site: &Site) -> CsrfLayer {
    CsrfLayer::new().add_trusted_origin(&site.base_url).unwrap_or_else(|error| {
        tracing::warn!(%error, "the public address cannot be an origin, so only the host of a request counts");
        CsrfLayer::new()
    })
}

/// Gives a refusal its page.
async fn explain(Lent(state): Lent<State>, request: Request, next: Next) -> Response {
    let (path, wants_page) = (request.uri().path().to_owned(), accepts_html(request.headers()));
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let response = next.run(request).await;
    if changes && response.extensions().get::<ProtectionError>().is_some() {
        return state.faults().response(Fault::CrossSite, &path, wants_page).into_response();
    }
    response
}
