//! Pages for faults that the application cannot tell itself: it panicked, was never asked, or took too long.
//!
//! They stand on nothing but the style sheet, in the language of the address, and say what to do next.

use app::error::ApiError;
use app::language::{address, language_of};
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::language::Language;
use leptos::config::LeptosOptions;

/// What went wrong before or around the application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// A fault of ours.
    Internal,
    /// Too much is asked of the server at this moment, or an answer took too long.
    Busy,
    /// The request was sent by a page of somebody else.
    CrossSite,
    /// The request is larger than anything that Okolica asks for.
    TooLarge,
    /// The address is longer than any of ours.
    AddressTooLong,
    /// The body of the request did not arrive in time.
    Slow,
    /// The address does not take this method.
    Method,
    /// There is nothing at this address.
    NotFound,
}

impl Fault {
    /// The status that says it to a machine.
    #[must_use]
    pub const fn status(self) -> StatusCode {
        match self {
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::CrossSite => StatusCode::FORBIDDEN,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::AddressTooLong => StatusCode::URI_TOO_LONG,
            Self::Slow => StatusCode::REQUEST_TIMEOUT,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::NotFound => StatusCode::NOT_FOUND,
        }
    }

    /// The same as the application says it to its own code in the browser.
    const fn error(self) -> Option<ApiError> {
        match self {
            Self::Internal => Some(ApiError::Internal),
            Self::Busy => Some(ApiError::Unavailable),
            Self::NotFound => Some(ApiError::NotFound),
            _ => None,
        }
    }

    const fn words(self, language: Language) -> (&'static str, &'static str) {
        match (self, language) {
            (Self::Internal, Language::Pl) => {
                ("Coś się u nas zepsuło", "To nasza wina, nie Twoja. Spróbuj jeszcze raz za chwilę.")
            }
            (Self::Internal, Language::En) => {
                ("Something broke on our side", "It is our fault, not yours. Please try again in a moment.")
            }
            (Self::Internal, Language::Uk) => {
                ("У нас щось зламалося", "Це наша провина, не ваша. Спробуйте ще раз за хвилину.")
            }
            (Self::Busy, Language::Pl) => {
                ("Teraz jest tu za duży ruch", "Odpowiedź trwała zbyt długo. Spróbuj ponownie za chwilę.")
            }
            (Self::Busy, Language::En) => {
                ("It is too busy here right now", "The answer took too long. Please try again in a moment.")
            }
            (Self::Busy, Language::Uk) => {
                ("Зараз тут забагато відвідувачів", "Відповідь тривала надто довго. Спробуйте ще раз за хвилину.")
            }
            (Self::CrossSite, Language::Pl) => {
                ("Tego żądania nie przyjmujemy", "Wysłała je inna strona. Otwórz Okolicę i spróbuj tutaj.")
            }
            (Self::CrossSite, Language::En) => {
                ("We do not take this request", "Another website sent it. Open Okolica and try again here.")
            }
            (Self::CrossSite, Language::Uk) => {
                ("Ми не приймаємо цього запиту", "Його надіслав інший сайт. Відкрийте Okolica й спробуйте тут.")
            }
            (Self::TooLarge | Self::AddressTooLong, Language::Pl) => {
                ("Za dużo naraz", "To, co zostało wysłane, jest za długie. Skróć tekst i spróbuj ponownie.")
            }
            (Self::TooLarge | Self::AddressTooLong, Language::En) => {
                ("Too much at once", "What was sent is too long. Please shorten it and try again.")
            }
            (Self::TooLarge | Self::AddressTooLong, Language::Uk) => {
                ("Забагато за один раз", "Надіслане надто довге. Скоротіть текст і спробуйте ще раз.")
            }
            (Self::Slow, Language::Pl) => ("Połączenie było zbyt wolne", "Dane nie dotarły na czas. Spróbuj ponownie."),
            (Self::Slow, Language::En) => {
                ("The connection was too slow", "The data did not arrive in time. Please try again.")
            }
            (Self::Slow, Language::Uk) => {
                ("З’єднання було надто повільним", "Дані не надійшли вчасно. Спробуйте ще раз.")
            }
            (Self::Method, Language::Pl) => ("Tak się tu nie da", "Ten adres nie przyjmuje takich żądań."),
            (Self::Method, Language::En) => ("That does not work here", "This address does not take such requests."),
            (Self::Method, Language::Uk) => ("Так тут не вийде", "Ця адреса не приймає таких запитів."),
            (Self::NotFound, Language::Pl) => ("Nic tu nie ma", "Pod tym adresem nic nie znaleźliśmy."),
            (Self::NotFound, Language::En) => ("There is nothing here", "We found nothing at this address."),
            (Self::NotFound, Language::Uk) => ("Тут нічого немає", "За цією адресою ми нічого не знайшли."),
        }
    }
}

const fn way_on(language: Language) -> &'static str {
    match language {
        Language::Pl => "Wróć do strony głównej",
        Language::En => "Back to the start page",
        Language::Uk => "Повернутися на головну",
    }
}

/// The pages for faults, which know how the build called the style sheet.
#[derive(Debug, Clone)]
pub struct FaultPages {
    style: String,
}

impl FaultPages {
    /// Pages with the style sheet of this build.
    #[must_use]
    pub fn new(leptos: &LeptosOptions) -> Self {
        let hash = || {
            let program = std::env::current_exe().ok()?;
            let hashes = std::fs::read_to_string(program.parent()?.join(&*leptos.hash_file)).ok()?;
            let css = hashes.lines().find_map(|line| line.trim().strip_prefix("css:").map(str::trim))?;
            Some(format!(".{css}"))
        };
        let hash = if leptos.hash_files { hash() } else { None };
        Self { style: format!("/{}/{}{}.css", leptos.site_pkg_dir, leptos.output_name, hash.unwrap_or_default()) }
    }

    /// The response to a request for `path` that failed: a page for a person, JSON for our own code (`/api/…`).
    #[must_use]
    pub fn response(&self, fault: Fault, path: &str, accepts_html: bool) -> Response {
        let mut response = if path.starts_with("/api/") && !accepts_html {
            let body = fault.error().and_then(|error| serde_json::to_string(&error).ok()).unwrap_or_default();
            ([(header::CONTENT_TYPE, "application/json")], body).into_response()
        } else {
            let html = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
            (html, Body::from(self.page(fault, language_of(path)))).into_response()
        };
        *response.status_mut() = fault.status();
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if fault == Fault::Busy {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
        }
        response
    }

    fn page(&self, fault: Fault, language: Language) -> String {
        let (title, text) = fault.words(language);
        let (home, on, style) = (address(language, "/"), way_on(language), &self.style);
        let status = fault.status().as_u16();
        format!(
            "<!DOCTYPE html><html lang=\"{language}\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
             <meta name=\"robots\" content=\"noindex\"><title>{title} – Okolica</title>\
             <link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\"><link rel=\"stylesheet\" href=\"{style}\">\
             <script src=\"/theme.js\"></script></head><body><main class=\"page page-narrow\"><article class=\"error-page\">\
             <p class=\"error-code numeric\">{status}</p><h1>{title}</h1><p class=\"lead\">{text}</p>\
             <div class=\"page-actions\"><a class=\"button\" href=\"{home}\">{on}</a></div></article></main></body></html>"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages() -> FaultPages {
        FaultPages::new(&LeptosOptions::builder().output_name("okolica").site_pkg_dir("pkg").build())
    }

    #[test]
    fn a_person_gets_a_page_in_the_language_of_the_address_and_our_own_code_gets_json() {
        let html = |path: &str| {
            let response = pages().response(Fault::Internal, path, true);
            assert_eq!(response.status(), 500);
            pages().page(Fault::Internal, language_of(path))
        };
        assert!(html("/venues/x").contains("Wróć do strony głównej") && html("/venues/x").contains("href=\"/\""));
        assert!(html("/en/plans").contains("<html lang=\"en\">") && html("/en/plans").contains("href=\"/en\""));
        assert!(html("/uk").contains("У нас щось зламалося"));
        let json = pages().response(Fault::Busy, "/api/x", false);
        assert_eq!(json.headers()[header::CONTENT_TYPE], "application/json");
        assert_eq!((json.status().as_u16(), &json.headers()[header::RETRY_AFTER]), (503, &HeaderValue::from(5)));
    }
}
