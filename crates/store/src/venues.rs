//! Single venues.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use domain::hours::{LocalTime, OpeningHours};
use domain::language::Language;
use domain::timeline::StopVenues;
use domain::venue::{Venue, VenueCard, VenueSlug};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::connection::Store;
use crate::entity::venue::Column;
use crate::entity::{accessibility_fact, venue};
use crate::error::StoreError;

/// Days whose hours a venue's page shows, today included.
const PAGE_DAYS: usize = 7;
/// The most venues that are looked up at once.
const SLUGS_MAX: usize = 1_000;
/// Days in which somebody may look for a next opening.
const WEEK: usize = 7;
/// The most dates whose hours are asked for at once.
const DATES_MAX: usize = 100;
/// Keys in one statement.
const CHUNK: usize = 500;

/// What the page of a venue shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VenuePage {
    /// The venue, with the hours of today and six more days.
    pub venue: Venue,
    /// Its opening hours in OSM syntax, if they are known.
    pub opening_hours: Option<String>,
    /// The venues nearest to it, nearest first.
    pub nearby: Vec<VenueCard>,
    /// Venues of its category in other gminas, nearest first, those of the Old Town last.
    pub similar: Vec<VenueCard>,
}

impl Store {
    /// The page of a venue, with at most `limit` venues near it and as many like it.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] and [`StoreError::Database`].
    pub async fn venue_page(
        &self,
        slug: &VenueSlug,
        language: Language,
        now: LocalTime,
        limit: u64,
    ) -> Result<Option<VenuePage>, StoreError> {
        let Some(row) = self.venue_row(slug).await? else {
            return Ok(None);
        };
        let nearby = self.around(&row, language, now, limit).await?;
        let similar = self.elsewhere(&row, language, now, limit).await?;
        let opening_hours = row.opening_hours.clone();
        Ok(Some(VenuePage { venue: self.shown(row, language, now).await?, opening_hours, nearby, similar }))
    }

    async fn shown(&self, row: venue::Model, language: Language, now: LocalTime) -> Result<Venue, StoreError> {
        let gminas = self.remembered_gminas(self.catalogue_version().await?).await?;
        let facts = accessibility_fact::Entity::find()
            .filter(accessibility_fact::Column::VenueId.eq(row.id))
            .order_by_asc(accessibility_fact::Column::Id)
            .all(self.read())
            .await?;
        let open = self.hours().state_at(row.opening_hours.as_deref(), now);
        let card = row.card(gminas.name(row.gmina_id, language)?, open, None, language)?;
        let hours = self.hours().on_dates(row.opening_hours.as_deref(), now.date.iter_days().take(PAGE_DAYS));
        row.venue(card, hours, &facts)
    }

    /// What the timeline needs of some venues: hours on the dates, on the day before each, for nights that go on, and for a
    /// week after each, to tell when it opens next. Venues that do not exist are left out.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] for more than 1,000 venues or 100 dates.
    pub async fn stop_venues(
        &self,
        slugs: &[VenueSlug],
        dates: &[NaiveDate],
        language: Language,
    ) -> Result<StopVenues, StoreError> {
        if dates.len() > DATES_MAX {
            return Err(StoreError::Invalid("dates"));
        }
        let around =
            |date: &NaiveDate| date.pred_opt().into_iter().chain(date.iter_days().take(WEEK + 1)).collect::<Vec<_>>();
        let dates: BTreeSet<NaiveDate> = dates.iter().flat_map(around).collect();
        let gminas = self.remembered_gminas(self.catalogue_version().await?).await?;
        let stop = |row: venue::Model| {
            let hours: OpeningHours = self.hours().on_dates(row.opening_hours.as_deref(), dates.iter().copied());
            Ok((row.slug()?, row.stop_venue(gminas.name(row.gmina_id, language)?, hours, language)?))
        };
        self.venues_by_slug(slugs).await?.into_iter().map(stop).collect()
    }

    /// Cards of some venues, in the order in which they are named; those that do not exist are left out.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] for more than 1,000 venues.
    pub async fn venue_cards(
        &self,
        slugs: &[VenueSlug],
        language: Language,
        now: LocalTime,
    ) -> Result<Vec<VenueCard>, StoreError> {
        let gminas = self.remembered_gminas(self.catalogue_version().await?).await?;
        let rows = self.venues_by_slug(slugs).await?;
        let mut cards: HashMap<VenueSlug, VenueCard> = self
            .cards(&rows, &gminas, now, None, language)?
            .into_iter()
            .map(|card| (card.slug.clone(), card))
            .collect();
        Ok(slugs.iter().filter_map(|slug| cards.remove(slug)).collect())
    }

    /// Rows in the order of their keys in `ids`.
    pub(crate) async fn venues_by_id(&self, ids: &[i64]) -> Result<Vec<venue::Model>, StoreError> {
        let mut rows = HashMap::new();
        for chunk in ids.chunks(CHUNK) {
            let found = venue::Entity::find().filter(Column::Id.is_in(chunk.iter().copied())).all(self.read()).await?;
            rows.extend(found.into_iter().map(|row| (row.id, row)));
        }
        Ok(ids.iter().filter_map(|id| rows.remove(id)).collect())
    }

    async fn venues_by_slug(&self, slugs: &[VenueSlug]) -> Result<Vec<venue::Model>, StoreError> {
        if slugs.len() > SLUGS_MAX {
            return Err(StoreError::Invalid("slugs"));
        }
        let mut rows = Vec::new();
        for chunk in slugs.chunks(CHUNK) {
            let named = Column::Slug.is_in(chunk.iter().map(VenueSlug::as_str));
            rows.extend(venue::Entity::find().filter(named).all(self.read()).await?);
        }
        Ok(rows)
    }

    async fn venue_row(&self, slug: &VenueSlug) -> Result<Option<venue::Model>, StoreError> {
        Ok(venue::Entity::find().filter(Column::Slug.eq(slug.as_str())).one(self.read()).await?)
    }
}
