//! What a gesture is, what the next press does, and what is shown meanwhile.

use std::sync::{Arc, OnceLock};

use flow::design::{Axis, Fragment, New};
use flow::id::{EdgeId, LaneId, NodeId};
use flow::layout::{Area, Point, size};
use flow::model::Kind;

use super::carry::{Carry, Guide};
use super::target::{Corner, Target};
use crate::designer::work::Selection;

/// What a press on the empty canvas begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::designer) enum Tool {
    /// Choosing by a frame.
    #[default]
    Choose,
    /// Moving the canvas.
    Move,
    /// Making room.
    Space,
}

/// What is taken from the palette.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::designer) enum Brought {
    /// An element.
    New(New),
    /// Several that hang together.
    Fragment(Arc<Part>),
}

/// A part of a process that is taken.
#[derive(Debug)]
pub(in crate::designer) struct Part {
    pub(super) fragment: Fragment,
    /// How much room it takes: it is laid out once, when it is first carried, and not for each move of the pointer.
    size: OnceLock<(i32, i32)>,
}

impl PartialEq for Part {
    fn eq(&self, other: &Self) -> bool {
        self.fragment == other.fragment
    }
}

impl Brought {
    pub(in crate::designer) fn part(fragment: Fragment) -> Self {
        Self::Fragment(Arc::new(Part { fragment, size: OnceLock::new() }))
    }

    /// How much room it takes.
    pub(super) fn size(&self) -> (i32, i32) {
        match self {
            Self::New(new) => size(new.kind),
            Self::Fragment(part) => *part.size.get_or_init(|| part.fragment.size()),
        }
    }

    /// Whether it sits on a step.
    pub(super) fn sits(&self) -> bool {
        matches!(self, Self::New(New { kind: Kind::Boundary, .. }))
    }
}

/// What the next press places or connects.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::designer) enum Picked {
    /// Something new is placed.
    Brought(Brought),
    /// A connection leads there.
    From(NodeId),
    /// What is chosen is moved there.
    Chosen,
}

/// What is asked about: what comes next, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::designer) enum Asked {
    After(NodeId),
    Into(EdgeId),
    At(Point),
}

/// What is drawn over the drawing while a gesture goes on.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Overlay {
    pub(super) frame: Option<Area>,
    /// A connection to be, and whether it could be.
    pub(super) line: Option<(Point, Point, bool)>,
    pub(super) ghost: Option<Area>,
    pub(super) guides: Vec<Guide>,
    /// Where what is carried would go into.
    pub(super) edge: Option<EdgeId>,
    /// What the line leads to.
    pub(super) node: Option<NodeId>,
    /// Where room is made.
    pub(super) space: Option<(Axis, i32, i32)>,
}

/// What goes on while pointers are down.
pub(super) enum Gesture {
    Idle,
    Pressed {
        on: Target,
        more: bool,
    },
    Panning,
    Framing {
        from: Point,
        before: Selection,
    },
    Carrying(Box<Carry>),
    Connecting {
        from: NodeId,
    },
    Turning {
        edge: EdgeId,
        arrives: bool,
    },
    Bending {
        edge: EdgeId,
        leg: usize,
        way: Vec<Point>,
    },
    /// The words on a connection are moved from where they stood.
    Labelling {
        edge: EdgeId,
        from: Area,
    },
    /// A sub-process is resized, around what is in it at least.
    Resizing {
        id: NodeId,
        corner: Corner,
        from: Area,
        least: Area,
    },
    /// A lane is put elsewhere among the others.
    Ranking {
        lane: LaneId,
        from: Area,
    },
    /// The lower edge of a lane is moved, no higher than what stands in it allows.
    Stretching {
        lane: LaneId,
        from: Area,
        least: i32,
    },
    Bringing {
        brought: Brought,
    },
    Spacing {
        from: Point,
    },
    Pinching,
}
