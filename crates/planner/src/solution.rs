//! What is answered: a route for every day, and why the rest was left out.

/// A plan for every day of a problem. Places and days are named by their index in the problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Solution {
    /// The routes, one for every day.
    pub days: Vec<DayPlan>,
    /// What is not in the plan, in the order of the problem.
    pub left_out: Vec<LeftOut>,
    /// Must-sees and locked stops that are not in the plan, and what stands against them.
    pub conflicts: Vec<Conflict>,
    /// Points of the places in the plan.
    pub score: i64,
    /// Thousandths of a point: the score less the prices of areas, waiting and travel.
    pub value: i64,
}

/// A plan without the reasons for what it leaves out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// The routes, one for every day.
    pub days: Vec<DayPlan>,
    /// What is not in the plan, in the order of the problem.
    pub absent: Vec<usize>,
    /// How many must-sees and locked stops are not in it.
    pub missed: usize,
    /// Thousandths of a point, as in [`Solution::value`].
    pub value: i64,
}

/// A day of a plan.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DayPlan {
    /// The visits, in their order.
    pub stops: Vec<Stop>,
    /// When it is over, the way to its end included; its start if nothing is visited.
    pub ends: i32,
    /// Time on the way.
    pub travel: i32,
    /// Time before doors that are not open yet.
    pub waiting: i32,
}

/// A visit. It begins as early as the order of the day allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stop {
    /// What is visited.
    pub place: usize,
    /// Being there.
    pub arrive: i32,
    /// Going in.
    pub start: i32,
    /// Going on.
    pub leave: i32,
}

/// A place that the plan does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Which.
    pub place: usize,
    /// Why.
    pub reason: Reason,
}

/// Why a place is not in a plan. Of several reasons on several days it is the one that is nearest to a visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// It has no opening window on any day.
    Closed,
    /// No way leads there and on.
    Unreachable,
    /// It does not fit even into an empty day: the way is too long for its hours, its stay or the day.
    TooFar,
    /// The rest of the budget does not pay for it.
    Budget {
        /// What is missing.
        missing: i64,
    },
    /// The plan, or every day on which it fits, has all it may hold of a category.
    CategoryFull {
        /// Which category.
        category: usize,
    },
    /// It would fit, but others are worth more in that time.
    NoTime {
        /// What would have to give, if giving up a few stops in a row is enough.
        give: Option<Given>,
    },
    /// It would cost more than it is worth.
    NotWorthIt,
}

/// What would have to leave a day so that a place fits in there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// On which day.
    pub day: usize,
    /// The stops that would have to go; none if the place fits as it is.
    pub stops: Vec<usize>,
    /// Thousandths of a point that the plan would gain, mostly a negative number.
    pub gain: i64,
}

/// A must-see that cannot be met, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The place.
    pub place: usize,
    /// The other must-sees and locked stops of which, together, not all can be met with it; empty if it cannot be met
    /// even alone, for the reason in [`Solution::left_out`].
    pub with: Vec<usize>,
    /// Whether that is proven, and `with` the smallest such group; otherwise the search has found no way, and `with` are
    /// all must-sees and locked stops that the plan does hold.
    pub proven: bool,
}
