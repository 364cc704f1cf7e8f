use std::collections::BTreeSet;

use crate::id::{EdgeId, NodeId};
use crate::kernel::Event;
use crate::process::Process;
use crate::world::Instance;

/// Which nodes and edges of a process were visited.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    nodes: BTreeSet<NodeId>,
    edges: BTreeSet<EdgeId>,
}

impl Coverage {
    /// Adds what an instance visited.
    pub fn add(&mut self, instance: &Instance) {
        for recorded in &instance.log {
            match &recorded.event {
                Event::Entered { node, edges, .. } => {
                    self.nodes.insert(node.clone());
                    self.edges.extend(edges.iter().cloned());
                }
                Event::Arrived { edge, .. } => _ = self.edges.insert(edge.clone()),
                _ => {}
            }
        }
    }

    /// Adds what was visited elsewhere.
    pub fn merge(&mut self, other: Self) {
        self.nodes.extend(other.nodes);
        self.edges.extend(other.edges);
    }

    /// The nodes of a process that were not visited, in the order of the file.
    pub fn missing_nodes(&self, process: &Process) -> Vec<NodeId> {
        let nodes = process.definition().nodes.iter().map(|node| &node.id);
        nodes.filter(|node| !self.nodes.contains(*node)).cloned().collect()
    }

    /// The edges of a process that were not taken, in the order of the file.
    pub fn missing_edges(&self, process: &Process) -> Vec<EdgeId> {
        let edges = process.definition().edges.iter().map(|edge| &edge.id);
        edges.filter(|edge| !self.edges.contains(*edge)).cloned().collect()
    }
}
