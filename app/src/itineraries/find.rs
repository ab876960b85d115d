//! Finding a venue inside the plan and adding it to a day or to the tray. Without JavaScript the search is a form whose answer is the same page.

use domain::itinerary::Spot;
use domain::venue::VenueCard;
use leptos::form::FromFormData;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_query_map;
use serde::Deserialize;

use super::api::find_venues;
use super::builder::Builder;
use super::edit_form::{EditForm, spot_value};
use super::form::{Field, PlanForm};
use crate::error::ApiError;
use crate::language::{href, use_language, use_locale};
use crate::ui::icon::Icon;
use crate::ui::notice::ErrorNotice;
use crate::words;

/// What was looked for, and for which day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
struct Asked {
    find: String,
    into: String,
}

/// The search of a plan's page; one for all days.
#[derive(Clone, Copy)]
pub struct Search {
    asked: RwSignal<Asked>,
    found: Resource<Result<Vec<VenueCard>, ApiError>>,
}

impl Search {
    /// A search that begins with what the address says.
    #[must_use]
    pub fn new() -> Self {
        let language = use_language();
        let query = use_query_map();
        let asked = query.with_untracked(|query| Asked {
            find: query.get("find").unwrap_or_default(),
            into: query.get("into").unwrap_or_default(),
        });
        let asked = RwSignal::new(asked);
        let found = Resource::new(
            move || asked.read().find.clone(),
            move |text| async move {
                if text.trim().is_empty() { Ok(Vec::new()) } else { find_venues(text, language).await }
            },
        );
        Self { asked, found }
    }
}

/// What can be added to a day or to the tray.
#[component]
pub fn AddStop(
    /// Where it is added, at the end.
    spot: Spot,
) -> impl IntoView {
    let locale = use_locale();
    let builder: Builder = expect_context();
    let Search { asked, found } = expect_context();
    let is_asked = Memo::new(move |_| {
        let asked = asked.read();
        asked.into == spot_value(spot) && !asked.find.trim().is_empty()
    });
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Ok(wanted) = Asked::from_event(&event) {
            asked.set(wanted);
        }
    };
    let (block, field) = (format!("add-{}", spot_value(spot)), format!("find-{}", spot_value(spot)));
    let first = if is_asked.get_untracked() { asked.read_untracked().find.clone() } else { String::new() };
    let action = href(&format!("/plans/{}#{block}", builder.id.0));
    view! {
        <div class="add-stop" id=block>
            <details class="disclosure" open=is_asked.get_untracked()>
                <summary>
                    <Icon name="plus" />
                    {td_string!(locale, plans.add_stop)}
                </summary>
                <div class="disclosure-body">
                    <form class="field-row" method="get" action=action role="search" on:submit=on_submit>
                        <input type="hidden" name="into" value=spot_value(spot) />
                        <Field id=field.clone() label=td_string!(locale, plans.find_label)>
                            <input
                                class="input"
                                id=field
                                type="search"
                                name="find"
                                required
                                maxlength="100"
                                value=first
                            />
                        </Field>
                        <button class="button button-secondary button-small">
                            <Icon name="search" />
                            <span>{td_string!(locale, plans.find)}</span>
                        </button>
                    </form>
                    <div role="status">
                        {move || {
                            is_asked
                                .get()
                                .then(|| {
                                    view! {
                                        <Transition fallback=move || view! { <p class="meta">{td_string!(locale, common.loading)}</p> }>
                                            {move || Suspend::new(async move { Found(FoundProps { spot, found: found.await }) })}
                                        </Transition>
                                    }
                                })
                        }}
                    </div>
                    <a class="link-button" href=href("/")>
                        {td_string!(locale, plans.find_in_discover)}
                    </a>
                </div>
            </details>
        </div>
    }
}

#[component]
fn Found(spot: Spot, found: Result<Vec<VenueCard>, ApiError>) -> impl IntoView {
    let locale = use_locale();
    match found {
        Err(error) => view! { <ErrorNotice error /> }.into_any(),
        Ok(cards) if cards.is_empty() => {
            view! { <p class="meta">{td_string!(locale, plans.nothing_found)}</p> }.into_any()
        }
        Ok(cards) => {
            let items = cards.into_iter().map(|card| view! { <FoundVenue spot card /> });
            view! { <ul class="found-list">{items.collect_view()}</ul> }.into_any()
        }
    }
}

/// A venue with a button that adds it to the plan.
#[component]
pub(super) fn FoundVenue(
    /// Where it is added, at the end.
    spot: Spot,
    /// The venue.
    card: VenueCard,
) -> impl IntoView {
    let locale = use_locale();
    let language = use_language();
    let form = EditForm { venue: card.slug.to_string(), ..EditForm::at_spot("add-stop", spot) };
    let (name, lang) = (card.name.value.clone(), card.name.lang_on(language));
    let place = format!("{} · {}", words::category(locale, card.category), card.gmina.name.value);
    view! {
        <li class="found">
            <span class="found-name">
                <span lang=lang>{name.clone()}</span>
                " "
                <span class="meta">{place}</span>
            </span>
            <PlanForm form card=Some(card)>
                <button class="button button-secondary button-small">
                    <Icon name="plus" />
                    <span>{td_string!(locale, plans.add)}</span>
                    <span class="visually-hidden">": " {name}</span>
                </button>
            </PlanForm>
        </li>
    }
}
