//! Work that runs to its end whether or not the client waits for it.
//!
//! A rendering that is dropped half-way never gives its memory back (8 to 20 kB for each request that a client aborted while
//! a resource was pending, in leptos 0.8.23). So renderings and server functions run in a task of their own and answer in one
//! piece, of bounded size; a panic there ends the task and not the server; and no more of them run at once than the machine
//! can bear, however many clients give up and ask again.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::Response;
use http_body_util::{BodyExt, Limited};
use tokio::sync::Semaphore;

/// How many run at once.
const AT_ONCE: usize = 64;
/// How long a request waits for its turn.
const WAIT: Duration = Duration::from_secs(5);
/// The largest answer, bytes.
const ANSWER_MAX: usize = 4 * 1024 * 1024;

/// Where detached work runs.
#[derive(Debug, Clone)]
pub struct Detached {
    turns: Arc<Semaphore>,
    wait: Duration,
}

/// Why work has no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Undone {
    /// Its turn did not come in time.
    #[error("too much runs already")]
    Busy,
    /// It panicked, or its answer broke off or grew too large.
    #[error("the work did not end well")]
    Failed,
}

impl Default for Detached {
    fn default() -> Self {
        Self::new(AT_ONCE, WAIT)
    }
}

impl Detached {
    /// A place where so many run at once, and the others wait so long for their turn.
    #[must_use]
    pub fn new(at_once: usize, wait: Duration) -> Self {
        Self { turns: Arc::new(Semaphore::new(at_once)), wait }
    }

    /// Runs `work` to its end and gives its answer in one piece.
    ///
    /// # Errors
    /// [`Undone`] if there is none.
    pub async fn run<W>(&self, work: W) -> Result<Response<Bytes>, Undone>
    where
        W: Future<Output = Response<Body>> + Send + 'static,
    {
        let turn = tokio::time::timeout(self.wait, Arc::clone(&self.turns).acquire_owned()).await;
        let Ok(Ok(turn)) = turn else {
            return Err(Undone::Busy);
        };
        let task = tokio::spawn(async move {
            let (head, body) = work.await.into_parts();
            let body = Limited::new(body, ANSWER_MAX).collect().await;
            drop(turn);
            body.map(|body| Response::from_parts(head, body.to_bytes()))
        });
        match task.await {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(error)) => {
                tracing::error!(%error, "an answer broke off or was larger than 4 MB");
                Err(Undone::Failed)
            }
            // The panic hook has written what and where.
            Err(_) => Err(Undone::Failed),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[tokio::test]
    async fn work_goes_on_to_its_end_when_the_client_does_not_wait() {
        let detached = Detached::default();
        let ended = Arc::new(AtomicUsize::new(0));
        for _ in 0..10 {
            let ended = Arc::clone(&ended);
            let work = async move {
                tokio::time::sleep(Duration::from_millis(30)).await;
                ended.fetch_add(1, Ordering::SeqCst);
                Response::new(Body::empty())
            };
            let aborted = tokio::time::timeout(Duration::from_millis(5), detached.run(work)).await;
            assert!(aborted.is_err());
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
        assert_eq!(ended.load(Ordering::SeqCst), 10);
        assert_eq!(detached.turns.available_permits(), AT_ONCE);
    }

    #[tokio::test]
    async fn a_panic_is_an_answer_that_failed_and_the_next_works() {
        let detached = Detached::new(1, Duration::from_millis(50));
        assert_eq!(detached.run(async { panic!("broken view") }).await.err(), Some(Undone::Failed));
        let next = detached.run(async { Response::new(Body::from("fine")) }).await.unwrap();
        assert_eq!(next.body(), "fine");
    }

    #[tokio::test]
    async fn an_answer_without_end_is_cut() {
        let endless = futures::stream::repeat_with(|| Ok::<_, std::io::Error>(Bytes::from(vec![0; 1 << 16])));
        let work = async { Response::new(Body::from_stream(endless)) };
        assert_eq!(Detached::default().run(work).await.err(), Some(Undone::Failed));
    }

    #[tokio::test]
    async fn whoever_waits_too_long_for_a_turn_is_told_so() {
        let detached = Detached::new(1, Duration::from_millis(10));
        let slow = async {
            tokio::time::sleep(Duration::from_millis(100)).await;
            Response::new(Body::empty())
        };
        let quick = async { Response::new(Body::empty()) };
        let (first, second) = tokio::join!(detached.run(slow), detached.run(quick));
        assert!(first.is_ok());
        assert_eq!(second.err(), Some(Undone::Busy));
    }
}
