//! How to get there: a link at every leg to the map application that the visitor chose. The choice stays on their device.

use domain::directions::{MapApp, Way, way_back, way_to_stop};
use domain::timeline::Visit;
use domain::travel::Mode;
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::board::{Board, ShownDay};
use crate::i18n::Locale;
use crate::language::use_locale;
use crate::ui::icon::Icon;

/// Where the device keeps the choice.
const KEY: &str = "okolica-map-app";

/// Reads the choice once the page lives: the server never learns of it and writes addresses of OpenStreetMap, which work
/// everywhere.
pub fn follow(choice: RwSignal<MapApp>) {
    Effect::new(move |_| {
        let kept = window().local_storage().ok().flatten().and_then(|storage| storage.get_item(KEY).ok().flatten());
        choice.set(kept.and_then(|word| word.parse().ok()).unwrap_or_default());
    });
}

fn keep(app: MapApp) {
    if let Ok(Some(storage)) = window().local_storage() {
        // Storage may be forbidden; then the choice holds for this page.
        storage.set_item(KEY, app.as_str()).ok();
    }
}

/// The ways of a day, worked out once for all of its stops.
#[derive(Clone, Copy)]
pub struct Ways(Memo<DayWays>);

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct DayWays {
    to_stops: Vec<Option<Way>>,
    back: Option<Way>,
}

impl Ways {
    /// The ways of a day that is shown.
    #[must_use]
    pub fn of(board: Board, shown: Memo<Option<ShownDay>>) -> Self {
        Self(Memo::new(move |_| {
            let (shown, venues) = (shown.read(), board.venues.read());
            let Some(ShownDay { day, told, .. }) = shown.as_ref() else { return DayWays::default() };
            let to_stop = |(at, visit): (usize, &Visit)| way_to_stop(day, at, visit.leg?, &venues);
            let to_stops = told.visits.iter().enumerate().map(to_stop).collect();
            DayWays { to_stops, back: told.back.and_then(|leg| way_back(day, leg, &venues)) }
        }))
    }

    /// The way to a stop, by its number.
    #[must_use]
    pub fn to(self, number: usize) -> Option<Way> {
        self.0.read().to_stops.get(number.checked_sub(1)?)?.clone()
    }

    /// The way to where the day ends.
    #[must_use]
    pub fn back(self) -> Option<Way> {
        self.0.read().back.clone()
    }
}

fn name(locale: Locale, app: MapApp) -> &'static str {
    match app {
        MapApp::OpenStreetMap => "OpenStreetMap",
        MapApp::Google => "Google Maps",
        MapApp::Apple => "Apple Maps",
        MapApp::Device => td_string!(locale, plans.map_app_device),
    }
}

/// The choice, beside the visitor's needs.
#[component]
pub fn MapAppChoice() -> impl IntoView {
    let locale = use_locale();
    let board: Board = expect_context();
    let change = move |event| {
        if let Ok(app) = event_target_value(&event).parse() {
            board.map_app.set(app);
            keep(app);
        }
    };
    view! {
        <div class="field field-inline map-app-choice needs-hydration">
            <label class="field-label" for="map-app">
                {td_string!(locale, plans.map_app)}
            </label>
            <span class="select-wrap">
                <select class="select" id="map-app" aria-describedby="map-app-hint" on:change=change>
                    {MapApp::ALL
                        .iter()
                        .map(|app| {
                            let is_chosen = move || board.map_app.get() == *app;
                            view! {
                                <option value=app.as_str() prop:selected=is_chosen>
                                    {name(locale, *app)}
                                </option>
                            }
                        })
                        .collect_view()}
                </select>
                <Icon name="chevron" />
            </span>
            <span class="meta" id="map-app-hint">
                {td_string!(locale, plans.map_app_hint)}
            </span>
        </div>
    }
}

/// The links of a way: to the chosen application, and to the other kind of it, for a device whose `geo:` addresses lead
/// nowhere or whose visitor would rather stay out of the browser.
#[component]
pub fn Directions(
    /// The way.
    way: Way,
) -> impl IntoView {
    let board: Board = expect_context();
    move || {
        let app = board.map_app.get();
        // Only phones and tablets open `geo:`; the style hides that link elsewhere, unless it was chosen.
        let other = if app == MapApp::Device { MapApp::OpenStreetMap } else { MapApp::Device };
        view! {
            <span class="leg-links">
                <WayLink way=way.clone() app is_second=false />
                " "
                <WayLink way=way.clone() app=other is_second=true />
            </span>
        }
    }
}

#[component]
fn WayLink(way: Way, app: MapApp, is_second: bool) -> impl IntoView {
    let locale = use_locale();
    let words = match (is_second, app, way.mode) {
        (true, MapApp::Device, _) => td_string!(locale, plans.way_in_app),
        (true, ..) => td_string!(locale, plans.way_in_browser),
        (false, _, Mode::Walk) => td_string!(locale, plans.way_on_foot),
        (false, ..) => td_string!(locale, plans.get_there),
    };
    view! {
        <a class="leg-link" data-app=app.as_str() data-second=is_second.then_some("true") href=way.address(app) rel="external noreferrer noopener">
            {words}
            <span class="visually-hidden">{format!(": {} ({})", way.name, name(locale, app))}</span>
        </a>
    }
}
