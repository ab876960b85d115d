//! What narrows the catalogue besides the choices that are counted: words, a part of the map, a moment.

use std::cmp::Reverse;
use std::sync::Arc;

use domain::filter::VenueFilter;
use domain::hours::LocalTime;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, DbBackend, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::choices::Choices;
use crate::connection::Store;
use crate::cube::Cube;
use crate::entity::venue::{self, Column};
use crate::error::{StoreError, corrupt};
use crate::memory::{CubeKey, Scores};
use crate::text::{QueryWord, query_words};
use crate::{nearness, search_index};

/// The scope of a filter, at one version of the catalogue.
pub(crate) struct Scope {
    key: CubeKey,
    words: Vec<QueryWord>,
    /// Whether the text has nothing in it that could be found.
    nothing: bool,
    /// The strings of opening hours that are open, as a JSON array.
    open: Option<Arc<str>>,
}

impl Scope {
    pub(crate) async fn of(store: &Store, filter: &VenueFilter, version: i64) -> Result<Self, StoreError> {
        let words = query_words(&filter.text);
        let query = search_index::query(store.backend(), &words);
        let nothing = !filter.text.trim().is_empty() && query.is_none();
        let open = match filter.open_at {
            Some(moment) => Some(open_at(store, moment, version).await?),
            None => None,
        };
        let key = CubeKey { version, query, within: filter.within, open_at: filter.open_at };
        Ok(Self { key, words, nothing, open })
    }

    /// The scope as SQL over the table of venues.
    pub(crate) fn condition(&self, backend: DbBackend) -> Condition {
        let mut all = Condition::all();
        if self.nothing {
            all = all.add(Expr::cust("1 = 0"));
        }
        if let Some(query) = &self.key.query {
            all = all.add(search_index::found_by(backend, query));
        }
        if let Some(within) = self.key.within {
            all = all.add(nearness::within(within));
        }
        if let Some(open) = &self.open {
            let among = match backend {
                DbBackend::Postgres => "venue.opening_hours IN (SELECT jsonb_array_elements_text($1::jsonb))",
                _ => "venue.opening_hours IN (SELECT value FROM json_each(?))",
            };
            all = all.add(Expr::cust_with_values(among, [&**open]));
        }
        all
    }

    /// The venues in scope, counted by everything that can be chosen.
    pub(crate) async fn cube(&self, store: &Store) -> Result<Arc<Cube>, StoreError> {
        if self.nothing {
            return Ok(Arc::new(Cube::default()));
        }
        let cubes = &store.memory().cubes;
        if let Some(known) = cubes.get(&self.key) {
            return Ok(known);
        }
        let cube = Arc::new(Cube::count(store.read(), self.condition(store.backend())).await?);
        cubes.insert(self.key.clone(), Arc::clone(&cube));
        Ok(cube)
    }

    /// The keys of the venues that satisfy scope and choices, best fit to the text first; absent without a text.
    pub(crate) async fn order_by_text(
        &self,
        store: &Store,
        choices: Choices,
    ) -> Result<Option<Arc<[i64]>>, StoreError> {
        let Some(query) = &self.key.query else {
            return Ok(None);
        };
        let key = (self.key.clone(), choices);
        if let Some(known) = store.memory().orders.get(&key) {
            return Ok(Some(known));
        }
        let scores = self.scores(store, query).await?;
        let wanted = self.condition(store.backend()).add(key.1.condition());
        let ids = venue::Entity::find().select_only().column(Column::Id).filter(wanted).order_by_asc(Column::FitRank);
        let mut ids: Vec<i64> = ids.into_tuple().all(store.read()).await?;
        ids.sort_by_key(|id| Reverse(scores.get(id).copied().unwrap_or(0)));
        let order: Arc<[i64]> = ids.into();
        store.memory().orders.insert(key, Arc::clone(&order));
        Ok(Some(order))
    }

    async fn scores(&self, store: &Store, query: &str) -> Result<Arc<Scores>, StoreError> {
        let key = (self.key.version, query.to_owned());
        if let Some(known) = store.memory().scores.get(&key) {
            return Ok(known);
        }
        let scores = Arc::new(search_index::scores(store.read(), query, &self.words).await?);
        store.memory().scores.insert(key, Arc::clone(&scores));
        Ok(scores)
    }
}

/// The different strings of opening hours that are known to be open at a moment.
async fn open_at(store: &Store, moment: LocalTime, version: i64) -> Result<Arc<str>, StoreError> {
    let memory = &store.memory().open;
    if let Some(known) = memory.get(&(version, moment)) {
        return Ok(known);
    }
    let strings: Vec<String> = venue::Entity::find()
        .select_only()
        .column(Column::OpeningHours)
        .distinct()
        .filter(Column::OpeningHours.is_not_null())
        .into_tuple()
        .all(store.read())
        .await?;
    let open: Vec<String> = strings.into_iter().filter(|osm| store.hours().is_open(osm, moment)).collect();
    let json: Arc<str> = serde_json::to_string(&open).map_err(|_| corrupt("opening hours"))?.into();
    memory.insert((version, moment), Arc::clone(&json));
    Ok(json)
}
