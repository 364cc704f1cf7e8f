use std::collections::HashMap;

use crate::id::NodeId;
use crate::model::{Definition, Edge, EventKind, Kind, Node, OnRefuse};

/// The nodes of a draft and how they hang together; edges that dangle are left out.
pub(super) struct Graph<'a> {
    pub(super) definition: &'a Definition,
    /// The nodes of the file, then the boundary events.
    nodes: Vec<&'a Node>,
    by_id: HashMap<&'a NodeId, usize>,
    leaving: Vec<Vec<&'a Edge>>,
    arriving: Vec<Vec<&'a Edge>>,
}

/// A node by its place in the file.
pub(super) type At = usize;

impl<'a> Graph<'a> {
    pub(super) fn new(definition: &'a Definition, boundary: &'a [Node]) -> Self {
        let nodes: Vec<&Node> = definition.nodes.iter().chain(boundary).collect();
        let by_id: HashMap<_, _> = nodes.iter().zip(0..).map(|(node, at)| (&node.id, at)).collect();
        let mut leaving = vec![Vec::new(); nodes.len()];
        let mut arriving = leaving.clone();
        for edge in &definition.edges {
            if let (Some(from), Some(to)) = (by_id.get(&edge.from), by_id.get(&edge.to)) {
                leaving[*from].push(edge);
                arriving[*to].push(edge);
            }
        }
        Self { definition, nodes, by_id, leaving, arriving }
    }

    /// Every node with its place.
    pub(super) fn nodes(&self) -> impl Iterator<Item = (At, &'a Node)> {
        self.nodes.iter().copied().enumerate()
    }

    pub(super) fn node(&self, at: At) -> &'a Node {
        self.nodes[at]
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

    /// Where a token can go from a node: along its edges, back when refusing sends it there, by the events that sit on
    /// it, into a sub-process, and by a link.
    pub(super) fn next(&self, at: At) -> impl Iterator<Item = At> {
        let node = self.node(at);
        let back = match &node.refuse {
            Some(OnRefuse::Back(to)) => self.find(to),
            _ => None,
        };
        let events = self.definition.attached.iter().filter(move |event| event.on == node.id);
        let events = events.filter_map(|event| self.find(&event.id));
        let along = self.leaving[at].iter().filter_map(|edge| self.find(&edge.to));
        along.chain(back).chain(events).chain(self.begins_in(node)).chain(self.linked(node))
    }

    /// Where a token can come from, along the edges of a node, or by the event that it is.
    pub(super) fn before(&self, at: At) -> impl Iterator<Item = At> {
        let node = self.node(at);
        let host = self.definition.attached.iter().find(move |event| event.id == node.id);
        let links = self.nodes().filter(move |(_, other)| self.linked(other) == Some(at)).map(|(other, _)| other);
        let host = host.and_then(|host| self.find(&host.on));
        self.arriving[at].iter().filter_map(|edge| self.find(&edge.from)).chain(host).chain(links)
    }

    /// Where tokens begin in a sub-process: at its starts and event sub-processes; without a start, at all that nothing
    /// leads to.
    fn begins_in(&self, outer: &'a Node) -> impl Iterator<Item = At> {
        let is_inside = move |node: &Node| outer.kind.is_sub_process() && node.within.as_ref() == Some(&outer.id);
        let has_start = self.nodes.iter().any(|node| is_inside(node) && node.kind == Kind::Start);
        let begins = move |at: At, node: &Node| match node.kind {
            Kind::Start | Kind::EventSubProcess => true,
            Kind::Boundary => false,
            _ => !has_start && !node.takes_back && self.arriving[at].is_empty(),
        };
        self.nodes().filter(move |(at, node)| is_inside(node) && begins(*at, node)).map(|(at, _)| at)
    }

    /// Where a link leads.
    fn linked(&self, node: &Node) -> Option<At> {
        let link = |node: &Node| node.event.clone().filter(|event| event.kind == EventKind::Link);
        let of = link(node).filter(|_| node.kind == Kind::Throw)?.of;
        let caught = |other: &Node| other.kind == Kind::Wait && link(other).is_some_and(|event| event.of == of);
        self.nodes().find(|(_, other)| other.within == node.within && caught(other)).map(|(at, _)| at)
    }

    /// Every node that can be come to from these, themselves included.
    pub(super) fn reachable<N: Iterator<Item = At>>(
        &self,
        from: impl IntoIterator<Item = At>,
        step: impl Fn(At) -> N,
    ) -> Vec<bool> {
        let mut reached = vec![false; self.nodes.len()];
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
        let begins = |node: &Node| node.within.is_none() && matches!(node.kind, Kind::Start | Kind::EventSubProcess);
        let first = self.nodes().filter(|(_, node)| begins(node)).map(|(at, _)| at);
        self.reachable(first, |at| self.next(at))
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
