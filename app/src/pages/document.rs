//! A page of prose as data, so that the texts in three languages stay on the server.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What a page of prose is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    /// What Okolica is.
    About,
    /// What is kept about visitors.
    Privacy,
    /// The *deklaracja dostępności* that Polish law asks of public bodies.
    Accessibility,
}

/// The text of a page below its title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prose {
    /// What stands before the first heading.
    pub opening: Vec<Block>,
    /// The sections in order.
    pub sections: Vec<Section>,
}

/// A heading and what stands below it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// The id that links and machines find it by, if any.
    pub id: Option<String>,
    /// Its heading.
    pub heading: String,
    /// Its text.
    pub blocks: Vec<Block>,
}

/// A paragraph or a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// A paragraph.
    Paragraph {
        /// The id that machines find it by, if any.
        id: Option<String>,
        /// Its text.
        spans: Vec<Span>,
    },
    /// A list without numbers.
    List(Vec<Vec<Span>>),
}

/// A stretch of text that is plain, a link, a date, or something with an id.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// What is read.
    pub text: String,
    /// Where it leads; pages of ours carry their language already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
    /// The id that machines find it by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The date that the text says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<NaiveDate>,
}
