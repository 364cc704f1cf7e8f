//! Whether what has been moved can still come to its end.

use super::{Obstacle, Plan};
use crate::kernel::State;
use crate::process::Process;
use crate::soundness::{FaultKind, Hindrance, Marking, can_complete};

/// Looks at where the tokens would stand by the meaning of the new version: one must not be stranded, at a join that its
/// companions cannot come to any more or in a loop without a way out. Where there is too much to look at, nothing is said.
pub(super) fn look(new: &Process, plan: &Plan, state: &State, obstacles: &mut Vec<Obstacle>) {
    let moved = state.renamed(&plan.nodes, &plan.edges);
    if let Err(Hindrance::Fault(fault)) = can_complete(new, &Marking::of(new, &moved)) {
        let node = fault.at.clone();
        obstacles.push(match fault.kind {
            FaultKind::Deadlock | FaultKind::LeftBehind => Obstacle::Stranded { node },
            FaultKind::EndlessLoop | FaultKind::DeadNode | FaultKind::MeetsTwice => Obstacle::NoEnd { node },
        });
    }
}
