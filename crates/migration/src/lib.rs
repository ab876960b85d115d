//! The history of the schema, the same on SQLite and PostgreSQL.
//!
//! Keys are `BIGINT`; words of a closed vocabulary are text with a CHECK; dates are text `YYYY-MM-DD`; instants are whole
//! milliseconds since 1970 UTC in a `BIGINT`: all of them sort alike on both engines. Foreign keys, uniques and checks stand in
//! the CREATE statement, because SQLite cannot add them later. A migration that has been released never changes, so it spells
//! out its words instead of asking the domain.

mod column;
mod m20261121_000001_catalogue;
mod m20261121_000002_search;
mod m20261121_000003_favourites;
mod m20261121_000004_plans;
mod m20261121_000005_nearby;
mod m20261121_000006_itineraries;
mod m20261121_000007_last_entry;

use sea_orm_migration::prelude::{DbErr, MigrationTrait, MigratorTrait, async_trait};
use sea_orm_migration::sea_orm::DatabaseConnection;

/// Every migration, oldest first.
#[derive(Debug, Clone, Copy)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261121_000001_catalogue::Migration),
            Box::new(m20261121_000002_search::Migration),
            Box::new(m20261121_000003_favourites::Migration),
            Box::new(m20261121_000004_plans::Migration),
            Box::new(m20261121_000005_nearby::Migration),
            Box::new(m20261121_000006_itineraries::Migration),
            Box::new(m20261121_000007_last_entry::Migration),
        ]
    }
}

/// Brings the schema up to date; does nothing where it already is.
///
/// # Errors
/// What the database says. Each migration is a transaction: it happened wholly or not at all.
pub async fn up(connection: &DatabaseConnection) -> Result<(), DbErr> {
    Migrator::up(connection, None).await
}

/// Takes so many migrations back, newest first; all of them where no number is given. Their data goes with them.
///
/// # Errors
/// What the database says.
pub async fn down(connection: &DatabaseConnection, steps: Option<u32>) -> Result<(), DbErr> {
    Migrator::down(connection, steps).await
}
