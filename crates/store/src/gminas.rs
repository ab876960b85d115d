//! The gminas of the catalogue.

use std::collections::HashMap;
use std::sync::Arc;

use domain::gmina::{Gmina, GminaName, GminaSlug};
use domain::language::Language;
use sea_orm::{ColumnTrait, EntityTrait, QueryOrder, QuerySelect};

use crate::connection::Store;
use crate::entity::{gmina, venue};
use crate::error::{StoreError, corrupt};

/// The slug of the city that the others surround: first where gminas are listed, last where venues take turns.
pub(crate) const KRAKOW: &str = "krakow";

/// Every gmina, Kraków first, the others by name.
#[derive(Debug)]
pub(crate) struct Gminas(Vec<gmina::Model>);

impl Gminas {
    pub(crate) fn id(&self, slug: &str) -> Option<i64> {
        self.0.iter().find(|gmina| gmina.slug == slug).map(|gmina| gmina.id)
    }

    pub(crate) fn name(&self, id: i64, language: Language) -> Result<GminaName, StoreError> {
        self.0.iter().find(|gmina| gmina.id == id).ok_or_else(|| corrupt("gmina"))?.gmina_name(language)
    }

    pub(crate) fn names(&self, language: Language) -> Result<Vec<(i64, GminaName)>, StoreError> {
        self.0.iter().map(|gmina| Ok((gmina.id, gmina.gmina_name(language)?))).collect()
    }
}

impl Store {
    /// Every gmina, Kraków first, the others by name.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] and [`StoreError::Database`].
    pub async fn gminas(&self, language: Language) -> Result<Vec<Gmina>, StoreError> {
        let gminas = self.remembered_gminas(self.catalogue_version().await?).await?;
        let counts: Vec<(i64, i64)> = venue::Entity::find()
            .select_only()
            .column(venue::Column::GminaId)
            .column_as(venue::Column::Id.count(), "venues")
            .group_by(venue::Column::GminaId)
            .into_tuple()
            .all(self.read())
            .await?;
        let counts: HashMap<i64, i64> = counts.into_iter().collect();
        let venues = |id| u32::try_from(counts.get(&id).copied().unwrap_or(0)).map_err(|_| corrupt("count"));
        gminas.0.iter().map(|gmina| gmina.gmina(language, venues(gmina.id)?)).collect()
    }

    /// One gmina, if it is in the catalogue.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] and [`StoreError::Database`].
    pub async fn gmina(&self, slug: &GminaSlug, language: Language) -> Result<Option<Gmina>, StoreError> {
        Ok(self.gminas(language).await?.into_iter().find(|gmina| gmina.slug == *slug))
    }

    pub(crate) async fn remembered_gminas(&self, version: i64) -> Result<Arc<Gminas>, StoreError> {
        if let Some(known) = self.memory().gminas.get(&version) {
            return Ok(known);
        }
        let mut gminas = gmina::Entity::find().order_by_asc(gmina::Column::SortKey).all(self.read()).await?;
        gminas.sort_by_key(|gmina| gmina.slug != KRAKOW);
        let gminas = Arc::new(Gminas(gminas));
        self.memory().gminas.insert(version, Arc::clone(&gminas));
        Ok(gminas)
    }
}
