//! The page of favourites: all of them or one list, chosen by the address.

use domain::favourites::{FavouriteList, ListId};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_query_map;

use super::api::{CreateList, DeleteList, FavouritesView, RenameList, SetLists, all_favourites};
use super::favourite::FavouriteItem;
use super::forget::Privacy;
use super::lists::{ListActions, ListTabs, NewList, list_id};
use crate::language::{href, use_language, use_locale};
use crate::pages::FailureArticle;
use crate::ui::announcer::{Tone, use_announcer};
use crate::ui::head::PageHead;
use crate::ui::icon::Icon;
use crate::ui::notice::Refusal;

/// What changes lists.
#[derive(Clone, Copy)]
struct Changes {
    create: ServerAction<CreateList>,
    rename: ServerAction<RenameList>,
    delete: ServerAction<DeleteList>,
    set: ServerAction<SetLists>,
}

/// The page of what the visitor keeps.
#[component]
pub fn FavouritesPage() -> impl IntoView {
    let locale = use_locale();
    let language = use_language();
    let changes = Changes {
        create: ServerAction::new(),
        rename: ServerAction::new(),
        delete: ServerAction::new(),
        set: ServerAction::new(),
    };
    announce_changes(changes);
    let versions = move || {
        let Changes { create, rename, delete, set } = changes;
        (create.version().get(), rename.version().get(), delete.version().get(), set.version().get())
    };
    let loaded = Resource::new(versions, move |_| all_favourites(language));
    let query = use_query_map();
    let list = Memo::new(move |_| query.read().get("list").and_then(|list| list_id(&list).ok()));
    view! {
        <PageHead
            title=td_string!(locale, favourites.title)
            description=td_string!(locale, favourites.description)
            path="/favourites"
            noindex=true
        />
        <main id="main" class="page page-wide" tabindex="-1">
            <Transition fallback=Waiting>
                {move || {
                    let list = list.get();
                    let hearts = super::known();
                    Suspend::new(async move {
                        hearts.await;
                        match loaded.await {
                            Ok(view) => view! { <Kept view list changes /> }.into_any(),
                            Err(error) => view! { <FailureArticle error /> }.into_any(),
                        }
                    })
                }}
            </Transition>
        </main>
    }
}

/// Says what became of a change, once it is known.
fn announce_changes(changes: Changes) {
    let locale = use_locale();
    let announcer = use_announcer();
    Effect::new(move |_| {
        if let Some(Ok(())) = changes.rename.value().get() {
            announcer(Tone::Success, td_string!(locale, favourites.renamed).to_owned());
        }
    });
    Effect::new(move |_| {
        if let Some(Ok(())) = changes.set.value().get() {
            announcer(Tone::Success, td_string!(locale, favourites.lists_saved).to_owned());
        }
    });
    Effect::new(move |_| {
        if let Some(Ok(())) = changes.delete.value().get() {
            announcer(Tone::Success, td_string!(locale, favourites.list_deleted).to_owned());
        }
    });
}

#[component]
fn Waiting() -> impl IntoView {
    let locale = use_locale();
    view! {
        <h1>{td_string!(locale, favourites.title)}</h1>
        <ul class="venue-list" aria-busy="true">
            <li class="skeleton skeleton-card"></li>
            <li class="skeleton skeleton-card"></li>
            <li class="skeleton skeleton-card"></li>
        </ul>
    }
}

#[component]
fn Kept(view: FavouritesView, list: Option<ListId>, changes: Changes) -> impl IntoView {
    let locale = use_locale();
    let FavouritesView { kept, now } = view;
    let chosen = kept.lists.iter().find(|l| Some(l.id) == list).cloned();
    let shown = chosen.as_ref().map(|list| list.id);
    let total = kept.favourites.len();
    let has_any = total > 0 || !kept.lists.is_empty();
    let lists = kept.lists;
    let items: Vec<_> =
        kept.favourites.into_iter().filter(|f| shown.is_none_or(|list| f.lists.contains(&list))).collect();
    let content = if items.is_empty() {
        view! { <NoFavourites of_list=shown.is_some() /> }.into_any()
    } else {
        let all = lists.clone();
        let items = items.into_iter().map(move |favourite| {
            view! { <FavouriteItem favourite lists=all.clone() now set_lists=changes.set /> }
        });
        view! { <ul class="venue-list venue-grid">{items.collect_view()}</ul> }.into_any()
    };
    view! {
        <header class="page-head">
            <h1>{td_string!(locale, favourites.title)}</h1>
            <p class="lead">{td_string!(locale, favourites.lead)}</p>
        </header>
        <div class="favourites">
            {has_any.then(|| view! { <ListTabs lists total shown /> })}
            {has_any.then(|| view! { <NewList create=changes.create /> })}
            <section class="favourite-list" aria-labelledby="shown-list">
                <Heading chosen changes />
                <Refusal error=Signal::derive(move || changes.set.value().get().and_then(Result::err)) />
                {content}
            </section>
            <Privacy />
        </div>
    }
}

#[component]
fn Heading(chosen: Option<FavouriteList>, changes: Changes) -> impl IntoView {
    let locale = use_locale();
    let name = chosen.as_ref().map_or_else(|| td_string!(locale, favourites.all).to_owned(), |list| list.name.clone());
    view! {
        <div class="section-head">
            <h2 id="shown-list">{name}</h2>
            {chosen.map(|list| view! { <ListActions list rename=changes.rename delete=changes.delete /> })}
        </div>
    }
}

#[component]
fn NoFavourites(of_list: bool) -> impl IntoView {
    let locale = use_locale();
    let (title, text) = if of_list {
        (td_string!(locale, favourites.empty_list_title), td_string!(locale, favourites.empty_list_text))
    } else {
        (td_string!(locale, favourites.none_title), td_string!(locale, favourites.none_text))
    };
    view! {
        <div class="empty-state">
            <svg class="illustration" aria-hidden="true" viewBox="0 0 240 160">
                <use href="/illustrations.svg#no-favourites"></use>
            </svg>
            <h3>{title}</h3>
            <p>{text}</p>
            <div class="page-actions">
                <a class="button" href=href("/")>
                    <Icon name="compass" />
                    <span>{td_string!(locale, favourites.none_discover)}</span>
                </a>
            </div>
        </div>
    }
}
