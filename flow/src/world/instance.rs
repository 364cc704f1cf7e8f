use std::sync::Arc;

use crate::id::InstanceId;
use crate::kernel::{Event, Recorded, State, Visit, VisitId};
use crate::process::{Process, Work};
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

    /// The visits at which a connector is asked to work.
    pub(super) fn requests(&self) -> impl Iterator<Item = VisitId> {
        let is_service = |visit: &Visit| {
            let works = self.process.step(&visit.node).is_some_and(|step| matches!(step.work, Work::Service));
            works && visit.incident.as_ref().is_none_or(|incident| !incident.blocking)
        };
        self.state.active().filter(move |(_, visit)| is_service(visit)).map(|(id, _)| id)
    }

    pub(super) fn restart(&mut self) -> Result<(), serde_json::Error> {
        self.state = serde_json::from_str(&serde_json::to_string(&self.state)?)?;
        Ok(())
    }
}
