//! Distance and extent as the databases can sort and filter by them.

use domain::geo::{BoundingBox, Position};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition};

use crate::entity::venue::Column;

/// The square of the distance from a position, in an arbitrary unit, by the same approximation as [`Position::distance_m`] to a
/// few parts in a million: the cosine of the middle latitude is a parabola around the latitude of `from`, so that engines
/// without trigonometry can work it out.
pub(crate) fn nearness(from: Position) -> Expr {
    let radians = from.lat().to_radians();
    let (cosine, slope, bend) = (radians.cos(), radians.sin() / 2.0, radians.cos() / 8.0);
    let per_e6 = (1e-6_f64).to_radians();
    let (lat, lon) = (from.lat_e6(), from.lon_e6());
    // Numbers of ours only: nothing that a visitor typed reaches the statement but as digits.
    let number = |value: f64| format!("CAST({value:.24} AS double precision)");
    let dy = format!("(venue.lat_e6 - {lat})");
    let shrink = format!(
        "({} - {} * {dy} - {} * {dy} * {dy})",
        number(cosine),
        number(slope * per_e6),
        number(bend * per_e6 * per_e6)
    );
    let dx = format!("((venue.lon_e6 - {lon}) * {shrink})");
    Expr::cust(format!("({dy} * {dy} + {dx} * {dx})"))
}

/// The venues in a rectangle.
pub(crate) fn within(BoundingBox { south_west, north_east }: BoundingBox) -> Condition {
    let between = |column: Column, from: i32, to: i32| column.between(i64::from(from), i64::from(to));
    Condition::all().add(between(Column::LatE6, south_west.lat_e6(), north_east.lat_e6())).add(between(
        Column::LonE6,
        south_west.lon_e6(),
        north_east.lon_e6(),
    ))
}
