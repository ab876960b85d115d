//! What may be kept by whom: tags of content, and the answer "not modified".

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use sha2::{Digest, Sha256};

/// A weak entity tag of some content. Weak, because the same content may travel compressed.
#[must_use]
pub fn tag(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    let digest = format!("{:x}", hash.finalize());
    format!("W/\"{}\"", digest.get(..32).unwrap_or(&digest))
}

/// Whether the client has kept the content with this tag (RFC 9110, 13.1.2: a weak comparison).
#[must_use]
pub fn has_kept(headers: &HeaderMap, tag: &str) -> bool {
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let given = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    given.flat_map(|value| value.split(',')).any(|given| given.trim() == "*" || opaque(given) == opaque(tag))
}

/// Content under its tag, or nothing for a client who has kept it. It is asked for again every time (`no-cache`).
#[must_use]
pub fn tagged(headers: &HeaderMap, tag: &str, content_type: &'static str, content: Bytes) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    if has_kept(headers, tag) {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    } else {
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
        *response.body_mut() = Body::from(content);
    }
    if let Ok(tag) = HeaderValue::from_str(tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_content_has_the_same_tag_and_another_has_another() {
        assert_eq!(tag(&[b"a", b"b"]), tag(&[b"a", b"b"]));
        assert_ne!(tag(&[b"a", b"b"]), tag(&[b"ab", b""]));
        assert!(tag(&[b"a"]).starts_with("W/\"") && tag(&[b"a"]).len() == 36);
    }

    #[test]
    fn a_client_who_has_kept_it_gets_nothing_again() {
        let cases =
            [("W/\"x\"", true), ("\"x\"", true), ("\"a\", W/\"x\"", true), ("*", true), ("\"y\"", false), ("", false)];
        for (given, kept) in cases {
            let mut headers = HeaderMap::new();
            headers.insert(header::IF_NONE_MATCH, given.parse().unwrap());
            assert_eq!(has_kept(&headers, "W/\"x\""), kept, "{given}");
            let status = tagged(&headers, "W/\"x\"", "text/plain", Bytes::from("x")).status();
            assert_eq!(status, if kept { 304 } else { 200 }, "{given}");
        }
    }
}
