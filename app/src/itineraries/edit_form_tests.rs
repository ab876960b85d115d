use domain::edit::EditError;

use super::*;

fn on(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
}

fn slug(slug: &str) -> VenueSlug {
    VenueSlug::parse(slug).unwrap()
}

fn stop(id: i64) -> Stop {
    Stop::visit(StopId(id), slug("zamek"), "Zamek".into(), 60)
}

fn lunch() -> Stop {
    Stop::of(StopId(6), StopKind::Meal { from_min: 720, until_min: 840 }, "Obiad".into(), 45)
}

/// Saturday with the stops 1, 2, 3 by bike from eight to five, Sunday with the stop 4; 5 and a lunch in the tray.
fn weekend() -> Itinerary {
    let bike = DayFrame { date: on(28), start_min: 480, end_min: 1020, mode: Mode::Bike };
    Itinerary {
        title: "Weekend".into(),
        days: vec![
            Day::new(DayId(1), DayFrame::on(on(27)), vec![stop(1), stop(2), stop(3)]),
            Day::new(DayId(2), bike, vec![stop(4)]),
        ],
        tray: vec![stop(5), lunch()],
        ..Itinerary::default()
    }
}

fn form(fields: &[(&str, &str)]) -> EditForm {
    let mut form = EditForm::default();
    for (field, value) in fields {
        let place = match *field {
            "kind" => &mut form.kind,
            "day" => &mut form.day,
            "stop" => &mut form.stop,
            "at" => &mut form.at,
            "stay" => &mut form.stay,
            "date" => &mut form.date,
            "start" => &mut form.start,
            "end" => &mut form.end,
            "mode" => &mut form.mode,
            "title" => &mut form.title,
            "venue" => &mut form.venue,
            "edit" => &mut form.edit,
            "name" => &mut form.name,
            "position" => &mut form.position,
            "fixed" => &mut form.fixed,
            "must" => &mut form.must,
            "note" => &mut form.note,
            "packing" => &mut form.packing,
            "from_name" => &mut form.from_name,
            "from_position" => &mut form.from_position,
            "to_name" => &mut form.to_name,
            "to_position" => &mut form.to_position,
            "to_mode" => &mut form.to_mode,
            "was" => &mut form.was,
            other => panic!("no field {other}"),
        };
        *place = (*value).to_owned();
    }
    form
}

fn edit(fields: &[(&str, &str)]) -> Result<Edit, ApiError> {
    let venue = NewVenue { slug: slug("kopalnia"), name: "Kopalnia".into(), stay_min: 150 };
    form(fields).edit(&weekend(), 77, Some(venue))
}

#[test]
fn every_form_says_its_edit() {
    let end = usize::MAX;
    let here = Position::from_degrees(50.0336, 20.2156).unwrap();
    let mine = |stay_min| Stop::visit(StopId(77), slug("kopalnia"), "Kopalnia".into(), stay_min);
    let own = |kind, name: &str, stay_min| Stop::of(StopId(77), kind, name.into(), stay_min);
    let next = DayFrame { date: on(29), start_min: 480, end_min: 1020, mode: Mode::Bike };
    let new_day = |date| Edit::InsertDay { at: 2, day: Day::new(DayId(77), DayFrame { date, ..next }, vec![]) };
    let day = |day| Spot::Day(DayId(day));
    let to = |stop, was, spot, at| Edit::MoveStop { stop: StopId(stop), was, spot, at };
    let insert = |spot, at, stop| Edit::InsertStop { spot, at, stop };
    let set = |stop, was, to| Edit::SetStop { stop: StopId(stop), was, to };
    let set_day = |was, to| Edit::SetDay { day: DayId(1), was, to };
    let station = Endpoint { name: "Dworzec".into(), position: here };
    let copy = Day::new(DayId(77), next, vec![Stop { id: StopId(79), ..stop(4) }]);
    let table: Vec<(&[(&str, &str)], Edit)> = vec![
        (
            &[("kind", "rename"), ("title", "Niedziela")],
            Edit::Rename { was: "Weekend".into(), title: "Niedziela".into() },
        ),
        (&[("kind", "shift"), ("date", "2026-11-30")], Edit::ShiftDates { was: on(27), to: on(30) }),
        (&[("kind", "add-day")], new_day(on(29))),
        (&[("kind", "add-day"), ("date", "2026-11-30")], new_day(on(30))),
        (&[("kind", "remove-day"), ("day", "2")], weekend().removal(DayId(2))),
        (&[("kind", "duplicate-day"), ("day", "2")], Edit::InsertDay { at: 2, day: copy }),
        (&[("kind", "day-later"), ("day", "1")], Edit::MoveDay { day: DayId(1), at: 1 }),
        (&[("kind", "day-later"), ("day", "2")], Edit::MoveDay { day: DayId(2), at: 1 }),
        (&[("kind", "day-earlier"), ("day", "2")], Edit::MoveDay { day: DayId(2), at: 0 }),
        (
            &[
                ("kind", "set-day"),
                ("day", "1"),
                ("date", "2026-11-29"),
                ("start", "10:00:00"),
                ("end", "00:00"),
                ("mode", "car"),
                ("to_name", "Dworzec"),
                ("to_position", "50.0336 20.2156"),
                ("to_mode", "walk"),
            ],
            Edit::Step {
                edits: vec![
                    set_day(DayField::Date(on(27)), DayField::Date(on(29))),
                    set_day(DayField::Hours(540, 1_080), DayField::Hours(600, DAY_MIN)),
                    set_day(DayField::Mode(Mode::Transit), DayField::Mode(Mode::Car)),
                    set_day(DayField::To(None), DayField::To(Some(station))),
                    set_day(DayField::ToMode(None), DayField::ToMode(Some(Mode::Walk))),
                ],
            },
        ),
        (
            &[
                ("kind", "set-day"),
                ("day", "1"),
                ("date", "2026-11-27"),
                ("start", "09:00"),
                ("end", "17:30"),
                ("mode", "transit"),
            ],
            set_day(DayField::Hours(540, 1_080), DayField::Hours(540, 1_050)),
        ),
        (&[("kind", "add-stop"), ("day", "1"), ("venue", "kopalnia")], insert(day(1), end, mine(150))),
        (
            &[("kind", "add-stop"), ("day", "tray"), ("venue", "kopalnia"), ("at", "0"), ("stay", "45")],
            insert(Spot::Tray, 0, mine(45)),
        ),
        (
            &[("kind", "add-place"), ("day", "2"), ("name", "Ciocia"), ("position", "50.0336, 20.2156")],
            insert(day(2), end, own(StopKind::Place { position: here }, "Ciocia", 60)),
        ),
        (
            &[
                ("kind", "add-meal"),
                ("day", "2"),
                ("name", "Obiad"),
                ("start", "12:30"),
                ("end", "14:30"),
                ("stay", "45"),
            ],
            insert(day(2), end, own(StopKind::Meal { from_min: 750, until_min: 870 }, "Obiad", 45)),
        ),
        (
            &[("kind", "add-note"), ("day", "2"), ("name", "Kurtki!")],
            insert(day(2), end, own(StopKind::Note, "Kurtki!", 0)),
        ),
        (&[("kind", "remove-stop"), ("stop", "3")], Edit::RemoveStop { stop: StopId(3) }),
        (&[("kind", "earlier"), ("stop", "2")], to(2, day(1), day(1), 0)),
        (&[("kind", "earlier"), ("stop", "1")], to(1, day(1), day(1), 0)),
        (&[("kind", "later"), ("stop", "2")], to(2, day(1), day(1), 2)),
        (&[("kind", "later"), ("stop", "3")], to(3, day(1), day(1), 2)),
        (&[("kind", "later"), ("stop", "5")], to(5, Spot::Tray, Spot::Tray, 1)),
        (&[("kind", "move"), ("stop", "1"), ("day", "2")], to(1, day(1), day(2), end)),
        (&[("kind", "move"), ("stop", "1"), ("day", " tray "), ("at", "0")], to(1, day(1), Spot::Tray, 0)),
        (&[("kind", "stay"), ("stop", "1"), ("stay", "90")], set(1, StopField::Stay(60), StopField::Stay(90))),
        (
            &[("kind", "set-stop"), ("stop", "1"), ("fixed", "11:15"), ("must", "1"), ("note", "Weź\r\nlatarkę ")],
            Edit::Step {
                edits: vec![
                    set(1, StopField::FixedStart(None), StopField::FixedStart(Some(675))),
                    set(1, StopField::MustSee(false), StopField::MustSee(true)),
                    set(1, StopField::Note(String::new()), StopField::Note("Weź\nlatarkę".into())),
                ],
            },
        ),
        (
            &[("kind", "set-stop"), ("stop", "6"), ("name", "Obiad"), ("start", "12:00"), ("end", "15:00")],
            set(6, StopField::Window(720, 840), StopField::Window(720, 900)),
        ),
        (&[("kind", "set-stop"), ("stop", "1")], Edit::Step { edits: vec![] }),
    ];
    for (fields, expected) in table {
        assert_eq!(edit(fields), Ok(expected), "{fields:?}");
    }
}

#[test]
fn a_field_that_cannot_be_read_is_named() {
    let set = |field: &'static str, value: &'static str| {
        let mut fields = vec![
            ("kind", "set-day"),
            ("day", "1"),
            ("date", "2026-11-29"),
            ("start", "09:00"),
            ("end", "17:00"),
            ("mode", "walk"),
        ];
        for pair in &mut fields {
            if pair.0 == field {
                pair.1 = value;
            }
        }
        fields
    };
    let table: Vec<(Vec<(&str, &str)>, &str)> = vec![
        (vec![], "kind"),
        (vec![("kind", "burn")], "kind"),
        (vec![("kind", "add-day"), ("date", "tomorrow")], "date"),
        (vec![("kind", "add-day"), ("date", "1999-12-31")], "date"),
        (vec![("kind", "add-day"), ("date", "+12026-01-01")], "date"),
        (vec![("kind", "remove-day")], "day"),
        (set("date", "2026-02-30"), "date"),
        (set("start", "9"), "start"),
        (set("end", "25:00"), "end"),
        (set("mode", "rocket"), "mode"),
        (vec![("kind", "add-stop"), ("day", "1"), ("venue", "another")], "venue"),
        (vec![("kind", "add-stop"), ("day", "x"), ("venue", "kopalnia")], "day"),
        (vec![("kind", "add-stop"), ("day", "1"), ("venue", "kopalnia"), ("stay", "long")], "stay"),
        (vec![("kind", "add-stop"), ("day", "1"), ("venue", "kopalnia"), ("at", "-1")], "at"),
        (vec![("kind", "remove-stop"), ("stop", "")], "stop"),
        (vec![("kind", "earlier"), ("stop", "1.5")], "stop"),
        (vec![("kind", "move"), ("stop", "1")], "day"),
        (vec![("kind", "edit"), ("edit", "{}")], "edit"),
        (vec![("kind", "shift"), ("date", "")], "date"),
        (vec![("kind", "add-place"), ("day", "1"), ("name", "x"), ("position", "Kraków")], "position"),
        (vec![("kind", "add-meal"), ("day", "1"), ("name", "x"), ("start", "noon"), ("end", "14:00")], "start"),
        (vec![("kind", "set-stop"), ("stop", "1"), ("fixed", "11")], "fixed"),
        (vec![("kind", "stay"), ("stop", "1"), ("stay", "70000")], "stay"),
    ];
    for (fields, field) in table {
        assert_eq!(edit(&fields), Err(ApiError::invalid(field)), "{fields:?}");
    }
}

/// A page that showed the plan before a companion renamed it, moved it and the stop, and changed the stop and its day.
#[test]
fn a_stale_form_changes_only_what_was_touched_and_says_what_it_found() {
    let mut shown = weekend();
    let station = Endpoint { name: "Dworzec".into(), position: Position::from_degrees(50.0, 20.0).unwrap() };
    shown.title = "Tour".into();
    shown.days[0].frame = DayFrame { start_min: 600, mode: Mode::Car, ..DayFrame::on(on(20)) };
    shown.days[0].from = Some(station);
    shown.days[0].stops[0] = Stop { note: "Kasa\n!".into(), must_see: true, stay_min: 30, ..stop(1) };
    let day = Day { stops: Vec::new(), ..shown.days[0].clone() };
    let (day, stop, title, first) = (was(&day), was(&shown.days[0].stops[0]), was(&shown.title), was(&on(20)));
    let frame = |end, mode| {
        let place = [("from_name", "Dworzec"), ("from_position", "50, 20")];
        let fields = [("kind", "set-day"), ("day", "1"), ("date", "2026-11-20"), ("start", "10:00")];
        [&fields[..], &place, &[("end", end), ("mode", mode), ("was", &day)]].concat()
    };
    let details = |note, mode| {
        let fields = [("kind", "set-stop"), ("stop", "1"), ("note", note), ("mode", mode)];
        [&fields[..], &[("must", "1"), ("was", stop.as_str())]].concat()
    };
    let set = |was, to| Edit::SetStop { stop: StopId(1), was, to };
    let set_day = |was, to| Edit::SetDay { day: DayId(1), was, to };
    let spot = was(&Spot::Tray);
    let table = [
        (vec![("kind", "rename"), ("title", "Tour "), ("was", &title)], NOTHING),
        (
            vec![("kind", "rename"), ("title", "Trip"), ("was", &title)],
            Edit::Rename { was: "Tour".into(), title: "Trip".into() },
        ),
        (vec![("kind", "shift"), ("date", "2026-11-20"), ("was", &first)], NOTHING),
        (
            vec![("kind", "shift"), ("date", "2026-11-21"), ("was", &first)],
            Edit::ShiftDates { was: on(20), to: on(21) },
        ),
        (vec![("kind", "stay"), ("stop", "1"), ("stay", "30"), ("was", "30")], NOTHING),
        (
            vec![("kind", "stay"), ("stop", "1"), ("stay", "45"), ("was", "30")],
            set(StopField::Stay(30), StopField::Stay(45)),
        ),
        (
            vec![("kind", "move"), ("stop", "1"), ("day", "2"), ("was", &spot)],
            Edit::MoveStop { stop: StopId(1), was: Spot::Tray, spot: Spot::Day(DayId(2)), at: usize::MAX },
        ),
        (frame("18:00", "car"), NOTHING),
        (frame("18:00", "bike"), set_day(DayField::Mode(Mode::Car), DayField::Mode(Mode::Bike))),
        (frame("19:00", "car"), set_day(DayField::Hours(600, 1_080), DayField::Hours(600, 1_140))),
        (details("Kasa\r\n!", ""), NOTHING),
        (details("Kasa\r\n!", "bike"), set(StopField::Mode(None), StopField::Mode(Some(Mode::Bike)))),
        (details("", ""), set(StopField::Note("Kasa\n!".into()), StopField::Note(String::new()))),
    ];
    for (fields, expected) in table {
        assert_eq!(edit(&fields), Ok(expected), "{fields:?}");
    }
    assert_eq!(edit(&[("kind", "rename"), ("title", "Trip"), ("was", "Tour")]), Err(ApiError::invalid("was")));
}

#[test]
fn a_stop_that_is_gone_is_refused() {
    let gone = ApiError::Refused(EditError::NoSuchStop);
    assert_eq!(edit(&[("kind", "later"), ("stop", "99")]), Err(gone));
}

#[test]
fn a_button_says_the_edit_that_it_stands_for() {
    let plan = weekend();
    let swap = Edit::Step { edits: vec![Edit::RemoveStop { stop: StopId(1) }, Edit::OfferSwaps { on: false }] };
    for edit in [plan.removal(DayId(1)), plan.shift_to(on(24)).unwrap(), swap] {
        assert_eq!(EditForm::of(&edit).edit(&plan, 0, None), Ok(edit));
    }
}

#[test]
fn a_position_is_read_as_maps_write_it() {
    let read = |text: &str| position(text, "position").ok().map(position_value);
    for text in ["50.0336, 20.2156", "50.0336,20.2156", "50.033600 20.2156", " 50.0336 ;20.2156 "] {
        assert_eq!(read(text).as_deref(), Some("50.033600, 20.215600"), "{text}");
    }
    for text in ["", "50.0336", "20.2156, 50.0336", "50,0336 20,2156", "50.0 20.0 1.0", "NaN, 20", "x, y"] {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn a_button_without_a_form_of_its_own_asks_for_what_its_value_says() {
    for kind in ["earlier", "later", "remove-stop"] {
        let pressed = EditForm { press: format!("{kind} 2"), ..EditForm::default() };
        let asked = pressed.edit(&weekend(), 9, None).unwrap();
        assert_eq!(asked, EditForm::of_stop(kind, StopId(2)).edit(&weekend(), 9, None).unwrap());
    }
    for nonsense in ["later", "later x", "later 77", "dance 2", " "] {
        let pressed = EditForm { press: nonsense.to_owned(), ..EditForm::default() };
        assert!(pressed.edit(&weekend(), 9, None).is_err(), "{nonsense}");
    }
}
