use proptest::prelude::*;

use super::*;

fn stop(id: i64) -> Stop {
    let venue = VenueSlug::parse(&format!("venue-{id}")).unwrap();
    Stop { id: StopId(id), venue, name: format!("Venue {id}"), stay_min: 60 }
}

fn day(id: i64, stops: Vec<Stop>) -> Day {
    let date = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
    Day { id: DayId(id), frame: DayFrame::on(date), stops }
}

fn two_days() -> Itinerary {
    Itinerary { title: "Weekend".into(), days: vec![day(1, vec![stop(1), stop(2)]), day(2, vec![stop(3)])] }
}

fn order(plan: &Itinerary) -> Vec<Vec<i64>> {
    plan.days.iter().map(|d| d.stops.iter().map(|s| s.id.0).collect()).collect()
}

#[test]
fn stops_move_within_a_day_and_to_another() {
    let mut plan = two_days();
    plan.apply(&Edit::MoveStop { stop: StopId(1), day: DayId(1), at: 1 }).unwrap();
    assert_eq!(order(&plan), [vec![2, 1], vec![3]]);
    plan.apply(&Edit::MoveStop { stop: StopId(2), day: DayId(2), at: 99 }).unwrap();
    assert_eq!(order(&plan), [vec![1], vec![3, 2]]);
}

#[test]
fn an_edit_that_does_not_fit_changes_nothing() {
    let frame = DayFrame { start_min: 600, end_min: 600, ..DayFrame::on(NaiveDate::MIN) };
    let cases = [
        (Edit::Rename { title: "  ".into() }, EditError::Title),
        (Edit::Rename { title: "x".repeat(121) }, EditError::Title),
        (Edit::RemoveDay { day: DayId(9) }, EditError::NoSuchDay),
        (Edit::SetDay { day: DayId(1), frame }, EditError::DayFrame),
        (Edit::InsertDay { at: 0, day: day(1, vec![]) }, EditError::Duplicate),
        (Edit::InsertDay { at: 0, day: day(5, vec![stop(3)]) }, EditError::Duplicate),
        (Edit::InsertStop { day: DayId(1), at: 0, stop: stop(3) }, EditError::Duplicate),
        (Edit::InsertStop { day: DayId(9), at: 0, stop: stop(8) }, EditError::NoSuchDay),
        (Edit::MoveStop { stop: StopId(1), day: DayId(9), at: 0 }, EditError::NoSuchDay),
        (Edit::MoveStop { stop: StopId(9), day: DayId(1), at: 0 }, EditError::NoSuchStop),
        (Edit::RemoveStop { stop: StopId(9) }, EditError::NoSuchStop),
        (Edit::SetStay { stop: StopId(1), stay_min: 4 }, EditError::Stay),
        (Edit::SetStay { stop: StopId(1), stay_min: 721 }, EditError::Stay),
    ];
    for (edit, error) in cases {
        let mut plan = two_days();
        assert_eq!(plan.apply(&edit), Err(error), "{edit:?}");
        assert_eq!(plan, two_days(), "{edit:?}");
    }
}

#[test]
fn a_plan_has_bounds() {
    let mut plan = Itinerary::new("Long").unwrap();
    for id in 0..30 {
        plan.apply(&Edit::InsertDay { at: usize::MAX, day: day(id, vec![]) }).unwrap();
    }
    assert_eq!(plan.apply(&Edit::InsertDay { at: 0, day: day(99, vec![]) }), Err(EditError::TooManyDays));
    for id in 0..200 {
        plan.apply(&Edit::InsertStop { day: DayId(0), at: 0, stop: stop(id) }).unwrap();
    }
    let one_more = Edit::InsertStop { day: DayId(0), at: 0, stop: stop(999) };
    assert_eq!(plan.apply(&one_more), Err(EditError::TooManyStops));
}

fn any_edit() -> impl Strategy<Value = Edit> {
    let at = 0..5usize;
    prop_oneof![
        "[a-z ]{0,8}".prop_map(|title| Edit::Rename { title }),
        (at.clone(), 1..6i64, 1..9i64).prop_map(|(at, id, s)| Edit::InsertDay { at, day: day(id, vec![stop(s)]) }),
        (1..4i64).prop_map(|id| Edit::RemoveDay { day: DayId(id) }),
        (1..4i64, 0..1500u16, 0..1500u16).prop_map(|(id, start_min, end_min)| Edit::SetDay {
            day: DayId(id),
            frame: DayFrame { start_min, end_min, ..DayFrame::on(NaiveDate::MIN) },
        }),
        (1..4i64, at.clone(), 1..9i64).prop_map(|(d, at, s)| Edit::InsertStop { day: DayId(d), at, stop: stop(s) }),
        (1..9i64).prop_map(|s| Edit::RemoveStop { stop: StopId(s) }),
        (1..9i64, 1..4i64, at).prop_map(|(s, d, at)| Edit::MoveStop { stop: StopId(s), day: DayId(d), at }),
        (1..9i64, 0..800u16).prop_map(|(s, stay_min)| Edit::SetStay { stop: StopId(s), stay_min }),
    ]
}

proptest! {
    #[test]
    fn every_edit_can_be_taken_back(edits in prop::collection::vec(any_edit(), 1..20)) {
        let mut plan = two_days();
        let mut undo = Vec::new();
        for edit in &edits {
            let before = plan.clone();
            match plan.apply(edit) {
                Ok(inverse) => undo.push(inverse),
                Err(_) => prop_assert_eq!(&plan, &before),
            }
        }
        for inverse in undo.iter().rev() {
            plan.apply(inverse).unwrap();
        }
        prop_assert_eq!(plan, two_days());
    }

    #[test]
    fn an_edit_survives_the_wire(edit in any_edit()) {
        let json = serde_json::to_string(&edit).unwrap();
        prop_assert_eq!(serde_json::from_str::<Edit>(&json).unwrap(), edit);
    }
}
