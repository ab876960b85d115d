//! Venues: Discover with its filters and map, the page of a venue, the pages of the gminas.

pub mod api;
pub mod card;
mod chips;
mod discover;
pub mod facts;
mod filters;
mod gmina_page;
mod gminas_page;
mod hours;
#[cfg(feature = "ssr")]
mod json_ld;
mod locate;
mod page;
mod results;

pub use discover::DiscoverPage;
pub use gmina_page::GminaPage;
pub use gminas_page::{GminaShape, GminasPage};
pub use page::VenuePage;
