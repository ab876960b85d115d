use domain::itinerary::{LinkPurpose, PlanId, PlanLink};
use domain::language::Language;
use sea_orm::{ConnectionTrait, Statement};
use store::{Store, StoreError};

use crate::engines::on_both_engines;
use crate::fixtures::{day, load, noon, plan, slug, stop, token, venue, visitor};

on_both_engines! {
    async fn a_token_is_known_only_to_its_visitor(store: Store) {
        let anna = store.create_visitor(&token("anna")).await.unwrap();
        assert_eq!(store.visitor(&token("anna")).await.unwrap(), Some(anna));
        for stranger in [token("ann"), token("anna").to_uppercase(), String::new(), "x".repeat(10_000)] {
            assert_eq!(store.visitor(&stranger).await.unwrap(), None);
        }
        assert!(matches!(store.create_visitor(&token("anna")).await, Err(StoreError::Conflict)));
        for bad in ["", "short", &"x".repeat(129)] {
            assert!(matches!(store.create_visitor(bad).await, Err(StoreError::Invalid("token"))));
        }
        let db = store.migration_connection();
        let rows = Statement::from_string(db.get_database_backend(), "SELECT token_hash FROM visitor");
        let stored: Vec<String> = db.query_all_raw(rows).await.unwrap().iter().map(|row| row.try_get_by_index(0).unwrap()).collect();
        assert!(stored.len() == 1 && stored[0].len() == 64 && !stored[0].contains("anna"), "{stored:?}");
    }

    async fn whoever_is_forgotten_leaves_nothing(store: Store) {
        load(&store, &[venue("Zamek", "skawina")]).await;
        let (anna, jan) = (visitor(&store, "anna").await, visitor(&store, "jan").await);
        for who in [&anna, &jan] {
            store.add_favourite(who, &slug("zamek")).await.unwrap();
            let list = store.create_list(who, "Na wiosnę").await.unwrap();
            store.put_on_list(who, list, &slug("zamek")).await.unwrap();
        }
        let trip = plan("Wycieczka", vec![day(1, 21, vec![stop(1, "zamek")])]);
        store.create_plan(&anna, PlanId(1), &trip).await.unwrap();
        store.create_plan(&jan, PlanId(2), &trip).await.unwrap();
        let link = PlanLink { token: "anna-anna-anna-anna".into(), purpose: LinkPurpose::Read, with_notes: true };
        let link = store.make_link(&anna, PlanId(1), &link).await.unwrap().token;

        store.forget_visitor(anna.clone()).await.unwrap();
        store.forget_visitor(anna.clone()).await.unwrap();
        assert_eq!(store.visitor(&token("anna")).await.unwrap(), None);
        assert_eq!(store.shared_plan(&link).await.unwrap(), None);
        assert_eq!(store.plan(&anna, PlanId(1)).await.unwrap(), None);
        assert!(matches!(store.add_favourite(&anna, &slug("zamek")).await, Err(StoreError::NotFound)));
        assert!(matches!(store.create_list(&anna, "Nowa").await, Err(StoreError::NotFound)));
        assert!(matches!(store.create_plan(&anna, PlanId(3), &trip).await, Err(StoreError::NotFound)));
        let db = store.migration_connection();
        for (table, rows) in [("visitor", 1), ("favourite", 1), ("favourite_list", 1), ("favourite_list_item", 1), ("itinerary", 1), ("plan_link", 0), ("companion", 0)] {
            let sql = Statement::from_string(db.get_database_backend(), format!("SELECT COUNT(*) FROM {table}"));
            let left: i64 = db.query_one_raw(sql).await.unwrap().unwrap().try_get_by_index(0).unwrap();
            assert_eq!(left, rows, "{table}");
        }
        assert_eq!(store.favourites(&jan, Language::Pl, noon()).await.unwrap().favourites.len(), 1);
    }
}
