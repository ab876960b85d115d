use domain::accessibility::Access;
use domain::geo::Position;
use domain::gmina::{GminaName, GminaSlug};
use domain::hours::{Certainty, DayHours, Interval, LocalTime, OpeningHours};
use domain::itinerary::{DayFrame, Stop};
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
        last_entry_min: None,
        hours: OpeningHours::Dated((28..=30).map(hours).collect()),
    }
}

/// A plan from 28 November on, nine to six; each stop is its venue and stay, its key counts from 1.
fn plan(days: &[&[(&str, u16)]]) -> Itinerary {
    let mut key = 0;
    let mut stop = |(venue, stay_min): &(&str, u16)| {
        key += 1;
        Stop::visit(StopId(key), VenueSlug::parse(venue).unwrap(), (*venue).into(), *stay_min)
    };
    let days = days.iter().zip(1_u32..).map(|(stops, number)| {
        let frame = DayFrame::on(on(27 + number));
        Day::new(DayId(i64::from(number)), frame, stops.iter().map(&mut stop).collect())
    });
    Itinerary { title: "Plan".into(), days: days.collect(), ..Itinerary::default() }
}

/// The remedy for the first warning of a stop, and the plan once it is applied.
fn mend(plan: &Itinerary, venues: &[(&str, StopVenue)], stop: i64) -> Option<Remedy> {
    let venues: StopVenues =
        venues.iter().map(|(slug, venue)| (VenueSlug::parse(slug).unwrap(), venue.clone())).collect();
    mend_with(plan, &venues, AccessProfile::default(), stop)
}

fn mend_with(plan: &Itinerary, venues: &StopVenues, profile: AccessProfile, stop: i64) -> Option<Remedy> {
    let told = timeline(plan, venues, &Estimate, profile);
    let visits = || told.days.iter().flat_map(|day| &day.visits);
    let warning = visits().find(|visit| visit.stop == StopId(stop)).and_then(|visit| visit.warnings.first().copied());
    let case = Case { plan, venues, travel: &Estimate, profile, told: &told };
    let found = case.remedy(StopId(stop), warning?)?;
    let mut mended = plan.clone();
    mended.apply(&found.edit).unwrap();
    let after = timeline(&mended, venues, &Estimate, profile);
    assert!(faults(after.days.iter()) < faults(told.days.iter()), "{found:?} mends nothing");
    Some(found)
}

/// The edit that moves a stop of the first day.
fn shifted(stop: i64, day: i64, at: usize) -> Edit {
    Edit::MoveStop { stop: StopId(stop), was: Spot::Day(DayId(1)), spot: Spot::Day(DayId(day)), at }
}

fn set_day(was: DayField, to: DayField) -> Edit {
    Edit::SetDay { day: DayId(1), was, to }
}

fn set_stop(stop: i64, was: StopField, to: StopField) -> Edit {
    Edit::SetStop { stop: StopId(stop), was, to }
}

fn tray(stop: i64) -> Edit {
    Edit::MoveStop { stop: StopId(stop), was: Spot::Day(DayId(1)), spot: Spot::Tray, at: usize::MAX }
}

#[test]
fn what_is_closed_moves_to_the_day_on_which_it_is_open() {
    let venues = [("a", open(&[(29, 600, 1020)])), ("b", open(&[(28, 0, 1440), (29, 0, 1440)]))];
    let found = mend(&plan(&[&[("b", 60), ("a", 60)], &[("b", 60)]]), &venues, 2);
    assert_eq!(found, Some(Remedy { cure: Cure::OtherDay(on(29)), edit: shifted(2, 2, 1) }));
}

#[test]
fn what_closed_at_noon_is_visited_earlier() {
    let venues = [("a", open(&[(28, 540, 720)])), ("b", open(&[(28, 0, 1440)]))];
    let found = mend(&plan(&[&[("b", 240), ("a", 60)]]), &venues, 2);
    assert_eq!(found, Some(Remedy { cure: Cure::Earlier, edit: shifted(2, 1, 0) }));
}

#[test]
fn a_day_with_one_closed_venue_moves_to_the_date_that_opens_it() {
    let venues = [("a", open(&[(29, 600, 1020)]))];
    let found = mend(&plan(&[&[("a", 60)]]), &venues, 1);
    let edit = set_day(DayField::Date(on(28)), DayField::Date(on(29)));
    assert_eq!(found, Some(Remedy { cure: Cure::OtherDate(on(29)), edit }));
}

#[test]
fn a_visit_that_is_cut_short_is_made_shorter_if_it_cannot_be_earlier() {
    let venues = [("a", open(&[(28, 540, 585)]))];
    let found = mend(&plan(&[&[("a", 90)]]), &venues, 1);
    let edit = set_stop(1, StopField::Stay(90), StopField::Stay(45));
    assert_eq!(found, Some(Remedy { cure: Cure::ShorterStay(45), edit }));
    let hardly_open = [("a", open(&[(28, 540, 550)]))];
    assert_eq!(mend(&plan(&[&[("a", 90)]]), &hardly_open, 1), None);
}

#[test]
fn a_day_that_is_too_long_is_extended_to_a_quarter_but_not_past_midnight() {
    let venues = [("a", open(&[(28, 0, 1440), (29, 0, 1440)]))];
    let found = mend(&plan(&[&[("a", 550)]]), &venues, 1);
    let edit = set_day(DayField::Hours(540, 1_080), DayField::Hours(540, 1_095));
    assert_eq!(found, Some(Remedy { cure: Cure::LongerDay(1_095), edit }));
    let past_midnight = mend(&plan(&[&[("a", 500), ("a", 500)]]), &venues, 2);
    assert_eq!(past_midnight, Some(Remedy { cure: Cure::ToTray, edit: tray(2) }));
}

#[test]
fn nothing_is_offered_that_only_moves_the_fault_elsewhere() {
    let venues = [("a", open(&[(30, 600, 1020)])), ("b", open(&[(28, 540, 600)]))];
    // On the 30th, the date that opens `a`, `b` is closed.
    let both = plan(&[&[("b", 60), ("a", 60)]]);
    assert_eq!(mend(&both, &venues, 2), None);
    let told = LocalTime { date: on(30), minute: 600 };
    let venues: StopVenues = venues.into_iter().map(|(s, v)| (VenueSlug::parse(s).unwrap(), v)).collect();
    let warned = timeline(&both, &venues, &Estimate, AccessProfile::default()).days[0].visits[1].warnings.clone();
    assert_eq!(warned, [Warning::Closed { opens: Some(told) }]);
}

/// Everybody is open all day.
fn always() -> StopVenue {
    open(&[(28, 0, 1440), (29, 0, 1440), (30, 0, 1440)])
}

#[test]
fn an_appointment_is_met_by_going_there_first_or_setting_out_earlier_and_else_given_up() {
    let venues = [("a", always()), ("b", always())];
    let with_appointment = |minute: u16, stops: &[(&str, u16)]| {
        let mut plan = plan(&[stops]);
        plan.days[0].stops.last_mut().unwrap().fixed_start = Some(minute);
        plan
    };
    let first = mend(&with_appointment(560, &[("b", 60), ("a", 30)]), &venues, 2);
    assert_eq!(first, Some(Remedy { cure: Cure::Earlier, edit: shifted(2, 1, 0) }));
    let early = mend(&with_appointment(520, &[("a", 30)]), &venues, 1);
    let edit = set_day(DayField::Hours(540, 1_080), DayField::Hours(510, 1_080));
    assert_eq!(early, Some(Remedy { cure: Cure::EarlierStart(510), edit }));
    let opens_late = [("a", open(&[(28, 600, 1_080)]))];
    let given_up = mend(&with_appointment(550, &[("a", 30)]), &opens_late, 1);
    let edit = set_stop(1, StopField::FixedStart(Some(550)), StopField::FixedStart(None));
    assert_eq!(given_up, Some(Remedy { cure: Cure::NoFixedStart, edit }));
}

#[test]
fn whoever_is_too_late_for_the_last_entry_goes_there_first() {
    let strict = StopVenue { last_entry_min: Some(90), ..open(&[(28, 540, 720)]) };
    let found = mend(&plan(&[&[("b", 120), ("a", 60)]]), &[("a", strict), ("b", always())], 2);
    assert_eq!(found, Some(Remedy { cure: Cure::Earlier, edit: shifted(2, 1, 0) }));
}

#[test]
fn a_meal_that_comes_too_late_is_had_earlier_or_later() {
    let venues = [("a", always())];
    let mut lunch = plan(&[&[("a", 400), ("a", 45)]]);
    lunch.days[0].stops[1].kind = domain::itinerary::StopKind::Meal { from_min: 720, until_min: 840 };
    let found = mend(&lunch, &venues, 2);
    let edit = set_stop(2, StopField::Window(720, 840), StopField::Window(720, 940));
    assert_eq!(
        found,
        Some(Remedy { cure: Cure::LaterMeal(940), edit }),
        "before the visit, there would be no end to the day"
    );
}

#[test]
fn what_is_unfit_or_gone_can_be_put_aside() {
    let steps = StopVenue { wheelchair: Access::No, ..always() };
    let venues: StopVenues = [(VenueSlug::parse("a").unwrap(), steps)].into();
    let plan = plan(&[&[("a", 60)]]);
    let unfit = mend_with(&plan, &venues, AccessProfile { wheelchair: true }, 1);
    assert_eq!(unfit, Some(Remedy { cure: Cure::ToTray, edit: tray(1) }));
    assert_eq!(
        mend_with(&plan, &StopVenues::new(), AccessProfile::default(), 1),
        Some(Remedy { cure: Cure::ToTray, edit: tray(1) })
    );
}
