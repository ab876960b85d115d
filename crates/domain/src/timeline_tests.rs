use proptest::prelude::*;

use super::tests_support::{at, date, open, plan_of, venue, venues_of};
use super::*;
use crate::itinerary::{DayFrame, Endpoint};
use crate::travel::{Estimate, Mode};

fn told(stops: &[(&str, u16)], venues: &StopVenues) -> DayTimeline {
    timeline(&plan_of(stops), venues, &Estimate, AccessProfile::default()).days.remove(0)
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

/// A day at venue `a`, open from ten to six, with something about its one stop or its frame changed.
fn told_with(change: impl Fn(&mut Day), last_entry_min: Option<u16>, profile: AccessProfile) -> DayTimeline {
    let mut plan = plan_of(&[("a", 60)]);
    change(&mut plan.days[0]);
    let venues = venues_of(vec![("a", StopVenue { last_entry_min, ..venue(at(50.0, 20.0), open(&[(600, 1080)])) })]);
    timeline(&plan, &venues, &Estimate, profile).days.remove(0)
}

#[test]
fn a_fixed_time_is_waited_for_and_missed_out_loud() {
    let fixed = |minute| told_with(move |day| day.stops[0].fixed_start = Some(minute), None, AccessProfile::default());
    let waits = &fixed(700).visits[0];
    assert_eq!((waits.arrive_min, waits.wait_min(), waits.start_min), (540, 160, 700));
    assert!(waits.warnings.is_empty());
    let late = &fixed(500).visits[0];
    assert_eq!(
        (late.start_min, late.warnings.as_slice()),
        (600, [Warning::FixedTimeMissed { fixed_min: 500, late_min: 100 }].as_slice())
    );
    assert_eq!(fixed(1_100).visits[0].warnings, [Warning::Closed { opens: None }, Warning::EndsAfterDay]);
}

#[test]
fn whoever_comes_after_the_last_entry_is_told() {
    let arriving = |start_min, windows: &[(u16, u16)]| {
        let mut plan = plan_of(&[("a", 30)]);
        plan.days[0].frame.start_min = start_min;
        let venue = StopVenue { last_entry_min: Some(75), ..venue(at(50.0, 20.0), open(windows)) };
        let told = timeline(&plan, &venues_of(vec![("a", venue)]), &Estimate, AccessProfile::default());
        told.days[0].visits[0].clone()
    };
    assert_eq!(arriving(1_005, &[(600, 1_080)]).warnings, []);
    assert_eq!(arriving(1_006, &[(600, 1_080)]).warnings, [Warning::LastEntryMissed { last_min: 1_005 }]);
    let waits = arriving(700, &[(600, 760), (800, 1_080)]);
    assert_eq!((waits.start_min, waits.warnings), (800, vec![]), "the next opening of the day is waited for");
}

#[test]
fn a_night_that_began_yesterday_counts_and_an_open_end_is_uncertain() {
    type Window = (u16, u16, Certainty);
    let hours = |days: &[(u64, &[Window])]| {
        let interval = |(start, end, certainty): &Window| Interval { start: *start, end: *end, certainty: *certainty };
        let day = |(after, windows): &(u64, &[Window])| DayHours {
            date: date(*after),
            holiday: None,
            intervals: windows.iter().map(interval).collect(),
        };
        OpeningHours::Dated(days.iter().map(day).collect())
    };
    let told = |hours: OpeningHours, start_min: u16, stay: u16| {
        let mut plan = plan_of(&[("club", stay)]);
        plan.days[0].frame = DayFrame { date: date(1), start_min, end_min: 1_440, mode: Mode::Walk };
        let venues = venues_of(vec![("club", venue(at(50.0, 20.0), hours))]);
        timeline(&plan, &venues, &Estimate, AccessProfile::default()).days[0].visits[0].clone()
    };
    let club = || hours(&[(0, &[(1_080, 1_560, Certainty::Known)]), (1, &[(1_080, 1_560, Certainty::Known)])]);
    let at_night = told(club(), 30, 60);
    assert_eq!((at_night.start_min, at_night.warnings.as_slice()), (30, [].as_slice()));
    assert_eq!(told(club(), 90, 60).warnings, [Warning::ClosesDuringVisit { closes_min: 120 }]);
    assert_eq!(told(club(), 120, 60).start_min, 1_080);
    let open_end = || hours(&[(1, &[(600, 1_080, Certainty::Known), (1_080, 1_440, Certainty::Uncertain)])]);
    assert_eq!(told(open_end(), 1_000, 60).warnings, []);
    assert_eq!(told(open_end(), 1_050, 60).warnings, [Warning::HoursUncertain]);
}

#[test]
fn a_meal_has_its_hour_and_a_note_no_place() {
    let meal = |from_min, until_min| Stop::of(StopId(7), StopKind::Meal { from_min, until_min }, "Obiad".into(), 45);
    let told = |between: Stop| {
        told_with(move |day| day.stops.push(between.clone()), None, AccessProfile::default()).visits[1].clone()
    };
    let lunch = told(meal(750, 870));
    assert_eq!((lunch.leg, lunch.arrive_min, lunch.start_min, lunch.leave_min), (None, 660, 750, 795));
    assert_eq!(told(meal(600, 650)).warnings, [Warning::MealTooLate { until_min: 650 }]);
    let note = told(Stop::of(StopId(7), StopKind::Note, "Kurtka!".into(), 0));
    assert_eq!((note.leg, note.start_min, note.leave_min, note.warnings), (None, 660, 660, vec![]));
}

#[test]
fn a_day_begins_and_ends_where_it_says_and_a_leg_travels_as_it_says() {
    let there = |lon| Endpoint { name: "Dworzec".into(), position: at(50.0, lon) };
    let told = told_with(
        |day| {
            (day.from, day.to) = (Some(there(19.9)), Some(there(20.1)));
            day.stops[0].mode = Some(Mode::Car);
            day.to_mode = Some(Mode::Bike);
        },
        None,
        AccessProfile::default(),
    );
    let modes = (told.visits[0].leg.map(|l| (l.mode, l.minutes)), told.back.map(|l| (l.mode, l.minutes)));
    assert_eq!(modes, (Some((Mode::Car, 23)), Some((Mode::Bike, 40))));
    assert_eq!((told.visits[0].arrive_min, told.travel_min, told.ends_min), (563, 63, 700));
}

#[test]
fn unfit_and_unknown_are_told_apart_and_only_to_whoever_asks() {
    let wheelchair = AccessProfile { wheelchair: true };
    let cases = [
        (Access::Yes, None),
        (Access::Limited, Some(Warning::PartlyAccessible)),
        (Access::No, Some(Warning::NotAccessible)),
        (Access::Unknown, Some(Warning::AccessUnknown)),
    ];
    for (access, warning) in cases {
        let place = StopVenue { wheelchair: access, ..venue(at(50.0, 20.0), open(&[(500, 1_080)])) };
        let venues = venues_of(vec![("a", place)]);
        let warnings =
            |profile| timeline(&plan_of(&[("a", 60)]), &venues, &Estimate, profile).days[0].visits[0].warnings.clone();
        assert_eq!(warnings(wheelchair), Vec::from_iter(warning));
        assert_eq!(warnings(AccessProfile::default()), []);
    }
}

#[test]
fn holidays_and_changed_clocks_are_told_and_the_clock_is_right() {
    let on = |date: &str, start_min, stay| {
        let mut plan = plan_of(&[("a", stay)]);
        plan.days[0].frame = DayFrame { date: date.parse().unwrap(), start_min, end_min: 1_440, mode: Mode::Walk };
        timeline(&plan, &StopVenues::new(), &Estimate, AccessProfile::default()).days.remove(0)
    };
    // Three hours from one in the night: four on the clock in spring, two in autumn.
    let spring = on("2027-03-28", 60, 180);
    assert_eq!(spring.notices, [Notice::Holiday(Holiday::Easter), Notice::Clock(ClockChange::Spring)]);
    assert_eq!((spring.visits[0].leave_min, spring.clock.wall(spring.visits[0].leave_min)), (240, 300));
    let autumn = on("2026-10-25", 60, 180);
    assert_eq!(autumn.notices, [Notice::Clock(ClockChange::Autumn)]);
    assert_eq!((autumn.visits[0].leave_min, autumn.clock.wall(autumn.visits[0].leave_min)), (240, 180));
    assert_eq!(on("2026-11-21", 60, 180).notices, []);
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
    let told = timeline(&plan, &venues, &Estimate, AccessProfile::default());
    assert_eq!(told.days[0].visits[0].warnings, [Warning::EndsAfterDay]);
}

fn any_windows() -> impl Strategy<Value = Vec<Interval>> {
    prop::collection::vec((0..1440u16, 1..900u16, prop::bool::weighted(0.9)), 0..3).prop_map(|mut raw| {
        raw.sort_unstable();
        let mut last = 0;
        let mut windows = Vec::new();
        for (start, length, known) in raw {
            let start = start.max(last);
            if start < 1440 {
                let certainty = if known { Certainty::Known } else { Certainty::Uncertain };
                windows.push(Interval { start, end: start + length, certainty });
                last = start + length;
            }
        }
        windows
    })
}

/// A date near a change of clocks, or any other.
fn any_date() -> impl Strategy<Value = NaiveDate> {
    prop_oneof![
        3 => (0..400u64).prop_map(date),
        1 => prop::sample::select(vec!["2027-03-27", "2027-03-28", "2027-10-30", "2027-10-31"])
            .prop_map(|text| text.parse().unwrap()),
    ]
}

prop_compose! {
    fn any_venue(date: NaiveDate)(
        lat in 49_900_000..50_200_000i32, lon in 19_600_000..20_300_000i32,
        today in prop::option::weighted(0.8, any_windows()), tomorrow in prop::option::of(any_windows()),
        last_entry_min in prop::option::weighted(0.3, 0..200u16), wheelchair in prop::sample::select(Access::ALL),
    ) -> StopVenue {
        let day = |date, intervals| DayHours { date, holiday: None, intervals };
        let hours = today.map_or(OpeningHours::Unknown, |today| {
            let next = tomorrow.map(|intervals| day(date.succ_opt().unwrap(), intervals));
            OpeningHours::Dated([day(date, today)].into_iter().chain(next).collect())
        });
        StopVenue { wheelchair, last_entry_min, ..venue(Position::from_micro_degrees(lat, lon).unwrap(), hours) }
    }
}

fn any_stop() -> impl Strategy<Value = Stop> {
    let kind = prop_oneof![
        6 => (0..6usize).prop_map(|v| StopKind::Venue { venue: VenueSlug::parse(&format!("v{v}")).unwrap() }),
        1 => (19_600_000..20_300_000i32)
            .prop_map(|lon| StopKind::Place { position: Position::from_micro_degrees(50_000_000, lon).unwrap() }),
        1 => (0..1440u16, 0..300u16)
            .prop_map(|(from_min, long)| StopKind::Meal { from_min, until_min: (from_min + long).min(1439) }),
        1 => Just(StopKind::Note),
    ];
    let fixed = prop::option::weighted(0.2, 0..1440u16);
    (kind, 5..720u16, fixed, prop::option::weighted(0.2, prop::sample::select(Mode::ALL))).prop_map(
        |(kind, stay_min, fixed_start, mode)| Stop {
            fixed_start,
            mode,
            ..Stop::of(StopId(0), kind, "v".into(), stay_min)
        },
    )
}

prop_compose! {
    fn any_frame()(
        date in any_date(), start in 0..1400u16, length in 1..1440u16, mode in prop::sample::select(Mode::ALL),
    ) -> DayFrame {
        DayFrame { date, start_min: start, end_min: (start + length).min(1440), mode }
    }
}

fn any_plan() -> impl Strategy<Value = (Itinerary, StopVenues)> {
    let endpoint = || {
        prop::option::of((19_600_000..20_300_000i32).prop_map(|lon| Endpoint {
            name: "e".into(),
            position: Position::from_micro_degrees(50_000_000, lon).unwrap(),
        }))
    };
    any_frame().prop_flat_map(move |frame| {
        let venues = prop::collection::vec(any_venue(frame.date), 1..5);
        (venues, prop::collection::vec(any_stop(), 0..12), endpoint(), endpoint()).prop_map(
            move |(venues, stops, from, to)| {
                let slug = |i: usize| VenueSlug::parse(&format!("v{i}")).unwrap();
                let venues = venues.into_iter().enumerate().map(|(i, venue)| (slug(i), venue)).collect();
                let stops = (1..).zip(stops).map(|(id, stop)| Stop { id: StopId(id), ..stop }).collect();
                let day = Day { from, to, ..Day::new(DayId(1), frame, stops) };
                (Itinerary { title: "p".into(), days: vec![day], ..Itinerary::default() }, venues)
            },
        )
    })
}

fn tell(plan: &Itinerary, venues: &StopVenues) -> DayTimeline {
    timeline(plan, venues, &Estimate, AccessProfile { wheelchair: true }).days.remove(0)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn times_never_run_backwards_and_every_stop_is_told((plan, venues) in any_plan()) {
        let day = tell(&plan, &venues);
        let ids: Vec<StopId> = plan.stops().map(|s| s.id).collect();
        prop_assert_eq!(day.visits.iter().map(|v| v.stop).collect::<Vec<_>>(), ids);
        let minutes = |leg: Option<Leg>| leg.map_or(0, |l| u32::from(l.minutes));
        let mut now = day.clock.elapsed(u32::from(plan.days[0].frame.start_min));
        for (visit, stop) in day.visits.iter().zip(plan.stops()) {
            prop_assert_eq!(visit.arrive_min, now + minutes(visit.leg));
            prop_assert!(visit.start_min >= visit.arrive_min);
            prop_assert_eq!(visit.leave_min, visit.start_min + u32::from(stop.stay_min));
            now = visit.leave_min;
        }
        prop_assert_eq!(day.ends_min, now + minutes(day.back));
        let travel: u32 = day.visits.iter().map(|v| minutes(v.leg)).sum();
        prop_assert_eq!(day.travel_min, travel + minutes(day.back));
    }

    #[test]
    fn the_timeline_of_a_prefix_is_the_prefix_of_the_timeline((plan, venues) in any_plan(), cut in 0..12usize) {
        let whole = tell(&plan, &venues);
        let mut short = plan.clone();
        short.days[0].stops.truncate(cut);
        let prefix = tell(&short, &venues);
        let n = prefix.visits.len();
        prop_assert_eq!(&prefix.visits[..], &whole.visits[..n]);
    }

    #[test]
    fn nobody_is_early_for_a_fixed_time_and_late_only_with_a_warning((plan, venues) in any_plan()) {
        let day = tell(&plan, &venues);
        for (visit, stop) in day.visits.iter().zip(plan.stops()) {
            let Some(fixed) = stop.fixed_start else { continue };
            let fixed = day.clock.elapsed(u32::from(fixed));
            prop_assert!(visit.start_min >= fixed);
            let missed = visit.warnings.iter().find_map(|w| match w {
                Warning::FixedTimeMissed { late_min, .. } => Some(*late_min),
                _ => None,
            });
            prop_assert_eq!(missed.unwrap_or(0), visit.start_min - fixed);
        }
    }

    #[test]
    fn a_visit_without_a_fault_lies_inside_known_hours_and_the_day((plan, venues) in any_plan()) {
        let told = tell(&plan, &venues);
        let frame = plan.days[0].frame;
        let wall = |minute| told.clock.wall(minute);
        for (visit, stop) in told.visits.iter().zip(plan.stops()) {
            let doubtful = [Warning::HoursUnknown, Warning::HoursUncertain];
            if visit.warnings.iter().any(|w| w.is_fault() || doubtful.contains(w)) {
                continue;
            }
            prop_assert!(visit.leave_min <= told.clock.elapsed(u32::from(frame.end_min)));
            let Some(slug) = stop.venue() else { continue };
            let (hours, margin) = (&venues[slug].hours, venues[slug].last_entry_min.unwrap_or(0));
            let today = hours.on(frame.date).unwrap();
            let next_from_midnight = hours.on(frame.date.succ_opt().unwrap())
                .and_then(|day| day.intervals.first()).filter(|i| i.start == 0).map_or(0, |i| u32::from(i.end));
            let inside = today.intervals.iter().any(|i| {
                let goes_on = if i.end == 1440 { next_from_midnight } else { 0 };
                let end = if i.end == 1440 && today.is_all_day() { u32::MAX } else { u32::from(i.end) + goes_on };
                u32::from(i.start) <= wall(visit.start_min) && wall(visit.leave_min) <= end
                    && (wall(visit.start_min) == u32::from(i.start)
                        || wall(visit.start_min).saturating_add(u32::from(margin)) <= end.saturating_add(60))
            });
            prop_assert!(inside, "{visit:?} {hours:?}");
        }
    }
}
