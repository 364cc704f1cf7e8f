//! Taking something out of a drawing.

use std::collections::BTreeSet;

use super::moving::closure;
use crate::id::{EdgeId, NodeId};
use crate::model::{Definition, Edge};

/// Removes nodes and connections with all that cannot be without them: what is in a sub-process, events at the side of a
/// step, and every connection with an end that is gone. Where a single step goes that one way led on from, what led to it
/// leads there.
pub fn remove(definition: &mut Definition, nodes: &BTreeSet<NodeId>, edges: &BTreeSet<EdgeId>) {
    let gone = closure(definition, nodes);
    definition.edges.retain(|edge| !edges.contains(&edge.id));
    for node in nodes {
        heal(definition, node, &gone);
    }
    definition.nodes.retain(|node| !gone.contains(&node.id));
    definition.attached.retain(|event| !gone.contains(&event.id) && !gone.contains(&event.on));
    definition.edges.retain(|edge| !gone.contains(&edge.from) && !gone.contains(&edge.to));
    forget(definition);
}

/// Leads what came to a node to where the node led on, when that is one place.
fn heal(definition: &mut Definition, node: &NodeId, gone: &BTreeSet<NodeId>) {
    let mut leaving = definition.edges.iter().filter(|edge| edge.from == *node);
    let (Some(Edge { to, when: None, .. }), None) = (leaving.next().cloned(), leaving.next()) else { return };
    if gone.contains(&to) {
        return;
    }
    let arriving: Vec<Edge> = definition.edges.iter().filter(|edge| edge.to == *node).cloned().collect();
    for edge in arriving.into_iter().filter(|edge| !gone.contains(&edge.from)) {
        let others = |other: &Edge| other.id != edge.id && other.from == edge.from && other.to == to;
        if edge.from != to && !definition.edges.iter().any(others) {
            definition.edges.iter_mut().filter(|other| other.id == edge.id).for_each(|other| other.to = to.clone());
            if let Some(diagram) = &mut definition.diagram {
                diagram.edges.remove(&edge.id);
            }
        }
    }
}

/// Forgets where things stood that are gone.
pub(super) fn forget(definition: &mut Definition) {
    let Some(mut diagram) = definition.diagram.take() else { return };
    let nodes: BTreeSet<&NodeId> = definition.element_ids().collect();
    let edges: BTreeSet<&EdgeId> = definition.edges.iter().map(|edge| &edge.id).collect();
    diagram.nodes.retain(|id, _| nodes.contains(id));
    diagram.edges.retain(|id, _| edges.contains(id));
    diagram.labels.retain(|id, _| edges.contains(id));
    diagram.collapsed.retain(|id| nodes.contains(id));
    diagram.lanes.retain(|id, _| definition.lanes.iter().any(|lane| lane.id == *id));
    definition.diagram = Some(diagram);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::sample::review;

    #[test]
    fn what_led_to_a_step_leads_to_what_came_after_it() {
        let mut definition = review();
        remove(&mut definition, &["decide".into()].into(), &BTreeSet::new());
        let yes = definition.edges.iter().find(|edge| edge.id == "yes");
        assert!(yes.is_none(), "both ways of the choice would lead to the same end");
        let mut definition = review();
        remove(&mut definition, &["check".into()].into(), &BTreeSet::new());
        assert!(definition.edges.iter().any(|edge| edge.from == "start" && edge.to == "choice"));
        assert!(definition.attached.is_empty(), "the event at its side is gone with it");
    }

    #[test]
    fn nothing_leads_to_what_is_gone() {
        let mut definition = review();
        remove(&mut definition, &["choice".into()].into(), &BTreeSet::new());
        let ids: BTreeSet<&NodeId> = definition.element_ids().collect();
        assert!(definition.edges.iter().all(|edge| ids.contains(&edge.from) && ids.contains(&edge.to)));
    }
}
