//! Plans of a visitor: saved whole, changed one edit at a time.

use std::collections::HashMap;

use chrono::Datelike;
use domain::favourites::bounded;
use domain::itinerary::{Day, Edit, Itinerary, PlanId, PlanSummary, Stop};
use sea_orm::{
    ActiveModelTrait, ActiveValue, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

use crate::connection::Store;
use crate::entity::{plan, plan_day, plan_stop};
use crate::error::{StoreError, corrupt};
use crate::instant;
use crate::visitors::{Visitor, lock};

/// How many plans a visitor may keep.
pub const PLANS_MAX: u64 = 100;
/// The longest name of a stop, in characters.
const STOP_NAME_MAX: usize = 300;
/// Rows in one statement.
const CHUNK: usize = 200;

/// A plan as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedPlan {
    /// Its key.
    pub id: PlanId,
    /// How often it has been saved: 1 when it is new, one more with every edit.
    pub version: i64,
    /// What is planned.
    pub itinerary: Itinerary,
    /// Whether a share link leads to it.
    pub shared: bool,
    /// The token of its share link, if there is one.
    pub share_token: Option<String>,
}

impl Store {
    /// Saves a new plan under a key that the caller has made.
    ///
    /// # Errors
    /// [`StoreError::Refused`] or [`StoreError::Invalid`] for a plan that breaks a rule, [`StoreError::Conflict`] if the key is
    /// taken, [`StoreError::Limit`] beyond 100 plans.
    pub async fn create_plan(&self, visitor: &Visitor, id: PlanId, itinerary: &Itinerary) -> Result<(), StoreError> {
        let itinerary = checked(itinerary)?;
        let txn = self.begin().await?;
        lock(&txn, visitor).await?;
        if plan::Entity::find_by_id(id.0).one(&txn).await?.is_some() {
            return Err(StoreError::Conflict);
        }
        if plan::Entity::find().filter(mine(visitor)).count(&txn).await? >= PLANS_MAX {
            return Err(StoreError::Limit);
        }
        let row = plan::Model {
            id: id.0,
            visitor_id: visitor.id(),
            title: itinerary.title.clone(),
            version: 1,
            share_token: None,
            updated_at: instant::now(),
        };
        row.into_active_model().reset_all().insert(&txn).await?;
        store_days(&txn, id, &itinerary.days).await?;
        Ok(txn.commit().await?)
    }

    /// A visitor's plans, the one that was changed last first.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] and [`StoreError::Database`].
    pub async fn plans(&self, visitor: &Visitor) -> Result<Vec<PlanSummary>, StoreError> {
        let txn = self.snapshot().await?;
        let newest = plan::Entity::find().filter(mine(visitor)).order_by_desc(plan::Column::UpdatedAt);
        let rows = newest.order_by_desc(plan::Column::Id).all(&txn).await?;
        let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
        let days: Vec<(i64, i64, String)> = plan_day::Entity::find()
            .select_only()
            .column(plan_day::Column::PlanId)
            .column_as(plan_day::Column::DayId.count(), "days")
            .column_as(plan_day::Column::Date.min(), "first_date")
            .filter(plan_day::Column::PlanId.is_in(ids.iter().copied()))
            .group_by(plan_day::Column::PlanId)
            .into_tuple()
            .all(&txn)
            .await?;
        let stops: Vec<(i64, i64)> = plan_stop::Entity::find()
            .select_only()
            .column(plan_stop::Column::PlanId)
            .column_as(plan_stop::Column::StopId.count(), "stops")
            .filter(plan_stop::Column::PlanId.is_in(ids))
            .group_by(plan_stop::Column::PlanId)
            .into_tuple()
            .all(&txn)
            .await?;
        txn.commit().await?;
        let days: HashMap<i64, (i64, String)> = days.into_iter().map(|(id, days, first)| (id, (days, first))).collect();
        let stops: HashMap<i64, i64> = stops.into_iter().collect();
        let count = |count: i64| u32::try_from(count).map_err(|_| corrupt("count"));
        let summary = |row: plan::Model| {
            let first_date =
                days.get(&row.id).map(|(_, first)| first.parse().map_err(|_| corrupt("date"))).transpose()?;
            Ok(PlanSummary {
                id: PlanId(row.id),
                title: row.title,
                first_date,
                days: count(days.get(&row.id).map_or(0, |(days, _)| *days))?,
                stops: count(stops.get(&row.id).copied().unwrap_or(0))?,
            })
        };
        rows.into_iter().map(summary).collect()
    }

    /// One plan of a visitor, if they have it.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] and [`StoreError::Database`].
    pub async fn plan(&self, visitor: &Visitor, id: PlanId) -> Result<Option<SavedPlan>, StoreError> {
        let txn = self.snapshot().await?;
        let Some(row) = plan::Entity::find_by_id(id.0).filter(mine(visitor)).one(&txn).await? else {
            return Ok(None);
        };
        let plan = saved(&txn, row).await?;
        txn.commit().await?;
        Ok(Some(plan))
    }

    /// Applies an edit to a plan as it now is: edits that come at once are applied one after the other, and none is lost.
    ///
    /// # Errors
    /// [`StoreError::Refused`] if the edit does not fit (any more), [`StoreError::Invalid`] for a date or name that cannot be
    /// stored, [`StoreError::NotFound`] if the visitor has no such plan; the plan is then as it was.
    pub async fn edit_plan(&self, visitor: &Visitor, id: PlanId, edit: &Edit) -> Result<SavedPlan, StoreError> {
        let txn = self.begin().await?;
        let row = own(&txn, visitor, id).await?;
        let before = days_of(&txn, id).await?;
        let mut itinerary = Itinerary { title: row.title.clone(), days: before.clone() };
        itinerary.apply(edit)?;
        storable(&itinerary)?;
        let next = plan::ActiveModel {
            title: ActiveValue::Set(itinerary.title.clone()),
            version: ActiveValue::Set(row.version + 1),
            updated_at: ActiveValue::Set(instant::now()),
            ..row.into_active_model()
        };
        let row = next.update(&txn).await?;
        if itinerary.days != before {
            plan_day::Entity::delete_many().filter(plan_day::Column::PlanId.eq(id.0)).exec(&txn).await?;
            store_days(&txn, id, &itinerary.days).await?;
        }
        txn.commit().await?;
        Ok(with_itinerary(row, itinerary))
    }

    /// Deletes a plan; its share link leads nowhere then.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if the visitor has no such plan.
    pub async fn delete_plan(&self, visitor: &Visitor, id: PlanId) -> Result<(), StoreError> {
        let txn = self.begin().await?;
        let row = own(&txn, visitor, id).await?;
        plan::Entity::delete_by_id(row.id).exec(&txn).await?;
        Ok(txn.commit().await?)
    }
}

fn mine(visitor: &Visitor) -> sea_orm::sea_query::Expr {
    plan::Column::VisitorId.eq(visitor.id())
}

/// The visitor's plan, locked until the transaction ends.
pub(crate) async fn own(txn: &impl ConnectionTrait, visitor: &Visitor, id: PlanId) -> Result<plan::Model, StoreError> {
    let row = plan::Entity::find_by_id(id.0).filter(mine(visitor)).lock_exclusive().one(txn).await?;
    row.ok_or(StoreError::NotFound)
}

/// A row with its days, as its owner sees it.
pub(crate) async fn saved(db: &impl ConnectionTrait, row: plan::Model) -> Result<SavedPlan, StoreError> {
    let days = days_of(db, PlanId(row.id)).await?;
    let itinerary = Itinerary { title: row.title.clone(), days };
    Ok(with_itinerary(row, itinerary))
}

fn with_itinerary(row: plan::Model, itinerary: Itinerary) -> SavedPlan {
    let shared = row.share_token.is_some();
    SavedPlan { id: PlanId(row.id), version: row.version, itinerary, shared, share_token: row.share_token }
}

async fn days_of(db: &impl ConnectionTrait, id: PlanId) -> Result<Vec<Day>, StoreError> {
    let days = plan_day::Entity::find().filter(plan_day::Column::PlanId.eq(id.0));
    let days = days.order_by_asc(plan_day::Column::Place).all(db).await?;
    let stops = plan_stop::Entity::find().filter(plan_stop::Column::PlanId.eq(id.0));
    let stops = stops.order_by_asc(plan_stop::Column::Place).all(db).await?;
    let mut by_day: HashMap<i64, Vec<Stop>> = HashMap::new();
    for stop in &stops {
        by_day.entry(stop.day_id).or_default().push(stop.stop()?);
    }
    days.iter().map(|day| day.day(by_day.remove(&day.day_id).unwrap_or_default())).collect()
}

async fn store_days(txn: &DatabaseTransaction, id: PlanId, days: &[Day]) -> Result<(), StoreError> {
    let rows: Vec<_> = days.iter().zip(0..).map(|(day, place)| plan_day::Model::of(id.0, place, day)).collect();
    for chunk in rows.chunks(CHUNK) {
        let rows = chunk.iter().map(|row| row.clone().into_active_model().reset_all());
        plan_day::Entity::insert_many(rows).exec_without_returning(txn).await?;
    }
    let stops = days.iter().flat_map(|day| day.stops.iter().zip(0..).map(move |(stop, place)| (day.id, place, stop)));
    let rows: Vec<_> = stops.map(|(day, place, stop)| plan_stop::Model::of(id.0, day.0, place, stop)).collect();
    for chunk in rows.chunks(CHUNK) {
        let rows = chunk.iter().map(|row| row.clone().into_active_model().reset_all());
        plan_stop::Entity::insert_many(rows).exec_without_returning(txn).await?;
    }
    Ok(())
}

/// The same plan, made again edit by edit, so that no rule is passed by.
fn checked(itinerary: &Itinerary) -> Result<Itinerary, StoreError> {
    let mut plan = Itinerary::new(&itinerary.title)?;
    for (at, day) in itinerary.days.iter().enumerate() {
        plan.apply(&Edit::InsertDay { at, day: day.clone() })?;
    }
    storable(&plan)?;
    Ok(plan)
}

fn storable(itinerary: &Itinerary) -> Result<(), StoreError> {
    if itinerary.days.iter().any(|day| !(1900..=9998).contains(&day.frame.date.year())) {
        return Err(StoreError::Invalid("date"));
    }
    let named = |stop: &Stop| bounded(&stop.name, STOP_NAME_MAX).is_some_and(|name| !name.is_empty());
    if itinerary.stops().all(named) { Ok(()) } else { Err(StoreError::Invalid("name")) }
}
