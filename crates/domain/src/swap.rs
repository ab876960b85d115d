//! Swaps: another place for a stop in a crowd, of the same kind, that costs little time and breaks nothing.

use serde::{Deserialize, Serialize};

use crate::accessibility::{Access, AccessProfile};
use crate::edit::Edit;
use crate::itinerary::{Itinerary, Stop, StopId, StopKind};
use crate::timeline::{DayTimeline, StopVenue, StopVenues, day_timeline};
use crate::travel::TravelTimes;
use crate::venue::{Area, VenueSlug};

/// How much longer a day may become by a swap, minutes.
pub const EXTRA_MAX_MIN: u32 = 45;
/// How many swaps are offered for a stop.
pub const OFFERS_MAX: usize = 3;

/// A swap that is offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// The venue to visit instead.
    pub venue: VenueSlug,
    /// How much later the day ends, minutes; negative where it ends earlier.
    pub extra_min: i64,
    /// Whether it is known to be open for the whole visit.
    pub is_open: bool,
    /// The edit that swaps.
    pub edit: Edit,
}

/// The swaps for a stop, those that cost the least time first. None for a stop outside the Old Town, for one that must be seen
/// or has a fixed time, where its owner does not want swaps, and of what was refused before.
///
/// `candidates` are venues with their hours on the stop's date; `id` becomes the key of the stop that comes instead.
#[must_use]
pub fn offers(
    plan: &Itinerary,
    stop: StopId,
    id: StopId,
    venues: &StopVenues,
    candidates: &StopVenues,
    travel: &impl TravelTimes,
    profile: AccessProfile,
) -> Vec<Offer> {
    let Some((old, crowded)) = crowded(plan, stop, venues) else { return Vec::new() };
    // A swap touches one day: the others are neither copied nor told again.
    let Some(day) = plan.days.iter().find(|day| day.stops.iter().any(|one| one.id == stop)) else { return Vec::new() };
    let here = Itinerary { days: vec![day.clone()], ..Itinerary::default() };
    let mut known: StopVenues =
        day.stops.iter().filter_map(|one| venues.get_key_value(one.venue()?)).map(owned).collect();
    known.extend(candidates.iter().map(owned));
    let before = day_timeline(day, &known, travel, profile);
    let fits = |(slug, venue): &(&VenueSlug, &StopVenue)| {
        venue.category == crowded.category
            && venue.area != Area::OldTown
            && !plan.refused.contains(slug)
            && plan.all_stops().all(|stop| stop.venue() != Some(slug))
            && !(profile.wheelchair && venue.wheelchair == Access::No)
    };
    let mut offers: Vec<Offer> = candidates
        .iter()
        .filter(fits)
        .filter_map(|(slug, venue)| {
            let edit = swap(plan, old, id, slug, venue)?;
            let mut swapped = here.clone();
            swapped.apply(&edit).ok()?;
            let after = day_timeline(swapped.days.first()?, &known, travel, profile);
            let extra_min = i64::from(after.ends_min) - i64::from(before.ends_min);
            let visit = after.visits.iter().find(|visit| visit.stop == id)?;
            let cheap = extra_min <= i64::from(EXTRA_MAX_MIN);
            (cheap && faults(&after) <= faults(&before)).then(|| Offer {
                venue: slug.clone(),
                extra_min,
                is_open: !visit.warnings.iter().any(|warning| warning.is_about_hours()),
                edit,
            })
        })
        .collect();
    offers.sort_by_key(|offer| (!offer.is_open, offer.extra_min));
    offers.truncate(OFFERS_MAX);
    offers
}

/// A stop of a day in the Old Town that its owner would part with.
#[must_use]
pub fn crowded<'a>(plan: &'a Itinerary, stop: StopId, venues: &'a StopVenues) -> Option<(&'a Stop, &'a StopVenue)> {
    let old = plan.stops().find(|one| one.id == stop)?;
    let venue = venues.get(old.venue()?).filter(|venue| could_go(old, venue))?;
    (!plan.swaps_off).then_some((old, venue))
}

/// Whether a stop of a day at a venue is one that its owner would part with, where they want swaps.
#[must_use]
pub const fn could_go(stop: &Stop, venue: &StopVenue) -> bool {
    !stop.must_see && stop.fixed_start.is_none() && matches!(venue.area, Area::OldTown)
}

/// The new stop takes the place of the old one, and all that was said of the way there.
fn swap(plan: &Itinerary, old: &Stop, id: StopId, slug: &VenueSlug, venue: &StopVenue) -> Option<Edit> {
    let (spot, at) = plan.spot_of(old.id)?;
    let kind = StopKind::Venue { venue: slug.clone() };
    let stop = Stop { mode: old.mode, ..Stop::of(id, kind, venue.name.value.clone(), old.stay_min) };
    Some(Edit::Step { edits: vec![Edit::RemoveStop { stop: old.id }, Edit::InsertStop { spot, at, stop }] })
}

fn owned((slug, venue): (&VenueSlug, &StopVenue)) -> (VenueSlug, StopVenue) {
    (slug.clone(), venue.clone())
}

fn faults(told: &DayTimeline) -> usize {
    told.visits.iter().flat_map(|visit| &visit.warnings).filter(|warning| warning.is_fault()).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hours::OpeningHours;
    use crate::timeline::tests_support::{at, open, plan_of, venue, venues_of};
    use crate::travel::Estimate;
    use crate::venue::Category;

    fn slug(text: &str) -> VenueSlug {
        VenueSlug::parse(text).unwrap()
    }

    fn in_the_old_town() -> StopVenues {
        let crowded = StopVenue { area: Area::OldTown, ..venue(at(50.06, 19.94), open(&[(540, 1_080)])) };
        venues_of(vec![("rynek", crowded)])
    }

    fn candidates() -> StopVenues {
        let near = venue(at(50.06, 19.95), open(&[(540, 1_080)]));
        venues_of(vec![
            ("near", near.clone()),
            ("nearer", StopVenue { hours: OpeningHours::Unknown, ..near.clone() }),
            ("closed", StopVenue { hours: open(&[]), ..near.clone() }),
            ("park", StopVenue { category: Category::Park, ..near.clone() }),
            ("steps", StopVenue { wheelchair: Access::No, ..near.clone() }),
            ("crowded-too", StopVenue { area: Area::OldTown, ..near }),
        ])
    }

    fn offered(plan: &Itinerary, profile: AccessProfile) -> Vec<String> {
        let offers = offers(plan, StopId(0), StopId(99), &in_the_old_town(), &candidates(), &Estimate, profile);
        for offer in &offers {
            let mut swapped = plan.clone();
            swapped.apply(&offer.edit).unwrap();
            assert_eq!(swapped.stops().next().and_then(Stop::venue), Some(&offer.venue));
        }
        offers.iter().map(|offer| offer.venue.to_string()).collect()
    }

    #[test]
    fn what_is_of_the_kind_open_then_and_elsewhere_is_offered_the_surest_first() {
        let plan = plan_of(&[("rynek", 60)]);
        assert_eq!(offered(&plan, AccessProfile::default()), ["near", "steps", "nearer"]);
        assert_eq!(offered(&plan, AccessProfile { wheelchair: true }), ["near", "nearer"]);
    }

    #[test]
    fn what_was_refused_or_is_not_wanted_is_not_offered() {
        let mut plan = plan_of(&[("rynek", 60)]);
        plan.apply(&Edit::RefuseSwap { venue: slug("near"), refused: true }).unwrap();
        assert_eq!(offered(&plan, AccessProfile::default()), ["steps", "nearer"]);
        plan.apply(&Edit::OfferSwaps { on: false }).unwrap();
        assert!(offered(&plan, AccessProfile::default()).is_empty());

        let must_see = |change: fn(&mut Stop)| {
            let mut plan = plan_of(&[("rynek", 60)]);
            change(&mut plan.days[0].stops[0]);
            offered(&plan, AccessProfile::default())
        };
        assert!(must_see(|stop| stop.must_see = true).is_empty());
        assert!(must_see(|stop| stop.fixed_start = Some(600)).is_empty());
    }

    #[test]
    fn a_swap_that_takes_too_long_is_not_offered() {
        let far = venues_of(vec![("far", venue(at(49.99, 20.06), open(&[(540, 1_080)])))]);
        let plan = plan_of(&[("rynek", 60), ("rynek", 60)]);
        let offers =
            offers(&plan, StopId(1), StopId(99), &in_the_old_town(), &far, &Estimate, AccessProfile::default());
        assert_eq!(offers, []);
    }
}
