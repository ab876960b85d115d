//! The search: an anytime state machine around ruin, recreate and annealing.
#![expect(
    clippy::indexing_slicing,
    reason = "the innermost loops; every index is made by this crate from a checked problem"
)]

use crate::anneal::{Cooling, threshold};
use crate::explain::{absent, explain, plan};
use crate::heats::{Heats, Turn, refill};
use crate::instance::Instance;
use crate::must::place_locked;
use crate::pool::Pool;
use crate::problem::Problem;
use crate::random::Random;
use crate::recreate::Recreation;
use crate::route::Route;
use crate::ruin::ruin;
use crate::selection::select;
use crate::solution::{DayPlan, Outline, Solution, Stop};
use crate::state::{ABSENT, State};

/// The first and the last temperature, as parts of what a place is worth on average.
const TEMPERATURES: (f64, f64) = (1.0, 0.08);
/// The first temperature of the last search after several short ones: it keeps to where it begins.
const LAST_TEMPERATURE: f64 = 0.5;
/// In how many of a thousand rounds all days are filled, not only those that were ruined.
const EVERYWHERE: usize = 50;
/// After how many rounds the known day routes are packed.
const PACKING_EVERY: u64 = 4_096;
/// How much less than the best a plan may be worth for its days to be remembered, in thousandths.
const PACKING_MARGIN: i64 = 40;
/// How many visits a day has, roughly: for the price of the time between two of them.
const VISITS_PER_DAY: i64 = 24;
/// How many rounds the first cycle of heating and cooling has.
const FIRST_CYCLE: u64 = 512;

/// How far a search is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Rounds so far.
    pub iterations: u64,
    /// The value of the best plan, thousandths of a point; must-sees count extra, so that it compares plans of this
    /// search only.
    pub value: i64,
    /// Whether the last step has found a better plan.
    pub improved: bool,
}

/// A search for the best plan, to be stepped for as long as there is time.
#[derive(Debug)]
pub struct Search {
    problem: Problem,
    instance: Instance,
    random: Random,
    state: State,
    recreation: Recreation,
    cooling: Cooling,
    last_cooling: Cooling,
    heats: Heats,
    pool: Pool,
    current: i64,
    best: Vec<Route>,
    best_value: i64,
    best_effort: i64,
    iterations: u64,
    temperature: i64,
    /// How many rounds the present cycle of [`Self::step`] lasts.
    cycle: u64,
    /// By how much less than the best a plan may be worth for its days to be remembered.
    margin: i64,
}

impl Search {
    /// Prepares a search and makes a first plan.
    #[must_use]
    pub fn new(problem: Problem, seed: u64) -> Self {
        let chosen = select(&problem);
        let instance = Instance::new(&problem, &chosen, true);
        let mut state = State::new(&instance);
        place_locked(&instance, &mut state);
        let mut random = Random::new(seed);
        let mut recreation = Recreation::default();
        recreation.recreate(&instance, &mut state, &mut random, true);
        state.keep();
        let mean = mean_worth(&instance);
        let cooling = Cooling::new(mean * TEMPERATURES.0, mean * TEMPERATURES.1);
        let last_cooling = Cooling::new(mean * LAST_TEMPERATURE, mean * TEMPERATURES.1);
        let pool = Pool::new(&instance);
        let mut search = Self {
            problem,
            instance,
            random,
            state,
            recreation,
            cooling,
            last_cooling,
            heats: Heats::default(),
            pool,
            current: 0,
            best: Vec::new(),
            best_value: i64::MIN,
            best_effort: 0,
            iterations: 0,
            temperature: 0,
            cycle: FIRST_CYCLE,
            margin: 0,
        };
        search.current = search.state.value();
        search.note();
        search
    }

    /// Searches for some rounds, for as long as the caller likes: the search heats and cools in cycles of its own, each
    /// twice as long as the one before, so that it is never far from the end of one.
    pub fn step(&mut self, iterations: u64) -> Progress {
        let mut improved = false;
        for _ in 0..iterations {
            if self.iterations >= 2 * self.cycle {
                self.cycle *= 2;
            }
            // The cycle that begins at `cycle` rounds has as many, the first one all that are before.
            let into = if self.iterations < self.cycle { self.iterations } else { self.iterations - self.cycle };
            self.temperature = self.cooling.at((into * 1_024 / self.cycle) as usize);
            improved |= self.advance();
        }
        Progress { iterations: self.iterations, value: self.best_value, improved }
    }

    /// Searches for some rounds when the caller knows how much of its time is over, in 1,024ths: the search cools once,
    /// to be at its best at the end of that time. One day or two are searched several times for a short time and once for a
    /// longer one.
    pub fn step_at(&mut self, iterations: u64, elapsed: usize) -> Progress {
        let mut improved = false;
        if Heats::suit(self.instance.days()) {
            improved |= self.turn(elapsed);
        } else {
            self.temperature = self.cooling.at(elapsed);
        }
        for _ in 0..iterations {
            improved |= self.advance();
        }
        Progress { iterations: self.iterations, value: self.best_value, improved }
    }

    /// Begins another search of the whole when its time has come. True if that has found a better plan.
    fn turn(&mut self, elapsed: usize) -> bool {
        match self.heats.turn(elapsed) {
            Turn::Heat(elapsed) => self.temperature = self.cooling.at(elapsed),
            Turn::On(elapsed) => self.temperature = self.last_cooling.at(elapsed),
            Turn::Anew => {
                self.temperature = self.cooling.at(0);
                self.state = State::new(&self.instance);
                place_locked(&self.instance, &mut self.state);
                self.recreation.recreate(&self.instance, &mut self.state, &mut self.random, true);
                self.state.keep();
                self.current = self.state.value();
                return self.note();
            }
            Turn::Last => {
                self.temperature = self.last_cooling.at(0);
                self.state.replace(&self.instance, &self.best);
                self.current = self.best_value;
            }
        }
        false
    }

    /// One round, and a packing now and then; one day alone is no packing.
    fn advance(&mut self) -> bool {
        let mut improved = self.round();
        if self.instance.days() > 1 && self.iterations.is_multiple_of(PACKING_EVERY) {
            improved |= self.pack();
        }
        improved
    }

    /// Puts the best plan of known day routes together, and goes on from there if it is better than any before.
    fn pack(&mut self) -> bool {
        let Self { instance, state, random, .. } = self;
        let Some(stops) = self.pool.pack(instance, self.best_value) else { return false };
        let day = |(day, stops): (usize, Vec<u16>)| {
            let mut route = Route { stops, ..Route::default() };
            route.rebuild(instance, day).then_some(route)
        };
        let Some(routes) = stops.into_iter().enumerate().map(day).collect::<Option<Vec<Route>>>() else { return false };
        state.replace(instance, &routes);
        self.recreation.recreate(instance, state, random, true);
        state.keep();
        self.current = state.value();
        self.note()
    }

    /// Ruins, recreates, and keeps or takes back what came of it. True if it is the best plan so far.
    fn round(&mut self) -> bool {
        self.iterations += 1;
        let Self { ref instance, ref mut state, ref mut random, .. } = *self;
        if instance.places() == 0 {
            return false;
        }
        let crossing = self.heats.cross(instance, state, random);
        if crossing.is_none() {
            ruin(instance, state, random);
        }
        if !state.settle(instance) {
            state.undo(instance);
            return false;
        }
        if let Some(crossing) = crossing {
            refill(instance, state, &crossing);
        }
        let everywhere = random.chance(EVERYWHERE);
        self.recreation.recreate(instance, state, random, everywhere);
        let value = state.value();
        if value < self.current - threshold(self.temperature, random) {
            state.undo(instance);
            return false;
        }
        if value >= self.best_value - self.margin {
            self.pool.add(instance, &state.routes, state.touched(), value);
        }
        state.keep();
        self.current = value;
        self.note()
    }

    /// Remembers the present plan if it is the best so far.
    fn note(&mut self) -> bool {
        let (state, value) = (&self.state, self.current);
        self.heats.note(value, &state.routes);
        if value < self.best_value {
            return false;
        }
        let effort = state.effort();
        if value == self.best_value && effort >= self.best_effort {
            return false;
        }
        (self.best_value, self.best_effort) = (value, effort);
        self.best.clone_from(&state.routes);
        let absent = |place: &&u16| state.day_of[usize::from(**place)] == ABSENT;
        let musts = self.instance.musts.len() - self.instance.musts.iter().filter(absent).count();
        let points = value - self.instance.must_gain * musts as i64;
        self.margin = if self.instance.days() > 1 { points.max(0) / 1_000 * PACKING_MARGIN } else { -1 };
        true
    }

    /// The days of the best plan so far, told by the clock.
    #[must_use]
    pub fn days(&self) -> Vec<DayPlan> {
        plan(&self.instance, &self.best)
    }

    /// The best plan so far without reasons, told by the clock: what to look at while the search goes on.
    #[must_use]
    pub fn outline(&self) -> Outline {
        let Self { problem, instance, best, .. } = self;
        let days = self.days();
        let held = best.iter().flat_map(|route| &route.stops).filter(|&&stop| instance.must[usize::from(stop)]).count();
        let value = self.best_value - instance.must_gain * held as i64;
        Outline { absent: absent(problem, &days), missed: instance.musts.len() - held, value, days }
    }

    /// A plan of this problem, with the reasons why the rest is not in it; none if it does not work out here, or holds
    /// places that this search has not looked at.
    #[must_use]
    pub fn explain(&self, days: &[DayPlan]) -> Option<Solution> {
        let index = |stop: &Stop| self.instance.ids.binary_search(&stop.place).ok().map(|at| at as u16);
        let route = |(day, plan): (usize, &DayPlan)| {
            let stops = plan.stops.iter().map(index).collect::<Option<_>>()?;
            let mut route = Route { stops, ..Route::default() };
            route.rebuild(&self.instance, day).then_some(route)
        };
        let routes = days.iter().enumerate().map(route).collect::<Option<Vec<Route>>>()?;
        (routes.len() == self.instance.days()).then(|| explain(&self.problem, &self.instance, &routes))
    }

    /// The best plan so far, with times and with the reasons why the rest is not in it. The reasons take some
    /// milliseconds for hundreds of places.
    #[must_use]
    pub fn best(&self) -> Solution {
        explain(&self.problem, &self.instance, &self.best)
    }
}

/// What a place is worth on average, or the time that it takes if that has a price: the scale of the temperature.
fn mean_worth(instance: &Instance) -> f64 {
    let worth = |place: u16| {
        let extra = if instance.must[usize::from(place)] { instance.must_gain } else { 0 };
        instance.gain(place, 0) - extra
    };
    let worths: Vec<i64> = (0..instance.places() as u16).map(worth).filter(|&worth| worth > 0).collect();
    let mean = worths.iter().sum::<i64>() / worths.len().max(1) as i64;
    let time: i64 = instance.frames.iter().map(|frame| i64::from(frame.end - frame.start)).sum();
    let visit = time / (instance.days() as i64 * VISITS_PER_DAY);
    let (waiting_rate, travel_rate) = instance.rates;
    mean.max(visit.saturating_mul(waiting_rate.max(travel_rate))).max(1) as f64
}

/// After how many rounds the clock is asked again: often enough for a budget of some milliseconds.
const ROUNDS_PER_CLOCK: u64 = 32;

/// Searches for as long as the caller's clock allows: `elapsed` says how much of the time is over, in 1,024ths. With a
/// clock that counts the rounds in [`Progress`], the answer is the same on every platform. Better plans are reported as
/// they come.
pub fn solve(
    problem: Problem,
    seed: u64,
    mut elapsed: impl FnMut(&Progress) -> usize,
    mut report: impl FnMut(&Progress),
) -> (Solution, Progress) {
    let mut search = Search::new(problem, seed);
    let mut progress = search.step(0);
    report(&progress);
    loop {
        let now = elapsed(&progress);
        if now >= 1_024 {
            return (search.best(), progress);
        }
        progress = search.step_at(ROUNDS_PER_CLOCK, now);
        if progress.improved {
            report(&progress);
        }
    }
}
