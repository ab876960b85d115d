use domain::filter::{Order, VenueFilter};
use domain::language::{Language, Translated};
use domain::venue::VenueDraft;
use store::Store;

use crate::catalogue::shipped;
use crate::engines::on_both_engines;
use crate::fixtures::{load, noon, pl, venue};

async fn found(store: &Store, text: &str) -> Vec<String> {
    let mut slugs = Vec::new();
    for page in 1.. {
        let filter = VenueFilter { text: text.to_owned(), page, ..VenueFilter::default() };
        let found = store.search_venues(&filter, Language::Pl, noon()).await.unwrap();
        slugs.extend(found.cards.iter().map(|card| card.slug.to_string()));
        if page >= found.pages {
            assert_eq!(slugs.len(), found.total as usize, "{text}");
            return slugs;
        }
    }
    unreachable!("a result has a last page")
}

on_both_engines! {
    async fn words_are_found_however_they_are_typed(store: Store) {
        let translated = Translated {
            pl: "Muzeum Ślusarstwa w Świątnikach Górnych".into(),
            en: Some("Museum of Locksmithing".into()),
            uk: Some("Музей слюсарства".into()),
        };
        let locks = VenueDraft { name: translated, ..venue("Ślusarstwo", "swiatniki-gorne") };
        let salt = VenueDraft { summary: pl("Podziemne komory i kaplica św. Kingi."), ..venue("Kopalnia Soli „Wieliczka”", "wieliczka") };
        let church = venue("Kościół św. Michała", "liszki");
        load(&store, &[locks, salt, church]).await;
        let (locks, salt, church) = ("slusarstwo", "kopalnia-soli-wieliczka", "kosciol-sw-michala");
        let cases: &[(&str, &[&str])] = &[
            ("Świątniki", &[locks]),
            ("swiatniki", &[locks]),
            ("SWIATNIKI GORNE", &[locks]),
            ("muzeum ślusarstwa", &[locks]),
            ("locksmithing", &[locks]),
            ("слюсарства", &[locks]),
            ("музей", &[locks]),
            ("wieliczka sol", &[salt]),
            ("sól wieliczka", &[salt]),
            ("kopalnia", &[salt]),
            ("kaplica kingi", &[salt]),
            ("kościoły", &[church]),
            ("kosc", &[church]),
            ("kościół w liszkach", &[church]),
            ("михал", &[]),
            ("kopalnia liszki", &[]),
            ("s", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(found(&store, text).await, *expected, "{text}");
        }
    }

    async fn a_name_comes_before_a_description(store: Store) {
        let mention = VenueDraft { summary: pl("Najładniejszy park w okolicy."), wikidata: Some("Q1".into()), ..venue("Aleja", "liszki") };
        let park = venue("Park Miejski", "skawina");
        let beginning = venue("Parking i ogród", "skawina");
        load(&store, &[mention, beginning, park]).await;
        assert_eq!(found(&store, "park").await, ["park-miejski", "parking-i-ogrod", "aleja"]);
    }

    async fn what_somebody_types_is_never_syntax(store: Store) {
        load(&store, &[venue("Zamek", "skawina"), venue("Park", "liszki")]).await;
        let cases: &[(&str, &[&str])] = &[
            ("zamek OR park", &[]),
            ("\"zamek\"", &["zamek"]),
            ("'zamek'", &["zamek"]),
            ("zamek*", &["zamek"]),
            ("name:zamek", &[]),
            ("zamek NOT park", &[]),
            ("NEAR(zamek park)", &[]),
            ("zamek & !park | :*", &[]),
            ("zamek; DROP TABLE venue --", &[]),
            ("(((", &[]),
            ("^ * \" ' \\ :* & | ! <-> %", &[]),
            ("\u{0}", &[]),
            ("zamek\u{0}", &["zamek"]),
            ("²½①", &[]),
            ("ﬁ ǅ ß İ", &[]),
            ("日本", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(found(&store, text).await, *expected, "{text:?}");
        }
        assert_eq!(found(&store, "").await.len(), 2);
    }

    async fn another_order_keeps_what_a_text_finds(store: Store) {
        load(&store, &[venue("Zamek dolny", "skawina"), venue("Dwór", "liszki"), venue("Ćmielów, zamek", "liszki"), venue("Zamek Ął", "liszki")]).await;
        let filter = VenueFilter { text: "zamek".into(), order: Order::Name, ..VenueFilter::default() };
        let page = store.search_venues(&filter, Language::Pl, noon()).await.unwrap();
        let names: Vec<_> = page.cards.iter().map(|card| card.name.value.as_str()).collect();
        assert_eq!(names, ["Ćmielów, zamek", "Zamek Ął", "Zamek dolny"]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn both_engines_rank_the_shipped_catalogue_alike() {
    let (sqlite, postgres) = (crate::engines::sqlite().await, crate::engines::postgres().await);
    let catalogue = shipped();
    for bench in [&sqlite, &postgres] {
        bench.store.load_catalogue(&catalogue.gminas, &catalogue.venues, noon()).await.unwrap();
    }
    assert_eq!(
        found(&sqlite.store, "wieliczka sol").await.first().map(String::as_str),
        Some("kopalnia-soli-wieliczka")
    );
    assert!(found(&sqlite.store, "swiatniki").await.len() >= 4);
    let mut texts: Vec<String> = [
        "zamek",
        "park",
        "m",
        "mu",
        "kościół w",
        "wieliczka sol",
        "swiatniki",
        "puszcza",
        "museum",
        "замок",
        "костел",
        "las wolski",
        "12",
        "ii",
    ]
    .map(str::to_owned)
    .into();
    for draft in catalogue.venues.iter().step_by(3) {
        let half: String = draft.name.pl.chars().take(draft.name.pl.chars().count() * 2 / 3).collect();
        texts.extend([half, draft.name.uk.clone().unwrap_or_default()]);
    }
    let mut hits = 0;
    for text in texts {
        let ours = found(&sqlite.store, &text).await;
        assert_eq!(ours, found(&postgres.store, &text).await, "{text}");
        hits += usize::from(!ours.is_empty());
    }
    assert!(hits > 100, "{hits}");
}
