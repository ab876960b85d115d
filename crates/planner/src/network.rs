//! Travel times as the search reads them: between sites, by row, with waiting for a quicker slot counted in.
#![expect(
    clippy::indexing_slicing,
    reason = "the innermost loops; every index is made by this crate from a checked problem"
)]

use crate::travel::{Travel, UNREACHABLE};

/// A way that does not exist, in numbers: longer than any day, and small enough that a few of them do not overflow.
pub const FAR: i32 = 500_000_000;
/// Travel times between sites by one means.
#[derive(Debug)]
pub struct Network {
    sites: usize,
    slots: usize,
    first: i32,
    length: i32,
    /// `ahead[(slot * sites + from) * sites + to]`.
    ahead: Vec<i32>,
    /// The same, transposed: `back[(slot * sites + to) * sites + from]`. One place against many gaps then reads one row.
    back: Vec<i32>,
}

impl Network {
    /// The times between sites, given by their locations; a site without one is nowhere, at no distance.
    pub fn new(travel: Option<&Travel>, sites: &[Option<usize>]) -> Self {
        let (count, slots) = (sites.len(), travel.map_or(1, Travel::slots));
        let (first, length) = match travel {
            Some(Travel::Slots(slots)) => (slots.first, slots.length),
            _ => (0, 1),
        };
        let mut ahead = Vec::with_capacity(slots * count * count);
        for slot in 0..slots {
            for from in sites {
                for to in sites {
                    // From nowhere, and to it, there is no way to go.
                    let value = match (travel, from, to) {
                        (Some(travel), Some(from), Some(to)) => travel.value(slot, *from, *to),
                        _ => 0,
                    };
                    ahead.push(if value == UNREACHABLE { FAR } else { value });
                }
            }
        }
        // Waiting for the next slot may be quicker: then the value of this one is that wait and that way. Not of the first,
        // which has no beginning; there the wait is counted when it is known.
        let table = count * count;
        for slot in (2..slots).rev() {
            for pair in 0..table {
                let later = ahead[slot * table + pair].saturating_add(length);
                let now = &mut ahead[(slot - 1) * table + pair];
                *now = (*now).min(later.min(FAR));
            }
        }
        let mut back = ahead.clone();
        for slot in 0..slots {
            for from in 0..count {
                for to in 0..count {
                    back[(slot * count + to) * count + from] = ahead[(slot * count + from) * count + to];
                }
            }
        }
        Self { sites: count, slots, first, length, ahead, back }
    }

    /// Whether two sites have the same travel times.
    pub fn is_same(&self, one: u16, other: u16) -> bool {
        let row = |slot: usize, site: u16| (slot * self.sites + usize::from(site)) * self.sites;
        (0..self.slots).all(|slot| {
            let (a, b) = (row(slot, one), row(slot, other));
            let same = |times: &[i32]| times[a..a + self.sites] == times[b..b + self.sites];
            same(&self.ahead) && same(&self.back)
        })
    }

    /// How many sites.
    pub const fn sites(&self) -> usize {
        self.sites
    }

    /// Whether the departure matters.
    pub const fn is_timed(&self) -> bool {
        self.slots > 1
    }

    /// The times from a site to every other, if the departure does not matter.
    #[inline]
    pub fn from(&self, site: u16) -> &[i32] {
        &self.ahead[usize::from(site) * self.sites..][..self.sites]
    }

    /// The times to a site from every other, if the departure does not matter.
    #[inline]
    pub fn to(&self, site: u16) -> &[i32] {
        &self.back[usize::from(site) * self.sites..][..self.sites]
    }

    fn slot(&self, time: i32) -> usize {
        usize::try_from((time - self.first).div_euclid(self.length)).unwrap_or(0).min(self.slots - 1)
    }

    fn at(&self, slot: usize, from: u16, to: u16) -> i32 {
        self.ahead[(slot * self.sites + usize::from(from)) * self.sites + usize::from(to)]
    }

    /// The least time between two sites, whenever one leaves.
    pub fn least(&self, from: u16, to: u16) -> i32 {
        (0..self.slots).map(|slot| self.at(slot, from, to)).min().unwrap_or(FAR)
    }

    /// When a slot begins, as a number that cannot overflow.
    fn begins(&self, slot: usize) -> i64 {
        i64::from(self.first) + slot as i64 * i64::from(self.length)
    }

    /// The earliest arrival when leaving at `depart`.
    #[inline]
    pub fn arrival(&self, from: u16, to: u16, depart: i32) -> i32 {
        if self.slots == 1 {
            return depart + self.at(0, from, to);
        }
        let slot = self.slot(depart);
        let now = depart + self.at(slot, from, to);
        if slot + 1 == self.slots {
            return now;
        }
        let next = self.begins(slot + 1) + i64::from(self.at(slot + 1, from, to));
        i32::try_from(next).map_or(now, |next| now.min(next))
    }

    /// The latest departure that arrives by `by`: the inverse of [`Self::arrival`].
    pub fn departure(&self, from: u16, to: u16, by: i32) -> i32 {
        if self.slots == 1 {
            return by - self.at(0, from, to);
        }
        // Arrivals at the beginnings of the slots rise, so the last slot whose beginning still works holds the answer.
        let mut slot = self.slot(by);
        while slot > 0 && self.begins(slot) + i64::from(self.at(slot, from, to)) > i64::from(by) {
            slot -= 1;
        }
        let latest = by - self.at(slot, from, to);
        if slot + 1 == self.slots {
            return latest;
        }
        // The beginning of the next slot fails, and so does waiting for it.
        i32::try_from(self.begins(slot + 1) - 1).map_or(latest, |end| latest.min(end))
    }
}
