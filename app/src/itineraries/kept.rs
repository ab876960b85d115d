//! The visitor's favourites beside the tray: what they keep for later, a tap away from the plan.

use std::collections::BTreeSet;

use domain::itinerary::{Itinerary, Spot};
use domain::venue::{VenueCard, VenueSlug};
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::board::Board;
use super::find::FoundVenue;
use crate::language::{href, use_locale};
use crate::ui::icon::Icon;

/// The favourites that the plan does not hold yet, each with a button that puts it into the tray; nothing for somebody
/// without favourites.
#[component]
pub fn KeptVenues(
    /// The favourites, the newest first.
    favourites: Vec<VenueCard>,
) -> impl IntoView {
    let locale = use_locale();
    let board: Board = expect_context();
    if favourites.is_empty() {
        return ().into_any();
    }
    let planned = Memo::new(move |_| planned(&board.plan.read()));
    let left = move || {
        let planned = planned.read();
        favourites.iter().filter(|card| !planned.contains(&card.slug)).cloned().collect::<Vec<_>>()
    };
    let left = Memo::new(move |_| left());
    view! {
        <details class="disclosure kept-venues">
            <summary>
                <Icon name="heart" />
                {td_string!(locale, plans.add_kept)}
            </summary>
            <div class="disclosure-body">
                <p class="meta" hidden=move || !left.read().is_empty()>
                    {td_string!(locale, plans.all_kept_planned)}
                </p>
                <ul class="found-list">
                    <For each=move || left.get() key=|card| card.slug.clone() let(card)>
                        <FoundVenue spot=Spot::Tray card />
                    </For>
                </ul>
                <a class="link-button" href=href("/favourites")>
                    {td_string!(locale, plans.all_kept)}
                </a>
            </div>
        </details>
    }
    .into_any()
}

/// The venues that a plan holds, on a day or in the tray.
fn planned(plan: &Itinerary) -> BTreeSet<VenueSlug> {
    plan.all_stops().filter_map(|stop| stop.venue().cloned()).collect()
}

#[cfg(test)]
mod tests {
    use domain::itinerary::{Day, DayFrame, DayId, Stop, StopId};

    use super::*;

    #[test]
    fn what_waits_in_the_tray_is_planned_too() {
        let slug = |slug| VenueSlug::parse(slug).unwrap();
        let stop = |id, venue| Stop::visit(StopId(id), slug(venue), venue.to_owned(), 60);
        let day = Day::new(DayId(1), DayFrame::on(chrono::NaiveDate::default()), vec![stop(1, "zamek")]);
        let plan = Itinerary { days: vec![day], tray: vec![stop(2, "kopalnia")], ..Itinerary::default() };
        assert_eq!(planned(&plan), [slug("kopalnia"), slug("zamek")].into());
    }
}
