//! A map on a page: points, routes and what is chosen. It knows shapes, not venues.
//!
//! The map itself is the element `<okolica-map>` of `public/map`, which draws itself with MapLibre once it is seen. Rust and
//! it share no code: the page speaks through attributes and hears from events, so the server renders the same empty element
//! as the browser and the bundle carries nothing of the map (`docs/decisions/map.md`).

mod bridge;
mod view;

use domain::geo::Position;

pub use view::MapView;

/// The stops of one day, in their order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MapRoute {
    /// What the day's line joins.
    pub stops: Vec<MapStop>,
}

/// A numbered stop of a route.
#[derive(Debug, Clone, PartialEq)]
pub struct MapStop {
    /// The number that the page gives it.
    pub number: u32,
    /// What stands beside it.
    pub name: String,
    /// What is reported when it is chosen.
    pub slug: String,
    /// Where it is.
    pub position: Position,
}
