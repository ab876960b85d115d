//! Whether the planner gives the golden answers here too: succeeds if it does. Compiled for WebAssembly and run by
//! `scripts/determinism.test.mjs`; natively it also prints them.

#[path = "../../../crates/planner/tests/planner/generate.rs"]
mod generate;
#[path = "../../../crates/planner/tests/planner/golden.rs"]
mod golden;

use std::process::ExitCode;

fn main() -> ExitCode {
    let answer = golden::answer();
    println!("{answer:#018x}");
    if answer == golden::GOLDEN { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
