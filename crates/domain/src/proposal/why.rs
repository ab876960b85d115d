//! Why a stop is in a proposal, and why at that hour: only what the data knows.

use serde::{Deserialize, Serialize};

use crate::accessibility::Access;
use crate::itinerary::{Day, Stop, StopKind};
use crate::problem::windows::known_openings;
use crate::score::crowding;
use crate::timeline::{DayTimeline, StopVenue, StopVenues, Visit, position};
use crate::travel::{Leg, Mode};
use crate::venue::{Area, Category};
use crate::wishes::Wishes;

/// One reason. Minutes of the day are those that a clock shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The plan makes no sense without it.
    MustSee,
    /// It has an appointment at this minute.
    FixedTime(u16),
    /// It is a meal at its time.
    Meal {
        /// The earliest beginning.
        from_min: u16,
        /// The latest beginning.
        until_min: u16,
    },
    /// The visitor has put it into the tray.
    Chosen,
    /// The visit begins when it opens, at this minute.
    OpensAt(u16),
    /// The visit ends within the last hour before it closes, at this minute.
    ClosesAt(u16),
    /// It is open from and until these minutes of the day, and the visit falls between.
    OpenBetween(u16, u16),
    /// It is near to what comes before it: at most [`NEAR_MIN`] away.
    NearPrevious {
        /// Minutes on the way.
        minutes: u16,
        /// How one gets there.
        mode: Mode,
    },
    /// So long is the way from what comes before it.
    ReachedIn {
        /// Minutes on the way.
        minutes: u16,
        /// How one gets there.
        mode: Mode,
    },
    /// The day begins there: nothing before it has a place.
    FirstOfDay,
    /// The visitor cares much for its category: 4 or 5.
    Interest(Category),
    /// The visitor needs step-free access, and it is known to be there.
    StepFree,
    /// The visitor wants to be away from the crowd, and it lies outside of the Old Town and is not taken to be crowded.
    AwayFromTheCrowd,
}

/// Up to this many minutes on the way, a place is near.
pub const NEAR_MIN: u16 = 20;
/// Within this many minutes before closing, that is why one is there no later.
const SOON_MIN: u32 = 60;

/// The reasons for a stop of a day, those that decide first.
pub fn reasons(
    stop: &Stop,
    day: &Day,
    told: &DayTimeline,
    venues: &StopVenues,
    wishes: &Wishes,
    from_tray: bool,
) -> Vec<Why> {
    let mut why = Vec::new();
    let must = stop.must_see || stop.venue().is_some_and(|slug| wishes.must_see.contains(slug));
    why.extend(must.then_some(Why::MustSee));
    why.extend(stop.fixed_start.map(Why::FixedTime));
    if let StopKind::Meal { from_min, until_min } = stop.kind {
        why.push(Why::Meal { from_min, until_min });
    }
    why.extend((from_tray && !must).then_some(Why::Chosen));
    let venue = stop.venue().and_then(|slug| venues.get(slug));
    let visit = told.visits.iter().find(|visit| visit.stop == stop.id);
    if let Some((venue, visit)) = venue.zip(visit) {
        why.extend(by_hours(venue, visit, day, told));
    }
    match visit.and_then(|visit| visit.leg) {
        Some(Leg { minutes, mode, .. }) if minutes <= NEAR_MIN => why.push(Why::NearPrevious { minutes, mode }),
        Some(Leg { minutes, mode, .. }) => why.push(Why::ReachedIn { minutes, mode }),
        None => why.extend(position(stop, venues).map(|_| Why::FirstOfDay)),
    }
    if let Some(venue) = venue {
        let step_free = wishes.profile.wheelchair && venue.wheelchair == Access::Yes;
        why.extend(step_free.then_some(Why::StepFree));
        let cares = wishes.interests.get(&venue.category).is_some_and(|interest| interest.get() >= 4);
        why.extend(cares.then_some(Why::Interest(venue.category)));
        let quiet = venue.area != Area::OldTown && crowding(venue) < 50;
        why.extend((quiet && wishes.away.get() > 50).then_some(Why::AwayFromTheCrowd));
    }
    why
}

fn by_hours(venue: &StopVenue, visit: &Visit, day: &Day, told: &DayTimeline) -> Option<Why> {
    let wall = |elapsed| u16::try_from(told.clock.wall(elapsed)).ok();
    let openings = known_openings(venue, day);
    let (opens, closes) = *openings.iter().find(|(opens, closes)| (*opens..*closes).contains(&visit.start_min))?;
    // What never closes has no first and no last minute.
    if opens > 0 && visit.start_min == opens {
        return wall(opens).map(Why::OpensAt);
    }
    let is_soon = (visit.leave_min..=visit.leave_min + SOON_MIN).contains(&closes);
    let never_closes = opens == 0 && closes >= told.clock.elapsed(u32::from(crate::hours::DAY_MIN));
    match (never_closes, is_soon) {
        (true, _) => None,
        (false, true) => wall(closes).map(Why::ClosesAt),
        (false, false) => Some(Why::OpenBetween(wall(opens)?, wall(closes)?)),
    }
}
