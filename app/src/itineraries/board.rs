//! The board: a plan and its timeline as signals. The owner's page and the shared page show the same board.

use chrono::NaiveDate;
use domain::accessibility::AccessProfile;
use domain::day_clock::DayClock;
use domain::directions::MapApp;
use domain::itinerary::{Day, DayId, Itinerary, Spot, Stop, StopId};
use domain::timeline::{DayTimeline, StopVenues, Timeline, Visit, position, timeline};
use domain::travel::Estimate;
use domain::venue::VenueSlug;
use leptos::prelude::*;

use super::landing::stop_element;
use crate::map::{Framing, MapRoute, MapState, MapStop, day_letters};

/// A plan as a page shows it.
#[derive(Clone, Copy)]
pub struct Board {
    /// The plan.
    pub plan: RwSignal<Itinerary>,
    /// What the catalogue knows of its stops.
    pub venues: RwSignal<StopVenues>,
    /// The plan, told by the clock.
    pub told: Memo<Timeline>,
    /// Whether what the catalogue knows is being asked for again.
    pub loading: RwSignal<bool>,
    /// The stop that is chosen on the map or in the plan, by its key on the map.
    pub chosen: RwSignal<Option<String>>,
    /// What the visitor needs, as their device keeps it.
    pub profile: RwSignal<AccessProfile>,
    /// Who shows the visitor the way, as their device keeps it.
    pub map_app: RwSignal<MapApp>,
    /// What of the plan the map was asked to bring into view.
    pub framing: RwSignal<Framing>,
    /// What the map says of itself.
    pub map: RwSignal<MapState>,
    /// Where stops can stand, in order: the days with their dates, then the tray.
    pub spots: Memo<Vec<(Spot, Option<NaiveDate>)>>,
    /// Whether its owner does not want swaps to be offered.
    pub swaps_off: Memo<bool>,
}

/// A day as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownDay {
    /// Its place in the plan, from 1.
    pub number: usize,
    /// The day.
    pub day: Day,
    /// The day, told by the clock.
    pub told: DayTimeline,
}

impl ShownDay {
    /// One of its stops, as it is shown.
    #[must_use]
    pub fn stop(&self, id: StopId) -> Option<ShownStop> {
        let Self { day, told, .. } = self;
        let at = day.stops.iter().position(|stop| stop.id == id)?;
        Some(ShownStop {
            number: at + 1,
            of: day.stops.len(),
            spot: Spot::Day(day.id),
            stop: day.stops.get(at)?.clone(),
            visit: told.visits.get(at).cloned(),
            clock: told.clock,
            day_end_min: day.frame.end_min,
        })
    }
}

/// A stop as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownStop {
    /// Its place in the day, from 1.
    pub number: usize,
    /// How many stops the day has.
    pub of: usize,
    /// Where it stands.
    pub spot: Spot,
    /// The stop.
    pub stop: Stop,
    /// The stop, told by the clock; absent in the tray.
    pub visit: Option<Visit>,
    /// The clock of its day.
    pub clock: DayClock,
    /// When its day should be over, minutes since midnight; 0 in the tray.
    pub day_end_min: u16,
}

impl ShownStop {
    /// A stop of the tray.
    #[must_use]
    pub fn in_tray(tray: &[Stop], id: StopId) -> Option<Self> {
        let at = tray.iter().position(|stop| stop.id == id)?;
        let (stop, clock) = (tray.get(at)?.clone(), DayClock::default());
        Some(Self { number: at + 1, of: tray.len(), spot: Spot::Tray, stop, visit: None, clock, day_end_min: 0 })
    }
}

impl Board {
    /// A board for a plan.
    #[must_use]
    pub fn new(itinerary: Itinerary, venues: StopVenues) -> Self {
        let plan = RwSignal::new(itinerary);
        let venues = RwSignal::new(venues);
        let profile = RwSignal::new(AccessProfile::default());
        let told = Memo::new(move |_| timeline(&plan.read(), &venues.read(), &Estimate, profile.get()));
        let spots = Memo::new(move |_| {
            let plan = plan.read();
            let days = plan.days.iter().map(|day| (Spot::Day(day.id), Some(day.frame.date)));
            days.chain([(Spot::Tray, None)]).collect()
        });
        let swaps_off = Memo::new(move |_| plan.read().swaps_off);
        let (loading, chosen, framing) = (RwSignal::new(false), RwSignal::new(None), RwSignal::new(Framing::default()));
        let (map, map_app) = (RwSignal::new(MapState::Loading), RwSignal::new(MapApp::default()));
        Self { plan, venues, told, loading, chosen, profile, map_app, framing, map, spots, swaps_off }
    }

    /// Asks the map to bring a day or the whole plan into view.
    pub fn frame(self, day: Option<DayId>) {
        let day = day.map(day_key);
        self.framing.update(|framing| *framing = Framing { asked: framing.asked.wrapping_add(1), day });
    }

    /// A day, followed through its changes; none once it is gone.
    #[must_use]
    pub fn day(self, id: DayId) -> Memo<Option<ShownDay>> {
        Memo::new(move |_| {
            let plan = self.plan.read();
            let at = plan.days.iter().position(|day| day.id == id)?;
            let told = self.told.read().days.get(at)?.clone();
            Some(ShownDay { number: at + 1, day: plan.days.get(at)?.clone(), told })
        })
    }

    /// The tray, followed through its changes.
    #[must_use]
    pub fn tray(self) -> Memo<Vec<Stop>> {
        Memo::new(move |_| self.plan.read().tray.clone())
    }

    /// The days as routes on the map.
    #[must_use]
    pub fn routes(self) -> Memo<Vec<MapRoute>> {
        Memo::new(move |_| {
            let (plan, venues) = (self.plan.read(), self.venues.read());
            let is_only = plan.days.len() == 1;
            let route = |(day, index): (&Day, usize)| {
                let letters = if is_only { String::new() } else { day_letters(index) };
                let stops = day.stops.iter().zip(1_u32..);
                MapRoute {
                    key: day_key(day.id),
                    stops: stops.filter_map(|(stop, number)| map_stop(stop, number, &letters, &venues)).collect(),
                }
            };
            plan.days.iter().zip(0..).map(route).collect()
        })
    }
}

/// How the map calls a day. Its place in the plan may change while the map shows it.
#[must_use]
pub fn day_key(day: DayId) -> String {
    day.0.to_string()
}

/// A stop on the map; none for what is nowhere. Where a plan has several days, the number has the letters of its day before it.
fn map_stop(stop: &Stop, number: u32, letters: &str, venues: &StopVenues) -> Option<MapStop> {
    let position = position(stop, venues)?;
    let venue = stop.venue().and_then(|slug| venues.get(slug));
    let name = venue.map_or_else(|| stop.name.clone(), |venue| venue.name.value.clone());
    let slug = stop.venue().map(VenueSlug::to_string);
    Some(MapStop { label: format!("{letters}{number}"), name, key: stop_element(stop.id), slug, position })
}
