use domain::edit::{Edit, StopField};
use domain::itinerary::{LinkPurpose, PlanId, PlanLink, Spot, Stop, StopId, StopKind};
use store::{Store, StoreError};

use crate::engines::on_both_engines;
use crate::fixtures::{day, plan, stop, visitor};

fn link(token: &str, purpose: LinkPurpose, with_notes: bool) -> PlanLink {
    PlanLink { token: token.to_owned(), purpose, with_notes }
}

fn reading(token: &str) -> PlanLink {
    link(token, LinkPurpose::Read, true)
}

const TOKEN: &str = "Zx9_-abcdefghijk";

fn rename(was: &str, title: &str) -> Edit {
    Edit::Rename { was: was.into(), title: title.into() }
}

on_both_engines! {
    async fn a_reading_link_lives_until_it_is_taken_back(store: Store) {
        let (anna, jan) = (visitor(&store, "anna").await, visitor(&store, "jan").await);
        let trip = plan("Wycieczka", vec![day(1, 21, vec![stop(1, "zamek")])]);
        for (who, id) in [(&anna, 1), (&jan, 2)] {
            store.create_plan(who, PlanId(id), &trip).await.unwrap();
        }
        assert_eq!(store.shared_plan(TOKEN).await.unwrap(), None);
        assert_eq!(store.make_link(&anna, PlanId(1), &reading(TOKEN)).await.unwrap(), reading(TOKEN));
        assert_eq!(store.make_link(&anna, PlanId(1), &reading("another-token-instead")).await.unwrap(), reading(TOKEN));
        assert_eq!(store.plan_links(&anna, PlanId(1)).await.unwrap(), [reading(TOKEN)]);
        let shared = store.shared_plan(TOKEN).await.unwrap().unwrap();
        assert_eq!((shared.id, shared.version, &shared.itinerary), (PlanId(1), 1, &trip));

        store.edit_plan(&anna, PlanId(1), &rename("Wycieczka", "Inna")).await.unwrap();
        let shared = store.shared_plan(TOKEN).await.unwrap().unwrap();
        assert_eq!((shared.version, shared.itinerary.title.as_str()), (2, "Inna"));

        assert!(matches!(store.make_link(&jan, PlanId(2), &reading(TOKEN)).await, Err(StoreError::Conflict)));
        let jans = reading("jan-jan-jan-jan-jan");
        assert!(matches!(store.make_link(&jan, PlanId(1), &jans).await, Err(StoreError::NotFound)));
        assert!(matches!(store.revoke_link(&jan, PlanId(1), TOKEN).await, Err(StoreError::NotFound)));
        assert!(matches!(store.plan_links(&jan, PlanId(1)).await, Err(StoreError::NotFound)));
        store.revoke_link(&jan, PlanId(2), TOKEN).await.unwrap();
        assert!(store.shared_plan(TOKEN).await.unwrap().is_some(), "the link of another plan stays");
        for token in ["", "short", "with spaces in it here", "../../../etc/passwd", &"x".repeat(129)] {
            let refused = store.make_link(&jan, PlanId(2), &reading(token)).await;
            assert!(matches!(refused, Err(StoreError::Invalid("token"))), "{token}");
            assert_eq!(store.shared_plan(token).await.unwrap(), None);
        }

        store.revoke_link(&anna, PlanId(1), TOKEN).await.unwrap();
        store.revoke_link(&anna, PlanId(1), TOKEN).await.unwrap();
        assert_eq!(store.shared_plan(TOKEN).await.unwrap(), None);
        store.make_link(&anna, PlanId(1), &reading("fresh-token-fresh-token")).await.unwrap();
        store.delete_plan(&anna, PlanId(1)).await.unwrap();
        assert_eq!(store.shared_plan("fresh-token-fresh-token").await.unwrap(), None);
    }

    async fn a_link_without_notes_shows_none(store: Store) {
        let anna = visitor(&store, "anna").await;
        let noted = Stop { note: "Klucz pod wycieraczką".into(), packing: "Bilety".into(), ..stop(1, "zamek") };
        let remark = Stop::of(StopId(2), StopKind::Note, "Kod do bramy: 1234".into(), 0);
        store.create_plan(&anna, PlanId(1), &plan("Wycieczka", vec![day(1, 21, vec![noted, remark])])).await.unwrap();
        let open = store.make_link(&anna, PlanId(1), &reading("with-notes-with-notes")).await.unwrap();
        let bare = link("bare-bare-bare-bare", LinkPurpose::Read, false);
        let bare = store.make_link(&anna, PlanId(1), &bare).await.unwrap();
        let told = |itinerary: domain::itinerary::Itinerary| serde_json::to_string(&itinerary).unwrap();
        let with = told(store.shared_plan(&open.token).await.unwrap().unwrap().itinerary);
        let without = told(store.shared_plan(&bare.token).await.unwrap().unwrap().itinerary);
        for secret in ["wycieraczką", "Bilety", "1234"] {
            assert!(with.contains(secret) && !without.contains(secret), "{secret}");
        }
        assert!(without.contains("zamek"));
    }

    async fn companions_edit_until_the_link_is_taken_back(store: Store) {
        let (anna, jan) = (visitor(&store, "anna").await, visitor(&store, "jan").await);
        store.create_plan(&anna, PlanId(1), &plan("Razem", vec![day(1, 21, vec![stop(1, "zamek")])])).await.unwrap();
        let wanted = link("join-join-join-join", LinkPurpose::Edit, false);
        let invitation = store.make_link(&anna, PlanId(1), &wanted).await.unwrap();
        assert!(invitation.with_notes, "companions see everything");
        assert_eq!(store.shared_plan(&invitation.token).await.unwrap(), None, "it is no reading link");
        assert_eq!(store.invitation(&invitation.token).await.unwrap().as_deref(), Some("Razem"));
        assert_eq!(store.plan(&jan, PlanId(1)).await.unwrap(), None);

        for _ in 0..2 {
            assert_eq!(store.join_plan(&jan, &invitation.token).await.unwrap(), PlanId(1));
        }
        let saved = store.edit_plan(&jan, PlanId(1), &rename("Razem", "We dwoje")).await.unwrap();
        assert_eq!((saved.version, saved.is_mine), (2, false));
        let listed = store.plans(&jan).await.unwrap();
        assert_eq!(listed.iter().map(|plan| (plan.title.as_str(), plan.is_mine)).collect::<Vec<_>>(), [("We dwoje", false)]);
        assert!(matches!(store.delete_plan(&jan, PlanId(1)).await, Err(StoreError::NotFound)));
        assert!(matches!(store.plan_links(&jan, PlanId(1)).await, Err(StoreError::NotFound)));
        assert_eq!(store.join_plan(&anna, &invitation.token).await.unwrap(), PlanId(1), "the owner just goes there");
        assert!(store.plan(&anna, PlanId(1)).await.unwrap().unwrap().is_mine);

        store.revoke_link(&anna, PlanId(1), &invitation.token).await.unwrap();
        assert_eq!(store.plan(&jan, PlanId(1)).await.unwrap(), None);
        assert!(matches!(store.edit_plan(&jan, PlanId(1), &rename("We dwoje", "Mój")).await, Err(StoreError::NotFound)));
        assert!(matches!(store.join_plan(&jan, &invitation.token).await, Err(StoreError::NotFound)));
        assert_eq!(store.invitation(&invitation.token).await.unwrap(), None);
    }

    async fn two_who_edit_at_once_lose_nothing(store: Store) {
        let (anna, jan) = (visitor(&store, "anna").await, visitor(&store, "jan").await);
        let stops = (1..=40).map(|id| stop(id, "zamek")).collect();
        store.create_plan(&anna, PlanId(1), &plan("Razem", vec![day(1, 21, stops)])).await.unwrap();
        let link = store.make_link(&anna, PlanId(1), &link("join-join-join-join", LinkPurpose::Edit, true)).await.unwrap();
        store.join_plan(&jan, &link.token).await.unwrap();

        // Each changes every stop's own field, adds stops, and both want the same title.
        let edits = |who: i64, ours: fn(i64) -> (StopField, StopField)| {
            let set = (1..=40).map(move |id| {
                let (was, to) = ours(id);
                Edit::SetStop { stop: StopId(id), was, to }
            });
            let add = (1..=10).map(move |id| Edit::InsertStop { spot: Spot::Tray, at: 0, stop: stop(who * 1_000 + id, "park") });
            set.chain(add).chain([rename("Razem", if who == 1 { "Anny" } else { "Jana" })]).collect::<Vec<_>>()
        };
        let run = |who: &store::Visitor, edits: Vec<Edit>| {
            let (store, who) = (store.clone(), who.clone());
            tokio::spawn(async move {
                let mut refused = 0;
                for edit in edits {
                    match store.edit_plan(&who, PlanId(1), &edit).await {
                        Ok(_) => {}
                        Err(StoreError::Refused(domain::edit::EditError::Changed)) => refused += 1,
                        Err(error) => panic!("{error:?}"),
                    }
                }
                refused
            })
        };
        let annas = run(&anna, edits(1, |_| (StopField::Stay(60), StopField::Stay(90))));
        let jans = run(&jan, edits(2, |id| (StopField::Note(String::new()), StopField::Note(format!("Notatka {id}")))));
        assert_eq!(annas.await.unwrap() + jans.await.unwrap(), 1, "the second of the two titles is asked about");

        let saved = store.plan(&anna, PlanId(1)).await.unwrap().unwrap();
        assert_eq!(saved.version, 1 + 101);
        assert_eq!(saved.itinerary.tray.len(), 20);
        for stop in saved.itinerary.stops() {
            assert_eq!((stop.stay_min, stop.note.clone()), (90, format!("Notatka {}", stop.id.0)));
        }
        assert_ne!(saved.itinerary.title, "Razem");
    }
}
