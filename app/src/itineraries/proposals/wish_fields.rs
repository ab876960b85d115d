//! What a visitor wishes, as fields.

use domain::travel::Mode;
use domain::venue::{Category, VenueSlug};
use domain::wishes::{Interest, Pace, Wishes};
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::ask::{FORGET, INTEREST, STEP_FREE};
use super::kept;
use super::more_settings::MoreSettings;
use crate::i18n::Locale;
use crate::itineraries::form::Field;
use crate::language::use_locale;
use crate::ui::icon::Icon;
use crate::words;

/// Steps of the slider between the classic sights and being away from the crowd.
const AWAY_STEP: u8 = 25;

/// What is wished. Every control shows its value without JavaScript too.
#[component]
pub fn WishFields(
    wishes: RwSignal<Wishes>,
    step_free: Option<bool>,
    name: Callback<VenueSlug, String>,
) -> impl IntoView {
    let locale = use_locale();
    let first = wishes.get_untracked();
    let away = Memo::new(move |_| wishes.read().away.get());
    // Only the page without JavaScript asks here for step-free access; elsewhere the device knows.
    let is_post = step_free.is_some();
    let steps = (0..=100_u8).step_by(usize::from(AWAY_STEP));
    view! {
        <p class="meta needs-hydration" hidden=is_post>
            {td_string!(locale, proposals.wishes_kept)}
        </p>
        <p class="meta" class:no-script=!is_post>
            {td_string!(locale, proposals.wishes_sent)}
        </p>
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
            <div class="segmented">
                {Pace::ALL
                    .iter()
                    .map(|pace| {
                        let pace = *pace;
                        view! {
                            <label>
                                <input
                                    type="radio"
                                    name="pace"
                                    value=pace.as_str()
                                    checked=pace == first.pace
                                    prop:checked=move || wishes.read().pace == pace
                                />
                                <span>{pace_in_words(locale, pace)}</span>
                            </label>
                        }
                    })
                    .collect_view()}
            </div>
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
        <label class="check" class:no-script=!is_post>
            <input type="checkbox" name=STEP_FREE value="1" checked=step_free.unwrap_or_default() />
            <span class="check-text">{td_string!(locale, proposals.step_free)}</span>
        </label>
        <Venues wishes name />
        <MoreSettings wishes />
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
pub fn Choice(
    /// The name of its field.
    #[prop(into)]
    name: String,
    /// What it is called.
    label: &'static str,
    /// What is chosen at first.
    first: String,
    /// What is chosen.
    value: Signal<String>,
    /// The values, with their words.
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
