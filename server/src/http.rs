//! Everything between the socket and the routes.

pub mod caching;
pub mod cross_site;
pub mod detached;
pub mod fault;
pub mod files;
pub mod limits;
pub mod log;
pub mod policy;
pub mod visitor;
