//! Positions on the earth and distances between them.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

/// Mean radius of the earth in metres (IUGG).
const EARTH_RADIUS_M: f64 = 6_371_008.8;
/// The degrees north that Poland spans.
const LATITUDES: RangeInclusive<f64> = 49.0..=54.9;
/// The degrees east that Poland spans.
const LONGITUDES: RangeInclusive<f64> = 14.1..=24.2;

/// A point in WGS 84, in millionths of a degree (about 11 cm), inside Poland's bounding box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "MicroDegrees")]
pub struct Position {
    lat_e6: i32,
    lon_e6: i32,
}

/// A position as it is written, before it is known to lie in Poland.
#[derive(Deserialize)]
struct MicroDegrees {
    lat_e6: i32,
    lon_e6: i32,
}

impl TryFrom<MicroDegrees> for Position {
    type Error = OutsidePoland;

    fn try_from(MicroDegrees { lat_e6, lon_e6 }: MicroDegrees) -> Result<Self, OutsidePoland> {
        Self::from_micro_degrees(lat_e6, lon_e6)
    }
}

/// A position that cannot be: not a number, or outside Poland (49.0–54.9° N, 14.1–24.2° E).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the position is not in Poland")]
pub struct OutsidePoland;

impl Position {
    /// A position from degrees.
    ///
    /// # Errors
    /// [`OutsidePoland`] for anything that is not a point of Poland's bounding box.
    pub fn from_degrees(lat: f64, lon: f64) -> Result<Self, OutsidePoland> {
        if LATITUDES.contains(&lat) && LONGITUDES.contains(&lon) {
            Ok(Self { lat_e6: micro_degrees(lat), lon_e6: micro_degrees(lon) })
        } else {
            Err(OutsidePoland)
        }
    }

    /// A position from micro-degrees, as the database keeps them.
    ///
    /// # Errors
    /// [`OutsidePoland`] as for [`Position::from_degrees`].
    pub fn from_micro_degrees(lat_e6: i32, lon_e6: i32) -> Result<Self, OutsidePoland> {
        Self::from_degrees(f64::from(lat_e6) / 1e6, f64::from(lon_e6) / 1e6)
    }

    /// Latitude in degrees north.
    #[must_use]
    pub fn lat(self) -> f64 {
        f64::from(self.lat_e6) / 1e6
    }

    /// Longitude in degrees east.
    #[must_use]
    pub fn lon(self) -> f64 {
        f64::from(self.lon_e6) / 1e6
    }

    /// Latitude in micro-degrees.
    #[must_use]
    pub const fn lat_e6(self) -> i32 {
        self.lat_e6
    }

    /// Longitude in micro-degrees.
    #[must_use]
    pub const fn lon_e6(self) -> i32 {
        self.lon_e6
    }

    /// Great-circle distance in metres.
    ///
    /// Uses the chord in the plane at the middle latitude, whose error stays under 0.1 % up to 100 km in Poland. Only
    /// addition, multiplication and the square root take part, which IEEE 754 rounds alike everywhere, while `sin` and
    /// `cos` of a browser and of a server may differ in the last bit.
    #[must_use]
    pub fn distance_m(self, other: Self) -> u32 {
        let radians = std::f64::consts::PI / 180.0;
        let dy = (self.lat() - other.lat()) * radians;
        let middle = (self.lat() + other.lat()) / 2.0 * radians;
        let dx = (self.lon() - other.lon()) * radians * cosine(middle);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "at most half the earth, and positive"
        )]
        {
            ((dx * dx + dy * dy).sqrt() * EARTH_RADIUS_M).round() as u32
        }
    }
}

/// Micro-degrees of an angle within the ranges above.
#[expect(clippy::cast_possible_truncation, reason = "at most 55 million")]
fn micro_degrees(degrees: f64) -> i32 {
    (degrees * 1e6).round() as i32
}

/// Cosine of an angle between 0 and 1 radian by its Taylor series, the same to the bit on every platform.
fn cosine(angle: f64) -> f64 {
    let square = angle * angle;
    // The next term is below 1e-12 for angles up to 1 radian.
    1.0 - square / 2.0
        * (1.0
            - square / 12.0
                * (1.0 - square / 30.0 * (1.0 - square / 56.0 * (1.0 - square / 90.0 * (1.0 - square / 132.0)))))
}

/// A rectangle between two parallels and two meridians.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct BoundingBox {
    /// The corner with the smallest latitude and longitude.
    pub south_west: Position,
    /// The corner with the largest latitude and longitude.
    pub north_east: Position,
}

impl BoundingBox {
    /// The rectangle between two corners.
    ///
    /// # Errors
    /// [`OutsidePoland`] if a corner lies outside or the corners are swapped.
    pub fn new(south_west: Position, north_east: Position) -> Result<Self, OutsidePoland> {
        if south_west.lat_e6 <= north_east.lat_e6 && south_west.lon_e6 <= north_east.lon_e6 {
            Ok(Self { south_west, north_east })
        } else {
            Err(OutsidePoland)
        }
    }

    /// The smallest rectangle, to a hundredth, that holds every position within so many metres of `centre`.
    #[must_use]
    pub fn around(centre: Position, reach_m: u32) -> Self {
        let lat = f64::from(reach_m) * 1.01 / EARTH_RADIUS_M * 180.0 / std::f64::consts::PI;
        let lon = lat / cosine((centre.lat() + lat).min(*LATITUDES.end()) * std::f64::consts::PI / 180.0);
        let corner = |lat: f64, lon: f64| Position {
            lat_e6: micro_degrees(lat.clamp(*LATITUDES.start(), *LATITUDES.end())),
            lon_e6: micro_degrees(lon.clamp(*LONGITUDES.start(), *LONGITUDES.end())),
        };
        Self {
            south_west: corner(centre.lat() - lat, centre.lon() - lon),
            north_east: corner(centre.lat() + lat, centre.lon() + lon),
        }
    }

    /// Whether the point lies inside or on the edge.
    #[must_use]
    pub fn contains(&self, point: Position) -> bool {
        (self.south_west.lat_e6..=self.north_east.lat_e6).contains(&point.lat_e6)
            && (self.south_west.lon_e6..=self.north_east.lon_e6).contains(&point.lon_e6)
    }
}

/// A closed ring of positions without holes; the last point joins the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ring(pub Vec<Position>);

impl Ring {
    /// Whether the point lies inside, by the even-odd rule.
    #[must_use]
    pub fn contains(&self, point: Position) -> bool {
        let mut inside = false;
        for (a, b) in self.edges() {
            if (a.lat_e6 > point.lat_e6) != (b.lat_e6 > point.lat_e6) {
                let share = f64::from(point.lat_e6 - a.lat_e6) / f64::from(b.lat_e6 - a.lat_e6);
                let crossing = f64::from(a.lon_e6) + share * f64::from(b.lon_e6 - a.lon_e6);
                if f64::from(point.lon_e6) < crossing {
                    inside = !inside;
                }
            }
        }
        inside
    }

    /// Metres from the point to the ring's interior: 0 inside, else to the nearest edge.
    #[must_use]
    pub fn distance_m(&self, point: Position) -> u32 {
        if self.contains(point) {
            return 0;
        }
        self.edges().map(|(a, b)| nearest_on_edge(a, b, point).distance_m(point)).min().unwrap_or(u32::MAX)
    }

    fn edges(&self) -> impl Iterator<Item = (Position, Position)> + '_ {
        edges(&self.0)
    }
}

/// The edges of an outline, the last of which leads back to its first point.
pub(crate) fn edges<P: Copy>(outline: &[P]) -> impl Iterator<Item = (P, P)> + '_ {
    outline.iter().copied().zip(outline.iter().copied().cycle().skip(1))
}

/// The point of the edge a–b that is nearest to `point`, with longitudes scaled to the latitude.
fn nearest_on_edge(a: Position, b: Position, point: Position) -> Position {
    let scale = cosine(point.lat() * std::f64::consts::PI / 180.0);
    let (dx, dy) = (f64::from(b.lon_e6 - a.lon_e6) * scale, f64::from(b.lat_e6 - a.lat_e6));
    let (px, py) = (f64::from(point.lon_e6 - a.lon_e6) * scale, f64::from(point.lat_e6 - a.lat_e6));
    let length = dx * dx + dy * dy;
    let share = if length > 0.0 { ((px * dx + py * dy) / length).clamp(0.0, 1.0) } else { 0.0 };
    #[expect(clippy::cast_possible_truncation, reason = "a point between two i32 is an i32")]
    Position {
        lat_e6: (f64::from(a.lat_e6) + share * f64::from(b.lat_e6 - a.lat_e6)).round() as i32,
        lon_e6: (f64::from(a.lon_e6) + share * f64::from(b.lon_e6 - a.lon_e6)).round() as i32,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lat: f64, lon: f64) -> Position {
        Position::from_degrees(lat, lon).unwrap()
    }

    #[test]
    fn distances_agree_with_the_haversine_formula_to_a_thousandth() {
        let haversine = |a: Position, b: Position| {
            let (p, q) = (a.lat().to_radians(), b.lat().to_radians());
            let half = ((q - p) / 2.0).sin().powi(2)
                + p.cos() * q.cos() * ((b.lon() - a.lon()).to_radians() / 2.0).sin().powi(2);
            2.0 * EARTH_RADIUS_M * half.sqrt().asin()
        };
        let krakow = at(50.0615, 19.93735);
        for other in [at(49.9832, 20.0638), at(50.2064, 19.5593), at(49.8852, 20.3661), at(50.06165, 19.93945)] {
            let (ours, exact) = (f64::from(krakow.distance_m(other)), haversine(krakow, other));
            assert!((ours - exact).abs() <= 1.0 + exact / 1000.0, "{ours} {exact}");
        }
    }

    #[test]
    fn a_position_outside_poland_cannot_be_read() {
        let read = |json: &str| serde_json::from_str::<Position>(json).ok();
        assert_eq!(read(r#"{"lat_e6":50061500,"lon_e6":19937350}"#), Some(at(50.0615, 19.93735)));
        for vienna_or_nowhere in [r#"{"lat_e6":48208200,"lon_e6":16373800}"#, r#"{"lat_e6":2147483647,"lon_e6":0}"#] {
            assert_eq!(read(vienna_or_nowhere), None);
        }
    }

    #[test]
    fn a_degree_of_longitude_is_shorter_than_one_of_latitude() {
        let here = at(50.0, 20.0);
        assert_eq!(here.distance_m(at(50.1, 20.0)), 11_120);
        assert_eq!(here.distance_m(at(50.0, 20.1)), 7_147);
    }

    #[test]
    fn a_rectangle_around_a_place_reaches_as_far_as_asked_and_hardly_farther() {
        let krakow = at(50.0615, 19.93735);
        let around = BoundingBox::around(krakow, 1_000);
        for edge in [at(50.0615, around.south_west.lon()), at(50.0615, around.north_east.lon())] {
            assert!((1_000..1_020).contains(&krakow.distance_m(edge)));
        }
        for edge in [at(around.south_west.lat(), 19.93735), at(around.north_east.lat(), 19.93735)] {
            assert!((1_000..1_020).contains(&krakow.distance_m(edge)));
        }
        let corner = BoundingBox::around(at(49.0, 14.1), 1_000_000);
        assert_eq!((corner.south_west, corner.north_east.lat_e6()), (at(49.0, 14.1), 54_900_000));
    }

    #[test]
    fn positions_outside_poland_are_refused() {
        for (lat, lon) in [(f64::NAN, 20.0), (20.0, 50.0), (50.0, 25.0), (0.0, 0.0), (f64::INFINITY, 20.0)] {
            assert_eq!(Position::from_degrees(lat, lon), Err(OutsidePoland));
        }
    }

    #[test]
    fn a_ring_knows_inside_outside_and_how_far() {
        let ring = Ring(vec![at(50.0, 20.0), at(50.0, 20.1), at(50.1, 20.1), at(50.1, 20.0)]);
        assert!(ring.contains(at(50.05, 20.05)));
        assert_eq!(ring.distance_m(at(50.05, 20.05)), 0);
        assert!(!ring.contains(at(50.05, 20.11)));
        let away = ring.distance_m(at(50.05, 20.11));
        assert!((710..720).contains(&away), "{away}");
    }
}
