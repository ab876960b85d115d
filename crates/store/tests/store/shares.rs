use domain::itinerary::{Edit, PlanId};
use store::{Store, StoreError};

use crate::engines::on_both_engines;
use crate::fixtures::{day, plan, stop, visitor};

const TOKEN: &str = "Zx9_-abcdefghijk";

on_both_engines! {
    async fn a_share_link_lives_until_it_is_taken_back(store: Store) {
        let (anna, jan) = (visitor(&store, "anna").await, visitor(&store, "jan").await);
        let trip = plan("Wycieczka", vec![day(1, 21, vec![stop(1, "zamek")])]);
        for (who, id) in [(&anna, 1), (&jan, 2)] {
            store.create_plan(who, PlanId(id), &trip).await.unwrap();
        }
        assert_eq!(store.shared_plan(TOKEN).await.unwrap(), None);
        assert_eq!(store.share_plan(&anna, PlanId(1), TOKEN).await.unwrap(), TOKEN);
        assert_eq!(store.share_plan(&anna, PlanId(1), "another-token-instead").await.unwrap(), TOKEN);
        assert_eq!(store.shared_plan(TOKEN).await.unwrap(), Some((PlanId(1), 1, trip.clone())));
        let saved = store.plan(&anna, PlanId(1)).await.unwrap().unwrap();
        assert_eq!((saved.shared, saved.share_token.as_deref(), saved.version), (true, Some(TOKEN), 1));

        let saved = store.edit_plan(&anna, PlanId(1), &Edit::Rename { title: "Inna".into() }).await.unwrap();
        assert_eq!((saved.shared, saved.share_token.as_deref()), (true, Some(TOKEN)));
        let (_, version, shared) = store.shared_plan(TOKEN).await.unwrap().unwrap();
        assert_eq!((version, shared.title.as_str()), (2, "Inna"));

        assert!(matches!(store.share_plan(&jan, PlanId(2), TOKEN).await, Err(StoreError::Conflict)));
        assert!(matches!(store.share_plan(&jan, PlanId(1), "jan-jan-jan-jan-jan").await, Err(StoreError::NotFound)));
        assert!(matches!(store.revoke_share(&jan, PlanId(1)).await, Err(StoreError::NotFound)));
        for token in ["", "short", "with spaces in it here", "../../../etc/passwd", &"x".repeat(129)] {
            assert!(matches!(store.share_plan(&jan, PlanId(2), token).await, Err(StoreError::Invalid("token"))), "{token}");
            assert_eq!(store.shared_plan(token).await.unwrap(), None);
        }

        store.revoke_share(&anna, PlanId(1)).await.unwrap();
        store.revoke_share(&anna, PlanId(1)).await.unwrap();
        assert_eq!(store.shared_plan(TOKEN).await.unwrap(), None);
        store.share_plan(&anna, PlanId(1), "fresh-token-fresh-token").await.unwrap();
        store.delete_plan(&anna, PlanId(1)).await.unwrap();
        assert_eq!(store.shared_plan("fresh-token-fresh-token").await.unwrap(), None);
    }
}
