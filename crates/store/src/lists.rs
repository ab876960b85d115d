//! Named lists of favourites.

use domain::favourites::{LIST_NAME_MAX, LISTS_MAX, ListId, bounded};
use domain::venue::VenueSlug;
use sea_orm::{
    ActiveModelTrait, ActiveValue, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QuerySelect,
};

use crate::connection::Store;
use crate::entity::{favourite_list, favourite_list_item};
use crate::error::StoreError;
use crate::favourites::favourite_id;
use crate::visitors::{Visitor, lock};

impl Store {
    /// Makes a list.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] for a name without 1 to 80 characters, [`StoreError::Conflict`] if the visitor has a list of this
    /// name, [`StoreError::Limit`] beyond 50 lists.
    pub async fn create_list(&self, visitor: &Visitor, name: &str) -> Result<ListId, StoreError> {
        let name = checked(name)?;
        let txn = self.begin().await?;
        lock(&txn, visitor).await?;
        let mine = favourite_list::Entity::find().filter(favourite_list::Column::VisitorId.eq(visitor.id()));
        if mine.count(&txn).await? >= LISTS_MAX {
            return Err(StoreError::Limit);
        }
        let row = favourite_list::ActiveModel {
            id: ActiveValue::NotSet,
            visitor_id: ActiveValue::Set(visitor.id()),
            name: ActiveValue::Set(name),
        };
        let row = row.insert(&txn).await?;
        txn.commit().await?;
        Ok(ListId(row.id))
    }

    /// Gives a list another name.
    ///
    /// # Errors
    /// Those of [`Store::create_list`] but the limit, and [`StoreError::NotFound`] if the visitor has no such list.
    pub async fn rename_list(&self, visitor: &Visitor, list: ListId, name: &str) -> Result<(), StoreError> {
        let name = checked(name)?;
        let txn = self.begin().await?;
        let row = own(&txn, visitor, list).await?;
        let renamed = favourite_list::ActiveModel { name: ActiveValue::Set(name), ..row.into_active_model() };
        renamed.update(&txn).await?;
        Ok(txn.commit().await?)
    }

    /// Deletes a list; the favourites on it stay.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if the visitor has no such list.
    pub async fn delete_list(&self, visitor: &Visitor, list: ListId) -> Result<(), StoreError> {
        let txn = self.begin().await?;
        let row = own(&txn, visitor, list).await?;
        favourite_list::Entity::delete_by_id(row.id).exec(&txn).await?;
        Ok(txn.commit().await?)
    }

    /// Puts a favourite on a list. Doing it twice is doing it once.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if the visitor has no such list or does not keep the venue.
    pub async fn put_on_list(&self, visitor: &Visitor, list: ListId, slug: &VenueSlug) -> Result<(), StoreError> {
        let txn = self.begin().await?;
        let row = own(&txn, visitor, list).await?;
        let favourite_id = favourite_id(&txn, visitor, slug).await?.ok_or(StoreError::NotFound)?;
        if favourite_list_item::Entity::find_by_id((row.id, favourite_id)).one(&txn).await?.is_none() {
            let item = favourite_list_item::Model { list_id: row.id, favourite_id };
            item.into_active_model().reset_all().insert(&txn).await?;
        }
        Ok(txn.commit().await?)
    }

    /// Takes a favourite off a list. Does nothing where it is not on it.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if the visitor has no such list.
    pub async fn take_off_list(&self, visitor: &Visitor, list: ListId, slug: &VenueSlug) -> Result<(), StoreError> {
        let txn = self.begin().await?;
        let row = own(&txn, visitor, list).await?;
        if let Some(favourite_id) = favourite_id(&txn, visitor, slug).await? {
            favourite_list_item::Entity::delete_by_id((row.id, favourite_id)).exec(&txn).await?;
        }
        Ok(txn.commit().await?)
    }
}

/// The visitor's list, locked until the transaction ends.
async fn own(txn: &impl ConnectionTrait, visitor: &Visitor, list: ListId) -> Result<favourite_list::Model, StoreError> {
    let mine = favourite_list::Entity::find_by_id(list.0).filter(favourite_list::Column::VisitorId.eq(visitor.id()));
    mine.lock_exclusive().one(txn).await?.ok_or(StoreError::NotFound)
}

fn checked(name: &str) -> Result<String, StoreError> {
    bounded(name, LIST_NAME_MAX)
        .filter(|name| !name.is_empty() && !name.contains('\n'))
        .ok_or(StoreError::Invalid("name"))
}
