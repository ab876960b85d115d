//! What is asked: places, days, travel, limits.

use crate::travel::Travel;
use crate::validate::{ProblemError, validate};

/// A time in which a visit may begin, both ends included. Who must be out when the doors close gives
/// `close = closing time − stay`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The earliest beginning.
    pub open: i32,
    /// The latest beginning.
    pub close: i32,
}

/// Something that can be visited, once in the whole plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Where it is; absent: wherever one then is (a meal, a rest), without any way to it.
    pub location: Option<usize>,
    /// What a visit is worth, points.
    pub score: i32,
    /// How long a visit takes.
    pub stay: i32,
    /// When a visit may begin, for every day of the problem in turn; none: closed on that day.
    pub windows: Vec<Vec<Window>>,
    /// The categories that it counts for.
    pub categories: Vec<usize>,
    /// What it costs, of [`Draft::budget`].
    pub price: i64,
    /// The area that it lies in, if that has a price.
    pub area: Option<usize>,
    /// Whether the plan must hold it if any plan can. Together with a window of one moment: a fixed appointment.
    pub must: bool,
}

impl Place {
    /// A place without category, price or area that need not be seen.
    #[must_use]
    pub const fn new(location: usize, score: i32, stay: i32, windows: Vec<Vec<Window>>) -> Self {
        let categories = Vec::new();
        Self { location: Some(location), score, stay, windows, categories, price: 0, area: None, must: false }
    }
}

/// A day to fill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// Setting out.
    pub start: i32,
    /// Being back at the latest.
    pub end: i32,
    /// Where it begins; absent: at its first stop.
    pub from: Option<usize>,
    /// Where it ends; absent: at its last stop.
    pub to: Option<usize>,
    /// Which of [`Draft::travel`] one travels by.
    pub means: usize,
    /// Places that stay on this day and in this order; others may come between them.
    pub locked: Vec<usize>,
}

impl Day {
    /// A day by the first means, without locked stops.
    #[must_use]
    pub const fn new(start: i32, end: i32, from: Option<usize>, to: Option<usize>) -> Self {
        Self { start, end, from, to, means: 0, locked: Vec::new() }
    }
}

/// How many places of a category a plan may hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CategoryLimit {
    /// On any one day.
    pub per_day: Option<u32>,
    /// In the whole plan.
    pub per_plan: Option<u32>,
}

/// An area whose load has a price.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Area {
    /// Thousandths of a point per unit of stay, for every day of the problem in turn.
    pub price: Vec<i32>,
}

/// A problem as the caller writes it, unchecked; [`Problem::new`] checks it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// What can be visited.
    pub places: Vec<Place>,
    /// The days to fill.
    pub days: Vec<Day>,
    /// Travel times, one for each means; all over the same locations.
    pub travel: Vec<Travel>,
    /// The limit of every category.
    pub categories: Vec<CategoryLimit>,
    /// What the whole plan may cost.
    pub budget: Option<i64>,
    /// The areas that have a price.
    pub areas: Vec<Area>,
    /// The price of waiting, thousandths of a point per unit of time.
    pub waiting_price: i32,
    /// The price of travel, thousandths of a point per unit of time.
    pub travel_price: i32,
}

/// A problem that can be solved without surprises: every index exists, every number is within its bounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem(Draft);

impl Problem {
    /// Checks a draft.
    ///
    /// # Errors
    /// The first fault that is found.
    pub fn new(draft: Draft) -> Result<Self, ProblemError> {
        validate(&draft)?;
        Ok(Self(draft))
    }

    /// What was asked.
    #[must_use]
    pub const fn draft(&self) -> &Draft {
        &self.0
    }
}
