//! "Plan it for me" on the page of a plan: the form, the search on its way, the proposal.

use std::collections::BTreeSet;

use domain::hours::{LocalTime, parse_clock};
use domain::itinerary::{PlanId, StopId};
use domain::wishes::Wishes;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::additions::addition;
use super::ask::{Button, Fields};
use super::form::{AskForm, Asking};
use super::from_here::HERE;
use super::kept;
use super::search::{Phase, Searching};
use super::show::{Deciding, ProposalView};
use crate::error::{ApiError, PlanningFault};
use crate::itineraries::board::Board;
use crate::itineraries::builder::Builder;
use crate::itineraries::focus;
use crate::language::{use_language, use_locale};
use crate::ui::icon::Icon;
use crate::ui::notice::Refusal;

/// The panel.
pub const PANEL: &str = "plan-for-me";
/// The heading of the panel.
pub const PANEL_TITLE: &str = "plan-for-me-title";

/// The panel.
#[component]
pub fn PlanForMe(
    /// The plan.
    id: PlanId,
    /// The time in Kraków when the page was made.
    now: LocalTime,
) -> impl IntoView {
    let locale = use_locale();
    let board: Board = expect_context();
    let builder: Builder = expect_context();
    let searching = Searching::new(builder, use_language());
    let wishes = RwSignal::new(Wishes::default());
    let now = RwSignal::new(now);
    let button = RwSignal::new(Button::default());
    let cleared = RwSignal::new(BTreeSet::<StopId>::new());
    kept::follow(wishes);
    let look = move || {
        searching.prepare();
        if let Some(device) = device_time() {
            now.set(device);
        }
    };
    Effect::new(move |_| {
        if let Some(device) = device_time() {
            now.set(device);
        }
    });
    let (decision_fault, is_stale) = (RwSignal::new(None::<ApiError>), searching.is_stale);
    let submit = Callback::new(move |event: SubmitEvent| {
        if let Some(device) = device_time() {
            now.set(device);
        }
        let asked = Fields::of_form(&event).ok_or_else(|| ApiError::invalid("form")).and_then(|fields| {
            button.set(fields.button()?);
            let wishes = fields.wishes(board.profile.get_untracked())?;
            let (plan, venues) = (board.plan.read_untracked(), board.venues.read_untracked());
            Ok((fields.task(&plan, &venues, now.get_untracked())?, wishes))
        });
        match asked {
            Ok((task, asked)) => {
                kept::keep(&asked);
                wishes.set(asked.clone());
                cleared.set(BTreeSet::new());
                decision_fault.set(None);
                searching.start(task, asked);
            }
            Err(error) => {
                if error == ApiError::Planning(PlanningFault::NoPosition) {
                    focus::land(HERE.to_owned());
                }
                searching.fault.set(Some(error));
            }
        }
    });
    let name = Callback::new(move |slug| searching.name(&slug));
    let decide = Callback::new(move |event: SubmitEvent| {
        let Some(fields) = Fields::of_form(&event) else { return };
        let done = match (fields.last("edit"), fields.last("accept")) {
            (Some(edit), _) => addition(edit).and_then(|edit| searching.add(edit)),
            (None, Some("part")) => {
                let changes = searching
                    .shown
                    .with_untracked(|shown| shown.as_ref().map(|one| one.proposal.changes.clone()).unwrap_or_default());
                searching.accept(Some(&changes.difference(&cleared.read_untracked()).copied().collect()))
            }
            (None, _) => searching.accept(None),
        };
        decision_fault.set(done.err());
    });
    let refuse = Callback::new(move |()| {
        searching.refuse();
        focus::land(PANEL_TITLE.to_owned());
    });
    let is_over = Signal::derive(move || searching.phase.get() == Phase::Over);
    let has_proposal = Memo::new(move |_| searching.shown.read().is_some());
    view! {
        <section
            class="plan-for-me"
            id=PANEL
            aria-labelledby=PANEL_TITLE
            on:pointerenter=move |_| look()
            on:focusin=move |_| look()
        >
            <h2 id=PANEL_TITLE tabindex="-1">
                {td_string!(locale, proposals.title)}
            </h2>
            <p class="meta">{td_string!(locale, proposals.lead)}</p>
            <AskForm id asking=Asking { wishes, now, button, submit: Some(submit), name } />
            <Refusal error=searching.fault />
            <SearchState searching />
            {move || {
                has_proposal
                    .get()
                    .then(|| {
                        let deciding = Some(Deciding { submit: decide, refuse, is_stale, fault: decision_fault });
                        view! { <ProposalView id shown=searching.shown cleared is_adding=searching.is_adding is_over deciding /> }
                    })
            }}
        </section>
    }
}

/// How far the search is, or what it came to: in one place, so that nothing below moves when it ends.
#[component]
fn SearchState(searching: Searching) -> impl IntoView {
    let locale = use_locale();
    let phase = Memo::new(move |_| searching.phase.get());
    let on_its_way = move || {
        view! {
            <div class="search-state search-progress">
                <progress
                    max="100"
                    prop:value=move || f64::from(searching.progress.get())
                    aria-label=td_string!(locale, proposals.searching)
                ></progress>
                <button type="button" class="button button-secondary button-small" on:click=move |_| searching.stop()>
                    <Icon name="close" />
                    <span>{td_string!(locale, proposals.stop)}</span>
                </button>
            </div>
        }
    };
    move || match phase.get() {
        Phase::Idle => ().into_any(),
        Phase::Running => on_its_way().into_any(),
        Phase::Over => view! { <p class="search-state">{move || searching.outcome.get()}</p> }.into_any(),
    }
}

/// What clocks show in Kraków, by the device's clock, wherever the device is.
fn device_time() -> Option<LocalTime> {
    use leptos::wasm_bindgen::JsValue;
    use leptos::web_sys::js_sys::{Date, Object, Reflect};

    let options = Object::new();
    for (name, value) in [("timeZone", "Europe/Warsaw"), ("hourCycle", "h23")] {
        Reflect::set(&options, &JsValue::from_str(name), &JsValue::from_str(value)).ok()?;
    }
    // Swedish writes dates as machines do: "2026-11-21 09:05:00".
    let text: String = Date::new_0().to_locale_string("sv-SE", &options).into();
    let (date, time) = text.split_once([' ', ','])?;
    Some(LocalTime { date: date.parse().ok()?, minute: parse_clock(time.trim().get(..5)?)? })
}
