//! Where the visitor is and what is over, to replan the rest of today.

use std::collections::BTreeMap;

use domain::hours::{LocalTime, clock};
use domain::itinerary::{Day, Stop, StopId};
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::ask::{AT_DEVICE, AT_START, Button, Entered, standing, today};
use super::form::TaskButton;
use crate::itineraries::board::Board;
use crate::itineraries::edit_form::position_value;
use crate::itineraries::telling;
use crate::language::use_locale;
use crate::ui::icon::Icon;
use crate::ui::locate::ask_position;

/// What the device was asked about its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Device {
    Unasked,
    Asking,
    Found,
    Refused,
}

/// The list of stops that one may be at.
pub const HERE: &str = "ask-here";

/// Where the visitor is, what they have visited already, and the button to replan the rest of today.
#[component]
pub fn FromHere(now: RwSignal<LocalTime>, is_open: bool, entered: Entered) -> impl IntoView {
    let locale = use_locale();
    let board: Board = expect_context();
    let day = Memo::new(move |_| today(&board.plan.read(), now.get()).cloned());
    let position = RwSignal::new(String::new());
    let device = RwSignal::new(Device::Unasked);
    let chosen = RwSignal::new(entered.here.clone());
    let ask = move |_| {
        device.set(Device::Asking);
        ask_position(move |degrees| {
            let found = degrees.and_then(|(lat, lon)| domain::geo::Position::from_degrees(lat, lon).ok());
            position.try_set(found.map(position_value).unwrap_or_default());
            device.try_set(if found.is_some() { Device::Found } else { Device::Refused });
            chosen.try_set(found.map(|_| AT_DEVICE.to_owned()));
        });
    };
    // Who was asked has said of every stop whether it is over.
    let said: BTreeMap<_, _> = day.with_untracked(|day| {
        let asked = day.iter().filter(|_| entered.here.is_some()).flat_map(|day| &day.stops);
        asked.map(|stop| (stop.id, entered.visited.contains(&stop.id))).collect()
    });
    let said = RwSignal::new(said);
    let over = Memo::new(move |_| day.read().as_ref().map(|day| over(board, day, now.get())).unwrap_or_default());
    let places = move || {
        let day = day.get()?;
        let standing = board.venues.with(|venues| standing(&day, venues));
        let last = over.read().iter().rfind(|id| standing.iter().any(|(stop, _)| stop == *id)).copied();
        Some((day, standing, last))
    };
    let has_stops = Memo::new(move |_| day.read().as_ref().is_some_and(|day| !day.stops.is_empty()));
    let told = move || match device.get() {
        Device::Unasked => String::new(),
        Device::Asking => td_string!(locale, proposals.here_asking).to_owned(),
        Device::Found => td_string!(locale, proposals.here_found).to_owned(),
        Device::Refused => td_string!(locale, proposals.here_refused).to_owned(),
    };
    view! {
        <details class="disclosure ask-here" open=is_open>
            <summary>
                <Icon name="locate" />
                {td_string!(locale, proposals.replan)}
                <Icon name="chevron" />
            </summary>
            <div class="disclosure-body">
                <p class="meta">{move || td_string!(locale, proposals.now, time = clock(now.get().minute)).to_string()}</p>
                <input type="hidden" name="position" prop:value=move || position.get() />
                <div class="field">
                    <label class="field-label" for=HERE>
                        {td_string!(locale, proposals.here)}
                    </label>
                    {move || {
                        places()
                            .map(|(day, standing, last)| {
                                let device_or_stop = chosen.get();
                                let is = |value: &str, otherwise: bool| match &device_or_stop {
                                    Some(said) => said == value,
                                    None => otherwise,
                                };
                                let stops = standing
                                    .iter()
                                    .filter_map(|(id, _)| day.stops.iter().find(|stop| stop.id == *id))
                                    .map(|stop| {
                                        let value = stop.id.0.to_string();
                                        let selected = is(&value, last == Some(stop.id));
                                        let name = board.venues.with(|venues| telling::name(venues, stop));
                                        view! { <option value=value selected=selected>{name}</option> }
                                    })
                                    .collect_view();
                                let start = day
                                    .from
                                    .as_ref()
                                    .map(|start| {
                                        let name = start.name.clone();
                                        let words = td_string!(locale, proposals.here_start, name = name).to_string();
                                        view! { <option value=AT_START selected=is(AT_START, last.is_none())>{words}</option> }
                                    });
                                let found = (device.get() == Device::Found)
                                    .then(|| {
                                        let words = td_string!(locale, proposals.here_device);
                                        view! { <option value=AT_DEVICE selected=is(AT_DEVICE, false)>{words}</option> }
                                    });
                                view! {
                                    <span class="select-wrap">
                                        <select
                                            class="select"
                                            id=HERE
                                            name="here"
                                            on:change=move |event| chosen.set(Some(event_target_value(&event)))
                                        >
                                            <option value="">{td_string!(locale, proposals.here_none)}</option>
                                            {found}
                                            {start}
                                            {stops}
                                        </select>
                                        <Icon name="chevron" />
                                    </span>
                                }
                            })
                    }}
                </div>
                <button
                    type="button"
                    class="button button-quiet button-small needs-hydration"
                    aria-busy=move || if device.get() == Device::Asking { "true" } else { "false" }
                    on:click=ask
                >
                    <Icon name="locate" />
                    <span>{td_string!(locale, proposals.here_ask)}</span>
                </button>
                <p class="meta" role="status">
                    {told}
                </p>
                <fieldset class="fieldset" hidden=move || !has_stops.get()>
                    <legend>{td_string!(locale, proposals.visited)}</legend>
                    <For
                        each=move || day.get().map(|day| day.stops).unwrap_or_default()
                        key=|stop| stop.id
                        let(stop)
                    >
                        <Visited stop over said />
                    </For>
                </fieldset>
                <p class="meta">{td_string!(locale, proposals.replan_note)}</p>
                <TaskButton task=Button::Replan icon="locate" words=td_string!(locale, proposals.replan) />
            </div>
        </details>
    }
}

/// Whether a stop is over: what the visitor says, else what the clock does.
#[component]
fn Visited(stop: Stop, over: Memo<Vec<StopId>>, said: RwSignal<BTreeMap<StopId, bool>>) -> impl IntoView {
    let board: Board = expect_context();
    let id = stop.id;
    let is_over = move || said.read().get(&id).copied().unwrap_or_else(|| over.read().contains(&id));
    view! {
        <label class="check">
            <input
                type="checkbox"
                name="visited"
                value=id.0.to_string()
                checked=untrack(is_over)
                prop:checked=is_over
                on:change=move |event| {
                    said.update(|said| {
                        said.insert(id, event_target_checked(&event));
                    })
                }
            />
            <span class="check-text">{board.venues.with_untracked(|venues| telling::name(venues, &stop))}</span>
        </label>
    }
}

/// The stops of today whose visits are over by the clock.
fn over(board: Board, day: &Day, now: LocalTime) -> Vec<StopId> {
    let told = board.told.read();
    let Some(told) = told.days.iter().find(|told| told.day == day.id) else { return Vec::new() };
    let minute = told.clock.elapsed(u32::from(now.minute));
    told.visits.iter().filter(|visit| visit.leave_min <= minute).map(|visit| visit.stop).collect()
}
