//! Venues.

use domain::accessibility::{Access, FactKind};
use domain::geo::Position;
use domain::gmina::GminaName;
use domain::hours::{LocalTime, OpenState, OpeningHours};
use domain::language::{Language, Translated};
use domain::timeline::StopVenue;
use domain::venue::{APPROXIMATE_FROM_M, Area, MapPoint, Venue, VenueCard, VenueDraft, VenueSlug};
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue, FromQueryResult, IntoActiveModel};

use super::accessibility_fact;
use crate::error::{StoreError, corrupt};
use crate::text::sort_key;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "venue")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    #[sea_orm(unique)]
    pub slug: String,
    pub gmina_id: i64,
    pub name_pl: String,
    pub name_en: Option<String>,
    pub name_uk: Option<String>,
    pub summary_pl: String,
    pub summary_en: Option<String>,
    pub summary_uk: Option<String>,
    pub lat_e6: i64,
    pub lon_e6: i64,
    pub position_source: String,
    pub precision_m: i64,
    pub category: String,
    pub setting: String,
    pub opening_hours: Option<String>,
    pub last_entry_min: Option<i64>,
    pub stay_min: i64,
    pub price: String,
    /// What the facts say of wheelchairs, beside them for filtering and counting.
    pub wheelchair: String,
    pub area: String,
    pub centre_m: i64,
    pub website: Option<String>,
    pub wikidata: Option<String>,
    pub updated_on: String,
    /// The place in the order that shows every gmina in turn, worked out when the catalogue is loaded.
    pub fit_rank: i64,
    pub sort_key: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// The row of a draft in a gmina, under a key that the database has given out or 0.
    pub(crate) fn of(draft: &VenueDraft, id: i64, gmina_id: i64, now: LocalTime) -> Self {
        let wheelchair = draft.facts.iter().find(|fact| fact.kind == FactKind::Wheelchair).map(|fact| fact.value);
        Self {
            id,
            slug: draft.slug.to_string(),
            gmina_id,
            name_pl: draft.name.pl.clone(),
            name_en: draft.name.en.clone(),
            name_uk: draft.name.uk.clone(),
            summary_pl: draft.summary.pl.clone(),
            summary_en: draft.summary.en.clone(),
            summary_uk: draft.summary.uk.clone(),
            lat_e6: draft.position.lat_e6().into(),
            lon_e6: draft.position.lon_e6().into(),
            position_source: draft.position_source.to_string(),
            precision_m: draft.precision_m.into(),
            category: draft.category.to_string(),
            setting: draft.setting.to_string(),
            opening_hours: draft.opening_hours.clone(),
            last_entry_min: draft.last_entry_min.map(i64::from),
            stay_min: draft.stay_min.into(),
            price: draft.price.to_string(),
            wheelchair: wheelchair.unwrap_or(Access::Unknown).to_string(),
            area: draft.area.to_string(),
            centre_m: draft.centre_m.into(),
            website: draft.website.clone(),
            wikidata: draft.wikidata.clone(),
            updated_on: now.date.to_string(),
            fit_rank: 0,
            sort_key: sort_key(&draft.name.pl),
        }
    }

    /// As a row to insert, for which the database makes the key.
    pub(crate) fn fresh(self) -> ActiveModel {
        ActiveModel { id: ActiveValue::NotSet, ..self.into_active_model() }
    }

    pub(crate) fn slug(&self) -> Result<VenueSlug, StoreError> {
        VenueSlug::parse(&self.slug).ok_or_else(|| corrupt("venue slug"))
    }

    pub(crate) fn name(&self) -> Translated {
        super::translated(&self.name_pl, self.name_en.as_deref(), self.name_uk.as_deref())
    }

    pub(crate) fn summary(&self) -> Translated {
        super::translated(&self.summary_pl, self.summary_en.as_deref(), self.summary_uk.as_deref())
    }

    pub(crate) fn position(&self) -> Result<Position, StoreError> {
        position(self.lat_e6, self.lon_e6)
    }

    pub(crate) fn area(&self) -> Result<Area, StoreError> {
        Ok(self.area.parse()?)
    }

    /// How long people usually stay, minutes.
    pub(crate) fn stay_min(&self) -> Result<u16, StoreError> {
        super::narrow(self.stay_min, "stay")
    }

    pub(crate) fn card(
        &self,
        gmina: GminaName,
        open: OpenState,
        from: Option<Position>,
        language: Language,
    ) -> Result<VenueCard, StoreError> {
        let position = self.position()?;
        Ok(VenueCard {
            slug: self.slug()?,
            name: self.name().text(language),
            summary: self.summary().text(language),
            gmina,
            category: self.category.parse()?,
            setting: self.setting.parse()?,
            price: self.price.parse()?,
            wheelchair: self.wheelchair.parse()?,
            area: self.area()?,
            position,
            precision_m: super::narrow(self.precision_m, "precision")?,
            stay_min: super::narrow(self.stay_min, "stay")?,
            open,
            distance_m: from.map(|from| from.distance_m(position)),
        })
    }

    pub(crate) fn venue(
        self,
        card: VenueCard,
        hours: OpeningHours,
        facts: &[accessibility_fact::Model],
    ) -> Result<Venue, StoreError> {
        Ok(Venue {
            card,
            hours,
            last_entry_min: last_entry(self.last_entry_min)?,
            website: self.website,
            wikidata: self.wikidata,
            facts: facts.iter().map(accessibility_fact::Model::fact).collect::<Result<_, _>>()?,
            position_source: self.position_source.parse()?,
            updated_on: super::date(&self.updated_on)?,
        })
    }

    pub(crate) fn stop_venue(
        &self,
        gmina: GminaName,
        hours: OpeningHours,
        language: Language,
    ) -> Result<StopVenue, StoreError> {
        Ok(StopVenue {
            name: self.name().text(language),
            category: self.category.parse()?,
            gmina,
            area: self.area()?,
            position: self.position()?,
            approximate: self.precision_m >= i64::from(APPROXIMATE_FROM_M),
            wheelchair: self.wheelchair.parse()?,
            last_entry_min: last_entry(self.last_entry_min)?,
            hours,
        })
    }
}

/// As much of a row as a map shows.
#[derive(Debug, FromQueryResult)]
pub(crate) struct Point {
    slug: String,
    name_pl: String,
    name_en: Option<String>,
    name_uk: Option<String>,
    category: String,
    lat_e6: i64,
    lon_e6: i64,
    precision_m: i64,
}

impl Point {
    pub(crate) fn map_point(self, language: Language) -> Result<MapPoint, StoreError> {
        let name = Translated { pl: self.name_pl, en: self.name_en, uk: self.name_uk };
        Ok(MapPoint {
            slug: VenueSlug::parse(&self.slug).ok_or_else(|| corrupt("venue slug"))?,
            name: name.text(language).value,
            category: self.category.parse()?,
            position: position(self.lat_e6, self.lon_e6)?,
            approximate: self.precision_m >= i64::from(APPROXIMATE_FROM_M),
        })
    }
}

fn last_entry(minutes: Option<i64>) -> Result<Option<u16>, StoreError> {
    minutes.map(|minutes| super::narrow(minutes, "last entry")).transpose()
}

/// A position of the database, micro-degrees.
pub(crate) fn position(lat_e6: i64, lon_e6: i64) -> Result<Position, StoreError> {
    Ok(Position::from_micro_degrees(super::narrow(lat_e6, "latitude")?, super::narrow(lon_e6, "longitude")?)?)
}
