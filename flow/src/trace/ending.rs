use serde::{Deserialize, Serialize};

use super::run::Run;
use super::step::{Happening, Step};
use crate::id::{NodeId, ProcessKey};
use crate::kernel::{Data, Ended, State, Status, Visit};
use crate::world::Instance;

/// How a process went by itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Trace {
    /// Every step, in order.
    pub steps: Vec<Step>,
    /// How it ended.
    pub ending: Ending,
    /// The end nodes that were reached, in order; where it was refused, when that was at none.
    pub ends: Vec<NodeId>,
    /// The nodes where tokens still are, in order of entering.
    pub open: Vec<NodeId>,
    /// The values at last; empty fields are left out.
    pub data: Data,
    /// The called processes that still run, each with the nodes where its tokens are.
    pub below: Vec<(ProcessKey, Vec<NodeId>)>,
    /// The nodes of which more was wished than came about.
    pub unfulfilled: Vec<NodeId>,
}

/// How a trace ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// Every token reached an end.
    Completed,
    /// The process was ended as a whole.
    Terminated,
    /// The matter was refused.
    Refused,
    /// Nothing can go on by itself.
    Waiting,
    /// Something is wrong, and nothing else can go on.
    Incident,
    /// There were too many steps.
    Limit,
}

impl Ending {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Completed => "completed",
            Self::Terminated => "terminated",
            Self::Refused => "refused",
            Self::Waiting => "waiting",
            Self::Incident => "incident",
            Self::Limit => "limit",
        }
    }
}

impl Run<'_> {
    /// How it went. What did not fit among the steps has not happened yet.
    pub(super) fn told(self) -> Trace {
        let traced = self.traced();
        let state = match self.cut {
            Some(events) => State::replay(traced.log.iter().take(events)),
            None => traced.state.clone(),
        };
        let ending = self.ending(&state);
        let ends = ends(&self.steps, &state);
        let still_open = open(traced, &state);
        let times = |node: &NodeId| state.visits.iter().filter(|visit| visit.node == *node).count();
        let unfulfilled = self.wishes.unfulfilled(times);
        let data = state.data.iter().filter(|(_, value)| !value.is_null());
        let data = data.map(|(field, value)| (field.clone(), value.clone())).collect();
        let called = self.world.instances().iter().skip(1).filter(|called| called.state.is_running());
        let below = called.map(|called| (called.process.definition().key.clone(), open(called, &called.state)));
        let below = below.collect();
        Trace { steps: self.steps, ending, ends, open: still_open, data, below, unfulfilled }
    }

    fn ending(&self, state: &State) -> Ending {
        match &state.status {
            _ if self.cut.is_some() => Ending::Limit,
            Status::Ended { how: Ended::Completed { .. }, .. } => Ending::Completed,
            Status::Ended { how: Ended::Refused { .. }, .. } => Ending::Refused,
            Status::Ended { .. } => Ending::Terminated,
            Status::Running if self.is_enough() => Ending::Limit,
            Status::Running if self.undecided || self.world.instances().iter().any(is_stopped) => Ending::Incident,
            Status::Running => Ending::Waiting,
        }
    }
}

/// Whether a token of an instance is held up by something that is wrong.
fn is_stopped(instance: &Instance) -> bool {
    let state = &instance.state;
    let stopped = |visit: &Visit| visit.incident.as_ref().is_some_and(|incident| incident.blocking);
    state.is_running() && state.active().any(|(_, visit)| stopped(visit))
}

fn ends(steps: &[Step], state: &State) -> Vec<NodeId> {
    let is_end = |step: &&Step| step.happening == Happening::Complete && step.kind.is_end();
    let reached: Vec<NodeId> = steps.iter().filter(is_end).map(|step| step.node.clone()).collect();
    match &state.status {
        Status::Ended { how: Ended::Refused { end }, .. } if reached.is_empty() => vec![end.clone()],
        _ => reached,
    }
}

/// Where tokens are: at a node, or waiting at a join.
fn open(instance: &Instance, state: &State) -> Vec<NodeId> {
    let active = state.active().map(|(_, visit)| visit.node.clone());
    let waiting = state.waiting.iter().filter_map(|(_, edge)| Some(instance.process.leads_to(edge)?.id.clone()));
    active.chain(waiting).collect()
}
