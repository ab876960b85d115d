use domain::accessibility::Access;
use domain::favourites::{Favourite, FavouriteList};
use domain::geo::Position;
use domain::gmina::{GminaName, GminaSlug};
use domain::hours::OpenState;
use domain::language::{Language, Text};
use domain::venue::{Area, Category, Price, Setting, VenueCard};

use super::*;

fn card(slug: &str, stay_min: u16) -> VenueCard {
    let text = |text: &str| Text { value: text.into(), language: Language::Pl };
    VenueCard {
        slug: VenueSlug::parse(slug).unwrap(),
        name: text(slug),
        summary: text(""),
        gmina: GminaName { slug: GminaSlug::parse("krakow").unwrap(), name: text("Kraków") },
        category: Category::Castle,
        setting: Setting::Both,
        price: Price::Unknown,
        wheelchair: Access::Unknown,
        area: Area::Beyond,
        position: Position::from_degrees(50.0, 20.0).unwrap(),
        precision_m: 10,
        stay_min,
        open: OpenState::Unknown,
        distance_m: None,
    }
}

/// The lists 1 and 2; `zamek` is on the first, `kopalnia` on both, `dolina` on none.
fn kept() -> Favourites {
    let favourite = |slug, stay, lists: &[i64]| Favourite {
        venue: card(slug, stay),
        note: String::new(),
        lists: lists.iter().copied().map(ListId).collect(),
    };
    let list = |id, name: &str, venues| FavouriteList { id: ListId(id), name: name.into(), venues };
    Favourites {
        favourites: vec![
            favourite("zamek", 90, &[1]),
            favourite("dolina", 60, &[]),
            favourite("kopalnia", 150, &[1, 2]),
        ],
        lists: vec![list(1, "Na niedzielę", 2), list(2, "Z dziećmi", 1)],
    }
}

#[test]
fn a_plan_of_a_list_visits_its_venues_in_order_with_their_usual_stays() {
    let (name, venues) = venues_of(&kept(), ListId(1)).unwrap();
    assert_eq!(name, "Na niedzielę");
    let told: Vec<_> = venues.iter().map(|v| (v.slug.as_str(), v.stay_min)).collect();
    assert_eq!(told, [("zamek", 90), ("kopalnia", 150)]);
    assert_eq!(venues_of(&kept(), ListId(9)), Err(ApiError::NotFound));
}

#[test]
fn a_favourite_stands_on_exactly_the_lists_that_were_chosen() {
    let change = |slug: &str, wanted: &[&str]| {
        let wanted: Vec<_> = wanted.iter().map(|list| (*list).to_owned()).collect();
        changes(&kept(), &VenueSlug::parse(slug).unwrap(), &wanted)
    };
    assert_eq!(change("zamek", &["2"]), Ok((vec![ListId(2)], vec![ListId(1)])));
    assert_eq!(change("kopalnia", &["1", "2"]), Ok((vec![], vec![])));
    assert_eq!(change("kopalnia", &[]), Ok((vec![], vec![ListId(1), ListId(2)])));
    assert_eq!(change("dolina", &["7"]), Err(ApiError::NotFound), "a list of somebody else");
    assert_eq!(change("dolina", &["x"]), Err(ApiError::NotFound));
    assert_eq!(change("rynek", &["1"]), Err(ApiError::NotFound));
}
