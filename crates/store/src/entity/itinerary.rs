//! Plans, each as one document.

use domain::itinerary::{Itinerary, PlanId, PlanSummary};
use sea_orm::entity::prelude::*;

use crate::error::{StoreError, corrupt};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "itinerary")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    pub visitor_id: i64,
    pub version: i64,
    /// The plan in JSON.
    pub content: String,
    /// What lists show of it.
    pub title: String,
    pub first_date: Option<String>,
    pub days: i64,
    pub stops: i64,
    pub updated_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// The row of a plan.
    pub(crate) fn of(
        id: PlanId,
        visitor_id: i64,
        version: i64,
        plan: &Itinerary,
        updated_at: i64,
    ) -> Result<Self, StoreError> {
        let count = |count: usize| i64::try_from(count).map_err(|_| corrupt("count"));
        Ok(Self {
            id: id.0,
            visitor_id,
            version,
            content: serde_json::to_string(plan).map_err(|_| corrupt("plan"))?,
            title: plan.title.clone(),
            first_date: plan.first_date().map(|date| date.to_string()),
            days: count(plan.days.len())?,
            stops: count(plan.all_stops().count())?,
            updated_at,
        })
    }

    pub(crate) fn itinerary(&self) -> Result<Itinerary, StoreError> {
        serde_json::from_str(&self.content).map_err(|_| corrupt("plan"))
    }

    /// What a list shows to `reader`, who may be a companion.
    pub(crate) fn summary(&self, reader: i64) -> Result<PlanSummary, StoreError> {
        Ok(PlanSummary {
            id: PlanId(self.id),
            title: self.title.clone(),
            first_date: self.first_date.as_deref().map(super::date).transpose()?,
            days: super::narrow(self.days, "days")?,
            stops: super::narrow(self.stops, "stops")?,
            is_mine: self.visitor_id == reader,
        })
    }
}
