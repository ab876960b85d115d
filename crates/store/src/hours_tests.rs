use domain::holidays::{Holiday, holiday_on};
use domain::hours::{Certainty, DAY_MIN, Interval, clock, parse_clock};
use opening_hours::localization::Country;
use proptest::prelude::*;

use super::*;

fn day(date: &str) -> NaiveDate {
    date.parse().unwrap()
}

fn on(osm: &str, date: NaiveDate) -> DayHours {
    match Hours::new().on_dates(Some(osm), [date]) {
        OpeningHours::Dated(days) => days[0].clone(),
        OpeningHours::Unknown => panic!("{osm} is not understood: {:?}", parse(osm)),
    }
}

/// `10:00-18:00`, with hours above 24 past midnight and a question mark where it is uncertain.
fn told(intervals: &[Interval]) -> String {
    let end =
        |i: &Interval| if i.end > DAY_MIN { format!("{:02}:{:02}", i.end / 60, i.end % 60) } else { end_clock(i.end) };
    let doubt = |i: &Interval| if i.certainty == Certainty::Uncertain { "?" } else { "" };
    intervals.iter().map(|i| format!("{}-{}{}", clock(i.start), end(i), doubt(i))).collect::<Vec<_>>().join(" ")
}

fn end_clock(end: u16) -> String {
    if end == DAY_MIN { "24:00".to_owned() } else { clock(end) }
}

#[test]
fn strings_of_the_catalogue_mean_what_they_say() {
    let tower = "Mo 11:00-15:00; Tu-Su 11:00-18:00";
    let seasons = "Mo-Su 10:00-20:00; Tu 10:00-16:00; Nov-Mar: Mo,We,Th 10:00-19:00; Nov-Mar: Tu 10:00-14:00; \
                   Nov-Mar: Fr-Su 10:00-20:00";
    let church = "Mo-Sa 06:30-17:00; Su 07:00-17:30; Apr-Oct Mo-Sa 06:30-18:00; Apr-Oct Su 07:00-18:30";
    let split = "Tu,Fr,Sa 10:00-19:00; Mo off; We,Th,Su 10:00-18:00";
    let cases = [
        ("24/7", "2026-11-21", "00:00-24:00"),
        (tower, "2026-11-23", "11:00-15:00"),
        (tower, "2026-11-24", "11:00-18:00"),
        (seasons, "2026-11-24", "10:00-14:00"),
        (seasons, "2026-11-25", "10:00-19:00"),
        (seasons, "2026-11-21", "10:00-20:00"),
        (seasons, "2026-07-07", "10:00-16:00"),
        (seasons, "2026-07-08", "10:00-20:00"),
        ("Mo-Su 10:30-18:00; Nov-Mar off", "2026-11-21", ""),
        ("Mo-Su 10:30-18:00; Nov-Mar off", "2026-10-31", "10:30-18:00"),
        (church, "2026-11-22", "07:00-17:30"),
        (church, "2026-06-06", "06:30-18:00"),
        (church, "2026-06-07", "07:00-18:30"),
        (split, "2026-11-23", ""),
        (split, "2026-11-24", "10:00-19:00"),
        (split, "2026-11-26", "10:00-18:00"),
        ("Tu-Su 10:00-18:00", "2026-11-23", ""),
    ];
    for (osm, date, expected) in cases {
        assert_eq!(told(&on(osm, day(date)).intervals), expected, "{osm} on {date}");
    }
}

#[test]
fn holidays_nights_and_clock_changes() {
    let cases = [
        ("Mo-Su 10:00-18:00; PH off", "2026-11-11", ""),
        ("Mo-Su 10:00-18:00; PH off", "2026-12-24", ""),
        ("Mo-Su 10:00-18:00; PH 12:00-16:00", "2026-06-04", "12:00-16:00"),
        ("Mo-Fr 10:00-17:00", "2026-11-11", "10:00-17:00"),
        ("Mo-Su 10:00-18:00; easter off", "2026-04-05", ""),
        ("Mo-Su 10:00-18:00; easter off", "2026-04-06", "10:00-18:00"),
        ("Mo-Su 10:00-18:00; easter +1 day off", "2026-04-06", ""),
        ("Mo-Su 01:00-05:00", "2026-03-29", "01:00-05:00"),
        ("Mo-Su 01:00-05:00", "2026-10-25", "01:00-05:00"),
        ("Fr-Sa 22:00-04:00; Su 10:00-14:00", "2026-11-20", "22:00-28:00"),
        ("Fr-Sa 22:00-04:00; Su 10:00-14:00", "2026-11-21", "22:00-28:00"),
        ("Fr-Sa 22:00-04:00; Su 10:00-14:00", "2026-11-22", "10:00-14:00"),
        ("Fr-Sa 22:00-04:00; Su 10:00-14:00", "2026-11-23", ""),
        ("Mo-Su 18:00-26:00; PH off", "2026-11-10", "18:00-26:00"),
        ("Mo-Su 18:00-26:00; PH off", "2026-11-11", ""),
        ("Mo-Su 18:00-02:00; Mo-Fr 08:00-16:00", "2026-11-23", "08:00-16:00"),
        ("Mo-Fr 08:00-12:00,12:00-16:00", "2026-11-23", "08:00-16:00"),
        ("Mo-Fr 08:00-12:00,13:00-16:00", "2026-11-23", "08:00-12:00 13:00-16:00"),
        ("Mo-Fr 08:00-12:00, We 18:00-24:00", "2026-11-25", "08:00-12:00 18:00-24:00"),
        ("Jun 15-Sep 15: 09:00-19:00", "2026-09-15", "09:00-19:00"),
        ("Jun 15-Sep 15: 09:00-19:00", "2026-09-16", ""),
        ("Sa[1] 10:00-14:00", "2026-11-07", "10:00-14:00"),
        ("Sa[1] 10:00-14:00", "2026-11-14", ""),
        ("2026 Nov 20-22 10:00-20:00", "2026-11-22", "10:00-20:00"),
        ("week 01-53/2 Sa 10:00-12:00", "2026-11-21", "10:00-12:00"),
    ];
    for (osm, date, expected) in cases {
        assert_eq!(told(&on(osm, day(date)).intervals), expected, "{osm} on {date}");
    }
    assert_eq!(on("24/7", day("2026-11-11")).holiday, Some(Holiday::Independence));
    assert_eq!(on("24/7", day("2026-11-12")).holiday, None);
}

#[test]
fn what_is_only_hinted_at_is_uncertain() {
    let saturday = "2026-11-21";
    let cases = [
        ("\"by appointment\"", saturday, "00:00-24:00?"),
        ("Mo-Fr 10:00-16:00 \"by appointment\"", "2026-11-20", "10:00-16:00?"),
        ("Mo-Fr 10:00-16:00; Sa \"po uzgodnieniu\"", saturday, "00:00-24:00?"),
        ("Mo-Fr 10:00-16:00; Sa unknown", saturday, "00:00-24:00?"),
        ("Mo-Fr 10:00-16:00 || \"on request\"", saturday, "00:00-24:00?"),
        ("Mo-Fr 10:00-16:00 || \"on request\"", "2026-11-20", "10:00-16:00"),
        ("22:00+", saturday, "22:00-24:00?"),
        ("Sa 18:00-22:00,22:00+", saturday, "18:00-22:00 22:00-24:00?"),
        ("Sa 18:00-22:00+", saturday, "18:00-22:00 22:00-24:00?"),
        ("Sa 08:00-10:00,18:00-22:00+", saturday, "08:00-10:00 18:00-22:00 22:00-24:00?"),
        ("Sa 22:00-02:00+", saturday, "22:00-26:00?"),
        ("\"w sezonie\": 10:00-18:00", saturday, "10:00-18:00?"),
        ("10:00-18:00 \"ostatnie wejście 17:30\"", saturday, "10:00-18:00"),
        ("10:00-18:00; Sa off \"remont\"", saturday, ""),
    ];
    for (osm, date, expected) in cases {
        assert_eq!(told(&on(osm, day(date)).intervals), expected, "{osm} on {date}");
    }
}

#[test]
fn what_people_write_is_read_as_they_mean_it() {
    let cases = [
        ("Mo-Fr 9-17", "09:00-17:00"),
        ("pn-pt 9:00-17:00", "09:00-17:00"),
        ("pon.-pt. 9.00–17.00; sob. 10-14; nd nieczynne", "09:00-17:00"),
        ("Poniedziałek – Piątek 8-16.30", "08:00-16:30"),
        ("Mo-Fr: 9:00-17:00", "09:00-17:00"),
        ("Mo-Fr 09:00 - 17:00;", "09:00-17:00"),
        ("lis-gru: Mo-Su 7-15", "07:00-15:00"),
        ("codziennie 10-18", "10:00-18:00"),
        ("całodobowo", "00:00-24:00"),
        ("Mo-Fr 9-12, 13-17", "09:00-12:00 13:00-17:00"),
        ("mo-fr 9:00-17:00", "09:00-17:00"),
    ];
    for (written, expected) in cases {
        assert_eq!(told(&on(written, day("2026-11-23")).intervals), expected, "{written}");
    }
}

#[test]
fn what_are_not_hours_is_refused() {
    let long = "Mo 10:00-12:00; ".repeat(100);
    let faulty =
        ["", "   ", "otwarte", "Mo-Fr 25:00-26:00", "10", "Mo-Xx 10:00-12:00", "'; DROP TABLE venue", long.as_str()];
    let narrowed = [
        "Mo-Su 10:00-18:00; PH Mo-Fr off",
        "Mo-Fr 09:00-17:00; SH mo-fr 10:00-12:00",
        "SH,PH Sa[1] 10:00-14:00",
        "codziennie 10-18; święta pn-pt nieczynne",
    ];
    for osm in faulty.into_iter().chain(narrowed) {
        assert!(parse(osm).is_err(), "{osm}");
        assert_eq!(Hours::new().on_dates(Some(osm), [day("2026-11-21")]), OpeningHours::Unknown);
    }
}

#[test]
fn the_sun_rises_and_sets_over_krakow() {
    let near = |minute: u16, time: &str| minute.abs_diff(parse_clock(time).unwrap()) <= 5;
    let [summer] = on("sunrise-sunset", day("2026-06-21")).intervals[..] else { panic!("one interval") };
    assert!(near(summer.start, "04:30") && near(summer.end, "20:53"), "{summer:?}");
    let [winter] = on("sunrise-sunset", day("2026-12-21")).intervals[..] else { panic!("one interval") };
    assert!(near(winter.start, "07:37") && near(winter.end, "15:41"), "{winter:?}");
    let [night] = on("sunset-02:00", day("2026-12-21")).intervals[..] else { panic!("one interval") };
    assert!(near(night.start, "15:41") && night.end == 26 * 60, "{night:?}");
    assert_eq!(on("(sunset+05:00)-(sunset+04:00)", day("2026-06-21")).intervals, []);
}

#[test]
fn a_night_counts_until_it_ends() {
    let hours = Hours::new();
    let at = |date: &str, time: &str| LocalTime { date: day(date), minute: parse_clock(time).unwrap() };
    let club = "Fr-Sa 22:00-04:00";
    for (date, time, open) in [
        ("2026-11-20", "21:59", false),
        ("2026-11-20", "22:00", true),
        ("2026-11-21", "03:59", true),
        ("2026-11-21", "04:00", false),
        ("2026-11-22", "03:00", true),
        ("2026-11-23", "03:00", false),
    ] {
        assert_eq!(hours.is_open(club, at(date, time)), open, "{date} {time}");
        assert_eq!(hours.state_at(Some(club), at(date, time)).is_open(), open, "{date} {time}");
    }
    assert_eq!(
        hours.state_at(Some(club), at("2026-11-23", "12:00")),
        OpenState::Closed { opens: Some(at("2026-11-27", "22:00")) }
    );
    assert_eq!(hours.state_at(Some("24/7"), at("2026-11-23", "12:00")), OpenState::Always);
    assert_eq!(hours.state_at(None, at("2026-11-23", "12:00")), OpenState::Unknown);
    assert!(!hours.is_open("\"by appointment\"", at("2026-11-23", "12:00")));
}

#[test]
fn dates_beyond_the_calendar_are_unknown() {
    let hours = Hours::new();
    for date in [NaiveDate::MIN, NaiveDate::MAX, day("1899-12-31"), day("9999-01-01")] {
        assert_eq!(hours.on_dates(Some("24/7"), [date]), OpeningHours::Unknown);
        assert_eq!(hours.state_at(Some("24/7"), LocalTime { date, minute: 0 }), OpenState::Unknown);
    }
}

#[test]
fn the_domain_and_the_crate_know_the_same_holidays() {
    let holidays = Country::PL.holidays();
    for date in day("2025-01-01").iter_days().take_while(|date| *date <= day("2035-12-31")) {
        assert_eq!(holiday_on(date).is_some(), holidays.get_public().contains(date), "{date}");
    }
}

fn any_hours() -> impl Strategy<Value = String> {
    let bits = prop::sample::select(vec![
        "Mo-Fr",
        "Sa",
        "Su",
        "PH",
        "SH",
        "Mo",
        "Jan-Mar",
        "Nov",
        "Dec 24",
        "easter",
        "2026",
        "week 10-20",
        "10:00-18:00",
        "22:00-04:00",
        "00:00-24:00",
        "20:00-48:00",
        "18:00+",
        "sunrise-sunset",
        "sunset-sunrise",
        "(sunset+06:00)-(sunrise-03:00)",
        "dusk+",
        "10:00-16:00/01:30",
        "off",
        "closed",
        "unknown",
        "open",
        "24/7",
        "\"x\"",
        "\"x\":",
        "9-17",
        "pn-pt",
        ";",
        ",",
        "||",
        ":",
        "-",
        "[1]",
        "[-1]",
        "+1 day",
        "",
    ]);
    prop::collection::vec(bits, 1..9).prop_map(|bits| bits.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]
    #[test]
    fn no_string_can_break_a_day(osm in any_hours(), offset in 0..3_000u64) {
        let date = day("2024-01-01") + Days::new(offset);
        if let OpeningHours::Dated(days) = Hours::new().on_dates(Some(&osm), [date]) {
            let mut free_from = 0;
            for interval in &days[0].intervals {
                prop_assert!(interval.start >= free_from && interval.start < interval.end, "{} {:?}", osm, days);
                prop_assert!(interval.start < DAY_MIN && interval.end <= 2 * DAY_MIN, "{} {:?}", osm, days);
                free_from = interval.end;
            }
        }
    }

    #[test]
    fn no_text_at_all_can_end_the_program(osm in "\\PC{0,60}") {
        let _ = Hours::new().on_dates(Some(&osm), [day("2026-11-21")]);
    }
}
