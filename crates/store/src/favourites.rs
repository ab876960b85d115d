//! Favourites of a visitor.

use std::collections::{BTreeSet, HashMap};

use domain::favourites::{FAVOURITES_MAX, Favourites, ListId, NOTE_MAX, bounded};
use domain::hours::LocalTime;
use domain::language::Language;
use domain::venue::VenueSlug;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ActiveValue, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};

use crate::connection::Store;
use crate::entity::{favourite, favourite_list, favourite_list_item, venue};
use crate::error::{StoreError, corrupt};
use crate::visitors::{Visitor, lock};

impl Store {
    /// Keeps a venue. Keeping it twice is keeping it once.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if there is no such venue, [`StoreError::Limit`] beyond 500 favourites.
    pub async fn add_favourite(&self, visitor: &Visitor, slug: &VenueSlug) -> Result<(), StoreError> {
        let txn = self.begin().await?;
        lock(&txn, visitor).await?;
        let venue_id = venue_id(&txn, slug).await?.ok_or(StoreError::NotFound)?;
        if favourite_id(&txn, visitor, slug).await?.is_some() {
            return Ok(());
        }
        if of(visitor).count(&txn).await? >= FAVOURITES_MAX {
            return Err(StoreError::Limit);
        }
        let row = favourite::ActiveModel {
            id: ActiveValue::NotSet,
            visitor_id: ActiveValue::Set(visitor.id()),
            venue_id: ActiveValue::Set(venue_id),
            note: ActiveValue::Set(String::new()),
        };
        row.insert(&txn).await?;
        Ok(txn.commit().await?)
    }

    /// Lets a venue go, with its note and its places on lists. Does nothing where it is not kept.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] and [`StoreError::Database`].
    pub async fn remove_favourite(&self, visitor: &Visitor, slug: &VenueSlug) -> Result<(), StoreError> {
        let txn = self.begin().await?;
        if let Some(id) = favourite_id(&txn, visitor, slug).await? {
            favourite::Entity::delete_by_id(id).exec(&txn).await?;
        }
        Ok(txn.commit().await?)
    }

    /// The venues that a visitor keeps.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] and [`StoreError::Database`].
    pub async fn favourite_slugs(&self, visitor: &Visitor) -> Result<BTreeSet<VenueSlug>, StoreError> {
        let kept = of(visitor).select_only().column(favourite::Column::VenueId);
        let slugs: Vec<String> = venue::Entity::find()
            .select_only()
            .column(venue::Column::Slug)
            .filter(venue::Column::Id.in_subquery(kept.into_query()))
            .into_tuple()
            .all(self.read())
            .await?;
        slugs.iter().map(|slug| VenueSlug::parse(slug).ok_or_else(|| corrupt("venue slug"))).collect()
    }

    /// Everything that the page of favourites shows: favourites, the newest first, and lists by name.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] and [`StoreError::Database`].
    pub async fn favourites(
        &self,
        visitor: &Visitor,
        language: Language,
        now: LocalTime,
    ) -> Result<Favourites, StoreError> {
        let txn = self.snapshot().await?;
        let rows = of(visitor).order_by_desc(favourite::Column::Id).all(&txn).await?;
        let mine = favourite_list::Column::VisitorId.eq(visitor.id());
        let mut lists = favourite_list::Entity::find().filter(mine).all(&txn).await?;
        let list_ids = lists.iter().map(|list| list.id);
        let on_mine = favourite_list_item::Column::ListId.is_in(list_ids);
        let items = favourite_list_item::Entity::find().filter(on_mine).all(&txn).await?;
        txn.commit().await?;

        let venues = self.venues_by_id(&rows.iter().map(|row| row.venue_id).collect::<Vec<_>>()).await?;
        let gminas = self.remembered_gminas(self.catalogue_version().await?).await?;
        let cards = self.cards(&venues, &gminas, now, None, language)?;
        let mut cards: HashMap<i64, _> = venues.iter().map(|venue| venue.id).zip(cards).collect();
        lists.sort_by_cached_key(|list| (crate::text::sort_key(&list.name), list.id));
        let lists_of = |id: i64| {
            let on = |list: &&favourite_list::Model| items.iter().any(|i| i.favourite_id == id && i.list_id == list.id);
            lists.iter().filter(on).map(|list| ListId(list.id)).collect::<Vec<_>>()
        };
        let favourites = rows
            .into_iter()
            .filter_map(|row| cards.remove(&row.venue_id).map(|card| (lists_of(row.id), row, card)))
            .map(|(lists, row, card)| row.favourite(card, lists))
            .collect();
        let venues_on = |id: i64| u32::try_from(items.iter().filter(|item| item.list_id == id).count());
        let list = |list: favourite_list::Model| {
            let venues = venues_on(list.id).map_err(|_| corrupt("count"))?;
            Ok(list.list(venues))
        };
        Ok(Favourites { favourites, lists: lists.into_iter().map(list).collect::<Result<_, StoreError>>()? })
    }

    /// Writes a note on a favourite; an empty one takes it away.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] for a note of more than 1,000 characters, [`StoreError::NotFound`] if the venue is not kept.
    pub async fn set_note(&self, visitor: &Visitor, slug: &VenueSlug, note: &str) -> Result<(), StoreError> {
        let note = bounded(note, NOTE_MAX).ok_or(StoreError::Invalid("note"))?;
        let txn = self.begin().await?;
        let id = favourite_id(&txn, visitor, slug).await?.ok_or(StoreError::NotFound)?;
        let written = favourite::Entity::update_many().col_expr(favourite::Column::Note, Expr::value(note));
        let written = written.filter(favourite::Column::Id.eq(id)).exec(&txn).await?;
        if written.rows_affected == 0 {
            return Err(StoreError::NotFound);
        }
        Ok(txn.commit().await?)
    }
}

fn of(visitor: &Visitor) -> sea_orm::Select<favourite::Entity> {
    favourite::Entity::find().filter(favourite::Column::VisitorId.eq(visitor.id()))
}

async fn venue_id(db: &impl ConnectionTrait, slug: &VenueSlug) -> Result<Option<i64>, StoreError> {
    let named = venue::Entity::find().select_only().column(venue::Column::Id);
    Ok(named.filter(venue::Column::Slug.eq(slug.as_str())).into_tuple().one(db).await?)
}

/// The key of a visitor's favourite, if the venue is kept.
pub(crate) async fn favourite_id(
    db: &impl ConnectionTrait,
    visitor: &Visitor,
    slug: &VenueSlug,
) -> Result<Option<i64>, StoreError> {
    let Some(venue_id) = venue_id(db, slug).await? else {
        return Ok(None);
    };
    let kept = of(visitor).filter(favourite::Column::VenueId.eq(venue_id)).one(db).await?;
    Ok(kept.map(|row| row.id))
}
