//! Sharing a plan: an unguessable address for reading, and its revocation.

use domain::itinerary::PlanId;
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::api::{RevokeShare, SharePlan};
use crate::error::ApiError;
use crate::language::{href, use_locale};
use crate::ui::announcer::{Tone, use_announcer};
use crate::ui::head::base_url;
use crate::ui::icon::Icon;
use crate::ui::share::copy;
use crate::words;

/// The box with the address of a plan.
#[component]
pub fn ShareBox(
    /// The plan.
    id: PlanId,
    /// The token of its address, if it is shared.
    token: Option<String>,
) -> impl IntoView {
    let locale = use_locale();
    let announcer = use_announcer();
    let share = ServerAction::<SharePlan>::new();
    let revoke = ServerAction::<RevokeShare>::new();
    let token = RwSignal::new(token);
    let failed = RwSignal::new(None::<ApiError>);
    Effect::new(move |_| match share.value().get() {
        Some(Ok(made)) => {
            failed.set(None);
            token.set(Some(made));
            announcer(Tone::Success, td_string!(locale, plans.shared).to_owned());
        }
        Some(Err(error)) => failed.set(Some(error)),
        None => {}
    });
    Effect::new(move |_| match revoke.value().get() {
        Some(Ok(())) => {
            failed.set(None);
            token.set(None);
            announcer(Tone::Success, td_string!(locale, plans.revoked).to_owned());
        }
        Some(Err(error)) => failed.set(Some(error)),
        None => {}
    });
    let plan = id.0.to_string();
    view! {
        <section class="share-box" id="share" aria-labelledby="share-title">
            <h2 id="share-title">{td_string!(locale, plans.share)}</h2>
            <p>{td_string!(locale, plans.share_lead)}</p>
            {move || {
                let plan = plan.clone();
                match token.get() {
                    Some(token) => {
                        view! {
                            <Address token />
                            <ActionForm action=revoke>
                                <input type="hidden" name="plan" value=plan />
                                <button class="button button-quiet button-small button-danger">
                                    {td_string!(locale, plans.revoke)}
                                </button>
                            </ActionForm>
                        }
                            .into_any()
                    }
                    None => {
                        view! {
                            <ActionForm action=share>
                                <input type="hidden" name="plan" value=plan />
                                <button class="button button-secondary">
                                    <Icon name="share" />
                                    <span>{td_string!(locale, plans.share_make)}</span>
                                </button>
                            </ActionForm>
                        }
                            .into_any()
                    }
                }
            }}
            {move || {
                failed
                    .get()
                    .map(|error| {
                        view! {
                            <p class="field-error" role="alert">
                                <Icon name="warning" />
                                {words::error(locale, &error)}
                            </p>
                        }
                    })
            }}
        </section>
    }
}

#[component]
fn Address(token: String) -> impl IntoView {
    let locale = use_locale();
    let announcer = use_announcer();
    let address = format!("{}{}", base_url(), href(&format!("/shared/{token}")));
    let copied = address.clone();
    view! {
        <div class="copy-field">
            <input class="input" id="share-address" readonly value=address aria-label=td_string!(locale, plans.share_address) />
            <button
                class="button button-secondary needs-hydration"
                type="button"
                on:click=move |_| copy(copied.clone(), announcer, locale)
            >
                <Icon name="copy" />
                <span>{td_string!(locale, plans.copy)}</span>
            </button>
        </div>
    }
}
