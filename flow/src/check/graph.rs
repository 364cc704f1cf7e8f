use std::collections::HashMap;

use crate::id::NodeId;
use crate::model::{Definition, Edge, Kind, Node, OnRefuse};

/// The nodes of a draft and how they hang together; edges that dangle are left out.
pub(super) struct Graph<'a> {
    pub(super) definition: &'a Definition,
    by_id: HashMap<&'a NodeId, usize>,
    leaving: Vec<Vec<&'a Edge>>,
    arriving: Vec<Vec<&'a Edge>>,
}

/// A node by its place in the file.
pub(super) type At = usize;

impl<'a> Graph<'a> {
    pub(super) fn new(definition: &'a Definition) -> Self {
        let by_id: HashMap<_, _> = definition.nodes.iter().zip(0..).map(|(node, at)| (&node.id, at)).collect();
        let mut leaving = vec![Vec::new(); definition.nodes.len()];
        let mut arriving = leaving.clone();
        for edge in &definition.edges {
            if let (Some(from), Some(to)) = (by_id.get(&edge.from), by_id.get(&edge.to)) {
                leaving[*from].push(edge);
                arriving[*to].push(edge);
            }
        }
        Self { definition, by_id, leaving, arriving }
    }

    /// Every node with its place.
    pub(super) fn nodes(&self) -> impl Iterator<Item = (At, &'a Node)> {
        self.definition.nodes.iter().enumerate()
    }

    pub(super) fn node(&self, at: At) -> &'a Node {
        &self.definition.nodes[at]
    }

    pub(super) fn find(&self, id: &NodeId) -> Option<At> {
        self.by_id.get(id).copied()
    }

    /// The edges that leave a node, in the order of their priority.
    pub(super) fn leaving(&self, at: At) -> &[&'a Edge] {
        &self.leaving[at]
    }

    /// The edges that arrive at a node.
    pub(super) fn arriving(&self, at: At) -> &[&'a Edge] {
        &self.arriving[at]
    }

    /// Where a token can go from a node: along its edges, and back when refusing sends it there.
    pub(super) fn next(&self, at: At) -> impl Iterator<Item = At> {
        let back = match &self.node(at).refuse {
            Some(OnRefuse::Back(to)) => self.find(to),
            _ => None,
        };
        self.leaving[at].iter().filter_map(|edge| self.find(&edge.to)).chain(back)
    }

    /// Where a token can come from, along the edges of a node.
    pub(super) fn before(&self, at: At) -> impl Iterator<Item = At> {
        self.arriving[at].iter().filter_map(|edge| self.find(&edge.from))
    }

    /// Every node that can be come to from these, themselves included.
    pub(super) fn reachable<N: Iterator<Item = At>>(
        &self,
        from: impl IntoIterator<Item = At>,
        step: impl Fn(At) -> N,
    ) -> Vec<bool> {
        let mut reached = vec![false; self.definition.nodes.len()];
        let mut ahead: Vec<At> = from.into_iter().collect();
        while let Some(at) = ahead.pop() {
            if !std::mem::replace(&mut reached[at], true) {
                ahead.extend(step(at));
            }
        }
        reached
    }

    /// Every node that a token can come to from the start.
    pub(super) fn reachable_from_start(&self) -> Vec<bool> {
        self.reachable(self.of_kind(|kind| kind == Kind::Start), |at| self.next(at))
    }

    /// The nodes of some kinds.
    pub(super) fn of_kind(&self, is: impl Fn(Kind) -> bool) -> impl Iterator<Item = At> {
        self.nodes().filter(move |(_, node)| is(node.kind)).map(|(at, _)| at)
    }
}

/// Whether a token ends there.
pub(super) fn ends(kind: Kind) -> bool {
    matches!(kind, Kind::End | Kind::Terminate)
}
