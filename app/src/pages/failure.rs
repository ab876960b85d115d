//! What stands in place of a page whose main content cannot be had: what happened, whether it passes, and a way on.

use leptos::either::Either;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_location;

use super::not_found::NotFoundArticle;
use super::status;
use crate::error::ApiError;
use crate::i18n::*;
use crate::language::{href, use_locale, without_language};
use crate::ui::head::PageHead;
use crate::ui::icon::Icon;

/// The page of a fault, with the status that fits it.
#[component]
pub fn FailurePage(
    /// What went wrong.
    error: ApiError,
) -> impl IntoView {
    view! {
        <main id="main" class="page page-narrow" tabindex="-1">
            <FailureArticle error />
        </main>
    }
}

/// The same inside of a page that has its own `main`.
#[component]
pub fn FailureArticle(
    /// What went wrong.
    error: ApiError,
) -> impl IntoView {
    match error {
        ApiError::NotFound => Either::Left(view! { <NotFoundArticle /> }),
        other => Either::Right(view! { <FaultArticle error=other /> }),
    }
}

/// How a fault is told.
struct Telling {
    picture: &'static str,
    title: &'static str,
    lead: &'static str,
    /// Whether the same request may work later.
    passes: bool,
}

fn telling(locale: Locale, error: &ApiError) -> Telling {
    match error {
        ApiError::Unavailable => Telling {
            picture: "offline",
            title: td_string!(locale, pages.away_title),
            lead: td_string!(locale, pages.away_lead),
            passes: true,
        },
        ApiError::Offline => Telling {
            picture: "offline",
            title: td_string!(locale, pages.offline_title),
            lead: td_string!(locale, pages.offline_lead),
            passes: true,
        },
        ApiError::Invalid { .. } | ApiError::File(_) | ApiError::Planning(_) => Telling {
            picture: "lost",
            title: td_string!(locale, pages.refused_title),
            lead: td_string!(locale, pages.refused_lead),
            passes: false,
        },
        ApiError::Internal | ApiError::NotFound | ApiError::Conflict | ApiError::Limit | ApiError::Refused(_) => {
            Telling {
                picture: "broken",
                title: td_string!(locale, pages.broken_title),
                lead: td_string!(locale, pages.broken_lead),
                passes: true,
            }
        }
    }
}

#[component]
fn FaultArticle(error: ApiError) -> impl IntoView {
    status::set(error.status());
    let locale = use_locale();
    let Telling { picture, title, lead, passes } = telling(locale, &error);
    let location = use_location();
    let pathname = location.pathname.get_untracked();
    let search = location.search.get_untracked();
    let query = search.trim_start_matches('?');
    let again = if query.is_empty() { pathname.clone() } else { format!("{pathname}?{query}") };
    view! {
        <PageHead title description=lead path=without_language(&pathname).to_owned() noindex=true />
        <article class="error-page">
            <svg class="illustration" aria-hidden="true" viewBox="0 0 240 160">
                <use href=format!("/illustrations.svg#{picture}")></use>
            </svg>
            <p class="error-code numeric">{error.status()}</p>
            <h1>{title}</h1>
            <p class="lead">{lead}</p>
            <div class="page-actions">
                // The whole document is asked for again: what failed may be more than one resource.
                {passes
                    .then(|| {
                        view! {
                            <a class="button" href=again rel="external">
                                {td_string!(locale, pages.retry)}
                            </a>
                        }
                    })}
                <a class="button button-secondary" href=href("/")>
                    <Icon name="compass" />
                    <span>{td_string!(locale, pages.discover)}</span>
                </a>
            </div>
        </article>
    }
}

#[cfg(test)]
mod tests {
    use domain::edit::EditError;

    use super::*;

    #[test]
    fn every_fault_is_told_in_every_language_and_only_what_may_pass_offers_to_try_again() {
        let faults = [
            (ApiError::Unavailable, 503, true),
            (ApiError::Offline, 503, true),
            (ApiError::Internal, 500, true),
            (ApiError::invalid("page"), 400, false),
            (ApiError::Refused(EditError::NoSuchDay), 422, true),
        ];
        for (fault, status, passes) in faults {
            assert_eq!(fault.status(), status);
            let told = [Locale::pl, Locale::en, Locale::uk].map(|locale| telling(locale, &fault));
            assert!(told.iter().all(|t| t.passes == passes && !t.lead.is_empty()), "{fault}");
            assert!(told.iter().map(|t| t.title).collect::<std::collections::BTreeSet<_>>().len() == 3, "{fault}");
        }
    }
}
