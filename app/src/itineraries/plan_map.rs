//! The plan on the map, chosen both ways: a stop on the map comes into view in the plan.

use leptos::prelude::*;
use leptos_i18n::td_string;

use super::board::{Board, map_key};
use super::focus;
use super::landing::stop_element;
use crate::language::use_locale;
use crate::map::MapView;

/// The map of the plan on the board.
#[component]
pub fn PlanMap() -> impl IntoView {
    let locale = use_locale();
    let board: Board = expect_context();
    Effect::new(move |_| {
        let chosen = board.chosen.get();
        let stop = board.plan.with_untracked(|plan| {
            plan.stops().find(|stop| chosen.as_deref() == Some(map_key(stop).as_str())).map(|stop| stop.id)
        });
        if let Some(stop) = stop {
            focus::show(&stop_element(stop));
        }
    });
    view! {
        <section class="plan-map" aria-label=td_string!(locale, plans.map)>
            <MapView
                label=td_string!(locale, plans.map).to_owned()
                points=Signal::stored(None::<String>)
                routes=board.routes()
                selected=board.chosen
            />
        </section>
    }
}
