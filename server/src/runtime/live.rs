//! An instance in memory.

use std::sync::Arc;

use flow::id::{InstanceId, PersonId};
use flow::kernel::{Parent, State};
use flow::schedule::Occurrence;
use uuid::Uuid;

use super::definitions::{Catalogue, Compiled};
use crate::store::StoreError;
use crate::store::chain::{BEGINNING, Hash};
use crate::store::rows::{SnapshotRow, Stored};

/// A snapshot is written when the last one is so many events old: loading an instance never reads more.
const EVENTS_PER_SNAPSHOT: u64 = 200;

/// An instance with the definition that it keeps, as of its last event.
#[derive(Debug, Clone)]
pub struct Live {
    /// Its id.
    pub id: Uuid,
    /// Its definition.
    pub definition: Arc<Compiled>,
    /// Where it stands.
    pub state: State,
    /// The hash of its last event.
    pub(super) head: Hash,
    /// The revision of its last snapshot.
    pub(super) snapshot: u64,
}

impl Live {
    /// One that has not begun.
    pub(super) fn new(id: Uuid, definition: Arc<Compiled>) -> Self {
        Self { id, definition, state: State::default(), head: BEGINNING, snapshot: 0 }
    }

    /// One that was stored.
    pub(super) async fn from_stored(stored: Stored, catalogue: &Catalogue) -> Result<Self, StoreError> {
        let id = stored.instance;
        let damaged = |what: &str| StoreError::Damaged(format!("instance {id}: {what}"));
        let (mut state, snapshot) = match stored.snapshot {
            None => (State::default(), 0),
            Some(SnapshotRow { revision, state, .. }) => {
                (serde_json::from_str(&state).map_err(|error| damaged(&error.to_string()))?, revision)
            }
        };
        for entry in &stored.events {
            state.apply(entry.at, &entry.event);
        }
        let header = state.header.clone().ok_or_else(|| damaged("its log does not say how it began"))?;
        let definition = catalogue.compiled(&header.process, header.version).await?;
        let definition = definition.ok_or_else(|| damaged("its definition is missing"))?;
        Ok(Self { id, definition, state, head: stored.head, snapshot })
    }

    /// The same instance in another state, under the definition that it keeps then.
    pub(super) fn with(&self, state: State, definition: Arc<Compiled>) -> Self {
        Self { state, definition, ..*self }
    }

    /// Its id as the kernel knows it.
    pub(super) fn kernel_id(&self) -> InstanceId {
        InstanceId::from(self.id.hyphenated().to_string())
    }

    /// The call that started it.
    pub(super) fn parent(&self) -> Option<&Parent> {
        self.state.header.as_ref()?.parent.as_ref()
    }

    /// What it began by itself for.
    pub(super) fn occurrence(&self) -> Option<&Occurrence> {
        self.state.header.as_ref()?.occurrence.as_ref()
    }

    /// Who started it.
    pub fn initiator(&self) -> Option<&PersonId> {
        self.state.header.as_ref().map(|header| &header.initiator)
    }

    /// A snapshot, when one is due.
    pub(super) fn due_snapshot(&self) -> Result<Option<SnapshotRow>, StoreError> {
        if self.state.revision < self.snapshot + EVENTS_PER_SNAPSHOT {
            return Ok(None);
        }
        let state = serde_json::to_string(&self.state)
            .map_err(|error| StoreError::Damaged(format!("a state cannot be written: {error}")))?;
        Ok(Some(SnapshotRow { instance: self.id, revision: self.state.revision, state }))
    }

    /// How much of the cache it takes.
    pub(super) fn weight(&self) -> u32 {
        u32::try_from(1 + self.state.visits.len() + self.state.tasks.len() + self.state.data.len()).unwrap_or(u32::MAX)
    }
}
