use domain::accessibility::{Access, FactKind};
use domain::filter::VenueFilter;
use domain::hours::LocalTime;
use domain::language::{Language, Translated};
use domain::venue::{Area, Category, PositionSource, Price, Setting, VenueDraft, VenueSlug};
use importers::catalogue::{Catalogue, Sources};
use store::{Store, StoreError};

use crate::engines::on_both_engines;
use crate::fixtures::{at, gmina, gminas, load, noon, page, pl, shown, slug, venue, wheelchair};

/// The catalogue that Okolica ships with.
pub fn shipped() -> Catalogue {
    let text =
        |name: &str| std::fs::read_to_string(format!("{}/../../data/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let [gminas, outlines, old_town, venues] =
        ["gminas.csv", "gminas.geojson", "old-town.geojson", "venues.csv"].map(text);
    let sources = Sources { gminas: &gminas, outlines: &outlines, old_town: &old_town, venues: &venues };
    Catalogue::read(&sources, &|osm| store::hours::parse(osm).map_err(|error| error.to_string())).unwrap()
}

async fn names(store: &Store, query: &str) -> Vec<String> {
    let filter = VenueFilter { text: query.to_owned(), ..VenueFilter::default() };
    let page = store.search_venues(&filter, Language::Pl, noon()).await.unwrap();
    page.cards.into_iter().map(|card| card.name.value).collect()
}

fn slugs(venues: &[VenueDraft]) -> Vec<VenueSlug> {
    venues.iter().map(|venue| venue.slug.clone()).collect()
}

on_both_engines! {
    async fn loading_twice_changes_nothing(store: Store) {
        let venues = [venue("Muzeum Soli", "wieliczka"), venue("Zamek", "skawina")];
        let report = store.load_catalogue(&gminas(), &venues, noon()).await.unwrap();
        assert_eq!((report.added, report.changed, report.unchanged), (slugs(&venues), vec![], 0));
        assert_eq!(store.catalogue_version().await.unwrap(), 1);

        let report = store.load_catalogue(&gminas(), &venues, at(22, "12:00")).await.unwrap();
        assert_eq!((report.added, report.changed, report.unchanged), (vec![], vec![], 2));
        assert_eq!(store.catalogue_version().await.unwrap(), 1);
        let unchanged = shown(&store, &slug("zamek"), Language::Pl, noon()).await;
        assert_eq!(unchanged.updated_on, noon().date);
    }

    async fn a_change_is_reported_found_and_dated(store: Store) {
        let [salt, mut castle] = [venue("Muzeum Soli", "wieliczka"), venue("Zamek", "skawina")];
        load(&store, &[salt.clone(), castle.clone()]).await;
        assert_eq!(names(&store, "twierdza").await, Vec::<String>::new());

        castle.name = Translated { en: Some("Fortress".into()), ..pl("Twierdza") };
        castle.facts = vec![wheelchair(Access::Limited)];
        castle.opening_hours = Some("Mo-Su 10:00-18:00".into());
        let report = store.load_catalogue(&[], &[castle.clone(), salt.clone()], at(23, "12:00")).await.unwrap();
        assert_eq!((report.added, report.changed, report.unchanged), (vec![], vec![castle.slug.clone()], 1));
        assert_eq!(store.catalogue_version().await.unwrap(), 2);
        assert_eq!(names(&store, "fortress").await, ["Twierdza"]);
        assert_eq!(names(&store, "zamek").await, Vec::<String>::new());
        let changed = shown(&store, &castle.slug, Language::En, at(24, "12:00")).await;
        assert_eq!((changed.card.name.value.as_str(), changed.updated_on), ("Fortress", at(23, "12:00").date));
        assert_eq!((changed.card.wheelchair, changed.facts), (Access::Limited, castle.facts.clone()));

        castle.facts.clear();
        let report = store.load_catalogue(&[], &[castle.clone()], at(23, "12:00")).await.unwrap();
        assert_eq!(report.changed, [castle.slug.clone()]);
        let changed = shown(&store, &castle.slug, Language::Pl, noon()).await;
        assert_eq!((changed.card.wheelchair, changed.facts), (Access::Unknown, vec![]));
    }

    async fn what_a_file_no_longer_names_stays(store: Store) {
        load(&store, &[venue("Muzeum Soli", "wieliczka"), venue("Zamek", "skawina")]).await;
        let report = store.load_catalogue(&gminas(), &[venue("Park", "liszki")], noon()).await.unwrap();
        assert_eq!((report.added.len(), report.unchanged), (1, 0));
        assert_eq!(store.map_points(&VenueFilter::default(), Language::Pl).await.unwrap().len(), 3);
    }

    async fn a_renamed_gmina_is_found_by_its_new_name(store: Store) {
        load(&store, &[venue("Zamek", "skawina")]).await;
        store.load_catalogue(&[gmina("skawina", "1206114", "Borek", "Борек")], &[], noon()).await.unwrap();
        assert_eq!(store.catalogue_version().await.unwrap(), 2);
        assert_eq!(names(&store, "skawina").await, Vec::<String>::new());
        assert_eq!(names(&store, "борек").await, ["Zamek"]);
        let all = store.gminas(Language::Pl).await.unwrap();
        assert!(all.iter().any(|gmina| gmina.name.value == "Borek" && gmina.venues == 1));
    }

    async fn a_draft_that_cannot_be_stored_stops_the_whole_file(store: Store) {
        let good = venue("Zamek", "skawina");
        let cases = [
            (VenueDraft { gmina: domain::gmina::GminaSlug::parse("atlantyda").unwrap(), ..good.clone() }, "gmina"),
            (VenueDraft { facts: vec![wheelchair(Access::Yes), wheelchair(Access::No)], ..good.clone() }, "facts"),
            (VenueDraft { name: pl(" "), ..good.clone() }, "name"),
        ];
        for (bad, field) in cases {
            let bad = VenueDraft { slug: slug("bad"), ..bad };
            let refused = store.load_catalogue(&gminas(), &[good.clone(), bad], noon()).await;
            assert!(matches!(refused, Err(StoreError::Invalid(named)) if named == field), "{refused:?}");
        }
        let refused = store.load_catalogue(&gminas(), &[good.clone(), good.clone()], noon()).await;
        assert!(matches!(refused, Err(StoreError::Invalid("slug"))), "{refused:?}");
        assert_eq!(store.catalogue_version().await.unwrap(), 0);
        assert_eq!(store.gminas(Language::Pl).await.unwrap(), []);
    }

    async fn every_word_of_the_vocabulary_can_be_stored(store: Store) {
        let mut venues = Vec::new();
        let mut add = |change: &dyn Fn(&mut VenueDraft)| {
            let mut draft = venue(&format!("Miejsce {}", venues.len()), "liszki");
            change(&mut draft);
            venues.push(draft);
        };
        Category::ALL.iter().for_each(|word| add(&|v| v.category = *word));
        Setting::ALL.iter().for_each(|word| add(&|v| v.setting = *word));
        Price::ALL.iter().for_each(|word| add(&|v| v.price = *word));
        Area::ALL.iter().for_each(|word| add(&|v| v.area = *word));
        PositionSource::ALL.iter().for_each(|word| add(&|v| v.position_source = *word));
        Access::ALL.iter().for_each(|word| add(&|v| v.facts = vec![wheelchair(*word)]));
        let sources = domain::accessibility::FactSource::ALL;
        sources.iter().for_each(|word| add(&|v| v.facts = vec![domain::accessibility::AccessibilityFact { source: *word, ..wheelchair(Access::Yes) }]));
        add(&|v| {
            let fact = |kind: &FactKind| domain::accessibility::AccessibilityFact { kind: *kind, ..wheelchair(Access::No) };
            v.facts = FactKind::ALL.iter().map(fact).collect();
        });
        load(&store, &venues).await;
        for draft in &venues {
            let stored = shown(&store, &draft.slug, Language::Pl, noon()).await;
            assert_eq!(
                (stored.card.category, stored.card.setting, stored.card.price, stored.card.area, stored.position_source),
                (draft.category, draft.setting, draft.price, draft.area, draft.position_source)
            );
            assert_eq!(stored.facts, draft.facts);
            assert_eq!((stored.card.position, stored.card.precision_m), (draft.position, draft.precision_m));
        }
    }

    async fn the_first_page_of_the_shipped_catalogue_shows_every_gmina(store: Store) {
        let catalogue = shipped();
        let report = store.load_catalogue(&catalogue.gminas, &catalogue.venues, noon()).await.unwrap();
        assert_eq!(report.added.len(), catalogue.venues.len());
        assert!(catalogue.rejections.is_empty(), "{:?}", catalogue.rejections);
        let first = store.search_venues(&VenueFilter::default(), Language::Pl, noon()).await.unwrap();
        assert_eq!((first.total as usize, first.cards.len()), (catalogue.venues.len(), 15));
        let gminas: Vec<_> = first.cards.iter().map(|card| card.gmina.slug.as_str()).collect();
        let round: std::collections::BTreeSet<_> = gminas.iter().collect();
        assert_eq!(round.len(), 15, "{gminas:?}");
        assert_eq!(gminas.iter().position(|slug| *slug == "krakow"), Some(14), "{gminas:?}");

        let listed = store.gminas(Language::Pl).await.unwrap();
        assert_eq!(listed[0].slug.as_str(), "krakow");
        assert_eq!(listed.iter().map(|gmina| gmina.venues).sum::<u32>(), first.total);
        let names: Vec<_> = listed[1..].iter().map(|gmina| gmina.name.value.as_str()).collect();
        assert!(names.ends_with(&["Wieliczka", "Wielka Wieś", "Zabierzów", "Zielonki"]), "{names:?}");
        let skawina = store.gmina(&listed[5].slug, Language::Uk).await.unwrap().unwrap();
        assert_eq!(skawina.teryt, listed[5].teryt);
        assert_eq!(store.gmina(&domain::gmina::GminaSlug::parse("warszawa").unwrap(), Language::Pl).await.unwrap(), None);
    }

    async fn the_hours_of_the_shipped_catalogue_are_understood(store: Store) {
        let catalogue = shipped();
        store.load_catalogue(&catalogue.gminas, &catalogue.venues, noon()).await.unwrap();
        let known: Vec<_> = catalogue.venues.iter().filter(|venue| venue.opening_hours.is_some()).collect();
        assert!(known.len() > 50);
        for draft in known {
            let stored = shown(&store, &draft.slug, Language::Pl, noon()).await;
            let domain::hours::OpeningHours::Dated(days) = stored.hours else { panic!("{}", draft.slug) };
            let dates: Vec<_> = days.iter().map(|day| day.date).collect();
            assert_eq!(dates, noon().date.iter_days().take(7).collect::<Vec<_>>());
            assert_eq!(page(&store, &draft.slug, Language::Pl, noon()).await.opening_hours, draft.opening_hours);
        }
        let open = VenueFilter { open_at: Some(LocalTime { date: noon().date, minute: 3 * 60 }), ..VenueFilter::default() };
        let at_night = store.search_venues(&open, Language::Pl, noon()).await.unwrap();
        let round_the_clock = catalogue.venues.iter().filter(|venue| venue.opening_hours.as_deref() == Some("24/7")).count();
        assert_eq!(at_night.total as usize, round_the_clock);
    }
}
