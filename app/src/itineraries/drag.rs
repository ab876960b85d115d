//! Moving a stop by hand: with mouse, touch or pen by its grip, or with the keyboard. What is carried stays where it stands
//! until it is dropped; a line shows where it would go, and each step of the keyboard is said.

use domain::edit::Edit;
use domain::itinerary::{Itinerary, Spot, StopId};
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::board::Board;
use super::builder::Builder;
use super::edit_form::spot_value;
use super::telling;
use crate::i18n::Locale;
use crate::language::use_locale;
use crate::ui::icon::Icon;

/// How far a pointer moves before it carries, pixels: less is a tap.
const SLOP: f64 = 4.0;

/// A place among the stops of a spot, as it counts without the one that is carried.
pub type Place = (Spot, usize);

/// A stop that is carried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Carried {
    /// Which.
    pub stop: StopId,
    /// Where it stands.
    home: Place,
    /// Where it would be dropped.
    pub over: Place,
    /// Whether the keyboard carries it.
    by_keys: bool,
}

impl Carried {
    /// Picks a stop up.
    fn pick_up(plan: &Itinerary, stop: StopId, by_keys: bool) -> Option<Self> {
        let home = plan.spot_of(stop)?;
        Some(Self { stop, home, over: home, by_keys })
    }

    /// How many stops a spot has without the one that is carried.
    fn others(&self, plan: &Itinerary, spot: Spot) -> usize {
        plan.at(spot).map_or(0, |stops| stops.iter().filter(|stop| stop.id != self.stop).count())
    }

    /// One step of the keyboard: up and down through all places, left and right from day to day.
    fn step(mut self, plan: &Itinerary, key: &str) -> Self {
        let spots: Vec<Spot> = plan.days.iter().map(|day| Spot::Day(day.id)).chain([Spot::Tray]).collect();
        let (spot, at) = self.over;
        let here = spots.iter().position(|one| *one == spot).unwrap_or(0);
        let before = here.checked_sub(1).and_then(|before| spots.get(before)).copied();
        let after = spots.get(here + 1).copied();
        let last = |carried: &Self, spot| carried.others(plan, spot);
        self.over = match (key, before, after) {
            ("ArrowUp", ..) if at > 0 => (spot, at - 1),
            ("ArrowUp", Some(before), _) => (before, last(&self, before)),
            ("ArrowDown", ..) if at < last(&self, spot) => (spot, at + 1),
            ("ArrowDown", _, Some(after)) => (after, 0),
            ("ArrowLeft", Some(before), _) => (before, at.min(last(&self, before))),
            ("ArrowRight", _, Some(after)) => (after, at.min(last(&self, after))),
            _ => self.over,
        };
        self
    }

    /// The edit that drops it, unless it is dropped where it was.
    fn edit(&self) -> Option<Edit> {
        let (spot, at) = self.over;
        (self.over != self.home).then_some(Edit::MoveStop { stop: self.stop, was: self.home.0, spot, at })
    }

    /// Where it would be dropped, in words.
    fn words(&self, locale: Locale, plan: &Itinerary) -> String {
        let (spot, at) = self.over;
        telling::place_at(locale, plan, spot, at, self.others(plan, spot) + 1)
    }
}

/// Where the line stands that shows where a stop would be dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    Before(StopId),
    AtEnd(Spot),
}

impl Line {
    fn of(carried: &Carried, plan: &Itinerary) -> Option<Self> {
        let (spot, at) = carried.over;
        let mut others = plan.at(spot)?.iter().filter(|stop| stop.id != carried.stop);
        Some(others.nth(at).map_or(Self::AtEnd(spot), |stop| Self::Before(stop.id)))
    }
}

/// What is carried on a plan's page. Every stop asks where the line is, so it is found once for all of them, and nothing of the
/// plan is looked at while nothing is carried.
#[derive(Clone, Copy)]
pub struct Hand(RwSignal<Option<Carried>>, Memo<Option<Line>>);

impl Hand {
    /// An empty hand over a plan.
    #[must_use]
    pub fn new(plan: RwSignal<Itinerary>) -> Self {
        let carried = RwSignal::new(None::<Carried>);
        Self(carried, Memo::new(move |_| Line::of(carried.read().as_ref()?, &plan.read())))
    }

    /// Whether a stop is carried.
    pub fn carries(self, stop: StopId) -> bool {
        self.0.read().is_some_and(|carried| carried.stop == stop)
    }

    /// Whether what is carried would be dropped before a stop.
    pub fn is_before(self, stop: StopId) -> bool {
        *self.1.read() == Some(Line::Before(stop))
    }

    /// Whether what is carried would be dropped at the end of a spot.
    pub fn is_at_end(self, spot: Spot) -> bool {
        *self.1.read() == Some(Line::AtEnd(spot))
    }

    fn drop(self, builder: Builder) {
        let Some(carried) = self.0.get_untracked() else { return };
        self.0.set(None);
        if let Some(edit) = carried.edit() {
            // A day that somebody else has just removed takes nothing more: the stop stays where it is.
            builder.apply(edit).ok();
        }
    }
}

/// The grip of a stop.
#[component]
pub fn Grip(
    /// Which stop.
    stop: StopId,
    /// What it is called.
    name: Signal<String>,
) -> impl IntoView {
    let locale = use_locale();
    let (board, builder): (Board, Builder) = (expect_context(), expect_context());
    let hand: Hand = expect_context();
    let by_keys = move || hand.0.get_untracked().filter(|carried| carried.by_keys && carried.stop == stop);
    let give_back = move || {
        let Some(carried) = hand.0.get_untracked() else { return };
        hand.0.set(None);
        let place = board.plan.with_untracked(|plan| telling::place(locale, plan, carried.stop));
        builder.say(td_string!(locale, plans.given_back, name = name.get_untracked(), place = place).to_string());
    };
    let on_key = move |event: KeyboardEvent| {
        let key = event.key();
        match (key.as_str(), by_keys()) {
            (" " | "Enter", None) => {
                let carried = board.plan.with_untracked(|plan| Carried::pick_up(plan, stop, true));
                hand.0.set(carried);
                let place = board.plan.with_untracked(|plan| telling::place(locale, plan, stop));
                builder.say(td_string!(locale, plans.lifted, name = name.get_untracked(), place = place).to_string());
            }
            (" " | "Enter", Some(carried)) if carried.edit().is_none() => give_back(),
            (" " | "Enter", Some(_)) => hand.drop(builder),
            ("Escape", Some(_)) => give_back(),
            ("ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight", Some(carried)) => {
                let moved = board.plan.with_untracked(|plan| carried.step(plan, &key));
                hand.0.set(Some(moved));
                builder.say(board.plan.with_untracked(|plan| moved.words(locale, plan)));
                pointer::show_target();
            }
            _ => return,
        }
        event.prevent_default();
    };
    let on_blur = move |_| {
        if by_keys().is_some() {
            give_back();
        }
    };
    let begun = StoredValue::new(None::<(f64, f64)>);
    let on_down = move |event: PointerEvent| {
        if event.button() == 0 && hand.0.get_untracked().is_none() && pointer::capture(&event) {
            begun.set_value(Some((f64::from(event.client_x()), f64::from(event.client_y()))));
        }
    };
    let on_move = move |event: PointerEvent| {
        let Some((x, y)) = begun.get_value() else { return };
        let at = (f64::from(event.client_x()), f64::from(event.client_y()));
        if hand.0.get_untracked().is_none() {
            if (at.0 - x).hypot(at.1 - y) < SLOP {
                return;
            }
            hand.0.set(board.plan.with_untracked(|plan| Carried::pick_up(plan, stop, false)));
            pointer::follow(hand.0, begun);
        }
        begun.set_value(Some(at));
    };
    let on_up = move |_| {
        begun.set_value(None);
        if by_keys().is_none() {
            hand.drop(builder);
        }
    };
    let on_cancel = move |_| {
        begun.set_value(None);
        if by_keys().is_none() && hand.0.get_untracked().is_some() {
            give_back();
        }
    };
    view! {
        <button
            class="icon-button grip needs-hydration"
            type="button"
            id=format!("grip-{}", stop.0)
            aria-label=move || td_string!(locale, plans.grip, name = name.get()).to_string()
            aria-describedby="grip-help"
            aria-pressed=move || if hand.carries(stop) { "true" } else { "false" }
            on:keydown=on_key
            on:blur=on_blur
            on:pointerdown=on_down
            on:pointermove=on_move
            on:pointerup=on_up
            on:pointercancel=on_cancel
        >
            <Icon name="grip" />
        </button>
    }
}

/// How a container of stops says in the document which spot it is.
#[must_use]
pub fn spot_attribute(spot: Spot) -> String {
    spot_value(spot)
}

/// The pointer's part of carrying: only in the browser.
#[cfg(feature = "hydrate")]
mod pointer {
    use domain::itinerary::{DayId, Spot, StopId};
    use leptos::ev::PointerEvent;
    use leptos::prelude::*;
    use wasm_bindgen::JsCast;
    use web_sys::Element;

    use super::{Carried, Place};
    use crate::itineraries::edit_form::TRAY;

    /// How near the edge of the window the page begins to scroll, pixels.
    const EDGE: f64 = 80.0;
    /// How far it scrolls in a frame, pixels.
    const SCROLL: f64 = 12.0;

    /// Sends everything that the pointer does to the grip, wherever it goes.
    pub fn capture(event: &PointerEvent) -> bool {
        let grip = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
        grip.is_some_and(|grip| grip.set_pointer_capture(event.pointer_id()).is_ok())
    }

    /// Once a frame while something is carried: scrolls near an edge, and finds the place under the pointer.
    pub fn follow(hand: RwSignal<Option<Carried>>, pointer: StoredValue<Option<(f64, f64)>>) {
        request_animation_frame(move || {
            let Some((x, y)) = pointer.try_get_value().flatten() else { return };
            let Some(carried) = hand.try_get_untracked().flatten() else { return };
            let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
            if y < covered_above(x) + EDGE {
                window().scroll_by_with_x_and_y(0.0, -SCROLL);
            } else if y > height - EDGE {
                window().scroll_by_with_x_and_y(0.0, SCROLL);
            }
            if let Some(over) = place_under(x, y, carried.stop).filter(|over| *over != carried.over) {
                hand.set(Some(Carried { over, ..carried }));
            }
            follow(hand, pointer);
        });
    }

    fn element_at(x: f64, y: f64) -> Option<Element> {
        #[expect(clippy::cast_possible_truncation, reason = "pixels of a window")]
        document().element_from_point(x as f32, y as f32)
    }

    /// How much of the window's upper part the map covers, pixels: on a phone it stays above the list.
    fn covered_above(x: f64) -> f64 {
        let map = element_at(x, EDGE).and_then(|element| element.closest(".plan-map").ok().flatten());
        map.map_or(0.0, |map| map.get_bounding_client_rect().bottom())
    }

    /// The place that a point of the window means: before the first stop whose middle lies below it.
    fn place_under(x: f64, y: f64, carried: StopId) -> Option<Place> {
        // At an edge, bars of the page cover what is meant.
        let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
        let first = covered_above(x) + EDGE;
        let y = y.clamp(first, (height - EDGE).max(first));
        let under = element_at(x, y)?;
        let container = under.closest("[data-spot]").ok().flatten()?;
        let spot = match container.get_attribute("data-spot")?.as_str() {
            TRAY => Spot::Tray,
            day => Spot::Day(DayId(day.parse().ok()?)),
        };
        let stops = container.query_selector_all("[data-stop]").ok()?;
        let others = (0..stops.length()).filter_map(|at| stops.item(at)?.dyn_into::<Element>().ok());
        let above =
            others.filter(|stop| stop.get_attribute("data-stop") != Some(carried.0.to_string())).filter(|stop| {
                let edges = stop.get_bounding_client_rect();
                edges.top() + edges.height() / 2.0 < y
            });
        Some((spot, above.count()))
    }

    /// Brings the line that shows where a stop would be dropped into view.
    pub fn show_target() {
        request_animation_frame(|| {
            let target = document().query_selector("[data-drop]").ok().flatten();
            if let Some(target) = target {
                let edges = target.get_bounding_client_rect();
                let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
                if edges.top() < EDGE || edges.top() > height - EDGE {
                    window().scroll_by_with_x_and_y(0.0, edges.top() - height / 2.0);
                }
            }
        });
    }
}

/// Nothing is carried on the server.
#[cfg(not(feature = "hydrate"))]
mod pointer {
    use leptos::ev::PointerEvent;
    use leptos::prelude::{RwSignal, StoredValue};

    use super::Carried;

    pub const fn capture(_event: &PointerEvent) -> bool {
        false
    }

    pub const fn follow(_hand: RwSignal<Option<Carried>>, _pointer: StoredValue<Option<(f64, f64)>>) {}

    pub const fn show_target() {}
}

#[cfg(test)]
mod tests {
    use domain::itinerary::{Day, DayFrame, DayId, Stop, StopKind};

    use super::*;

    fn stop(id: i64) -> Stop {
        Stop::of(StopId(id), StopKind::Note, "x".into(), 0)
    }

    /// Day 1 with the stops 1, 2; day 2 with the stop 3; 4 in the tray.
    fn plan() -> Itinerary {
        let day = |id, stops| Day::new(DayId(id), DayFrame::on(chrono::NaiveDate::default()), stops);
        let days = vec![day(1, vec![stop(1), stop(2)]), day(2, vec![stop(3)])];
        Itinerary { title: "Plan".into(), days, tray: vec![stop(4)], ..Itinerary::default() }
    }

    fn walk(stop: i64, keys: &[&str]) -> Carried {
        let plan = plan();
        let carried = Carried::pick_up(&plan, StopId(stop), true).unwrap();
        keys.iter().fold(carried, |carried, key| carried.step(&plan, key))
    }

    #[test]
    fn arrows_lead_through_every_place_and_stop_at_the_ends() {
        let (first, second) = (Spot::Day(DayId(1)), Spot::Day(DayId(2)));
        let cases: [(i64, &[&str], Place); 9] = [
            (1, &["ArrowDown"], (first, 1)),
            (1, &["ArrowDown", "ArrowDown"], (second, 0)),
            (1, &["ArrowUp"], (first, 0)),
            (2, &["ArrowUp", "ArrowUp"], (first, 0)),
            (3, &["ArrowUp"], (first, 2)),
            (3, &["ArrowDown"], (Spot::Tray, 0)),
            (4, &["ArrowDown"], (Spot::Tray, 0)),
            (2, &["ArrowRight"], (second, 1)),
            (4, &["ArrowLeft", "ArrowLeft"], (first, 0)),
        ];
        for (stop, keys, over) in cases {
            assert_eq!(walk(stop, keys).over, over, "{stop} {keys:?}");
        }
    }

    #[test]
    fn the_line_stands_before_the_stop_that_would_follow_or_at_the_end() {
        let cases: [(i64, &[&str], Line); 5] = [
            (1, &[], Line::Before(StopId(2))),
            (1, &["ArrowDown"], Line::AtEnd(Spot::Day(DayId(1)))),
            (1, &["ArrowDown", "ArrowDown"], Line::Before(StopId(3))),
            (3, &["ArrowUp"], Line::AtEnd(Spot::Day(DayId(1)))),
            (3, &["ArrowDown"], Line::Before(StopId(4))),
        ];
        for (stop, keys, line) in cases {
            assert_eq!(Line::of(&walk(stop, keys), &plan()), Some(line), "{stop} {keys:?}");
        }
    }

    #[test]
    fn what_is_dropped_stands_where_the_line_was() {
        for (stop, keys) in [(1, vec!["ArrowDown"]), (1, vec!["ArrowRight"]), (4, vec!["ArrowLeft", "ArrowUp"])] {
            let carried = walk(stop, &keys);
            let mut plan = plan();
            plan.apply(&carried.edit().unwrap()).unwrap();
            assert_eq!(plan.spot_of(StopId(stop)), Some(carried.over), "{stop} {keys:?}");
        }
        assert_eq!(walk(1, &["ArrowDown", "ArrowUp"]).edit(), None, "it was given back");
    }
}
