//! What somebody wants to be decided in a trace: `NODE=X[,X…]`, read against the process.

use std::collections::{BTreeMap, VecDeque};

use crate::id::{EdgeId, NodeId, OutcomeId};
use crate::model::{Action, Kind, OutcomeKind};
use crate::process::{Catch, Directions, HumanStep, Process, Step};

/// What people and gateways decide, in turn. After the last wish people agree and gateways go by their conditions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wishes {
    outcomes: BTreeMap<NodeId, VecDeque<Answer>>,
    ways: BTreeMap<NodeId, VecDeque<EdgeId>>,
    /// The codes that work fails with which nobody decides.
    failures: BTreeMap<NodeId, Vec<String>>,
    /// The events that come when nothing else can go on.
    coming: VecDeque<Coming>,
}

/// An event that comes from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Coming {
    pub(super) node: NodeId,
    pub(super) name: String,
}

/// What a person is to do with a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    /// Decide it.
    Outcome(OutcomeId),
    /// Send it back.
    Return,
    /// Fail with this code.
    Fail(String),
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
    /// The node is no work that could fail.
    #[error("`{0}` is no work that could fail")]
    NoWork(NodeId),
    /// The node does not wait for that.
    #[error("`{node}` waits for {awaited}, not for a message or signal called `{name}`")]
    NotAwaited {
        /// The node.
        node: NodeId,
        /// What was given.
        name: String,
        /// What it waits for.
        awaited: String,
    },
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
        if let Some(name) = wanted.strip_prefix('@') {
            self.coming.push_back(coming(waiting(process, step), name)?);
            return Ok(());
        }
        if let Some(code) = wanted.strip_prefix('!') {
            return self.add_failure(step, code);
        }
        match step.human() {
            Some(human) => self.outcomes.entry(node.clone()).or_default().push_back(answer(step, human, wanted)?),
            None if chooses(step) => self.ways.entry(node.clone()).or_default().push_back(way(step, wanted)?),
            None => return Err(WrongWish::NothingToDecide { node: node.clone(), known: decidable(process) }),
        }
        Ok(())
    }

    fn add_failure(&mut self, step: &Step, code: &str) -> Result<(), WrongWish> {
        if !step.node.kind.is_activity() {
            return Err(WrongWish::NoWork(step.id.clone()));
        }
        match step.human() {
            Some(_) => self.outcomes.entry(step.id.clone()).or_default().push_back(Answer::Fail(code.to_owned())),
            None => self.failures.entry(step.id.clone()).or_default().push(code.to_owned()),
        }
        Ok(())
    }

    /// The ways that gateways take, and the work that fails.
    pub(super) fn directions(&self) -> Directions {
        let mut directions = Directions::default();
        for (node, codes) in &self.failures {
            codes.iter().for_each(|code| directions.add_failure(node.clone(), code.clone()));
        }
        for (gateway, edges) in &self.ways {
            edges.iter().for_each(|edge| directions.add(gateway.clone(), edge.clone()));
        }
        directions
    }

    /// What is wanted of the next task at a node.
    pub(super) fn next_at(&mut self, node: &NodeId) -> Option<Answer> {
        self.outcomes.get_mut(node)?.pop_front()
    }

    /// The first event that comes and is among these.
    pub(super) fn next_coming(&mut self, is_awaited: impl Fn(&Coming) -> bool) -> Option<Coming> {
        let first = self.coming.iter().position(is_awaited)?;
        self.coming.remove(first)
    }

    /// The nodes of which more is wanted than came about; a gateway was come to so many times.
    pub(super) fn unfulfilled(&self, times: impl Fn(&NodeId) -> usize) -> Vec<NodeId> {
        let people = self.outcomes.iter().filter(|(_, left)| !left.is_empty()).map(|(node, _)| node);
        let gateways = self.ways.iter().filter(|(node, ways)| times(node) < ways.len()).map(|(node, _)| node);
        let failures = self.failures.iter().filter(|(node, codes)| times(node) < codes.len()).map(|(node, _)| node);
        let events = self.coming.iter().map(|coming| &coming.node);
        people.chain(gateways).chain(failures).chain(events).cloned().collect()
    }
}

/// The step at which something is waited for: of a sub-process the one in it.
fn waiting<'p>(process: &'p Process, step: &'p Step) -> &'p Step {
    let inside = || process.steps().iter().find(|inner| inner.within == Some(step.index) && inner.catch.is_some());
    if step.sub().is_some() { inside().unwrap_or(step) } else { step }
}

/// A message or signal that a node waits for.
fn coming(step: &Step, name: &str) -> Result<Coming, WrongWish> {
    let awaited = match &step.catch {
        Some(Catch::Message(of, _) | Catch::Signal(of)) if of == name => {
            return Ok(Coming { node: step.id.clone(), name: name.to_owned() });
        }
        Some(Catch::Message(of, _) | Catch::Signal(of)) => format!("`{of}`"),
        Some(_) => "something else".to_owned(),
        None => "nothing".to_owned(),
    };
    Err(WrongWish::NotAwaited { node: step.id.clone(), name: name.to_owned(), awaited })
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
