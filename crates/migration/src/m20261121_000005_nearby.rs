//! Indices that hold all that "near" and "similar" ask of a venue before its row is read.

use sea_orm_migration::prelude::*;

use crate::column::index;

#[derive(DeriveMigrationName)]
pub struct Migration;

const BY_POSITION: &str = "venue_by_position";
const BY_KIND: &str = "venue_by_kind";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name(BY_POSITION).table("venue").to_owned()).await?;
        manager.create_index(index(BY_POSITION, "venue", &["lat_e6", "lon_e6", "fit_rank"])).await?;
        let kind = ["category", "gmina_id", "area", "lat_e6", "lon_e6", "fit_rank"];
        manager.create_index(index(BY_KIND, "venue", &kind)).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name(BY_KIND).table("venue").to_owned()).await?;
        manager.drop_index(Index::drop().name(BY_POSITION).table("venue").to_owned()).await?;
        manager.create_index(index(BY_POSITION, "venue", &["lat_e6", "lon_e6"])).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
