//! How long before closing a venue lets the last visitor in.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut column = ColumnDef::new("last_entry_min");
        column.big_integer().null().check(Expr::cust("last_entry_min BETWEEN 0 AND 720"));
        manager.alter_table(Table::alter().table("venue").add_column(column).take()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("venue").drop_column("last_entry_min").take()).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
