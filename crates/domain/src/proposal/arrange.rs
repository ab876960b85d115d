//! From the solver's answer back to a plan.

use planner::{Outline, Place, Window};

use crate::accessibility::AccessProfile;
use crate::itinerary::{Itinerary, Stop, StopId};
use crate::problem::{Item, Origin, Standing, Task, Translation, groups};
use crate::timeline::day_timeline;
use crate::travel::TravelTimes;
use crate::venue::VenueSlug;

/// The plan of an outline: the basis with the days as the solver has them. What keeps its day and does not fit stands at
/// its end; whatever else does not fit is in the tray.
pub fn arrange(translation: &Translation, outline: &Outline, mut keys: impl FnMut(&VenueSlug) -> StopId) -> Itinerary {
    let Translation { basis, items, .. } = translation;
    let mut itinerary = basis.itinerary.clone();
    let placed: Vec<StopId> = outline
        .days
        .iter()
        .flat_map(|day| &day.stops)
        .filter_map(|stop| items.get(stop.place))
        .filter(|item| item.origin == Origin::Tray)
        .map(|item| item.stop.id)
        .collect();
    itinerary.tray.retain(|stop| !placed.contains(&stop.id));
    for (at, (day, plan)) in basis.days.iter().zip(&outline.days).enumerate() {
        let Some(day) = itinerary.days.get_mut(*day) else { continue };
        let mut stops: Vec<Stop> = groups(&day.stops).0.to_vec();
        for item in plan.stops.iter().filter_map(|stop| items.get(stop.place)) {
            let mut stop = item.stop.clone();
            if let (Origin::New, Some(slug)) = (item.origin, item.stop.venue()) {
                stop.id = keys(slug);
            }
            stops.push(stop);
            stops.extend(item.notes.iter().cloned());
        }
        let own = |item: &&Item| item.origin == Origin::Day(at);
        for item in outline.absent.iter().filter_map(|at| items.get(*at)).filter(own) {
            let to = if item.keeps_day { &mut stops } else { &mut itinerary.tray };
            to.push(item.stop.clone());
            to.extend(item.notes.iter().cloned());
        }
        day.stops = stops;
    }
    itinerary
}

/// Whether an outline may be proposed at all: nothing that a task keeps is lost. Where the days work as they are, putting
/// them in order loses nothing; where they do not, something has to give.
pub fn keeps(translation: &Translation, outline: &Outline, travel: &impl TravelTimes) -> bool {
    let Translation { basis, items, .. } = translation;
    let mut lost = outline.absent.iter().filter_map(|at| items.get(*at));
    let loses_own = lost.any(|item| matches!(item.origin, Origin::Day(_)));
    match basis.task {
        Task::Fill { .. } | Task::WhatElse { .. } => !loses_own,
        Task::Order { .. } => !loses_own || !works(translation, travel),
        Task::Replan { .. } => true,
    }
}

/// Whether the days work as they are.
fn works(translation: &Translation, travel: &impl TravelTimes) -> bool {
    translation.basis.planned().all(|day| Standing::of(day, &translation.venues, travel).works())
}

/// A visit that the timeline begins at another time than the solver: the place, the day, and when one is there.
pub struct Trap {
    /// The solver's place.
    pub place: usize,
    /// The solver's day.
    pub day: usize,
    /// Being there, minutes that have passed.
    pub arrive: i32,
    /// When the timeline begins it, minutes that have passed.
    pub begins: i32,
    /// The places that come before it on that day, in order.
    pub before: Vec<usize>,
}

impl Trap {
    /// Forbids what leads here: the place is no longer visited after this opening. If that leaves a stop of the plan no time
    /// at all, one that comes before it stays off that day instead, must-sees last; with nothing new before it, it begins
    /// when the timeline says.
    pub fn forbid(&self, items: &[Item], places: &mut [Place]) {
        let Some(windows) = places.get_mut(self.place).and_then(|place| place.windows.get_mut(self.day)) else {
            return;
        };
        let sooner = windows.iter().copied().filter(|window| window.close < self.arrive).collect::<Vec<_>>();
        let is_kept = |place: usize| items.get(place).is_some_and(|item| matches!(item.origin, Origin::Day(_)));
        if (!sooner.is_empty() && sooner.len() < windows.len()) || !is_kept(self.place) {
            // The same windows again would lead here again.
            *windows = if sooner.len() < windows.len() { sooner } else { Vec::new() };
            return;
        }
        let newcomers = || self.before.iter().rev().copied().filter(|place| !is_kept(*place));
        let may_go = |place: &usize| items.get(*place).is_some_and(|item| !item.must);
        match newcomers().find(may_go).or_else(|| newcomers().next()) {
            Some(newcomer) => {
                if let Some(windows) = places.get_mut(newcomer).and_then(|place| place.windows.get_mut(self.day)) {
                    windows.clear();
                }
            }
            None if items.get(self.place).is_some_and(|item| item.keeps_day) => {
                *windows = vec![Window { open: self.begins, close: self.begins }];
            }
            None => windows.clear(),
        }
    }
}

/// The first visit of every day that the timeline begins at another time than the solver.
///
/// The solver waits for the next opening where the rest of this one is too short for the stay; the timeline, like a person
/// at the door, goes in. Such an arrival must not be proposed, and the solver's windows cannot say so.
pub fn traps(translation: &Translation, outline: &Outline, travel: &impl TravelTimes) -> Vec<Trap> {
    // Keys only have to differ from those of the plan for the timeline to be told; nobody keeps them.
    let plan = arrange(translation, outline, |_| StopId(i64::MIN));
    let mut traps = Vec::new();
    for (number, (at, day)) in translation.basis.days.iter().zip(&outline.days).enumerate() {
        let Some(arranged) = plan.days.get(*at) else { continue };
        let told = day_timeline(arranged, &translation.venues, travel, AccessProfile::default());
        let mut visits = told.visits.iter().skip(groups(&arranged.stops).0.len());
        for stop in &day.stops {
            let Some(visit) = visits.next() else { break };
            let is_same = |ours: u32, theirs: i32| i64::from(ours) == i64::from(theirs);
            // Ways that depend on the hour may differ: then the timeline is right, and nothing is the windows' fault.
            if !is_same(visit.arrive_min, stop.arrive) {
                break;
            }
            if !is_same(visit.start_min, stop.start) {
                let before = day.stops.iter().map(|one| one.place).take_while(|place| *place != stop.place);
                let begins = i32::try_from(visit.start_min).unwrap_or(stop.start);
                let (place, arrive, before) = (stop.place, stop.arrive, before.collect());
                traps.push(Trap { place, day: number, arrive, begins, before });
                break;
            }
            for _ in translation.items.get(stop.place).map_or(&[][..], |item| &item.notes) {
                visits.next();
            }
        }
    }
    traps
}
