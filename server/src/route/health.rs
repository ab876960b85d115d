//! Whether the program lives, and whether it wants requests.

use std::time::Duration;

use axum::extract::State as Lent;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::state::State;

/// How long the database may take to answer a word.
const PATIENCE: Duration = Duration::from_secs(2);

/// The program lives.
pub async fn alive() -> Response {
    told(StatusCode::OK, "alive\n")
}

/// The program wants requests: it is not ending, and its database answers.
pub async fn ready(Lent(state): Lent<State>) -> Response {
    if state.is_draining() {
        return told(StatusCode::SERVICE_UNAVAILABLE, "ending\n");
    }
    match tokio::time::timeout(PATIENCE, state.context().store.ping()).await {
        Ok(Ok(())) => told(StatusCode::OK, "ready\n"),
        Ok(Err(_)) | Err(_) => told(StatusCode::SERVICE_UNAVAILABLE, "the database is away\n"),
    }
}

fn told(status: StatusCode, word: &'static str) -> Response {
    (status, [(header::CACHE_CONTROL, "no-store")], word).into_response()
}
