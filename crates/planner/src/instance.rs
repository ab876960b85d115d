//! A problem as the search sees it: the chosen places in dense arrays, travel with nowhere as a location of its own.
#![expect(
    clippy::indexing_slicing,
    reason = "the innermost loops; every index is made by this crate from a checked problem"
)]

use crate::network::Network;
use crate::problem::{Problem, Window};

/// How many neighbours of a place the ruin looks at.
const NEIGHBOURS: usize = 120;

/// When a place is open on a day: from `open` to `close` with the gaps that `windows` shows, if it has several.
#[derive(Debug, Clone, Copy)]
pub struct Span {
    /// The first beginning of a visit.
    pub open: i32,
    /// The last beginning; −1 if closed.
    pub close: i32,
    /// Where its windows stand.
    first: u32,
    /// How many there are.
    count: u32,
}

/// The frame of a day.
#[derive(Debug, Clone, Copy)]
pub struct Frame {
    /// Setting out.
    pub start: i32,
    /// Being back at the latest.
    pub end: i32,
    /// The site where it begins.
    pub from: u16,
    /// The site where it ends.
    pub to: u16,
    /// Which network it uses.
    network: usize,
}

/// The chosen places of a problem and its days. Places are numbered `0..places`; their sites come first among the sites.
#[derive(Debug)]
pub struct Instance {
    /// The index in the problem of every place.
    pub ids: Vec<usize>,
    /// The days.
    pub frames: Vec<Frame>,
    networks: Vec<Network>,
    /// The site of every place; nowhere, if it has no location.
    pub site: Vec<u16>,
    /// The site that is no location.
    pub nowhere: u16,
    /// The stays.
    pub stay: Vec<i32>,
    /// Opening by place and day.
    spans: Vec<Span>,
    windows: Vec<Window>,
    /// The first and the last beginning of a visit, by day and place.
    opens: Vec<i32>,
    closes: Vec<i32>,
    /// What a visit adds to the value, by place and day: score less the price of its area, and for must-sees more than
    /// all the rest together.
    gains: Vec<i64>,
    /// The categories of every place.
    pub categories: Vec<Vec<u8>>,
    /// The same as bits.
    pub mask: Vec<u64>,
    /// The limits by category: per day and per plan.
    pub limits: Vec<(u32, u32)>,
    /// What each place costs.
    pub price: Vec<i64>,
    /// What all of them may cost.
    pub budget: i64,
    /// Whether a place must be seen or is locked.
    pub must: Vec<bool>,
    /// The places that must be seen or are locked.
    pub musts: Vec<u16>,
    /// The days on which each place is locked.
    pub locked_on: Vec<Option<u8>>,
    /// The locked stops of every day.
    pub locked: Vec<Vec<u16>>,
    /// The nearest other places of every place.
    neighbours: Vec<Vec<u16>>,
    /// Price of waiting and of travel.
    pub rates: (i64, i64),
    /// Whether every place has a location and one window a day, all days travel alike, and no departure matters: the
    /// short test is enough.
    pub simple: bool,
    /// What a must-see adds on top: more than everything else can.
    pub must_gain: i64,
}

impl Instance {
    /// Compiles the places `chosen` (indices in the problem) and all days; with the neighbours of every place if a search
    /// is to use it.
    pub fn new(problem: &Problem, chosen: &[usize], neighbours: bool) -> Self {
        let draft = problem.draft();
        let (count, days) = (chosen.len(), draft.days.len());
        let places: Vec<_> = chosen.iter().map(|&id| &draft.places[id]).collect();
        let index = |id: usize| chosen.iter().position(|&one| one == id).map_or(u16::MAX, |at| at as u16);
        let locked: Vec<Vec<u16>> =
            draft.days.iter().map(|day| day.locked.iter().map(|&id| index(id)).collect()).collect();
        let mut locked_on = vec![None; count];
        for (day, stops) in locked.iter().enumerate() {
            for &stop in stops {
                locked_on[usize::from(stop)] = Some(day as u8);
            }
        }

        let mut sites: Vec<Option<usize>> = places.iter().map(|place| place.location).collect();
        for day in &draft.days {
            sites.extend([day.from, day.to]);
        }
        sites.push(None);
        let nowhere = (sites.len() - 1) as u16;
        let networks: Vec<Network> = if draft.travel.is_empty() {
            vec![Network::new(None, &sites)]
        } else {
            let used = |means: usize| draft.days.iter().any(|day| day.means == means);
            let none = &[][..];
            let network = |(means, travel)| Network::new(Some(travel), if used(means) { &sites } else { none });
            draft.travel.iter().enumerate().map(network).collect()
        };
        let end = |at: usize, location: Option<usize>| if location.is_some() { at as u16 } else { nowhere };
        let frames: Vec<Frame> = (draft.days.iter().enumerate())
            .map(|(day, one)| Frame {
                start: one.start,
                end: one.end,
                from: end(count + 2 * day, one.from),
                to: end(count + 2 * day + 1, one.to),
                network: one.means,
            })
            .collect();

        let (mut spans, mut windows) = (Vec::with_capacity(count * days), Vec::new());
        for place in &places {
            for (day, frame) in place.windows.iter().zip(&frames) {
                let first = windows.len();
                windows.extend(day.iter().filter(|one| one.close >= frame.start && one.open <= frame.end));
                let here = &windows[first..];
                let open = here.first().map_or(0, |one: &Window| one.open);
                let close = here.last().map_or(-1, |one| one.close);
                spans.push(Span { open, close, first: first as u32, count: here.len() as u32 });
            }
        }

        let by_day = || (0..days).flat_map(|day| spans.iter().skip(day).step_by(days));
        let opens = by_day().map(|span| span.open).collect();
        let closes = by_day().map(|span| span.close).collect();

        // A must-see outweighs everything that is none, prices of time included.
        let points: i64 = places.iter().map(|place| i64::from(place.score) * 1_000).sum();
        let time: i64 = frames.iter().map(|frame| i64::from(frame.end - frame.start)).sum();
        let rates = (i64::from(draft.waiting_price), i64::from(draft.travel_price));
        let priciest = draft.areas.iter().flat_map(|area| &area.price).copied().max().map_or(0, i64::from);
        let must_gain = (points + time.saturating_mul(rates.0 + rates.1 + priciest) + 1_000).min(1 << 53);
        let must: Vec<bool> =
            places.iter().zip(&locked_on).map(|(place, locked)| place.must || locked.is_some()).collect();
        let mut gains = Vec::with_capacity(count * days);
        for (place, must) in places.iter().zip(&must) {
            for day in 0..days {
                let rate = place.area.map_or(0, |area| i64::from(draft.areas[area].price[day]));
                let worth = i64::from(place.score) * 1_000 - rate * i64::from(place.stay);
                gains.push(worth + if *must { must_gain } else { 0 });
            }
        }

        let simple = places.iter().all(|place| place.location.is_some())
            && spans.iter().all(|span| span.count <= 1)
            && frames.iter().all(|frame| frame.network == frames[0].network)
            && !networks.iter().any(Network::is_timed);
        let limit = |limit: Option<u32>| limit.unwrap_or(u32::MAX);
        let categories: Vec<Vec<u8>> = (places.iter())
            .map(|place| {
                let mut all: Vec<u8> = place.categories.iter().map(|&one| one as u8).collect();
                all.sort_unstable();
                all.dedup();
                all
            })
            .collect();
        let mut instance = Self {
            ids: chosen.to_vec(),
            frames,
            networks,
            site: (places.iter().enumerate())
                .map(|(at, place)| if place.location.is_some() { at as u16 } else { nowhere })
                .collect(),
            nowhere,
            stay: places.iter().map(|place| place.stay).collect(),
            spans,
            windows,
            opens,
            closes,
            gains,
            mask: categories.iter().map(|all| all.iter().fold(0, |mask, one| mask | 1 << one)).collect(),
            categories,
            limits: draft.categories.iter().map(|one| (limit(one.per_day), limit(one.per_plan))).collect(),
            price: places.iter().map(|place| place.price).collect(),
            budget: draft.budget.unwrap_or(i64::MAX),
            musts: (0..count as u16).filter(|&place| must[usize::from(place)]).collect(),
            must,
            locked_on,
            locked,
            neighbours: Vec::new(),
            rates,
            simple,
            must_gain,
        };
        if neighbours {
            instance.neighbours = (0..count).map(|place| instance.nearest(place)).collect();
        }
        instance
    }

    /// The other places by the way there and back on the first day's network.
    fn nearest(&self, place: usize) -> Vec<u16> {
        let network = self.network(0);
        let (there, back) = (network.from(self.site[place]), network.to(self.site[place]));
        let mut others: Vec<u16> = (0..self.places() as u16).filter(|&other| usize::from(other) != place).collect();
        others.sort_by_key(|&other| {
            let site = usize::from(self.site[usize::from(other)]);
            (there[site] + back[site], other)
        });
        others.truncate(NEIGHBOURS);
        others
    }

    /// How many places.
    pub const fn places(&self) -> usize {
        self.ids.len()
    }

    /// How many days.
    pub const fn days(&self) -> usize {
        self.frames.len()
    }

    /// The travel times of a day.
    #[inline]
    pub fn network(&self, day: usize) -> &Network {
        &self.networks[self.frames[day].network]
    }

    /// Whether the same routes are possible, and worth the same, on two days.
    pub fn is_alike(&self, one: usize, other: usize) -> bool {
        let (a, b) = (self.frames[one], self.frames[other]);
        let network = &self.networks[a.network];
        let windows = |span: Span| &self.windows[span.first as usize..][..span.count as usize];
        (a.start, a.end, a.network) == (b.start, b.end, b.network)
            && self.locked[one].is_empty()
            && self.locked[other].is_empty()
            && network.is_same(a.from, b.from)
            && network.is_same(a.to, b.to)
            && (0..self.places() as u16).all(|place| {
                self.gain(place, one) == self.gain(place, other)
                    && windows(self.span(place, one)) == windows(self.span(place, other))
            })
    }

    /// Whether a place has a site of its own.
    #[inline]
    pub fn is_located(&self, place: u16) -> bool {
        self.site[usize::from(place)] != self.nowhere
    }

    /// The opening of a place on a day.
    #[inline]
    pub fn span(&self, place: u16, day: usize) -> Span {
        self.spans[usize::from(place) * self.frames.len() + day]
    }

    /// The first beginnings of a visit on a day, by place.
    pub fn opens(&self, day: usize) -> &[i32] {
        &self.opens[day * self.places()..][..self.places()]
    }

    /// The last beginnings of a visit on a day, by place; −1 where closed.
    pub fn closes(&self, day: usize) -> &[i32] {
        &self.closes[day * self.places()..][..self.places()]
    }

    /// What a visit adds to the value.
    #[inline]
    pub fn gain(&self, place: u16, day: usize) -> i64 {
        self.gains[usize::from(place) * self.frames.len() + day]
    }

    /// The places next to a place.
    pub fn neighbours(&self, place: u16) -> &[u16] {
        &self.neighbours[usize::from(place)]
    }

    /// The earliest beginning of a visit for who is there at `arrive`, which must not be after the span's close.
    #[inline]
    pub fn begin(&self, span: Span, arrive: i32) -> i32 {
        if span.count > 1 {
            for window in &self.windows[span.first as usize..][..span.count as usize] {
                if arrive <= window.close {
                    return arrive.max(window.open);
                }
            }
        }
        arrive.max(span.open)
    }

    /// The latest beginning of a visit that is at `by` or before it; −1 if there is none.
    #[inline]
    pub fn latest(&self, span: Span, by: i32) -> i32 {
        for window in self.windows[span.first as usize..][..span.count as usize].iter().rev() {
            if window.open <= by {
                return by.min(window.close);
            }
        }
        -1
    }
}
