//! The frame of a day, to be changed: date, hours, way to travel; and the day's removal.

use domain::hours::clock;
use domain::itinerary::{DayFrame, DayId};
use domain::travel::Mode;
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::board::Board;
use super::day::frame_words;
use super::edit_form::EditForm;
use super::form::{Field, PlanForm};
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
    let form = EditForm { kind: "set-day".to_owned(), day: day.0.to_string(), ..EditForm::default() };
    let id = move |field: &str| format!("day-{}-{field}", day.0);
    let first = frame.get_untracked();
    view! {
        <details class="day-frame">
            <summary>
                <Icon name="edit" />
                <span class="numeric">{move || frame_words(locale, frame.get())}</span>
                <span class="visually-hidden">": " {td_string!(locale, plans.change_day)}</span>
            </summary>
            <PlanForm form class="day-frame-form">
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
                        prop:value=move || frame.get().date.to_string()
                    />
                </Field>
                <Field id=id("start") label=td_string!(locale, plans.start)>
                    <input
                        class="input"
                        type="time"
                        id=id("start")
                        name="start"
                        required
                        value=clock(first.start_min)
                        prop:value=move || clock(frame.get().start_min)
                    />
                </Field>
                <Field id=id("end") label=td_string!(locale, plans.end)>
                    <input
                        class="input"
                        type="time"
                        id=id("end")
                        name="end"
                        required
                        value=clock(first.end_min)
                        prop:value=move || clock(frame.get().end_min)
                    />
                </Field>
                <Modes frame first=first.mode />
                <button class="button button-small" id=id("save")>
                    {td_string!(locale, plans.save)}
                </button>
            </PlanForm>
            <RemoveDay day />
        </details>
    }
}

#[component]
fn Modes(frame: Memo<DayFrame>, first: Mode) -> impl IntoView {
    let locale = use_locale();
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
                                    prop:checked=move || frame.get().mode == mode
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

#[component]
fn RemoveDay(day: DayId) -> impl IntoView {
    let locale = use_locale();
    let board: Board = expect_context();
    let stops = move || {
        let plan = board.plan.read();
        plan.days.iter().find(|d| d.id == day).map_or(0, |d| u32::try_from(d.stops.len()).unwrap_or(u32::MAX))
    };
    let form = EditForm { kind: "remove-day".to_owned(), day: day.0.to_string(), ..EditForm::default() };
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
