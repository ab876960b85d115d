//! The optimiser: numbers in, plan out.
//!
//! Given places with scores, stays and opening windows, days with a beginning and an end, and travel times, it proposes
//! which places to visit on which day in which order: the tourist trip design problem, a team orienteering problem with
//! several time windows and side constraints. The method is ruin and recreate under annealing with a pool of day routes;
//! `docs/decisions/optimiser.md` says why, and names the literature.
//!
//! Std only: no clock, no randomness from outside, no floating point whose result depends on the platform. The same
//! problem, seed and number of iterations give the same plan natively and as WebAssembly. Times are whole numbers of any
//! one unit (the product uses minutes since midnight), scores whole points, values thousandths of a point.
//!
//! ```
//! use planner::{Day, Draft, Place, Plane, Problem, Search, Travel, Window};
//!
//! let draft = Draft {
//!     places: vec![Place::new(1, 10, 60, vec![vec![Window { open: 540, close: 1020 }]])],
//!     days: vec![Day::new(540, 1080, Some(0), Some(0))],
//!     travel: vec![Travel::Plane(Plane { points: vec![[0, 0], [300, 400]], per_time: 25 })],
//!     ..Draft::default()
//! };
//! let mut search = Search::new(Problem::new(draft)?, 1);
//! search.step(100);
//! assert_eq!(search.best().days[0].stops[0].arrive, 560);
//! # Ok::<(), planner::ProblemError>(())
//! ```

#[cfg(test)]
extern crate self as planner;

mod anneal;
pub mod check;
mod explain;
#[cfg(test)]
#[path = "../tests/planner/generate.rs"]
mod generate;
mod heats;
mod insertion;
#[cfg(test)]
mod insertion_tests;
mod instance;
mod must;
mod network;
mod pool;
mod problem;
mod random;
mod recreate;
mod route;
mod ruin;
mod scan;
mod search;
mod selection;
mod solution;
mod state;
mod travel;
mod validate;

pub use problem::{Area, CategoryLimit, Day, Draft, Place, Problem, Window};
pub use search::{Progress, Search, solve};
pub use solution::{Conflict, DayPlan, Given, LeftOut, Outline, Reason, Solution, Stop};
pub use travel::{Plane, Slots, Table, Travel, UNREACHABLE};
pub use validate::{PLACES_MAX, ProblemError, SCORE_MAX, TIME_MAX};
