//! What a proposal leaves out, and why.

use domain::problem::{LeftOut, Subject, WhyNot};
use domain::venue::VenueSlug;
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::ask::INSIST;
use super::form::ASK_FORM;
use super::served::Proposed;
use super::wording;
use crate::language::use_locale;
use crate::ui::icon::Icon;

/// What is left out, and why: told once the search is over, and in the browser once somebody wants to know.
#[component]
pub fn LeftOutList(shown: RwSignal<Option<Proposed>>, is_over: Signal<bool>, is_open: bool) -> impl IntoView {
    let locale = use_locale();
    let told = Memo::new(move |_| {
        if !is_over.get() {
            return Vec::new();
        }
        shown.with(|shown| {
            let Some(Proposed { proposal, venues }) = shown else { return Vec::new() };
            let tell = |one: &LeftOut| {
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

const fn rank(why: WhyNot) -> u8 {
    use WhyNot;
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
