//! One favourite: its card, the visitor's note, the lists that it is on.

use domain::favourites::{Favourite, FavouriteList, NOTE_MAX};
use domain::hours::LocalTime;
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::api::{SetLists, SetNote};
use crate::language::use_locale;
use crate::ui::icon::Icon;
use crate::ui::notice::Refusal;
use crate::venues::card::{Level, VenueCardView};

/// A favourite.
#[component]
pub fn FavouriteItem(
    /// The favourite.
    favourite: Favourite,
    /// The visitor's lists.
    lists: Vec<FavouriteList>,
    /// The moment for which its opening state holds.
    now: LocalTime,
    /// What puts it on lists.
    set_lists: ServerAction<SetLists>,
) -> impl IntoView {
    let slug = favourite.venue.slug.to_string();
    let name = favourite.venue.name.value.clone();
    let on = favourite.lists.clone();
    let choose =
        (!lists.is_empty()).then(|| view! { <OnLists slug=slug.clone() name=name.clone() lists on set_lists /> });
    view! {
        <li class="favourite">
            <VenueCardView card=favourite.venue moment=now level=Level::Third />
            <Note slug name note=favourite.note />
            {choose}
        </li>
    }
}

#[component]
fn Note(slug: String, name: String, note: String) -> impl IntoView {
    let locale = use_locale();
    let save = ServerAction::<SetNote>::new();
    let written = RwSignal::new(note.clone());
    let sent = StoredValue::new(String::new());
    let is_saved = RwSignal::new(false);
    Effect::new(move |_| {
        if let Some(input) = save.input().get() {
            sent.set_value(input.note);
        }
    });
    Effect::new(move |_| {
        if let Some(Ok(())) = save.value().get() {
            written.set(sent.get_value());
            is_saved.set(true);
        }
    });
    let id = format!("note-{slug}");
    let text = move || {
        let note = written.get();
        (!note.is_empty()).then(|| view! { <p class="note-text">{note}</p> })
    };
    let state = move || {
        if save.pending().get() {
            td_string!(locale, favourites.note_saving)
        } else if is_saved.get() {
            td_string!(locale, favourites.note_saved)
        } else {
            ""
        }
    };
    view! {
        {text}
        <details class="disclosure favourite-note">
            <summary>
                <Icon name="edit" />
                <span>{td_string!(locale, favourites.note)}</span>
                <span class="visually-hidden">": " {name}</span>
            </summary>
            <div class="disclosure-body">
                <ActionForm action=save attr:class="stack">
                    <input type="hidden" name="venue" value=slug />
                    <label class="field-label" for=id.clone()>
                        {td_string!(locale, favourites.note_label)}
                    </label>
                    // Its text must not be a child, which would not be escaped.
                    <textarea
                        class="input"
                        id=id
                        name="note"
                        rows="3"
                        maxlength=NOTE_MAX
                        inner_html=escaped(&note)
                        on:input=move |_| is_saved.set(false)
                    ></textarea>
                    <button class="button button-small" aria-busy=move || save.pending().get().then_some("true")>
                        {td_string!(locale, favourites.save)}
                    </button>
                    <p class="save-state" role="status">
                        {state}
                    </p>
                    <Refusal error=Signal::derive(move || save.value().get().and_then(Result::err)) />
                </ActionForm>
            </div>
        </details>
    }
}

/// A text as the content of an element.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[component]
fn OnLists(
    slug: String,
    name: String,
    lists: Vec<FavouriteList>,
    on: Vec<domain::favourites::ListId>,
    set_lists: ServerAction<SetLists>,
) -> impl IntoView {
    let locale = use_locale();
    let boxes = lists.into_iter().map(move |list| {
        let is_on = on.contains(&list.id);
        view! {
            <label class="check">
                <input type="checkbox" name="lists[]" value=list.id.0.to_string() checked=is_on prop:checked=is_on />
                <span class="check-text">{list.name}</span>
            </label>
        }
    });
    view! {
        <details class="disclosure">
            <summary>
                <Icon name="list" />
                <span>{td_string!(locale, favourites.on_lists)}</span>
                <span class="visually-hidden">": " {name}</span>
            </summary>
            <div class="disclosure-body">
                <ActionForm action=set_lists attr:class="favourite-lists">
                    <input type="hidden" name="venue" value=slug />
                    {boxes.collect_view()}
                    <button class="button button-secondary button-small">{td_string!(locale, favourites.save)}</button>
                </ActionForm>
            </div>
        </details>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_cannot_leave_its_field() {
        assert_eq!(escaped("</textarea><b>&"), "&lt;/textarea&gt;&lt;b&gt;&amp;");
    }
}
