//! A plan on paper: the days with everything that is known of their stops, the tray, the way back to the screen.

use domain::hours::clock;
use domain::itinerary::{Day, Endpoint, Itinerary, Stop, StopKind};
use domain::timeline::{DayTimeline, StopVenue, StopVenues, Timeline, Visit, position};
use domain::travel::Leg;
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::super::board::Board;
use super::super::telling;
use super::api::{Paper, PaperLink};
use super::marks::{dashes, mark, shape};
use super::picture::Picture;
use crate::i18n::Locale;
use crate::language::{use_language, use_locale};
use crate::venues::facts::distance;
use crate::words;

/// The side of the box around a mark in the list, and the radius of the mark.
const MARK: (i32, i32) = (60, 20);

/// Everything that is printed.
#[component]
pub fn Sheet(
    /// The plan.
    paper: Paper,
) -> impl IntoView {
    let locale = use_locale();
    let board: Board = expect_context();
    let Paper { itinerary, venues, moment, sketch, link, .. } = paper;
    let as_of =
        td_string!(locale, print.as_of, date = words::date_with_year(locale, moment.date), time = clock(moment.minute));
    let figure = sketch.map(|sketch| {
        let key = sketch.days.iter().enumerate().filter(|(_, day)| !day.marks.is_empty()).map(|(at, _)| at).collect();
        let told = told(locale, &itinerary, &venues);
        view! {
            <figure class="paper-figure">
                <Picture sketch told />
                {key_of(locale, &itinerary, key)}
            </figure>
        }
    });
    let tray = tray(locale, &itinerary.tray, &venues);
    let (title, dates) = (itinerary.title.clone(), dates(locale, &itinerary));
    let days = move || board.told.with(|told| days(locale, &itinerary, told, &venues));
    view! {
        <article class="paper">
            <header class="paper-head">
                <h1>{title}</h1>
                {dates.map(|dates| view! { <p class="paper-dates">{dates}</p> })}
                <p>{as_of.to_string()}</p>
            </header>
            {figure}
            {days}
            {tray}
            <footer class="paper-foot">
                {link.map(|link| view! { <Back link /> })}
                <p>{td_string!(locale, common.footer_sources)}</p>
            </footer>
        </article>
    }
}

fn dates(locale: Locale, plan: &Itinerary) -> Option<String> {
    let dates = plan.days.iter().map(|day| day.frame.date);
    let (first, last) = (dates.clone().min()?, dates.max()?);
    Some(if first == last {
        words::date_long(locale, first)
    } else {
        format!("{} – {}", words::date_long(locale, first), words::date_long(locale, last))
    })
}

fn heading(locale: Locale, number: usize, day: &Day) -> String {
    let name = td_string!(locale, plans.day_number, number = number).to_string();
    format!("{name}: {}", words::date_long(locale, day.frame.date))
}

/// What the picture shows, for whoever does not see it.
fn told(locale: Locale, plan: &Itinerary, venues: &StopVenues) -> String {
    let day = |(day, number): (&Day, usize)| {
        let placed = day.stops.iter().zip(1..).filter(|(stop, _)| position(stop, venues).is_some());
        let stops: Vec<_> =
            placed.map(|(stop, at): (&Stop, u32)| format!("{at} {}", telling::name(venues, stop))).collect();
        (!stops.is_empty()).then(|| format!("{}: {}.", heading(locale, number, day), stops.join(", ")))
    };
    let days: Vec<_> = plan.days.iter().zip(1..).filter_map(day).collect();
    format!("{} {}", td_string!(locale, print.map), days.join(" "))
}

/// Which shape and which line is which day, where there is more than one.
fn key_of(locale: Locale, plan: &Itinerary, drawn: Vec<usize>) -> impl IntoView + use<> {
    let entry = |at: usize| {
        let day = plan.days.get(at)?;
        Some(view! {
            <li>
                <svg class="paper-key" viewBox="0 0 150 60" aria-hidden="true">
                    <path class="paper-line" d="M4 30h142" stroke-dasharray=dashes(at)></path>
                    <path class="paper-shape" d=shape(at, (75, 30), MARK.1)></path>
                </svg>
                {heading(locale, at + 1, day)}
            </li>
        })
    };
    let entries: Vec<_> = if drawn.len() > 1 { drawn.into_iter().filter_map(entry).collect() } else { Vec::new() };
    (!entries.is_empty()).then(|| view! { <ul class="paper-keys">{entries}</ul> })
}

fn days(locale: Locale, plan: &Itinerary, told: &Timeline, venues: &StopVenues) -> Vec<AnyView> {
    let days = plan.days.iter().zip(&told.days).enumerate();
    days.map(|(at, (day, told))| day_on_paper(locale, at, day, told, venues).into_any()).collect()
}

fn day_on_paper(
    locale: Locale,
    at: usize,
    day: &Day,
    told: &DayTimeline,
    venues: &StopVenues,
) -> impl IntoView + use<> {
    let stops = day.stops.iter().zip(&told.visits).zip(1..);
    let stops: Vec<_> = stops
        .map(|((stop, visit), number)| stop_on_paper(locale, (at, number), (stop, visit), day, told, venues).into_any())
        .collect();
    let starts = told.clock.elapsed(u32::from(day.frame.start_min));
    let notices: Vec<_> = told.notices.iter().map(|told| telling::notice(locale, *told)).collect();
    let over = Some(told.over_min).filter(|over| *over > 0);
    let over =
        over.map(|over| td_string!(locale, plans.day_too_long, over = telling::duration(locale, over)).to_string());
    let (starts, ends) =
        (telling::passed(locale, told.clock, starts), telling::passed(locale, told.clock, told.ends_min));
    let way_home = (!day.stops.is_empty()).then(|| {
        view! {
            {told.back.map(|leg| way(locale, leg))}
            {end(td_string!(locale, plans.day_end), ends.clone(), day.to.as_ref())}
        }
    });
    view! {
        <section class="paper-day">
            <header class="paper-day-head">
                <h2>{heading(locale, at + 1, day)}</h2>
                <p>{sum(locale, day, told, &ends)}</p>
                {notices.into_iter().map(|words| view! { <p>{words}</p> }).collect_view()}
                {over.map(|words| warning(locale, true, words))}
                {end(td_string!(locale, plans.day_start), starts, day.from.as_ref())}
            </header>
            <ol class="paper-stops" role="list">
                {stops}
            </ol>
            {way_home}
        </section>
    }
}

/// How much there is in a day: its stops, its time on the way, its end.
fn sum(locale: Locale, day: &Day, told: &DayTimeline, ends: &str) -> String {
    let count = u32::try_from(day.stops.len()).unwrap_or(u32::MAX);
    let stops = td_string!(locale, plans.stops, count = count).to_string();
    let travel = telling::duration(locale, told.travel_min);
    if count == 0 {
        return stops;
    }
    td_string!(locale, plans.day_totals, stops = stops, travel = travel, ends = ends).to_string()
}

/// Where a day begins or ends.
fn end(what: &'static str, time: String, end: Option<&Endpoint>) -> impl IntoView + use<> {
    let place = end.map(|end| format!(" – {}", end.name));
    view! {
        <p class="paper-end-of-day">
            <strong>{time}</strong>
            " "
            {what}
            {place}
        </p>
    }
}

fn way(locale: Locale, leg: Leg) -> impl IntoView {
    let estimate = if leg.estimate { format!(" ({})", td_string!(locale, plans.estimate)) } else { String::new() };
    let minutes = telling::duration(locale, u32::from(leg.minutes));
    let words = format!("↓ {}: {minutes}, {}{estimate}", words::mode(locale, leg.mode), distance(locale, leg.metres));
    view! { <p class="paper-way">{words}</p> }
}

fn warning(locale: Locale, is_grave: bool, text: String) -> impl IntoView {
    let grave = is_grave.then(|| view! { <strong>{td_string!(locale, print.attention)} ": "</strong> });
    view! {
        <p class="paper-warning">
            {grave} {text}
        </p>
    }
}

fn stop_on_paper(
    locale: Locale,
    (day_at, number): (usize, u32),
    (stop, visit): (&Stop, &Visit),
    day: &Day,
    told: &DayTimeline,
    venues: &StopVenues,
) -> impl IntoView + use<> {
    let venue = stop.venue().and_then(|slug| venues.get(slug));
    let [arrive, leave] = [visit.arrive_min, visit.leave_min].map(|minute| telling::passed(locale, told.clock, minute));
    let times = if arrive == leave { arrive } else { format!("{arrive}–{leave}") };
    let warnings: Vec<_> = visit.warnings.iter().map(|w| telling::warning(locale, *w, day.frame.end_min)).collect();
    let middle = MARK.0 / 2;
    view! {
        <li class="paper-item">
            {visit.leg.map(|leg| way(locale, leg))}
            <div class="paper-visit">
                <svg class="paper-mark" viewBox=format!("0 0 {} {}", MARK.0, MARK.0) aria-hidden="true">
                    {mark(day_at, (middle, middle), MARK.1, number)}
                </svg>
                <div>
                    <p class="paper-name">
                        <span class="paper-times">{times}</span>
                        " "
                        {named(stop, venue)}
                    </p>
                    <p>{facts(locale, stop, venue, Some(visit))}</p>
                    {warnings
                        .into_iter()
                        .map(|(_, level, text)| warning(locale, level != "info", text))
                        .collect_view()}
                    {own(locale, stop)}
                </div>
            </div>
        </li>
    }
}

fn named(stop: &Stop, venue: Option<&StopVenue>) -> impl IntoView + use<> {
    let lang = venue.and_then(|venue| venue.name.lang_on(use_language()));
    let name = venue.map_or_else(|| stop.name.clone(), |venue| venue.name.value.clone());
    view! { <strong lang=lang>{name}</strong> }
}

/// What a stop is, where it is, how long it takes.
fn facts(locale: Locale, stop: &Stop, venue: Option<&StopVenue>, visit: Option<&Visit>) -> String {
    let kind = match (&stop.kind, venue) {
        (StopKind::Venue { .. }, Some(venue)) => words::category(locale, venue.category).to_owned(),
        (StopKind::Venue { .. }, None) => String::new(),
        (StopKind::Place { .. }, _) => td_string!(locale, plans.own_place).to_owned(),
        (StopKind::Meal { .. }, _) => td_string!(locale, plans.meal).to_owned(),
        (StopKind::Note, _) => td_string!(locale, plans.note).to_owned(),
    };
    let place = match (&stop.kind, venue) {
        (StopKind::Place { position }, _) => format!("{:.5}, {:.5}", position.lat(), position.lon()),
        (_, Some(venue)) if venue.approximate => {
            format!("{} ({})", venue.gmina.name.value, td_string!(locale, common.approximate))
        }
        (_, Some(venue)) => venue.gmina.name.value.clone(),
        _ => String::new(),
    };
    let stay = u32::from(stop.stay_min);
    let length = |name: &str, minutes: u32| {
        if minutes == 0 { String::new() } else { format!("{name}: {}", telling::duration(locale, minutes)) }
    };
    let wait = visit.map_or(0, Visit::wait_min);
    let fixed = stop.fixed_start.map(|minute| format!("{}: {}", td_string!(locale, plans.fixed), clock(minute)));
    let must = if stop.must_see { td_string!(locale, plans.must) } else { "" };
    let facts = [
        kind,
        place,
        length(td_string!(locale, plans.stay), stay),
        length(td_string!(locale, plans.wait), wait),
        fixed.unwrap_or_default(),
        must.to_owned(),
    ];
    facts.into_iter().filter(|fact| !fact.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// What the visitor wrote at a stop.
fn own(locale: Locale, stop: &Stop) -> impl IntoView + use<> {
    let packing =
        (!stop.packing.is_empty()).then(|| td_string!(locale, print.packing, what = stop.packing.clone()).to_string());
    let note = Some(stop.note.clone()).filter(|note| !note.is_empty());
    let line = |text: String| view! { <p class="paper-note">{text}</p> };
    view! {
        {note.map(line)}
        {packing.map(line)}
    }
}

/// What no day has yet; nothing where there is nothing.
fn tray(locale: Locale, stops: &[Stop], venues: &StopVenues) -> impl IntoView + use<> {
    let item = |stop: &Stop| {
        let venue = stop.venue().and_then(|slug| venues.get(slug));
        view! {
            <li class="paper-item">
                <p class="paper-name">{named(stop, venue)}</p>
                <p>{facts(locale, stop, venue, None)}</p>
                {own(locale, stop)}
            </li>
        }
    };
    let items: Vec<_> = stops.iter().map(item).collect();
    (!items.is_empty()).then(|| {
        view! {
            <section class="paper-day">
                <h2>{td_string!(locale, plans.tray)}</h2>
                <ul class="paper-stops" role="list">
                    {items}
                </ul>
            </section>
        }
    })
}

/// The address of the plan and its QR code.
#[component]
fn Back(link: PaperLink) -> impl IntoView {
    let locale = use_locale();
    // Four modules of white around it: so wide a quiet zone the standard asks for (ISO/IEC 18004, 9.1).
    let code = link.code.map(|code| {
        let side = code.side + 8;
        view! {
            <svg
                class="paper-code"
                viewBox=format!("-4 -4 {side} {side}")
                role="img"
                aria-label=td_string!(locale, print.code)
                shape-rendering="crispEdges"
            >
                <path d=code.path></path>
            </svg>
        }
    });
    view! {
        <div class="paper-back">
            {code}
            <p>
                {td_string!(locale, print.address)} <br />
                <span class="paper-address">{link.address}</span>
            </p>
        </div>
    }
}
