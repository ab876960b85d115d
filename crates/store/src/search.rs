//! Discover: venues by filter, as pages of cards and as points on the map.

use domain::filter::{Order, VenueFilter, VenuePage};
use domain::geo::Position;
use domain::hours::LocalTime;
use domain::language::Language;
use domain::venue::{Area, MapPoint, VenueCard};
use sea_orm::sea_query::{CaseStatement, Expr};
use sea_orm::{EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::choices::Choices;
use crate::connection::Store;
use crate::entity::venue::{self, Column};
use crate::error::StoreError;
use crate::gminas::Gminas;
use crate::nearness::nearness;
use crate::scope::Scope;

/// Venues on a page: one of every gmina, where the filter leaves them.
const PAGE: u32 = 15;
/// The most points that a map is given.
const POINTS_MAX: u64 = 25_000;

impl Store {
    /// One page of the venues that satisfy a filter, with counts. A page beyond the last one is the last one. Cards say whether
    /// the venue is open at the filter's moment, or else `now`, and how far it is from the filter's position.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] and [`StoreError::Database`].
    pub async fn search_venues(
        &self,
        filter: &VenueFilter,
        language: Language,
        now: LocalTime,
    ) -> Result<VenuePage, StoreError> {
        let version = self.catalogue_version().await?;
        let gminas = self.remembered_gminas(version).await?;
        let scope = Scope::of(self, filter, version).await?;
        let choices = Choices::of(filter, |slug| gminas.id(slug));
        let cube = scope.cube(self).await?;
        let total = cube.total(&choices);
        let pages = total.div_ceil(PAGE).max(1);
        let page = filter.page().min(pages);
        let ids = match total {
            0 => Vec::new(),
            _ => self.ids_on_page(filter, &scope, choices.clone(), page).await?,
        };
        let rows = self.venues_by_id(&ids).await?;
        let mut cards = self.cards(&rows, &gminas, filter.open_at.unwrap_or(now), filter.near, language)?;
        if filter.order == Order::Distance && filter.near.is_some() {
            // The database sorts by an approximation; what is shown must not contradict itself.
            cards.sort_by_key(|card| card.distance_m);
        }
        let facets = cube.facets(&choices, gminas.names(language)?.into_iter());
        Ok(VenuePage { total, page, pages, cards, facets })
    }

    /// Every venue that satisfies a filter, as a point; order, page and position of the filter do not matter.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] and [`StoreError::Database`].
    pub async fn map_points(&self, filter: &VenueFilter, language: Language) -> Result<Vec<MapPoint>, StoreError> {
        let version = self.catalogue_version().await?;
        let gminas = self.remembered_gminas(version).await?;
        let scope = Scope::of(self, filter, version).await?;
        let wanted = scope.condition(self.backend()).add(Choices::of(filter, |slug| gminas.id(slug)).condition());
        let points = venue::Entity::find()
            .select_only()
            .columns([Column::Slug, Column::NamePl, Column::NameEn, Column::NameUk, Column::Category])
            .columns([Column::LatE6, Column::LonE6, Column::PrecisionM])
            .filter(wanted)
            .order_by_asc(Column::FitRank)
            .limit(POINTS_MAX)
            .into_model::<venue::Point>()
            .all(self.read())
            .await?;
        points.into_iter().map(|point| point.map_point(language)).collect()
    }

    /// The keys of the venues on a page. Rows are read by these afterwards: the keys alone come from a narrow index.
    async fn ids_on_page(
        &self,
        filter: &VenueFilter,
        scope: &Scope,
        choices: Choices,
        page: u32,
    ) -> Result<Vec<i64>, StoreError> {
        let offset = u64::from(page.saturating_sub(1)) * u64::from(PAGE);
        if by_fit(filter)
            && let Some(order) = scope.order_by_text(self, choices.clone()).await?
        {
            let before = usize::try_from(offset).unwrap_or(usize::MAX);
            return Ok(order.iter().skip(before).take(PAGE as usize).copied().collect());
        }
        let wanted = scope.condition(self.backend()).add(choices.condition());
        let query = ordered(venue::Entity::find().select_only().column(Column::Id).filter(wanted), filter);
        Ok(query.offset(offset).limit(u64::from(PAGE)).into_tuple().all(self.read()).await?)
    }

    /// Rows as cards, in the same order.
    pub(crate) fn cards(
        &self,
        rows: &[venue::Model],
        gminas: &Gminas,
        moment: LocalTime,
        from: Option<Position>,
        language: Language,
    ) -> Result<Vec<VenueCard>, StoreError> {
        let card = |row: &venue::Model| {
            let open = self.hours().state_at(row.opening_hours.as_deref(), moment);
            row.card(gminas.name(row.gmina_id, language)?, open, from, language)
        };
        rows.iter().map(card).collect()
    }
}

/// Whether the filter's text decides the order. Distances cannot, without a position to measure from.
fn by_fit(filter: &VenueFilter) -> bool {
    filter.order == Order::Fit || (filter.order == Order::Distance && filter.near.is_none())
}

fn ordered(query: sea_orm::Select<venue::Entity>, filter: &VenueFilter) -> sea_orm::Select<venue::Entity> {
    let query = match (filter.order, filter.near) {
        (Order::Fit, _) | (Order::Distance, None) => query,
        (Order::Name, _) => query.order_by_asc(Column::SortKey),
        (Order::Distance, Some(near)) => query.order_by_asc(nearness(near)),
        (Order::AwayFromCrowd, _) => query.order_by_asc(crowd()).order_by_desc(Column::CentreM),
    };
    query.order_by_asc(Column::FitRank)
}

/// 0 beyond Kraków, 1 in Kraków, 2 in the Old Town.
fn crowd() -> Expr {
    use sea_orm::sea_query::ExprTrait;
    let area = |area: Area| Expr::col((venue::Entity, Column::Area)).eq(area.as_str());
    CaseStatement::new().case(area(Area::Beyond), 0).case(area(Area::Krakow), 1).finally(2).into()
}
