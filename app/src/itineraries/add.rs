//! "Add to a plan", beside a venue: a day of a plan that exists, or a new plan on a date.

use domain::venue::VenueCard;
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::api::{AddToPlan as AddVenue, Choices, DayChoice, offered_days};
use super::form::Field;
use crate::error::ApiError;
use crate::i18n::Locale;
use crate::language::{use_language, use_locale};
use crate::ui::icon::Icon;
use crate::ui::notice::Refusal;
use crate::words;

/// The id of the form, which cards link to.
const BLOCK: &str = "add-to-plan";

/// Adds a venue to a plan; a form that also works without JavaScript. An address that ends in `#add-to-plan` opens it.
#[component]
pub fn AddToPlan(
    /// The venue.
    venue: VenueCard,
) -> impl IntoView {
    let locale = use_locale();
    let offered = Resource::new(|| (), |()| offered_days());
    let is_open = RwSignal::new(false);
    Effect::new(move |_| {
        if window().location().hash().is_ok_and(|hash| hash == format!("#{BLOCK}")) {
            is_open.set(true);
        }
    });
    let form = move || {
        let venue = venue.clone();
        Suspend::new(async move {
            view! { <AddForm venue offered=offered.await /> }
        })
    };
    view! {
        <details class="menu add-to-plan" id=BLOCK prop:open=move || is_open.get()>
            <summary class="button">
                <Icon name="plus" />
                <span>{td_string!(locale, plans.add_to_plan)}</span>
            </summary>
            <div class="menu-panel">
                <Suspense fallback=move || view! { <p class="meta">{td_string!(locale, common.loading)}</p> }>{form}</Suspense>
            </div>
        </details>
    }
}

#[component]
fn AddForm(venue: VenueCard, offered: Result<Choices, ApiError>) -> impl IntoView {
    let locale = use_locale();
    let add = ServerAction::<AddVenue>::new();
    let Choices { days, saturday } = match offered {
        Ok(choices) => choices,
        Err(error) => return view! { <Refusal error=Signal::stored(Some(error)) /> }.into_any(),
    };
    let (into, date) = (format!("into-{}", venue.slug), format!("date-{}", venue.slug));
    let has_plans = !days.is_empty();
    let option = move |choice: DayChoice| {
        let (value, words) = option(locale, &choice);
        view! { <option value=value>{words}</option> }
    };
    let choose = if has_plans {
        view! {
            <Field id=into.clone() label=td_string!(locale, plans.into)>
                <span class="select-wrap">
                    <select class="select" id=into.clone() name="into">
                        {days.into_iter().map(option).collect_view()}
                        <option value="new">{td_string!(locale, plans.into_new)}</option>
                    </select>
                    <Icon name="chevron" />
                </span>
            </Field>
        }
        .into_any()
    } else {
        view! { <input type="hidden" name="into" value="new" /> }.into_any()
    };
    let date_label =
        if has_plans { td_string!(locale, plans.new_date) } else { td_string!(locale, plans.new_plan_date) };
    view! {
        <ActionForm action=add attr:class="stack">
            <input type="hidden" name="venue" value=venue.slug.to_string() />
            <input type="hidden" name="lang" value=use_language().as_str() />
            {choose}
            <Field id=date.clone() label=date_label>
                <input
                    class="input"
                    type="date"
                    id=date
                    name="date"
                    required
                    min="2000-01-01"
                    max="2099-12-30"
                    value=saturday.to_string()
                />
            </Field>
            <button class="button">{td_string!(locale, plans.add)}</button>
            <Refusal error=Signal::derive(move || add.value().get().and_then(Result::err)) />
        </ActionForm>
    }
    .into_any()
}

/// The value and the words of a choice.
fn option(locale: Locale, choice: &DayChoice) -> (String, String) {
    let plan = choice.plan.0;
    match choice.day {
        Some((day, date)) => {
            (format!("{plan}:{}", day.0), format!("{} · {}", choice.title, words::date_long(locale, date)))
        }
        None => (format!("{plan}:"), choice.title.clone()),
    }
}
