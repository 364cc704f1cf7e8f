//! What is in a collapsed sub-process is not drawn.

use std::borrow::Cow;

use crate::model::Definition;

/// The definition without what is in collapsed sub-processes.
pub(super) fn folded(definition: &Definition) -> Cow<'_, Definition> {
    let hidden = definition.hidden();
    if hidden.is_empty() {
        return Cow::Borrowed(definition);
    }
    let is_drawn = |id| !hidden.contains_key(id);
    Cow::Owned(Definition {
        nodes: definition.nodes.iter().filter(|node| is_drawn(&node.id)).cloned().collect(),
        attached: definition.attached.iter().filter(|event| is_drawn(&event.id)).cloned().collect(),
        edges: definition.edges.iter().filter(|edge| is_drawn(&edge.from) && is_drawn(&edge.to)).cloned().collect(),
        lanes: definition.lanes.clone(),
        diagram: definition.diagram.clone(),
        ..Definition::default()
    })
}
