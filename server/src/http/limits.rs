//! How large, how long and how slow a request may be.

use std::time::Duration;

use app::language::without_language;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, Request, State as Lent};
use axum::http::{Method, header};
use axum::middleware::{self, Next};
use axum::response::Response;
use http_body_util::{BodyExt, LengthLimitError, Limited};

use super::fault::Fault;
use super::visitor::accepts_html;
use crate::state::State;

/// The largest body of a request, bytes: a plan of 30 days and 200 stops is about 40 kB as a form.
pub const BODY_MAX: usize = 128 * 1024;
/// The largest body of a request that brings a file, bytes. A file may not be nearly as large, but browsers show no
/// answer to what they could not finish sending, so that whoever chose the wrong file would not learn why it is refused.
pub const FILE_BODY_MAX: usize = 64 * 1024 * 1024;
/// The longest address of a request, bytes.
pub const ADDRESS_MAX: usize = 8 * 1024;
/// How long a request may take from its head to its answer.
pub const TIME_MAX: Duration = Duration::from_secs(30);
/// How long the body of a request may be on its way: [`BODY_MAX`] at 56 kbit/s, so that there is time left to say so.
pub const BODY_TIME_MAX: Duration = Duration::from_secs(20);
/// How long a body that brings a file may be on its way: 2 MB at 56 kbit/s, as at the edge of a mobile network.
pub const FILE_TIME_MAX: Duration = Duration::from_secs(5 * 60);
/// How long a body that brings a file may stand still. A telephone that goes from one mast to another, or through a tunnel,
/// is back by then; whoever is not holds no connection for the rest of [`FILE_TIME_MAX`].
pub const FILE_PAUSE_MAX: Duration = Duration::from_secs(20);

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
    let brings_file = *request.method() == Method::POST && takes_files(request.uri().path());
    let longest = if brings_file { FILE_BODY_MAX } else { BODY_MAX };
    if length.is_some_and(|length: usize| length > longest) {
        return refuse(Fault::TooLarge);
    }
    // The file's own limits end earlier and say why.
    let time_max = if brings_file { FILE_TIME_MAX + TIME_MAX } else { TIME_MAX };
    match tokio::time::timeout(time_max, next.run(request)).await {
        Ok(response) => response,
        Err(_) => {
            let seconds = time_max.as_secs();
            tracing::warn!(path = super::log::shown(&path), "a request took longer than {seconds} s");
            refuse(Fault::Busy)
        }
    }
}

/// Whether an address takes files: that of an import into a plan.
fn takes_files(path: &str) -> bool {
    let mut segments = without_language(path).split('/').skip(1);
    segments.next() == Some("plans") && segments.nth(1) == Some("import") && segments.next().is_none()
}

/// Reads a body that brings a file to its end, and keeps at most `longest` bytes of it.
///
/// # Errors
/// The fault to answer with: larger than that, slower than [`FILE_TIME_MAX`], still for [`FILE_PAUSE_MAX`], or broken off.
pub async fn read_file(body: Body, longest: usize) -> Result<Bytes, Fault> {
    tokio::time::timeout(FILE_TIME_MAX, read_frames(body, longest)).await.unwrap_or(Err(Fault::Slow))
}

async fn read_frames(mut body: Body, longest: usize) -> Result<Bytes, Fault> {
    let (mut kept, mut length) = (Vec::new(), 0_usize);
    while let Some(frame) = tokio::time::timeout(FILE_PAUSE_MAX, body.frame()).await.map_err(|_| Fault::Slow)? {
        let frame = frame.map_err(|_| Fault::Slow)?;
        let Some(piece) = frame.data_ref() else { continue };
        length += piece.len();
        if length <= longest {
            kept.extend_from_slice(piece);
        } else if length <= FILE_BODY_MAX {
            kept = Vec::new();
        } else {
            return Err(Fault::TooLarge);
        }
    }
    if length <= longest { Ok(kept.into()) } else { Err(Fault::TooLarge) }
}

/// Reads the whole body of a request.
///
/// # Errors
/// The fault to answer with: larger than [`BODY_MAX`], slower than [`BODY_TIME_MAX`], or broken off.
pub async fn read_body(body: Body) -> Result<Bytes, Fault> {
    match tokio::time::timeout(BODY_TIME_MAX, Limited::new(body, BODY_MAX).collect()).await {
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(error)) if error.downcast_ref::<LengthLimitError>().is_some() => Err(Fault::TooLarge),
        Ok(Err(_)) | Err(_) => Err(Fault::Slow),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use futures::StreamExt;

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

    #[tokio::test]
    async fn a_body_with_a_file_is_read_to_its_end_but_not_without_end_and_kept_to_a_limit() {
        let chunk = |_| Ok::<_, std::io::Error>(Bytes::from(vec![0; 4096]));
        let chunks = |count| Body::from_stream(futures::stream::iter((0..count).map(chunk)));
        assert_eq!(read_file(chunks(2), 8192).await.unwrap().len(), 8192);
        assert_eq!(read_file(chunks(3), 8192).await.unwrap_err(), Fault::TooLarge);
        let asked = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&asked);
        let chunk = move || {
            counted.fetch_add(1, Ordering::Relaxed);
            Ok::<_, std::io::Error>(Bytes::from(vec![0; 1 << 20]))
        };
        let endless = Body::from_stream(futures::stream::repeat_with(chunk));
        assert_eq!(read_file(endless, 8192).await.unwrap_err(), Fault::TooLarge);
        assert_eq!(asked.load(Ordering::Relaxed), 65);
        let broken = futures::stream::iter([Err::<Bytes, _>(std::io::Error::other("gone"))]);
        assert_eq!(read_file(Body::from_stream(broken), 8192).await.unwrap_err(), Fault::Slow);
    }

    /// A body of so many pieces that come so many seconds apart.
    fn trickle(pieces: usize, apart: Duration) -> Body {
        let piece = move |_| async move {
            tokio::time::sleep(apart).await;
            Ok::<_, std::io::Error>(Bytes::from(vec![0; 1024]))
        };
        Body::from_stream(futures::stream::iter(0..pieces).then(piece))
    }

    #[tokio::test(start_paused = true)]
    async fn a_file_may_trickle_but_neither_stand_still_nor_trickle_for_ever() {
        let slow = trickle(40, Duration::from_secs(5));
        assert_eq!(read_file(slow, 1 << 20).await.unwrap().len(), 40 * 1024);
        let still = trickle(3, FILE_PAUSE_MAX + Duration::from_secs(1));
        assert_eq!(read_file(still, 1 << 20).await.unwrap_err(), Fault::Slow);
        let begun = tokio::time::Instant::now();
        let endless = trickle(usize::MAX, Duration::from_secs(5));
        assert_eq!(read_file(endless, 1 << 20).await.unwrap_err(), Fault::Slow);
        assert_eq!(begun.elapsed(), FILE_TIME_MAX);
    }

    #[test]
    fn only_the_import_takes_files() {
        for path in ["/plans/12/import", "/en/plans/12/import", "/uk/plans/x/import"] {
            assert!(takes_files(path), "{path}");
        }
        for path in
            ["/plans/12", "/plans/import", "/plans/12/import/x", "/import", "/api/plans/import", "/shared/1/import"]
        {
            assert!(!takes_files(path), "{path}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_that_never_ends_is_given_up() {
        let silent = Body::from_stream(futures::stream::pending::<Result<Bytes, std::io::Error>>());
        assert_eq!(read_body(silent).await.unwrap_err(), Fault::Slow);
    }
}
