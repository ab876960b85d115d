use chrono::NaiveDate;
use domain::edit::{DayField, Edit, EditError, StopField};
use domain::itinerary::{Day, DayFrame, DayId, Itinerary, PlanId, Spot, Stop, StopId, StopKind};
use store::{Store, StoreError, Visitor};

use crate::engines::on_both_engines;
use crate::fixtures::{day, november, plan, stop, visitor};

const TRIP: PlanId = PlanId(-7_000_000_000_000);

fn trip() -> Itinerary {
    plan(
        "Trzy dni",
        vec![
            day(10, 22, vec![stop(1, "zamek"), stop(2, "park")]),
            day(11, 21, vec![]),
            day(12, 23, vec![stop(3, "zamek")]),
        ],
    )
}

fn rename(was: &str, title: &str) -> Edit {
    Edit::Rename { was: was.into(), title: title.into() }
}

async fn read(store: &Store, visitor: &Visitor) -> (i64, Itinerary) {
    let saved = store.plan(visitor, TRIP).await.unwrap().unwrap();
    assert_eq!((saved.id, saved.is_mine), (TRIP, true));
    assert_eq!(store.plan_version(visitor, TRIP).await.unwrap(), saved.version);
    (saved.version, saved.itinerary)
}

on_both_engines! {
    async fn a_plan_is_read_as_it_was_saved(store: Store) {
        let anna = visitor(&store, "anna").await;
        store.create_plan(&anna, TRIP, &trip()).await.unwrap();
        assert_eq!(read(&store, &anna).await, (1, trip()));
        store.create_plan(&anna, PlanId(2), &plan("Pusty", vec![])).await.unwrap();
        assert!(matches!(store.create_plan(&anna, TRIP, &trip()).await, Err(StoreError::Conflict)));

        let summaries = store.plans(&anna).await.unwrap();
        let told: Vec<_> = summaries.iter().map(|s| (s.id, s.title.as_str(), s.first_date, s.days, s.stops)).collect();
        let full = (TRIP, "Trzy dni", Some(november(21)), 3, 3);
        assert!(told.contains(&full) && told.contains(&(PlanId(2), "Pusty", None, 0, 0)), "{told:?}");

        store.delete_plan(&anna, TRIP).await.unwrap();
        assert!(matches!(store.delete_plan(&anna, TRIP).await, Err(StoreError::NotFound)));
        assert_eq!(store.plan(&anna, TRIP).await.unwrap(), None);
        store.create_plan(&anna, TRIP, &trip()).await.unwrap();
    }

    async fn the_plan_that_was_changed_last_comes_first(store: Store) {
        let anna = visitor(&store, "anna").await;
        for id in [1, 2, 3] {
            store.create_plan(&anna, PlanId(id), &plan("Plan", vec![])).await.unwrap();
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
        store.edit_plan(&anna, PlanId(1), &rename("Plan", "Zmieniony")).await.unwrap();
        let ids: Vec<_> = store.plans(&anna).await.unwrap().iter().map(|plan| plan.id.0).collect();
        assert_eq!(ids, [1, 3, 2]);
    }

    async fn every_edit_is_saved_as_the_domain_applies_it(store: Store) {
        let anna = visitor(&store, "anna").await;
        store.create_plan(&anna, TRIP, &trip()).await.unwrap();
        let mut expected = trip();
        let set = |stop, was, to| Edit::SetStop { stop: StopId(stop), was, to };
        let place = StopKind::Place { position: domain::geo::Position::from_degrees(50.06, 19.94).unwrap() };
        let moved = |was, spot, at| Edit::MoveStop { stop: StopId(6), was, spot, at };
        let mut edits = vec![
            rename("Trzy dni", "Cztery dni"),
            Edit::InsertDay { at: 1, day: day(13, 24, vec![stop(4, "las"), stop(5, "park")]) },
            Edit::RemoveDay { day: DayId(11), stops: vec![] },
            Edit::SetDay { day: DayId(12), was: DayField::Hours(540, 1_080), to: DayField::Hours(0, 1_440) },
            Edit::InsertStop { spot: Spot::Day(DayId(10)), at: 0, stop: stop(6, "jezioro") },
            moved(Spot::Day(DayId(10)), Spot::Day(DayId(13)), 1),
            moved(Spot::Day(DayId(13)), Spot::Tray, 0),
            Edit::InsertStop { spot: Spot::Tray, at: 9, stop: Stop::of(StopId(7), place, "Nasz „domek” 🏡".into(), 60) },
            Edit::RemoveStop { stop: StopId(1) },
            set(3, StopField::Stay(60), StopField::Stay(720)),
            set(3, StopField::Note(String::new()), StopField::Note("Weź\nlatarkę".into())),
            Edit::MoveDay { day: DayId(12), at: 0 },
            Edit::ShiftDates { was: november(22), to: november(29) },
        ];
        edits.push(Edit::Step { edits: vec![set(3, StopField::Stay(720), StopField::Stay(45)), Edit::OfferSwaps { on: false }] });
        for (edit, version) in edits.iter().zip(2..) {
            expected.apply(edit).unwrap();
            let saved = store.edit_plan(&anna, TRIP, edit).await.unwrap();
            assert_eq!((saved.version, &saved.itinerary), (version, &expected), "{edit:?}");
            assert_eq!(read(&store, &anna).await, (version, expected.clone()), "{edit:?}");
        }
    }

    async fn an_edit_that_does_not_fit_changes_nothing(store: Store) {
        let (anna, jan) = (visitor(&store, "anna").await, visitor(&store, "jan").await);
        store.create_plan(&anna, TRIP, &trip()).await.unwrap();
        let far = DayFrame::on(NaiveDate::from_ymd_opt(12_026, 1, 1).unwrap());
        let named = |name: &str| Stop { name: name.to_owned(), ..stop(9, "zamek") };
        let insert = |stop| Edit::InsertStop { spot: Spot::Day(DayId(10)), at: 0, stop };
        let refused = [
            (Edit::RemoveStop { stop: StopId(99) }, "the plan has no such stop"),
            (rename("Trzy dni", " "), "a title has 1 to 120 characters"),
            (rename("Dwa dni", "Cztery dni"), "somebody else has changed the same thing"),
            (Edit::InsertDay { at: 0, day: day(10, 1, vec![]) }, "the plan already has this day or stop"),
            (Edit::InsertDay { at: 0, day: Day::new(DayId(99), far, vec![]) }, "a plan lies in the years 2000 to 2099"),
            (insert(named("")), "a text is too long, or a name is empty"),
            (insert(named(&"x".repeat(201))), "a text is too long, or a name is empty"),
        ];
        for (edit, reason) in refused {
            let error = store.edit_plan(&anna, TRIP, &edit).await.unwrap_err();
            assert_eq!(error.to_string(), reason);
            assert_eq!(read(&store, &anna).await, (1, trip()));
        }
        assert!(matches!(store.edit_plan(&jan, TRIP, &rename("Trzy dni", "Mój")).await, Err(StoreError::NotFound)));
        assert!(matches!(store.delete_plan(&jan, TRIP).await, Err(StoreError::NotFound)));
        assert_eq!(store.plan(&jan, TRIP).await.unwrap(), None);
        assert!(store.plans(&jan).await.unwrap().is_empty());
        assert_eq!(read(&store, &anna).await, (1, trip()));
    }

    async fn a_plan_that_breaks_a_rule_is_not_saved(store: Store) {
        let anna = visitor(&store, "anna").await;
        let twice = plan("Dwa razy", vec![day(1, 21, vec![stop(1, "a"), stop(1, "a")])]);
        let long = plan("Długi", (0..31).map(|id| day(id, 21, vec![])).collect());
        let cases = [(plan("", vec![]), EditError::Title), (twice, EditError::Duplicate), (long, EditError::TooManyDays)];
        for (plan, reason) in cases {
            let refused = store.create_plan(&anna, TRIP, &plan).await;
            assert!(matches!(refused, Err(StoreError::Refused(error)) if error == reason), "{refused:?}");
        }
        let full = plan("Pełny", (0..30).map(|id| day(id, 21, (0..6).map(|at| stop(id * 6 + at, "a")).collect())).collect());
        store.create_plan(&anna, TRIP, &full).await.unwrap();
        assert_eq!(read(&store, &anna).await.1, full);
    }
}
