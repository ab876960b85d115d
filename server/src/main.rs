//! Reads the command line and runs one command.

use std::process::ExitCode;

use clap::Parser;
use server::command::{self, CommandLine};
use server::config;

fn main() -> ExitCode {
    let line = CommandLine::parse();
    let told =
        config::check_environment(std::env::vars_os()).map_err(anyhow::Error::from).and_then(|()| command::run(line));
    match told {
        Ok(code) => code,
        Err(error) => {
            // The log may go to a collector; whoever typed the command reads the standard error.
            let _ = command::say(std::io::stderr(), &format!("okolica: {error:#}"));
            ExitCode::FAILURE
        }
    }
}
