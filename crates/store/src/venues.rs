//! Single venues, and what stands around them.

use std::collections::{BTreeSet, HashMap};

use chrono::{Days, NaiveDate};
use domain::geo::{BoundingBox, Position};
use domain::hours::{LocalTime, OpeningHours};
use domain::language::Language;
use domain::timeline::StopVenues;
use domain::venue::{Area, Venue, VenueCard, VenueSlug};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::connection::Store;
use crate::entity::venue::Column;
use crate::entity::{accessibility_fact, venue};
use crate::error::StoreError;
use crate::nearness::{nearness, within};

/// Days whose hours a venue's page shows, today included.
const PAGE_DAYS: usize = 7;
/// The most venues that are looked up at once.
const SLUGS_MAX: usize = 1_000;
/// The most dates whose hours are asked for at once.
const DATES_MAX: usize = 100;
/// The most venues around another.
const AROUND_MAX: u64 = 48;
/// How far around a venue others are looked for, one after the other, before the whole catalogue is searched.
const REACHES_M: [u32; 3] = [1_000, 4_000, 16_000];
/// Keys in one statement.
const CHUNK: usize = 500;

impl Store {
    /// A venue as its page shows it, with the hours of today and six more days.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] and [`StoreError::Database`].
    pub async fn venue(
        &self,
        slug: &VenueSlug,
        language: Language,
        now: LocalTime,
    ) -> Result<Option<Venue>, StoreError> {
        let Some(row) = self.venue_row(slug).await? else {
            return Ok(None);
        };
        let gminas = self.remembered_gminas(self.catalogue_version().await?).await?;
        let facts = accessibility_fact::Entity::find()
            .filter(accessibility_fact::Column::VenueId.eq(row.id))
            .order_by_asc(accessibility_fact::Column::Id)
            .all(self.read())
            .await?;
        let open = self.hours().state_at(row.opening_hours.as_deref(), now);
        let card = row.card(gminas.name(row.gmina_id, language)?, open, None, language)?;
        let hours = self.hours().on_dates(row.opening_hours.as_deref(), now.date.iter_days().take(PAGE_DAYS));
        row.venue(card, hours, &facts).map(Some)
    }

    /// A venue's opening hours in OSM syntax, if they are known.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] and [`StoreError::Database`].
    pub async fn venue_opening_hours(&self, slug: &VenueSlug) -> Result<Option<String>, StoreError> {
        Ok(self.venue_row(slug).await?.and_then(|row| row.opening_hours))
    }

    /// The venues nearest to another, nearest first, with their distance from it.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if there is no such venue.
    pub async fn venues_nearby(
        &self,
        slug: &VenueSlug,
        language: Language,
        now: LocalTime,
        limit: u64,
    ) -> Result<Vec<VenueCard>, StoreError> {
        let centre = self.venue_row(slug).await?.ok_or(StoreError::NotFound)?;
        let others = Condition::all().add(Column::Id.ne(centre.id));
        let rows = self.nearest(&others, centre.position()?, limit).await?;
        self.cards_around(&rows, centre.position()?, language, now).await
    }

    /// Venues of the same category in other gminas, nearest first, those of the Old Town after all others.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if there is no such venue.
    pub async fn similar_venues_elsewhere(
        &self,
        slug: &VenueSlug,
        language: Language,
        now: LocalTime,
        limit: u64,
    ) -> Result<Vec<VenueCard>, StoreError> {
        let like = self.venue_row(slug).await?.ok_or(StoreError::NotFound)?;
        let elsewhere =
            Condition::all().add(Column::Category.eq(&like.category)).add(Column::GminaId.ne(like.gmina_id));
        let old_town = Area::OldTown.as_str();
        let beyond = elsewhere.clone().add(Column::Area.ne(old_town));
        let mut rows = self.nearest(&beyond, like.position()?, limit).await?;
        let missing = limit.min(AROUND_MAX).saturating_sub(rows.len() as u64);
        rows.extend(self.nearest(&elsewhere.add(Column::Area.eq(old_town)), like.position()?, missing).await?);
        self.cards_around(&rows, like.position()?, language, now).await
    }

    /// What the timeline needs of some venues: hours on the dates and on the day after each. Venues that do not exist are left
    /// out.
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
        let next = dates.iter().filter_map(|date| date.checked_add_days(Days::new(1)));
        let dates: BTreeSet<NaiveDate> = dates.iter().copied().chain(next).collect();
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

    /// The rows that satisfy a condition and are nearest to a position, nearest first. It is looked for in a small square
    /// first and in the whole catalogue last, so that the costs do not grow with it.
    async fn nearest(
        &self,
        condition: &Condition,
        from: Position,
        limit: u64,
    ) -> Result<Vec<venue::Model>, StoreError> {
        let limit = limit.min(AROUND_MAX);
        if limit == 0 {
            return Ok(Vec::new());
        }
        let sorted = venue::Entity::find()
            .filter(condition.clone())
            .order_by_asc(nearness(from))
            .order_by_asc(Column::FitRank)
            .limit(limit);
        for reach_m in REACHES_M {
            let square = BoundingBox::around(from, reach_m);
            let rows = sorted.clone().filter(within(square)).all(self.read()).await?;
            let Some(last) = rows.last().filter(|_| rows.len() as u64 == limit) else { continue };
            // Beyond the circle in the square, somebody outside the square may be nearer.
            if from.distance_m(last.position()?) <= reach_m {
                return Ok(rows);
            }
        }
        Ok(sorted.all(self.read()).await?)
    }

    async fn cards_around(
        &self,
        rows: &[venue::Model],
        from: Position,
        language: Language,
        now: LocalTime,
    ) -> Result<Vec<VenueCard>, StoreError> {
        let gminas = self.remembered_gminas(self.catalogue_version().await?).await?;
        self.cards(rows, &gminas, now, Some(from), language)
    }
}
