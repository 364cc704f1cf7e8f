//! A log that notes what it is told to write, so that the writer's work can be done again without anything around it.

use std::sync::{Arc, Mutex};

use server::store::rows::{Batch, Written};
use server::store::{Log, Prepared, SqliteLog, StoreError};

/// What was written, batch by batch.
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
    async fn append(&mut self, batch: &Batch) -> Result<Written, StoreError> {
        let prepared = self.log.prepare(batch)?;
        let written = self.log.write(&prepared).await?;
        self.tape.lock().expect("nobody panics with it").push(prepared);
        Ok(written)
    }

    async fn recover(&mut self) -> Result<(), StoreError> {
        self.log.recover().await
    }
}
