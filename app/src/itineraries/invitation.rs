//! The page behind an editing link: what one is asked to join, and the button that joins.

use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_params_map;

use super::api::{JoinPlan, invitation};
use super::plan_page::Waiting;
use super::shared_page::Gone;
use crate::error::ApiError;
use crate::language::{use_language, use_locale};
use crate::pages::FailurePage;
use crate::ui::head::PageHead;
use crate::ui::icon::Icon;
use crate::ui::notice::Refusal;

/// The page behind an editing link. Whoever has the link decides here: to look is not to join.
#[component]
pub fn InvitationPage() -> impl IntoView {
    let params = use_params_map();
    let token = Memo::new(move |_| params.read().get("token").unwrap_or_default());
    let loaded = Resource::new(move || token.get(), invitation);
    view! {
        <Suspense fallback=Waiting>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok(title) => view! { <Invitation title token=token.get_untracked() /> }.into_any(),
                    Err(ApiError::NotFound) => view! { <Gone /> }.into_any(),
                    Err(error) => view! { <FailurePage error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Invitation(title: String, token: String) -> impl IntoView {
    let locale = use_locale();
    let join = ServerAction::<JoinPlan>::new();
    let heading = td_string!(locale, plans.invitation_title);
    view! {
        <PageHead title=heading description=td_string!(locale, plans.shared_description) path=format!("/join/{token}") noindex=true />
        <main id="main" class="page page-narrow" tabindex="-1">
            <article class="stack">
                <h1>{heading}</h1>
                <p class="lead">{td_string!(locale, plans.invitation_text, title = title).to_string()}</p>
                <ActionForm action=join>
                    <input type="hidden" name="token" value=token />
                    <input type="hidden" name="lang" value=use_language().as_str() />
                    <button class="button">
                        <Icon name="check" />
                        <span>{td_string!(locale, plans.invitation_join)}</span>
                    </button>
                </ActionForm>
                <Refusal error=Signal::derive(move || join.value().get().and_then(Result::err)) />
            </article>
        </main>
    }
}
