//! A proposal beside the plan as it is: what is new, moved and kept, why, and what is left out.

use std::collections::BTreeSet;

use domain::edit::Edit;
use domain::itinerary::{DayId, Itinerary, PlanId, Spot, StopId};
use domain::problem::Subject;
use domain::proposal::{Addition, Proposal, Totals};
use domain::venue::VenueSlug;
use leptos::ev::{Event, SubmitEvent};
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::ask::{INSIST, REFUSE};
use super::form::ASK_FORM;
use super::served::Proposed;
use super::wording;
use crate::i18n::Locale;
use crate::itineraries::board::Board;
use crate::itineraries::telling;
use crate::language::{href, use_language, use_locale};
use crate::ui::icon::Icon;
use crate::words;

/// The heading of a proposal.
pub const PROPOSAL_TITLE: &str = "proposal-title";

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
struct Row {
    stop: StopId,
    name: String,
    lang: Option<&'static str>,
    times: String,
    mark: Mark,
    why: String,
    warnings: Vec<String>,
    venue: Option<VenueSlug>,
}

impl Row {
    /// What may change while the search goes on: the times, the reasons, the warnings.
    fn said(&self) -> (String, String, Vec<String>) {
        (self.times.clone(), self.why.clone(), self.warnings.clone())
    }
}

/// What can be done with a proposal in the browser; without it the form is a post.
#[derive(Clone, Copy)]
pub struct Deciding {
    /// Takes the form.
    pub submit: Callback<SubmitEvent>,
    /// Refuses the proposal.
    pub refuse: Callback<()>,
}

/// A proposal with the buttons that decide on it.
#[component]
pub fn ProposalView(
    /// The plan.
    id: PlanId,
    /// The proposal.
    shown: RwSignal<Option<Proposed>>,
    /// The changes whose boxes were cleared.
    cleared: RwSignal<BTreeSet<StopId>>,
    /// Whether single additions were asked for.
    #[prop(into)]
    is_adding: Signal<bool>,
    /// Whether the search is over, so that everything can be said that costs time.
    is_over: Signal<bool>,
    /// What happens in the browser.
    #[prop(optional_no_strip)]
    deciding: Option<Deciding>,
) -> impl IntoView {
    let locale = use_locale();
    let board: Board = expect_context();
    let of = move |tell: fn(&Proposed) -> Vec<DayId>| shown.with(|shown| shown.as_ref().map(tell).unwrap_or_default());
    let days = Memo::new(move |_| of(|one| one.proposal.days.iter().map(|day| day.told.day).collect()));
    let has_changes =
        Memo::new(move |_| shown.with(|shown| shown.as_ref().is_some_and(|one| !one.proposal.changes.is_empty())));
    let is_single =
        Memo::new(move |_| shown.with(|shown| shown.as_ref().is_some_and(|one| !one.proposal.additions.is_empty())));
    let steering =
        move || shown.with(|shown| shown.as_ref().map(|one| wording::steering(locale, one.proposal.steering)));
    // Only a post carries what it is about; the browser has it.
    let target = move || {
        let target = |one: &Proposed| serde_json::to_string(one.proposal.target()).unwrap_or_default();
        deciding.is_none().then(|| shown.with(|shown| shown.as_ref().map(target).unwrap_or_default()))
    };
    let on_submit = move |event: SubmitEvent| {
        if let Some(deciding) = deciding {
            event.prevent_default();
            deciding.submit.run(event);
        }
    };
    let tray = Memo::new(move |_| {
        let plan = board.plan.read();
        shown.with(|shown| shown.as_ref().map(|one| to_tray(one, &plan)).unwrap_or_default())
    });
    view! {
        <form
            class="stack proposal"
            method="post"
            enctype="multipart/form-data"
            action=href(&format!("/plans/{}/proposal", id.0))
            aria-labelledby=PROPOSAL_TITLE
            on:submit=on_submit
        >
            <h2 class="proposal-title" id=PROPOSAL_TITLE tabindex="-1">
                {td_string!(locale, proposals.proposal)}
            </h2>
            {move || target().map(|target| view! { <input type="hidden" name="target" value=target /> })}
            <p hidden=move || has_changes.get() || is_single.get() || !is_over.get()>
                {move || {
                    if is_adding.get() {
                        td_string!(locale, proposals.no_additions)
                    } else {
                        td_string!(locale, proposals.nothing)
                    }
                }}
            </p>
            <Compared shown />
            <p class="meta" hidden=move || is_adding.get()>
                {steering}
            </p>
            <Conflicts shown />
            <Additions shown is_over />
            <For each=move || days.get() key=|day| day.0 let(day)>
                <DayRows shown cleared day is_hidden=is_adding />
            </For>
            <section hidden=move || tray.read().is_empty()>
                <h3>{td_string!(locale, proposals.to_tray)}</h3>
                <Rows rows=tray cleared />
            </section>
            <div class="proposal-buttons">
                <button
                    class="button button-primary"
                    name="accept"
                    value="all"
                    hidden=move || !has_changes.get()
                >
                    <Icon name="check" />
                    <span>{td_string!(locale, proposals.accept_all)}</span>
                </button>
                <button class="button button-secondary" name="accept" value="part" hidden=move || !has_changes.get()>
                    <span>{td_string!(locale, proposals.accept_part)}</span>
                </button>
                {match deciding {
                    Some(deciding) => {
                        view! {
                            <button type="button" class="button button-quiet" on:click=move |_| deciding.refuse.run(())>
                                <Icon name="close" />
                                <span>{td_string!(locale, proposals.refuse)}</span>
                            </button>
                        }
                            .into_any()
                    }
                    None => {
                        view! {
                            <a class="button button-quiet" href=href(&format!("/plans/{}", id.0))>
                                {td_string!(locale, proposals.refuse)}
                            </a>
                        }
                            .into_any()
                    }
                }}
            </div>
            <LeftOutList shown is_over is_open=deciding.is_none() />
        </form>
    }
}

/// The sums of the planned days, now and after.
#[component]
fn Compared(shown: RwSignal<Option<Proposed>>) -> impl IntoView {
    let locale = use_locale();
    let sums = Memo::new(move |_| {
        shown.with(|shown| shown.as_ref().map(|one| (one.proposal.before, one.proposal.after))).unwrap_or_default()
    });
    let time = move |minutes: fn(Totals) -> u32| {
        let (before, after) = sums.get();
        (telling::duration(locale, minutes(before)), telling::duration(locale, minutes(after)))
    };
    let share = move || {
        let (before, after) = sums.get();
        let share = |sums: Totals| {
            sums.reach.beyond_old_town_percent().map_or_else(|| "–".to_owned(), |percent| format!("{percent}%"))
        };
        (share(before), share(after))
    };
    let gminas = move || {
        let (before, after) = sums.get();
        (before.reach.gminas.to_string(), after.reach.gminas.to_string())
    };
    let row = move |label: &'static str, told: Signal<(String, String)>| {
        view! {
            <tr>
                <th scope="row">{label}</th>
                <td class="numeric">{move || told.get().0}</td>
                <td class="numeric">{move || told.get().1}</td>
            </tr>
        }
    };
    view! {
        <table class="compared">
            <caption class="visually-hidden">{td_string!(locale, proposals.compare)}</caption>
            <thead>
                <tr>
                    <td></td>
                    <th scope="col">{td_string!(locale, proposals.now_column)}</th>
                    <th scope="col">{td_string!(locale, proposals.after_column)}</th>
                </tr>
            </thead>
            <tbody>
                {row(
                    td_string!(locale, proposals.visiting),
                    Signal::derive(move || time(|sums| sums.visiting_min)),
                )}
                {row(
                    td_string!(locale, proposals.travelling),
                    Signal::derive(move || time(|sums| sums.travel_min)),
                )}
                {row(td_string!(locale, proposals.waiting), Signal::derive(move || time(|sums| sums.waiting_min)))}
                {row(td_string!(locale, proposals.beyond_old_town), Signal::derive(share))}
                {row(td_string!(locale, proposals.gminas), Signal::derive(gminas))}
            </tbody>
        </table>
    }
}

#[component]
fn Conflicts(shown: RwSignal<Option<Proposed>>) -> impl IntoView {
    let locale = use_locale();
    let told = Memo::new(move |_| {
        shown.with(|shown| {
            let Some(one) = shown else { return Vec::new() };
            let tell = |conflict| wording::conflict(locale, &one.proposal, &one.venues, conflict);
            one.proposal.conflicts.iter().map(tell).collect::<Vec<_>>()
        })
    });
    move || {
        let told = told.get();
        (!told.is_empty()).then(|| {
            view! {
                <div class="notice" data-tone="problem">
                    <Icon name="warning" />
                    <div>
                        <p>{td_string!(locale, proposals.conflicts)}</p>
                        <ul>{told.into_iter().map(|words| view! { <li>{words}</li> }).collect_view()}</ul>
                    </div>
                </div>
            }
        })
    }
}

/// The stops of a day as it would be.
#[component]
fn DayRows(
    shown: RwSignal<Option<Proposed>>,
    cleared: RwSignal<BTreeSet<StopId>>,
    day: DayId,
    is_hidden: Signal<bool>,
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
            <h3>{title}</h3>
            <p class="meta" hidden=move || !rows.read().is_empty()>
                {td_string!(locale, proposals.empty_day)}
            </p>
            <Rows rows cleared />
        </section>
    }
}

fn rows(
    locale: Locale,
    language: domain::language::Language,
    proposed: &Proposed,
    plan: &Itinerary,
    day: DayId,
) -> Vec<Row> {
    let Proposed { proposal, venues } = proposed;
    let Some(planned) = proposal.days.iter().find(|planned| planned.told.day == day) else { return Vec::new() };
    let end = plan.day(day).map_or(0, |day| day.frame.end_min);
    let row = |(one, visit): (&domain::proposal::ProposedStop, &domain::timeline::Visit)| {
        let stop = &one.stop;
        let clock = planned.told.clock;
        let passed = |minute| telling::passed(locale, clock, minute);
        Row {
            stop: stop.id,
            name: telling::name(venues, stop),
            lang: stop.venue().and_then(|slug| venues.get(slug)).and_then(|venue| venue.name.lang_on(language)),
            times: format!("{}–{}", passed(visit.arrive_min), passed(visit.leave_min)),
            mark: mark(proposal, plan, stop.id),
            why: wording::sentence(locale, &one.why),
            warnings: visit.warnings.iter().map(|warning| telling::warning(locale, *warning, end).2).collect(),
            venue: stop.venue().cloned(),
        }
    };
    planned.stops.iter().zip(&planned.told.visits).map(row).collect()
}

fn mark(proposal: &Proposal, plan: &Itinerary, stop: StopId) -> Mark {
    match (proposal.changes.contains(&stop), plan.stop(stop)) {
        (true, None) => Mark::New,
        (true, Some(_)) => Mark::Moved,
        (false, _) => Mark::Kept,
    }
}

/// The stops that no day has room for.
fn to_tray(proposed: &Proposed, plan: &Itinerary) -> Vec<Row> {
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

/// Stops in order. What changes of a row changes in its place, so that whoever is in it stays there.
#[component]
fn Rows(rows: Memo<Vec<Row>>, cleared: RwSignal<BTreeSet<StopId>>) -> impl IntoView {
    view! {
        <ol class="proposed-stops">
            <For each=move || rows.get() key=|row| (row.stop, row.mark) let(row)>
                <StopRow row rows cleared />
            </For>
        </ol>
    }
}

#[component]
fn StopRow(row: Row, rows: Memo<Vec<Row>>, cleared: RwSignal<BTreeSet<StopId>>) -> impl IntoView {
    let locale = use_locale();
    let Row { stop, name, lang, mark, venue, .. } = row.clone();
    let said = Memo::new(move |before: Option<&(String, String, Vec<String>)>| {
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
                    .map(|words| {
                        view! {
                            <p class="meta proposed-warning">
                                <Icon name="info" />
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

/// What else fits, each with a button that adds it.
#[component]
fn Additions(shown: RwSignal<Option<Proposed>>, is_over: Signal<bool>) -> impl IntoView {
    let locale = use_locale();
    let board: Board = expect_context();
    let additions = Memo::new(move |_| {
        shown.with(|shown| shown.as_ref().map(|one| one.proposal.additions.clone()).unwrap_or_default())
    });
    let item = move |addition: Addition| {
        let name = shown.with_untracked(|shown| {
            shown.as_ref().map(|one| wording::subject(&one.proposal, &one.venues, &addition.what)).unwrap_or_default()
        });
        let clock = board.told.with_untracked(|told| {
            told.days.iter().find(|day| day.day == addition.day).map(|day| day.clock).unwrap_or_default()
        });
        let date = board.plan.with_untracked(|plan| {
            plan.day(addition.day).map(|day| words::date_long(locale, day.frame.date)).unwrap_or_default()
        });
        let passed = |minute| telling::passed(locale, clock, minute);
        let when = format!("{date}, {}–{}", passed(addition.visit.arrive_min), passed(addition.visit.leave_min));
        let edit = serde_json::to_string(&addition.edit).unwrap_or_default();
        view! {
            <li class="found">
                <span class="found-name">
                    {name.clone()} " " <span class="meta numeric">{when}</span>
                    <span class="meta proposed-why">
                        {wording::way(locale, addition.travel_min)} ". " {wording::sentence(locale, &addition.why)}
                    </span>
                </span>
                <button class="button button-secondary button-small" name="edit" value=edit>
                    {td_string!(locale, proposals.add)} <span class="visually-hidden">": " {name}</span>
                </button>
            </li>
        }
    };
    move || {
        let additions = additions.get();
        (is_over.get() && !additions.is_empty()).then(|| {
            view! {
                <h3>{td_string!(locale, proposals.additions)}</h3>
                <ul class="found-list additions">{additions.into_iter().map(item).collect_view()}</ul>
            }
        })
    }
}

/// What is left out, and why: told once the search is over, and in the browser once somebody wants to know.
#[component]
fn LeftOutList(shown: RwSignal<Option<Proposed>>, is_over: Signal<bool>, is_open: bool) -> impl IntoView {
    let locale = use_locale();
    let told = Memo::new(move |_| {
        if !is_over.get() {
            return Vec::new();
        }
        shown.with(|shown| {
            let Some(Proposed { proposal, venues }) = shown else { return Vec::new() };
            let tell = |one: &domain::problem::LeftOut| {
                let name = wording::subject(proposal, venues, &one.what);
                let why = wording::why_not(locale, one.why);
                let names: Vec<String> =
                    one.instead_of.iter().map(|what| wording::subject(proposal, venues, what)).collect();
                let instead = (!names.is_empty())
                    .then(|| td_string!(locale, proposals.instead_of, names = names.join(", ")).to_string());
                let slug = match &one.what {
                    Subject::Venue(slug) => Some(slug.clone()),
                    Subject::Stop(_) => None,
                };
                (name, why, instead, slug)
            };
            // What could have been in it comes before what was never in question.
            let mut all: Vec<_> = proposal.left_out.iter().collect();
            all.sort_by_key(|one| rank(one.why));
            all.into_iter().map(tell).collect::<Vec<_>>()
        })
    });
    move || {
        let count = told.read().len();
        let is_wanted = RwSignal::new(is_open);
        let item = move |(name, why, instead, slug): (String, String, Option<String>, Option<VenueSlug>)| {
            let must = slug.map(|slug| {
                let name = name.clone();
                view! {
                    " "
                    <button class="link-button" form=ASK_FORM name=INSIST value=slug.to_string()>
                        {td_string!(locale, proposals.must_this)} <span class="visually-hidden">": " {name}</span>
                    </button>
                }
            });
            view! {
                <li>
                    <strong>{name}</strong>
                    ": "
                    {why}
                    "."
                    {instead.map(|instead| format!(" {instead}"))}
                    {must}
                </li>
            }
        };
        (count > 0).then(|| {
            view! {
                <details class="disclosure left-out" on:toggle=move |_| is_wanted.set(true)>
                    <summary>
                        <Icon name="info" />
                        {td_string!(locale, proposals.left_out, count = count).to_string()}
                    </summary>
                    <div class="disclosure-body">
                        {move || {
                            is_wanted.get().then(|| view! { <ul>{told.get().into_iter().map(item).collect_view()}</ul> })
                        }}
                    </div>
                </details>
            }
        })
    }
}

const fn rank(why: domain::problem::WhyNot) -> u8 {
    use domain::problem::WhyNot;
    match why {
        WhyNot::NoTime
        | WhyNot::NotWorthIt
        | WhyNot::CategoryFull(_)
        | WhyNot::DayFull
        | WhyNot::PlanFull
        | WhyNot::Vanished
        | WhyNot::NotAround => 0,
        WhyNot::Closed | WhyNot::TooFar | WhyNot::Unreachable | WhyNot::Budget => 1,
        WhyNot::Unfit | WhyNot::NotOfInterest | WhyNot::NotLookedAt => 2,
    }
}

/// The edit of a button that adds one thing.
///
/// # Errors
/// [`crate::error::ApiError::Invalid`] for what is none.
pub fn addition(json: &str) -> Result<Edit, crate::error::ApiError> {
    let edit: Edit = serde_json::from_str(json).map_err(|_| crate::error::ApiError::invalid("edit"))?;
    match edit {
        Edit::InsertStop { .. } | Edit::MoveStop { was: Spot::Tray, .. } => Ok(edit),
        _ => Err(crate::error::ApiError::invalid("edit")),
    }
}
