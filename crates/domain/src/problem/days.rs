//! The days of a task: which of the plan's days are planned, what of them is over, and in which groups their stops stand.

use std::collections::BTreeSet;

use crate::accessibility::AccessProfile;
use crate::day_clock::DayClock;
use crate::itinerary::{Day, Endpoint, Itinerary, Stop, StopId, StopKind};
use crate::timeline::{DayTimeline, StopVenues, Warning, day_timeline};
use crate::travel::TravelTimes;

use super::places::is_pinned;
use super::{Material, PlanError, Task};

/// A plan as it is to be planned.
#[derive(Debug, Clone)]
pub struct Basis {
    /// What is asked.
    pub task: Task,
    /// The plan as it is, but that a day that is replanned begins here and now, without what is over, and that an empty
    /// day is travelled as the visitor wishes.
    pub itinerary: Itinerary,
    /// Which of its days are planned, by their place in it, in order.
    pub days: Vec<usize>,
    /// What is over on a day that is replanned, in order.
    pub past: Vec<Stop>,
}

impl Basis {
    /// The days that are planned.
    pub fn planned(&self) -> impl Iterator<Item = &Day> {
        self.days.iter().filter_map(|at| self.itinerary.days.get(*at))
    }
}

/// A plan as a task wants it to be planned.
pub fn basis(task: &Task, material: &Material) -> Result<Basis, PlanError> {
    let mut itinerary = material.itinerary.clone();
    let mut past = Vec::new();
    let days = match task {
        Task::Fill { days } | Task::Order { days } | Task::WhatElse { days } => {
            if days.is_empty() {
                return Err(PlanError::NoDays);
            }
            if days.iter().any(|day| itinerary.day(*day).is_none()) {
                return Err(PlanError::NoSuchDay);
            }
            let named = itinerary.days.iter().enumerate().filter(|(_, day)| days.contains(&day.id));
            named.map(|(at, _)| at).collect()
        }
        Task::Replan { now, here, visited } => {
            let at = itinerary.days.iter().position(|day| day.frame.date == now.date).ok_or(PlanError::NoSuchDay)?;
            let day = itinerary.days.get_mut(at).ok_or(PlanError::NoSuchDay)?;
            past = take_past(day, now.minute, visited);
            day.frame.start_min = now.minute;
            day.frame.end_min = day.frame.end_min.max(now.minute);
            day.from = Some(Endpoint { name: String::new(), position: *here });
            vec![at]
        }
    };
    if let (Some(mode), Task::Fill { .. } | Task::WhatElse { .. }) = (material.wishes.mode, task) {
        for (at, day) in itinerary.days.iter_mut().enumerate() {
            if days.contains(&at) && day.stops.is_empty() {
                day.frame.mode = mode;
            }
        }
    }
    Ok(Basis { task: task.clone(), itinerary, days, past })
}

/// Takes out of a day what is over: visited stops, appointments that were missed, and the notes before the last of them.
fn take_past(day: &mut Day, now: u16, visited: &BTreeSet<StopId>) -> Vec<Stop> {
    let is_over = |stop: &Stop| visited.contains(&stop.id) || stop.fixed_start.is_some_and(|fixed| fixed < now);
    let last = day.stops.iter().rposition(is_over);
    let mut at = 0;
    let (past, left) = std::mem::take(&mut day.stops).into_iter().partition(|stop| {
        at += 1;
        is_over(stop) || (stop.kind == StopKind::Note && last.is_some_and(|last| at <= last))
    });
    day.stops = left;
    past
}

/// A stop and the notes that stand behind it; they go where it goes. A note that keeps its day is a stop of its own.
#[derive(Debug, Clone, Copy)]
pub struct Group<'a> {
    /// The stop.
    pub head: &'a Stop,
    /// The notes.
    pub notes: &'a [Stop],
}

impl Group<'_> {
    /// Minutes that the notes take.
    pub fn notes_min(&self) -> u32 {
        minutes(self.notes)
    }
}

/// Minutes that stops take.
pub fn minutes(stops: &[Stop]) -> u32 {
    stops.iter().map(|stop| u32::from(stop.stay_min)).sum()
}

/// The notes that begin a day, and its groups.
pub fn groups(stops: &[Stop]) -> (&[Stop], Vec<Group<'_>>) {
    let is_head = |stop: &Stop| stop.kind != StopKind::Note || is_pinned(stop);
    let first = stops.iter().position(is_head).unwrap_or(stops.len());
    let (leading, mut rest) = stops.split_at_checked(first).unwrap_or((stops, &[]));
    let mut groups = Vec::new();
    while let Some((head, behind)) = rest.split_first() {
        let end = behind.iter().position(is_head).unwrap_or(behind.len());
        let (notes, others) = behind.split_at_checked(end).unwrap_or((behind, &[]));
        groups.push(Group { head, notes });
        rest = others;
    }
    (leading, groups)
}

/// A day as it stands: what the timeline tells of it, without needs, which no order of stops changes.
pub struct Standing {
    /// The day, told by the clock.
    pub told: DayTimeline,
    /// When it should be over, minutes that have passed.
    pub end: u32,
}

impl Standing {
    /// A day as it stands.
    pub fn of(day: &Day, venues: &StopVenues, travel: &impl TravelTimes) -> Self {
        let told = day_timeline(day, venues, travel, AccessProfile::default());
        Self { told, end: DayClock::of(day.frame.date).elapsed(u32::from(day.frame.end_min)) }
    }

    /// When a stop begins now, if something is wrong with its time.
    pub fn begins_wrongly(&self, stop: StopId) -> Option<u32> {
        let visit = self.told.visits.iter().find(|visit| visit.stop == stop)?;
        visit.warnings.iter().any(is_about_time).then_some(visit.start_min)
    }

    /// Whether everything on the day works out.
    pub fn works(&self) -> bool {
        self.told.over_min == 0 && !self.told.visits.iter().flat_map(|visit| &visit.warnings).any(is_about_time)
    }
}

/// Whether a warning says that a time does not work out.
pub const fn is_about_time(warning: &Warning) -> bool {
    matches!(
        warning,
        Warning::Closed { .. }
            | Warning::ClosesDuringVisit { .. }
            | Warning::LastEntryMissed { .. }
            | Warning::EndsAfterDay
            | Warning::FixedTimeMissed { .. }
            | Warning::MealTooLate { .. }
    )
}
