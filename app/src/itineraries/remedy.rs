//! Remedies: the one edit that a warning can offer. Nothing is offered that has not been tried on the timeline first.

use chrono::NaiveDate;
use domain::hours::DAY_MIN;
use domain::itinerary::{Day, DayFrame, DayId, Edit, Itinerary, STAY_MIN, StopId};
use domain::timeline::{StopVenues, Timeline, Visit, Warning, timeline};
use domain::travel::TravelTimes;

/// Nobody is advised to stay for less than this, minutes.
const SHORT_STAY_MIN: u32 = 15;

/// What a remedy does, for its button.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cure {
    /// Visit it earlier on the same day.
    Earlier,
    /// Visit it on another day of the plan.
    OtherDay(NaiveDate),
    /// Move the day to a date on which it is open.
    OtherDate(NaiveDate),
    /// Stay so many minutes only.
    ShorterStay(u16),
    /// Let the day last until this minute.
    LongerDay(u16),
}

/// An edit that mends a warning and breaks nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remedy {
    /// What it does.
    pub cure: Cure,
    /// The edit.
    pub edit: Edit,
}

/// The first remedy for a warning at a stop that leaves the plan with fewer faults; none where there is no simple one.
#[must_use]
pub fn remedy(
    plan: &Itinerary,
    venues: &StopVenues,
    travel: &impl TravelTimes,
    told: &Timeline,
    stop: StopId,
    warning: Warning,
) -> Option<Remedy> {
    let (day_index, at) = plan.place_of(stop)?;
    let day = plan.days.get(day_index)?;
    let told_day = told.days.get(day_index)?;
    let visit = told_day.visits.get(at)?;
    let candidates = match warning {
        Warning::Closed { opens } => {
            let mut candidates = earlier(day, stop, at);
            candidates.extend(other_days(plan, day.id, stop));
            candidates.extend(opens.map(|at| other_date(day, at.date)));
            candidates
        }
        Warning::ClosesDuringVisit { closes_min } => {
            let mut candidates = earlier(day, stop, at);
            candidates.extend(shorter_stay(visit, closes_min));
            candidates.extend(other_days(plan, day.id, stop));
            candidates
        }
        Warning::EndsAfterDay => longer_day(day, told_day.ends_min).into_iter().collect(),
        Warning::HoursUnknown | Warning::HoursUncertain | Warning::Vanished => Vec::new(),
    };
    let before = faults(told);
    candidates.into_iter().find(|remedy| {
        let mut mended = plan.clone();
        mended.apply(&remedy.edit).is_ok() && faults(&timeline(&mended, venues, travel)) < before
    })
}

/// How many visits do not work out as planned.
fn faults(told: &Timeline) -> usize {
    let is_fault = |warning: &&Warning| {
        matches!(warning, Warning::Closed { .. } | Warning::ClosesDuringVisit { .. } | Warning::EndsAfterDay)
    };
    told.days.iter().flat_map(|day| &day.visits).flat_map(|visit| &visit.warnings).filter(is_fault).count()
}

fn earlier(day: &Day, stop: StopId, at: usize) -> Vec<Remedy> {
    let to = |at| Remedy { cure: Cure::Earlier, edit: Edit::MoveStop { stop, day: day.id, at } };
    (0..at).rev().map(to).collect()
}

/// Every place on every other day, the end of each day first: it disturbs the least.
fn other_days(plan: &Itinerary, from: DayId, stop: StopId) -> Vec<Remedy> {
    let others = plan.days.iter().filter(|day| day.id != from);
    let places = others.flat_map(|day| (0..=day.stops.len()).rev().map(move |at| (day, at)));
    places
        .map(|(day, at)| Remedy {
            cure: Cure::OtherDay(day.frame.date),
            edit: Edit::MoveStop { stop, day: day.id, at },
        })
        .collect()
}

fn other_date(day: &Day, date: NaiveDate) -> Remedy {
    let frame = DayFrame { date, ..day.frame };
    Remedy { cure: Cure::OtherDate(date), edit: Edit::SetDay { day: day.id, frame } }
}

fn shorter_stay(visit: &Visit, closes_min: u32) -> Option<Remedy> {
    let left = closes_min.checked_sub(visit.start_min)?;
    let stay_min = u16::try_from(left).ok().filter(|min| left >= SHORT_STAY_MIN && *min >= STAY_MIN)?;
    Some(Remedy { cure: Cure::ShorterStay(stay_min), edit: Edit::SetStay { stop: visit.stop, stay_min } })
}

/// The day lasts to the next full quarter of an hour after its last visit, where that is before midnight.
fn longer_day(day: &Day, ends_min: u32) -> Option<Remedy> {
    let end_min = u16::try_from(ends_min.div_ceil(15) * 15).ok().filter(|end| *end <= DAY_MIN)?;
    let frame = DayFrame { end_min, ..day.frame };
    Some(Remedy { cure: Cure::LongerDay(end_min), edit: Edit::SetDay { day: day.id, frame } })
}

#[cfg(test)]
#[path = "remedy_tests.rs"]
mod tests;
