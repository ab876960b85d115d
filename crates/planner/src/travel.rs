//! Travel times between locations, as the caller has them.

/// The travel time of a way that does not exist.
pub const UNREACHABLE: i32 = i32::MAX;

/// Travel times by one means of transport between locations `0..size`. They may be asymmetric, may break the triangle
/// inequality, and may depend on the departure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Travel {
    /// One time per ordered pair.
    Table(Table),
    /// One time per ordered pair and slot of the day.
    Slots(Slots),
    /// As the crow flies; needs no memory per pair, so that thousands of places can be weighed before any are chosen.
    Plane(Plane),
}

/// One travel time per ordered pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// How many locations.
    pub size: usize,
    /// `values[from * size + to]`, at least 0 or [`UNREACHABLE`].
    pub values: Vec<i32>,
}

/// Travel times that depend on the departure. Who leaves in a slot travels for as long as its value says, or waits for a
/// later slot if that brings them there sooner: leaving earlier never means arriving later (FIFO), whatever the values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slots {
    /// How many locations.
    pub size: usize,
    /// When slot 0 begins; who leaves before travels as in slot 0, who leaves after the last slot as in that.
    pub first: i32,
    /// How long a slot lasts, at least 1.
    pub length: i32,
    /// `values[(slot * size + from) * size + to]`, at least 0 or [`UNREACHABLE`].
    pub values: Vec<i32>,
}

/// Straight lines in the plane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plane {
    /// Where the locations lie, each coordinate within ±100,000,000.
    pub points: Vec<[i32; 2]>,
    /// Units of length per unit of time, at least 1; the travel time is rounded down.
    pub per_time: u32,
}

impl Plane {
    /// The time from one location to another; a location outside of the list is nowhere.
    pub(crate) fn time(&self, from: usize, to: usize) -> i32 {
        let (Some(&[x0, y0]), Some(&[x1, y1])) = (self.points.get(from), self.points.get(to)) else {
            return UNREACHABLE;
        };
        let (dx, dy) = (x0.abs_diff(x1), y0.abs_diff(y1));
        let square = u64::from(dx) * u64::from(dx) + u64::from(dy) * u64::from(dy);
        let per = u64::from(self.per_time.max(1));
        i32::try_from((square / (per * per)).isqrt()).unwrap_or(UNREACHABLE)
    }
}

impl Travel {
    /// How many locations it knows.
    #[must_use]
    pub const fn size(&self) -> usize {
        match self {
            Self::Table(table) => table.size,
            Self::Slots(slots) => slots.size,
            Self::Plane(plane) => plane.points.len(),
        }
    }

    /// The number of slots; 1 if the departure does not matter.
    pub(crate) const fn slots(&self) -> usize {
        match self {
            Self::Slots(slots) if slots.size > 0 => slots.values.len() / (slots.size * slots.size),
            _ => 1,
        }
    }

    /// The value of a slot, as the caller gave it.
    pub(crate) fn value(&self, slot: usize, from: usize, to: usize) -> i32 {
        match self {
            Self::Table(table) => table.values.get(from * table.size + to).copied().unwrap_or(UNREACHABLE),
            Self::Slots(slots) => {
                slots.values.get((slot * slots.size + from) * slots.size + to).copied().unwrap_or(UNREACHABLE)
            }
            Self::Plane(plane) => plane.time(from, to),
        }
    }

    /// The least value over all slots: a bound for selection and ruin, not for feasibility.
    pub(crate) fn least(&self, from: usize, to: usize) -> i32 {
        (0..self.slots()).map(|slot| self.value(slot, from, to)).min().unwrap_or(UNREACHABLE)
    }
}
