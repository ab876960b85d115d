//! Who is asking, as the request's headers say it, and which addresses are personal.

use app::language::without_language;
use app::session::cookie_name;
use axum::http::{HeaderMap, header};

/// The visitor's token, if the request carries one.
#[must_use]
pub fn token(headers: &HeaderMap, secure: bool) -> Option<&str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(name, value)| (name == cookie_name(secure)).then_some(value))
}

/// Whether a page shows what belongs to one person, whoever asks: favourites, plans, shared plans,
/// invitations.
#[must_use]
pub fn is_personal(path: &str) -> bool {
    let first = without_language(path).split('/').nth(1).unwrap_or_default();
    matches!(first, "favourites" | "plans" | "shared" | "join")
}

/// Whether the client wants a page, as browsers say it.
#[must_use]
pub fn accepts_html(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).is_some_and(|value| value.contains("text/html"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn favourites_plans_and_shared_plans_are_personal_in_every_language() {
        for path in
            ["/favourites", "/en/plans", "/uk/plans/12", "/shared/token", "/join/token", "/plans/1/calendar.ics"]
        {
            assert!(is_personal(path), "{path}");
        }
        for path in ["/", "/en", "/venues/plans", "/gminas/skawina", "/about", "/plansza"] {
            assert!(!is_personal(path), "{path}");
        }
    }

    #[test]
    fn the_token_is_found_among_other_cookies_and_only_under_the_name_of_this_site() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, "a=1; okolica=abc".parse().unwrap());
        headers.append(header::COOKIE, "__Host-okolica=def".parse().unwrap());
        assert_eq!(token(&headers, false), Some("abc"));
        assert_eq!(token(&headers, true), Some("def"));
        assert_eq!(token(&HeaderMap::new(), true), None);
    }
}
