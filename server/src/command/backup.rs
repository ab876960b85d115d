//! `okolica backup`: a copy of the embedded database that is whole although others write meanwhile.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result, ensure};
use store::{Store, StoreError};

use super::say;
use crate::config::Config;

/// Writes the copy.
///
/// # Errors
/// If the file exists already, cannot be written, or the database is not an embedded one.
pub async fn run(config: &Config, file: &Path) -> Result<ExitCode> {
    ensure!(!file.exists(), "{} exists already; a backup never overwrites", file.display());
    let url = config.database_url();
    if let Some(path) = url.reveal().strip_prefix("sqlite:").map(|path| path.split('?').next().unwrap_or(path)) {
        ensure!(Path::new(path.trim_start_matches("//")).exists(), "there is no database at {path}");
    }
    let store = Store::connect(url.reveal()).await.with_context(|| format!("opening the database {url}"))?;
    match store.backup(file).await {
        Ok(()) => {}
        Err(StoreError::Invalid(_)) => {
            anyhow::bail!("PostgreSQL is backed up by pg_dump: pg_dump --format=custom --file={}", file.display())
        }
        Err(error) => return Err(error).with_context(|| format!("writing {}", file.display())),
    }
    store.close().await.context("closing the database")?;
    say(std::io::stdout(), &format!("{url} was copied to {}", file.display()))?;
    Ok(ExitCode::SUCCESS)
}
