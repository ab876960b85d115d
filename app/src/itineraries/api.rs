//! What the pages of plans ask of the server.

use chrono::NaiveDate;
use domain::hours::LocalTime;
use domain::itinerary::{DayId, Itinerary, PlanId, PlanLink, PlanSummary};
use domain::language::Language;
use domain::timeline::StopVenues;
use domain::venue::VenueCard;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use super::edit_form::EditForm;
use crate::error::ApiError;
use crate::wire::Wire;

/// How many plans the choice "add to a plan" offers, so that its list stays short.
#[cfg(feature = "ssr")]
const CHOICES_MAX: usize = 12;
/// How many venues the search inside a plan shows.
#[cfg(feature = "ssr")]
const FOUND_MAX: usize = 8;
/// How many venues of a kind are looked at for a swap.
#[cfg(feature = "ssr")]
const SWAPS_MAX: u64 = 24;
/// How many favourites the page of a plan offers.
#[cfg(feature = "ssr")]
const KEPT_MAX: usize = 40;
/// The longest edit, bytes of JSON: a day with every stop that a plan may have.
#[cfg(feature = "ssr")]
const EDIT_BYTES_MAX: usize = 120_000;

/// Everything that the list of plans shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlansView {
    /// The visitor's plans.
    pub plans: Vec<PlanSummary>,
    /// The date that a new plan begins with.
    pub saturday: NaiveDate,
}

/// Everything that the page of a plan shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanView {
    /// Its key.
    pub id: PlanId,
    /// The plan.
    pub itinerary: Itinerary,
    /// What the catalogue knows of its stops.
    pub venues: StopVenues,
    /// How often it has been saved.
    pub version: i64,
    /// Whether the visitor owns it; a companion cannot delete or share it.
    pub is_mine: bool,
    /// The links that lead to it, for its owner.
    pub links: Vec<PlanLink>,
    /// The date that a first day begins with.
    pub saturday: NaiveDate,
    /// The visitor's newest favourites, to be added to it.
    pub favourites: Vec<VenueCard>,
    /// The time in Kraków.
    pub now: LocalTime,
}

/// Everything that a shared plan shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedView {
    /// The plan.
    pub itinerary: Itinerary,
    /// What the catalogue knows of its stops.
    pub venues: StopVenues,
}

/// A day of a plan to which a venue can be added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayChoice {
    /// The plan.
    pub plan: PlanId,
    /// Its title.
    pub title: String,
    /// The day; absent for a plan that has none yet.
    pub day: Option<(DayId, NaiveDate)>,
}

/// What "add to a plan" offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choices {
    /// Days of the visitor's plans.
    pub days: Vec<DayChoice>,
    /// The date that a new plan begins with.
    pub saturday: NaiveDate,
}

/// The visitor's plans; none for somebody new.
#[server(prefix = "/api", endpoint = "plans/list", input = GetUrl, output = Wire)]
pub async fn plans() -> Result<PlansView, ApiError> {
    use crate::server::{context, now, respond};
    let answer = async {
        let (store, today) = (context().store, now().date);
        let plans = match crate::session::visitor().await? {
            Some(visitor) => store.plans(&visitor).await?,
            None => Vec::new(),
        };
        Ok(PlansView { plans, saturday: super::dates::next_saturday(today) })
    };
    respond(answer.await)
}

/// Makes a plan of one empty day and goes to it.
#[server(prefix = "/api", endpoint = "plans/create", output = Wire)]
pub async fn create_plan(
    /// The title, 1 to 120 characters.
    title: String,
    /// A date, `YYYY-MM-DD`.
    date: String,
    /// The language of the page that the form stood on.
    lang: String,
) -> Result<(), ApiError> {
    use super::making;
    let answer = async {
        let date = super::edit_form::date(&date, "date")?;
        let id = making::keep(&making::one_day(&title, date, &[])?).await?;
        making::go(&lang, &format!("/plans/{}", id.0));
        Ok(())
    };
    crate::server::respond(answer.await)
}

/// Deletes a plan and goes to the list of plans.
#[server(prefix = "/api", endpoint = "plans/delete", output = Wire)]
pub async fn delete_plan(
    /// The plan.
    plan: String,
    /// The language of the page that the form stood on.
    lang: String,
) -> Result<(), ApiError> {
    use super::making;
    let answer = async {
        let visitor = crate::session::known_visitor().await?;
        crate::server::context().store.delete_plan(&visitor, making::plan_id(&plan)?).await?;
        making::go(&lang, "/plans");
        Ok(())
    };
    crate::server::respond(answer.await)
}

/// A plan of the visitor, with what the catalogue knows of its stops.
#[server(prefix = "/api", endpoint = "plans/plan", input = GetUrl, output = Wire)]
pub async fn plan(
    /// The plan.
    plan: String,
    /// The reader's language.
    language: Language,
) -> Result<PlanView, ApiError> {
    use super::making;
    use crate::server::{context, now, respond};
    let answer = async {
        let (store, now) = (context().store, now());
        let (visitor, saved) = making::opened(&store, &plan).await?;
        let links = making::links(&store, &visitor, &saved).await?;
        let venues = making::venues(&store, &super::needs::Needs::of(&saved.itinerary), language).await?;
        let kept = store.favourites(&visitor, language, now).await?.favourites.into_iter().take(KEPT_MAX);
        Ok(PlanView {
            id: saved.id,
            itinerary: saved.itinerary,
            venues,
            version: saved.version,
            is_mine: saved.is_mine,
            links,
            saturday: super::dates::next_saturday(now.date),
            favourites: kept.map(|favourite| favourite.venue).collect(),
            now,
        })
    };
    respond(answer.await)
}

/// What the catalogue knows of venues on some dates; both lists are joined by commas. A read, but too long for an address.
#[server(prefix = "/api", endpoint = "plans/venues", output = Wire)]
pub async fn plan_venues(
    /// Slugs, joined by commas.
    venues: String,
    /// Dates, joined by commas.
    dates: String,
    /// The reader's language.
    language: Language,
) -> Result<StopVenues, ApiError> {
    let answer = async {
        let needs = super::needs::Needs::from_lists(&venues, &dates)?;
        super::making::venues(&crate::server::context().store, &needs, language).await
    };
    crate::server::respond(answer.await)
}

/// How often a plan has been saved, so that an open page can tell whether somebody else has changed it.
#[server(prefix = "/api", endpoint = "plans/version", input = GetUrl, output = Wire)]
pub async fn plan_version(
    /// The plan.
    plan: String,
) -> Result<i64, ApiError> {
    use crate::server::{context, respond};
    let answer = async {
        let visitor = crate::session::known_visitor().await?;
        Ok(context().store.plan_version(&visitor, super::making::plan_id(&plan)?).await?)
    };
    respond(answer.await)
}

/// Changes a plan by one edit, written in JSON, and says how often it has been saved then.
#[server(prefix = "/api", endpoint = "plans/edit", output = Wire)]
pub async fn edit_plan(
    /// The plan.
    plan: String,
    /// The edit in JSON.
    edit: String,
) -> Result<i64, ApiError> {
    use crate::server::{context, respond};
    let answer = async {
        let bounded = Some(&edit).filter(|json| json.len() <= EDIT_BYTES_MAX);
        let edit = bounded.and_then(|json| serde_json::from_str(json).ok()).ok_or_else(|| ApiError::invalid("edit"))?;
        let visitor = crate::session::known_visitor().await?;
        let edit = super::names::with_names_of_the_catalogue(edit).await?;
        Ok(context().store.edit_plan(&visitor, super::making::plan_id(&plan)?, &edit).await?.version)
    };
    respond(answer.await)
}

/// Changes a plan by a plain form and goes back to what was changed.
#[server(prefix = "/api", endpoint = "plans/edit-form", output = Wire)]
pub async fn edit_plan_form(
    /// The fields of the form.
    #[server(flatten)]
    form: EditForm,
) -> Result<(), ApiError> {
    use domain::edit::EditError;

    use super::{landing::landing, making};
    use crate::server::{context, random_key, respond, set_status};
    let answer = async {
        let (store, id) = (context().store, making::plan_id(&form.plan)?);
        let visitor = crate::session::known_visitor().await?;
        let before = store.plan(&visitor, id).await?.ok_or(ApiError::NotFound)?.itinerary;
        let venue = if form.venue.is_empty() { None } else { Some(super::names::new_venue(&form.venue).await?) };
        let edit = super::names::with_names_of_the_catalogue(form.edit(&before, random_key()?, venue)?).await?;
        store.edit_plan(&visitor, id, &edit).await?;
        making::go(&form.lang, &format!("/plans/{}#{}", id.0, landing(&before, &edit)));
        Ok(())
    };
    let answer = respond(answer.await);
    if answer == Err(ApiError::Refused(EditError::Changed)) {
        set_status(ApiError::Conflict.status());
    }
    answer
}

/// Venues of the same kind as another, the nearest outside the Old Town and those of other gminas, with their hours on a date:
/// what a stop could be swapped for.
#[server(prefix = "/api", endpoint = "plans/swaps", input = GetUrl, output = Wire)]
pub async fn swap_candidates(
    /// The venue, by slug.
    venue: String,
    /// A date, `YYYY-MM-DD`.
    date: String,
    /// The reader's language.
    language: Language,
) -> Result<StopVenues, ApiError> {
    use domain::filter::{Beyond, Order, VenueFilter};

    use crate::server::{context, now, respond};
    let answer = async {
        let slug = domain::venue::VenueSlug::parse(&venue).ok_or(ApiError::NotFound)?;
        let date = super::edit_form::date(&date, "date")?;
        let store = context().store;
        let page = store.venue_page(&slug, language, now(), SWAPS_MAX).await?.ok_or(ApiError::NotFound)?;
        let near = VenueFilter {
            categories: [page.venue.card.category].into(),
            beyond: Some(Beyond::OldTown),
            near: Some(page.venue.card.position),
            order: Order::Distance,
            ..VenueFilter::default()
        };
        let nearest = store.search_venues(&near, language, now()).await?.cards;
        let slugs: Vec<_> = nearest.into_iter().chain(page.similar).map(|card| card.slug).collect();
        Ok(store.stop_venues(&slugs, &[date], language).await?)
    };
    respond(answer.await)
}

/// Venues that fit a text, the best first.
#[server(prefix = "/api", endpoint = "plans/find", input = GetUrl, output = Wire)]
pub async fn find_venues(
    /// Words to look for, at most 100 characters.
    text: String,
    /// The reader's language.
    language: Language,
) -> Result<Vec<VenueCard>, ApiError> {
    use crate::server::{context, now, respond};
    let answer = async {
        if text.trim().is_empty() {
            return Ok(Vec::new());
        }
        let filter = domain::filter::VenueFilter::from_pairs([("q", text.as_str())])?;
        let mut cards = context().store.search_venues(&filter, language, now()).await?.cards;
        cards.truncate(FOUND_MAX);
        Ok(cards)
    };
    respond(answer.await)
}

/// The days to which a venue can be added.
#[server(prefix = "/api", endpoint = "plans/choices", input = GetUrl, output = Wire)]
pub async fn offered_days() -> Result<Choices, ApiError> {
    use crate::server::{context, now, respond};
    let answer = async {
        let (store, today) = (context().store, now().date);
        let mut days = Vec::new();
        if let Some(visitor) = crate::session::visitor().await? {
            for summary in store.plans(&visitor).await?.into_iter().take(CHOICES_MAX) {
                let Some(saved) = store.plan(&visitor, summary.id).await? else { continue };
                days.extend(super::making::day_choices(saved.id, &saved.itinerary));
            }
        }
        Ok(Choices { days, saturday: super::dates::next_saturday(today) })
    };
    respond(answer.await)
}

/// Adds a venue at the end of a day (`into` is `PLAN:DAY`), to a plan that has no day yet (`PLAN:`) or to a new plan (`new`);
/// in the latter two cases on `date`. Goes to the plan.
#[server(prefix = "/api", endpoint = "plans/add", output = Wire)]
pub async fn add_to_plan(
    /// The venue, by slug.
    venue: String,
    /// Where to.
    into: String,
    /// A date, `YYYY-MM-DD`.
    date: String,
    /// The language of the page that the form stood on.
    lang: String,
) -> Result<(), ApiError> {
    use super::making;
    let answer = async {
        let venue = super::names::new_venue(&venue).await?;
        let (plan, landing) = making::add(&into, &date, venue, making::language(&lang)).await?;
        making::go(&lang, &format!("/plans/{}#{landing}", plan.0));
        Ok(())
    };
    crate::server::respond(answer.await)
}

/// Makes a link to a plan and gives all of its links; one for the same purpose that is there already stays as it is.
#[server(prefix = "/api", endpoint = "plans/share", output = Wire)]
pub async fn share_plan(
    /// The plan.
    plan: String,
    /// What for: `read` or `edit`; reading where it is not said.
    #[server(default)]
    purpose: String,
    /// Anything where its readers see the notes.
    #[server(default)]
    notes: String,
) -> Result<Vec<PlanLink>, ApiError> {
    use domain::itinerary::LinkPurpose;

    use crate::server::{context, respond, token};
    let answer = async {
        let visitor = crate::session::known_visitor().await?;
        let (store, id) = (context().store, super::making::plan_id(&plan)?);
        let purpose = match purpose.as_str() {
            "" => LinkPurpose::Read,
            purpose => purpose.parse().map_err(|_| ApiError::invalid("purpose"))?,
        };
        let token = token(super::making::SHARE_TOKEN_BYTES)?;
        store.make_link(&visitor, id, &PlanLink { token, purpose, with_notes: !notes.is_empty() }).await?;
        Ok(store.plan_links(&visitor, id).await?)
    };
    respond(answer.await)
}

/// Takes a link to a plan away and gives those that are left.
#[server(prefix = "/api", endpoint = "plans/revoke", output = Wire)]
pub async fn revoke_share(
    /// The plan.
    plan: String,
    /// What makes the link unguessable.
    token: String,
) -> Result<Vec<PlanLink>, ApiError> {
    use crate::server::{context, respond};
    let answer = async {
        let visitor = crate::session::known_visitor().await?;
        let (store, id) = (context().store, super::making::plan_id(&plan)?);
        store.revoke_link(&visitor, id, &token).await?;
        Ok(store.plan_links(&visitor, id).await?)
    };
    respond(answer.await)
}

/// The title of the plan that an editing link leads to.
#[server(prefix = "/api", endpoint = "plans/invitation", input = GetUrl, output = Wire)]
pub async fn invitation(
    /// What makes the link unguessable.
    token: String,
) -> Result<String, ApiError> {
    use crate::server::{context, respond};
    respond(match context().store.invitation(&token).await {
        Ok(title) => title.ok_or(ApiError::NotFound),
        Err(error) => Err(error.into()),
    })
}

/// Lets the visitor, who may be new, edit the plan behind an editing link, and goes to it.
#[server(prefix = "/api", endpoint = "plans/join", output = Wire)]
pub async fn join_plan(
    /// What makes the link unguessable.
    token: String,
    /// The language of the page that the form stood on.
    lang: String,
) -> Result<(), ApiError> {
    use super::making;
    use crate::server::{context, respond};
    let answer = async {
        let store = context().store;
        if store.invitation(&token).await?.is_none() {
            return Err(ApiError::NotFound);
        }
        let visitor = crate::session::visitor_or_new().await?;
        let id = store.join_plan(&visitor, &token).await?;
        making::go(&lang, &format!("/plans/{}", id.0));
        Ok(())
    };
    respond(answer.await)
}

/// A plan that somebody shared.
#[server(prefix = "/api", endpoint = "plans/shared", input = GetUrl, output = Wire)]
pub async fn shared_plan(
    /// The token of the read-only link.
    token: String,
    /// The reader's language.
    language: Language,
) -> Result<SharedView, ApiError> {
    use super::making;
    let answer = async {
        let store = crate::server::context().store;
        let itinerary = making::shared(&store, &token).await?;
        let venues = making::venues(&store, &super::needs::Needs::of(&itinerary), language).await?;
        Ok(SharedView { itinerary, venues })
    };
    crate::server::respond(answer.await)
}

/// Copies a shared plan into the visitor's own and goes to the copy.
#[server(prefix = "/api", endpoint = "plans/copy", output = Wire)]
pub async fn copy_plan(
    /// The token of the read-only link.
    token: String,
    /// The language of the page that the form stood on.
    lang: String,
) -> Result<(), ApiError> {
    use super::making;
    let answer = async {
        let id = making::keep(&making::shared(&crate::server::context().store, &token).await?).await?;
        making::go(&lang, &format!("/plans/{}", id.0));
        Ok(())
    };
    crate::server::respond(answer.await)
}
