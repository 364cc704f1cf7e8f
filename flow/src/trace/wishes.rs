//! What somebody wants to be decided in a trace: `NODE=X[,X…]`, read against the process.

use std::collections::{BTreeMap, VecDeque};

use crate::id::{EdgeId, NodeId, OutcomeId};
use crate::model::{Action, Kind, OutcomeKind};
use crate::process::{Directions, HumanStep, Process, Step};

/// What people and gateways decide, in turn. After the last wish people agree and gateways go by their conditions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wishes {
    outcomes: BTreeMap<NodeId, VecDeque<Answer>>,
    ways: BTreeMap<NodeId, VecDeque<EdgeId>>,
}

/// What a person is to do with a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    /// Decide it.
    Outcome(OutcomeId),
    /// Send it back.
    Return,
}

/// Why a text is no wish for a process. The message says what would be right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WrongWish {
    /// It has not the form of one.
    #[error("`{0}` is not `NODE=X` or `NODE=X,X`, such as `review=refuse,approve`")]
    Form(String),
    /// There is no such node.
    #[error("there is no node `{node}`; what can be decided here: {known}")]
    Node {
        /// What was given.
        node: NodeId,
        /// What may be given.
        known: String,
    },
    /// Nothing is decided at the node.
    #[error("nothing is decided at `{node}`; what can be decided here: {known}")]
    NothingToDecide {
        /// The node.
        node: NodeId,
        /// What may be given.
        known: String,
    },
    /// The node has no such outcome.
    #[error("`{outcome}` is no outcome of `{node}`; it has: {known}")]
    Outcome {
        /// The node.
        node: NodeId,
        /// What was given.
        outcome: String,
        /// What may be given.
        known: String,
    },
    /// No such edge leaves the gateway.
    #[error("no edge `{edge}` leaves `{node}`; these do: {known}")]
    Edge {
        /// The gateway.
        node: NodeId,
        /// What was given.
        edge: String,
        /// What may be given.
        known: String,
    },
    /// No kind of node can do that yet.
    #[error("`{0}`: no kind of node raises BPMN errors (`!CODE`) or waits for messages and signals (`@NAME`) yet")]
    NotYet(String),
}

impl Wishes {
    /// Reads wishes for a process. Several for one node are taken in turn.
    ///
    /// # Errors
    /// The first that cannot be fulfilled.
    pub fn read<'t>(process: &Process, texts: impl IntoIterator<Item = &'t str>) -> Result<Self, WrongWish> {
        let mut wishes = Self::default();
        for text in texts {
            let Some((node, wanted)) = text.split_once('=').filter(|(_, wanted)| !wanted.trim().is_empty()) else {
                return Err(WrongWish::Form(text.to_owned()));
            };
            for one in wanted.split(',').map(str::trim) {
                wishes.add(process, &node.trim().into(), one)?;
            }
        }
        Ok(wishes)
    }

    fn add(&mut self, process: &Process, node: &NodeId, wanted: &str) -> Result<(), WrongWish> {
        let Some(step) = process.step(node) else {
            return Err(WrongWish::Node { node: node.clone(), known: decidable(process) });
        };
        if wanted.starts_with(['!', '@']) {
            return Err(WrongWish::NotYet(format!("{node}={wanted}")));
        }
        match step.human() {
            Some(human) => self.outcomes.entry(node.clone()).or_default().push_back(answer(step, human, wanted)?),
            None if chooses(step) => self.ways.entry(node.clone()).or_default().push_back(way(step, wanted)?),
            None => return Err(WrongWish::NothingToDecide { node: node.clone(), known: decidable(process) }),
        }
        Ok(())
    }

    /// The ways that gateways take.
    pub(super) fn directions(&self) -> Directions {
        let mut directions = Directions::default();
        for (gateway, edges) in &self.ways {
            edges.iter().for_each(|edge| directions.add(gateway.clone(), edge.clone()));
        }
        directions
    }

    /// What is wanted of the next task at a node.
    pub(super) fn next_at(&mut self, node: &NodeId) -> Option<Answer> {
        self.outcomes.get_mut(node)?.pop_front()
    }

    /// The nodes of which more is wanted than came about; a gateway was come to so many times.
    pub(super) fn unfulfilled(&self, times: impl Fn(&NodeId) -> usize) -> Vec<NodeId> {
        let people = self.outcomes.iter().filter(|(_, left)| !left.is_empty()).map(|(node, _)| node);
        let gateways = self.ways.iter().filter(|(node, ways)| times(node) < ways.len()).map(|(node, _)| node);
        people.chain(gateways).cloned().collect()
    }
}

/// The node's own outcome of that name, else what the word means at every node.
fn answer(step: &Step, human: &HumanStep, wanted: &str) -> Result<Answer, WrongWish> {
    if let Some(own) = human.outcome(&wanted.into()) {
        return Ok(Answer::Outcome(own.id.clone()));
    }
    let of_kind = |kind| human.first_of(kind).map(|outcome| Answer::Outcome(outcome.id.clone()));
    let meant = match wanted {
        "approve" => of_kind(OutcomeKind::Agree),
        "refuse" => of_kind(OutcomeKind::Refuse),
        "return" => of_kind(OutcomeKind::Return).or_else(|| may_return(human).then_some(Answer::Return)),
        _ => None,
    };
    meant.ok_or_else(|| WrongWish::Outcome {
        node: step.id.clone(),
        outcome: wanted.to_owned(),
        known: outcomes(human),
    })
}

fn may_return(human: &HumanStep) -> bool {
    human.actions.contains(&Action::Return) && human.returns.to.as_ref().is_none_or(|to| !to.is_empty())
}

fn outcomes(human: &HumanStep) -> String {
    let mut known: Vec<&str> = human.outcomes.iter().map(|outcome| outcome.id.as_str()).collect();
    if may_return(human) && !known.contains(&"return") {
        known.push("return");
    }
    known.join(", ")
}

/// A parallel gateway takes every way: there is nothing to choose.
fn chooses(step: &Step) -> bool {
    step.node.kind.is_gateway() && step.node.kind != Kind::Parallel
}

fn way(step: &Step, wanted: &str) -> Result<EdgeId, WrongWish> {
    let found = step.ways.iter().find(|way| way.edge == *wanted);
    found.map(|way| way.edge.clone()).ok_or_else(|| WrongWish::Edge {
        node: step.id.clone(),
        edge: wanted.to_owned(),
        known: step.ways.iter().map(|way| way.edge.as_str()).collect::<Vec<_>>().join(", "),
    })
}

/// The nodes at which something can be decided.
fn decidable(process: &Process) -> String {
    let steps = process.steps().iter().filter(|step| step.node.kind.is_human() || chooses(step));
    steps.map(|step| step.id.as_str()).collect::<Vec<_>>().join(", ")
}
