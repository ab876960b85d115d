//! How large, how long and how slow a request may be.

use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, Request, State as Lent};
use axum::http::header;
use axum::middleware::{self, Next};
use axum::response::Response;
use http_body_util::{BodyExt, LengthLimitError, Limited};

use super::fault::Fault;
use super::visitor::accepts_html;
use crate::state::State;

/// The largest body of a request, bytes: a plan of 30 days and 200 stops is about 40 kB as a form.
pub const BODY_MAX: usize = 128 * 1024;
/// The longest address of a request, bytes.
pub const ADDRESS_MAX: usize = 8 * 1024;
/// How long a request may take from its head to its answer.
pub const TIME_MAX: Duration = Duration::from_secs(30);

/// Puts the limits around every route of `router`.
pub fn bound(router: Router, state: &State) -> Router {
    router.layer(DefaultBodyLimit::max(BODY_MAX)).layer(middleware::from_fn_with_state(state.clone(), check))
}

async fn check(Lent(state): Lent<State>, request: Request, next: Next) -> Response {
    let path = request.uri().path().chars().take(200).collect::<String>();
    let wants_page = accepts_html(request.headers());
    let refuse = |fault| state.faults().response(fault, &path, wants_page);
    if request.uri().path_and_query().is_some_and(|address| address.as_str().len() > ADDRESS_MAX) {
        return refuse(Fault::AddressTooLong);
    }
    let length = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    if length.is_some_and(|length: usize| length > BODY_MAX) {
        return refuse(Fault::TooLarge);
    }
    match tokio::time::timeout(TIME_MAX, next.run(request)).await {
        Ok(response) => response,
        Err(_) => {
            tracing::warn!(path = super::log::shown(&path), "a request took longer than 30 s");
            refuse(Fault::Busy)
        }
    }
}

/// Reads the whole body of a request.
///
/// # Errors
/// The fault to answer with: larger than [`BODY_MAX`], slower than [`TIME_MAX`], or broken off.
pub async fn read_body(body: Body) -> Result<Bytes, Fault> {
    match tokio::time::timeout(TIME_MAX, Limited::new(body, BODY_MAX).collect()).await {
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(error)) if error.downcast_ref::<LengthLimitError>().is_some() => Err(Fault::TooLarge),
        Ok(Err(_)) | Err(_) => Err(Fault::Slow),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_body_is_read_to_the_limit_and_not_beyond_whatever_its_length_claims() {
        assert_eq!(read_body(Body::from(vec![0; BODY_MAX])).await.unwrap().len(), BODY_MAX);
        let chunk = || Ok::<_, std::io::Error>(Bytes::from(vec![0; 4096]));
        let endless = Body::from_stream(futures::stream::repeat_with(chunk));
        assert_eq!(read_body(endless).await.unwrap_err(), Fault::TooLarge);
        let broken = futures::stream::iter([chunk(), Err(std::io::Error::other("gone"))]);
        assert_eq!(read_body(Body::from_stream(broken)).await.unwrap_err(), Fault::Slow);
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_that_never_ends_is_given_up() {
        let silent = Body::from_stream(futures::stream::pending::<Result<Bytes, std::io::Error>>());
        assert_eq!(read_body(silent).await.unwrap_err(), Fault::Slow);
    }
}
