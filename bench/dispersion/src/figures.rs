//! What is measured of a day.

use domain::proposal::Steering;
use domain::venue::Area;

use crate::policy::Outing;
use crate::run::{Setting, crowds};
use crate::statistics::{entropy, gini, hhi, mean, quantile};
use crate::world::Place;

/// How a figure is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A share, as per cent; its differences are percentage points.
    Share,
    /// A number with three decimals.
    Index,
    /// A number with one decimal.
    Number,
}

/// A figure's name and its unit.
pub const FIGURES: [(&str, Unit); COUNT] = [
    ("visits outside the Old Town", Unit::Share),
    ("visiting hours outside the Old Town", Unit::Share),
    ("visits outside Kraków", Unit::Share),
    ("visiting hours outside Kraków", Unit::Share),
    ("Gini over venues, weighted by capacity", Unit::Index),
    ("Gini over zones, weighted by capacity", Unit::Index),
    ("HHI of visiting hours over gminas", Unit::Index),
    ("entropy of visiting hours over gminas, bits", Unit::Index),
    ("visitor-hours above capacity, zones", Unit::Share),
    ("visitor-hours above capacity, venues", Unit::Share),
    ("of them newly above, zones", Unit::Share),
    ("of them newly above, venues", Unit::Share),
    ("zones above capacity in some hour", Unit::Number),
    ("zones newly above capacity", Unit::Number),
    ("visits per visitor", Unit::Index),
    ("visiting minutes per visitor", Unit::Number),
    ("minutes on the way per visitor", Unit::Number),
    ("g of CO₂e per visitor", Unit::Number),
    ("personal loss, mean", Unit::Share),
    ("personal loss, 95th percentile", Unit::Share),
    ("personal loss, largest", Unit::Share),
    ("visitors who lose more than 5 %", Unit::Share),
    ("steered plans offered", Unit::Share),
    ("steered plans withheld by the guarantee", Unit::Share),
];
pub const COUNT: usize = 24;

/// The numbers of the figures that goals speak of.
pub const HOURS_OUTSIDE: usize = 1;
pub const OVERLOAD: usize = 8;
pub const OVERLOAD_VENUES: usize = 9;
pub const TRAVEL: usize = 16;
pub const LOSS: usize = 18;
pub const LOSS_P95: usize = 19;

pub type Figures = [f64; COUNT];

/// The figures of a day against the personal one of the same visitors. Losses are those of who follows the policy.
pub fn figures(setting: &Setting, outings: &[Outing], personal: &[Outing], adoption: f64) -> Figures {
    let world = setting.world;
    let visits =
        || outings.iter().flat_map(|outing| &outing.visits).filter_map(|v| Some((v, world.places.get(v.place)?)));
    let minutes = |is: &dyn Fn(&Place) -> bool| {
        let some = visits().filter(|(_, place)| is(place)).map(|(visit, _)| f64::from(visit.leave - visit.start));
        some.sum::<f64>()
    };
    let number = |is: &dyn Fn(&Place) -> bool| visits().filter(|(_, place)| is(place)).count() as f64;
    let area = |place: &Place| place.candidate.venue.area;
    let (all, all_minutes) = (number(&|_| true), minutes(&|_| true));
    let gminas: Vec<f64> = (0..world.gminas.len()).map(|gmina| minutes(&|place| place.gmina == gmina)).collect();
    let zones = overload(setting, outings, personal, true);
    let venues = overload(setting, outings, personal, false);
    let people = outings.len() as f64;
    let followers: Vec<(&Outing, &Outing)> = (setting.visitors.iter().zip(outings.iter().zip(personal)))
        .filter(|(visitor, _)| visitor.joins_at < adoption)
        .map(|(_, pair)| pair)
        .collect();
    let losses: Vec<f64> = followers.iter().map(|(ours, theirs)| loss(ours, theirs)).collect();
    let steering = |is: fn(Steering) -> bool| {
        share(followers.iter().filter(|(ours, _)| is(ours.steering)).count() as f64, followers.len() as f64)
    };
    [
        share(number(&|place| area(place) != Area::OldTown), all),
        share(minutes(&|place| area(place) != Area::OldTown), all_minutes),
        share(number(&|place| area(place) == Area::Beyond), all),
        share(minutes(&|place| area(place) == Area::Beyond), all_minutes),
        gini(&venues.use_and_room),
        gini(&zones.use_and_room),
        hhi(&gminas),
        entropy(&gminas),
        zones.above,
        venues.above,
        zones.newly,
        venues.newly,
        zones.groups as f64,
        zones.new_groups as f64,
        share(all, people),
        share(all_minutes, people),
        mean(&outings.iter().map(|outing| outing.travel_min).collect::<Vec<_>>()),
        mean(&outings.iter().map(|outing| outing.grams).collect::<Vec<_>>()),
        mean(&losses),
        quantile(&losses, 0.95),
        losses.iter().copied().fold(f64::MIN, f64::max).max(0.0),
        share(losses.iter().filter(|loss| **loss > 0.05).count() as f64, losses.len() as f64),
        steering(|one| matches!(one, Steering::Steered { .. })),
        steering(|one| matches!(one, Steering::Withheld { .. })),
    ]
}

fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

/// How much less a day is worth to its visitor than their personal one; negative where the search has found a better one.
fn loss(ours: &Outing, theirs: &Outing) -> f64 {
    if theirs.value > 0.0 { 1.0 - ours.value / theirs.value } else { 0.0 }
}

/// Where there are more people than there is room.
struct Overload {
    /// Visitor-hours above capacity, as a share of all.
    above: f64,
    /// Of all visitor-hours, those above capacity where and when the personal plans do not exceed it.
    newly: f64,
    /// In how many places capacity is exceeded in some hour, and in how many only now.
    groups: usize,
    new_groups: usize,
    /// Visitor-hours and capacity of every place.
    use_and_room: Vec<(f64, f64)>,
}

fn overload(setting: &Setting, outings: &[Outing], personal: &[Outing], zones: bool) -> Overload {
    let room = if zones { setting.zone_capacity() } else { setting.capacity() };
    let crowds = |outings: &[Outing]| {
        let group = |visit: &crate::policy::Visit| match setting.world.places.get(visit.place) {
            Some(place) if zones => Some(place.zone),
            place => place.map(|_| visit.place),
        };
        crowds(outings.iter(), room.len(), group)
    };
    let mut found = Overload { above: 0.0, newly: 0.0, groups: 0, new_groups: 0, use_and_room: Vec::new() };
    let mut all = 0.0;
    for ((room, now), before) in room.iter().zip(crowds(outings)).zip(crowds(personal)) {
        let above = |people: &f64| (people - room).max(0.0);
        found.above += now.iter().map(above).sum::<f64>();
        found.newly +=
            now.iter().zip(&before).filter(|(_, before)| *before <= room).map(|(now, _)| above(now)).sum::<f64>();
        let is_above = |hours: &[f64]| hours.iter().any(|people| people > room);
        found.groups += usize::from(is_above(&now));
        found.new_groups += usize::from(is_above(&now) && !is_above(&before));
        let used: f64 = now.iter().sum();
        all += used;
        found.use_and_room.push((used, *room));
    }
    (found.above, found.newly) = (share(found.above, all), share(found.newly, all));
    found
}
