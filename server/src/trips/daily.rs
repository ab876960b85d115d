//! The daily look at the trips, while the program serves.

use std::sync::Arc;
use std::time::Duration;

use app::server::Clock;
use chrono::NaiveDate;
use domain::trip::TripFault;
use store::{Store, StoreError};
use tokio::time::MissedTickBehavior;

use super::board::{Posted, TripBoard, WEEKENDS};
use super::{check, reason};

/// How often it is asked whether a new day has begun, or whether the database is back. Asking the clock again and again is
/// right even where a day has not 24 hours and where the machine slept over midnight.
pub const EVERY: Duration = Duration::from_secs(5 * 60);

/// Checks the trips at once and then soon after each midnight, without end. A check that fails is logged, and made again
/// after `every`.
pub async fn keep(board: TripBoard, store: Store, clock: Arc<dyn Clock>, every: Duration) {
    let mut ticks = tokio::time::interval(every);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut checked = None;
    loop {
        ticks.tick().await;
        let today = clock.now().date;
        if checked == Some(today) {
            continue;
        }
        match refresh(&board, &store, today).await {
            Ok(()) => checked = Some(today),
            Err(error) => tracing::warn!(%error, "the trips could not be checked; they will be again soon"),
        }
    }
}

/// Checks the trips and posts what was found; if that fails, the board stays as it is.
async fn refresh(board: &TripBoard, store: &Store, today: NaiveDate) -> Result<(), StoreError> {
    let trips = board.latest().iter().map(|posted| posted.trip.clone()).collect();
    let posted = check(store, trips, today, WEEKENDS).await?;
    posted.iter().for_each(complain);
    board.post(posted);
    Ok(())
}

/// Logs a trip that works on none of the coming weekends, with what is wrong on the first day of them.
fn complain(posted: &Posted) {
    let Some(state) = posted.state.as_ref().filter(|state| !state.works_on_a_weekend()) else {
        return;
    };
    let told = |fault: &TripFault| format!("{}: {}", fault.venue, reason(&fault.warning));
    let faults = state.weekends.first().map(|day| day.check.faults.iter().map(told).collect::<Vec<_>>());
    tracing::warn!(
        trip = %posted.trip.slug,
        reason = faults.unwrap_or_default().join("; "),
        next_works = state.next_works.map(tracing::field::display),
        "a trip works on none of the coming weekends"
    );
}
