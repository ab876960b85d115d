//! The optimiser, held to what it promises. Every plan passes the independent checker.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that fails here says what it should; helpers of tests count as none"
)]

mod bounds;
mod checker;
mod determinism;
mod explanations;
mod generate;
mod golden;
mod limits;
mod oracle;
mod travel;
