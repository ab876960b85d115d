//! The checks of a draft, and the names of its faults.

use std::fmt;

use crate::problem::{Draft, Place};
use crate::travel::{Travel, UNREACHABLE};

/// The latest time and the longest stay, travel or price of time. Sums of a few of them stay within 32 bits.
pub const TIME_MAX: i32 = 100_000_000;
/// The highest score.
pub const SCORE_MAX: i32 = 1_000_000;
/// How many places a problem may have.
pub const PLACES_MAX: usize = 20_000;
/// How many days a problem may have.
const DAYS_MAX: usize = 60;
/// How many categories may have a limit: the solver keeps the full ones in one machine word.
const CATEGORIES_MAX: usize = 64;
/// How many windows a place may have on one day.
const WINDOWS_MAX: usize = 64;
/// How many slots a day may have: a quarter of an hour each. Travel times are kept for every pair and slot.
const SLOTS_MAX: usize = 96;
/// How many places may be must-sees or locked: they are never left to the pre-selection.
const MUSTS_MAX: usize = 200;
/// The highest price in thousandths of a point per unit of time.
const RATE_MAX: i32 = 1_000_000;
/// The highest price and budget.
const PRICE_MAX: i64 = 1_000_000_000_000;
/// The largest coordinate.
const COORDINATE_MAX: u32 = 100_000_000;

/// What is wrong with a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ProblemError {
    /// There is no day to fill.
    NoDays,
    /// More days than the solver takes.
    TooManyDays {
        /// How many.
        days: usize,
    },
    /// More places than the solver takes.
    TooManyPlaces {
        /// How many.
        places: usize,
    },
    /// More must-sees and locked stops than the solver takes.
    TooManyMusts {
        /// How many.
        musts: usize,
    },
    /// More categories than the solver takes.
    TooManyCategories {
        /// How many.
        categories: usize,
    },
    /// A day ends before it begins, or begins before 0 or after the last moment.
    DayTimes {
        /// Which.
        day: usize,
    },
    /// A day begins or ends at a location that no travel times know.
    DayLocation {
        /// Which.
        day: usize,
    },
    /// A day is travelled by a means that does not exist.
    DayMeans {
        /// Which.
        day: usize,
    },
    /// A day has a place locked that does not exist, or that is locked already.
    Locked {
        /// Which day.
        day: usize,
        /// Which place.
        place: usize,
    },
    /// A place is at a location that no travel times know.
    PlaceLocation {
        /// Which.
        place: usize,
    },
    /// A score is negative or too high.
    Score {
        /// Whose.
        place: usize,
    },
    /// A stay is negative or too long.
    Stay {
        /// Whose.
        place: usize,
    },
    /// A price is negative or too high.
    Price {
        /// Whose.
        place: usize,
    },
    /// A place does not have one list of windows for every day, or too many windows on one.
    WindowCount {
        /// Which.
        place: usize,
    },
    /// A window is negative, closes before it opens, or overlaps or precedes the one before it.
    Window {
        /// Whose.
        place: usize,
        /// On which day.
        day: usize,
    },
    /// A place counts for a category that does not exist.
    Category {
        /// Which place.
        place: usize,
    },
    /// A place lies in an area that does not exist.
    PlaceArea {
        /// Which place.
        place: usize,
    },
    /// An area does not have one price for every day, or one that is negative or too high.
    Area {
        /// Which.
        area: usize,
    },
    /// The budget is negative or too high.
    Budget,
    /// The price of waiting or of travel is negative or too high.
    Rate,
    /// Travel times do not have the size that they say, or not that of the first means.
    TravelSize {
        /// Which means.
        means: usize,
    },
    /// Slots of travel times begin before 0, last no time, or are too many.
    TravelSlots {
        /// Which means.
        means: usize,
    },
    /// A travel time is negative or too long, a coordinate too far out, or a speed 0.
    TravelValue {
        /// Which means.
        means: usize,
        /// Which of its values.
        index: usize,
    },
}

impl fmt::Display for ProblemError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::NoDays => write!(f, "there is no day to fill"),
            Self::TooManyDays { days } => write!(f, "{days} days are more than {DAYS_MAX}"),
            Self::TooManyPlaces { places } => write!(f, "{places} places are more than {PLACES_MAX}"),
            Self::TooManyMusts { musts } => write!(f, "{musts} must-sees and locked stops are more than {MUSTS_MAX}"),
            Self::TooManyCategories { categories } => {
                write!(f, "{categories} categories are more than {CATEGORIES_MAX}")
            }
            Self::DayTimes { day } => write!(f, "day {day} ends before it begins, or lies outside of 0 to {TIME_MAX}"),
            Self::DayLocation { day } => write!(f, "day {day} begins or ends at a location without travel times"),
            Self::DayMeans { day } => write!(f, "day {day} is travelled by a means that does not exist"),
            Self::Locked { day, place } => {
                write!(f, "place {place}, locked on day {day}, does not exist or is locked already")
            }
            Self::PlaceLocation { place } => write!(f, "place {place} is at a location without travel times"),
            Self::Score { place } => write!(f, "the score of place {place} is outside of 0 to {SCORE_MAX}"),
            Self::Stay { place } => write!(f, "the stay of place {place} is outside of 0 to {TIME_MAX}"),
            Self::Price { place } => write!(f, "the price of place {place} is outside of 0 to {PRICE_MAX}"),
            Self::WindowCount { place } => {
                write!(f, "place {place} needs a list of at most {WINDOWS_MAX} windows for every day")
            }
            Self::Window { place, day } => {
                write!(f, "a window of place {place} on day {day} is negative, inverted or out of order")
            }
            Self::Category { place } => write!(f, "place {place} counts for a category that does not exist"),
            Self::PlaceArea { place } => write!(f, "place {place} lies in an area that does not exist"),
            Self::Area { area } => write!(f, "area {area} needs a price of 0 to {RATE_MAX} for every day"),
            Self::Budget => write!(f, "the budget is outside of 0 to {PRICE_MAX}"),
            Self::Rate => write!(f, "the price of waiting or travel is outside of 0 to {RATE_MAX}"),
            Self::TravelSize { means } => write!(f, "the travel times of means {means} have the wrong size"),
            Self::TravelSlots { means } => {
                write!(f, "the slots of means {means} are not 1 to {SLOTS_MAX} of length ≥ 1")
            }
            Self::TravelValue { means, index } => {
                write!(f, "value {index} of the travel times of means {means} is negative or too large")
            }
        }
    }
}

impl std::error::Error for ProblemError {}

/// Fails with `fault` unless `holds`.
fn require(holds: bool, fault: ProblemError) -> Result<(), ProblemError> {
    if holds { Ok(()) } else { Err(fault) }
}

fn is_time(time: i32) -> bool {
    (0..=TIME_MAX).contains(&time)
}

/// Finds the first fault of a draft.
pub fn validate(draft: &Draft) -> Result<(), ProblemError> {
    let (days, places) = (draft.days.len(), draft.places.len());
    require(days > 0, ProblemError::NoDays)?;
    require(days <= DAYS_MAX, ProblemError::TooManyDays { days })?;
    require(places <= PLACES_MAX, ProblemError::TooManyPlaces { places })?;
    let categories = draft.categories.len();
    require(categories <= CATEGORIES_MAX, ProblemError::TooManyCategories { categories })?;
    require(draft.budget.is_none_or(|budget| (0..=PRICE_MAX).contains(&budget)), ProblemError::Budget)?;
    let rates = [draft.waiting_price, draft.travel_price];
    require(rates.iter().all(|rate| (0..=RATE_MAX).contains(rate)), ProblemError::Rate)?;
    for (area, priced) in draft.areas.iter().enumerate() {
        let valid = priced.price.len() == days && priced.price.iter().all(|price| (0..=RATE_MAX).contains(price));
        require(valid, ProblemError::Area { area })?;
    }
    let size = draft.travel.first().map_or(0, Travel::size);
    for (means, travel) in draft.travel.iter().enumerate() {
        require(travel.size() == size, ProblemError::TravelSize { means })?;
        validate_travel(means, travel)?;
    }
    for (place, one) in draft.places.iter().enumerate() {
        validate_place(draft, place, one, size)?;
    }
    validate_days(draft, size)
}

fn validate_travel(means: usize, travel: &Travel) -> Result<(), ProblemError> {
    let values = match travel {
        Travel::Table(table) => {
            let size = table.size.checked_mul(table.size);
            require(size == Some(table.values.len()), ProblemError::TravelSize { means })?;
            &table.values
        }
        Travel::Slots(slots) => {
            let table = slots.size.checked_mul(slots.size).filter(|&table| table > 0);
            let fits = table.is_some_and(|table| slots.values.len() % table == 0);
            require(fits, ProblemError::TravelSize { means })?;
            let count = table.map_or(0, |table| slots.values.len() / table);
            let valid =
                (1..=SLOTS_MAX).contains(&count) && is_time(slots.first) && (1..=TIME_MAX).contains(&slots.length);
            require(valid, ProblemError::TravelSlots { means })?;
            &slots.values
        }
        Travel::Plane(plane) => {
            require(plane.per_time > 0, ProblemError::TravelValue { means, index: 0 })?;
            let far = |point: &[i32; 2]| point.iter().any(|one| one.unsigned_abs() > COORDINATE_MAX);
            let fault = plane.points.iter().position(far);
            return fault.map_or(Ok(()), |index| Err(ProblemError::TravelValue { means, index }));
        }
    };
    let fault = values.iter().position(|&value| !is_time(value) && value != UNREACHABLE);
    fault.map_or(Ok(()), |index| Err(ProblemError::TravelValue { means, index }))
}

fn validate_place(draft: &Draft, place: usize, one: &Place, size: usize) -> Result<(), ProblemError> {
    require(one.location.is_none_or(|location| location < size), ProblemError::PlaceLocation { place })?;
    require((0..=SCORE_MAX).contains(&one.score), ProblemError::Score { place })?;
    require(is_time(one.stay), ProblemError::Stay { place })?;
    require((0..=PRICE_MAX).contains(&one.price), ProblemError::Price { place })?;
    require(one.area.is_none_or(|area| area < draft.areas.len()), ProblemError::PlaceArea { place })?;
    let known = |category: &usize| *category < draft.categories.len();
    require(one.categories.iter().all(known), ProblemError::Category { place })?;
    let counted = one.windows.len() == draft.days.len() && one.windows.iter().all(|day| day.len() <= WINDOWS_MAX);
    require(counted, ProblemError::WindowCount { place })?;
    for (day, windows) in one.windows.iter().enumerate() {
        // Touching windows are in order; a shared moment is harmless.
        let mut after = 0;
        for window in windows {
            let valid = after <= window.open && window.open <= window.close && window.close <= TIME_MAX;
            require(valid, ProblemError::Window { place, day })?;
            after = window.close;
        }
    }
    Ok(())
}

fn validate_days(draft: &Draft, size: usize) -> Result<(), ProblemError> {
    let mut locked = vec![false; draft.places.len()];
    for (day, one) in draft.days.iter().enumerate() {
        require(is_time(one.start) && is_time(one.end) && one.start <= one.end, ProblemError::DayTimes { day })?;
        let known = [one.from, one.to].iter().flatten().all(|&location| location < size);
        require(known, ProblemError::DayLocation { day })?;
        // Who never travels needs no means.
        require(one.means < draft.travel.len().max(1), ProblemError::DayMeans { day })?;
        for &place in &one.locked {
            let fault = ProblemError::Locked { day, place };
            let slot = locked.get_mut(place).ok_or(fault)?;
            require(!*slot, fault)?;
            *slot = true;
        }
    }
    let musts = draft.places.iter().zip(&locked).filter(|(place, locked)| place.must || **locked).count();
    require(musts <= MUSTS_MAX, ProblemError::TooManyMusts { musts })
}
