//! The board: a plan and its timeline as signals. The owner's page and the shared page show the same board.

use domain::itinerary::{Day, DayId, Itinerary, Stop, StopId};
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
    /// The venue that is chosen on the map or in the plan, by slug.
    pub chosen: RwSignal<Option<String>>,
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
    /// Its day.
    pub day: DayId,
    /// The stop.
    pub stop: Stop,
    /// The stop, told by the clock.
    pub visit: Visit,
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

impl Board {
    /// A board for a plan.
    #[must_use]
    pub fn new(itinerary: Itinerary, venues: StopVenues) -> Self {
        let plan = RwSignal::new(itinerary);
        let venues = RwSignal::new(venues);
        let told = Memo::new(move |_| timeline(&plan.read(), &venues.read(), &Estimate));
        Self { plan, venues, told, loading: RwSignal::new(false), chosen: RwSignal::new(None) }
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
            let (day_at, at) = plan.place_of(id)?;
            let day = plan.days.get(day_at)?;
            let stop = day.stops.get(at)?.clone();
            let visit = self.told.read().days.get(day_at)?.visits.get(at)?.clone();
            let venue = self.venues.read().get(&stop.venue).cloned();
            Some(ShownStop { number: at + 1, of: day.stops.len(), day: day.id, stop, visit, venue })
        })
    }

    /// The days as routes on the map.
    #[must_use]
    pub fn routes(self) -> Memo<Vec<MapRoute>> {
        Memo::new(move |_| {
            let (plan, venues) = (self.plan.read(), self.venues.read());
            let route = |day: &Day| {
                let stops = day.stops.iter().zip(1_u32..).filter_map(|(stop, number)| {
                    let venue = venues.get(&stop.venue)?;
                    Some(MapStop {
                        number,
                        name: venue.name.value.clone(),
                        slug: stop.venue.to_string(),
                        position: venue.position,
                    })
                });
                MapRoute { stops: stops.collect() }
            };
            plan.days.iter().map(route).collect()
        })
    }
}
