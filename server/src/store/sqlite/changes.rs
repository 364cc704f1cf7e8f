//! Where the log ends and how much goes on, for pages.

use flow::id::ProcessKey;
use uuid::Uuid;

use super::read::{INSTANCE_COLUMNS, column, instance, number};
use super::{SqliteStore, failed};
use crate::store::StoreError;
use crate::store::rows::InstanceRow;

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

    /// Running instances, by id, after one of them; no more than `limit`.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn running_after(&self, after: Option<Uuid>, limit: u32) -> Result<Vec<Uuid>, StoreError> {
        let rows = sqlx::query(
            "select id from instances where status = 'running' and (?1 is null or id > ?1) order by id limit ?2",
        )
        .bind(after)
        .bind(limit)
        .fetch_all(&self.reads)
        .await
        .map_err(failed)?;
        rows.iter().map(|row| column(row, "id")).collect()
    }

    /// Running instances of a process that keep another version than one, by id, after one of them; no more than `limit`.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn running_elsewhere(
        &self,
        process: &ProcessKey,
        version: u32,
        after: Option<Uuid>,
        limit: u32,
    ) -> Result<Vec<InstanceRow>, StoreError> {
        let statement = format!(
            "select {INSTANCE_COLUMNS} from instances i where i.process = ?1 and i.status = 'running' \
             and i.version <> ?2 and (?3 is null or i.id > ?3) order by i.id limit ?4"
        );
        let rows = sqlx::query(sqlx::AssertSqlSafe(statement))
            .bind(process.as_str())
            .bind(version)
            .bind(after)
            .bind(limit)
            .fetch_all(&self.reads)
            .await
            .map_err(failed)?;
        rows.iter().map(instance).collect()
    }
}
