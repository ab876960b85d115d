//! Instants as the database keeps them.

use std::time::{SystemTime, UNIX_EPOCH};

/// Whole milliseconds since 1970 UTC: one number that sorts alike on every engine.
pub(crate) fn now() -> i64 {
    let elapsed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(elapsed.as_millis()).unwrap_or(i64::MAX)
}
