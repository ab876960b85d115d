//! What the pages on paper ask of the server.

use domain::hours::LocalTime;
use domain::itinerary::Itinerary;
use domain::language::Language;
use domain::sketch::Sketch;
use domain::timeline::StopVenues;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::ApiError;
use crate::wire::Wire;

/// The radius of a mark on the map, in units of the picture, which is 178 mm wide on paper: its number is 12 points high.
#[cfg(feature = "ssr")]
const MARK: i32 = 22;
/// The same in large type: its number is 18 points high.
#[cfg(feature = "ssr")]
const LARGE_MARK: i32 = 33;

/// A plan as paper shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// The plan.
    pub itinerary: Itinerary,
    /// What the catalogue knows of its stops.
    pub venues: StopVenues,
    /// When it was so.
    pub moment: LocalTime,
    /// The way on a map; absent where nothing in the plan has a place.
    pub sketch: Option<Sketch>,
    /// Where the plan can be read; absent where no link for reading was made.
    pub link: Option<PaperLink>,
    /// Whether the reader could make such a link.
    pub is_mine: bool,
}

/// Where a plan can be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperLink {
    /// The absolute address.
    pub address: String,
    /// Its QR code; absent for an address that is too long for one.
    pub code: Option<Code>,
}

/// A QR code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Code {
    /// How many modules a side has, without the quiet zone.
    pub side: u32,
    /// The dark modules as the data of an SVG path, a unit each.
    pub path: String,
}

/// A plan of the visitor, for paper.
#[server(prefix = "/api", endpoint = "plans/paper", input = GetUrl, output = Wire)]
pub async fn plan_on_paper(
    /// The plan.
    plan: String,
    /// The reader's language.
    language: Language,
    /// Whether the type is to be large.
    large: bool,
) -> Result<Paper, ApiError> {
    use domain::itinerary::LinkPurpose;

    use super::super::making;
    use crate::server::{context, respond};
    let answer = async {
        let store = context().store;
        let (visitor, saved) = making::opened(&store, &plan).await?;
        // Paper is left lying about: of two links, the one that tells less.
        let reading =
            making::links(&store, &visitor, &saved).await?.into_iter().filter(|link| link.purpose == LinkPurpose::Read);
        let token = reading.min_by_key(|link| link.with_notes).map(|link| link.token);
        paper(saved.itinerary, token, saved.is_mine, language, large).await
    };
    respond(answer.await)
}

/// A plan that somebody shared, for paper.
#[server(prefix = "/api", endpoint = "plans/shared-paper", input = GetUrl, output = Wire)]
pub async fn shared_plan_on_paper(
    /// The token of the read-only link.
    token: String,
    /// The reader's language.
    language: Language,
    /// Whether the type is to be large.
    large: bool,
) -> Result<Paper, ApiError> {
    use super::super::making;
    use crate::server::{context, respond};
    let answer = async {
        let itinerary = making::shared(&context().store, &token).await?;
        paper(itinerary, Some(token), false, language, large).await
    };
    respond(answer.await)
}

#[cfg(feature = "ssr")]
async fn paper(
    itinerary: Itinerary,
    token: Option<String>,
    is_mine: bool,
    language: Language,
    large: bool,
) -> Result<Paper, ApiError> {
    use super::super::{making, needs::Needs};
    use crate::language::address;
    let context = crate::server::context();
    let venues = making::venues(&context.store, &Needs::of(&itinerary), language).await?;
    let gminas: Vec<_> =
        context.outlines.iter().map(|gmina| (gmina.name.text(language).value, &gmina.border)).collect();
    let sketch = Sketch::of(&itinerary, &venues, &gminas, if large { LARGE_MARK } else { MARK });
    let link = token.map(|token| {
        let address = format!("{}{}", context.site.base_url, address(language, &format!("/shared/{token}")));
        PaperLink { code: super::code::of(&address), address }
    });
    Ok(Paper { itinerary, venues, moment: context.clock.now(), sketch, link, is_mine })
}
