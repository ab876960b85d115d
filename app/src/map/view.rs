//! The map as a part of a page.

use domain::geo::{BoundingBox, Position};
use leptos::prelude::*;
use leptos::web_sys::CustomEvent;

use super::{Framing, MapRoute, bridge};
use crate::i18n::td_string;
use crate::language::{href, use_language, use_locale};
use crate::ui::icon::Icon;

/// What a map says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MapState {
    /// It has not been drawn yet.
    Loading,
    /// It is there.
    Ready,
    /// It cannot be drawn here.
    Unavailable,
}

impl MapState {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Loading => "loading",
            Self::Ready => "ready",
            Self::Unavailable => "unavailable",
        }
    }
}

/// A place that was pointed at.
#[derive(Debug, Clone, PartialEq)]
pub struct Pointed {
    /// Where it is.
    pub position: Position,
    /// The name of the gmina that it lies in, in the language of the page, where the map knows it.
    pub gmina: Option<String>,
}

/// How a page lets its visitor point at a place.
#[derive(Clone, Copy)]
pub struct Pointing {
    /// Where the pin stands at first, or nowhere yet; absent while nobody points.
    pub from: Signal<Option<Option<Position>>>,
    /// Hears what lies under the pin while the map is moved, and once it has come to rest.
    pub on_point: Callback<(Pointed, bool)>,
    /// Hears the spot for which the map's context menu was asked: by the second button of a mouse, a key or a long press.
    pub on_place: Callback<Position>,
}

/// A map of points and routes. The list beside it must tell everything that the map tells.
///
/// The frame says where it is in `data-state` (`loading`, `ready`, `unavailable`); the element inside says in
/// `data-map-state` whether it is still drawing (`loading`, `idle`, `failed`).
#[component]
pub fn MapView(
    /// What it is called. It is a group, not a region: the pages that have a region for it name that themselves.
    #[prop(into)]
    label: String,
    /// The address of a GeoJSON of points with the properties `slug`, `name`, `category` and `approximate`.
    #[prop(into)]
    points: Signal<Option<String>>,
    /// Days with their stops, in order.
    #[prop(into)]
    routes: Signal<Vec<MapRoute>>,
    /// The slug that is chosen, on the map or beside it.
    selected: RwSignal<Option<String>>,
    /// Offers to search the part of the map that was moved to by hand.
    #[prop(optional, into)]
    on_area: Option<Callback<BoundingBox>>,
    /// The middle of the map while there is nothing else to show.
    #[prop(optional, into)]
    focus: Option<Position>,
    /// Where the visitor is, if they said so.
    #[prop(optional, into)]
    here: Signal<Option<Position>>,
    /// What of the routes is to be in view.
    #[prop(optional, into)]
    framing: Signal<Framing>,
    /// What the map says of itself, for whoever offers something that needs it.
    #[prop(default = RwSignal::new(MapState::Loading))]
    state: RwSignal<MapState>,
    /// Lets the visitor point at a place.
    #[prop(optional_no_strip)]
    pointing: Option<Pointing>,
    /// What lies over the map.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let locale = use_locale();
    let moved = RwSignal::new(None::<BoundingBox>);
    let searched = RwSignal::new(None::<BoundingBox>);
    bridge::load();

    let on_state = move |event: CustomEvent| {
        state.set(match bridge::detail(&event).as_str() {
            "ready" => MapState::Ready,
            "failed" => MapState::Unavailable,
            _ => MapState::Loading,
        });
    };
    let on_select =
        move |event: CustomEvent| selected.set(Some(bridge::detail(&event)).filter(|slug| !slug.is_empty()));
    let on_move = move |event: CustomEvent| moved.set(bridge::read_area(&bridge::detail(&event)));
    let point = move |event: CustomEvent, is_at_rest: bool| {
        if let Some((pointing, pointed)) = pointing.zip(bridge::read_pointed(&bridge::detail(&event))) {
            pointing.on_point.run((pointed, is_at_rest));
        }
    };
    let on_place = move |event: CustomEvent| {
        if let Some((pointing, pointed)) = pointing.zip(bridge::read_pointed(&bridge::detail(&event))) {
            pointing.on_place.run(pointed.position);
        }
    };
    let point_from = move || {
        let from = pointing.and_then(|pointing| pointing.from.get());
        from.map(|from| from.map(bridge::point).unwrap_or_default())
    };
    let search = on_area.map(|on_area| {
        move || {
            let area = moved.get()?;
            let search = move |_| {
                // The map keeps its view for this search, and the button goes.
                searched.set(Some(area));
                moved.set(None);
                on_area.run(area);
            };
            Some(view! {
                <div class="map-tools">
                    <button class="button button-secondary button-small map-search" type="button" on:click=search>
                        <Icon name="search" />
                        <span>{td_string!(locale, map.search_area)}</span>
                    </button>
                </div>
            })
        }
    });
    let message = move || match state.get() {
        MapState::Unavailable => td_string!(locale, map.unavailable),
        _ => td_string!(locale, map.loading),
    };

    view! {
        <div class="map-frame" data-state=move || state.get().as_str() role="group" aria-label=label>
            <okolica-map
                class="map"
                outlines=format!("/map/gminas.geojson?lang={}", use_language().as_str())
                links=href("/venues/")
                texts=bridge::texts(locale)
                free=on_area.is_some().then_some("")
                focus=focus.map(bridge::point)
                here=move || here.get().map(bridge::point)
                searched=move || searched.get().map(bridge::area)
                points=move || points.get()
                routes=move || routes.with(|routes| bridge::routes(routes))
                selected=move || selected.get()
                frame=move || bridge::framing(framing.get())
                point=point_from
                places=pointing.is_some().then_some("")
                on:mapstate=on_state
                on:mapselect=on_select
                on:maparea=on_move
                on:mappoint=move |event: CustomEvent| point(event, false)
                on:mappointed=move |event: CustomEvent| point(event, true)
                on:mapplace=on_place
            ></okolica-map>
            <svg class="map-sketch" aria-hidden="true" viewBox="0 0 600 360">
                <use href="/gminas.svg#all"></use>
            </svg>
            <p class="map-message">{message}</p>
            <noscript inner_html=format!("<p class=\"map-message\">{}</p>", td_string!(locale, map.no_script))></noscript>
            <p class="visually-hidden">{td_string!(locale, map.hint)}</p>
            {search}
            {children.map(|children| children())}
        </div>
    }
}
