//! Links to plans: whoever has a reading link may read the plan, and whoever has an editing link may edit it.

use domain::itinerary::{Itinerary, LinkPurpose, PlanId, PlanLink};
use sea_orm::{ActiveModelTrait, ActiveValue, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};

use crate::connection::Store;
use crate::entity::{companion, itinerary, plan_link};
use crate::error::{StoreError, corrupt};
use crate::instant;
use crate::plans::own;
use crate::visitors::Visitor;

/// The shortest token that can be unguessable, in bytes.
const TOKEN_MIN: usize = 16;
/// The longest token that is accepted, in bytes.
const TOKEN_MAX: usize = 128;

/// A plan as a reading link shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedPlan {
    /// Its key.
    pub id: PlanId,
    /// How often it has been saved.
    pub version: i64,
    /// What is planned; without notes where the link is without them.
    pub itinerary: Itinerary,
}

impl Store {
    /// The links that lead to a plan.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if the visitor does not own the plan.
    pub async fn plan_links(&self, visitor: &Visitor, id: PlanId) -> Result<Vec<PlanLink>, StoreError> {
        let txn = self.begin().await?;
        own(&txn, visitor, id).await?;
        let all = plan_link::Entity::find().filter(plan_link::Column::ItineraryId.eq(id.0));
        let rows =
            all.order_by_asc(plan_link::Column::CreatedAt).order_by_asc(plan_link::Column::Token).all(&txn).await?;
        txn.commit().await?;
        rows.iter().map(link).collect()
    }

    /// Makes a link to a plan, with the token that the caller has made, and gives it; where there is one for the same purpose
    /// and with the same notes already, gives that one.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] for a token that is not 16 to 128 URL-safe characters, [`StoreError::NotFound`] if the visitor
    /// does not own the plan, [`StoreError::Conflict`] if another link has this token.
    pub async fn make_link(&self, visitor: &Visitor, id: PlanId, wanted: &PlanLink) -> Result<PlanLink, StoreError> {
        if !is_token(&wanted.token) {
            return Err(StoreError::Invalid("token"));
        }
        let txn = self.begin().await?;
        own(&txn, visitor, id).await?;
        // Companions see every note: an editing link is always with them.
        let with_notes = i64::from(wanted.with_notes || wanted.purpose == LinkPurpose::Edit);
        let there = plan_link::Entity::find()
            .filter(plan_link::Column::ItineraryId.eq(id.0))
            .filter(plan_link::Column::Purpose.eq(wanted.purpose.as_str()))
            .filter(plan_link::Column::WithNotes.eq(with_notes))
            .one(&txn)
            .await?;
        if let Some(there) = there {
            return link(&there);
        }
        let row = plan_link::Model {
            token: wanted.token.clone(),
            itinerary_id: id.0,
            purpose: wanted.purpose.to_string(),
            with_notes,
            created_at: instant::now(),
        };
        plan_link::Entity::insert(row.clone().into_active_model().reset_all()).exec_without_returning(&txn).await?;
        txn.commit().await?;
        link(&row)
    }

    /// Takes a link back: nobody reads or edits by it any more. Does nothing where there is none.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if the visitor does not own the plan.
    pub async fn revoke_link(&self, visitor: &Visitor, id: PlanId, token: &str) -> Result<(), StoreError> {
        let txn = self.begin().await?;
        own(&txn, visitor, id).await?;
        let this = plan_link::Entity::delete_many()
            .filter(plan_link::Column::ItineraryId.eq(id.0))
            .filter(plan_link::Column::Token.eq(token));
        this.exec(&txn).await?;
        Ok(txn.commit().await?)
    }

    /// The plan behind a reading link, if the link still leads somewhere.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] and [`StoreError::Database`].
    pub async fn shared_plan(&self, token: &str) -> Result<Option<SharedPlan>, StoreError> {
        let txn = self.snapshot().await?;
        let Some((link, row)) = behind(&txn, token, LinkPurpose::Read).await? else {
            return Ok(None);
        };
        txn.commit().await?;
        let mut itinerary = row.itinerary()?;
        if link.with_notes == 0 {
            itinerary = itinerary.without_notes();
        }
        Ok(Some(SharedPlan { id: PlanId(row.id), version: row.version, itinerary }))
    }

    /// What an editing link leads to, for whoever has it: the title, so that they know what they are asked to join.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] and [`StoreError::Database`].
    pub async fn invitation(&self, token: &str) -> Result<Option<String>, StoreError> {
        let txn = self.snapshot().await?;
        let title = behind(&txn, token, LinkPurpose::Edit).await?.map(|(_, row)| row.title);
        txn.commit().await?;
        Ok(title)
    }

    /// Lets a visitor edit the plan behind an editing link, for as long as the link is there.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if the link leads nowhere (any more).
    pub async fn join_plan(&self, visitor: &Visitor, token: &str) -> Result<PlanId, StoreError> {
        let txn = self.begin().await?;
        let (link, row) = behind(&txn, token, LinkPurpose::Edit).await?.ok_or(StoreError::NotFound)?;
        let key = (link.token.clone(), visitor.id());
        let is_new = companion::Entity::find_by_id(key).one(&txn).await?.is_none();
        if row.visitor_id != visitor.id() && is_new {
            let joining = companion::ActiveModel {
                token: ActiveValue::Set(link.token),
                visitor_id: ActiveValue::Set(visitor.id()),
            };
            joining.insert(&txn).await?;
        }
        txn.commit().await?;
        Ok(PlanId(row.id))
    }
}

async fn behind(
    db: &impl sea_orm::ConnectionTrait,
    token: &str,
    purpose: LinkPurpose,
) -> Result<Option<(plan_link::Model, itinerary::Model)>, StoreError> {
    if !is_token(token) {
        return Ok(None);
    }
    let this = plan_link::Entity::find_by_id(token.to_owned()).filter(plan_link::Column::Purpose.eq(purpose.as_str()));
    let Some(link) = this.one(db).await? else {
        return Ok(None);
    };
    Ok(itinerary::Entity::find_by_id(link.itinerary_id).one(db).await?.map(|row| (link, row)))
}

fn link(row: &plan_link::Model) -> Result<PlanLink, StoreError> {
    let purpose = row.purpose.parse().map_err(|_| corrupt("purpose"))?;
    Ok(PlanLink { token: row.token.clone(), purpose, with_notes: row.with_notes != 0 })
}

fn is_token(token: &str) -> bool {
    (TOKEN_MIN..=TOKEN_MAX).contains(&token.len())
        && token.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}
