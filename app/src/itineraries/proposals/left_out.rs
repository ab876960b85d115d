//! What a proposal leaves out, by reason: a plan has two hundred places around it, and few reasons for what is not in it.

use domain::itinerary::Itinerary;
use domain::problem::{LeftOut, Subject, WhyNot};
use domain::proposal::Conflict;
use domain::venue::VenueSlug;
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::ask::INSIST;
use super::form::ASK_FORM;
use super::served::Proposed;
use super::wording;
use crate::i18n::Locale;
use crate::language::use_locale;
use crate::ui::icon::Icon;

/// How many lines a reason shows before somebody asks for all.
const FIRST: usize = 10;

/// What is left out for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Group {
    why: String,
    lines: Vec<Line>,
}

/// Something that is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    name: String,
    instead: Option<String>,
    venue: Option<VenueSlug>,
}

/// What is left out, and why: told once the search is over, and in the browser once somebody wants to know.
#[component]
pub fn LeftOutList(shown: RwSignal<Option<Proposed>>, is_over: Signal<bool>, is_open: bool) -> impl IntoView {
    let locale = use_locale();
    let told = Memo::new(move |_| {
        if !is_over.get() {
            return Vec::new();
        }
        shown.with(|shown| shown.as_ref().map(|one| groups(locale, one)).unwrap_or_default())
    });
    move || {
        let count: usize = told.read().iter().map(|group| group.lines.len()).sum();
        let is_wanted = RwSignal::new(is_open);
        (count > 0).then(|| {
            view! {
                <details class="disclosure left-out" on:toggle=move |_| is_wanted.set(true)>
                    <summary>
                        <Icon name="info" />
                        {td_string!(locale, proposals.left_out, count = count).to_string()}
                        <Icon name="chevron" />
                    </summary>
                    <div class="disclosure-body">
                        {move || {
                            let group = |group| view! { <Reason group /> };
                            is_wanted.get().then(|| told.get().into_iter().map(group).collect_view())
                        }}
                    </div>
                </details>
            }
        })
    }
}

/// A reason and what is left out for it, the first few at once.
#[component]
fn Reason(group: Group) -> impl IntoView {
    let locale = use_locale();
    let Group { why, lines } = group;
    let count = lines.len();
    let mut first = lines;
    let rest = first.split_off(count.min(FIRST));
    let list = |lines: Vec<Line>| {
        view! { <ul>{lines.into_iter().map(|line| view! { <LeftOutLine line /> }).collect_view()}</ul> }
    };
    let rest = (!rest.is_empty()).then(|| {
        view! {
            <details class="disclosure">
                <summary>
                    <span>{td_string!(locale, proposals.show_all, count = count).to_string()}</span>
                    <Icon name="chevron" />
                </summary>
                <div class="disclosure-body">{list(rest)}</div>
            </details>
        }
    });
    view! {
        <details class="disclosure">
            <summary>
                <span>{format!("{why} ({count})")}</span>
                <Icon name="chevron" />
            </summary>
            <div class="disclosure-body">{list(first)} {rest}</div>
        </details>
    }
}

#[component]
fn LeftOutLine(line: Line) -> impl IntoView {
    let locale = use_locale();
    let Line { name, instead, venue } = line;
    let must = venue.map(|slug| {
        let name = name.clone();
        view! {
            " "
            <button class="link-button" form=ASK_FORM name=INSIST value=slug.to_string()>
                {td_string!(locale, proposals.must_this)}
                <span class="visually-hidden">": " {name}</span>
            </button>
        }
    });
    view! {
        <li>
            <strong>{name}</strong>
            {instead.map(|instead| format!(": {instead}"))}
            {must}
        </li>
    }
}

/// What is left out by reason: what could have been in the proposal comes before what was never in question.
fn groups(locale: Locale, proposed: &Proposed) -> Vec<Group> {
    let Proposed { proposal, venues } = proposed;
    let line = |one: &LeftOut| {
        let names: Vec<String> = one.instead_of.iter().map(|what| wording::subject(proposal, venues, what)).collect();
        Line {
            name: wording::subject(proposal, venues, &one.what),
            instead: (!names.is_empty())
                .then(|| td_string!(locale, proposals.instead_of, names = names.join(", ")).to_string()),
            venue: match &one.what {
                Subject::Venue(slug) => Some(slug.clone()),
                Subject::Stop(_) => None,
            },
        }
    };
    let is_news = |one: &&LeftOut| !is_told_elsewhere(&proposal.plan, &proposal.conflicts, one);
    let mut all: Vec<&LeftOut> = proposal.left_out.iter().filter(is_news).collect();
    all.sort_by_key(|one| rank(one.why));
    let mut reasons: Vec<WhyNot> = Vec::new();
    for one in &all {
        if !reasons.contains(&one.why) {
            reasons.push(one.why);
        }
    }
    let group = |why: WhyNot| Group {
        why: wording::capitalised(&wording::why_not(locale, why)),
        lines: all.iter().filter(|one| one.why == why).map(|one| line(one)).collect(),
    };
    reasons.into_iter().map(group).collect()
}

/// Whether something would be said to be worth less than others, while it stays in the plan, or is told as a conflict.
fn is_told_elsewhere(plan: &Itinerary, conflicts: &[Conflict], one: &LeftOut) -> bool {
    let stays = plan.stops().any(|stop| match &one.what {
        Subject::Stop(id) => stop.id == *id,
        Subject::Venue(slug) => stop.venue() == Some(slug),
    });
    let mut in_conflict = conflicts.iter().flat_map(|conflict| conflict.with.iter().chain([&conflict.what]));
    matches!(one.why, WhyNot::NoTime | WhyNot::NotWorthIt) && (stays || in_conflict.any(|what| *what == one.what))
}

const fn rank(why: WhyNot) -> u8 {
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

#[cfg(test)]
mod tests {
    use domain::itinerary::{Day, DayFrame, DayId, Stop, StopId, StopKind};

    use super::*;

    #[test]
    fn nothing_is_called_worth_less_that_stays_or_stands_in_a_conflict() {
        let stop = |id| Stop::of(StopId(id), StopKind::Note, format!("Miejsce {id}"), 60);
        let frame = DayFrame::on("2026-11-28".parse().unwrap());
        let day = Day { id: DayId(1), frame, from: None, to: None, to_mode: None, stops: vec![stop(1)] };
        let plan = Itinerary { days: vec![day], tray: vec![stop(2)], ..Itinerary::default() };
        let venue = |slug: &str| Subject::Venue(VenueSlug::parse(slug).unwrap());
        let conflicts = [Conflict { what: venue("zamek"), with: vec![venue("kopalnia")], proven: true }];
        let told = |what: &Subject, why| {
            let one = LeftOut { what: what.clone(), why, instead_of: Vec::new() };
            is_told_elsewhere(&plan, &conflicts, &one)
        };
        for what in [Subject::Stop(StopId(1)), venue("zamek"), venue("kopalnia")] {
            assert!(told(&what, WhyNot::NoTime), "{what:?}");
            assert!(!told(&what, WhyNot::Closed), "a reason of its own is news: {what:?}");
        }
        assert!(!told(&Subject::Stop(StopId(2)), WhyNot::NoTime), "what waits for its day may hear why");
        assert!(!told(&venue("dwor"), WhyNot::NoTime));
    }
}
