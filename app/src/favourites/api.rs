//! What the heart and the page of favourites ask of the server.

use std::collections::BTreeSet;

use domain::favourites::Favourites;
use domain::hours::LocalTime;
use domain::language::Language;
use domain::venue::VenueSlug;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::ApiError;
use crate::wire::Wire;

/// Everything that the page of favourites shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FavouritesView {
    /// The favourites and the lists.
    pub kept: Favourites,
    /// The moment for which opening states hold.
    pub now: LocalTime,
}

/// The venues that the visitor keeps; none for somebody new.
#[server(prefix = "/api", endpoint = "favourites/slugs", input = GetUrl, output = Wire)]
pub async fn favourite_slugs() -> Result<BTreeSet<VenueSlug>, ApiError> {
    let store = crate::server::context().store;
    match crate::session::visitor().await? {
        Some(visitor) => Ok(store.favourite_slugs(&visitor).await?),
        None => Ok(BTreeSet::new()),
    }
}

/// The visitor's favourites with notes and lists.
#[server(prefix = "/api", endpoint = "favourites/all", input = GetUrl, output = Wire)]
pub async fn all_favourites(
    /// The reader's language.
    language: Language,
) -> Result<FavouritesView, ApiError> {
    use crate::server::{context, now, respond};
    let answer = async {
        let (store, now) = (context().store, now());
        let kept = match crate::session::visitor().await? {
            Some(visitor) => store.favourites(&visitor, language, now).await?,
            None => Favourites::default(),
        };
        Ok(FavouritesView { kept, now })
    };
    respond(answer.await)
}

/// Keeps a venue (`keep` is `1`) or lets it go (`0`).
#[server(prefix = "/api", endpoint = "favourites/set", output = Wire)]
pub async fn set_favourite(
    /// The venue, by slug.
    venue: String,
    /// `1` to keep it, `0` to let it go.
    keep: String,
) -> Result<(), ApiError> {
    use crate::server::{context, respond};
    let answer = async {
        let (store, slug) = (context().store, VenueSlug::parse(&venue).ok_or(ApiError::NotFound)?);
        match keep.as_str() {
            "1" => store.add_favourite(&crate::session::visitor_or_new().await?, &slug).await?,
            "0" => store.remove_favourite(&crate::session::known_visitor().await?, &slug).await?,
            _ => return Err(ApiError::invalid("keep")),
        }
        Ok(())
    };
    respond(answer.await)
}

/// Writes the visitor's note on a favourite; an empty one removes it.
#[server(prefix = "/api", endpoint = "favourites/note", output = Wire)]
pub async fn set_note(
    /// The venue, by slug.
    venue: String,
    /// The note, at most 1,000 characters.
    note: String,
) -> Result<(), ApiError> {
    use crate::server::{context, respond};
    let answer = async {
        let slug = VenueSlug::parse(&venue).ok_or(ApiError::NotFound)?;
        let visitor = crate::session::known_visitor().await?;
        // Browsers send the ends of lines as two characters, one of which counts as none.
        context().store.set_note(&visitor, &slug, &note.replace("\r\n", "\n")).await?;
        Ok(())
    };
    respond(answer.await)
}

/// Makes a list and goes to it.
#[server(prefix = "/api", endpoint = "favourites/create-list", output = Wire)]
pub async fn create_list(
    /// The name of the list, 1 to 80 characters.
    name: String,
    /// The language of the page that the form stood on.
    lang: String,
) -> Result<(), ApiError> {
    use crate::itineraries::making::go;
    use crate::server::{context, respond};
    let answer = async {
        let visitor = crate::session::visitor_or_new().await?;
        let list = context().store.create_list(&visitor, &name).await?;
        go(&lang, &format!("/favourites?list={}", list.0));
        Ok(())
    };
    respond(answer.await)
}

/// Gives a list another name.
#[server(prefix = "/api", endpoint = "favourites/rename-list", output = Wire)]
pub async fn rename_list(
    /// The list.
    list: String,
    /// The name of the list, 1 to 80 characters.
    name: String,
) -> Result<(), ApiError> {
    use crate::server::{context, respond};
    let answer = async {
        let visitor = crate::session::known_visitor().await?;
        context().store.rename_list(&visitor, super::lists::list_id(&list)?, &name).await?;
        Ok(())
    };
    respond(answer.await)
}

/// Deletes a list, not the favourites on it, and goes to all favourites.
#[server(prefix = "/api", endpoint = "favourites/delete-list", output = Wire)]
pub async fn delete_list(
    /// The list.
    list: String,
    /// The language of the page that the form stood on.
    lang: String,
) -> Result<(), ApiError> {
    use crate::itineraries::making::go;
    use crate::server::{context, respond};
    let answer = async {
        let visitor = crate::session::known_visitor().await?;
        context().store.delete_list(&visitor, super::lists::list_id(&list)?).await?;
        go(&lang, "/favourites");
        Ok(())
    };
    respond(answer.await)
}

/// Puts a favourite on exactly these lists.
#[server(prefix = "/api", endpoint = "favourites/lists", output = Wire)]
pub async fn set_lists(
    /// The venue, by slug.
    venue: String,
    /// The lists that it shall stand on, and no others.
    #[server(default)]
    lists: Vec<String>,
) -> Result<(), ApiError> {
    use crate::server::{context, now, respond};
    let answer = async {
        let (store, slug) = (context().store, VenueSlug::parse(&venue).ok_or(ApiError::NotFound)?);
        let visitor = crate::session::known_visitor().await?;
        let kept = store.favourites(&visitor, Language::Pl, now()).await?;
        let (put, take) = super::listed::changes(&kept, &slug, &lists)?;
        for list in put {
            store.put_on_list(&visitor, list, &slug).await?;
        }
        for list in take {
            store.take_off_list(&visitor, list, &slug).await?;
        }
        Ok(())
    };
    respond(answer.await)
}

/// Makes a plan of a list, for the coming Saturday, and goes to it.
#[server(prefix = "/api", endpoint = "favourites/plan", output = Wire)]
pub async fn plan_of_list(
    /// The list.
    list: String,
    /// The language of the page that the form stood on.
    lang: String,
) -> Result<(), ApiError> {
    use crate::itineraries::making;
    use crate::server::{context, now, respond};
    let answer = async {
        let visitor = crate::session::known_visitor().await?;
        let kept = context().store.favourites(&visitor, Language::Pl, now()).await?;
        let (name, venues) = super::listed::venues_of(&kept, super::lists::list_id(&list)?)?;
        let plan = making::for_next_saturday(&name, &venues)?;
        making::go(&lang, &format!("/plans/{}", making::keep(&plan).await?.0));
        Ok(())
    };
    respond(answer.await)
}

/// Erases everything that is kept of the visitor, in the database and in the browser.
#[server(prefix = "/api", endpoint = "visitor/forget", output = Wire)]
pub async fn forget_me(
    /// The language of the page that the form stood on.
    lang: String,
) -> Result<(), ApiError> {
    use crate::server::{context, respond};
    let answer = async {
        if let Some(visitor) = crate::session::visitor().await? {
            context().store.forget_visitor(visitor).await?;
        }
        crate::session::clear_cookie()?;
        crate::itineraries::making::go(&lang, "/favourites");
        Ok(())
    };
    respond(answer.await)
}
