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

    /// Writes down what was decided. In tests, telling the log again has to lead to where deciding came to.
    pub(super) fn write_down(&mut self, now: Moment, events: Vec<Event>) {
        self.log.extend(events.into_iter().map(|event| Recorded { at: now, event }));
        debug_assert_eq!(State::replay(&self.log), self.state, "the log leads to the state that deciding came to");
    }

    pub(super) fn restart(&mut self) -> Result<(), serde_json::Error> {
        self.state = serde_json::from_str(&serde_json::to_string(&self.state)?)?;
        Ok(())
    }
}
