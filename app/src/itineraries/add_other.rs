//! Adding what no catalogue has: a place of one's own, a meal, a note.

use domain::itinerary::{NAME_MAX, STAY_MAX, STAY_MIN, Spot};
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::edit_form::{EditForm, spot_value};
use super::fold::{Fold, Inside};
use super::form::{Field, PlanForm};
use super::landing::day_title;
use super::pick::PickButton;
use crate::language::use_locale;
use crate::ui::icon::Icon;

/// When a meal begins unless somebody says otherwise.
const LUNCH: (&str, &str) = ("12:30", "14:30");

/// The ids of the name and of the position in the form of a place at a spot.
pub fn place_field(spot: Spot) -> (String, String) {
    let id = |field: &str| format!("{field}-{}", spot_value(spot));
    (id("place-name"), id("place-position"))
}

/// Opens to the three forms.
#[component]
pub fn AddOther(
    /// Where it is added, at the end.
    spot: Spot,
) -> impl IntoView {
    let locale = use_locale();
    let fold = match spot {
        // The map opens the form of a place at the tray.
        Spot::Tray => Fold::made(),
        Spot::Day(day) => Fold::new(&format!("other-{}", day.0), &day_title(day)),
    };
    view! {
        <details class="disclosure add-other" open=fold.is_asked on:toggle=fold.on_toggle()>
            <summary>
                <Icon name="plus" />
                {td_string!(locale, plans.add_other)}
            </summary>
            <Inside fold>
                <OtherForms spot />
            </Inside>
        </details>
    }
}

#[component]
fn OtherForms(spot: Spot) -> impl IntoView {
    let locale = use_locale();
    let id = move |field: &str| format!("{field}-{}", spot_value(spot));
    let (place_name, place_position) = place_field(spot);
    view! {
        <div class="disclosure-body add-other-forms">
            <PlanForm form=EditForm::at_spot("add-place", spot) class="stack">
                <h3 class="add-other-title">{td_string!(locale, plans.add_place)}</h3>
                <NameField id=place_name.clone() label=td_string!(locale, plans.place_name) />
                <PositionField id=place_position value=String::new() name_id=place_name />
                <button class="button button-secondary button-small">{td_string!(locale, plans.add)}</button>
            </PlanForm>
            <PlanForm form=EditForm::at_spot("add-meal", spot) class="stack">
                <h3 class="add-other-title">{td_string!(locale, plans.add_meal)}</h3>
                <Field id=id("meal-name") label=td_string!(locale, plans.place_name)>
                    <input
                        class="input"
                        id=id("meal-name")
                        type="text"
                        name="name"
                        required
                        maxlength=NAME_MAX
                        value=td_string!(locale, plans.meal)
                    />
                </Field>
                <WindowFields id=id("meal") from=LUNCH.0.to_owned() until=LUNCH.1.to_owned() />
                <Field id=id("meal-stay") label=td_string!(locale, plans.stay)>
                    <input
                        class="input input-number"
                        id=id("meal-stay")
                        type="number"
                        name="stay"
                        inputmode="numeric"
                        required
                        min=STAY_MIN
                        max=STAY_MAX
                        value="45"
                    />
                </Field>
                <button class="button button-secondary button-small">{td_string!(locale, plans.add)}</button>
            </PlanForm>
            <PlanForm form=EditForm::at_spot("add-note", spot) class="stack">
                <h3 class="add-other-title">{td_string!(locale, plans.add_note)}</h3>
                <NameField id=id("note-name") label=td_string!(locale, plans.note_text) />
                <button class="button button-secondary button-small">{td_string!(locale, plans.add)}</button>
            </PlanForm>
        </div>
    }
}

#[component]
fn NameField(id: String, label: &'static str) -> impl IntoView {
    view! {
        <Field id=id.clone() label>
            <input class="input" id=id type="text" name="name" required maxlength=NAME_MAX />
        </Field>
    }
}

/// Where a place is, as maps show and copy it.
#[component]
pub fn PositionField(
    /// The id of the control.
    id: String,
    /// What stands in it at first.
    value: String,
    /// The id of the control with the place's name.
    name_id: String,
) -> impl IntoView {
    let locale = use_locale();
    let field = id.clone();
    let hint = format!("{id}-hint");
    view! {
        <Field id=id.clone() label=td_string!(locale, plans.place_position)>
            <input
                class="input"
                id=id
                type="text"
                name="position"
                required
                maxlength="60"
                inputmode="text"
                autocomplete="off"
                aria-describedby=hint.clone()
                value=value
            />
            <p class="field-hint" id=hint>
                {td_string!(locale, plans.place_position_hint)}
            </p>
            <PickButton field name=name_id what=td_string!(locale, plans.own_place) />
        </Field>
    }
}

/// When a meal may begin.
#[component]
pub fn WindowFields(
    /// What the ids of the controls begin with.
    id: String,
    /// The earliest beginning, `HH:MM`.
    from: String,
    /// The latest beginning, `HH:MM`.
    until: String,
) -> impl IntoView {
    let locale = use_locale();
    let (first, last) = (format!("{id}-from"), format!("{id}-until"));
    view! {
        <div class="field-row">
            <Field id=first.clone() label=td_string!(locale, plans.meal_from)>
                <input class="input" id=first type="time" name="start" required value=from />
            </Field>
            <Field id=last.clone() label=td_string!(locale, plans.meal_until)>
                <input class="input" id=last type="time" name="end" required value=until />
            </Field>
        </div>
    }
}
