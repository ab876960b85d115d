//! Plans of a visitor: saved whole, changed one edit at a time, by their owner and by companions.

use domain::edit::Edit;
use domain::itinerary::{Itinerary, PlanId, PlanSummary};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};

use crate::connection::Store;
use crate::entity::{companion, itinerary, plan_link};
use crate::error::StoreError;
use crate::instant;
use crate::visitors::{Visitor, lock};

/// How many plans a visitor may keep.
pub const PLANS_MAX: u64 = 100;

/// A plan as whoever may edit it sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedPlan {
    /// Its key.
    pub id: PlanId,
    /// How often it has been saved: 1 when it is new, one more with every edit.
    pub version: i64,
    /// What is planned.
    pub itinerary: Itinerary,
    /// Whether the visitor owns it, rather than having come by an editing link.
    pub is_mine: bool,
}

impl Store {
    /// Saves a new plan under a key that the caller has made.
    ///
    /// # Errors
    /// [`StoreError::Refused`] for a plan that breaks a rule, [`StoreError::Conflict`] if the key is taken,
    /// [`StoreError::Limit`] beyond 100 plans.
    pub async fn create_plan(&self, visitor: &Visitor, id: PlanId, plan: &Itinerary) -> Result<(), StoreError> {
        let plan = plan.checked()?;
        let txn = self.begin().await?;
        lock(&txn, visitor).await?;
        if itinerary::Entity::find_by_id(id.0).one(&txn).await?.is_some() {
            return Err(StoreError::Conflict);
        }
        if itinerary::Entity::find().filter(mine(visitor)).count(&txn).await? >= PLANS_MAX {
            return Err(StoreError::Limit);
        }
        let row = itinerary::Model::of(id, visitor.id(), 1, &plan, instant::now())?;
        itinerary::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(&txn).await?;
        Ok(txn.commit().await?)
    }

    /// The plans that a visitor may edit, the one that was changed last first.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] and [`StoreError::Database`].
    pub async fn plans(&self, visitor: &Visitor) -> Result<Vec<PlanSummary>, StoreError> {
        let txn = self.snapshot().await?;
        let joined = joined(&txn, visitor).await?;
        let newest = itinerary::Entity::find()
            .filter(Condition::any().add(mine(visitor)).add(itinerary::Column::Id.is_in(joined)))
            .order_by_desc(itinerary::Column::UpdatedAt)
            .order_by_desc(itinerary::Column::Id);
        let rows = newest.all(&txn).await?;
        txn.commit().await?;
        rows.iter().map(|row| row.summary(visitor.id())).collect()
    }

    /// One plan, if the visitor may edit it.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] and [`StoreError::Database`].
    pub async fn plan(&self, visitor: &Visitor, id: PlanId) -> Result<Option<SavedPlan>, StoreError> {
        let txn = self.snapshot().await?;
        let found = match editable(&txn, visitor, id, false).await {
            Ok(row) => Some(saved(visitor, &row)?),
            Err(StoreError::NotFound) => None,
            Err(error) => return Err(error),
        };
        txn.commit().await?;
        Ok(found)
    }

    /// How often a plan has been saved, so that a page can tell whether it shows the newest.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if the visitor may not edit it.
    pub async fn plan_version(&self, visitor: &Visitor, id: PlanId) -> Result<i64, StoreError> {
        let txn = self.snapshot().await?;
        let row = editable(&txn, visitor, id, false).await?;
        txn.commit().await?;
        Ok(row.version)
    }

    /// Applies an edit to a plan as it now is: edits that come at once are applied one after the other, and none is lost.
    ///
    /// # Errors
    /// [`StoreError::Refused`] if the edit does not fit (any more), [`StoreError::NotFound`] if the visitor may not edit the
    /// plan; the plan is then as it was.
    pub async fn edit_plan(&self, visitor: &Visitor, id: PlanId, edit: &Edit) -> Result<SavedPlan, StoreError> {
        let txn = self.begin().await?;
        let row = editable(&txn, visitor, id, true).await?;
        let mut plan = row.itinerary()?;
        plan.apply(edit)?;
        let next = itinerary::Model::of(id, row.visitor_id, row.version + 1, &plan, instant::now())?;
        let next = next.into_active_model().reset_all().update(&txn).await?;
        txn.commit().await?;
        Ok(SavedPlan { id, version: next.version, itinerary: plan, is_mine: next.visitor_id == visitor.id() })
    }

    /// Deletes a plan; its links lead nowhere then.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if the visitor does not own it.
    pub async fn delete_plan(&self, visitor: &Visitor, id: PlanId) -> Result<(), StoreError> {
        let txn = self.begin().await?;
        let row = own(&txn, visitor, id).await?;
        itinerary::Entity::delete_by_id(row.id).exec(&txn).await?;
        Ok(txn.commit().await?)
    }
}

fn mine(visitor: &Visitor) -> sea_orm::sea_query::Expr {
    itinerary::Column::VisitorId.eq(visitor.id())
}

/// The visitor's own plan, locked until the transaction ends.
pub(crate) async fn own(
    txn: &impl ConnectionTrait,
    visitor: &Visitor,
    id: PlanId,
) -> Result<itinerary::Model, StoreError> {
    let row = itinerary::Entity::find_by_id(id.0).filter(mine(visitor)).lock_exclusive().one(txn).await?;
    row.ok_or(StoreError::NotFound)
}

/// A plan that the visitor owns or came to by an editing link that is still there.
async fn editable(
    txn: &impl ConnectionTrait,
    visitor: &Visitor,
    id: PlanId,
    locked: bool,
) -> Result<itinerary::Model, StoreError> {
    let query = itinerary::Entity::find_by_id(id.0);
    let query = if locked { query.lock_exclusive() } else { query };
    let row = query.one(txn).await?.ok_or(StoreError::NotFound)?;
    if row.visitor_id == visitor.id() || joined(txn, visitor).await?.contains(&row.id) {
        Ok(row)
    } else {
        Err(StoreError::NotFound)
    }
}

/// The plans that a visitor came to by an editing link.
async fn joined(db: &impl ConnectionTrait, visitor: &Visitor) -> Result<Vec<i64>, StoreError> {
    let by = companion::Entity::find().filter(companion::Column::VisitorId.eq(visitor.id())).all(db).await?;
    if by.is_empty() {
        return Ok(Vec::new());
    }
    let tokens = by.into_iter().map(|row| row.token);
    let links = plan_link::Entity::find().filter(plan_link::Column::Token.is_in(tokens)).all(db).await?;
    Ok(links.into_iter().map(|link| link.itinerary_id).collect())
}

fn saved(visitor: &Visitor, row: &itinerary::Model) -> Result<SavedPlan, StoreError> {
    let is_mine = row.visitor_id == visitor.id();
    Ok(SavedPlan { id: PlanId(row.id), version: row.version, itinerary: row.itinerary()?, is_mine })
}
