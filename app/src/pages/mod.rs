//! Pages of prose, and the pages that say why another page cannot be shown.

mod api;
mod document;
mod failure;
#[cfg(feature = "ssr")]
mod manuscript;
#[cfg(all(test, feature = "ssr"))]
mod manuscript_tests;
mod not_found;
mod prose;
mod status;

pub use document::Subject;
pub use failure::{FailureArticle, FailurePage};
pub use not_found::{NotFoundArticle, NotFoundPage};
pub use prose::{AboutPage, AccessibilityPage, PrivacyPage};
