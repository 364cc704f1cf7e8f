//! Writing a batch: one statement for each table, fed by a JSON array, in one transaction.
//!
//! A statement costs a hop to the connection's thread whatever it carries, so the number of statements decides how
//! much can be written in a second. See `docs/decisions/writer.md` for the measurements.

use serde::Serialize;
use sqlx::{Connection, SqliteConnection};
use uuid::Uuid;

use super::{End, SqliteLog, failed};
use crate::store::StoreError;
use crate::store::chain::{Head, Link, heads_hash};
use crate::store::rows::{Batch, EventRow, Written};

/// A batch as the statements that write it.
#[derive(Debug, Clone)]
pub struct Prepared {
    statements: Vec<Statement>,
    end: End,
    written: Written,
}

/// A statement for all rows of one table: `?1` is an array of them, each an array of its cells.
#[derive(Debug, Clone)]
struct Statement {
    text: &'static str,
    rows: String,
}

impl SqliteLog {
    /// The statements that write a batch behind what the log holds now.
    ///
    /// # Errors
    /// When something in it cannot be written as JSON.
    pub fn prepare(&self, batch: &Batch) -> Result<Prepared, StoreError> {
        let first = self.end.position + 1;
        let last = self.end.position + batch.events.len() as u64;
        let mut statements = Vec::new();
        log_statements(first, batch, &mut statements)?;
        read_model_statements(batch, &mut statements)?;
        let mut end = self.end;
        if !batch.events.is_empty() {
            let heads = heads_hash(heads(&batch.events));
            let link = Link { number: self.end.commit + 1, at: batch.at, first, last, heads };
            end = End { position: last, commit: link.number, seal: self.key.seal(&self.end.seal, &link) };
            statements.extend(commit_statement(&link, &end)?);
        }
        Ok(Prepared { statements, end, written: Written { first, last } })
    }

    /// Runs what was prepared in one transaction. It must follow what the log holds.
    ///
    /// # Errors
    /// As [`Log::append`](crate::store::Log::append).
    pub async fn write(&mut self, prepared: &Prepared) -> Result<Written, StoreError> {
        let mut transaction = self.connection.begin_with("begin immediate").await.map_err(failed)?;
        for statement in &prepared.statements {
            statement.run(&mut transaction).await?;
        }
        // Whatever goes wrong from here on, the transaction may be in the file.
        transaction.commit().await.map_err(|error| StoreError::Unavailable(error.to_string()))?;
        self.end = prepared.end;
        Ok(prepared.written)
    }
}

impl Statement {
    async fn run(&self, connection: &mut SqliteConnection) -> Result<(), StoreError> {
        sqlx::query(self.text).bind(&self.rows).execute(connection).await.map_err(failed)?;
        Ok(())
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

fn log_statements(first: u64, batch: &Batch, statements: &mut Vec<Statement>) -> Result<(), StoreError> {
    statements.extend(feed(
        "insert into events (position, instance, seq, at, body, hash) \
         select value ->> 0, unhex(value ->> 1), value ->> 2, value ->> 3, value ->> 4, unhex(value ->> 5) \
         from jsonb_each(?1)",
        (first..).zip(&batch.events),
        |row, (position, event)| {
            row.cell(position)
                .cell(event.instance.simple())
                .cell(event.seq)
                .cell(event.at)
                .cell(&event.body)
                .cell(hex::encode(event.hash));
        },
    )?);
    statements.extend(feed(
        "insert into personal_values (instance, seq, field, salt, value) \
         select unhex(value ->> 0), value ->> 1, value ->> 2, unhex(value ->> 3), value ->> 4 from jsonb_each(?1)",
        &batch.personal,
        |row, personal| {
            row.cell(personal.instance.simple())
                .cell(personal.seq)
                .cell(&personal.kept.field)
                .cell(hex::encode(personal.kept.salt))
                .cell(&personal.kept.value);
        },
    )?);
    statements.extend(feed(
        "insert into command_keys (subject, key, digest, instance, revision, at) \
         select value ->> 0, value ->> 1, unhex(value ->> 2), unhex(value ->> 3), value ->> 4, value ->> 5 \
         from jsonb_each(?1)",
        &batch.carried_out,
        |row, done| {
            row.cell(&done.subject)
                .cell(&done.key)
                .cell(hex::encode(done.digest))
                .cell(done.instance.simple())
                .cell(done.revision)
                .cell(done.at);
        },
    )?);
    statements.extend(feed(
        "insert into sequences (scope, last) select value ->> 0, value ->> 1 from jsonb_each(?1) where true \
         on conflict (scope) do update set last = excluded.last",
        &batch.sequences,
        |row, (scope, last)| {
            row.cell(scope).cell(last);
        },
    )?);
    statements.extend(feed(
        "insert into planned_work (id, list, due, body) \
         select unhex(value ->> 0), value ->> 1, value ->> 2, value ->> 3 from jsonb_each(?1)",
        &batch.planned,
        |row, (list, planned)| {
            row.cell(planned.id.simple()).cell(list.name()).cell(planned.due).cell(&planned.body);
        },
    )?);
    Ok(())
}

/// Writes the read models of a batch and nothing else of it.
pub(super) async fn write_read_models(connection: &mut SqliteConnection, batch: &Batch) -> Result<(), StoreError> {
    let mut statements = Vec::new();
    read_model_statements(batch, &mut statements)?;
    for statement in &statements {
        statement.run(connection).await?;
    }
    Ok(())
}

fn read_model_statements(batch: &Batch, statements: &mut Vec<Statement>) -> Result<(), StoreError> {
    statements.extend(feed(
        "insert into instances (id, process, version, number, title_zh, title_en, summary_zh, summary_en, initiator, \
         parent, parent_visit, status, stopped, started, due, ended, updated, revision) \
         select unhex(value ->> 0), value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, \
         value ->> 7, value ->> 8, unhex(value ->> 9), value ->> 10, value ->> 11, value ->> 12, value ->> 13, \
         value ->> 14, value ->> 15, value ->> 16, value ->> 17 from jsonb_each(?1) where true \
         on conflict (id) do update set number = excluded.number, title_zh = excluded.title_zh, \
         title_en = excluded.title_en, summary_zh = excluded.summary_zh, summary_en = excluded.summary_en, \
         status = excluded.status, stopped = excluded.stopped, due = excluded.due, ended = excluded.ended, \
         updated = excluded.updated, revision = excluded.revision",
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
    )?);
    statements.extend(feed(
        "insert into tasks (instance, task, visit, node, node_zh, node_en, process, person, stands_in_for, status, \
         version, created, due, ended, outcome, outcome_kind) \
         select unhex(value ->> 0), value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, \
         value ->> 7, value ->> 8, value ->> 9, value ->> 10, value ->> 11, value ->> 12, value ->> 13, \
         value ->> 14, value ->> 15 from jsonb_each(?1) where true \
         on conflict (instance, task) do update set person = excluded.person, \
         stands_in_for = excluded.stands_in_for, status = excluded.status, version = excluded.version, \
         due = excluded.due, ended = excluded.ended, outcome = excluded.outcome, outcome_kind = excluded.outcome_kind",
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
    )?);
    statements.extend(feed(
        "insert into participations (person, instance, process, started, acted, copied, open, running) \
         select value ->> 0, unhex(value ->> 1), value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, \
         value ->> 7 from jsonb_each(?1) where true \
         on conflict (person, instance) do update set started = coalesce(excluded.started, started), \
         acted = coalesce(excluded.acted, acted), copied = coalesce(excluded.copied, copied), open = excluded.open, \
         running = excluded.running",
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
    )?);
    statements.extend(feed(
        "update participations set running = 0, open = 0 \
         where instance in (select unhex(value ->> 0) from jsonb_each(?1))",
        &batch.ended,
        |row, ended| {
            row.cell(ended.simple());
        },
    )?);
    statements.extend(feed(
        "insert into snapshots (instance, revision, state) \
         select unhex(value ->> 0), value ->> 1, value ->> 2 from jsonb_each(?1) where true \
         on conflict (instance) do update set revision = excluded.revision, state = excluded.state",
        &batch.snapshots,
        |row, snapshot| {
            row.cell(snapshot.instance.simple()).cell(snapshot.revision).cell(&snapshot.state);
        },
    )?);
    Ok(())
}

fn commit_statement(link: &Link, end: &End) -> Result<Option<Statement>, StoreError> {
    feed(
        "insert into commits (number, at, first, last, heads, seal) \
         select value ->> 0, value ->> 1, value ->> 2, value ->> 3, unhex(value ->> 4), unhex(value ->> 5) \
         from jsonb_each(?1)",
        [link],
        |row, link| {
            row.cell(link.number)
                .cell(link.at)
                .cell(link.first)
                .cell(link.last)
                .cell(hex::encode(link.heads))
                .cell(hex::encode(end.seal));
        },
    )
}

/// The statement for these rows; none when there are none.
fn feed<T>(
    text: &'static str,
    rows: impl IntoIterator<Item = T>,
    cells: impl Fn(&mut Cells, T),
) -> Result<Option<Statement>, StoreError> {
    let mut array = Cells(Vec::with_capacity(1024));
    for row in rows {
        array.0.extend_from_slice(if array.0.is_empty() { b"[[" } else { b",[" });
        cells(&mut array, row);
        array.0.push(b']');
    }
    if array.0.is_empty() {
        return Ok(None);
    }
    array.0.push(b']');
    let rows = String::from_utf8(array.0).map_err(|error| StoreError::Damaged(error.to_string()))?;
    Ok(Some(Statement { text, rows }))
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
