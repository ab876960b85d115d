//! Gminas.

use domain::gmina::{Gmina, GminaDraft, GminaName, GminaSlug};
use domain::language::{Language, Translated};
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue, IntoActiveModel};

use crate::error::{StoreError, corrupt};
use crate::text::sort_key;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "gmina")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    #[sea_orm(unique)]
    pub slug: String,
    pub teryt: String,
    pub name_pl: String,
    pub name_en: Option<String>,
    pub name_uk: Option<String>,
    pub character_pl: String,
    pub character_en: Option<String>,
    pub character_uk: Option<String>,
    pub population: i64,
    pub area_ha: i64,
    pub sort_key: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// The row of a draft, under a key that the database has given out or 0.
    pub(crate) fn of(draft: &GminaDraft, id: i64) -> Self {
        Self {
            id,
            slug: draft.slug.to_string(),
            teryt: draft.teryt.clone(),
            name_pl: draft.name.pl.clone(),
            name_en: draft.name.en.clone(),
            name_uk: draft.name.uk.clone(),
            character_pl: draft.character.pl.clone(),
            character_en: draft.character.en.clone(),
            character_uk: draft.character.uk.clone(),
            population: draft.population.into(),
            area_ha: draft.area_ha.into(),
            sort_key: sort_key(&draft.name.pl),
        }
    }

    /// As a row to insert, for which the database makes the key.
    pub(crate) fn fresh(self) -> ActiveModel {
        ActiveModel { id: ActiveValue::NotSet, ..self.into_active_model() }
    }

    pub(crate) fn slug(&self) -> Result<GminaSlug, StoreError> {
        GminaSlug::parse(&self.slug).ok_or_else(|| corrupt("gmina slug"))
    }

    pub(crate) fn name(&self) -> Translated {
        super::translated(&self.name_pl, self.name_en.as_deref(), self.name_uk.as_deref())
    }

    pub(crate) fn gmina_name(&self, language: Language) -> Result<GminaName, StoreError> {
        Ok(GminaName { slug: self.slug()?, name: self.name().text(language) })
    }

    pub(crate) fn gmina(&self, language: Language, venues: u32) -> Result<Gmina, StoreError> {
        let character =
            super::translated(&self.character_pl, self.character_en.as_deref(), self.character_uk.as_deref());
        Ok(Gmina {
            slug: self.slug()?,
            name: self.name().text(language),
            teryt: self.teryt.clone(),
            character: character.text(language),
            population: super::narrow(self.population, "population")?,
            area_ha: super::narrow(self.area_ha, "area")?,
            venues,
        })
    }
}
