//! Making room around what has become larger: what stands in the way moves on, and what it is in grows with it.

use std::collections::BTreeSet;

use super::label;
use super::moving::{box_of, put, shift};
use crate::id::{EdgeId, LaneId, NodeId};
use crate::layout::{Area, Point, around};
use crate::model::Definition;

/// Least room between what has grown and what stands beside it.
pub(super) const ROOM: i32 = 24;

/// Gives a sub-process another box in a drawing that somebody placed. What stands in the way of a larger one moves on, and
/// the sub-process and the lane that it is in grow with it.
pub(super) fn give_box(definition: &mut Definition, id: &NodeId, to: Area) {
    let Some(from) = box_of(definition, id) else { return put(definition, id, to) };
    let anchors = label::anchors(definition);
    put(definition, id, to);
    redraw_around(definition, id);
    label::follow(definition, &anchors);
    make_room(definition, &[id.clone()].into(), (from, to));
    if let Some((within, lane)) = surroundings_of(definition, id) {
        grow_around(definition, within.as_ref(), lane.as_ref(), to);
    }
}

/// Lets go of what was drawn for another box: its connections, and the places of the events on it.
fn redraw_around(definition: &mut Definition, id: &NodeId) {
    let on = definition.attached.iter().filter(|event| event.on == *id);
    let events: BTreeSet<NodeId> = on.map(|event| event.id.clone()).collect();
    let is_at = |end: &NodeId| end == id || events.contains(end);
    let ways = definition.edges.iter().filter(|edge| is_at(&edge.from) || is_at(&edge.to));
    let ways: BTreeSet<EdgeId> = ways.map(|edge| edge.id.clone()).collect();
    if let Some(diagram) = &mut definition.diagram {
        diagram.nodes.retain(|id, _| !events.contains(id));
        diagram.edges.retain(|id, _| !ways.contains(id));
    }
}

/// Moves on what stands in the way of nodes that reach from one area to another now, as they lie in the same sub-process or
/// in none.
pub(super) fn make_room(definition: &mut Definition, those: &BTreeSet<NodeId>, (from, to): (Area, Area)) {
    let Some((within, lane)) = those.iter().find_map(|id| surroundings_of(definition, id)) else { return };
    let room = to.with_room(ROOM);
    let lacking = |definition: &Definition, is_there: &dyn Fn(&Area) -> bool, lacks: &dyn Fn(&Area) -> i32| {
        let others = beside(definition, those, within.as_ref());
        others.iter().map(|(_, area)| area).filter(|area| is_there(area) && area.overlaps(room)).map(lacks).max()
    };
    let is_right = |area: &Area| area.x >= from.right();
    if let Some(by) = lacking(definition, &is_right, &|area| room.right() - area.x) {
        shift_those(definition, those, within.as_ref(), &is_right, Point { x: by, y: 0 });
    }
    if let (Some(lane), None) = (&lane, &within) {
        reach(definition, lane, room);
    }
    let is_below = |area: &Area| area.y >= from.bottom();
    if let Some(by) = lacking(definition, &is_below, &|area| room.bottom() - area.y) {
        shift_those(definition, those, within.as_ref(), &is_below, Point { x: 0, y: by });
    }
    let is_above = |area: &Area| area.bottom() <= from.y;
    if let Some(by) = lacking(definition, &is_above, &|area| area.bottom() - room.y) {
        shift_those(definition, those, within.as_ref(), &is_above, Point { x: 0, y: -by });
    }
}

/// Lets what is around an area grow with it: the sub-process, with all around that, or the lane.
pub(super) fn grow_around(definition: &mut Definition, within: Option<&NodeId>, lane: Option<&LaneId>, area: Area) {
    let Some(outer) = within else {
        if let Some(lane) = lane {
            reach(definition, lane, area.with_room(ROOM));
        }
        return widen_lanes(definition);
    };
    let inside = beside(definition, &BTreeSet::new(), within).into_iter().map(|(_, area)| area).fold(area, Area::with);
    if let Some(before) = box_of(definition, outer)
        && !before.encloses(around(inside))
    {
        give_box(definition, outer, before.with(around(inside)));
    }
}

/// The sub-process and the lane of a node.
fn surroundings_of(definition: &Definition, id: &NodeId) -> Option<(Option<NodeId>, Option<LaneId>)> {
    let node = definition.nodes.iter().find(|node| node.id == *id)?;
    Some((node.within.clone(), node.lane.clone()))
}

/// Everything else in the same sub-process, or in none, and where it stands.
fn beside(definition: &Definition, those: &BTreeSet<NodeId>, within: Option<&NodeId>) -> Vec<(NodeId, Area)> {
    let others = definition.nodes.iter().filter(|node| !those.contains(&node.id) && node.within.as_ref() == within);
    others.filter_map(|node| Some((node.id.clone(), box_of(definition, &node.id)?))).collect()
}

fn shift_those(
    definition: &mut Definition,
    those: &BTreeSet<NodeId>,
    within: Option<&NodeId>,
    which: &dyn Fn(&Area) -> bool,
    by: Point,
) {
    let others = beside(definition, those, within).into_iter().filter(|(_, area)| which(area));
    shift(definition, others.map(|(id, _)| (id, by)).collect::<Vec<_>>());
}

/// Lets a lane reach around an area: lanes beyond it move away with what stands in them.
pub(super) fn reach(definition: &mut Definition, lane: &LaneId, area: Area) {
    let Some(at) = room_of(definition, lane) else { return };
    let (up, down) = ((at.y - area.y).max(0), (area.bottom() - at.bottom()).max(0));
    if (up, down) == (0, 0) {
        return;
    }
    let others: Vec<LaneId> = definition.lanes.iter().map(|lane| lane.id.clone()).filter(|id| id != lane).collect();
    for other in others {
        let Some(room) = room_of(definition, &other) else { continue };
        let by = if room.centre().y > at.centre().y { down } else { -up };
        move_room(definition, &other, by);
    }
    if let Some(diagram) = &mut definition.diagram {
        diagram.lanes.insert(lane.clone(), Area { y: at.y - up, h: at.h + up + down, ..at }.into());
    }
}

/// Moves a lane up or down with all that stands in it.
pub(super) fn move_room(definition: &mut Definition, lane: &LaneId, by: i32) {
    let Some(room) = room_of(definition, lane).filter(|_| by != 0) else { return };
    let by = Point { x: 0, y: by };
    let inside = definition.nodes.iter().filter(|node| node.lane.as_ref() == Some(lane) && node.within.is_none());
    let inside: Vec<_> = inside.map(|node| (node.id.clone(), by)).collect();
    shift(definition, inside);
    if let Some(diagram) = &mut definition.diagram {
        diagram.lanes.insert(lane.clone(), room.moved(by).into());
    }
}

/// Where somebody placed a lane.
pub(super) fn room_of(definition: &Definition, lane: &LaneId) -> Option<Area> {
    definition.diagram.as_ref()?.lanes.get(lane).copied().map(Area::from)
}

/// Lets all lanes reach as far as the outermost of what stands in them.
pub(super) fn widen_lanes(definition: &mut Definition) {
    let outermost = definition.nodes.iter().filter(|node| node.within.is_none());
    let areas = outermost.filter_map(|node| box_of(definition, &node.id)).reduce(Area::with);
    let Some(needed) = areas.map(|areas| areas.with_room(ROOM)) else { return };
    let Some(diagram) = &mut definition.diagram else { return };
    for room in diagram.lanes.values_mut() {
        let area = Area::from(*room);
        if area.right() < needed.right() {
            *room = Area { w: needed.right() - area.x, ..area }.into();
        }
    }
}
