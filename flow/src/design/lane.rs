//! Lanes: adding and removing them, their order, and how high they are.

use super::ids::free;
use super::moving::{box_of, place};
use super::room::{ROOM, move_room, room_of};
use crate::id::LaneId;
use crate::layout::Area;
use crate::model::{Definition, Lane};
use crate::text::Text;

/// No lane is lower than this.
const LEAST: i32 = 60;

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

/// Puts a lane before another, or last; what stands in it goes with it.
pub fn move_lane(definition: &mut Definition, lane: &LaneId, before: Option<&LaneId>) {
    let order = |definition: &Definition| definition.lanes.iter().map(|lane| lane.id.clone()).collect::<Vec<_>>();
    let was = order(definition);
    let Some(at) = was.iter().position(|other| other == lane) else { return };
    let moved = definition.lanes.remove(at);
    let to = before.and_then(|before| definition.lanes.iter().position(|other| other.id == *before));
    definition.lanes.insert(to.unwrap_or(definition.lanes.len()), moved);
    if definition.is_placed() && order(definition) != was {
        place(definition);
        stack(definition);
    }
}

/// Puts a lane so many places further down, or up when it is negative.
pub fn step_lane(definition: &mut Definition, lane: &LaneId, by: isize) {
    let Some(at) = definition.lanes.iter().position(|other| other.id == *lane) else { return };
    let Some(to) = at.checked_add_signed(by).filter(|to| *to < definition.lanes.len()) else { return };
    // Whatever stands before it now does not count.
    let others = definition.lanes.iter().filter(|other| other.id != *lane);
    let before = others.map(|other| other.id.clone()).nth(to);
    move_lane(definition, lane, before.as_ref());
}

/// Makes a lane so much higher, or lower when it is negative, but not lower than what stands in it; lanes below it, with
/// what stands in them, move along.
pub fn resize_lane(definition: &mut Definition, lane: &LaneId, by: i32) {
    if !definition.lanes.iter().any(|other| other.id == *lane) {
        return;
    }
    let least = least_height(definition, lane);
    place(definition);
    let Some(room) = room_of(definition, lane) else { return };
    let height = (room.h + by).max(least);
    let below: Vec<LaneId> = (definition.lanes.iter())
        .filter(|other| room_of(definition, &other.id).is_some_and(|other| other.centre().y > room.centre().y))
        .map(|other| other.id.clone())
        .collect();
    for other in below {
        move_room(definition, &other, height - room.h);
    }
    definition.diagram.get_or_insert_default().lanes.insert(lane.clone(), Area { h: height, ..room }.into());
}

/// How high a lane has to be for what stands in it.
pub fn least_height(definition: &Definition, lane: &LaneId) -> i32 {
    let mut placed = definition.clone();
    place(&mut placed);
    let Some(room) = room_of(&placed, lane) else { return LEAST };
    let inside = placed.nodes.iter().filter(|node| node.lane.as_ref() == Some(lane) && node.within.is_none());
    let foot = inside.filter_map(|node| box_of(&placed, &node.id)).map(|area| area.bottom() + ROOM - room.y).max();
    foot.map_or(LEAST, |foot| foot.max(LEAST))
}

/// Puts the lanes one below the other in their order, where the uppermost is.
fn stack(definition: &mut Definition) {
    let lanes: Vec<LaneId> = definition.lanes.iter().map(|lane| lane.id.clone()).collect();
    let rooms = lanes.iter().filter_map(|lane| room_of(definition, lane));
    let Some(mut top) = rooms.map(|room| room.y).min() else { return };
    for lane in lanes {
        let Some(room) = room_of(definition, &lane) else { continue };
        move_room(definition, &lane, top - room.y);
        top += room.h;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::sample::review;
    use crate::layout::drawn;

    fn rooms(definition: &Definition) -> [Area; 2] {
        let drawing = drawn(definition);
        ["one", "two"].map(|name| drawing.lanes.iter().find(|(id, _)| *id == *name).expect("it is drawn").1)
    }

    fn all_stand_in_their_lanes(definition: &Definition) {
        let drawing = drawn(definition);
        for node in &definition.nodes {
            let lane = node.lane.as_ref().expect("each has one");
            let room = drawing.lanes.iter().find(|(id, _)| id == lane).expect("it is drawn").1;
            assert!(room.encloses(drawing.nodes[&node.id]), "{} in {lane}", node.id);
        }
    }

    #[test]
    fn lanes_change_places_with_what_stands_in_them() {
        for placed in [false, true] {
            let mut definition = review();
            if placed {
                place(&mut definition);
            }
            step_lane(&mut definition, &"two".into(), -1);
            let [one, two] = rooms(&definition);
            assert!(two.y < one.y && two.bottom() == one.y, "{one:?} {two:?}");
            all_stand_in_their_lanes(&definition);
            step_lane(&mut definition, &"two".into(), -1);
            assert_eq!(rooms(&definition), [one, two], "it is the first already");
            step_lane(&mut definition, &"two".into(), 1);
            assert!(rooms(&definition)[0].y < rooms(&definition)[1].y);
        }
    }

    #[test]
    fn a_lane_grows_and_shrinks_no_further_than_around_what_stands_in_it() {
        let mut definition = review();
        place(&mut definition);
        let [one, two] = rooms(&definition);
        resize_lane(&mut definition, &"one".into(), 80);
        let [higher, lower] = rooms(&definition);
        assert_eq!((higher.h, lower.y), (one.h + 80, two.y + 80));
        all_stand_in_their_lanes(&definition);
        resize_lane(&mut definition, &"one".into(), -1000);
        assert_eq!(rooms(&definition)[0].h, least_height(&definition, &"one".into()));
        all_stand_in_their_lanes(&definition);
    }
}
