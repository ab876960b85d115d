//! Itineraries ("plans" in the interface) and the edits that change them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::hours::DAY_MIN;
use crate::travel::Mode;
use crate::venue::VenueSlug;

/// The longest title, in characters.
pub const TITLE_MAX: usize = 120;
/// How many days a plan may have.
pub const DAYS_MAX: usize = 30;
/// How many stops a plan may have.
pub const STOPS_MAX: usize = 200;
/// The longest stay, minutes.
pub const STAY_MAX: u16 = 12 * 60;
/// The shortest stay, minutes.
pub const STAY_MIN: u16 = 5;

/// A plan: its key, unguessable enough to be made by any device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PlanId(pub i64);

/// A day of a plan; unique in it, chosen by whoever adds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DayId(pub i64);

/// A stop of a plan; unique in it, chosen by whoever adds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct StopId(pub i64);

/// A visit to a venue, as planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stop {
    /// Its key.
    pub id: StopId,
    /// Which venue.
    pub venue: VenueSlug,
    /// The venue's Polish name when it was added, shown should the venue vanish from the catalogue.
    pub name: String,
    /// How long to stay, minutes.
    pub stay_min: u16,
}

/// What a day is apart from its stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayFrame {
    /// The date.
    pub date: NaiveDate,
    /// Setting out, minutes since midnight.
    pub start_min: u16,
    /// Being back, minutes since midnight.
    pub end_min: u16,
    /// How to travel.
    pub mode: Mode,
}

impl DayFrame {
    /// An ordinary day out: nine to six, by public transport.
    #[must_use]
    pub const fn on(date: NaiveDate) -> Self {
        Self { date, start_min: 9 * 60, end_min: 18 * 60, mode: Mode::Transit }
    }

    const fn is_valid(&self) -> bool {
        self.start_min < self.end_min && self.end_min <= DAY_MIN
    }
}

/// A day of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    /// Its key.
    pub id: DayId,
    /// Date, hours and way to travel.
    pub frame: DayFrame,
    /// The stops, in the order of the visit.
    pub stops: Vec<Stop>,
}

/// A plan.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Itinerary {
    /// What its owner calls it, 1 to 120 characters.
    pub title: String,
    /// Its days, in the order in which they are lived.
    pub days: Vec<Day>,
}

/// One change of a plan. Applying it never changes anything but what it names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "edit", rename_all = "snake_case")]
pub enum Edit {
    /// Gives the plan another title.
    Rename {
        /// The new title.
        title: String,
    },
    /// Puts a day, with whatever stops it has, at a place among the days.
    InsertDay {
        /// The place, 0 for the first.
        at: usize,
        /// The day.
        day: Day,
    },
    /// Takes a day out, with its stops.
    RemoveDay {
        /// Which.
        day: DayId,
    },
    /// Changes date, hours and way to travel of a day.
    SetDay {
        /// Which.
        day: DayId,
        /// The new frame.
        frame: DayFrame,
    },
    /// Puts a stop at a place of a day.
    InsertStop {
        /// Which day.
        day: DayId,
        /// The place, 0 for the first; beyond the end means the end.
        at: usize,
        /// The stop.
        stop: Stop,
    },
    /// Takes a stop out.
    RemoveStop {
        /// Which.
        stop: StopId,
    },
    /// Moves a stop within its day or to another.
    MoveStop {
        /// Which.
        stop: StopId,
        /// To which day.
        day: DayId,
        /// Its place there once it is moved, 0 for the first; beyond the end means the end.
        at: usize,
    },
    /// Changes how long a stop stays.
    SetStay {
        /// Which.
        stop: StopId,
        /// Minutes.
        stay_min: u16,
    },
}

/// Why an edit was refused. The plan is then as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum EditError {
    /// It names a day that the plan does not have (any more).
    #[error("the plan has no such day")]
    NoSuchDay,
    /// It names a stop that the plan does not have (any more).
    #[error("the plan has no such stop")]
    NoSuchStop,
    /// It adds a key that the plan already has.
    #[error("the plan already has this day or stop")]
    Duplicate,
    /// The title is empty or longer than 120 characters.
    #[error("a title has 1 to 120 characters")]
    Title,
    /// The day ends before it starts.
    #[error("a day ends after it starts, at midnight at the latest")]
    DayFrame,
    /// The stay is shorter than 5 minutes or longer than 12 hours.
    #[error("a stay has 5 to 720 minutes")]
    Stay,
    /// The plan would have more than 30 days.
    #[error("a plan has at most 30 days")]
    TooManyDays,
    /// The plan would have more than 200 stops.
    #[error("a plan has at most 200 stops")]
    TooManyStops,
}

impl Itinerary {
    /// A plan with a title and no days.
    ///
    /// # Errors
    /// [`EditError::Title`] if the title is empty or too long.
    pub fn new(title: &str) -> Result<Self, EditError> {
        Ok(Self { title: checked_title(title)?, days: Vec::new() })
    }

    /// Every stop, day by day.
    pub fn stops(&self) -> impl Iterator<Item = &Stop> {
        self.days.iter().flat_map(|day| &day.stops)
    }

    /// The place of a stop: index of its day, index in the day.
    #[must_use]
    pub fn place_of(&self, stop: StopId) -> Option<(usize, usize)> {
        self.days.iter().enumerate().find_map(|(d, day)| day.stops.iter().position(|s| s.id == stop).map(|s| (d, s)))
    }

    /// Applies an edit and gives the edit that takes it back.
    ///
    /// # Errors
    /// [`EditError`] if the edit does not fit; the plan is then unchanged.
    pub fn apply(&mut self, edit: &Edit) -> Result<Edit, EditError> {
        match edit {
            Edit::Rename { title } => {
                let title = checked_title(title)?;
                Ok(Edit::Rename { title: std::mem::replace(&mut self.title, title) })
            }
            Edit::InsertDay { at, day } => self.insert_day(*at, day),
            Edit::RemoveDay { day } => {
                let at = self.day_index(*day)?;
                Ok(Edit::InsertDay { at, day: self.days.remove(at) })
            }
            Edit::SetDay { day, frame } => {
                if !frame.is_valid() {
                    return Err(EditError::DayFrame);
                }
                let old = std::mem::replace(&mut self.day_mut(*day)?.frame, *frame);
                Ok(Edit::SetDay { day: *day, frame: old })
            }
            Edit::InsertStop { day, at, stop } => self.insert_stop(*day, *at, stop),
            Edit::RemoveStop { stop } => {
                let (day, at, stop) = self.take_stop(*stop)?;
                Ok(Edit::InsertStop { day, at, stop })
            }
            Edit::MoveStop { stop, day, at } => {
                self.day_index(*day)?;
                let (from, was_at, moved) = self.take_stop(*stop)?;
                let target = self.day_mut(*day)?;
                target.stops.insert((*at).min(target.stops.len()), moved);
                Ok(Edit::MoveStop { stop: *stop, day: from, at: was_at })
            }
            Edit::SetStay { stop, stay_min } => {
                let stay = checked_stay(*stay_min)?;
                let found = self.days.iter_mut().flat_map(|d| &mut d.stops).find(|s| s.id == *stop);
                let old = std::mem::replace(&mut found.ok_or(EditError::NoSuchStop)?.stay_min, stay);
                Ok(Edit::SetStay { stop: *stop, stay_min: old })
            }
        }
    }

    fn insert_day(&mut self, at: usize, day: &Day) -> Result<Edit, EditError> {
        if self.days.len() >= DAYS_MAX {
            return Err(EditError::TooManyDays);
        }
        if self.stops().count() + day.stops.len() > STOPS_MAX {
            return Err(EditError::TooManyStops);
        }
        if !day.frame.is_valid() {
            return Err(EditError::DayFrame);
        }
        let mut fresh: Vec<StopId> = day.stops.iter().map(|s| s.id).collect();
        fresh.sort_unstable();
        let doubled = fresh.windows(2).any(|pair| pair.first() == pair.last());
        if doubled || self.day_index(day.id).is_ok() || self.stops().any(|s| fresh.binary_search(&s.id).is_ok()) {
            return Err(EditError::Duplicate);
        }
        for stop in &day.stops {
            checked_stay(stop.stay_min)?;
        }
        self.days.insert(at.min(self.days.len()), day.clone());
        Ok(Edit::RemoveDay { day: day.id })
    }

    fn insert_stop(&mut self, day: DayId, at: usize, stop: &Stop) -> Result<Edit, EditError> {
        if self.stops().count() >= STOPS_MAX {
            return Err(EditError::TooManyStops);
        }
        if self.place_of(stop.id).is_some() {
            return Err(EditError::Duplicate);
        }
        checked_stay(stop.stay_min)?;
        let stops = &mut self.day_mut(day)?.stops;
        stops.insert(at.min(stops.len()), stop.clone());
        Ok(Edit::RemoveStop { stop: stop.id })
    }

    fn take_stop(&mut self, id: StopId) -> Result<(DayId, usize, Stop), EditError> {
        for day in &mut self.days {
            if let Some(at) = day.stops.iter().position(|s| s.id == id) {
                return Ok((day.id, at, day.stops.remove(at)));
            }
        }
        Err(EditError::NoSuchStop)
    }

    fn day_index(&self, id: DayId) -> Result<usize, EditError> {
        self.days.iter().position(|day| day.id == id).ok_or(EditError::NoSuchDay)
    }

    fn day_mut(&mut self, id: DayId) -> Result<&mut Day, EditError> {
        self.days.iter_mut().find(|day| day.id == id).ok_or(EditError::NoSuchDay)
    }
}

fn checked_title(title: &str) -> Result<String, EditError> {
    match crate::favourites::bounded(title, TITLE_MAX) {
        Some(title) if !title.is_empty() => Ok(title),
        _ => Err(EditError::Title),
    }
}

fn checked_stay(minutes: u16) -> Result<u16, EditError> {
    (STAY_MIN..=STAY_MAX).contains(&minutes).then_some(minutes).ok_or(EditError::Stay)
}

/// What the list of plans shows of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanSummary {
    /// Its key.
    pub id: PlanId,
    /// Its title.
    pub title: String,
    /// Its first date, if it has days.
    pub first_date: Option<NaiveDate>,
    /// How many days.
    pub days: u32,
    /// How many stops.
    pub stops: u32,
}

#[cfg(test)]
#[path = "itinerary_tests.rs"]
mod tests;
