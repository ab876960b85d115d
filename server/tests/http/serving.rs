//! Connections: slow ones are closed, and the end of the program cuts nobody off.

use std::time::Duration;

use axum::Router;
use axum::routing::get;
use server::command::serve::listen;
use server::router::router;
use server::state::State;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::test_app::TestApp;

/// A program that listens, and how to tell it to end.
struct Listening {
    address: std::net::SocketAddr,
    end: oneshot::Sender<()>,
    served: JoinHandle<()>,
}

async fn start(routes: Router, state: &State) -> Listening {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (end, told) = oneshot::channel::<()>();
    let state = state.clone();
    let served = tokio::spawn(async move {
        listen(listener, routes, &state, async move {
            let _ = told.await;
        })
        .await;
    });
    Listening { address, end, served }
}

async fn ask(address: std::net::SocketAddr, path: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let head = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

#[tokio::test]
async fn a_request_under_way_comes_to_its_end_when_the_program_is_told_to_end() {
    let app = TestApp::new().await;
    let slow = get(|| async {
        tokio::time::sleep(Duration::from_millis(1_200)).await;
        "to the end"
    });
    let routes = router(app.state.clone()).route("/slow", slow);
    let Listening { address, end, served } = start(routes, &app.state).await;
    assert!(ask(address, "/readyz").await.starts_with("HTTP/1.1 200"));
    let under_way = tokio::spawn(ask(address, "/slow"));
    tokio::time::sleep(Duration::from_millis(200)).await;
    end.send(()).unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(ask(address, "/readyz").await.starts_with("HTTP/1.1 503"), "whoever spreads the load is told");
    assert!(under_way.await.unwrap().ends_with("to the end"));
    tokio::time::timeout(Duration::from_secs(5), served).await.unwrap().unwrap();
    assert!(TcpStream::connect(address).await.is_err(), "nobody listens any more");
}

#[tokio::test]
async fn a_client_that_never_ends_its_request_is_cut_off() {
    let app = TestApp::new().await;
    let listening = start(router(app.state.clone()), &app.state).await;
    let mut stream = TcpStream::connect(listening.address).await.unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ").await.unwrap();
    // Give the server the head's beginning, then let time fly.
    tokio::time::sleep(Duration::from_millis(100)).await;
    tokio::time::pause();
    let begun = tokio::time::Instant::now();
    let mut rest = Vec::new();
    tokio::time::timeout(Duration::from_secs(60), stream.read_to_end(&mut rest)).await.unwrap().unwrap_or_default();
    assert!(begun.elapsed() <= Duration::from_secs(20), "{:?}", begun.elapsed());
}
