//! A day of a plan: its heading, its timeline, what can be added to it.

use domain::directions::Way;
use domain::itinerary::{DayFrame, DayId, Spot};
use domain::timeline::Notice;
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::add_other::AddOther;
use super::board::{Board, ShownDay};
use super::builder::Builder;
use super::day_frame::DayFrameEditor;
use super::directions::Ways;
use super::drag::{Hand, spot_attribute};
use super::find::AddStop;
use super::landing::day_title;
use super::plan_map::DayOnMap;
use super::stop::{StopView, way};
use super::telling;
use super::warnings::Rest;
use crate::i18n::Locale;
use crate::language::use_locale;
use crate::ui::icon::Icon;
use crate::words;

/// A day with its stops.
#[component]
pub fn DayView(
    /// Which.
    day: DayId,
) -> impl IntoView {
    let locale = use_locale();
    let board: Board = expect_context();
    let is_mine = use_context::<Builder>().is_some();
    let shown = board.day(day);
    let frame = Memo::new(move |old: Option<&DayFrame>| {
        // A day that is just being removed keeps its last look.
        let last = old.copied().unwrap_or_else(|| DayFrame::on(chrono::NaiveDate::default()));
        shown.read().as_ref().map_or(last, |shown| shown.day.frame)
    });
    let stops = move || {
        let shown = shown.read();
        shown.as_ref().map(|s| s.day.stops.iter().map(|stop| stop.id).collect::<Vec<_>>()).unwrap_or_default()
    };
    let stop_shown = move |stop| Memo::new(move |_| shown.read().as_ref().and_then(|shown| shown.stop(stop)));
    let number = Memo::new(move |_| shown.read().as_ref().map_or(0, |shown| shown.number));
    provide_context(Rest::after_edits(board, number));
    let ways = Ways::of(board, shown);
    let totals = move || shown.read().as_ref().map(|shown| totals(locale, shown)).unwrap_or_default();
    let hand = use_context::<Hand>();
    let ends_here = move || {
        let is_end = hand.is_some_and(|hand| hand.is_at_end(Spot::Day(day)));
        is_end.then_some("end")
    };
    let title = day_title(day);
    let labelled_by = title.clone();
    view! {
        <section
            class="day"
            id=format!("day-{}", day.0)
            aria-labelledby=labelled_by
            data-spot=spot_attribute(Spot::Day(day))
            aria-busy=move || board.loading.get().then_some("true")
        >
            <header class="day-head">
                <p class="day-number">{move || td_string!(locale, plans.day_number, number = number.get()).to_string()}</p>
                <h2 class="day-title" id=title tabindex="-1">
                    {move || words::date_long(locale, frame.get().date)}
                </h2>
                <p class="meta day-totals numeric">{totals}</p>
                <DayOnMap day number />
                {move || shown.read().as_ref().map(|shown| notices(locale, &shown.told.notices))}
                {if is_mine {
                    view! { <DayFrameEditor day frame /> }.into_any()
                } else {
                    view! { <p class="meta">{move || frame_words(locale, frame.get())}</p> }.into_any()
                }}
            </header>
            {move || shown.read().as_ref().map(|shown| shown.told.over_min).filter(|over| *over > 0).map(|over| too_long(locale, over))}
            {move || {
                let is_empty = shown.read().as_ref().is_none_or(|shown| shown.day.stops.is_empty());
                is_empty.then(|| view! { <p class="day-empty">{td_string!(locale, plans.day_empty)}</p> })
            }}
            <ol class="timeline" data-drop=ends_here>
                <li class="timeline-start">
                    <time class="timeline-time numeric" datetime=move || telling::datetime(u32::from(frame.get().start_min))>
                        {move || telling::time(locale, u32::from(frame.get().start_min))}
                    </time>
                    <span class="timeline-mark" aria-hidden="true"></span>
                    <p class="timeline-label">
                        {td_string!(locale, plans.day_start)}
                        {move || {
                            let shown = shown.read();
                            shown.as_ref().and_then(|shown| shown.day.from.as_ref()).map(|from| format!(": {}", from.name))
                        }}
                    </p>
                </li>
                <For each=stops key=|stop| stop.0 let(stop)>
                    <StopView stop shown=stop_shown(stop) ways />
                </For>
                {move || shown.read().as_ref().filter(|s| !s.day.stops.is_empty()).map(|s| end(locale, s, ways.back()))}
            </ol>
            {is_mine
                .then(|| {
                    view! {
                        <AddStop spot=Spot::Day(day) />
                        <AddOther spot=Spot::Day(day) />
                    }
                })}
        </section>
    }
}

fn totals(locale: Locale, shown: &ShownDay) -> String {
    let stops = u32::try_from(shown.day.stops.len()).unwrap_or(u32::MAX);
    let counted = td_string!(locale, plans.stops, count = stops).to_string();
    if stops == 0 {
        return counted;
    }
    let travel = telling::duration(locale, shown.told.travel_min);
    let ends = telling::passed(locale, shown.told.clock, shown.told.ends_min);
    td_string!(locale, plans.day_totals, stops = counted, travel = travel, ends = ends).to_string()
}

/// The hours of a day and the way to travel.
pub(super) fn frame_words(locale: Locale, frame: DayFrame) -> String {
    let (start, end) = (u32::from(frame.start_min), u32::from(frame.end_min));
    format!("{}–{}, {}", telling::time(locale, start), telling::time(locale, end), words::mode(locale, frame.mode))
}

fn too_long(locale: Locale, over_min: u32) -> impl IntoView {
    view! {
        <div class="notice" data-tone="caution">
            <Icon name="warning" />
            <div>
                <p>{td_string!(locale, plans.day_too_long, over = telling::duration(locale, over_min)).to_string()}</p>
            </div>
        </div>
    }
}

/// What is special about the date.
fn notices(locale: Locale, notices: &[Notice]) -> impl IntoView + use<> {
    let item = |told: &Notice| {
        view! {
            <p class="day-notice">
                <Icon name="info" />
                <span>{telling::notice(locale, *told)}</span>
            </p>
        }
    };
    notices.iter().map(item).collect_view()
}

/// The end of a day, with the way back where it is said where the day ends.
fn end(locale: Locale, shown: &ShownDay, there: Option<Way>) -> impl IntoView + use<> {
    let ends = shown.told.clock.wall(shown.told.ends_min);
    let back = shown.told.back.zip(shown.day.to.clone());
    let label = match &back {
        Some((_, to)) => td_string!(locale, plans.way_back, place = to.name.clone()).to_string(),
        None => td_string!(locale, plans.no_way_back).to_owned(),
    };
    view! {
        {back.map(|(leg, _)| view! { <li class="way-back">{way(locale, leg, there)}</li> })}
        <li class="timeline-end">
            <time class="timeline-time numeric" datetime=telling::datetime(ends)>
                {telling::time(locale, ends)}
            </time>
            <span class="timeline-mark" aria-hidden="true"></span>
            <p class="timeline-label">
                {td_string!(locale, plans.day_end)} " " <span class="meta">{label}</span>
            </p>
        </li>
    }
}
