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
