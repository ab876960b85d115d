//! The files of the build: scripts, styles, fonts, pictures.

use std::path::Path;

use axum::Router;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::map_response;
use axum::response::Response;
use tower_http::services::{ServeDir, ServeFile};

/// The build puts a hash of the content into these names.
const HASHED: &str = "public, max-age=31536000, immutable";
/// Names stay when the content changes, so a browser asks again after a day and is told "not modified" most of the time.
const NAMED: &str = "public, max-age=86400";
/// What pages link by name and the next build may change.
const CURRENT: &str = "no-cache";

/// Routes to every file and folder at the top of `root`, compressed where the build left a compressed copy.
///
/// The names are read once: no request for a page ever looks at the disk.
pub fn routes(root: &Path, hashed: bool) -> Router {
    let entries = std::fs::read_dir(root).map(|entries| entries.flatten().collect::<Vec<_>>()).unwrap_or_default();
    if entries.is_empty() {
        tracing::warn!(root = %root.display(), "there are no built browser files, so pages have neither style nor script");
    }
    let mut router = Router::new();
    for entry in entries {
        let Ok(name) = entry.file_name().into_string() else { continue };
        let plain = name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'));
        if !plain || name.starts_with('.') || name.ends_with(".br") || name.ends_with(".gz") {
            continue;
        }
        let path = entry.path();
        let (files, kept) = if path.is_dir() {
            let folder = ServeDir::new(path).append_index_html_on_directories(false);
            let folder = folder.precompressed_br().precompressed_gzip();
            let kept = match name.as_str() {
                "pkg" if hashed => HASHED,
                "fonts" | "vendor" => NAMED,
                _ => CURRENT,
            };
            (Router::new().nest_service(&format!("/{name}"), folder), kept)
        } else {
            let file = ServeFile::new(path).precompressed_br().precompressed_gzip();
            (Router::new().route_service(&format!("/{name}"), file), CURRENT)
        };
        router = router.merge(files.layer(map_response(move |response| async move { keep(response, kept) })));
    }
    router
}

/// A file that is there may be kept; that it is missing may not.
fn keep(mut response: Response, kept: &'static str) -> Response {
    let there = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    let kept = HeaderValue::from_static(if there { kept } else { "no-store" });
    response.headers_mut().insert(header::CACHE_CONTROL, kept);
    response
}
