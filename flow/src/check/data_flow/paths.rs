//! What is known of the fields before and after each node, over all paths.

use super::writes::{Facts, by_themselves, written_at};
use crate::check::graph::{Arrival, At, Graph};
use crate::id::NodeId;
use crate::model::{Kind, Node};
use crate::process::HostNames;

/// What is known of the fields before and after each node; nothing of nodes that cannot be reached.
pub(super) struct Paths {
    written: Vec<Facts>,
    before: Vec<Option<Facts>>,
    after: Vec<Option<Facts>>,
}

impl Paths {
    pub(super) fn new(graph: &Graph<'_>, names: &HostNames) -> Self {
        let fields = &graph.definition.form.fields;
        let written: Vec<Facts> = graph.nodes().map(|(_, node)| written_at(node, fields, names)).collect();
        // More is known of no place than that every way there fills all: from there on, what is found can only take
        // away of what surely is, and add to what may be. So it comes to rest, in whatever order the nodes stand.
        let outset = Facts::of_no_way(fields.len());
        let known: Vec<_> = graph.reachable_from_start().into_iter().map(|is| is.then(|| outset.clone())).collect();
        let mut paths = Self { written, before: known.clone(), after: known };
        let first = by_themselves(graph.definition);
        while paths.go_over(graph, &first) {}
        paths
    }

    pub(super) fn before(&self, at: At) -> Option<&Facts> {
        self.before[at].as_ref()
    }

    pub(super) fn after(&self, at: At) -> Option<&Facts> {
        self.after[at].as_ref()
    }

    /// Works out every node that is reached once more from what is known of the others. Tells whether anything changed.
    fn go_over(&mut self, graph: &Graph<'_>, first: &Facts) -> bool {
        let mut any = false;
        for (at, node) in graph.nodes().filter(|(at, _)| self.before[*at].is_some()).collect::<Vec<_>>() {
            let before = self.known_before(graph, at, node, first);
            let after = before.as_ref().map(|before| self.known_after(graph, at, node, before));
            if (&before, &after) != (&self.before[at], &self.after[at]) {
                (self.before[at], self.after[at]) = (before, after);
                any = true;
            }
        }
        any
    }

    fn known_before(&self, graph: &Graph<'_>, at: At, node: &Node, first: &Facts) -> Option<Facts> {
        let (mut all, mut some) = (Vec::new(), Vec::from_iter(begins(node).then(|| first.clone())));
        for arrival in graph.arrivals(at) {
            let comes = match (node.kind, arrival) {
                (Kind::Parallel, _) => true,
                (Kind::Inclusive, Arrival::Along(from)) => surely_comes(graph, *from, at),
                _ => false,
            };
            let ways = if comes { &mut all } else { &mut some };
            ways.extend(self.known_at(graph, *arrival, first));
        }
        let either = some.into_iter().reduce(Facts::met);
        // What surely comes is there whatever else comes or not.
        match all.into_iter().reduce(Facts::joined) {
            Some(mut known) => {
                either.iter().for_each(|either| known.may.add(&either.may));
                Some(known)
            }
            None => either,
        }
    }

    fn known_at(&self, graph: &Graph<'_>, arrival: Arrival, first: &Facts) -> Option<Facts> {
        match arrival {
            Arrival::Along(at) | Arrival::Back(at) | Arrival::TakingBack(at) => self.after[at].clone(),
            Arrival::Into(at) => self.before[at].clone(),
            Arrival::Beside(at) | Arrival::Within(at) => {
                let mut known = self.before[at].clone()?;
                known.may.add(&self.written[at].may);
                for (inner, _) in graph.nodes().filter(|(inner, _)| is_within(graph, *inner, at)) {
                    known.may.add(&self.written[inner].may);
                }
                Some(known)
            }
            Arrival::AnyTime => {
                let mut known = first.clone();
                self.written.iter().for_each(|written| known.may.add(&written.may));
                Some(known)
            }
        }
    }

    fn known_after(&self, graph: &Graph<'_>, at: At, node: &Node, before: &Facts) -> Facts {
        let mut after = before.clone();
        if node.kind.is_sub_process()
            && let Some(done) = self.known_when_done(graph, node)
        {
            after.may.add(&done.may);
            after.offered.add(&done.offered);
            if node.each.is_none() {
                after.surely.add(&done.surely);
            }
        }
        after.joined(self.written[at].clone())
    }

    /// What is known when nothing is left in a sub-process: where it begins at several nodes at once, all are done.
    fn known_when_done(&self, graph: &Graph<'_>, node: &Node) -> Option<Facts> {
        let inside = || graph.nodes().filter(|(_, inner)| inner.within.as_ref() == Some(&node.id));
        let has_start = inside().any(|(_, inner)| inner.kind == Kind::Start);
        let last = inside().filter(|(at, inner)| {
            graph.leaving(*at).is_empty() && inner.kind != Kind::EventSubProcess && !inner.takes_back
        });
        let done = last.filter_map(|(inner, _)| self.after[inner].clone());
        done.reduce(if has_start { Facts::met } else { Facts::joined })
    }

    /// Whether only a branch that runs at the same time fills a field.
    pub(super) fn is_filled_beside(&self, graph: &Graph<'_>, at: At, field: usize) -> bool {
        let reaches = |from: At| graph.reachable([from], |at| graph.next(at));
        let behind = reaches(at);
        let forks = |node: At| {
            let kind = graph.node(node).kind;
            let apart = !matches!(kind, Kind::Exclusive | Kind::EventBased);
            apart && graph.next(node).count() > 1
        };
        let writers = graph.nodes().map(|(writer, _)| writer).filter(|writer| self.written[*writer].may.has(field));
        writers.filter(|writer| !behind[*writer]).any(|writer| {
            graph.nodes().map(|(fork, _)| fork).filter(|fork| forks(*fork)).any(|fork| {
                let ahead = reaches(fork);
                ahead[at] && ahead[writer]
            })
        })
    }

    /// A path to a node on which nobody can fill a field.
    pub(super) fn without(&self, graph: &Graph<'_>, at: At, field: usize) -> Option<Vec<NodeId>> {
        let lacks = |known: &Option<Facts>| known.as_ref().is_some_and(|known| !known.offered.has(field));
        let mut came_from: Vec<Option<At>> = vec![None; self.before.len()];
        let (mut seen, mut ahead) = (vec![false; self.before.len()], std::collections::VecDeque::from([at]));
        while let Some(here) = ahead.pop_front() {
            if std::mem::replace(&mut seen[here], true) {
                continue;
            }
            let mut before = graph.arrivals(here).iter().filter_map(|arrival| match *arrival {
                Arrival::Along(from) | Arrival::Back(from) | Arrival::TakingBack(from) => {
                    lacks(&self.after[from]).then_some(from)
                }
                Arrival::Into(from) | Arrival::Beside(from) | Arrival::Within(from) => {
                    lacks(&self.before[from]).then_some(from)
                }
                Arrival::AnyTime => None,
            });
            if graph.arrivals(here).is_empty() {
                let mut path = vec![here];
                while let Some(next) = came_from[path[path.len() - 1]] {
                    path.push(next);
                }
                return Some(path.into_iter().map(|at| graph.node(at).id.clone()).collect());
            }
            for before in before.by_ref().filter(|before| !seen[*before]) {
                came_from[before].get_or_insert(here);
                ahead.push_back(before);
            }
        }
        None
    }
}

/// Whether a branch of inclusive ways is taken in every case: one that leaves its gateway without a condition, and leads
/// straight to where it arrives.
fn surely_comes(graph: &Graph<'_>, from: At, to: At) -> bool {
    let (mut from, mut to) = (from, to);
    // A draft may go round in circles.
    for _ in 0..graph.nodes().count() {
        let kind = graph.node(from).kind;
        if matches!(kind, Kind::Inclusive | Kind::Parallel | Kind::Complex) && graph.leaving(from).len() > 1 {
            let arrives = graph.node(to);
            let mut edges = graph.leaving(from).iter().filter(|edge| edge.to == arrives.id);
            return edges.any(|edge| edge.when.is_none() && !edge.default);
        }
        let [edge] = graph.arriving(from) else { return false };
        let Some(before) = graph.find(&edge.from) else { return false };
        if graph.leaving(from).len() != 1 {
            return false;
        }
        (from, to) = (before, from);
    }
    false
}

fn is_within(graph: &Graph<'_>, inner: At, outer: At) -> bool {
    let around = |at: At| graph.node(at).within.as_ref().and_then(|around| graph.find(around));
    // A draft may be within itself.
    let depth = graph.nodes().count();
    std::iter::successors(around(inner), |at| around(*at)).take(depth).any(|around| around == outer)
}

/// Whether an instance begins at a node.
fn begins(node: &Node) -> bool {
    node.kind == Kind::Start && node.within.is_none()
}
