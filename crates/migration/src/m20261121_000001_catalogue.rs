//! Gminas, venues, what is known of their accessibility, and the version of the whole.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::column::{belongs_to, date, index, key, number, optional_text, reference, text, unique, word};

#[derive(DeriveMigrationName)]
pub struct Migration;

const MOST: i64 = u32::MAX as i64;
/// What Discover filters, counts and sorts by: in one narrow index, so that wide rows are read for one page only.
const CHOICE: [&str; 11] = [
    "fit_rank",
    "category",
    "gmina_id",
    "setting",
    "price",
    "wheelchair",
    "area",
    "opening_hours",
    "lat_e6",
    "lon_e6",
    "centre_m",
];
const ACCESS: [&str; 4] = ["yes", "limited", "no", "unknown"];
const CATEGORIES: [&str; 20] = [
    "castle",
    "heritage",
    "museum",
    "church",
    "nature",
    "park",
    "viewpoint",
    "trail",
    "bike",
    "swimming",
    "sport",
    "horse",
    "playground",
    "theatre",
    "concert_hall",
    "cinema",
    "culture_centre",
    "library",
    "community_place",
    "market",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let backend = manager.get_database_backend();
        manager.create_table(gmina(backend)).await?;
        manager.create_table(venue(backend)).await?;
        manager.create_index(index("venue_by_gmina", "venue", &["gmina_id"])).await?;
        manager.create_index(index("venue_by_choice", "venue", &CHOICE)).await?;
        manager.create_index(index("venue_by_name", "venue", &["sort_key"])).await?;
        manager.create_index(index("venue_by_hours", "venue", &["opening_hours"])).await?;
        manager.create_index(index("venue_by_position", "venue", &["lat_e6", "lon_e6"])).await?;
        manager.create_table(accessibility_fact()).await?;
        manager.create_table(catalogue_state()).await?;
        let first = Query::insert()
            .into_table("catalogue_state")
            .columns(["id", "version"])
            .values_panic([1.into(), 0.into()])
            .take();
        manager.execute(first).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["catalogue_state", "accessibility_fact", "venue", "gmina"] {
            manager.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

/// Sorts by bytes, whatever the locale of the PostgreSQL cluster; SQLite does so anyway.
fn sort_key(backend: DbBackend) -> ColumnDef {
    let mut column = text("sort_key");
    if backend == DbBackend::Postgres {
        column.extra("COLLATE \"C\"");
    }
    column
}

fn gmina(backend: DbBackend) -> TableCreateStatement {
    Table::create()
        .table("gmina")
        .col(key())
        .col(text("slug").unique_key())
        .col(text("teryt").unique_key().check(Expr::cust("length(teryt) = 7")))
        .col(text("name_pl"))
        .col(optional_text("name_en"))
        .col(optional_text("name_uk"))
        .col(text("character_pl"))
        .col(optional_text("character_en"))
        .col(optional_text("character_uk"))
        .col(number("population", 0, MOST))
        .col(number("area_ha", 0, MOST))
        .col(sort_key(backend))
        .take()
}

fn venue(backend: DbBackend) -> TableCreateStatement {
    Table::create()
        .table("venue")
        .col(key())
        .col(text("slug").unique_key())
        .col(reference("gmina_id"))
        .col(text("name_pl").check(Expr::cust("length(name_pl) > 0")))
        .col(optional_text("name_en"))
        .col(optional_text("name_uk"))
        .col(text("summary_pl"))
        .col(optional_text("summary_en"))
        .col(optional_text("summary_uk"))
        .col(number("lat_e6", 49_000_000, 54_900_000))
        .col(number("lon_e6", 14_100_000, 24_200_000))
        .col(word("position_source", &["osm", "repo", "memory"]))
        .col(number("precision_m", 0, MOST))
        .col(word("category", &CATEGORIES))
        .col(word("setting", &["yes", "no", "both"]))
        .col(optional_text("opening_hours"))
        .col(number("stay_min", 0, 65_535))
        .col(word("price", &["free", "paid", "unknown"]))
        .col(word("wheelchair", &ACCESS))
        .col(word("area", &["old_town", "krakow", "beyond"]))
        .col(number("centre_m", 0, MOST))
        .col(optional_text("website"))
        .col(optional_text("wikidata"))
        .col(date("updated_on"))
        .col(number("fit_rank", 0, MOST))
        .col(sort_key(backend))
        .foreign_key(
            ForeignKey::create().from("venue", "gmina_id").to("gmina", "id").on_delete(ForeignKeyAction::Restrict),
        )
        .take()
}

fn accessibility_fact() -> TableCreateStatement {
    Table::create()
        .table("accessibility_fact")
        .col(key())
        .col(reference("venue_id"))
        .col(word("kind", &["wheelchair", "toilet", "hearing_loop", "tactile"]))
        .col(word("value", &ACCESS))
        .col(word("source", &["editorial", "osm", "venue", "certificate"]))
        .col(date("checked_on"))
        .index(&mut unique(&["venue_id", "kind"]))
        .foreign_key(&mut belongs_to("accessibility_fact", "venue_id", "venue"))
        .take()
}

/// One row: it counts the changes of the catalogue, so that every server can tell when what it remembers is out of date.
fn catalogue_state() -> TableCreateStatement {
    Table::create()
        .table("catalogue_state")
        .col(ColumnDef::new("id").big_integer().not_null().primary_key().check(Expr::cust("id = 1")))
        .col(number("version", 0, i64::MAX))
        .take()
}
