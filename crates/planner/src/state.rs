//! The plan that the search changes: the routes, what is absent, and what the limits still allow.
#![expect(
    clippy::indexing_slicing,
    reason = "the innermost loops; every index is made by this crate from a checked problem"
)]

use crate::instance::Instance;
use crate::route::Route;

/// On no day.
pub const ABSENT: u8 = u8::MAX;

/// Routes, and what follows from them.
#[derive(Debug, Clone)]
pub struct State {
    /// One route per day.
    pub routes: Vec<Route>,
    /// The day of every place, or [`ABSENT`].
    pub day_of: Vec<u8>,
    /// The places on no day, in no order.
    pub absent: Vec<u16>,
    /// Where an absent place stands in that list.
    position: Vec<u16>,
    /// What the plan costs.
    spent: i64,
    /// How many places of each category each day holds; the last row is the plan.
    counts: Vec<u32>,
    /// The full categories of every day, as bits.
    full: Vec<u64>,
    /// The days before the changes of this round, by day; empty if a day is unchanged.
    before: Vec<Route>,
    /// The days that this round has changed, as bits.
    touched: u64,
}

impl State {
    /// The empty plan.
    pub fn new(instance: &Instance) -> Self {
        let (places, days) = (instance.places(), instance.days());
        let mut state = Self {
            routes: vec![Route::default(); days],
            day_of: vec![ABSENT; places],
            absent: (0..places as u16).collect(),
            position: (0..places as u16).collect(),
            spent: 0,
            counts: vec![0; (days + 1) * instance.limits.len()],
            full: vec![0; days],
            before: vec![Route::default(); days],
            touched: 0,
        };
        for (day, route) in state.routes.iter_mut().enumerate() {
            // A day whose own end is out of reach stays empty: every insertion fails.
            route.rebuild(instance, day);
        }
        for category in 0..instance.limits.len() {
            state.refill(instance, category);
        }
        state
    }

    /// The value of the plan.
    pub fn value(&self) -> i64 {
        self.routes.iter().map(|route| route.value).sum()
    }

    /// The time that the days take, a measure between plans of the same value.
    pub fn effort(&self) -> i64 {
        self.routes.iter().map(|route| i64::from(route.travel) + i64::from(route.waiting)).sum()
    }

    /// The days changed since the last [`Self::keep`] or [`Self::undo`], as bits.
    pub const fn touched(&self) -> u64 {
        self.touched
    }

    /// Whether limits and budget allow a place on a day.
    #[inline]
    pub fn allows(&self, instance: &Instance, place: u16, day: usize) -> bool {
        let at = usize::from(place);
        instance.mask[at] & self.full[day] == 0
            && instance.price[at] <= instance.budget - self.spent
            && instance.locked_on[at].is_none()
    }

    /// The first category of a place that a day, or the plan, has enough of.
    pub fn full_category(&self, instance: &Instance, place: u16, day: usize) -> Option<usize> {
        let full = instance.mask[usize::from(place)] & self.full[day];
        (full != 0).then(|| full.trailing_zeros() as usize)
    }

    /// What the budget lacks for a place; 0 if nothing.
    pub fn missing(&self, instance: &Instance, place: u16) -> i64 {
        (instance.price[usize::from(place)] - (instance.budget - self.spent)).max(0)
    }

    fn touch(&mut self, day: usize) {
        if self.touched & (1 << day) == 0 {
            self.touched |= 1 << day;
            self.before[day].clone_from(&self.routes[day]);
        }
    }

    /// Puts a place into a day before stop `at`, where it must fit.
    pub fn insert(&mut self, instance: &Instance, day: usize, at: usize, place: u16) -> bool {
        self.touch(day);
        self.routes[day].stops.insert(at, place);
        self.mark_present(instance, place, day);
        self.routes[day].rebuild(instance, day)
    }

    /// Takes the stops of a range out of a day, but for locked ones; [`Self::settle`] must follow.
    pub fn remove(&mut self, instance: &Instance, day: usize, range: std::ops::Range<usize>) {
        self.touch(day);
        let mut stops = std::mem::take(&mut self.routes[day].stops);
        let mut index = 0;
        stops.retain(|&place| {
            let keep = !range.contains(&index) || instance.locked_on[usize::from(place)].is_some();
            index += 1;
            if !keep {
                self.mark_absent(instance, place, day);
            }
            keep
        });
        self.routes[day].stops = stops;
    }

    /// Counts the touched days anew. False if one of them no longer works, as can happen where the way past a stop is
    /// longer than the way over it.
    pub fn settle(&mut self, instance: &Instance) -> bool {
        let mut works = true;
        for day in 0..self.routes.len() {
            if self.touched & (1 << day) != 0 {
                works &= self.routes[day].rebuild(instance, day);
            }
        }
        works
    }

    /// Takes the changes as they are.
    pub const fn keep(&mut self) {
        self.touched = 0;
    }

    /// Takes the changes back.
    pub fn undo(&mut self, instance: &Instance) {
        for day in 0..self.routes.len() {
            if self.touched & (1 << day) == 0 {
                continue;
            }
            let mut route = std::mem::take(&mut self.before[day]);
            std::mem::swap(&mut route, &mut self.routes[day]);
            for &place in &route.stops {
                self.mark_absent(instance, place, day);
            }
            self.before[day] = route;
        }
        for day in 0..self.routes.len() {
            if self.touched & (1 << day) != 0 {
                for k in 0..self.routes[day].stops.len() {
                    self.mark_present(instance, self.routes[day].stops[k], day);
                }
            }
        }
        self.touched = 0;
    }

    /// Replaces all routes.
    pub fn replace(&mut self, instance: &Instance, routes: &[Route]) {
        for (day, route) in routes.iter().enumerate() {
            let old = std::mem::take(&mut self.routes[day]);
            for &place in &old.stops {
                self.mark_absent(instance, place, day);
            }
            self.routes[day] = route.clone();
        }
        for (day, route) in routes.iter().enumerate() {
            for &place in &route.stops {
                self.mark_present(instance, place, day);
            }
        }
        self.touched = 0;
    }

    fn mark_absent(&mut self, instance: &Instance, place: u16, day: usize) {
        let at = usize::from(place);
        self.day_of[at] = ABSENT;
        self.position[at] = self.absent.len() as u16;
        self.absent.push(place);
        self.count(instance, at, day, false);
    }

    fn mark_present(&mut self, instance: &Instance, place: u16, day: usize) {
        let at = usize::from(place);
        self.day_of[at] = day as u8;
        let position = usize::from(self.position[at]);
        self.absent.swap_remove(position);
        if let Some(&moved) = self.absent.get(position) {
            self.position[usize::from(moved)] = position as u16;
        }
        self.count(instance, at, day, true);
    }

    fn count(&mut self, instance: &Instance, place: usize, day: usize, present: bool) {
        let price = instance.price[place];
        self.spent += if present { price } else { -price };
        if instance.categories[place].is_empty() {
            return;
        }
        let (kinds, days) = (instance.limits.len(), self.routes.len());
        for &category in &instance.categories[place] {
            let category = usize::from(category);
            for row in [day, days] {
                let count = &mut self.counts[row * kinds + category];
                *count = if present { *count + 1 } else { *count - 1 };
            }
            self.refill(instance, category);
        }
    }

    /// On which days a category is full.
    fn refill(&mut self, instance: &Instance, category: usize) {
        let (kinds, days) = (instance.limits.len(), self.routes.len());
        let (per_day, per_plan) = instance.limits[category];
        let everywhere = self.counts[days * kinds + category] >= per_plan;
        for (day, full) in self.full.iter_mut().enumerate() {
            let here = everywhere || self.counts[day * kinds + category] >= per_day;
            *full = if here { *full | 1 << category } else { *full & !(1 << category) };
        }
    }
}
