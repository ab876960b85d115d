//! What the store promises, asked of both engines: every test runs on a file of SQLite and on PostgreSQL.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test ends where its expectation does, in helpers too"
)]

mod backup;
mod capacity;
mod catalogue;
mod engines;
mod favourites;
mod fixtures;
mod links;
mod migrations;
mod plans;
mod postgres;
mod search;
mod threads;
mod trips;
mod venues;
mod visitors;
mod words;
