//! Whether what has been moved can still come to its end.

use std::collections::BTreeMap;

use super::{Mapping, Obstacle};
use crate::id::{EdgeId, NodeId};
use crate::kernel::State;
use crate::process::{Process, StepIndex, Work};

/// Where tokens are: at nodes, and on the edges of joins.
pub(super) struct Marking<'a> {
    /// The nodes where tokens are.
    pub(super) at: Vec<&'a NodeId>,
    /// The edges on which tokens wait.
    pub(super) waiting: Vec<&'a EdgeId>,
}

pub(super) fn look(
    new: &Process,
    mapping: &Mapping,
    state: &State,
    edges: &BTreeMap<EdgeId, EdgeId>,
    obstacles: &mut Vec<Obstacle>,
) {
    let at = state.active().map(|(_, visit)| mapping.node(&visit.node)).collect();
    let waiting = state.waiting.iter().filter_map(|(_, edge)| edges.get(edge)).collect();
    obstacles.extend(cannot_complete(new, &Marking { at, waiting }).map(|node| Obstacle::NoEnd { node }));
}

/// A node from which a token can come to no end.
fn cannot_complete(process: &Process, marking: &Marking<'_>) -> Option<NodeId> {
    let joins = marking.waiting.iter().filter_map(|edge| process.leads_to(edge));
    let mut steps = marking.at.iter().filter_map(|node| process.step(node)).chain(joins);
    // A token may also end where nothing leads on: in a sub-process, and in what came from BPMN.
    let ends = |index: StepIndex| {
        let step = process.at(index);
        matches!(step.work, Work::End(..)) || step.ways.is_empty()
    };
    let all = || process.steps().iter().map(|step| step.index);
    let stuck = steps.find(|step| !ends(step.index) && !all().any(|end| ends(end) && process.reaches(step.index, end)));
    stuck.map(|step| step.id.clone())
}
