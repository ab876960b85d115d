//! The first look of a recreation: every absent place against every gap of the changed days. One gap against all places
//! at a time, without branches, so that the compiler can test several places at once.
#![expect(
    clippy::indexing_slicing,
    reason = "the innermost loops; every index is made by this crate from a checked problem"
)]

use crate::insertion::{Insertion, cheapest, cheapest_of};
use crate::instance::Instance;
use crate::route::{Gap, Route};
use crate::state::State;

/// No gap takes the place.
const NONE: i32 = i32::MAX;

/// The cheapest insertion of every place into every day that was looked at.
#[derive(Debug, Default)]
pub struct Scan {
    /// By day and place: by how much later one comes to the stop behind, or [`NONE`].
    shifts: Vec<i32>,
    /// By day and place: before which stop.
    ats: Vec<i32>,
    /// By day: of which version of its route that is true.
    versions: Vec<Option<u32>>,
    /// By day: the gaps that some place may fit into.
    opened: Vec<Opened>,
    /// By pair of sites, the least time that any place takes between them; −1 if not known yet.
    least: Vec<i32>,
}

impl Scan {
    /// Looks at some days, given as bits.
    pub fn look(&mut self, instance: &Instance, state: &State, days: u64) {
        let places = instance.places();
        self.shifts.resize(places * instance.days(), NONE);
        self.ats.resize(places * instance.days(), 0);
        self.opened.resize_with(instance.days(), Opened::default);
        self.versions.clear();
        self.versions.resize(instance.days(), None);
        for day in (0..instance.days()).filter(|day| days & (1 << day) != 0) {
            let route = &state.routes[day];
            self.versions[day] = Some(route.version);
            // Versions come back when a round is undone: what was opened before is stale whatever its number.
            self.opened[day].version = route.version;
            self.shifts[day * places..][..places].fill(NONE);
            if instance.simple {
                for at in 0..route.gaps.len() {
                    if self.is_open(instance, day, route.gaps[at]) {
                        self.look_at_gap(instance, day, at, route.gaps[at]);
                    }
                }
            } else {
                let allowed = state.absent.iter().filter(|&&place| state.allows(instance, place, day));
                for &place in allowed {
                    if let Some(found) = cheapest(instance, route, day, place) {
                        let slot = day * places + usize::from(place);
                        (self.shifts[slot], self.ats[slot]) = (found.shift, found.at as i32);
                    }
                }
            }
        }
    }

    /// Whether any place at all could take its time in a gap. One table holds for all days: simple problems have one network.
    fn is_open(&mut self, instance: &Instance, day: usize, gap: Gap) -> bool {
        let (network, places) = (instance.network(day), instance.places());
        let sites = network.sites();
        self.least.resize(sites * sites, -1);
        let least = &mut self.least[usize::from(gap.from) * sites + usize::from(gap.to)];
        if *least < 0 {
            let (ways, ways_on) = (&network.from(gap.from)[..places], &network.to(gap.to)[..places]);
            let times = ways.iter().zip(&instance.stay).zip(ways_on).map(|((way, stay), way_on)| way + stay + way_on);
            *least = times.min().unwrap_or(NONE);
        }
        gap.late - gap.leave >= *least
    }

    fn look_at_gap(&mut self, instance: &Instance, day: usize, at: usize, gap: Gap) {
        let (network, places) = (instance.network(day), instance.places());
        let (ways, ways_on) = (&network.from(gap.from)[..places], &network.to(gap.to)[..places]);
        let stays = &instance.stay[..places];
        let (opens, closes) = (&instance.opens(day)[..places], &instance.closes(day)[..places]);
        let shifts = &mut self.shifts[day * places..][..places];
        let ats = &mut self.ats[day * places..][..places];
        for place in 0..places {
            let arrive = gap.leave + ways[place];
            let behind = arrive.max(opens[place]) + stays[place] + ways_on[place];
            let shift = behind - gap.arrive;
            let better = (arrive <= closes[place]) & (behind <= gap.late) & (shift < shifts[place]);
            shifts[place] = if better { shift } else { shifts[place] };
            ats[place] = if better { at as i32 } else { ats[place] };
        }
    }

    /// The cheapest insertion of a place into a day that was looked at: as it was then, or tested anew if the day has
    /// changed since.
    #[inline]
    pub fn cheapest(&mut self, instance: &Instance, route: &Route, day: usize, place: u16) -> Option<Insertion> {
        let version = self.versions[day]?;
        let slot = day * instance.places() + usize::from(place);
        let shift = self.shifts[slot];
        // What did not fit before something else was put in hardly ever fits behind.
        if shift == NONE {
            return None;
        }
        if route.version == version {
            return Some(Insertion { at: self.ats[slot] as usize, shift });
        }
        if !instance.simple {
            return cheapest(instance, route, day, place);
        }
        if self.opened[day].version != route.version {
            let mut opened = std::mem::take(&mut self.opened[day]);
            opened.version = route.version;
            opened.gaps.clear();
            for (at, &gap) in route.gaps.iter().enumerate() {
                if self.is_open(instance, day, gap) {
                    opened.gaps.push((at, gap));
                }
            }
            self.opened[day] = opened;
        }
        cheapest_of(instance, &self.opened[day].gaps, day, place)
    }
}

/// The gaps of a day that are worth a test.
#[derive(Debug, Default)]
struct Opened {
    version: u32,
    gaps: Vec<(usize, Gap)>,
}
