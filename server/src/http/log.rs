//! The log: one line for each request, without anything that says who asked for what of their own.

use std::io::IsTerminal;
use std::time::Instant;

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use tracing_subscriber::EnvFilter;

use crate::config::LogFormat;

/// Starts the log on the standard error. `RUST_LOG` chooses what is written; without it, what an operator needs.
pub fn start(format: LogFormat) {
    let filter = EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn,sea_orm=warn,sea_orm_migration=warn"));
    let colours = std::io::stderr().is_terminal();
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(colours);
    // A second start (in tests) keeps the first log.
    let _ = match format {
        LogFormat::Text => log.with_target(false).try_init(),
        LogFormat::Json => log.json().flatten_event(true).try_init(),
    };
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let message = panic.payload_as_str().unwrap_or("no message");
        tracing::error!(place, message, "a panic ended one piece of work; the server goes on");
    }));
}

/// Writes a line for each request: method, path without query and without keys of plans and shared links, status, time.
pub async fn write(request: Request, next: Next) -> Response {
    let (method, path) = (request.method().clone(), shown(request.uri().path()));
    let started = Instant::now();
    let response = next.run(request).await;
    let (status, milliseconds) = (response.status().as_u16(), started.elapsed().as_millis());
    match path.as_str() {
        "/healthz" | "/readyz" => tracing::debug!(%method, path, status, milliseconds, "answered"),
        _ => tracing::info!(%method, path, status, milliseconds, "answered"),
    }
    response
}

/// A path as the log may show it: what follows `plans` and `shared` is somebody's own, and control characters are none.
#[must_use]
pub fn shown(path: &str) -> String {
    let mut secret = false;
    let segments = path.split('/').map(|segment| {
        let hidden = std::mem::replace(&mut secret, matches!(segment, "plans" | "shared")) && !segment.is_empty();
        if hidden { "…" } else { segment }
    });
    segments.collect::<Vec<_>>().join("/").chars().filter(|c| !c.is_control()).take(200).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_shows_places_but_neither_plans_nor_shared_links() {
        let cases = [
            ("/venues/zamek", "/venues/zamek"),
            ("/shared/aGVsbG8", "/shared/…"),
            ("/en/shared/aGVsbG8/calendar.ics", "/en/shared/…/calendar.ics"),
            ("/plans/4711/route.gpx", "/plans/…/route.gpx"),
            ("/plans", "/plans"),
            ("/a\u{1b}[31m", "/a[31m"),
        ];
        for (path, expected) in cases {
            assert_eq!(shown(path), expected);
        }
    }
}
