//! Must-sees that are not in a plan, and what stands against them. Whether a few of them fit together is decided exactly,
//! by dynamic programming over subsets (Held and Karp 1962): the earliest departure from each last stop is all that counts.
#![expect(clippy::indexing_slicing, reason = "every index is made by this crate from a checked problem")]

use crate::instance::Instance;
use crate::solution::Conflict;
use crate::state::{ABSENT, State};

/// How many places are tried together exactly: the time of a test grows by more than the factor 2 with each.
const TOGETHER_MAX: usize = 7;

/// Every absent must-see, in the order of the problem, and with which others it conflicts.
pub fn conflicts(instance: &Instance, state: &State) -> Vec<Conflict> {
    let (absent, present): (Vec<u16>, Vec<u16>) =
        instance.musts.iter().partition(|&&place| state.day_of[usize::from(place)] == ABSENT);
    let mut all: Vec<Conflict> = absent.into_iter().map(|place| conflict(instance, place, &present)).collect();
    all.sort_by_key(|conflict| conflict.place);
    all
}

fn conflict(instance: &Instance, place: u16, present: &[u16]) -> Conflict {
    let told = |with: &[u16], proven| {
        let with = with.iter().map(|&other| instance.ids[usize::from(other)]).collect();
        Conflict { place: instance.ids[usize::from(place)], with, proven }
    };
    if !fit_together(instance, &[place]) {
        return told(&[], true);
    }
    if let Some(&other) = present.iter().find(|&&other| !fit_together(instance, &[place, other])) {
        return told(&[other], true);
    }
    // Others are added until the group no longer fits, then whoever is not needed for that is taken out.
    let mut group = vec![place];
    for &other in present.iter().take(TOGETHER_MAX - 1) {
        group.push(other);
        if !fit_together(instance, &group) {
            let mut at = 1;
            while at < group.len() {
                let mut fewer = group.clone();
                fewer.remove(at);
                if fit_together(instance, &fewer) { at += 1 } else { group = fewer }
            }
            return told(&group[1..], true);
        }
    }
    told(present, false)
}

/// Whether some plan holds all of a few places, nothing else considered.
fn fit_together(instance: &Instance, group: &[u16]) -> bool {
    let all = (1_usize << group.len()) - 1;
    let at = |place: &u16| usize::from(*place);
    if group.iter().map(|place| instance.price[at(place)]).sum::<i64>() > instance.budget {
        return false;
    }
    let within = |subset: usize, limit: fn(&(u32, u32)) -> u32| {
        instance.limits.iter().enumerate().all(|(category, limits)| {
            let counted =
                |(k, place): (usize, &u16)| subset & (1 << k) != 0 && instance.mask[at(place)] & (1 << category) != 0;
            group.iter().enumerate().filter(|&one| counted(one)).count() as u64 <= u64::from(limit(limits))
        })
    };
    if !within(all, |limits| limits.1) {
        return false;
    }
    // Which subsets the days so far can take, a day at a time.
    let mut taken = vec![false; all + 1];
    taken[0] = true;
    for day in 0..instance.days() {
        let mut of_day = day_subsets(instance, group, day);
        for (subset, fits) in of_day.iter_mut().enumerate() {
            *fits &= within(subset, |limits| limits.0);
        }
        let before = taken.clone();
        for (subset, _) in before.iter().enumerate().filter(|(_, taken)| **taken) {
            let rest = all & !subset;
            let mut part = rest;
            while part > 0 {
                taken[subset | part] |= of_day[part];
                part = (part - 1) & rest;
            }
        }
    }
    taken[all]
}

/// Which subsets of a few places fit into a day.
fn day_subsets(instance: &Instance, group: &[u16], day: usize) -> Vec<bool> {
    let (frame, network, count) = (instance.frames[day], instance.network(day), group.len());
    let mut fits = vec![false; 1 << count];
    fits[0] = true;
    // The earliest departure by subset and by where one then is: at one of the places, or still where the day begins.
    let mut earliest = vec![i32::MAX; (1 << count) * (count + 1)];
    earliest[count] = frame.start;
    for subset in 0..1_usize << count {
        for here in 0..=count {
            let now = earliest[subset * (count + 1) + here];
            if now == i32::MAX {
                continue;
            }
            let from = if here == count { frame.from } else { instance.site[usize::from(group[here])] };
            fits[subset] |= network.arrival(from, frame.to, now) <= frame.end;
            for (next, &place) in group.iter().enumerate().filter(|(next, _)| subset & (1 << next) == 0) {
                let span = instance.span(place, day);
                let arrive = network.arrival(from, instance.site[usize::from(place)], now);
                if arrive > span.close || !in_order(instance, group, subset, place, day) {
                    continue;
                }
                let leave = instance.begin(span, arrive) + instance.stay[usize::from(place)];
                let there = if instance.is_located(place) { next } else { here };
                let slot = &mut earliest[(subset | 1 << next) * (count + 1) + there];
                *slot = leave.min(*slot);
            }
        }
    }
    fits
}

/// Whether a place may follow the places of a subset on a day, as far as locks say.
fn in_order(instance: &Instance, group: &[u16], subset: usize, place: u16, day: usize) -> bool {
    match instance.locked_on[usize::from(place)] {
        None => true,
        Some(on) if usize::from(on) != day => false,
        Some(_) => (instance.locked[day].iter().skip_while(|&&stop| stop != place))
            .all(|stop| !group.iter().enumerate().any(|(k, other)| subset & (1 << k) != 0 && other == stop)),
    }
}

/// Puts the locked stops into an empty plan, each in its turn as far as it fits.
pub fn place_locked(instance: &Instance, state: &mut State) {
    for (day, stops) in instance.locked.iter().enumerate() {
        for &stop in stops {
            let mut longer = state.routes[day].clone();
            longer.stops.push(stop);
            let free = state.missing(instance, stop) == 0 && state.full_category(instance, stop, day).is_none();
            if free && longer.rebuild(instance, day) {
                state.insert(instance, day, longer.stops.len() - 1, stop);
            }
        }
    }
    state.keep();
}
