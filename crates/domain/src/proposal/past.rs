//! What is over on a day that is replanned, told as it was: whoever replans at eleven was at their last place until eleven, so
//! that the plan goes on when and where the proposal does.

use std::collections::BTreeSet;

use crate::accessibility::AccessProfile;
use crate::day_clock::DayClock;
use crate::itinerary::{Day, DayId, STAY_MAX, STAY_MIN, Stop, StopId, StopKind};
use crate::problem::Task;
use crate::timeline::{StopVenues, day_timeline};
use crate::travel::TravelTimes;

/// What a plan learns of a day that is replanned.
#[derive(Debug, Default)]
pub struct Past {
    /// The stays of stops that are over, where not as planned.
    pub stays: Vec<(StopId, u16)>,
    /// When the day begins and ends, where nothing is over and it begins later than planned.
    pub hours: Option<(DayId, u16, u16)>,
}

impl Past {
    /// What a task tells of its day as it is planned now; `over` are the stops that are over, in order.
    pub fn of(task: &Task, day: &Day, over: &[Stop], venues: &StopVenues, travel: &impl TravelTimes) -> Self {
        let Task::Replan { now, visited, .. } = task else { return Self::default() };
        if over.is_empty() {
            let frame = &day.frame;
            let is_within = frame.start_min < now.minute && now.minute < frame.end_min;
            return Self { hours: is_within.then_some((day.id, now.minute, frame.end_min)), ..Self::default() };
        }
        let until = DayClock::of(day.frame.date).elapsed(u32::from(now.minute));
        Self { stays: stays(day, over, until, visited, venues, travel), ..Self::default() }
    }

    /// A stop as it was.
    pub fn told(&self, stop: &Stop) -> Stop {
        let stay = self.stays.iter().find(|(id, _)| *id == stop.id).map(|(_, stay)| *stay);
        Stop { stay_min: stay.unwrap_or(stop.stay_min), ..stop.clone() }
    }
}

/// The stays with which the stops end at a minute, as far as stays can: the last one lasts longer, or it and those before it are
/// cut short. An appointment that was missed was no visit, and nothing is known of how long anything took then.
fn stays(
    day: &Day,
    over: &[Stop],
    until: u32,
    visited: &BTreeSet<StopId>,
    venues: &StopVenues,
    travel: &impl TravelTimes,
) -> Vec<(StopId, u16)> {
    if over.last().is_none_or(|last| !visited.contains(&last.id)) {
        return Vec::new();
    }
    let mut told = Day { stops: over.to_vec(), to: None, ..day.clone() };
    let ends = |day: &Day| {
        let told = day_timeline(day, venues, travel, AccessProfile::default());
        told.visits.last().map_or(until, |visit| visit.leave_min)
    };
    let minutes = |long: u32| u16::try_from(long).unwrap_or(u16::MAX);
    let missing = until.saturating_sub(ends(&told));
    if let Some(last) = told.stops.last_mut() {
        last.stay_min = last.stay_min.saturating_add(minutes(missing)).min(STAY_MAX);
    }
    for at in (0..over.len()).rev() {
        let excess = ends(&told).saturating_sub(until);
        let Some(stop) = told.stops.get_mut(at) else { break };
        let shortest = if stop.kind == StopKind::Note { 0 } else { STAY_MIN };
        stop.stay_min = stop.stay_min.saturating_sub(minutes(excess)).max(shortest.min(stop.stay_min));
    }
    let changed = told.stops.iter().zip(over).filter(|(told, planned)| told.stay_min != planned.stay_min);
    changed.map(|(told, _)| (told.id, told.stay_min)).collect()
}
