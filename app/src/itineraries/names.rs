//! The names of stops come from the catalogue, whatever a browser sends.

use domain::edit::Edit;
use domain::hours::LocalTime;
use domain::itinerary::Stop;
use domain::language::Language;
use domain::venue::VenueSlug;
use store::Store;

use super::edit_form::NewVenue;
use crate::error::ApiError;
use crate::server::{context, now};

/// The same edit, its new stops named as the catalogue names them in Polish. A stop whose venue has vanished keeps its name.
///
/// # Errors
/// The store's errors.
pub async fn with_names_of_the_catalogue(edit: Edit) -> Result<Edit, ApiError> {
    with_names(&context().store, now(), edit).await
}

/// The same, where no request is being rendered.
///
/// # Errors
/// The store's errors.
pub async fn with_names(store: &Store, now: LocalTime, mut edit: Edit) -> Result<Edit, ApiError> {
    let stops: Vec<&mut Stop> = match &mut edit {
        Edit::Step { edits } => edits.iter_mut().flat_map(new_stops).collect(),
        edit => new_stops(edit),
    };
    let slugs: Vec<VenueSlug> = stops.iter().filter_map(|stop| stop.venue().cloned()).collect();
    if slugs.is_empty() {
        return Ok(edit);
    }
    let known = store.venue_cards(&slugs, Language::Pl, now).await?;
    for stop in stops {
        let Some(venue) = stop.venue() else { continue };
        if let Some(card) = known.iter().find(|card| card.slug == *venue) {
            stop.name.clone_from(&card.name.value);
        }
    }
    Ok(edit)
}

fn new_stops(edit: &mut Edit) -> Vec<&mut Stop> {
    match edit {
        Edit::InsertDay { day, .. } => day.stops.iter_mut().collect(),
        Edit::InsertStop { stop, .. } => vec![stop],
        _ => Vec::new(),
    }
}

/// What the catalogue knows of a venue that is about to become a stop.
///
/// # Errors
/// [`ApiError::NotFound`] if it does not have it, and the store's errors.
pub async fn new_venue(slug: &str) -> Result<NewVenue, ApiError> {
    let slug = VenueSlug::parse(slug).ok_or(ApiError::NotFound)?;
    let cards = context().store.venue_cards(&[slug], Language::Pl, now()).await?;
    let card = cards.into_iter().next().ok_or(ApiError::NotFound)?;
    Ok(NewVenue { slug: card.slug, name: card.name.value, stay_min: card.stay_min })
}
