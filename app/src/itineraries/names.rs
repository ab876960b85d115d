//! The names of stops come from the catalogue, whatever a browser sends.

use domain::favourites::bounded;
use domain::itinerary::{Edit, Stop};
use domain::language::Language;
use domain::venue::VenueSlug;

use super::edit_form::NewVenue;
use crate::error::ApiError;
use crate::server::{context, now};

/// The longest name of a venue that is no longer in the catalogue, in characters.
const NAME_MAX: usize = 200;

/// The same edit, its new stops named as the catalogue names them in Polish. A stop whose venue has vanished keeps its name.
///
/// # Errors
/// [`ApiError::Invalid`] for a name that is too long, and the store's errors.
pub async fn with_names_of_the_catalogue(mut edit: Edit) -> Result<Edit, ApiError> {
    let stops: Vec<&mut Stop> = match &mut edit {
        Edit::InsertDay { day, .. } => day.stops.iter_mut().collect(),
        Edit::InsertStop { stop, .. } => vec![stop],
        _ => Vec::new(),
    };
    if stops.is_empty() {
        return Ok(edit);
    }
    let slugs: Vec<VenueSlug> = stops.iter().map(|stop| stop.venue.clone()).collect();
    let known = context().store.venue_cards(&slugs, Language::Pl, now()).await?;
    for stop in stops {
        stop.name = match known.iter().find(|card| card.slug == stop.venue) {
            Some(card) => card.name.value.clone(),
            None => bounded(&stop.name, NAME_MAX).ok_or_else(|| ApiError::invalid("name"))?,
        };
    }
    Ok(edit)
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
