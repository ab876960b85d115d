use sea_orm::{ConnectionTrait, DbBackend, Statement};
use store::{Store, StoreError};

use crate::engines::on_both_engines;
use crate::fixtures::{gminas, load, noon, venue, visitor};

/// Tables, columns and constraints as the engine describes them.
async fn schema(store: &Store) -> Vec<String> {
    let db = store.migration_connection();
    let sql = match db.get_database_backend() {
        DbBackend::Postgres => {
            "SELECT table_name || ' ' || column_name || ' ' || data_type || ' ' || is_nullable FROM information_schema.columns \
             WHERE table_schema = 'public' UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' UNION ALL \
             SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = \
             'public'::regnamespace ORDER BY 1"
        }
        _ => "SELECT coalesce(sql, name) FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY 1",
    };
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

on_both_engines! {
    async fn up_down_up_ends_where_it_began(store: Store) {
        let before = schema(&store).await;
        assert!(before.len() > 10, "{before:?}");
        load(&store, &[venue("Muzeum Regionalne", "skawina")]).await;
        visitor(&store, "anna").await;

        migration::down_all(store.migration_connection()).await.unwrap();
        let gone = schema(&store).await;
        assert!(gone.iter().all(|line| line.contains("seaql_migrations")), "{gone:?}");

        migration::up(store.migration_connection()).await.unwrap();
        migration::up(store.migration_connection()).await.unwrap();
        assert_eq!(schema(&store).await, before);
        assert_eq!(store.catalogue_version().await.unwrap(), 0);
        load(&store, &[venue("Muzeum Regionalne", "skawina")]).await;
    }

    async fn the_database_itself_refuses_what_no_code_of_ours_writes(store: Store) {
        load(&store, &[venue("Muzeum Regionalne", "skawina")]).await;
        visitor(&store, "anna").await;
        let db = store.migration_connection();
        for forbidden in [
            "UPDATE venue SET category = 'pub'",
            "UPDATE venue SET lat_e6 = 0",
            "UPDATE venue SET gmina_id = 4711",
            "UPDATE venue SET name_pl = ''",
            "UPDATE gmina SET slug = 'krakow'",
            "UPDATE gmina SET teryt = '12'",
            "DELETE FROM gmina",
            "UPDATE catalogue_state SET id = 2",
            "UPDATE visitor SET token_hash = 'secret'",
            "INSERT INTO favourite (visitor_id, venue_id, note) VALUES (4711, 4711, '')",
            "INSERT INTO plan (id, visitor_id, title, version, updated_at) SELECT 1, id, '', 1, 0 FROM visitor",
            "INSERT INTO plan_day (plan_id, day_id, place, date, start_min, end_min, mode) VALUES (4711, 1, 0, '2026-11-21', 0, 9, 'walk')",
        ] {
            assert!(db.execute_unprepared(forbidden).await.is_err(), "{forbidden}");
        }
    }

    async fn a_database_without_tables_is_an_error_not_an_empty_catalogue(store: Store) {
        migration::down_all(store.migration_connection()).await.unwrap();
        store.ping().await.unwrap();
        assert!(matches!(store.catalogue_version().await, Err(StoreError::Database(_))));
        assert!(matches!(store.load_catalogue(&gminas(), &[], noon()).await, Err(StoreError::Database(_))));
    }
}

#[tokio::test]
async fn only_files_of_sqlite_and_servers_of_postgresql_are_databases() {
    for url in ["", "sqlite::memory:", "mysql://root@localhost/okolica", "okolica.db"] {
        assert!(matches!(Store::connect(url).await, Err(StoreError::Invalid("url"))), "{url}");
    }
    let nobody = Store::connect("postgres://okolica@localhost/okolica?host=/nowhere").await;
    assert!(matches!(nobody, Err(StoreError::Unavailable)), "{nobody:?}");
}
