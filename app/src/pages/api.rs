//! What the pages of prose ask of the server.

use domain::language::Language;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use super::document::{Prose, Subject};
use crate::error::ApiError;
use crate::wire::Wire;

/// The text of a page in a language.
#[server(prefix = "/api", endpoint = "pages/prose", input = GetUrl, output = Wire)]
pub async fn read_prose(subject: Subject, language: Language) -> Result<Prose, ApiError> {
    let site = crate::server::context().site;
    Ok(super::manuscript::write(subject, language, &site))
}
