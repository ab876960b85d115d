//! Plans as documents, and the links that lead to them.
//!
//! A plan is read, edited and saved as a whole, so it is kept as one: its content is JSON, and what a list shows of it stands
//! in columns beside. Links are rows of their own, because a plan may have one for readers and one for companions.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{QueryResult, Statement};
use serde_json::{Map, Value, json};

use crate::column::{belongs_to, index, number, optional_text, reference, text, unique, word};
use crate::m20261121_000004_plans::{plan, plan_day, plan_stop};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(itinerary()).await?;
        manager.create_index(index("itinerary_by_visitor", "itinerary", &["visitor_id"])).await?;
        manager.create_table(plan_link()).await?;
        manager.create_table(companion()).await?;
        manager.create_index(index("companion_by_visitor", "companion", &["visitor_id"])).await?;
        to_documents(manager).await?;
        drop_tables(manager, &["plan_stop", "plan_day", "plan"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(plan()).await?;
        manager.create_index(index("plan_by_visitor", "plan", &["visitor_id"])).await?;
        manager.create_table(plan_day()).await?;
        manager.create_table(plan_stop()).await?;
        to_rows(manager).await?;
        drop_tables(manager, &["companion", "plan_link", "itinerary"]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

async fn drop_tables(manager: &SchemaManager<'_>, tables: &[&'static str]) -> Result<(), DbErr> {
    for table in tables {
        manager.drop_table(Table::drop().table(*table).take()).await?;
    }
    Ok(())
}

fn itinerary() -> TableCreateStatement {
    Table::create()
        .table("itinerary")
        .col(ColumnDef::new("id").big_integer().not_null().primary_key())
        .col(reference("visitor_id"))
        .col(number("version", 1, i64::MAX))
        .col(text("content"))
        .col(text("title").check(Expr::cust("length(title) BETWEEN 1 AND 120")))
        .col(optional_text("first_date").check(Expr::cust("length(first_date) = 10")))
        .col(number("days", 0, 30))
        .col(number("stops", 0, 200))
        .col(reference("updated_at"))
        .foreign_key(&mut belongs_to("itinerary", "visitor_id", "visitor"))
        .take()
}

/// The token stays readable: whoever shares a plan must be shown the link again.
fn plan_link() -> TableCreateStatement {
    Table::create()
        .table("plan_link")
        .col(text("token").primary_key())
        .col(reference("itinerary_id"))
        .col(word("purpose", &["read", "edit"]))
        .col(number("with_notes", 0, 1))
        .col(reference("created_at"))
        .index(&mut unique(&["itinerary_id", "purpose", "with_notes"]))
        .foreign_key(&mut belongs_to("plan_link", "itinerary_id", "itinerary"))
        .take()
}

/// Whoever came by an editing link may edit for as long as the link is there.
fn companion() -> TableCreateStatement {
    Table::create()
        .table("companion")
        .col(text("token"))
        .col(reference("visitor_id"))
        .primary_key(Index::create().col("token").col("visitor_id"))
        .foreign_key(
            ForeignKey::create()
                .from("companion", "token")
                .to("plan_link", "token")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .foreign_key(&mut belongs_to("companion", "visitor_id", "visitor"))
        .take()
}

async fn rows(manager: &SchemaManager<'_>, sql: &str) -> Result<Vec<QueryResult>, DbErr> {
    manager.get_connection().query_all_raw(Statement::from_string(manager.get_database_backend(), sql)).await
}

async fn insert(
    manager: &SchemaManager<'_>,
    table: &'static str,
    values: Vec<(&'static str, Expr)>,
) -> Result<(), DbErr> {
    let (columns, values): (Vec<_>, Vec<_>) = values.into_iter().unzip();
    manager.execute(Query::insert().into_table(table).columns(columns).values_panic(values).take()).await
}

async fn to_documents(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    for plan in rows(manager, "SELECT id, visitor_id, title, version, share_token, updated_at FROM plan").await? {
        let id: i64 = plan.try_get("", "id")?;
        let title: String = plan.try_get("", "title")?;
        let updated_at: i64 = plan.try_get("", "updated_at")?;
        let (mut days, mut dates, mut count) = (Vec::new(), Vec::new(), 0_i64);
        let sql =
            format!("SELECT day_id, date, start_min, end_min, mode FROM plan_day WHERE plan_id = {id} ORDER BY place");
        for day in rows(manager, &sql).await? {
            let day_id: i64 = day.try_get("", "day_id")?;
            let date: String = day.try_get("", "date")?;
            let sql = format!(
                "SELECT stop_id, venue_slug, name, stay_min FROM plan_stop WHERE plan_id = {id} AND day_id = {day_id} ORDER BY place"
            );
            let stops = rows(manager, &sql).await?.iter().map(stop_document).collect::<Result<Vec<_>, _>>()?;
            count += stops.len() as i64;
            let frame = json!({
                "date": date,
                "start_min": day.try_get::<i64>("", "start_min")?,
                "end_min": day.try_get::<i64>("", "end_min")?,
                "mode": day.try_get::<String>("", "mode")?,
            });
            days.push(json!({ "id": day_id, "frame": frame, "stops": stops }));
            dates.push(date);
        }
        let day_count = days.len() as i64;
        let content = json!({ "title": title, "days": days }).to_string();
        let values = vec![
            ("id", id.into()),
            ("visitor_id", plan.try_get::<i64>("", "visitor_id")?.into()),
            ("version", plan.try_get::<i64>("", "version")?.into()),
            ("content", content.into()),
            ("title", title.into()),
            ("first_date", dates.into_iter().min().into()),
            ("days", day_count.into()),
            ("stops", count.into()),
            ("updated_at", updated_at.into()),
        ];
        insert(manager, "itinerary", values).await?;
        if let Some(token) = plan.try_get::<Option<String>>("", "share_token")? {
            let values = vec![
                ("token", token.into()),
                ("itinerary_id", id.into()),
                ("purpose", "read".into()),
                ("with_notes", 1_i64.into()),
                ("created_at", updated_at.into()),
            ];
            insert(manager, "plan_link", values).await?;
        }
    }
    Ok(())
}

fn stop_document(stop: &QueryResult) -> Result<Value, DbErr> {
    Ok(json!({
        "id": stop.try_get::<i64>("", "stop_id")?,
        "kind": "venue",
        "venue": stop.try_get::<String>("", "venue_slug")?,
        "name": stop.try_get::<String>("", "name")?,
        "stay_min": stop.try_get::<i64>("", "stay_min")?,
    }))
}

/// What the older tables can hold: days, and stops at venues. The rest of a plan is lost on this way.
async fn to_rows(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let sql = "SELECT i.id, i.visitor_id, i.title, i.version, i.content, i.updated_at, \
               (SELECT min(l.token) FROM plan_link l WHERE l.itinerary_id = i.id AND l.purpose = 'read') AS token FROM itinerary i";
    for plan in rows(manager, sql).await? {
        let id: i64 = plan.try_get("", "id")?;
        let values = vec![
            ("id", id.into()),
            ("visitor_id", plan.try_get::<i64>("", "visitor_id")?.into()),
            ("title", plan.try_get::<String>("", "title")?.into()),
            ("version", plan.try_get::<i64>("", "version")?.into()),
            ("share_token", plan.try_get::<Option<String>>("", "token")?.into()),
            ("updated_at", plan.try_get::<i64>("", "updated_at")?.into()),
        ];
        insert(manager, "plan", values).await?;
        let content: String = plan.try_get("", "content")?;
        let content: Value = serde_json::from_str(&content).map_err(|error| DbErr::Custom(error.to_string()))?;
        for (day, place) in list(&content, "days").iter().zip(0_i64..) {
            day_rows(manager, id, place, day).await?;
        }
    }
    Ok(())
}

async fn day_rows(manager: &SchemaManager<'_>, plan: i64, place: i64, day: &Value) -> Result<(), DbErr> {
    let nothing = Map::new();
    let frame = day.get("frame").and_then(Value::as_object).unwrap_or(&nothing);
    let of_frame = |key: &str| whole(frame.get(key));
    let values = vec![
        ("plan_id", plan.into()),
        ("day_id", whole(day.get("id")).into()),
        ("place", place.into()),
        ("date", words(frame.get("date")).into()),
        ("start_min", of_frame("start_min").into()),
        ("end_min", of_frame("end_min").into()),
        ("mode", words(frame.get("mode")).into()),
    ];
    insert(manager, "plan_day", values).await?;
    let venues = list(day, "stops").iter().filter(|stop| stop.get("venue").is_some());
    for (stop, place) in venues.zip(0_i64..) {
        let values = vec![
            ("plan_id", plan.into()),
            ("stop_id", whole(stop.get("id")).into()),
            ("day_id", whole(day.get("id")).into()),
            ("place", place.into()),
            ("venue_slug", words(stop.get("venue")).into()),
            ("name", words(stop.get("name")).into()),
            ("stay_min", whole(stop.get("stay_min")).into()),
        ];
        insert(manager, "plan_stop", values).await?;
    }
    Ok(())
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn whole(value: Option<&Value>) -> i64 {
    value.and_then(Value::as_i64).unwrap_or_default()
}

fn words(value: Option<&Value>) -> String {
    value.and_then(Value::as_str).unwrap_or_default().to_owned()
}
