//! What lies under a point of the drawing.

use flow::id::{EdgeId, NodeId};
use flow::layout::{Area, Layout, Point};
use flow::model::Definition;

/// How far from a line one may point and still mean it.
const REACH: i32 = 12;

/// The innermost node at a point, boundary events before what they sit on; some left out.
pub(super) fn node_at(
    definition: &Definition,
    drawing: &Layout,
    point: Point,
    left_out: impl Fn(&NodeId) -> bool,
) -> Option<NodeId> {
    let at = definition.element_ids().filter(|id| !left_out(id));
    let holding = at.filter_map(|id| Some((id, drawing.nodes.get(id).filter(|area| area.holds(point))?)));
    holding.min_by_key(|(_, area)| area.w * area.h).map(|(id, _)| id.clone())
}

/// The connection at a point.
pub(super) fn edge_at(drawing: &Layout, point: Point) -> Option<EdgeId> {
    let near =
        drawing.edges.iter().filter_map(|(id, way)| Some((id, distance(way, point).filter(|far| *far <= REACH)?)));
    near.min_by_key(|(_, far)| *far).map(|(id, _)| id.clone())
}

/// The nodes that lie within an area.
pub(super) fn nodes_within(definition: &Definition, drawing: &Layout, area: Area) -> Vec<NodeId> {
    let lies_within = |id: &&NodeId| drawing.nodes.get(*id).is_some_and(|node| area.encloses(*node));
    definition.element_ids().filter(lies_within).cloned().collect()
}

/// How far a point is from a way whose legs are level or upright.
fn distance(way: &[Point], point: Point) -> Option<i32> {
    way.windows(2).map(|leg| far_from(leg[0], leg[1], point)).min()
}

fn far_from(a: Point, b: Point, point: Point) -> i32 {
    let nearest = Point { x: point.x.clamp(a.x.min(b.x), a.x.max(b.x)), y: point.y.clamp(a.y.min(b.y), a.y.max(b.y)) };
    (nearest.x - point.x).abs().max((nearest.y - point.y).abs())
}

/// The area between two points.
pub(super) fn between_points(a: Point, b: Point) -> Area {
    Area { x: a.x.min(b.x), y: a.y.min(b.y), w: (a.x - b.x).abs(), h: (a.y - b.y).abs() }
}
