//! "Distance from me": asks for the position only when the button is pressed, and keeps it in the address alone.

use domain::filter::{Order, VenueFilter};
use domain::geo::Position;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::language::{address, use_language, use_locale};
use crate::ui::announcer::{Tone, use_announcer};
use crate::ui::icon::Icon;
use crate::ui::locate::ask_position;

/// The button that orders the list by distance.
#[component]
pub fn LocateButton(
    /// What is chosen so far.
    filter: VenueFilter,
) -> impl IntoView {
    let language = use_language();
    let locale = use_locale();
    let announcer = use_announcer();
    let navigate = use_navigate();
    let busy = RwSignal::new(false);
    let found = move |degrees: Option<(f64, f64)>| {
        busy.set(false);
        // Three decimals, about a hundred metres: enough to order a list, not enough to find somebody.
        let rounded = degrees.map(|(lat, lon)| ((lat * 1e3).round() / 1e3, (lon * 1e3).round() / 1e3));
        match rounded.map(|(lat, lon)| Position::from_degrees(lat, lon)) {
            Some(Ok(near)) => {
                let wanted = VenueFilter { near: Some(near), order: Order::Distance, page: 0, ..filter.clone() };
                announcer(Tone::Success, td_string!(locale, venues.located).to_owned());
                let target = address(language, &format!("/?{}", wanted.to_query()));
                navigate(&target, NavigateOptions { resolve: false, scroll: false, ..NavigateOptions::default() });
            }
            Some(Err(_)) => announcer(Tone::Problem, td_string!(locale, venues.not_in_poland).to_owned()),
            None => announcer(Tone::Problem, td_string!(locale, venues.not_located).to_owned()),
        }
    };
    let ask = move |_| {
        busy.set(true);
        ask_position(found.clone());
    };
    view! {
        <button
            class="button button-quiet button-small locate needs-hydration"
            type="button"
            aria-busy=move || if busy.get() { "true" } else { "false" }
            on:click=ask
        >
            <Icon name="locate" />
            <span>{move || if busy.get() { td_string!(locale, venues.locating) } else { td_string!(locale, venues.locate) }}</span>
        </button>
    }
}
