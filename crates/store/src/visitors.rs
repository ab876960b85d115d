//! Visitors: anonymous, known by an unguessable token of which only the SHA-256 is kept.

use sea_orm::{ActiveModelTrait, ActiveValue, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use sha2::{Digest, Sha256};

use crate::connection::Store;
use crate::entity::visitor;
use crate::error::StoreError;
use crate::instant;

/// The shortest token that can be unguessable, in bytes.
const TOKEN_MIN: usize = 32;
/// The longest token that is accepted, in bytes.
const TOKEN_MAX: usize = 128;

/// Somebody who has shown their token: the authority for everything personal. Only the store can make one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Visitor {
    id: i64,
}

impl Visitor {
    pub(crate) const fn id(&self) -> i64 {
        self.id
    }
}

impl Store {
    /// The visitor with this token, if there is one.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] and [`StoreError::Database`].
    pub async fn visitor(&self, token: &str) -> Result<Option<Visitor>, StoreError> {
        if !is_token(token) {
            return Ok(None);
        }
        let row = visitor::Entity::find().filter(visitor::Column::TokenHash.eq(hash(token))).one(self.read()).await?;
        Ok(row.map(|row| Visitor { id: row.id }))
    }

    /// Takes in a new visitor, whose token the caller has made from at least 32 random bytes.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] for a token of fewer than 32 or more than 128 bytes, [`StoreError::Conflict`] for one that is
    /// taken.
    pub async fn create_visitor(&self, token: &str) -> Result<Visitor, StoreError> {
        if !is_token(token) {
            return Err(StoreError::Invalid("token"));
        }
        let txn = self.begin().await?;
        let row = visitor::ActiveModel {
            id: ActiveValue::NotSet,
            token_hash: ActiveValue::Set(hash(token)),
            created_at: ActiveValue::Set(instant::now()),
        };
        let row = row.insert(&txn).await?;
        txn.commit().await?;
        Ok(Visitor { id: row.id })
    }

    /// Erases a visitor and everything of theirs: favourites, notes, lists, plans, share links. Does nothing the second time.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] and [`StoreError::Database`].
    pub async fn forget_visitor(&self, visitor: Visitor) -> Result<(), StoreError> {
        let txn = self.begin().await?;
        visitor::Entity::delete_by_id(visitor.id).exec(&txn).await?;
        Ok(txn.commit().await?)
    }
}

/// Makes everything else that this visitor writes wait until the transaction ends, so that what is counted stays counted.
///
/// # Errors
/// [`StoreError::NotFound`] if the visitor has been forgotten.
pub(crate) async fn lock(txn: &impl ConnectionTrait, visitor: &Visitor) -> Result<(), StoreError> {
    let row = visitor::Entity::find_by_id(visitor.id).lock_exclusive().one(txn).await?;
    row.map(drop).ok_or(StoreError::NotFound)
}

fn is_token(token: &str) -> bool {
    (TOKEN_MIN..=TOKEN_MAX).contains(&token.len())
}

fn hash(token: &str) -> String {
    Sha256::digest(token.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
