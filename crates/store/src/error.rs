//! What can go wrong in the store.

use domain::UnknownWord;
use domain::edit::EditError;
use domain::geo::OutsidePoland;
use sea_orm::{DbErr, RuntimeErr, SqlErr, SqlxError};

/// Why the store could not do what it was asked.
#[derive(Debug, Clone, thiserror::Error)]
pub enum StoreError {
    /// What was named does not exist, or belongs to somebody else.
    #[error("there is no such thing")]
    NotFound,
    /// The same thing exists already.
    #[error("it exists already")]
    Conflict,
    /// The visitor has as many as anybody may have.
    #[error("the limit is reached")]
    Limit,
    /// The plan cannot be changed in this way.
    #[error(transparent)]
    Refused(#[from] EditError),
    /// A value cannot be stored; the field is named.
    #[error("'{0}' is not valid")]
    Invalid(&'static str),
    /// The database cannot be reached, or is too busy to answer in time. Trying again later may help.
    #[error("the database is away")]
    Unavailable,
    /// The database refused, or holds what it should not.
    #[error("the database failed: {0}")]
    Database(#[source] DbErr),
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => return Self::Conflict,
            Some(SqlErr::ForeignKeyConstraintViolation(_)) => return Self::NotFound,
            _ => {}
        }
        if is_away(&error) {
            tracing::warn!(%error, "the database is away");
            return Self::Unavailable;
        }
        Self::Database(error)
    }
}

impl From<UnknownWord> for StoreError {
    fn from(error: UnknownWord) -> Self {
        Self::Database(DbErr::Type(error.to_string()))
    }
}

impl From<OutsidePoland> for StoreError {
    fn from(error: OutsidePoland) -> Self {
        Self::Database(DbErr::Type(error.to_string()))
    }
}

/// A stored value that no code of ours can have written.
pub(crate) fn corrupt(what: &str) -> StoreError {
    StoreError::Database(DbErr::Type(format!("stored {what} cannot be read")))
}

fn is_away(error: &DbErr) -> bool {
    match error {
        DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => true,
        DbErr::Exec(RuntimeErr::SqlxError(cause)) | DbErr::Query(RuntimeErr::SqlxError(cause)) => match &**cause {
            SqlxError::Io(_)
            | SqlxError::Tls(_)
            | SqlxError::Protocol(_)
            | SqlxError::PoolTimedOut
            | SqlxError::PoolClosed
            | SqlxError::WorkerCrashed => true,
            // PostgreSQL: connection exceptions, operator intervention (shutdown, timeout); SQLite: busy.
            SqlxError::Database(database) => {
                database.code().is_some_and(|code| code.starts_with("08") || code.starts_with("57") || code == "5")
            }
            _ => false,
        },
        _ => false,
    }
}
