//! Writing a batch: one statement for each table, fed by a JSON array, in one transaction.
//!
//! A statement costs a hop to the connection's thread whatever it carries, so the number of statements decides how
//! much can be written in a second. See `docs/decisions/writer.md` for the measurements.

use serde::Serialize;
use sqlx::{Connection, SqliteConnection};
use uuid::Uuid;

use super::{SqliteLog, failed};
use crate::store::StoreError;
use crate::store::chain::{Head, Link, heads_hash};
use crate::store::rows::{Batch, EventRow, Written};

impl SqliteLog {
    pub(super) async fn append_batch(&mut self, batch: &Batch) -> Result<Written, StoreError> {
        let first = self.end.position + 1;
        let last = self.end.position + batch.events.len() as u64;
        let mut transaction = self.connection.begin_with("begin immediate").await.map_err(failed)?;
        write_log(&mut transaction, first, batch).await?;
        write_read_models(&mut transaction, batch).await?;

        let mut end = self.end;
        if !batch.events.is_empty() {
            let heads = heads_hash(heads(&batch.events));
            let link = Link { number: self.end.commit + 1, at: batch.at, first, last, heads };
            end = super::End { position: last, commit: link.number, seal: self.key.seal(&self.end.seal, &link) };
            sqlx::query("insert into commits (number, at, first, last, heads, seal) values (?1, ?2, ?3, ?4, ?5, ?6)")
                .bind(link.number.cast_signed())
                .bind(link.at.0)
                .bind(first.cast_signed())
                .bind(last.cast_signed())
                .bind(&link.heads[..])
                .bind(&end.seal[..])
                .execute(&mut *transaction)
                .await
                .map_err(failed)?;
        }
        // Whatever goes wrong from here on, the transaction may be in the file.
        transaction.commit().await.map_err(|error| StoreError::Unavailable(error.to_string()))?;
        self.end = end;
        Ok(Written { first, last })
    }
}

/// The last event of each instance.
fn heads(events: &[EventRow]) -> Vec<Head> {
    let mut heads = std::collections::HashMap::new();
    for event in events {
        heads.insert(event.instance, Head { instance: event.instance, seq: event.seq, hash: event.hash });
    }
    heads.into_values().collect()
}

async fn write_log(connection: &mut SqliteConnection, first: u64, batch: &Batch) -> Result<(), StoreError> {
    feed(
        connection,
        "insert into events (position, instance, seq, at, body, hash) \
         select ?2 + key, unhex(value ->> 0), value ->> 1, value ->> 2, value ->> 3, unhex(value ->> 4) \
         from jsonb_each(?1)",
        first,
        &batch.events,
        |row, event| {
            row.cell(event.instance.simple())
                .cell(event.seq)
                .cell(event.at)
                .cell(&event.body)
                .cell(hex::encode(event.hash));
        },
    )
    .await?;
    feed(
        connection,
        "insert into personal_values (instance, seq, field, salt, value) \
         select unhex(value ->> 0), value ->> 1, value ->> 2, unhex(value ->> 3), value ->> 4 from jsonb_each(?1)",
        first,
        &batch.personal,
        |row, personal| {
            row.cell(personal.instance.simple())
                .cell(personal.seq)
                .cell(&personal.kept.field)
                .cell(hex::encode(personal.kept.salt))
                .cell(&personal.kept.value);
        },
    )
    .await?;
    feed(
        connection,
        "insert into command_keys (subject, key, digest, instance, revision, at) \
         select value ->> 0, value ->> 1, unhex(value ->> 2), unhex(value ->> 3), value ->> 4, value ->> 5 \
         from jsonb_each(?1)",
        first,
        &batch.carried_out,
        |row, done| {
            row.cell(&done.subject)
                .cell(&done.key)
                .cell(hex::encode(done.digest))
                .cell(done.instance.simple())
                .cell(done.revision)
                .cell(done.at);
        },
    )
    .await?;
    feed(
        connection,
        "insert into sequences (scope, last) select value ->> 0, value ->> 1 from jsonb_each(?1) where true \
         on conflict (scope) do update set last = excluded.last",
        first,
        &batch.sequences,
        |row, (scope, last)| {
            row.cell(scope).cell(last);
        },
    )
    .await?;
    feed(
        connection,
        "insert into planned_work (id, list, due, body) \
         select unhex(value ->> 0), value ->> 1, value ->> 2, value ->> 3 from jsonb_each(?1)",
        first,
        &batch.planned,
        |row, (list, planned)| {
            row.cell(planned.id.simple()).cell(list.name()).cell(planned.due).cell(&planned.body);
        },
    )
    .await
}

pub(super) async fn write_read_models(connection: &mut SqliteConnection, batch: &Batch) -> Result<(), StoreError> {
    feed(
        connection,
        "insert into instances (id, process, version, number, title_zh, title_en, summary_zh, summary_en, initiator, \
         parent, parent_visit, status, stopped, started, due, ended, updated, revision) \
         select unhex(value ->> 0), value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, \
         value ->> 7, value ->> 8, unhex(value ->> 9), value ->> 10, value ->> 11, value ->> 12, value ->> 13, \
         value ->> 14, value ->> 15, value ->> 16, value ->> 17 from jsonb_each(?1) where true \
         on conflict (id) do update set number = excluded.number, title_zh = excluded.title_zh, \
         title_en = excluded.title_en, summary_zh = excluded.summary_zh, summary_en = excluded.summary_en, \
         status = excluded.status, stopped = excluded.stopped, due = excluded.due, ended = excluded.ended, \
         updated = excluded.updated, revision = excluded.revision",
        0,
        &batch.instances,
        |row, instance| {
            let (parent, visit) = instance.parent.unzip();
            row.cell(instance.id.simple())
                .cell(&instance.process)
                .cell(instance.version)
                .cell(&instance.number)
                .text(Some(&instance.title))
                .text(instance.summary.as_ref())
                .cell(&instance.initiator)
                .cell(parent.map(Uuid::simple))
                .cell(visit)
                .cell(instance.status.name())
                .cell(instance.stopped)
                .cell(instance.started)
                .cell(instance.due)
                .cell(instance.ended)
                .cell(instance.updated)
                .cell(instance.revision);
        },
    )
    .await?;
    feed(
        connection,
        "insert into tasks (instance, task, visit, node, node_zh, node_en, process, person, stands_in_for, status, \
         version, created, due, ended, outcome, outcome_kind) \
         select unhex(value ->> 0), value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, \
         value ->> 7, value ->> 8, value ->> 9, value ->> 10, value ->> 11, value ->> 12, value ->> 13, \
         value ->> 14, value ->> 15 from jsonb_each(?1) where true \
         on conflict (instance, task) do update set person = excluded.person, \
         stands_in_for = excluded.stands_in_for, status = excluded.status, version = excluded.version, \
         due = excluded.due, ended = excluded.ended, outcome = excluded.outcome, outcome_kind = excluded.outcome_kind",
        0,
        &batch.tasks,
        |row, task| {
            let (outcome, kind) = task.outcome.as_ref().map(|(outcome, kind)| (outcome, kind)).unzip();
            row.cell(task.instance.simple())
                .cell(task.task)
                .cell(task.visit)
                .cell(&task.node)
                .text(Some(&task.node_name))
                .cell(&task.process)
                .cell(&task.person)
                .cell(&task.stands_in_for)
                .cell(task.state.name())
                .cell(task.version)
                .cell(task.created)
                .cell(task.due)
                .cell(task.ended)
                .cell(outcome)
                .cell(kind);
        },
    )
    .await?;
    feed(
        connection,
        "insert into participations (person, instance, process, started, acted, copied, open, running) \
         select value ->> 0, unhex(value ->> 1), value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, \
         value ->> 7 from jsonb_each(?1) where true \
         on conflict (person, instance) do update set started = coalesce(excluded.started, started), \
         acted = coalesce(excluded.acted, acted), copied = coalesce(excluded.copied, copied), open = excluded.open, \
         running = excluded.running",
        0,
        &batch.participations,
        |row, part| {
            row.cell(&part.person)
                .cell(part.instance.simple())
                .cell(&part.process)
                .cell(part.started)
                .cell(part.acted)
                .cell(part.copied)
                .cell(part.open)
                .cell(u8::from(part.running));
        },
    )
    .await?;
    feed(
        connection,
        "update participations set running = 0, open = 0 \
         where instance in (select unhex(value ->> 0) from jsonb_each(?1))",
        0,
        &batch.ended,
        |row, ended| {
            row.cell(ended.simple());
        },
    )
    .await?;
    feed(
        connection,
        "insert into snapshots (instance, revision, state) \
         select unhex(value ->> 0), value ->> 1, value ->> 2 from jsonb_each(?1) where true \
         on conflict (instance) do update set revision = excluded.revision, state = excluded.state",
        0,
        &batch.snapshots,
        |row, snapshot| {
            row.cell(snapshot.instance.simple()).cell(snapshot.revision).cell(&snapshot.state);
        },
    )
    .await
}

/// Runs a statement on all rows at once: `?1` is an array of them, each an array of its cells; `?2` is a number.
async fn feed<T>(
    connection: &mut SqliteConnection,
    statement: &'static str,
    number: u64,
    rows: impl IntoIterator<Item = T>,
    cells: impl Fn(&mut Cells, T),
) -> Result<(), StoreError> {
    let mut array = Cells(Vec::with_capacity(1024));
    for row in rows {
        array.0.extend_from_slice(if array.0.is_empty() { b"[[" } else { b",[" });
        cells(&mut array, row);
        array.0.push(b']');
    }
    if array.0.is_empty() {
        return Ok(());
    }
    array.0.push(b']');
    let array = String::from_utf8(array.0).map_err(|error| StoreError::Damaged(error.to_string()))?;
    let query = sqlx::query(statement).bind(array);
    let query = if statement.contains("?2") { query.bind(number.cast_signed()) } else { query };
    query.execute(connection).await.map_err(failed)?;
    Ok(())
}

/// Rows that are being written as JSON.
struct Cells(Vec<u8>);

impl Cells {
    fn cell(&mut self, value: impl Serialize) -> &mut Self {
        if self.0.last() != Some(&b'[') {
            self.0.push(b',');
        }
        serde_json::to_writer(&mut self.0, &value).expect("names, numbers and texts are always JSON");
        self
    }

    /// A text in its two columns, both empty when there is none.
    fn text(&mut self, text: Option<&flow::text::Text>) -> &mut Self {
        use flow::text::Language::{Chinese, English};
        self.cell(text.map(|text| text.in_language(Chinese))).cell(text.map(|text| text.in_language(English)))
    }
}
