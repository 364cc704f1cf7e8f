//! The nodes and connections of a graph, as one changes them.

use std::collections::BTreeSet;

use crate::design::ids::free;
use crate::id::{EdgeId, NodeId};
use crate::model::{Definition, Edge, Node};

/// A node by its id.
pub(super) fn node<'d>(definition: &'d Definition, id: &NodeId) -> Option<&'d Node> {
    definition.nodes.iter().find(|node| node.id == *id)
}

/// A connection by its id.
pub(super) fn edge<'d>(definition: &'d Definition, id: &EdgeId) -> Option<&'d Edge> {
    definition.edges.iter().find(|edge| edge.id == *id)
}

/// The connections that leave a node, in the order of their priority.
pub(super) fn leaving<'d>(definition: &'d Definition, id: &NodeId) -> impl Iterator<Item = &'d Edge> {
    definition.edges.iter().filter(move |edge| edge.from == *id)
}

/// The connections that arrive at a node.
pub(super) fn arriving<'d>(definition: &'d Definition, id: &NodeId) -> impl Iterator<Item = &'d Edge> {
    definition.edges.iter().filter(move |edge| edge.to == *id)
}

/// A connection that is always taken, under a name that nothing has.
pub(super) fn new_edge(definition: &Definition, from: &NodeId, to: &NodeId) -> Edge {
    Edge::new(free::<EdgeId>(definition, &format!("{from}-{to}")), from.clone(), to.clone())
}

/// Lets connections arrive elsewhere.
pub(super) fn lead(definition: &mut Definition, edges: &[EdgeId], to: &NodeId) {
    definition.edges.iter_mut().filter(|edge| edges.contains(&edge.id)).for_each(|edge| edge.to = to.clone());
}

/// Takes nodes and events out, with every connection that has an end there.
pub(super) fn drop_elements(definition: &mut Definition, gone: &BTreeSet<NodeId>) {
    definition.nodes.retain(|node| !gone.contains(&node.id));
    definition.attached.retain(|event| !gone.contains(&event.id));
    definition.edges.retain(|edge| !gone.contains(&edge.from) && !gone.contains(&edge.to));
}
