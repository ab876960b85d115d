use std::collections::BTreeSet;
use std::future::Future;

use domain::edit::Edit;
use domain::itinerary::{DayId, PlanId, Spot};
use store::{PLANS_MAX, Store, StoreError};
use tokio::task::JoinSet;

use crate::engines::on_both_engines;
use crate::fixtures::{day, gminas, load, noon, plan, slug, stop, venue, visitor};

/// Runs everything at once; gives how often it worked and how often the limit stood in the way.
async fn at_once<F: Future<Output = Result<(), StoreError>> + Send + 'static>(
    tasks: impl Iterator<Item = F>,
) -> (usize, usize) {
    let mut running: JoinSet<_> = tasks.collect();
    let (mut done, mut limited) = (0, 0);
    while let Some(result) = running.join_next().await {
        match result.unwrap() {
            Ok(()) => done += 1,
            Err(StoreError::Limit) => limited += 1,
            Err(error) => panic!("{error:?}"),
        }
    }
    (done, limited)
}

on_both_engines! {
    async fn fifty_favourites_at_once_never_pass_the_limit(store: Store) {
        let venues: Vec<_> = (0..545).map(|at| venue(&format!("Miejsce {at}"), "liszki")).collect();
        load(&store, &venues).await;
        let (anna, jan) = (visitor(&store, "anna").await, visitor(&store, "jan").await);
        for draft in &venues[..490] {
            store.add_favourite(&anna, &draft.slug).await.unwrap();
        }
        let add = |at: usize| {
            let (store, anna) = (store.clone(), anna.clone());
            async move { store.add_favourite(&anna, &slug(&format!("miejsce-{at}"))).await }
        };
        assert_eq!(at_once((490..540).map(add)).await, (10, 40));
        assert_eq!(store.favourite_slugs(&anna).await.unwrap().len(), 500);
        store.add_favourite(&anna, &slug("miejsce-0")).await.unwrap();
        store.add_favourite(&jan, &slug("miejsce-0")).await.unwrap();
        assert_eq!(store.favourites(&anna, domain::language::Language::Pl, noon()).await.unwrap().favourites.len(), 500);
    }

    async fn the_same_favourite_at_once_is_one(store: Store) {
        load(&store, &[venue("Zamek", "skawina")]).await;
        let anna = visitor(&store, "anna").await;
        let add = |_| {
            let (store, anna) = (store.clone(), anna.clone());
            async move { store.add_favourite(&anna, &slug("zamek")).await }
        };
        assert_eq!(at_once((0..50).map(add)).await, (50, 0));
        assert_eq!(store.favourite_slugs(&anna).await.unwrap().len(), 1);
    }

    async fn lists_and_plans_at_once_never_pass_their_limits(store: Store) {
        let anna = visitor(&store, "anna").await;
        let list = |at: i64| {
            let (store, anna) = (store.clone(), anna.clone());
            async move { store.create_list(&anna, &format!("Lista {at}")).await.map(drop) }
        };
        assert_eq!(at_once((0..70).map(list)).await, (50, 20));
        let save = |at: i64| {
            let (store, anna) = (store.clone(), anna.clone());
            async move { store.create_plan(&anna, PlanId(at), &plan("Plan", vec![])).await }
        };
        assert_eq!(at_once((0..120).map(save)).await, (100, 20));
        assert_eq!(store.plans(&anna).await.unwrap().len() as u64, PLANS_MAX);
    }

    async fn two_hundred_edits_at_once_are_all_there(store: Store) {
        let anna = visitor(&store, "anna").await;
        store.create_plan(&anna, PlanId(1), &plan("Tłok", vec![day(1, 21, vec![]), day(2, 22, vec![])])).await.unwrap();
        let edit = |at: i64| {
            let (store, anna) = (store.clone(), anna.clone());
            let edit = Edit::InsertStop { spot: Spot::Day(DayId(1 + at % 2)), at: 0, stop: stop(at, "zamek") };
            async move { store.edit_plan(&anna, PlanId(1), &edit).await.map(drop) }
        };
        assert_eq!(at_once((0..200).map(edit)).await, (200, 0));
        let saved = store.plan(&anna, PlanId(1)).await.unwrap().unwrap();
        assert_eq!(saved.version, 201);
        let stops: BTreeSet<_> = saved.itinerary.stops().map(|stop| stop.id.0).collect();
        assert_eq!(stops, (0..200).collect());
    }

    async fn two_loads_at_once_take_turns(store: Store) {
        let venues: Vec<_> = (0..40).map(|at| venue(&format!("Miejsce {at}"), "liszki")).collect();
        let mut loads = JoinSet::new();
        for _ in 0..6 {
            let (store, venues) = (store.clone(), venues.clone());
            loads.spawn(async move { store.load_catalogue(&gminas(), &venues, noon()).await.unwrap() });
        }
        let reports = loads.join_all().await;
        assert_eq!(reports.iter().map(|report| report.added.len()).sum::<usize>(), 40);
        assert_eq!(store.catalogue_version().await.unwrap(), 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_programs_on_one_file_lose_no_edit() {
    let folder = tempfile::TempDir::new().unwrap();
    let url = format!("sqlite:{}", folder.path().join("okolica.db").display());
    let stores = [Store::connect(&url).await.unwrap(), Store::connect(&url).await.unwrap()];
    migration::up(stores[0].migration_connection()).await.unwrap();
    let anna = visitor(&stores[0], "anna").await;
    stores[1].create_plan(&anna, PlanId(1), &plan("Tłok", vec![day(1, 21, vec![])])).await.unwrap();
    let edit = |at: usize| {
        let (store, anna) = (stores[at % 2].clone(), anna.clone());
        let edit =
            Edit::InsertStop { spot: Spot::Day(DayId(1)), at: 0, stop: stop(i64::try_from(at).unwrap(), "zamek") };
        async move { store.edit_plan(&anna, PlanId(1), &edit).await.map(drop) }
    };
    assert_eq!(at_once((0..100).map(edit)).await, (100, 0));
    for store in &stores {
        assert_eq!(store.plan(&anna, PlanId(1)).await.unwrap().unwrap().itinerary.stops().count(), 100);
    }
}
