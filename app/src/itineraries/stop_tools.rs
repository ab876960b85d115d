//! What can be done to a stop, all of it by buttons: its stay, its place, its day, its removal.

use chrono::NaiveDate;
use domain::itinerary::{STAY_MAX, STAY_MIN, Spot, StopId, StopKind};
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::board::{Board, ShownStop};
use super::details::Details;
use super::drag::Grip;
use super::edit_form::{EditForm, spot_value, was};
use super::fold::{Fold, Inside};
use super::form::{Field, PRESS, PlanForm, press};
use super::landing::stop_element;
use crate::language::use_locale;
use crate::ui::icon::Icon;
use crate::words;

/// The tools of a stop.
#[component]
pub fn StopTools(
    /// Which stop.
    stop: StopId,
    /// The stop as it is shown.
    shown: Memo<Option<ShownStop>>,
    /// What it is called.
    name: Signal<String>,
) -> impl IntoView {
    let locale = use_locale();
    let board: Board = expect_context();
    let what = Memo::new(move |_| shown.read().as_ref().map(|shown| shown.stop.clone()));
    let is_first = Signal::derive(move || shown.read().as_ref().is_none_or(|shown| shown.number == 1));
    let is_last = Signal::derive(move || shown.read().as_ref().is_none_or(|shown| shown.number == shown.of));
    let is_note = shown.with_untracked(|shown| shown.as_ref().is_some_and(|s| s.stop.kind == StopKind::Note));
    view! {
        <div
            class="stop-tools"
            role="group"
            aria-label=move || td_string!(locale, plans.tools_of, name = name.get()).to_string()
        >
            {(!is_note).then(|| view! { <StayForm stop shown /> })}
            <Grip stop name />
            <Shift stop name kind="earlier" is_end=is_first />
            <Shift stop name kind="later" is_end=is_last />
            <MoveToDay stop shown name />
            <button
                class="icon-button show-on-map needs-hydration"
                type="button"
                aria-label=move || td_string!(locale, plans.on_map, name = name.get()).to_string()
                on:click=move |_| board.chosen.set(Some(stop_element(stop)))
            >
                <Icon name="map" />
            </button>
            <Details stop what name />
            <button
                class="icon-button button-danger"
                form=PRESS
                name=PRESS
                value=press("remove-stop", stop)
                aria-label=move || td_string!(locale, plans.remove_stop, name = name.get()).to_string()
            >
                <Icon name="trash" />
            </button>
        </div>
    }
}

#[component]
fn StayForm(stop: StopId, shown: Memo<Option<ShownStop>>) -> impl IntoView {
    let locale = use_locale();
    let stay = Memo::new(move |_| shown.read().as_ref().map_or(STAY_MIN, |shown| shown.stop.stay_min));
    let id = format!("stay-{}", stop.0);
    view! {
        <PlanForm form=EditForm::of_stop("stay", stop) was=Signal::derive(move || was(&stay.get())) class="stay-form">
            <label class="field-label" for=id.clone()>
                {td_string!(locale, plans.stay)}
            </label>
            <input
                class="input input-number"
                id=id
                type="number"
                name="stay"
                inputmode="numeric"
                required
                min=STAY_MIN
                max=STAY_MAX
                value=stay.get_untracked()
                prop:value=move || stay.get().to_string()
            />
            <span>{td_string!(locale, plans.min)}</span>
            <button class="button button-quiet button-small">{td_string!(locale, plans.change)}</button>
        </PlanForm>
    }
}

/// The button that moves a stop by one place. At the end of its way it stays focusable, so that the focus is not lost.
#[component]
fn Shift(stop: StopId, name: Signal<String>, kind: &'static str, is_end: Signal<bool>) -> impl IntoView {
    let locale = use_locale();
    let (icon, label) = if kind == "earlier" { ("up", true) } else { ("down", false) };
    let words = move || {
        if label {
            td_string!(locale, plans.earlier, name = name.get()).to_string()
        } else {
            td_string!(locale, plans.later, name = name.get()).to_string()
        }
    };
    view! {
        <button
            class="icon-button"
            id=format!("{kind}-{}", stop.0)
            form=PRESS
            name=PRESS
            value=press(kind, stop)
            aria-label=words
            aria-disabled=move || is_end.get().then_some("true")
        >
            <Icon name=icon />
        </button>
    }
}

/// To another day, or to the tray.
#[component]
fn MoveToDay(stop: StopId, shown: Memo<Option<ShownStop>>, name: Signal<String>) -> impl IntoView {
    let board: Board = expect_context();
    let here = Memo::new(move |_| shown.read().as_ref().map(|shown| shown.spot));
    let others = Memo::new(move |_| {
        let (spots, here) = (board.spots.read(), here.get());
        spots.iter().filter(|(spot, _)| Some(*spot) != here).copied().collect::<Vec<_>>()
    });
    let has_others = Memo::new(move |_| !others.read().is_empty());
    move || has_others.get().then(|| view! { <DayMenu stop here others name /> })
}

/// Opens to the spots that a stop can be moved to.
#[component]
fn DayMenu(
    stop: StopId,
    here: Memo<Option<Spot>>,
    others: Memo<Vec<(Spot, Option<NaiveDate>)>>,
    name: Signal<String>,
) -> impl IntoView {
    let locale = use_locale();
    let fold = Fold::new(&format!("day-of-{}", stop.0), &stop_element(stop));
    view! {
        <details class="menu menu-end move-to-day" open=fold.is_asked on:toggle=fold.on_toggle()>
            <summary
                class="icon-button"
                aria-label=move || td_string!(locale, plans.to_day, name = name.get()).to_string()
            >
                <Icon name="calendar" />
            </summary>
            <div class="menu-panel">
                <Inside fold>
                    <MoveForm stop here others />
                </Inside>
            </div>
        </details>
    }
}

#[component]
fn MoveForm(stop: StopId, here: Memo<Option<Spot>>, others: Memo<Vec<(Spot, Option<NaiveDate>)>>) -> impl IntoView {
    let locale = use_locale();
    let id = format!("day-of-{}", stop.0);
    let field = id.clone();
    let option = move |(spot, date): (Spot, Option<NaiveDate>)| {
        let words =
            date.map_or_else(|| td_string!(locale, plans.to_tray).to_owned(), |date| words::date_long(locale, date));
        view! { <option value=spot_value(spot)>{words}</option> }
    };
    let was = Signal::derive(move || here.get().map(|here| was(&here)).unwrap_or_default());
    view! {
        <PlanForm form=EditForm::of_stop("move", stop) was class="stack">
            <Field id=id label=td_string!(locale, plans.move_to)>
                <span class="select-wrap">
                    <select class="select" id=field name="day">
                        // One day more is one option more, not all of them anew at every stop.
                        <For each=move || others.get() key=|spot| *spot children=option />
                    </select>
                    <Icon name="chevron" />
                </span>
            </Field>
            <button class="button button-small">{td_string!(locale, plans.move_go)}</button>
        </PlanForm>
    }
}
