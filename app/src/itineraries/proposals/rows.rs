//! The stops of a proposal: what is new, moved and kept, when, and why.

use std::collections::BTreeSet;

use domain::edit::Edit;
use domain::itinerary::{DayId, Itinerary, Spot, StopId};
use domain::language::Language;
use domain::proposal::{Proposal, ProposedStop};
use domain::timeline::{Visit, Warning};
use domain::venue::VenueSlug;
use leptos::ev::Event;
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::ask::REFUSE;
use super::form::ASK_FORM;
use super::heading::PartHeading;
use super::served::Proposed;
use super::wording;
use crate::i18n::Locale;
use crate::itineraries::board::Board;
use crate::itineraries::telling;
use crate::language::{use_language, use_locale};
use crate::ui::icon::Icon;
use crate::words;

/// How many stops a proposal brings and moves.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Marked {
    /// New ones.
    pub new: usize,
    /// Stops of the plan that stand elsewhere.
    pub moved: usize,
}

impl Marked {
    /// Counts them.
    #[must_use]
    pub fn of(proposal: &Proposal, plan: &Itinerary) -> Self {
        let moved = proposal.changes.iter().filter(|stop| plan.stop(**stop).is_some()).count();
        Self { new: proposal.changes.len() - moved, moved }
    }
}

/// What becomes of a stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Mark {
    New,
    Moved,
    Kept,
}

impl Mark {
    const fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Moved => "moved",
            Self::Kept => "kept",
        }
    }

    const fn icon(self) -> &'static str {
        match self {
            Self::New => "plus",
            Self::Moved => "arrow-right",
            Self::Kept => "check",
        }
    }

    fn words(self, locale: Locale) -> &'static str {
        match self {
            Self::New => td_string!(locale, proposals.mark_new),
            Self::Moved => td_string!(locale, proposals.mark_moved),
            Self::Kept => td_string!(locale, proposals.mark_kept),
        }
    }
}

/// A stop as a row shows it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Row {
    stop: StopId,
    name: String,
    lang: Option<&'static str>,
    times: String,
    mark: Mark,
    why: String,
    warnings: Vec<RowWarning>,
    venue: Option<VenueSlug>,
}

/// What does not fit, with its tone.
type RowWarning = (&'static str, String);

impl Row {
    /// What may change while the search goes on: the times, the reasons, the warnings.
    fn said(&self) -> (String, String, Vec<RowWarning>) {
        (self.times.clone(), self.why.clone(), self.warnings.clone())
    }
}

/// The id of the box that takes a change.
#[must_use]
pub fn box_of(stop: StopId) -> String {
    format!("take-{}", stop.0)
}

/// The stops of a day as it would be.
#[component]
pub fn DayRows(
    shown: RwSignal<Option<Proposed>>,
    cleared: RwSignal<BTreeSet<StopId>>,
    day: DayId,
    is_hidden: Signal<bool>,
    is_in_panel: bool,
    owner: Option<&'static str>,
) -> impl IntoView {
    let locale = use_locale();
    let language = use_language();
    let board: Board = expect_context();
    let title = board.plan.with_untracked(|plan| plan.day(day).map(|day| words::date_long(locale, day.frame.date)));
    let rows = Memo::new(move |_| {
        board.plan.with_untracked(|plan| {
            shown.with(|shown| shown.as_ref().map(|one| rows(locale, language, one, plan, day)).unwrap_or_default())
        })
    });
    view! {
        <section class="proposed-day" hidden=move || is_hidden.get()>
            <PartHeading is_in_panel>{title}</PartHeading>
            <p class="meta" hidden=move || !rows.read().is_empty()>
                {td_string!(locale, proposals.empty_day)}
            </p>
            <Rows rows cleared owner />
        </section>
    }
}

fn rows(locale: Locale, language: Language, proposed: &Proposed, plan: &Itinerary, day: DayId) -> Vec<Row> {
    let Proposed { proposal, venues } = proposed;
    let Some(planned) = proposal.days.iter().find(|planned| planned.told.day == day) else { return Vec::new() };
    let end = plan.day(day).map_or(0, |day| day.frame.end_min);
    let row = |(one, visit): (&ProposedStop, &Visit)| {
        let stop = &one.stop;
        Row {
            stop: stop.id,
            name: telling::name(venues, stop),
            lang: stop.venue().and_then(|slug| venues.get(slug)).and_then(|venue| venue.name.lang_on(language)),
            times: telling::visiting(locale, planned.told.clock, visit),
            mark: mark(proposal, plan, stop.id),
            why: wording::sentence(locale, &one.why),
            warnings: visit.warnings.iter().map(|warning| warned(locale, *warning, end)).collect(),
            venue: stop.venue().cloned(),
        }
    };
    planned.stops.iter().zip(&planned.told.visits).map(row).collect()
}

fn warned(locale: Locale, warning: Warning, end_min: u16) -> RowWarning {
    let (_, tone, words) = telling::warning(locale, warning, end_min);
    (tone, words)
}

fn mark(proposal: &Proposal, plan: &Itinerary, stop: StopId) -> Mark {
    match (proposal.changes.contains(&stop), plan.stop(stop)) {
        (true, None) => Mark::New,
        (true, Some(_)) => Mark::Moved,
        (false, _) => Mark::Kept,
    }
}

/// The stops that no day has room for.
pub fn to_tray(proposed: &Proposed, plan: &Itinerary) -> Vec<Row> {
    let moved = proposed.proposal.edits(plan).into_iter().filter_map(|edit| match edit {
        Edit::MoveStop { stop, spot: Spot::Tray, .. } => Some(stop),
        _ => None,
    });
    let row = |id: StopId| {
        let stop = plan.stop(id)?;
        let name = telling::name(&proposed.venues, stop);
        let (times, why, warnings) = (String::new(), String::new(), Vec::new());
        Some(Row { stop: id, name, lang: None, times, mark: Mark::Moved, why, warnings, venue: None })
    };
    moved.filter_map(row).collect()
}

/// Stops in order. What changes of a row changes in its place, so that whoever is in it stays there. `owner` is the form
/// that their boxes belong to, where it is another than the one around them.
#[component]
pub fn Rows(rows: Memo<Vec<Row>>, cleared: RwSignal<BTreeSet<StopId>>, owner: Option<&'static str>) -> impl IntoView {
    view! {
        <ol class="proposed-stops">
            <For each=move || rows.get() key=|row| (row.stop, row.mark) let(row)>
                <StopRow row rows cleared owner />
            </For>
        </ol>
    }
}

#[component]
fn StopRow(
    row: Row,
    rows: Memo<Vec<Row>>,
    cleared: RwSignal<BTreeSet<StopId>>,
    owner: Option<&'static str>,
) -> impl IntoView {
    let locale = use_locale();
    let Row { stop, name, lang, mark, venue, .. } = row.clone();
    let said = Memo::new(move |before: Option<&(String, String, Vec<RowWarning>)>| {
        let now = rows.with(|rows| rows.iter().find(|row| row.stop == stop).map(Row::said));
        now.or_else(|| before.cloned()).unwrap_or_else(|| row.said())
    });
    let on_change = move |event: Event| {
        let is_ticked = event_target_checked(&event);
        cleared.update(|cleared| {
            if is_ticked {
                cleared.remove(&stop)
            } else {
                cleared.insert(stop)
            };
        });
    };
    let badge = view! {
        <span class="badge proposed-mark" data-mark=mark.as_str()>
            <Icon name=mark.icon() />
            {mark.words(locale)}
        </span>
    };
    let shown = view! {
        <span class="proposed-times numeric">{move || said.get().0}</span>
        " "
        <span class="proposed-name" lang=lang>
            {name.clone()}
        </span>
        " "
        {badge}
    };
    let head = if mark == Mark::Kept {
        view! { <p class="proposed-head">{shown}</p> }.into_any()
    } else {
        view! {
            <label class="check proposed-head">
                <input
                    type="checkbox"
                    id=box_of(stop)
                    form=owner
                    name="stop"
                    value=stop.0.to_string()
                    aria-label=td_string!(locale, proposals.take, name = name.clone()).to_string()
                    checked=!cleared.read_untracked().contains(&stop)
                    prop:checked=move || !cleared.read().contains(&stop)
                    on:change=on_change
                />
                <span class="check-text">{shown}</span>
            </label>
        }
        .into_any()
    };
    let refusable = venue.filter(|_| mark == Mark::New);
    view! {
        <li class="proposed-stop" data-mark=mark.as_str()>
            {head}
            {move || {
                let (_, why, warnings) = said.get();
                let warnings = warnings
                    .into_iter()
                    .map(|(tone, words)| {
                        view! {
                            <p class="meta proposed-warning" data-tone=tone>
                                <Icon name=if tone == "info" { "info" } else { "warning" } />
                                {words}
                            </p>
                        }
                    })
                    .collect_view();
                view! {
                    {(!why.is_empty()).then(|| view! { <p class="meta proposed-why">{why}</p> })}
                    {warnings}
                }
            }}
            {refusable
                .map(|slug| {
                    view! {
                        <button class="link-button" form=ASK_FORM name=REFUSE value=slug.to_string()>
                            {td_string!(locale, proposals.not_this)} <span class="visually-hidden">": " {name}</span>
                        </button>
                    }
                })}
        </li>
    }
}
