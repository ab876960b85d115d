//! What does not fit at a stop, each with a sentence and, where there is a simple one, its remedy.

use domain::timeline::Warning;
use domain::travel::Estimate;
use leptos::prelude::*;

use super::board::{Board, ShownStop};
use super::builder::Builder;
use super::edit_form::EditForm;
use super::form::PlanForm;
use super::remedy::{Case, Remedy};
use super::telling;
use crate::language::use_locale;
use crate::ui::icon::Icon;

/// The warnings of a stop.
#[component]
pub fn Warnings(
    /// The stop.
    shown: Memo<Option<ShownStop>>,
) -> impl IntoView {
    let board: Board = expect_context();
    let is_mine = use_context::<Builder>().is_some();
    let told = Memo::new(move |_| {
        let (shown, plan) = (shown.read(), board.plan.read());
        let Some(shown) = shown.as_ref() else { return Vec::new() };
        let day = plan.place_of(shown.stop.id).and_then(|(day, _)| plan.days.get(day));
        let end_min = day.map_or(0, |day| day.frame.end_min);
        let is_early = |warning: &Warning| {
            // What is not known yet while it is being asked for is no warning.
            board.loading.get() && matches!(warning, Warning::HoursUnknown | Warning::Vanished)
        };
        let with_remedy = |warning: Warning| {
            let (venues, told) = (board.venues.read(), board.told.read());
            let case =
                Case { plan: &plan, venues: &venues, travel: &Estimate, profile: board.profile.get(), told: &told };
            (warning, end_min, if is_mine { case.remedy(shown.stop.id, warning) } else { None })
        };
        let warnings = shown.visit.as_ref().map(|visit| visit.warnings.clone()).unwrap_or_default();
        warnings.iter().copied().filter(|w| !is_early(w)).map(with_remedy).collect::<Vec<_>>()
    });
    move || {
        let told = told.get();
        (!told.is_empty()).then(|| {
            let items = told.into_iter().map(|(warning, end_min, cure)| view! { <WarningItem warning end_min cure /> });
            view! { <ul class="warnings">{items.collect_view()}</ul> }
        })
    }
}

#[component]
fn WarningItem(warning: Warning, end_min: u16, cure: Option<Remedy>) -> impl IntoView {
    let locale = use_locale();
    let (kind, level, text) = telling::warning(locale, warning, end_min);
    view! {
        <li class="warning" data-kind=kind data-level=level>
            <Icon name=if level == "info" { "info" } else { "warning" } />
            <span>{text}</span>
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
