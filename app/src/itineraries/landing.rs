//! Where a visitor lands after an edit: the element that the page scrolls to and that takes the focus.

use domain::itinerary::{DayId, Edit, Itinerary, StopId};

/// The element of a stop.
#[must_use]
pub fn stop_element(stop: StopId) -> String {
    format!("stop-{}", stop.0)
}

/// The heading of a day.
#[must_use]
pub fn day_title(day: DayId) -> String {
    format!("day-{}-title", day.0)
}

/// The element to land on once `edit` has been applied to `before`: what was changed, or what follows on what was removed.
#[must_use]
pub fn landing(before: &Itinerary, edit: &Edit) -> String {
    match edit {
        Edit::Rename { .. } => "plan-title".to_owned(),
        Edit::InsertDay { day, .. } => day_title(day.id),
        Edit::SetDay { day, .. } => day_title(*day),
        Edit::InsertStop { stop, .. } => stop_element(stop.id),
        Edit::MoveStop { stop, .. } | Edit::SetStay { stop, .. } => stop_element(*stop),
        Edit::RemoveDay { day } => {
            let at = before.days.iter().position(|d| d.id == *day).unwrap_or(0);
            let neighbour = before.days.get(at + 1).or_else(|| before.days.get(at.checked_sub(1)?));
            neighbour.map_or_else(|| "plan-title".to_owned(), |day| day_title(day.id))
        }
        Edit::RemoveStop { stop } => {
            let place = before.place_of(*stop).and_then(|(day, at)| Some((before.days.get(day)?, at)));
            match place {
                Some((day, at)) => {
                    day.stops.get(at + 1).map_or_else(|| day_title(day.id), |next| stop_element(next.id))
                }
                None => "plan-title".to_owned(),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use domain::itinerary::{Day, DayFrame, Stop};
    use domain::venue::VenueSlug;

    use super::*;

    #[test]
    fn a_removal_lands_on_what_follows() {
        let stop =
            |id| Stop { id: StopId(id), venue: VenueSlug::parse("zamek").unwrap(), name: "Zamek".into(), stay_min: 60 };
        let day = |id, stops| Day { id: DayId(id), frame: DayFrame::on(NaiveDate::default()), stops };
        let plan =
            Itinerary { title: "Plan".into(), days: vec![day(1, vec![stop(1), stop(2)]), day(2, vec![stop(3)])] };
        let cases = [
            (Edit::RemoveStop { stop: StopId(1) }, "stop-2"),
            (Edit::RemoveStop { stop: StopId(2) }, "day-1-title"),
            (Edit::RemoveStop { stop: StopId(9) }, "plan-title"),
            (Edit::RemoveDay { day: DayId(1) }, "day-2-title"),
            (Edit::RemoveDay { day: DayId(2) }, "day-1-title"),
            (Edit::MoveStop { stop: StopId(1), day: DayId(2), at: 0 }, "stop-1"),
            (Edit::InsertDay { at: 2, day: day(3, vec![]) }, "day-3-title"),
        ];
        for (edit, element) in cases {
            assert_eq!(landing(&plan, &edit), element, "{edit:?}");
        }
    }
}
