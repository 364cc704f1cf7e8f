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
    arrivals: Vec<Vec<Arrival>>,
    next: Vec<Vec<At>>,
    forward: Vec<Vec<At>>,
}

/// A node by its place in the file.
pub(super) type At = usize;

/// How a token, or the chance of one, comes to a node.
#[derive(Debug, Clone, Copy)]
pub(super) enum Arrival {
    /// Along an edge or by a link, when a node is done.
    Along(At),
    /// Back from a node where it was refused.
    Back(At),
    /// Into the sub-process, when that begins.
    Into(At),
    /// By an event at the side of a node, at any moment while that is worked at.
    Beside(At),
    /// By an event at the side of a node that was done, to take that back.
    TakingBack(At),
    /// By an event within a sub-process, at any moment while that goes on.
    Within(At),
    /// By an event, at any moment of the instance.
    AnyTime,
}

impl Arrival {
    /// Where it comes from; an event of the instance comes from nowhere.
    pub(super) fn from(self) -> Option<At> {
        match self {
            Self::Along(at)
            | Self::Back(at)
            | Self::Into(at)
            | Self::Beside(at)
            | Self::TakingBack(at)
            | Self::Within(at) => Some(at),
            Self::AnyTime => None,
        }
    }

    /// Whether it leads on in the drawing: along what is drawn to the node or at the side of another.
    fn is_drawn(self) -> bool {
        matches!(self, Self::Along(_) | Self::Beside(_) | Self::TakingBack(_))
    }
}

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
        let (arrivals, next, forward) = (Vec::new(), Vec::new(), Vec::new());
        let mut graph = Self { definition, nodes, by_id, leaving, arriving, arrivals, next, forward };
        graph.arrivals = graph.connect();
        graph.next = vec![Vec::new(); graph.nodes.len()];
        for (to, arrivals) in graph.arrivals.iter().enumerate() {
            arrivals.iter().filter_map(|arrival| arrival.from()).for_each(|from| graph.next[from].push(to));
        }
        graph.forward = graph.follow_edges();
        graph
    }

    /// Every way in which a token can come to each node: edges, and everything else that moves tokens.
    fn connect(&self) -> Vec<Vec<Arrival>> {
        let mut arrivals = vec![Vec::new(); self.nodes.len()];
        for (at, node) in self.nodes() {
            let ways = self.leaving(at).iter().filter_map(|edge| self.find(&edge.to));
            let link = self.definition.end_of_link(node).and_then(|end| self.find(&end.id));
            ways.chain(link).for_each(|to| arrivals[to].push(Arrival::Along(at)));
            if let Some(OnRefuse::Back(to)) = &node.refuse {
                self.find(to).into_iter().for_each(|to| arrivals[to].push(Arrival::Back(at)));
            }
            if node.kind.is_sub_process() {
                let begins = self.definition.begins_in(node).into_iter().filter_map(|begins| self.find(&begins.id));
                begins.for_each(|begins| arrivals[begins].push(Arrival::Into(at)));
            }
            if node.kind == Kind::EventSubProcess {
                let around = node.within.as_ref().and_then(|around| self.find(around));
                arrivals[at].push(around.map_or(Arrival::AnyTime, Arrival::Within));
            }
        }
        for event in &self.definition.attached {
            if let (Some(at), Some(host)) = (self.find(&event.id), self.find(&event.on)) {
                arrivals[at].push(match event.kind {
                    EventKind::Compensation => Arrival::TakingBack(host),
                    _ => Arrival::Beside(host),
                });
            }
        }
        arrivals
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

    /// Every way in which a token can come to a node.
    pub(super) fn arrivals(&self, at: At) -> &[Arrival] {
        &self.arrivals[at]
    }

    /// Where a token can go from a node: along its edges, back when refusing sends it there, by the events that sit on
    /// it, into a sub-process, and by a link.
    pub(super) fn next(&self, at: At) -> impl Iterator<Item = At> {
        self.next[at].iter().copied()
    }

    /// Where a token can come from, along the edges of a node, by the event that it is, or by a link.
    pub(super) fn before(&self, at: At) -> impl Iterator<Item = At> {
        self.arrivals[at].iter().filter(|arrival| arrival.is_drawn()).filter_map(|arrival| arrival.from())
    }

    /// Where the edges of each node lead in the direction of the flow; those are left out that lead back to where a
    /// token comes from, so that no way leads round in a circle.
    fn follow_edges(&self) -> Vec<Vec<At>> {
        let mut forward = vec![Vec::new(); self.nodes.len()];
        let (mut seen, mut is_on_way) = (vec![false; self.nodes.len()], vec![false; self.nodes.len()]);
        let starts = self.of_kind(|kind| kind == Kind::Start);
        for first in starts.chain(0..self.nodes.len()) {
            // The way to where we are, each node with the edges that have not been followed yet.
            let mut way: Vec<(At, std::slice::Iter<'_, &Edge>)> = Vec::new();
            let mut entered = (!seen[first]).then_some(first);
            loop {
                if let Some(at) = entered.take() {
                    (seen[at], is_on_way[at]) = (true, true);
                    way.push((at, self.leaving(at).iter()));
                }
                let Some((at, edges)) = way.last_mut() else { break };
                match edges.next().map(|edge| self.find(&edge.to)) {
                    Some(Some(to)) if !is_on_way[to] => {
                        forward[*at].push(to);
                        entered = (!seen[to]).then_some(to);
                    }
                    Some(_) => {}
                    None => {
                        is_on_way[*at] = false;
                        way.pop();
                    }
                }
            }
        }
        forward
    }

    /// What follows a node in the direction of the flow with nothing but gateways between, those included.
    pub(super) fn follows(&self, at: At) -> Vec<bool> {
        let ahead = |at: At| self.forward[at].iter().copied();
        self.reachable(ahead(at), |at| ahead(at).filter(move |_| self.node(at).kind.is_gateway()))
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
