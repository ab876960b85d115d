//! Plans to measure the timeline with. `make bench` runs the programs natively and, as WebAssembly, in a browser, where the
//! caller holds the watch.

use chrono::{Days, NaiveDate};
use domain::accessibility::Access;
use domain::geo::Position;
use domain::gmina::{GminaName, GminaSlug};
use domain::hours::{Certainty, DayHours, Interval, OpeningHours};
use domain::itinerary::{Day, DayFrame, DayId, Itinerary, Stop, StopId};
use domain::language::{Language, Text};
use domain::timeline::{StopVenue, StopVenues};
use domain::venue::{Area, Category, VenueSlug};

/// A plan of so many days, over which so many stops are spread evenly, each at a venue of its own with hours on every date.
#[must_use]
pub fn plan(days: u32, stops: u32) -> Option<(Itinerary, StopVenues)> {
    let first = NaiveDate::from_ymd_opt(2026, 11, 21)?;
    let open = |after: u32| {
        let intervals = vec![Interval { start: 9 * 60, end: 20 * 60, certainty: Certainty::Known }];
        Some(DayHours { date: first.checked_add_days(Days::new(after.into()))?, holiday: None, intervals })
    };
    let hours = OpeningHours::Dated((0..=days).map(open).collect::<Option<_>>()?);
    let mut venues = StopVenues::new();
    let mut itinerary = Itinerary { title: "Długi plan".to_owned(), ..Itinerary::default() };
    for number in 0..days {
        let mut visits = Vec::new();
        for key in stops * number / days..stops * (number + 1) / days {
            let slug = VenueSlug::parse(&format!("venue-{key}"))?;
            venues.insert(slug.clone(), venue(key, &hours)?);
            visits.push(Stop::visit(StopId(key.into()), slug, "Zamek".to_owned(), 45));
        }
        let frame = DayFrame::on(first.checked_add_days(Days::new(number.into()))?);
        itinerary.days.push(Day::new(DayId(number.into()), frame, visits));
    }
    Some((itinerary, venues))
}

fn venue(key: u32, hours: &OpeningHours) -> Option<StopVenue> {
    let name = Text { value: "Zamek".to_owned(), language: Language::Pl };
    Some(StopVenue {
        name: name.clone(),
        category: Category::Castle,
        gmina: GminaName { slug: GminaSlug::parse("krakow")?, name },
        area: Area::Beyond,
        position: Position::from_degrees(49.95 + f64::from(key % 70) * 0.003, 19.7 + f64::from(key % 9) * 0.05).ok()?,
        approximate: false,
        wheelchair: Access::Unknown,
        last_entry_min: None,
        hours: hours.clone(),
    })
}

/// Does something so many times; natively, prints how many microseconds one time took.
pub fn measure(rounds: u32, mut what: impl FnMut()) {
    #[cfg(not(target_family = "wasm"))]
    let begun = std::time::Instant::now();
    for _ in 0..rounds {
        what();
    }
    #[cfg(not(target_family = "wasm"))]
    println!("{:.2}", begun.elapsed().as_secs_f64() * 1e6 / f64::from(rounds));
}
