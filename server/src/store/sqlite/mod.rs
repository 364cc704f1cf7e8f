//! The store on SQLite: write-ahead log, every commit synced, one writer, readers that never wait for it.

mod accounts;
mod append;
mod audit;
mod changes;
mod copy;
mod definitions;
mod desk;
mod directory;
mod inbox;
mod instances;
mod load;
mod occurrences;
mod outside;
mod past;
mod read;
mod registers;
mod reviews;
mod sharing;
mod tables;
mod upkeep;

use std::path::Path;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Connection, SqliteConnection};

use super::chain::{BEGINNING, Hash, LogKey};
use super::folder::Folder;
use super::{Log, StoreError};
pub use append::Prepared;
use read::column;

/// Readers at the same time. More only queue for the processors.
const READERS: u32 = 8;

/// How long a writer waits for another one. The two are the log's writer and whoever keeps sessions, drafts and
/// definitions; both hold the file for milliseconds.
const PATIENCE: Duration = Duration::from_secs(10);

/// How much of the file each connection keeps in memory, in KiB; the operating system keeps the rest.
const CACHE: &str = "-32768";

/// How many pages of 4 KiB the write-ahead log may hold before a commit moves them into the file.
const CHECKPOINT_PAGES: &str = "10000";

/// A handle of the store; clones share its connections.
#[derive(Debug, Clone)]
pub struct SqliteStore {
    options: SqliteConnectOptions,
    reads: SqlitePool,
    /// One connection for everything that is written outside the log.
    writes: SqlitePool,
}

/// The writer's end of the store.
#[derive(Debug)]
pub struct SqliteLog {
    options: SqliteConnectOptions,
    connection: SqliteConnection,
    key: LogKey,
    end: End,
}

/// Where the log ends.
#[derive(Debug, Clone, Copy)]
struct End {
    position: u64,
    commit: u64,
    seal: Hash,
}

impl SqliteStore {
    /// Opens the database of a folder, and makes it or brings it up to date when needed.
    ///
    /// # Errors
    /// When the file cannot be opened, or was written by a newer version.
    pub async fn open(folder: &Folder) -> Result<Self, StoreError> {
        // The files beside it, such as the write-ahead log, get its permissions.
        folder.close_database().map_err(|error| StoreError::Unavailable(format!("the database's file: {error}")))?;
        let store = Self::connect(connect_options(&folder.database())).await?;
        sqlx::migrate!("../migrations")
            .run(&store.writes)
            .await
            .map_err(|error| StoreError::Unavailable(format!("the database cannot be brought up to date: {error}")))?;
        Ok(store)
    }

    /// Opens the database of a folder without changing anything about it, also while a server uses it.
    ///
    /// # Errors
    /// When there is none or it cannot be opened.
    pub async fn open_as_it_is(folder: &Folder) -> Result<Self, StoreError> {
        Self::connect(connect_options(&folder.database()).create_if_missing(false)).await
    }

    async fn connect(options: SqliteConnectOptions) -> Result<Self, StoreError> {
        // Asking a connection whether it is there costs as much as a query, and a file does not go away.
        let pool = || SqlitePoolOptions::new().test_before_acquire(false);
        let writes = pool().max_connections(1).connect_with(options.clone()).await.map_err(failed)?;
        let reads = pool()
            .max_connections(READERS)
            .connect_with(options.clone().create_if_missing(false).read_only(true))
            .await
            .map_err(failed)?;
        Ok(Self { options, reads, writes })
    }

    /// The writer's end. There must be one at a time.
    ///
    /// # Errors
    /// When the file cannot be opened.
    pub async fn log(&self, key: LogKey) -> Result<SqliteLog, StoreError> {
        let connection = SqliteConnection::connect_with(&self.options).await.map_err(failed)?;
        let mut log = SqliteLog { options: self.options.clone(), connection, key, end: End::BEGINNING };
        log.end = log.find_end().await?;
        Ok(log)
    }

    /// Ends every connection, after what is under way.
    pub async fn close(&self) {
        self.reads.close().await;
        self.writes.close().await;
    }
}

impl End {
    const BEGINNING: Self = Self { position: 0, commit: 0, seal: BEGINNING };
}

impl SqliteLog {
    async fn find_end(&mut self) -> Result<End, StoreError> {
        let last = sqlx::query("select number, last, seal from commits order by number desc limit 1")
            .fetch_optional(&mut self.connection)
            .await
            .map_err(failed)?;
        let Some(row) = last else { return Ok(End::BEGINNING) };
        Ok(End {
            position: column::<i64>(&row, "last")?.cast_unsigned(),
            commit: column::<i64>(&row, "number")?.cast_unsigned(),
            seal: read::hash(&row, "seal")?,
        })
    }

    async fn reopen(&mut self) -> Result<(), StoreError> {
        let fresh = SqliteConnection::connect_with(&self.options).await.map_err(failed)?;
        let broken = std::mem::replace(&mut self.connection, fresh);
        // It failed already; what closing it has to say is no news.
        let _ = broken.close_hard().await;
        self.end = self.find_end().await?;
        Ok(())
    }

    /// The seal of the last commit: an anchor that a later check of the log can be held to.
    #[must_use]
    pub fn seal(&self) -> Hash {
        self.end.seal
    }
}

impl Log for SqliteLog {
    type Prepared = Prepared;

    fn prepare(batch: &super::rows::Batch) -> Prepared {
        Prepared::new(batch)
    }

    async fn store(&mut self, prepared: &Prepared) -> Result<super::rows::Written, StoreError> {
        self.write(prepared).await
    }

    async fn recover(&mut self) -> Result<(), StoreError> {
        self.reopen().await
    }
}

fn connect_options(database: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(database)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(PATIENCE)
        .pragma("wal_autocheckpoint", CHECKPOINT_PAGES)
        .pragma("cache_size", CACHE)
}

/// What an error of the database means to us. A broken constraint undoes the statement and is known to have stored
/// nothing; everything else leaves the outcome open.
fn failed(error: sqlx::Error) -> StoreError {
    match &error {
        sqlx::Error::Database(database) if database.kind() != sqlx::error::ErrorKind::Other => {
            StoreError::Refused(error.to_string())
        }
        sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) => StoreError::Damaged(error.to_string()),
        _ => StoreError::Unavailable(error.to_string()),
    }
}
