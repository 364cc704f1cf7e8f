//! What is in the way of a token.

use std::mem::discriminant;

use super::{Mapping, Obstacle};
use crate::kernel::{State, Visit, VisitId};
use crate::model::Mode;
use crate::process::{Process, Several, Step, Work};

/// Every token needs a node of the same kind, in the same sub-process.
pub(super) fn look_at_tokens(
    old: &Process,
    new: &Process,
    mapping: &Mapping,
    state: &State,
    obstacles: &mut Vec<Obstacle>,
) {
    for (id, visit) in state.active() {
        let node = &visit.node;
        let (Some(from), Some(to)) = (old.step(node), new.step(mapping.node(node))) else {
            obstacles.push(Obstacle::Gone { node: node.clone() });
            continue;
        };
        let other = if !is_same_work(from, to) {
            Some(Obstacle::OtherKind { node: node.clone(), to: to.id.clone() })
        } else if !is_done_as_often(from, to) {
            Some(Obstacle::OtherTimes { node: node.clone() })
        } else if is_moved(new, mapping, state, id, to) {
            Some(Obstacle::Moved { node: node.clone() })
        } else {
            looked_into(from, to, visit)
        };
        obstacles.extend(other.filter(|other| !obstacles.contains(other)));
    }
}

/// Whether the same sort of work is done.
fn is_same_work(from: &Step, to: &Step) -> bool {
    let same_sub = match (from.sub(), to.sub()) {
        (Some(one), Some(other)) => {
            let kind = |sub: &crate::process::SubStep| (sub.ad_hoc.is_some(), sub.is_transaction, sub.by_event);
            kind(one) == kind(other)
        }
        _ => true,
    };
    discriminant(&from.work) == discriminant(&to.work) && same_sub
}

fn is_done_as_often(from: &Step, to: &Step) -> bool {
    let how = |several: &Option<Several>| several.as_ref().map(discriminant);
    how(&from.several) == how(&to.several)
}

/// Whether the node lies in another sub-process than the token.
pub(super) fn is_moved(new: &Process, mapping: &Mapping, state: &State, visit: VisitId, to: &Step) -> bool {
    let around = state.around(visit).and_then(|around| state.visit(around)).map(|around| mapping.node(&around.node));
    around != to.within.map(|within| &new.at(within).id)
}

/// What has begun at a node and could not go on there.
fn looked_into(from: &Step, to: &Step, visit: &Visit) -> Option<Obstacle> {
    let node = visit.node.clone();
    match (&from.work, &to.work) {
        (Work::Human(one), Work::Human(other)) => {
            // Only in order are places asked later.
            let waits = visit.seats.iter().any(|seat| seat.tasks.is_empty() && seat.answer.is_none());
            (one.mode == Mode::Sequential && other.mode != Mode::Sequential && waits)
                .then_some(Obstacle::OtherMode { node })
        }
        (Work::Call(one), Work::Call(other)) if one.process != other.process => {
            Some(Obstacle::OtherCall { node, process: one.process.clone() })
        }
        _ => None,
    }
}
