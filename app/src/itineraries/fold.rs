//! What stands behind a `<details>` of a long plan is made when it is opened: hundreds of forms that nobody looks at cost the
//! browser more than everything that is seen.

use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_query_map;

use super::board::Board;
use super::builder::Builder;
use crate::language::{href, use_locale};

/// From how many stops on a plan is long.
const LONG: usize = 60;

/// A `<details>` that may be empty until it is opened.
#[derive(Clone, Copy)]
pub struct Fold {
    /// Whether the address asks for it: it is then open from the start.
    pub is_asked: bool,
    is_made: RwSignal<bool>,
    address: StoredValue<String>,
}

impl Fold {
    /// A fold by a key of its own in the page; `anchor` is the element that an address leads to.
    #[must_use]
    pub fn new(key: &str, anchor: &str) -> Self {
        let board: Board = expect_context();
        let is_long = board.plan.with_untracked(|plan| plan.all_stops().count() > LONG);
        let is_asked = use_query_map().with_untracked(|query| query.get_str("open") == Some(key));
        let plan = use_context::<Builder>().map(|builder| format!("/plans/{}", builder.id.0)).unwrap_or_default();
        Self {
            is_asked,
            is_made: RwSignal::new(!is_long || is_asked),
            address: StoredValue::new(href(&format!("{plan}?open={key}#{anchor}"))),
        }
    }

    /// A fold that always holds what it holds.
    #[must_use]
    pub fn made() -> Self {
        Self { is_asked: false, is_made: RwSignal::new(true), address: StoredValue::default() }
    }

    /// What a `<details>` does when it is opened.
    pub fn on_toggle<E>(self) -> impl Fn(E) + use<E> {
        let is_made = self.is_made;
        move |_| is_made.set(true)
    }
}

/// What is in a fold; before it is opened, a link for whoever has no JavaScript.
#[component]
pub fn Inside(
    /// The fold.
    fold: Fold,
    /// What it holds.
    children: ChildrenFn,
) -> impl IntoView {
    let locale = use_locale();
    let Fold { is_made, address, .. } = fold;
    move || {
        if is_made.get() {
            children().into_any()
        } else {
            view! {
                <a class="link-button" href=address.get_value()>
                    {td_string!(locale, plans.open_fold)}
                </a>
            }
            .into_any()
        }
    }
}
