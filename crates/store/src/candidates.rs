//! Venues that a proposal for a plan may be made from.

use std::collections::{BTreeSet, HashSet};

use chrono::NaiveDate;
use domain::geo::{BoundingBox, Position};
use domain::language::Language;
use domain::problem::{Candidate, Candidates};
use sea_orm::{Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::connection::Store;
use crate::entity::venue::{self, Column, position};
use crate::error::StoreError;
use crate::nearness::within;

/// The most venues that a proposal is made from.
pub const CANDIDATES_MAX: usize = 300;
/// The most places around which they are looked for.
pub const AROUND_MAX: usize = 60;
/// The most dates whose hours they come with.
pub const CANDIDATE_DATES_MAX: usize = 31;
/// How far from a place of the plan they may be, metres.
const REACH_M: u32 = 25_000;
/// How many keys are looked at, in the order that shows every gmina in turn.
const LOOKED_AT_MAX: u64 = 10_000;

impl Store {
    /// The venues that a proposal may be made from, with their hours on the dates and on the day before each, for nights that
    /// go on: at most [`CANDIDATES_MAX`], half of them the nearest to any of the places, half by the order that shows every
    /// gmina in turn, so that a dense centre does not crowd out the rest. Without places the latter alone.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] for more than 60 places or 31 dates; [`StoreError::Unavailable`] and [`StoreError::Database`].
    pub async fn candidates(
        &self,
        around: &[Position],
        dates: &[NaiveDate],
        language: Language,
    ) -> Result<Candidates, StoreError> {
        if around.len() > AROUND_MAX {
            return Err(StoreError::Invalid("near"));
        }
        if dates.len() > CANDIDATE_DATES_MAX {
            return Err(StoreError::Invalid("dates"));
        }
        let dates: BTreeSet<NaiveDate> =
            dates.iter().flat_map(|date| date.pred_opt().into_iter().chain([*date])).collect();
        let keys = self.candidate_keys(around).await?;
        let gminas = self.remembered_gminas(self.catalogue_version().await?).await?;
        let candidate = |row: venue::Model| {
            let hours = self.hours().on_dates(row.opening_hours.as_deref(), dates.iter().copied());
            let venue = row.stop_venue(gminas.name(row.gmina_id, language)?, hours, language)?;
            Ok((row.slug()?, Candidate { venue, stay_min: row.stay_min()? }))
        };
        self.venues_by_id(&keys).await?.into_iter().map(candidate).collect()
    }

    async fn candidate_keys(&self, around: &[Position]) -> Result<Vec<i64>, StoreError> {
        // Any of no conditions would be none.
        let all = if around.is_empty() { Condition::all() } else { Condition::any() };
        let near = around.iter().fold(all, |near, here| near.add(within(BoundingBox::around(*here, REACH_M))));
        let spots = venue::Entity::find().select_only().columns([Column::Id, Column::LatE6, Column::LonE6]);
        let spots = spots.filter(near).order_by_asc(Column::FitRank).order_by_asc(Column::Id).limit(LOOKED_AT_MAX);
        let spots: Vec<(i64, i64, i64)> = spots.into_tuple().all(self.read()).await?;
        let mut nearest = Vec::with_capacity(spots.len());
        for (key, lat, lon) in &spots {
            let there = position(*lat, *lon)?;
            nearest.extend(around.iter().map(|here| here.distance_m(there)).min().map(|metres| (metres, *key)));
        }
        nearest.sort_unstable();
        let mut keys = Vec::with_capacity(CANDIDATES_MAX);
        let mut taken = HashSet::new();
        let nearest = nearest.into_iter().take(CANDIDATES_MAX / 2).map(|(_, key)| key);
        for key in
            nearest.chain(spots.iter().map(|(key, ..)| *key)).filter(|key| taken.insert(*key)).take(CANDIDATES_MAX)
        {
            keys.push(key);
        }
        Ok(keys)
    }
}
