//! The catalogue as the simulation needs it, and how popular and roomy its venues are.

use std::collections::BTreeMap;

use domain::accessibility::Access;
use domain::gmina::{GminaName, GminaSlug};
use domain::language::Language;
use domain::problem::{Candidate, Candidates};
use domain::score::{HoursKnowledge, Zone, prominence};
use domain::timeline::StopVenue;
use domain::venue::{Area, Category, VenueSlug};
use domain::wishes::Interest;
use importers::catalogue::{Catalogue, Sources};

use crate::assumptions as assumed;
use crate::hours;
use crate::random::Random;

/// A venue.
#[derive(Debug, Clone)]
pub struct Place {
    pub slug: VenueSlug,
    pub candidate: Candidate,
    pub hours: HoursKnowledge,
    /// The number of its gmina and of its zone.
    pub gmina: usize,
    pub zone: usize,
}

/// The catalogue. It is the same for every seed.
#[derive(Debug, Clone)]
pub struct World {
    pub places: Vec<Place>,
    pub candidates: Candidates,
    pub numbers: BTreeMap<VenueSlug, usize>,
    pub gminas: Vec<GminaSlug>,
    pub zones: Vec<Zone>,
}

impl World {
    /// Reads the catalogue that the product ships.
    pub fn read() -> Result<Self, String> {
        let sources = Sources {
            gminas: include_str!("../../../data/gminas.csv"),
            outlines: include_str!("../../../data/gminas.geojson"),
            old_town: include_str!("../../../data/old-town.geojson"),
            venues: include_str!("../../../data/venues.csv"),
        };
        let catalogue = Catalogue::read(&sources, &|_| Ok(())).map_err(|error| error.to_string())?;
        if let Some(rejection) = catalogue.rejections.first() {
            return Err(format!("a venue is refused: {rejection:?}"));
        }
        let date = assumed::DATE.ok_or("no such date")?;
        let names: BTreeMap<_, _> = catalogue.gminas.iter().map(|one| (one.slug.clone(), one.name.clone())).collect();
        let mut world = Self {
            places: Vec::new(),
            candidates: Candidates::new(),
            numbers: BTreeMap::new(),
            gminas: names.keys().cloned().collect(),
            zones: Vec::new(),
        };
        for draft in catalogue.venues {
            let hours = hours::on(date, draft.opening_hours.as_deref());
            let hours = hours.ok_or_else(|| format!("hours of {}: {:?}", draft.slug, draft.opening_hours))?;
            let knowledge = match hours.on(date) {
                Some(_) => HoursKnowledge::Known,
                None => HoursKnowledge::Unknown,
            };
            let gmina = draft.gmina.clone();
            let name = names.get(&gmina).ok_or("a venue without a gmina")?.text(Language::Pl);
            let venue = StopVenue {
                name: draft.name.text(Language::Pl),
                category: draft.category,
                gmina: GminaName { slug: gmina.clone(), name },
                area: draft.area,
                position: draft.position,
                approximate: false,
                wheelchair: Access::Unknown,
                last_entry_min: draft.last_entry_min,
                hours,
            };
            let zone = Zone::of(&venue);
            let zone_number = world.zones.iter().position(|one| *one == zone).unwrap_or_else(|| {
                world.zones.push(zone);
                world.zones.len() - 1
            });
            let candidate = Candidate { venue, stay_min: draft.stay_min };
            world.numbers.insert(draft.slug.clone(), world.places.len());
            world.candidates.insert(draft.slug.clone(), candidate.clone());
            world.places.push(Place {
                slug: draft.slug,
                candidate,
                hours: knowledge,
                gmina: world.gminas.iter().position(|one| *one == gmina).unwrap_or_default(),
                zone: zone_number,
            });
        }
        Ok(world)
    }

    /// The catalogue with areas and gminas dealt out anew among the venues: what steering looks at, and nothing else.
    pub fn relabelled(&self, random: &mut Random) -> Candidates {
        let mut labels: Vec<(Area, GminaName)> =
            self.candidates.values().map(|candidate| (candidate.venue.area, candidate.venue.gmina.clone())).collect();
        random.shuffle(&mut labels);
        let mut candidates = self.candidates.clone();
        for (candidate, (area, gmina)) in candidates.values_mut().zip(labels) {
            (candidate.venue.area, candidate.venue.gmina) = (area, gmina);
        }
        candidates
    }
}

/// How popular venues are and how many people they hold, by number.
#[derive(Debug, Clone)]
pub struct Popularity {
    pub of: Vec<f64>,
    /// How many people a venue holds at a time for every visitor of the day; the sum is one.
    pub room: Vec<f64>,
}

impl Popularity {
    /// Draws it.
    pub fn draw(world: &World, seed: u64) -> Self {
        let mut random = Random::new(seed, 1);
        let popularity = |place: &Place| {
            let venue = &place.candidate.venue;
            let known =
                if assumed::WELL_KNOWN.contains(&place.slug.as_str()) { assumed::WELL_KNOWN_FACTOR } else { 1.0 };
            let usual = f64::from(prominence(venue.category)) / 50.0 * assumed::popularity_of(venue.area);
            usual * known * (assumed::POPULARITY_SPREAD * random.normal()).exp()
        };
        let of: Vec<f64> = world.places.iter().map(popularity).collect();
        let room = world.places.iter().zip(&of);
        let room: Vec<f64> =
            room.map(|(place, of)| assumed::capacity_of(place.candidate.venue.category) * of.sqrt()).collect();
        let sum: f64 = room.iter().sum();
        Self { of, room: room.into_iter().map(|one| one / sum).collect() }
    }

    /// The catalogue as somebody sees it who wants what is popular and nothing else: five classes of popularity stand in for
    /// the categories, each a fifth of the venues.
    pub fn classes(&self, world: &World) -> Candidates {
        let mut order: Vec<usize> = (0..self.of.len()).collect();
        let popularity = |number: &usize| self.of.get(*number).copied().unwrap_or_default();
        order.sort_by(|a, b| popularity(a).total_cmp(&popularity(b)));
        let mut candidates = Candidates::new();
        for (rank, place) in
            order.iter().enumerate().filter_map(|(rank, number)| Some((rank, world.places.get(*number)?)))
        {
            let mut candidate = place.candidate.clone();
            let class = (rank * CLASSES.len() / order.len().max(1)).min(CLASSES.len() - 1);
            candidate.venue.category = CLASSES.get(class).map_or(Category::Library, |(category, _)| *category);
            candidates.insert(place.slug.clone(), candidate);
        }
        candidates
    }
}

/// The categories that stand in for classes of popularity, with the interest in them.
pub const CLASSES: [(Category, u8); 5] = [
    (Category::Library, 1),
    (Category::Cinema, 2),
    (Category::Sport, 3),
    (Category::Horse, 4),
    (Category::Market, Interest::MOST.get()),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_labels_are_the_same_labels_on_other_venues() {
        let world = World::read().unwrap();
        let relabelled = world.relabelled(&mut Random::new(1, 0));
        let sorted = |candidates: &Candidates| {
            let mut zones: Vec<Zone> = candidates.values().map(|one| Zone::of(&one.venue)).collect();
            zones.sort();
            zones
        };
        assert_eq!(sorted(&relabelled), sorted(&world.candidates));
        let moved =
            relabelled.iter().filter(|(slug, one)| one.venue.area != world.candidates[*slug].venue.area).count();
        assert!(moved > 60, "{moved} of {}", relabelled.len());
        let other = |(slug, one): (&VenueSlug, &Candidate)| one.venue.position != world.candidates[slug].venue.position;
        assert!(!relabelled.iter().any(other));
    }

    #[test]
    fn the_catalogue_has_fifteen_gminas_and_the_old_town_apart() {
        let world = World::read().unwrap();
        assert_eq!((world.places.len(), world.gminas.len(), world.zones.len()), (world.candidates.len(), 15, 16));
        let room: f64 = Popularity::draw(&world, 1).room.iter().sum();
        assert!((room - 1.0).abs() < 1e-9);
    }
}
