//! Whether the trips work: asked on the command line, and day by day while the program serves.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use app::server::Clock;
use chrono::{Days, NaiveDate};
use domain::hours::LocalTime;
use server::trips::board::{Posted, TripBoard, TripState};
use server::trips::daily;

use crate::commands::{okolica, run};
use crate::test_app::{TestApp, now};

const VENUES: &str = include_str!("../../../data/venues.csv");
/// A stop of the trip `krakow`, with hours that are known.
const MUSEUM: &str = "muzeum-lotnictwa-polskiego,";
const MUSEUM_HOURS: &str = "Tu-Su 09:00-17:00";

/// Loads the shipped catalogue with another row of the museum, which none stands for its absence.
fn load(folder: &Path, museum: impl Fn(&str) -> Option<String>) {
    let row = |line: &str| if line.starts_with(MUSEUM) { museum(line) } else { Some(line.to_owned()) };
    let rows: Vec<String> = VENUES.lines().filter_map(row).collect();
    std::fs::write(folder.join("mine.csv"), rows.join("\n") + "\n").unwrap();
    let (fine, told) = run(folder, &["catalogue", "load", "mine.csv"]);
    assert!(fine, "{told}");
}

fn open(hours: &str) -> impl Fn(&str) -> Option<String> {
    assert!(VENUES.lines().any(|line| line.starts_with(MUSEUM) && line.contains(MUSEUM_HOURS)));
    move |row| Some(row.replace(MUSEUM_HOURS, hours))
}

fn check(folder: &Path, more: &[&str]) -> (bool, String) {
    run(folder, &[&["trips", "check"], more].concat())
}

#[test]
fn the_shipped_trips_work_on_the_coming_weekends() {
    let folder = tempfile::tempdir().unwrap();
    let (fine, told) = check(folder.path(), &[]);
    assert!(!fine && told.contains("holds no catalogue") && told.contains("okolica catalogue load"), "{told}");
    assert!(run(folder.path(), &["catalogue", "load"]).0);
    let all_work = "20 trips on 16 weekend days, without a day that works: 0\n";
    assert_eq!(check(folder.path(), &[]), (true, all_work.to_owned()));
}

#[test]
fn a_trip_that_works_on_no_weekend_is_told_day_by_day() {
    let folder = tempfile::tempdir().unwrap();
    load(folder.path(), open("Mo-Fr 09:00-17:00"));
    let weekdays_only = "\
        krakow  2026-11-28  muzeum-lotnictwa-polskiego: closed, opens on 2026-11-30 at 09:00; the trip works on 2026-11-30\n\
        krakow  2026-11-29  muzeum-lotnictwa-polskiego: closed, opens on 2026-11-30 at 09:00; the trip works on 2026-11-30\n\
        20 trips on 2 weekend days, without a day that works: 1\n";
    let told = check(folder.path(), &["--from", "2026-11-23", "--weekends", "1"]);
    assert_eq!(told, (false, weekdays_only.to_owned()));
    let (fine, told) = check(folder.path(), &[]);
    assert!(!fine && told.starts_with("krakow  2026-11-21  ") && told.contains("\nkrakow  2027-01-10  "), "{told}");
    assert_eq!(told.lines().count(), 17, "eight weekends and the totals: {told}");

    load(folder.path(), open("Su 09:00-11:00; Tu 09:00-17:00"));
    let early = "\
        krakow  2026-11-28  muzeum-lotnictwa-polskiego: closed, opens on 2026-11-29 at 09:00; the trip works on 2026-12-01\n\
        krakow  2026-11-29  muzeum-lotnictwa-polskiego: closes at 11:00, during the visit; the trip works on 2026-12-01\n\
        20 trips on 2 weekend days, without a day that works: 1\n";
    let told = check(folder.path(), &["--from", "2026-11-28", "--weekends", "1"]);
    assert_eq!(told, (false, early.to_owned()));
}

#[test]
fn a_trip_that_works_on_some_day_of_the_weekends_is_fine_and_the_others_are_told() {
    let folder = tempfile::tempdir().unwrap();
    load(folder.path(), open("Su 09:00-17:00"));
    let (fine, told) = check(folder.path(), &["--weekends", "2"]);
    let dates = told.lines().filter_map(|line| line.strip_prefix("krakow  ")?.split("  ").next());
    assert_eq!(dates.collect::<Vec<_>>(), ["2026-11-21", "2026-11-28"], "{told}");
    assert!(fine && told.ends_with("20 trips on 4 weekend days, without a day that works: 0\n"), "{told}");
}

#[test]
fn a_venue_that_left_the_catalogue_is_told_on_every_day() {
    let folder = tempfile::tempdir().unwrap();
    load(folder.path(), |_| None);
    let vanished = "krakow  2026-11-22  muzeum-lotnictwa-polskiego: is not in the catalogue; \
        the trip works on none of the 100 days that were looked at\n\
        20 trips on 1 weekend days, without a day that works: 1\n";
    let told = check(folder.path(), &["--from", "2026-11-22", "--weekends", "1"]);
    assert_eq!(told, (false, vanished.to_owned()));
}

#[test]
fn the_command_says_what_it_does_and_refuses_what_it_cannot() {
    let folder = tempfile::tempdir().unwrap();
    let (fine, help) = check(folder.path(), &["--help"]);
    for part in ["--from <DATE>", "[default: today]", "--weekends <N>", "[default: 8]", "Ends with code 1"] {
        assert!(fine && help.contains(part), "{part}: {help}");
    }
    for wrong in [["--weekends", "0"], ["--weekends", "15"], ["--from", "tomorrow"]] {
        let (fine, told) = check(folder.path(), &wrong);
        assert!(!fine && told.contains(wrong[0]) && told.contains(wrong[1]), "{told}");
    }
    assert!(!folder.path().join("data").exists());
}

#[cfg(unix)]
#[test]
fn while_serving_the_log_warns_of_a_trip_that_works_on_no_weekend() {
    let folder = tempfile::tempdir().unwrap();
    load(folder.path(), open("Mo-Fr 09:00-17:00"));
    // As if this program had served here before: what an operator loaded later stays.
    std::fs::write(folder.path().join("data/catalogue.loaded"), server::catalogue::fingerprint()).unwrap();
    let mut child = okolica(folder.path(), &["serve", "--address", "127.0.0.1:0", "--log-format", "json"])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let (told, log) = std::sync::mpsc::channel();
    let lines = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
    std::thread::spawn(move || lines.for_each(|line| told.send(line).unwrap_or_default()));
    let next = || log.recv_timeout(Duration::from_secs(20)).ok();
    let is_warning = |line: &String| line.contains("\"trip\":");
    let warning = std::iter::from_fn(next).find(is_warning);
    assert!(Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap().success());
    let rest: Vec<String> = log.iter().collect();
    assert!(child.wait().unwrap().success(), "{rest:?}");
    let warning = warning.unwrap();
    let told: serde_json::Value = serde_json::from_str(&warning).unwrap();
    assert_eq!((&told["trip"], &told["next_works"]), (&"krakow".into(), &"2026-11-23".into()), "{warning}");
    assert_eq!(told["reason"], "muzeum-lotnictwa-polskiego: closed, opens on 2026-11-23 at 09:00", "{warning}");
    assert_eq!(told["level"], "WARN", "{warning}");
    assert!(!rest.iter().any(is_warning), "no other trip: {rest:?}");
}

/// A clock on which days pass when the test says so.
#[derive(Default)]
struct Calendar(AtomicU64);

impl Clock for Calendar {
    fn now(&self) -> LocalTime {
        let date = now().date.checked_add_days(Days::new(self.0.load(Ordering::SeqCst))).unwrap();
        LocalTime { date, ..now() }
    }
}

/// The first day that the trips were checked for, once all of them were checked since it was `before`.
async fn checked_after(board: &TripBoard, before: Option<NaiveDate>) -> Option<NaiveDate> {
    let first_day = |posted: &Posted| posted.state.as_ref().and_then(|state: &TripState| state.next_works);
    let look = async {
        loop {
            let first = board.latest().first().and_then(first_day);
            if first != before {
                return first;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), look).await.unwrap()
}

#[tokio::test]
async fn the_board_is_checked_at_once_and_on_every_new_day_and_survives_the_database() {
    let app = TestApp::new().await;
    let trips = server::trips::read(&server::catalogue::read(None).unwrap()).unwrap();
    let board = TripBoard::new(trips);
    assert!(board.latest().iter().all(|posted| posted.state.is_none()));
    let calendar = Arc::new(Calendar::default());
    let clock = Arc::clone(&calendar) as Arc<dyn Clock>;
    let keeping = tokio::spawn(daily::keep(board.clone(), app.store.clone(), clock, Duration::from_millis(10)));

    let saturday = checked_after(&board, None).await;
    assert_eq!(saturday, Some(now().date));
    let posted = board.latest();
    assert_eq!(posted.len(), 20);
    assert!(posted.iter().all(|posted| posted.state.as_ref().is_some_and(TripState::works_on_a_weekend)));

    calendar.0.store(1, Ordering::SeqCst);
    let sunday = checked_after(&board, saturday).await;
    assert_eq!(sunday, now().date.succ_opt());
    let days = |posted: &Posted| posted.state.as_ref().map(|state| state.weekends.len());
    assert_eq!(board.latest().first().and_then(days), Some(15), "the Saturday is past");

    app.store.close().await.unwrap();
    let known = board.latest();
    calendar.0.store(2, Ordering::SeqCst);
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(!keeping.is_finished());
    assert_eq!(board.latest(), known, "what was known stays while the database is away");
    keeping.abort();
}
