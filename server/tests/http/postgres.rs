//! A PostgreSQL of our own: one for the whole run, in a temporary folder, on a Unix socket, gone when the run ends however it
//! ends. The tests of the store have the same one; here databases are made by a program, since only the store speaks SQL.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

const MISSING: &str = "PostgreSQL is not installed: `apt-get install postgresql-15` brings it, or OKOLICA_PG_BIN names the \
                       folder with initdb, pg_ctl and createdb";

struct Cluster {
    folder: PathBuf,
    /// Waits for the end of this process at the other end of a pipe, then stops the server and removes the folder.
    _guard: Child,
}

/// The address of a new, empty database.
pub async fn fresh_database() -> String {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    static DATABASES: AtomicU32 = AtomicU32::new(0);
    let make = || {
        let cluster = CLUSTER.get_or_init(start);
        let name = format!("test_{}", DATABASES.fetch_add(1, Ordering::Relaxed));
        run(Command::new(programs().join("createdb")).args(["-U", "okolica", "-h"]).arg(&cluster.folder).arg(&name));
        address(&cluster.folder, &name)
    };
    tokio::task::spawn_blocking(make).await.unwrap()
}

fn address(folder: &Path, database: &str) -> String {
    format!("postgres://okolica@localhost/{database}?host={}", folder.display())
}

fn start() -> Cluster {
    let bin = programs();
    let folder = tempfile::Builder::new().prefix("okolica-pg-").tempdir().unwrap().keep();
    let data = folder.join("data");
    let root = output(Command::new("id").arg("-u")).trim() == "0";
    if root {
        // PostgreSQL refuses to run as root.
        run(Command::new("chown").arg("nobody").arg(&folder));
    }
    let as_somebody = |program: &str| {
        let program = bin.join(program);
        if !root {
            return Command::new(program);
        }
        let mut command = Command::new("setpriv");
        command.args(["--reuid=nobody", "--regid=nogroup", "--clear-groups"]).arg(program);
        command
    };
    run(as_somebody("initdb").args(["-U", "okolica", "-A", "trust", "--no-sync", "--locale=C.UTF-8", "-D"]).arg(&data));
    let settings = format!("-k {} -c listen_addresses= -c fsync=off -c max_connections=100", folder.display());
    let log = folder.join("log");
    run(as_somebody("pg_ctl").args(["-w", "start", "-D"]).arg(&data).arg("-l").arg(&log).args(["-o", &settings]));
    let stop = as_somebody("pg_ctl");
    let stop: Vec<_> = std::iter::once(stop.get_program()).chain(stop.get_args()).collect();
    let script = "cat >/dev/null; folder=$1; shift; \"$@\" -m immediate stop -D \"$folder/data\" >/dev/null 2>&1; rm -rf \"$folder\"";
    let mut guard = Command::new("sh");
    guard.args(["-c", script, "guard"]).arg(&folder).args(stop).stdin(Stdio::piped());
    Cluster { _guard: guard.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap(), folder }
}

/// The folder with the server's programs.
fn programs() -> PathBuf {
    let named = std::env::var_os("OKOLICA_PG_BIN").map(PathBuf::from);
    let debian = PathBuf::from("/usr/lib/postgresql/15/bin");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let places = named.into_iter().chain([debian]).chain(std::env::split_paths(&path).collect::<Vec<_>>());
    let whole = |bin: &PathBuf| ["initdb", "pg_ctl", "createdb"].iter().all(|program| bin.join(program).exists());
    { places }.find(whole).unwrap_or_else(|| panic!("{MISSING}"))
}

fn run(command: &mut Command) {
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let status = child.wait().unwrap();
    let mut complaint = String::new();
    if !status.success() {
        child.stderr.take().unwrap().read_to_string(&mut complaint).unwrap();
    }
    assert!(status.success(), "{command:?}: {complaint}");
}

fn output(command: &mut Command) -> String {
    String::from_utf8(command.output().unwrap().stdout).unwrap()
}
