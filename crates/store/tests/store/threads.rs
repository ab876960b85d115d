//! Servers await on whatever thread is free, so every answer of the store must be able to move between threads.

use domain::edit::Edit;
use domain::filter::VenueFilter;
use domain::gmina::GminaSlug;
use domain::itinerary::{Itinerary, PlanId, PlanLink};
use domain::language::Language;
use store::{Store, Visitor};

use crate::fixtures::{noon, slug};

fn moves_between_threads<T: Send>(_: T) {}

#[expect(dead_code, reason = "that it compiles is the test: nobody needs to run it")]
fn every_answer_moves_between_threads(store: &Store, visitor: &Visitor, link: &PlanLink) {
    let (venue, filter, plan) = (slug("zamek"), VenueFilter::default(), Itinerary::default());
    let (pl, now, id, list) = (Language::Pl, noon(), PlanId(1), domain::favourites::ListId(1));
    moves_between_threads(Store::connect(""));
    moves_between_threads(store.ping());
    moves_between_threads(store.close());
    moves_between_threads(store.backup(std::path::Path::new("copy")));
    moves_between_threads(store.load_catalogue(&[], &[], now));
    moves_between_threads(store.catalogue_version());
    moves_between_threads(store.search_venues(&filter, pl, now));
    moves_between_threads(store.map_points(&filter, pl));
    moves_between_threads(store.venue_page(&venue, pl, now, 4));
    moves_between_threads(store.stop_venues(&[], &[], pl));
    moves_between_threads(store.candidates(&[], &[], pl));
    moves_between_threads(store.venue_cards(&[], pl, now));
    moves_between_threads(store.gminas(pl));
    moves_between_threads(GminaSlug::parse("skawina").map(|gmina| async move { store.gmina(&gmina, pl).await }));
    moves_between_threads(store.visitor(""));
    moves_between_threads(store.create_visitor(""));
    moves_between_threads(store.forget_visitor(visitor.clone()));
    moves_between_threads(store.add_favourite(visitor, &venue));
    moves_between_threads(store.remove_favourite(visitor, &venue));
    moves_between_threads(store.favourite_slugs(visitor));
    moves_between_threads(store.favourites(visitor, pl, now));
    moves_between_threads(store.set_note(visitor, &venue, ""));
    moves_between_threads(store.create_list(visitor, ""));
    moves_between_threads(store.rename_list(visitor, list, ""));
    moves_between_threads(store.delete_list(visitor, list));
    moves_between_threads(store.put_on_list(visitor, list, &venue));
    moves_between_threads(store.take_off_list(visitor, list, &venue));
    moves_between_threads(store.create_plan(visitor, id, &plan));
    moves_between_threads(store.plans(visitor));
    moves_between_threads(store.plan(visitor, id));
    moves_between_threads(store.edit_plan(visitor, id, &Edit::OfferSwaps { on: true }));
    moves_between_threads(store.delete_plan(visitor, id));
    moves_between_threads(store.plan_version(visitor, id));
    moves_between_threads(store.plan_links(visitor, id));
    moves_between_threads(store.make_link(visitor, id, link));
    moves_between_threads(store.revoke_link(visitor, id, ""));
    moves_between_threads(store.invitation(""));
    moves_between_threads(store.join_plan(visitor, ""));
    moves_between_threads(store.shared_plan(""));
}
