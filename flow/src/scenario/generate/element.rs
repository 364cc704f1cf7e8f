use std::collections::BTreeSet;

use crate::id::{EdgeId, NodeId};
use crate::process::Process;
use crate::scenario::Coverage;

/// Something of a process that a scenario can come to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Element {
    /// A node, or a boundary event.
    Node(NodeId),
    /// An edge.
    Edge(EdgeId),
    /// A row of a decision table, from 0, by the table's node.
    Row(NodeId, usize),
}

impl Coverage {
    /// Everything of a process that nothing came to.
    pub fn missing(&self, process: &Process) -> BTreeSet<Element> {
        let nodes = self.missing_nodes(process).into_iter().map(Element::Node);
        let edges = self.missing_edges(process).into_iter().map(Element::Edge);
        let rows = self.missing_rows(process).into_iter();
        let rows = rows.flat_map(|(node, rows)| rows.into_iter().map(move |row| Element::Row(node.clone(), row - 1)));
        nodes.chain(edges).chain(rows).collect()
    }
}
