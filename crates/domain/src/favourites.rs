//! Favourites: venues that a visitor keeps, with notes and named lists.

use serde::{Deserialize, Serialize};

use crate::venue::VenueCard;

/// The longest name of a list, in characters.
pub const LIST_NAME_MAX: usize = 80;
/// The longest note on a favourite, in characters.
pub const NOTE_MAX: usize = 1_000;
/// How many favourites a visitor may keep.
pub const FAVOURITES_MAX: u64 = 500;
/// How many lists a visitor may keep.
pub const LISTS_MAX: u64 = 50;

/// A named list of favourites.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ListId(pub i64);

/// A venue that a visitor keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Favourite {
    /// The venue.
    pub venue: VenueCard,
    /// The visitor's own note, empty if none.
    pub note: String,
    /// The lists that it is on.
    pub lists: Vec<ListId>,
}

/// A named list, with the number of favourites on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FavouriteList {
    /// Its key.
    pub id: ListId,
    /// Its name, 1 to 80 characters.
    pub name: String,
    /// How many favourites are on it.
    pub venues: u32,
}

/// Everything that the page of favourites shows, newest favourite first, lists by name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Favourites {
    /// The favourites.
    pub favourites: Vec<Favourite>,
    /// The lists.
    pub lists: Vec<FavouriteList>,
}

/// Trims a name or note and checks its length in characters.
#[must_use]
pub fn bounded(text: &str, longest: usize) -> Option<String> {
    let text = text.trim();
    (text.chars().count() <= longest && !text.chars().any(|c| c.is_control() && c != '\n')).then(|| text.to_owned())
}
