//! Forms that change a plan: plain posts without JavaScript, edits in the browser with it. Both read the same fields.

use domain::itinerary::StopId;
use domain::venue::VenueCard;
use leptos::ev::SubmitEvent;
use leptos::form::FromFormData;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::EditPlanForm;
use super::builder::Builder;
use super::edit_form::EditForm;
use crate::error::ApiError;
use crate::language::{use_language, use_locale};
use crate::ui::notice::Refusal;
use crate::words;

/// A form that changes the plan in whose page it stands. Fields that it holds itself need not be filled in `form`.
#[component]
pub fn PlanForm(
    /// What the form says without its visible fields.
    form: EditForm,
    /// The venue that it adds, if it adds one.
    #[prop(optional_no_strip)]
    card: Option<VenueCard>,
    /// What the page shows of what the form changes, as [`super::edit_form::was`] says it.
    #[prop(optional)]
    was: Option<Signal<String>>,
    /// Its class.
    #[prop(optional)]
    class: &'static str,
    /// Its visible fields and its button.
    children: Children,
) -> impl IntoView {
    let builder: Builder = expect_context();
    let error = RwSignal::new(None::<ApiError>);
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        let asked = EditPlanForm::from_event(&event).map_err(|_| ApiError::invalid("form"));
        let done = asked.and_then(|asked| builder.submit(&asked.form, card.as_ref()));
        error.set(done.err());
    };
    let plan = builder.id.0.to_string();
    let hidden = [
        ("plan", plan),
        ("lang", use_language().to_string()),
        ("kind", form.kind),
        ("edit", form.edit),
        ("day", form.day),
        ("stop", form.stop),
        ("at", form.at),
        ("stay", form.stay),
        ("date", form.date),
        ("start", form.start),
        ("end", form.end),
        ("mode", form.mode),
        ("title", form.title),
        ("venue", form.venue),
    ];
    view! {
        <form method="post" action=EditPlanForm::url() class=(!class.is_empty()).then_some(class) on:submit=on_submit>
            {hidden
                .into_iter()
                .filter(|(_, value)| !value.is_empty())
                .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
                .collect_view()}
            {was.map(|was| view! { <input type="hidden" name="was" value=move || was.get() /> })}
            {children()}
            <Refusal error=error />
        </form>
    }
}

/// The id of the form that [`PressForm`] is.
pub const PRESS: &str = "press";

/// The form of all buttons that need no field, wherever on the page they stand: a button with `form=PRESS`, `name="press"` and a
/// value of [`press`]. A form of its own for each would make a long plan heavy.
#[component]
pub fn PressForm() -> impl IntoView {
    let builder: Builder = expect_context();
    let locale = use_locale();
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        let asked = EditPlanForm::from_event(&event).map_err(|_| ApiError::invalid("form"));
        if let Err(error) = asked.and_then(|asked| builder.submit(&asked.form, None)) {
            builder.complain(words::error(locale, &error));
        }
    };
    view! {
        <form id=PRESS method="post" action=EditPlanForm::url() on:submit=on_submit>
            <input type="hidden" name="plan" value=builder.id.0.to_string() />
            <input type="hidden" name="lang" value=use_language().as_str() />
        </form>
    }
}

/// What a button says that does something of a kind to a stop.
#[must_use]
pub fn press(kind: &str, stop: StopId) -> String {
    format!("{kind} {}", stop.0)
}

/// A field's label and its control, one above the other.
#[component]
pub fn Field(
    /// The id of the control.
    #[prop(into)]
    id: String,
    /// What it is called.
    label: &'static str,
    /// The control.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="field">
            <label class="field-label" for=id>
                {label}
            </label>
            {children()}
        </div>
    }
}
