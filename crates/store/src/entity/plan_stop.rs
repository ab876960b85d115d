//! The stops of plans, which outlive the venues that they name.

use domain::itinerary::{Stop, StopId};
use domain::venue::VenueSlug;
use sea_orm::entity::prelude::*;

use crate::error::{StoreError, corrupt};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "plan_stop")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub plan_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub stop_id: i64,
    pub day_id: i64,
    /// The place among the day's stops, from 0.
    pub place: i64,
    pub venue_slug: String,
    pub name: String,
    pub stay_min: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    pub(crate) fn of(plan_id: i64, day_id: i64, place: i64, stop: &Stop) -> Self {
        Self {
            plan_id,
            stop_id: stop.id.0,
            day_id,
            place,
            venue_slug: stop.venue.to_string(),
            name: stop.name.clone(),
            stay_min: stop.stay_min.into(),
        }
    }

    pub(crate) fn stop(&self) -> Result<Stop, StoreError> {
        Ok(Stop {
            id: StopId(self.stop_id),
            venue: VenueSlug::parse(&self.venue_slug).ok_or_else(|| corrupt("venue slug"))?,
            name: self.name.clone(),
            stay_min: super::narrow(self.stay_min, "stay")?,
        })
    }
}
