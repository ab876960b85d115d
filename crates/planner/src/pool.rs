//! The route pool: day routes that good plans have held, and the best plan that can be put together from them. Choosing
//! disjoint routes of the greatest value is a set packing problem; it is solved by branch and bound over bit sets, bounded
//! by a Lagrangian relaxation of "each place at most once" (as the column pools of Hu and Lim 2014, with Fisher 1981).
#![expect(
    clippy::indexing_slicing,
    reason = "the innermost loops; every index is made by this crate from a checked problem"
)]

use std::collections::BTreeMap;

use crate::instance::Instance;
use crate::random::Random;
use crate::route::Route;

/// How many routes are kept.
const ROUTES_MAX: usize = 2_400;
/// How many routes are compared in one packing.
const NODES_MAX: u32 = 60_000;
/// Steps of the subgradient method.
const STEPS: i64 = 40;

/// A day route that some good plan has held.
#[derive(Debug)]
struct Entry {
    class: u8,
    value: i64,
    /// The value of the best plan that held it, a measure of its company.
    plan: i64,
    price: i64,
    stops: Vec<u16>,
    bits: Vec<u64>,
}

/// Day routes by their places.
#[derive(Debug)]
pub struct Pool {
    entries: Vec<Entry>,
    known: BTreeMap<u64, u32>,
    /// A random number for every place; a route is known by their sum.
    marks: Vec<u64>,
    /// Days on which the same routes are worth the same share a class.
    classes: Vec<u8>,
    /// Whether something has come since the last packing.
    fresh: bool,
}

impl Pool {
    /// An empty pool.
    pub fn new(instance: &Instance) -> Self {
        let mut random = Random::new(0x706f_6f6c);
        let days = instance.days();
        let first = |day: usize| (0..day).find(|&other| instance.is_alike(other, day)).unwrap_or(day) as u8;
        Self {
            entries: Vec::new(),
            known: BTreeMap::new(),
            marks: (0..instance.places()).map(|_| random.next()).collect(),
            classes: (0..days).map(first).collect(),
            fresh: false,
        }
    }

    /// Takes in the days of a plan that are marked as changed.
    pub fn add(&mut self, instance: &Instance, routes: &[Route], changed: u64, plan: i64) {
        for (day, route) in routes.iter().enumerate() {
            if changed & (1 << day) == 0 || route.stops.is_empty() {
                continue;
            }
            let class = self.classes[day];
            let sum = |sum: u64, stop: &u16| sum.wrapping_add(self.marks[usize::from(*stop)]);
            let mark = route.stops.iter().fold(u64::from(class), sum);
            if let Some(&at) = self.known.get(&mark) {
                let entry = &mut self.entries[at as usize];
                entry.plan = entry.plan.max(plan);
                if route.value > entry.value {
                    (entry.value, self.fresh) = (route.value, true);
                    entry.stops.clone_from(&route.stops);
                }
                continue;
            }
            let mut bits = vec![0_u64; self.marks.len().div_ceil(64)];
            for &stop in &route.stops {
                bits[usize::from(stop) / 64] |= 1 << (stop % 64);
            }
            self.known.insert(mark, self.entries.len() as u32);
            let price = route.stops.iter().map(|&stop| instance.price[usize::from(stop)]).sum();
            self.entries.push(Entry { class, value: route.value, plan, price, stops: route.stops.clone(), bits });
            self.fresh = true;
        }
        if self.entries.len() > 2 * ROUTES_MAX {
            self.shrink();
        }
    }

    /// Keeps the routes of the best plans.
    fn shrink(&mut self) {
        self.entries.sort_by_key(|entry| (-entry.plan, -entry.value));
        self.entries.truncate(ROUTES_MAX);
        let sum = |sum: u64, stop: &u16| sum.wrapping_add(self.marks[usize::from(*stop)]);
        let mark = |entry: &Entry| entry.stops.iter().fold(u64::from(entry.class), sum);
        self.known = self.entries.iter().enumerate().map(|(at, entry)| (mark(entry), at as u32)).collect();
    }

    /// The best plan of known routes that is worth more than `above`: the stops of every day.
    pub fn pack(&mut self, instance: &Instance, above: i64) -> Option<Vec<Vec<u16>>> {
        if !std::mem::take(&mut self.fresh) {
            return None;
        }
        let days = instance.days();
        let (prices, reduced) = self.relax(instance, above);
        let total: i64 = prices.iter().sum();
        let mut order: Vec<usize> = (0..self.entries.len()).filter(|&at| reduced[at] > i64::MIN).collect();
        order.sort_by_key(|&at| (-reduced[at], at));
        let mut packing = Packing {
            instance,
            entries: &self.entries,
            reduced: &reduced,
            total,
            best: above,
            found: None,
            nodes: 0,
            // Each class once for each of its days, in turn.
            days: {
                let mut days: Vec<(u8, usize)> = (0..days).map(|day| (self.classes[day], day)).collect();
                days.sort_unstable();
                days
            },
            order: (0..days as u8)
                .map(|class| order.iter().copied().filter(|&at| self.entries[at].class == class).collect())
                .collect(),
            chosen: Vec::new(),
        };
        packing.branch(0, Sums::default(), &vec![0; self.marks.len().div_ceil(64)]);
        let days_in_turn = packing.days.clone();
        let found = packing.found?;
        let mut stops = vec![Vec::new(); days];
        for (&(_, day), at) in days_in_turn.iter().zip(found) {
            if let Some(at) = at {
                stops[day].clone_from(&self.entries[at].stops);
            }
        }
        Some(stops)
    }

    /// A price for every place such that the routes less the prices of their places bound every packing well, by the
    /// subgradient method.
    fn relax(&self, instance: &Instance, target: i64) -> (Vec<i64>, Vec<i64>) {
        let days = instance.days();
        let mut prices = vec![0_i64; self.marks.len()];
        let mut best_bound = i64::MAX;
        let mut best = (Vec::new(), Vec::new());
        let mut step = 0_i64;
        for round in 0..STEPS {
            let reduced: Vec<i64> = (self.entries.iter())
                .map(|entry| entry.value - entry.stops.iter().map(|&stop| prices[usize::from(stop)]).sum::<i64>())
                .collect();
            // Every day takes its best route, whatever the others take.
            let mut uses = vec![0_i64; prices.len()];
            let mut bound: i64 = prices.iter().sum();
            for class in 0..days as u8 {
                let count = self.classes.iter().filter(|&&one| one == class).count() as i64;
                let top = (0..reduced.len())
                    .filter(|&at| self.entries[at].class == class)
                    .max_by_key(|&at| (reduced[at], at));
                if let Some(top) = top.filter(|&top| reduced[top] > 0 && count > 0) {
                    bound += reduced[top] * count;
                    for &stop in &self.entries[top].stops {
                        uses[usize::from(stop)] += count;
                    }
                }
            }
            if bound < best_bound {
                best_bound = bound;
                best = (prices.clone(), reduced);
            }
            let norm: i64 = (prices.iter().zip(&uses))
                .map(|(&price, &uses)| if price > 0 || uses > 1 { (uses - 1) * (uses - 1) } else { 0 })
                .sum();
            if norm == 0 {
                break;
            }
            if round % 8 == 0 {
                step = ((bound - target).max(0) / norm) >> (round / 8);
            }
            for (price, uses) in prices.iter_mut().zip(&uses) {
                *price = (*price + step * (uses - 1)).max(0);
            }
        }
        let (prices, mut reduced) = best;
        // What cannot be part of a better packing, even in the best company, is left out.
        let total: i64 = prices.iter().sum();
        let top = |class: u8| {
            let own = self.entries.iter().zip(&reduced).filter(|(entry, _)| entry.class == class);
            own.map(|(_, reduced)| *reduced).max().unwrap_or(0).max(0)
        };
        let tops: Vec<i64> = (0..days as u8).map(top).collect();
        let bound: i64 = total + self.classes.iter().map(|&class| tops[usize::from(class)]).sum::<i64>();
        for (entry, reduced) in self.entries.iter().zip(&mut reduced) {
            if bound - tops[usize::from(entry.class)] + *reduced <= target {
                *reduced = i64::MIN;
            }
        }
        (prices, reduced)
    }
}

/// What the chosen routes add up to.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    value: i64,
    reduced: i64,
    price: i64,
}

/// The state of one branch and bound.
struct Packing<'a> {
    instance: &'a Instance,
    entries: &'a [Entry],
    reduced: &'a [i64],
    total: i64,
    best: i64,
    found: Option<Vec<Option<usize>>>,
    nodes: u32,
    days: Vec<(u8, usize)>,
    order: Vec<Vec<usize>>,
    chosen: Vec<Option<usize>>,
}

impl Packing<'_> {
    /// Chooses the route of the day `depth`; `from` is the first choice that is not a mirror image of an earlier one.
    fn branch(&mut self, from: usize, sums: Sums, taken: &[u64]) {
        let depth = self.chosen.len();
        if depth == self.days.len() {
            if sums.value > self.best && self.keeps_limits() {
                (self.best, self.found) = (sums.value, Some(self.chosen.clone()));
            }
            return;
        }
        let class = usize::from(self.days[depth].0);
        // The best that the days behind can add: their classes' first choices.
        let alike = self.days[depth..].iter().filter(|day| usize::from(day.0) == class).count();
        let others: i64 = (self.days[depth + alike..].iter())
            .map(|day| self.order[usize::from(day.0)].first().map_or(0, |&at| self.reduced[at].max(0)))
            .sum();
        for choice in from..self.order[class].len() {
            let at = self.order[class][choice];
            let bound = self.total + sums.reduced + self.reduced[at] * alike as i64 + others;
            self.nodes += 1;
            if bound <= self.best || self.nodes > NODES_MAX {
                break;
            }
            let entry = &self.entries[at];
            let dear = sums.price + entry.price > self.instance.budget;
            if dear || entry.bits.iter().zip(taken).any(|(bits, taken)| bits & taken != 0) {
                continue;
            }
            let taken: Vec<u64> = entry.bits.iter().zip(taken).map(|(bits, taken)| bits | taken).collect();
            self.chosen.push(Some(at));
            let more = Sums {
                value: sums.value + entry.value,
                reduced: sums.reduced + self.reduced[at],
                price: sums.price + entry.price,
            };
            self.branch(if alike > 1 { choice + 1 } else { 0 }, more, &taken);
            self.chosen.pop();
        }
        if from == 0 && self.order[class].is_empty() {
            self.chosen.push(None);
            self.branch(0, sums, taken);
            self.chosen.pop();
        }
    }

    /// Whether the chosen routes together keep to the limits of the plan.
    fn keeps_limits(&self) -> bool {
        let stops = || self.chosen.iter().flatten().flat_map(|&at| &self.entries[at].stops);
        self.instance.limits.iter().enumerate().all(|(category, &(_, per_plan))| {
            let counted = |stop: &&u16| self.instance.mask[usize::from(**stop)] & (1 << category) != 0;
            per_plan == u32::MAX || stops().filter(counted).count() <= per_plan as usize
        })
    }
}
