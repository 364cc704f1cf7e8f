//! Putting something new into a drawing.

use std::collections::BTreeSet;

use super::connect::connect;
use super::element::New;
use super::ids::free;
use super::moving::{box_of, place, put, shift_from};
use super::room::grow_around;
use crate::id::{EdgeId, LaneId, NodeId, ProcessKey};
use crate::layout::{Area, Layout, Point, drawn, size};
use crate::model::{Definition, Edge, Kind, Node};
use crate::text::Text;

/// Room between a step and the next.
pub(super) const GAP: i32 = 56;

/// What one begins with: a start that leads to an end.
pub fn blank(key: ProcessKey, name: Text) -> Definition {
    let start = Node { name: Some(Text::each("开始", "Start")), ..Node::new("start", Kind::Start) };
    let end = Node { name: Some(Text::each("结束", "End")), ..Node::new("end", Kind::End) };
    Definition {
        key,
        name,
        nodes: vec![start, end],
        edges: vec![Edge::new("start-end", "start", "end")],
        ..Definition::default()
    }
}

/// Draws something that hangs together with nothing yet, its middle at a point: in the lane and in the sub-process that are
/// drawn there, which grows around it.
pub fn add(definition: &mut Definition, new: &New, at: Point) -> NodeId {
    let mut node = new.node_of(definition);
    place(definition);
    let id = node.id.clone();
    let (w, h) = size(node.kind);
    let area = Area { x: at.x - w / 2, y: at.y - h / 2, w, h };
    (node.within, node.lane) = surroundings(definition, &drawn(definition), at, &BTreeSet::new());
    let within = node.within.clone();
    definition.nodes.push(node);
    put(definition, &id, area);
    if within.is_some() {
        grow_around(definition, within.as_ref(), None, area);
    }
    id
}

/// The sub-process, none that is collapsed or left out, and the lane that are drawn at a point.
pub(super) fn surroundings(
    definition: &Definition,
    drawing: &Layout,
    at: Point,
    left_out: &BTreeSet<NodeId>,
) -> (Option<NodeId>, Option<LaneId>) {
    let holds = |area: &Area| area.holds(at);
    let opens = |node: &&Node| node.kind.is_sub_process() && !definition.is_collapsed(node);
    let nested = definition.nodes.iter().filter(opens).filter(|node| !left_out.contains(&node.id));
    let around = nested.filter_map(|node| Some((node, drawing.nodes.get(&node.id).filter(|area| holds(area))?)));
    let within = around.min_by_key(|(_, area)| area.w * area.h).map(|(node, _)| node.id.clone());
    let lane = drawing.lanes.iter().find(|(_, area)| holds(area)).map(|(lane, _)| lane.clone());
    (within, lane)
}

/// Draws a step behind another and connects them. Where one way alone leads on, the step stands in it; a gateway gets
/// another branch.
///
/// # Errors
/// Why nothing can come after it.
pub fn append(definition: &mut Definition, from: &NodeId, new: &New) -> Result<NodeId, Text> {
    let is_gateway = definition.nodes.iter().any(|node| node.id == *from && node.kind.is_gateway());
    let leaving: Vec<EdgeId> =
        definition.edges.iter().filter(|edge| edge.from == *from).map(|edge| edge.id.clone()).collect();
    if let ([only], false) = (&leaving[..], is_gateway || new.kind.is_end()) {
        return splice(definition, only, new);
    }
    let node = beside(definition, from, new);
    let id = node.id.clone();
    definition.nodes.push(node);
    if let Err(text) = connect(definition, from, &id) {
        definition.nodes.pop();
        return Err(text);
    }
    if definition.is_placed() {
        place(definition);
    }
    Ok(id)
}

/// The new node in the sub-process and the lane of another.
pub(super) fn beside(definition: &Definition, other: &NodeId, new: &New) -> Node {
    let (within, lane) = beside_of(definition, other);
    Node { within, lane, ..new.node_of(definition) }
}

/// The sub-process and the lane of a node, or of what a boundary event sits on.
pub(super) fn beside_of(definition: &Definition, other: &NodeId) -> (Option<NodeId>, Option<LaneId>) {
    let host = definition.attached.iter().find(|event| event.id == *other).map(|event| &event.on);
    let known = definition.nodes.iter().find(|node| node.id == *host.unwrap_or(other));
    (known.and_then(|node| node.within.clone()), known.and_then(|node| node.lane.clone()))
}

/// Draws a step into a connection: what led to the next step leads to it, on the same condition, and it leads on.
///
/// # Errors
/// Why nothing of its kind can stand there.
pub fn splice(definition: &mut Definition, edge: &EdgeId, new: &New) -> Result<NodeId, Text> {
    let Some(Edge { from, to, .. }) = definition.edges.iter().find(|other| other.id == *edge).cloned() else {
        return Err(gone());
    };
    let node = beside(definition, &from, new);
    let id = node.id.clone();
    let mut tried = definition.clone();
    tried.nodes.push(node);
    put_between(&mut tried, edge, &id)?;
    if tried.is_placed() {
        make_room(&mut tried, &id, &from, &to, size(new.kind));
    }
    *definition = tried;
    Ok(id)
}

pub(super) fn gone() -> Text {
    Text::each("这条连线已不在了", "This connection is not there any more")
}

/// Puts a node that hangs together with nothing into a connection.
///
/// # Errors
/// Why it cannot stand there.
pub fn put_on_edge(definition: &mut Definition, edge: &EdgeId, node: &NodeId) -> Result<(), Text> {
    let mut tried = definition.clone();
    put_between(&mut tried, edge, node)?;
    *definition = tried;
    Ok(())
}

fn put_between(definition: &mut Definition, edge: &EdgeId, node: &NodeId) -> Result<(), Text> {
    let Some(at) = definition.edges.iter().position(|other| other.id == *edge) else { return Err(gone()) };
    let (from, to) = (definition.edges[at].from.clone(), definition.edges[at].to.clone());
    definition.edges[at].to = to.clone();
    let arrives = definition.edges.remove(at);
    if let Some(text) = super::refusal(definition, &from, node) {
        return Err(text);
    }
    definition.edges.insert(at, Edge { to: node.clone(), ..arrives });
    if let Some(text) = super::refusal(definition, node, &to) {
        return Err(text);
    }
    let id: EdgeId = free(definition, &format!("{node}-{to}"));
    definition.edges.insert(at + 1, Edge::new(id, node.clone(), to));
    if let Some(diagram) = &mut definition.diagram {
        diagram.edges.remove(edge);
        diagram.labels.remove(edge);
    }
    Ok(())
}

/// Places a node between two others, and moves what is in the way to the right.
fn make_room(definition: &mut Definition, node: &NodeId, from: &NodeId, to: &NodeId, (w, h): (i32, i32)) {
    let (Some(before), Some(after)) = (box_of(definition, from), box_of(definition, to)) else { return };
    let room = after.x - before.right();
    if room <= 0 {
        let area = Area { x: before.right() + GAP, y: before.centre().y - h / 2, w, h };
        return put(definition, node, area);
    }
    let lacking = w + 2 * GAP - room;
    if lacking > 0 {
        shift_from(definition, after.x, lacking);
    }
    let room = room.max(w + 2 * GAP);
    let y = if room > 3 * w { i32::midpoint(before.centre().y, after.centre().y) } else { before.centre().y };
    put(definition, node, Area { x: before.right() + (room - w) / 2, y: y - h / 2, w, h });
}

/// Draws an event at the side of a step.
///
/// # Errors
/// Why the step can have none.
pub fn attach(definition: &mut Definition, host: &NodeId, new: &New) -> Result<NodeId, Text> {
    let can = definition.nodes.iter().any(|node| node.id == *host && node.kind.is_activity());
    if !can {
        return Err(Text::each("只有步骤的边上可以放事件", "Only steps have events at their side"));
    }
    let attached = new.attached_to(definition, host);
    let id = attached.id.clone();
    definition.attached.push(attached);
    Ok(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::sample::review;

    fn way(definition: &Definition) -> Vec<(String, String, bool)> {
        let told = |edge: &Edge| (edge.from.to_string(), edge.to.to_string(), edge.when.is_some());
        definition.edges.iter().map(told).collect()
    }

    #[test]
    fn a_step_in_a_connection_keeps_its_condition_before_it() {
        let mut definition = review();
        let id = splice(&mut definition, &"yes".into(), &New::node(Kind::Handle)).expect("there is room");
        let ways = way(&definition);
        assert!(ways.contains(&("choice".to_owned(), id.to_string(), true)));
        assert!(ways.contains(&(id.to_string(), "decide".to_owned(), false)));
        assert_eq!(ways.len(), 6);
    }

    #[test]
    fn a_step_behind_another_stands_before_what_came_next() {
        let mut definition = review();
        let id = append(&mut definition, &"check".into(), &New::node(Kind::Approve)).expect("work can be left");
        assert!(way(&definition).contains(&("check".to_owned(), id.to_string(), false)));
        assert!(way(&definition).contains(&(id.to_string(), "choice".to_owned(), false)));
        let node = definition.nodes.iter().find(|node| node.id == id).expect("it was drawn");
        assert_eq!(node.lane.as_ref().map(LaneId::as_str), Some("one"), "in the lane of the step before");
    }

    #[test]
    fn a_gateway_gets_another_branch() {
        let mut definition = review();
        append(&mut definition, &"choice".into(), &New::node(Kind::Handle)).expect("a choice can be left");
        assert_eq!(definition.edges.iter().filter(|edge| edge.from == "choice").count(), 3);
    }

    #[test]
    fn nothing_comes_after_an_end_and_nothing_has_changed_then() {
        let mut definition = review();
        assert!(append(&mut definition, &"end".into(), &New::node(Kind::Handle)).is_err());
        assert_eq!(definition, review());
        assert!(splice(&mut definition, &"yes".into(), &New::node(Kind::End)).is_err());
        assert_eq!(definition, review());
    }

    #[test]
    fn a_sub_process_grows_around_what_is_drawn_in_it() {
        let mut definition = review();
        let at = Point { x: 600, y: 500 };
        let part = add(&mut definition, &New::node(Kind::SubProcess), at);
        let step = add(&mut definition, &New::node(Kind::Handle), at);
        let node = definition.nodes.iter().find(|node| node.id == step).expect("it was drawn");
        assert_eq!(node.within.as_ref(), Some(&part));
        let drawing = drawn(&definition);
        assert!(drawing.nodes[&part].encloses(drawing.nodes[&step].with_room(10)));
    }

    #[test]
    fn in_a_drawing_that_somebody_placed_the_rest_makes_room() {
        let mut definition = review();
        place(&mut definition);
        let before = box_of(&definition, &"choice".into()).expect("it is placed");
        let id = splice(&mut definition, &"ask".into(), &New::node(Kind::Handle)).expect("there is room");
        let (step, after) = (box_of(&definition, &id), box_of(&definition, &"choice".into()));
        let (step, after) = (step.expect("it is placed"), after.expect("it is placed"));
        assert!(after.x > before.x && step.right() < after.x);
    }
}
