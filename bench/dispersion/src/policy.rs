//! What a visitor asks for, and the day that comes of it.

use std::collections::BTreeMap;

use domain::itinerary::{Stop, StopId};
use domain::plan_search::PlanSearch;
use domain::problem::{Candidates, Material, PlanError, Task};
use domain::proposal::Steering;
use domain::score::{Loads, personal};
use domain::timeline::StopVenues;
use domain::travel::Estimate;
use domain::venue::Category;
use domain::wishes::{Interest, PerCategory, Percent, Wishes};

use crate::assumptions as assumed;
use crate::random::Random;
use crate::visitors::{DAY, Visitor};
use crate::world::{CLASSES, World};

/// How a day is planned.
#[derive(Debug, Clone, Copy)]
pub enum Policy<'a> {
    /// What is popular, whoever asks; the catalogue in classes of popularity.
    Popularity(&'a Candidates),
    /// By the visitor's own wishes, without steering: the reference.
    Personal,
    /// The same once more with another seed: how much of a difference is mere search.
    Again,
    /// Steered, with a guarantee in per cent, and with loads or without.
    Ours { guarantee: u8, loads: bool },
    /// The placebo: areas and gminas are dealt out anew for everybody, unsteered and steered.
    Relabelled { steering: bool },
}

/// One visit.
#[derive(Debug, Clone, Copy)]
pub struct Visit {
    pub place: usize,
    /// Minutes since midnight.
    pub start: u32,
    pub leave: u32,
}

/// A day as it was planned.
#[derive(Debug, Clone)]
pub struct Outing {
    pub visits: Vec<Visit>,
    /// What it is worth to this visitor, personal points: what the guarantee speaks of.
    pub value: f64,
    pub travel_min: f64,
    pub grams: f64,
    pub steering: Steering,
}

/// Plans a visitor's day with so many iterations.
pub fn plan(
    world: &World,
    visitor: &Visitor,
    policy: Policy,
    loads: &Loads,
    iterations: u64,
) -> Result<Outing, PlanError> {
    let mut wishes = Wishes { steering: false, ..visitor.wishes.clone() };
    let mut seed = visitor.seed;
    let relabelled;
    let mut candidates = &world.candidates;
    let none = Loads::new();
    let mut seen = &none;
    match policy {
        Policy::Personal => {}
        Policy::Again => seed = !seed,
        Policy::Popularity(classes) => {
            candidates = classes;
            wishes = popular(&wishes);
        }
        Policy::Ours { guarantee, loads: with_loads } => {
            (wishes.steering, wishes.guarantee) = (true, percent(guarantee));
            if with_loads {
                seen = loads;
            }
        }
        Policy::Relabelled { steering } => {
            (wishes.steering, wishes.guarantee) = (steering, percent(assumed::DEFAULT));
            relabelled = world.relabelled(&mut Random::new(visitor.seed, 3));
            candidates = &relabelled;
            seen = loads;
        }
    }
    let venues = StopVenues::new();
    let material = Material { itinerary: &visitor.plan, venues: &venues, candidates, wishes: &wishes, loads: seen };
    let mut search = PlanSearch::new(&Task::Fill { days: vec![DAY] }, &material, Estimate, seed)?;
    search.step(iterations)?;
    let proposal = search.proposal(|slug| StopId(world.numbers.get(slug).map_or(-1, |at| *at as i64)));
    // Of the placebo a visit is worth what its label makes of it, steered and unsteered alike.
    let labels = if matches!(policy, Policy::Relabelled { .. }) { candidates } else { &world.candidates };
    let mut worths = Vec::new();
    let mut outing =
        Outing { visits: Vec::new(), value: 0.0, travel_min: 0.0, grams: 0.0, steering: proposal.steering };
    for day in &proposal.days {
        outing.travel_min += f64::from(day.told.travel_min);
        let legs = day.told.visits.iter().filter_map(|visit| visit.leg).chain(day.told.back);
        outing.grams += legs.map(|leg| assumed::grams_per_km(leg.mode) * f64::from(leg.metres) / 1_000.0).sum::<f64>();
        for (stop, told) in day.stops.iter().map(|one| &one.stop).zip(&day.told.visits) {
            let Some(place) = stop.venue().and_then(|slug| world.numbers.get(slug)).copied() else { continue };
            outing.visits.push(Visit { place, start: told.start_min, leave: told.leave_min });
            worths.extend(worth(world, labels, visitor, place, stop));
        }
    }
    outing.value = value(worths, visitor);
    Ok(outing)
}

/// A visit's category and its personal points, or no category if it is a must-see.
type Worth = (Option<Category>, u32);

fn worth(world: &World, labels: &Candidates, visitor: &Visitor, place: usize, stop: &Stop) -> Option<Worth> {
    let place = world.places.get(place)?;
    let venue = &labels.get(&place.slug)?.venue;
    let must = visitor.wishes.must_see.contains(&place.slug);
    let points = personal(venue, stop.stay_min, place.hours, &visitor.wishes);
    Some(((!must).then_some(venue.category), points.unwrap_or(u32::from(must))))
}

/// What visits are worth together: no more of a category than the visitor wants, must-sees apart. Only the plans by
/// popularity hold more.
fn value(mut visits: Vec<Worth>, visitor: &Visitor) -> f64 {
    visits.sort_by_key(|(category, points)| (*category, std::cmp::Reverse(*points)));
    let mut held: BTreeMap<Category, u8> = BTreeMap::new();
    let counts = |(category, _): &&Worth| match category {
        Some(category) => {
            let held = held.entry(*category).or_default();
            *held += 1;
            *held <= visitor.wishes.per_category.get()
        }
        None => true,
    };
    visits.iter().filter(counts).map(|(_, points)| f64::from(*points)).sum()
}

/// The wishes of somebody who wants what is popular; hours, pace and way to travel stay.
fn popular(wishes: &Wishes) -> Wishes {
    let interests = CLASSES.iter().filter_map(|(class, interest)| Some((*class, Interest::try_from(*interest).ok()?)));
    let mut popular = Wishes { pace: wishes.pace, mode: wishes.mode, steering: false, ..Wishes::default() };
    popular.interests = interests.collect();
    popular.per_category = PerCategory::try_from(domain::wishes::PER_CATEGORY_MAX).unwrap_or(popular.per_category);
    popular
}

fn percent(number: u8) -> Percent {
    Percent::try_from(number).unwrap_or(Wishes::default().guarantee)
}

#[cfg(test)]
mod tests {
    use domain::itinerary::Itinerary;

    use super::*;

    #[test]
    fn more_of_a_category_than_the_visitor_wants_is_worth_nothing_but_for_must_sees() {
        let visitor = Visitor { wishes: Wishes::default(), plan: Itinerary::default(), seed: 1, joins_at: 0.0 };
        let museum = |points| (Some(Category::Museum), points);
        let visits = vec![museum(300), museum(900), museum(600), (Some(Category::Park), 100), (None, 50)];
        assert!((value(visits, &visitor) - 1_650.0).abs() < f64::EPSILON);
    }
}
