//! From a plan to a proposed one by edits, all of them or some.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::edit::{DayField, Edit, StopField};
use crate::itinerary::{DayId, Itinerary, Spot, Stop, StopId};
use crate::travel::Mode;

/// What the planned days shall hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// The days, their stops in order, new ones among them.
    pub days: Vec<(DayId, Vec<StopId>)>,
    /// Stops that no day has room for, in the order in which the tray takes them.
    pub to_tray: Vec<StopId>,
    /// The stops that are new.
    pub new: Vec<Stop>,
    /// How days are to be travelled, where not as now.
    pub modes: Vec<(DayId, Mode)>,
    /// How long stops that are over took, minutes, where not as planned.
    #[serde(default)]
    pub stays: Vec<(StopId, u16)>,
    /// When a day begins and ends, minutes since midnight, where not as planned.
    #[serde(default)]
    pub hours: Option<(DayId, u16, u16)>,
}

impl Target {
    /// The edits that bring a plan to the target, or some of the way: `accepted` names the stops that may be added or moved,
    /// absent for all; what is over is told in any case. Each of them fits by itself, in this order and without any of the others: every stop is added or
    /// moved at most once, behind the stop that comes before it.
    #[must_use]
    pub fn edits(&self, now: &Itinerary, accepted: Option<&BTreeSet<StopId>>) -> Vec<Edit> {
        let wanted = |stop: StopId| accepted.is_none_or(|accepted| accepted.contains(&stop));
        let mut walk = Walk { plan: now.clone(), edits: Vec::new() };
        for (day, mode) in &self.modes {
            let mut stops = self.days.iter().filter(|(id, _)| id == day).flat_map(|(_, stops)| stops);
            if let Some(day) = now.day(*day).filter(|day| day.frame.mode != *mode && stops.any(|stop| wanted(*stop))) {
                walk.make(day.set(DayField::Mode(*mode)));
            }
        }
        for (stop, stay) in &self.stays {
            if let Some(edit) = now.stop(*stop).and_then(|stop| stop.set(StopField::Stay(*stay))) {
                walk.make(edit);
            }
        }
        if let Some((day, start, end)) = self.hours
            && let Some(day) = now.day(day)
        {
            walk.make(day.set(DayField::Hours(start, end)));
        }
        for stop in self.to_tray.iter().copied().filter(|stop| wanted(*stop)) {
            if let Some((was @ Spot::Day(_), _)) = walk.plan.spot_of(stop) {
                walk.make(Edit::MoveStop { stop, was, spot: Spot::Tray, at: usize::MAX });
            }
        }
        for (day, stops) in &self.days {
            let spot = Spot::Day(*day);
            let stays = in_order(walk.plan.at(spot).unwrap_or_default(), stops);
            let mut before = None;
            for id in stops.iter().copied() {
                let new = self.new.iter().find(|stop| stop.id == id);
                let edit = match (walk.plan.spot_of(id), new) {
                    (Some(_), _) if stays.contains(&id) => None,
                    (Some((was, _)), _) if wanted(id) => {
                        Some(Edit::MoveStop { stop: id, was, spot, at: walk.behind(*day, before, id) })
                    }
                    (None, Some(stop)) if wanted(id) => {
                        Some(Edit::InsertStop { spot, at: walk.behind(*day, before, id), stop: stop.clone() })
                    }
                    // Not accepted: what comes behind it still does, if it is here at all.
                    (now, _) => {
                        before = if now.is_some_and(|(now, _)| now == spot) { Some(id) } else { before };
                        continue;
                    }
                };
                if edit.is_none_or(|edit| walk.make(edit)) {
                    before = Some(id);
                }
            }
        }
        walk.edits
    }
}

/// The stop that an edit adds or moves.
#[must_use]
pub const fn stop_of(edit: &Edit) -> Option<StopId> {
    match edit {
        Edit::InsertStop { stop, .. } => Some(stop.id),
        Edit::MoveStop { stop, .. } => Some(*stop),
        _ => None,
    }
}

/// A plan on its way, and the edits so far.
struct Walk {
    plan: Itinerary,
    edits: Vec<Edit>,
}

impl Walk {
    /// Makes an edit, if the plan takes it.
    fn make(&mut self, edit: Edit) -> bool {
        let taken = self.plan.apply(&edit).is_ok();
        if taken {
            self.edits.push(edit);
        }
        taken
    }

    /// The place behind a stop of a day, counted without the stop that is to come there.
    fn behind(&self, day: DayId, before: Option<StopId>, moved: StopId) -> usize {
        let stops = self.plan.at(Spot::Day(day)).unwrap_or_default();
        let mut others = stops.iter().filter(|stop| stop.id != moved);
        before.and_then(|before| others.position(|stop| stop.id == before)).map_or(0, |at| at + 1)
    }
}

/// The most stops of a day that keep their order in the target: a longest increasing subsequence. They are not moved.
fn in_order(now: &[Stop], target: &[StopId]) -> BTreeSet<StopId> {
    let standing: Vec<(StopId, usize)> =
        target.iter().filter_map(|id| Some((*id, now.iter().position(|stop| stop.id == *id)?))).collect();
    // For every stop the longest sequence that ends with it: its length, and the one before.
    let mut longest: Vec<(usize, Option<usize>)> = Vec::with_capacity(standing.len());
    for (i, (_, at)) in standing.iter().enumerate() {
        let earlier = standing.iter().zip(&longest).take(i).enumerate().filter(|(_, ((_, before), _))| before < at);
        let best = earlier.max_by_key(|(j, (_, (length, _)))| (*length, std::cmp::Reverse(*j)));
        longest.push(best.map_or((1, None), |(j, (_, (length, _)))| (length + 1, Some(j))));
    }
    let mut next = (0..longest.len()).max_by_key(|i| longest.get(*i).map(|(length, _)| *length));
    let mut kept = BTreeSet::new();
    while let Some(at) = next {
        kept.extend(standing.get(at).map(|(id, _)| *id));
        next = longest.get(at).and_then(|(_, before)| *before);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::itinerary::Day;
    use crate::timeline::tests_support::{date, plan_of};
    use crate::venue::VenueSlug;

    fn stops(ids: &[i64]) -> Vec<Stop> {
        let slug = || VenueSlug::parse("venue").unwrap();
        ids.iter().map(|id| Stop::visit(StopId(*id), slug(), "Venue".into(), 60)).collect()
    }

    fn keys(ids: &[i64]) -> Vec<StopId> {
        ids.iter().copied().map(StopId).collect()
    }

    fn plan(first: &[i64], second: &[i64], tray: &[i64]) -> Itinerary {
        let mut plan = plan_of(&[]);
        plan.days[0].stops = stops(first);
        let frame = crate::itinerary::DayFrame::on(date(1));
        plan.days.push(Day::new(DayId(2), frame, stops(second)));
        plan.tray = stops(tray);
        plan
    }

    fn ids(stops: &[Stop]) -> Vec<i64> {
        stops.iter().map(|stop| stop.id.0).collect()
    }

    fn target(first: &[i64], second: &[i64], to_tray: &[i64], new: &[i64]) -> Target {
        Target {
            days: vec![(DayId(1), keys(first)), (DayId(2), keys(second))],
            to_tray: keys(to_tray),
            new: stops(new),
            modes: Vec::new(),
            ..Target::default()
        }
    }

    #[test]
    fn edits_lead_to_the_target_with_as_few_moves_as_there_can_be() {
        let before = plan(&[1, 2, 3, 4], &[5, 6], &[7]);
        let cases = [
            (target(&[1, 2, 3, 4], &[5, 6], &[], &[]), 0),
            (target(&[2, 3, 4, 1], &[5, 6], &[], &[]), 1),
            (target(&[4, 3, 2, 1], &[5, 6], &[], &[]), 3),
            (target(&[2, 9, 3, 4, 1], &[5, 6], &[], &[9]), 2),
            (target(&[5, 2, 7], &[1, 8, 6], &[3, 4], &[8]), 6),
        ];
        for (target, count) in cases {
            let edits = target.edits(&before, None);
            let mut after = before.clone();
            for edit in &edits {
                after.apply(edit).unwrap();
            }
            let days: Vec<_> =
                target.days.iter().map(|(_, stops)| stops.iter().map(|id| id.0).collect::<Vec<_>>()).collect();
            assert_eq!([ids(&after.days[0].stops), ids(&after.days[1].stops)], days[..]);
            assert_eq!(edits.len(), count, "{edits:?}");
        }
    }

    #[test]
    fn a_part_of_the_edits_keeps_what_was_accepted_in_its_order() {
        let before = plan(&[1, 2], &[5], &[]);
        let target = target(&[8, 2, 9, 1], &[5, 7], &[], &[7, 8, 9]);
        let accepted = BTreeSet::from([StopId(9), StopId(7)]);
        let mut after = before.clone();
        for edit in target.edits(&before, Some(&accepted)) {
            after.apply(&edit).unwrap();
        }
        assert_eq!((ids(&after.days[0].stops), ids(&after.days[1].stops)), (vec![1, 2, 9], vec![5, 7]));
    }

    #[test]
    fn what_somebody_else_has_taken_out_meanwhile_does_not_come_back() {
        let mut now = plan(&[1, 2, 3], &[], &[]);
        let target = target(&[3, 8, 2, 1], &[], &[], &[8]);
        now.apply(&Edit::RemoveStop { stop: StopId(3) }).unwrap();
        for edit in target.edits(&now.clone(), None) {
            now.apply(&edit).unwrap();
        }
        assert_eq!(ids(&now.days[0].stops), [8, 2, 1]);
    }
}
