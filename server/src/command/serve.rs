//! `okolica serve`: from an empty folder to a running site, and to a clean end.

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result};
use app::server::{Clock, Context};
use axum::Router;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::Semaphore;

use super::{catalogue::load_embedded, open, say};
use crate::clock::{FrozenClock, SystemClock};
use crate::config::Config;
use crate::route::outlines::{self, Outlines};
use crate::router::router;
use crate::state::State;
use crate::trips::board::TripBoard;
use crate::trips::{self, daily};

/// How long a client may take to send the head of a request, and how long a connection may stay idle.
const HEAD_TIME: Duration = Duration::from_secs(15);
/// How many connections are open at once.
const CONNECTIONS_MAX: usize = 2_048;
/// How long requests that are under way may still take when the program is told to end.
const DRAIN_TIME: Duration = Duration::from_secs(30);
/// How long new connections are still taken after that, so that whoever spreads the load sees `/readyz` say no.
const FAREWELL: Duration = Duration::from_millis(500);

/// Serves until told to end (SIGTERM, SIGINT).
///
/// # Errors
/// If the database cannot be opened or the address not be listened on.
pub async fn run(config: &Config) -> Result<ExitCode> {
    let store = open(config).await?;
    let catalogue = crate::catalogue::read(None)?;
    load_embedded(&store, config, &catalogue).await?;
    let clock: Arc<dyn Clock> = match config.now {
        Some(now) => Arc::new(FrozenClock(now)),
        None => Arc::new(SystemClock),
    };
    let trips = trips::read(&catalogue)?;
    let board = TripBoard::new(trips.clone());
    let site = config.site()?;
    let trips = trips.into();
    let context =
        Context { store: store.clone(), clock: Arc::clone(&clock), site, trips, outlines: outlines::drawn(&catalogue) };
    let state = State::new(config, context, Outlines::of(&catalogue));
    let listener =
        TcpListener::bind(config.address).await.with_context(|| format!("listening on {}", config.address))?;
    let address = listener.local_addr().context("asking for the own address")?;
    let mut end = signal(SignalKind::terminate()).context("waiting for signals")?;
    say(std::io::stdout(), &format!("Okolica is ready on http://{address}"))?;
    tracing::info!(%address, database = %config.database_url(), "ready");
    let told_to_end = async move {
        tokio::select! {
            _ = end.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
    };
    let keeping = tokio::spawn(daily::keep(board, store.clone(), clock, daily::EVERY));
    listen(listener, router(state.clone()), &state, told_to_end).await;
    keeping.abort();
    // It lets go of the database before that is closed; that it was cut short is no news.
    let _ = keeping.await;
    store.close().await.context("closing the database")?;
    tracing::info!("ended");
    Ok(ExitCode::SUCCESS)
}

/// Serves connections until `told_to_end`, then lets the requests that are under way come to their end.
pub async fn listen(listener: TcpListener, routes: Router, state: &State, told_to_end: impl Future<Output = ()>) {
    let open = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    let ending = async {
        told_to_end.await;
        tracing::info!("told to end; requests under way come to their end");
        state.drain();
        tokio::time::sleep(FAREWELL).await;
    };
    tokio::pin!(ending);
    loop {
        tokio::select! {
            () = &mut ending => break,
            () = accept(&listener, &routes, &open, &places) => {}
        }
    }
    drop(listener);
    if tokio::time::timeout(DRAIN_TIME, open.shutdown()).await.is_err() {
        tracing::warn!("some requests did not end within 30 s and were cut");
    }
}

async fn accept(listener: &TcpListener, routes: &Router, open: &GracefulShutdown, places: &Arc<Semaphore>) {
    let Ok(place) = Arc::clone(places).acquire_owned().await else {
        return;
    };
    let stream = match listener.accept().await {
        Ok((stream, _)) => stream,
        Err(error) => {
            // Most often no file descriptor is left: the next connection that ends gives one back.
            tracing::warn!(%error, "a connection could not be taken");
            return tokio::time::sleep(Duration::from_millis(100)).await;
        }
    };
    let _ = stream.set_nodelay(true);
    let mut builder = auto::Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(HEAD_TIME).max_buf_size(64 * 1024);
    builder.http2().timer(TokioTimer::new()).keep_alive_interval(HEAD_TIME).max_concurrent_streams(100);
    let service = TowerToHyperService::new(routes.clone());
    let connection = builder.serve_connection(TokioIo::new(stream), service).into_owned();
    let connection = open.watch(connection);
    tokio::spawn(async move {
        if let Err(error) = connection.await {
            tracing::debug!(%error, "a connection ended badly");
        }
        drop(place);
    });
}
