//! Named lists: choosing one, making, naming and deleting them, and making a plan of one.

use domain::favourites::{FavouriteList, LIST_NAME_MAX, ListId};
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::api::{CreateList, DeleteList, PlanOfList, RenameList};
use crate::error::ApiError;
use crate::language::{href, use_language, use_locale};
use crate::ui::icon::Icon;
use crate::ui::notice::Refusal;

/// The key of a list as an address or a form writes it; what is not one is the key of no list.
///
/// # Errors
/// [`ApiError::NotFound`].
pub fn list_id(text: &str) -> Result<ListId, ApiError> {
    text.trim().parse().map(ListId).map_err(|_| ApiError::NotFound)
}

/// The tabs of all favourites and of each list.
#[component]
pub fn ListTabs(
    /// The lists.
    lists: Vec<FavouriteList>,
    /// How many favourites there are in all.
    total: usize,
    /// The list that is shown; none for all favourites.
    shown: Option<ListId>,
) -> impl IntoView {
    let locale = use_locale();
    let current = move |is_shown: bool| is_shown.then_some("page");
    let tabs = lists.into_iter().map(|list| {
        view! {
            <li>
                <a href=href(&format!("/favourites?list={}", list.id.0)) aria-current=current(shown == Some(list.id))>
                    {list.name}
                    " "
                    <span class="badge">{list.venues}</span>
                </a>
            </li>
        }
    });
    view! {
        <nav class="tab-links" aria-label=td_string!(locale, favourites.lists)>
            <ul>
                <li>
                    <a href=href("/favourites") aria-current=current(shown.is_none())>
                        {td_string!(locale, favourites.all)}
                        " "
                        <span class="badge">{total}</span>
                    </a>
                </li>
                {tabs.collect_view()}
            </ul>
        </nav>
    }
}

/// The form of a new list.
#[component]
pub fn NewList(
    /// What makes it.
    create: ServerAction<CreateList>,
) -> impl IntoView {
    let locale = use_locale();
    let name = NodeRef::new();
    Effect::new(move |_| {
        // The list is made: the field is free for the next.
        if let (Some(Ok(())), Some(field)) = (create.value().get(), name.get_untracked()) {
            leptos::web_sys::HtmlInputElement::set_value(&field, "");
        }
    });
    view! {
        <details class="disclosure new-list">
            <summary>
                <Icon name="plus" />
                {td_string!(locale, favourites.new_list)}
            </summary>
            <div class="disclosure-body">
                <ActionForm action=create attr:class="field-row">
                    <input type="hidden" name="lang" value=use_language().as_str() />
                    <NameField id="new-list-name" name=String::new() node_ref=name />
                    <button class="button button-secondary">{td_string!(locale, favourites.create_list)}</button>
                </ActionForm>
                <Refusal error=Signal::derive(move || create.value().get().and_then(Result::err)) />
            </div>
        </details>
    }
}

/// What can be done to a list as a whole.
#[component]
pub fn ListActions(
    /// The list.
    list: FavouriteList,
    /// What renames it.
    rename: ServerAction<RenameList>,
    /// What deletes it.
    delete: ServerAction<DeleteList>,
) -> impl IntoView {
    let locale = use_locale();
    let language = use_language().as_str();
    let plan = ServerAction::<PlanOfList>::new();
    let id = list.id.0;
    let refused = move || {
        let planned = plan.value().get().and_then(Result::err);
        planned
            .or_else(|| rename.value().get().and_then(Result::err))
            .or_else(|| delete.value().get().and_then(Result::err))
    };
    let make_plan = (list.venues > 0).then(|| {
        view! {
            <ActionForm action=plan>
                <input type="hidden" name="list" value=id.to_string() />
                <input type="hidden" name="lang" value=language />
                <button class="button">
                    <Icon name="calendar" />
                    <span>{td_string!(locale, favourites.make_plan)}</span>
                </button>
            </ActionForm>
        }
    });
    view! {
        <div class="page-actions">
            {make_plan}
            <details class="menu menu-end">
                <summary class="button button-secondary">
                    <Icon name="edit" />
                    <span>{td_string!(locale, favourites.rename)}</span>
                </summary>
                <div class="menu-panel">
                    <ActionForm action=rename attr:class="stack">
                        <input type="hidden" name="list" value=id.to_string() />
                        <NameField id="list-name" name=list.name />
                        <button class="button button-small">{td_string!(locale, favourites.save)}</button>
                    </ActionForm>
                </div>
            </details>
            <details class="menu menu-end">
                <summary class="button button-quiet button-danger">
                    <Icon name="trash" />
                    <span>{td_string!(locale, favourites.delete_list)}</span>
                </summary>
                <div class="menu-panel">
                    <p>{td_string!(locale, favourites.delete_question)}</p>
                    <ActionForm action=delete>
                        <input type="hidden" name="list" value=id.to_string() />
                        <input type="hidden" name="lang" value=language />
                        <button class="button button-small button-danger">{td_string!(locale, favourites.delete_yes)}</button>
                    </ActionForm>
                </div>
            </details>
            <Refusal error=Signal::derive(refused) />
        </div>
    }
}

#[component]
fn NameField(
    id: &'static str,
    name: String,
    #[prop(optional)] node_ref: NodeRef<leptos::html::Input>,
) -> impl IntoView {
    let locale = use_locale();
    view! {
        <div class="field">
            <label class="field-label" for=id>
                {td_string!(locale, favourites.list_name)}
            </label>
            <input class="input" id=id type="text" name="name" required maxlength=LIST_NAME_MAX value=name node_ref=node_ref />
        </div>
    }
}
