//! The choices of a filter, said once: as rules over stored words, from which both the SQL and the counts of facets are made.

use std::collections::BTreeSet;

use domain::accessibility::{Access, AccessNeed};
use domain::filter::{Beyond, Roof, VenueFilter};
use domain::venue::{Area, Category, Price, Setting};
use sea_orm::{ColumnTrait, Condition};

use crate::entity::venue;

/// One of the facets that a visitor chooses in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Facet {
    Category,
    Gmina,
    Free,
    Roof,
    Access,
    Beyond,
}

/// What a filter chooses, with gminas by key.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(crate) struct Choices {
    pub categories: BTreeSet<Category>,
    /// Absent for all; empty if none of those that were named exists.
    pub gminas: Option<BTreeSet<i64>>,
    pub free: bool,
    pub roof: Option<Roof>,
    pub access: Option<AccessNeed>,
    pub beyond: Option<Beyond>,
}

/// What a venue is as far as choices go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Traits {
    pub category: Category,
    pub gmina_id: i64,
    pub setting: Setting,
    pub price: Price,
    pub wheelchair: Access,
    pub area: Area,
}

pub(crate) fn has_roof(roof: Roof, setting: Setting) -> bool {
    match roof {
        Roof::Indoors => setting != Setting::Outdoors,
        Roof::Outdoors => setting != Setting::Indoors,
    }
}

pub(crate) fn is_beyond(beyond: Beyond, area: Area) -> bool {
    match beyond {
        Beyond::OldTown => area != Area::OldTown,
        Beyond::Krakow => area == Area::Beyond,
    }
}

impl Choices {
    pub(crate) fn of(filter: &VenueFilter, gmina_id: impl Fn(&str) -> Option<i64>) -> Self {
        let named = || filter.gminas.iter().filter_map(|slug| gmina_id(slug.as_str())).collect();
        Self {
            categories: filter.categories.clone(),
            gminas: (!filter.gminas.is_empty()).then(named),
            free: filter.free,
            roof: filter.roof,
            access: filter.access,
            beyond: filter.beyond,
        }
    }

    /// Whether a venue satisfies every choice, `ignored` apart.
    pub(crate) fn accept(&self, venue: &Traits, ignored: Option<Facet>) -> bool {
        let heeds = |facet| ignored != Some(facet);
        (!heeds(Facet::Category) || self.categories.is_empty() || self.categories.contains(&venue.category))
            && (!heeds(Facet::Gmina) || self.gminas.as_ref().is_none_or(|gminas| gminas.contains(&venue.gmina_id)))
            && (!heeds(Facet::Free) || !self.free || venue.price == Price::Free)
            && (!heeds(Facet::Roof) || self.roof.is_none_or(|roof| has_roof(roof, venue.setting)))
            && (!heeds(Facet::Access) || self.access.is_none_or(|need| need.accepts(venue.wheelchair)))
            && (!heeds(Facet::Beyond) || self.beyond.is_none_or(|beyond| is_beyond(beyond, venue.area)))
    }

    /// The same as SQL over the table of venues.
    pub(crate) fn condition(&self) -> Condition {
        use venue::Column;
        let mut all = Condition::all();
        if !self.categories.is_empty() {
            all = all.add(Column::Category.is_in(self.categories.iter().map(|category| category.as_str())));
        }
        if let Some(gminas) = &self.gminas {
            all = all.add(Column::GminaId.is_in(gminas.iter().copied()));
        }
        if self.free {
            all = all.add(Column::Price.eq(Price::Free.as_str()));
        }
        if let Some(roof) = self.roof {
            let settings = Setting::ALL.iter().filter(|setting| has_roof(roof, **setting));
            all = all.add(Column::Setting.is_in(settings.map(|setting| setting.as_str())));
        }
        if let Some(need) = self.access {
            let fit = Access::ALL.iter().filter(|access| need.accepts(**access));
            all = all.add(Column::Wheelchair.is_in(fit.map(|access| access.as_str())));
        }
        if let Some(beyond) = self.beyond {
            let areas = Area::ALL.iter().filter(|area| is_beyond(beyond, **area));
            all = all.add(Column::Area.is_in(areas.map(|area| area.as_str())));
        }
        all
    }
}
