use proptest::prelude::*;

use super::*;

fn venue(id: i64) -> Stop {
    let venue = VenueSlug::parse(&format!("venue-{id}")).unwrap();
    Stop::visit(StopId(id), venue, format!("Venue {id}"), 60)
}

fn somewhere() -> Position {
    Position::from_degrees(50.06, 19.94).unwrap()
}

fn date(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
}

fn day(id: i64, stops: Vec<Stop>) -> Day {
    Day::new(DayId(id), DayFrame::on(date(21)), stops)
}

fn two_days() -> Itinerary {
    let days = vec![day(1, vec![venue(1), venue(2)]), day(2, vec![venue(3)])];
    Itinerary { title: "Weekend".into(), days, tray: vec![venue(4)], ..Itinerary::default() }
}

fn order(plan: &Itinerary) -> Vec<Vec<i64>> {
    plan.days.iter().map(|d| &d.stops).chain([&plan.tray]).map(|stops| stops.iter().map(|s| s.id.0).collect()).collect()
}

const fn on(day: i64) -> Spot {
    Spot::Day(DayId(day))
}

const fn move_stop(stop: i64, was: Spot, spot: Spot, at: usize) -> Edit {
    Edit::MoveStop { stop: StopId(stop), was, spot, at }
}

#[test]
fn stops_move_within_a_day_to_another_and_to_the_tray() {
    let mut plan = two_days();
    plan.apply(&move_stop(1, on(1), on(1), 1)).unwrap();
    assert_eq!(order(&plan), [vec![2, 1], vec![3], vec![4]]);
    plan.apply(&move_stop(2, on(1), on(2), 99)).unwrap();
    assert_eq!(order(&plan), [vec![1], vec![3, 2], vec![4]]);
    plan.apply(&move_stop(3, on(2), Spot::Tray, 0)).unwrap();
    assert_eq!(order(&plan), [vec![1], vec![2], vec![3, 4]]);
    plan.apply(&move_stop(4, Spot::Tray, on(1), 0)).unwrap();
    assert_eq!(order(&plan), [vec![4, 1], vec![2], vec![3]]);
}

#[test]
fn a_day_that_is_removed_leaves_its_stops_in_the_tray() {
    let mut plan = two_days();
    let inverse = plan.apply(&plan.clone().removal(DayId(1))).unwrap();
    assert_eq!(order(&plan), [vec![3], vec![4, 1, 2]]);
    plan.apply(&inverse).unwrap();
    assert_eq!(plan, two_days());
}

#[test]
fn a_stop_that_somebody_else_has_just_added_is_not_lost_with_its_day() {
    let mut plan = two_days();
    let removal = plan.removal(DayId(1));
    plan.apply(&Edit::InsertStop { spot: on(1), at: 0, stop: venue(9) }).unwrap();
    let before = plan.clone();
    assert_eq!(plan.apply(&removal), Err(EditError::Changed));
    assert_eq!(plan, before, "a step happens wholly or not at all");
}

#[test]
fn changes_of_different_things_merge_and_changes_of_the_same_thing_ask() {
    let stay = |was, to| Edit::SetStop { stop: StopId(1), was: StopField::Stay(was), to: StopField::Stay(to) };
    let note = |to: &str| Edit::SetStop {
        stop: StopId(1),
        was: StopField::Note(String::new()),
        to: StopField::Note(to.into()),
    };
    let mut plan = two_days();
    plan.apply(&stay(60, 90)).unwrap();
    plan.apply(&note("Tickets are in the mail")).unwrap();
    plan.apply(&stay(60, 90)).unwrap();
    assert_eq!(plan.apply(&stay(60, 45)), Err(EditError::Changed), "both were asked to change the same hour");
    assert_eq!(plan.stop(StopId(1)).map(|s| (s.stay_min, s.note.as_str())), Some((90, "Tickets are in the mail")));

    plan.apply(&move_stop(2, on(1), Spot::Tray, 0)).unwrap();
    assert_eq!(plan.apply(&move_stop(2, on(1), on(2), 0)), Err(EditError::Changed));
    let title = |was: &str, title: &str| Edit::Rename { was: was.into(), title: title.into() };
    plan.apply(&title("Weekend", "Autumn")).unwrap();
    assert_eq!(plan.apply(&title("Weekend", "Winter")), Err(EditError::Changed));
    let later = Edit::SetDay { day: DayId(1), was: DayField::Date(date(21)), to: DayField::Date(date(22)) };
    plan.apply(&later).unwrap();
    let else_where = Edit::SetDay { day: DayId(1), was: DayField::Date(date(21)), to: DayField::Date(date(23)) };
    assert_eq!(plan.apply(&else_where), Err(EditError::Changed));
}

#[test]
fn a_plan_moves_to_another_date_as_a_whole() {
    let mut plan = two_days();
    let december = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
    let inverse = plan.apply(&Edit::ShiftDates { was: date(21), to: december }).unwrap();
    assert!(plan.days.iter().all(|day| day.frame.date == december));
    for far in [NaiveDate::from_ymd_opt(2100, 1, 1).unwrap(), NaiveDate::MIN, NaiveDate::MAX] {
        assert_eq!(plan.apply(&Edit::ShiftDates { was: december, to: far }), Err(EditError::Date));
    }
    plan.apply(&inverse).unwrap();
    assert_eq!(plan, two_days());
    let empty = Itinerary::new("Empty").unwrap();
    assert_eq!(empty.clone().apply(&Edit::ShiftDates { was: date(21), to: december }), Err(EditError::NoSuchDay));
}

#[test]
fn whoever_moves_the_plan_to_the_same_date_moves_it_once() {
    let mut plan = two_days();
    plan.apply(&plan.clone().days[1].set(DayField::Date(date(23)))).unwrap();
    let dates = |plan: &Itinerary| plan.days.iter().map(|day| day.frame.date).collect::<Vec<_>>();
    let week_later = plan.shift_to(date(28)).unwrap();
    let day_later = plan.shift_to(date(22)).unwrap();
    let inverse = plan.apply(&week_later).unwrap();
    let shifted = dates(&plan);
    assert_eq!(shifted, [date(28), date(30)]);
    assert_eq!(plan.apply(&week_later), Ok(Edit::ShiftDates { was: date(28), to: date(28) }), "it is there already");
    assert_eq!(dates(&plan), shifted);
    assert_eq!(plan.apply(&day_later), Err(EditError::Changed), "somebody else wants another date");
    assert_eq!(dates(&plan), shifted);
    plan.apply(&inverse).unwrap();
    assert_eq!(dates(&plan), [date(21), date(23)]);
}

#[test]
fn an_edit_that_does_not_fit_changes_nothing() {
    let meal = |from_min, until_min| Stop::of(StopId(8), StopKind::Meal { from_min, until_min }, "Obiad".into(), 60);
    let set = |stop, was, to| Edit::SetStop { stop: StopId(stop), was, to };
    let long = Stop { note: "x".repeat(1_001), ..venue(8) };
    let unnamed = Stop::of(StopId(8), StopKind::Place { position: somewhere() }, " ".into(), 60);
    let insert = |stop| Edit::InsertStop { spot: on(1), at: 0, stop };
    let hours = |start, end| DayField::Hours(start, end);
    let far = Day { frame: DayFrame::on(NaiveDate::from_ymd_opt(2100, 1, 1).unwrap()), ..day(5, vec![]) };
    let cases = [
        (Edit::Rename { was: "Weekend".into(), title: "  ".into() }, EditError::Title),
        (Edit::Rename { was: "Weekend".into(), title: "x".repeat(121) }, EditError::Title),
        (Edit::RemoveDay { day: DayId(9), stops: vec![] }, EditError::NoSuchDay),
        (Edit::RemoveDay { day: DayId(1), stops: vec![StopId(1)] }, EditError::Changed),
        (Edit::MoveDay { day: DayId(9), at: 0 }, EditError::NoSuchDay),
        (Edit::SetDay { day: DayId(1), was: hours(540, 1_080), to: hours(600, 600) }, EditError::DayFrame),
        (Edit::InsertDay { at: 0, day: day(1, vec![]) }, EditError::Duplicate),
        (Edit::InsertDay { at: 0, day: day(5, vec![venue(3)]) }, EditError::Duplicate),
        (Edit::InsertDay { at: 0, day: day(5, vec![venue(4)]) }, EditError::Duplicate),
        (Edit::InsertDay { at: 0, day: far }, EditError::Date),
        (insert(venue(3)), EditError::Duplicate),
        (insert(venue(4)), EditError::Duplicate),
        (insert(long), EditError::Text),
        (insert(unnamed), EditError::Text),
        (insert(meal(800, 700)), EditError::Time),
        (insert(meal(800, 1_440)), EditError::Time),
        (insert(Stop { fixed_start: Some(1_440), ..venue(8) }), EditError::Time),
        (Edit::InsertStop { spot: on(9), at: 0, stop: venue(8) }, EditError::NoSuchDay),
        (move_stop(1, on(1), on(9), 0), EditError::NoSuchDay),
        (move_stop(9, on(1), on(1), 0), EditError::NoSuchStop),
        (Edit::RemoveStop { stop: StopId(9) }, EditError::NoSuchStop),
        (set(1, StopField::Stay(60), StopField::Stay(4)), EditError::Stay),
        (set(1, StopField::Stay(60), StopField::Stay(721)), EditError::Stay),
        (set(1, StopField::Name("Venue 1".into()), StopField::Name("Mine".into())), EditError::Kind),
        (set(1, StopField::Window(0, 0), StopField::Window(1, 2)), EditError::Kind),
        (set(1, StopField::Position(somewhere()), StopField::Position(somewhere())), EditError::Kind),
        (Edit::Step { edits: vec![Edit::Step { edits: vec![] }] }, EditError::TooMuch),
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
        let spot = if id % 2 == 0 { on(0) } else { Spot::Tray };
        plan.apply(&Edit::InsertStop { spot, at: 0, stop: venue(id) }).unwrap();
    }
    let one_more = Edit::InsertStop { spot: Spot::Tray, at: 0, stop: venue(999) };
    assert_eq!(plan.apply(&one_more), Err(EditError::TooManyStops));
    let sent_again = [
        Edit::InsertStop { spot: Spot::Tray, at: 0, stop: venue(199) },
        Edit::InsertDay { at: 0, day: day(29, vec![]) },
    ];
    for edit in sent_again {
        assert_eq!(plan.apply(&edit), Err(EditError::Duplicate), "it is there already, however full the plan is");
    }
    assert_eq!(plan.checked(), Ok(plan.clone()));

    plan.apply(&Edit::RemoveDay { day: DayId(29), stops: vec![] }).unwrap();
    let a_day_more = |stops| Edit::InsertDay { at: 0, day: day(99, stops) };
    assert_eq!(plan.apply(&a_day_more(vec![venue(999)])), Err(EditError::TooManyStops));
    assert!(plan.apply(&a_day_more(vec![])).is_ok());
}

fn any_stop() -> impl Strategy<Value = Stop> {
    let kind = prop_oneof![
        Just(StopKind::Venue { venue: VenueSlug::parse("zamek").unwrap() }),
        Just(StopKind::Place { position: somewhere() }),
        (0..1_500u16, 0..1_500u16).prop_map(|(from_min, until_min)| StopKind::Meal { from_min, until_min }),
        Just(StopKind::Note),
    ];
    (1..9i64, kind, "[a-zę ]{0,4}", 0..800u16, proptest::option::of(0..1_500u16)).prop_map(
        |(id, kind, name, stay_min, fixed_start)| Stop { fixed_start, ..Stop::of(StopId(id), kind, name, stay_min) },
    )
}

fn any_spot() -> impl Strategy<Value = Spot> {
    prop_oneof![Just(Spot::Tray), (1..4i64).prop_map(on)]
}

fn any_stop_field() -> impl Strategy<Value = StopField> {
    prop_oneof![
        (0..800u16).prop_map(StopField::Stay),
        proptest::option::of(0..1_500u16).prop_map(StopField::FixedStart),
        any::<bool>().prop_map(StopField::MustSee),
        "[a-z ]{0,4}".prop_map(StopField::Note),
        "[a-z ]{0,4}".prop_map(StopField::Packing),
        proptest::option::of(prop::sample::select(Mode::ALL)).prop_map(StopField::Mode),
        "[a-z ]{0,4}".prop_map(StopField::Name),
        Just(StopField::Position(somewhere())),
        (0..1_500u16, 0..1_500u16).prop_map(|(from, until)| StopField::Window(from, until)),
    ]
}

fn any_day_field() -> impl Strategy<Value = DayField> {
    let endpoint = || proptest::option::of("[a-z ]{0,4}".prop_map(|name| Endpoint { name, position: somewhere() }));
    prop_oneof![
        (20..25u32).prop_map(|d| DayField::Date(date(d))),
        (0..1_500u16, 0..1_500u16).prop_map(|(start, end)| DayField::Hours(start, end)),
        prop::sample::select(Mode::ALL).prop_map(DayField::Mode),
        endpoint().prop_map(DayField::From),
        endpoint().prop_map(DayField::To),
        proptest::option::of(prop::sample::select(Mode::ALL)).prop_map(DayField::ToMode),
    ]
}

/// An edit as a page makes it: what it found there is what the plan has.
#[derive(Debug, Clone)]
enum Wish {
    Edit(Edit),
    Rename(String),
    Shift(NaiveDate),
    Move(i64, Spot, usize),
    Stop(i64, StopField),
    Day(i64, DayField),
    Remove(i64),
}

impl Wish {
    fn edit(self, plan: &Itinerary) -> Option<Edit> {
        Some(match self {
            Self::Edit(edit) => edit,
            Self::Rename(title) => Edit::Rename { was: plan.title.clone(), title },
            Self::Shift(to) => plan.shift_to(to)?,
            Self::Move(stop, spot, at) => move_stop(stop, plan.spot_of(StopId(stop))?.0, spot, at),
            Self::Stop(stop, to) => plan.stop(StopId(stop))?.set(to)?,
            Self::Day(day, to) => plan.day(DayId(day))?.set(to),
            Self::Remove(day) => plan.removal(DayId(day)),
        })
    }
}

fn any_wish() -> impl Strategy<Value = Wish> {
    let at = 0..5usize;
    let refusal = |(refused, venue): (bool, i64)| Edit::RefuseSwap {
        venue: VenueSlug::parse(&format!("venue-{venue}")).unwrap(),
        refused,
    };
    prop_oneof![
        "[a-z ]{0,8}".prop_map(Wish::Rename),
        (at.clone(), 1..6i64, any_stop())
            .prop_map(|(at, id, s)| Wish::Edit(Edit::InsertDay { at, day: day(id, vec![s]) })),
        (1..4i64).prop_map(Wish::Remove),
        (1..4i64, at.clone()).prop_map(|(id, at)| Wish::Edit(Edit::MoveDay { day: DayId(id), at })),
        (1..4i64, any_day_field()).prop_map(|(id, field)| Wish::Day(id, field)),
        (1..30u32).prop_map(|d| Wish::Shift(date(d))),
        (any_spot(), at.clone(), any_stop()).prop_map(|(spot, at, stop)| Wish::Edit(Edit::InsertStop {
            spot,
            at,
            stop
        })),
        (1..9i64).prop_map(|s| Wish::Edit(Edit::RemoveStop { stop: StopId(s) })),
        (1..9i64, any_spot(), at).prop_map(|(s, spot, at)| Wish::Move(s, spot, at)),
        (1..9i64, any_stop_field()).prop_map(|(s, field)| Wish::Stop(s, field)),
        any::<bool>().prop_map(|on| Wish::Edit(Edit::OfferSwaps { on })),
        (any::<bool>(), 1..4i64).prop_map(move |wish| Wish::Edit(refusal(wish))),
    ]
}

/// Refusals are a set: taking one back and refusing again may change their order, which nobody sees.
fn sorted(mut plan: Itinerary) -> Itinerary {
    plan.refused.sort();
    plan
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn every_edit_can_be_taken_back_and_done_again(wishes in prop::collection::vec(any_wish(), 1..20)) {
        let mut plan = two_days();
        let mut undo = Vec::new();
        for wish in wishes {
            let before = plan.clone();
            let Some(edit) = wish.edit(&plan) else { continue };
            match plan.apply(&edit) {
                Ok(inverse) => undo.push(inverse),
                Err(error) => {
                    prop_assert_ne!(error, EditError::Changed, "nobody else is here");
                    prop_assert_eq!(&plan, &before);
                }
            }
        }
        let end = plan.clone();
        let mut redo = Vec::new();
        for inverse in undo.iter().rev() {
            redo.push(plan.apply(inverse).unwrap());
        }
        prop_assert_eq!(sorted(plan.clone()), sorted(two_days()));
        for edit in redo.iter().rev() {
            plan.apply(edit).unwrap();
        }
        prop_assert_eq!(sorted(plan), sorted(end));
    }

    #[test]
    fn no_edit_makes_a_plan_that_breaks_a_rule(wishes in prop::collection::vec(any_wish(), 1..20)) {
        let mut plan = two_days();
        for wish in wishes {
            if let Some(edit) = wish.edit(&plan) {
                let _ = plan.apply(&edit);
            }
        }
        prop_assert_eq!(plan.checked(), Ok(plan.clone()));
    }

    #[test]
    fn edits_and_plans_survive_the_wire(wish in any_wish()) {
        let mut plan = two_days();
        if let Some(edit) = wish.edit(&plan) {
            let json = serde_json::to_string(&edit).unwrap();
            prop_assert_eq!(serde_json::from_str::<Edit>(&json).unwrap(), edit.clone());
            let _ = plan.apply(&edit);
        }
        let json = serde_json::to_string(&plan).unwrap();
        prop_assert_eq!(serde_json::from_str::<Itinerary>(&json).unwrap(), plan);
    }
}
