//! The tray: what is to be seen, on whichever day.

use domain::itinerary::{Spot, StopId};
use domain::venue::VenueCard;
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::add_other::AddOther;
use super::board::{Board, ShownStop};
use super::builder::Builder;
use super::drag::{Hand, spot_attribute};
use super::find::AddStop;
use super::kept::KeptVenues;
use super::landing::TRAY_TITLE;
use super::stop::StopView;
use crate::language::use_locale;

/// The tray of the plan on the board; readers see it only where something is in it.
#[component]
pub fn TrayView(
    /// The visitor's favourites, which it offers.
    #[prop(optional)]
    favourites: Vec<VenueCard>,
) -> impl IntoView {
    let locale = use_locale();
    let board: Board = expect_context();
    let is_mine = use_context::<Builder>().is_some();
    let hand = use_context::<Hand>();
    let tray = board.tray();
    let stops = move || tray.read().iter().map(|stop| stop.id).collect::<Vec<StopId>>();
    let is_empty = Memo::new(move |_| tray.read().is_empty());
    let shown = move |stop| Memo::new(move |_| ShownStop::in_tray(&tray.read(), stop));
    let ends_here = move || {
        let is_end = hand.is_some_and(|hand| hand.is_at_end(Spot::Tray));
        is_end.then_some("end")
    };
    view! {
        <section class="tray" aria-labelledby=TRAY_TITLE data-spot=spot_attribute(Spot::Tray) hidden=move || !is_mine && is_empty.get()>
            <header class="tray-head">
                <h2 class="tray-title" id=TRAY_TITLE tabindex="-1">
                    {td_string!(locale, plans.tray)}
                </h2>
                <p class="meta">
                    {move || if is_empty.get() { td_string!(locale, plans.tray_empty) } else { td_string!(locale, plans.tray_lead) }}
                </p>
            </header>
            <ol class="tray-list" data-drop=ends_here>
                <For each=stops key=|stop| stop.0 let(stop)>
                    <StopView stop shown=shown(stop) />
                </For>
            </ol>
            {is_mine
                .then(|| {
                    view! {
                        <AddStop spot=Spot::Tray />
                        <KeptVenues favourites />
                        <AddOther spot=Spot::Tray />
                    }
                })}
        </section>
    }
}
