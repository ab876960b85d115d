//! Share links: whoever has one may read the plan, and nothing else.

use domain::itinerary::{Itinerary, PlanId};
use sea_orm::{ActiveModelTrait, ActiveValue, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

use crate::connection::Store;
use crate::entity::plan;
use crate::error::StoreError;
use crate::plans::{own, saved};
use crate::visitors::Visitor;

/// The shortest token that can be unguessable, in bytes.
const TOKEN_MIN: usize = 16;
/// The longest token that is accepted, in bytes.
const TOKEN_MAX: usize = 128;

impl Store {
    /// Makes a share link for a plan and gives its token: the one that it already has, or else the one that the caller has made.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] for a token that is not 16 to 128 URL-safe characters, [`StoreError::NotFound`] if the visitor
    /// has no such plan, [`StoreError::Conflict`] if another plan has this token.
    pub async fn share_plan(&self, visitor: &Visitor, id: PlanId, token: &str) -> Result<String, StoreError> {
        if !is_token(token) {
            return Err(StoreError::Invalid("token"));
        }
        let txn = self.begin().await?;
        let row = own(&txn, visitor, id).await?;
        if let Some(existing) = row.share_token {
            return Ok(existing);
        }
        let shared =
            plan::ActiveModel { share_token: ActiveValue::Set(Some(token.to_owned())), ..row.into_active_model() };
        shared.update(&txn).await?;
        txn.commit().await?;
        Ok(token.to_owned())
    }

    /// Takes a plan's share link back. Does nothing where there is none.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if the visitor has no such plan.
    pub async fn revoke_share(&self, visitor: &Visitor, id: PlanId) -> Result<(), StoreError> {
        let txn = self.begin().await?;
        let row = own(&txn, visitor, id).await?;
        let private = plan::ActiveModel { share_token: ActiveValue::Set(None), ..row.into_active_model() };
        private.update(&txn).await?;
        Ok(txn.commit().await?)
    }

    /// The plan behind a share link, with its version, if the link still leads somewhere.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] and [`StoreError::Database`].
    pub async fn shared_plan(&self, token: &str) -> Result<Option<(PlanId, i64, Itinerary)>, StoreError> {
        if !is_token(token) {
            return Ok(None);
        }
        let txn = self.snapshot().await?;
        let Some(row) = plan::Entity::find().filter(plan::Column::ShareToken.eq(token)).one(&txn).await? else {
            return Ok(None);
        };
        let plan = saved(&txn, row).await?;
        txn.commit().await?;
        Ok(Some((plan.id, plan.version, plan.itinerary)))
    }
}

fn is_token(token: &str) -> bool {
    (TOKEN_MIN..=TOKEN_MAX).contains(&token.len())
        && token.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}
