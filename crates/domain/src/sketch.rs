//! A plan drawn for paper: the outlines of the gminas, the days as lines between numbered marks, a scale. Everything is placed
//! here, in units of the picture; whoever draws it adds ink. North is up.

use serde::{Deserialize, Serialize};

use crate::geo::{Position, Ring, edges};
use crate::itinerary::{Day, Endpoint, Itinerary};
use crate::timeline::{StopVenues, position};

/// The width of the picture in its own units.
pub const WIDTH: i32 = 1_000;
/// The height of the picture in its own units.
pub const HEIGHT: i32 = 640;
/// The narrowest stretch of land that a picture shows, metres across.
const NARROWEST_M: f64 = 1_200.0;
/// Bars of scale are at most so long.
const BAR_MAX: f64 = 240.0;
/// Air between two marks.
const GAP: i32 = 4;
/// How many rings of places around its own one a mark may be moved to.
const RINGS_MAX: i32 = 12;
/// A gmina is named where at least this share of the picture is its own, as one in so many.
const NAMED_FROM_ONE_IN: f64 = 40.0;

/// A point of the picture: units to the right of its left edge, and below its upper edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// To the right.
    pub x: i32,
    /// Downwards.
    pub y: i32,
}

/// A plan as a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sketch {
    /// The radius of a mark, units.
    pub mark: i32,
    /// The gminas that are seen, cut at the edge.
    pub areas: Vec<Area>,
    /// The days, in the order of the plan; one without places has no line and no marks.
    pub days: Vec<DayLine>,
    /// What a length is.
    pub scale: Scale,
}

/// A gmina in the picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// Its border; the last point joins the first.
    pub border: Vec<Point>,
    /// Its name and the middle of it, where there is room.
    pub name: Option<(String, Point)>,
}

/// A day in the picture.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayLine {
    /// Where the day leads, in order.
    pub line: Vec<Point>,
    /// The stops that have a place.
    pub marks: Vec<Mark>,
    /// Where the day begins and ends, if that is said.
    pub ends: Vec<Point>,
}

/// The mark of a stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Its place on its day, from 1.
    pub number: u32,
    /// Where the stop is.
    pub place: Point,
    /// The middle of the mark, beside the place where another mark would be covered.
    pub at: Point,
}

/// A bar of scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scale {
    /// How far it reaches on the ground, metres: 1, 2 or 5 with zeros.
    pub metres: u32,
    /// How long it is in the picture, units.
    pub length: i32,
}

impl Sketch {
    /// Draws the days of a plan; none where nothing in them has a place. `gminas` are names with outlines, `mark` is the radius
    /// of a mark in units of the picture.
    #[must_use]
    pub fn of(plan: &Itinerary, venues: &StopVenues, gminas: &[(String, &Ring)], mark: i32) -> Option<Self> {
        let days: Vec<PlacedDay> = plan.days.iter().map(|day| PlacedDay::of(day, venues)).collect();
        let places: Vec<Position> = days.iter().flat_map(PlacedDay::way).collect();
        let frame = Frame::around(&places, f64::from(mark * 2))?;
        let mut days: Vec<DayLine> = days.iter().map(|day| day.drawn(&frame)).collect();
        part(days.iter_mut().flat_map(|day| &mut day.marks), mark);
        let marks = days.iter().flat_map(|day| &day.marks);
        let mut taken: Vec<Room> = marks.map(|drawn| Room { middle: drawn.at, half: (mark, mark) }).collect();
        let areas = gminas.iter().filter_map(|(name, ring)| area(name, ring, &frame, &mut taken, mark)).collect();
        Some(Self { mark, areas, days, scale: frame.scale() })
    }
}

/// What of a day has a place.
struct PlacedDay {
    from: Option<Position>,
    stops: Vec<(u32, Position)>,
    to: Option<Position>,
}

impl PlacedDay {
    fn of(day: &Day, venues: &StopVenues) -> Self {
        let stops = day.stops.iter().zip(1..).filter_map(|(stop, number)| Some((number, position(stop, venues)?)));
        let end = |end: &Option<Endpoint>| end.as_ref().map(|end| end.position);
        Self { from: end(&day.from), stops: stops.collect(), to: end(&day.to) }
    }

    fn way(&self) -> impl Iterator<Item = Position> + '_ {
        self.from.into_iter().chain(self.stops.iter().map(|(_, place)| *place)).chain(self.to)
    }

    fn drawn(&self, frame: &Frame) -> DayLine {
        let mark = |(number, place): &(u32, Position)| {
            let place = frame.point(*place);
            Mark { number: *number, place, at: place }
        };
        DayLine {
            line: self.way().map(|place| frame.point(place)).collect(),
            marks: self.stops.iter().map(mark).collect(),
            ends: self.from.into_iter().chain(self.to).map(|place| frame.point(place)).collect(),
        }
    }
}

/// The stretch of land that the picture shows. Across the metropolis a degree of longitude has the same length everywhere to
/// within a percent; a plan across the country is drawn a few percent too wide in its north.
struct Frame {
    middle: (f64, f64),
    /// Units for a degree to the east and to the north.
    degree: (f64, f64),
    units_per_metre: f64,
}

impl Frame {
    /// The frame that shows all these positions with so much air around them, in units; none without positions.
    fn around(places: &[Position], air: f64) -> Option<Self> {
        let lats = places.iter().map(|place| place.lat_e6());
        let lons = places.iter().map(|place| place.lon_e6());
        let (south, north, west, east) = (lats.clone().min()?, lats.max()?, lons.clone().min()?, lons.max()?);
        let middle = Position::from_micro_degrees(i32::midpoint(south, north), i32::midpoint(west, east)).ok()?;
        let metres = metres_per_degree(middle);
        let across = |e6: i32, metres: f64| (f64::from(e6) / 1e6 * metres).max(NARROWEST_M);
        let (width, height) = (across(east - west, metres.0), across(north - south, metres.1));
        let fits = |room: i32, metres: f64| (f64::from(room) - 2.0 * air).max(1.0) / metres;
        let units_per_metre = fits(WIDTH, width).min(fits(HEIGHT, height));
        Some(Self {
            middle: (middle.lon(), middle.lat()),
            degree: (metres.0 * units_per_metre, metres.1 * units_per_metre),
            units_per_metre,
        })
    }

    fn exactly(&self, place: Position) -> (f64, f64) {
        let x = f64::from(WIDTH) / 2.0 + (place.lon() - self.middle.0) * self.degree.0;
        let y = f64::from(HEIGHT) / 2.0 - (place.lat() - self.middle.1) * self.degree.1;
        (x, y)
    }

    fn point(&self, place: Position) -> Point {
        point(self.exactly(place))
    }

    fn scale(&self) -> Scale {
        let room = BAR_MAX / self.units_per_metre;
        let tens = (0..6).map(|zeros| 10_u32.pow(zeros));
        let lengths = tens.flat_map(|ten| [1, 2, 5].map(|leading| leading * ten));
        let metres = lengths.take_while(|metres| f64::from(*metres) <= room).last().unwrap_or(1);
        Scale { metres, length: units(f64::from(metres) * self.units_per_metre) }
    }
}

/// Metres of a degree to the east and to the north, measured beside a place over a hundredth of a degree.
fn metres_per_degree(place: Position) -> (f64, f64) {
    let step = 10_000;
    let away = |lat: i32, lon: i32| {
        let moved = Position::from_micro_degrees(place.lat_e6() + lat, place.lon_e6() + lon).unwrap_or(place);
        f64::from(place.distance_m(moved))
    };
    // At the edge of the country only one of the two sides is there.
    let east = away(0, step).max(away(0, -step));
    let north = away(step, 0).max(away(-step, 0));
    (east.max(1.0) * 100.0, north.max(1.0) * 100.0)
}

/// Whole units, for lengths and places near the picture.
#[expect(clippy::cast_possible_truncation, reason = "a cast of a float saturates, and nothing far outside is drawn")]
fn units(exactly: f64) -> i32 {
    exactly.round() as i32
}

fn point((x, y): (f64, f64)) -> Point {
    Point { x: units(x), y: units(y) }
}

/// Moves marks that would cover each other apart, each to the nearest free place around its own; one that finds none stays.
fn part<'m>(marks: impl Iterator<Item = &'m mut Mark>, radius: i32) {
    let mut taken: Vec<Point> = Vec::new();
    let inside = |point: Point| {
        let margin = radius + GAP;
        (margin..=WIDTH - margin).contains(&point.x) && (margin..=HEIGHT - margin).contains(&point.y)
    };
    let offsets = offsets(radius + GAP);
    for mark in marks {
        let is_free = |point: &Point| taken.iter().all(|other| !touch(*other, *point, 2 * radius + GAP));
        let around = offsets.iter().map(|(x, y)| Point { x: mark.place.x + x, y: mark.place.y + y });
        if let Some(free) = around.filter(|point| inside(*point)).find(is_free) {
            mark.at = free;
        }
        taken.push(mark.at);
    }
}

/// Places around a point, the nearest first.
fn offsets(step: i32) -> Vec<(i32, i32)> {
    let line = -RINGS_MAX..=RINGS_MAX;
    let mut offsets: Vec<(i32, i32)> =
        line.clone().flat_map(|x| line.clone().map(move |y| (x * step, y * step))).collect();
    offsets.sort_by_key(|(x, y)| (x * x + y * y, *y, *x));
    offsets
}

const fn touch(a: Point, b: Point, apart: i32) -> bool {
    let (x, y) = (a.x - b.x, a.y - b.y);
    x * x + y * y < apart * apart
}

/// A rectangle of the picture that something is written or drawn in.
#[derive(Clone, Copy)]
struct Room {
    middle: Point,
    /// From the middle to the sides, and to the upper and the lower edge.
    half: (i32, i32),
}

impl Room {
    const fn meets(&self, other: &Self) -> bool {
        let away = ((self.middle.x - other.middle.x).abs(), (self.middle.y - other.middle.y).abs());
        away.0 < self.half.0 + other.half.0 && away.1 < self.half.1 + other.half.1
    }
}

/// A gmina as far as the picture shows it; none where it does not. Its name takes room.
fn area(name: &str, ring: &Ring, frame: &Frame, taken: &mut Vec<Room>, mark: i32) -> Option<Area> {
    let border = within_picture(ring.0.iter().map(|place| frame.exactly(*place)).collect());
    let (size, middle) = size_and_middle(&border)?;
    let is_large = size * NAMED_FROM_ONE_IN >= f64::from(WIDTH * HEIGHT);
    let room = if is_large { room_for(name, point(middle), taken, mark) } else { None };
    taken.extend(room);
    let mut border: Vec<Point> = border.into_iter().map(point).collect();
    border.dedup();
    Some(Area { border, name: room.map(|room| (name.to_owned(), room.middle)) })
}

/// An outline cut at the four edges of the picture, one after the other (Sutherland and Hodgman). Where it leaves the picture
/// and comes back, it then runs along the edge.
fn within_picture(mut outline: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    let (right, bottom) = (f64::from(WIDTH), f64::from(HEIGHT));
    // How far inside of an edge a point is.
    let sides: [&dyn Fn((f64, f64)) -> f64; 4] = [&|(x, _)| x, &|(x, _)| right - x, &|(_, y)| y, &|(_, y)| bottom - y];
    for inside in sides {
        let mut cut = Vec::with_capacity(outline.len() + 4);
        for (a, b) in edges(&outline) {
            let (from, to) = (inside(a), inside(b));
            if from >= 0.0 {
                cut.push(a);
            }
            if (from >= 0.0) != (to >= 0.0) {
                let share = from / (from - to);
                cut.push((a.0 + share * (b.0 - a.0), a.1 + share * (b.1 - a.1)));
            }
        }
        outline = cut;
    }
    outline
}

/// The area of an outline and its middle; none for what has no area.
fn size_and_middle(outline: &[(f64, f64)]) -> Option<(f64, (f64, f64))> {
    let (mut doubled, mut x, mut y) = (0.0, 0.0, 0.0);
    for (a, b) in edges(outline) {
        let cross = a.0 * b.1 - b.0 * a.1;
        doubled += cross;
        x += (a.0 + b.0) * cross;
        y += (a.1 + b.1) * cross;
    }
    (doubled.abs() >= 1.0).then(|| (doubled.abs() / 2.0, (x / (3.0 * doubled), y / (3.0 * doubled))))
}

/// Where a name can be written around a place, clear of marks and other names; none where it cannot. A letter is taken to be
/// two thirds of a mark's radius wide.
fn room_for(name: &str, middle: Point, taken: &[Room], mark: i32) -> Option<Room> {
    let half = i32::try_from(name.chars().count()).unwrap_or(WIDTH).saturating_mul(mark) / 3;
    let x = middle.x.clamp(half.min(WIDTH / 2), (WIDTH - half).max(WIDTH / 2));
    let on_line = |lines: i32| {
        let y = (middle.y + lines * mark).clamp(mark * 2, HEIGHT - mark * 2);
        Room { middle: Point { x, y }, half: (half, mark) }
    };
    let is_free = |room: &Room| !taken.iter().any(|other| room.meets(other));
    [0, -2, 2, -4, 4].map(on_line).into_iter().find(is_free)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::itinerary::{DayFrame, DayId, Stop, StopId, StopKind};
    use crate::timeline::tests_support::{at, date};

    const MARK: i32 = 22;

    fn plan(days: Vec<Vec<Position>>) -> Itinerary {
        let stop = |(id, position): (usize, Position)| {
            Stop::of(StopId(i64::try_from(id).unwrap()), StopKind::Place { position }, "Place".into(), 60)
        };
        let day = |(id, places): (usize, Vec<Position>)| {
            let stops = places.into_iter().enumerate().map(stop).collect();
            Day::new(DayId(i64::try_from(id).unwrap()), DayFrame::on(date(0)), stops)
        };
        let days = days.into_iter().enumerate().map(day).collect();
        Itinerary { title: "Plan".into(), days, ..Itinerary::default() }
    }

    fn drawn(days: Vec<Vec<Position>>) -> Sketch {
        Sketch::of(&plan(days), &StopVenues::new(), &[], MARK).unwrap()
    }

    fn marks(sketch: &Sketch) -> Vec<Mark> {
        sketch.days.iter().flat_map(|day| day.marks.clone()).collect()
    }

    fn is_inside(point: Point) -> bool {
        (0..=WIDTH).contains(&point.x) && (0..=HEIGHT).contains(&point.y)
    }

    #[test]
    fn north_is_up_east_is_right_and_lengths_are_true_in_both_directions() {
        let sketch = drawn(vec![vec![at(50.0, 20.0), at(50.1, 20.0), at(50.1, 20.1)]]);
        let [south, north, east] = <[Point; 3]>::try_from(sketch.days[0].line.clone()).unwrap();
        assert_eq!(south.x, north.x);
        assert!(south.y > north.y && east.x > north.x && east.y == north.y);
        let (up, right) = (f64::from(south.y - north.y) / 11_120.0, f64::from(east.x - north.x) / 7_147.0);
        assert!((up / right - 1.0).abs() < 0.01, "{up} {right}");
        let scale = f64::from(sketch.scale.length) / f64::from(sketch.scale.metres);
        assert!((up / scale - 1.0).abs() < 0.02, "{up} {:?}", sketch.scale);
        assert_eq!(sketch.scale.metres, 2_000);
    }

    #[test]
    fn every_stop_with_a_place_has_its_mark_inside_the_picture() {
        for days in [
            vec![vec![at(50.06, 19.94)]],
            vec![vec![at(49.0, 14.1), at(54.9, 24.2)]],
            vec![vec![at(50.0, 19.5)], vec![], vec![at(50.0, 20.5), at(50.0, 19.5)]],
        ] {
            let stops: usize = days.iter().map(Vec::len).sum();
            let sketch = drawn(days);
            assert_eq!(marks(&sketch).len(), stops);
            assert!(marks(&sketch).iter().all(|mark| is_inside(mark.at) && is_inside(mark.place)), "{sketch:?}");
            assert!(sketch.scale.length > 0 && f64::from(sketch.scale.length) <= BAR_MAX);
        }
    }

    #[test]
    fn marks_of_one_place_stand_side_by_side() {
        let sketch = drawn(vec![vec![at(50.06, 19.94); 20], vec![at(50.06, 19.94), at(50.0, 20.2)]]);
        let marks = marks(&sketch);
        assert_eq!(marks[0].at, marks[0].place, "the first one has its own place");
        for (at, mark) in marks.iter().enumerate() {
            let others = marks[..at].iter().filter(|other| touch(other.at, mark.at, 2 * MARK));
            assert_eq!(others.count(), 0, "{mark:?}");
        }
    }

    #[test]
    fn what_has_no_place_is_counted_but_not_drawn() {
        let mut plan = plan(vec![vec![at(50.0, 20.0), at(50.1, 20.0)], vec![]]);
        plan.days[0].stops.insert(1, Stop::of(StopId(9), StopKind::Note, "Note".into(), 0));
        plan.days[0].from = Some(Endpoint { name: "Hotel".into(), position: at(50.05, 20.0) });
        let sketch = Sketch::of(&plan, &StopVenues::new(), &[], MARK).unwrap();
        assert_eq!(sketch.days[0].marks.iter().map(|mark| mark.number).collect::<Vec<_>>(), [1, 3]);
        assert_eq!((sketch.days[0].line.len(), sketch.days[0].ends.len()), (3, 1));
        assert_eq!(sketch.days[1], DayLine::default());

        plan.days.truncate(1);
        plan.days[0].from = None;
        plan.days[0].stops.retain(|stop| stop.kind == StopKind::Note);
        assert_eq!(Sketch::of(&plan, &StopVenues::new(), &[], MARK), None, "nothing has a place");
    }

    #[test]
    fn outlines_are_cut_at_the_edge_and_named_where_no_mark_stands() {
        let square = |south: f64, west: f64, side: f64| {
            Ring(vec![at(south, west), at(south, west + side), at(south + side, west + side), at(south + side, west)])
        };
        let (around, away) = (square(49.5, 19.5, 1.0), square(51.0, 20.0, 0.1));
        let gminas = [("Around".to_owned(), &around), ("Away".to_owned(), &away)];
        let plan = plan(vec![vec![at(50.0, 20.0)]]);
        let sketch = Sketch::of(&plan, &StopVenues::new(), &gminas, MARK).unwrap();
        assert_eq!(sketch.areas.len(), 1, "the other one is out of the picture");
        let area = &sketch.areas[0];
        assert!(area.border.iter().all(|point| is_inside(*point)));
        let corners = [(0, 0), (WIDTH, 0), (0, HEIGHT), (WIDTH, HEIGHT)].map(|(x, y)| Point { x, y });
        assert!(corners.iter().all(|corner| area.border.contains(corner)), "{area:?}");
        let (name, place) = area.name.clone().unwrap();
        assert_eq!(name, "Around");
        assert!((place.y - marks(&sketch)[0].at.y).abs() > MARK, "beside the mark in the middle");

        let gminas = [("One".to_owned(), &around), ("Other".to_owned(), &around)];
        let sketch = Sketch::of(&plan, &StopVenues::new(), &gminas, MARK).unwrap();
        let lines: Vec<_> = sketch.areas.iter().filter_map(|area| area.name.as_ref()).map(|(_, at)| at.y).collect();
        assert!((lines[0] - lines[1]).abs() >= 2 * MARK, "names stand clear of each other: {lines:?}");
    }
}
