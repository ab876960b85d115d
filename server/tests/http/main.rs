//! What the product promises over HTTP: tests over the router that the program serves, on a real database file.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod aborted;
mod architecture;
mod availability;
mod commands;
mod companions;
mod cross_site;
mod files;
mod functions;
mod headers;
mod import;
mod limits;
mod map;
mod pages;
mod panics;
mod postgres;
mod print;
mod proposals;
mod proposals_refused;
mod search_engines;
mod serving;
mod take_along;
mod test_app;
mod trips;
