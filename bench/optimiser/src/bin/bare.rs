//! What any program has that reads numbers and keeps them: memory, text, numbers with decimals. `instances` less this is
//! what the solver adds.

#[path = "../node.rs"]
mod node;

use std::process::ExitCode;

fn main() -> ExitCode {
    let text = node::text();
    let Ok(numbers) = text.split_whitespace().map(str::parse).collect::<Result<Vec<f64>, _>>() else {
        return ExitCode::FAILURE;
    };
    let told = format!("{:?}", (numbers, node::routes(), node::seed(), node::elapsed()));
    node::tell(told.len() as u32);
    ExitCode::SUCCESS
}
