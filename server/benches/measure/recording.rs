//! A log that notes what it is told to write, so that the writer's work can be done again without anything around it.

use std::sync::{Arc, Mutex};

use flow::id::PersonId;
use server::store::rows::{Batch, CarriedOut, Stored, Written};
use server::store::{Log, Prepared, SqliteLog, StoreError};
use uuid::Uuid;

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

    async fn load(&mut self, instances: &[Uuid]) -> Result<Vec<Stored>, StoreError> {
        self.log.load(instances).await
    }

    async fn carried_out(&mut self, keys: &[(PersonId, String)]) -> Result<Vec<CarriedOut>, StoreError> {
        self.log.carried_out(keys).await
    }

    async fn last_number(&mut self, scope: &str) -> Result<u64, StoreError> {
        self.log.last_number(scope).await
    }

    async fn children(&mut self, parent: Uuid, visit: u32) -> Result<Vec<Uuid>, StoreError> {
        self.log.children(parent, visit).await
    }
}
