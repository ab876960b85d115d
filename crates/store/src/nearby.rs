//! What stands around a venue. Narrow indices find the keys, and only the rows that are shown are read, so that the costs do
//! not grow with the catalogue.

use domain::geo::{BoundingBox, Position};
use domain::hours::LocalTime;
use domain::language::Language;
use domain::venue::{Area, VenueCard};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};

use crate::connection::Store;
use crate::entity::venue::{self, Column, position};
use crate::error::StoreError;
use crate::nearness::{nearness, within};

/// The most venues around another.
const AROUND_MAX: u64 = 48;
/// How far around a venue others are looked for, one after the other, before the whole catalogue is searched.
const REACHES_M: [u32; 2] = [1_500, 8_000];

/// The key of a venue and where it stands, micro-degrees.
type Spot = (i64, i64, i64);

impl Store {
    /// The venues nearest to another, nearest first, with their distance from it.
    pub(crate) async fn around(
        &self,
        centre: &venue::Model,
        language: Language,
        now: LocalTime,
        limit: u64,
    ) -> Result<Vec<VenueCard>, StoreError> {
        let (from, limit) = (centre.position()?, limit.min(AROUND_MAX));
        let others = spots().filter(Column::Id.ne(centre.id)).order_by_asc(nearness(from));
        let others = others.order_by_asc(Column::FitRank).limit(limit);
        for reach_m in REACHES_M {
            let square = within(BoundingBox::around(from, reach_m));
            let found = self.find_spots(others.clone().filter(square)).await?;
            // Beyond the circle in the square, somebody outside the square may be nearer.
            let farthest = found.last().map(|(_, lat, lon)| position(*lat, *lon)).transpose()?;
            if found.len() as u64 == limit && farthest.is_none_or(|farthest| from.distance_m(farthest) <= reach_m) {
                return self.cards_around(from, &found, language, now).await;
            }
        }
        self.cards_around(from, &self.find_spots(others).await?, language, now).await
    }

    /// Venues of the same category in other gminas, nearest first, those of the Old Town after all others.
    pub(crate) async fn elsewhere(
        &self,
        like: &venue::Model,
        language: Language,
        now: LocalTime,
        limit: u64,
    ) -> Result<Vec<VenueCard>, StoreError> {
        let from = like.position()?;
        let elsewhere = spots()
            .filter(Column::Category.eq(&like.category))
            .filter(Column::GminaId.ne(like.gmina_id))
            .order_by_asc(Column::Area.eq(Area::OldTown.as_str()))
            .order_by_asc(nearness(from))
            .order_by_asc(Column::FitRank)
            .limit(limit.min(AROUND_MAX));
        self.cards_around(from, &self.find_spots(elsewhere).await?, language, now).await
    }

    async fn find_spots(&self, wanted: Select<venue::Entity>) -> Result<Vec<Spot>, StoreError> {
        Ok(wanted.into_tuple().all(self.read()).await?)
    }

    async fn cards_around(
        &self,
        from: Position,
        found: &[Spot],
        language: Language,
        now: LocalTime,
    ) -> Result<Vec<VenueCard>, StoreError> {
        let keys: Vec<i64> = found.iter().map(|(key, ..)| *key).collect();
        let rows = self.venues_by_id(&keys).await?;
        let gminas = self.remembered_gminas(self.catalogue_version().await?).await?;
        self.cards(&rows, &gminas, now, Some(from), language)
    }
}

fn spots() -> Select<venue::Entity> {
    venue::Entity::find().select_only().columns([Column::Id, Column::LatE6, Column::LonE6])
}
