//! The security headers of every response.

use app::server::Site;
use axum::extract::{Request, State as Lent};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::config::origin_of;
use crate::state::State;

const PERMISSIONS_POLICY: HeaderName = HeaderName::from_static("permissions-policy");
const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// The security headers of one deployment.
#[derive(Debug, Clone)]
pub struct SecurityPolicy {
    /// Origins beside our own that a map may load from, each with a space before it.
    map_sources: String,
    /// Origins beside our own that a script may connect to, each with a space before it.
    connect_sources: String,
    secure: bool,
}

impl SecurityPolicy {
    /// The policy for a site; `watched` admits the reload socket of a developer's machine.
    #[must_use]
    pub fn new(site: &Site, watched: bool) -> Self {
        let map = site.map_style_url.as_deref().and_then(origin_of);
        let map_sources = map.map(|origin| format!(" {origin}")).unwrap_or_default();
        let reload = if watched { " ws://127.0.0.1:3001 ws://localhost:3001" } else { "" };
        Self { connect_sources: format!("{map_sources}{reload}"), map_sources, secure: site.secure }
    }

    /// The content security policy: only ourselves, scripts of the page only with its nonce, WebAssembly allowed.
    #[must_use]
    pub fn content(&self, nonce: Option<&str>) -> String {
        let nonce = nonce.map(|nonce| format!(" 'nonce-{nonce}'")).unwrap_or_default();
        let (map, connect) = (&self.map_sources, &self.connect_sources);
        format!(
            "default-src 'none'; script-src 'self'{nonce} 'wasm-unsafe-eval'; style-src 'self'{map}; \
             img-src 'self' data: blob:{map}; font-src 'self'; connect-src 'self'{connect}; worker-src 'self'; \
             manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
        )
    }

    /// Completes the headers of a response; a content security policy that is there already stays.
    fn complete(&self, status: StatusCode, headers: &mut HeaderMap) {
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("strict-origin-when-cross-origin"));
        headers.insert(RESOURCE_POLICY, HeaderValue::from_static("same-origin"));
        headers.insert(OPENER_POLICY, HeaderValue::from_static("same-origin"));
        let permissions = "camera=(), display-capture=(), geolocation=(self), microphone=(), payment=(), usb=()";
        headers.insert(PERMISSIONS_POLICY, HeaderValue::from_static(permissions));
        if self.secure {
            let year = HeaderValue::from_static("max-age=31536000");
            headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
        }
        // A 304 renews the headers of the page that the browser kept: another policy would forbid the kept page's scripts.
        if status != StatusCode::NOT_MODIFIED
            && !headers.contains_key(header::CONTENT_SECURITY_POLICY)
            && let Ok(policy) = HeaderValue::from_str(&self.content(None))
        {
            headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        }
    }
}

/// Gives every response the security headers.
pub async fn protect(Lent(state): Lent<State>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let status = response.status();
    state.policy().complete(status, response.headers_mut());
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(base_url: &str, map_style_url: Option<&str>) -> Site {
        let map_style_url = map_style_url.map(str::to_owned);
        Site { base_url: base_url.to_owned(), secure: base_url.starts_with("https"), map_style_url, operator: None }
    }

    #[test]
    fn only_the_origin_of_another_map_may_be_loaded_from() {
        let own = SecurityPolicy::new(&site("http://localhost", None), false).content(Some("abc"));
        assert!(
            own.starts_with("default-src 'none'; script-src 'self' 'nonce-abc' 'wasm-unsafe-eval'; style-src 'self';")
        );
        assert!(own.contains("connect-src 'self';") && own.contains("img-src 'self' data: blob:;"));
        assert!(!own.contains("http") && !own.contains("unsafe-inline") && !own.contains("'unsafe-eval'"));

        let style = Some("https://tiles.example/styles/light.json?key=secret");
        let mapped = SecurityPolicy::new(&site("http://localhost", style), false).content(None);
        for source in ["style-src 'self'", "img-src 'self' data: blob:", "connect-src 'self'"] {
            assert!(mapped.contains(&format!("{source} https://tiles.example;")), "{mapped}");
        }
        assert!(!mapped.contains("secret") && mapped.contains("script-src 'self' 'wasm-unsafe-eval';"));
    }

    #[test]
    fn a_secure_site_insists_on_https_and_a_plain_one_cannot() {
        for (base, expected) in [("https://okolica.example", true), ("http://127.0.0.1:3000", false)] {
            let mut headers = HeaderMap::new();
            SecurityPolicy::new(&site(base, None), false).complete(StatusCode::NOT_FOUND, &mut headers);
            assert_eq!(headers.contains_key(header::STRICT_TRANSPORT_SECURITY), expected, "{base}");
        }
    }

    #[test]
    fn a_page_that_did_not_change_keeps_the_policy_it_came_with() {
        let policy = SecurityPolicy::new(&site("http://localhost", None), false);
        let mut headers = HeaderMap::new();
        policy.complete(StatusCode::NOT_MODIFIED, &mut headers);
        assert!(!headers.contains_key(header::CONTENT_SECURITY_POLICY));
        assert!(headers.contains_key(header::X_CONTENT_TYPE_OPTIONS));
    }
}
