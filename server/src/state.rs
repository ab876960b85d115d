//! What a request can reach.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use app::server::Context;
use leptos::config::{Env, LeptosOptions};

use crate::config::Config;
use crate::http::detached::Detached;
use crate::http::fault::FaultPages;
use crate::http::policy::SecurityPolicy;
use crate::route::outlines::Outlines;
use crate::route::proposals::Searches;

/// What a request can reach. Cheap to clone.
#[derive(Clone)]
pub struct State(Arc<Parts>);

struct Parts {
    context: Context,
    leptos: LeptosOptions,
    policy: SecurityPolicy,
    faults: FaultPages,
    detached: Detached,
    outlines: Outlines,
    site_root: PathBuf,
    searches: Searches,
    draining: AtomicBool,
}

impl State {
    /// What every request of one program shares.
    #[must_use]
    pub fn new(config: &Config, context: Context, outlines: Outlines) -> Self {
        let site_root = config.site_root();
        let leptos = leptos_options(config, &site_root);
        Self(Arc::new(Parts {
            policy: SecurityPolicy::new(&context.site, std::env::var_os("LEPTOS_WATCH").is_some()),
            faults: FaultPages::new(&leptos),
            detached: Detached::default(),
            searches: Searches::default(),
            draining: AtomicBool::new(false),
            context,
            leptos,
            outlines,
            site_root,
        }))
    }

    /// What the application is lent: store, clock, site.
    #[must_use]
    pub fn context(&self) -> &Context {
        &self.0.context
    }

    /// Where the built browser files are called what.
    #[must_use]
    pub fn leptos(&self) -> &LeptosOptions {
        &self.0.leptos
    }

    /// The security headers of this deployment.
    #[must_use]
    pub fn policy(&self) -> &SecurityPolicy {
        &self.0.policy
    }

    /// The pages that tell a fault without the application.
    #[must_use]
    pub fn faults(&self) -> &FaultPages {
        &self.0.faults
    }

    /// Where renderings and server functions run.
    #[must_use]
    pub fn detached(&self) -> &Detached {
        &self.0.detached
    }

    /// Which searches for proposals are running.
    #[must_use]
    pub fn searches(&self) -> &Searches {
        &self.0.searches
    }

    /// The outlines of the gminas.
    #[must_use]
    pub fn outlines(&self) -> &Outlines {
        &self.0.outlines
    }

    /// The folder with the built browser files.
    #[must_use]
    pub fn site_root(&self) -> &std::path::Path {
        &self.0.site_root
    }

    /// Whether the program is about to end and wants no new requests.
    #[must_use]
    pub fn is_draining(&self) -> bool {
        self.0.draining.load(Ordering::Relaxed)
    }

    /// Says that the program is about to end.
    pub fn drain(&self) {
        self.0.draining.store(true, Ordering::Relaxed);
    }
}

fn leptos_options(config: &Config, site_root: &std::path::Path) -> LeptosOptions {
    let watched = std::env::var_os("LEPTOS_WATCH").is_some();
    let options = LeptosOptions::builder()
        .output_name("okolica")
        .site_root(site_root.to_string_lossy())
        .site_pkg_dir("pkg")
        .site_addr(config.address)
        .reload_port(3001)
        .env(if watched { Env::DEV } else { Env::PROD })
        .hash_files(has_hashes("hash.txt"));
    options.build()
}

/// Whether the build wrote hashed names: it leaves them in a file beside the program, which the pages are made from.
fn has_hashes(file: &str) -> bool {
    let beside = std::env::current_exe().ok().and_then(|program| Some(program.parent()?.join(file)));
    let wanted = std::env::var("LEPTOS_HASH_FILES").map_or(true, |value| value == "true");
    wanted && beside.is_some_and(|file| file.is_file())
}
