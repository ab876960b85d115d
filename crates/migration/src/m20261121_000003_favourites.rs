//! Visitors and what they keep.

use sea_orm_migration::prelude::*;

use crate::column::{belongs_to, index, key, reference, text, unique};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(visitor()).await?;
        manager.create_table(favourite()).await?;
        manager.create_index(index("favourite_by_venue", "favourite", &["venue_id"])).await?;
        manager.create_table(favourite_list()).await?;
        manager.create_table(favourite_list_item()).await?;
        manager.create_index(index("favourite_list_item_by_favourite", "favourite_list_item", &["favourite_id"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["favourite_list_item", "favourite_list", "favourite", "visitor"] {
            manager.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

/// Only the SHA-256 of the visitor's token is kept: whoever reads the database cannot pass for a visitor.
fn visitor() -> TableCreateStatement {
    Table::create()
        .table("visitor")
        .col(key())
        .col(text("token_hash").unique_key().check(Expr::cust("length(token_hash) = 64")))
        .col(reference("created_at"))
        .take()
}

fn favourite() -> TableCreateStatement {
    Table::create()
        .table("favourite")
        .col(key())
        .col(reference("visitor_id"))
        .col(reference("venue_id"))
        .col(text("note").check(Expr::cust("length(note) <= 1000")))
        .index(&mut unique(&["visitor_id", "venue_id"]))
        .foreign_key(&mut belongs_to("favourite", "visitor_id", "visitor"))
        .foreign_key(&mut belongs_to("favourite", "venue_id", "venue"))
        .take()
}

fn favourite_list() -> TableCreateStatement {
    Table::create()
        .table("favourite_list")
        .col(key())
        .col(reference("visitor_id"))
        .col(text("name").check(Expr::cust("length(name) BETWEEN 1 AND 80")))
        .index(&mut unique(&["visitor_id", "name"]))
        .foreign_key(&mut belongs_to("favourite_list", "visitor_id", "visitor"))
        .take()
}

fn favourite_list_item() -> TableCreateStatement {
    Table::create()
        .table("favourite_list_item")
        .col(reference("list_id"))
        .col(reference("favourite_id"))
        .primary_key(Index::create().col("list_id").col("favourite_id"))
        .foreign_key(&mut belongs_to("favourite_list_item", "list_id", "favourite_list"))
        .foreign_key(&mut belongs_to("favourite_list_item", "favourite_id", "favourite"))
        .take()
}
