//! A log that notes what it is told to write, so that the writer's work can be done again without anything around it.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use server::store::rows::{Batch, Written};
use server::store::{Log, Prepared, SqliteLog, Store, StoreError};

use crate::house::fresh;

/// What was written since it was last played, batch by batch.
pub(crate) type Tape = Arc<Mutex<Vec<Prepared>>>;

pub(crate) struct Recording {
    log: SqliteLog,
    tape: Tape,
}

impl Recording {
    pub(crate) fn on(log: SqliteLog) -> (Self, Tape) {
        let tape = Tape::default();
        (Self { log, tape: tape.clone() }, tape)
    }
}

impl Log for Recording {
    type Prepared = Prepared;

    fn prepare(batch: &Batch) -> Prepared {
        SqliteLog::prepare(batch)
    }

    async fn store(&mut self, prepared: &Prepared) -> Result<Written, StoreError> {
        let written = self.log.store(prepared).await?;
        self.tape.lock().expect("nobody panics with it").push(prepared.clone());
        Ok(written)
    }

    async fn recover(&mut self) -> Result<(), StoreError> {
        self.log.recover().await
    }
}

/// The writer's connection alone, which does again what was recorded.
pub(crate) struct Alone {
    log: SqliteLog,
    tape: Tape,
    _kept: (tempfile::TempDir, Store),
}

impl Alone {
    pub(crate) async fn new(tape: Tape) -> Self {
        let (scratch, store, log) = fresh().await;
        Self { log, tape, _kept: (scratch, store) }
    }

    /// Writes what was recorded since the last time. Tells how many batches that were, and how long it took.
    pub(crate) async fn catch_up(&mut self) -> (usize, Duration) {
        let recorded = std::mem::take(&mut *self.tape.lock().expect("nobody panics with it"));
        let began = Instant::now();
        for prepared in &recorded {
            self.log.store(prepared).await.expect("it was written once");
        }
        (recorded.len(), began.elapsed())
    }
}
