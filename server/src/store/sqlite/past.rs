//! The instances of a process, the newest first.

use super::inbox::containing;
use super::read::{INSTANCE_COLUMNS, instance, number};
use super::{SqliteStore, failed};
use crate::store::StoreError;
use crate::store::rows::{InstanceRow, Past};

/// What is not asked for is null, and lets everything through.
const CONDITION: &str = r"i.process = ?1 and (?2 is null or i.status = ?2) and (?3 is null or i.version = ?3)
    and (?4 is null or i.title_zh like ?4 escape '\' or i.title_en like ?4 escape '\' or i.number like ?4 escape '\')
    and (?5 is null or exists (select 1 from participations p where p.person = ?5 and p.instance = i.id))";

impl SqliteStore {
    /// A part of the instances that are asked for, and how many there are.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn past_instances(
        &self,
        past: &Past,
        skipped: u64,
        limit: u32,
    ) -> Result<(Vec<InstanceRow>, u64), StoreError> {
        let page = format!(
            "select {INSTANCE_COLUMNS} from instances i where {CONDITION} order by i.id desc limit ?6 offset ?7"
        );
        let rows = sqlx::query(sqlx::AssertSqlSafe(page))
            .bind(past.process.as_str())
            .bind(past.status.map(|status| status.name()))
            .bind(past.version)
            .bind(past.text.as_deref().map(containing))
            .bind(past.of.as_ref().map(|person| person.as_str()))
            .bind(limit)
            .bind(i64::try_from(skipped).unwrap_or(i64::MAX))
            .fetch_all(&self.reads)
            .await
            .map_err(failed)?;
        let rows = rows.iter().map(instance).collect::<Result<_, _>>()?;
        let total = format!("select count(*) as total from instances i where {CONDITION}");
        let total = sqlx::query(sqlx::AssertSqlSafe(total))
            .bind(past.process.as_str())
            .bind(past.status.map(|status| status.name()))
            .bind(past.version)
            .bind(past.text.as_deref().map(containing))
            .bind(past.of.as_ref().map(|person| person.as_str()))
            .fetch_one(&self.reads)
            .await
            .map_err(failed)?;
        Ok((rows, number(&total, "total")?))
    }
}
