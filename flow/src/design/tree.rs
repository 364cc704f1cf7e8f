//! A process as people who use approval apps know it: steps one below the other, branches side by side, each with steps
//! of its own, and then going on together.
//!
//! There is one model, the graph. [`tree`](fn@tree) reads a tree off it and says why where that cannot be, and every
//! operation on a tree is one on the graph, after which it is still a tree. So one can change between the two views at any
//! time and nothing is lost.
//!
//! Branches meet at a gateway of their own, or at whatever several connections lead to. Ends may be shared: a line ends
//! where it comes to one.

mod attempt;
mod branch;
mod connections;
mod ending;
mod fork;
mod gap;
mod line;
mod moving;
mod read;
mod reason;
#[cfg(test)]
mod tests;

use crate::id::{EdgeId, NodeId};

pub use branch::{add_branch, copy_branch, move_branch, remove_branch};
pub use ending::{end_here, meet_again};
pub use fork::add_fork;
pub use gap::insert;
pub use moving::{move_fork, move_step, remove_step};
pub use read::tree;
pub use reason::NotATree;

/// A process as a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree {
    /// Where it begins.
    pub start: NodeId,
    /// What comes after the start.
    pub line: Line,
    /// The event sub-processes: they have no place in the line.
    pub reactions: Vec<Step>,
}

/// Steps one below the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Where something is put in before everything else.
    pub before: Gap,
    /// What stands in it, from top to bottom.
    pub items: Vec<Item>,
    /// How it ends.
    pub end: LineEnd,
}

/// What stands in a line, and what comes after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// A step.
    Step {
        /// The step.
        step: Step,
        /// Where something is put in below it.
        after: Gap,
    },
    /// Branches that go on together, or of which at least one goes on.
    Fork {
        /// The branches.
        fork: Fork,
        /// The gateway where they meet; none when they meet at what comes next.
        join: Option<NodeId>,
        /// Where something is put in below where they meet.
        after: Gap,
    },
}

/// A step with what is in it and at its side. A gateway that has one way in and one way out is one too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The node.
    pub node: NodeId,
    /// What is in it, for a sub-process.
    pub within: Option<Within>,
    /// The events at its side.
    pub beside: Vec<Beside>,
}

/// What is in a sub-process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Within {
    /// Where it begins; without a start it begins with the first step.
    pub start: Option<NodeId>,
    /// What comes after that.
    pub line: Line,
    /// The event sub-processes in it.
    pub reactions: Vec<Step>,
}

/// An event at the side of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// The event.
    pub event: NodeId,
    /// What comes of it.
    pub then: Then,
}

/// What comes of an event at the side of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Then {
    /// Steps of its own, up to an end of their own.
    Line(Line),
    /// The step that takes back what was done; nothing comes after it.
    TakesBack(Step),
}

/// Branches side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fork {
    /// Where they part.
    pub parting: Parting,
    /// The branches in the order in which their conditions are tried, the default last.
    pub branches: Vec<Branch>,
}

/// Where branches part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Parting {
    /// At a gateway.
    Gateway(NodeId),
    /// Behind a step, on its outcome.
    Outcomes(Step),
}

/// One branch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Branch {
    /// The connection by which it leaves, with its condition and its name.
    pub edge: EdgeId,
    /// What stands in it.
    pub line: Line,
}

/// How a line ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineEnd {
    /// At an end, which other lines may share.
    End(NodeId),
    /// It goes on where the branches meet.
    Meets,
    /// Nothing leads on yet.
    Open,
    /// With branches each of which ends.
    Apart(Box<Fork>),
}

/// A place where something can be put in.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Gap {
    /// In a connection.
    Edge(EdgeId),
    /// Behind what nothing leads on from.
    Behind(NodeId),
    /// First in a sub-process that has no start.
    Into(NodeId),
    /// Where the branches meet that part there, before what they meet at.
    Meeting(NodeId),
}

impl Fork {
    /// The gateway or the step where they part.
    pub fn at(&self) -> &NodeId {
        match &self.parting {
            Parting::Gateway(gateway) => gateway,
            Parting::Outcomes(step) => &step.node,
        }
    }
}
