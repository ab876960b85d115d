//! The language of a page: it is the first segment of the address, and Polish has none.

use domain::language::Language;
use leptos::prelude::use_context;

use crate::i18n::Locale;

/// The language that an address is in.
#[must_use]
pub fn language_of(path: &str) -> Language {
    match path.trim_start_matches('/').split('/').next() {
        Some("en") => Language::En,
        Some("uk") => Language::Uk,
        _ => Language::Pl,
    }
}

/// What stands before every path of a language: nothing, `/en` or `/uk`.
#[must_use]
pub const fn prefix(language: Language) -> &'static str {
    match language {
        Language::Pl => "",
        Language::En => "/en",
        Language::Uk => "/uk",
    }
}

/// The address of a page in a language; `path` begins with a slash and has no language.
#[must_use]
pub fn address(language: Language, path: &str) -> String {
    match (prefix(language), path) {
        ("", path) => path.to_owned(),
        (prefix, "/") => prefix.to_owned(),
        (prefix, path) => match path.strip_prefix("/?") {
            Some(query) => format!("{prefix}?{query}"),
            None => format!("{prefix}{path}"),
        },
    }
}

/// The path of an address without its language.
#[must_use]
pub fn without_language(path: &str) -> &str {
    match path.strip_prefix(prefix(language_of(path))) {
        Some("") | None => "/",
        Some(rest) => rest,
    }
}

/// The language of the present page.
#[must_use]
pub fn use_language() -> Language {
    use_context::<Language>().unwrap_or_default()
}

/// The present page's language as the translations know it.
#[must_use]
pub fn use_locale() -> Locale {
    locale(use_language())
}

/// A language as the translations know it.
#[must_use]
pub const fn locale(language: Language) -> Locale {
    match language {
        Language::Pl => Locale::pl,
        Language::En => Locale::en,
        Language::Uk => Locale::uk,
    }
}

/// The address of a page in the present page's language.
#[must_use]
pub fn href(path: &str) -> String {
    address(use_language(), path)
}

/// The path of the present page as it was asked for, language included, without its query.
#[cfg(feature = "ssr")]
#[must_use]
pub fn requested_path() -> String {
    let url = use_context::<leptos_router::location::RequestUrl>().and_then(|url| url.parse().ok());
    url.map_or_else(|| "/".to_owned(), |url| url.path().to_owned())
}

/// The path of the present page as the browser's window has it.
#[cfg(not(feature = "ssr"))]
#[must_use]
pub fn requested_path() -> String {
    leptos::prelude::window().location().pathname().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn polish_has_no_prefix_and_every_address_finds_its_language() {
        let cases = [
            ("/", Language::Pl, "/"),
            ("/en", Language::En, "/"),
            ("/en/", Language::En, "/"),
            ("/uk/venues/zamek", Language::Uk, "/venues/zamek"),
            ("/english", Language::Pl, "/english"),
            ("/venues/en", Language::Pl, "/venues/en"),
        ];
        for (path, language, rest) in cases {
            assert_eq!((language_of(path), without_language(path)), (language, rest), "{path}");
        }
        assert_eq!(address(Language::En, "/"), "/en");
        assert_eq!(address(Language::En, "/?q=x"), "/en?q=x");
        assert_eq!(address(Language::Uk, "/plans"), "/uk/plans");
        assert_eq!(address(Language::Pl, "/?q=x"), "/?q=x");
    }
}
