//! Moving a running instance to another version of its process.
//!
//! Which node of the new version a token goes to says a [`Mapping`]: the node of the same id, unless another is named.
//! [`plan`] looks at one instance before anything moves and tells everything that is in the way; [`crate::kernel::migrate`]
//! then moves it in one event. Nodes may be gone where no token is.

mod completion;
mod obstacle;
mod token;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use obstacle::Obstacle;

use crate::id::{EdgeId, NodeId};
use crate::kernel::{State, Timer};
use crate::model::{Field, FieldType};
use crate::process::{Catch, Process, type_of};
use token::{is_moved, look_at_tokens};

/// Which elements of the new version are those of the old; what is not named keeps its id.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Mapping {
    /// Nodes and boundary events of the old version, each with that of the new.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub nodes: BTreeMap<NodeId, NodeId>,
    /// Edges on which tokens may wait. Without it, one of another id that leads the same way is found.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub edges: BTreeMap<EdgeId, EdgeId>,
}

impl Mapping {
    /// The node of the new version.
    pub fn node<'n>(&'n self, old: &'n NodeId) -> &'n NodeId {
        self.nodes.get(old).unwrap_or(old)
    }
}

/// How an instance moves.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// Nodes that are called something else.
    pub nodes: BTreeMap<NodeId, NodeId>,
    /// Edges on which tokens wait that are called something else.
    pub edges: BTreeMap<EdgeId, EdgeId>,
    /// Events, by their old ids, that nothing waits for any more: their timers end.
    pub gone: Vec<NodeId>,
}

/// How an instance moves from one version to another, or everything that is in the way.
///
/// # Errors
/// The obstacles, each with the node, edge or field that it is about.
pub fn plan(old: &Process, new: &Process, mapping: &Mapping, state: &State) -> Result<Plan, Vec<Obstacle>> {
    let mut obstacles = Vec::new();
    if old.definition().key != new.definition().key {
        obstacles.push(Obstacle::OtherProcess { process: new.definition().key.clone() });
    }
    look_at_mapping(old, new, mapping, &mut obstacles);
    look_at_tokens(old, new, mapping, state, &mut obstacles);
    look_at_fields(old, new, state, &mut obstacles);
    let edges = look_at_waiting(old, new, mapping, state, &mut obstacles);
    let nodes = mapping.nodes.iter().filter(|(from, to)| from != to);
    let plan = Plan {
        nodes: nodes.map(|(from, to)| (from.clone(), to.clone())).collect(),
        edges: edges.into_iter().filter(|(from, to)| from != to).collect(),
        gone: gone(new, mapping, state),
    };
    if obstacles.is_empty() {
        completion::look(new, &plan, state, &mut obstacles);
    }
    if obstacles.is_empty() { Ok(plan) } else { Err(obstacles) }
}

/// What is named has to be there.
fn look_at_mapping(old: &Process, new: &Process, mapping: &Mapping, obstacles: &mut Vec<Obstacle>) {
    for (from, to) in &mapping.nodes {
        for (process, node) in [(old, from), (new, to)] {
            if process.step(node).is_none() {
                obstacles.push(Obstacle::Unknown { element: node.to_string() });
            }
        }
    }
    for (from, to) in &mapping.edges {
        for (process, edge) in [(old, from), (new, to)] {
            if process.leads_to(edge).is_none() {
                obstacles.push(Obstacle::Unknown { element: edge.to_string() });
            }
        }
    }
}

/// A token that waits at a join needs an edge there to wait on. Gives the edges by their old ids.
fn look_at_waiting(
    old: &Process,
    new: &Process,
    mapping: &Mapping,
    state: &State,
    obstacles: &mut Vec<Obstacle>,
) -> BTreeMap<EdgeId, EdgeId> {
    let mut found = BTreeMap::new();
    for (left, edge) in &state.waiting {
        let Some(join) = old.leads_to(edge) else { continue };
        let there = new.step(mapping.node(&join.id)).filter(|there| there.joins());
        if there.is_some_and(|there| is_moved(new, mapping, state, *left, there)) {
            obstacles.push(Obstacle::Moved { node: join.id.clone() });
            continue;
        }
        match there.and_then(|there| same_edge(old, new, mapping, edge, there)) {
            Some(there) => _ = found.insert(edge.clone(), there),
            None => obstacles.push(Obstacle::LostEdge { edge: edge.clone(), node: join.id.clone() }),
        }
    }
    found
}

/// The edge into a join on which a token goes on waiting: the one that is named, that of the same id, else the only one
/// that comes from the same node.
fn same_edge(
    old: &Process,
    new: &Process,
    mapping: &Mapping,
    edge: &EdgeId,
    there: &crate::process::Step,
) -> Option<EdgeId> {
    let arrives = |edge: &EdgeId| there.arriving.iter().any(|(known, _)| known == edge);
    let named = mapping.edges.get(edge).unwrap_or(edge);
    if arrives(named) {
        return Some(named.clone());
    }
    let from = old.definition().edges.iter().find(|known| known.id == *edge).map(|known| mapping.node(&known.from))?;
    let mut same = there.arriving.iter().filter(|(_, before)| new.at(*before).id == *from);
    same.next().filter(|_| same.next().is_none()).map(|(edge, _)| edge.clone())
}

/// What a field holds has to be of its type there. A field that is gone keeps its value in the history.
fn look_at_fields(old: &Process, new: &Process, state: &State, obstacles: &mut Vec<Obstacle>) {
    for field in &old.definition().form.fields {
        let holds = state.data.get(&field.id).is_some_and(|value| !value.is_null());
        let Some(there) = new.field(field.id.as_str()).filter(|_| holds) else { continue };
        if !holds_the_same(field, there) {
            obstacles.push(Obstacle::OtherType { field: field.id.clone() });
        } else if there.kind == FieldType::Choice
            && let Some(feel::Value::String(value)) = state.data.get(&field.id)
            && !there.options.iter().any(|option| *option.id == **value)
        {
            obstacles.push(Obstacle::NoOption { field: field.id.clone(), option: value.to_string() });
        }
    }
}

fn holds_the_same(one: &Field, other: &Field) -> bool {
    use FieldType::{Cascade, DateRange, Rating, Signature, Table};
    let is_bound = |field: &Field| matches!(field.kind, Cascade | DateRange | Rating | Signature | Table);
    one.kind == other.kind || type_of(one) == type_of(other) && !is_bound(one) && !is_bound(other)
}

/// The events whose timers end: those that are gone, that wait for no time any more, or sit elsewhere.
fn gone(new: &Process, mapping: &Mapping, state: &State) -> Vec<NodeId> {
    let stays = |timer: &Timer| {
        let Some(event) = new.step(mapping.node(&timer.node)) else { return false };
        let host = timer.visit.and_then(|visit| state.visit(visit)).map(|visit| mapping.node(&visit.node));
        let sits_there = event.boundary().is_none_or(|boundary| Some(&new.at(boundary.on).id) == host);
        matches!(event.catch, Some(Catch::Timer(_))) && sits_there
    };
    let timers = state.timers.iter().filter(|timer| !stays(timer)).map(|timer| &timer.node);
    let conditions = state.holding.iter().map(|(_, node)| node).filter(|node| new.step(mapping.node(node)).is_none());
    let mut gone: Vec<NodeId> = timers.chain(conditions).cloned().collect();
    gone.sort_unstable();
    gone.dedup();
    gone
}
