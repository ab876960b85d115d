//! The map of a plan on paper: a drawing inside the page, which needs no tiles, no script and no colour.

use domain::sketch::{Area, DayLine, HEIGHT, Mark, Point, Scale, Sketch, WIDTH};
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::marks::{dashes, letters, mark};
use crate::i18n::Locale;
use crate::language::use_locale;

/// The map of a plan.
#[component]
pub fn Picture(
    /// The plan, drawn.
    sketch: Sketch,
    /// What the picture shows, in words.
    told: String,
) -> impl IntoView {
    let Sketch { mark: radius, areas, days, scale } = sketch;
    let (borders, names) = (areas.clone(), areas);
    view! {
        <svg class="paper-map" viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-label=told>
            <g class="paper-borders">
                {borders.into_iter().map(|Area { border, .. }| view! { <path d=format!("{}z", line(&border))></path> }).collect_view()}
            </g>
            <g class="paper-gminas" font-size=letters(radius)>
                {names
                    .into_iter()
                    .filter_map(|area| area.name)
                    .map(|(name, at)| view! { <text x=at.x y=at.y + radius / 3>{name}</text> })
                    .collect_view()}
            </g>
            {days.iter().enumerate().map(|(day, drawn)| way(day, drawn)).collect_view()}
            {days.iter().map(|drawn| places(drawn, radius)).collect_view()}
            {days.iter().enumerate().map(|(day, drawn)| stops(day, drawn, radius)).collect_view()}
            <Legend scale radius />
        </svg>
    }
}

/// Points joined by straight lines, as the data of an SVG path.
fn line(points: &[Point]) -> String {
    let points: Vec<_> = points.iter().map(|point| format!("{} {}", point.x, point.y)).collect();
    format!("M{}", points.join("L"))
}

/// The line of a day, on a white one that keeps it apart from what it crosses.
fn way(day: usize, drawn: &DayLine) -> impl IntoView + use<> {
    (drawn.line.len() > 1).then(|| {
        let way = line(&drawn.line);
        view! {
            <path class="paper-casing" d=way.clone()></path>
            <path class="paper-line" d=way stroke-dasharray=dashes(day)></path>
        }
    })
}

/// Where a day begins and ends, and the places of marks that stand beside their own. Marks are drawn over them.
fn places(drawn: &DayLine, radius: i32) -> impl IntoView + use<> {
    let half = radius / 3;
    let end = |at: &Point| {
        view! { <rect class="paper-end" x=at.x - half y=at.y - half width=half * 2 height=half * 2></rect> }
    };
    let moved = drawn.marks.iter().filter(|mark| mark.at != mark.place);
    let leader = |mark: &Mark| {
        view! {
            <path class="paper-leader" d=line(&[mark.place, mark.at])></path>
            <circle cx=mark.place.x cy=mark.place.y r="5"></circle>
        }
    };
    view! {
        {drawn.ends.iter().map(end).collect_view()}
        {moved.map(leader).collect_view()}
    }
}

fn stops(day: usize, drawn: &DayLine, radius: i32) -> impl IntoView + use<> {
    let stop = |stop: &Mark| {
        view! { <g class="paper-stop">{mark(day, (stop.at.x, stop.at.y), radius, stop.number)}</g> }
    };
    drawn.marks.iter().map(stop).collect_view()
}

/// A length of a bar of scale, which has no tenths.
fn length(locale: Locale, metres: u32) -> String {
    match metres {
        1_000.. => td_string!(locale, venues.km, km = metres / 1_000).to_string(),
        _ => td_string!(locale, venues.metres, m = metres).to_string(),
    }
}

/// What a length is, and where north is.
#[component]
fn Legend(scale: Scale, radius: i32) -> impl IntoView {
    let locale = use_locale();
    let (left, bottom) = (16, HEIGHT - 16);
    let bar = format!("M{left} {}v10h{}v-10", bottom - 10, scale.length);
    let (x, top) = (WIDTH - 34, 14);
    view! {
        <g class="paper-legend" font-size=letters(radius)>
            <rect x=left - 8 y=bottom - 26 - radius width=(scale.length + 16).max(radius * 5) height=radius + 34></rect>
            <path class="paper-bar" d=bar></path>
            <text x=left y=bottom - 16>
                {length(locale, scale.metres)}
            </text>
            <rect x=x - 22 y=top - 8 width="44" height=radius + 60></rect>
            <path class="paper-north" d=format!("M{x} {top}l14 36-14-10-14 10z")></path>
            <text class="paper-north-name" x=x y=top + 38 + radius>
                {td_string!(locale, print.north)}
            </text>
        </g>
    }
}
