//! `okolica catalogue`: checking and loading venues.

use std::fmt::Write;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use app::server::Clock;
use importers::catalogue::{Catalogue, FILE_MAX};
use store::{LoadReport, Store};

use super::{open, say};
use crate::catalogue;
use crate::clock::{FrozenClock, SystemClock};
use crate::config::Config;

/// Says why rows would be rejected.
///
/// # Errors
/// If the file cannot be read or is not in the format.
pub fn check(file: Option<&Path>) -> Result<ExitCode> {
    let catalogue = read(file)?;
    say(std::io::stdout(), &verdict(&catalogue))?;
    Ok(if catalogue.rejections.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Loads venues, and says what became of every row.
///
/// # Errors
/// If the file cannot be read or is not in the format, or the database refuses; nothing is changed then.
pub async fn load(config: &Config, file: Option<&Path>, skip_rejected: bool) -> Result<ExitCode> {
    let catalogue = read(file)?;
    if !catalogue.rejections.is_empty() && !skip_rejected {
        let told = format!("{}\nnothing was loaded; --skip-rejected loads the others", verdict(&catalogue));
        say(std::io::stdout(), &told)?;
        return Ok(ExitCode::FAILURE);
    }
    let store = open(config).await?;
    let report = load_into(&store, config, &catalogue).await?;
    store.close().await.context("closing the database")?;
    say(std::io::stdout(), &told(&catalogue, &report))?;
    Ok(ExitCode::SUCCESS)
}

/// Loads the embedded catalogue where it is not the one that was loaded last, so that what an operator loaded later stays.
///
/// # Errors
/// If the database refuses, or the note of what was loaded cannot be kept.
pub async fn load_embedded(store: &Store, config: &Config, catalogue: &Catalogue) -> Result<()> {
    let note = config.data_folder.join("catalogue.loaded");
    let fingerprint = catalogue::fingerprint();
    let empty = store.catalogue_version().await.context("asking for the catalogue's version")? == 0;
    if !empty && std::fs::read_to_string(&note).is_ok_and(|loaded| loaded.trim() == fingerprint) {
        return Ok(());
    }
    let report = load_into(store, config, catalogue).await?;
    tracing::info!(
        added = report.added.len(),
        changed = report.changed.len(),
        unchanged = report.unchanged,
        "loaded the catalogue"
    );
    std::fs::create_dir_all(&config.data_folder)
        .and_then(|()| std::fs::write(&note, fingerprint))
        .with_context(|| format!("writing {}", note.display()))
}

fn read(file: Option<&Path>) -> Result<Catalogue> {
    let Some(path) = file else {
        return Ok(catalogue::read(None)?);
    };
    let about = || format!("reading {}", path.display());
    let size = std::fs::metadata(path).with_context(about)?.len();
    anyhow::ensure!(size <= FILE_MAX as u64, "{} is larger than 10 MB", path.display());
    let text = std::fs::read_to_string(path).with_context(about)?;
    catalogue::read(Some(&text)).with_context(about)
}

async fn load_into(store: &Store, config: &Config, catalogue: &Catalogue) -> Result<LoadReport> {
    let now = config.now.map_or_else(|| SystemClock.now(), |now| FrozenClock(now).now());
    store.load_catalogue(&catalogue.gminas, &catalogue.venues, now).await.context("loading the catalogue")
}

fn verdict(catalogue: &Catalogue) -> String {
    let mut told = String::new();
    for rejection in &catalogue.rejections {
        let _ = writeln!(told, "{rejection}");
    }
    let (taken, rejected) = (catalogue.venues.len(), catalogue.rejections.len());
    let _ = write!(told, "{taken} rows are right, {rejected} rejected");
    told
}

fn told(catalogue: &Catalogue, report: &LoadReport) -> String {
    let mut told = String::new();
    for rejection in &catalogue.rejections {
        let _ = writeln!(told, "rejected  {rejection}");
    }
    for (word, slugs) in [("added", &report.added), ("changed", &report.changed)] {
        for slug in slugs {
            let _ = writeln!(told, "{word:<9} {slug}");
        }
    }
    let (added, changed) = (report.added.len(), report.changed.len());
    let (unchanged, rejected) = (report.unchanged, catalogue.rejections.len());
    let _ = write!(told, "{added} added, {changed} changed, {unchanged} unchanged, {rejected} rejected");
    told
}
