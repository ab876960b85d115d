//! The database layer of Okolica: it speaks domain types, keeps every rule of capacity under concurrency, and runs alike on
//! SQLite and PostgreSQL.
//!
//! Every write goes through one kind of transaction; every personal function asks for a [`Visitor`], which only
//! this crate can make from a token. Everything that depends on the clock takes the moment as an argument.

mod candidates;
mod catalogue;
mod choices;
mod connection;
mod cube;
mod entity;
mod error;
mod favourites;
mod fit;
mod gminas;
pub mod hours;
mod instant;
mod links;
mod lists;
mod memory;
mod nearby;
mod nearness;
mod plans;
mod scope;
mod search;
mod search_index;
mod text;
mod venues;
mod visitors;

pub use candidates::CANDIDATES_MAX;
pub use catalogue::LoadReport;
pub use connection::Store;
pub use error::StoreError;
pub use links::SharedPlan;
pub use plans::{PLANS_MAX, SavedPlan};
pub use venues::VenuePage;
pub use visitors::Visitor;
