//! The commands of the program.

pub mod backup;
pub mod catalogue;
pub mod serve;
pub mod trips;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use chrono::NaiveDate;
use clap::{Parser, Subcommand};
use store::Store;

use crate::config::Config;
use crate::http::log;
use crate::trips::board::{WEEKENDS, WEEKENDS_MAX};

/// Okolica: plan a day out in Kraków and the gminas around it.
#[derive(Debug, Parser)]
#[command(name = "okolica", version, about, after_help = "Without a command, okolica serves.")]
pub struct CommandLine {
    /// What to do.
    #[command(subcommand)]
    pub command: Option<Command>,

    /// The configuration.
    #[command(flatten)]
    pub config: Config,
}

/// What the program can do.
#[derive(Debug, Clone, Subcommand)]
pub enum Command {
    /// Serve the application
    Serve,
    /// Check or load the venues of the catalogue
    #[command(subcommand)]
    Catalogue(Catalogue),
    /// Check the trips that the program carries against the catalogue in the database
    #[command(subcommand)]
    Trips(Trips),
    /// Write a copy of the embedded database to a new file, while the program serves or not
    Backup {
        /// The file to write; it must not exist
        file: PathBuf,
    },
}

/// What can be done with a catalogue.
#[derive(Debug, Clone, Subcommand)]
pub enum Catalogue {
    /// Load venues from a CSV file, or those that the program carries; changes nothing if any row is rejected
    Load {
        /// The file [default: the catalogue that the program carries]
        file: Option<PathBuf>,
        /// Load the rows that are right, although others are rejected
        #[arg(long)]
        skip_rejected: bool,
    },
    /// Say of every row of a CSV file why it would be rejected, and touch no database
    Check {
        /// The file [default: the catalogue that the program carries]
        file: Option<PathBuf>,
    },
}

/// What can be done with the trips.
#[derive(Debug, Clone, Subcommand)]
pub enum Trips {
    /// Say what is wrong with each trip on the coming Saturdays and Sundays
    ///
    /// Prints a line for every fault: trip, date, venue, what is wrong, and the nearest
    /// date on which the trip works. Hours that nobody knows are no fault.
    ///
    /// Ends with code 1 if a trip works on none of these days; one with a venue that is
    /// no longer in the catalogue never works.
    #[command(verbatim_doc_comment)]
    Check {
        /// The first day to look at, YYYY-MM-DD [default: today]
        #[arg(long, value_name = "DATE")]
        from: Option<NaiveDate>,
        /// How many weekends to look at; one that has begun is the first of them
        #[arg(
            long,
            value_name = "N",
            default_value_t = WEEKENDS,
            value_parser = clap::value_parser!(u32).range(1..=i64::from(WEEKENDS_MAX))
        )]
        weekends: u32,
    },
}

/// Runs a command to its end.
///
/// # Errors
/// Whatever stopped it, with what it was about.
pub fn run(line: CommandLine) -> Result<ExitCode> {
    log::start(line.config.log_format);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().context("starting the runtime")?;
    let config = line.config;
    runtime.block_on(async {
        match line.command.unwrap_or(Command::Serve) {
            Command::Serve => serve::run(&config).await,
            Command::Catalogue(Catalogue::Check { file }) => catalogue::check(file.as_deref()),
            Command::Catalogue(Catalogue::Load { file, skip_rejected }) => {
                catalogue::load(&config, file.as_deref(), skip_rejected).await
            }
            Command::Trips(Trips::Check { from, weekends }) => trips::check(&config, from, weekends).await,
            Command::Backup { file } => backup::run(&config, &file).await,
        }
    })
}

/// Writes a line to whoever called the program; the log is for whoever runs it.
///
/// # Errors
/// If nobody reads any more.
pub fn say(mut to: impl Write, line: &str) -> std::io::Result<()> {
    writeln!(to, "{line}")?;
    to.flush()
}

/// Opens the database of a configuration and brings its schema up to date.
async fn open(config: &Config) -> Result<Store> {
    let url = config.database_url();
    if config.database_url.is_none() {
        let folder = &config.data_folder;
        std::fs::create_dir_all(folder).with_context(|| format!("making the data folder {}", folder.display()))?;
    }
    let store = Store::connect(url.reveal()).await.with_context(|| format!("opening the database {url}"))?;
    migration::up(store.migration_connection()).await.with_context(|| format!("bringing {url} up to date"))?;
    Ok(store)
}
