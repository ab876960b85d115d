//! Where the focus is once an edit has redrawn the plan. Only for handlers of events: there is no document on the server.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement};

/// Waits for the page to be redrawn and, if the focused element was moved or removed meanwhile, focuses it again; where that
/// cannot be, the element `landing`.
pub fn keep_or_land(landing: String) {
    let held = focused().map(|element| element.id()).filter(|id| !id.is_empty());
    request_animation_frame(move || {
        if focused().is_some() || held.is_some_and(|id| focus(&id)) {
            return;
        }
        focus(&landing);
    });
}

/// Waits for the page to be redrawn and focuses an element.
pub fn land(id: String) {
    request_animation_frame(move || {
        focus(&id);
    });
}

/// Focuses the element that the address names. The browser does so itself only if the element is there when it looks.
pub fn land_where_the_address_says() {
    let hash = window().location().hash().unwrap_or_default();
    if let Some(id) = hash.strip_prefix('#').filter(|id| !id.is_empty()) {
        land(id.to_owned());
    }
}

/// The element that has the focus, if any has.
fn focused() -> Option<Element> {
    document().active_element().filter(|element| element.tag_name() != "BODY")
}

/// Whether nothing has the focus, or something within an element.
pub fn is_free_or_within(id: &str) -> bool {
    focused().is_none_or(|element| element.closest(&format!("#{id}")).ok().flatten().is_some())
}

/// Focuses an element and says whether it took the focus.
fn focus(id: &str) -> bool {
    let element = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok());
    element.is_some_and(|element| element.focus().is_ok() && focused().is_some_and(|now| now.id() == id))
}

/// Opens everything closed that an element stands in, so that it can take the focus.
pub fn open_to(id: &str) {
    let mut inside = document().get_element_by_id(id);
    while let Some(closed) = inside.and_then(|element| element.closest("details:not([open])").ok().flatten()) {
        // Cannot fail: the name is a valid one.
        closed.set_attribute("open", "").ok();
        inside = closed.parent_element();
    }
}

/// Brings an element into view without taking the focus.
pub fn show(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.scroll_into_view_with_bool(false);
    }
}

/// Whether an event happened in a field that has an undo of its own.
#[must_use]
pub fn is_in_text(target: Option<leptos::web_sys::EventTarget>) -> bool {
    let element = target.and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"))
}
