use std::sync::Arc;

use crate::id::InstanceId;
use crate::kernel::{Event, Recorded, State};
use crate::process::Process;
use crate::time::Moment;

/// An instance: where it stands and how it came there.
#[derive(Debug, Clone)]
pub struct Instance {
    /// Its name in the world.
    pub id: InstanceId,
    /// What it runs.
    pub process: Arc<Process>,
    /// Where it stands.
    pub state: State,
    /// Everything that happened in it.
    pub log: Vec<Recorded>,
}

impl Instance {
    pub(super) fn new(id: InstanceId, process: Arc<Process>) -> Self {
        Self { id, process, state: State::default(), log: Vec::new() }
    }

    /// Takes in what was decided. In tests, applying the events one by one has to lead to the same state.
    pub(super) fn take_in(&mut self, now: Moment, events: Vec<Event>, state: State) {
        if cfg!(debug_assertions) {
            let mut replayed = self.state.clone();
            events.iter().for_each(|event| replayed.apply(now, event));
            assert_eq!(replayed, state, "applying the events leads to the state that deciding came to");
        }
        self.log.extend(events.into_iter().map(|event| Recorded { at: now, event }));
        self.state = state;
    }

    pub(super) fn restart(&mut self) -> Result<(), serde_json::Error> {
        self.state = serde_json::from_str(&serde_json::to_string(&self.state)?)?;
        Ok(())
    }
}
