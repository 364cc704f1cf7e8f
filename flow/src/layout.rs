//! Where things stand when nobody has placed them: layers from left to right, lanes from top to bottom.
//!
//! Nodes stand in cells of a grid: the column is the longest way from the start, the row belongs to the lane. Edges run
//! at right angles through the gutters between rows and columns, each on a track of its own, so that none crosses a
//! node. The layout is a pure function of the definition: the same drawing in every place and on every day.

mod between;
mod columns;
mod routes;
mod rows;

use std::collections::BTreeMap;

pub use between::between;

use crate::id::{EdgeId, LaneId, NodeId};
use crate::model::{Definition, Edge, Kind, Node};

/// A point of the drawing, in pixels at zoom 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// From the left.
    pub x: i32,
    /// From the top.
    pub y: i32,
}

/// A rectangle of the drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// Left edge.
    pub x: i32,
    /// Upper edge.
    pub y: i32,
    /// Width.
    pub w: i32,
    /// Height.
    pub h: i32,
}

impl Area {
    /// Its middle.
    pub fn centre(self) -> Point {
        Point { x: self.x + self.w / 2, y: self.y + self.h / 2 }
    }

    /// Its right edge.
    pub fn right(self) -> i32 {
        self.x + self.w
    }

    /// Its lower edge.
    pub fn bottom(self) -> i32 {
        self.y + self.h
    }

    /// Whether the inside of the rectangle meets the inside of the other.
    pub fn overlaps(self, other: Self) -> bool {
        self.x < other.x + other.w
            && other.x < self.x + self.w
            && self.y < other.y + other.h
            && other.y < self.y + self.h
    }
}

/// A drawing of a process.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Layout {
    /// Its width.
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// The lanes, from top to bottom; none when the process has none.
    pub lanes: Vec<(LaneId, Area)>,
    /// The nodes.
    pub nodes: BTreeMap<NodeId, Area>,
    /// The way points of each edge, its ends on the borders of the nodes.
    pub edges: BTreeMap<EdgeId, Vec<Point>>,
}

/// Room around the whole drawing.
const MARGIN: i32 = 24;
/// Width of a lane's heading.
const HEADING: i32 = 40;
/// Height of the room between two rows, where edges run.
const ROW_GUTTER: i32 = 36;
/// Least width of the room between two columns, where edges turn.
const COLUMN_GUTTER: i32 = 44;
/// Distance between two tracks of a gutter.
const TRACK: i32 = 8;
/// Height of a row of nodes.
const ROW: i32 = 60;

/// How much room a node of a kind takes: its width and its height.
pub fn size(kind: Kind) -> (i32, i32) {
    match kind {
        Kind::Start | Kind::End | Kind::Terminate | Kind::Wait | Kind::Throw | Kind::Boundary => (36, 36),
        Kind::Exclusive | Kind::Parallel | Kind::Inclusive | Kind::EventBased | Kind::Complex => (44, 44),
        _ => (148, ROW),
    }
}

/// Lays out a definition. What it draws of a wrong one is whatever hangs together.
pub fn layout(definition: &Definition) -> Layout {
    let definition = &as_drawn(definition);
    let columns = columns::columns(definition);
    let grid = rows::grid(definition, &columns);
    let mut layout = routes::draw(definition, &grid);
    layout.edges.retain(|edge, _| !edge.as_str().starts_with(ALONGSIDE));
    layout
}

/// How the ids of edges begin that only put nodes in order.
const ALONGSIDE: &str = "\u{0}";

/// The definition with its boundary events as nodes behind what they sit on, and what is in a sub-process behind it.
fn as_drawn(definition: &Definition) -> Definition {
    let boundary = definition.boundary_nodes();
    let sits_on = definition.attached.iter().map(|event| (&event.on, &event.id));
    let arrived_at = |node: &Node| definition.edges.iter().any(|edge| edge.to == node.id);
    let begins = definition.nodes.iter().filter(|node| !arrived_at(node));
    let inside = begins.filter_map(|node| Some((node.within.as_ref()?, &node.id)));
    let alongside = |(before, after): (&NodeId, &NodeId)| {
        Edge::new(format!("{ALONGSIDE}{before}>{after}"), before.clone(), after.clone())
    };
    let edges = sits_on.chain(inside).map(alongside);
    Definition {
        edges: definition.edges.iter().cloned().chain(edges).collect(),
        nodes: definition.nodes.iter().cloned().chain(boundary).collect(),
        ..definition.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn definition(nodes: &[(&str, &str, &str)], edges: &[(&str, &str)]) -> Definition {
        let nodes: Vec<_> = nodes
            .iter()
            .map(|(id, kind, lane)| match *lane {
                "" => json!({"id": id, "kind": kind}),
                lane => json!({"id": id, "kind": kind, "lane": lane}),
            })
            .collect();
        let edges: Vec<_> =
            edges.iter().map(|(from, to)| json!({"id": format!("{from}-{to}"), "from": from, "to": to})).collect();
        serde_json::from_value(json!({"lianban": 1, "key": "L", "name": "layout", "nodes": nodes, "edges": edges,
            "lanes": [{"id": "one", "name": "One"}, {"id": "two", "name": "Two"}]}))
        .expect("the definition is well written")
    }

    fn joint_review() -> Definition {
        let nodes = [
            ("start", "start", "one"),
            ("convene", "approve", "one"),
            ("split", "parallel", "two"),
            ("tech", "handle", "two"),
            ("qual", "handle", "two"),
            ("log", "handle", "two"),
            ("join", "parallel", "two"),
            ("decide", "approve", "two"),
            ("ask", "handle", "one"),
            ("end", "end", "one"),
        ];
        let edges = [
            ("start", "convene"),
            ("convene", "split"),
            ("split", "tech"),
            ("split", "qual"),
            ("split", "log"),
            ("tech", "join"),
            ("qual", "join"),
            ("log", "join"),
            ("join", "decide"),
            ("decide", "ask"),
            ("ask", "decide"),
            ("decide", "end"),
            ("convene", "end"),
        ];
        definition(&nodes, &edges)
    }

    #[test]
    fn nothing_stands_on_anything_else() {
        let layout = layout(&joint_review());
        let areas: Vec<_> = layout.nodes.iter().collect();
        assert_eq!(areas.len(), 10);
        for (index, (one, area)) in areas.iter().enumerate() {
            for (other, with) in &areas[index + 1..] {
                assert!(!area.overlaps(**with), "{one} stands on {other}");
            }
        }
    }

    #[test]
    fn edges_run_at_right_angles_and_around_nodes() {
        let definition = joint_review();
        let layout = layout(&definition);
        for edge in &definition.edges {
            let points = &layout.edges[&edge.id];
            for pair in points.windows(2) {
                assert!(pair[0].x == pair[1].x || pair[0].y == pair[1].y, "{}: {points:?}", edge.id);
                let (x, y) = (pair[0].x.min(pair[1].x), pair[0].y.min(pair[1].y));
                let (w, h) = ((pair[0].x - pair[1].x).abs().max(1), (pair[0].y - pair[1].y).abs().max(1));
                for (node, area) in layout.nodes.iter().filter(|(node, _)| **node != edge.from && **node != edge.to) {
                    assert!(!area.overlaps(Area { x, y, w, h }), "{} runs through {node}", edge.id);
                }
            }
        }
    }

    #[test]
    fn nodes_stand_in_their_lanes_and_go_to_the_right() {
        let layout = layout(&joint_review());
        let lane =
            |name: &str| layout.lanes.iter().find(|(id, _)| *id == *name).map(|(_, area)| *area).expect("a lane");
        assert!(lane("one").y < lane("two").y);
        for (node, name) in [("convene", "one"), ("tech", "two"), ("log", "two"), ("end", "one")] {
            let (area, lane) = (layout.nodes[node], lane(name));
            assert!(area.y >= lane.y && area.y + area.h <= lane.y + lane.h, "{node} stands in {name}");
        }
        for (before, after) in [("start", "convene"), ("convene", "split"), ("tech", "join"), ("join", "decide")] {
            assert!(layout.nodes[before].x < layout.nodes[after].x, "{before} stands before {after}");
        }
    }

    #[test]
    fn even_a_definition_that_hangs_together_badly_is_drawn() {
        let layout = layout(&definition(&[("a", "handle", ""), ("b", "handle", "")], &[("b", "nowhere")]));
        assert_eq!(layout.nodes.len(), 2);
        assert!(layout.edges.is_empty());
    }
}
