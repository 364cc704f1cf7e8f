//! Where things stand: placing them, moving them, and how connections follow.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::draw::surroundings;
use super::label;
use super::room::grow_around;
use crate::id::{EdgeId, NodeId};
use crate::layout::{Area, Point, drawn};
use crate::model::{Definition, Edge};

/// Notes down where everything stands, so that it stays there; without that it is laid out anew after each change. What is
/// hidden stays where it stood.
pub fn place(definition: &mut Definition) {
    let mut diagram = drawn(definition).as_diagram();
    if let Some(before) = &definition.diagram {
        let hidden = definition.hidden();
        let of_hidden = before.nodes.iter().filter(|(id, _)| hidden.contains_key(id));
        diagram.nodes.extend(of_hidden.map(|(id, bounds)| (id.clone(), *bounds)));
        let ends_hidden = |edge: &&Edge| hidden.contains_key(&edge.from) || hidden.contains_key(&edge.to);
        let ways = definition.edges.iter().filter(ends_hidden);
        diagram.edges.extend(ways.filter_map(|edge| Some((edge.id.clone(), before.edges.get(&edge.id)?.clone()))));
        diagram.collapsed.clone_from(&before.collapsed);
        diagram.labels.clone_from(&before.labels);
    }
    definition.diagram = Some(diagram);
}

/// Moves nodes with what is in them and at their side. Connections follow; lanes and sub-processes that nodes come into
/// become theirs, unless that would cut a connection.
pub fn move_nodes(definition: &mut Definition, nodes: &BTreeSet<NodeId>, across: i32, down: i32) {
    let moved = closure(definition, nodes);
    let by = Point { x: across, y: down };
    displace(definition, &moved.iter().map(|id| (id.clone(), by)).collect());
    come_into(definition, nodes, &moved);
}

/// Moves things, each with what is in it and at its side, and each so far, without letting them come into anything else.
/// What is in another and is to be moved by itself goes as far as is said of it.
pub(super) fn shift(definition: &mut Definition, each: impl IntoIterator<Item = (NodeId, Point)>) {
    let with_all = |(id, by): (NodeId, Point)| (closure(definition, &[id].into()), by);
    let mut each: Vec<_> = each.into_iter().map(with_all).collect();
    each.sort_by_key(|(all, _)| Reverse(all.len()));
    let moves = each.into_iter().flat_map(|(all, by)| all.into_iter().map(move |id| (id, by)));
    displace(definition, &moves.collect());
}

/// Moves nodes, each so far. Connections follow.
fn displace(definition: &mut Definition, moves: &BTreeMap<NodeId, Point>) {
    place(definition);
    let anchors = label::anchors(definition);
    let Some(diagram) = &mut definition.diagram else { return };
    for (id, by) in moves {
        if let Some(bounds) = diagram.nodes.get_mut(id) {
            *bounds = Area::from(*bounds).moved(*by).into();
        }
    }
    for edge in &definition.edges {
        let by = |end: &NodeId| moves.get(end).copied().unwrap_or_default();
        let by = (by(&edge.from), by(&edge.to));
        let area = |end: &NodeId| diagram.nodes.get(end).copied().map(Area::from);
        let (Some(from), Some(to)) = (area(&edge.from), area(&edge.to)) else { continue };
        let Some(way) = diagram.edges.get_mut(&edge.id).filter(|_| by != Default::default()) else { continue };
        let points: Vec<Point> = way.iter().copied().map(Point::from).collect();
        match followed(&points, by, (from, to)) {
            Some(followed) => *way = followed.into_iter().map(Into::into).collect(),
            None => _ = diagram.edges.remove(&edge.id),
        }
    }
    label::follow(definition, &anchors);
}

/// How a connection runs after its ends have moved, each so far: as before where that can be, at right angles; nothing when
/// it has to find a new way. The boxes are those after the move.
pub fn followed(way: &[Point], by: (Point, Point), (from, to): (Area, Area)) -> Option<Vec<Point>> {
    if by.0 == by.1 {
        return Some(way.iter().map(|point| point.moved(by.0)).collect());
    }
    let mut way = way.to_vec();
    follow(&mut way, from, by.0)?;
    way.reverse();
    follow(&mut way, to, by.1)?;
    way.reverse();
    Some(way)
}

/// Lets the first end of a way follow its node; nothing when the way would run through the node.
fn follow(way: &mut [Point], node: Area, by: Point) -> Option<()> {
    if by == Point::default() {
        return Some(());
    }
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

/// Lets nodes belong to the lane and the sub-process in which they stand now; the sub-process grows around them.
fn come_into(definition: &mut Definition, nodes: &BTreeSet<NodeId>, moved: &BTreeSet<NodeId>) {
    let drawing = drawn(definition);
    let across = |edge: &&Edge| moved.contains(&edge.from) != moved.contains(&edge.to);
    let held: BTreeSet<NodeId> =
        definition.edges.iter().filter(across).flat_map(|edge| [edge.from.clone(), edge.to.clone()]).collect();
    for id in nodes {
        let Some(area) = drawing.nodes.get(id) else { continue };
        let (within, lane) = surroundings(definition, &drawing, area.centre(), moved);
        let Some(node) = definition.nodes.iter_mut().find(|node| node.id == *id) else { continue };
        if node.within == within {
            if lane.is_some() && within.is_none() {
                node.lane = lane;
            }
        } else if !held.contains(id) {
            (node.within, node.lane) = (within, lane);
        }
        let within = node.within.clone();
        if let (Some(_), Some(area)) = (&within, box_of(definition, id)) {
            grow_around(definition, within.as_ref(), None, area);
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
    let anchors = label::anchors(definition);
    let Some(diagram) = &mut definition.diagram else { return };
    if way.is_empty() {
        diagram.edges.remove(edge);
    } else {
        diagram.edges.insert(edge.clone(), way.iter().copied().map(Into::into).collect());
    }
    label::follow(definition, &anchors);
}

/// Where a node was placed.
pub(super) fn box_of(definition: &Definition, node: &NodeId) -> Option<Area> {
    definition.diagram.as_ref()?.nodes.get(node).copied().map(Area::from)
}

/// Places a node in a drawing that somebody placed.
pub(super) fn put(definition: &mut Definition, node: &NodeId, area: Area) {
    definition.diagram.get_or_insert_default().nodes.insert(node.clone(), area.into());
}

/// Moves everything that begins at a line or right of it to the right.
pub(super) fn shift_from(definition: &mut Definition, line: i32, by: i32) {
    let Some(diagram) = &definition.diagram else { return };
    let beyond = diagram.nodes.iter().filter(|(_, bounds)| Area::from(**bounds).x >= line).map(|(id, _)| id);
    let beyond: BTreeSet<&NodeId> = beyond.collect();
    let outermost = definition.nodes.iter().filter(|node| node.within.is_none() && beyond.contains(&node.id));
    let each: Vec<_> = outermost.map(|node| (node.id.clone(), Point { x: by, y: 0 })).collect();
    shift(definition, each);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::sample::review;
    use crate::id::LaneId;

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
