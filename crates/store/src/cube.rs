//! Counts of venues by everything that can be chosen, from one grouped query, and the facets that are counted from it.

use domain::accessibility::AccessNeed;
use domain::filter::{Beyond, Facets, Roof};
use domain::gmina::GminaName;
use domain::venue::{Category, Price};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::choices::{Choices, Facet, Traits, has_roof, is_beyond};
use crate::entity::venue::{self, Column};
use crate::error::{StoreError, corrupt};

type Row = (String, i64, String, String, String, String, i64);

/// Venues by category, gmina, roof, price, access and area: as many cells as differ in these, not as many as there are venues.
#[derive(Debug, Default)]
pub(crate) struct Cube {
    cells: Vec<(Traits, u32)>,
}

impl Cube {
    /// Counts the venues that a condition leaves.
    pub(crate) async fn count(db: &impl ConnectionTrait, scope: Condition) -> Result<Self, StoreError> {
        let facets =
            [Column::Category, Column::GminaId, Column::Setting, Column::Price, Column::Wheelchair, Column::Area];
        let mut query = venue::Entity::find().select_only().filter(scope);
        for facet in facets {
            query = query.column(facet).group_by(facet);
        }
        let rows: Vec<Row> = query.column_as(Column::Id.count(), "venues").into_tuple().all(db).await?;
        let cell = |(category, gmina_id, setting, price, wheelchair, area, venues): Row| {
            let traits = Traits {
                category: category.parse()?,
                gmina_id,
                setting: setting.parse()?,
                price: price.parse()?,
                wheelchair: wheelchair.parse()?,
                area: area.parse()?,
            };
            Ok::<_, StoreError>((traits, u32::try_from(venues).map_err(|_| corrupt("count"))?))
        };
        Ok(Self { cells: rows.into_iter().map(cell).collect::<Result<_, _>>()? })
    }

    /// How many venues satisfy every choice.
    pub(crate) fn total(&self, choices: &Choices) -> u32 {
        self.sum(|venue| choices.accept(venue, None))
    }

    /// How many venues each value would leave, all other choices kept; `gminas` in the order in which they are shown.
    pub(crate) fn facets(&self, choices: &Choices, gminas: impl Iterator<Item = (i64, GminaName)>) -> Facets {
        let left = |facet: Facet, has: &dyn Fn(&Traits) -> bool| {
            self.sum(|venue| has(venue) && choices.accept(venue, Some(facet)))
        };
        let category = |c: Category| (c, left(Facet::Category, &|venue| venue.category == c));
        Facets {
            categories: Category::ALL.iter().map(|c| category(*c)).filter(|(_, venues)| *venues > 0).collect(),
            gminas: gminas.map(|(id, name)| (name, left(Facet::Gmina, &|venue| venue.gmina_id == id))).collect(),
            free: left(Facet::Free, &|venue| venue.price == Price::Free),
            roofs: Roof::ALL.iter().map(|r| (*r, left(Facet::Roof, &|venue| has_roof(*r, venue.setting)))).collect(),
            access: AccessNeed::ALL
                .iter()
                .map(|need| (*need, left(Facet::Access, &|venue| need.accepts(venue.wheelchair))))
                .collect(),
            beyond: Beyond::ALL.iter().map(|b| (*b, left(Facet::Beyond, &|venue| is_beyond(*b, venue.area)))).collect(),
        }
    }

    fn sum(&self, has: impl Fn(&Traits) -> bool) -> u32 {
        self.cells.iter().filter(|(traits, _)| has(traits)).map(|(_, venues)| venues).sum()
    }
}
