//! Putting something in where a gap is.

use super::attempt::{attempt, gone};
use super::connections::{arriving, edge, lead, leaving, new_edge, node};
use super::{Gap, Tree};
use crate::design::draw::beside;
use crate::design::{New, append, refusal, splice};
use crate::id::{EdgeId, LaneId, NodeId};
use crate::model::{Definition, Edge, Kind};
use crate::text::Text;

/// Puts a new step into a gap.
///
/// # Errors
/// Why nothing of its kind can stand there.
pub fn insert(definition: &mut Definition, gap: &Gap, new: &New) -> Result<NodeId, Text> {
    if new.kind.is_gateway() {
        return Err(Text::each("网关要和它的分支一起加入", "A gateway is put in together with its branches"));
    }
    attempt(definition, |tried, tree| match place(tried, tree, gap)? {
        Place::Edge(edge) => splice(tried, &edge, new),
        Place::Behind(node) => append(tried, &node, new),
        Place::Into(sub_process) => first_in(tried, &sub_process, new),
    })
}

fn first_in(definition: &mut Definition, sub_process: &NodeId, new: &New) -> Result<NodeId, Text> {
    if matches!(new.kind, Kind::Boundary | Kind::EventSubProcess) {
        return Err(Text::each("这不是流程中的一步", "This is no step on the way"));
    }
    let new = draw_at(definition, &Place::Into(sub_process.clone()), new);
    let follows = first_within(definition, sub_process, &new);
    if let Some(text) = follows.and_then(|follows| refusal(definition, &new, &follows)) {
        return Err(text);
    }
    put_in(definition, &Place::Into(sub_process.clone()), (&new, &new), None);
    Ok(new)
}

/// A gap where something can be put in at once.
pub(super) enum Place {
    Edge(EdgeId),
    Behind(NodeId),
    Into(NodeId),
}

impl Place {
    /// The sub-process that it is in, and the lane.
    pub(super) fn surroundings(&self, definition: &Definition) -> (Option<NodeId>, Option<LaneId>) {
        let from = match self {
            Self::Edge(id) => edge(definition, id).map(|edge| edge.from.clone()),
            Self::Behind(id) => Some(id.clone()),
            Self::Into(id) => {
                return (Some(id.clone()), node(definition, id).and_then(|node| node.lane.clone()));
            }
        };
        let host = |id: &NodeId| definition.attached.iter().find(|event| event.id == *id).map(|event| &event.on);
        let from = from.as_ref().and_then(|id| node(definition, host(id).unwrap_or(id)));
        from.map(|node| (node.within.clone(), node.lane.clone())).unwrap_or_default()
    }
}

/// Where something can be put in for a gap; where branches meet without a gateway, they get one.
pub(super) fn place(definition: &mut Definition, tree: &Tree, gap: &Gap) -> Result<Place, Text> {
    if !tree.lines().into_iter().any(|line| line.gaps().any(|other| other == gap)) {
        return Err(gone());
    }
    Ok(match gap {
        Gap::Edge(edge) => Place::Edge(edge.clone()),
        Gap::Behind(node) => Place::Behind(node.clone()),
        Gap::Into(sub_process) => Place::Into(sub_process.clone()),
        Gap::Meeting(fork) => Place::Edge(gather(definition, tree, fork)?),
    })
}

/// Draws something where a gap is, connected with nothing yet.
pub(super) fn draw_at(definition: &mut Definition, place: &Place, new: &New) -> NodeId {
    let (within, lane) = place.surroundings(definition);
    let mut node = new.node_of(definition);
    (node.within, node.lane) = (within, lane);
    let id = node.id.clone();
    definition.nodes.push(node);
    id
}

/// Draws something beside a node, connected with nothing yet.
pub(super) fn draw_beside(definition: &mut Definition, other: &NodeId, new: &New) -> NodeId {
    let node = beside(definition, other, new);
    let id = node.id.clone();
    definition.nodes.push(node);
    id
}

/// Leads what leads through a gap to the first of what is put in there, and on from the last, by the connection that it
/// led on by before when it did.
pub(super) fn put_in(
    definition: &mut Definition,
    place: &Place,
    (first, last): (&NodeId, &NodeId),
    leads_on: Option<Edge>,
) {
    let leads_on_to = |definition: &Definition, to: NodeId| match leads_on {
        Some(edge) => Edge { to, ..edge },
        None => new_edge(definition, last, &to),
    };
    match place {
        Place::Edge(id) => {
            let Some(at) = definition.edges.iter().position(|edge| edge.id == *id) else { return };
            let to = std::mem::replace(&mut definition.edges[at].to, first.clone());
            let edge = leads_on_to(definition, to);
            definition.edges.insert(at + 1, edge);
        }
        Place::Behind(from) => {
            let edge = new_edge(definition, from, first);
            definition.edges.push(edge);
        }
        Place::Into(sub_process) => {
            if let Some(to) = first_within(definition, sub_process, first) {
                let edge = leads_on_to(definition, to);
                definition.edges.push(edge);
            }
        }
    }
}

/// What a sub-process without a start begins with, besides what is put in.
fn first_within(definition: &Definition, sub_process: &NodeId, put_in: &NodeId) -> Option<NodeId> {
    let begins = definition.begins_in(node(definition, sub_process)?);
    begins.into_iter().find(|node| node.id != *put_in).map(|node| node.id.clone())
}

/// Gives branches that meet at what comes next a gateway where they meet, and answers the connection that leads on from
/// there.
pub(super) fn gather(definition: &mut Definition, tree: &Tree, fork: &NodeId) -> Result<EdgeId, Text> {
    let standing = tree.fork(fork).ok_or_else(gone)?;
    let parts = node(definition, fork).ok_or_else(gone)?.kind;
    let ways: Vec<EdgeId> = standing.fork.ways().into_iter().cloned().collect();
    let meet_at = ways.first().and_then(|way| edge(definition, way)).ok_or_else(gone)?.to.clone();
    Ok(join(definition, fork, parts, &ways, &meet_at))
}

/// Lets ways meet at a new gateway before where they lead, and answers the connection that leads on from there.
pub(super) fn join(
    definition: &mut Definition,
    beside: &NodeId,
    parts: Kind,
    ways: &[EdgeId],
    meet_at: &NodeId,
) -> EdgeId {
    let join = draw_beside(definition, beside, &New::node(joining(parts)));
    lead(definition, ways, &join);
    let edge = new_edge(definition, &join, meet_at);
    let id = edge.id.clone();
    definition.edges.push(edge);
    id
}

/// The gateway at which branches meet that part in one way.
pub(super) fn joining(parts: Kind) -> Kind {
    match parts {
        Kind::Parallel | Kind::Inclusive => parts,
        _ => Kind::Exclusive,
    }
}

/// Takes out what stands between two nodes: what led to the first leads to where the last led on. Answers the connection
/// by which it did, which is gone.
pub(super) fn take_out(definition: &mut Definition, first: &NodeId, last: &NodeId) -> Option<Edge> {
    let arrivals: Vec<EdgeId> = arriving(definition, first).map(|edge| edge.id.clone()).collect();
    let on = definition.edges.iter().position(|edge| edge.from == *last);
    let Some(on) = on.map(|at| definition.edges.remove(at)) else {
        leave_open(definition, first, &arrivals);
        return None;
    };
    let parts = joining(node(definition, first).map_or(Kind::Exclusive, |node| node.kind));
    let can_meet = node(definition, &on.to).is_some_and(|to| {
        let is_free = to.kind.is_end() || arriving(definition, &on.to).next().is_none();
        is_free && super::read::can_meet_at(parts, to)
    });
    if arrivals.len() > 1 && !can_meet {
        join(definition, first, parts, &arrivals, &on.to);
    } else {
        lead(definition, &arrivals, &on.to);
    }
    Some(on)
}

/// Where nothing led on from what is taken out, nothing leads on from what came before it; a branch ends there.
fn leave_open(definition: &mut Definition, first: &NodeId, arrivals: &[EdgeId]) {
    let is_only_way = |id: &EdgeId| {
        edge(definition, id).is_some_and(|edge| edge.is_plain() && leaving(definition, &edge.from).count() == 1)
    };
    match arrivals {
        [only] if is_only_way(only) => definition.edges.retain(|edge| edge.id != *only),
        [] => {}
        several => {
            let end = draw_beside(definition, first, &New::node(Kind::End));
            lead(definition, several, &end);
        }
    }
}
