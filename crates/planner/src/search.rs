//! The search: an anytime state machine around ruin, recreate and annealing.
#![expect(
    clippy::indexing_slicing,
    reason = "the innermost loops; every index is made by this crate from a checked problem"
)]

use crate::anneal::{Cooling, threshold};
use crate::explain::explain;
use crate::instance::Instance;
use crate::must::place_locked;
use crate::pool::Pool;
use crate::problem::Problem;
use crate::random::Random;
use crate::recreate::Recreation;
use crate::route::Route;
use crate::ruin::ruin;
use crate::selection::select;
use crate::solution::Solution;
use crate::state::State;

#[derive(Debug, Clone)]
pub struct Tuning {
    pub strings_max: usize,
    pub string_max: usize,
    pub split: usize,
    pub blink: usize,
    pub noise: usize,
    pub orders: [usize; 4],
    pub whole: usize,
    pub near: usize,
    pub pool: usize,
    pub every: u64,

    pub travel: usize,
    pub waiting: usize,
    pub hot: f64,
    pub cold: f64,
}

fn env(name: &str, default: usize) -> usize {
    std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default)
}

impl Default for Tuning {
    fn default() -> Self {
        Self {
            strings_max: env("SM", 4),
            string_max: env("SL", 8),
            split: env("SP", 500),
            blink: env("BL", 20),
            noise: env("NO", 600),
            orders: [env("O0", 1), env("O1", 1), env("O2", 1), env("O3", 1)],
            whole: env("WH", 50), near: env("NE", 250),
            travel: env("FT", 0),
            waiting: env("FW", 0),
            every: env("PE", 4096) as u64,
            pool: env("POOL", 970),
            hot: env("HOT", 1000) as f64 / 1000.0,
            cold: env("COLD", 80) as f64 / 1000.0,
        }
    }
}

/// After how many rounds the known day routes are packed.
const PACKING_EVERY: u64 = 4_096;

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
    pool: Pool,
    tuning: Tuning,
    current: i64,
    best: Vec<Route>,
    best_value: i64,
    best_effort: i64,
    iterations: u64,
    temperature: i64,
    /// How many rounds the present cycle of [`Self::step`] lasts.
    cycle: u64,
    packs: bool,
    guided: i64,
    rates: (i64, i64),
}

impl Search {
    /// Prepares a search and makes a first plan.
    #[must_use]
    pub fn new(problem: Problem, seed: u64) -> Self {
        let chosen = select(&problem);
        let instance = Instance::new(&problem, &chosen);
        let mut state = State::new(&instance);
        place_locked(&instance, &mut state);
        let tuning = Tuning::default();
        let mut random = Random::new(seed);
        let mut recreation = Recreation::default();
        recreation.recreate(&instance, &mut state, &mut random, &tuning, true);
        state.keep();
        let mean = mean_gain(&instance);
        let cooling = Cooling::new(mean * tuning.hot, mean * tuning.cold);
        let (best, best_value, best_effort) = (state.routes.clone(), state.value(), state.effort());
        // A packing knows neither budget nor limits of the plan, and one day alone is no packing.
        let packs = std::env::var("NOPOOL").is_err() && instance.days() > 1 && instance.budget == i64::MAX && instance.limits.iter().all(|limit| limit.1 == u32::MAX);
        let instance_len = instance.frames.iter().map(|f| f.end - f.start).sum::<i32>() as f64 / instance.days() as f64; let tuning_travel = (tuning.travel, tuning.waiting);
        let pool = Pool::new(&instance);
        Self {
            pool,
            problem,
            instance,
            random,
            recreation,
            cooling,
            tuning,
            current: best_value,
            best,
            best_value,
            best_effort,
            iterations: 0,
            temperature: 0,
            cycle: FIRST_CYCLE,
            packs,
            guided: i64::MIN / 2,
            rates: { let len = instance_len; let r = |f: usize| (mean * 12.0 * 1024.0 * f as f64 / 1000.0 / len) as i64; (r(tuning_travel.0), r(tuning_travel.1)) },
            state,
        }
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
    /// to be at its best at the end of that time.
    pub fn step_at(&mut self, iterations: u64, elapsed: usize) -> Progress {
        self.temperature = self.cooling.at(elapsed);
        let mut improved = false;
        for _ in 0..iterations {
            improved |= self.advance();
        }
        Progress { iterations: self.iterations, value: self.best_value, improved }
    }

    /// One round, and a packing now and then.
    fn advance(&mut self) -> bool {
        let mut improved = self.round();
        if self.packs && self.iterations % self.tuning.every == 0 {
            improved |= self.pack();
        }
        improved
    }

    /// Puts the best plan of known day routes together, and goes on from there if it is better than any before.
    fn pack(&mut self) -> bool {
        let Self { instance, state, random, tuning, .. } = self;
        let Some(stops) = self.pool.pack(instance, self.best_value) else { return false };
        let routes: Vec<Route> = (stops.into_iter().enumerate())
            .map(|(day, stops)| {
                let mut route = Route { stops, ..Route::default() };
                route.rebuild(instance, day);
                route
            })
            .collect();
        state.replace(instance, &routes);
        self.recreation.recreate(instance, state, random, tuning, true);
        state.keep();
        self.current = state.value();
        self.guided = self.current - guide(state, self.rates);
        if std::env::var("SHOW").is_ok() { eprintln!("packed at {}: {} -> {}", self.iterations, self.best_value, self.current); }
        self.note()
    }

    fn round(&mut self) -> bool {
        self.iterations += 1;
        let Self { ref instance, ref mut state, ref mut random, ref tuning, .. } = *self;
        if instance.places() == 0 {
            return false;
        }
        ruin(instance, state, random, tuning);
        if !state.settle(instance) {
            state.undo(instance);
            return false;
        }
        let everywhere = random.chance(50);
        self.recreation.recreate(instance, state, random, tuning, everywhere);
        let value = state.value();
        let guided = value - guide(state, self.rates);
        if guided < self.guided - threshold(self.temperature, random) {
            state.undo(instance);
            return false;
        }
        self.guided = guided;
        if self.packs && value * 1_000 >= self.best_value * self.tuning.pool as i64 {
            self.pool.add(&state.routes, state.touched(), value);
        }
        state.keep();
        self.current = value;
        self.note()
    }

    /// Remembers the present plan if it is the best so far.
    fn note(&mut self) -> bool {
        let (state, value) = (&self.state, self.current);
        if value < self.best_value {
            return false;
        }
        let effort = state.effort();
        if value == self.best_value && effort >= self.best_effort {
            return false;
        }
        (self.best_value, self.best_effort) = (value, effort);
        self.best.clone_from(&state.routes);
        true
    }

    /// The best plan so far, with times and with the reasons why the rest is not in it.
    #[must_use]
    pub fn best(&self) -> Solution {
        explain(&self.problem, &self.instance, &self.best)
    }
}

fn guide(state: &State, rates: (i64, i64)) -> i64 {
    state.routes.iter().map(|r| (i64::from(r.travel) * rates.0 + i64::from(r.waiting) * rates.1) / 1024).sum()
}

/// The mean gain of a place that is no must-see.
fn mean_gain(instance: &Instance) -> f64 {
    let (mut sum, mut count) = (0, 1);
    for place in 0..instance.places() as u16 {
        let gain = instance.gain(place, 0);
        if gain > 0 && gain < instance.must_gain {
            (sum, count) = (sum + gain, count + 1);
        }
    }
    (sum / count).max(1) as f64
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
