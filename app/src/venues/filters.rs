//! The filter of Discover: an ordinary form, which the browser's script only makes answer at once.

use domain::accessibility::AccessNeed;
use domain::filter::{Beyond, Facets, Roof, VenueFilter};
use domain::hours::{LocalTime, clock};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::facts::category_icon;
use crate::language::{address, href, use_language, use_locale};
use crate::ui::icon::Icon;
use crate::words;

/// The id of the form, so that a control elsewhere can belong to it.
pub const FORM: &str = "filters";

/// The form of filters with a count beside every value.
#[component]
pub fn Filters(
    /// What is chosen.
    filter: VenueFilter,
    /// Counts per value.
    facets: Facets,
    /// How many venues fit.
    total: u32,
    /// The present moment, for the earliest day.
    now: LocalTime,
) -> impl IntoView {
    let language = use_language();
    let locale = use_locale();
    let navigate = use_navigate();
    let submit = move |event: leptos::ev::SubmitEvent| {
        if let Some(query) = query_of_form(&event) {
            event.prevent_default();
            let target = address(language, &if query.is_empty() { "/".to_owned() } else { format!("/?{query}") });
            navigate(&target, NavigateOptions { resolve: false, scroll: false, ..NavigateOptions::default() });
        }
    };
    let chosen = super::chips::count(&filter);
    view! {
        <aside class="discover-filters" aria-label=td_string!(locale, venues.filters_label)>
            <details class="filters-panel">
                <summary class="button button-secondary">
                    <Icon name="filter" />
                    <span>{td_string!(locale, venues.filters)}</span>
                    {(chosen > 0).then(|| view! { <span class="badge" data-tone="accent">{chosen}</span> })}
                </summary>
                <form class="filters" id=FORM method="get" action=href("/") on:submit=submit on:change=|event| request_submit(&event)>
                    <SearchField text=filter.text.clone() />
                    <BeyondField chosen=filter.beyond counts=facets.beyond />
                    <Categories filter=filter.clone() counts=facets.categories />
                    <Gminas filter=filter.clone() counts=facets.gminas />
                    <fieldset class="fieldset">
                        <legend>{td_string!(locale, venues.cost)}</legend>
                        <label class="check">
                            <input type="checkbox" name="free" value="1" checked=filter.free prop:checked=filter.free />
                            <span class="check-text">{td_string!(locale, venues.free)}</span>
                            <span class="check-count">{facets.free}</span>
                        </label>
                    </fieldset>
                    <RoofField chosen=filter.roof counts=facets.roofs />
                    <AccessField chosen=filter.access counts=facets.access />
                    <OpenAtField chosen=filter.open_at now />
                    {kept(&filter)
                        .into_iter()
                        .map(|(key, value)| view! { <input type="hidden" name=key value=value.clone() prop:value=value /> })
                        .collect_view()}
                    <div class="filters-actions">
                        <button class="button">{td_string!(locale, venues.show_places, count = total).to_string()}</button>
                        <a class="link-button" href=href("/")>
                            {td_string!(locale, venues.clear)}
                        </a>
                    </div>
                </form>
            </details>
        </aside>
    }
}

/// What the form has no field for but keeps: the area of the map and the visitor's position.
fn kept(filter: &VenueFilter) -> Vec<(&'static str, String)> {
    filter.to_pairs().into_iter().filter(|(key, _)| matches!(*key, "bbox" | "near")).collect()
}

#[component]
fn SearchField(text: String) -> impl IntoView {
    let locale = use_locale();
    view! {
        <div class="field">
            <label class="field-label" for="q">
                {td_string!(locale, venues.search_label)}
            </label>
            <div class="search-field">
                <Icon name="search" />
                <input
                    class="input"
                    type="search"
                    id="q"
                    name="q"
                    maxlength=domain::filter::TEXT_MAX
                    autocomplete="off"
                    value=text.clone()
                    prop:value=text
                />
                <button class="button">{td_string!(locale, venues.search)}</button>
            </div>
        </div>
    }
}

/// One choice of several, as radio buttons with counts; the first chooses nothing.
#[component]
fn Choice(
    legend: &'static str,
    name: &'static str,
    any: &'static str,
    /// Value, words, count and whether it is chosen.
    values: Vec<(&'static str, &'static str, Option<u32>, bool)>,
) -> impl IntoView {
    let none = values.iter().all(|(.., chosen)| !chosen);
    view! {
        <fieldset class="fieldset">
            <legend>{legend}</legend>
            <label class="check">
                <input type="radio" name=name value="" checked=none prop:checked=none />
                <span class="check-text">{any}</span>
            </label>
            {values
                .into_iter()
                .map(|(value, words, count, chosen)| {
                    view! {
                        <label class="check">
                            <input type="radio" name=name value=value checked=chosen prop:checked=chosen />
                            <span class="check-text">{words}</span>
                            {count.map(|count| view! { <span class="check-count">{count}</span> })}
                        </label>
                    }
                })
                .collect_view()}
        </fieldset>
    }
}

fn count_of<T: PartialEq>(counts: &[(T, u32)], value: &T) -> Option<u32> {
    counts.iter().find(|(counted, _)| counted == value).map(|(_, count)| *count)
}

#[component]
fn BeyondField(chosen: Option<Beyond>, counts: Vec<(Beyond, u32)>) -> impl IntoView {
    let locale = use_locale();
    let words = |value| match value {
        Beyond::OldTown => td_string!(locale, venues.beyond_old_town),
        Beyond::Krakow => td_string!(locale, venues.beyond_krakow),
    };
    let value = |value: &Beyond| (value.as_str(), words(*value), count_of(&counts, value), chosen == Some(*value));
    let values = Beyond::ALL.iter().map(value).collect();
    view! {
        <Choice legend=td_string!(locale, venues.away) name="beyond" any=td_string!(locale, venues.anywhere) values />
    }
}

#[component]
fn RoofField(chosen: Option<Roof>, counts: Vec<(Roof, u32)>) -> impl IntoView {
    let locale = use_locale();
    let words = |value| match value {
        Roof::Indoors => td_string!(locale, venues.roof_indoors),
        Roof::Outdoors => td_string!(locale, venues.roof_outdoors),
    };
    let value = |value: &Roof| (value.as_str(), words(*value), count_of(&counts, value), chosen == Some(*value));
    let values = Roof::ALL.iter().map(value).collect();
    view! { <Choice legend=td_string!(locale, venues.roof) name="roof" any=td_string!(locale, venues.roof_any) values /> }
}

#[component]
fn AccessField(chosen: Option<AccessNeed>, counts: Vec<(AccessNeed, u32)>) -> impl IntoView {
    let locale = use_locale();
    let words = |value| match value {
        AccessNeed::KnownFit => td_string!(locale, venues.access_known),
        AccessNeed::NotKnownUnfit => td_string!(locale, venues.access_possible),
    };
    let value = |value: &AccessNeed| (value.as_str(), words(*value), count_of(&counts, value), chosen == Some(*value));
    let values = AccessNeed::ALL.iter().map(value).collect();
    view! {
        <Choice legend=td_string!(locale, venues.access) name="access" any=td_string!(locale, venues.access_any) values />
    }
}

#[component]
fn Categories(filter: VenueFilter, counts: Vec<(domain::venue::Category, u32)>) -> impl IntoView {
    let locale = use_locale();
    // A chosen category stays in sight even where nothing of it is left.
    let mut shown = counts;
    for category in &filter.categories {
        if count_of(&shown, category).is_none() {
            shown.push((*category, 0));
        }
    }
    view! {
        <details class="filter-group" open=!filter.categories.is_empty()>
            <summary>
                {td_string!(locale, venues.kind)} {badge(filter.categories.len())} <Icon name="chevron" />
            </summary>
            <div class="check-list">
                {shown
                    .into_iter()
                    .map(|(category, count)| {
                        let chosen = filter.categories.contains(&category);
                        view! {
                            <label class="check" data-category=category.as_str()>
                                <input type="checkbox" name="category" value=category.as_str() checked=chosen prop:checked=chosen />
                                <Icon name=category_icon(category) />
                                <span class="check-text">{words::category(locale, category)}</span>
                                <span class="check-count">{count}</span>
                            </label>
                        }
                    })
                    .collect_view()}
            </div>
        </details>
    }
}

#[component]
fn Gminas(filter: VenueFilter, counts: Vec<(domain::gmina::GminaName, u32)>) -> impl IntoView {
    let language = use_language();
    let locale = use_locale();
    view! {
        <details class="filter-group" open=!filter.gminas.is_empty()>
            <summary>
                {td_string!(locale, venues.gmina)} {badge(filter.gminas.len())} <Icon name="chevron" />
            </summary>
            <div class="check-list">
                {counts
                    .into_iter()
                    .map(|(gmina, count)| {
                        let chosen = filter.gminas.contains(&gmina.slug);
                        let lang = gmina.name.lang_on(language);
                        view! {
                            <label class="check">
                                <input type="checkbox" name="gmina" value=gmina.slug.to_string() checked=chosen prop:checked=chosen />
                                <span class="check-text" lang=lang>
                                    {gmina.name.value}
                                </span>
                                <span class="check-count">{count}</span>
                            </label>
                        }
                    })
                    .collect_view()}
            </div>
        </details>
    }
}

fn badge(count: usize) -> Option<impl IntoView> {
    (count > 0).then(|| view! { <span class="badge">{count}</span> })
}

#[component]
fn OpenAtField(chosen: Option<LocalTime>, now: LocalTime) -> impl IntoView {
    let locale = use_locale();
    let day = chosen.map(|moment| moment.date.to_string()).unwrap_or_default();
    let hour = chosen.map(|moment| clock(moment.minute)).unwrap_or_default();
    view! {
        <fieldset class="fieldset open-at">
            <legend>{td_string!(locale, venues.open_at)}</legend>
            <div class="field-row">
                <div class="field">
                    <label class="field-label" for="day">
                        {td_string!(locale, venues.day)}
                    </label>
                    <input
                        class="input"
                        type="date"
                        id="day"
                        name="day"
                        min=now.date.to_string()
                        aria-describedby="open-at-hint"
                        value=day.clone()
                        prop:value=day
                    />
                </div>
                <div class="field">
                    <label class="field-label" for="hour">
                        {td_string!(locale, venues.hour)}
                    </label>
                    <input
                        class="input"
                        type="time"
                        id="hour"
                        name="hour"
                        aria-describedby="open-at-hint"
                        value=hour.clone()
                        prop:value=hour
                    />
                </div>
            </div>
            <p class="field-hint" id="open-at-hint">
                {td_string!(locale, venues.open_at_hint)}
            </p>
        </fieldset>
    }
}

/// The query that a submitted form asks for; nothing where the browser itself should send it.
#[cfg(feature = "hydrate")]
fn query_of_form(event: &leptos::ev::SubmitEvent) -> Option<String> {
    use leptos::wasm_bindgen::JsCast;

    let form = event.target()?.dyn_into::<leptos::web_sys::HtmlFormElement>().ok()?;
    let data = web_sys::FormData::new_with_form(&form).ok()?;
    let pairs: Vec<(String, String)> = js_sys::try_iter(&data)
        .ok()??
        .flatten()
        .map(|entry| js_sys::Array::from(&entry))
        .filter_map(|entry| Some((entry.get(0).as_string()?, entry.get(1).as_string()?)))
        .collect();
    // An hour without a day is told by the server's answer, as it is without JavaScript.
    VenueFilter::from_pairs(pairs.iter().map(|(key, value)| (key.as_str(), value.as_str())))
        .ok()
        .map(|filter| filter.to_query())
}

#[cfg(not(feature = "hydrate"))]
const fn query_of_form(_event: &leptos::ev::SubmitEvent) -> Option<String> {
    None
}

/// Sends the form of a changed control, so that a choice answers at once.
#[cfg(feature = "hydrate")]
fn request_submit(event: &leptos::ev::Event) {
    use leptos::wasm_bindgen::JsCast;

    let form = event.current_target().and_then(|target| target.dyn_into::<leptos::web_sys::HtmlFormElement>().ok());
    if let Some(form) = form {
        // The browser refuses a form that its own checks find invalid, and says so beside the field.
        form.request_submit().ok();
    }
}

#[cfg(not(feature = "hydrate"))]
const fn request_submit(_event: &leptos::ev::Event) {}
