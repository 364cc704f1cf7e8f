//! Reading the log as it stands, and making the read models again.

use flow::time::Moment;
use sqlx::sqlite::SqliteRow;
use uuid::Uuid;

use super::append::write_read_models;
use super::read::{column, hash, maybe_moment, moment, named, number, small};
use super::{SqliteLog, SqliteStore, failed};
use crate::store::audit::{Beside, Logged, Sealed};
use crate::store::chain::Link;
use crate::store::rows::{Batch, EventRow, ParticipationRow};
use crate::store::{Audit, Rebuild, StoreError};

impl Audit for SqliteStore {
    async fn last_commit(&self) -> Result<u64, StoreError> {
        let row = sqlx::query("select coalesce(max(number), 0) as number from commits")
            .fetch_one(&self.reads)
            .await
            .map_err(failed)?;
        number(&row, "number")
    }

    async fn commits(&self, after: u64, limit: u32) -> Result<Vec<Sealed>, StoreError> {
        let rows = sqlx::query("select * from commits where number > ?1 order by number limit ?2")
            .bind(after.cast_signed())
            .bind(limit)
            .fetch_all(&self.reads)
            .await
            .map_err(failed)?;
        rows.iter().map(sealed).collect()
    }

    async fn logged(&self, after: u64, last: u64) -> Result<Vec<Logged>, StoreError> {
        let rows = sqlx::query(
            "select e.position, e.instance, e.seq, e.at, e.body, e.hash, p.field, p.salt, p.value \
             from events e left join personal_values p on p.instance = e.instance and p.seq = e.seq \
             where e.position > ?1 and e.position <= ?2 order by e.position",
        )
        .bind(after.cast_signed())
        .bind(last.cast_signed())
        .fetch_all(&self.reads)
        .await
        .map_err(failed)?;
        let mut logged: Vec<Logged> = Vec::with_capacity(rows.len());
        for row in &rows {
            let position = number(row, "position")?;
            if logged.last().is_none_or(|last| last.position != position) {
                logged.push(Logged { position, row: event(row)?, beside: Vec::new() });
            }
            if let (Some(last), Some(beside)) = (logged.last_mut(), beside(row)?) {
                last.beside.push(beside);
            }
        }
        Ok(logged)
    }

    async fn first_unsealed(&self) -> Result<Option<u64>, StoreError> {
        let row = sqlx::query(
            "select min(position) as position from events \
             where position > (select coalesce(max(last), 0) from commits)",
        )
        .fetch_one(&self.reads)
        .await
        .map_err(failed)?;
        Ok(column::<Option<i64>>(&row, "position")?.map(i64::cast_unsigned))
    }

    async fn logged_instances(&self, after: Option<Uuid>, limit: u32) -> Result<Vec<Uuid>, StoreError> {
        let rows =
            sqlx::query("select instance from events where seq = 1 and instance > ?1 order by instance limit ?2")
                .bind(after.map_or(Vec::new(), |after| after.as_bytes().to_vec()))
                .bind(limit)
                .fetch_all(&self.reads)
                .await
                .map_err(failed)?;
        rows.iter().map(|row| column(row, "instance")).collect()
    }

    async fn participations(&self, instance: Uuid) -> Result<Vec<ParticipationRow>, StoreError> {
        let rows = sqlx::query("select * from participations where instance = ?1 order by person")
            .bind(instance)
            .fetch_all(&self.reads)
            .await
            .map_err(failed)?;
        rows.iter().map(participation).collect()
    }
}

impl Rebuild for SqliteLog {
    async fn clear(&mut self) -> Result<(), StoreError> {
        for statement in [
            "begin immediate",
            "delete from instances",
            "delete from tasks",
            "delete from participations",
            "delete from awaited",
            "delete from register_rows",
            "delete from occurrences",
            "delete from snapshots",
        ] {
            sqlx::query(statement).execute(&mut self.connection).await.map_err(failed)?;
        }
        Ok(())
    }

    async fn add(&mut self, batch: &Batch) -> Result<(), StoreError> {
        write_read_models(&mut self.connection, batch).await
    }

    async fn finish(&mut self) -> Result<(), StoreError> {
        sqlx::query("commit").execute(&mut self.connection).await.map_err(failed)?;
        Ok(())
    }
}

fn sealed(row: &SqliteRow) -> Result<Sealed, StoreError> {
    let link = Link {
        number: number(row, "number")?,
        at: moment(row, "at")?,
        first: number(row, "first")?,
        last: number(row, "last")?,
        heads: hash(row, "heads")?,
    };
    Ok(Sealed { link, seal: hash(row, "seal")? })
}

fn event(row: &SqliteRow) -> Result<EventRow, StoreError> {
    Ok(EventRow {
        instance: column(row, "instance")?,
        seq: number(row, "seq")?,
        at: Moment(column(row, "at")?),
        body: column(row, "body")?,
        hash: hash(row, "hash")?,
    })
}

fn beside(row: &SqliteRow) -> Result<Option<Beside>, StoreError> {
    let Some(field) = column::<Option<&str>>(row, "field")? else { return Ok(None) };
    let value = column::<Option<Vec<u8>>>(row, "salt")?.zip(column::<Option<String>>(row, "value")?);
    Ok(Some(Beside { field: field.into(), value }))
}

fn participation(row: &SqliteRow) -> Result<ParticipationRow, StoreError> {
    Ok(ParticipationRow {
        person: named(row, "person")?,
        instance: column(row, "instance")?,
        process: named(row, "process")?,
        started: maybe_moment(row, "started")?,
        acted: maybe_moment(row, "acted")?,
        copied: maybe_moment(row, "copied")?,
        open: small(row, "open")?,
        running: column(row, "running")?,
    })
}
