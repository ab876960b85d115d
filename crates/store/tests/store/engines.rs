//! The same story told to two engines.

use store::Store;
use tempfile::TempDir;

/// A store with an up-to-date, empty schema. The file of SQLite goes with it.
pub struct Bench {
    /// The store.
    pub store: Store,
    _folder: Option<TempDir>,
}

pub async fn sqlite() -> Bench {
    let folder = TempDir::new().unwrap();
    let store = Store::connect(&format!("sqlite:{}", folder.path().join("okolica.db").display())).await.unwrap();
    migration::up(store.migration_connection()).await.unwrap();
    Bench { store, _folder: Some(folder) }
}

pub async fn postgres() -> Bench {
    let store = Store::connect(&crate::postgres::fresh_database().await).await.unwrap();
    migration::up(store.migration_connection()).await.unwrap();
    Bench { store, _folder: None }
}

/// Declares tests that run on both engines, each with an empty store of its own.
macro_rules! on_both_engines {
    ($($(#[$meta:meta])* async fn $name:ident($store:ident: Store) $body:block)+) => {
        $($(#[$meta])* mod $name {
            use super::*;

            async fn story($store: Store) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                let bench = $crate::engines::sqlite().await;
                story(bench.store.clone()).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                let bench = $crate::engines::postgres().await;
                story(bench.store.clone()).await;
                bench.store.close().await.unwrap();
            }
        })+
    };
}

pub(crate) use on_both_engines;
