use std::collections::{BTreeMap, BTreeSet};

use feel::Limits;

use crate::id::{EdgeId, NodeId};
use crate::kernel::{Context, Event, State};
use crate::process::{Local, Process, RuleStep, Scope, Step, Work};
use crate::world::{Instance, World};

/// Which nodes, edges and rows of decision tables of a process were visited, and how often.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    nodes: BTreeMap<NodeId, u32>,
    edges: BTreeMap<EdgeId, u32>,
    rows: BTreeSet<(NodeId, usize)>,
}

impl Coverage {
    /// Adds what an instance visited.
    pub fn add(&mut self, instance: &Instance, world: &World) {
        for recorded in &instance.log {
            match &recorded.event {
                Event::Entered { node, edges, time, returned_from, .. } => {
                    // Work that is done several times is visited once, and once for each time.
                    visit(&mut self.nodes, node, time.is_none());
                    let joins = instance.process.step(node).is_some_and(Step::joins);
                    // What comes back, and what a join lets go, has come along its edges before.
                    let comes_along = time.is_none() && returned_from.is_none() && !joins;
                    edges.iter().for_each(|edge| visit(&mut self.edges, edge, comes_along));
                }
                Event::Arrived { edge, .. } => visit(&mut self.edges, edge, true),
                _ => {}
            }
        }
        if instance.process.steps().iter().any(|step| matches!(step.work, Work::Rule(_))) {
            self.add_rows(instance, world);
        }
    }

    /// Adds the rows of decision tables that matched. No event tells them, so each table is asked once more what it was
    /// asked then.
    fn add_rows(&mut self, instance: &Instance, world: &World) {
        let mut state = State::default();
        let mut known = BTreeSet::new();
        for recorded in &instance.log {
            let looked_up = match &recorded.event {
                Event::Written { visit: Some(visit), by: None, .. } | Event::Completed { visit, .. } => Some(*visit),
                _ => None,
            };
            let step = looked_up.and_then(|visit| instance.process.step(&state.visit(visit)?.node));
            // What it wrote may be what it looks at: only before the first does it see what it saw.
            let step = step.filter(|_| !looked_up.is_some_and(|visit| known.contains(&visit)));
            if let Some((step, Work::Rule(rule))) = step.map(|step| (step, &step.work)) {
                known.extend(looked_up);
                let matched = world.informed(Some(instance), |context| {
                    let context = Context { now: recorded.at, ..*context };
                    let scope = Scope::new(&instance.process, &state, &context);
                    matching_rows(rule, &scope.with(Local { visit: looked_up, ..Local::default() }))
                });
                self.rows.extend(matched.into_iter().map(|row| (step.id.clone(), row)));
            }
            state.apply(recorded.at, &recorded.event);
        }
    }

    /// Adds what was visited elsewhere.
    pub fn merge(&mut self, other: Self) {
        other.nodes.into_iter().for_each(|(node, times)| *self.nodes.entry(node).or_default() += times);
        other.edges.into_iter().for_each(|(edge, times)| *self.edges.entry(edge).or_default() += times);
        self.rows.extend(other.rows);
    }

    /// The nodes and boundary events that were visited, each with how often.
    pub fn nodes(&self) -> &BTreeMap<NodeId, u32> {
        &self.nodes
    }

    /// The edges that were taken, each with how often.
    pub fn edges(&self) -> &BTreeMap<EdgeId, u32> {
        &self.edges
    }

    /// The nodes and boundary events of a process that were not visited, in the order of the file.
    pub fn missing_nodes(&self, process: &Process) -> Vec<NodeId> {
        process.definition().element_ids().filter(|node| !self.nodes.contains_key(*node)).cloned().collect()
    }

    /// The edges of a process that were not taken, in the order of the file.
    pub fn missing_edges(&self, process: &Process) -> Vec<EdgeId> {
        let edges = process.definition().edges.iter().map(|edge| &edge.id);
        edges.filter(|edge| !self.edges.contains_key(*edge)).cloned().collect()
    }

    /// The rows of decision tables that never matched, from 1, by the node of the table.
    pub fn missing_rows(&self, process: &Process) -> BTreeMap<NodeId, Vec<usize>> {
        let mut missing = BTreeMap::new();
        for step in process.steps() {
            let Work::Rule(rule) = &step.work else { continue };
            let rows = (0..rule.table.rules.len()).filter(|row| !self.rows.contains(&(step.id.clone(), *row)));
            let rows: Vec<usize> = rows.map(|row| row + 1).collect();
            if !rows.is_empty() {
                missing.insert(step.id.clone(), rows);
            }
        }
        missing
    }
}

/// Visits something once more, or, when it does not count anew, for the first time.
fn visit<Id: Clone + Ord>(visited: &mut BTreeMap<Id, u32>, id: &Id, anew: bool) {
    let times = visited.entry(id.clone()).or_default();
    if anew || *times == 0 {
        *times += 1;
    }
}

/// The rows that a table's inputs match, from 0: of a table that counts the first alone, that one.
pub(super) fn matching_rows(rule: &RuleStep, scope: &Scope<'_>) -> Vec<usize> {
    let decided = rule.table.decide(scope, &mut Limits::default());
    let mut matched = decided.map(|decided| decided.matched).unwrap_or_default();
    if rule.table.hit == feel::table::HitPolicy::First {
        matched.truncate(1);
    }
    matched
}
