//! Everything about a stop that its line on the timeline has no room for, in one form.

use domain::hours::clock;
use domain::itinerary::{NAME_MAX, NOTE_MAX, PACKING_MAX, Stop, StopId, StopKind};
use domain::travel::Mode;
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::add_other::{PositionField, WindowFields};
use super::edit_form::{EditForm, position_value};
use super::fold::{Fold, Inside};
use super::form::{Field, PlanForm};
use super::landing::stop_element;
use crate::language::use_locale;
use crate::ui::icon::Icon;
use crate::words;

/// Opens to the form. What stands in it follows the plan, so that it is made anew with every change of the stop.
#[component]
pub fn Details(
    /// Which stop.
    stop: StopId,
    /// The stop; none once it is gone.
    what: Memo<Option<Stop>>,
    /// What it is called.
    name: Signal<String>,
) -> impl IntoView {
    let locale = use_locale();
    let fold = Fold::new(&format!("details-{}", stop.0), &stop_element(stop));
    view! {
        <details class="menu menu-end stop-details" open=fold.is_asked on:toggle=fold.on_toggle()>
            <summary
                class="icon-button"
                id=format!("details-{}", stop.0)
                aria-label=move || td_string!(locale, plans.details, name = name.get()).to_string()
            >
                <Icon name="edit" />
            </summary>
            <div class="menu-panel menu-panel-wide">
                <Inside fold>{move || what.get().map(|stop| view! { <DetailsForm stop /> })}</Inside>
            </div>
        </details>
    }
}

#[component]
fn DetailsForm(stop: Stop) -> impl IntoView {
    let locale = use_locale();
    let key = stop.id.0;
    let id = move |field: &str| format!("{field}-{key}");
    // The stay has a form of its own beside; here it stays as it is.
    let form = EditForm { stay: stop.stay_min.to_string(), ..EditForm::of_stop("set-stop", stop.id) };
    let fixed_hint = id("fixed-hint");
    view! {
        <PlanForm form class="stack">
            <OwnFields stop=stop.clone() />
            <Field id=id("fixed") label=td_string!(locale, plans.fixed)>
                <input
                    class="input"
                    id=id("fixed")
                    type="time"
                    name="fixed"
                    aria-describedby=fixed_hint.clone()
                    value=stop.fixed_start.map(clock)
                />
                <p class="field-hint" id=fixed_hint>
                    {td_string!(locale, plans.fixed_hint)}
                </p>
            </Field>
            <label class="check">
                <input type="checkbox" name="must" value="1" checked=stop.must_see />
                <span class="check-text">{td_string!(locale, plans.must_label)}</span>
            </label>
            <ModeField id=id("leg-mode") name="mode" label=td_string!(locale, plans.leg_mode) chosen=stop.mode />
            <Field id=id("note") label=td_string!(locale, plans.note)>
                <textarea class="input" id=id("note") name="note" rows="3" maxlength=NOTE_MAX>
                    {stop.note.clone()}
                </textarea>
            </Field>
            <Field id=id("packing") label=td_string!(locale, plans.packing)>
                <input
                    class="input"
                    id=id("packing")
                    type="text"
                    name="packing"
                    maxlength=PACKING_MAX
                    value=stop.packing.clone()
                />
            </Field>
            <button class="button button-small">{td_string!(locale, plans.details_save)}</button>
        </PlanForm>
    }
}

/// What only a place, a meal or a note has.
#[component]
fn OwnFields(stop: Stop) -> impl IntoView {
    let locale = use_locale();
    let key = stop.id.0;
    let id = move |field: &str| format!("{field}-{key}");
    let name = stop.venue().is_none().then(|| {
        view! {
            <Field id=id("name") label=td_string!(locale, plans.place_name)>
                <input
                    class="input"
                    id=id("name")
                    type="text"
                    name="name"
                    required
                    maxlength=NAME_MAX
                    value=stop.name.clone()
                />
            </Field>
        }
    });
    let more = match stop.kind {
        StopKind::Place { position } => {
            view! { <PositionField id=id("position") value=position_value(position) name_id=id("name") /> }.into_any()
        }
        StopKind::Meal { from_min, until_min } => {
            view! { <WindowFields id=id("window") from=clock(from_min) until=clock(until_min) /> }.into_any()
        }
        StopKind::Venue { .. } | StopKind::Note => ().into_any(),
    };
    view! {
        {name}
        {more}
    }
}

/// A way to travel, or none of its own.
#[component]
pub fn ModeField(
    /// The id of the control.
    id: String,
    /// What the form calls it.
    name: &'static str,
    /// What it is called.
    label: &'static str,
    /// What is chosen.
    chosen: Option<Mode>,
) -> impl IntoView {
    let locale = use_locale();
    let option = move |mode: &Mode| {
        view! {
            <option value=mode.as_str() selected=chosen == Some(*mode)>
                {words::mode(locale, *mode)}
            </option>
        }
    };
    view! {
        <Field id=id.clone() label>
            <span class="select-wrap">
                <select class="select" id=id name=name>
                    <option value="" selected=chosen.is_none()>
                        {td_string!(locale, plans.like_day)}
                    </option>
                    {Mode::ALL.iter().map(option).collect_view()}
                </select>
                <Icon name="chevron" />
            </span>
        </Field>
    }
}
