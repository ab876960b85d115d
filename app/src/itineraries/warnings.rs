//! What does not fit at a stop, each with a sentence and, where there is a simple one, its remedy.

use std::time::Duration;

use domain::timeline::Warning;
use domain::travel::Estimate;
use domain::venue::VenueSlug;
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::board::{Board, ShownStop};
use super::builder::Builder;
use super::edit_form::EditForm;
use super::form::PlanForm;
use super::remedy::{Case, Remedy};
use super::telling;
use crate::language::{href, use_locale};
use crate::ui::icon::Icon;

/// How long after an edit the first day thinks its remedies over, and how much later each further one.
const REST: (Duration, Duration) = (Duration::from_millis(150), Duration::from_millis(12));

/// When the plan has come to rest after an edit. A remedy looks for room on every day, so an edit of one day may change those
/// of all others: these are thought over a moment later, day by day, so that the edit itself is on the screen at once.
#[derive(Clone, Copy)]
pub struct Rest(RwSignal<u32>);

impl Rest {
    /// The rest of a day, by its place in the plan from 1. On the server nothing is edited.
    #[must_use]
    pub fn after_edits(board: Board, number: Memo<usize>) -> Self {
        let rest = RwSignal::new(0_u32);
        Effect::new(move |last: Option<Option<TimeoutHandle>>| {
            board.plan.track();
            board.told.track();
            // What was there from the start has been thought over from the start.
            let last = last?;
            if let Some(waiting) = last {
                waiting.clear();
            }
            let days_before = u32::try_from(number.get_untracked().saturating_sub(1)).unwrap_or(0);
            let come_to_rest = move || {
                rest.try_update(|count| *count = count.wrapping_add(1));
            };
            set_timeout_with_handle(come_to_rest, REST.0 + REST.1 * days_before).ok()
        });
        Self(rest)
    }
}

/// The warnings of a stop.
#[component]
pub fn Warnings(
    /// The stop.
    shown: Memo<Option<ShownStop>>,
) -> impl IntoView {
    let board: Board = expect_context();
    let is_mine = use_context::<Builder>().is_some();
    let rest = use_context::<Rest>();
    let told = Memo::new(move |_| {
        let shown = shown.read();
        let Some((shown, visit)) = shown.as_ref().and_then(|shown| Some((shown, shown.visit.as_ref()?))) else {
            return Vec::new();
        };
        let is_early = |warning: &Warning| {
            // What is not known yet while it is being asked for is no warning.
            matches!(warning, Warning::HoursUnknown | Warning::Vanished) && board.loading.get()
        };
        let warnings: Vec<Warning> = visit.warnings.iter().copied().filter(|warning| !is_early(warning)).collect();
        if is_mine && !warnings.is_empty() {
            // Of the rest of the plan, only once it has come to rest.
            if let Some(Rest(rest)) = rest {
                rest.track();
            }
        }
        let (plan, venues) = (board.plan.read_untracked(), board.venues.read_untracked());
        let (told, profile) = (board.told.read_untracked(), board.profile.get_untracked());
        let case = Case { plan: &plan, venues: &venues, travel: &Estimate, profile, told: &told };
        let with_remedy =
            |warning| (warning, shown.day_end_min, if is_mine { case.remedy(shown.stop.id, warning) } else { None });
        warnings.into_iter().map(with_remedy).collect::<Vec<_>>()
    });
    move || {
        let told = told.get();
        (!told.is_empty()).then(|| {
            let venue = shown.read().as_ref().and_then(|shown| shown.stop.venue().cloned());
            let items = told.into_iter().map(|(warning, end_min, cure)| {
                let ask = venue.clone().filter(|_| can_be_asked(warning));
                view! { <WarningItem warning end_min cure ask /> }
            });
            view! { <ul class="warnings">{items.collect_view()}</ul> }
        })
    }
}

/// Whether the venue itself knows what the catalogue does not.
const fn can_be_asked(warning: Warning) -> bool {
    matches!(
        warning,
        Warning::HoursUnknown | Warning::HoursUncertain | Warning::PartlyAccessible | Warning::AccessUnknown
    )
}

#[component]
fn WarningItem(warning: Warning, end_min: u16, cure: Option<Remedy>, ask: Option<VenueSlug>) -> impl IntoView {
    let locale = use_locale();
    let (kind, level, text) = telling::warning(locale, warning, end_min);
    view! {
        <li class="warning" data-kind=kind data-level=level>
            <Icon name=if level == "info" { "info" } else { "warning" } />
            <span>
                {text}
                {ask
                    .map(|venue| {
                        view! {
                            " "
                            <a class="warning-ask" href=href(&format!("/venues/{venue}#contact"))>
                                {td_string!(locale, plans.ask)}
                            </a>
                        }
                    })}
            </span>
            {cure
                .map(|cure| {
                    view! {
                        <PlanForm form=EditForm::of(&cure.edit) class="remedy">
                            <button class="button button-secondary button-small">
                                {telling::cure(locale, cure.cure)}
                            </button>
                        </PlanForm>
                    }
                })}
        </li>
    }
}
