//! Where the branches of a fork meet.

use std::collections::BTreeSet;

use super::graph::Graph;
use super::{Arrival, Stop, Walked, along, branches_of};
use crate::design::tree::{Fork, Gap, Item, NotATree, Parting};
use crate::id::NodeId;
use crate::model::{Edge, Kind, Node};

/// What becomes of a line where it forks.
pub(super) enum Forked<'d> {
    /// Each branch ends.
    Apart(Fork),
    /// The branches meet, and the line goes on.
    Meets { fork: Fork, join: Option<NodeId>, after: Gap, on: Option<Arrival<'d>> },
    /// One branch alone goes on, through the gateway where others met before they ended; what follows that was read as a
    /// part of the branch.
    Remaining { fork: Fork, join: NodeId, after: Gap, rest: Rest<'d> },
}

/// What remains of a line from a place on.
pub(super) struct Rest<'d> {
    pub(super) items: Vec<Item>,
    pub(super) stop: Stop<'d>,
}

/// Whether branches that part in one way can meet at a place: a choice goes on with whatever came, several ways at once
/// with a gateway that waits for all of them.
pub(in crate::design::tree) fn can_meet_at(parts: Kind, place: &Node) -> bool {
    let ends = place.kind.is_end();
    let fits = match parts {
        Kind::Parallel => matches!(place.kind, Kind::Parallel | Kind::Inclusive),
        Kind::Inclusive => place.kind == Kind::Inclusive,
        _ => !matches!(place.kind, Kind::Parallel | Kind::Complex) && place.needs <= 1,
    };
    ends || fits
}

/// Finds where branches meet that part at a node.
pub(super) fn meeting<'d>(
    graph: &mut Graph<'d>,
    node: &'d Node,
    parting: Parting,
    mut branches: Vec<(&'d Edge, Walked<'d>)>,
) -> Result<Forked<'d>, NotATree> {
    if let Some((join, after, rest)) = remaining(graph, node, &mut branches) {
        let fork = Fork { parting, branches: branches_of(branches, None) };
        return Ok(Forked::Remaining { fork, join, after, rest });
    }
    let places: BTreeSet<&NodeId> = branches.iter().filter_map(|(_, walked)| meets(walked)).collect();
    let mut places = places.into_iter();
    let Some(place) = places.next().or_else(|| common_end(&branches)) else {
        return Ok(Forked::Apart(Fork { parting, branches: branches_of(branches, None) }));
    };
    if places.next().is_some() {
        return Err(NotATree::meet_in_several_places(&node.id));
    }
    let by: Vec<&Edge> = branches.iter().flat_map(|(_, walked)| ways_to(walked, place)).collect();
    let is_all = by.len() == graph.arriving(place);
    let Some(found) = graph.node(place) else { return Err(NotATree::stands_alone(place)) };
    if by.len() > 1 && !can_meet_at(node.kind, found) {
        return Err(NotATree::meet_in_another_way(found));
    }
    let fork = Fork { parting, branches: branches_of(branches, Some(place)) };
    if is_all && only_joins(graph, found) {
        graph.see(&found.id)?;
        let on = graph.leaving(&found.id).first().map(|edge| along(edge));
        return Ok(Forked::Meets { fork, join: Some(found.id.clone()), after: graph.gap_behind(found), on });
    }
    let (after, on) = (Gap::Meeting(node.id.clone()), Some(Arrival { at: &found.id, by }));
    Ok(Forked::Meets { fork, join: None, after, on })
}

fn meets<'d>(walked: &Walked<'d>) -> Option<&'d NodeId> {
    match &walked.stop {
        Stop::Meets(arrival) => Some(arrival.at),
        _ => None,
    }
}

/// The end that all branches lead to.
fn common_end<'d>(branches: &[(&Edge, Walked<'d>)]) -> Option<&'d NodeId> {
    let mut ends = branches.iter().map(|(_, walked)| walked.stop.arrival().map(|arrival| arrival.at));
    let first = ends.next()??;
    ends.all(|end| end == Some(first)).then_some(first)
}

fn ways_to<'d>(walked: &Walked<'d>, place: &NodeId) -> Vec<&'d Edge> {
    walked.stop.arrival().filter(|arrival| arrival.at == place).map_or_else(Vec::new, |arrival| arrival.by.clone())
}

/// Whether a gateway does nothing but let branches meet.
fn only_joins(graph: &Graph<'_>, node: &Node) -> bool {
    node.kind.is_gateway() && matches!(graph.leaving(&node.id), [] | [Edge { when: None, .. }])
}

/// Where one branch alone goes on, and the others end, they may have met before: then the gateway is there yet. What
/// comes from there on is taken out of the branch.
fn remaining<'d>(
    graph: &Graph<'d>,
    node: &Node,
    branches: &mut [(&'d Edge, Walked<'d>)],
) -> Option<(NodeId, Gap, Rest<'d>)> {
    let joins = |item: &Item| match item {
        Item::Step { step, .. } => {
            graph.node(&step.node).is_some_and(|step| step.kind.is_gateway() && can_meet_at(node.kind, step))
        }
        Item::Fork { .. } => false,
    };
    let place = |walked: &Walked<'_>| walked.items.iter().position(joins);
    let mut with_gateway = (0..).zip(branches.iter()).filter(|(_, (_, walked))| place(walked).is_some());
    let (Some((only, _)), None) = (with_gateway.next(), with_gateway.next()) else { return None };
    let mut others = (0..).zip(branches.iter()).filter(|(branch, _)| *branch != only).peekable();
    if others.peek().is_none() || others.any(|(_, (_, walked))| meets(walked).is_some()) {
        return None;
    }
    let walked = &mut branches.get_mut(only)?.1;
    let mut items = walked.items.split_off(place(walked)?).into_iter();
    let Some(Item::Step { step, after }) = items.next() else { return None };
    let at = &graph.node(&step.node)?.id;
    let stop = std::mem::replace(&mut walked.stop, Stop::Meets(Arrival { at, by: Vec::new() }));
    Some((step.node, after, Rest { items: items.collect(), stop }))
}
