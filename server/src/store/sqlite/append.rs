//! Writing a batch: one statement for each table, fed by a JSON array, all of them at once in one transaction.
//!
//! Whatever is asked of a connection costs a hop to its thread, however much it carries, so the number of questions
//! decides how much can be written in a second. See `docs/decisions/writer.md` for the measurements.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use flow::time::Moment;
use sqlx::{Connection, SqliteConnection};

use super::tables::{BESIDE_EVENTS, EVENTS, READ_MODELS, Table};
use super::{End, SqliteLog, failed};
use crate::store::StoreError;
use crate::store::chain::{Hash, Head, Link, heads_hash};
use crate::store::rows::{Batch, EventRow, Written};

/// The commit that seals the events of a batch.
const COMMIT: &str = "insert into commits (number, at, first, last, heads, seal) values (?, ?, ?, ?, ?, ?)";

/// Writes a batch with events: the position of the first and the events, then the commit, then everything else.
static WHOLE: LazyLock<String> = LazyLock::new(|| format!("{};\n{COMMIT};\n{}", EVENTS.statement, *BESIDES));

/// Writes what a batch has beside events.
static BESIDES: LazyLock<String> = LazyLock::new(|| one_after_the_other(BESIDE_EVENTS.iter().chain(&READ_MODELS)));

/// Writes the read models of a batch.
static READ_MODELS_ALONE: LazyLock<String> = LazyLock::new(|| one_after_the_other(READ_MODELS.iter()));

fn one_after_the_other<'t>(tables: impl Iterator<Item = &'t Table>) -> String {
    tables.map(|table| table.statement).collect::<Vec<_>>().join(";\n")
}

/// A batch as it is written, behind whatever the log holds by then.
#[derive(Debug, Clone)]
pub struct Prepared {
    events: Option<Events>,
    /// The rows of each table beside the events.
    besides: Vec<Arc<str>>,
}

/// The events of a batch, which get their positions when they are written.
#[derive(Debug, Clone)]
struct Events {
    rows: Arc<str>,
    count: u64,
    at: Moment,
    heads: Hash,
}

impl Prepared {
    pub(super) fn new(batch: &Batch) -> Self {
        let besides = BESIDE_EVENTS.iter().chain(&READ_MODELS);
        Self { events: Events::new(batch), besides: besides.map(|table| (table.rows)(batch).into()).collect() }
    }
}

impl Events {
    /// None when the batch has none.
    fn new(batch: &Batch) -> Option<Self> {
        let (count, at, heads) = (batch.events.len() as u64, batch.at, heads_hash(heads(&batch.events)));
        (count > 0).then(|| Self { rows: (EVENTS.rows)(batch).into(), count, at, heads })
    }
}

/// The last event of each instance.
fn heads(events: &[EventRow]) -> Vec<Head> {
    let mut heads = HashMap::new();
    for event in events {
        heads.insert(event.instance, Head { instance: event.instance, seq: event.seq, hash: event.hash });
    }
    heads.into_values().collect()
}

impl SqliteLog {
    /// Runs what was prepared in one transaction, behind what the log holds.
    pub(super) async fn write(&mut self, prepared: &Prepared) -> Result<Written, StoreError> {
        let first = self.end.position + 1;
        let mut end = self.end;
        let mut query = sqlx::query(BESIDES.as_str());
        if let Some(Events { rows, count, at, heads }) = &prepared.events {
            let link = Link { number: end.commit + 1, at: *at, first, last: end.position + count, heads: *heads };
            end = End { position: link.last, commit: link.number, seal: self.key.seal(&end.seal, &link) };
            query = sqlx::query(WHOLE.as_str()).bind(first.cast_signed()).bind(rows.clone());
            query = query.bind(link.number.cast_signed()).bind(link.at.0);
            query = query.bind(link.first.cast_signed()).bind(link.last.cast_signed());
            query = query.bind(link.heads.to_vec()).bind(end.seal.to_vec());
        }
        for rows in &prepared.besides {
            query = query.bind(rows.clone());
        }
        let mut transaction = self.connection.begin_with("begin immediate").await.map_err(failed)?;
        query.execute(&mut *transaction).await.map_err(failed)?;
        // Whatever goes wrong from here on, the transaction may be in the file.
        transaction.commit().await.map_err(|error| StoreError::Unavailable(error.to_string()))?;
        self.end = end;
        Ok(Written { first, last: end.position })
    }
}

/// Writes the read models of a batch and nothing else of it.
pub(super) async fn write_read_models(connection: &mut SqliteConnection, batch: &Batch) -> Result<(), StoreError> {
    let mut query = sqlx::query(READ_MODELS_ALONE.as_str());
    for table in &READ_MODELS {
        query = query.bind((table.rows)(batch));
    }
    query.execute(connection).await.map_err(failed)?;
    Ok(())
}
