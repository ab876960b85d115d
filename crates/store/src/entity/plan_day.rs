//! The days of plans.

use domain::itinerary::{Day, DayFrame, DayId, Stop};
use sea_orm::entity::prelude::*;

use crate::error::StoreError;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "plan_day")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub plan_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub day_id: i64,
    /// The place among the plan's days, from 0.
    pub place: i64,
    pub date: String,
    pub start_min: i64,
    pub end_min: i64,
    pub mode: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    pub(crate) fn of(plan_id: i64, place: i64, day: &Day) -> Self {
        Self {
            plan_id,
            day_id: day.id.0,
            place,
            date: day.frame.date.to_string(),
            start_min: day.frame.start_min.into(),
            end_min: day.frame.end_min.into(),
            mode: day.frame.mode.to_string(),
        }
    }

    pub(crate) fn day(&self, stops: Vec<Stop>) -> Result<Day, StoreError> {
        let frame = DayFrame {
            date: super::date(&self.date)?,
            start_min: super::narrow(self.start_min, "start")?,
            end_min: super::narrow(self.end_min, "end")?,
            mode: self.mode.parse()?,
        };
        Ok(Day { id: DayId(self.day_id), frame, stops })
    }
}
