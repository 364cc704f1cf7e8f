//! Where things stand: as somebody placed them, and by itself where nobody has.
//!
//! Laid out, nodes stand in cells of a grid: the column is the longest way from the start, the row belongs to the lane.
//! A sub-process is a box around a grid of its own, a boundary event sits on the lower border of what it belongs to.
//! A collapsed one stands there as a single step, and what is in it is not drawn at all.
//! Edges run at right angles, straight where the cells between are free, else through the gutters between rows and
//! columns, so that none crosses a node. The layout is a pure function of the definition: the same drawing in every
//! place and on every day.

mod between;
mod boundary;
mod columns;
mod drawn;
mod enclosing;
mod folding;
mod geometry;
mod label;
mod nesting;
mod places;
mod placing;
mod plan;
mod rows;
mod runs;
mod scope;
mod scopes;
mod shelf;
mod text_line;
mod tracks;
mod ways;

use std::collections::BTreeMap;

pub use between::between;
pub use drawn::drawn;
pub use enclosing::around;
pub use geometry::{Area, Point};
pub use label::{label, label_area, label_lines, placed_label};
pub use text_line::TextLine;

use crate::id::{EdgeId, LaneId, NodeId};
use crate::model::{Definition, Diagram, Kind};
use nesting::Nesting;

/// A drawing of a process.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Layout {
    /// Where all of it is: from 0, 0 on unless somebody placed things elsewhere.
    pub area: Area,
    /// The lanes, from top to bottom; none when the process has none.
    pub lanes: Vec<(LaneId, Area)>,
    /// The nodes and the boundary events. What is in a sub-process stands inside its box.
    pub nodes: BTreeMap<NodeId, Area>,
    /// The way points of each edge, its ends on the borders of the nodes.
    pub edges: BTreeMap<EdgeId, Vec<Point>>,
}

impl Layout {
    /// The same as a definition keeps it: everything placed, every edge with its way.
    pub fn as_diagram(&self) -> Diagram {
        let way = |points: &Vec<Point>| points.iter().copied().map(Into::into).collect();
        Diagram {
            nodes: self.nodes.iter().map(|(id, area)| (id.clone(), (*area).into())).collect(),
            edges: self.edges.iter().map(|(id, points)| (id.clone(), way(points))).collect(),
            lanes: self.lanes.iter().map(|(id, area)| (id.clone(), (*area).into())).collect(),
            ..Diagram::default()
        }
    }
}

/// Room around the whole drawing.
const MARGIN: i32 = 24;
/// Width of a lane's heading.
const LANE_HEADING: i32 = 40;
/// Height of a sub-process's heading.
const HEADING: i32 = 28;
/// Room between a sub-process's border and what is in it.
const PADDING: i32 = 20;
/// Height of the room between two rows, where edges run.
const ROW_GUTTER: i32 = 36;
/// Least width of the room between two columns, where edges turn.
const COLUMN_GUTTER: i32 = 44;
/// Distance between two tracks of a gutter.
const TRACK: i32 = 8;
/// Least height of a row of nodes.
const ROW: i32 = 60;

/// How much room a node of a kind takes: its width and its height. A sub-process takes it when nothing is in it.
pub fn size(kind: Kind) -> (i32, i32) {
    match kind {
        kind if kind.is_event() => (36, 36),
        kind if kind.is_gateway() => (44, 44),
        _ => (148, ROW),
    }
}

/// Lays out a definition. What it draws of a wrong one is whatever hangs together.
pub fn layout(definition: &Definition) -> Layout {
    scopes::laid_out(&Nesting::of(&folding::folded(definition)))
}

#[cfg(test)]
mod tests;
