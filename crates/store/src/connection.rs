//! How the store reaches its database, and the one way in which it writes.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use sea_orm::{
    AccessMode, ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend,
    IsolationLevel, SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};

use crate::error::StoreError;
use crate::hours::Hours;
use crate::memory::Memory;

/// How long a statement of SQLite waits for another process that writes.
const BUSY: Duration = Duration::from_secs(10);
/// How long a request waits for a connection before it is told that the database is away.
const ACQUIRE: Duration = Duration::from_secs(10);
/// How long PostgreSQL may work on one statement.
const STATEMENT: Duration = Duration::from_secs(30);
/// Connections to PostgreSQL.
const POSTGRES_POOL: u32 = 16;
/// Connections that read from SQLite.
const SQLITE_READERS: u32 = 8;

/// The database of Okolica. Cheap to clone: all clones share connections and what is remembered.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    read: DatabaseConnection,
    write: DatabaseConnection,
    hours: Hours,
    memory: Memory,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("backend", &self.backend()).finish_non_exhaustive()
    }
}

impl Store {
    /// Connects to `sqlite:<path>` (the file is made if it does not exist) or `postgres://…`. The schema is brought up to date
    /// by the crate `migration`, over [`Store::migration_connection`].
    ///
    /// # Errors
    /// [`StoreError::Invalid`] for an address of another kind, [`StoreError::Unavailable`] if nobody answers.
    pub async fn connect(url: &str) -> Result<Self, StoreError> {
        let (read, write) = if url.starts_with("sqlite:") && !url.contains(":memory:") {
            // The writer comes first: it makes the file and switches it to write-ahead logging.
            let write = Database::connect(sqlite(url, 1, false)).await?;
            (Database::connect(sqlite(url, SQLITE_READERS, true)).await?, write)
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            let pool = Database::connect(postgres(url)).await?;
            (pool.clone(), pool)
        } else {
            return Err(StoreError::Invalid("url"));
        };
        Ok(Self { inner: Arc::new(Inner { read, write, hours: Hours::new(), memory: Memory::new() }) })
    }

    /// Asks the database for a sign of life.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] if there is none.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.read().query_one_raw(Statement::from_string(self.backend(), "SELECT 1")).await?;
        Ok(())
    }

    /// The connection that may change the schema.
    #[must_use]
    pub fn migration_connection(&self) -> &DatabaseConnection {
        &self.inner.write
    }

    /// Copies the whole database into a new file while others read. SQLite only: for PostgreSQL there is `pg_dump`.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] on PostgreSQL or for a path that is not text, [`StoreError::Conflict`] if the file exists.
    pub async fn backup(&self, to: &Path) -> Result<(), StoreError> {
        if self.backend() != DbBackend::Sqlite {
            return Err(StoreError::Invalid("backup: PostgreSQL is copied with pg_dump"));
        }
        if to.exists() {
            return Err(StoreError::Conflict);
        }
        let path = to.to_str().ok_or(StoreError::Invalid("path"))?;
        let copy = Statement::from_sql_and_values(DbBackend::Sqlite, "VACUUM INTO ?", [path.into()]);
        self.inner.write.execute_raw(copy).await?;
        Ok(())
    }

    /// Lets go of every connection; on SQLite the write-ahead log is moved into the file first.
    ///
    /// # Errors
    /// What the database says; the connections are closed all the same.
    pub async fn close(&self) -> Result<(), StoreError> {
        let checkpoint = match self.backend() {
            DbBackend::Sqlite => {
                // Readers go first, for a checkpoint cannot pass them.
                self.inner.read.close_by_ref().await?;
                self.inner.write.execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)").await.map(drop)
            }
            _ => Ok(()),
        };
        self.inner.write.close_by_ref().await?;
        Ok(checkpoint?)
    }

    pub(crate) fn backend(&self) -> DbBackend {
        self.inner.write.get_database_backend()
    }

    pub(crate) fn read(&self) -> &DatabaseConnection {
        &self.inner.read
    }

    pub(crate) fn hours(&self) -> &Hours {
        &self.inner.hours
    }

    pub(crate) fn memory(&self) -> &Memory {
        &self.inner.memory
    }

    /// Opens the transaction that every write happens in; dropping it undoes everything. SQLite takes its write lock at once, so
    /// that what is read here stays true until the commit; PostgreSQL needs `FOR UPDATE` on what is read.
    #[expect(clippy::disallowed_methods, reason = "this is the one way to write")]
    pub(crate) async fn begin(&self) -> Result<DatabaseTransaction, StoreError> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        Ok(self.inner.write.begin_with_options(options).await?)
    }

    /// Opens a transaction in which several reads see one state of the database.
    #[expect(clippy::disallowed_methods, reason = "this is the one way to read consistently")]
    pub(crate) async fn snapshot(&self) -> Result<DatabaseTransaction, StoreError> {
        let options = match self.backend() {
            DbBackend::Sqlite => TransactionOptions::default(),
            _ => TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                access_mode: Some(AccessMode::ReadOnly),
                ..TransactionOptions::default()
            },
        };
        Ok(self.inner.read.begin_with_options(options).await?)
    }
}

fn sqlite(url: &str, connections: u32, read_only: bool) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options.max_connections(connections).min_connections(1).acquire_timeout(ACQUIRE).sqlx_logging(false);
    options.test_before_acquire(false).idle_timeout(None).max_lifetime(None);
    options.map_sqlx_sqlite_opts(move |sqlite| {
        let sqlite = sqlite.create_if_missing(true).foreign_keys(true).busy_timeout(BUSY);
        let sqlite = sqlite.pragma("journal_mode", "WAL").pragma("synchronous", "FULL");
        if read_only { sqlite.pragma("query_only", "ON") } else { sqlite }
    });
    options
}

fn postgres(url: &str) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options.max_connections(POSTGRES_POOL).acquire_timeout(ACQUIRE).statement_timeout(STATEMENT).sqlx_logging(false);
    options.set_application_name("okolica");
    options
}
