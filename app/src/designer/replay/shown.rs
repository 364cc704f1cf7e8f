//! What is shown: instances with what is told of them, and the drawing that they are shown on.

use std::collections::HashMap;
use std::sync::Arc;

use flow::id::{NodeId, PersonId};
use flow::model::Definition;
use flow::replay::{Move, Moved};

use crate::form::in_words;
use crate::port::{Entry, Replay, Run};

/// Where instances come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::designer) enum Source {
    /// They really ran.
    Real {
        /// The version that is drawn.
        version: u32,
        /// The version in force.
        in_force: Option<u32>,
    },
    /// The draft was played.
    Played,
}

/// Instances over a drawing. Cheap to copy.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::designer) struct Shown {
    pub(in crate::designer) instances: Arc<Vec<Instance>>,
    pub(in crate::designer) definition: Arc<Definition>,
    pub(in crate::designer) source: Source,
}

impl Shown {
    /// The moves of each.
    pub(in crate::designer) fn moves(&self) -> impl Iterator<Item = &[Move]> + Clone {
        self.instances.iter().map(|instance| instance.moves.as_slice())
    }
}

/// An instance with what is told of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(in crate::designer) struct Instance {
    /// What the list tells of it, when it really ran.
    pub(in crate::designer) run: Option<Run>,
    pub(in crate::designer) moves: Vec<Move>,
    /// Whether there are more.
    pub(in crate::designer) is_cut: bool,
    /// What the timeline tells, by the number of the move.
    pub(in crate::designer) told: HashMap<u64, Box<Entry>>,
    /// What people are called who were asked.
    pub(in crate::designer) people: HashMap<PersonId, String>,
    /// The node of each visit.
    nodes: HashMap<u32, NodeId>,
}

impl Instance {
    /// One that was played.
    pub(in crate::designer) fn played(moves: Vec<Move>, people: HashMap<PersonId, String>) -> Self {
        Self { nodes: nodes_of(&moves), moves, people, ..Self::default() }
    }

    /// The node of a visit.
    pub(in crate::designer) fn node(&self, visit: u32) -> Option<&NodeId> {
        self.nodes.get(&visit)
    }
}

impl From<Replay> for Instance {
    fn from(replay: Replay) -> Self {
        let Replay { run, moves, is_cut } = replay;
        let mut instance = Self { run: Some(run), is_cut, ..Self::default() };
        for known in moves {
            instance.told.extend(known.told.map(|told| (known.moved.number, told)));
            instance.people.extend(known.who.map(|who| (who.id, in_words(&who.name))));
            instance.moves.push(known.moved);
        }
        instance.nodes = nodes_of(&instance.moves);
        instance
    }
}

fn nodes_of(moves: &[Move]) -> HashMap<u32, NodeId> {
    let entered = moves.iter().filter_map(|known| match &known.what {
        Moved::Entered { visit, node, .. } => Some((*visit, node.clone())),
        _ => None,
    });
    entered.collect()
}
