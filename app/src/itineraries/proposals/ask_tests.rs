//! What the form of the proposals says, and what it may not say.

use domain::itinerary::{DayFrame, Endpoint, Stop, StopKind};
use domain::travel::Mode;
use domain::wishes::Pace;

use super::*;

fn fields(pairs: &[(&str, &str)]) -> Fields {
    Fields(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
}

fn now() -> LocalTime {
    LocalTime { date: "2026-11-21".parse().unwrap(), minute: 600 }
}

fn here() -> Position {
    Position::from_degrees(50.06, 19.94).unwrap()
}

fn plan() -> Itinerary {
    let stop = Stop::of(StopId(7), StopKind::Place { position: here() }, "Dom".into(), 60);
    let mut today = Day::new(DayId(1), DayFrame::on(now().date), vec![stop]);
    today.from = Some(Endpoint { name: "Dworzec".into(), position: here() });
    let tomorrow = Day::new(DayId(2), DayFrame::on(now().date.succ_opt().unwrap()), vec![]);
    Itinerary { days: vec![today, tomorrow], ..Itinerary::new("Plan").unwrap() }
}

fn task(pairs: &[(&str, &str)]) -> Result<Task, ApiError> {
    fields(pairs).task(&plan(), &StopVenues::new(), now())
}

#[test]
fn wishes_are_read_from_the_form_and_what_it_leaves_out_is_as_usual() {
    let profile = AccessProfile { wheelchair: true };
    let asked = fields(&[
        ("interest-castle", "5"),
        ("interest-museum", "3"),
        ("pace", "full"),
        ("mode", "walk"),
        ("away", "75"),
        ("guarantee", "95"),
        ("per-category", "4"),
        ("steering", "1"),
        ("never", "zamek"),
        ("never", "kopalnia"),
        ("must", "kopalnia"),
    ]);
    let wishes = asked.wishes(profile).unwrap();
    assert_eq!(wishes.interests.len(), 1, "what is as usual is not kept");
    assert_eq!((wishes.pace, wishes.mode, wishes.profile), (Pace::Full, Some(Mode::Walk), profile));
    assert_eq!((wishes.away.get(), wishes.guarantee.get(), wishes.per_category.get()), (75, 95, 4));
    assert!(wishes.steering);
    assert_eq!(wishes.never_see.iter().map(VenueSlug::as_str).collect::<Vec<_>>(), ["zamek"]);
    assert_eq!(wishes.must_see.iter().map(VenueSlug::as_str).collect::<Vec<_>>(), ["kopalnia"]);
    let usual = fields(&[]).wishes(AccessProfile::default()).unwrap();
    assert_eq!(usual, Wishes { steering: false, ..Wishes::default() }, "a box that is not ticked is not sent");
}

#[test]
fn the_button_that_was_pressed_counts_more_than_what_was_said_before() {
    let said = |button: (&str, &str)| {
        let asked = fields(&[("must", "kopalnia"), ("never", "zamek"), button]);
        let wishes = asked.wishes(AccessProfile::default()).unwrap();
        let words = |venues: &BTreeSet<VenueSlug>| venues.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        (words(&wishes.must_see), words(&wishes.never_see))
    };
    assert_eq!(said((REFUSE, "kopalnia")), (String::new(), "kopalnia zamek".to_owned()));
    assert_eq!(said((INSIST, "zamek")), ("kopalnia zamek".to_owned(), String::new()));
    assert_eq!(said((FORGET, "kopalnia")), (String::new(), "zamek".to_owned()));
}

#[test]
fn what_no_wish_can_be_is_refused_by_the_name_of_its_field() {
    let many: Vec<(String, String)> = (0..501).map(|n| ("never".to_owned(), format!("v{n}"))).collect();
    assert_eq!(Fields(many).wishes(AccessProfile::default()), Err(ApiError::invalid("never")));
    let cases = [
        ("interest-castle", "6", "interest"),
        ("interest-palace", "1", "interest"),
        ("pace", "fast", "pace"),
        ("mode", "boat", "mode"),
        ("away", "101", "away"),
        ("away", "-1", "away"),
        ("guarantee", "NaN", "guarantee"),
        ("per-category", "0", "per-category"),
        ("never", "../etc", "never"),
        ("must", "Zamek!", "must"),
    ];
    for (name, value, field) in cases {
        let refused = fields(&[(name, value)]).wishes(AccessProfile::default());
        assert_eq!(refused, Err(ApiError::invalid(field)), "{name}={value}");
    }
}

#[test]
fn the_button_that_was_pressed_says_what_to_do_and_the_list_for_which_days() {
    let both = vec![DayId(1), DayId(2)];
    assert_eq!(task(&[]), Ok(Task::Fill { days: both.clone() }));
    assert_eq!(task(&[("task", "fill"), ("task", "order")]), Ok(Task::Order { days: both.clone() }));
    assert_eq!(task(&[("task", "what-else"), ("days", "2")]), Ok(Task::WhatElse { days: vec![DayId(2)] }));
    assert_eq!(task(&[("days", "all")]), Ok(Task::Fill { days: both }));
    assert_eq!(task(&[("days", "9")]), Err(ApiError::Planning(PlanningFault::NoSuchDay)));
    assert_eq!(task(&[("days", "first")]), Err(ApiError::invalid("days")));
    assert_eq!(task(&[("task", "everything")]), Err(ApiError::invalid("task")));
    let empty = fields(&[]).task(&Itinerary::default(), &StopVenues::new(), now());
    assert_eq!(empty, Err(ApiError::Planning(PlanningFault::NoDays)));
}

#[test]
fn replanning_needs_a_place_and_a_day_that_is_today() {
    let replan = |more: &[(&str, &str)]| task(&[&[("task", "replan")], more].concat());
    let expected = |visited: &[i64]| {
        let visited = visited.iter().copied().map(StopId).collect();
        Ok(Task::Replan { now: now(), here: here(), visited })
    };
    assert_eq!(replan(&[("here", "7"), ("visited", "7")]), expected(&[7]));
    assert_eq!(replan(&[("here", "start")]), expected(&[]));
    assert_eq!(replan(&[("here", "device"), ("position", "50.06, 19.94")]), expected(&[]));
    for nowhere in [&[][..], &[("here", "")], &[("here", "8")], &[("here", "device")]] {
        assert_eq!(replan(nowhere), Err(ApiError::Planning(PlanningFault::NoPosition)), "{nowhere:?}");
    }
    assert_eq!(replan(&[("here", "device"), ("position", "0, 0")]), Err(ApiError::invalid("position")));
    assert_eq!(replan(&[("here", "start"), ("visited", "x")]), Err(ApiError::invalid("visited")));
    let later = LocalTime { date: "2026-12-24".parse().unwrap(), minute: 600 };
    let asked = fields(&[("task", "replan"), ("here", "start")]);
    let refused = asked.task(&plan(), &StopVenues::new(), later);
    assert_eq!(refused, Err(ApiError::Planning(PlanningFault::NoSuchDay)));
}
