use domain::accessibility::Access;
use domain::geo::Position;
use domain::gmina::{GminaName, GminaSlug};
use domain::hours::{Certainty, DayHours, Interval, LocalTime, OpeningHours};
use domain::itinerary::Stop;
use domain::language::{Language, Text};
use domain::timeline::StopVenue;
use domain::travel::Estimate;
use domain::venue::{Area, Category, VenueSlug};

use super::*;

fn on(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
}

/// A venue that is open on these dates from and to these minutes, and closed on the others of 28 to 30 November. All venues
/// stand on one spot, so that ways take no time.
fn open(dates: &[(u32, u16, u16)]) -> StopVenue {
    let name = Text { value: "Venue".into(), language: Language::Pl };
    let hours = |day| DayHours {
        date: on(day),
        holiday: None,
        intervals: dates
            .iter()
            .filter(|(open, ..)| *open == day)
            .map(|(_, start, end)| Interval { start: *start, end: *end, certainty: Certainty::Known })
            .collect(),
    };
    StopVenue {
        name: name.clone(),
        category: Category::Castle,
        gmina: GminaName { slug: GminaSlug::parse("krakow").unwrap(), name },
        area: Area::Beyond,
        position: Position::from_degrees(50.0, 20.0).unwrap(),
        approximate: false,
        wheelchair: Access::Unknown,
        hours: OpeningHours::Dated((28..=30).map(hours).collect()),
    }
}

/// A plan from 28 November on, nine to six; each stop is its venue and stay, its key counts from 1.
fn plan(days: &[&[(&str, u16)]]) -> Itinerary {
    let mut key = 0;
    let mut stop = |(venue, stay_min): &(&str, u16)| {
        key += 1;
        Stop { id: StopId(key), venue: VenueSlug::parse(venue).unwrap(), name: (*venue).into(), stay_min: *stay_min }
    };
    let days = days.iter().zip(1_u32..).map(|(stops, number)| Day {
        id: DayId(i64::from(number)),
        frame: DayFrame::on(on(27 + number)),
        stops: stops.iter().map(&mut stop).collect(),
    });
    Itinerary { title: "Plan".into(), days: days.collect() }
}

/// The remedy for the first warning of a stop, and the plan once it is applied.
fn mend(plan: &Itinerary, venues: &[(&str, StopVenue)], stop: i64) -> Option<Remedy> {
    let venues: StopVenues =
        venues.iter().map(|(slug, venue)| (VenueSlug::parse(slug).unwrap(), venue.clone())).collect();
    let told = timeline(plan, &venues, &Estimate);
    let visits = || told.days.iter().flat_map(|day| &day.visits);
    let warning = visits().find(|visit| visit.stop == StopId(stop)).and_then(|visit| visit.warnings.first().copied());
    let found = remedy(plan, &venues, &Estimate, &told, StopId(stop), warning?)?;
    let mut mended = plan.clone();
    mended.apply(&found.edit).unwrap();
    assert!(faults(&timeline(&mended, &venues, &Estimate)) < faults(&told), "{found:?} mends nothing");
    Some(found)
}

fn moved(stop: i64, day: i64, at: usize) -> Edit {
    Edit::MoveStop { stop: StopId(stop), day: DayId(day), at }
}

#[test]
fn what_is_closed_moves_to_the_day_on_which_it_is_open() {
    let venues = [("a", open(&[(29, 600, 1020)])), ("b", open(&[(28, 0, 1440), (29, 0, 1440)]))];
    let found = mend(&plan(&[&[("b", 60), ("a", 60)], &[("b", 60)]]), &venues, 2);
    assert_eq!(found, Some(Remedy { cure: Cure::OtherDay(on(29)), edit: moved(2, 2, 1) }));
}

#[test]
fn what_closed_at_noon_is_visited_earlier() {
    let venues = [("a", open(&[(28, 540, 720)])), ("b", open(&[(28, 0, 1440)]))];
    let found = mend(&plan(&[&[("b", 240), ("a", 60)]]), &venues, 2);
    assert_eq!(found, Some(Remedy { cure: Cure::Earlier, edit: moved(2, 1, 0) }));
}

#[test]
fn a_day_with_one_closed_venue_moves_to_the_date_that_opens_it() {
    let venues = [("a", open(&[(29, 600, 1020)]))];
    let found = mend(&plan(&[&[("a", 60)]]), &venues, 1);
    let frame = DayFrame::on(on(29));
    assert_eq!(found, Some(Remedy { cure: Cure::OtherDate(on(29)), edit: Edit::SetDay { day: DayId(1), frame } }));
}

#[test]
fn a_visit_that_is_cut_short_is_made_shorter_if_it_cannot_be_earlier() {
    let venues = [("a", open(&[(28, 540, 585)]))];
    let found = mend(&plan(&[&[("a", 90)]]), &venues, 1);
    let edit = Edit::SetStay { stop: StopId(1), stay_min: 45 };
    assert_eq!(found, Some(Remedy { cure: Cure::ShorterStay(45), edit }));
    let hardly_open = [("a", open(&[(28, 540, 550)]))];
    assert_eq!(mend(&plan(&[&[("a", 90)]]), &hardly_open, 1), None);
}

#[test]
fn a_day_that_is_too_long_is_extended_to_a_quarter_but_not_past_midnight() {
    let venues = [("a", open(&[(28, 0, 1440), (29, 0, 1440)]))];
    let found = mend(&plan(&[&[("a", 550)]]), &venues, 1);
    let frame = DayFrame { end_min: 1095, ..DayFrame::on(on(28)) };
    assert_eq!(found, Some(Remedy { cure: Cure::LongerDay(1095), edit: Edit::SetDay { day: DayId(1), frame } }));
    assert_eq!(mend(&plan(&[&[("a", 500), ("a", 500)]]), &venues, 2), None);
}

#[test]
fn nothing_is_offered_that_only_moves_the_fault_elsewhere() {
    let venues = [("a", open(&[(30, 600, 1020)])), ("b", open(&[(28, 540, 600)]))];
    // On the 30th, the date that opens `a`, `b` is closed.
    let both = plan(&[&[("b", 60), ("a", 60)]]);
    assert_eq!(mend(&both, &venues, 2), None);
    let told = LocalTime { date: on(30), minute: 600 };
    let venues: StopVenues = venues.into_iter().map(|(s, v)| (VenueSlug::parse(s).unwrap(), v)).collect();
    let warned = timeline(&both, &venues, &Estimate).days[0].visits[1].warnings.clone();
    assert_eq!(warned, [Warning::Closed { opens: Some(told) }]);
}
