//! Edits as plain forms say them: flat fields, one function that makes an [`Edit`] of them, on both sides.

use chrono::NaiveDate;
use domain::edit::{DayField, Edit, EditError, StopField};
use domain::geo::Position;
use domain::hours::{DAY_MIN, clock, parse_clock};
use domain::itinerary::{Day, DayFrame, DayId, Endpoint, Itinerary, Spot, Stop, StopId, StopKind};
use domain::travel::Mode;
use domain::venue::VenueSlug;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::error::ApiError;

/// What a form calls the tray where it names a spot.
pub const TRAY: &str = "tray";
/// How long a place of the visitor's own is visited unless they say otherwise, minutes.
pub const PLACE_STAY_MIN: u16 = 60;
/// The largest key that every number of a browser holds.
const KEY_MAX: i64 = 9_007_199_254_740_991;

/// The edit of a form in which nothing was touched.
const NOTHING: Edit = Edit::Step { edits: Vec::new() };

/// The fields of any form that changes a plan. Which of them are read depends on `kind`; the others stay empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EditForm {
    /// The plan.
    pub plan: String,
    /// The language of the page that the form stood on.
    pub lang: String,
    /// What to do: `edit`, `rename`, `shift`, `add-day`, `remove-day`, `duplicate-day`, `day-earlier`, `day-later`, `set-day`,
    /// `add-stop`, `add-place`, `add-meal`, `add-note`, `remove-stop`, `earlier`, `later`, `move`, `stay`, `set-stop`.
    pub kind: String,
    /// The button that was pressed, where it says everything: a kind and the key of a stop, with a space between them.
    pub press: String,
    /// An edit in JSON, for a button that does always the same.
    pub edit: String,
    /// Which day, or `tray`.
    pub day: String,
    /// Which stop.
    pub stop: String,
    /// The place there, 0 for the first; empty for the end.
    pub at: String,
    /// Minutes of a stay.
    pub stay: String,
    /// A date, `YYYY-MM-DD`.
    pub date: String,
    /// Setting out, or the earliest beginning of a meal, `HH:MM`.
    pub start: String,
    /// Being back, or the latest beginning of a meal, `HH:MM`; `00:00` is the midnight that ends the day.
    pub end: String,
    /// A way to travel; empty where it is as on the rest of the day.
    pub mode: String,
    /// A title.
    pub title: String,
    /// A venue's slug.
    pub venue: String,
    /// What a place, a meal or a note is called.
    pub name: String,
    /// Where a place is, "latitude, longitude" in degrees.
    pub position: String,
    /// When a stop has to begin, `HH:MM`; empty where that is not fixed.
    pub fixed: String,
    /// Anything where the plan makes no sense without the stop.
    pub must: String,
    /// The visitor's own note.
    pub note: String,
    /// What to pack, which tickets to have.
    pub packing: String,
    /// What the place is called at which a day begins; empty: at its first stop.
    pub from_name: String,
    /// Where it is.
    pub from_position: String,
    /// What the place is called at which a day ends; empty: at its last stop.
    pub to_name: String,
    /// Where it is.
    pub to_position: String,
    /// How to travel there; empty where it is as on the rest of the day.
    pub to_mode: String,
    /// What the page showed of what the form changes, in JSON, so that whatever nobody has touched changes nothing; empty: what
    /// the plan has. Of `rename` a title, of `shift` a date, of `stay` minutes, of `move` a spot, of `set-day` the day without
    /// its stops, of `set-stop` the stop.
    pub was: String,
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
    /// A form of a kind, with nothing else in it.
    #[must_use]
    pub fn of_kind(kind: &str) -> Self {
        Self { kind: kind.to_owned(), ..Self::default() }
    }

    /// A form about a day.
    #[must_use]
    pub fn of_day(kind: &str, day: DayId) -> Self {
        Self { day: day.0.to_string(), ..Self::of_kind(kind) }
    }

    /// A form about a stop.
    #[must_use]
    pub fn of_stop(kind: &str, stop: StopId) -> Self {
        Self { stop: stop.0.to_string(), ..Self::of_kind(kind) }
    }

    /// A form about a spot.
    #[must_use]
    pub fn at_spot(kind: &str, spot: Spot) -> Self {
        Self { day: spot_value(spot), ..Self::of_kind(kind) }
    }

    /// The form of everything about a stop, filled as the page shows it.
    #[must_use]
    pub fn of_details(stop: &Stop) -> Self {
        let mut form = Self {
            name: if stop.venue().is_none() { stop.name.clone() } else { String::new() },
            fixed: stop.fixed_start.map(clock).unwrap_or_default(),
            must: if stop.must_see { "1".to_owned() } else { String::new() },
            mode: stop.mode.map(|mode| mode.as_str().to_owned()).unwrap_or_default(),
            note: stop.note.clone(),
            packing: stop.packing.clone(),
            ..Self::of_stop("set-stop", stop.id)
        };
        match stop.kind {
            StopKind::Place { position } => form.position = position_value(position),
            StopKind::Meal { from_min, until_min } => (form.start, form.end) = (clock(from_min), clock(until_min)),
            StopKind::Venue { .. } | StopKind::Note => {}
        }
        form
    }

    /// The fields of such a form, by name.
    #[must_use]
    pub fn details(&self) -> [(&'static str, &str); 9] {
        [
            ("name", &self.name),
            ("position", &self.position),
            ("start", &self.start),
            ("end", &self.end),
            ("fixed", &self.fixed),
            ("must", &self.must),
            ("mode", &self.mode),
            ("note", &self.note),
            ("packing", &self.packing),
        ]
    }

    /// The form of a button that does this edit.
    #[must_use]
    pub fn of(edit: &Edit) -> Self {
        Self { edit: serde_json::to_string(edit).unwrap_or_default(), ..Self::of_kind("edit") }
    }

    /// The edit that the form asks for. `key` becomes the key of a new day or stop; `venue` is what the catalogue knows of
    /// the field of that name.
    ///
    /// # Errors
    /// [`ApiError::Invalid`] names the field that cannot be read; [`ApiError::Refused`] if the plan has no such day or stop.
    pub fn edit(&self, plan: &Itinerary, key: i64, venue: Option<NewVenue>) -> Result<Edit, ApiError> {
        if let Some((kind, stop)) = self.press.split_once(' ') {
            let pressed = Self { stop: stop.to_owned(), ..Self::of_kind(kind) };
            return pressed.edit(plan, key, venue);
        }
        match self.kind.as_str() {
            "edit" => serde_json::from_str(&self.edit).map_err(|_| ApiError::invalid("edit")),
            "rename" => self.rename(plan),
            "shift" => self.shift_dates(plan),
            "add-day" => self.add_day(plan, DayId(key)),
            "remove-day" => Ok(plan.removal(self.day_of(plan)?.id)),
            "duplicate-day" => self.duplicate_day(plan, key),
            "day-earlier" => self.move_day(plan, |at| at.saturating_sub(1)),
            "day-later" => self.move_day(plan, |at| at.saturating_add(1)),
            "set-day" => self.set_day(self.day_of(plan)?),
            "add-stop" => self.add_stop(StopId(key), venue),
            "add-place" => {
                let kind = StopKind::Place { position: position(&self.position, "position")? };
                self.insert(Stop::of(StopId(key), kind, self.name.clone(), self.stay_or(PLACE_STAY_MIN)?))
            }
            "add-meal" => {
                let kind = StopKind::Meal { from_min: time(&self.start, "start")?, until_min: time(&self.end, "end")? };
                self.insert(Stop::of(StopId(key), kind, self.name.clone(), self.stay_or(PLACE_STAY_MIN)?))
            }
            "add-note" => self.insert(Stop::of(StopId(key), StopKind::Note, self.name.clone(), 0)),
            "remove-stop" => Ok(Edit::RemoveStop { stop: self.stop_of(plan)?.id }),
            "earlier" => self.shift(plan, |at| at.saturating_sub(1)),
            "later" => self.shift(plan, |at| at.saturating_add(1)),
            "move" => self.move_stop(plan),
            "stay" => self.set_stay(self.stop_of(plan)?),
            "set-stop" => self.set_stop(self.stop_of(plan)?),
            _ => Err(ApiError::invalid("kind")),
        }
    }

    fn rename(&self, plan: &Itinerary) -> Result<Edit, ApiError> {
        let shown: Option<String> = self.shown()?;
        if shown.as_deref() == Some(self.title.trim()) {
            return Ok(NOTHING);
        }
        Ok(Edit::Rename { was: shown.unwrap_or_else(|| plan.title.clone()), title: self.title.clone() })
    }

    /// A new day at the end: like the last one, a day later, unless the form says another date.
    fn add_day(&self, plan: &Itinerary, id: DayId) -> Result<Edit, ApiError> {
        let last = plan.days.last().map(|day| day.frame);
        let date = match (self.date.trim(), last) {
            ("", Some(last)) => last.date.succ_opt().ok_or_else(|| ApiError::invalid("date"))?,
            _ => self.date()?,
        };
        let frame = DayFrame { date, ..last.unwrap_or_else(|| DayFrame::on(date)) };
        Ok(Edit::InsertDay { at: plan.days.len(), day: Day::new(id, frame, Vec::new()) })
    }

    /// The same day once more behind it, on the date after the plan's last.
    fn duplicate_day(&self, plan: &Itinerary, key: i64) -> Result<Edit, ApiError> {
        let day = self.day_of(plan)?;
        let at = plan.days.iter().position(|d| d.id == day.id).map_or(usize::MAX, |at| at + 1);
        let last = plan.days.iter().map(|day| day.frame.date).max().and_then(|date| date.succ_opt());
        let date = last.ok_or_else(|| ApiError::invalid("date"))?;
        let stops =
            day.stops.iter().zip(1..).map(|(stop, more)| Stop { id: StopId(key_after(key, more)), ..stop.clone() });
        let frame = DayFrame { date, ..day.frame };
        Ok(Edit::InsertDay { at, day: Day { id: DayId(key), frame, stops: stops.collect(), ..day.clone() } })
    }

    fn move_day(&self, plan: &Itinerary, to: impl Fn(usize) -> usize) -> Result<Edit, ApiError> {
        let day = self.day_of(plan)?.id;
        let at = plan.days.iter().position(|d| d.id == day).unwrap_or(0);
        Ok(Edit::MoveDay { day, at: to(at).min(plan.days.len().saturating_sub(1)) })
    }

    /// The whole plan on other dates: its first day on the date of the form.
    fn shift_dates(&self, plan: &Itinerary) -> Result<Edit, ApiError> {
        let (to, shown) = (self.date()?, self.shown()?);
        if shown == Some(to) {
            return Ok(NOTHING);
        }
        let was = shown.or_else(|| plan.first_date()).ok_or(ApiError::Refused(EditError::NoSuchDay))?;
        Ok(Edit::ShiftDates { was, to })
    }

    /// Everything about a day that the form says otherwise than the page showed it.
    fn set_day(&self, day: &Day) -> Result<Edit, ApiError> {
        let day = self.shown()?.map_or_else(|| day.clone(), |shown| Day { id: day.id, ..shown });
        let end = time(&self.end, "end")?;
        let end = if end == 0 { DAY_MIN } else { end };
        let fields = [
            DayField::Date(self.date()?),
            DayField::Hours(time(&self.start, "start")?, end),
            DayField::Mode(self.mode.trim().parse().map_err(|_| ApiError::invalid("mode"))?),
            DayField::From(endpoint(&self.from_name, &self.from_position, "from_position")?),
            DayField::To(endpoint(&self.to_name, &self.to_position, "to_position")?),
            DayField::ToMode(mode(&self.to_mode, "to_mode")?),
        ];
        let changed = fields.into_iter().filter(|field| day.field(field) != *field);
        Ok(step(changed.map(|field| day.set(field)).collect()))
    }

    fn add_stop(&self, id: StopId, venue: Option<NewVenue>) -> Result<Edit, ApiError> {
        let venue = venue.filter(|v| v.slug.as_str() == self.venue.trim()).ok_or_else(|| ApiError::invalid("venue"))?;
        self.insert(Stop::visit(id, venue.slug, venue.name, self.stay_or(venue.stay_min)?))
    }

    fn insert(&self, stop: Stop) -> Result<Edit, ApiError> {
        Ok(Edit::InsertStop { spot: self.spot()?, at: self.place()?, stop })
    }

    fn shift(&self, plan: &Itinerary, to: impl Fn(usize) -> usize) -> Result<Edit, ApiError> {
        let stop = self.stop_of(plan)?.id;
        let (spot, at) = plan.spot_of(stop).ok_or(ApiError::Refused(EditError::NoSuchStop))?;
        let last = plan.at(spot).map_or(0, |stops| stops.len().saturating_sub(1));
        Ok(Edit::MoveStop { stop, was: spot, spot, at: to(at).min(last) })
    }

    fn move_stop(&self, plan: &Itinerary) -> Result<Edit, ApiError> {
        let stop = self.stop_of(plan)?.id;
        let (was, _) = plan.spot_of(stop).ok_or(ApiError::Refused(EditError::NoSuchStop))?;
        Ok(Edit::MoveStop { stop, was: self.shown()?.unwrap_or(was), spot: self.spot()?, at: self.place()? })
    }

    fn set_stay(&self, stop: &Stop) -> Result<Edit, ApiError> {
        let (to, was) = (number(&self.stay, "stay")?, self.shown()?);
        if was == Some(to) {
            return Ok(NOTHING);
        }
        let was = StopField::Stay(was.unwrap_or(stop.stay_min));
        Ok(Edit::SetStop { stop: stop.id, was, to: StopField::Stay(to) })
    }

    /// Everything about a stop that the form says otherwise than the page showed it.
    fn set_stop(&self, stop: &Stop) -> Result<Edit, ApiError> {
        let stop = &self.shown()?.map_or_else(|| stop.clone(), |shown| Stop { id: stop.id, ..shown });
        let fixed = if self.fixed.trim().is_empty() { None } else { Some(time(&self.fixed, "fixed")?) };
        let mut fields = vec![
            StopField::Stay(self.stay_or(stop.stay_min)?),
            StopField::FixedStart(fixed),
            StopField::MustSee(!self.must.is_empty()),
            // Browsers end lines in two characters.
            StopField::Note(self.note.replace("\r\n", "\n").trim().to_owned()),
            StopField::Packing(self.packing.trim().to_owned()),
            StopField::Mode(mode(&self.mode, "mode")?),
        ];
        if stop.venue().is_none() {
            fields.push(StopField::Name(self.name.trim().to_owned()));
        }
        match stop.kind {
            StopKind::Place { .. } => fields.push(StopField::Position(position(&self.position, "position")?)),
            StopKind::Meal { .. } => {
                fields.push(StopField::Window(time(&self.start, "start")?, time(&self.end, "end")?));
            }
            StopKind::Venue { .. } | StopKind::Note => {}
        }
        let changed = fields.into_iter().filter(|field| stop.field(field).as_ref() != Some(field));
        Ok(step(changed.map(|field| set(stop, field)).collect::<Result<_, _>>()?))
    }

    /// What the page showed, if the form says so.
    fn shown<T: DeserializeOwned>(&self) -> Result<Option<T>, ApiError> {
        if self.was.is_empty() {
            return Ok(None);
        }
        serde_json::from_str(&self.was).map(Some).map_err(|_| ApiError::invalid("was"))
    }

    fn stay_or(&self, otherwise: u16) -> Result<u16, ApiError> {
        if self.stay.trim().is_empty() { Ok(otherwise) } else { number(&self.stay, "stay") }
    }

    fn spot(&self) -> Result<Spot, ApiError> {
        if self.day.trim() == TRAY { Ok(Spot::Tray) } else { number(&self.day, "day").map(DayId).map(Spot::Day) }
    }

    fn day_of<'a>(&self, plan: &'a Itinerary) -> Result<&'a Day, ApiError> {
        plan.day(number(&self.day, "day").map(DayId)?).ok_or(ApiError::Refused(EditError::NoSuchDay))
    }

    fn stop_of<'a>(&self, plan: &'a Itinerary) -> Result<&'a Stop, ApiError> {
        plan.stop(number(&self.stop, "stop").map(StopId)?).ok_or(ApiError::Refused(EditError::NoSuchStop))
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

/// What a form says that the page showed.
#[must_use]
pub fn was(shown: &impl Serialize) -> String {
    serde_json::to_string(shown).unwrap_or_default()
}

/// How a form writes a spot.
#[must_use]
pub fn spot_value(spot: Spot) -> String {
    match spot {
        Spot::Tray => TRAY.to_owned(),
        Spot::Day(day) => day.0.to_string(),
    }
}

/// How a form writes a position: degrees, as maps show and copy them.
#[must_use]
pub fn position_value(position: Position) -> String {
    format!("{:.6}, {:.6}", position.lat(), position.lon())
}

/// Another key, a few after a random one.
#[must_use]
pub const fn key_after(key: i64, more: i64) -> i64 {
    (key.saturating_add(more)) % KEY_MAX + 1
}

/// One edit where there is one, else a step.
fn step(mut edits: Vec<Edit>) -> Edit {
    match edits.pop() {
        Some(only) if edits.is_empty() => only,
        Some(last) => {
            edits.push(last);
            Edit::Step { edits }
        }
        None => Edit::Step { edits },
    }
}

fn set(stop: &Stop, field: StopField) -> Result<Edit, ApiError> {
    stop.set(field).ok_or(ApiError::Refused(EditError::Kind))
}

fn endpoint(name: &str, at: &str, field: &str) -> Result<Option<Endpoint>, ApiError> {
    if name.trim().is_empty() && at.trim().is_empty() {
        return Ok(None);
    }
    Ok(Some(Endpoint { name: name.trim().to_owned(), position: position(at, field)? }))
}

fn mode(text: &str, field: &str) -> Result<Option<Mode>, ApiError> {
    let text = text.trim();
    if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(|_| ApiError::invalid(field)) }
}

/// A position written as "latitude, longitude" in degrees, a comma or spaces between.
///
/// # Errors
/// [`ApiError::Invalid`] names the field.
pub fn position(text: &str, field: &str) -> Result<Position, ApiError> {
    let degrees: Vec<f64> =
        text.split([',', ';', ' ']).filter(|part| !part.is_empty()).map_while(|part| part.parse().ok()).collect();
    let found = match degrees.as_slice() {
        [lat, lon] => Position::from_degrees(*lat, *lon).ok(),
        _ => None,
    };
    found.ok_or_else(|| ApiError::invalid(field))
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
