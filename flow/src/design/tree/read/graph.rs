//! The nodes of a draft and how they hang together, once it is sure that they do.

use std::collections::{HashMap, HashSet};
use std::vec::IntoIter;

use super::super::{Gap, NotATree};
use super::Arrival;
use crate::id::NodeId;
use crate::model::{Definition, Edge, Kind, Node};

/// A graph without loops whose connections all lead from something to something.
pub(super) struct Graph<'d> {
    pub(super) definition: &'d Definition,
    nodes: HashMap<&'d NodeId, &'d Node>,
    events: HashMap<&'d NodeId, Vec<&'d NodeId>>,
    leaving: HashMap<&'d NodeId, Vec<&'d Edge>>,
    arriving: HashMap<&'d NodeId, usize>,
    /// What has its place in the tree already.
    seen: HashSet<&'d NodeId>,
}

/// Where one comes to, and by which connection; an event at the side of a step is come to by none.
type Next<'d> = (&'d NodeId, Option<&'d Edge>);

impl<'d> Graph<'d> {
    pub(super) fn of(definition: &'d Definition) -> Result<Self, NotATree> {
        let mut known = HashSet::new();
        if let Some(id) = definition.element_ids().find(|id| !known.insert(*id)) {
            return Err(NotATree::is_there_twice(id));
        }
        let nodes: HashMap<_, _> = definition.nodes.iter().map(|node| (&node.id, node)).collect();
        let (mut leaving, mut events) = (HashMap::<_, Vec<_>>::new(), HashMap::<_, Vec<_>>::new());
        let mut arriving = HashMap::new();
        for edge in &definition.edges {
            if !known.contains(&edge.from) || !known.contains(&edge.to) {
                return Err(NotATree::dangles(edge));
            }
            if nodes.get(&edge.from).is_some_and(|node| node.kind.is_end()) {
                return Err(NotATree::leaves_an_end(edge));
            }
            leaving.entry(&edge.from).or_default().push(edge);
            *arriving.entry(&edge.to).or_default() += 1;
        }
        for event in &definition.attached {
            events.entry(&event.on).or_default().push(&event.id);
        }
        let graph = Self { definition, nodes, events, leaving, arriving, seen: HashSet::new() };
        graph.leads_back().map_or(Ok(graph), |edge| Err(NotATree::leads_back(edge)))
    }

    /// The nodes, in the order of the file.
    pub(super) fn nodes(&self) -> impl Iterator<Item = &'d Node> {
        self.definition.nodes.iter()
    }

    pub(super) fn node(&self, id: &NodeId) -> Option<&'d Node> {
        self.nodes.get(id).copied()
    }

    pub(super) fn leaving(&self, id: &NodeId) -> &[&'d Edge] {
        self.leaving.get(id).map_or(&[], Vec::as_slice)
    }

    /// How many connections arrive.
    pub(super) fn arriving(&self, id: &NodeId) -> usize {
        self.arriving.get(id).copied().unwrap_or_default()
    }

    /// The events at the side of a step.
    pub(super) fn beside(&self, id: &NodeId) -> impl Iterator<Item = &'d NodeId> {
        self.events.get(id).into_iter().flatten().copied()
    }

    /// Where something is put in behind what has one way on, or none.
    pub(super) fn gap_behind(&self, node: &Node) -> Gap {
        let only = self.leaving(&node.id).first();
        only.map_or_else(|| Gap::Behind(node.id.clone()), |edge| Gap::Edge(edge.id.clone()))
    }

    /// Notes that something has its place.
    pub(super) fn see(&mut self, id: &'d NodeId) -> Result<(), NotATree> {
        self.seen.insert(id).then_some(()).ok_or_else(|| NotATree::is_reached_from_elsewhere(id))
    }

    /// What is arrived at, when a line can go through it or end there.
    pub(super) fn arrive(&mut self, arrival: &Arrival<'d>) -> Result<&'d Node, NotATree> {
        let node = self.node(arrival.at);
        for edge in &arrival.by {
            if node.is_none_or(|node| matches!(node.kind, Kind::Start | Kind::Boundary | Kind::EventSubProcess)) {
                return Err(NotATree::leads_into_a_start(edge));
            }
            if node.and_then(|node| node.within.as_ref()) != self.around(&edge.from) {
                return Err(NotATree::crosses_a_border(edge));
            }
        }
        let node = node.ok_or_else(|| NotATree::stands_alone(arrival.at))?;
        if node.link().is_some() {
            return Err(NotATree::jumps(node));
        }
        if node.kind == Kind::Complex {
            return Err(NotATree::opens_by_a_rule(node));
        }
        if node.kind.is_end() {
            self.seen.insert(&node.id);
        }
        Ok(node)
    }

    /// The sub-process that a node, or the step that an event sits on, is in.
    fn around(&self, id: &NodeId) -> Option<&'d NodeId> {
        let host = || self.definition.attached.iter().find(|event| event.id == *id).map(|event| &event.on);
        let node = self.node(id).or_else(|| self.node(host()?))?;
        node.within.as_ref()
    }

    /// Everything has its place in the tree.
    pub(super) fn all_is_seen(&self) -> Result<(), NotATree> {
        let left_out = self.definition.element_ids().find(|id| !self.seen.contains(id));
        left_out.map_or(Ok(()), |id| Err(NotATree::stands_alone(id)))
    }

    /// A connection that leads back to where one came from.
    fn leads_back(&self) -> Option<&'d Edge> {
        let (mut seen, mut is_on_way) = (HashSet::new(), HashSet::new());
        for first in self.definition.element_ids() {
            let mut entered = seen.insert(first).then_some(first);
            // The way to where we are, each node with the connections that have not been followed yet.
            let mut way: Vec<(&NodeId, IntoIter<Next<'d>>)> = Vec::new();
            loop {
                if let Some(at) = entered.take() {
                    is_on_way.insert(at);
                    way.push((at, self.next(at).into_iter()));
                }
                let Some((at, ahead)) = way.last_mut() else { break };
                match ahead.next() {
                    Some((to, Some(edge))) if is_on_way.contains(to) => return Some(edge),
                    Some((to, _)) => entered = seen.insert(to).then_some(to),
                    None => {
                        is_on_way.remove(at);
                        way.pop();
                    }
                }
            }
        }
        None
    }

    /// Where one comes to from a node: along its connections, and by the events at its side.
    fn next(&self, id: &NodeId) -> Vec<Next<'d>> {
        let along = self.leaving(id).iter().map(|edge| (&edge.to, Some(*edge)));
        along.chain(self.beside(id).map(|event| (event, None))).collect()
    }
}
