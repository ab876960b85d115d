//! What is remembered between requests: bounded, and keyed by the version of the catalogue, so that it can never be out of date.

use std::collections::HashMap;
use std::sync::Arc;

use domain::geo::BoundingBox;
use domain::hours::LocalTime;
use quick_cache::sync::Cache;

use crate::choices::Choices;
use crate::cube::Cube;
use crate::gminas::Gminas;

/// Scores of venues for one text, by key.
pub(crate) type Scores = HashMap<i64, u32>;

/// What the venues of a cube have in common.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct CubeKey {
    pub version: i64,
    /// The text as the index is asked for it; absent for any.
    pub query: Option<String>,
    pub within: Option<BoundingBox>,
    pub open_at: Option<LocalTime>,
}

pub(crate) struct Memory {
    /// By version of the catalogue.
    pub gminas: Cache<i64, Arc<Gminas>>,
    pub cubes: Cache<CubeKey, Arc<Cube>>,
    /// Venues in the order of their fit to a text, by scope and choices.
    pub orders: Cache<(CubeKey, Choices), Arc<[i64]>>,
    /// By version and query.
    pub scores: Cache<(i64, String), Arc<Scores>>,
    /// Strings of opening hours that are open, as a JSON array, by version and moment.
    pub open: Cache<(i64, LocalTime), Arc<str>>,
}

impl Memory {
    pub(crate) fn new() -> Self {
        Self {
            gminas: Cache::new(4),
            cubes: Cache::new(128),
            orders: Cache::new(64),
            scores: Cache::new(32),
            open: Cache::new(128),
        }
    }
}
