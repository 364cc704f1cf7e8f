//! Reading a tree off the graph.
//!
//! A line is followed until it ends or comes to a place that more leads to than what came along it. There the fork around
//! it takes over: when all its branches that go on came to the same place, they meet there.

mod graph;
mod meeting;

use super::{Beside, Branch, Fork, Gap, Item, Line, LineEnd, NotATree, Parting, Step, Then, Tree, Within};
use crate::id::NodeId;
use crate::model::{Definition, Edge, Kind, Node};
use graph::Graph;
pub(super) use meeting::can_meet_at;
use meeting::{Forked, meeting};

/// How deep branches and sub-processes may be nested: far more than anybody reads, and few enough to be followed.
const DEEPEST: usize = 50;

/// Reads a process as a tree.
///
/// # Errors
/// Why it is none.
pub fn tree(definition: &Definition) -> Result<Tree, NotATree> {
    let mut reader = Reader { graph: Graph::of(definition)?, depth: 0 };
    let begins = reader.begins(None)?.ok_or_else(NotATree::no_start)?;
    let line = reader.line_after(begins)?;
    let reactions = reader.reactions(None)?;
    reader.graph.all_is_seen()?;
    Ok(Tree { start: begins.id.clone(), line, reactions })
}

/// Somewhere that is come to, and the connections by which.
struct Arrival<'d> {
    at: &'d NodeId,
    by: Vec<&'d Edge>,
}

/// A line as far as it can be followed by itself.
struct Walked<'d> {
    before: Gap,
    items: Vec<Item>,
    stop: Stop<'d>,
}

/// Where following a line stops.
enum Stop<'d> {
    End(Arrival<'d>),
    /// A place that more leads to.
    Meets(Arrival<'d>),
    Open,
    Apart(Fork),
}

impl<'d> Stop<'d> {
    fn arrival(&self) -> Option<&Arrival<'d>> {
        match self {
            Self::End(arrival) | Self::Meets(arrival) => Some(arrival),
            Self::Open | Self::Apart(_) => None,
        }
    }
}

impl Walked<'_> {
    /// The line, where branches meet at a place or nowhere.
    fn line(self, meet_at: Option<&NodeId>) -> Line {
        let end = match self.stop {
            Stop::End(arrival) if meet_at != Some(arrival.at) => LineEnd::End(arrival.at.clone()),
            Stop::End(_) | Stop::Meets(_) => LineEnd::Meets,
            Stop::Open => LineEnd::Open,
            Stop::Apart(fork) => LineEnd::Apart(Box::new(fork)),
        };
        Line { before: self.before, items: self.items, end }
    }
}

struct Reader<'d> {
    graph: Graph<'d>,
    depth: usize,
}

impl<'d> Reader<'d> {
    /// The one start of the process, or of a sub-process.
    fn begins(&self, within: Option<&NodeId>) -> Result<Option<&'d Node>, NotATree> {
        let is_start = |node: &&Node| node.kind == Kind::Start && node.within.as_ref() == within;
        let mut starts = self.graph.nodes().filter(is_start);
        let first = starts.next();
        starts.next().map_or(Ok(first), |other| Err(NotATree::several_starts(other)))
    }

    /// What comes after a start, all of it.
    fn line_after(&mut self, start: &'d Node) -> Result<Line, NotATree> {
        self.graph.see(&start.id)?;
        match self.graph.leaving(&start.id) {
            [] => Ok(Line { before: Gap::Behind(start.id.clone()), items: Vec::new(), end: LineEnd::Open }),
            [edge] => {
                let walked = self.follow(Gap::Edge(edge.id.clone()), along(edge))?;
                whole(walked)
            }
            _ => Err(NotATree::several_ways(start)),
        }
    }

    fn reactions(&mut self, within: Option<&NodeId>) -> Result<Vec<Step>, NotATree> {
        let is_reaction = |node: &&Node| node.kind == Kind::EventSubProcess && node.within.as_ref() == within;
        let reactions: Vec<&Node> = self.graph.nodes().filter(is_reaction).collect();
        reactions.into_iter().map(|node| self.step(node)).collect()
    }

    /// Follows a line from where it comes to first.
    fn follow(&mut self, before: Gap, first: Arrival<'d>) -> Result<Walked<'d>, NotATree> {
        let mut items = Vec::new();
        let mut next = Some(first);
        let stop = loop {
            let Some(arrival) = next.take() else { break Stop::Open };
            let node = self.graph.arrive(&arrival)?;
            if node.kind.is_end() {
                break Stop::End(arrival);
            }
            if self.graph.arriving(&node.id) > arrival.by.len() {
                break Stop::Meets(arrival);
            }
            let parting = match (node.kind.is_gateway(), self.graph.leaving(&node.id)) {
                (true, [] | [Edge { when: None, .. }]) | (false, [] | [_]) => {
                    let step = self.step(node)?;
                    let after = self.graph.gap_behind(node);
                    next = self.graph.leaving(&node.id).first().map(|edge| along(edge));
                    items.push(Item::Step { step, after });
                    continue;
                }
                (true, _) => {
                    self.graph.see(&node.id)?;
                    Parting::Gateway(node.id.clone())
                }
                (false, ways) if parts_on_outcome(node, ways) => Parting::Outcomes(self.step(node)?),
                (false, _) => return Err(NotATree::several_ways(node)),
            };
            match self.fork(node, parting)? {
                Forked::Apart(fork) => break Stop::Apart(fork),
                Forked::Meets { fork, join, after, on } => {
                    items.push(Item::Fork { fork, join, after });
                    next = on;
                }
                Forked::Remaining { fork, join, after, rest } => {
                    items.push(Item::Fork { fork, join: Some(join), after });
                    items.extend(rest.items);
                    break rest.stop;
                }
            }
        };
        Ok(Walked { before, items, stop })
    }

    fn fork(&mut self, node: &'d Node, parting: Parting) -> Result<Forked<'d>, NotATree> {
        let (of_default, others): (Vec<&Edge>, Vec<&Edge>) =
            self.graph.leaving(&node.id).iter().partition(|edge| edge.default);
        let mut branches = Vec::new();
        self.deeper(node, |reader| {
            for edge in others.into_iter().chain(of_default) {
                branches.push((edge, reader.follow(Gap::Edge(edge.id.clone()), along(edge))?));
            }
            Ok(())
        })?;
        meeting(&mut self.graph, node, parting, branches)
    }

    fn deeper<T>(&mut self, node: &Node, read: impl FnOnce(&mut Self) -> Result<T, NotATree>) -> Result<T, NotATree> {
        if self.depth == DEEPEST {
            return Err(NotATree::is_too_deep(&node.id));
        }
        self.depth += 1;
        let found = read(self);
        self.depth -= 1;
        found
    }

    /// A step with what is in it and at its side.
    fn step(&mut self, node: &'d Node) -> Result<Step, NotATree> {
        self.graph.see(&node.id)?;
        let within = match node.kind.is_sub_process() {
            true => Some(self.deeper(node, |reader| reader.within(node))?),
            false => None,
        };
        let events: Vec<&NodeId> = self.graph.beside(&node.id).collect();
        let beside = self.deeper(node, |reader| events.into_iter().map(|event| reader.beside(event)).collect())?;
        Ok(Step { node: node.id.clone(), within, beside })
    }

    fn within(&mut self, sub_process: &'d Node) -> Result<Within, NotATree> {
        let start = self.begins(Some(&sub_process.id))?;
        let line = match start {
            Some(start) => self.line_after(start)?,
            None => self.line_without_start(sub_process)?,
        };
        let reactions = self.reactions(Some(&sub_process.id))?;
        Ok(Within { start: start.map(|start| start.id.clone()), line, reactions })
    }

    fn line_without_start(&mut self, sub_process: &'d Node) -> Result<Line, NotATree> {
        let before = Gap::Into(sub_process.id.clone());
        match self.graph.definition.begins_in(sub_process)[..] {
            [] => Ok(Line { before, items: Vec::new(), end: LineEnd::Open }),
            [first] => {
                let walked = self.follow(before, Arrival { at: &first.id, by: Vec::new() })?;
                whole(walked)
            }
            _ => Err(NotATree::several_first(sub_process)),
        }
    }

    fn beside(&mut self, event: &'d NodeId) -> Result<Beside, NotATree> {
        self.graph.see(event)?;
        let then = match self.graph.leaving(event).to_vec()[..] {
            [] => Then::Line(Line { before: Gap::Behind(event.clone()), items: Vec::new(), end: LineEnd::Open }),
            [edge] => {
                let arrival = along(edge);
                let node = self.graph.arrive(&arrival)?;
                match node.takes_back && self.graph.leaving(&node.id).is_empty() {
                    true => Then::TakesBack(self.step(node)?),
                    false => Then::Line(self.line_beside(event, edge)?),
                }
            }
            _ => return Err(NotATree::meet_in_several_places(event)),
        };
        Ok(Beside { event: event.clone(), then })
    }

    fn line_beside(&mut self, event: &NodeId, edge: &'d Edge) -> Result<Line, NotATree> {
        let walked = self.follow(Gap::Edge(edge.id.clone()), along(edge))?;
        match walked.stop {
            Stop::Meets(_) => Err(NotATree::comes_back_from_the_side(event)),
            _ => Ok(walked.line(None)),
        }
    }
}

/// A line that nothing is around that it could go on in.
fn whole(walked: Walked<'_>) -> Result<Line, NotATree> {
    match &walked.stop {
        Stop::Meets(arrival) => Err(NotATree::is_reached_from_elsewhere(arrival.at)),
        _ => Ok(walked.line(None)),
    }
}

fn along(edge: &Edge) -> Arrival<'_> {
    Arrival { at: &edge.to, by: vec![edge] }
}

fn branches_of(branches: Vec<(&Edge, Walked<'_>)>, meet_at: Option<&NodeId>) -> Vec<Branch> {
    let branch = |(edge, walked): (&Edge, Walked<'_>)| Branch { edge: edge.id.clone(), line: walked.line(meet_at) };
    branches.into_iter().map(branch).collect()
}

/// Whether one of the ways is taken, as the outcome of a step tells.
fn parts_on_outcome(node: &Node, ways: &[&Edge]) -> bool {
    let has_outcome = node.kind.has_outcomes() || node.kind == Kind::Call;
    let speaks_of_outcome = |edge: &&Edge| edge.when.as_ref().is_some_and(|when| when.0.contains("outcome"));
    has_outcome && ways.iter().all(|edge| edge.default || speaks_of_outcome(edge))
}
