use clap::Parser;

use super::*;
use crate::command::CommandLine;

fn config(flags: &[&str]) -> Result<Config, String> {
    let line = CommandLine::try_parse_from(["okolica", "serve"].iter().chain(flags));
    line.map(|line| line.config).map_err(|error| error.to_string())
}

#[test]
fn without_any_key_it_serves_a_file_on_the_own_machine() {
    let config = config(&[]).unwrap();
    assert_eq!(config.database_url().reveal(), "sqlite:var/okolica.sqlite");
    assert_eq!(config.address.to_string(), "127.0.0.1:3000");
    let site = config.site().unwrap();
    assert_eq!((site.base_url.as_str(), site.secure), ("http://127.0.0.1:3000", false));
    assert_eq!(config.now, None);
}

#[test]
fn values_that_cannot_be_are_refused_with_the_flag_that_holds_them() {
    let cases = [
        (["--address", "localhost"], "--address"),
        (["--database-url", "mysql://root@host/db"], "sqlite: or postgres://"),
        (["--base-url", "okolica.example"], "--base-url"),
        (["--base-url", "https://okolica.example/app"], "nothing else"),
        (["--base-url", "https://user@okolica.example"], "--base-url"),
        (["--map-style-url", "javascript:alert(1)"], "--map-style-url"),
        (["--map-style-url", "https://tiles.example; script-src *"], "--map-style-url"),
        (["--log-format", "xml"], "--log-format"),
        (["--now", "2026-11-21"], "YYYY-MM-DDTHH:MM"),
        (["--now", "2026-02-30T10:00"], "YYYY-MM-DDTHH:MM"),
        (["--now", "2026-11-21T25:00"], "YYYY-MM-DDTHH:MM"),
    ];
    for (flags, expected) in cases {
        let told = config(&flags).unwrap_err();
        assert!(told.contains(expected), "{flags:?}: {told}");
    }
}

#[test]
fn a_public_https_address_makes_the_site_secure_and_loses_its_slash() {
    let site = config(&["--base-url", "https://Okolica.example/"]).unwrap().site().unwrap();
    assert_eq!((site.base_url.as_str(), site.secure), ("https://okolica.example", true));
}

#[test]
fn an_operator_is_named_in_full_or_not_at_all() {
    let whole = [
        "--operator-name",
        "Gmina Skawina",
        "--operator-email",
        "okolica@skawina.example",
        "--operator-phone",
        "12 345",
    ];
    let operator = config(&whole).unwrap().site().unwrap().operator.unwrap();
    assert_eq!((operator.name.as_str(), operator.phone.as_str()), ("Gmina Skawina", "12 345"));
    assert_eq!(config(&whole[..4]).unwrap().site().err(), Some(HalfAnOperator));
    assert!(config(&["--operator-name", " "]).unwrap_err().contains("1 to 200 characters"));
}

#[test]
fn the_clock_can_be_stopped() {
    let now = config(&["--now", "2026-11-21T09:30"]).unwrap().now.unwrap();
    assert_eq!((now.date.to_string().as_str(), now.minute), ("2026-11-21", 570));
}

#[test]
fn a_password_is_never_shown() {
    let secret = "hunter2";
    let urls = [
        "postgres://okolica:hunter2@db.example:5432/okolica",
        "postgres://okolica:p@ss:hunter2@db.example/okolica",
        "postgres://db.example/okolica?user=okolica&password=hunter2",
    ];
    for url in urls {
        let config = config(&["--database-url", url]).unwrap();
        for shown in [format!("{config:?}"), config.database_url().to_string()] {
            assert!(!shown.contains(secret), "{shown}");
            assert!(shown.contains("db.example"), "{shown}");
        }
        assert!(config.database_url().reveal().contains(secret));
    }
    let help = CommandLine::command().render_long_help().to_string();
    assert!(!help.contains(secret));
}

#[test]
fn a_key_that_means_nothing_stops_the_start_and_names_those_that_do() {
    let environment = |key: &str| check_environment([(OsString::from(key), OsString::from("x"))]);
    assert_eq!(environment("PATH"), Ok(()));
    assert_eq!(environment("OKOLICA_ADDRESS"), Ok(()));
    let told = environment("OKOLICA_ADRESS").unwrap_err().to_string();
    assert!(told.contains("OKOLICA_ADRESS") && told.contains("OKOLICA_ADDRESS, OKOLICA_BASE_URL"), "{told}");
    assert_eq!(known_keys().len(), 11);
}

#[test]
fn origins_of_addresses() {
    let cases = [
        ("https://tiles.example/style.json?key=1", Some("https://tiles.example")),
        ("http://127.0.0.1:8080", Some("http://127.0.0.1:8080")),
        ("http://[::1]:3000/", Some("http://[::1]:3000")),
        ("ftp://tiles.example", None),
        ("https://", None),
        ("https://a b", None),
        ("https://a;b", None),
        ("/style.json", None),
    ];
    for (url, origin) in cases {
        assert_eq!(origin_of(url).as_deref(), origin, "{url}");
    }
}
