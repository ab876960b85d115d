//! The rows of the database, and what they mean to the domain.

pub(crate) mod accessibility_fact;
pub(crate) mod catalogue_state;
pub(crate) mod companion;
pub(crate) mod favourite;
pub(crate) mod favourite_list;
pub(crate) mod favourite_list_item;
pub(crate) mod gmina;
pub(crate) mod itinerary;
pub(crate) mod plan_link;
pub(crate) mod venue;
pub(crate) mod visitor;

use domain::language::Translated;

use crate::error::{StoreError, corrupt};

fn translated(pl: &str, en: Option<&str>, uk: Option<&str>) -> Translated {
    Translated { pl: pl.to_owned(), en: en.map(str::to_owned), uk: uk.map(str::to_owned) }
}

/// A stored whole number as the domain's narrower one.
fn narrow<T: TryFrom<i64>>(value: i64, what: &str) -> Result<T, StoreError> {
    T::try_from(value).map_err(|_| corrupt(what))
}

fn date(text: &str) -> Result<chrono::NaiveDate, StoreError> {
    text.parse().map_err(|_| corrupt("date"))
}
