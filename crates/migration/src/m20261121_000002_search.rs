//! The index for words: ready tokens, because neither engine knows how to fold and stem Polish and Ukrainian.
//!
//! SQLite keeps them in an FTS5 table whose `rowid` is the venue's key, PostgreSQL in a plain table with a `tsvector` beside them.
//! Both keep the tokens readable, by field, for ranking.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

#[derive(DeriveMigrationName)]
pub struct Migration;

const SQLITE: [&str; 2] = [
    r#"CREATE VIRTUAL TABLE venue_search USING fts5(name, gmina, summary, tokenize = "unicode61 remove_diacritics 0", prefix = '2 3')"#,
    "CREATE TRIGGER venue_search_forgets AFTER DELETE ON venue BEGIN DELETE FROM venue_search WHERE rowid = old.id; END",
];

const POSTGRES: [&str; 2] = [
    "CREATE TABLE venue_search (
        venue_id bigint PRIMARY KEY REFERENCES venue (id) ON DELETE CASCADE,
        name text NOT NULL,
        gmina text NOT NULL,
        summary text NOT NULL,
        tokens tsvector NOT NULL GENERATED ALWAYS AS (
            array_to_tsvector(array_remove(string_to_array(name || ' ' || gmina || ' ' || summary, ' '), ''))
        ) STORED
    )",
    "CREATE INDEX venue_search_by_token ON venue_search USING gin (tokens)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let statements = if manager.get_database_backend() == DbBackend::Postgres { POSTGRES } else { SQLITE };
        for statement in statements {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        if manager.get_database_backend() == DbBackend::Sqlite {
            connection.execute_unprepared("DROP TRIGGER venue_search_forgets").await?;
        }
        connection.execute_unprepared("DROP TABLE venue_search").await.map(drop)
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
