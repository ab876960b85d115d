//! Where a visitor lands after an edit: the element that the page scrolls to and that takes the focus.

use domain::edit::Edit;
use domain::itinerary::{DayId, Itinerary, Spot, StopId};

use super::telling::are_removals;

/// The element of a stop, and how the map calls it: the same venue may stand on two days.
#[must_use]
pub fn stop_element(stop: StopId) -> String {
    format!("stop-{}", stop.0)
}

/// The heading of a day.
#[must_use]
pub fn day_title(day: DayId) -> String {
    format!("day-{}-title", day.0)
}

/// The heading of the tray.
pub const TRAY_TITLE: &str = "tray-title";
/// The title of the plan.
const PLAN_TITLE: &str = "plan-title";

/// The element to land on once `edit` has been applied to `before`: what was changed, or what follows on what was removed.
#[must_use]
pub fn landing(before: &Itinerary, edit: &Edit) -> String {
    match edit {
        Edit::Rename { .. } | Edit::ShiftDates { .. } | Edit::OfferSwaps { .. } | Edit::RefuseSwap { .. } => {
            PLAN_TITLE.to_owned()
        }
        Edit::InsertDay { day, .. } => day_title(day.id),
        Edit::SetDay { day, .. } | Edit::MoveDay { day, .. } => day_title(*day),
        Edit::InsertStop { stop, .. } => stop_element(stop.id),
        Edit::MoveStop { stop, .. } | Edit::SetStop { stop, .. } => stop_element(*stop),
        Edit::RemoveDay { day, .. } => {
            let at = before.days.iter().position(|d| d.id == *day).unwrap_or(0);
            let neighbour = before.days.get(at + 1).or_else(|| before.days.get(at.checked_sub(1)?));
            neighbour.map_or_else(|| PLAN_TITLE.to_owned(), |day| day_title(day.id))
        }
        Edit::RemoveStop { stop } => after_removal(before, *stop).unwrap_or_else(|| PLAN_TITLE.to_owned()),
        Edit::Step { edits } if are_removals(edits) => after_removals(before, edits),
        Edit::Step { edits } => edits.last().map_or_else(|| PLAN_TITLE.to_owned(), |edit| landing(before, edit)),
    }
}

/// Taking an import or a proposal back: the head of what has lost the first stop, a day if one has.
fn after_removals(before: &Itinerary, edits: &[Edit]) -> String {
    let spots = || {
        let spot = |edit: &Edit| match edit {
            Edit::RemoveStop { stop } => Some(before.spot_of(*stop)?.0),
            _ => None,
        };
        edits.iter().filter_map(spot)
    };
    spots().find(|spot| *spot != Spot::Tray).or_else(|| spots().next()).map_or_else(|| PLAN_TITLE.to_owned(), head)
}

fn head(spot: Spot) -> String {
    match spot {
        Spot::Tray => TRAY_TITLE.to_owned(),
        Spot::Day(day) => day_title(day),
    }
}

fn after_removal(before: &Itinerary, stop: StopId) -> Option<String> {
    let (spot, at) = before.spot_of(stop)?;
    Some(before.at(spot)?.get(at + 1).map_or_else(|| head(spot), |next| stop_element(next.id)))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use domain::itinerary::{Day, DayFrame, Stop};
    use domain::venue::VenueSlug;

    use super::*;

    #[test]
    fn a_removal_lands_on_what_follows() {
        let stop = |id| Stop::visit(StopId(id), VenueSlug::parse("zamek").unwrap(), "Zamek".into(), 60);
        let day = |id, stops| Day::new(DayId(id), DayFrame::on(NaiveDate::default()), stops);
        let days = vec![day(1, vec![stop(1), stop(2)]), day(2, vec![stop(3)])];
        let plan = Itinerary { title: "Plan".into(), days, tray: vec![stop(4)], ..Itinerary::default() };
        let step = |edits| Edit::Step { edits };
        let cases = [
            (Edit::RemoveStop { stop: StopId(1) }, "stop-2"),
            (Edit::RemoveStop { stop: StopId(2) }, "day-1-title"),
            (Edit::RemoveStop { stop: StopId(9) }, "plan-title"),
            (Edit::RemoveStop { stop: StopId(4) }, "tray-title"),
            (plan.removal(DayId(1)), "day-2-title"),
            (plan.removal(DayId(2)), "day-1-title"),
            (Edit::MoveStop { stop: StopId(1), was: Spot::Day(DayId(1)), spot: Spot::Tray, at: 0 }, "stop-1"),
            (step(vec![]), "plan-title"),
            (step(vec![Edit::RemoveStop { stop: StopId(4) }, Edit::RemoveStop { stop: StopId(3) }]), "day-2-title"),
            (step(vec![Edit::RemoveStop { stop: StopId(4) }]), "tray-title"),
            (Edit::InsertDay { at: 2, day: day(3, vec![]) }, "day-3-title"),
        ];
        for (edit, element) in cases {
            assert_eq!(landing(&plan, &edit), element, "{edit:?}");
        }
    }
}
