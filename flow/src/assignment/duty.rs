use std::collections::BTreeSet;

use crate::id::{NodeId, PersonId};
use crate::kernel::{State, Task, TaskStatus, VisitStatus};
use crate::process::Duty;

/// The duty that keeps a person from handling a node, if any does.
pub fn forbidden<'d>(person: &PersonId, not: &'d [Duty], state: &State) -> Option<&'d Duty> {
    not.iter().find(|duty| match duty {
        Duty::Initiator => initiator(state) == Some(person),
        Duty::Handler(node) if is_start(node, state) => initiator(state) == Some(person),
        Duty::Handler(node) => has_handled(person, node, state),
    })
}

/// Who handled a node when it was completed last, in the order of their answers; at the start, the initiator.
pub(super) fn handlers(node: &NodeId, state: &State) -> Vec<PersonId> {
    if is_start(node, state) {
        return initiator(state).cloned().into_iter().collect();
    }
    let completed = |status: &VisitStatus| matches!(status, VisitStatus::Completed { .. });
    let last = state.visits.iter().rposition(|visit| visit.node == *node && completed(&visit.status));
    let answers = decided_tasks(state).filter(|task| Some(task.visit as usize) == last);
    let mut seen = BTreeSet::new();
    let people = answers.map(|task| &task.person);
    people.filter(|person| seen.insert(*person)).cloned().collect()
}

/// Whether a person ever decided at a node, whatever became of that visit: themselves, through whoever stood in for
/// them, or by rule because of what they decided before.
fn has_handled(person: &PersonId, node: &NodeId, state: &State) -> bool {
    decided_tasks(state).any(|task| {
        (task.person == *person || task.meant() == person)
            && state.visit(task.visit).is_some_and(|visit| visit.node == *node)
    })
}

/// What people have handled. Granting more time for a task is not handling it.
fn decided_tasks(state: &State) -> impl Iterator<Item = &Task> {
    let decided = (0..).zip(&state.tasks).filter(|(_, task)| matches!(task.status, TaskStatus::Decided(_)));
    decided.filter(|(id, _)| !state.is_request(*id)).map(|(_, task)| &**task)
}

fn initiator(state: &State) -> Option<&PersonId> {
    state.header.as_ref().map(|header| &header.initiator)
}

/// Every instance begins with its start.
fn is_start(node: &NodeId, state: &State) -> bool {
    state.visits.first().is_some_and(|visit| visit.node == *node)
}
