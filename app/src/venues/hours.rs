//! The opening hours of the coming seven days, with holidays named.

use domain::hours::{Certainty, DayHours, Interval, OpeningHours, clock};
use leptos::prelude::*;
use leptos_i18n::td_string;

use crate::language::use_locale;
use crate::ui::icon::Icon;
use crate::words;

/// The opening hours of a venue; the first day is today.
#[component]
pub fn HoursTable(
    /// What is known.
    hours: OpeningHours,
) -> impl IntoView {
    let locale = use_locale();
    match hours {
        OpeningHours::Unknown => view! {
            <p class="unknown-note">
                <Icon name="info" />
                {td_string!(locale, venues.hours_unknown_note)}
            </p>
        }
        .into_any(),
        OpeningHours::Dated(days) => view! {
            <table class="hours-table">
                <caption class="visually-hidden">{td_string!(locale, venues.hours_caption)}</caption>
                <tbody>
                    {days
                        .into_iter()
                        .enumerate()
                        .map(|(index, day)| view! { <DayRow day today=index == 0 /> })
                        .collect_view()}
                </tbody>
            </table>
            <p class="meta">{td_string!(locale, venues.hours_source)}</p>
        }
        .into_any(),
    }
}

#[component]
fn DayRow(day: DayHours, today: bool) -> impl IntoView {
    let locale = use_locale();
    let closed = day.intervals.is_empty();
    let all_day = day.is_all_day() && day.intervals.iter().all(|interval| interval.certainty == Certainty::Known);
    let told = if closed {
        td_string!(locale, venues.closed).into_any()
    } else if all_day {
        td_string!(locale, venues.all_day).into_any()
    } else {
        day.intervals.into_iter().map(|interval| view! { <Stretch interval /> }).collect_view().into_any()
    };
    view! {
        <tr
            aria-current=today.then_some("date")
            data-closed=closed.then_some("true")
            data-holiday=day.holiday.map(|_| "true")
        >
            <th scope="row">
                {words::weekday(locale, day.date)} " "
                <span class="hours-date">{words::date_short(locale, day.date)}</span>
                {day.holiday.map(|holiday| view! { <span class="holiday">{words::holiday(locale, holiday)}</span> })}
            </th>
            <td>{told}</td>
        </tr>
    }
}

#[component]
fn Stretch(interval: Interval) -> impl IntoView {
    let locale = use_locale();
    match interval.certainty {
        Certainty::Known => view! {
            <span class="hours-interval numeric">{format!("{}–{}", clock(interval.start), clock(interval.end))}</span>
        }
        .into_any(),
        Certainty::Uncertain => {
            view! { <span class="hours-interval">{td_string!(locale, venues.uncertain)}</span> }.into_any()
        }
    }
}
