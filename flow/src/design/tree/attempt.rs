//! Changing a tree so that it stays one.

use std::collections::{BTreeSet, HashMap};

use super::connections::node;
use super::{Tree, tree};
use crate::design::remove::forget;
use crate::id::{EdgeId, NodeId};
use crate::model::{Definition, Edge, Kind};
use crate::text::Text;

/// Makes a change whole or not at all: it is refused when what comes of it is no tree.
pub(super) fn attempt<T>(
    definition: &mut Definition,
    change: impl FnOnce(&mut Definition, &Tree) -> Result<T, Text>,
) -> Result<T, Text> {
    let before = read(definition)?;
    let mut tried = definition.clone();
    let made = change(&mut tried, &before)?;
    read(&tried)?;
    events_decide(definition, &tried)?;
    forget_ways(definition, &mut tried);
    *definition = tried;
    Ok(made)
}

/// The tree, or why it is none, for whoever changes it.
pub(super) fn read(definition: &Definition) -> Result<Tree, Text> {
    tree(definition).map_err(|not| not.reason)
}

/// What was there when somebody looked is gone.
pub(super) fn gone() -> Text {
    Text::each("这里已经变了，请再看一眼", "This has changed meanwhile; have another look")
}

/// Where the first of several events decides, no change may put anything else.
fn events_decide(before: &Definition, after: &Definition) -> Result<(), Text> {
    let kind_of = |id: &NodeId| node(after, id).map(|node| node.kind);
    let is_wrong =
        |edge: &&Edge| kind_of(&edge.from) == Some(Kind::EventBased) && kind_of(&edge.to) != Some(Kind::Wait);
    match after.edges.iter().filter(is_wrong).all(|edge| before.edges.contains(edge)) {
        true => Ok(()),
        false => Err(Text::each("事件分支之后只能是等待", "Only waits follow the choice by the first event")),
    }
}

/// What leads elsewhere, or is gone, was drawn for what is not there any more.
fn forget_ways(before: &Definition, after: &mut Definition) {
    let ends: HashMap<&EdgeId, _> = before.edges.iter().map(|edge| (&edge.id, (&edge.from, &edge.to))).collect();
    let leads_elsewhere = |edge: &&Edge| ends.get(&edge.id).is_some_and(|ends| *ends != (&edge.from, &edge.to));
    let changed: BTreeSet<EdgeId> = after.edges.iter().filter(leads_elsewhere).map(|edge| edge.id.clone()).collect();
    if let Some(diagram) = &mut after.diagram {
        diagram.edges.retain(|id, _| !changed.contains(id));
    }
    forget(after);
}
