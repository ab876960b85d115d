//! Requests that clients give up leave nothing behind.

use std::process::Command;
use std::time::Duration;

use axum::http::Method;
use tower::ServiceExt;

use crate::test_app::{TestApp, request};

/// Says that this process runs nothing but the measurement.
const ALONE: &str = "MEASURE_ABORTED_RENDERINGS";

/// The memory of this process in kilobytes, or nothing where the system does not say.
fn resident_kb() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

async fn abort(app: &TestApp, times: u32) {
    for i in 0..times {
        let rendering = app.routes.clone().oneshot(request(Method::GET, "/gminas/skawina"));
        // Long enough to begin, too short to end.
        let _ = tokio::time::timeout(Duration::from_micros(200 + u64::from(i % 8) * 200), rendering).await;
        if i % 16 == 0 {
            // The program goes on while clients come and go.
            assert_eq!(app.get("/healthz").await.status, 200);
        }
    }
    // Whatever still runs ends.
    tokio::time::sleep(Duration::from_secs(3)).await;
}

/// Memory is that of a process, so the measurement has one of its own: this test starts itself once more, alone.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_thousand_aborted_renderings_do_not_grow_the_program() {
    if std::env::var_os(ALONE).is_none() {
        let test = "aborted::two_thousand_aborted_renderings_do_not_grow_the_program";
        let alone =
            Command::new(std::env::current_exe().unwrap()).args(["--exact", test]).env(ALONE, "1").output().unwrap();
        assert!(alone.status.success(), "{}", String::from_utf8_lossy(&alone.stdout));
        return;
    }
    let app = TestApp::new().await;
    // The first ones fill pools and caches.
    abort(&app, 500).await;
    let Some(before) = resident_kb() else { return };
    abort(&app, 2_000).await;
    let after = resident_kb().unwrap_or(before);
    // A rendering that is not detached leaves 8 to 20 kB each: 16 to 40 MB.
    assert!(after < before + 8_000, "{before} kB before, {after} kB after");
}
