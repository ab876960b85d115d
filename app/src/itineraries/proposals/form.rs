//! The form that asks for a proposal: for which days, what is wished, and where the visitor is.

use std::collections::BTreeMap;

use domain::hours::{LocalTime, clock};
use domain::itinerary::{Day, PlanId, Stop, StopId};
use domain::travel::Mode;
use domain::venue::{Category, VenueSlug};
use domain::wishes::{Interest, PER_CATEGORY_MAX, Pace, Wishes};
use leptos::ev::{Event, SubmitEvent};
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::ask::{ALL_DAYS, AT_DEVICE, AT_START, Button, FORGET, Fields, INTEREST, standing, today};
use super::kept;
use crate::i18n::Locale;
use crate::itineraries::board::Board;
use crate::itineraries::edit_form::position_value;
use crate::itineraries::form::Field;
use crate::itineraries::telling;
use crate::language::{href, use_locale};
use crate::ui::icon::Icon;
use crate::ui::locate::ask_position;
use crate::words;

/// The form, so that a button elsewhere can belong to it.
pub const ASK_FORM: &str = "ask-form";
/// The box by which a form without JavaScript says that step-free access is needed.
pub const STEP_FREE: &str = "step-free";
/// Shares that a steered proposal may be asked to keep, per cent.
const GUARANTEES: [u8; 5] = [90, 95, 97, 99, 100];
/// Steps of the slider between the classic sights and being away from the crowd.
const AWAY_STEP: u8 = 25;

/// What the form is filled with, and what becomes of it.
#[derive(Clone, Copy)]
pub struct Asking {
    /// What the visitor wishes.
    pub wishes: RwSignal<Wishes>,
    /// The time in Kraków.
    pub now: RwSignal<LocalTime>,
    /// The button that was pressed last: those that stand elsewhere ask for the same again.
    pub button: RwSignal<Button>,
    /// What takes the form in the browser; absent where it is a post.
    pub submit: Option<Callback<SubmitEvent>>,
    /// The name of a venue.
    pub name: Callback<VenueSlug, String>,
}

/// The form.
#[component]
pub fn AskForm(
    /// The plan.
    id: PlanId,
    /// What it is filled with.
    asking: Asking,
    /// The days that were asked for last.
    #[prop(optional)]
    days: String,
    /// Whether step-free access was asked for, where it is the form that says so and not the device.
    #[prop(optional_no_strip)]
    step_free: Option<bool>,
) -> impl IntoView {
    let locale = use_locale();
    let board: Board = expect_context();
    let Asking { wishes, now, button, submit, name } = asking;
    let on_submit = move |event: SubmitEvent| {
        if let Some(submit) = submit {
            event.prevent_default();
            submit.run(event);
        }
    };
    let on_change = move |event: Event| {
        // What is chosen here is kept; the days and the position are not wishes.
        let fields = submit.and_then(|_| Fields::of_form(&event));
        if let Some(Ok(changed)) = fields.map(|fields| fields.wishes(board.profile.get_untracked())) {
            kept::keep(&changed);
            wishes.set(changed);
        }
    };
    let has_days = Memo::new(move |_| !board.plan.read().days.is_empty());
    let is_today = Memo::new(move |_| today(&board.plan.read(), now.get()).is_some());
    view! {
        <form
            class="stack ask-form"
            id=ASK_FORM
            method="post"
            enctype="multipart/form-data"
            action=href(&format!("/plans/{}/proposal", id.0))
            on:submit=on_submit
            on:change=on_change
        >
            <input
                type="hidden"
                name="task"
                value=button.get_untracked().as_str()
                prop:value=move || button.get().as_str()
            />
            <p class="meta" hidden=move || has_days.get()>
                {td_string!(locale, proposals.no_days)}
            </p>
            <div class="ask-buttons">
                <DayChoice asked=days />
                <TaskButton task=Button::Fill icon="plus" words=td_string!(locale, proposals.fill) />
                <TaskButton task=Button::Order icon="list" words=td_string!(locale, proposals.order) />
                <TaskButton task=Button::WhatElse icon="search" words=td_string!(locale, proposals.what_else) />
            </div>
            {move || is_today.get().then(|| view! { <FromHere now /> })}
            <details class="disclosure ask-wishes">
                <summary>
                    <Icon name="heart" />
                    {td_string!(locale, proposals.wishes)}
                </summary>
                <div class="disclosure-body stack">
                    <WishFields wishes step_free name />
                </div>
            </details>
        </form>
    }
}

#[component]
fn TaskButton(task: Button, icon: &'static str, words: &'static str) -> impl IntoView {
    view! {
        <button class="button button-secondary button-small" name="task" value=task.as_str()>
            <Icon name=icon />
            <span>{words}</span>
        </button>
    }
}

/// Which days, where there are several.
#[component]
fn DayChoice(asked: String) -> impl IntoView {
    let locale = use_locale();
    let board: Board = expect_context();
    let days =
        Memo::new(move |_| board.plan.read().days.iter().map(|day| (day.id, day.frame.date)).collect::<Vec<_>>());
    move || {
        let (days, asked) = (days.get(), asked.clone());
        (days.len() > 1).then(move || {
            let each = days.into_iter().map(move |(id, date)| {
                let value = id.0.to_string();
                let selected = value == asked;
                view! { <option value=value selected=selected>{words::date_long(locale, date)}</option> }
            });
            view! {
                <Field id="ask-days" label=td_string!(locale, proposals.which_days)>
                    <span class="select-wrap">
                        <select class="select" id="ask-days" name="days">
                            <option value=ALL_DAYS>{td_string!(locale, proposals.all_days)}</option>
                            {each.collect_view()}
                        </select>
                        <Icon name="chevron" />
                    </span>
                </Field>
            }
        })
    }
}

/// What is wished. Every control shows its value without JavaScript too.
#[component]
fn WishFields(wishes: RwSignal<Wishes>, step_free: Option<bool>, name: Callback<VenueSlug, String>) -> impl IntoView {
    let locale = use_locale();
    let first = wishes.get_untracked();
    let away = Memo::new(move |_| wishes.read().away.get());
    let steps = (0..=100_u8).step_by(usize::from(AWAY_STEP));
    view! {
        <p class="meta">{td_string!(locale, proposals.wishes_kept)}</p>
        <fieldset class="fieldset">
            <legend>{td_string!(locale, proposals.interests)}</legend>
            <div class="ask-interests">
                {Category::ALL
                    .iter()
                    .map(|category| view! { <InterestChoice wishes category=*category /> })
                    .collect_view()}
            </div>
        </fieldset>
        <fieldset class="fieldset">
            <legend>{td_string!(locale, proposals.pace)}</legend>
            {Pace::ALL
                .iter()
                .map(|pace| {
                    let pace = *pace;
                    view! {
                        <label class="check">
                            <input
                                type="radio"
                                name="pace"
                                value=pace.as_str()
                                checked=pace == first.pace
                                prop:checked=move || wishes.read().pace == pace
                            />
                            <span class="check-text">{pace_in_words(locale, pace)}</span>
                        </label>
                    }
                })
                .collect_view()}
        </fieldset>
        <Choice
            name="mode"
            label=td_string!(locale, proposals.mode)
            first=first.mode.map(|mode| mode.to_string()).unwrap_or_default()
            value=Signal::derive(move || wishes.read().mode.map(|mode| mode.to_string()).unwrap_or_default())
            options=[(String::new(), td_string!(locale, proposals.mode_as_day).to_owned())]
                .into_iter()
                .chain(Mode::ALL.iter().map(|mode| (mode.to_string(), words::mode(locale, *mode).to_owned())))
                .collect()
        />
        <Field id="ask-away" label=td_string!(locale, proposals.away)>
            <input
                class="range"
                type="range"
                id="ask-away"
                name="away"
                min="0"
                max="100"
                step=AWAY_STEP
                list="ask-away-steps"
                value=first.away.get()
                prop:value=move || away.get().to_string()
                aria-valuetext=move || away_in_words(locale, away.get())
            />
            <datalist id="ask-away-steps">
                {steps
                    .map(|step| view! { <option value=step.to_string() label=away_in_words(locale, step)></option> })
                    .collect_view()}
            </datalist>
            <p class="range-ends meta">
                <span>{td_string!(locale, proposals.away_0)}</span>
                <output for="ask-away" class="needs-hydration">{move || away_in_words(locale, away.get())}</output>
                <span>{td_string!(locale, proposals.away_100)}</span>
            </p>
        </Field>
        <Choice
            name="per-category"
            label=td_string!(locale, proposals.per_category)
            first=first.per_category.get().to_string()
            value=Signal::derive(move || wishes.read().per_category.get().to_string())
            options=(1..=PER_CATEGORY_MAX).map(|most| (most.to_string(), most.to_string())).collect()
        />
        <label class="check">
            <input
                type="checkbox"
                name="steering"
                value="1"
                checked=first.steering
                prop:checked=move || wishes.read().steering
            />
            <span class="check-text">{td_string!(locale, proposals.steer)}</span>
        </label>
        <Choice
            name="guarantee"
            label=td_string!(locale, proposals.guarantee)
            first=first.guarantee.get().to_string()
            value=Signal::derive(move || wishes.read().guarantee.get().to_string())
            options=GUARANTEES.iter().map(|percent| (percent.to_string(), format!("{percent}%"))).collect()
        />
        <label class="check" class:no-script=step_free.is_none()>
            <input type="checkbox" name=STEP_FREE value="1" checked=step_free.unwrap_or_default() />
            <span class="check-text">{td_string!(locale, proposals.step_free)}</span>
        </label>
        <Venues wishes name />
    }
}

/// What is never proposed and what has to be, as fields; and the way back for both.
#[component]
fn Venues(wishes: RwSignal<Wishes>, name: Callback<VenueSlug, String>) -> impl IntoView {
    let locale = use_locale();
    let nevers = Memo::new(move |_| wishes.read().never_see.iter().map(ToString::to_string).collect::<Vec<_>>());
    let musts = Memo::new(move |_| wishes.read().must_see.iter().cloned().collect::<Vec<_>>());
    let again = move |_| {
        wishes.update(|wishes| wishes.never_see.clear());
        kept::keep(&wishes.read_untracked());
    };
    let hidden = |name: &'static str, slugs: Vec<String>| {
        slugs.into_iter().map(|slug| view! { <input type="hidden" name=name value=slug /> }).collect_view()
    };
    view! {
        {move || {
            let musts = musts.get();
            (!musts.is_empty())
                .then(|| {
                    let slugs = musts.iter().map(ToString::to_string).collect();
                    let items = musts
                        .into_iter()
                        .map(|slug| {
                            let value = slug.to_string();
                            let name = name.run(slug);
                            view! {
                                <li>
                                    {name.clone()} " "
                                    <button class="link-button" name=FORGET value=value>
                                        {td_string!(locale, proposals.no_must)}
                                        <span class="visually-hidden">": " {name}</span>
                                    </button>
                                </li>
                            }
                        })
                        .collect_view();
                    view! {
                        <p class="field-label">{td_string!(locale, proposals.musts)}</p>
                        <ul>{items}</ul>
                        {hidden("must", slugs)}
                    }
                })
        }}
        {move || {
            let count = nevers.read().len();
            (count > 0)
                .then(|| {
                    view! {
                        <p class="meta">
                            {td_string!(locale, proposals.nevers, count = count).to_string()} " "
                            <button type="button" class="link-button needs-hydration" on:click=again>
                                {td_string!(locale, proposals.nevers_again)}
                            </button>
                        </p>
                        {hidden("never", nevers.get())}
                    }
                })
        }}
    }
}

#[component]
fn InterestChoice(wishes: RwSignal<Wishes>, category: Category) -> impl IntoView {
    let locale = use_locale();
    let levels =
        (0..=Interest::MOST.get()).map(|level| (level.to_string(), interest_in_words(locale, level).to_owned()));
    view! {
        <Choice
            name=format!("{INTEREST}{category}")
            label=words::category(locale, category)
            first=wishes.with_untracked(|wishes| wishes.interest(category).get().to_string())
            value=Signal::derive(move || wishes.read().interest(category).get().to_string())
            options=levels.collect()
        />
    }
}

/// A list to choose from.
#[component]
fn Choice(
    #[prop(into)] name: String,
    label: &'static str,
    first: String,
    value: Signal<String>,
    options: Vec<(String, String)>,
) -> impl IntoView {
    let id = format!("ask-{name}");
    let shown = options.into_iter().map(move |(value, words)| {
        let selected = value == first;
        view! { <option value=value selected=selected>{words}</option> }
    });
    view! {
        <Field id=id.clone() label>
            <span class="select-wrap">
                <select class="select" id=id name=name prop:value=move || value.get()>
                    {shown.collect_view()}
                </select>
                <Icon name="chevron" />
            </span>
        </Field>
    }
}

/// What the device was asked about its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Device {
    Unasked,
    Asking,
    Found,
    Refused,
}

/// Where the visitor is, what they have visited already, and the button to replan the rest of today.
#[component]
fn FromHere(now: RwSignal<LocalTime>) -> impl IntoView {
    let locale = use_locale();
    let board: Board = expect_context();
    let day = Memo::new(move |_| today(&board.plan.read(), now.get()).cloned());
    let position = RwSignal::new(String::new());
    let device = RwSignal::new(Device::Unasked);
    let chosen = RwSignal::new(None::<String>);
    let ask = move |_| {
        device.set(Device::Asking);
        ask_position(move |degrees| {
            let found = degrees.and_then(|(lat, lon)| domain::geo::Position::from_degrees(lat, lon).ok());
            position.try_set(found.map(position_value).unwrap_or_default());
            device.try_set(if found.is_some() { Device::Found } else { Device::Refused });
            chosen.try_set(found.map(|_| AT_DEVICE.to_owned()));
        });
    };
    let said = RwSignal::new(BTreeMap::new());
    let over = Memo::new(move |_| day.read().as_ref().map(|day| over(board, day, now.get())).unwrap_or_default());
    let places = move || {
        let day = day.get()?;
        let standing = board.venues.with(|venues| standing(&day, venues));
        let last = over.read().iter().rfind(|id| standing.iter().any(|(stop, _)| stop == *id)).copied();
        Some((day, standing, last))
    };
    let told = move || match device.get() {
        Device::Unasked => String::new(),
        Device::Asking => td_string!(locale, proposals.here_asking).to_owned(),
        Device::Found => td_string!(locale, proposals.here_found).to_owned(),
        Device::Refused => td_string!(locale, proposals.here_refused).to_owned(),
    };
    view! {
        <fieldset class="fieldset ask-here">
            <legend>{td_string!(locale, proposals.replan)}</legend>
            <p class="meta">{move || td_string!(locale, proposals.now, time = clock(now.get().minute)).to_string()}</p>
            <input type="hidden" name="position" prop:value=move || position.get() />
            <div class="field">
                <label class="field-label" for="ask-here">
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
                                        id="ask-here"
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
            <fieldset class="fieldset">
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
        </fieldset>
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

fn interest_in_words(locale: Locale, level: u8) -> &'static str {
    match level {
        0 => td_string!(locale, proposals.interest_0),
        1 => td_string!(locale, proposals.interest_1),
        2 => td_string!(locale, proposals.interest_2),
        3 => td_string!(locale, proposals.interest_3),
        4 => td_string!(locale, proposals.interest_4),
        _ => td_string!(locale, proposals.interest_5),
    }
}

fn pace_in_words(locale: Locale, pace: Pace) -> &'static str {
    match pace {
        Pace::Relaxed => td_string!(locale, proposals.pace_relaxed),
        Pace::Normal => td_string!(locale, proposals.pace_normal),
        Pace::Full => td_string!(locale, proposals.pace_full),
    }
}

fn away_in_words(locale: Locale, away: u8) -> &'static str {
    match away {
        0..=12 => td_string!(locale, proposals.away_0),
        13..=37 => td_string!(locale, proposals.away_25),
        38..=62 => td_string!(locale, proposals.away_50),
        63..=87 => td_string!(locale, proposals.away_75),
        _ => td_string!(locale, proposals.away_100),
    }
}
