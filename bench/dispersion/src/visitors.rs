//! The visitors: where they set out, how they travel, what they care for.

use domain::geo::Position;
use domain::itinerary::{Day, DayFrame, DayId, Endpoint, Itinerary};
use domain::score::prominence;
use domain::travel::Mode;
use domain::venue::{Area, Category};
use domain::wishes::{Interest, Pace, Percent, Wishes};

use crate::assumptions::{self as assumed, Home};
use crate::random::Random;
use crate::world::{Place, Popularity, World};

/// A visitor with an empty day.
#[derive(Debug, Clone)]
pub struct Visitor {
    pub wishes: Wishes,
    pub plan: Itinerary,
    /// The seed of every search for this visitor.
    pub seed: u64,
    /// Follows ours if the share of those who do is above this, 0 to 1: who does at 20 % does at 50 %.
    pub joins_at: f64,
}

/// The day that everybody plans.
pub const DAY: DayId = DayId(1);

/// So many visitors.
pub fn draw(world: &World, popularity: &Popularity, seed: u64, correlation: f64, count: usize) -> Option<Vec<Visitor>> {
    let mut random = Random::new(seed, 2);
    (0..count).map(|_| visitor(world, popularity, &mut random, correlation)).collect()
}

fn visitor(world: &World, popularity: &Popularity, random: &mut Random, correlation: f64) -> Option<Visitor> {
    let home = *random.weighted(&assumed::HOMES)?;
    let mode = *random.weighted(&assumed::modes(home))?;
    let pace = *random.weighted(&assumed::PACES)?;
    let position = position(world, home, random)?;
    let mut frame = DayFrame { mode, ..DayFrame::on(assumed::DATE?) };
    frame.start_min = *assumed::STARTS.get(random.below(assumed::STARTS.len()))?;
    frame.end_min = *assumed::ENDS.get(random.below(assumed::ENDS.len()))?;
    let end = Some(Endpoint { name: "Home".to_owned(), position });
    let day = Day { from: end.clone(), to: end, ..Day::new(DAY, frame, Vec::new()) };
    let wishes = wishes(world, popularity, random, correlation, pace, mode)?;
    let plan = Itinerary { title: "A day out".to_owned(), days: vec![day], ..Itinerary::default() };
    Some(Visitor { wishes, plan, seed: random.next(), joins_at: random.unit() })
}

fn wishes(
    world: &World,
    popularity: &Popularity,
    random: &mut Random,
    correlation: f64,
    pace: Pace,
    mode: Mode,
) -> Option<Wishes> {
    let mut wishes = Wishes { pace, mode: Some(mode), ..Wishes::default() };
    let (middle, spread) = known_for();
    for category in Category::ALL {
        let known = (f64::from(prominence(*category)) - middle) / spread;
        let own = (1.0 - correlation * correlation).sqrt() * random.normal();
        let interest = assumed::INTEREST.0 + assumed::INTEREST.1 * (correlation * known + own);
        let interest = Interest::try_from(interest.round().clamp(0.0, 5.0) as u8).ok()?;
        wishes.interests.insert(*category, interest);
    }
    let away = assumed::AWAY.0 * (1.0 - correlation) + assumed::AWAY.1 * random.normal();
    wishes.away = Percent::try_from(away.round().clamp(0.0, 100.0) as u8).ok()?;
    let is_set = random.unit() < assumed::WITH_MUST_SEE;
    let known: Vec<(f64, &Place)> = popularity.of.iter().copied().zip(&world.places).collect();
    let must_see = random.weighted(&known)?;
    if is_set {
        wishes.must_see.insert(must_see.slug.clone());
    }
    Some(wishes)
}

/// The mean and the standard deviation of how well known categories are.
fn known_for() -> (f64, f64) {
    let all: Vec<f64> = Category::ALL.iter().map(|one| f64::from(prominence(*one))).collect();
    let mean = crate::statistics::mean(&all);
    let squares: Vec<f64> = all.iter().map(|one| (one - mean).powi(2)).collect();
    (mean, crate::statistics::mean(&squares).sqrt())
}

fn position(world: &World, home: Home, random: &mut Random) -> Option<Position> {
    let near = |area: Area, random: &mut Random| {
        let there: Vec<Position> = world
            .places
            .iter()
            .map(|place| &place.candidate.venue)
            .filter(|venue| venue.area == area)
            .map(|v| v.position)
            .collect();
        there.get(random.below(there.len())).map(|one| (one.lat(), one.lon()))
    };
    let ((lat, lon), spread) = match home {
        Home::Centre => (assumed::HOTELS, assumed::HOTELS_SPREAD_M),
        Home::Krakow => (near(Area::Krakow, random)?, assumed::HOMES_SPREAD_M),
        Home::Beyond => (near(Area::Beyond, random)?, assumed::HOMES_SPREAD_M),
        Home::Station => (assumed::STATION, 0.0),
    };
    // 111,195 m to a degree north, times the cosine of 50° to a degree east.
    let (north, east) = (random.normal() * spread / 111_195.0, random.normal() * spread / 71_475.0);
    Position::from_degrees(lat + north, lon + east).ok()
}
