//! The pages on paper: of a plan that the visitor may edit, and of a shared one.

use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::super::board::Board;
use super::super::plan_page::Waiting;
use super::super::profile;
use super::super::shared_page::Gone;
use super::api::{Paper, plan_on_paper, shared_plan_on_paper};
use super::sheet::Sheet;
use crate::error::ApiError;
use crate::language::{href, use_language, use_locale};
use crate::pages::FailurePage;
use crate::ui::head::PageHead;
use crate::ui::icon::Icon;

/// A plan of the visitor on paper; a plan of somebody else is not found.
#[component]
pub fn PrintPage() -> impl IntoView {
    let language = use_language();
    let (id, large) = (of_address("id"), is_large());
    let loaded = Resource::new(move || (id.get(), large.get()), move |(id, large)| plan_on_paper(id, language, large));
    let base = move || format!("/plans/{}", id.get_untracked());
    on_paper(loaded, base, large, |error| view! { <FailurePage error /> }.into_any())
}

/// A shared plan on paper.
#[component]
pub fn PrintSharedPage() -> impl IntoView {
    let language = use_language();
    let (token, large) = (of_address("token"), is_large());
    let loaded = Resource::new(
        move || (token.get(), large.get()),
        move |(token, large)| shared_plan_on_paper(token, language, large),
    );
    let base = move || format!("/shared/{}", token.get_untracked());
    on_paper(loaded, base, large, |error| match error {
        ApiError::NotFound => view! { <Gone /> }.into_any(),
        error => view! { <FailurePage error /> }.into_any(),
    })
}

/// A plan on paper once it is there, or why it is not. `base` is the address of the page that it is printed from.
fn on_paper(
    loaded: Resource<Result<Paper, ApiError>>,
    base: impl Fn() -> String + Copy + Send + Sync + 'static,
    large: Memo<bool>,
    failed: fn(ApiError) -> AnyView,
) -> impl IntoView {
    view! {
        <Suspense fallback=Waiting>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok(paper) => view! { <Desk paper base=base() large=large.get_untracked() /> }.into_any(),
                    Err(error) => failed(error),
                }
            })}
        </Suspense>
    }
}

fn of_address(name: &'static str) -> Memo<String> {
    let params = use_params_map();
    Memo::new(move |_| params.read().get(name).unwrap_or_default())
}

/// Whether the address asks for large type.
fn is_large() -> Memo<bool> {
    let query = use_query_map();
    Memo::new(move |_| query.read().get_str("type") == Some("large"))
}

/// The sheet, and above it what is not printed.
#[component]
fn Desk(paper: Paper, base: String, large: bool) -> impl IntoView {
    let locale = use_locale();
    let board = Board::new(paper.itinerary.clone(), paper.venues.clone());
    provide_context(board);
    profile::follow(board.profile);
    let title = td_string!(locale, print.page_title, title = paper.itinerary.title.clone()).to_string();
    let no_code = paper.link.is_none().then(|| view! { <NoCode is_mine=paper.is_mine base=base.clone() /> });
    view! {
        <PageHead title description=td_string!(locale, print.description) path=format!("{base}/print") noindex=true />
        <main id="main" class="page print-page" tabindex="-1" data-type=if large { "large" } else { "ordinary" }>
            <section class="print-desk" aria-label=td_string!(locale, plans.print)>
                <p>
                    <a class="button button-quiet button-small" href=href(&base)>
                        <Icon name="arrow-left" />
                        <span>{td_string!(locale, print.back)}</span>
                    </a>
                </p>
                <p>{td_string!(locale, print.how)}</p>
                {no_code}
                <div class="print-choices">
                    <TypeChoice base large />
                    <button class="button needs-hydration" type="button" on:click=move |_| drop(window().print())>
                        <Icon name="print" />
                        <span>{td_string!(locale, plans.print)}</span>
                    </button>
                </div>
            </section>
            <Sheet paper />
        </main>
    }
}

/// Ordinary or large type, as two addresses.
#[component]
fn TypeChoice(base: String, large: bool) -> impl IntoView {
    let locale = use_locale();
    let choices = [
        (format!("{base}/print"), td_string!(locale, print.ordinary), !large),
        (format!("{base}/print?type=large"), td_string!(locale, print.large), large),
    ];
    view! {
        <nav aria-label=td_string!(locale, print.type_label)>
            <ul class="print-types">
                {choices
                    .map(|(path, words, is_here)| {
                        view! {
                            <li>
                                <a class="button button-secondary" href=href(&path) aria-current=is_here.then_some("page")>
                                    {words}
                                </a>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </nav>
    }
}

/// Why there is no QR code on the sheet. A link is never made in passing.
#[component]
fn NoCode(is_mine: bool, base: String) -> impl IntoView {
    let locale = use_locale();
    view! {
        <p class="print-no-code">
            {if is_mine {
                view! {
                    {td_string!(locale, print.no_code)}
                    " "
                    <a href=href(&format!("{base}#share"))>{td_string!(locale, print.make_link)}</a>
                }
                    .into_any()
            } else {
                td_string!(locale, print.no_code_companion).into_any()
            }}
        </p>
    }
}
