use std::collections::BTreeMap;

use super::{Process, Step, Way};
use crate::id::{EdgeId, NodeId};

/// Ways that are chosen beforehand: which edge the first, the second, … token that comes to a gateway takes, whatever
/// the conditions say. Those that come later go by the conditions again.
///
/// A process that somebody wants to look at is directed, never one that is published. What happened is in the events,
/// so that replaying them needs no directions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Directions {
    ways: BTreeMap<NodeId, Vec<EdgeId>>,
    failures: BTreeMap<NodeId, Vec<String>>,
}

impl Directions {
    /// The next token at the gateway takes this edge.
    pub fn add(&mut self, gateway: NodeId, edge: EdgeId) {
        self.ways.entry(gateway).or_default().push(edge);
    }

    /// The next work at the node fails with this code.
    pub fn add_failure(&mut self, node: NodeId, code: String) {
        self.failures.entry(node).or_default().push(code);
    }
}

impl Process {
    /// The same process with ways that are chosen beforehand.
    #[must_use]
    pub fn directed(self, directions: Directions) -> Self {
        Self { directions, ..self }
    }

    /// The way out of a step that was chosen beforehand for the token that came there after so many others.
    pub fn directed_way<'s>(&self, step: &'s Step, others: impl FnOnce() -> usize) -> Option<&'s Way> {
        let edge = self.directions.ways.get(&step.id)?.get(others())?;
        step.ways.iter().find(|way| way.edge == *edge)
    }

    /// The code that the work of a step fails with which was come to after so many others, when that was chosen
    /// beforehand.
    pub fn directed_failure(&self, step: &Step, others: impl FnOnce() -> usize) -> Option<&str> {
        self.directions.failures.get(&step.id)?.get(others()).map(String::as_str)
    }
}
