//! One-day trips ("Mikrowyprawy"): the list, a page each, and the copy that a visitor makes of one.

mod api;
#[cfg(feature = "ssr")]
mod json_ld;
mod page;
mod trips_page;

pub use page::TripPage;
pub use trips_page::TripsPage;
