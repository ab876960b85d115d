//! A plan as its exports tell it: its days and stops, by the clock, with everything that is known of them.

use app::language::address;
use app::server::Site;
use chrono::{DateTime, NaiveDate, TimeDelta};
use chrono_tz::Tz;
use domain::day_clock::DayClock;
use domain::geo::Position;
use domain::hours::clock;
use domain::itinerary::{Day, Itinerary, PlanId, Stop};
use domain::language::Language;
use domain::timeline::{DayTimeline, StopVenue, StopVenues, Timeline, Visit, position_of};

use crate::clock::instant;
use crate::route::wording;

/// A plan, told by the clock, with what its exports say of it.
#[derive(Debug, Clone)]
pub struct ToldPlan {
    /// Which plan.
    pub id: PlanId,
    /// How often it was saved.
    pub version: i64,
    /// The plan.
    pub itinerary: Itinerary,
    /// Its venues on its dates.
    pub venues: StopVenues,
    /// When its visitor is where.
    pub timeline: Timeline,
    /// The language of its reader.
    pub language: Language,
    /// The deployment, for addresses.
    pub site: Site,
    /// What makes the reading link unguessable, for whoever came by one.
    pub shared: Option<String>,
}

/// A day of a told plan.
#[derive(Debug, Clone)]
pub struct ToldDay<'p> {
    /// Its place in the plan, from 1.
    pub number: u32,
    /// The day.
    pub day: &'p Day,
    /// The day, told by the clock.
    pub told: &'p DayTimeline,
    /// Its stops.
    pub stops: Vec<ToldStop<'p>>,
}

/// One stop of a told plan with everything that is known of it.
#[derive(Debug, Clone, Copy)]
pub struct ToldStop<'p> {
    /// Its place on its day, from 1, as the page and its map number it.
    pub number: u32,
    /// The stop.
    pub stop: &'p Stop,
    /// When its visitor is there.
    pub visit: &'p Visit,
    /// Its venue, unless it is of another kind or vanished from the catalogue.
    pub venue: Option<&'p StopVenue>,
    date: NaiveDate,
    clock: DayClock,
}

impl ToldPlan {
    /// The days with their stops.
    pub fn days(&self) -> impl Iterator<Item = ToldDay<'_>> {
        let days = self.itinerary.days.iter().zip(&self.timeline.days).zip(1..);
        days.map(|((day, told), number)| ToldDay { number, day, told, stops: self.stops(day, told) })
    }

    fn stops<'p>(&'p self, day: &'p Day, told: &'p DayTimeline) -> Vec<ToldStop<'p>> {
        let (date, clock) = (day.frame.date, told.clock);
        let told_stop = |((stop, visit), number): ((&'p Stop, &'p Visit), u32)| {
            let venue = self.venue_of(stop);
            ToldStop { number, stop, visit, venue, date, clock }
        };
        day.stops.iter().zip(&told.visits).zip(1..).map(told_stop).collect()
    }

    /// What the catalogue knows of a stop.
    #[must_use]
    pub fn venue_of(&self, stop: &Stop) -> Option<&StopVenue> {
        stop.venue().and_then(|slug| self.venues.get(slug))
    }

    /// The address of a stop's venue, if the catalogue has it.
    #[must_use]
    pub fn address_of(&self, stop: &Stop) -> Option<String> {
        let slug = stop.venue().filter(|slug| self.venues.contains_key(*slug))?;
        Some(self.page(&format!("/venues/{slug}")))
    }

    /// The address under which readers find the plan, if it is shared.
    #[must_use]
    pub fn shared_page(&self) -> Option<String> {
        self.shared.as_ref().map(|token| self.page(&format!("/shared/{token}")))
    }

    /// The address under which a calendar can subscribe to the plan, if it is shared.
    #[must_use]
    pub fn shared_calendar(&self) -> Option<String> {
        let (base, language) = (&self.site.base_url, self.language);
        self.shared.as_ref().map(|token| format!("{base}/shared/{token}/calendar.ics?lang={language}"))
    }

    fn page(&self, path: &str) -> String {
        format!("{}{}", self.site.base_url, address(self.language, path))
    }
}

impl ToldDay<'_> {
    /// Where the day leads, in order: where it begins, the stops that have a place, where it ends.
    #[must_use]
    pub fn way(&self) -> Vec<Position> {
        let ends = [&self.day.from, &self.day.to].map(|end| end.as_ref().map(|end| end.position));
        let [from, to] = ends;
        from.into_iter().chain(self.stops.iter().filter_map(ToldStop::position)).chain(to).collect()
    }

    /// What a clock shows when so many minutes of the day have passed.
    #[must_use]
    pub fn clock(&self, elapsed: u32) -> String {
        wall_clock(self.told.clock, elapsed)
    }
}

impl<'p> ToldStop<'p> {
    /// What the stop is called: by the catalogue, or as the plan remembers it.
    #[must_use]
    pub fn name(&self) -> &'p str {
        self.venue.map_or(&self.stop.name, |venue| &venue.name.value)
    }

    /// Where the stop is. Meals and notes are nowhere, and so are venues that vanished.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        position_of(&self.stop.kind, self.venue)
    }

    /// The instant of being there.
    #[must_use]
    pub fn arrives(&self) -> DateTime<Tz> {
        passed(self.date, self.visit.arrive_min)
    }

    /// The instant of going in.
    #[must_use]
    pub fn begins(&self) -> DateTime<Tz> {
        passed(self.date, self.visit.start_min)
    }

    /// The instant of going on.
    #[must_use]
    pub fn leaves(&self) -> DateTime<Tz> {
        passed(self.date, self.visit.leave_min)
    }

    /// From when to when, as the clocks show it: `10:00–11:30`, or `10:00` for what takes no time.
    #[must_use]
    pub fn hours(&self) -> String {
        let [from, to] = [self.visit.start_min, self.visit.leave_min].map(|minute| wall_clock(self.clock, minute));
        if self.visit.start_min == self.visit.leave_min { from } else { format!("{from}–{to}") }
    }

    /// What the visitor wrote at the stop, a line each: their note, what to take along.
    #[must_use]
    pub fn own_notes(&self, language: Language) -> Vec<String> {
        let note = Some(self.stop.note.clone()).filter(|note| !note.is_empty());
        let packing = Some(&self.stop.packing).filter(|packing| !packing.is_empty());
        note.into_iter().chain(packing.map(|packing| wording::packing(language, packing))).collect()
    }

    /// What to know of the stop, a line each: what the visitor wrote, the way, waiting, warnings, a rough position.
    #[must_use]
    pub fn notes(&self, language: Language) -> Vec<String> {
        let mut notes = self.own_notes(language);
        notes.extend(self.visit.leg.filter(|leg| leg.minutes > 0).map(|leg| wording::way(language, leg)));
        notes.extend((self.visit.wait_min() > 0).then(|| wording::waiting(language, self.visit.wait_min())));
        notes.extend(self.visit.warnings.iter().map(|warning| wording::warning(language, *warning)));
        let rough = self.venue.is_some_and(|venue| venue.approximate);
        notes.extend(rough.then(|| wording::approximate(language).to_owned()));
        notes
    }
}

/// The instant at which so many minutes have passed since the midnight that begins a date. Midnight comes once every day.
fn passed(date: NaiveDate, minutes: u32) -> DateTime<Tz> {
    instant(date.into()) + TimeDelta::minutes(i64::from(minutes))
}

fn wall_clock(day: DayClock, elapsed: u32) -> String {
    clock(u16::try_from(day.wall(elapsed)).unwrap_or(u16::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_and_clocks_agree_on_every_minute_of_the_days_on_which_the_clocks_are_changed() {
        for date in ["2026-11-21", "2027-03-27", "2027-03-28", "2027-10-30", "2027-10-31"] {
            let date: NaiveDate = date.parse().unwrap();
            for minutes in 0..2_400 {
                let shown = passed(date, minutes).format("%H:%M").to_string();
                assert_eq!(wall_clock(DayClock::of(date), minutes), shown, "{date} {minutes}");
            }
        }
    }
}
