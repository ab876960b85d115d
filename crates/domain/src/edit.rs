//! Edits: the changes that a plan goes through, each of which can be taken back.
//!
//! An edit names what it changes and what it found there. Two people who change different things both get what they want, in
//! whichever order their edits arrive; who changes what somebody else has just changed is refused with [`EditError::Changed`]
//! and can be asked.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::favourites::bounded;
use crate::geo::Position;
use crate::hours::DAY_MIN;
use crate::itinerary::{
    DAYS_MAX, Day, DayFrame, DayId, Endpoint, Itinerary, NAME_MAX, NOTE_MAX, PACKING_MAX, REFUSED_MAX, STAY_MAX,
    STAY_MIN, STOPS_MAX, Spot, Stop, StopId, StopKind, TITLE_MAX,
};
use crate::travel::Mode;
use crate::venue::VenueSlug;

/// How many edits one step may hold.
pub const STEP_MAX: usize = 2 * STOPS_MAX;

/// One change of a plan. Applying it never changes anything but what it names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "edit", rename_all = "snake_case")]
pub enum Edit {
    /// Gives the plan another title.
    Rename {
        /// The title that it has.
        was: String,
        /// The new title.
        title: String,
    },
    /// Puts a day, with whatever stops it has, at a place among the days.
    InsertDay {
        /// The place, 0 for the first; beyond the end means the end.
        at: usize,
        /// The day.
        day: Day,
    },
    /// Takes a day out, with its stops.
    RemoveDay {
        /// Which.
        day: DayId,
        /// The stops that it has, in any order: one that somebody else has just put there is not lost with it.
        stops: Vec<StopId>,
    },
    /// Moves a day among the days.
    MoveDay {
        /// Which.
        day: DayId,
        /// Its place once it is moved, 0 for the first; beyond the end means the end.
        at: usize,
    },
    /// Changes one thing about a day.
    SetDay {
        /// Which.
        day: DayId,
        /// What it has.
        was: DayField,
        /// What it shall have.
        to: DayField,
    },
    /// Moves all days by as many days of the calendar.
    ShiftDates {
        /// The first date that it has.
        was: NaiveDate,
        /// The first date that it shall have.
        to: NaiveDate,
    },
    /// Puts a stop somewhere.
    InsertStop {
        /// Where.
        spot: Spot,
        /// The place there, 0 for the first; beyond the end means the end.
        at: usize,
        /// The stop.
        stop: Stop,
    },
    /// Takes a stop out.
    RemoveStop {
        /// Which.
        stop: StopId,
    },
    /// Moves a stop.
    MoveStop {
        /// Which.
        stop: StopId,
        /// Where it stands.
        was: Spot,
        /// Where it shall stand.
        spot: Spot,
        /// Its place there once it is moved, 0 for the first; beyond the end means the end.
        at: usize,
    },
    /// Changes one thing about a stop.
    SetStop {
        /// Which.
        stop: StopId,
        /// What it has.
        was: StopField,
        /// What it shall have.
        to: StopField,
    },
    /// Offers swaps for stops in a crowd, or does not.
    OfferSwaps {
        /// Whether it does.
        on: bool,
    },
    /// Remembers that a swap was refused, or forgets it.
    RefuseSwap {
        /// The venue that was offered.
        venue: VenueSlug,
        /// Whether it is refused.
        refused: bool,
    },
    /// Several edits as one step: all of them or none.
    Step {
        /// In order.
        edits: Vec<Edit>,
    },
}

/// One thing about a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayField {
    /// Its date.
    Date(NaiveDate),
    /// Setting out and being back, minutes since midnight.
    Hours(u16, u16),
    /// How to travel.
    Mode(Mode),
    /// Where it begins.
    From(Option<Endpoint>),
    /// Where it ends.
    To(Option<Endpoint>),
    /// How to travel to where it ends.
    ToMode(Option<Mode>),
}

/// One thing about a stop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StopField {
    /// How long to stay, minutes.
    Stay(u16),
    /// When it has to begin, minutes since midnight.
    FixedStart(Option<u16>),
    /// Whether the plan makes no sense without it.
    MustSee(bool),
    /// The visitor's own note.
    Note(String),
    /// What to pack, which tickets to have.
    Packing(String),
    /// How to travel there.
    Mode(Option<Mode>),
    /// What a place, a meal or a note is called.
    Name(String),
    /// Where a place is.
    Position(Position),
    /// The earliest and latest beginning of a meal, minutes since midnight.
    Window(u16, u16),
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
    /// Somebody else has changed the same thing.
    #[error("somebody else has changed the same thing")]
    Changed,
    /// It adds a key that the plan already has.
    #[error("the plan already has this day or stop")]
    Duplicate,
    /// The title is empty or longer than 120 characters.
    #[error("a title has 1 to 120 characters")]
    Title,
    /// The day ends before it starts.
    #[error("a day ends after it starts, at midnight at the latest")]
    DayFrame,
    /// A date outside the years 2000 to 2099.
    #[error("a plan lies in the years 2000 to 2099")]
    Date,
    /// The stay is shorter than 5 minutes or longer than 12 hours.
    #[error("a stay has 5 to 720 minutes")]
    Stay,
    /// A time that a day does not have, or a meal that ends before it begins.
    #[error("a time lies within a day")]
    Time,
    /// A name, a note or a line is too long, or a name is empty.
    #[error("a text is too long, or a name is empty")]
    Text,
    /// What it changes, a stop of this kind does not have.
    #[error("a stop of this kind does not have that")]
    Kind,
    /// The plan would have more than 30 days.
    #[error("a plan has at most 30 days")]
    TooManyDays,
    /// The plan would have more than 200 stops.
    #[error("a plan has at most 200 stops")]
    TooManyStops,
    /// The step holds too many edits, or a step within a step.
    #[error("a step holds too much")]
    TooMuch,
}

impl Day {
    /// One thing about the day, of the same sort as `like`.
    #[must_use]
    pub fn field(&self, like: &DayField) -> DayField {
        match like {
            DayField::Date(_) => DayField::Date(self.frame.date),
            DayField::Hours(..) => DayField::Hours(self.frame.start_min, self.frame.end_min),
            DayField::Mode(_) => DayField::Mode(self.frame.mode),
            DayField::From(_) => DayField::From(self.from.clone()),
            DayField::To(_) => DayField::To(self.to.clone()),
            DayField::ToMode(_) => DayField::ToMode(self.to_mode),
        }
    }

    /// The edit that gives the day another value of a field.
    #[must_use]
    pub fn set(&self, to: DayField) -> Edit {
        Edit::SetDay { day: self.id, was: self.field(&to), to }
    }

    fn put(&mut self, value: DayField) -> Result<(), EditError> {
        match value {
            DayField::Date(date) => self.frame.date = checked_date(date)?,
            DayField::Hours(start_min, end_min) => {
                let frame = DayFrame { start_min, end_min, ..self.frame };
                if !frame.is_valid() {
                    return Err(EditError::DayFrame);
                }
                self.frame = frame;
            }
            DayField::Mode(mode) => self.frame.mode = mode,
            DayField::From(from) => self.from = checked_endpoint(from)?,
            DayField::To(to) => self.to = checked_endpoint(to)?,
            DayField::ToMode(mode) => self.to_mode = mode,
        }
        Ok(())
    }
}

impl Stop {
    /// One thing about the stop, of the same sort as `like`; none where a stop of its kind does not have it.
    #[must_use]
    pub fn field(&self, like: &StopField) -> Option<StopField> {
        Some(match like {
            StopField::Stay(_) => StopField::Stay(self.stay_min),
            StopField::FixedStart(_) => StopField::FixedStart(self.fixed_start),
            StopField::MustSee(_) => StopField::MustSee(self.must_see),
            StopField::Note(_) => StopField::Note(self.note.clone()),
            StopField::Packing(_) => StopField::Packing(self.packing.clone()),
            StopField::Mode(_) => StopField::Mode(self.mode),
            // What a venue is called, the catalogue says.
            StopField::Name(_) if self.venue().is_some() => return None,
            StopField::Name(_) => StopField::Name(self.name.clone()),
            StopField::Position(_) => match self.kind {
                StopKind::Place { position } => StopField::Position(position),
                _ => return None,
            },
            StopField::Window(..) => match self.kind {
                StopKind::Meal { from_min, until_min } => StopField::Window(from_min, until_min),
                _ => return None,
            },
        })
    }

    /// The edit that gives the stop another value of a field; none where a stop of its kind does not have it.
    #[must_use]
    pub fn set(&self, to: StopField) -> Option<Edit> {
        Some(Edit::SetStop { stop: self.id, was: self.field(&to)?, to })
    }

    fn put(&mut self, value: StopField) {
        match (value, &mut self.kind) {
            (StopField::Stay(minutes), _) => self.stay_min = minutes,
            (StopField::FixedStart(minute), _) => self.fixed_start = minute,
            (StopField::MustSee(must_see), _) => self.must_see = must_see,
            (StopField::Note(note), _) => self.note = note,
            (StopField::Packing(packing), _) => self.packing = packing,
            (StopField::Mode(mode), _) => self.mode = mode,
            (StopField::Name(name), _) => self.name = name,
            (StopField::Position(there), StopKind::Place { position }) => *position = there,
            (StopField::Window(from, until), StopKind::Meal { from_min, until_min }) => {
                (*from_min, *until_min) = (from, until);
            }
            (StopField::Position(_) | StopField::Window(..), _) => {}
        }
    }

    /// The same stop, its texts trimmed.
    fn checked(mut self) -> Result<Self, EditError> {
        let is_note = matches!(self.kind, StopKind::Note);
        let shortest = if is_note { 0 } else { STAY_MIN };
        if !(shortest..=STAY_MAX).contains(&self.stay_min) {
            return Err(EditError::Stay);
        }
        if let StopKind::Meal { from_min, until_min } = self.kind
            && (from_min > until_min || until_min >= DAY_MIN)
        {
            return Err(EditError::Time);
        }
        if self.fixed_start.is_some_and(|minute| minute >= DAY_MIN) {
            return Err(EditError::Time);
        }
        self.name = checked_name(&self.name)?;
        self.note = bounded(&self.note, NOTE_MAX).ok_or(EditError::Text)?;
        self.packing = bounded(&self.packing, PACKING_MAX).ok_or(EditError::Text)?;
        Ok(self)
    }
}

impl Itinerary {
    /// A plan with a title and no days.
    ///
    /// # Errors
    /// [`EditError::Title`] if the title is empty or too long.
    pub fn new(title: &str) -> Result<Self, EditError> {
        Ok(Self { title: checked_title(title)?, ..Self::default() })
    }

    /// The same plan, made again edit by edit, so that no rule is passed by.
    ///
    /// # Errors
    /// [`EditError`] names the first rule that it breaks.
    pub fn checked(&self) -> Result<Self, EditError> {
        let mut plan = Self::new(&self.title)?;
        for (at, day) in self.days.iter().enumerate() {
            plan.apply(&Edit::InsertDay { at, day: day.clone() })?;
        }
        for (at, stop) in self.tray.iter().enumerate() {
            plan.apply(&Edit::InsertStop { spot: Spot::Tray, at, stop: stop.clone() })?;
        }
        for venue in &self.refused {
            plan.apply(&Edit::RefuseSwap { venue: venue.clone(), refused: true })?;
        }
        plan.swaps_off = self.swaps_off;
        Ok(plan)
    }

    /// The earliest date of its days; none without days.
    #[must_use]
    pub fn first_date(&self) -> Option<NaiveDate> {
        self.days.iter().map(|day| day.frame.date).min()
    }

    /// The edit that moves all days so that the first has this date; none without days.
    #[must_use]
    pub fn shift_to(&self, to: NaiveDate) -> Option<Edit> {
        Some(Edit::ShiftDates { was: self.first_date()?, to })
    }

    /// The edit that takes a day out and puts its stops into the tray.
    #[must_use]
    pub fn removal(&self, day: DayId) -> Edit {
        let stops = self.at(Spot::Day(day)).unwrap_or_default();
        let to_tray =
            |stop: &Stop| Edit::MoveStop { stop: stop.id, was: Spot::Day(day), spot: Spot::Tray, at: usize::MAX };
        let mut edits: Vec<Edit> = stops.iter().map(to_tray).collect();
        let remove = Edit::RemoveDay { day, stops: Vec::new() };
        if edits.is_empty() {
            return remove;
        }
        edits.push(remove);
        Edit::Step { edits }
    }

    /// Applies an edit and gives the edit that takes it back.
    ///
    /// # Errors
    /// [`EditError`] if the edit does not fit; the plan is then unchanged.
    pub fn apply(&mut self, edit: &Edit) -> Result<Edit, EditError> {
        match edit {
            Edit::Step { edits } => self.apply_all(edits),
            edit => self.apply_one(edit),
        }
    }

    fn apply_all(&mut self, edits: &[Edit]) -> Result<Edit, EditError> {
        if edits.len() > STEP_MAX {
            return Err(EditError::TooMuch);
        }
        let mut changed = self.clone();
        let mut inverse = edits.iter().map(|edit| changed.apply_one(edit)).collect::<Result<Vec<_>, _>>()?;
        inverse.reverse();
        *self = changed;
        Ok(Edit::Step { edits: inverse })
    }

    fn apply_one(&mut self, edit: &Edit) -> Result<Edit, EditError> {
        match edit {
            Edit::Rename { was, title } => {
                let title = checked_title(title)?;
                unchanged(&self.title, was, &title)?;
                let was = title.clone();
                Ok(Edit::Rename { was, title: std::mem::replace(&mut self.title, title) })
            }
            Edit::InsertDay { at, day } => self.insert_day(*at, day),
            Edit::RemoveDay { day, stops } => self.remove_day(*day, stops),
            Edit::MoveDay { day, at } => {
                let was = self.day_index(*day)?;
                let day = self.days.remove(was);
                let id = day.id;
                self.days.insert((*at).min(self.days.len()), day);
                Ok(Edit::MoveDay { day: id, at: was })
            }
            Edit::SetDay { day, was, to } => self.set_day(*day, was, to),
            Edit::ShiftDates { was, to } => self.shift(*was, *to),
            Edit::InsertStop { spot, at, stop } => self.insert_stop(*spot, *at, stop),
            Edit::RemoveStop { stop } => {
                let (spot, at, stop) = self.take_stop(*stop)?;
                Ok(Edit::InsertStop { spot, at, stop })
            }
            Edit::MoveStop { stop, was, spot, at } => self.move_stop(*stop, *was, *spot, *at),
            Edit::SetStop { stop, was, to } => self.set_stop(*stop, was, to),
            Edit::OfferSwaps { on } => {
                let was = !std::mem::replace(&mut self.swaps_off, !on);
                Ok(Edit::OfferSwaps { on: was })
            }
            Edit::RefuseSwap { venue, refused } => Ok(self.refuse(venue, *refused)),
            Edit::Step { .. } => Err(EditError::TooMuch),
        }
    }

    fn insert_day(&mut self, at: usize, day: &Day) -> Result<Edit, EditError> {
        if self.day_index(day.id).is_ok() {
            return Err(EditError::Duplicate);
        }
        if self.days.len() >= DAYS_MAX {
            return Err(EditError::TooManyDays);
        }
        if self.all_stops().count() + day.stops.len() > STOPS_MAX {
            return Err(EditError::TooManyStops);
        }
        if !day.frame.is_valid() {
            return Err(EditError::DayFrame);
        }
        checked_date(day.frame.date)?;
        let mut fresh: Vec<StopId> = day.stops.iter().map(|s| s.id).collect();
        fresh.sort_unstable();
        let doubled = fresh.windows(2).any(|pair| pair.first() == pair.last());
        if doubled || self.all_stops().any(|s| fresh.binary_search(&s.id).is_ok()) {
            return Err(EditError::Duplicate);
        }
        let day = Day {
            from: checked_endpoint(day.from.clone())?,
            to: checked_endpoint(day.to.clone())?,
            stops: day.stops.iter().cloned().map(Stop::checked).collect::<Result<_, _>>()?,
            ..day.clone()
        };
        let stops = day.stops.iter().map(|stop| stop.id).collect();
        let id = day.id;
        self.days.insert(at.min(self.days.len()), day);
        Ok(Edit::RemoveDay { day: id, stops })
    }

    fn remove_day(&mut self, day: DayId, stops: &[StopId]) -> Result<Edit, EditError> {
        let at = self.day_index(day)?;
        let all_named = |day: &Day| day.stops.iter().all(|stop| stops.contains(&stop.id));
        if !self.days.get(at).is_some_and(all_named) {
            return Err(EditError::Changed);
        }
        Ok(Edit::InsertDay { at, day: self.days.remove(at) })
    }

    fn set_day(&mut self, id: DayId, was: &DayField, to: &DayField) -> Result<Edit, EditError> {
        let at = self.day_index(id)?;
        let day = self.days.get_mut(at).ok_or(EditError::NoSuchDay)?;
        let now = day.field(to);
        unchanged(&now, was, to)?;
        day.put(to.clone())?;
        Ok(Edit::SetDay { day: id, was: day.field(to), to: now })
    }

    fn shift(&mut self, was: NaiveDate, to: NaiveDate) -> Result<Edit, EditError> {
        let first = self.first_date().ok_or(EditError::NoSuchDay)?;
        unchanged(&first, &was, &to)?;
        let by = to.signed_duration_since(first);
        let shifted = |date: NaiveDate| date.checked_add_signed(by).ok_or(EditError::Date).and_then(checked_date);
        let dates = self.days.iter().map(|day| shifted(day.frame.date)).collect::<Result<Vec<_>, _>>()?;
        for (day, date) in self.days.iter_mut().zip(dates) {
            day.frame.date = date;
        }
        Ok(Edit::ShiftDates { was: to, to: first })
    }

    fn insert_stop(&mut self, spot: Spot, at: usize, stop: &Stop) -> Result<Edit, EditError> {
        if self.stop(stop.id).is_some() {
            return Err(EditError::Duplicate);
        }
        if self.all_stops().count() >= STOPS_MAX {
            return Err(EditError::TooManyStops);
        }
        let stop = stop.clone().checked()?;
        let id = stop.id;
        let stops = self.at_mut(spot)?;
        stops.insert(at.min(stops.len()), stop);
        Ok(Edit::RemoveStop { stop: id })
    }

    fn move_stop(&mut self, stop: StopId, was: Spot, spot: Spot, at: usize) -> Result<Edit, EditError> {
        self.at_mut(spot)?;
        let (now, now_at) = self.spot_of(stop).ok_or(EditError::NoSuchStop)?;
        unchanged(&now, &was, &spot)?;
        let (_, _, moved) = self.take_stop(stop)?;
        let target = self.at_mut(spot)?;
        target.insert(at.min(target.len()), moved);
        Ok(Edit::MoveStop { stop, was: spot, spot: now, at: now_at })
    }

    fn set_stop(&mut self, id: StopId, was: &StopField, to: &StopField) -> Result<Edit, EditError> {
        let stops = self.days.iter_mut().flat_map(|day| &mut day.stops).chain(&mut self.tray);
        let stop = { stops }.find(|stop| stop.id == id).ok_or(EditError::NoSuchStop)?;
        let now = stop.field(to).ok_or(EditError::Kind)?;
        unchanged(&now, was, to)?;
        let mut changed = stop.clone();
        changed.put(to.clone());
        *stop = changed.checked()?;
        let was = stop.field(to).ok_or(EditError::Kind)?;
        Ok(Edit::SetStop { stop: id, was, to: now })
    }

    fn refuse(&mut self, venue: &VenueSlug, refused: bool) -> Edit {
        let was = self.refused.contains(venue);
        if was && !refused {
            self.refused.retain(|known| known != venue);
        } else if refused && !was {
            self.refused.push(venue.clone());
            if self.refused.len() > REFUSED_MAX {
                self.refused.remove(0);
            }
        }
        Edit::RefuseSwap { venue: venue.clone(), refused: was }
    }

    fn take_stop(&mut self, id: StopId) -> Result<(Spot, usize, Stop), EditError> {
        let (spot, at) = self.spot_of(id).ok_or(EditError::NoSuchStop)?;
        Ok((spot, at, self.at_mut(spot)?.remove(at)))
    }

    fn at_mut(&mut self, spot: Spot) -> Result<&mut Vec<Stop>, EditError> {
        match spot {
            Spot::Tray => Ok(&mut self.tray),
            Spot::Day(id) => {
                let day = self.days.iter_mut().find(|day| day.id == id).ok_or(EditError::NoSuchDay)?;
                Ok(&mut day.stops)
            }
        }
    }

    fn day_index(&self, id: DayId) -> Result<usize, EditError> {
        self.days.iter().position(|day| day.id == id).ok_or(EditError::NoSuchDay)
    }
}

/// What is there now is what the edit found, or already what it wants.
fn unchanged<T: PartialEq>(now: &T, was: &T, to: &T) -> Result<(), EditError> {
    if now == was || now == to { Ok(()) } else { Err(EditError::Changed) }
}

fn checked_title(title: &str) -> Result<String, EditError> {
    match bounded(title, TITLE_MAX) {
        Some(title) if !title.is_empty() => Ok(title),
        _ => Err(EditError::Title),
    }
}

fn checked_name(name: &str) -> Result<String, EditError> {
    match bounded(name, NAME_MAX) {
        Some(name) if !name.is_empty() => Ok(name),
        _ => Err(EditError::Text),
    }
}

fn checked_endpoint(endpoint: Option<Endpoint>) -> Result<Option<Endpoint>, EditError> {
    endpoint.map(|Endpoint { name, position }| Ok(Endpoint { name: checked_name(&name)?, position })).transpose()
}

/// A date of this century, so that every year has four digits everywhere and a day has a next one.
fn checked_date(date: NaiveDate) -> Result<NaiveDate, EditError> {
    let first = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or_default();
    let last = NaiveDate::from_ymd_opt(2099, 12, 30).unwrap_or_default();
    (first..=last).contains(&date).then_some(date).ok_or(EditError::Date)
}

#[cfg(test)]
#[path = "edit_tests.rs"]
mod tests;
