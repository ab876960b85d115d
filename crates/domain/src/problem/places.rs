//! The solver's places, days and limits.

use std::collections::BTreeMap;

use planner::{CategoryLimit, Draft, Place, Window};

use crate::day_clock::DayClock;
use crate::itinerary::{Day, Stop, StopKind};
use crate::score::{CHOSEN, fit_percent, steered};
use crate::timeline::{StopVenues, position};
use crate::travel::{Mode, TravelTimes};
use crate::venue::Category;

use super::candidates::{Choice, Chosen, fits_known_hours};
use super::days::{Basis, Group, Standing, groups, minutes};
use super::travel::Locations;
use super::windows::{NEVER, fitting, possible, until};
use super::{LeftOut, Material, Subject, Task, Translation, WhyNot};

/// The price of a minute on the way, thousandths of a point: an hour of travel is worth a tenth of an hour's visit.
const TRAVEL_PRICE: i32 = 1_000;
/// The price of a minute of waiting, thousandths of a point.
const WAITING_PRICE: i32 = 500;

/// Where something stands now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// On a day, by its place among those that are planned.
    Day(usize),
    /// In the tray.
    Tray,
    /// Not in the plan.
    New,
}

/// What a place of the solver's stands for.
#[derive(Debug, Clone)]
pub struct Item {
    /// The stop; of a venue that is not in the plan yet the key means nothing.
    pub stop: Stop,
    /// The notes that go with it.
    pub notes: Vec<Stop>,
    /// Where it stands now.
    pub origin: Origin,
    /// Whether it keeps its day whatever happens: an appointment, a must-see, and everything on a day that is filled.
    pub keeps_day: bool,
    /// Whether the plan makes no sense without it.
    pub must: bool,
    /// Personal points.
    pub points: u32,
    /// Why there is no time for it on any day, if there is none.
    pub shut: Option<WhyNot>,
}

impl Item {
    /// What it is called in a proposal.
    pub fn subject(&self) -> Option<Subject> {
        match self.origin {
            Origin::New => self.stop.venue().cloned().map(Subject::Venue),
            Origin::Day(_) | Origin::Tray => Some(Subject::Stop(self.stop.id)),
        }
    }
}

/// A day on its way to the solver.
struct Frame<'a> {
    day: &'a Day,
    standing: Standing,
    /// Setting out once the notes that begin the day are read.
    start: u32,
    /// How many venues of a category it holds.
    of_category: BTreeMap<Category, u32>,
    /// How many places it holds.
    places: u32,
}

/// Gathers the problem.
struct Translator<'a> {
    task: &'a Task,
    material: &'a Material<'a>,
    venues: &'a StopVenues,
    basis: &'a Basis,
    frames: Vec<Frame<'a>>,
    locations: Locations,
    items: Vec<Item>,
    places: Vec<Place>,
    steered: Vec<i32>,
    set_aside: Vec<LeftOut>,
}

/// The problem of a basis and of the venues that are looked at.
pub fn translate(
    basis: Basis,
    venues: StopVenues,
    choice: Choice,
    material: &Material,
    travel: &impl TravelTimes,
) -> Translation {
    let frames = basis.planned().map(|day| frame(day, &basis, &venues, travel)).collect();
    let mut translator = Translator {
        task: &basis.task,
        material,
        venues: &venues,
        basis: &basis,
        frames,
        locations: Locations::default(),
        items: Vec::new(),
        places: Vec::new(),
        steered: Vec::new(),
        set_aside: choice.set_aside,
    };
    let locked = translator.own_stops();
    if matches!(basis.task, Task::Fill { .. }) {
        translator.tray();
    }
    for one in choice.chosen {
        translator.venue(one);
    }
    let draft = translator.finish(locked, travel);
    let Translator { items, steered, set_aside, .. } = translator;
    Translation { draft, items, steered, set_aside, venues, basis }
}

fn frame<'a>(day: &'a Day, basis: &Basis, venues: &StopVenues, travel: &impl TravelTimes) -> Frame<'a> {
    let clock = DayClock::of(day.frame.date);
    let (leading, _) = groups(&day.stops);
    let mut of_category: BTreeMap<Category, u32> = BTreeMap::new();
    let mut places = 0;
    for stop in day.stops.iter().chain(&basis.past) {
        if let Some(venue) = stop.venue().and_then(|slug| venues.get(slug)) {
            *of_category.entry(venue.category).or_default() += 1;
        }
        places += u32::from(matches!(stop.kind, StopKind::Venue { .. } | StopKind::Place { .. }));
    }
    Frame {
        day,
        standing: Standing::of(day, venues, travel),
        start: clock.elapsed(u32::from(day.frame.start_min)) + minutes(leading),
        of_category,
        places,
    }
}

impl Translator<'_> {
    /// Adds what stands on the days; gives the places that keep their order, by day.
    fn own_stops(&mut self) -> Vec<Vec<usize>> {
        let fills = matches!(self.task, Task::Fill { .. });
        let basis = self.basis;
        let mut locked = Vec::new();
        for (at, day) in basis.planned().enumerate() {
            let mut order = Vec::new();
            for group in groups(&day.stops).1 {
                order.push(self.places.len());
                self.own_stop(at, &group);
            }
            locked.push(if fills { order } else { Vec::new() });
        }
        locked
    }

    fn own_stop(&mut self, at: usize, group: &Group) {
        let stop = group.head;
        let keeps_day = match self.task {
            Task::Fill { .. } | Task::WhatElse { .. } => true,
            Task::Order { .. } => is_pinned(stop) || matches!(stop.kind, StopKind::Meal { .. } | StopKind::Note),
            Task::Replan { .. } => is_pinned(stop),
        };
        let must = keeps_day || matches!(self.task, Task::Order { .. });
        let on_day = |(on, frame): (usize, &Frame)| match self.task {
            Task::Fill { .. } | Task::WhatElse { .. } if on == at => self.as_it_stands(group, frame),
            Task::Order { .. } | Task::Replan { .. } if on == at || !keeps_day => {
                until(&fitting(stop, frame.day, self.venues), latest(group, frame))
            }
            _ => Vec::new(),
        };
        let mut windows: Vec<Vec<Window>> = self.frames.iter().enumerate().map(on_day).collect();
        // No order opens what is closed: it keeps its place in the plan, and its warning.
        if must && windows.iter().all(Vec::is_empty) {
            let day = self.frames.get(at).map(|frame| frame.day);
            let as_is = day.map(|day| until(&possible(stop, day, self.venues), Some(NEVER))).unwrap_or_default();
            if let Some(on) = windows.get_mut(at) {
                *on = as_is;
            }
        }
        let categories = self.frames.get(at).map(|frame| self.counted(stop, frame)).unwrap_or_default();
        let points = if must { 0 } else { CHOSEN };
        let item = Item {
            stop: stop.clone(),
            notes: group.notes.to_vec(),
            origin: Origin::Day(at),
            keeps_day,
            must,
            points,
            shut: None,
        };
        let stay = u32::from(stop.stay_min) + group.notes_min();
        self.add(item, stay, windows, categories);
    }

    /// The windows of a stop that keeps its day and order: no fault is added to it, and what is wrong already gets no
    /// worse, because it begins no later than now.
    fn as_it_stands(&self, group: &Group, frame: &Frame) -> Vec<Window> {
        let stop = group.head;
        let now = frame.standing.told.visits.iter().find(|visit| visit.stop == stop.id).map_or(0, |v| v.start_min);
        let is_wrong = |stop: &Stop| frame.standing.begins_wrongly(stop.id).is_some();
        let spans = fitting(stop, frame.day, self.venues);
        let fits = spans.iter().any(|span| (span.0..=span.1).contains(&now));
        if fits && !is_wrong(stop) && !group.notes.iter().any(is_wrong) {
            until(&spans, latest(group, frame))
        } else {
            let mut windows = until(&possible(stop, frame.day, self.venues), Some(now));
            // A last entry before the doors even open: what the timeline then tells has no window of its own.
            if let Ok(now) = i32::try_from(now)
                && windows.last().is_none_or(|last| last.close < now)
            {
                windows.push(Window { open: now, close: now });
            }
            windows
        }
    }

    /// What a stop counts for: not on a day that holds too much of it already, which forbids new ones in another way.
    fn counted(&self, stop: &Stop, frame: &Frame) -> Vec<usize> {
        if matches!(self.task, Task::Order { .. }) {
            return Vec::new();
        }
        let mut counted = Vec::new();
        if let Some(category) = stop.venue().and_then(|slug| self.venues.get(slug)).map(|venue| venue.category)
            && !self.is_category_full(frame, category)
        {
            counted.push(number(category));
        }
        if matches!(stop.kind, StopKind::Venue { .. } | StopKind::Place { .. }) && !self.is_day_full(frame) {
            counted.push(ANY);
        }
        counted
    }

    fn is_category_full(&self, frame: &Frame, category: Category) -> bool {
        let held = frame.of_category.get(&category).copied().unwrap_or(0);
        held >= u32::from(self.material.wishes.per_category.get())
    }

    const fn is_day_full(&self, frame: &Frame) -> bool {
        frame.places >= self.material.wishes.pace.places_per_day()
    }

    /// Adds what waits in the tray: the visitor has chosen it, so that only the day's limit holds for it.
    fn tray(&mut self) {
        let basis = self.basis;
        for stop in &basis.itinerary.tray {
            if matches!(stop.kind, StopKind::Meal { .. } | StopKind::Note) {
                continue;
            }
            let wishes = self.material.wishes;
            let must = stop.must_see || stop.venue().is_some_and(|slug| wishes.must_see.contains(slug));
            let venue = stop.venue().map(|slug| self.venues.get(slug));
            let why_not = match venue {
                Some(None) => Some(WhyNot::Vanished),
                Some(Some(venue)) if !must && fit_percent(venue.wheelchair, wishes.profile).is_none() => {
                    Some(WhyNot::Unfit)
                }
                _ => None,
            };
            if let Some(why) = why_not {
                self.set_aside.push(LeftOut::outright(Subject::Stop(stop.id), why));
                continue;
            }
            let item = Item {
                stop: stop.clone(),
                notes: Vec::new(),
                origin: Origin::Tray,
                keeps_day: false,
                must,
                points: CHOSEN,
                shut: None,
            };
            self.offer(item, None);
        }
    }

    fn venue(&mut self, one: Chosen) {
        let Chosen { stop, points, must } = one;
        let category = stop.venue().and_then(|slug| self.venues.get(slug)).map(|venue| venue.category);
        let item = Item { stop, notes: Vec::new(), origin: Origin::New, keeps_day: false, must, points, shut: None };
        self.offer(item, category);
    }

    /// Adds something that may come onto any of the days. A must-see wins over the limits and counts for none.
    fn offer(&mut self, mut item: Item, category: Option<Category>) {
        let stop = &item.stop;
        let mut shut = WhyNot::Closed;
        let mut windows = Vec::new();
        for frame in &self.frames {
            let spans = if fits_known_hours(stop, frame.day, self.basis, self.venues) {
                fitting(stop, frame.day, self.venues)
            } else {
                Vec::new()
            };
            let group = Group { head: stop, notes: &[] };
            let mut open = until(&spans, latest(&group, frame));
            if open.is_empty() && spans.iter().any(|span| span.0 <= frame.standing.end && span.1 >= frame.start) {
                shut = WhyNot::TooFar;
            }
            let full = category.filter(|category| self.is_category_full(frame, *category)).map(WhyNot::CategoryFull);
            if let Some(full) = full.or(self.is_day_full(frame).then_some(WhyNot::DayFull))
                && !item.must
                && !open.is_empty()
            {
                shut = full;
                open.clear();
            }
            windows.push(open);
        }
        item.shut = windows.iter().all(Vec::is_empty).then_some(shut);
        let counted = category.map(number).into_iter().chain([ANY]);
        let categories = if item.must { Vec::new() } else { counted.collect() };
        let stay = u32::from(item.stop.stay_min);
        self.add(item, stay, windows, categories);
    }

    fn add(&mut self, item: Item, stay: u32, windows: Vec<Vec<Window>>, categories: Vec<usize>) {
        let location = position(&item.stop, self.venues).map(|there| self.locations.add(there, item.stop.mode));
        let (score, must) = (points(item.points), item.must);
        let venue = item.stop.venue().and_then(|slug| self.venues.get(slug)).filter(|_| item.origin == Origin::New);
        let with_steering = venue.map(|venue| points(steered(item.points, venue, self.material.loads)));
        self.steered.push(with_steering.unwrap_or(score));
        let stay = i32::try_from(stay).unwrap_or(planner::TIME_MAX);
        self.places.push(Place { location, score, stay, windows, categories, price: 0, area: None, must });
        self.items.push(item);
    }

    fn finish(&mut self, locked: Vec<Vec<usize>>, travel: &impl TravelTimes) -> Draft {
        let mut modes: Vec<Mode> = Vec::new();
        let mut days = Vec::new();
        for (frame, locked) in self.frames.iter().zip(locked) {
            let day = frame.day;
            let means = modes.iter().position(|mode| *mode == day.frame.mode).unwrap_or_else(|| {
                modes.push(day.frame.mode);
                modes.len() - 1
            });
            let from = day.from.as_ref().map(|from| self.locations.add(from.position, None));
            let to = day.to.as_ref().map(|to| self.locations.add(to.position, day.to_mode));
            // A day that is kept may end as late as it does now.
            let kept = if locked.is_empty() { 0 } else { frame.standing.told.ends_min };
            let end = frame.standing.end.max(kept).max(frame.start);
            days.push(planner::Day { start: time(frame.start), end: time(end), from, to, means, locked });
        }
        Draft {
            places: std::mem::take(&mut self.places),
            days,
            travel: modes.iter().map(|mode| self.locations.table(*mode, travel)).collect(),
            categories: self.limits(),
            waiting_price: WAITING_PRICE,
            travel_price: TRAVEL_PRICE,
            ..Draft::default()
        }
    }

    /// The limits of every category and of all, less what is over on a day that is replanned.
    fn limits(&self) -> Vec<CategoryLimit> {
        let past = |category: Category| {
            let is_one = |stop: &&Stop| {
                stop.venue().and_then(|slug| self.venues.get(slug)).map(|v| v.category) == Some(category)
            };
            self.basis.past.iter().filter(is_one).count()
        };
        let limit = |max: u32, held: usize| CategoryLimit {
            per_day: Some(max.saturating_sub(u32::try_from(held).unwrap_or(u32::MAX))),
            per_plan: None,
        };
        let wishes = self.material.wishes;
        let is_place = |stop: &&Stop| matches!(stop.kind, StopKind::Venue { .. } | StopKind::Place { .. });
        let places = self.basis.past.iter().filter(is_place).count();
        let by_category = Category::ALL.iter().map(|one| limit(u32::from(wishes.per_category.get()), past(*one)));
        by_category.chain([limit(wishes.pace.places_per_day(), places)]).collect()
    }
}

/// The number of the limit that holds for all categories together.
const ANY: usize = Category::ALL.len();

/// The number of the limit of a category.
fn number(category: Category) -> usize {
    Category::ALL.iter().position(|one| *one == category).unwrap_or(ANY)
}

/// Whether a stop keeps its day in every task.
pub const fn is_pinned(stop: &Stop) -> bool {
    stop.must_see || stop.fixed_start.is_some()
}

/// The latest beginning of a stop, so that it and its notes are over before the day is; none if they are too long for it.
fn latest(group: &Group, frame: &Frame) -> Option<u32> {
    let stay = u32::from(group.head.stay_min) + group.notes_min();
    frame.standing.end.checked_sub(stay).filter(|latest| *latest >= frame.start)
}

fn points(points: u32) -> i32 {
    i32::try_from(points).unwrap_or(planner::SCORE_MAX).min(planner::SCORE_MAX)
}

fn time(minutes: u32) -> i32 {
    i32::try_from(minutes).unwrap_or(planner::TIME_MAX)
}
