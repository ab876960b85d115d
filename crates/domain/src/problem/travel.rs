//! Travel tables: every way that a plan could take, by every means that its days use.
//!
//! The hour of departure is that of noon for every way: exact for an estimate, which does not know the hour. The times of a
//! proposal come from the timeline, not from here.

use crate::geo::Position;
use crate::travel::{Mode, TravelTimes};

/// The departure of every way in a table, minutes since midnight.
const NOON: u16 = 12 * 60;

/// Where ways begin and end.
#[derive(Debug, Clone, Default)]
pub struct Locations {
    /// A position, and how one travels there if not as on the rest of the day.
    known: Vec<(Position, Option<Mode>)>,
}

impl Locations {
    /// Adds a location and gives its number.
    pub fn add(&mut self, position: Position, mode: Option<Mode>) -> usize {
        self.known.push((position, mode));
        self.known.len() - 1
    }

    /// The table of a means: `values[from × size + to]`, minutes.
    pub fn table(&self, mode: Mode, travel: &impl TravelTimes) -> planner::Travel {
        let size = self.known.len();
        let mut values = Vec::with_capacity(size * size);
        for (from, _) in &self.known {
            for (to, other) in &self.known {
                let leg = travel.leg(*from, *to, other.unwrap_or(mode), NOON);
                values.push(i32::from(leg.minutes));
            }
        }
        planner::Travel::Table(planner::Table { size, values })
    }
}
