//! What is known of a venue's accessibility.

use domain::accessibility::AccessibilityFact;
use sea_orm::entity::prelude::*;

use crate::error::StoreError;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "accessibility_fact")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub venue_id: i64,
    pub kind: String,
    pub value: String,
    pub source: String,
    pub checked_on: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    pub(crate) fn fact(&self) -> Result<AccessibilityFact, StoreError> {
        Ok(AccessibilityFact {
            kind: self.kind.parse()?,
            value: self.value.parse()?,
            source: self.source.parse()?,
            checked_on: super::date(&self.checked_on)?,
        })
    }
}
