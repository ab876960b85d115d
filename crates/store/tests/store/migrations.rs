use domain::itinerary::{LinkPurpose, PlanId, PlanLink};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use store::{Store, StoreError};

use crate::engines::on_both_engines;
use crate::fixtures::{day, gminas, load, noon, november, plan, stop, venue, visitor};

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

        migration::down(store.migration_connection(), None).await.unwrap();
        let gone = schema(&store).await;
        assert!(gone.iter().all(|line| line.contains("seaql_migrations")), "{gone:?}");

        migration::up(store.migration_connection()).await.unwrap();
        migration::up(store.migration_connection()).await.unwrap();
        assert_eq!(schema(&store).await, before);
        assert_eq!(store.catalogue_version().await.unwrap(), 0);
        load(&store, &[venue("Muzeum Regionalne", "skawina")]).await;
    }

    async fn plans_of_the_older_schema_become_documents_and_go_back(store: Store) {
        let anna = visitor(&store, "anna").await;
        let trip = plan("Weekend", vec![day(5, 22, vec![stop(1, "zamek"), stop(2, "park")]), day(6, 21, vec![])]);
        store.create_plan(&anna, PlanId(7), &trip).await.unwrap();
        let link = PlanLink { token: "token-token-token".into(), purpose: LinkPurpose::Read, with_notes: true };
        store.make_link(&anna, PlanId(7), &link).await.unwrap();

        let db = store.migration_connection();
        migration::down(db, Some(2)).await.unwrap();
        let days = Statement::from_string(db.get_database_backend(), "SELECT name FROM plan_stop ORDER BY place");
        assert_eq!(db.query_all_raw(days).await.unwrap().len(), 2);
        migration::up(db).await.unwrap();

        assert_eq!(store.plan(&anna, PlanId(7)).await.unwrap().unwrap().itinerary, trip);
        let summary = store.plans(&anna).await.unwrap().remove(0);
        assert_eq!((summary.first_date, summary.days, summary.stops), (Some(november(21)), 2, 2));
        assert_eq!(store.shared_plan(&link.token).await.unwrap().unwrap().itinerary, trip);
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
            "UPDATE venue SET last_entry_min = 721",
            "INSERT INTO itinerary (id, visitor_id, version, content, title, days, stops, updated_at) SELECT 1, id, 1, '{}', '', 0, 0, 0 FROM visitor",
            "INSERT INTO itinerary (id, visitor_id, version, content, title, days, stops, updated_at) VALUES (1, 4711, 1, '{}', 'Plan', 0, 0, 0)",
            "INSERT INTO plan_link (token, itinerary_id, purpose, with_notes, created_at) VALUES ('t', 4711, 'read', 1, 0)",
            "INSERT INTO companion (token, visitor_id) SELECT 't', id FROM visitor",
        ] {
            assert!(db.execute_unprepared(forbidden).await.is_err(), "{forbidden}");
        }
    }

    async fn a_database_without_tables_is_an_error_not_an_empty_catalogue(store: Store) {
        migration::down(store.migration_connection(), None).await.unwrap();
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
