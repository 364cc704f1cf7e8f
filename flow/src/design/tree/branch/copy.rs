//! Copying a branch.

use std::collections::BTreeMap;

use super::{can_meet_more, put_before_default, take_outcome};
use crate::design::clipboard::renamed;
use crate::design::ids::free;
use crate::design::tree::Parting;
use crate::design::tree::attempt::{attempt, gone, read};
use crate::design::tree::connections::edge;
use crate::design::tree::moving::own;
use crate::id::{EdgeId, NodeId};
use crate::model::{Definition, Edge};
use crate::text::Text;

/// Puts a copy of a branch behind it, with everything in it under names of its own. Answers the connection that leads into
/// the copy.
///
/// # Errors
/// Every outcome of the step has a branch of its own.
pub fn copy_branch(definition: &mut Definition, fork: &NodeId, branch: usize) -> Result<EdgeId, Text> {
    attempt(definition, |tried, _| {
        can_meet_more(tried, fork)?;
        let tree = read(tried)?;
        let standing = tree.fork(fork).ok_or_else(gone)?;
        let branch = standing.fork.branches.get(branch).ok_or_else(gone)?;
        let original = edge(tried, &branch.edge).ok_or_else(gone)?.clone();
        let elements = own(tried, &branch.line.elements(), Some(&branch.edge));
        let (inside, out): (Vec<Edge>, Vec<Edge>) = tried
            .edges
            .iter()
            .filter(|edge| elements.contains(&edge.from))
            .cloned()
            .partition(|edge| elements.contains(&edge.to));
        let part = Definition {
            nodes: tried.nodes.iter().filter(|node| elements.contains(&node.id)).cloned().collect(),
            attached: tried.attached.iter().filter(|event| elements.contains(&event.id)).cloned().collect(),
            edges: inside,
            ..Definition::default()
        };
        let copies = put_copy(tried, part);
        let copy_of = |id: &NodeId| copies.get(id).unwrap_or(id).clone();
        for way in out {
            let id: EdgeId = free(tried, way.id.as_str());
            tried.edges.push(Edge { id, from: copy_of(&way.from), ..way });
        }
        let id: EdgeId = free(tried, original.id.as_str());
        let was_default = original.default;
        let mut way = Edge { id: id.clone(), to: copy_of(&original.to), default: false, ..original };
        if let Parting::Outcomes(_) = standing.fork.parting {
            way.when = None;
            take_outcome(tried, &mut way)?;
        }
        match tried.edges.iter().position(|edge| edge.id == branch.edge).filter(|_| !was_default) {
            Some(at) => tried.edges.insert(at + 1, way),
            None => put_before_default(tried, way),
        }
        Ok(id)
    })
}

/// Puts a part in under names that nothing has, and answers what each is called now.
fn put_copy(definition: &mut Definition, part: Definition) -> BTreeMap<NodeId, NodeId> {
    let originals: Vec<NodeId> = part.element_ids().cloned().collect();
    let copy = renamed(definition, part);
    let copies = originals.into_iter().zip(copy.element_ids().cloned()).collect();
    definition.nodes.extend(copy.nodes);
    definition.attached.extend(copy.attached);
    definition.edges.extend(copy.edges);
    copies
}
