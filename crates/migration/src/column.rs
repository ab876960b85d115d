//! The kinds of columns that the schema is made of.

use sea_orm_migration::prelude::*;

/// A key that the database gives out.
pub fn key() -> ColumnDef {
    ColumnDef::new("id").big_integer().not_null().auto_increment().primary_key().take()
}

/// Required text.
pub fn text(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).text().not_null().take()
}

/// Text that may be missing.
pub fn optional_text(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).text().null().take()
}

/// A word of a closed vocabulary.
pub fn word(name: &'static str, words: &[&'static str]) -> ColumnDef {
    text(name).check(Expr::col(name).is_in(words.iter().copied())).take()
}

/// A whole number between two bounds, both included.
pub fn number(name: &'static str, least: i64, most: i64) -> ColumnDef {
    ColumnDef::new(name).big_integer().not_null().check(Expr::col(name).between(least, most)).take()
}

/// A key of another table's row.
pub fn reference(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).big_integer().not_null().take()
}

/// A date as text, `YYYY-MM-DD`.
pub fn date(name: &'static str) -> ColumnDef {
    text(name).check(Expr::cust(format!("length({name}) = 10"))).take()
}

/// A foreign key whose rows go when the row that they belong to goes.
pub fn belongs_to(table: &'static str, column: &'static str, owner: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create().from(table, column).to(owner, "id").on_delete(ForeignKeyAction::Cascade).take()
}

/// A unique constraint over several columns.
pub fn unique(columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index.unique();
    for column in columns {
        index.col(*column);
    }
    index
}

/// A plain index, named after what it covers.
pub fn index(name: &'static str, table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(name).table(table);
    for column in columns {
        index.col(*column);
    }
    index
}
