//! The order of Discover without a text: one venue of every gmina in turn, Kraków's last in each round; within a gmina
//! those where people stay longest, which no popularity and no payment moves, then the best-documented.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use domain::accessibility::Access;
use domain::venue::APPROXIMATE_FROM_M;

use crate::entity::{gmina, venue};
use crate::gminas::KRAKOW;

/// The place of every venue, by key: 0 for the first.
pub(crate) fn ranks(venues: &[venue::Model], gminas: &[gmina::Model]) -> HashMap<i64, i64> {
    let turn: HashMap<i64, (bool, &str)> =
        gminas.iter().map(|gmina| (gmina.id, (gmina.slug == KRAKOW, gmina.sort_key.as_str()))).collect();
    let mut queues: BTreeMap<_, Vec<&venue::Model>> = BTreeMap::new();
    for venue in venues {
        queues.entry((turn.get(&venue.gmina_id).copied().unwrap_or_default(), venue.gmina_id)).or_default().push(venue);
    }
    let mut places: Vec<(usize, usize, i64)> = Vec::with_capacity(venues.len());
    for (turn, queue) in queues.values_mut().enumerate() {
        queue.sort_by_key(|venue| {
            (Reverse((venue.stay_min, documented(venue))), venue.sort_key.as_str(), venue.slug.as_str())
        });
        places.extend(queue.iter().enumerate().map(|(round, venue)| (round, turn, venue.id)));
    }
    places.sort_unstable();
    places.into_iter().zip(0..).map(|((_, _, id), rank)| (id, rank)).collect()
}

/// How many things are known that a visitor asks about.
fn documented(venue: &venue::Model) -> usize {
    let known = [
        venue.wikidata.is_some(),
        venue.website.is_some(),
        venue.opening_hours.is_some(),
        venue.wheelchair != Access::Unknown.as_str(),
        venue.precision_m < i64::from(APPROXIMATE_FROM_M),
    ];
    known.into_iter().filter(|known| *known).count()
}
