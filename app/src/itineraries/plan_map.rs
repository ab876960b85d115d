//! The plan on the map, chosen both ways: a stop on the map comes into view in the plan. The map shows the whole plan or a day of
//! it, and takes what somebody points at.

use domain::itinerary::DayId;
use domain::timeline::position;
use leptos::ev::FocusEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;
use leptos_i18n::td_string;

use super::board::{Board, day_key};
use super::focus;
use super::landing::stop_element;
use super::pick::{PickBar, Picker};
use crate::language::use_locale;
use crate::map::{MapState, MapView, day_ink, day_letters};
use crate::ui::announcer::{Tone, use_announcer};
use crate::ui::icon::Icon;

/// The element of the plan's map.
pub const PLAN_MAP: &str = "plan-map";
/// With more days than this, days are chosen from a list rather than by a button each.
const BUTTONS_MAX: usize = 7;

/// The map of the plan on the board.
#[component]
pub fn PlanMap() -> impl IntoView {
    let locale = use_locale();
    let board: Board = expect_context();
    let picker = use_context::<Picker>();
    Effect::new(move |_| {
        let chosen = board.chosen.get();
        let stop = board.plan.with_untracked(|plan| {
            plan.stops().map(|stop| stop.id).find(|stop| chosen.as_deref() == Some(stop_element(*stop).as_str()))
        });
        if let Some(stop) = stop {
            focus::show(&stop_element(stop));
        }
    });
    view! {
        <section class="plan-map" id=PLAN_MAP tabindex="-1" aria-label=td_string!(locale, plans.map)>
            <MapView
                label=td_string!(locale, plans.map).to_owned()
                points=Signal::stored(None::<String>)
                routes=board.routes()
                selected=board.chosen
                framing=board.framing
                state=board.map
                pointing=picker.map(Picker::pointing)
            >
                {picker.map(|picker| view! { <PickBar picker /> })}
            </MapView>
            <FramingTools />
        </section>
    }
}

/// How many stops of a day, or of the whole plan, the map can show.
fn on_the_map(board: Board, day: Option<DayId>) -> u32 {
    let (plan, venues) = (board.plan.read_untracked(), board.venues.read_untracked());
    let days = plan.days.iter().filter(|one| day.is_none_or(|day| day == one.id));
    let stops = days.flat_map(|day| &day.stops).filter(|stop| position(stop, &venues).is_some());
    u32::try_from(stops.count()).unwrap_or(u32::MAX)
}

/// Brings a day or the whole plan into view on the map, and says so; nothing where no map can be drawn.
fn framer(board: Board) -> impl Fn(Option<DayId>) + Copy + Send + Sync + 'static {
    let locale = use_locale();
    let say = use_announcer();
    move |day: Option<DayId>| {
        if board.map.get_untracked() == MapState::Unavailable {
            return;
        }
        let count = on_the_map(board, day);
        let stops = td_string!(locale, plans.stops, count = count).to_string();
        board.frame(day.filter(|_| count > 0));
        let at = |day| board.plan.read_untracked().days.iter().position(|one| one.id == day);
        let message = match day.and_then(at).map(|at| at + 1) {
            Some(number) if count == 0 => td_string!(locale, map.day_nowhere, number = number).to_string(),
            Some(number) => td_string!(locale, map.shows_day, number = number, stops = stops).to_string(),
            None => td_string!(locale, map.shows_plan, stops = stops).to_string(),
        };
        say(Tone::Success, message);
    }
}

/// What the map shall show: the whole plan, or one of its days.
#[component]
fn FramingTools() -> impl IntoView {
    let locale = use_locale();
    let board: Board = expect_context();
    let frame = framer(board);
    let days = Memo::new(move |_| board.plan.read().days.iter().map(|day| day.id).collect::<Vec<_>>());
    let is_shown = Memo::new(move |_| !days.read().is_empty() && board.map.get() != MapState::Unavailable);
    let choices = move || match days.get() {
        days if days.len() < 2 => ().into_any(),
        days if days.len() <= BUTTONS_MAX => {
            let button = |(at, day)| {
                view! {
                    <button class="button button-quiet button-small" type="button" on:click=move |_| frame(Some(day))>
                        <DaySign day=at />
                        <span>{td_string!(locale, plans.day_number, number = at + 1).to_string()}</span>
                    </button>
                }
            };
            days.into_iter().enumerate().map(button).collect_view().into_any()
        }
        days => view! { <DayList days /> }.into_any(),
    };
    move || {
        is_shown.get().then(|| {
            view! {
                <div
                    class="map-framing needs-hydration"
                    role="group"
                    aria-label=td_string!(locale, map.framing)
                    on:focusin=into_sight
                >
                    <button class="button button-quiet button-small" type="button" on:click=move |_| frame(None)>
                        <Icon name="map" />
                        <span>{td_string!(locale, map.whole_plan)}</span>
                    </button>
                    {choices}
                </div>
            }
        })
    }
}

/// Brings what has the focus into the middle of its row: a browser leaves alone what it sees a corner of.
fn into_sight(event: FocusEvent) {
    let focused = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    let Some(focused) = focused else { return };
    let Ok(Some(row)) = focused.closest(".map-framing") else { return };
    row.set_scroll_left(focused.offset_left() + (focused.offset_width() - row.client_width()) / 2);
}

/// The days of a long plan.
#[component]
fn DayList(days: Vec<DayId>) -> impl IntoView {
    let locale = use_locale();
    let board: Board = expect_context();
    let frame = framer(board);
    let option = move |(at, day): (usize, &DayId)| {
        let words = td_string!(locale, plans.day_number, number = at + 1).to_string();
        view! { <option value=day_key(*day)>{format!("{words} ({})", day_letters(at))}</option> }
    };
    let options = days.iter().enumerate().map(option).collect_view();
    let keys: Vec<String> = days.into_iter().map(day_key).collect();
    // A day that was shown may be gone by now.
    let shown = move || board.framing.get().day.filter(|day| keys.contains(day)).unwrap_or_default();
    let choose = move |event| {
        if let Ok(day) = event_target_value(&event).parse() {
            frame(Some(DayId(day)));
        }
    };
    view! {
        <label class="visually-hidden" for="map-day">
            {td_string!(locale, map.day)}
        </label>
        <span class="select-wrap">
            <select class="select" id="map-day" prop:value=shown on:change=choose>
                <option value="">{td_string!(locale, map.day)}</option>
                {options}
            </select>
            <Icon name="chevron" />
        </span>
    }
}

/// The letters of a day in its ink, as they stand on its marks. The day's number is said beside it.
#[component]
fn DaySign(day: usize) -> impl IntoView {
    view! {
        <span class="day-sign" data-ink=day_ink(day).to_string() aria-hidden="true">
            {day_letters(day)}
        </span>
    }
}

/// The way from a day to its stops on the map; there is none where no map can be drawn.
#[component]
pub fn DayOnMap(
    /// The day.
    day: DayId,
    /// Its place in the plan, from 1.
    number: Memo<usize>,
) -> impl IntoView {
    let locale = use_locale();
    let board: Board = expect_context();
    let frame = framer(board);
    let has_others = Memo::new(move |_| board.plan.read().days.len() > 1);
    let has_map = Memo::new(move |_| board.map.get() != MapState::Unavailable);
    let index = move || number.get().saturating_sub(1);
    let show = move |_| {
        frame(Some(day));
        focus::land(PLAN_MAP.to_owned());
    };
    move || {
        has_map.get().then(|| {
            view! {
                <a class="day-on-map needs-hydration" href=format!("#{PLAN_MAP}") on:click=show>
                    {move || has_others.get().then(|| view! { <DaySign day=index() /> })}
                    <span>{td_string!(locale, map.show_day)}</span>
                    <span class="visually-hidden">
                        {move || format!(": {}", td_string!(locale, plans.day_number, number = number.get()))}
                    </span>
                </a>
            }
        })
    }
}
