//! The optimiser, held to what it promises. Every plan passes the independent checker.

mod bounds;
mod checker;
mod determinism;
mod explanations;
mod generate;
mod golden;
mod limits;
mod oracle;
mod travel;
