use domain::favourites::ListId;
use domain::language::Language;
use domain::venue::VenueDraft;
use store::{Store, StoreError, Visitor};

use crate::engines::on_both_engines;
use crate::fixtures::{load, noon, slug, venue, visitor};

/// Slugs with notes and lists, and lists with counts.
async fn shown(store: &Store, visitor: &Visitor) -> (Vec<(String, String, Vec<ListId>)>, Vec<(String, u32)>) {
    let page = store.favourites(visitor, Language::Pl, noon()).await.unwrap();
    let favourites = page.favourites.into_iter().map(|f| (f.venue.slug.to_string(), f.note, f.lists)).collect();
    (favourites, page.lists.into_iter().map(|list| (list.name, list.venues)).collect())
}

fn refused<T: std::fmt::Debug>(result: Result<T, StoreError>) -> &'static str {
    match result {
        Err(StoreError::NotFound) => "not found",
        Err(StoreError::Conflict) => "conflict",
        Err(StoreError::Invalid(field)) => field,
        other => panic!("{other:?}"),
    }
}

on_both_engines! {
    async fn favourites_are_a_set_newest_first(store: Store) {
        load(&store, &[venue("A", "liszki"), venue("B", "skawina"), VenueDraft { opening_hours: Some("24/7".into()), ..venue("C", "krakow") }]).await;
        let (anna, jan) = (visitor(&store, "anna").await, visitor(&store, "jan").await);
        for name in ["b", "c", "a", "b"] {
            store.add_favourite(&anna, &slug(name)).await.unwrap();
        }
        let (favourites, lists) = shown(&store, &anna).await;
        assert_eq!(favourites.iter().map(|f| f.0.as_str()).collect::<Vec<_>>(), ["a", "c", "b"]);
        assert!(lists.is_empty());
        assert_eq!(store.favourite_slugs(&anna).await.unwrap(), ["a", "b", "c"].map(slug).into());
        assert!(store.favourite_slugs(&jan).await.unwrap().is_empty());
        let page = store.favourites(&anna, Language::Pl, noon()).await.unwrap();
        assert!(page.favourites[1].venue.open.is_open());

        store.remove_favourite(&anna, &slug("c")).await.unwrap();
        store.remove_favourite(&anna, &slug("c")).await.unwrap();
        store.remove_favourite(&anna, &slug("nowhere")).await.unwrap();
        assert_eq!(store.favourite_slugs(&anna).await.unwrap(), ["a", "b"].map(slug).into());
        assert_eq!(refused(store.add_favourite(&anna, &slug("nowhere")).await), "not found");
    }

    async fn notes_are_kept_within_bounds(store: Store) {
        load(&store, &[venue("A", "liszki")]).await;
        let (anna, jan) = (visitor(&store, "anna").await, visitor(&store, "jan").await);
        store.add_favourite(&anna, &slug("a")).await.unwrap();
        let longest = "ż".repeat(1_000);
        for (written, kept) in [(" z dziećmi\nw maju ", "z dziećmi\nw maju"), (&*longest, &*longest), ("", "")] {
            store.set_note(&anna, &slug("a"), written).await.unwrap();
            assert_eq!(shown(&store, &anna).await.0, [("a".to_owned(), kept.to_owned(), vec![])]);
        }
        assert_eq!(refused(store.set_note(&anna, &slug("a"), &"ż".repeat(1_001)).await), "note");
        assert_eq!(refused(store.set_note(&anna, &slug("a"), "a\u{0}b").await), "note");
        assert_eq!(refused(store.set_note(&jan, &slug("a"), "x").await), "not found");
    }

    async fn lists_hold_favourites_of_one_visitor(store: Store) {
        load(&store, &[venue("A", "liszki"), venue("B", "skawina")]).await;
        let (anna, jan) = (visitor(&store, "anna").await, visitor(&store, "jan").await);
        for name in ["a", "b"] {
            store.add_favourite(&anna, &slug(name)).await.unwrap();
        }
        let winter = store.create_list(&anna, " Zima ").await.unwrap();
        let spring = store.create_list(&anna, "Łąki wiosną").await.unwrap();
        store.put_on_list(&anna, winter, &slug("a")).await.unwrap();
        store.put_on_list(&anna, winter, &slug("a")).await.unwrap();
        store.put_on_list(&anna, spring, &slug("a")).await.unwrap();
        store.put_on_list(&anna, winter, &slug("b")).await.unwrap();
        let (favourites, lists) = shown(&store, &anna).await;
        assert_eq!(lists, [("Łąki wiosną".to_owned(), 1), ("Zima".to_owned(), 2)]);
        assert_eq!(favourites[1], ("a".to_owned(), String::new(), vec![spring, winter]));

        store.take_off_list(&anna, winter, &slug("a")).await.unwrap();
        store.take_off_list(&anna, winter, &slug("a")).await.unwrap();
        store.rename_list(&anna, winter, "Mróz").await.unwrap();
        store.remove_favourite(&anna, &slug("b")).await.unwrap();
        assert_eq!(shown(&store, &anna).await.1, [("Łąki wiosną".to_owned(), 1), ("Mróz".to_owned(), 0)]);

        assert_eq!(refused(store.create_list(&anna, "Mróz").await), "conflict");
        assert_eq!(refused(store.rename_list(&anna, spring, "Mróz").await), "conflict");
        for name in ["", "  ", "a\nb", &"x".repeat(81)] {
            assert_eq!(refused(store.create_list(&anna, name).await), "name");
            assert_eq!(refused(store.rename_list(&anna, spring, name).await), "name");
        }
        assert_eq!(refused(store.put_on_list(&anna, winter, &slug("b")).await), "not found");
        store.add_favourite(&jan, &slug("a")).await.unwrap();
        assert_eq!(refused(store.put_on_list(&jan, winter, &slug("a")).await), "not found");
        assert_eq!(refused(store.take_off_list(&jan, spring, &slug("a")).await), "not found");
        assert_eq!(refused(store.rename_list(&jan, winter, "Moja").await), "not found");
        assert_eq!(refused(store.delete_list(&jan, winter).await), "not found");
        store.create_list(&jan, "Mróz").await.unwrap();

        store.delete_list(&anna, spring).await.unwrap();
        assert_eq!(refused(store.delete_list(&anna, spring).await), "not found");
        assert_eq!(shown(&store, &anna).await, (vec![("a".to_owned(), String::new(), vec![])], vec![("Mróz".to_owned(), 0)]));
    }
}
