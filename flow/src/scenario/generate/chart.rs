//! How far it is from where tokens are to what no scenario came to yet.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap, VecDeque};

use super::element::Element;
use crate::id::{EdgeId, OutcomeId};
use crate::kernel::{State, Visit, VisitId};
use crate::process::{Catch, Process, Step, StepIndex, Work};
use crate::scenario::moves::Truth;

/// What it costs to come to a way whose condition does not hold, or that another goes before: more than many steps.
pub(super) const CLOSED: u32 = 12;
/// What it costs when something has to happen beside the work: time passes, or it fails.
const BESIDE: u32 = 3;
/// Further than anything.
pub(super) const NOWHERE: u32 = 100_000;

/// Where tokens can go from each step.
pub(super) struct Chart<'p> {
    process: &'p Process,
    /// From each step along its ways.
    ways: Vec<Vec<Road<'p>>>,
    /// From each step to what begins in it, beside it or after it without an edge of its own.
    beside: Vec<Vec<(StepIndex, u32)>>,
    /// The hops from each step to each that joins.
    joins: Vec<(StepIndex, Vec<u32>)>,
    /// Where instances begin.
    begins: Vec<StepIndex>,
}

/// A way out of a step, also one that leads on from a sub-process whose last step it is.
struct Road<'p> {
    edge: &'p EdgeId,
    /// The step that it leaves, and the place among its ways.
    of: StepIndex,
    place: usize,
    to: StepIndex,
}

/// A decision that somebody is about to make.
#[derive(Clone, Copy)]
pub(super) struct Choosing<'a> {
    pub(super) at: StepIndex,
    pub(super) outcome: &'a OutcomeId,
    /// Whether it ends the matter unless a way speaks of it.
    pub(super) is_against: bool,
}

/// How far it is to every step.
pub(super) struct Distances(Vec<u32>);

impl<'p> Chart<'p> {
    pub(super) fn of(process: &'p Process) -> Self {
        let steps = process.steps();
        let mut chart = Self {
            process,
            ways: steps.iter().map(|step| roads(process, step)).collect(),
            beside: steps.iter().map(|step| beside(process, step)).collect(),
            joins: Vec::new(),
            begins: process.starts().map(|step| step.index).collect(),
        };
        let joins = steps.iter().filter(|step| step.joins());
        chart.joins = joins.map(|step| (step.index, chart.hops_to(step.index))).collect();
        chart
    }

    /// The fewest hops from every step to one.
    fn hops_to(&self, to: StepIndex) -> Vec<u32> {
        let mut hops = vec![NOWHERE; self.ways.len()];
        hops[to.0 as usize] = 0;
        let mut ahead = VecDeque::from([to]);
        while let Some(at) = ahead.pop_front() {
            for from in 0..self.ways.len() {
                let leads = self.ways[from].iter().any(|road| road.to == at)
                    || self.beside[from].iter().any(|(beside, _)| *beside == at);
                if leads && hops[from] == NOWHERE {
                    hops[from] = hops[at.0 as usize] + 1;
                    ahead.push_back(StepIndex(from as u32));
                }
            }
        }
        hops
    }

    /// How far it is from where the tokens of an instance are, or from its beginning; each has as much left to do where
    /// it is as `left` says.
    pub(super) fn distances(
        &self,
        state: &State,
        truth: &Truth<'_>,
        choosing: Option<Choosing<'_>>,
        left: impl Fn(VisitId, &Visit) -> u32,
    ) -> Distances {
        let mut tokens: Vec<(StepIndex, u32)> = Vec::new();
        if state.header.is_none() {
            let is_closed = |start: &StepIndex| {
                self.process.at(*start).exception.as_ref().is_some_and(|when| !truth.is(when, None))
            };
            tokens.extend(self.begins.iter().map(|start| (*start, if is_closed(start) { CLOSED } else { 0 })));
        }
        for (id, visit) in state.active() {
            tokens.extend(self.process.step(&visit.node).map(|step| (step.index, left(id, visit))));
        }
        let waiting = state.waiting.iter().filter_map(|(_, edge)| Some((self.process.leads_to(edge)?.index, 0)));
        let active = tokens.clone();
        tokens.extend(waiting);
        let mut distances = vec![NOWHERE; self.ways.len()];
        let mut queue = BinaryHeap::new();
        for (step, cost) in &tokens {
            queue.push(Reverse((*cost, *step)));
        }
        while let Some(Reverse((cost, at))) = queue.pop() {
            let place = at.0 as usize;
            if distances[place] <= cost {
                continue;
            }
            distances[place] = cost;
            let cost = cost + self.others_to(at, &active);
            for road in &self.ways[place] {
                queue.push(Reverse((cost + self.toll(road, truth, choosing), road.to)));
            }
            for (to, toll) in &self.beside[place] {
                let is_closed =
                    matches!(&self.process.at(*to).catch, Some(Catch::Condition(when)) if !truth.is(when, None));
                queue.push(Reverse((cost + toll + if is_closed { CLOSED } else { 0 }, *to)));
            }
        }
        Distances(distances)
    }

    /// What the other tokens have to do before one passes a join.
    fn others_to(&self, join: StepIndex, active: &[(StepIndex, u32)]) -> u32 {
        let Some((_, hops)) = self.joins.iter().find(|(step, _)| *step == join) else { return 0 };
        let ahead = active.iter().filter(|(step, _)| *step != join).map(|(step, left)| (hops[step.0 as usize], *left));
        let others: Vec<u32> = ahead.filter(|(hops, _)| *hops < NOWHERE).map(|(hops, left)| hops + left).collect();
        // The nearest may be the token itself.
        others.iter().sum::<u32>() - others.iter().min().copied().unwrap_or(0)
    }

    /// What it costs to take a way.
    fn toll(&self, road: &Road<'_>, truth: &Truth<'_>, choosing: Option<Choosing<'_>>) -> u32 {
        let step = self.process.at(road.of);
        let way = &step.ways[road.place];
        if matches!(step.work, Work::Parallel) {
            return 1;
        }
        let chosen = choosing.filter(|choosing| choosing.at == road.of);
        let outcome = chosen.map(|choosing| choosing.outcome.as_str());
        let holds = |way: &crate::process::Way| way.when.as_ref().is_none_or(|when| truth.is(when, outcome));
        let before = step.ways[..road.place].iter().filter(|before| before.when.is_some());
        let before: u32 = match step.work {
            Work::Inclusive => 0,
            // What an outcome decides can be decided otherwise.
            _ => before.filter(|before| (chosen.is_some() || !before.names_outcome) && holds(before)).count() as u32,
        };
        let others = step.ways.iter().filter(|other| !other.default && other.when.is_some());
        let own = match way.default {
            true if chosen.is_some() || matches!(step.work, Work::Inclusive) => 0,
            true => others.filter(|other| !other.names_outcome && holds(other)).count().min(1) as u32,
            false => u32::from(!holds(way)),
        };
        let speaks = way.names_outcome && own == 0;
        let ends = u32::from(chosen.is_some_and(|choosing| choosing.is_against) && !speaks);
        1 + CLOSED * (before.min(1) + own + ends)
    }

    /// How far it is to an element.
    pub(super) fn to(
        &self,
        element: &Element,
        distances: &Distances,
        truth: &Truth<'_>,
        choosing: Option<Choosing<'_>>,
    ) -> u32 {
        let at = |step: &Step| distances.0[step.index.0 as usize];
        match element {
            Element::Node(node) => self.process.step(node).map_or(NOWHERE, at),
            Element::Row(node, row) => {
                let Some(step) = self.process.step(node) else { return NOWHERE };
                let Work::Rule(rule) = &step.work else { return NOWHERE };
                at(step) + 1 + if truth.matches(rule, *row) { 0 } else { CLOSED }
            }
            Element::Edge(edge) => {
                let roads =
                    self.ways.iter().enumerate().flat_map(|(from, roads)| roads.iter().map(move |road| (from, road)));
                let own = roads.filter(|(_, road)| road.edge == edge);
                own.map(|(from, road)| {
                    let from = distances.0[from];
                    from.saturating_add(self.toll(road, truth, choosing)).min(NOWHERE)
                })
                .min()
                .unwrap_or(NOWHERE)
            }
        }
    }

    /// How far it is to the nearest end, when a called process is what is left to do.
    pub(super) fn to_an_end(&self, distances: &Distances) -> u32 {
        let ends =
            self.process.steps().iter().filter(|step| matches!(step.work, Work::End(..)) && step.within.is_none());
        ends.map(|step| distances.0[step.index.0 as usize]).min().unwrap_or(0).min(60)
    }
}

/// Ways out of a step; of the last steps of a sub-process, those of the sub-process.
fn roads<'p>(process: &'p Process, step: &'p Step) -> Vec<Road<'p>> {
    let own = |step: &'p Step| {
        let ways = step.ways.iter().enumerate();
        ways.map(move |(place, way)| Road { edge: &way.edge, of: step.index, place, to: way.to })
    };
    if !step.ways.is_empty() {
        return own(step).collect();
    }
    let mut around = step.within;
    while let Some(sub) = around.map(|around| process.at(around)) {
        if !sub.ways.is_empty() {
            return own(sub).collect();
        }
        around = sub.within;
    }
    Vec::new()
}

/// What begins in a step, at its side, or around it.
fn beside(process: &Process, step: &Step) -> Vec<(StepIndex, u32)> {
    let mut beside: Vec<(StepIndex, u32)> = step.attached.iter().map(|event| (*event, BESIDE)).collect();
    if let Some(sub) = step.sub() {
        beside.extend(sub.begins.iter().map(|inner| (*inner, 1)));
    }
    let mut around = Some(step);
    while let Some(at) = around {
        let host = at.within.map(|within| process.at(within));
        beside.extend(host.into_iter().flat_map(|host| &host.attached).map(|event| (*event, BESIDE)));
        beside.extend(process.event_sub_processes(at.within).iter().map(|sub| (*sub, BESIDE)));
        around = host;
    }
    let unique: BTreeSet<(StepIndex, u32)> = beside.into_iter().filter(|(to, _)| *to != step.index).collect();
    unique.into_iter().collect()
}
