//! Must-sees that are not in a plan, and what stands against them.
#![expect(clippy::indexing_slicing, reason = "every index is made by this crate from a checked problem")]

use crate::instance::Instance;
use crate::problem::Problem;
use crate::solution::Conflict;
use crate::state::{ABSENT, State};

/// Every absent must-see, and with which others it conflicts.
pub fn conflicts(_problem: &Problem, instance: &Instance, state: &State) -> Vec<Conflict> {
    let absent = (0..instance.places()).filter(|&place| instance.must[place] && state.day_of[place] == ABSENT);
    absent.map(|place| Conflict { place: instance.ids[place], with: Vec::new(), proven: false }).collect()
}
