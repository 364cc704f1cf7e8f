//! Names that nothing in a definition has yet.

use std::collections::HashSet;

use crate::id::NodeId;
use crate::model::Definition;

/// The first of `stem`, `stem2`, `stem3` … that no element has.
pub(super) fn free<T: for<'a> From<&'a str>>(definition: &Definition, stem: &str) -> T {
    free_beside(&taken(definition), stem)
}

/// The same among names that are known.
pub(super) fn free_beside<T: for<'a> From<&'a str>>(taken: &HashSet<&str>, stem: &str) -> T {
    if !taken.contains(stem) {
        return stem.into();
    }
    let numbered = (2_u32..).map(|number| format!("{stem}{number}"));
    let name = numbered.into_iter().find(|name| !taken.contains(name.as_str()));
    name.unwrap_or_default().as_str().into()
}

/// Every id of the drawing; other tools' files want them to differ across kinds of elements.
pub(super) fn taken(definition: &Definition) -> HashSet<&str> {
    let nodes = definition.element_ids().map(NodeId::as_str);
    let edges = definition.edges.iter().map(|edge| edge.id.as_str());
    let lanes = definition.lanes.iter().map(|lane| lane.id.as_str());
    nodes.chain(edges).chain(lanes).collect()
}
