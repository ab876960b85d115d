//! The outlines of the gminas as GeoJSON (RFC 7946), made once for each language.

use std::collections::BTreeMap;
use std::sync::Arc;

use app::server::GminaOutline;
use axum::body::Bytes;
use domain::geo::{Position, Ring};
use domain::gmina::GminaDraft;
use domain::language::Language;
use importers::catalogue::Catalogue;
use serde_json::{Value, json};

use crate::http::caching;

/// The outlines in every language, with the tag of each.
#[derive(Debug, Clone)]
pub struct Outlines(BTreeMap<Language, (Bytes, String)>);

impl Outlines {
    /// The outlines of a catalogue.
    #[must_use]
    pub fn of(catalogue: &Catalogue) -> Self {
        let made = Language::ALL.iter().map(|language| {
            let features = catalogue
                .gminas
                .iter()
                .filter_map(|gmina| Some(feature(gmina, catalogue.outlines.get(&gmina.slug)?, *language)));
            let collection = json!({"type": "FeatureCollection", "features": features.collect::<Vec<_>>()});
            let content = Bytes::from(collection.to_string());
            let tag = caching::tag(&[&content]);
            (*language, (content, tag))
        });
        Self(made.collect())
    }

    /// The outlines in a language, and their tag.
    #[must_use]
    pub fn in_language(&self, language: Language) -> Option<&(Bytes, String)> {
        self.0.get(&language)
    }
}

/// The outlines with their names, for maps that are drawn here.
#[must_use]
pub fn drawn(catalogue: &Catalogue) -> Arc<[GminaOutline]> {
    let outline = |gmina: &GminaDraft| {
        let border = catalogue.outlines.get(&gmina.slug)?.clone();
        Some(GminaOutline { name: gmina.name.clone(), border })
    };
    catalogue.gminas.iter().filter_map(outline).collect()
}

fn feature(gmina: &GminaDraft, outline: &Ring, language: Language) -> Value {
    let name = gmina.name.text(language);
    json!({
        "type": "Feature",
        "id": gmina.slug.as_str(),
        "properties": {"slug": gmina.slug.as_str(), "name": name.value, "lang": name.language},
        "geometry": {"type": "Polygon", "coordinates": [closed_ring(outline)]},
    })
}

/// The ring as RFC 7946 (3.1.6) wants it: counterclockwise, the first point again at the end.
fn closed_ring(ring: &Ring) -> Vec<[f64; 2]> {
    let next = ring.0.iter().cycle().skip(1);
    let cross = |a: &Position, b: &Position| a.lon() * b.lat() - b.lon() * a.lat();
    let doubled_area: f64 = ring.0.iter().zip(next).map(|(a, b)| cross(a, b)).sum();
    let mut points: Vec<[f64; 2]> = ring.0.iter().map(|point| [point.lon(), point.lat()]).collect();
    if doubled_area < 0.0 {
        points.reverse();
    }
    points.extend(points.first().copied());
    points
}
