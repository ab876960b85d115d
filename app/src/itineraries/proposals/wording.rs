//! Proposals in words: why a stop is there and at that hour, why something is not in it.

use domain::hours::clock;
use domain::problem::{Subject, WhyNot};
use domain::proposal::{Conflict, Proposal, Steering, Why};
use domain::timeline::StopVenues;
use leptos_i18n::td_string;

use crate::i18n::Locale;
use crate::itineraries::telling;
use crate::words;

/// One reason, as a part of a sentence.
#[must_use]
pub fn reason(locale: Locale, why: Why) -> String {
    match why {
        Why::MustSee => td_string!(locale, proposals.why_must).to_owned(),
        Why::FixedTime(at) => td_string!(locale, proposals.why_fixed, time = clock(at)).to_string(),
        Why::Meal { from_min, until_min } => {
            let (from, until) = (clock(from_min), telling::time(locale, u32::from(until_min)));
            td_string!(locale, proposals.why_meal, from = from, until = until).to_string()
        }
        Why::Chosen => td_string!(locale, proposals.why_chosen).to_owned(),
        Why::OpensAt(at) => {
            td_string!(locale, proposals.why_opens, time = telling::time(locale, u32::from(at))).to_string()
        }
        Why::ClosesAt(at) => {
            td_string!(locale, proposals.why_closes, time = telling::time(locale, u32::from(at))).to_string()
        }
        Why::OpenBetween(from, until) => {
            let until = telling::time(locale, u32::from(until));
            td_string!(locale, proposals.why_open, from = telling::datetime(u32::from(from)), until = until).to_string()
        }
        Why::NearPrevious { minutes, mode } => {
            let time = telling::duration(locale, u32::from(minutes));
            td_string!(locale, proposals.why_near, time = time, mode = words::mode(locale, mode)).to_string()
        }
        Why::ReachedIn { minutes, mode } => {
            let time = telling::duration(locale, u32::from(minutes));
            td_string!(locale, proposals.why_reached, time = time, mode = words::mode(locale, mode)).to_string()
        }
        Why::FirstOfDay => td_string!(locale, proposals.why_first).to_owned(),
        Why::Interest(category) => {
            td_string!(locale, proposals.why_interest, category = words::category(locale, category)).to_string()
        }
        Why::StepFree => td_string!(locale, proposals.why_step_free).to_owned(),
        Why::AwayFromTheCrowd => td_string!(locale, proposals.why_away).to_owned(),
    }
}

/// All reasons of a stop as one sentence; empty where there are none.
#[must_use]
pub fn sentence(locale: Locale, why: &[Why]) -> String {
    let parts: Vec<String> = why.iter().map(|why| reason(locale, *why)).collect();
    let joined = parts.join(", ");
    let mut signs = joined.chars();
    signs.next().map_or_else(String::new, |first| format!("{}{}.", first.to_uppercase(), signs.as_str()))
}

/// What to say of a proposal that changes nothing.
#[must_use]
pub fn unchanged(locale: Locale, proposal: &Proposal) -> &'static str {
    if proposal.days.iter().all(|day| day.stops.is_empty()) {
        return td_string!(locale, proposals.nothing_found);
    }
    if has_faults(proposal) {
        td_string!(locale, proposals.nothing_better)
    } else {
        td_string!(locale, proposals.nothing)
    }
}

/// Whether something of the plan does not work out even after the proposal.
#[must_use]
pub const fn has_faults(proposal: &Proposal) -> bool {
    proposal.after.faults > 0 || proposal.after.over_min > 0
}

/// Why something is not in a proposal.
#[must_use]
pub fn why_not(locale: Locale, why: WhyNot) -> String {
    let text = match why {
        WhyNot::Closed => td_string!(locale, proposals.not_closed),
        WhyNot::NoTime => td_string!(locale, proposals.not_time),
        WhyNot::NotWorthIt => td_string!(locale, proposals.not_worth),
        WhyNot::TooFar => td_string!(locale, proposals.not_far),
        WhyNot::Unreachable => td_string!(locale, proposals.not_reachable),
        WhyNot::Budget => td_string!(locale, proposals.not_budget),
        WhyNot::CategoryFull(category) => {
            let category = words::category(locale, category);
            return td_string!(locale, proposals.not_category, category = category).to_string();
        }
        WhyNot::DayFull => td_string!(locale, proposals.not_day_full),
        WhyNot::Unfit => td_string!(locale, proposals.not_unfit),
        WhyNot::NotOfInterest => td_string!(locale, proposals.not_interest),
        WhyNot::NotLookedAt => td_string!(locale, proposals.not_looked_at),
        WhyNot::PlanFull => td_string!(locale, proposals.not_plan_full),
        WhyNot::Vanished => td_string!(locale, proposals.not_vanished),
        WhyNot::NotAround => td_string!(locale, proposals.not_around),
    };
    text.to_owned()
}

/// What a proposal speaks of, by name.
#[must_use]
pub fn subject(proposal: &Proposal, venues: &StopVenues, what: &Subject) -> String {
    match what {
        Subject::Venue(slug) => venues.get(slug).map_or_else(|| slug.to_string(), |venue| venue.name.value.clone()),
        Subject::Stop(id) => proposal.plan.stop(*id).map(|stop| telling::name(venues, stop)).unwrap_or_default(),
    }
}

/// What cannot be met together.
#[must_use]
pub fn conflict(locale: Locale, proposal: &Proposal, venues: &StopVenues, conflict: &Conflict) -> String {
    let name = subject(proposal, venues, &conflict.what);
    let with: Vec<String> = conflict.with.iter().map(|what| subject(proposal, venues, what)).collect();
    let with = with.join(", ");
    match (with.is_empty(), conflict.proven) {
        (true, true) => td_string!(locale, proposals.conflict_alone, name = name).to_string(),
        (false, true) => td_string!(locale, proposals.conflict_with, name = name, with = with).to_string(),
        (true, false) => td_string!(locale, proposals.conflict_found, name = name).to_string(),
        (false, false) => td_string!(locale, proposals.conflict_found_with, name = name, with = with).to_string(),
    }
}

/// What became of steering.
#[must_use]
pub fn steering(locale: Locale, steering: Steering) -> String {
    // Rounded down, so that nothing is said to keep more than it does.
    match steering {
        Steering::Off => td_string!(locale, proposals.steering_off).to_owned(),
        Steering::Steered { kept_per_mille } => {
            td_string!(locale, proposals.steering_steered, percent = kept_per_mille.min(1_000) / 10).to_string()
        }
        Steering::Withheld { kept_per_mille } => {
            td_string!(locale, proposals.steering_withheld, percent = kept_per_mille.min(1_000) / 10).to_string()
        }
    }
}

/// More or less time on the way.
#[must_use]
pub fn way(locale: Locale, travel_min: i64) -> String {
    let time = telling::duration(locale, u32::try_from(travel_min.unsigned_abs()).unwrap_or(u32::MAX));
    match travel_min {
        0 => td_string!(locale, proposals.same_way).to_owned(),
        1.. => td_string!(locale, proposals.longer, time = time).to_string(),
        _ => td_string!(locale, proposals.shorter, time = time).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use domain::travel::Mode;
    use domain::venue::Category;

    use super::*;

    const LOCALES: [Locale; 3] = [Locale::pl, Locale::en, Locale::uk];

    #[test]
    fn every_reason_has_words_in_every_language() {
        let all = [
            Why::MustSee,
            Why::FixedTime(600),
            Why::Meal { from_min: 720, until_min: 840 },
            Why::Chosen,
            Why::OpensAt(600),
            Why::ClosesAt(1_020),
            Why::OpenBetween(600, 1_080),
            Why::NearPrevious { minutes: 12, mode: Mode::Walk },
            Why::ReachedIn { minutes: 75, mode: Mode::Transit },
            Why::FirstOfDay,
            Why::Interest(Category::Castle),
            Why::StepFree,
            Why::AwayFromTheCrowd,
        ];
        for why in all {
            let told: Vec<String> = LOCALES.iter().map(|locale| sentence(*locale, &[why])).collect();
            for words in &told {
                assert!(words.len() > 4 && words.ends_with('.') && !words.contains("{{"), "{words}");
            }
            assert_eq!(told.iter().collect::<BTreeSet<_>>().len(), LOCALES.len(), "{told:?}");
        }
    }

    #[test]
    fn everything_left_out_has_a_reason_in_every_language() {
        let all = [
            WhyNot::Closed,
            WhyNot::NoTime,
            WhyNot::NotWorthIt,
            WhyNot::TooFar,
            WhyNot::Unreachable,
            WhyNot::Budget,
            WhyNot::CategoryFull(Category::Museum),
            WhyNot::DayFull,
            WhyNot::Unfit,
            WhyNot::NotOfInterest,
            WhyNot::NotLookedAt,
            WhyNot::PlanFull,
            WhyNot::Vanished,
            WhyNot::NotAround,
        ];
        for locale in LOCALES {
            let mut told: Vec<String> = all.iter().map(|why| why_not(locale, *why)).collect();
            told.sort_unstable();
            told.dedup();
            assert_eq!(told.len(), all.len(), "{told:?}");
        }
    }

    #[test]
    fn reasons_become_one_sentence() {
        let why = [Why::OpensAt(600), Why::NearPrevious { minutes: 12, mode: Mode::Walk }];
        assert_eq!(sentence(Locale::en, &why), "It opens at 10:00, near: about 12 min on foot from the place before.");
        assert_eq!(
            sentence(Locale::pl, &why),
            "Otwiera się o 10:00, blisko: około 12 min pieszo od poprzedniego miejsca."
        );
        assert_eq!(sentence(Locale::uk, &[]), "");
    }

    #[test]
    fn steering_never_claims_to_keep_more_than_it_does() {
        let told = steering(Locale::en, Steering::Steered { kept_per_mille: 979 });
        assert!(told.contains("97%"), "{told}");
    }
}
