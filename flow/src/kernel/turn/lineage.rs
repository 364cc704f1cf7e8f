//! Who came out of whom: the graph of visits, and what returning may do with it.

use std::collections::BTreeSet;

use crate::id::NodeId;
use crate::kernel::state::State;
use crate::kernel::visit::{Visit, VisitId};
use crate::model::Rework;
use crate::process::{Process, Work};

/// A node to which a matter may be returned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnTarget {
    /// The node.
    pub node: NodeId,
    /// Its visit on the token's path.
    pub visit: VisitId,
    /// The visits of other branches whose tokens would be taken away: where they are, or what they left last when they
    /// wait at a join; and where they went through a gateway that waits for the rest.
    pub cancels: Vec<VisitId>,
    /// Where it would go on after the rework. Branches that were taken away only come back through the nodes between,
    /// whatever the node says.
    pub then: Rework,
}

/// The nodes to which the matter may be returned from a visit, the nearest first: people worked there, the token's own
/// path has completed them, and no block lies between that has been joined already.
pub fn return_targets(process: &Process, state: &State, from: VisitId) -> Vec<ReturnTarget> {
    let allowed = state.visit(from).and_then(|visit| process.step(&visit.node));
    let returns = allowed.and_then(|step| step.human()).map(|human| &human.returns);
    let only = returns.and_then(|returns| returns.to.as_ref());
    let then = returns.map(|returns| returns.then).unwrap_or_default();
    let mut seen = BTreeSet::new();
    let mut targets = Vec::new();
    for visit in ancestors(state, from).into_iter().rev() {
        let Some(at) = state.visit(visit) else { continue };
        let worked_at = process.step(&at.node).is_some_and(|step| step.human().is_some() && !step.is_reading());
        let offered = only.is_none_or(|only| only.contains(&at.node)) && visit != state.whole(from);
        if worked_at && offered && can_be_gone_again(process, state, from, visit) && seen.insert(&at.node) {
            let cancels = others_out_of(state, visit, from);
            let then = if cancels.is_empty() { then } else { Rework::Again };
            targets.push(ReturnTarget { node: at.node.clone(), visit, cancels, then });
        }
    }
    targets
}

/// The nodes to which a matter may be returned out of the process that a visit called: none once the call is over.
pub fn caller_return_targets(process: &Process, state: &State, call: VisitId) -> Vec<ReturnTarget> {
    let is_call = |visit: &&Visit| process.step(&visit.node).is_some_and(|step| matches!(step.work, Work::Call(_)));
    match state.visit(call).filter(is_call) {
        Some(visit) if visit.is_active() && state.is_running() => return_targets(process, state, call),
        _ => Vec::new(),
    }
}

/// The latest visit of a node on the path of a visit's token, that visit included, to which the token can go back with
/// everything that came out of it.
pub(super) fn done_on_path(process: &Process, state: &State, of: VisitId, node: &NodeId) -> Option<VisitId> {
    let is_at = |visit: VisitId| state.visit(visit).is_some_and(|visit| visit.node == *node);
    if is_at(of) {
        return Some(of);
    }
    let mut path = ancestors(state, of).into_iter().rev();
    path.find(|visit| is_at(*visit) && can_be_gone_again(process, state, of, *visit))
}

/// Whether the node of a visit is in the process, and in the sub-process in which it was visited. Both are so unless the
/// instance has come from another version.
pub(super) fn is_where_it_was(process: &Process, state: &State, visit: VisitId) -> bool {
    let step = state.visit(visit).and_then(|visit| process.step(&visit.node));
    let around = state.around(visit).and_then(|around| state.visit(around)).map(|around| &around.node);
    step.is_some_and(|step| step.within.map(|within| &process.at(within).id) == around)
}

/// The visits that a token came through, in order of entering; the visit itself is not among them.
pub(super) fn ancestors(state: &State, of: VisitId) -> BTreeSet<VisitId> {
    let mut found = BTreeSet::new();
    let mut ahead = vec![of];
    while let Some(visit) = ahead.pop() {
        let from = state.visit(visit).map(|visit| visit.from.as_slice()).unwrap_or_default();
        ahead.extend(from.iter().copied().filter(|before| found.insert(*before)));
    }
    found
}

/// The visits that came out of a visit, at any distance; the visit itself is not among them.
pub(in crate::kernel) fn descendants(state: &State, of: VisitId) -> BTreeSet<VisitId> {
    let mut found = BTreeSet::from([of]);
    for (id, visit) in (of + 1..).zip(state.visits.iter().skip(of as usize + 1)) {
        if visit.from.iter().any(|before| found.contains(before)) {
            found.insert(id);
        }
    }
    found.remove(&of);
    found
}

/// Whether everything since a visit can be done again: its token has gone on from a node that is still there, the token at
/// `at` only came by way of it, and what came out of it has been joined with nothing else, which would be lost.
fn can_be_gone_again(process: &Process, state: &State, at: VisitId, from: VisitId) -> bool {
    if !state.visit(from).is_some_and(Visit::is_left) || !is_where_it_was(process, state, from) {
        return false;
    }
    let out = descendants(state, from);
    let is_of_it = |before: &VisitId| *before == from || out.contains(before);
    let mut befores = out.iter().filter_map(|visit| state.visit(*visit)).flat_map(|visit| &visit.from);
    every_way_leads_through(state, at, from) && befores.all(is_of_it)
}

/// Whether a token could only come to `at` by way of `through`. When it could not, `through` lies in one branch of a
/// block that has been joined: its other branches do not come out of it and could not be taken back.
fn every_way_leads_through(state: &State, at: VisitId, through: VisitId) -> bool {
    let mut seen = BTreeSet::new();
    let mut ahead = vec![at];
    while let Some(visit) = ahead.pop() {
        let from = state.visit(visit).map(|visit| visit.from.as_slice()).unwrap_or_default();
        if from.is_empty() && visit != through {
            return false;
        }
        ahead.extend(from.iter().copied().filter(|before| *before != through && seen.insert(*before)));
    }
    true
}

fn others_out_of(state: &State, target: VisitId, own: VisitId) -> Vec<VisitId> {
    let out = descendants(state, target);
    let active = state.active().map(|(visit, _)| visit);
    // What a complex gateway that waits for the rest has let through would have to come again too.
    let others = active.chain(state.waiting.iter().map(|(left, _)| *left)).chain(state.opened.iter().copied());
    others.filter(|visit| *visit != own && out.contains(visit)).collect()
}
