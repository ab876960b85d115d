//! Notices: what went wrong, in the reader's language, with a way on.

use leptos::prelude::*;
use leptos::server_fn::error::ServerFnUrlError;
use leptos_i18n::td_string;
use leptos_router::hooks::use_query_map;

use crate::error::ApiError;
use crate::language::{href, use_locale};
use crate::ui::icon::Icon;
use crate::words;

/// A fault, told to its reader, with a way on.
#[component]
pub fn ErrorNotice(
    /// The fault.
    error: ApiError,
) -> impl IntoView {
    let locale = use_locale();
    view! {
        <div class="notice" data-tone="problem" role="alert">
            <Icon name="warning" />
            <div>
                <p class="notice-title">{words::error(locale, &error)}</p>
                <p>
                    <a href=href("/")>{td_string!(locale, common.back_to_discover)}</a>
                </p>
            </div>
        </div>
    }
}

/// Why something was not done, beside the form that asked for it.
#[component]
pub fn Refusal(
    /// Why, if it was not.
    #[prop(into)]
    error: Signal<Option<ApiError>>,
) -> impl IntoView {
    let locale = use_locale();
    move || {
        error.get().map(|error| {
            view! {
                <p class="field-error" role="alert">
                    <Icon name="warning" />
                    {words::error(locale, &error)}
                </p>
            }
        })
    }
}

/// The fault of a form that was sent without JavaScript: it comes back in the address.
#[component]
pub fn FormErrorNotice() -> impl IntoView {
    let locale = use_locale();
    let query = use_query_map();
    let error = move || {
        let encoded = query.read().get("__err")?;
        Some(ServerFnUrlError::<ApiError>::decode_err(&encoded))
    };
    move || {
        error().map(|error| {
            view! {
                <div class="notice error-summary" data-tone="problem" role="alert" tabindex="-1">
                    <Icon name="warning" />
                    <div>
                        <p class="notice-title">{td_string!(locale, common.form_error)}</p>
                        <p>{words::error(locale, &error)}</p>
                    </div>
                </div>
            }
        })
    }
}
