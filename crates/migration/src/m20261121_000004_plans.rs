//! Plans, their days and their stops.
//!
//! A stop keeps the venue's slug and name without a foreign key: a venue that vanishes from the catalogue must not tear a hole
//! into somebody's plan.

use sea_orm_migration::prelude::*;

use crate::column::{belongs_to, date, index, number, optional_text, reference, text, unique, word};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(plan()).await?;
        manager.create_index(index("plan_by_visitor", "plan", &["visitor_id"])).await?;
        manager.create_table(plan_day()).await?;
        manager.create_table(plan_stop()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["plan_stop", "plan_day", "plan"] {
            manager.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

/// The key of a plan is made by whoever creates it. The share token stays readable: its owner must be shown the link again.
pub(crate) fn plan() -> TableCreateStatement {
    Table::create()
        .table("plan")
        .col(ColumnDef::new("id").big_integer().not_null().primary_key())
        .col(reference("visitor_id"))
        .col(text("title").check(Expr::cust("length(title) BETWEEN 1 AND 120")))
        .col(number("version", 1, i64::MAX))
        .col(optional_text("share_token").unique_key())
        .col(reference("updated_at"))
        .foreign_key(&mut belongs_to("plan", "visitor_id", "visitor"))
        .take()
}

pub(crate) fn plan_day() -> TableCreateStatement {
    Table::create()
        .table("plan_day")
        .col(reference("plan_id"))
        .col(reference("day_id"))
        .col(number("place", 0, 29))
        .col(date("date"))
        .col(number("start_min", 0, 1439))
        .col(number("end_min", 1, 1440).check(Expr::cust("end_min > start_min AND end_min <= 1440")))
        .col(word("mode", &["walk", "bike", "transit", "car"]))
        .primary_key(Index::create().col("plan_id").col("day_id"))
        .index(&mut unique(&["plan_id", "place"]))
        .foreign_key(&mut belongs_to("plan_day", "plan_id", "plan"))
        .take()
}

pub(crate) fn plan_stop() -> TableCreateStatement {
    Table::create()
        .table("plan_stop")
        .col(reference("plan_id"))
        .col(reference("stop_id"))
        .col(reference("day_id"))
        .col(number("place", 0, 199))
        .col(text("venue_slug").check(Expr::cust("length(venue_slug) BETWEEN 1 AND 100")))
        .col(text("name").check(Expr::cust("length(name) BETWEEN 1 AND 300")))
        .col(number("stay_min", 5, 720))
        .primary_key(Index::create().col("plan_id").col("stop_id"))
        .index(&mut unique(&["plan_id", "day_id", "place"]))
        .foreign_key(
            ForeignKey::create()
                .from("plan_stop", ("plan_id", "day_id"))
                .to("plan_day", ("plan_id", "day_id"))
                .on_delete(ForeignKeyAction::Cascade),
        )
        .take()
}
