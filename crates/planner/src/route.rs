//! The route of a day, with what makes an insertion test cheap: the earliest departure of every stop, counted forward,
//! and its latest arrival that the rest of the day still bears, counted backward (Savelsbergh 1992, with windows and
//! departures as in Souffriau et al. 2013 and Verbeeck et al. 2014).
#![expect(
    clippy::indexing_slicing,
    reason = "the innermost loops; every index is made by this crate from a checked problem"
)]

use crate::instance::Instance;

/// Between two stops: all that an insertion test needs.
#[derive(Debug, Clone, Copy, Default)]
pub struct Gap {
    /// Leaving the stop before.
    pub leave: i32,
    /// Arriving at the stop behind as it is.
    pub arrive: i32,
    /// Arriving there at the latest.
    pub late: i32,
    /// The site that one comes from.
    pub from: u16,
    /// The site that one goes to; nowhere, if the stop behind has none.
    pub to: u16,
}

/// The stops of a day.
#[derive(Debug, Clone, Default)]
pub struct Route {
    /// The places, in their order.
    pub stops: Vec<u16>,
    /// `gaps[k]` lies before stop `k`, the last one before the end of the day.
    pub gaps: Vec<Gap>,
    /// What the day adds to the value.
    pub value: i64,
    /// Time on the way.
    pub travel: i32,
    /// Time before closed doors.
    pub waiting: i32,
    /// Counts the changes, so that a test of before is known to be stale.
    pub version: u32,
}

impl Route {
    /// Counts everything anew after a change of the stops. False if some stop does not fit; then nothing else holds.
    pub fn rebuild(&mut self, instance: &Instance, day: usize) -> bool {
        let (frame, network) = (instance.frames[day], instance.network(day));
        self.version = self.version.wrapping_add(1);
        self.gaps.clear();
        let (mut now, mut here) = (frame.start, frame.from);
        let (mut travel, mut waiting, mut gain) = (0, 0, 0);
        for &stop in &self.stops {
            let (span, to) = (instance.span(stop, day), instance.site[usize::from(stop)]);
            let arrive = network.arrival(here, to, now);
            if arrive > span.close {
                return false;
            }
            let start = instance.begin(span, arrive);
            self.gaps.push(Gap { leave: now, arrive, late: 0, from: here, to });
            travel += arrive - now;
            waiting += start - arrive;
            gain += instance.gain(stop, day);
            now = start + instance.stay[usize::from(stop)];
            if to != instance.nowhere {
                here = to;
            }
        }
        let arrive = network.arrival(here, frame.to, now);
        travel += arrive - now;
        let mut late = frame.end;
        self.gaps.push(Gap { leave: now, arrive, late, from: here, to: frame.to });
        if self.stops.is_empty() {
            // An empty day is not travelled, so that it works even if its end is out of reach.
            (self.waiting, self.travel, self.value) = (0, 0, 0);
            return true;
        }
        if arrive > late {
            return false;
        }
        for (k, &stop) in self.stops.iter().enumerate().rev() {
            let behind = self.gaps[k + 1];
            let leave = network.departure(behind.from, behind.to, late);
            late = instance.latest(instance.span(stop, day), leave - instance.stay[usize::from(stop)]);
            self.gaps[k].late = late;
        }
        let (waiting_rate, travel_rate) = instance.rates;
        (self.waiting, self.travel) = (waiting, travel);
        self.value = gain - i64::from(waiting) * waiting_rate - i64::from(travel) * travel_rate;
        true
    }

    /// When the day is over.
    pub fn ends(&self) -> i32 {
        self.gaps.last().map_or(0, |gap| gap.arrive)
    }
}
