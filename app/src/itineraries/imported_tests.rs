use domain::edit::EditError;
use domain::itinerary::{Itinerary, NOTE_MAX, STOPS_MAX};

use super::*;

fn place(name: &str, note: &str) -> FoundPlace {
    let position = Position::from_degrees(50.0336, 20.2156).unwrap();
    FoundPlace::new(name.to_owned(), note.to_owned(), position)
}

fn applied(edits: &[Edit]) -> (Itinerary, Vec<Edit>) {
    let mut plan = Itinerary::new("Plan").unwrap();
    let inverse = edits.iter().map(|edit| plan.apply(edit).unwrap()).collect();
    (plan, inverse)
}

#[test]
fn places_come_into_the_tray_in_their_order_as_one_step_that_can_be_taken_back() {
    let places: Vec<_> = (0..STOPS_MAX).map(|n| place(&format!("Miejsce {n}"), "")).collect();
    let edits = edits(&places, 7, EDIT_MAX).unwrap();
    assert!(matches!(edits.as_slice(), [Edit::Step { .. }]), "200 ordinary places are one step");
    let (mut plan, inverse) = applied(&edits);
    let names: Vec<_> = plan.tray.iter().map(|stop| stop.name.as_str()).collect();
    assert_eq!(names, places.iter().map(|place| place.name.as_str()).collect::<Vec<_>>());
    plan.apply(&inverse[0]).unwrap();
    assert_eq!(plan, Itinerary::new("Plan").unwrap());
}

#[test]
fn what_is_longer_than_a_request_comes_in_several_steps_and_nothing_is_lost() {
    let places = vec![place("Ż", &"ż".repeat(NOTE_MAX)); 60];
    let edits = edits(&places, 9_007_199_254_740_991, EDIT_MAX).unwrap();
    assert!(edits.len() > 2);
    for edit in &edits {
        assert!(encoded_length(edit) < EDIT_MAX + 1_000);
    }
    assert_eq!(applied(&edits).0.tray.len(), 60);
    let whole = super::edits(&places, 1, usize::MAX).unwrap();
    assert_eq!((whole.len(), applied(&whole).0.tray.len()), (1, 60));
}

#[test]
fn one_place_is_one_edit_and_none_is_none() {
    assert!(matches!(edits(&[place("A", "B")], 1, EDIT_MAX).unwrap().as_slice(), [Edit::InsertStop { .. }]));
    assert_eq!(edits(&[], 1, EDIT_MAX).unwrap(), []);
}

#[test]
fn what_a_forged_form_says_is_checked_again() {
    let abroad = FoundPlace { lat_e6: 48_208_200, lon_e6: 16_373_800, ..place("Wien", "") };
    assert_eq!(edits(&[abroad], 1, EDIT_MAX), Err(ApiError::invalid("position")));
    let mut plan = Itinerary::new("Plan").unwrap();
    for bad in [place(&"x".repeat(201), ""), place(" ", ""), place("A", &"x".repeat(NOTE_MAX + 1))] {
        let edits = edits(&[bad], 1, EDIT_MAX).unwrap();
        assert_eq!(plan.apply(&edits[0]), Err(EditError::Text));
    }
    assert_eq!(plan, Itinerary::new("Plan").unwrap());
}
