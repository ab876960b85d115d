use std::collections::{BTreeMap, BTreeSet};

use domain::accessibility::{Access, AccessNeed};
use domain::filter::{Beyond, Facets, Order, Roof, VenueFilter};
use domain::geo::{BoundingBox, Position};
use domain::gmina::GminaSlug;
use domain::hours::OpenState;
use domain::language::Language;
use domain::venue::{Area, Category, Price, Setting, VenueCard, VenueDraft};
use store::Store;

use crate::engines::on_both_engines;
use crate::fixtures::{at, gminas, load, noon, slug, venue, wheelchair};

/// A sequence of numbers that looks random and is the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.roll(of.len())].clone()
    }

    fn maybe<T: Clone>(&mut self, of: &[T]) -> Option<T> {
        (self.roll(2) == 0).then(|| self.one(of))
    }

    fn position(&mut self) -> Position {
        let mut spread = |width: usize| i32::try_from(self.roll(width)).unwrap();
        Position::from_micro_degrees(49_900_000 + spread(300_000), 19_600_000 + spread(700_000)).unwrap()
    }
}

const CATEGORIES: [Category; 3] = [Category::Castle, Category::Museum, Category::Park];
const HOURS: [&str; 4] = ["24/7", "Mo-Fr 09:00-17:00", "Sa 22:00-04:00", "\"by appointment\""];
const GMINAS: [&str; 5] = ["krakow", "skawina", "liszki", "wieliczka", "atlantyda"];

fn catalogue(dice: &mut Dice, size: usize) -> Vec<VenueDraft> {
    let mut draft = |at: usize| {
        let gmina = dice.one(&GMINAS[..4]);
        let area = if gmina == "krakow" { dice.one(&[Area::OldTown, Area::Krakow]) } else { Area::Beyond };
        VenueDraft {
            category: dice.one(&CATEGORIES),
            setting: dice.one(Setting::ALL),
            price: dice.one(Price::ALL),
            area,
            position: dice.position(),
            centre_m: u32::try_from(dice.roll(20_000)).unwrap(),
            opening_hours: dice.maybe(&HOURS).map(str::to_owned),
            facts: dice.maybe(Access::ALL).map(wheelchair).into_iter().collect(),
            ..venue(&format!("Miejsce {at}"), gmina)
        }
    };
    (0..size).map(&mut draft).collect()
}

fn any_filter(dice: &mut Dice) -> VenueFilter {
    let corners = [dice.position(), dice.position()];
    let [lat, lon] = [corners.map(Position::lat_e6), corners.map(Position::lon_e6)];
    let corner =
        |pick: fn(i32, i32) -> i32| Position::from_micro_degrees(pick(lat[0], lat[1]), pick(lon[0], lon[1])).unwrap();
    let within = BoundingBox::new(corner(i32::min), corner(i32::max)).unwrap();
    VenueFilter {
        categories: dice.maybe(&CATEGORIES).into_iter().chain(dice.maybe(&CATEGORIES)).collect(),
        gminas: dice
            .maybe(&GMINAS)
            .into_iter()
            .chain(dice.maybe(&GMINAS))
            .map(|slug| GminaSlug::parse(slug).unwrap())
            .collect(),
        free: dice.roll(4) == 0,
        roof: dice.maybe(Roof::ALL),
        open_at: dice.maybe(&[at(21, "12:00"), at(22, "03:00"), at(23, "10:00")]),
        access: dice.maybe(AccessNeed::ALL),
        beyond: dice.maybe(Beyond::ALL),
        within: (dice.roll(4) == 0).then_some(within),
        near: dice.maybe(&[corners[0]]),
        order: dice.one(Order::ALL),
        ..VenueFilter::default()
    }
}

/// The filter as its documentation says it, over drafts; `heeds` leaves single choices out.
fn fits(filter: &VenueFilter, draft: &VenueDraft) -> bool {
    let wheelchair = draft.facts.first().map_or(Access::Unknown, |fact| fact.value);
    let open = |moment: &domain::hours::LocalTime| match draft.opening_hours.as_deref() {
        Some("24/7") => true,
        Some("Mo-Fr 09:00-17:00") => *moment == at(23, "10:00"),
        Some("Sa 22:00-04:00") => *moment == at(22, "03:00"),
        _ => false,
    };
    (filter.categories.is_empty() || filter.categories.contains(&draft.category))
        && (filter.gminas.is_empty() || filter.gminas.contains(&draft.gmina))
        && (!filter.free || draft.price == Price::Free)
        && filter.roof.is_none_or(|roof| match roof {
            Roof::Indoors => matches!(draft.setting, Setting::Indoors | Setting::Both),
            Roof::Outdoors => matches!(draft.setting, Setting::Outdoors | Setting::Both),
        })
        && filter.open_at.as_ref().is_none_or(open)
        && filter.access.is_none_or(|need| need.accepts(wheelchair))
        && filter.beyond.is_none_or(|beyond| match beyond {
            Beyond::OldTown => matches!(draft.area, Area::Krakow | Area::Beyond),
            Beyond::Krakow => draft.area == Area::Beyond,
        })
        && filter.within.is_none_or(|part| part.contains(draft.position))
}

fn count(filter: &VenueFilter, drafts: &[VenueDraft]) -> u32 {
    u32::try_from(drafts.iter().filter(|draft| fits(filter, draft)).count()).unwrap()
}

/// The facets, each value counted by asking for it instead of what is chosen in its facet.
fn assert_facets(facets: &Facets, filter: &VenueFilter, drafts: &[VenueDraft]) {
    let with = |change: &dyn Fn(&mut VenueFilter)| {
        let mut filter = filter.clone();
        change(&mut filter);
        count(&filter, drafts)
    };
    let expected: Vec<_> =
        Category::ALL.iter().map(|c| (*c, with(&|f| f.categories = [*c].into()))).filter(|(_, n)| *n > 0).collect();
    assert_eq!(facets.categories, expected);
    assert_eq!(facets.gminas.len(), gminas().len());
    assert_eq!(facets.gminas[0].0.slug.as_str(), "krakow");
    for (name, venues) in &facets.gminas {
        assert_eq!(*venues, with(&|f| f.gminas = [name.slug.clone()].into()), "{name:?}");
    }
    assert_eq!(facets.free, with(&|f| f.free = true));
    assert_eq!(facets.roofs, Roof::ALL.iter().map(|r| (*r, with(&|f| f.roof = Some(*r)))).collect::<Vec<_>>());
    assert_eq!(facets.access, AccessNeed::ALL.iter().map(|a| (*a, with(&|f| f.access = Some(*a)))).collect::<Vec<_>>());
    assert_eq!(facets.beyond, Beyond::ALL.iter().map(|b| (*b, with(&|f| f.beyond = Some(*b)))).collect::<Vec<_>>());
}

fn assert_order(cards: &[VenueCard], filter: &VenueFilter, drafts: &BTreeMap<&str, &VenueDraft>) {
    match (filter.order, filter.near) {
        (Order::Name, _) => {
            let number = |card: &VenueCard| card.name.value.clone();
            assert!(cards.is_sorted_by_key(number), "{filter:?}");
        }
        (Order::Distance, Some(near)) => {
            assert!(cards.is_sorted_by_key(|card| card.distance_m), "{filter:?}");
            assert!(cards.iter().all(|card| card.distance_m == Some(near.distance_m(card.position))));
        }
        (Order::AwayFromCrowd, _) => {
            let crowd = |card: &VenueCard| match card.area {
                Area::Beyond => 0,
                Area::Krakow => 1,
                Area::OldTown => 2,
            };
            let centre = |card: &VenueCard| drafts[card.slug.as_str()].centre_m;
            assert!(cards.is_sorted_by_key(|card| (crowd(card), std::cmp::Reverse(centre(card)))), "{filter:?}");
        }
        (Order::Fit, _) | (Order::Distance, None) => {}
    }
}

/// Every page of a result, one after the other.
async fn all_pages(store: &Store, filter: &VenueFilter) -> (u32, Vec<VenueCard>, Facets) {
    let mut cards = Vec::new();
    for page in 1.. {
        let found = store.search_venues(&filter.on_page(page), Language::Pl, noon()).await.unwrap();
        assert_eq!(found.page, page);
        assert!(found.cards.len() <= 15);
        cards.extend(found.cards);
        if page == found.pages {
            return (found.total, cards, found.facets);
        }
    }
    unreachable!("a result has a last page")
}

on_both_engines! {
    async fn any_filter_finds_counts_and_orders_as_its_words_say(store: Store) {
        let mut dice = Dice(2026);
        let drafts = catalogue(&mut dice, 150);
        load(&store, &drafts).await;
        let by_slug: BTreeMap<_, _> = drafts.iter().map(|draft| (draft.slug.as_str(), draft)).collect();
        for _ in 0..120 {
            let filter = any_filter(&mut dice);
            let expected: BTreeSet<_> = drafts.iter().filter(|d| fits(&filter, d)).map(|d| d.slug.clone()).collect();
            let (total, cards, facets) = all_pages(&store, &filter).await;
            assert_eq!(total as usize, expected.len(), "{filter:?}");
            assert_eq!(cards.len(), expected.len(), "{filter:?}");
            assert_eq!(cards.iter().map(|card| card.slug.clone()).collect::<BTreeSet<_>>(), expected, "{filter:?}");
            assert_order(&cards, &filter, &by_slug);
            assert_facets(&facets, &filter, &drafts);
            assert!(cards.iter().all(|card| card.distance_m == filter.near.map(|near| near.distance_m(card.position))));
            assert!(filter.open_at.is_none() || cards.iter().all(|card| card.open.is_open()), "{filter:?}");
            let points = store.map_points(&filter, Language::Pl).await.unwrap();
            assert_eq!(points.iter().map(|point| point.slug.clone()).collect::<BTreeSet<_>>(), expected);
        }
    }

    async fn a_page_beyond_the_last_is_the_last(store: Store) {
        let nothing = store.search_venues(&VenueFilter { page: 9, ..VenueFilter::default() }, Language::Pl, noon()).await.unwrap();
        assert_eq!((nothing.total, nothing.page, nothing.pages, nothing.cards.len()), (0, 1, 1, 0));
        load(&store, &(0..50).map(|at| venue(&format!("Miejsce {at}"), "liszki")).collect::<Vec<_>>()).await;
        let page = |page: u32| VenueFilter { page, ..VenueFilter::default() };
        for (asked, given, cards) in [(0, 1, 15), (1, 1, 15), (3, 3, 15), (4, 4, 5), (5, 4, 5), (u32::MAX, 4, 5)] {
            let found = store.search_venues(&page(asked), Language::Pl, noon()).await.unwrap();
            assert_eq!((found.total, found.page, found.pages, found.cards.len()), (50, given, 4, cards), "{asked}");
        }
    }

    async fn a_card_tells_of_the_moment_that_was_asked_for(store: Store) {
        let hours = Some("Mo-Fr 09:00-17:00".to_owned());
        load(&store, &[VenueDraft { opening_hours: hours, ..venue("Muzeum", "liszki") }, venue("Zamek", "skawina")]).await;
        let state = |filter: VenueFilter| {
            let store = store.clone();
            async move {
                let page = store.search_venues(&filter, Language::Pl, noon()).await.unwrap();
                page.cards.iter().find(|card| card.slug == slug("muzeum")).map(|card| card.open)
            }
        };
        assert_eq!(state(VenueFilter::default()).await, Some(OpenState::Closed { opens: Some(at(23, "09:00")) }));
        let monday = VenueFilter { open_at: Some(at(23, "16:00")), ..VenueFilter::default() };
        assert_eq!(state(monday).await, Some(OpenState::Open { until: at(23, "17:00") }));
        let night = VenueFilter { open_at: Some(at(23, "20:00")), ..VenueFilter::default() };
        assert_eq!(state(night).await, None);
    }

    async fn what_is_remembered_follows_the_catalogue(store: Store) {
        load(&store, &[venue("Zamek", "skawina")]).await;
        let castles = VenueFilter { text: "zamek".into(), open_at: Some(noon()), ..VenueFilter::default() };
        assert_eq!(store.search_venues(&castles, Language::Pl, noon()).await.unwrap().total, 0);
        let open = VenueDraft { opening_hours: Some("24/7".into()), ..venue("Zamek", "skawina") };
        load(&store, &[open, VenueDraft { opening_hours: Some("Sa 10:00-14:00".into()), ..venue("Zamek nowy", "liszki") }]).await;
        assert_eq!(store.search_venues(&castles, Language::Pl, noon()).await.unwrap().total, 2);
    }
}
