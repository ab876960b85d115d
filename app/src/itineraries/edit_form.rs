//! Edits as plain forms say them: flat fields, one function that makes an [`Edit`] of them, on both sides.

use chrono::NaiveDate;
use domain::hours::{DAY_MIN, clock, parse_clock};
use domain::itinerary::{Day, DayFrame, DayId, Edit, Itinerary, Stop, StopId};
use domain::venue::VenueSlug;
use serde::{Deserialize, Serialize};

use crate::error::ApiError;

/// The fields of any form that changes a plan. Which of them are read depends on `kind`; the others stay empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EditForm {
    /// The plan.
    pub plan: String,
    /// The language of the page that the form stood on.
    pub lang: String,
    /// What to do: `rename`, `add-day`, `remove-day`, `set-day`, `add-stop`, `remove-stop`, `earlier`, `later`, `move`, `stay`.
    pub kind: String,
    /// Which day.
    pub day: String,
    /// Which stop.
    pub stop: String,
    /// The place in the day, 0 for the first; empty for the end.
    pub at: String,
    /// Minutes of a stay.
    pub stay: String,
    /// A date, `YYYY-MM-DD`.
    pub date: String,
    /// Setting out, `HH:MM`.
    pub start: String,
    /// Being back, `HH:MM`; `00:00` is the midnight that ends the day.
    pub end: String,
    /// A way to travel.
    pub mode: String,
    /// A title.
    pub title: String,
    /// A venue's slug.
    pub venue: String,
}

/// A venue that is about to become a stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewVenue {
    /// Its slug.
    pub slug: VenueSlug,
    /// Its name.
    pub name: String,
    /// How long people stay, minutes.
    pub stay_min: u16,
}

impl EditForm {
    /// The form that says an edit, as far as a button can: moves, stays, frames and removals.
    #[must_use]
    pub fn of(edit: &Edit) -> Self {
        let kind = |kind: &str| Self { kind: kind.to_owned(), ..Self::default() };
        match edit {
            Edit::Rename { title } => Self { title: title.clone(), ..kind("rename") },
            Edit::InsertDay { day, .. } => Self { date: day.frame.date.to_string(), ..kind("add-day") },
            Edit::RemoveDay { day } => Self { day: day.0.to_string(), ..kind("remove-day") },
            Edit::SetDay { day, frame } => Self {
                day: day.0.to_string(),
                date: frame.date.to_string(),
                start: clock(frame.start_min),
                end: clock(frame.end_min),
                mode: frame.mode.to_string(),
                ..kind("set-day")
            },
            Edit::InsertStop { day, at, stop } => Self {
                day: day.0.to_string(),
                at: at.to_string(),
                venue: stop.venue.to_string(),
                stay: stop.stay_min.to_string(),
                ..kind("add-stop")
            },
            Edit::RemoveStop { stop } => Self { stop: stop.0.to_string(), ..kind("remove-stop") },
            Edit::MoveStop { stop, day, at } => {
                Self { stop: stop.0.to_string(), day: day.0.to_string(), at: at.to_string(), ..kind("move") }
            }
            Edit::SetStay { stop, stay_min } => {
                Self { stop: stop.0.to_string(), stay: stay_min.to_string(), ..kind("stay") }
            }
        }
    }

    /// The edit that the form asks for. `key` becomes the key of a new day or stop; `venue` is what the catalogue knows of
    /// the field of that name.
    ///
    /// # Errors
    /// [`ApiError::Invalid`] names the field that cannot be read; [`ApiError::Refused`] if the plan has no such day or stop.
    pub fn edit(&self, plan: &Itinerary, key: i64, venue: Option<NewVenue>) -> Result<Edit, ApiError> {
        match self.kind.as_str() {
            "rename" => Ok(Edit::Rename { title: self.title.clone() }),
            "add-day" => self.add_day(plan, DayId(key)),
            "remove-day" => Ok(Edit::RemoveDay { day: self.day_id()? }),
            "set-day" => Ok(Edit::SetDay { day: self.day_id()?, frame: self.frame()? }),
            "add-stop" => self.add_stop(StopId(key), venue),
            "remove-stop" => Ok(Edit::RemoveStop { stop: self.stop_id()? }),
            "earlier" => self.shift(plan, |at| at.saturating_sub(1)),
            "later" => self.shift(plan, |at| at.saturating_add(1)),
            "move" => Ok(Edit::MoveStop { stop: self.stop_id()?, day: self.day_id()?, at: self.place()? }),
            "stay" => Ok(Edit::SetStay { stop: self.stop_id()?, stay_min: number(&self.stay, "stay")? }),
            _ => Err(ApiError::invalid("kind")),
        }
    }

    /// A new day at the end: like the last one, a day later, unless the form says another date.
    fn add_day(&self, plan: &Itinerary, id: DayId) -> Result<Edit, ApiError> {
        let last = plan.days.last().map(|day| day.frame);
        let date = match (self.date.trim(), last) {
            ("", Some(last)) => last.date.succ_opt().ok_or_else(|| ApiError::invalid("date"))?,
            _ => self.date()?,
        };
        let frame = DayFrame { date, ..last.unwrap_or_else(|| DayFrame::on(date)) };
        Ok(Edit::InsertDay { at: plan.days.len(), day: Day { id, frame, stops: Vec::new() } })
    }

    fn add_stop(&self, id: StopId, venue: Option<NewVenue>) -> Result<Edit, ApiError> {
        let venue = venue.filter(|v| v.slug.as_str() == self.venue.trim()).ok_or_else(|| ApiError::invalid("venue"))?;
        let stay_min = if self.stay.trim().is_empty() { venue.stay_min } else { number(&self.stay, "stay")? };
        let stop = Stop { id, venue: venue.slug, name: venue.name, stay_min };
        Ok(Edit::InsertStop { day: self.day_id()?, at: self.place()?, stop })
    }

    fn shift(&self, plan: &Itinerary, to: impl Fn(usize) -> usize) -> Result<Edit, ApiError> {
        let stop = self.stop_id()?;
        let (day, at) = plan.place_of(stop).ok_or(ApiError::Refused(domain::itinerary::EditError::NoSuchStop))?;
        let day = plan.days.get(day).ok_or(ApiError::Refused(domain::itinerary::EditError::NoSuchDay))?;
        Ok(Edit::MoveStop { stop, day: day.id, at: to(at).min(day.stops.len().saturating_sub(1)) })
    }

    fn frame(&self) -> Result<DayFrame, ApiError> {
        let end = time(&self.end, "end")?;
        Ok(DayFrame {
            date: self.date()?,
            start_min: time(&self.start, "start")?,
            end_min: if end == 0 { DAY_MIN } else { end },
            mode: self.mode.trim().parse().map_err(|_| ApiError::invalid("mode"))?,
        })
    }

    fn day_id(&self) -> Result<DayId, ApiError> {
        number(&self.day, "day").map(DayId)
    }

    fn stop_id(&self) -> Result<StopId, ApiError> {
        number(&self.stop, "stop").map(StopId)
    }

    fn place(&self) -> Result<usize, ApiError> {
        if self.at.trim().is_empty() {
            Ok(usize::MAX)
        } else {
            number::<u32>(&self.at, "at").map(|at| usize::try_from(at).unwrap_or(usize::MAX))
        }
    }

    fn date(&self) -> Result<NaiveDate, ApiError> {
        date(&self.date, "date")
    }
}

/// A date of this century, so that every year has four digits everywhere.
///
/// # Errors
/// [`ApiError::Invalid`] names the field.
pub fn date(text: &str, field: &str) -> Result<NaiveDate, ApiError> {
    let first = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or_default();
    let last = NaiveDate::from_ymd_opt(2099, 12, 30).unwrap_or_default();
    let date = text.trim().parse().ok().filter(|date| (first..=last).contains(date));
    date.ok_or_else(|| ApiError::invalid(field))
}

fn time(text: &str, field: &str) -> Result<u16, ApiError> {
    // Some browsers add seconds to what a time field holds.
    let text = text.trim();
    let minutes = if text.len() == 8 { text.get(..5).unwrap_or(text) } else { text };
    parse_clock(minutes).ok_or_else(|| ApiError::invalid(field))
}

fn number<T: std::str::FromStr>(text: &str, field: &str) -> Result<T, ApiError> {
    text.trim().parse().map_err(|_| ApiError::invalid(field))
}

#[cfg(test)]
#[path = "edit_form_tests.rs"]
mod tests;
