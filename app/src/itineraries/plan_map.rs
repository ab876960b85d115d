//! The plan on the map, chosen both ways: a stop on the map comes into view in the plan. The map shows the whole plan or a day of
//! it, and takes what somebody points at.

use domain::itinerary::StopKind;
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::board::{Board, map_key};
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
    let state = picker.map_or_else(|| RwSignal::new(MapState::Loading), Picker::map_state);
    Effect::new(move |_| {
        let chosen = board.chosen.get();
        let stop = board.plan.with_untracked(|plan| {
            plan.stops().map(|stop| stop.id).find(|stop| chosen.as_deref() == Some(map_key(*stop).as_str()))
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
                state
                pointing=picker.map(Picker::pointing)
            >
                {picker.map(|picker| view! { <PickBar picker /> })}
            </MapView>
            <FramingTools state />
        </section>
    }
}

/// How many stops of a day, or of the whole plan, the map can show.
fn on_the_map(board: Board, day: Option<usize>) -> u32 {
    let (plan, venues) = (board.plan.read_untracked(), board.venues.read_untracked());
    let days = plan.days.iter().enumerate().filter(|(at, _)| day.is_none_or(|day| day == *at));
    let stops = days.flat_map(|(_, day)| &day.stops).filter(|stop| match &stop.kind {
        StopKind::Venue { venue } => venues.contains_key(venue),
        StopKind::Place { .. } => true,
        StopKind::Meal { .. } | StopKind::Note => false,
    });
    u32::try_from(stops.count()).unwrap_or(u32::MAX)
}

/// Brings a day, counted from 0, or the whole plan into view on the map, and says so.
fn framer(board: Board) -> impl Fn(Option<usize>) + Copy + Send + Sync + 'static {
    let locale = use_locale();
    let say = use_announcer();
    move |day: Option<usize>| {
        let count = on_the_map(board, day);
        let stops = td_string!(locale, plans.stops, count = count).to_string();
        board.frame(day.filter(|_| count > 0));
        let message = match day.map(|day| day + 1) {
            Some(number) if count == 0 => td_string!(locale, map.day_nowhere, number = number).to_string(),
            Some(number) => td_string!(locale, map.shows_day, number = number, stops = stops).to_string(),
            None => td_string!(locale, map.shows_plan, stops = stops).to_string(),
        };
        say(Tone::Success, message);
    }
}

/// What the map shall show: the whole plan, or one of its days.
#[component]
fn FramingTools(state: RwSignal<MapState>) -> impl IntoView {
    let locale = use_locale();
    let board: Board = expect_context();
    let frame = framer(board);
    let days = Memo::new(move |_| board.plan.read().days.len());
    let is_shown = move || days.get() > 0 && state.get() != MapState::Unavailable;
    let choices = move || match days.get() {
        0 | 1 => ().into_any(),
        days @ 2..=BUTTONS_MAX => {
            let button = |day| {
                view! {
                    <button class="button button-quiet button-small" type="button" on:click=move |_| frame(Some(day))>
                        <DaySign day />
                        <span>{td_string!(locale, plans.day_number, number = day + 1).to_string()}</span>
                    </button>
                }
            };
            (0..days).map(button).collect_view().into_any()
        }
        days => view! { <DayList days /> }.into_any(),
    };
    move || {
        is_shown().then(|| {
            view! {
                <div class="map-framing needs-hydration" role="group" aria-label=td_string!(locale, map.framing)>
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

/// The days of a long plan.
#[component]
fn DayList(days: usize) -> impl IntoView {
    let locale = use_locale();
    let board: Board = expect_context();
    let frame = framer(board);
    let option = move |day: usize| {
        let words = td_string!(locale, plans.day_number, number = day + 1).to_string();
        view! { <option value=day.to_string()>{format!("{words} ({})", day_letters(day))}</option> }
    };
    let shown = move || board.framing.get().day.map(|day| day.to_string()).unwrap_or_default();
    let choose = move |event| {
        if let Ok(day) = event_target_value(&event).parse() {
            frame(Some(day));
        }
    };
    view! {
        <label class="visually-hidden" for="map-day">
            {td_string!(locale, map.day)}
        </label>
        <span class="select-wrap">
            <select class="select" id="map-day" prop:value=shown on:change=choose>
                <option value="">{td_string!(locale, map.day)}</option>
                {(0..days).map(option).collect_view()}
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

/// The way from a day to its stops on the map.
#[component]
pub fn DayOnMap(
    /// The place of the day in the plan, from 1.
    number: Memo<usize>,
) -> impl IntoView {
    let locale = use_locale();
    let board: Board = expect_context();
    let frame = framer(board);
    let has_others = Memo::new(move |_| board.plan.read().days.len() > 1);
    let index = move || number.get().saturating_sub(1);
    let show = move |_| {
        frame(Some(index()));
        focus::land(PLAN_MAP.to_owned());
    };
    view! {
        <a class="day-on-map needs-hydration" href=format!("#{PLAN_MAP}") on:click=show>
            {move || has_others.get().then(|| view! { <DaySign day=index() /> })}
            <span>{td_string!(locale, map.show_day)}</span>
            <span class="visually-hidden">
                {move || format!(": {}", td_string!(locale, plans.day_number, number = number.get()))}
            </span>
        </a>
    }
}
