use crate::id::{EdgeId, NodeId};

/// What the analysis of a process has come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Analysis {
    /// Whether it is sound.
    pub verdict: Verdict,
    /// Activities that two tokens of the same instance can be at together. That is no fault, and seldom meant.
    pub meetings: Vec<Fault>,
}

/// Whether a process is sound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Whatever is decided and whatever comes, an end can be reached, and every node can be entered.
    Sound,
    /// It is not, and this is how.
    Unsound(Vec<Fault>),
    /// No fault was found, and there are more markings than are looked at.
    Undecided {
        /// How many are.
        bound: usize,
    },
}

/// Something that goes wrong in a process, proven by a way that leads there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What goes wrong.
    pub kind: FaultKind,
    /// The node where it shows.
    pub at: NodeId,
    /// What tokens pass on the way there, in the order in which they do; nothing for a node that is never entered.
    pub path: Vec<Passage>,
}

/// What can go wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FaultKind {
    /// A token waits at a join for others that never come.
    Deadlock,
    /// A token is left at a join that the others have gone through.
    LeftBehind,
    /// Tokens go round for ever, and no end can be reached.
    EndlessLoop,
    /// Nothing ever enters the node.
    DeadNode,
    /// Two tokens are at the same activity together.
    MeetsTwice,
}

/// A step of a counter-example.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Passage {
    /// What is done at a node is done; of a boundary event: it has come. The edges that tokens leave along follow.
    Node(NodeId),
    /// A token goes along an edge.
    Edge(EdgeId),
}

impl Fault {
    /// The nodes that the way leads through, in order.
    pub fn nodes(&self) -> impl Iterator<Item = &NodeId> {
        self.path.iter().filter_map(|passage| match passage {
            Passage::Node(node) => Some(node),
            Passage::Edge(_) => None,
        })
    }
}

/// Why instances cannot be relied on to complete from where they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hindrance {
    /// A token can come to where it stays for ever.
    Fault(Fault),
    /// There are more markings than are looked at.
    Undecided {
        /// How many are.
        bound: usize,
    },
}
