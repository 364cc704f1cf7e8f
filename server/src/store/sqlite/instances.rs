//! Instances, tasks and events, for pages.

use flow::id::{PersonId, ProcessKey};
use flow::kernel::Recorded;
use flow::time::Moment;
use uuid::Uuid;

use super::read::{self, INSTANCE_COLUMNS, column, number};
use super::{SqliteStore, failed, load};
use crate::store::definitions::{DefinitionHead, DefinitionRow, Review};
use crate::store::inbox::{After, Column, Counts, Entry, Filter, Page, Sort};
use crate::store::rows::{Awaited, AwaitedRow, InstanceRow, OccurrenceRow, RegisterRow, Stored, TaskRow};
use crate::store::{Queries, Recall, StoreError};

impl Queries for SqliteStore {
    async fn inbox(
        &self,
        person: &PersonId,
        column: Column,
        filter: &Filter,
        sort: Sort,
        after: Option<After>,
        limit: u32,
    ) -> Result<Page<Entry>, StoreError> {
        self.inbox_page(person, column, filter, sort, after, limit).await
    }

    async fn inbox_total(&self, person: &PersonId, column: Column, filter: &Filter) -> Result<u64, StoreError> {
        self.inbox_count(person, column, filter).await
    }

    async fn inbox_counts(&self, person: &PersonId, now: Moment, day_ends: Moment) -> Result<Counts, StoreError> {
        self.board_counts(person, now, day_ends).await
    }

    async fn inbox_processes(&self, person: &PersonId) -> Result<Vec<ProcessKey>, StoreError> {
        let rows = sqlx::query("select distinct process from participations where person = ?1 order by process")
            .bind(person.as_str())
            .fetch_all(&self.reads)
            .await
            .map_err(failed)?;
        rows.iter().map(|row| read::named(row, "process")).collect()
    }

    async fn instance(&self, id: Uuid) -> Result<Option<InstanceRow>, StoreError> {
        let statement = format!("select {INSTANCE_COLUMNS} from instances i where i.id = ?1");
        let row =
            sqlx::query(sqlx::AssertSqlSafe(statement)).bind(id).fetch_optional(&self.reads).await.map_err(failed)?;
        row.as_ref().map(read::instance).transpose()
    }

    async fn called_by(&self, parent: Uuid) -> Result<Vec<InstanceRow>, StoreError> {
        let statement = format!("select {INSTANCE_COLUMNS} from instances i where i.parent = ?1 order by i.id");
        let rows =
            sqlx::query(sqlx::AssertSqlSafe(statement)).bind(parent).fetch_all(&self.reads).await.map_err(failed)?;
        rows.iter().map(read::instance).collect()
    }

    async fn followed_by(&self, earlier: Uuid) -> Result<Vec<InstanceRow>, StoreError> {
        let statement = format!("select {INSTANCE_COLUMNS} from instances i where i.follows = ?1 order by i.id");
        let rows =
            sqlx::query(sqlx::AssertSqlSafe(statement)).bind(earlier).fetch_all(&self.reads).await.map_err(failed)?;
        rows.iter().map(read::instance).collect()
    }

    async fn registered(&self, instance: Uuid) -> Result<Vec<RegisterRow>, StoreError> {
        self.rows_of_instance(instance).await
    }

    async fn occurrence(&self, instance: Uuid) -> Result<Option<OccurrenceRow>, StoreError> {
        self.occurrence_of(instance).await
    }

    async fn awaited(&self, instance: Uuid) -> Result<Vec<AwaitedRow>, StoreError> {
        let rows = sqlx::query("select kind, name, waits from awaited where instance = ?1 order by kind, name")
            .bind(instance)
            .fetch_all(&self.reads)
            .await
            .map_err(failed)?;
        rows.iter()
            .map(|row| {
                let (kind, name) = (column::<String>(row, "kind")?, column(row, "name")?);
                Ok(AwaitedRow { kind: Awaited::named(&kind)?, name, instance, waits: column(row, "waits")? })
            })
            .collect()
    }

    async fn takes_part(&self, person: &PersonId, instance: Uuid) -> Result<bool, StoreError> {
        let row = sqlx::query("select 1 from participations where person = ?1 and instance = ?2")
            .bind(person.as_str())
            .bind(instance)
            .fetch_optional(&self.reads)
            .await
            .map_err(failed)?;
        Ok(row.is_some())
    }

    async fn task(&self, instance: Uuid, task: u32) -> Result<Option<TaskRow>, StoreError> {
        let row = sqlx::query("select * from tasks where instance = ?1 and task = ?2")
            .bind(instance)
            .bind(task)
            .fetch_optional(&self.reads)
            .await
            .map_err(failed)?;
        row.as_ref().map(read::task).transpose()
    }

    async fn tasks(&self, instance: Uuid) -> Result<Vec<TaskRow>, StoreError> {
        let rows = sqlx::query("select * from tasks where instance = ?1 order by task")
            .bind(instance)
            .fetch_all(&self.reads)
            .await
            .map_err(failed)?;
        rows.iter().map(read::task).collect()
    }

    async fn events(&self, instance: Uuid, after: u64) -> Result<Vec<Recorded>, StoreError> {
        let mut connection = self.reads.acquire().await.map_err(failed)?;
        load::events(&mut connection, instance, after).await
    }

    async fn stored(&self, instance: Uuid) -> Result<Option<Stored>, StoreError> {
        let stored = self.load(&[instance]).await?;
        Ok(stored.into_iter().next())
    }

    async fn changed_since(&self, position: u64, limit: u32) -> Result<Vec<(u64, Uuid)>, StoreError> {
        let rows = sqlx::query(
            "select max(position) as position, instance from events where position > ?1 \
             group by instance order by 1 limit ?2",
        )
        .bind(position.cast_signed())
        .bind(limit)
        .fetch_all(&self.reads)
        .await
        .map_err(failed)?;
        rows.iter().map(|row| Ok((number(row, "position")?, column(row, "instance")?))).collect()
    }

    async fn definitions(&self) -> Result<Vec<DefinitionHead>, StoreError> {
        self.definition_heads().await
    }

    async fn latest_definition(&self, process: &ProcessKey) -> Result<Option<DefinitionHead>, StoreError> {
        self.latest_head(process).await
    }

    async fn review(&self, process: &ProcessKey) -> Result<Option<Review>, StoreError> {
        self.review_of(process).await
    }

    async fn definition(&self, process: &ProcessKey, version: u32) -> Result<Option<DefinitionRow>, StoreError> {
        self.definition_text(process, version).await
    }
}
