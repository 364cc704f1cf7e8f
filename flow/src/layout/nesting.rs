//! What stands in what: of each node the sub-process around it, of each boundary event what it sits on.

use std::collections::HashMap;

use crate::id::{LaneId, NodeId};
use crate::model::{Attached, Definition, Kind, Node};
use crate::text::Text;

/// A node as far as drawing asks for it; a boundary event that sits on nothing stands as a node, too.
pub(super) struct Thing<'d> {
    pub(super) id: &'d NodeId,
    pub(super) kind: Kind,
    pub(super) name: Option<&'d Text>,
    pub(super) lane: Option<&'d LaneId>,
    pub(super) takes_back: bool,
}

/// Where an edge begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// At a node.
    Thing(usize),
    /// At a boundary event: the node that it sits on, and which it is of those on it.
    Event { host: usize, nth: usize },
}

impl Source {
    /// The node itself, or what the event sits on.
    pub(super) fn thing(self) -> usize {
        match self {
            Self::Thing(thing) | Self::Event { host: thing, .. } => thing,
        }
    }
}

/// A definition by what is around what. Things are numbered in the order of the file.
pub(super) struct Nesting<'d> {
    pub(super) definition: &'d Definition,
    pub(super) things: Vec<Thing<'d>>,
    /// The sub-process around each.
    pub(super) around: Vec<Option<usize>>,
    /// What is in each, not counting what is deeper.
    inside: Vec<Vec<usize>>,
    /// What is in no sub-process.
    outermost: Vec<usize>,
    /// The boundary events on each.
    pub(super) events: Vec<Vec<&'d Attached>>,
    places: HashMap<&'d NodeId, Source>,
    /// Sub-processes with something in them, the innermost first.
    pub(super) from_within: Vec<usize>,
}

impl<'d> Nesting<'d> {
    pub(super) fn of(definition: &'d Definition) -> Self {
        let mut places = HashMap::new();
        for (node, at) in definition.nodes.iter().zip(0..) {
            places.entry(&node.id).or_insert(Source::Thing(at));
        }
        let mut things: Vec<Thing<'d>> = definition.nodes.iter().map(thing).collect();
        let mut events: Vec<Vec<&Attached>> = definition.nodes.iter().map(|_| Vec::new()).collect();
        let mut on = Vec::with_capacity(definition.attached.len());
        for event in &definition.attached {
            match places.get(&event.on) {
                Some(Source::Thing(host)) => {
                    on.push((&event.id, Source::Event { host: *host, nth: events[*host].len() }));
                    events[*host].push(event);
                }
                _ => {
                    on.push((&event.id, Source::Thing(things.len())));
                    things.push(sitting_on_nothing(event));
                }
            }
        }
        for (id, place) in on {
            places.entry(id).or_insert(place);
        }
        events.resize_with(things.len(), Vec::new);
        let around = around(definition, &places, things.len());
        let mut inside = vec![Vec::new(); things.len()];
        let mut outermost = Vec::new();
        for (at, around) in around.iter().enumerate() {
            match around {
                Some(around) => inside[*around].push(at),
                None => outermost.push(at),
            }
        }
        let mut from_without = outermost.clone();
        let mut next = 0;
        while let Some(thing) = from_without.get(next).copied() {
            from_without.extend(&inside[thing]);
            next += 1;
        }
        let from_within = from_without.into_iter().rev().filter(|thing| !inside[*thing].is_empty()).collect();
        Self { definition, things, around, inside, outermost, events, places, from_within }
    }

    /// What is in a sub-process, or in none, not counting what is deeper.
    pub(super) fn within(&self, scope: Option<usize>) -> &[usize] {
        scope.map_or(&self.outermost, |scope| &self.inside[scope])
    }

    /// What an edge names as its end.
    pub(super) fn find(&self, id: &NodeId) -> Option<Source> {
        self.places.get(id).copied()
    }
}

fn thing(node: &Node) -> Thing<'_> {
    let Node { id, kind, name, lane, takes_back, .. } = node;
    Thing { id, kind: *kind, name: name.as_ref(), lane: lane.as_ref(), takes_back: *takes_back }
}

fn sitting_on_nothing(event: &Attached) -> Thing<'_> {
    Thing { id: &event.id, kind: Kind::Boundary, name: event.name.as_ref(), lane: None, takes_back: false }
}

/// The sub-process around each thing. What is within itself by whatever detour, or within no sub-process, is in none.
fn around(definition: &Definition, places: &HashMap<&NodeId, Source>, things: usize) -> Vec<Option<usize>> {
    let said = |node: &Node| match places.get(node.within.as_ref()?)? {
        Source::Thing(at) => definition.nodes.get(*at).filter(|around| around.kind.is_sub_process()).map(|_| *at),
        Source::Event { .. } => None,
    };
    let mut around: Vec<Option<usize>> = definition.nodes.iter().map(said).collect();
    around.resize(things, None);
    /// How far the walk outwards has come.
    #[derive(Clone, Copy, PartialEq)]
    enum Walk {
        New,
        Open,
        Done,
    }
    let mut walk = vec![Walk::New; things];
    for thing in 0..things {
        let mut path = Vec::new();
        let mut at = Some(thing);
        while let Some(next) = at.filter(|next| walk[*next] == Walk::New) {
            walk[next] = Walk::Open;
            path.push(next);
            at = around[next];
        }
        if let (Some(again), Some(last)) = (at, path.last())
            && walk[again] == Walk::Open
        {
            around[*last] = None;
        }
        for done in path {
            walk[done] = Walk::Done;
        }
    }
    around
}
