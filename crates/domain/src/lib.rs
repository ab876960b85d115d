//! The vocabulary of Okolica and every rule about it: venues, opening hours, filters, itineraries, the timeline, travel.
//!
//! The same code runs in the browser and on the server, so it must never know a database, HTTP, a clock, randomness or a
//! framework: what is "now" and what is random are arguments. Times are whole minutes, distances whole metres, positions
//! WGS 84 in micro-degrees, so that both sides agree to the bit.

pub mod accessibility;
pub mod day_clock;
pub mod directions;
pub mod edit;
pub mod favourites;
pub mod filter;
pub mod geo;
pub mod gmina;
pub mod holidays;
pub mod hours;
pub mod itinerary;
pub mod language;
pub mod plan_search;
pub mod problem;
pub mod proposal;
pub mod reach;
pub mod score;
pub mod sketch;
pub mod swap;
pub mod timeline;
pub mod travel;
pub mod trip;
pub mod venue;
pub mod wishes;
mod words;

pub use words::UnknownWord;
