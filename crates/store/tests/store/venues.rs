use domain::accessibility::Access;
use domain::geo::Position;
use domain::hours::{OpenState, OpeningHours};
use domain::language::{Language, Translated};
use domain::venue::{Area, Category, VenueCard, VenueDraft, VenueSlug};
use store::{Store, StoreError};

use crate::engines::on_both_engines;
use crate::fixtures::{at, load, noon, november, shown, slug, venue, wheelchair};

fn standing(at: (f64, f64), draft: VenueDraft) -> VenueDraft {
    VenueDraft { position: Position::from_degrees(at.0, at.1).unwrap(), ..draft }
}

fn slugs(cards: &[VenueCard]) -> Vec<&str> {
    cards.iter().map(|card| card.slug.as_str()).collect()
}

on_both_engines! {
    async fn a_venue_is_shown_as_it_is_known(store: Store) {
        let draft = VenueDraft {
            name: Translated { pl: "Zamek Królewski".into(), en: Some("Royal Castle".into()), uk: None },
            opening_hours: Some("Tu-Su 10:00-17:00".into()),
            last_entry_min: Some(45),
            website: Some("https://zamek.example".into()),
            wikidata: Some("Q189033".into()),
            facts: vec![wheelchair(Access::Limited)],
            precision_m: 800,
            ..venue("Zamek", "skawina")
        };
        load(&store, std::slice::from_ref(&draft)).await;
        let castle = shown(&store, &draft.slug, Language::En, at(21, "16:30")).await;
        assert_eq!((castle.card.name.value.as_str(), castle.card.name.language), ("Royal Castle", Language::En));
        assert_eq!((castle.card.summary.value.as_str(), castle.card.summary.language), ("Warto zajrzeć.", Language::Pl));
        assert_eq!(castle.card.gmina.name.value, "Skawina");
        assert_eq!(castle.card.open, OpenState::Open { until: at(21, "17:00") });
        assert!(castle.card.is_approximate());
        assert_eq!((castle.website, castle.wikidata), (draft.website, draft.wikidata));
        assert_eq!(castle.facts, draft.facts);
        assert_eq!(castle.last_entry_min, Some(45));
        let OpeningHours::Dated(days) = castle.hours else { panic!("the hours are known") };
        assert_eq!((days.len(), days[0].date, days[2].intervals.len()), (7, november(21), 0));
        let ukrainian = shown(&store, &draft.slug, Language::Uk, noon()).await;
        assert_eq!((ukrainian.card.name.value.as_str(), ukrainian.card.gmina.name.value.as_str()), ("Zamek Królewski", "Скавіна"));
        assert_eq!(store.venue_page(&slug("nowhere"), Language::Pl, noon(), 6).await.unwrap(), None);
    }

    async fn nearby_is_nearest_first(store: Store) {
        let drafts = [
            standing((50.000, 19.900), venue("Środek", "skawina")),
            standing((50.001, 19.900), venue("Blisko", "skawina")),
            // A tenth of a degree of longitude is shorter than one of latitude.
            standing((50.000, 19.914), venue("Dalej", "liszki")),
            standing((50.010, 19.900), venue("Najdalej", "krakow")),
        ];
        load(&store, &drafts).await;
        let near = around(&store, 10).await;
        assert_eq!(slugs(&near), ["blisko", "dalej", "najdalej"]);
        assert_eq!(near[0].distance_m, Some(111));
        assert!(near.is_sorted_by_key(|card| card.distance_m));
        assert_eq!(around(&store, 2).await.len(), 2);
        assert_eq!(around(&store, 0).await, []);
    }

    async fn nearby_looks_beyond_the_corner_of_a_square(store: Store) {
        let drafts = [
            standing((50.0000, 19.9000), venue("Środek", "skawina")),
            // Inside the first square that is searched, and farther away than the one just outside it.
            standing((50.0088, 19.9135), venue("W rogu", "skawina")),
            standing((50.0095, 19.9000), venue("Za bokiem", "skawina")),
            standing((50.9000, 21.9000), venue("Za górami", "liszki")),
        ];
        load(&store, &drafts).await;
        assert_eq!(slugs(&around(&store, 1).await), ["za-bokiem"]);
        assert_eq!(slugs(&around(&store, 3).await), ["za-bokiem", "w-rogu", "za-gorami"]);
    }

    async fn similar_venues_lead_away_from_the_old_town(store: Store) {
        let drafts = [
            standing((50.00, 19.90), venue("Muzeum", "skawina")),
            standing((50.00, 19.91), venue("Muzeum sąsiednie", "skawina")),
            standing((50.01, 19.90), VenueDraft { area: Area::OldTown, ..venue("Muzeum na Rynku", "krakow") }),
            standing((50.03, 19.90), venue("Muzeum w Liszkach", "liszki")),
            standing((50.02, 19.90), venue("Muzeum w Krakowie", "krakow")),
            standing((50.00, 19.92), VenueDraft { category: Category::Park, ..venue("Park", "liszki") }),
        ];
        load(&store, &drafts).await;
        let similar = store.venue_page(&slug("muzeum"), Language::Pl, noon(), 5).await.unwrap().unwrap().similar;
        assert_eq!(slugs(&similar), ["muzeum-w-krakowie", "muzeum-w-liszkach", "muzeum-na-rynku"]);
    }

    async fn cards_come_in_the_order_in_which_they_are_named(store: Store) {
        load(&store, &[venue("A", "liszki"), venue("B", "skawina"), venue("C", "krakow")]).await;
        let named = [slug("c"), slug("gone"), slug("a"), slug("c")];
        let cards = store.venue_cards(&named, Language::Pl, noon()).await.unwrap();
        assert_eq!(slugs(&cards), ["c", "a"]);
        assert_eq!(store.venue_cards(&[], Language::Pl, noon()).await.unwrap(), []);
        let many: Vec<VenueSlug> = (0..1_000).map(|at| slug(&format!("v{at}"))).collect();
        assert_eq!(store.venue_cards(&many, Language::Pl, noon()).await.unwrap(), []);
        let more = [many, vec![slug("a")]].concat();
        assert!(matches!(store.venue_cards(&more, Language::Pl, noon()).await, Err(StoreError::Invalid("slugs"))));
    }

    async fn stops_know_their_hours_on_the_days_of_the_plan_and_around_them(store: Store) {
        let museum = VenueDraft { opening_hours: Some("Mo-Su 10:00-18:00; PH off".into()), precision_m: 500, ..venue("Muzeum", "liszki") };
        load(&store, &[museum, venue("Park", "krakow")]).await;
        let stops = [slug("muzeum"), slug("park"), slug("gone")];
        let dates = [november(11), november(10), november(21)];
        let venues = store.stop_venues(&stops, &dates, Language::Pl).await.unwrap();
        assert_eq!(venues.keys().map(VenueSlug::as_str).collect::<Vec<_>>(), ["muzeum", "park"]);
        let museum = &venues[&slug("muzeum")];
        let OpeningHours::Dated(days) = &museum.hours else { panic!("the hours are known") };
        assert_eq!(days.iter().map(|day| day.date).collect::<Vec<_>>(), (9..=18).chain(20..=28).map(november).collect::<Vec<_>>());
        let closed = days.iter().filter(|day| day.intervals.is_empty()).map(|day| day.date);
        assert_eq!(closed.collect::<Vec<_>>(), [november(11)]);
        assert!(museum.approximate);
        assert_eq!(venues[&slug("park")].hours, OpeningHours::Unknown);
        assert!(store.stop_venues(&[], &dates, Language::Pl).await.unwrap().is_empty());
        assert_eq!(store.stop_venues(&stops, &[], Language::Pl).await.unwrap()[&slug("muzeum")].hours, OpeningHours::Dated(vec![]));
        let years: Vec<_> = november(1).iter_days().take(101).collect();
        assert!(matches!(store.stop_venues(&stops, &years, Language::Pl).await, Err(StoreError::Invalid("dates"))));
    }
}

on_both_engines! {
    async fn proposals_are_made_from_what_is_near_and_from_every_gmina_in_turn(store: Store) {
        let drafts: Vec<VenueDraft> = (0..320_u32).map(|n| {
            let step = f64::from(n) * 0.0005;
            let hours = (n == 0).then(|| "Mo-Su 10:00-18:00".to_owned());
            VenueDraft { opening_hours: hours, stay_min: 45, ..standing((50.0 + step, 20.0), venue(&format!("v{n}"), "krakow")) }
        }).chain([standing((49.6, 19.2), venue("daleko", "skawina"))]).collect();
        load(&store, &drafts).await;
        let south = Position::from_degrees(50.0, 20.0).unwrap();
        let found = store.candidates(&[south], &[november(21)], Language::Pl).await.unwrap();
        assert_eq!(found.len(), 300);
        for near in 0..150 {
            assert!(found.contains_key(&slug(&format!("v{near}"))), "v{near}");
        }
        assert!(!found.contains_key(&slug("daleko")), "too far from every place");
        let first = &found[&slug("v0")];
        assert_eq!(first.stay_min, 45);
        let OpeningHours::Dated(days) = &first.venue.hours else { panic!("the hours are known") };
        assert_eq!(days.iter().map(|day| day.date).collect::<Vec<_>>(), [november(20), november(21)]);

        let everywhere = store.candidates(&[], &[], Language::Pl).await.unwrap();
        assert_eq!(everywhere.len(), 300);
        assert!(everywhere.contains_key(&slug("daleko")), "another gmina comes in its turn");

        let many = vec![south; 61];
        assert!(matches!(store.candidates(&many, &[], Language::Pl).await, Err(StoreError::Invalid("near"))));
        let years: Vec<_> = november(1).iter_days().take(32).collect();
        assert!(matches!(store.candidates(&[], &years, Language::Pl).await, Err(StoreError::Invalid("dates"))));
    }
}

/// What is near the venue `srodek`.
async fn around(store: &Store, limit: u64) -> Vec<VenueCard> {
    store.venue_page(&slug("srodek"), Language::Pl, noon(), limit).await.unwrap().unwrap().nearby
}
