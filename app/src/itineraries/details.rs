//! Everything about a stop that its line on the timeline has no room for, in one form.

use domain::hours::clock;
use domain::itinerary::{NAME_MAX, NOTE_MAX, PACKING_MAX, Stop, StopId, StopKind};
use domain::travel::Mode;
use leptos::form::FromFormData;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsValue;
use leptos::web_sys::js_sys::Reflect;
use leptos::web_sys::{FormData, HtmlButtonElement, HtmlFormElement};
use leptos_i18n::td_string;

use super::add_other::{PositionField, WindowFields};
use super::api::EditPlanForm;
use super::edit_form::{EditForm, position_value, was};
use super::fold::{Fold, Inside};
use super::form::{Field, PlanForm};
use super::landing::stop_element;
use crate::language::use_locale;
use crate::ui::icon::Icon;
use crate::words;

/// Opens to the form. It is made once, so that what is half-written in it outlives the changes of companions.
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
    let is_there = Memo::new(move |_| what.read().is_some());
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
                <Inside fold>{move || is_there.get().then(|| view! { <DetailsForm what /> })}</Inside>
            </div>
        </details>
    }
}

#[component]
fn DetailsForm(what: Memo<Option<Stop>>) -> impl IntoView {
    what.get_untracked().map(|stop| view! { <StopForm stop what /> })
}

#[component]
fn StopForm(stop: Stop, what: Memo<Option<Stop>>) -> impl IntoView {
    let locale = use_locale();
    let key = stop.id.0;
    let id = move |field: &str| format!("{field}-{key}");
    let shown = RwSignal::new(stop.clone());
    let was = Signal::derive(move || was(&*shown.read()));
    let save = NodeRef::new();
    Effect::new(move |_| {
        let now = what.get();
        if let Some((now, form)) = now.zip(save.get().and_then(|save: HtmlButtonElement| save.form())) {
            keep_up(shown, &now, &form);
        }
    });
    // The stay has a form of its own beside; here it stays as it is.
    let form = EditForm::of_stop("set-stop", stop.id);
    let fixed_hint = id("fixed-hint");
    view! {
        <PlanForm form was class="stack">
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
            <button class="button button-small" node_ref=save>
                {td_string!(locale, plans.details_save)}
            </button>
        </PlanForm>
    }
}

/// Shows in a form what has become of its stop, but for the fields that somebody is writing in.
fn keep_up(shown: RwSignal<Stop>, now: &Stop, form: &HtmlFormElement) {
    let typed = FormData::new_with_form(form).ok().and_then(|data| EditPlanForm::from_form_data(&data).ok());
    let before = shown.get_untracked();
    let Some(after) = typed.map(|typed| following(&before, now, &typed.form)).filter(|after| *after != before) else {
        return;
    };
    let (old, new) = (EditForm::of_details(&before), EditForm::of_details(&after));
    for ((name, old), (_, new)) in old.details().into_iter().zip(new.details()) {
        if old != new {
            write(form, name, new);
        }
    }
    shown.set(after);
}

/// Writes into a control. Cannot fail: the names are valid ones, and every control has these properties.
fn write(form: &HtmlFormElement, name: &str, value: &str) {
    if let Some(control) = form.query_selector(&format!("[name={name}]")).ok().flatten() {
        if name == "must" {
            Reflect::set(&control, &"checked".into(), &JsValue::from_bool(!value.is_empty())).ok();
        } else {
            Reflect::set(&control, &"value".into(), &value.into()).ok();
        }
    }
}

/// The stop as a form shows it once the plan has `now`: each field that has not been touched since it showed `before`, or says
/// by now what the plan has, follows the plan; the others go on from what was shown before.
fn following(before: &Stop, now: &Stop, typed: &EditForm) -> Stop {
    let (old, new) = (EditForm::of_details(before), EditForm::of_details(now));
    let is_free = |read: fn(&EditForm) -> &str| {
        let typed = read(typed).replace("\r\n", "\n");
        [read(&old), read(&new)].contains(&typed.trim())
    };
    let of = |is_free| if is_free { now } else { before };
    let is_kind_free = is_free(|form| &form.position) && is_free(|form| &form.start) && is_free(|form| &form.end);
    Stop {
        id: now.id,
        kind: of(is_kind_free).kind.clone(),
        name: of(is_free(|form| &form.name)).name.clone(),
        stay_min: now.stay_min,
        fixed_start: of(is_free(|form| &form.fixed)).fixed_start,
        must_see: of(is_free(|form| &form.must)).must_see,
        note: of(is_free(|form| &form.note)).note.clone(),
        packing: of(is_free(|form| &form.packing)).packing.clone(),
        mode: of(is_free(|form| &form.mode)).mode,
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

#[cfg(test)]
mod tests {
    use super::*;

    fn lunch() -> Stop {
        let kind = StopKind::Meal { from_min: 720, until_min: 840 };
        Stop { note: "Kasa\n!".into(), ..Stop::of(StopId(1), kind, "Obiad".into(), 45) }
    }

    #[test]
    fn what_somebody_is_writing_outlives_the_change_of_a_companion() {
        let now = Stop {
            note: "Stolik".into(),
            packing: "Bilety".into(),
            fixed_start: Some(750),
            must_see: true,
            stay_min: 60,
            kind: StopKind::Meal { from_min: 690, until_min: 870 },
            ..lunch()
        };
        let untouched = EditForm { note: "Kasa\r\n! ".into(), ..EditForm::of_details(&lunch()) };
        assert_eq!(following(&lunch(), &now, &untouched), now);

        let typed = EditForm { note: "Kasa, tel".into(), end: "15:".into(), ..untouched };
        let shown = following(&lunch(), &now, &typed);
        assert_eq!(shown, Stop { note: lunch().note, kind: lunch().kind, ..now.clone() });

        let saved = Stop { note: "Kasa, tel".into(), ..now };
        let typed = EditForm { note: "Kasa, tel".into(), ..EditForm::of_details(&shown) };
        assert_eq!(following(&shown, &saved, &typed), saved, "one's own change is shown like any other");
    }
}
