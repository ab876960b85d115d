//! A table of situations: hours as venues state them, a day of the Polish calendar, and what a plan says of the visit.
//!
//! Every expectation is worked out from the calendar, and the comment above a group says how. Easter Sunday is 5 April
//! 2026, 28 March 2027 and 16 April 2028. Clocks change on 28 March 2027 (from 02:00 to 03:00) and on 31 October 2027
//! (from 03:00 back to 02:00).

use domain::accessibility::{Access, AccessProfile};
use domain::day_clock::ClockChange;
use domain::geo::Position;
use domain::gmina::{GminaName, GminaSlug};
use domain::hours::{clock, parse_clock};
use domain::itinerary::{Day, DayFrame, DayId, Itinerary, Stop, StopId};
use domain::language::{Language, Text};
use domain::timeline::{DayTimeline, Notice, StopVenue, StopVenues, Warning, timeline, weekday};
use domain::travel::{Estimate, Mode};
use domain::venue::{Area, Category, VenueSlug};

use super::*;

/// Hours, arrival, stay in minutes, last entry in minutes before closing; then the visit on the clock, its warnings,
/// and what is special about the date.
type Row<'a> = (Option<&'a str>, &'a str, u16, Option<u16>, &'a str, &'a str, &'a str);

fn check(rows: &[Row]) {
    let hours = Hours::new();
    for row in rows {
        let (osm, arrival, stay, last_entry, visit, warnings, notices) = *row;
        let day = told(&hours, osm, arrival, stay, last_entry);
        let (seen, warned) = (visit_on_the_clock(&day), in_short(&day.visits[0].warnings, warning));
        let noticed = in_short(&day.notices, notice);
        assert_eq!((&*seen, &*warned, &*noticed), (visit, warnings, notices), "{row:?}");
    }
}

/// The timeline of a day with one stop, on whose doorstep it begins.
fn told(hours: &Hours, osm: Option<&str>, arrival: &str, stay: u16, last_entry_min: Option<u16>) -> DayTimeline {
    let (date, time) = arrival.split_once(' ').unwrap();
    let date: NaiveDate = date.parse().unwrap();
    let week = date.iter_days().take(usize::try_from(AHEAD_DAYS).unwrap() + 1);
    let slug = VenueSlug::parse("venue").unwrap();
    let stop = Stop::visit(StopId(1), slug.clone(), "Venue".into(), stay);
    let frame = DayFrame { date, start_min: parse_clock(time).unwrap(), end_min: 24 * 60, mode: Mode::Walk };
    let plan = Itinerary { days: vec![Day::new(DayId(1), frame, vec![stop])], ..Itinerary::default() };
    let venues = StopVenues::from([(slug, venue(hours.on_dates(osm, week), last_entry_min))]);
    timeline(&plan, &venues, &Estimate, AccessProfile::default()).days.remove(0)
}

fn venue(hours: OpeningHours, last_entry_min: Option<u16>) -> StopVenue {
    let name = Text { value: "Venue".into(), language: Language::Pl };
    StopVenue {
        gmina: GminaName { slug: GminaSlug::parse("krakow").unwrap(), name: name.clone() },
        name,
        category: Category::Museum,
        area: Area::Beyond,
        position: Position::from_degrees(50.0615, 19.93735).unwrap(),
        approximate: false,
        wheelchair: Access::Unknown,
        last_entry_min,
        hours,
    }
}

/// `10:00-11:00`: going in and going on.
fn visit_on_the_clock(day: &DayTimeline) -> String {
    let visit = &day.visits[0];
    let wall = |minute| shown(day.clock.wall(minute));
    format!("{}-{}", wall(visit.start_min), wall(visit.leave_min))
}

fn shown(minute: u32) -> String {
    clock(u16::try_from(minute).unwrap())
}

fn in_short<T>(all: &[T], short: impl Fn(&T) -> String) -> String {
    all.iter().map(short).collect::<Vec<_>>().join(", ")
}

fn warning(warning: &Warning) -> String {
    match warning {
        Warning::Closed { opens: None } => "closed".to_owned(),
        Warning::Closed { opens: Some(opens) } => {
            // Only the coming week is known, so a day of the week is one date.
            let day = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"][usize::from(weekday(opens.date))];
            format!("closed until {day} {}", clock(opens.minute))
        }
        Warning::ClosesDuringVisit { closes_min } => format!("closes {}", shown(*closes_min)),
        Warning::LastEntryMissed { last_min } => format!("last entry {}", shown(*last_min)),
        Warning::HoursUnknown => "unknown".to_owned(),
        Warning::HoursUncertain => "uncertain".to_owned(),
        Warning::EndsAfterDay => "over".to_owned(),
        other => panic!("not about hours: {other:?}"),
    }
}

fn notice(notice: &Notice) -> String {
    match notice {
        Notice::Holiday(holiday) => holiday.to_string(),
        Notice::Clock(ClockChange::Spring) => "spring".to_owned(),
        Notice::Clock(ClockChange::Autumn) => "autumn".to_owned(),
    }
}

#[test]
fn holidays_on_which_a_place_is_closed() {
    let daily = Some("Mo-Su 10:00-18:00; PH off");
    let museum = Some("Tu-Su 09:00-17:00; PH off");
    let shop = Some("Mo-Sa 09:00-17:00; PH off");
    check(&[
        // 1 January 2027 is a Friday, 6 January a Wednesday: the next day is an ordinary one.
        (daily, "2027-01-01 11:00", 60, None, "11:00-12:00", "closed until Sa 10:00", "new_year"),
        (museum, "2027-01-06 11:00", 60, None, "11:00-12:00", "closed until Th 09:00", "epiphany"),
        // Easter Sunday and Monday are holidays, and on Tuesday this museum would open anyway.
        (museum, "2027-03-28 11:00", 60, None, "11:00-12:00", "closed until Tu 09:00", "easter, spring"),
        (daily, "2027-03-29 11:00", 60, None, "11:00-12:00", "closed until Tu 10:00", "easter_monday"),
        // 1 May 2027 is a Saturday, the day after an ordinary Sunday; 3 May is a Monday.
        (daily, "2027-05-01 11:00", 60, None, "11:00-12:00", "closed until Su 10:00", "labour"),
        (museum, "2027-05-03 11:00", 60, None, "11:00-12:00", "closed until Tu 09:00", "constitution"),
        // Corpus Christi is always a Thursday, in 2027 on 27 May; Pentecost always a Sunday.
        (daily, "2027-05-27 11:00", 60, None, "11:00-12:00", "closed until Fr 10:00", "corpus_christi"),
        (daily, "2027-05-16 11:00", 60, None, "11:00-12:00", "closed until Mo 10:00", "pentecost"),
        // 15 August 2026 is a Saturday, and this shop is closed on Sundays.
        (shop, "2026-08-15 11:00", 60, None, "11:00-12:00", "closed until Mo 09:00", "assumption"),
        // 1 November 2026 is a Sunday and the museum is closed on Mondays; 11 November 2026 is a Wednesday.
        (museum, "2026-11-01 11:00", 60, None, "11:00-12:00", "closed until Tu 09:00", "all_saints"),
        (museum, "2026-11-11 11:00", 60, None, "11:00-12:00", "closed until Th 09:00", "independence"),
        // Christmas 2026: holidays from Thursday to Saturday, then a Sunday without hours.
        (shop, "2026-12-24 11:00", 60, None, "11:00-12:00", "closed until Mo 09:00", "christmas_eve"),
        (shop, "2026-12-25 11:00", 60, None, "11:00-12:00", "closed until Mo 09:00", "christmas"),
        (shop, "2026-12-26 11:00", 60, None, "11:00-12:00", "closed until Mo 09:00", "boxing_day"),
        // Christmas Eve 2024 was a Tuesday and not yet free from work; Good Friday never is.
        (shop, "2024-12-24 11:00", 60, None, "11:00-12:00", "", ""),
        (shop, "2027-03-26 11:00", 60, None, "11:00-12:00", "", ""),
    ]);
}

#[test]
fn holidays_with_hours_of_their_own_or_without_a_word() {
    let tower = Some("Mo 11:00-15:00; Tu-Su 11:00-18:00");
    let museum = Some("Tu-Su 10:00-18:00; PH 10:00-16:00");
    let late = Some("Mo-Su 09:00-17:00; PH 12:00-16:00");
    let gallery = Some("Mo-Fr 09:00-17:00; Sa,Su 10:00-14:00; PH 10:00-16:00");
    let sundays = Some("Mo-Sa 10:00-18:00; PH,Su 11:00-15:00");
    let weekdays_last = Some("PH,Su 11:00-15:00; Mo-Sa 10:00-18:00");
    let day_before = Some("Mo-Su 10:00-18:00; PH -1 day 10:00-14:00");
    let eve = Some("Mo-Su 10:00-18:00; Dec 24 10:00-14:00; Dec 25-26 off");
    check(&[
        // Monday, 3 May 2027: closed on Mondays but for holidays, which last until 16:00.
        (museum, "2027-05-03 15:30", 60, None, "15:30-16:30", "closes 16:00", "constitution"),
        // Easter Monday: the doors open two hours later than on Mondays.
        (late, "2027-03-29 10:30", 60, None, "12:00-13:00", "", "easter_monday"),
        // Saturday, 1 May 2027: the rule for holidays comes last, so it holds and not the one for Saturdays.
        (gallery, "2027-05-01 14:30", 60, None, "14:30-15:30", "", "labour"),
        (gallery, "2027-05-08 14:30", 60, None, "14:30-15:30", "closed until Su 10:00", ""),
        // Tuesday, 15 August 2028: a holiday like a Sunday, unless the rule for weekdays stands last.
        (sundays, "2028-08-15 10:30", 60, None, "11:00-12:00", "", "assumption"),
        (sundays, "2028-08-13 14:30", 60, None, "14:30-15:30", "closes 15:00", ""),
        (weekdays_last, "2028-08-15 16:00", 60, None, "16:00-17:00", "", "assumption"),
        // Friday, 25 December 2026, of a place that opens on free days only; on the 17th, a Thursday, it is closed.
        (Some("Sa,Su,PH 12:00-18:00"), "2026-12-25 11:30", 60, None, "12:00-13:00", "", "christmas"),
        (Some("Sa,Su,PH 12:00-18:00"), "2026-12-17 11:30", 60, None, "11:30-12:30", "closed until Sa 12:00", ""),
        // Dates of their own: the 27th is the first day after Christmas without one, a Sunday in 2026.
        (eve, "2026-12-24 13:30", 60, None, "13:30-14:30", "closes 14:00", "christmas_eve"),
        (eve, "2026-12-25 13:30", 60, None, "13:30-14:30", "closed until Su 10:00", "christmas"),
        // The day before a holiday: Tuesday, 10 November 2026.
        (day_before, "2026-11-10 13:30", 60, None, "13:30-14:30", "closes 14:00", ""),
        // Who says nothing of holidays is open as on any Thursday or Monday; the notice asks to make sure.
        (Some("Mo-Fr 10:00-17:00"), "2027-05-27 16:30", 60, None, "16:30-17:30", "closes 17:00", "corpus_christi"),
        (tower, "2027-11-01 14:30", 60, None, "14:30-15:30", "closes 15:00", "all_saints"),
        (Some("24/7"), "2026-12-26 03:00", 60, None, "03:00-04:00", "", "boxing_day"),
        // School holidays are not known: the first Monday of July is a Monday.
        (Some("Mo-Fr 09:00-17:00; SH off"), "2027-07-05 11:00", 60, None, "11:00-12:00", "", ""),
        // Closed on holidays from Monday to Friday, which the crate would read as closed from Monday to Friday.
        (Some("Mo-Su 10:00-18:00; PH Mo-Fr off"), "2026-11-23 11:00", 60, None, "11:00-12:00", "unknown", ""),
    ]);
}

#[test]
fn days_counted_from_easter() {
    let abbey = Some("Mo-Su 10:00-18:00; easter -2 days off; easter off");
    let saturday = Some("Mo-Su 09:00-17:00; easter -1 day 09:00-13:00; easter off; easter +1 day off");
    let sunday = Some("Apr-Oct 10:00-18:00; easter 12:00-16:00");
    check(&[
        // Good Friday is 26 March 2027; on Holy Saturday the abbey is open as ever, on Easter Sunday closed again.
        (abbey, "2027-03-26 11:00", 60, None, "11:00-12:00", "closed until Sa 10:00", ""),
        (abbey, "2027-03-27 11:00", 60, None, "11:00-12:00", "", ""),
        (abbey, "2027-03-28 11:00", 60, None, "11:00-12:00", "closed until Mo 10:00", "easter, spring"),
        // A year earlier the same Friday is 3 April.
        (abbey, "2026-04-03 11:00", 60, None, "11:00-12:00", "closed until Sa 10:00", ""),
        (abbey, "2026-03-27 11:00", 60, None, "11:00-12:00", "", ""),
        // Holy Saturday is 4 April 2026; after it both days of Easter are closed.
        (saturday, "2026-04-04 12:30", 60, None, "12:30-13:30", "closes 13:00", ""),
        (saturday, "2026-04-05 12:30", 60, None, "12:30-13:30", "closed until Tu 09:00", "easter"),
        (saturday, "2026-04-06 12:30", 60, None, "12:30-13:30", "closed until Tu 09:00", "easter_monday"),
        // Easter 2028 lies in the season, on 16 April; Easter 2027 in the last days before it, open by its own rule.
        (sunday, "2028-04-16 11:00", 60, None, "12:00-13:00", "", "easter"),
        (sunday, "2027-03-28 15:30", 60, None, "15:30-16:30", "closes 16:00", "easter, spring"),
        (sunday, "2027-03-29 11:00", 60, None, "11:00-12:00", "closed until Th 10:00", "easter_monday"),
    ]);
}

#[test]
fn nights_and_days_on_which_clocks_change() {
    let club = Some("Fr,Sa 22:00-04:00");
    let small_hours = Some("Mo-Su 01:00-05:00");
    let always = Some("24/7");
    check(&[
        // The night from 27 to 28 March 2027 lasts five hours from 22:00 to 04:00, so from 23:30 on 210 minutes.
        (club, "2027-03-27 23:30", 210, None, "23:30-04:00", "over", ""),
        (club, "2027-03-27 23:30", 240, None, "23:30-04:30", "closes 04:00, over", ""),
        // The night from 30 to 31 October 2027 lasts seven, so there are 330; on 23 October an ordinary 270.
        (club, "2027-10-30 23:30", 330, None, "23:30-04:00", "over", ""),
        (club, "2027-10-30 23:30", 345, None, "23:30-04:15", "closes 04:00, over", ""),
        (club, "2027-10-23 23:30", 330, None, "23:30-05:00", "closes 04:00, over", ""),
        // 02:00 to 03:00 is missing: an hour from 01:30 on ends at 03:30, and 02:30 is 03:00.
        (small_hours, "2027-03-28 01:30", 60, None, "01:30-03:30", "", "easter, spring"),
        (small_hours, "2027-03-28 01:30", 180, None, "01:30-05:30", "closes 05:00", "easter, spring"),
        (always, "2027-03-28 02:30", 60, None, "03:00-04:00", "", "easter, spring"),
        (Some("Mo-Su 02:30-06:00"), "2027-03-28 01:00", 60, None, "03:00-04:00", "", "easter, spring"),
        // Nobody is let in for the last 150 minutes, which begin at 01:30 that night, and at 02:30 on any other.
        (small_hours, "2027-03-28 01:30", 60, Some(150), "01:30-03:30", "", "easter, spring"),
        (small_hours, "2027-03-28 01:31", 60, Some(150), "01:31-03:31", "last entry 01:30", "easter, spring"),
        (small_hours, "2027-03-27 02:30", 60, Some(150), "02:30-03:30", "", ""),
        // 02:00 to 03:00 comes twice: an hour from the first 02:30 on ends at the second, 270 minutes from 01:30 on at
        // 05:00.
        (always, "2027-10-31 02:30", 60, None, "02:30-02:30", "", "autumn"),
        (small_hours, "2027-10-31 01:30", 270, None, "01:30-05:00", "", "autumn"),
        (small_hours, "2027-10-31 01:30", 285, None, "01:30-05:15", "closes 05:00", "autumn"),
        // By day an hour is an hour, and doors open and close by the clock.
        (Some("Mo-Su 10:00-18:00"), "2027-03-28 09:00", 60, None, "10:00-11:00", "", "easter, spring"),
        (Some("Mo-Su 10:00-18:00"), "2027-03-28 17:15", 60, None, "17:15-18:15", "closes 18:00", "easter, spring"),
        (Some("Tu-Su 09:00-17:00"), "2027-10-31 08:00", 60, None, "09:00-10:00", "", "autumn"),
        (Some("Tu-Su 09:00-17:00"), "2027-10-31 16:00", 60, None, "16:00-17:00", "", "autumn"),
        (Some("Mo-Su 09:00-18:00"), "2027-10-31 17:30", 60, Some(60), "17:30-18:30", "last entry 17:00", "autumn"),
    ]);
}

#[test]
fn stays_past_midnight() {
    let bar = Some("Mo-Su 22:00-04:00");
    let weekend = Some("Fr,Sa 18:00-02:00");
    let in_two = Some("Mo-Su 00:00-04:00,22:00-24:00");
    let no_holidays = Some("Mo-Su 18:00-02:00; PH off");
    check(&[
        // 20 November 2026 is a Friday. Whoever stays beyond midnight stays beyond the day of the plan, open or not.
        (bar, "2026-11-20 23:30", 240, None, "23:30-03:30", "over", ""),
        (bar, "2026-11-20 23:30", 300, None, "23:30-04:30", "closes 04:00, over", ""),
        (bar, "2026-11-20 21:30", 120, None, "22:00-00:00", "", ""),
        (weekend, "2026-11-20 23:00", 180, None, "23:00-02:00", "over", ""),
        (weekend, "2026-11-21 17:00", 60, None, "18:00-19:00", "", ""),
        (weekend, "2026-11-21 23:00", 195, None, "23:00-02:15", "closes 02:00, over", ""),
        (weekend, "2026-11-22 20:00", 60, None, "20:00-21:00", "closed until Fr 18:00", ""),
        // A night in two halves is one stretch; a place that never closes goes on, one that shuts at midnight does not.
        (in_two, "2026-11-20 23:30", 270, None, "23:30-04:00", "over", ""),
        (in_two, "2026-11-20 23:30", 285, None, "23:30-04:15", "closes 04:00, over", ""),
        (Some("24/7"), "2026-11-20 23:30", 240, None, "23:30-03:30", "over", ""),
        (Some("Fr 18:00-24:00; Sa off"), "2026-11-20 23:00", 120, None, "23:00-01:00", "closes 00:00, over", ""),
        // The last entry is counted back from the end of the night: 03:00.
        (bar, "2026-11-20 23:30", 60, Some(60), "23:30-00:30", "over", ""),
        // The night before 11 November belongs to the Tuesday on which it begins, the next one to the holiday.
        (no_holidays, "2026-11-10 23:00", 180, None, "23:00-02:00", "over", ""),
        (no_holidays, "2026-11-11 19:00", 60, None, "19:00-20:00", "closed until Th 18:00", "independence"),
    ]);
}

#[test]
fn seasons() {
    let halves = Some("Apr-Oct Tu-Su 10:00-18:00; Nov-Mar Tu-Su 10:00-16:00");
    let summer = Some("Mo-Su 10:30-18:00; Nov-Mar off");
    let under = Some(
        "Mo-Su 10:00-20:00; Tu 10:00-16:00; Nov-Mar: Mo,We,Th 10:00-19:00; Nov-Mar: Tu 10:00-14:00; \
         Nov-Mar: Fr-Su 10:00-20:00",
    );
    let church = Some("Mo-Sa 06:30-17:00; Su 07:00-17:30; Apr-Oct Mo-Sa 06:30-18:00; Apr-Oct Su 07:00-18:30");
    let rink = Some("Nov 15-Mar 15 12:00-20:00");
    let bathing = Some("Jun 15-Sep 15: 09:00-19:00");
    check(&[
        // 31 October 2026 is the last day of summer hours, a Saturday; 3 November is the Tuesday after.
        (halves, "2026-10-31 16:30", 60, None, "16:30-17:30", "", ""),
        (halves, "2026-11-03 15:30", 60, None, "15:30-16:30", "closes 16:00", ""),
        // A season over the turn of the year: Friday, 15 January, and Wednesday, 31 March 2027, its last day.
        (halves, "2027-01-15 15:30", 60, None, "15:30-16:30", "closes 16:00", ""),
        (halves, "2027-03-31 16:30", 60, None, "16:30-17:30", "closed until Th 10:00", ""),
        (halves, "2027-04-01 16:30", 60, None, "16:30-17:30", "", ""),
        (summer, "2027-03-31 11:00", 60, None, "11:00-12:00", "closed until Th 10:30", ""),
        (summer, "2027-02-28 11:00", 60, None, "11:00-12:00", "closed", ""),
        (summer, "2027-04-01 10:00", 60, None, "10:30-11:30", "", ""),
        // Tuesday, 24 November 2026 and Tuesday, 6 July 2027: two hours longer in summer.
        (under, "2026-11-24 13:30", 60, None, "13:30-14:30", "closes 14:00", ""),
        (under, "2027-07-06 14:30", 60, None, "14:30-15:30", "", ""),
        (under, "2026-11-25 18:30", 60, None, "18:30-19:30", "closes 19:00", ""),
        // Saturday, 31 October, and Sunday, 1 November 2026: summer hours, then those of winter.
        (church, "2026-10-31 17:15", 30, None, "17:15-17:45", "", ""),
        (church, "2026-11-01 17:15", 30, None, "17:15-17:45", "closes 17:30", "all_saints"),
        (church, "2026-11-02 17:15", 30, None, "17:15-17:45", "closed until Tu 06:30", ""),
        // From the 15th to the 15th, both included. 14 November 2026 is a Saturday.
        (rink, "2026-11-14 13:00", 60, None, "13:00-14:00", "closed until Su 12:00", ""),
        (rink, "2027-01-20 11:30", 60, None, "12:00-13:00", "", ""),
        (rink, "2027-03-15 19:30", 60, None, "19:30-20:30", "closes 20:00", ""),
        (rink, "2027-03-16 13:00", 60, None, "13:00-14:00", "closed", ""),
        (bathing, "2027-09-15 18:00", 60, None, "18:00-19:00", "", ""),
        (bathing, "2027-09-16 18:00", 60, None, "18:00-19:00", "closed", ""),
    ]);
}

#[test]
fn days_of_the_week() {
    let museum = Some("Tu-Su 10:00-18:00");
    let free_tuesday = Some("Tu-Su 10:00-18:00; Tu[1] off");
    let mixed = Some("Tu,Fr,Sa 10:00-19:00; Mo off; We,Th,Su 10:00-18:00");
    let once = Some("Su[-1] 10:00-14:00");
    check(&[
        // 23 November 2026 is a Monday.
        (museum, "2026-11-23 11:00", 60, None, "11:00-12:00", "closed until Tu 10:00", ""),
        (museum, "2026-11-23 09:00", 60, None, "09:00-10:00", "closed until Tu 10:00", ""),
        (museum, "2026-11-22 18:30", 60, None, "18:30-19:30", "closed until Tu 10:00", ""),
        (museum, "2026-11-24 09:15", 60, None, "10:00-11:00", "", ""),
        (museum, "2026-11-24 17:00", 60, None, "17:00-18:00", "", ""),
        (museum, "2026-11-24 17:01", 60, None, "17:01-18:01", "closes 18:00", ""),
        (museum, "2026-11-24 18:00", 60, None, "18:00-19:00", "closed until We 10:00", ""),
        (mixed, "2026-11-23 11:00", 60, None, "11:00-12:00", "closed until Tu 10:00", ""),
        (mixed, "2026-11-24 18:00", 60, None, "18:00-19:00", "", ""),
        (mixed, "2026-11-26 17:30", 60, None, "17:30-18:30", "closes 18:00", ""),
        (Some("We-Su 10:00-17:00"), "2026-11-22 17:30", 60, None, "17:30-18:30", "closed until We 10:00", ""),
        // 1 December 2026 is the first Tuesday of its month, 8 December the second.
        (free_tuesday, "2026-12-01 11:00", 60, None, "11:00-12:00", "closed until We 10:00", ""),
        (free_tuesday, "2026-12-08 11:00", 60, None, "11:00-12:00", "", ""),
        (free_tuesday, "2026-11-30 11:00", 60, None, "11:00-12:00", "closed until We 10:00", ""),
        // 29 November 2026 is the last Sunday of its month: a week ahead of the 22nd, further ahead of the 21st.
        (once, "2026-11-29 09:30", 60, None, "10:00-11:00", "", ""),
        (once, "2026-11-22 11:00", 60, None, "11:00-12:00", "closed until Su 10:00", ""),
        (once, "2026-11-21 11:00", 60, None, "11:00-12:00", "closed", ""),
    ]);
}

#[test]
fn breaks_and_last_entries() {
    let office = Some("Mo-Fr 08:00-12:00,13:00-16:00");
    let mine = Some("Mo 10:00-15:00; Tu-Su 09:00-19:00");
    let under = Some("Mo-Su 10:00-20:00; Tu 10:00-16:00; Nov-Mar: Tu 10:00-14:00; Nov-Mar: Fr-Su 10:00-20:00");
    check(&[
        // Monday, 23 November 2026: whoever comes in the break waits for its end, whoever comes before has to leave.
        (office, "2026-11-23 12:15", 60, None, "13:00-14:00", "", ""),
        (office, "2026-11-23 12:00", 60, None, "13:00-14:00", "", ""),
        (office, "2026-11-23 11:30", 60, None, "11:30-12:30", "closes 12:00", ""),
        (office, "2026-11-23 16:15", 60, None, "16:15-17:15", "closed until Tu 08:00", ""),
        (office, "2026-11-20 16:15", 60, None, "16:15-17:15", "closed until Mo 08:00", ""),
        // With a last entry at 11:30 and 15:30, a quarter to twelve is too late for the morning only.
        (office, "2026-11-23 11:45", 60, Some(30), "13:00-14:00", "", ""),
        (office, "2026-11-23 15:45", 15, Some(30), "15:45-16:00", "last entry 15:30", ""),
        // 75 minutes before 20:00 on a Saturday is 18:45, before 14:00 on a Tuesday in winter 12:45.
        (under, "2026-11-21 18:45", 75, Some(75), "18:45-20:00", "", ""),
        (under, "2026-11-21 18:46", 60, Some(75), "18:46-19:46", "last entry 18:45", ""),
        (under, "2026-11-24 13:00", 60, Some(75), "13:00-14:00", "last entry 12:45", ""),
        // 90 minutes before 15:00 on a Monday is 13:30, before 19:00 on a Tuesday 17:30.
        (mine, "2026-11-23 13:30", 90, Some(90), "13:30-15:00", "", ""),
        (mine, "2026-11-23 14:00", 45, Some(90), "14:00-14:45", "last entry 13:30", ""),
        (mine, "2026-11-24 14:00", 90, Some(90), "14:00-15:30", "", ""),
        // Let in, but too late to stay for so long; and after closing it is closed, whoever was let in when.
        (mine, "2026-11-24 17:30", 120, Some(90), "17:30-19:30", "closes 19:00", ""),
        (mine, "2026-11-24 19:00", 60, Some(90), "19:00-20:00", "closed until We 09:00", ""),
    ]);
}

#[test]
fn places_that_follow_the_sun() {
    let daylight = Some("sunrise-sunset");
    let twilight = Some("Mo-Su (sunrise+01:00)-(sunset-01:00)");
    check(&[
        // By NOAA's solar equations the sun is up in Kraków from 07:36:23 to 15:40:12 on 21 December 2026, and sets at
        // 20:53:29 on 21 June 2027.
        (daylight, "2026-12-21 07:00", 60, None, "07:36-08:36", "", ""),
        (daylight, "2026-12-21 14:30", 60, None, "14:30-15:30", "", ""),
        (daylight, "2026-12-21 15:00", 60, None, "15:00-16:00", "closes 15:40", ""),
        (daylight, "2027-06-21 19:30", 60, None, "19:30-20:30", "", ""),
        (daylight, "2027-06-21 20:30", 60, None, "20:30-21:30", "closes 20:53", ""),
        (twilight, "2026-12-21 07:00", 60, None, "08:36-09:36", "", ""),
        (twilight, "2026-12-21 14:00", 60, None, "14:00-15:00", "closes 14:40", ""),
    ]);
}

#[test]
fn what_is_hinted_at_unknown_or_closed_for_good() {
    let on_request = Some("Mo-Fr 09:00-15:00 \"by appointment\"");
    let or_on_request = Some("Mo-Fr 09:00-15:00 || \"po umówieniu\"");
    let repairs = Some("Mo-Su 10:00-18:00; Sa off \"remont\"");
    let until_thursday = Some("Mo-Su 10:00-18:00; 2026 Nov 16-26 off");
    let open_end = Some("10:00+");
    let at_least = Some("Mo-Su 10:00-18:00+");
    check(&[
        // 21 November 2026 is a Saturday. A visit on request may be at any time, or within the hours that go with it.
        (Some("\"po umówieniu\""), "2026-11-21 11:00", 60, None, "11:00-12:00", "uncertain", ""),
        (on_request, "2026-11-23 14:30", 60, None, "14:30-15:30", "uncertain", ""),
        (on_request, "2026-11-23 08:00", 60, None, "09:00-10:00", "uncertain", ""),
        (on_request, "2026-11-21 11:00", 60, None, "11:00-12:00", "closed until Mo 09:00", ""),
        (or_on_request, "2026-11-21 11:00", 60, None, "11:00-12:00", "uncertain", ""),
        (or_on_request, "2026-11-23 14:30", 60, None, "14:30-15:30", "closes 15:00", ""),
        (Some("Mo-Fr 10:00-16:00; Sa unknown"), "2026-11-21 11:00", 60, None, "11:00-12:00", "uncertain", ""),
        // A comment that asks for nothing leaves the hours as they are.
        (Some("10:00-18:00 \"ostatnie wejście 17:30\""), "2026-11-21 11:00", 60, None, "11:00-12:00", "", ""),
        // An open end is uncertain from the moment that is stated; the morning before it is closed and waited out.
        (open_end, "2026-11-21 15:00", 60, None, "15:00-16:00", "uncertain", ""),
        (open_end, "2026-11-21 09:00", 60, None, "10:00-11:00", "uncertain", ""),
        (at_least, "2026-11-21 15:00", 60, None, "15:00-16:00", "", ""),
        (at_least, "2026-11-21 18:30", 60, None, "18:30-19:30", "uncertain", ""),
        // Nobody has said, or nobody can read it.
        (None, "2026-11-21 11:00", 60, None, "11:00-12:00", "unknown", ""),
        (None, "2026-11-11 23:30", 60, None, "23:30-00:30", "unknown, over", "independence"),
        (Some("zapytaj portiera"), "2026-11-21 11:00", 60, None, "11:00-12:00", "unknown", ""),
        // Closed for good, on Saturdays, and until the 26th, a Thursday.
        (Some("off"), "2026-11-21 11:00", 60, None, "11:00-12:00", "closed", ""),
        (repairs, "2026-11-21 11:00", 60, None, "11:00-12:00", "closed until Su 10:00", ""),
        (until_thursday, "2026-11-21 11:00", 60, None, "11:00-12:00", "closed until Fr 10:00", ""),
    ]);
}
