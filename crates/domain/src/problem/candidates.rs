//! Which venues a search looks at.

use std::collections::BTreeSet;

use crate::geo::Position;
use crate::itinerary::{Day, STOPS_MAX, Stop, StopId, StopKind};
use crate::score::{HoursKnowledge, fit_percent, personal};
use crate::timeline::{StopVenue, StopVenues, position};
use crate::travel::TravelTimes;
use crate::venue::VenueSlug;

use super::windows::knowledge;
use super::{Basis, LeftOut, Material, Subject, Task, WhyNot};

/// How many venues a search looks at because they are worth much for the minutes that they take.
const BY_RATE: usize = 120;
/// How many more it looks at because they are worth much.
const BY_POINTS: usize = 30;

/// A venue that a search looks at.
#[derive(Debug, Clone)]
pub struct Chosen {
    /// The stop that it would become; its key means nothing yet.
    pub stop: Stop,
    /// What a visit is worth, personal points.
    pub points: u32,
    /// Whether the plan makes no sense without it.
    pub must: bool,
}

/// The venues that a search looks at, and why not at the others.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// The venues, by slug.
    pub chosen: Vec<Chosen>,
    /// The others.
    pub set_aside: Vec<LeftOut>,
}

/// A visit to a venue that is not in the plan yet.
fn venue_stop(id: StopId, slug: &VenueSlug, venue: &StopVenue, stay_min: u16) -> Stop {
    Stop::visit(id, slug.clone(), venue.name.value.clone(), stay_min)
}

/// Chooses among the candidates: must-sees always, else the best by points for the minutes of stay and way, and some by
/// points alone. What this may lose: a cluster of small places far from everything in the plan.
pub fn choose(material: &Material, basis: &Basis, venues: &StopVenues, travel: &impl TravelTimes) -> Choice {
    let mut choice = Choice::default();
    if matches!(basis.task, Task::Order { .. }) {
        return choice;
    }
    let plan = material.itinerary;
    let in_plan: BTreeSet<&VenueSlug> = plan.all_stops().filter_map(Stop::venue).collect();
    let room = STOPS_MAX.saturating_sub(plan.all_stops().count());
    let around = anchors(basis, venues);
    let mut ranked = Vec::new();
    for (slug, candidate) in material.candidates.iter().filter(|(slug, _)| !in_plan.contains(slug)) {
        let wishes = material.wishes;
        let must = wishes.must_see.contains(slug);
        if !must && (wishes.never_see.contains(slug) || plan.refused.contains(slug)) {
            continue;
        }
        let venue = &candidate.venue;
        let stay = wishes.pace.stay(candidate.stay_min);
        let hours = best_knowledge(venue, basis);
        let points = match personal(venue, stay, hours, wishes) {
            Some(points) => points,
            None if must => 1,
            None => {
                let unfit = fit_percent(venue.wheelchair, wishes.profile).is_none();
                let why = if unfit { WhyNot::Unfit } else { WhyNot::NotOfInterest };
                choice.set_aside.push(LeftOut::outright(Subject::Venue(slug.clone()), why));
                continue;
            }
        };
        let stop = venue_stop(StopId(0), slug, venue, stay);
        let trip_min = u64::from(stay) + u64::from(nearest_min(&around, venue.position, material, travel));
        ranked.push((Chosen { stop, points, must }, u64::from(points) * 1_000 / trip_min.max(1)));
    }
    let is_nowhere = |slug: &&VenueSlug| !in_plan.contains(slug) && !material.candidates.contains_key(*slug);
    let nowhere = material.wishes.must_see.iter().filter(is_nowhere);
    choice.set_aside.extend(nowhere.map(|slug| LeftOut::outright(Subject::Venue(slug.clone()), WhyNot::NotAround)));
    // Candidates come by slug, and sorting is stable: equal ones keep that order on every platform.
    ranked.sort_by_key(|(one, rate)| (!one.must, std::cmp::Reverse(*rate)));
    let musts = ranked.iter().take_while(|(one, _)| one.must).count();
    let mut rest = ranked.split_off((musts + BY_RATE).min(ranked.len()));
    rest.sort_by_key(|(one, _)| std::cmp::Reverse(one.points));
    let others = rest.split_off(BY_POINTS.min(rest.len()));
    ranked.extend(rest);
    let beyond = ranked.split_off(room.min(ranked.len()));
    let aside = |why: WhyNot| {
        move |(one, _): &(Chosen, u64)| {
            one.stop.venue().map(|slug| LeftOut::outright(Subject::Venue(slug.clone()), why))
        }
    };
    choice.set_aside.extend(others.iter().filter_map(aside(WhyNot::NotLookedAt)));
    choice.set_aside.extend(beyond.iter().filter_map(aside(WhyNot::PlanFull)));
    choice.chosen = ranked.into_iter().map(|(one, _)| one).collect();
    choice.chosen.sort_by(|a, b| a.stop.venue().cmp(&b.stop.venue()));
    choice
}

/// The best that is known of a venue's hours on the days on which it is not known to be closed: known, else hinted at,
/// else nothing.
fn best_knowledge(venue: &StopVenue, basis: &Basis) -> HoursKnowledge {
    basis.planned().filter_map(|day| knowledge(venue, day)).min().unwrap_or(HoursKnowledge::Unknown)
}

/// Whether as much is known of a stop's hours on this day as on any of the days, and it is not known to be closed all day.
pub fn fits_known_hours(stop: &Stop, day: &Day, basis: &Basis, venues: &StopVenues) -> bool {
    let venue = stop.venue().and_then(|slug| venues.get(slug));
    venue.is_none_or(|venue| knowledge(venue, day) == Some(best_knowledge(venue, basis)))
}

/// Where the days begin, end and stop now.
fn anchors(basis: &Basis, venues: &StopVenues) -> Vec<Position> {
    let mut around = Vec::new();
    for day in basis.planned() {
        around.extend(day.from.iter().chain(&day.to).map(|end| end.position));
        around.extend(day.stops.iter().filter_map(|stop| position(stop, venues)));
    }
    let tray = basis.itinerary.tray.iter().filter(|stop| !matches!(stop.kind, StopKind::Note | StopKind::Meal { .. }));
    around.extend(tray.filter_map(|stop| position(stop, venues)));
    around.sort_unstable();
    around.dedup();
    around
}

/// Minutes from the nearest of the anchors; 0 if there are none.
fn nearest_min(around: &[Position], there: Position, material: &Material, travel: &impl TravelTimes) -> u16 {
    let mode = material.wishes.mode.or_else(|| material.itinerary.days.first().map(|day| day.frame.mode));
    let nearest = around.iter().min_by_key(|here| here.distance_m(there));
    nearest.map_or(0, |here| travel.leg(*here, there, mode.unwrap_or_default(), 12 * 60).minutes)
}
