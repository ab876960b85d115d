use domain::filter::VenueFilter;
use domain::itinerary::PlanId;
use domain::language::Language;
use store::{Store, StoreError};
use tempfile::TempDir;

use crate::engines::{postgres, sqlite};
use crate::fixtures::{day, load, noon, plan, slug, stop, token, venue, visitor};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_is_a_whole_database_and_says_the_same() {
    let bench = sqlite().await;
    let store = &bench.store;
    load(store, &[venue("Zamek", "skawina"), venue("Park", "liszki")]).await;
    let anna = visitor(store, "anna").await;
    store.add_favourite(&anna, &slug("zamek")).await.unwrap();
    store.create_plan(&anna, PlanId(1), &plan("Wycieczka", vec![day(1, 21, vec![stop(1, "zamek")])])).await.unwrap();

    let folder = TempDir::new().unwrap();
    let file = folder.path().join("kopia, Łódź.db");
    store.backup(&file).await.unwrap();
    store.create_plan(&anna, PlanId(2), &plan("Po kopii", vec![])).await.unwrap();
    assert!(matches!(store.backup(&file).await, Err(StoreError::Conflict)));

    std::fs::rename(&file, folder.path().join("copy.db")).unwrap();
    let copy = Store::connect(&format!("sqlite:{}", folder.path().join("copy.db").display())).await.unwrap();
    let anna = copy.visitor(&token("anna")).await.unwrap().unwrap();
    assert_eq!(
        copy.favourites(&anna, Language::Pl, noon()).await.unwrap(),
        store.favourites(&anna, Language::Pl, noon()).await.unwrap()
    );
    assert_eq!(copy.plan(&anna, PlanId(1)).await.unwrap(), store.plan(&anna, PlanId(1)).await.unwrap());
    assert_eq!(copy.plan(&anna, PlanId(2)).await.unwrap(), None);
    let filter = VenueFilter { text: "zamek".into(), ..VenueFilter::default() };
    assert_eq!(
        copy.search_venues(&filter, Language::Pl, noon()).await.unwrap(),
        store.search_venues(&filter, Language::Pl, noon()).await.unwrap()
    );
    copy.create_plan(&anna, PlanId(3), &plan("W kopii", vec![])).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgresql_is_copied_by_its_own_program() {
    let bench = postgres().await;
    let folder = TempDir::new().unwrap();
    let refused = bench.store.backup(&folder.path().join("copy.db")).await.unwrap_err();
    assert!(refused.to_string().contains("pg_dump"), "{refused}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_closed_store_leaves_one_whole_file_and_says_that_it_is_away() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("okolica.db");
    let store = Store::connect(&format!("sqlite:{}", file.display())).await.unwrap();
    migration::up(store.migration_connection()).await.unwrap();
    load(&store, &[venue("Zamek", "skawina")]).await;
    store.close().await.unwrap();
    let log = folder.path().join("okolica.db-wal");
    assert!(!log.exists() || log.metadata().unwrap().len() == 0);
    assert!(matches!(store.ping().await, Err(StoreError::Unavailable)));
    assert!(matches!(store.create_visitor(&token("anna")).await, Err(StoreError::Unavailable)));

    let again = Store::connect(&format!("sqlite:{}", file.display())).await.unwrap();
    assert_eq!(again.catalogue_version().await.unwrap(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_writer_keeps_what_it_acknowledged() {
    use sea_orm::ConnectionTrait;
    let bench = sqlite().await;
    let pragma = |name: &str| sea_orm::Statement::from_string(sea_orm::DbBackend::Sqlite, format!("PRAGMA {name}"));
    let db = bench.store.migration_connection();
    let journal: String = db.query_one_raw(pragma("journal_mode")).await.unwrap().unwrap().try_get_by_index(0).unwrap();
    let synchronous: i64 = db.query_one_raw(pragma("synchronous")).await.unwrap().unwrap().try_get_by_index(0).unwrap();
    let foreign_keys: i64 =
        db.query_one_raw(pragma("foreign_keys")).await.unwrap().unwrap().try_get_by_index(0).unwrap();
    assert_eq!((journal.as_str(), synchronous, foreign_keys), ("wal", 2, 1));
}
