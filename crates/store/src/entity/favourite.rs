//! Venues that a visitor keeps. A higher key is a younger favourite.

use domain::favourites::{Favourite, ListId};
use domain::venue::VenueCard;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "favourite")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub visitor_id: i64,
    pub venue_id: i64,
    pub note: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    pub(crate) fn favourite(self, venue: VenueCard, lists: Vec<ListId>) -> Favourite {
        Favourite { venue, note: self.note, lists }
    }
}
