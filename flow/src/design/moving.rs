//! Where things stand: placing them, moving them, and how connections follow.

use std::collections::BTreeSet;

use super::draw::surroundings;
use super::ids::free;
use crate::id::{EdgeId, LaneId, NodeId};
use crate::layout::{Area, Point, drawn};
use crate::model::{Box, Definition, Diagram, Lane};
use crate::text::Text;

/// Notes down where everything stands, so that it stays there; without that it is laid out anew after each change.
pub fn place(definition: &mut Definition) {
    definition.diagram = Some(drawn(definition).as_diagram());
}

/// Moves nodes with what is in them and at their side. Connections follow; lanes and sub-processes that nodes come into
/// become theirs, unless that would cut a connection.
pub fn move_nodes(definition: &mut Definition, nodes: &BTreeSet<NodeId>, across: i32, down: i32) {
    place(definition);
    let moved = closure(definition, nodes);
    let Some(diagram) = &mut definition.diagram else { return };
    for id in &moved {
        if let Some(bounds) = diagram.nodes.get_mut(id) {
            bounds.x += f64::from(across);
            bounds.y += f64::from(down);
        }
    }
    for edge in &definition.edges {
        let ends = (moved.contains(&edge.from), moved.contains(&edge.to));
        let boxes = (diagram.nodes.get(&edge.from).map(boxed), diagram.nodes.get(&edge.to).map(boxed));
        let Some(way) = diagram.edges.get_mut(&edge.id).filter(|_| ends != (false, false)) else { continue };
        let (Some(from), Some(to)) = boxes else { continue };
        match followed(&points(way), ends, (from, to), Point { x: across, y: down }) {
            Some(followed) => *way = pairs(&followed),
            None => _ = diagram.edges.remove(&edge.id),
        }
    }
    come_into(definition, nodes, &moved);
}

/// How a connection runs after one of its ends, or both, have moved: as before where that can be, at right angles; nothing
/// when it has to find a new way. The boxes are those after the move.
pub fn followed(
    way: &[Point],
    (leaves, arrives): (bool, bool),
    (from, to): (Area, Area),
    by: Point,
) -> Option<Vec<Point>> {
    let mut way = way.to_vec();
    match (leaves, arrives) {
        (true, true) => way.iter_mut().for_each(|point| *point = point.moved(by)),
        (true, false) => follow(&mut way, from, by)?,
        (false, true) => {
            way.reverse();
            follow(&mut way, to, by)?;
            way.reverse();
        }
        (false, false) => {}
    }
    Some(way)
}

/// Lets the first end of a way follow its node; nothing when the way would run through the node.
fn follow(way: &mut [Point], node: Area, by: Point) -> Option<()> {
    let [first, second, _, ..] = way else { return None };
    let level = first.y == second.y;
    *second = second.moved(if level { Point { x: 0, ..by } } else { Point { y: 0, ..by } });
    *first = first.moved(by);
    let leads_away = match level {
        true => first.x >= node.right() && second.x > node.right() || first.x <= node.x && second.x < node.x,
        false => first.y >= node.bottom() && second.y > node.bottom() || first.y <= node.y && second.y < node.y,
    };
    leads_away.then_some(())
}

#[allow(clippy::cast_possible_truncation, reason = "a drawing is far smaller, and what is not stops at the edge")]
fn points(way: &[(f64, f64)]) -> Vec<Point> {
    way.iter().map(|(x, y)| Point { x: x.round() as i32, y: y.round() as i32 }).collect()
}

fn pairs(way: &[Point]) -> Vec<(f64, f64)> {
    way.iter().map(|point| (f64::from(point.x), f64::from(point.y))).collect()
}

/// Lets nodes belong to the lane and the sub-process in which they stand now.
fn come_into(definition: &mut Definition, nodes: &BTreeSet<NodeId>, moved: &BTreeSet<NodeId>) {
    for id in nodes {
        let Some(area) = box_of(definition, id) else { continue };
        let Some(at) = definition.nodes.iter().position(|node| node.id == *id) else { continue };
        let (within, lane) = surroundings(definition, area.centre(), moved);
        let across = |edge: &crate::model::Edge| moved.contains(&edge.from) != moved.contains(&edge.to);
        let is_free = !definition.edges.iter().any(|edge| across(edge) && (edge.from == *id || edge.to == *id));
        if definition.nodes[at].within == within {
            if lane.is_some() && within.is_none() {
                definition.nodes[at].lane = lane;
            }
        } else if is_free {
            (definition.nodes[at].within, definition.nodes[at].lane) = (within, lane);
        }
    }
}

/// The nodes with all that goes where they go: what is in a sub-process, and the events at the side of each.
pub fn closure(definition: &Definition, nodes: &BTreeSet<NodeId>) -> BTreeSet<NodeId> {
    let mut all = nodes.clone();
    loop {
        let inside =
            definition.nodes.iter().filter(|node| node.within.as_ref().is_some_and(|around| all.contains(around)));
        let beside = definition.attached.iter().filter(|event| all.contains(&event.on));
        let more: Vec<NodeId> = inside.map(|node| &node.id).chain(beside.map(|event| &event.id)).cloned().collect();
        let before = all.len();
        all.extend(more);
        if all.len() == before {
            return all;
        }
    }
}

/// Puts a connection through points, or lets it find its own way when there are none.
pub fn route(definition: &mut Definition, edge: &EdgeId, way: &[Point]) {
    place(definition);
    let Some(diagram) = &mut definition.diagram else { return };
    if way.is_empty() {
        diagram.edges.remove(edge);
    } else {
        diagram.edges.insert(edge.clone(), pairs(way));
    }
}

/// Puts a lane before another, or last.
pub fn move_lane(definition: &mut Definition, lane: &LaneId, before: Option<&LaneId>) {
    let Some(at) = definition.lanes.iter().position(|other| other.id == *lane) else { return };
    let moved = definition.lanes.remove(at);
    let to = before.and_then(|before| definition.lanes.iter().position(|other| other.id == *before));
    definition.lanes.insert(to.unwrap_or(definition.lanes.len()), moved);
}

/// Draws another lane below the others.
pub fn add_lane(definition: &mut Definition, name: Text) -> LaneId {
    let id: LaneId = free(definition, "lane");
    definition.lanes.push(Lane { id: id.clone(), name, responsible: None });
    id
}

/// Removes a lane; what stood in it stands in none.
pub fn remove_lane(definition: &mut Definition, lane: &LaneId) {
    definition.lanes.retain(|other| other.id != *lane);
    for node in definition.nodes.iter_mut().filter(|node| node.lane.as_ref() == Some(lane)) {
        node.lane = None;
    }
    if let Some(diagram) = &mut definition.diagram {
        diagram.lanes.remove(lane);
    }
}

/// Where a node was placed.
pub(super) fn box_of(definition: &Definition, node: &NodeId) -> Option<Area> {
    definition.diagram.as_ref()?.nodes.get(node).map(boxed)
}

/// Places a node in a drawing that somebody placed.
pub(super) fn put(definition: &mut Definition, node: &NodeId, area: Area) {
    let diagram: &mut Diagram = definition.diagram.get_or_insert_default();
    let Area { x, y, w, h } = area;
    diagram.nodes.insert(node.clone(), Box { x: x.into(), y: y.into(), w: w.into(), h: h.into() });
}

/// Moves everything that begins at a line or right of it to the right.
pub(super) fn shift_from(definition: &mut Definition, line: i32, by: i32) {
    let Some(diagram) = &definition.diagram else { return };
    let beyond = diagram.nodes.iter().filter(|(_, bounds)| boxed(bounds).x >= line).map(|(id, _)| id.clone());
    let inside = |id: &NodeId| definition.nodes.iter().any(|node| node.id == *id && node.within.is_some());
    let outermost: BTreeSet<NodeId> = beyond.filter(|id| !inside(id)).collect();
    shift(definition, &outermost, by, 0);
}

/// Moves nodes without letting them come into anything else.
pub(super) fn shift(definition: &mut Definition, nodes: &BTreeSet<NodeId>, across: i32, down: i32) {
    let belongs: Vec<_> = definition.nodes.iter().map(|node| (node.within.clone(), node.lane.clone())).collect();
    move_nodes(definition, nodes, across, down);
    for (node, (within, lane)) in definition.nodes.iter_mut().zip(belongs) {
        (node.within, node.lane) = (within, lane);
    }
}

/// A box of the file in whole pixels.
#[allow(clippy::cast_possible_truncation, reason = "a drawing is far smaller, and what is not stops at the edge")]
pub(super) fn boxed(bounds: &Box) -> Area {
    let whole = |number: f64| number.round() as i32;
    Area { x: whole(bounds.x), y: whole(bounds.y), w: whole(bounds.w), h: whole(bounds.h) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::sample::review;

    #[test]
    fn a_step_that_is_dropped_in_another_lane_belongs_to_it() {
        let mut definition = review();
        let drawing = drawn(&definition);
        let lane = |name: &str| drawing.lanes.iter().find(|(id, _)| *id == *name).map(|(_, area)| *area);
        let down = lane("two").expect("there is one").centre().y - drawing.nodes["check"].centre().y;
        move_nodes(&mut definition, &["check".into()].into(), 0, down);
        let check = definition.nodes.iter().find(|node| node.id == "check").expect("it is there");
        assert_eq!(check.lane.as_ref().map(LaneId::as_str), Some("two"));
    }

    #[test]
    fn connections_follow_at_right_angles() {
        for (across, down) in [(0, 40), (30, 0), (-30, -50), (400, 300), (-500, 10)] {
            let mut definition = review();
            move_nodes(&mut definition, &["decide".into()].into(), across, down);
            let drawing = drawn(&definition);
            for (edge, way) in &drawing.edges {
                let straight = way.windows(2).all(|leg| leg[0].x == leg[1].x || leg[0].y == leg[1].y);
                assert!(straight, "{edge} after {across}, {down}: {way:?}");
            }
        }
    }

    #[test]
    fn the_event_at_its_side_goes_with_a_step() {
        let mut definition = review();
        place(&mut definition);
        let before = box_of(&definition, &"late".into()).expect("it is placed");
        move_nodes(&mut definition, &["check".into()].into(), 10, 5);
        let after = box_of(&definition, &"late".into()).expect("it is placed");
        assert_eq!((after.x - before.x, after.y - before.y), (10, 5));
    }
}
