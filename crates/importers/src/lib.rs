//! Outside formats, read into domain drafts and rejections.
//!
//! Parsers are pure: text in, drafts and reasons out. This crate must never know the database, HTTP, a clock or who asked
//! for the import; what needs a judgement that is not its own (the evaluator of opening hours) comes as an argument.

pub mod catalogue;
pub mod places;
pub mod trips;
