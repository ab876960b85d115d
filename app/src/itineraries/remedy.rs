//! Remedies: the one edit that a warning can offer. Nothing is offered that has not been tried on the timeline first.

use chrono::NaiveDate;
use domain::accessibility::AccessProfile;
use domain::edit::{DayField, Edit, StopField};
use domain::hours::DAY_MIN;
use domain::itinerary::{Day, DayId, Itinerary, STAY_MIN, Spot, Stop, StopId};
use domain::timeline::{DayTimeline, StopVenues, Timeline, Visit, Warning, timeline};
use domain::travel::TravelTimes;

/// Nobody is advised to stay for less than this, minutes.
const SHORT_STAY_MIN: u32 = 15;

/// What a remedy does, for its button.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cure {
    /// Visit it earlier on the same day.
    Earlier,
    /// Visit it later on the same day.
    Later,
    /// Visit it on another day of the plan.
    OtherDay(NaiveDate),
    /// Move the day to a date on which it is open.
    OtherDate(NaiveDate),
    /// Stay so many minutes only.
    ShorterStay(u16),
    /// Let the day last until this minute.
    LongerDay(u16),
    /// Set out so early that the fixed time is met.
    EarlierStart(u16),
    /// Let it begin when one is there.
    NoFixedStart,
    /// Have the meal until this minute.
    LaterMeal(u16),
    /// Put it into the tray.
    ToTray,
}

/// An edit that mends a warning and breaks nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remedy {
    /// What it does.
    pub cure: Cure,
    /// The edit.
    pub edit: Edit,
}

/// A plan, what is known of its venues and how its visitor travels: everything that a remedy is tried on.
pub struct Case<'a, T> {
    /// The plan.
    pub plan: &'a Itinerary,
    /// What the catalogue knows of its stops.
    pub venues: &'a StopVenues,
    /// How long ways take.
    pub travel: &'a T,
    /// What the visitor needs.
    pub profile: AccessProfile,
    /// The plan, told by the clock.
    pub told: &'a Timeline,
}

impl<T: TravelTimes> Case<'_, T> {
    /// The first remedy for a warning at a stop that leaves the plan with fewer faults; none where there is no simple one.
    #[must_use]
    pub fn remedy(&self, stop: StopId, warning: Warning) -> Option<Remedy> {
        let (day_index, at) = self.plan.place_of(stop)?;
        let day = self.plan.days.get(day_index)?;
        let stop = day.stops.get(at)?;
        let told_day = self.told.days.get(day_index)?;
        let visit = told_day.visits.get(at)?;
        let candidates: Vec<Remedy> = match warning {
            Warning::Closed { opens } => {
                let mut candidates =
                    if self.is_shut(stop, day.frame.date) { Vec::new() } else { on_the_day(day, stop, at) };
                let open = self.plan.days.iter().filter(|other| !self.is_shut(stop, other.frame.date));
                candidates.extend(other_days(open, day.id, stop));
                candidates.extend(opens.map(|at| other_date(day, at.date)));
                candidates
            }
            Warning::ClosesDuringVisit { closes_min } => {
                let left = told_day.clock.elapsed(closes_min).checked_sub(visit.start_min);
                let mut candidates = earlier(day, stop, at);
                candidates.extend(left.and_then(|left| shorter_stay(stop, left)));
                candidates.extend(other_days(self.plan.days.iter(), day.id, stop));
                candidates
            }
            Warning::LastEntryMissed { .. } => {
                let mut candidates = on_the_day(day, stop, at);
                candidates.extend(other_days(self.plan.days.iter(), day.id, stop));
                candidates
            }
            Warning::FixedTimeMissed { late_min, .. } => {
                let mut candidates = earlier(day, stop, at);
                candidates.extend(earlier_start(day, late_min));
                candidates.extend(set(stop, StopField::FixedStart(None), Cure::NoFixedStart));
                candidates
            }
            Warning::MealTooLate { .. } => {
                let mut candidates = earlier(day, stop, at);
                candidates.extend(later_meal(stop, visit, told_day.clock.wall(visit.start_min)));
                candidates
            }
            Warning::EndsAfterDay => {
                let ends = told_day.clock.wall(told_day.ends_min);
                longer_day(day, ends).into_iter().chain([to_tray(stop, day.id)]).collect()
            }
            // What no order of visits mends is for the visitor to decide: the tray keeps it.
            Warning::Vanished | Warning::NotAccessible => return Some(to_tray(stop, day.id)),
            Warning::HoursUnknown | Warning::HoursUncertain | Warning::PartlyAccessible | Warning::AccessUnknown => {
                Vec::new()
            }
        };
        candidates.into_iter().find(|remedy| self.mends(remedy, day.id, stop.id, warning))
    }

    /// Whether a remedy leaves fewer faults and not that warning. Only the days that it touches are copied and told again: a
    /// long plan has hundreds of places to try.
    fn mends(&self, remedy: &Remedy, home: DayId, stop: StopId, warning: Warning) -> bool {
        let target = match remedy.edit {
            Edit::MoveStop { spot: Spot::Day(day), .. } => day,
            _ => home,
        };
        let all = self.plan.days.iter().zip(&self.told.days);
        let touched: Vec<_> = all.filter(|(day, _)| day.id == home || day.id == target).collect();
        let days = touched.iter().map(|(day, _)| (*day).clone()).collect();
        let mut mended = Itinerary { days, ..Itinerary::default() };
        if mended.apply(&remedy.edit).is_err() {
            return false;
        }
        let after = timeline(&mended, self.venues, self.travel, self.profile);
        faults(after.days.iter()) < faults(touched.iter().map(|(_, told)| *told)) && !is_warned(&after, stop, warning)
    }

    /// Whether a stop's venue is known not to open at all on a date, nor to be still open from the night before: no place on
    /// such a day need be tried.
    fn is_shut(&self, stop: &Stop, date: NaiveDate) -> bool {
        let Some(venue) = stop.venue().and_then(|slug| self.venues.get(slug)) else { return false };
        let before = date.pred_opt().and_then(|date| venue.hours.on(date));
        let is_still_open = before.is_some_and(|day| day.intervals.last().is_some_and(|last| last.end > DAY_MIN));
        !is_still_open && venue.hours.on(date).is_some_and(|day| day.intervals.is_empty())
    }
}

/// Whether a stop is warned of the same sort of thing.
fn is_warned(told: &Timeline, stop: StopId, warning: Warning) -> bool {
    let sort = std::mem::discriminant(&warning);
    let visit = told.days.iter().flat_map(|day| &day.visits).find(|visit| visit.stop == stop);
    visit.is_some_and(|visit| visit.warnings.iter().any(|other| std::mem::discriminant(other) == sort))
}

/// How many visits do not work out as planned.
fn faults<'a>(told: impl Iterator<Item = &'a DayTimeline>) -> usize {
    told.flat_map(|day| &day.visits).flat_map(|visit| &visit.warnings).filter(|warning| warning.is_fault()).count()
}

fn moved(stop: &Stop, was: Spot, spot: Spot, at: usize) -> Edit {
    Edit::MoveStop { stop: stop.id, was, spot, at }
}

/// Earlier places of the same day, the nearest first.
fn earlier(day: &Day, stop: &Stop, from: usize) -> Vec<Remedy> {
    let here = Spot::Day(day.id);
    (0..from).rev().map(|at| Remedy { cure: Cure::Earlier, edit: moved(stop, here, here, at) }).collect()
}

/// Other places of the same day: earlier ones, then later ones, the nearest first.
fn on_the_day(day: &Day, stop: &Stop, from: usize) -> Vec<Remedy> {
    let here = Spot::Day(day.id);
    let later = (from + 1..day.stops.len()).map(|at| Remedy { cure: Cure::Later, edit: moved(stop, here, here, at) });
    earlier(day, stop, from).into_iter().chain(later).collect()
}

/// Every place on every other one of these days, the end of each day first: it disturbs the least.
fn other_days<'a>(days: impl Iterator<Item = &'a Day>, from: DayId, stop: &Stop) -> Vec<Remedy> {
    let places = days.filter(|day| day.id != from).flat_map(|day| (0..=day.stops.len()).rev().map(move |at| (day, at)));
    places
        .map(|(day, at)| Remedy {
            cure: Cure::OtherDay(day.frame.date),
            edit: moved(stop, Spot::Day(from), Spot::Day(day.id), at),
        })
        .collect()
}

fn to_tray(stop: &Stop, day: DayId) -> Remedy {
    Remedy { cure: Cure::ToTray, edit: moved(stop, Spot::Day(day), Spot::Tray, usize::MAX) }
}

fn set(stop: &Stop, field: StopField, cure: Cure) -> Option<Remedy> {
    stop.set(field).map(|edit| Remedy { cure, edit })
}

fn other_date(day: &Day, date: NaiveDate) -> Remedy {
    Remedy { cure: Cure::OtherDate(date), edit: day.set(DayField::Date(date)) }
}

fn shorter_stay(stop: &Stop, left: u32) -> Option<Remedy> {
    let stay_min = u16::try_from(left).ok().filter(|min| left >= SHORT_STAY_MIN && *min >= STAY_MIN)?;
    set(stop, StopField::Stay(stay_min), Cure::ShorterStay(stay_min))
}

fn later_meal(stop: &Stop, visit: &Visit, begins: u32) -> Option<Remedy> {
    let domain::itinerary::StopKind::Meal { from_min, .. } = stop.kind else { return None };
    let until = u16::try_from(begins).ok().filter(|until| *until < DAY_MIN && visit.wait_min() == 0)?;
    set(stop, StopField::Window(from_min, until), Cure::LaterMeal(until))
}

/// The day begins at the full quarter of an hour from which the time is met.
fn earlier_start(day: &Day, late_min: u32) -> Option<Remedy> {
    let start = u32::from(day.frame.start_min).checked_sub(late_min)? / 15 * 15;
    let start = u16::try_from(start).ok()?;
    let edit = day.set(DayField::Hours(start, day.frame.end_min));
    Some(Remedy { cure: Cure::EarlierStart(start), edit })
}

/// The day lasts to the next full quarter of an hour after its end, where that is before midnight.
fn longer_day(day: &Day, ends_min: u32) -> Option<Remedy> {
    let end_min = u16::try_from(ends_min.div_ceil(15) * 15).ok().filter(|end| *end <= DAY_MIN)?;
    let edit = day.set(DayField::Hours(day.frame.start_min, end_min));
    Some(Remedy { cure: Cure::LongerDay(end_min), edit })
}

#[cfg(test)]
#[path = "remedy_tests.rs"]
mod tests;
