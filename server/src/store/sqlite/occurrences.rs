//! What instances began by themselves for.

use flow::id::{NodeId, ProcessKey};
use flow::schedule::{Occurrence, Past};
use flow::time::Moment;
use sqlx::sqlite::SqliteRow;
use uuid::Uuid;

use super::load::array_of;
use super::read::{column, maybe_moment, moment, named, number};
use super::{SqliteStore, failed};
use crate::store::StoreError;
use crate::store::rows::OccurrenceRow;

/// One row: what has come of a schedule, and of its process.
const PAST: &str = "select \
     (select count(*) from occurrences o where o.process = ?1 and o.start = ?2 \
         and o.instance not in (select unhex(value) from json_each(?3))) as begun, \
     (select max(moment) from occurrences o where o.process = ?1 and o.start = ?2 \
         and o.instance not in (select unhex(value) from json_each(?3))) as last, \
     (select max(ended) from instances i where i.process = ?1 and i.status = 'completed' \
         and i.id not in (select unhex(value) from json_each(?3))) as completed, \
     exists (select 1 from instances i where i.process = ?1 and i.status = 'running' \
         and i.id not in (select unhex(value) from json_each(?3))) as running";

impl SqliteStore {
    /// What has come of a schedule, some instances left out.
    pub(super) async fn past_of(
        &self,
        process: &ProcessKey,
        start: &NodeId,
        in_force: Moment,
        but: &[Uuid],
    ) -> Result<Past, StoreError> {
        let past = sqlx::query(PAST).bind(process.as_str()).bind(start.as_str()).bind(array_of(but));
        let row = past.fetch_one(&self.reads).await.map_err(failed)?;
        Ok(Past {
            in_force,
            begun: number(&row, "begun")?,
            last: maybe_moment(&row, "last")?,
            completed: maybe_moment(&row, "completed")?,
            running: column(&row, "running")?,
        })
    }

    /// Those of some occurrences for which an instance has begun.
    pub(super) async fn occurred(
        &self,
        process: &ProcessKey,
        occurrences: &[Occurrence],
    ) -> Result<Vec<Occurrence>, StoreError> {
        let asked: Vec<(&str, Moment, &str)> = occurrences
            .iter()
            .map(|one| (one.start.as_str(), one.when, one.of.as_deref().unwrap_or_default()))
            .collect();
        let asked = serde_json::to_string(&asked).map_err(|error| StoreError::Damaged(error.to_string()))?;
        let statement = "select distinct o.start, o.moment, o.of from json_each(?2) asked join occurrences o \
             on o.process = ?1 and o.start = asked.value ->> 0 and o.moment = asked.value ->> 1 \
             and o.of = asked.value ->> 2";
        let rows = sqlx::query(statement).bind(process.as_str()).bind(asked).fetch_all(&self.reads).await;
        rows.map_err(failed)?.iter().map(occurrence).collect()
    }

    /// What an instance began by itself for.
    pub(super) async fn occurrence_of(&self, instance: Uuid) -> Result<Option<OccurrenceRow>, StoreError> {
        let statement = "select process, start, moment, of from occurrences where instance = ?1";
        let row = sqlx::query(statement).bind(instance).fetch_optional(&self.reads).await.map_err(failed)?;
        row.map(|row| Ok(OccurrenceRow { instance, process: named(&row, "process")?, occurrence: occurrence(&row)? }))
            .transpose()
    }
}

fn occurrence(row: &SqliteRow) -> Result<Occurrence, StoreError> {
    let of: String = column(row, "of")?;
    Ok(Occurrence {
        start: named(row, "start")?,
        when: moment(row, "moment")?,
        of: Some(of).filter(|of| !of.is_empty()),
    })
}
