//! A day in the metropolis: its visitors plan in batches, each of which sees the damped load of those before it.

use domain::problem::PlanError;
use domain::score::{Load, Loads};

use crate::assumptions as assumed;
use crate::policy::{Outing, Policy, Visit, plan};
use crate::visitors::Visitor;
use crate::world::{Popularity, World};

/// The hours of the day that are looked at, whole hours since midnight.
pub const HOURS: std::ops::Range<u32> = 8..20;
const MINUTES: f64 = 60.0;

/// What a day takes place in.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    pub world: &'a World,
    pub popularity: &'a Popularity,
    pub visitors: &'a [Visitor],
    /// How many people all venues hold at a time, for every visitor.
    pub room: f64,
    pub iterations: u64,
    pub threads: usize,
}

impl Setting<'_> {
    /// How many people each venue holds at a time.
    pub fn capacity(&self) -> Vec<f64> {
        let all = self.room * self.visitors.len() as f64;
        self.popularity.room.iter().map(|share| share * all).collect()
    }

    /// How many people each zone holds at a time.
    pub fn zone_capacity(&self) -> Vec<f64> {
        let mut zones = vec![0.0; self.world.zones.len()];
        for (place, capacity) in self.world.places.iter().zip(self.capacity()) {
            if let Some(zone) = zones.get_mut(place.zone) {
                *zone += capacity;
            }
        }
        zones
    }
}

/// How many people are where in which hour, on average over the hour: by group, then by hour.
pub fn crowds<'a>(
    outings: impl Iterator<Item = &'a Outing>,
    groups: usize,
    group: impl Fn(&Visit) -> Option<usize>,
) -> Vec<Vec<f64>> {
    let mut crowds = vec![vec![0.0; HOURS.len()]; groups];
    for visit in outings.flat_map(|outing| &outing.visits) {
        let Some(hours) = group(visit).and_then(|group| crowds.get_mut(group)) else { continue };
        for (hour, here) in HOURS.zip(hours) {
            let (from, until) = (visit.start.max(hour * 60), visit.leave.min(hour * 60 + 60));
            *here += f64::from(until.saturating_sub(from)) / MINUTES;
        }
    }
    crowds
}

/// Everybody's day. Who does not follow the policy keeps their personal plan of `reference`, which nobody's load changes;
/// absent: everybody follows it.
pub fn run(setting: &Setting, policy: Policy, follow: Option<(&[Outing], f64)>) -> Result<Vec<Outing>, PlanError> {
    let visitors = setting.visitors;
    let Some((reference, adoption)) = follow else {
        let everybody: Vec<usize> = (0..visitors.len()).collect();
        return plan_all(setting, policy, &everybody, &Loads::new());
    };
    let mut outings = reference.to_vec();
    // What is known before anybody plans: a day without steering.
    let mut busy = busiest(setting, reference);
    let size = visitors.len().div_ceil(assumed::BATCHES).max(1);
    let numbers: Vec<usize> = (0..visitors.len()).collect();
    for batch in numbers.chunks(size) {
        let joins = |number: &&usize| visitors.get(**number).is_some_and(|one| one.joins_at < adoption);
        let followers: Vec<usize> = batch.iter().filter(joins).copied().collect();
        let planned = plan_all(setting, policy, &followers, &loads(setting, &busy))?;
        for (number, outing) in followers.into_iter().zip(planned) {
            if let Some(slot) = outings.get_mut(number) {
                *slot = outing;
            }
        }
        let latest: Vec<Outing> = batch.iter().filter_map(|number| outings.get(*number)).cloned().collect();
        for (known, new) in busy.iter_mut().zip(busiest(setting, &latest)) {
            *known += assumed::DAMPING * (new - *known);
        }
    }
    Ok(outings)
}

/// How many people every zone holds in its busiest hour, if all visitors plan as these have.
fn busiest(setting: &Setting, outings: &[Outing]) -> Vec<f64> {
    let zone = |visit: &Visit| setting.world.places.get(visit.place).map(|place| place.zone);
    let crowds = crowds(outings.iter(), setting.world.zones.len(), zone);
    let scale = setting.visitors.len() as f64 / outings.len().max(1) as f64;
    crowds.iter().map(|hours| hours.iter().copied().fold(0.0, f64::max) * scale).collect()
}

fn loads(setting: &Setting, busy: &[f64]) -> Loads {
    // Hundredths of a person, so that rounding does not matter.
    let whole = |number: f64| (number * 100.0).round() as u32;
    let zones = setting.world.zones.iter().cloned().zip(busy.iter().zip(setting.zone_capacity()));
    zones.map(|(zone, (visitors, room))| (zone, Load { visitors: whole(*visitors), capacity: whole(room) })).collect()
}

/// Plans the days of some visitors, in their order, whatever the number of threads.
fn plan_all(setting: &Setting, policy: Policy, numbers: &[usize], loads: &Loads) -> Result<Vec<Outing>, PlanError> {
    let next = std::sync::atomic::AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        while let Some(number) = numbers.get(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed)) {
            let Some(visitor) = setting.visitors.get(*number) else { continue };
            done.push((*number, plan(setting.world, visitor, policy, loads, setting.iterations)));
        }
        done
    };
    let mut done = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..setting.threads).map(|_| scope.spawn(work)).collect();
        let joined =
            threads.into_iter().map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        joined.flatten().collect::<Vec<_>>()
    });
    done.sort_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, outing)| outing).collect()
}

#[cfg(test)]
mod tests {
    use domain::proposal::Steering;

    use super::*;
    use crate::visitors;

    #[test]
    fn a_crowd_is_counted_by_the_minutes_of_every_hour() {
        let visits = vec![Visit { place: 0, start: 570, leave: 660 }, Visit { place: 1, start: 660, leave: 675 }];
        let outing = Outing { visits, value: 0.0, travel_min: 0.0, grams: 0.0, steering: Steering::Off };
        let crowds = crowds([&outing, &outing].into_iter(), 2, |visit| Some(visit.place));
        assert_eq!(crowds[0][..4], [0.0, 1.0, 2.0, 0.0]);
        assert_eq!(crowds[1][..4], [0.0, 0.0, 0.0, 0.5]);
    }

    #[test]
    fn a_day_is_the_same_on_any_number_of_threads() {
        let world = World::read().unwrap();
        let popularity = Popularity::draw(&world, 1);
        let visitors = visitors::draw(&world, &popularity, 1, 0.3, 24).unwrap();
        let day = |threads| {
            let setting = Setting {
                world: &world,
                popularity: &popularity,
                visitors: &visitors,
                room: 1.0,
                iterations: 60,
                threads,
            };
            let personal = run(&setting, Policy::Personal, None).unwrap();
            let ours = Policy::Ours { guarantee: 90, loads: true };
            let steered = run(&setting, ours, Some((&personal, 0.5))).unwrap();
            assert_eq!(personal.len(), 24);
            format!("{steered:?}")
        };
        assert_eq!(day(1), day(3));
    }
}
