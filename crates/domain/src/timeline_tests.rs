use proptest::prelude::*;

use super::tests_support::{at, date, open, plan_of, venue, venues_of};
use super::*;
use crate::itinerary::{DayFrame, Stop};
use crate::travel::{Estimate, Mode};

fn told(stops: &[(&str, u16)], venues: &StopVenues) -> DayTimeline {
    timeline(&plan_of(stops), venues, &Estimate).days.remove(0)
}

#[test]
fn a_day_is_told_by_the_clock() {
    // Two stops 7,147 m apart: 10,005 m by public transport at 350 m a minute and 12 minutes of access.
    let venues = venues_of(vec![
        ("a", venue(at(50.0, 20.0), open(&[(600, 1080)]))),
        ("b", venue(at(50.0, 20.1), open(&[(600, 1080)]))),
    ]);
    let day = told(&[("a", 60), ("b", 90)], &venues);
    let [first, second] = day.visits.as_slice() else { panic!("{day:?}") };
    assert_eq!((first.arrive_min, first.wait_min(), first.start_min, first.leave_min), (540, 60, 600, 660));
    assert_eq!(first.leg, None);
    assert_eq!(second.leg.map(|l| (l.minutes, l.metres, l.mode, l.estimate)), Some((41, 10_005, Mode::Transit, true)));
    assert_eq!((second.arrive_min, second.start_min, second.leave_min), (701, 701, 791));
    assert_eq!((day.ends_min, day.travel_min, day.over_min), (791, 41, 0));
    assert!(day.visits.iter().all(|v| v.warnings.is_empty()));
}

#[test]
fn what_does_not_fit_says_so_and_keeps_its_place() {
    let opens_tuesday = OpeningHours::Dated(vec![
        DayHours { date: date(0), holiday: None, intervals: vec![] },
        DayHours {
            date: date(3),
            holiday: None,
            intervals: vec![Interval { start: 600, end: 900, certainty: Certainty::Known }],
        },
    ]);
    let uncertain = OpeningHours::Dated(vec![DayHours {
        date: date(0),
        holiday: None,
        intervals: vec![Interval { start: 0, end: 1440, certainty: Certainty::Uncertain }],
    }]);
    let cases = [
        (
            "closed all day",
            opens_tuesday,
            60,
            vec![Warning::Closed { opens: Some(LocalTime { date: date(3), minute: 600 }) }],
        ),
        ("closed since noon", open(&[(300, 540)]), 60, vec![Warning::Closed { opens: None }]),
        ("closes during the visit", open(&[(300, 590)]), 60, vec![Warning::ClosesDuringVisit { closes_min: 590 }]),
        ("just fits", open(&[(300, 600)]), 60, vec![]),
        ("the second window", open(&[(300, 500), (600, 700)]), 60, vec![]),
        ("unknown", OpeningHours::Unknown, 60, vec![Warning::HoursUnknown]),
        ("uncertain", uncertain, 60, vec![Warning::HoursUncertain]),
        ("too long a day", open(&[(0, 1440)]), 600, vec![Warning::EndsAfterDay]),
        ("past midnight", open(&[(0, 1440)]), 700, vec![Warning::EndsAfterDay]),
    ];
    for (name, hours, stay, warnings) in cases {
        let venues = venues_of(vec![("a", venue(at(50.0, 20.0), hours))]);
        assert_eq!(told(&[("a", stay)], &venues).visits[0].warnings, warnings, "{name}");
    }
}

#[test]
fn a_vanished_venue_stays_in_the_plan_marked() {
    let venues = venues_of(vec![("a", venue(at(50.0, 20.0), open(&[(0, 1440)])))]);
    let day = told(&[("a", 30), ("gone", 30), ("a", 30)], &venues);
    assert_eq!(day.visits[1].warnings, [Warning::Vanished]);
    assert_eq!(day.visits[1].leg, None);
    assert_eq!(day.visits[2].leg.map(|l| l.minutes), Some(0), "the way goes on from the last known position");
}

#[test]
fn a_place_that_never_closes_stays_open_past_midnight() {
    let mut plan = plan_of(&[("a", 120)]);
    plan.days[0].frame = DayFrame { start_min: 1380, end_min: 1440, ..plan.days[0].frame };
    let venues = venues_of(vec![("a", venue(at(50.0, 20.0), open(&[(0, 1440)])))]);
    let told = timeline(&plan, &venues, &Estimate);
    assert_eq!(told.days[0].visits[0].warnings, [Warning::EndsAfterDay]);
}

fn any_hours() -> impl Strategy<Value = OpeningHours> {
    prop_oneof![
        Just(OpeningHours::Unknown),
        prop::collection::vec((0..1440u16, 1..900u16), 0..3).prop_map(|mut raw| {
            raw.sort_unstable();
            let mut last = 0;
            let mut windows = Vec::new();
            for (start, length) in raw {
                let start = start.max(last);
                if start < 1440 {
                    windows.push((start, start + length));
                    last = start + length;
                }
            }
            open(&windows)
        }),
    ]
}

prop_compose! {
    fn any_plan()(
        places in prop::collection::vec((49_900_000..50_200_000i32, 19_600_000..20_300_000i32, any_hours()), 1..5),
        stops in prop::collection::vec((0..6usize, 5..720u16), 0..12),
        start in 0..1400u16, length in 1..1440u16, mode in prop::sample::select(Mode::ALL),
    ) -> (Itinerary, StopVenues) {
        let slug = |i: usize| VenueSlug::parse(&format!("v{i}")).unwrap();
        let venues = places.into_iter().enumerate()
            .map(|(i, (lat, lon, hours))| (slug(i), venue(Position::from_micro_degrees(lat, lon).unwrap(), hours)))
            .collect();
        let stops = stops.into_iter().enumerate()
            .map(|(i, (v, stay_min))| Stop { id: StopId(i as i64), venue: slug(v), name: String::new(), stay_min })
            .collect();
        let frame = DayFrame { date: date(0), start_min: start, end_min: (start + length).min(1440), mode };
        (Itinerary { title: "p".into(), days: vec![Day { id: DayId(1), frame, stops }] }, venues)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn times_never_run_backwards_and_every_stop_is_told((plan, venues) in any_plan()) {
        let told = timeline(&plan, &venues, &Estimate);
        let day = &told.days[0];
        let ids: Vec<StopId> = plan.stops().map(|s| s.id).collect();
        prop_assert_eq!(day.visits.iter().map(|v| v.stop).collect::<Vec<_>>(), ids);
        let mut now = u32::from(plan.days[0].frame.start_min);
        for (visit, stop) in day.visits.iter().zip(plan.stops()) {
            prop_assert_eq!(visit.arrive_min, now + visit.leg.map_or(0, |l| u32::from(l.minutes)));
            prop_assert!(visit.start_min >= visit.arrive_min);
            prop_assert_eq!(visit.leave_min, visit.start_min + u32::from(stop.stay_min));
            now = visit.leave_min;
        }
        prop_assert_eq!(day.ends_min, now);
    }

    #[test]
    fn the_timeline_of_a_prefix_is_the_prefix_of_the_timeline((plan, venues) in any_plan(), cut in 0..12usize) {
        let whole = timeline(&plan, &venues, &Estimate);
        let mut short = plan.clone();
        short.days[0].stops.truncate(cut);
        let prefix = timeline(&short, &venues, &Estimate);
        let n = prefix.days[0].visits.len();
        prop_assert_eq!(&prefix.days[0].visits[..], &whole.days[0].visits[..n]);
    }

    #[test]
    fn a_visit_without_a_warning_lies_inside_known_hours_and_the_day((plan, venues) in any_plan()) {
        let told = timeline(&plan, &venues, &Estimate);
        for (visit, stop) in told.days[0].visits.iter().zip(plan.stops()) {
            if !visit.warnings.is_empty() {
                continue;
            }
            let hours = &venues[&stop.venue].hours;
            let today = hours.on(plan.days[0].frame.date).unwrap();
            let inside = today.intervals.iter().any(|i| u32::from(i.start) <= visit.start_min
                && (visit.leave_min <= u32::from(i.end) || i.end == 1440 && today.is_all_day()));
            prop_assert!(inside, "{visit:?} {hours:?}");
            prop_assert!(visit.leave_min <= u32::from(plan.days[0].frame.end_min));
        }
    }
}
