use std::collections::BTreeMap;

use crate::id::{EdgeId, NodeId, PersonId, ProcessKey};
use crate::kernel::{Data, Incident, Status};
use crate::scenario::Coverage;
use crate::scenario::play::Play;
use crate::scenario::run::Stage;
use crate::time::Moment;
use crate::timeline::{Entry, timeline};

/// How a rehearsal stands; connectors have done what they were asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// The time.
    pub now: Moment,
    /// Whether the instance goes on, or how it ended.
    pub status: Status,
    /// The nodes where tokens are, in the order in which they came.
    pub tokens: Vec<NodeId>,
    /// The edges on which tokens wait for others at a gateway.
    pub waiting: Vec<EdgeId>,
    /// What holds tokens up until an administrator helps.
    pub incidents: BTreeMap<NodeId, Incident>,
    /// What was visited so far, and how often.
    pub visited: Coverage,
    /// What people are asked, in called processes too.
    pub tasks: Vec<OpenTask>,
    /// The fields that have a value.
    pub data: Data,
    /// What happened so far.
    pub timeline: Vec<Entry>,
}

/// Something that a person is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenTask {
    /// The process: the one that is rehearsed, or one that it calls.
    pub process: ProcessKey,
    /// The node.
    pub node: NodeId,
    /// Who.
    pub who: PersonId,
    /// When it is due.
    pub due: Option<Moment>,
}

impl Standing {
    /// How a play stands.
    pub(super) fn of(play: &Play, stage: &Stage) -> Self {
        let main = play.main_instance();
        let own = || play.world.instances().iter().filter(|instance| stage.is_of(instance));
        let active = || own().flat_map(|instance| instance.state.active().map(|(_, visit)| visit));
        let stopped = active().filter_map(|visit| Some((visit, visit.incident.as_ref()?)));
        let tasks = play.open_tasks().filter_map(|(instance, node, task, due)| {
            let (process, node) = (instance.process.definition().key.clone(), node.clone());
            Some(OpenTask { process, node, who: play.holder(task)?.clone(), due })
        });
        let waiting = own().flat_map(|instance| instance.state.waiting.iter().map(|(_, edge)| edge.clone()));
        let held_up = stopped.filter(|(_, incident)| incident.blocking);
        Self {
            now: play.world.now(),
            status: main.map(|main| main.state.status.clone()).unwrap_or_default(),
            tokens: active().map(|visit| visit.node.clone()).collect(),
            waiting: waiting.collect(),
            incidents: held_up.map(|(visit, incident)| (visit.node.clone(), incident.what.clone())).collect(),
            visited: play.coverage(),
            tasks: tasks.collect(),
            data: main.map(|main| Data::clone(&main.state.data)).unwrap_or_default(),
            timeline: main.map(|main| timeline(&main.log)).unwrap_or_default(),
        }
    }
}
