//! The board: a plan and its timeline as signals. The owner's page and the shared page show the same board.

use domain::accessibility::AccessProfile;
use domain::day_clock::DayClock;
use domain::itinerary::{Day, DayId, Itinerary, Spot, Stop, StopId, StopKind};
use domain::timeline::{DayTimeline, StopVenue, StopVenues, Timeline, Visit, timeline};
use domain::travel::Estimate;
use leptos::prelude::*;

use crate::map::{MapRoute, MapStop};

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
    /// What the catalogue knows of it; absent if it vanished.
    pub venue: Option<StopVenue>,
}

impl ShownStop {
    /// The name of the venue: the catalogue's, or the one that was kept with the stop.
    #[must_use]
    pub fn name(&self) -> String {
        self.venue.as_ref().map_or_else(|| self.stop.name.clone(), |venue| venue.name.value.clone())
    }
}

/// How the map calls a stop: a venue by its slug, so that its card leads to it.
#[must_use]
pub fn map_key(stop: &Stop) -> String {
    stop.venue().map_or_else(|| format!("stop-{}", stop.id.0), ToString::to_string)
}

impl Board {
    /// A board for a plan.
    #[must_use]
    pub fn new(itinerary: Itinerary, venues: StopVenues) -> Self {
        let plan = RwSignal::new(itinerary);
        let venues = RwSignal::new(venues);
        let profile = RwSignal::new(AccessProfile::default());
        let told = Memo::new(move |_| timeline(&plan.read(), &venues.read(), &Estimate, profile.get()));
        Self { plan, venues, told, loading: RwSignal::new(false), chosen: RwSignal::new(None), profile }
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

    /// A stop, followed through its changes; none once it is gone.
    #[must_use]
    pub fn stop(self, id: StopId) -> Memo<Option<ShownStop>> {
        Memo::new(move |_| {
            let plan = self.plan.read();
            let (spot, at) = plan.spot_of(id)?;
            let stops = plan.at(spot)?;
            let stop = stops.get(at)?.clone();
            let told = self.told.read();
            let day = plan.place_of(id).and_then(|(day, _)| told.days.get(day));
            let visit = day.and_then(|day| day.visits.get(at)).cloned();
            let clock = day.map(|day| day.clock).unwrap_or_default();
            let venue = stop.venue().and_then(|slug| self.venues.read().get(slug).cloned());
            Some(ShownStop { number: at + 1, of: stops.len(), spot, stop, visit, clock, venue })
        })
    }

    /// The days as routes on the map.
    #[must_use]
    pub fn routes(self) -> Memo<Vec<MapRoute>> {
        Memo::new(move |_| {
            let (plan, venues) = (self.plan.read(), self.venues.read());
            let route = |day: &Day| {
                let stops = day.stops.iter().zip(1_u32..).filter_map(|(stop, number)| {
                    let (name, position) = match &stop.kind {
                        StopKind::Venue { venue } => {
                            let venue = venues.get(venue)?;
                            (venue.name.value.clone(), venue.position)
                        }
                        StopKind::Place { position } => (stop.name.clone(), *position),
                        StopKind::Meal { .. } | StopKind::Note => return None,
                    };
                    Some(MapStop { number, name, slug: map_key(stop), position })
                });
                MapRoute { stops: stops.collect() }
            };
            plan.days.iter().map(route).collect()
        })
    }
}
