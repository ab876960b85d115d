//! What the server does with lists: which ones change, and a list as the beginning of a plan.

use domain::favourites::{Favourites, ListId};
use domain::venue::VenueSlug;

use super::lists::list_id;
use crate::error::ApiError;
use crate::itineraries::edit_form::NewVenue;

/// The name of a list and its venues in the order in which it shows them, each with its usual stay.
///
/// # Errors
/// [`ApiError::NotFound`] if the list is not the visitor's.
pub fn venues_of(kept: &Favourites, list: ListId) -> Result<(String, Vec<NewVenue>), ApiError> {
    let name = kept.lists.iter().find(|l| l.id == list).map(|l| l.name.clone()).ok_or(ApiError::NotFound)?;
    let on_list = kept.favourites.iter().filter(|favourite| favourite.lists.contains(&list));
    let venues = on_list.map(|favourite| NewVenue {
        slug: favourite.venue.slug.clone(),
        name: favourite.venue.name.value.clone(),
        stay_min: favourite.venue.stay_min,
    });
    Ok((name, venues.collect()))
}

/// The lists to put a favourite on and those to take it off, so that it stands on exactly the `wanted` ones.
///
/// # Errors
/// [`ApiError::NotFound`] if the venue is not a favourite or a list is not the visitor's.
pub fn changes(
    kept: &Favourites,
    venue: &VenueSlug,
    wanted: &[String],
) -> Result<(Vec<ListId>, Vec<ListId>), ApiError> {
    let favourite = kept.favourites.iter().find(|f| f.venue.slug == *venue).ok_or(ApiError::NotFound)?;
    let wanted = wanted.iter().map(|list| list_id(list)).collect::<Result<Vec<_>, _>>()?;
    if wanted.iter().any(|wanted| kept.lists.iter().all(|list| list.id != *wanted)) {
        return Err(ApiError::NotFound);
    }
    let is_on = |list: &ListId| favourite.lists.contains(list);
    let put = wanted.iter().filter(|list| !is_on(list)).copied().collect();
    let take = favourite.lists.iter().filter(|list| !wanted.contains(list)).copied().collect();
    Ok((put, take))
}

#[cfg(test)]
#[path = "listed_tests.rs"]
mod tests;
