//! How long the timeline of 7 days with 10 stops each takes: `make bench` runs this natively and, as WebAssembly, in a
//! browser, where the caller holds the watch.

use std::hint::black_box;

use chrono::{Days, NaiveDate};
use domain::accessibility::Access;
use domain::geo::Position;
use domain::gmina::{GminaName, GminaSlug};
use domain::hours::{Certainty, DayHours, Interval, OpeningHours};
use domain::itinerary::{Day, DayFrame, DayId, Itinerary, Stop, StopId};
use domain::language::{Language, Text};
use domain::timeline::{StopVenue, StopVenues, timeline};
use domain::travel::Estimate;
use domain::venue::{Area, Category, VenueSlug};

/// How often the timeline is told in one run.
const ROUNDS: u32 = 10_000;

fn plan() -> Option<(Itinerary, StopVenues)> {
    let first = NaiveDate::from_ymd_opt(2026, 11, 21)?;
    let name = Text { value: "Zamek".to_owned(), language: Language::Pl };
    let gmina = GminaName { slug: GminaSlug::parse("krakow")?, name: name.clone() };
    let open = |after| {
        let intervals = vec![Interval { start: 9 * 60, end: 20 * 60, certainty: Certainty::Known }];
        Some(DayHours { date: first.checked_add_days(Days::new(after))?, holiday: None, intervals })
    };
    let hours = OpeningHours::Dated((0..8).map(open).collect::<Option<_>>()?);
    let mut venues = StopVenues::new();
    let mut days = Vec::new();
    for number in 0..7_u32 {
        let mut stops = Vec::new();
        for place in 0..10_u32 {
            let key = number * 10 + place;
            let slug = VenueSlug::parse(&format!("venue-{key}"))?;
            let position =
                Position::from_degrees(49.95 + f64::from(key) * 0.003, 19.7 + f64::from(key % 9) * 0.05).ok()?;
            venues.insert(
                slug.clone(),
                StopVenue {
                    name: name.clone(),
                    category: Category::Castle,
                    gmina: gmina.clone(),
                    area: Area::Beyond,
                    position,
                    approximate: false,
                    wheelchair: Access::Unknown,
                    hours: hours.clone(),
                },
            );
            stops.push(Stop { id: StopId(i64::from(key)), venue: slug, name: name.value.clone(), stay_min: 45 });
        }
        let frame = DayFrame::on(first.checked_add_days(Days::new(number.into()))?);
        days.push(Day { id: DayId(number.into()), frame, stops });
    }
    Some((Itinerary { title: "Tydzień".to_owned(), days }, venues))
}

fn main() {
    let Some((itinerary, venues)) = plan() else { return };
    #[cfg(not(target_family = "wasm"))]
    let begun = std::time::Instant::now();
    for _ in 0..ROUNDS {
        black_box(timeline(black_box(&itinerary), black_box(&venues), &Estimate));
    }
    #[cfg(not(target_family = "wasm"))]
    println!("{:.2}", begun.elapsed().as_secs_f64() * 1e6 / f64::from(ROUNDS));
}
