//! A proposal that was made before, told again: nothing of it is kept but what it leads to.

use std::collections::BTreeSet;

use super::{Chosen, Kind, PlanSearch, Track};
use crate::itinerary::{Day, StopId};
use crate::problem::{Item, Origin, Translation};
use crate::proposal::{Proposal, Steering, Target, keeps};
use crate::travel::TravelTimes;
use crate::venue::VenueSlug;

impl<T: TravelTimes> PlanSearch<T> {
    /// A proposal that was made before, told again in full: for the same task, with the keys and the steering that it had.
    /// None where it is about single additions or other days, changes nothing by now, or no longer works out.
    #[must_use]
    pub fn again(&self, target: &Target, steering: Steering) -> Option<Proposal> {
        let Kind::Routes { translation, personal, steered } = &self.kind else { return None };
        let track = match steering {
            Steering::Steered { .. } => &steered.first()?.track,
            Steering::Off | Steering::Withheld { .. } => personal,
        };
        let solution = track.told(&routes(translation, target)?)?;
        let held: BTreeSet<usize> = solution.days.iter().flat_map(|day| &day.stops).map(|stop| stop.place).collect();
        let absent = (0..translation.items.len()).filter(|place| !held.contains(place)).collect();
        let missed = solution.conflicts.len();
        let outline = planner::Outline { days: solution.days, absent, missed, value: solution.value };
        if !keeps(translation, &outline, &self.travel) {
            return None;
        }
        let chosen = Chosen { track, outline, steering };
        let key = |slug: &VenueSlug| target.new.iter().find(|stop| stop.venue() == Some(slug)).map(|stop| stop.id);
        let mut proposal = self.tell(translation, &chosen, |slug| key(slug).unwrap_or(StopId(0)));
        chosen.explain(translation, &mut proposal);
        (!proposal.changes.is_empty()).then_some(proposal)
    }
}

impl Track {
    /// A plan with these visits, told by the clock, with the reasons why the rest is not in it; none if it does not work out.
    fn told(&self, days: &[planner::DayPlan]) -> Option<planner::Solution> {
        self.search.explain(days).or_else(|| self.explain_as_asked(days))
    }
}

/// The visits of a target, not told by the clock yet; none if it is about other days, or if a new stop is in question no more.
fn routes(translation: &Translation, target: &Target) -> Option<Vec<planner::DayPlan>> {
    let mut held = BTreeSet::new();
    let mut visit = |id: &StopId| {
        let new = target.new.iter().find(|stop| stop.id == *id);
        let is_it = |item: &Item| match item.origin {
            Origin::New => new.is_some_and(|new| item.stop.venue() == new.venue()),
            Origin::Day(_) | Origin::Tray => item.stop.id == *id,
        };
        match translation.items.iter().position(is_it) {
            Some(place) => held.insert(place).then_some(Some(planner::Stop { place, arrive: 0, start: 0, leave: 0 })),
            // What is over stands there too, and notes behind the stops that they go with: neither is a place.
            None => new.is_none().then_some(None),
        }
    };
    let route = |day: &Day| {
        let (_, stops) = target.days.iter().find(|(id, _)| *id == day.id)?;
        let visits = stops.iter().map(&mut visit).collect::<Option<Vec<_>>>()?;
        Some(planner::DayPlan { stops: visits.into_iter().flatten().collect(), ..planner::DayPlan::default() })
    };
    let routes: Vec<_> = translation.basis.planned().map(route).collect::<Option<_>>()?;
    (routes.len() == target.days.len()).then_some(routes)
}
