//! Random problems of every kind that the planner knows, from a seed.

use planner::{Area, CategoryLimit, Day, Draft, Place, Plane, Slots, Table, Travel, UNREACHABLE, Window};

/// A stream of its own: the tests must not agree with the search by sharing its randomness.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x2545_f491_4f6c_dd1d) | 1)
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: i32, high: i32) -> i32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        low + ((self.0 >> 11) % (high - low + 1) as u64) as i32
    }

    pub fn one_in(&mut self, count: i32) -> bool {
        self.between(1, count) == 1
    }
}

/// What a problem may hold besides places and days.
#[derive(Debug, Clone, Copy, Default)]
pub struct Spice {
    pub several_windows: bool,
    pub limits: bool,
    pub budget: bool,
    pub musts: bool,
    pub locks: bool,
    pub unlocated: bool,
    pub slots: bool,
    pub asymmetric: bool,
    pub prices: bool,
}

impl Spice {
    /// Some of everything.
    pub fn random(dice: &mut Dice) -> Self {
        Self {
            several_windows: dice.one_in(2),
            limits: dice.one_in(3),
            budget: dice.one_in(3),
            musts: dice.one_in(3),
            locks: dice.one_in(4),
            unlocated: dice.one_in(3),
            slots: dice.one_in(3),
            asymmetric: dice.one_in(2),
            prices: dice.one_in(3),
        }
    }
}

/// A day of ten hours, places up to an hour apart, in minutes.
pub fn problem(dice: &mut Dice, places: usize, days: usize, spice: Spice) -> Draft {
    let size = places + 1;
    let points: Vec<[i32; 2]> = (0..size).map(|_| [dice.between(0, 100), dice.between(0, 100)]).collect();
    let mut draft = Draft { travel: vec![travel(dice, &points, spice)], ..Draft::default() };
    for _ in 0..days {
        let start = dice.between(480, 600);
        let ends = |dice: &mut Dice| if dice.one_in(6) { None } else { Some(0) };
        draft.days.push(Day::new(start, start + dice.between(120, 420), ends(dice), ends(dice)));
    }
    if spice.limits {
        let limit = |dice: &mut Dice| if dice.one_in(3) { None } else { Some(dice.between(0, 3) as u32) };
        draft.categories = (0..3).map(|_| CategoryLimit { per_day: limit(dice), per_plan: limit(dice) }).collect();
    }
    if spice.prices {
        draft.areas = (0..2).map(|_| Area { price: (0..days).map(|_| dice.between(0, 200)).collect() }).collect();
        (draft.waiting_price, draft.travel_price) = (dice.between(0, 30), dice.between(0, 30));
    }
    for at in 0..places {
        let mut place = Place::new(at + 1, dice.between(1, 50), dice.between(10, 90), Vec::new());
        place.windows = (0..days).map(|_| windows(dice, spice.several_windows)).collect();
        if spice.limits {
            place.categories = (0..3).filter(|_| dice.one_in(3)).collect();
        }
        if spice.unlocated && dice.one_in(4) {
            place.location = None;
        }
        place.price = if spice.budget { i64::from(dice.between(0, 30)) } else { 0 };
        place.must = spice.musts && dice.one_in(4);
        place.area = (spice.prices && dice.one_in(2)).then(|| usize::from(dice.one_in(2)));
        draft.places.push(place);
    }
    if spice.budget {
        draft.budget = Some(i64::from(dice.between(20, 20 + 30 * places as i32)));
    }
    if spice.locks && places >= 2 {
        let day = dice.between(0, days as i32 - 1) as usize;
        draft.days[day].locked = vec![1, 0];
    }
    draft
}

fn windows(dice: &mut Dice, several: bool) -> Vec<Window> {
    let mut windows = Vec::new();
    let mut open = dice.between(450, 700);
    let count = if dice.one_in(8) {
        0
    } else if several {
        dice.between(1, 3)
    } else {
        1
    };
    for _ in 0..count {
        let close = open + if dice.one_in(10) { 0 } else { dice.between(10, 200) };
        windows.push(Window { open, close });
        open = close + dice.between(0, 120);
    }
    windows
}

fn travel(dice: &mut Dice, points: &[[i32; 2]], spice: Spice) -> Travel {
    let size = points.len();
    if !spice.asymmetric && !spice.slots {
        return Travel::Plane(Plane { points: points.to_vec(), per_time: 2 });
    }
    let slots = if spice.slots { 12 } else { 1 };
    let mut values = Vec::new();
    for _ in 0..slots {
        for from in points {
            for to in points {
                let near = ((from[0] - to[0]).abs() + (from[1] - to[1]).abs()) / 2;
                let time = if spice.asymmetric { near + dice.between(0, 20) } else { near * dice.between(8, 16) / 10 };
                values.push(if dice.one_in(40) { UNREACHABLE } else { time });
            }
        }
    }
    if spice.slots {
        Travel::Slots(Slots { size, first: 480, length: 45, values })
    } else {
        Travel::Table(Table { size, values })
    }
}
