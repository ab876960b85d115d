//! The program on the command line, as its operator meets it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const VENUES: &str = include_str!("../../../data/venues.csv");

/// The program, in a folder of its own, on Saturday, 21 November 2026.
pub fn okolica(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_okolica"));
    for (key, _) in std::env::vars().filter(|(key, _)| key.starts_with("OKOLICA_")) {
        command.env_remove(key);
    }
    command.args(arguments).args(["--data-folder", "data", "--now", "2026-11-21T10:00"]).current_dir(folder);
    command
}

/// Whether it ended well, and what it said.
pub fn run(folder: &Path, arguments: &[&str]) -> (bool, String) {
    let Output { status, stdout, stderr } = okolica(folder, arguments).output().unwrap();
    (status.success(), String::from_utf8_lossy(&stdout).into_owned() + &String::from_utf8_lossy(&stderr))
}

#[test]
fn a_catalogue_is_loaded_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let load = |more: &[&str]| run(folder.path(), &[&["catalogue", "load"], more].concat());
    let (fine, told) = load(&[]);
    assert!(fine && told.contains("245 added, 0 changed, 0 unchanged, 0 rejected"), "{told}");
    let (fine, told) = load(&[]);
    assert!(fine && told.contains("0 added, 0 changed, 245 unchanged, 0 rejected"), "{told}");

    // One row is renamed, one is spoilt, and one is new.
    let changed = VENUES.replace(",Rynek Główny,", ",Rynek,").replace("hejnałem", "hejnałem\u{7}");
    let fresh = VENUES.lines().nth(1).unwrap().replace("rynek-glowny", "rynek-nowy");
    std::fs::write(folder.path().join("mine.csv"), format!("{changed}{fresh}\n")).unwrap();
    let (fine, told) = load(&["mine.csv"]);
    assert!(!fine && told.contains("line 4, bazylika-mariacka: 'short_description_pl' must have"), "{told}");
    assert!(told.contains("nothing was loaded"), "{told}");
    let (fine, told) = load(&["mine.csv", "--skip-rejected"]);
    assert!(fine, "{told}");
    for line in [
        "added     rynek-nowy",
        "changed   rynek-glowny",
        "rejected  line 4",
        "1 added, 1 changed, 243 unchanged, 1 rejected",
    ] {
        assert!(told.contains(line), "{line}: {told}");
    }
}

#[test]
fn a_catalogue_is_checked_without_a_database() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run(folder.path(), &["catalogue", "check"]), (true, "245 rows are right, 0 rejected\n".to_owned()));
    std::fs::write(folder.path().join("other.csv"), VENUES.replace("slug,", "slug,phone,")).unwrap();
    let (fine, told) = run(folder.path(), &["catalogue", "check", "other.csv"]);
    assert!(!fine && told.contains("the column 'phone' is unknown"), "{told}");
    let (fine, told) = run(folder.path(), &["catalogue", "check", "nothing.csv"]);
    assert!(!fine && told.contains("reading nothing.csv"), "{told}");
    assert!(!folder.path().join("data").exists());
}

#[test]
fn a_backup_is_a_database_that_can_be_served_and_never_overwrites() {
    let folder = tempfile::tempdir().unwrap();
    let (fine, told) = run(folder.path(), &["backup", "copy.sqlite"]);
    assert!(!fine && told.contains("there is no database"), "{told}");
    assert!(run(folder.path(), &["catalogue", "load"]).0);
    let (fine, told) = run(folder.path(), &["backup", "copy.sqlite"]);
    assert!(fine && told.contains("copied to copy.sqlite"), "{told}");
    let (fine, told) = run(folder.path(), &["catalogue", "load", "--database-url", "sqlite:copy.sqlite"]);
    assert!(fine && told.contains("245 unchanged"), "{told}");
    let (fine, told) = run(folder.path(), &["backup", "copy.sqlite"]);
    assert!(!fine && told.contains("never overwrites"), "{told}");
}

#[test]
fn an_unknown_key_of_the_environment_stops_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let output = okolica(folder.path(), &["catalogue", "check"]).env("OKOLICA_DATABSE_URL", "x").output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(
        !output.status.success() && told.contains("OKOLICA_DATABSE_URL") && told.contains("OKOLICA_DATABASE_URL"),
        "{told}"
    );
}

#[cfg(unix)]
#[test]
fn from_an_empty_folder_to_a_served_page_and_a_clean_end() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = okolica(folder.path(), &["serve", "--address", "127.0.0.1:0", "--log-format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address =
        line.trim().strip_prefix("Okolica is ready on http://").unwrap_or_else(|| panic!("{line}")).to_owned();
    let mut stream = TcpStream::connect(&address).unwrap();
    write!(stream, "GET /shared/secret-of-somebody?q=private HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")
        .unwrap();
    let mut page = String::new();
    stream.read_to_string(&mut page).unwrap();
    assert!(page.starts_with("HTTP/1.1 404") && page.contains("</html>"), "{page}");

    assert!(Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap().success());
    let mut log = String::new();
    child.stderr.take().unwrap().read_to_string(&mut log).unwrap();
    assert!(child.wait().unwrap().success(), "{log}");
    assert!(log.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()), "{log}");
    assert!(
        log.contains("\"path\":\"/shared/…\"") && !log.contains("secret-of-somebody") && !log.contains("private"),
        "{log}"
    );
    assert!(folder.path().join("data/okolica.sqlite").exists());
    assert!(!folder.path().join("data/okolica.sqlite-wal").exists(), "the write-ahead log was moved into the file");
}

#[test]
fn the_readme_names_every_key() {
    let readme = include_str!("../../../README.md");
    for key in server::config::known_keys() {
        assert!(readme.contains(&key), "{key} is missing from the README");
    }
}
