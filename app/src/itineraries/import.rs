//! Places from a file of the visitor's: first what is in it, row by row, then the chosen ones into the tray.
//!
//! Without JavaScript both steps are posts to the page of the import, and nothing is kept between them. In the builder
//! the first asks the same address for data, and the second is an edit like any other, which can be taken back.

use domain::itinerary::{PlanId, STOPS_MAX};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{File, FormData, HtmlFormElement};
use leptos_i18n::td_string;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::builder::{Builder, fresh_key};
use super::edit_form::position_value;
use super::focus;
use super::form::Field;
use super::imported::{EDIT_MAX, FILE_MAX, FoundFile, FoundPlace, FoundRow, ImportView, Verdict, edits, load_import};
use super::landing::TRAY_TITLE;
use super::plan_page::Waiting;
use crate::error::{ApiError, FileFault};
use crate::i18n::Locale;
use crate::language::{href, use_locale};
use crate::pages::FailurePage;
use crate::ui::head::PageHead;
use crate::ui::icon::Icon;
use crate::ui::notice::Refusal;

/// The heading over what was found.
const FOUND_TITLE: &str = "import-found";
/// How much of a note the preview shows, in characters.
const NOTE_SHOWN: usize = 160;

/// What a file was answered with.
type Answer = Result<FoundFile, ApiError>;

/// The page of the import, for whoever has no JavaScript, or not yet.
#[component]
pub fn ImportPage() -> impl IntoView {
    let params = use_params_map();
    let loaded = Resource::new(move || params.read().get("id").unwrap_or_default(), load_import);
    view! {
        <Suspense fallback=Waiting>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok(shown) => view! { <Import shown /> }.into_any(),
                    Err(error) => view! { <FailurePage error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Import(shown: ImportView) -> impl IntoView {
    let locale = use_locale();
    let plan = format!("/plans/{}", shown.id.0);
    view! {
        <PageHead
            title=td_string!(locale, import.title)
            description=td_string!(locale, import.lead)
            path=format!("{plan}/import")
            noindex=true
        />
        <main id="main" class="page page-narrow" tabindex="-1">
            <h1>{td_string!(locale, import.title)}</h1>
            <p>
                <a href=href(&plan)>
                    <Icon name="arrow-left" />
                    " "
                    {td_string!(locale, import.back)}
                    ": "
                    <bdi>{shown.title}</bdi>
                </a>
            </p>
            <ImportForms id=shown.id posted=shown.posted />
        </main>
    }
}

/// Opens to the import, in the builder.
#[component]
pub fn ImportBox(
    /// The plan.
    id: PlanId,
) -> impl IntoView {
    let locale = use_locale();
    view! {
        <details class="disclosure import" id="import">
            <summary>
                <Icon name="plus" />
                {td_string!(locale, import.open)}
            </summary>
            <div class="disclosure-body">
                <ImportForms id posted=None />
            </div>
        </details>
    }
}

/// Says how many places have just come from a file: the import without JavaScript leads here.
#[component]
pub fn ImportedNotice() -> impl IntoView {
    let locale = use_locale();
    let count = use_query_map().with_untracked(|query| query.get("imported")?.parse::<usize>().ok());
    count.filter(|count| (1..=STOPS_MAX).contains(count)).map(|count| {
        view! {
            <div class="notice" data-tone="success" role="status" id="imported" tabindex="-1">
                <Icon name="check" />
                <p>{td_string!(locale, import.done, count = count).to_string()}</p>
            </div>
        }
    })
}

/// The form for a file and, once it is read, what is in it.
#[component]
fn ImportForms(id: PlanId, posted: Option<Answer>) -> impl IntoView {
    let locale = use_locale();
    let builder = use_context::<Builder>();
    let answer = RwSignal::new(posted);
    let waiting = RwSignal::new(false);
    let action = StoredValue::new(href(&format!("/plans/{}/import", id.0)));
    let on_submit = move |event: SubmitEvent| {
        if builder.is_none() {
            return;
        }
        event.prevent_default();
        if waiting.get_untracked() {
            return;
        }
        waiting.set(true);
        spawn_local(async move {
            let answered = match fields(&event).and_then(small_enough) {
                Ok(file) => send(&action.get_value(), file).await,
                Err(error) => Err(error),
            };
            if answered.is_ok() {
                focus::land(FOUND_TITLE.to_owned());
            }
            answer.try_set(Some(answered));
            waiting.try_set(false);
        });
    };
    view! {
        <p class="meta">{td_string!(locale, import.lead)}</p>
        <form
            class="stack import-file"
            method="post"
            enctype="multipart/form-data"
            action=action.get_value()
            on:submit=on_submit
        >
            <Field id="import-file" label=td_string!(locale, import.file)>
                // No `accept`: telephones do not know these types and would not let the file be chosen.
                <input class="input" id="import-file" type="file" name="file" required aria-describedby="import-hint" />
                <p class="field-hint" id="import-hint">
                    {td_string!(locale, import.hint)}
                </p>
            </Field>
            <button class="button button-secondary button-small" aria-disabled=move || waiting.get().then_some("true")>
                <Icon name="search" />
                <span>{td_string!(locale, import.look)}</span>
            </button>
        </form>
        {move || match answer.get() {
            None => ().into_any(),
            Some(Ok(file)) => view! { <Found file action=action.get_value() answer /> }.into_any(),
            Some(Err(error)) => view! { <Refusal error=Signal::stored(Some(error)) /> }.into_any(),
        }}
    }
}

/// The rows of a file, the accepted ones ticked. The box of a row carries its place.
#[component]
fn Found(file: FoundFile, action: String, answer: RwSignal<Option<Answer>>) -> impl IntoView {
    let locale = use_locale();
    let builder = use_context::<Builder>();
    let refused = RwSignal::new(None::<ApiError>);
    let on_submit = move |event: SubmitEvent| {
        let Some(builder) = builder else { return };
        event.prevent_default();
        match fields(&event).and_then(|form| add(builder, locale, &form)) {
            Ok(()) => {
                answer.set(None);
                focus::land(TRAY_TITLE.to_owned());
            }
            Err(error) => refused.set(Some(error)),
        }
    };
    let rows = file.rows.len();
    let accepted = file.rows.iter().filter(|row| row.verdict.is_accepted()).count();
    let is_any = file.rows.iter().any(|row| row.place.is_some());
    view! {
        <form
            class="stack import-found"
            method="post"
            enctype="multipart/form-data"
            action=action
            aria-labelledby=FOUND_TITLE
            on:submit=on_submit
        >
            <h2 class="add-other-title" id=FOUND_TITLE tabindex="-1">
                {td_string!(locale, import.found, format = file.format, rows = rows, accepted = accepted).to_string()}
            </h2>
            <ol class="import-rows">
                {file.rows.into_iter().map(|row| view! { <Row row /> }).collect_view()}
            </ol>
            {is_any
                .then(|| {
                    view! {
                        <button class="button button-small">
                            <Icon name="plus" />
                            <span>{td_string!(locale, import.add)}</span>
                        </button>
                    }
                })}
            <Refusal error=refused />
        </form>
    }
}

#[component]
fn Row(row: FoundRow) -> impl IntoView {
    let locale = use_locale();
    let FoundRow { number, place, verdict } = row;
    let told = format!("import-{number}-verdict");
    let shown = match place {
        None => {
            let row = td_string!(locale, import.row, number = number).to_string();
            view! { <span class="import-name">{row}</span> }.into_any()
        }
        Some(place) => {
            let position = place.position().map(position_value).unwrap_or_default();
            let value = serde_json::to_string(&place).unwrap_or_default();
            let note: String = place.note.chars().take(NOTE_SHOWN).collect();
            let more = if place.note.chars().nth(NOTE_SHOWN).is_some() { "…" } else { "" };
            view! {
                <label class="check">
                    <input
                        type="checkbox"
                        name="place"
                        value=value
                        checked=verdict.is_accepted()
                        aria-describedby=told.clone()
                    />
                    <span class="check-text">
                        <bdi class="import-name">{place.name}</bdi>
                        <span class="meta numeric">{position}</span>
                        {(!note.is_empty()).then(|| view! { <bdi class="meta import-note">{note} {more}</bdi> })}
                    </span>
                </label>
            }
            .into_any()
        }
    };
    let icon = if verdict.is_accepted() { "check" } else { "info" };
    view! {
        <li class="import-row" data-verdict=verdict.as_str()>
            {shown}
            <p class="import-verdict" id=told>
                <Icon name=icon />
                {verdict_in_words(locale, verdict)}
            </p>
        </li>
    }
}

fn verdict_in_words(locale: Locale, verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::New => td_string!(locale, import.verdict_new),
        Verdict::Unnamed => td_string!(locale, import.verdict_unnamed),
        Verdict::Shortened => td_string!(locale, import.verdict_shortened),
        Verdict::NoRoom => td_string!(locale, import.verdict_no_room),
        Verdict::Known => td_string!(locale, import.verdict_known),
        Verdict::Repeated => td_string!(locale, import.verdict_repeated),
        Verdict::NoPosition => td_string!(locale, import.verdict_no_position),
        Verdict::OutsidePoland => td_string!(locale, import.verdict_outside),
        Verdict::NotAPoint => td_string!(locale, import.verdict_no_point),
        Verdict::TooMany => td_string!(locale, import.verdict_too_many),
    }
}

/// Puts the places whose boxes are ticked into the tray.
fn add(builder: Builder, locale: Locale, form: &FormData) -> Result<(), ApiError> {
    let values = form.get_all("place").into_iter().filter_map(|value| value.as_string());
    let places: Vec<FoundPlace> = values
        .map(|value| serde_json::from_str(&value).map_err(|_| ApiError::invalid("place")))
        .collect::<Result<_, _>>()?;
    if places.is_empty() {
        return Err(ApiError::File(FileFault::NothingChosen));
    }
    let edits = edits(&places, fresh_key(), EDIT_MAX)?;
    let mut after = builder.board.plan.get_untracked();
    // All of it or nothing, even where it takes several edits.
    for edit in &edits {
        after.apply(edit).map_err(ApiError::Refused)?;
    }
    for edit in edits {
        builder.apply(edit)?;
    }
    builder.say(td_string!(locale, import.done, count = places.len()).to_string());
    Ok(())
}

/// What stands in the form of an event.
fn fields(event: &SubmitEvent) -> Result<FormData, ApiError> {
    let form = event.target().and_then(|target| target.dyn_into::<HtmlFormElement>().ok());
    form.and_then(|form| FormData::new_with_form(&form).ok()).ok_or_else(|| ApiError::invalid("form"))
}

/// Spares the way of a file that is too large.
fn small_enough(form: FormData) -> Result<FormData, ApiError> {
    let file = form.get("file").dyn_into::<File>().map_err(|_| ApiError::File(FileFault::Missing))?;
    if file.size() > f64::from(FILE_MAX) { Err(ApiError::File(FileFault::TooLarge)) } else { Ok(form) }
}

#[cfg(feature = "hydrate")]
async fn send(address: &str, form: FormData) -> Answer {
    use gloo_net::http::Request;
    let request = Request::post(address).header("accept", "application/json").body(form);
    let response = request.map_err(|_| ApiError::Internal)?.send().await.map_err(|_| ApiError::Offline)?;
    let body = response.text().await.map_err(|_| ApiError::Offline)?;
    if response.ok() {
        return serde_json::from_str(&body).map_err(|_| ApiError::Internal);
    }
    Err(serde_json::from_str(&body).unwrap_or(ApiError::Internal))
}

/// On the server nobody sends anything.
#[cfg(not(feature = "hydrate"))]
async fn send(_address: &str, _form: FormData) -> Answer {
    Err(ApiError::Offline)
}
