//! Favourites: the heart beside every venue, and the page of what a visitor keeps, with notes and lists.

pub mod api;
mod button;
mod favourite;
mod forget;
mod kept;
#[cfg(feature = "ssr")]
mod listed;
mod lists;
mod page;
mod wishes;

pub use button::HeartButton;
pub use kept::{known, provide};
pub use page::FavouritesPage;
