//! Collapsing sub-processes, and opening them again.

use std::collections::BTreeSet;

use super::moving::{box_of, closure, place};
use super::room::give_box;
use crate::id::NodeId;
use crate::layout::{Area, Point, around, size};
use crate::model::{Definition, Diagram, Kind};

/// Draws a sub-process as a single step: what is in it, and what leads from one to another there, is hidden.
pub fn collapse(definition: &mut Definition, id: &NodeId) {
    let Some(kind) = opens(definition, id) else { return };
    if definition.is_placed() {
        place(definition);
        definition.diagram.get_or_insert_default().collapsed.insert(id.clone());
        if let Some(area) = box_of(definition, id) {
            let (w, h) = size(kind);
            give_box(definition, id, Area { x: area.x, y: area.centre().y - h / 2, w, h });
        }
    } else {
        definition.diagram.get_or_insert_default().collapsed.insert(id.clone());
    }
}

/// Draws a collapsed sub-process around what is in it again. In a drawing that somebody placed, what stands in the way moves
/// on.
pub fn expand(definition: &mut Definition, id: &NodeId) {
    let Some(diagram) = &mut definition.diagram else { return };
    if !diagram.collapsed.remove(id) {
        return;
    }
    if *diagram == Diagram::default() {
        definition.diagram = None;
    } else if definition.is_placed() {
        open(definition, id);
    }
}

/// Gives a sub-process that is not collapsed another box, but none smaller than what is in it. What stands in the way of a
/// larger one moves on.
pub fn resize(definition: &mut Definition, id: &NodeId, to: Area) {
    if opens(definition, id).is_none() {
        return;
    }
    let Some(least) = least(definition, id) else { return };
    place(definition);
    give_box(definition, id, to.with(least));
}

/// The smallest box that a sub-process can have where what is in it stands.
pub fn least(definition: &Definition, id: &NodeId) -> Option<Area> {
    let kind = opens(definition, id)?;
    let mut placed = definition.clone();
    place(&mut placed);
    let inside = drawn_in(&placed, id).map(around);
    let (w, h) = size(kind);
    inside.or_else(|| box_of(&placed, id).map(|area| Area { w, h, ..area }))
}

/// The kind of a sub-process that is not collapsed.
fn opens(definition: &Definition, id: &NodeId) -> Option<Kind> {
    let node = definition.nodes.iter().find(|node| node.id == *id)?;
    (node.kind.is_sub_process() && !definition.is_collapsed(node)).then_some(node.kind)
}

/// Brings what is in a sub-process to where its small box was, and draws the box around it.
fn open(definition: &mut Definition, id: &NodeId) {
    let Some(small) = box_of(definition, id) else { return place(definition) };
    place(definition);
    let Some(inside) = drawn_in(definition, id) else { return };
    let large = around(inside);
    let to = Area { x: small.x, y: small.centre().y - large.h / 2, ..large };
    bring(definition, id, Point { x: to.x - large.x, y: to.y - large.y });
    if let Some(diagram) = &mut definition.diagram {
        diagram.nodes.insert(id.clone(), small.into());
    }
    give_box(definition, id, to);
}

/// The least area around what is drawn in a sub-process.
pub(super) fn drawn_in(definition: &Definition, id: &NodeId) -> Option<Area> {
    let inside = definition.nodes.iter().filter(|node| node.within.as_ref() == Some(id)).map(|node| &node.id);
    let inside: BTreeSet<&NodeId> = inside.collect();
    let beside = definition.attached.iter().filter(|event| inside.contains(&event.on)).map(|event| &event.id);
    let areas = inside.iter().copied().chain(beside).filter_map(|id| box_of(definition, id));
    areas.reduce(Area::with)
}

/// Moves everything in a sub-process, and not the sub-process itself.
fn bring(definition: &mut Definition, id: &NodeId, by: Point) {
    let inside: BTreeSet<NodeId> =
        (definition.nodes.iter()).filter(|node| node.within.as_ref() == Some(id)).map(|node| node.id.clone()).collect();
    let all = closure(definition, &inside);
    let ways = definition.edges.iter().filter(|edge| all.contains(&edge.from) && all.contains(&edge.to));
    let Some(diagram) = &mut definition.diagram else { return };
    for (_, bounds) in diagram.nodes.iter_mut().filter(|(id, _)| all.contains(*id)) {
        *bounds = Area::from(*bounds).moved(by).into();
    }
    for edge in ways {
        for point in diagram.edges.get_mut(&edge.id).into_iter().flatten() {
            *point = Point::from(*point).moved(by).into();
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::design::{copy, lay_out, move_nodes, paste};
    use crate::layout::{Layout, drawn};

    /// Start → part (ask → choose) → after → end, an event at the side of the part.
    fn nested() -> Definition {
        serde_json::from_value(json!({
            "lianban": 1, "key": "N", "name": "Nested",
            "nodes": [
                {"id": "start", "kind": "start"},
                {"id": "part", "kind": "sub_process", "name": "Part"},
                {"id": "ask", "kind": "handle", "within": "part"},
                {"id": "choose", "kind": "approve", "within": "part"},
                {"id": "after", "kind": "handle"},
                {"id": "end", "kind": "end"}
            ],
            "edges": [
                {"id": "a", "from": "start", "to": "part"},
                {"id": "b", "from": "ask", "to": "choose"},
                {"id": "c", "from": "part", "to": "after"},
                {"id": "d", "from": "after", "to": "end"}
            ],
            "attached": [{"id": "late", "on": "part", "kind": "timer", "after": "1 day"}]
        }))
        .expect("the sample is well written")
    }

    fn placed() -> Definition {
        let mut definition = nested();
        place(&mut definition);
        definition
    }

    fn names(layout: &Layout) -> Vec<&str> {
        layout.nodes.keys().map(NodeId::as_str).chain(layout.edges.keys().map(|id| id.as_str())).collect()
    }

    #[test]
    fn what_is_in_a_collapsed_sub_process_is_not_drawn() {
        for mut definition in [nested(), placed()] {
            collapse(&mut definition, &"part".into());
            let drawing = drawn(&definition);
            assert_eq!(names(&drawing), ["after", "end", "late", "part", "start", "a", "c", "d"]);
            let part = drawing.nodes["part"];
            assert_eq!((part.w, part.h), size(Kind::SubProcess), "it takes the room of a step");
            assert!(part.with_room(20).overlaps(drawing.nodes["late"]), "the event stays at its side");
            assert_eq!(drawing.edges["c"][0], Point { x: part.right(), y: part.centre().y });
        }
    }

    #[test]
    fn laid_out_it_opens_as_it_was_and_no_place_is_fixed() {
        let mut definition = nested();
        collapse(&mut definition, &"part".into());
        assert!(!definition.is_placed());
        lay_out(&mut definition, None);
        assert!(definition.is_collapsed(&definition.nodes[1]), "laying out leaves it collapsed");
        expand(&mut definition, &"part".into());
        assert_eq!(definition, nested());
    }

    #[test]
    fn in_a_placed_drawing_it_opens_around_what_is_in_it_and_the_rest_makes_room() {
        let mut definition = placed();
        collapse(&mut definition, &"part".into());
        let by = {
            let (part, after) = (drawn(&definition).nodes["part"], drawn(&definition).nodes["after"]);
            part.right() + 40 - after.x
        };
        move_nodes(&mut definition, &["after".into(), "end".into()].into(), by, 0);
        move_nodes(&mut definition, &["part".into()].into(), 0, 30);
        expand(&mut definition, &"part".into());
        let drawing = drawn(&definition);
        let part = drawing.nodes["part"];
        assert!(part.encloses(drawing.nodes["ask"]) && part.encloses(drawing.nodes["choose"]));
        assert!(drawing.nodes["after"].x > part.right() && drawing.nodes["end"].x > drawing.nodes["after"].right());
        assert!(drawing.edges["b"].iter().all(|point| part.holds(*point)));
    }

    #[test]
    fn a_sub_process_is_resized_no_smaller_than_what_is_in_it_and_the_rest_makes_room() {
        let mut definition = placed();
        let before = drawn(&definition);
        let part = before.nodes["part"];
        resize(&mut definition, &"part".into(), Area { w: part.w + 200, h: part.h + 100, ..part });
        let after = drawn(&definition);
        assert_eq!(after.nodes["part"], Area { w: part.w + 200, h: part.h + 100, ..part });
        assert_eq!(after.nodes["ask"], before.nodes["ask"], "what is in it stays");
        assert!(after.nodes["after"].x > after.nodes["part"].right());
        resize(&mut definition, &"part".into(), Area { w: 10, h: 10, ..part });
        let smallest = drawn(&definition).nodes["part"];
        assert_eq!(Some(smallest), least(&definition, &"part".into()));
        assert!(smallest.encloses(before.nodes["ask"]) && smallest.encloses(before.nodes["choose"]));
    }

    #[test]
    fn one_that_another_tool_drew_collapsed_opens_where_it_stands() {
        let mut definition = nested();
        place(&mut definition);
        collapse(&mut definition, &"part".into());
        let diagram = definition.diagram.as_mut().expect("it is placed");
        for id in ["ask", "choose"] {
            diagram.nodes.remove(id);
        }
        diagram.edges.clear();
        expand(&mut definition, &"part".into());
        let drawing = drawn(&definition);
        assert!(drawing.nodes["part"].encloses(drawing.nodes["ask"].with(drawing.nodes["choose"])));
    }

    #[test]
    fn a_copy_is_collapsed_too_and_one_in_another_opens_with_it() {
        let mut definition = placed();
        collapse(&mut definition, &"part".into());
        let fragment = copy(&definition, &["part".into()].into());
        let made = paste(&mut definition, &fragment, 0, 300);
        assert!(made.contains("part2") && made.contains("ask2"));
        assert!(!drawn(&definition).nodes.contains_key("ask2"));
        expand(&mut definition, &"part2".into());
        let drawing = drawn(&definition);
        assert!(drawing.nodes["part2"].encloses(drawing.nodes["ask2"]));
    }
}
