//! What a person may be told when something does not work: one typed error for every server function, with its status.

use domain::edit::EditError;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

use crate::wire::JsonText;

/// Why a request was not answered. Each variant is something that its reader can act on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum ApiError {
    /// What was asked for does not exist, or belongs to somebody else.
    #[error("not found")]
    NotFound,
    /// A field cannot be read, is too long or out of range.
    #[error("the field '{field}' is not valid")]
    Invalid {
        /// The field.
        field: String,
    },
    /// It exists already, or changed meanwhile.
    #[error("conflict")]
    Conflict,
    /// The visitor already keeps as many as one may.
    #[error("too many are kept already")]
    Limit,
    /// The plan cannot be changed like this.
    #[error("the plan refuses: {0}")]
    Refused(EditError),
    /// A file with places cannot be read.
    #[error("the file is refused: {0}")]
    File(FileFault),
    /// Nothing can be proposed, or nothing of it accepted.
    #[error("no proposal: {0}")]
    Planning(PlanningFault),
    /// The server cannot be reached.
    #[error("the server cannot be reached")]
    Offline,
    /// The database is away: try again soon.
    #[error("try again soon")]
    Unavailable,
    /// A fault of ours.
    #[error("a fault of ours")]
    Internal,
}

impl ApiError {
    /// The HTTP status that says it to a machine.
    #[must_use]
    pub const fn status(&self) -> u16 {
        match self {
            Self::NotFound => 404,
            Self::Invalid { .. } => 400,
            Self::Conflict | Self::Limit => 409,
            Self::Refused(_) => 422,
            Self::File(fault) => fault.status(),
            Self::Planning(fault) => fault.status(),
            Self::Offline | Self::Unavailable => 503,
            Self::Internal => 500,
        }
    }

    /// A refusal of one field.
    #[must_use]
    pub fn invalid(field: &str) -> Self {
        Self::Invalid { field: field.to_owned() }
    }
}

/// Why a file with places, or what was chosen of it, is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum FileFault {
    /// It is larger than 2 MB.
    #[error("the file is larger than 2 MB")]
    TooLarge,
    /// It did not arrive in time, or not to its end.
    #[error("the file did not arrive in time")]
    Slow,
    /// It is an archive, which is never opened.
    #[error("the file is an archive")]
    Packed,
    /// It is not a text in UTF-8.
    #[error("the file is not a text in UTF-8")]
    NotText,
    /// It is none of the formats.
    #[error("the file is not GPX, KML or GeoJSON")]
    NotAFormat,
    /// It is not well-formed, or has what is not read for safety.
    #[error("the {format} file is not well-formed")]
    Malformed {
        /// What it began as.
        format: String,
        /// The line of the fault, from 1, where that is known.
        line: Option<u32>,
    },
    /// There are no places in it.
    #[error("there are no places in the file")]
    Empty,
    /// No file was sent.
    #[error("no file was sent")]
    Missing,
    /// None of its places was chosen.
    #[error("none of the places was chosen")]
    NothingChosen,
}

impl FileFault {
    /// The HTTP status that says it to a machine.
    const fn status(&self) -> u16 {
        match self {
            Self::TooLarge => 413,
            Self::Slow => 408,
            Self::Packed | Self::NotText | Self::NotAFormat => 415,
            Self::Malformed { .. } | Self::Empty => 422,
            Self::Missing | Self::NothingChosen => 400,
        }
    }
}

/// Why nothing can be proposed, or nothing of a proposal accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum PlanningFault {
    /// No day is named.
    #[error("no day is named")]
    NoDays,
    /// The plan does not have a day that is named, or none that is today.
    #[error("the plan has no such day")]
    NoSuchDay,
    /// Replanning needs to know where the visitor is.
    #[error("it is not said where the visitor is")]
    NoPosition,
    /// The days and stops make no problem that can be solved.
    #[error("the days cannot be planned")]
    Problem,
    /// Nothing of the proposal was chosen.
    #[error("nothing was chosen")]
    NothingChosen,
    /// Nothing of the proposal fits the plan as it is by now.
    #[error("the plan has changed")]
    Outdated,
    /// The visitor's last search is still running.
    #[error("the last search is still running")]
    Running,
    /// As many searches are running as the server bears.
    #[error("too many searches are running")]
    Busy,
}

impl PlanningFault {
    /// The HTTP status that says it to a machine.
    const fn status(self) -> u16 {
        match self {
            Self::NoDays | Self::NoPosition | Self::NothingChosen => 400,
            Self::NoSuchDay | Self::Problem => 422,
            Self::Outdated => 409,
            Self::Running => 429,
            Self::Busy => 503,
        }
    }
}

impl From<domain::problem::PlanError> for ApiError {
    fn from(error: domain::problem::PlanError) -> Self {
        use domain::problem::PlanError;
        Self::Planning(match error {
            PlanError::NoDays => PlanningFault::NoDays,
            PlanError::NoSuchDay => PlanningFault::NoSuchDay,
            PlanError::Problem(_) => PlanningFault::Problem,
        })
    }
}

impl FromServerFnError for ApiError {
    type Encoder = JsonText;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) => Self::Offline,
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Deserialization(_) => {
                Self::invalid("form")
            }
            ServerFnErrorErr::Registration(_)
            | ServerFnErrorErr::UnsupportedRequestMethod(_)
            | ServerFnErrorErr::MiddlewareError(_)
            | ServerFnErrorErr::ServerError(_)
            | ServerFnErrorErr::Serialization(_)
            | ServerFnErrorErr::Response(_) => Self::Internal,
        }
    }
}

#[cfg(feature = "ssr")]
impl From<store::StoreError> for ApiError {
    fn from(error: store::StoreError) -> Self {
        use store::StoreError;
        match error {
            StoreError::NotFound => Self::NotFound,
            StoreError::Conflict => Self::Conflict,
            StoreError::Limit => Self::Limit,
            StoreError::Refused(reason) => Self::Refused(reason),
            StoreError::Invalid(field) => Self::invalid(field),
            StoreError::Unavailable => {
                tracing::warn!("the database is away");
                Self::Unavailable
            }
            other => {
                tracing::error!(error = %other, "the database refused a query");
                Self::Internal
            }
        }
    }
}
