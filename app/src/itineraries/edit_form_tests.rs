use domain::itinerary::EditError;
use domain::travel::Mode;

use super::*;

fn on(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
}

fn slug(slug: &str) -> VenueSlug {
    VenueSlug::parse(slug).unwrap()
}

fn stop(id: i64) -> Stop {
    Stop { id: StopId(id), venue: slug("zamek"), name: "Zamek".into(), stay_min: 60 }
}

/// Saturday with the stops 1, 2, 3 by bike from eight to five, Sunday with the stop 4.
fn weekend() -> Itinerary {
    let bike = DayFrame { date: on(28), start_min: 480, end_min: 1020, mode: Mode::Bike };
    Itinerary {
        title: "Weekend".into(),
        days: vec![
            Day { id: DayId(1), frame: DayFrame::on(on(27)), stops: vec![stop(1), stop(2), stop(3)] },
            Day { id: DayId(2), frame: bike, stops: vec![stop(4)] },
        ],
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
    let mine = |stay_min| Stop { id: StopId(77), venue: slug("kopalnia"), name: "Kopalnia".into(), stay_min };
    let frame = DayFrame { date: on(29), start_min: 600, end_min: DAY_MIN, mode: Mode::Car };
    let next = DayFrame { date: on(29), start_min: 480, end_min: 1020, mode: Mode::Bike };
    let later = DayFrame { date: on(30), ..next };
    let new_day = |frame| Edit::InsertDay { at: 2, day: Day { id: DayId(77), frame, stops: vec![] } };
    let to = |stop, day, at| Edit::MoveStop { stop: StopId(stop), day: DayId(day), at };
    let table: Vec<(&[(&str, &str)], Edit)> = vec![
        (&[("kind", "rename"), ("title", "Niedziela")], Edit::Rename { title: "Niedziela".into() }),
        (&[("kind", "add-day")], new_day(next)),
        (&[("kind", "add-day"), ("date", "2026-11-30")], new_day(later)),
        (&[("kind", "remove-day"), ("day", "2")], Edit::RemoveDay { day: DayId(2) }),
        (
            &[
                ("kind", "set-day"),
                ("day", "1"),
                ("date", "2026-11-29"),
                ("start", "10:00:00"),
                ("end", "00:00"),
                ("mode", "car"),
            ],
            Edit::SetDay { day: DayId(1), frame },
        ),
        (
            &[("kind", "add-stop"), ("day", "1"), ("venue", "kopalnia")],
            Edit::InsertStop { day: DayId(1), at: end, stop: mine(150) },
        ),
        (
            &[("kind", "add-stop"), ("day", "2"), ("venue", "kopalnia"), ("at", "0"), ("stay", "45")],
            Edit::InsertStop { day: DayId(2), at: 0, stop: mine(45) },
        ),
        (&[("kind", "remove-stop"), ("stop", "3")], Edit::RemoveStop { stop: StopId(3) }),
        (&[("kind", "earlier"), ("stop", "2")], to(2, 1, 0)),
        (&[("kind", "earlier"), ("stop", "1")], to(1, 1, 0)),
        (&[("kind", "later"), ("stop", "2")], to(2, 1, 2)),
        (&[("kind", "later"), ("stop", "3")], to(3, 1, 2)),
        (&[("kind", "later"), ("stop", "4")], to(4, 2, 0)),
        (&[("kind", "move"), ("stop", "1"), ("day", "2")], to(1, 2, end)),
        (&[("kind", "move"), ("stop", "1"), ("day", " 2 "), ("at", "0")], to(1, 2, 0)),
        (&[("kind", "stay"), ("stop", "1"), ("stay", "90")], Edit::SetStay { stop: StopId(1), stay_min: 90 }),
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
        (vec![("kind", "stay"), ("stop", "1"), ("stay", "70000")], "stay"),
    ];
    for (fields, field) in table {
        assert_eq!(edit(&fields), Err(ApiError::invalid(field)), "{fields:?}");
    }
}

#[test]
fn a_stop_that_is_gone_is_refused() {
    let gone = ApiError::Refused(EditError::NoSuchStop);
    assert_eq!(edit(&[("kind", "later"), ("stop", "99")]), Err(gone));
}

#[test]
fn a_button_says_the_edit_that_it_stands_for() {
    let frame = DayFrame { date: on(29), start_min: 600, end_min: DAY_MIN, mode: Mode::Car };
    let edits = [
        Edit::Rename { title: "Inny".into() },
        Edit::RemoveDay { day: DayId(1) },
        Edit::SetDay { day: DayId(1), frame },
        Edit::SetDay { day: DayId(1), frame: DayFrame { end_min: 1110, ..frame } },
        Edit::RemoveStop { stop: StopId(1) },
        Edit::MoveStop { stop: StopId(1), day: DayId(2), at: 1 },
        Edit::SetStay { stop: StopId(1), stay_min: 35 },
    ];
    for edit in edits {
        assert_eq!(EditForm::of(&edit).edit(&weekend(), 0, None), Ok(edit));
    }
}
