//! Proposals in words: why a stop is there and at that hour, why something is not in it.

use domain::hours::clock;
use domain::problem::{Subject, WhyNot};
use domain::proposal::{Conflict, Proposal, Steering, Why};
use domain::timeline::StopVenues;
use domain::travel::Mode;
use leptos_i18n::td_string;

use crate::i18n::Locale;
use crate::itineraries::telling;
use crate::words;

/// Up to this many minutes on foot, people say "near".
const NEAR_ON_FOOT_MIN: u16 = 10;

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
        Why::NearPrevious { minutes, mode } | Why::ReachedIn { minutes, mode } => {
            let (time, how) = (telling::duration(locale, u32::from(minutes)), words::mode(locale, mode));
            if mode == Mode::Walk && minutes <= NEAR_ON_FOOT_MIN {
                td_string!(locale, proposals.why_near, time = time, mode = how).to_string()
            } else {
                td_string!(locale, proposals.why_reached, time = time, mode = how).to_string()
            }
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
    // Where the day begins says nothing of a place that has another reason.
    let says = |one: &&Why| why.len() == 1 || **one != Why::FirstOfDay;
    let parts: Vec<String> = why.iter().filter(says).map(|why| reason(locale, *why)).collect();
    if parts.is_empty() { String::new() } else { format!("{}.", capitalised(&parts.join(", "))) }
}

/// Words as the beginning of a sentence.
#[must_use]
pub fn capitalised(words: &str) -> String {
    let mut signs = words.chars();
    signs.next().map_or_else(String::new, |first| format!("{}{}", first.to_uppercase(), signs.as_str()))
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

/// What became of steering; nothing where it costs nothing.
#[must_use]
pub fn steering(locale: Locale, steering: Steering) -> Option<String> {
    match steering {
        Steering::Off | Steering::Steered { kept_per_mille: 1_000.. } => None,
        Steering::Steered { kept_per_mille } => {
            // What is kept is rounded down, so that nothing is said to keep more than it does.
            let percent = 100 - kept_per_mille / 10;
            Some(td_string!(locale, proposals.steering_steered, percent = percent).to_string())
        }
        Steering::Withheld { .. } => Some(td_string!(locale, proposals.steering_withheld).to_owned()),
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
        let why = [Why::OpensAt(600), Why::NearPrevious { minutes: 7, mode: Mode::Walk }];
        assert_eq!(
            sentence(Locale::en, &why),
            "It opens at 10:00, near: about 7\u{a0}min on foot from the place before."
        );
        assert_eq!(
            sentence(Locale::pl, &why),
            "Otwiera się o 10:00, blisko: około 7\u{a0}min pieszo od poprzedniego miejsca."
        );
        assert_eq!(sentence(Locale::uk, &[]), "");
    }

    #[test]
    fn only_a_short_walk_is_called_near() {
        let told = |why| sentence(Locale::en, &[why]);
        assert!(told(Why::NearPrevious { minutes: 10, mode: Mode::Walk }).starts_with("Near"));
        assert_eq!(told(Why::NearPrevious { minutes: 11, mode: Mode::Walk }), "About 11\u{a0}min on foot.");
        let ride = Why::NearPrevious { minutes: 8, mode: Mode::Transit };
        assert_eq!(told(ride), "About 8\u{a0}min by public transport.");
        let far = Why::ReachedIn { minutes: 52, mode: Mode::Transit };
        assert_eq!(sentence(Locale::pl, &[far]), "Droga: ok. 52\u{a0}min komunikacją.");
        assert_eq!(sentence(Locale::uk, &[far]), "Дорога: близько 52\u{a0}хв громадським транспортом.");
    }

    #[test]
    fn where_the_day_begins_is_a_reason_only_where_there_is_no_other() {
        let first = sentence(Locale::pl, &[Why::FirstOfDay]);
        assert!(!first.is_empty());
        assert_eq!(sentence(Locale::pl, &[Why::StepFree, Why::FirstOfDay]), sentence(Locale::pl, &[Why::StepFree]));
    }

    #[test]
    fn steering_never_claims_to_keep_more_than_it_does() {
        let told = |kept_per_mille| steering(Locale::en, Steering::Steered { kept_per_mille });
        assert!(told(979).is_some_and(|words| words.contains("at most 3%")));
        assert!(told(999).is_some_and(|words| words.contains("at most 1%")));
        assert_eq!(told(1_000), None, "what costs nothing needs no words");
        assert_eq!(told(1_004), None);
        assert_eq!(steering(Locale::en, Steering::Off), None);
        assert!(steering(Locale::en, Steering::Withheld { kept_per_mille: 900 }).is_some());
    }
}
