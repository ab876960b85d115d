//! The frame of a day, to be changed: date, hours, way to travel; and the day's removal.

use domain::hours::clock;
use domain::itinerary::{Day, DayFrame, DayId, Endpoint, NAME_MAX};
use domain::travel::Mode;
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::board::Board;
use super::day::frame_words;
use super::details::ModeField;
use super::edit_form::{EditForm, position_value, was};
use super::fold::{Fold, Inside};
use super::form::{Field, PlanForm};
use super::landing::day_title;
use super::pick::PickButton;
use crate::language::use_locale;
use crate::ui::icon::Icon;
use crate::words;

/// Opens to the forms of a day.
#[component]
pub fn DayFrameEditor(
    /// Which day.
    day: DayId,
    /// Its frame.
    frame: Memo<DayFrame>,
) -> impl IntoView {
    let locale = use_locale();
    let fold = Fold::new(&format!("day-{}", day.0), &day_title(day));
    view! {
        <details class="day-frame" open=fold.is_asked on:toggle=fold.on_toggle()>
            <summary>
                <Icon name="edit" />
                <span class="numeric">{move || frame_words(locale, frame.get())}</span>
                <span class="visually-hidden">": " {td_string!(locale, plans.change_day)}</span>
            </summary>
            <Inside fold>
                <FrameForm day frame />
                <div class="day-tools">
                    <DayButton day kind="day-earlier" icon="up" label=td_string!(locale, plans.day_earlier) />
                    <DayButton day kind="day-later" icon="down" label=td_string!(locale, plans.day_later) />
                    <DayButton day kind="duplicate-day" icon="copy" label=td_string!(locale, plans.duplicate_day) />
                    <RemoveDay day />
                </div>
            </Inside>
        </details>
    }
}

#[component]
fn FrameForm(day: DayId, frame: Memo<DayFrame>) -> impl IntoView {
    let locale = use_locale();
    let form = EditForm::of_day("set-day", day);
    let id = move |field: &str| format!("day-{}-{field}", day.0);
    let first = frame.get_untracked();
    let board: Board = expect_context();
    let shown = Memo::new(move |_| board.plan.read().day(day).map(without_stops));
    let was = Signal::derive(move || shown.read().as_ref().map(was).unwrap_or_default());
    // Of its own each, so that a change of one does not take back what is half-written in another.
    let date = Memo::new(move |_| frame.read().date);
    let start = Memo::new(move |_| frame.read().start_min);
    let end = Memo::new(move |_| frame.read().end_min);
    view! {
        <PlanForm form was class="day-frame-form">
            <Field id=id("date") label=td_string!(locale, plans.date)>
                <input
                    class="input"
                    type="date"
                    id=id("date")
                    name="date"
                    required
                    min="2000-01-01"
                    max="2099-12-30"
                    value=first.date.to_string()
                    prop:value=move || date.get().to_string()
                />
            </Field>
            <ClockField id=id("start") name="start" label=td_string!(locale, plans.start) minute=start />
            <ClockField id=id("end") name="end" label=td_string!(locale, plans.end) minute=end />
            <Modes frame first=first.mode />
            <Endpoints day />
            <button class="button button-small" id=id("save")>
                {td_string!(locale, plans.save)}
            </button>
        </PlanForm>
    }
}

/// A time of the day.
#[component]
fn ClockField(id: String, name: &'static str, label: &'static str, minute: Memo<u16>) -> impl IntoView {
    view! {
        <Field id=id.clone() label>
            <input
                class="input"
                type="time"
                id=id
                name=name
                required
                value=clock(minute.get_untracked())
                prop:value=move || clock(minute.get())
            />
        </Field>
    }
}

fn without_stops(day: &Day) -> Day {
    let Day { id, frame, from, to, to_mode, .. } = day;
    Day { id: *id, frame: *frame, from: from.clone(), to: to.clone(), to_mode: *to_mode, stops: Vec::new() }
}

#[component]
fn Modes(frame: Memo<DayFrame>, first: Mode) -> impl IntoView {
    let locale = use_locale();
    let chosen = Memo::new(move |_| frame.read().mode);
    view! {
        <fieldset class="fieldset">
            <legend>{td_string!(locale, plans.mode)}</legend>
            <div class="segmented modes">
                {Mode::ALL
                    .iter()
                    .map(|mode| {
                        let mode = *mode;
                        view! {
                            <label>
                                <input
                                    type="radio"
                                    name="mode"
                                    value=mode.as_str()
                                    checked=mode == first
                                    prop:checked=move || chosen.get() == mode
                                />
                                <span>
                                    <Icon name=mode.as_str() />
                                    {words::mode(locale, mode)}
                                </span>
                            </label>
                        }
                    })
                    .collect_view()}
            </div>
        </fieldset>
    }
}

/// Where the day begins and ends.
#[component]
fn Endpoints(day: DayId) -> impl IntoView {
    let locale = use_locale();
    let board: Board = expect_context();
    let ends = Memo::new(move |_| {
        let plan = board.plan.read();
        plan.day(day).map(|day| (day.from.clone(), day.to.clone(), day.to_mode))
    });
    move || {
        ends.get().map(|(from, to, to_mode)| {
            view! {
                <EndpointFields day side="from" label=td_string!(locale, plans.begins_at) place=from />
                <EndpointFields day side="to" label=td_string!(locale, plans.ends_at) place=to />
                <ModeField
                    id=format!("day-{}-to-mode", day.0)
                    name="to_mode"
                    label=td_string!(locale, plans.to_mode)
                    chosen=to_mode
                />
            }
        })
    }
}

#[component]
fn EndpointFields(day: DayId, side: &'static str, label: &'static str, place: Option<Endpoint>) -> impl IntoView {
    let locale = use_locale();
    let id = move |field: &str| format!("day-{}-{side}-{field}", day.0);
    let hint = id("hint");
    let (name, position) = place.map(|place| (place.name, position_value(place.position))).unwrap_or_default();
    view! {
        <Field id=id("name") label>
            <input
                class="input"
                id=id("name")
                type="text"
                name=format!("{side}_name")
                maxlength=NAME_MAX
                aria-describedby=hint.clone()
                value=name
            />
            <p class="field-hint" id=hint>
                {td_string!(locale, plans.endpoint_hint)}
            </p>
        </Field>
        <Field id=id("position") label=td_string!(locale, plans.place_position)>
            <input
                class="input"
                id=id("position")
                type="text"
                name=format!("{side}_position")
                maxlength="60"
                autocomplete="off"
                value=position
            />
            <PickButton field=id("position") name=id("name") what=label />
        </Field>
    }
}

#[component]
fn DayButton(day: DayId, kind: &'static str, icon: &'static str, label: &'static str) -> impl IntoView {
    view! {
        <PlanForm form=EditForm::of_day(kind, day)>
            <button class="button button-quiet button-small" id=format!("{kind}-{}", day.0)>
                <Icon name=icon />
                <span>{label}</span>
            </button>
        </PlanForm>
    }
}

#[component]
fn RemoveDay(day: DayId) -> impl IntoView {
    let locale = use_locale();
    let board: Board = expect_context();
    let stops = move || {
        let plan = board.plan.read();
        plan.days.iter().find(|d| d.id == day).map_or(0, |d| u32::try_from(d.stops.len()).unwrap_or(u32::MAX))
    };
    let form = EditForm::of_day("remove-day", day);
    view! {
        <PlanForm form>
            <button class="button button-quiet button-small button-danger">
                <Icon name="trash" />
                <span>
                    {move || match stops() {
                        0 => td_string!(locale, plans.remove_day).to_owned(),
                        count => td_string!(locale, plans.remove_day_with, count = count).to_string(),
                    }}
                </span>
            </button>
        </PlanForm>
    }
}
