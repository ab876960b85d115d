//! `okolica trips`: whether the trips that the program carries work.

use std::fmt::Write;
use std::process::ExitCode;

use anyhow::{Context as _, Result, ensure};
use app::server::Clock;
use chrono::NaiveDate;

use super::{open, say};
use crate::clock::{FrozenClock, SystemClock};
use crate::config::Config;
use crate::trips::board::{AHEAD_DAYS, Posted, TripState};
use crate::trips::{self, reason};

/// Says what is wrong with the trips on the coming weekends.
///
/// # Errors
/// If the database cannot be read or holds no catalogue.
pub async fn check(config: &Config, from: Option<NaiveDate>, weekends: u32) -> Result<ExitCode> {
    let carried = trips::read(&crate::catalogue::read(None)?)?;
    let store = open(config).await?;
    let version = store.catalogue_version().await.context("asking for the catalogue's version")?;
    ensure!(version > 0, "{} holds no catalogue; `okolica catalogue load` brings one", config.database_url());
    let today = config.now.map_or_else(|| SystemClock.now(), |now| FrozenClock(now).now()).date;
    let posted = trips::check(&store, carried, from.unwrap_or(today), weekends).await.context("checking the trips")?;
    store.close().await.context("closing the database")?;
    say(std::io::stdout(), &verdict(&posted))?;
    Ok(if states(&posted).all(TripState::works_on_a_weekend) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn states(posted: &[Posted]) -> impl Iterator<Item = &TripState> {
    posted.iter().filter_map(|posted| posted.state.as_ref())
}

/// A line for every fault of every trip, and one with the totals.
fn verdict(posted: &[Posted]) -> String {
    let mut told = String::new();
    for (trip, state) in posted.iter().filter_map(|posted| Some((&posted.trip, posted.state.as_ref()?))) {
        for (day, fault) in state.faults() {
            let reason = reason(&fault.warning);
            let _ = write!(told, "{}  {}  {}: {reason}; ", trip.slug, day.date, fault.venue);
            let _ = match day.nearest {
                Some(nearest) => writeln!(told, "the trip works on {nearest}"),
                None => writeln!(told, "the trip works on none of the {AHEAD_DAYS} days that were looked at"),
            };
        }
    }
    let days = states(posted).map(|state| state.weekends.len()).max().unwrap_or(0);
    let idle = states(posted).filter(|state| !state.works_on_a_weekend()).count();
    let _ = write!(told, "{} trips on {days} weekend days, without a day that works: {idle}", posted.len());
    told
}
