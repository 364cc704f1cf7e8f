//! Where the log ends and how much goes on, for pages.

use flow::id::ProcessKey;

use super::read::number;
use super::{SqliteStore, failed};
use crate::store::StoreError;

impl SqliteStore {
    /// The position of the last event; 0 when there is none.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn end_of_log(&self) -> Result<u64, StoreError> {
        let row = sqlx::query("select coalesce(max(position), 0) as position from events")
            .fetch_one(&self.reads)
            .await
            .map_err(failed)?;
        number(&row, "position")
    }

    /// How many instances of a process go on, of one version or of all.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn running(&self, process: &ProcessKey, version: Option<u32>) -> Result<u64, StoreError> {
        let row = sqlx::query(
            "select count(*) as running from instances \
             where process = ?1 and status = 'running' and (?2 is null or version = ?2)",
        )
        .bind(process.as_str())
        .bind(version)
        .fetch_one(&self.reads)
        .await
        .map_err(failed)?;
        number(&row, "running")
    }
}
