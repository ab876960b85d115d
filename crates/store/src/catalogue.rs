//! Taking a catalogue file in, and the version that it gives the catalogue.

use std::collections::{HashMap, HashSet};

use domain::accessibility::AccessibilityFact;
use domain::gmina::GminaDraft;
use domain::hours::LocalTime;
use domain::venue::{VenueDraft, VenueSlug};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ActiveValue, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};

use crate::connection::Store;
use crate::entity::{accessibility_fact, catalogue_state, gmina, venue};
use crate::error::StoreError;
use crate::fit;
use crate::search_index::Entry;

/// Rows in one statement.
const CHUNK: usize = 200;

/// What loading a catalogue file did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LoadReport {
    /// Venues that are new.
    pub added: Vec<VenueSlug>,
    /// Venues that were known and are different now.
    pub changed: Vec<VenueSlug>,
    /// How many were known as they are.
    pub unchanged: u32,
}

impl Store {
    /// The version of the catalogue: it grows whenever anything in it changes.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] and [`StoreError::Database`].
    pub async fn catalogue_version(&self) -> Result<i64, StoreError> {
        let state = catalogue_state::Entity::find().one(self.read()).await?;
        Ok(state.map_or(0, |state| state.version))
    }

    /// Takes gminas and venues in, in one transaction: new ones are added, known ones (by slug) brought up to date, all others
    /// stay. Loading the same twice changes nothing, not even the version.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] names the field of a draft that cannot be stored: a doubled `slug`, an unknown `gmina`, two facts
    /// of one kind; nothing is changed then.
    pub async fn load_catalogue(
        &self,
        gminas: &[GminaDraft],
        venues: &[VenueDraft],
        now: LocalTime,
    ) -> Result<LoadReport, StoreError> {
        check(gminas, venues)?;
        let txn = self.begin().await?;
        // Two loads at once take turns: the row of the version is the lock.
        let state = catalogue_state::Entity::find().lock_exclusive().one(&txn).await?.ok_or(StoreError::NotFound)?;
        let (gminas, renamed) = load_gminas(&txn, gminas).await?;
        let (report, touched) = load_venues(&txn, venues, &gminas, now).await?;
        if !touched.is_empty() || renamed.any {
            let rows = rank(&txn, gminas.values().cloned().collect()).await?;
            let stale = |row: &&venue::Model| touched.contains(&row.id) || renamed.gminas.contains(&row.gmina_id);
            let by_id: HashMap<i64, &gmina::Model> = gminas.values().map(|gmina| (gmina.id, gmina)).collect();
            for row in rows.iter().filter(stale) {
                let gmina = by_id.get(&row.gmina_id).ok_or(StoreError::Invalid("gmina"))?;
                Entry::of(row, gmina).store(&txn).await?;
            }
            let next = catalogue_state::ActiveModel {
                version: ActiveValue::Set(state.version + 1),
                ..state.into_active_model()
            };
            next.update(&txn).await?;
        }
        txn.commit().await?;
        Ok(report)
    }
}

/// Whether any gmina changed, and those whose name did.
struct Renamed {
    any: bool,
    gminas: HashSet<i64>,
}

fn check(gminas: &[GminaDraft], venues: &[VenueDraft]) -> Result<(), StoreError> {
    let mut slugs = HashSet::new();
    let mut gmina_slugs = HashSet::new();
    let doubled = |facts: &[AccessibilityFact]| {
        let mut kinds = HashSet::new();
        !facts.iter().all(|fact| kinds.insert(fact.kind))
    };
    if !venues.iter().all(|venue| slugs.insert(&venue.slug))
        || !gminas.iter().all(|gmina| gmina_slugs.insert(&gmina.slug))
    {
        return Err(StoreError::Invalid("slug"));
    }
    if venues.iter().any(|venue| doubled(&venue.facts)) {
        return Err(StoreError::Invalid("facts"));
    }
    if venues.iter().any(|venue| venue.name.pl.trim().is_empty()) {
        return Err(StoreError::Invalid("name"));
    }
    if gminas.iter().any(|gmina| gmina.teryt.len() != 7) {
        return Err(StoreError::Invalid("teryt"));
    }
    Ok(())
}

/// Every gmina by slug, those of the file brought up to date.
async fn load_gminas(
    txn: &DatabaseTransaction,
    drafts: &[GminaDraft],
) -> Result<(HashMap<String, gmina::Model>, Renamed), StoreError> {
    let rows = gmina::Entity::find().all(txn).await?;
    let mut known: HashMap<String, gmina::Model> = rows.into_iter().map(|row| (row.slug.clone(), row)).collect();
    let mut renamed = Renamed { any: false, gminas: HashSet::new() };
    for draft in drafts {
        let slug = draft.slug.to_string();
        let row = match known.get(&slug) {
            Some(old) => {
                let new = gmina::Model::of(draft, old.id);
                if new == *old {
                    continue;
                }
                if new.name() != old.name() {
                    renamed.gminas.insert(old.id);
                }
                new.into_active_model().reset_all().update(txn).await?
            }
            None => gmina::Model::of(draft, 0).fresh().insert(txn).await?,
        };
        renamed.any = true;
        known.insert(slug, row);
    }
    Ok((known, renamed))
}

/// Brings the venues of the file up to date; gives the report and the keys of those that are new or changed.
async fn load_venues(
    txn: &DatabaseTransaction,
    drafts: &[VenueDraft],
    gminas: &HashMap<String, gmina::Model>,
    now: LocalTime,
) -> Result<(LoadReport, HashSet<i64>), StoreError> {
    let rows = venue::Entity::find().all(txn).await?;
    let known: HashMap<String, venue::Model> = rows.into_iter().map(|row| (row.slug.clone(), row)).collect();
    let facts = facts_by_venue(txn).await?;
    let mut report = LoadReport::default();
    let mut touched = HashSet::new();
    let mut fresh = Vec::new();
    for draft in drafts {
        let gmina = gminas.get(draft.gmina.as_str()).ok_or(StoreError::Invalid("gmina"))?;
        let Some(old) = known.get(draft.slug.as_str()) else {
            fresh.push((draft, venue::Model::of(draft, 0, gmina.id, now)));
            report.added.push(draft.slug.clone());
            continue;
        };
        let new = venue::Model { fit_rank: old.fit_rank, ..venue::Model::of(draft, old.id, gmina.id, now) };
        let same_day = venue::Model { updated_on: old.updated_on.clone(), ..new.clone() };
        if same_day == *old && facts.get(&old.id).map_or(&[][..], Vec::as_slice) == draft.facts {
            report.unchanged += 1;
            continue;
        }
        new.into_active_model().reset_all().update(txn).await?;
        accessibility_fact::Entity::delete_many()
            .filter(accessibility_fact::Column::VenueId.eq(old.id))
            .exec(txn)
            .await?;
        store_facts(txn, fact_rows(old.id, &draft.facts)).await?;
        touched.insert(old.id);
        report.changed.push(draft.slug.clone());
    }
    for chunk in fresh.chunks(CHUNK) {
        let rows = chunk.iter().map(|(_, row)| row.clone().fresh());
        let rows = venue::Entity::insert_many(rows).exec_with_returning(txn).await?;
        let ids: HashMap<String, i64> = rows.into_iter().map(|row| (row.slug, row.id)).collect();
        let mut facts = Vec::new();
        for (draft, _) in chunk {
            if let Some(id) = ids.get(draft.slug.as_str()) {
                facts.extend(fact_rows(*id, &draft.facts));
            }
        }
        store_facts(txn, facts).await?;
        touched.extend(ids.values());
    }
    Ok((report, touched))
}

async fn facts_by_venue(txn: &DatabaseTransaction) -> Result<HashMap<i64, Vec<AccessibilityFact>>, StoreError> {
    let rows = accessibility_fact::Entity::find().order_by_asc(accessibility_fact::Column::Id).all(txn).await?;
    let mut facts: HashMap<i64, Vec<AccessibilityFact>> = HashMap::new();
    for row in rows {
        facts.entry(row.venue_id).or_default().push(row.fact()?);
    }
    Ok(facts)
}

fn fact_rows(venue_id: i64, facts: &[AccessibilityFact]) -> Vec<accessibility_fact::ActiveModel> {
    let row = |fact: &AccessibilityFact| accessibility_fact::ActiveModel {
        id: ActiveValue::NotSet,
        venue_id: ActiveValue::Set(venue_id),
        kind: ActiveValue::Set(fact.kind.to_string()),
        value: ActiveValue::Set(fact.value.to_string()),
        source: ActiveValue::Set(fact.source.to_string()),
        checked_on: ActiveValue::Set(fact.checked_on.to_string()),
    };
    facts.iter().map(row).collect()
}

async fn store_facts(txn: &DatabaseTransaction, rows: Vec<accessibility_fact::ActiveModel>) -> Result<(), StoreError> {
    for chunk in rows.chunks(CHUNK) {
        accessibility_fact::Entity::insert_many(chunk.to_vec()).exec_without_returning(txn).await?;
    }
    Ok(())
}

/// Works the order without a text out anew, and gives all venues.
async fn rank(txn: &DatabaseTransaction, gminas: Vec<gmina::Model>) -> Result<Vec<venue::Model>, StoreError> {
    let rows = venue::Entity::find().all(txn).await?;
    let ranks = fit::ranks(&rows, &gminas);
    for row in &rows {
        if let Some(rank) = ranks.get(&row.id).filter(|rank| **rank != row.fit_rank) {
            let moved = venue::Entity::update_many().col_expr(venue::Column::FitRank, Expr::value(*rank));
            moved.filter(venue::Column::Id.eq(row.id)).exec(txn).await?;
        }
    }
    Ok(rows)
}
