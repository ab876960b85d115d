//! Who may know whom: the direction of dependencies, read from the manifests and from the tree of the browser's build.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

/// The names that stand under `[dependencies]` of a member.
fn dependencies(member: &str) -> BTreeSet<String> {
    let manifest = std::fs::read_to_string(root().join(member).join("Cargo.toml")).unwrap();
    let section =
        manifest.split("\n[").find(|section| section.starts_with("dependencies]")).unwrap_or_default().to_owned();
    let name = |line: &str| line.split(['.', '=', ' ']).next().unwrap_or_default().to_owned();
    section.lines().skip(1).filter(|line| !line.starts_with('#') && !line.is_empty()).map(name).collect()
}

#[test]
fn dependencies_between_our_crates_point_one_way() {
    let ours = ["app", "domain", "frontend", "importers", "migration", "planner", "routing", "server", "store"];
    let allowed: &[(&str, &[&str])] = &[
        ("crates/domain", &["planner"]),
        ("crates/importers", &["domain"]),
        ("crates/migration", &[]),
        ("crates/store", &["domain"]),
        ("app", &["domain", "store"]),
        ("frontend", &["app"]),
        ("server", &["app", "domain", "importers", "migration", "routing", "store"]),
    ];
    for (member, may_know) in allowed {
        let known = dependencies(member);
        let of_ours: Vec<_> = known.iter().filter(|name| ours.contains(&name.as_str())).collect();
        assert!(of_ours.iter().all(|name| may_know.contains(&name.as_str())), "{member} knows {of_ours:?}");
    }
}

#[test]
fn only_the_database_layer_names_the_database() {
    for member in ["app", "crates/domain", "crates/importers", "server"] {
        let named: Vec<_> = dependencies(member)
            .into_iter()
            .filter(|name| name.starts_with("sea-orm") || name.starts_with("sqlx") || name.starts_with("sea_orm"))
            .collect();
        assert_eq!(named, Vec::<String>::new(), "{member}");
    }
}

#[test]
fn the_rules_know_no_input_no_clock_and_no_framework() {
    let known = dependencies("crates/domain");
    let may = ["chrono", "planner", "serde", "thiserror"].map(str::to_owned);
    assert!(known.iter().all(|name| may.contains(name)), "{known:?}");
}

#[test]
fn the_browser_is_sent_no_server_and_no_database() {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let tree = Command::new(cargo)
        .args(["tree", "--locked", "--offline", "-p", "frontend", "--target", "wasm32-unknown-unknown"])
        .args(["--edges", "normal", "--prefix", "none", "--format", "{p}"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
    let tree = String::from_utf8_lossy(&tree.stdout).into_owned();
    let names: BTreeSet<_> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    assert!(names.contains("leptos") && names.contains("domain"), "{names:?}");
    for unwanted in ["sea-orm", "sqlx", "sqlx-core", "tokio", "axum", "reqwest", "hyper", "store", "opening-hours"] {
        assert!(!names.contains(unwanted), "the browser's program contains {unwanted}");
    }
}
