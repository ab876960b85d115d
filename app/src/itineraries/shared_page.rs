//! A shared plan: for reading only, unknown to search engines, gone once it is revoked.

use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_params_map;

use super::api::{CopyPlan, SharedView, shared_plan};
use super::board::Board;
use super::day::DayView;
use super::directions;
use super::head::TakeAlong;
use super::plan_map::PlanMap;
use super::plan_page::Waiting;
use super::profile;
use super::summary::Summary;
use super::tray::TrayView;
use crate::error::ApiError;
use crate::language::{href, use_language, use_locale};
use crate::pages::FailurePage;
use crate::ui::head::PageHead;
use crate::ui::icon::Icon;
use crate::ui::notice::Refusal;

/// The page behind a read-only link.
#[component]
pub fn SharedPlanPage() -> impl IntoView {
    let language = use_language();
    let params = use_params_map();
    let token = Memo::new(move |_| params.read().get("token").unwrap_or_default());
    let loaded = Resource::new(move || token.get(), move |token| shared_plan(token, language));
    view! {
        <Suspense fallback=Waiting>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok(shared) => view! { <Shared shared token=token.get_untracked() /> }.into_any(),
                    Err(ApiError::NotFound) => view! { <Gone /> }.into_any(),
                    Err(error) => view! { <FailurePage error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Shared(shared: SharedView, token: String) -> impl IntoView {
    let locale = use_locale();
    let copy = ServerAction::<CopyPlan>::new();
    let title = shared.itinerary.title.clone();
    let days: Vec<_> = shared.itinerary.days.iter().map(|day| day.id).collect();
    let board = Board::new(shared.itinerary, shared.venues);
    provide_context(board);
    profile::follow(board.profile);
    directions::follow(board.map_app);
    let base = format!("/shared/{token}");
    view! {
        <PageHead title=title.clone() description=td_string!(locale, plans.shared_description) path=base.clone() noindex=true />
        <main id="main" class="page page-wide" tabindex="-1">
            <article class="plan" data-readonly="true">
                <header class="plan-head">
                    <h1 class="plan-title">{title}</h1>
                    <div class="notice" data-tone="info">
                        <Icon name="info" />
                        <div>
                            <p>{td_string!(locale, plans.read_only)}</p>
                        </div>
                    </div>
                    <div class="page-actions plan-actions">
                        <ActionForm action=copy>
                            <input type="hidden" name="token" value=token />
                            <input type="hidden" name="lang" value=use_language().as_str() />
                            <button class="button">
                                <Icon name="copy" />
                                <span>{td_string!(locale, plans.own_copy)}</span>
                            </button>
                        </ActionForm>
                        <TakeAlong base />
                    </div>
                    <Refusal error=Signal::derive(move || copy.value().get().and_then(Result::err)) />
                </header>
                <Summary />
                <div class="plan-layout">
                    <div class="plan-days">
                        {days.into_iter().map(|day| view! { <DayView day /> }).collect_view()} <TrayView />
                    </div>
                    <aside class="plan-side">
                        <PlanMap />
                    </aside>
                </div>
            </article>
        </main>
    }
}

/// A link that leads nowhere (any more); the answer has the status 404.
#[component]
pub(super) fn Gone() -> impl IntoView {
    let locale = use_locale();
    view! {
        <PageHead
            title=td_string!(locale, plans.gone_title)
            description=td_string!(locale, plans.gone_text)
            path="/shared"
            noindex=true
        />
        <main id="main" class="page page-narrow" tabindex="-1">
            <article class="error-page">
                <svg class="illustration" aria-hidden="true" viewBox="0 0 240 160">
                    <use href="/illustrations.svg#revoked"></use>
                </svg>
                <p class="error-code numeric">"404"</p>
                <h1>{td_string!(locale, plans.gone_title)}</h1>
                <p class="lead">{td_string!(locale, plans.gone_text)}</p>
                <div class="page-actions">
                    <a class="button" href=href("/")>
                        <Icon name="compass" />
                        <span>{td_string!(locale, common.back_to_discover)}</span>
                    </a>
                </div>
            </article>
        </main>
    }
}
