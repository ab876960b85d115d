//! "What else fits?": single additions to days that stay as they are, each tried at every place and told by the clock.

use std::cmp::Reverse;

use crate::accessibility::AccessProfile;
use crate::edit::Edit;
use crate::itinerary::{Day, Itinerary, Spot, Stop, StopId, StopKind};
use crate::problem::{Basis, Chosen, LeftOut, Standing, Subject, WhyNot, fits_known_hours, groups, is_about_time};
use crate::score::{CHOSEN, Loads, fit_percent, steered};
use crate::timeline::{DayTimeline, StopVenues, Visit, day_timeline};
use crate::travel::TravelTimes;
use crate::venue::VenueSlug;
use crate::wishes::Wishes;

use super::{Addition, reasons};

/// How many additions are offered.
const ADDITIONS_MAX: usize = 20;

/// One after the other, what may be added.
#[derive(Debug, Clone)]
pub struct Singles {
    waiting: Vec<(Stop, u32, bool)>,
    tried: usize,
    found: Vec<Found>,
    /// What fits nowhere.
    pub left_out: Vec<LeftOut>,
}

#[derive(Debug, Clone)]
struct Found {
    stop: Stop,
    from_tray: bool,
    day: usize,
    at: usize,
    travel_min: i64,
    later_min: i64,
    rate: u64,
}

/// The days, and whom they are for.
pub struct Around<'a> {
    /// The days.
    pub basis: &'a Basis,
    /// Every venue that is known.
    pub venues: &'a StopVenues,
    /// What the visitor wants.
    pub wishes: &'a Wishes,
}

impl Singles {
    /// What may be added: venues, and what waits in the tray.
    pub fn new(basis: &Basis, chosen: Vec<Chosen>, venues: &StopVenues, wishes: &Wishes, loads: &Loads) -> Self {
        let points = |one: &Chosen| match one.stop.venue().and_then(|slug| venues.get(slug)) {
            Some(venue) if wishes.steering => steered(one.points, venue, loads),
            _ => one.points,
        };
        let is_place = |stop: &&Stop| matches!(stop.kind, StopKind::Venue { .. } | StopKind::Place { .. });
        let tray = basis.itinerary.tray.iter().filter(is_place).map(|stop| (stop.clone(), CHOSEN, true));
        let venues = chosen.into_iter().map(|one| {
            let points = points(&one);
            (one.stop, points, false)
        });
        Self { waiting: tray.chain(venues).collect(), tried: 0, found: Vec::new(), left_out: Vec::new() }
    }

    /// How many were tried.
    pub fn tried(&self) -> u64 {
        u64::try_from(self.tried).unwrap_or(u64::MAX)
    }

    /// Whether all were tried.
    pub const fn is_complete(&self) -> bool {
        self.tried >= self.waiting.len()
    }

    /// Tries the next one. Gives whether it fits.
    pub fn step(&mut self, around: &Around, travel: &impl TravelTimes) -> bool {
        let Some((stop, points, from_tray)) = self.waiting.get(self.tried).cloned() else { return false };
        self.tried += 1;
        match cheapest(&stop, around, travel) {
            Ok((day, at, travel_min, later_min)) => {
                let minutes = u64::from(stop.stay_min).saturating_add_signed(travel_min).max(1);
                let rate = u64::from(points) * 1_000 / minutes;
                self.found.push(Found { stop, from_tray, day, at, travel_min, later_min, rate });
                true
            }
            Err(why) => {
                let what =
                    if from_tray { Some(Subject::Stop(stop.id)) } else { stop.venue().cloned().map(Subject::Venue) };
                self.left_out.extend(what.map(|what| LeftOut::outright(what, why)));
                false
            }
        }
    }

    /// The additions so far: the most points for the minutes that they take first.
    pub fn additions(
        &self,
        around: &Around,
        travel: &impl TravelTimes,
        mut keys: impl FnMut(&VenueSlug) -> StopId,
    ) -> Vec<Addition> {
        let mut found: Vec<&Found> = self.found.iter().collect();
        found.sort_by_key(|one| Reverse(one.rate));
        let mut addition = |one: &Found| {
            let mut stop = one.stop.clone();
            if let (false, Some(slug)) = (one.from_tray, one.stop.venue()) {
                stop.id = keys(slug);
            }
            let day = around.basis.itinerary.days.get(one.day)?;
            let with = inserted(day, one.at, &stop);
            let told = day_timeline(&with, around.venues, travel, around.wishes.profile);
            let spot = Spot::Day(day.id);
            let what = match one.stop.venue() {
                Some(slug) if !one.from_tray => Subject::Venue(slug.clone()),
                _ => Subject::Stop(stop.id),
            };
            Some(Addition {
                what,
                day: day.id,
                travel_min: one.travel_min,
                later_min: one.later_min,
                visit: told.visits.iter().find(|visit| visit.stop == stop.id)?.clone(),
                why: reasons(&stop, &with, &told, around.venues, around.wishes, one.from_tray),
                edit: if one.from_tray {
                    Edit::MoveStop { stop: stop.id, was: Spot::Tray, spot, at: one.at }
                } else {
                    Edit::InsertStop { spot, at: one.at, stop }
                },
            })
        };
        found.into_iter().take(ADDITIONS_MAX).filter_map(&mut addition).collect()
    }
}

fn inserted(day: &Day, at: usize, stop: &Stop) -> Day {
    let mut with = day.clone();
    with.stops.insert(at.min(day.stops.len()), stop.clone());
    with
}

/// The place of least cost for a stop: the day, the place on it, more minutes on the way, and by how many the day ends later.
fn cheapest(stop: &Stop, around: &Around, travel: &impl TravelTimes) -> Result<(usize, usize, i64, i64), WhyNot> {
    let Around { basis, venues, .. } = around;
    let plan: &Itinerary = &basis.itinerary;
    match stop.venue().map(|slug| venues.get(slug)) {
        Some(None) => return Err(WhyNot::Vanished),
        Some(Some(venue)) if fit_percent(venue.wheelchair, around.wishes.profile).is_none() => {
            return Err(WhyNot::Unfit);
        }
        _ => {}
    }
    let mut best: Option<(i64, i64, usize, usize)> = None;
    let mut why = WhyNot::Closed;
    for (number, day) in basis.days.iter().filter_map(|at| Some((*at, plan.days.get(*at)?))) {
        if !fits_known_hours(stop, day, basis, venues) {
            continue;
        }
        why = WhyNot::NoTime;
        let before = Standing::of(day, venues, travel).told;
        for at in places(&day.stops) {
            let told = day_timeline(&inserted(day, at, stop), venues, travel, AccessProfile::default());
            if fits(stop.id, &before, &told, at) {
                let travel_min = i64::from(told.travel_min) - i64::from(before.travel_min);
                let later = i64::from(told.ends_min) - i64::from(before.ends_min);
                let cost = (travel_min, later, number, at);
                best = Some(best.map_or(cost, |best| best.min(cost)));
            }
        }
    }
    best.map(|(travel_min, later, day, at)| (day, at, travel_min, later)).ok_or(why)
}

/// Where something can come between the stops of a day: behind the notes that belong to a stop.
fn places(stops: &[Stop]) -> Vec<usize> {
    let (leading, groups) = groups(stops);
    let mut at = leading.len();
    let mut places = vec![at];
    for group in groups {
        at += 1 + group.notes.len();
        places.push(at);
    }
    places
}

/// Whether a day with an addition at a place has no fault there, and no more of them elsewhere than without it.
fn fits(stop: StopId, before: &DayTimeline, after: &DayTimeline, at: usize) -> bool {
    let wrong = |visit: &Visit| visit.warnings.iter().filter(|warning| is_about_time(warning)).count();
    let Some(visit) = after.visits.get(at).filter(|visit| visit.stop == stop) else { return false };
    let others = after.visits.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, visit)| visit);
    wrong(visit) == 0
        && after.over_min <= before.over_min
        // What is wrong already gets no worse: it begins no later.
        && others.zip(&before.visits).all(|(with, without)| {
            wrong(with) == 0 || (wrong(with) <= wrong(without) && with.start_min <= without.start_min)
        })
}
