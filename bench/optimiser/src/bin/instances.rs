//! A public instance, solved: tells the rounds, then for every route how many places it has, and which. Compiled for
//! WebAssembly and run by `bench/optimiser/wasm.mjs`; with `bare` it also says what the solver adds to a program.

#[path = "../../../../crates/planner/examples/toptw/format.rs"]
mod format;
#[path = "../node.rs"]
mod node;

use std::process::ExitCode;

fn main() -> ExitCode {
    let format = format::Format::named("toptw");
    let read = format.map(|format| format::read(&node::text(), format, node::routes() as usize));
    let Some(Ok(instance)) = read else { return ExitCode::FAILURE };
    let elapsed = |_: &planner::Progress| node::elapsed() as usize;
    let (solution, progress) = planner::solve(instance.problem, node::seed().into(), elapsed, |_| ());
    node::tell(progress.iterations as u32);
    for day in &solution.days {
        node::tell(day.stops.len() as u32);
        for stop in &day.stops {
            node::tell(instance.ids.get(stop.place).map_or(0, |id| *id as u32));
        }
    }
    ExitCode::SUCCESS
}
