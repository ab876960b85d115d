//! The program `okolica`: the application and its machine endpoints, served over HTTP.
//!
//! It wires the other crates together and answers for everything between the socket and them: headers, limits, caching,
//! logs, commands. It must never know SQL, decide a rule of the domain, or build a page that the application could build.

pub mod catalogue;
pub mod clock;
pub mod command;
pub mod config;
pub mod http;
pub mod route;
pub mod router;
pub mod state;
pub mod trips;
