//! Going through a drawing by the arrow keys, and hearing where one is.

use flow::design::palette;
use flow::id::NodeId;
use flow::layout::{Area, Point};
use flow::model::{Definition, Kind};

use super::canvas::Camera;
use super::scene::Scene;
use super::work::{Selection, Work};
use crate::form::in_words;
use crate::t;
use crate::text::listed;

/// Where an arrow points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Left,
    Right,
    Up,
    Down,
}

impl Direction {
    pub(super) fn step(self) -> Point {
        match self {
            Self::Left => Point { x: -1, y: 0 },
            Self::Right => Point { x: 1, y: 0 },
            Self::Up => Point { x: 0, y: -1 },
            Self::Down => Point { x: 0, y: 1 },
        }
    }
}

/// Chooses the nearest node in a direction; without one that is chosen, the first.
pub(super) fn walk(work: Work, scene: Scene, camera: Camera, direction: Direction) {
    let (definition, drawing) = (work.now(), scene.drawing());
    let here = work.chosen().nodes.first().and_then(|id| drawing.nodes.get(id).copied());
    let next = match here {
        None => definition.nodes.first().map(|node| node.id.clone()),
        Some(here) => {
            let others =
                definition.element_ids().filter_map(|id| Some((id, cost(here, *drawing.nodes.get(id)?, direction)?)));
            others.min_by_key(|(_, cost)| *cost).map(|(id, _)| id.clone())
        }
    };
    let Some(next) = next else { return };
    if let Some(area) = drawing.nodes.get(&next) {
        camera.reveal(*area);
    }
    work.say(told(&definition, &next));
    work.select(Selection::node(&next));
}

/// How far something lies in a direction, what lies aside counted more; nothing when it lies elsewhere.
fn cost(from: Area, to: Area, direction: Direction) -> Option<i32> {
    let (from, to, Point { x, y }) = (from.centre(), to.centre(), direction.step());
    let (across, down) = (to.x - from.x, to.y - from.y);
    let ahead = across * x + down * y;
    let aside = (across * y).abs() + (down * x).abs();
    (ahead > 0 && aside <= 3 * ahead).then_some(ahead + 2 * aside)
}

/// What a kind is called.
pub(super) fn kind_name(kind: Kind, event: Option<flow::model::EventKind>) -> String {
    let exact = palette().iter().find(|element| element.kind == kind && element.event == event);
    let found = exact.or_else(|| palette().iter().find(|element| element.kind == kind));
    found.map(|element| in_words(&element.name())).unwrap_or_default()
}

/// A node as one hears of it: what it is, what it is called, where it leads.
pub(super) fn told(definition: &Definition, id: &NodeId) -> String {
    let name_of = |id: &NodeId| {
        let nodes = definition.nodes.iter().map(|node| (&node.id, &node.name));
        let events = definition.attached.iter().map(|event| (&event.id, &event.name));
        let name = nodes.chain(events).find(|(other, _)| *other == id).and_then(|(_, name)| name.as_ref());
        name.map(in_words)
    };
    let kind = match definition.nodes.iter().find(|node| node.id == *id) {
        Some(node) => kind_name(node.kind, node.event.as_ref().map(|event| event.kind)),
        None => {
            let event = definition.attached.iter().find(|event| event.id == *id);
            kind_name(Kind::Boundary, event.map(|event| event.kind))
        }
    };
    let next = definition.edges.iter().filter(|edge| edge.from == *id);
    let next: Vec<String> =
        next.map(|edge| name_of(&edge.to).unwrap_or_else(|| kind_of(definition, &edge.to))).collect();
    let name = name_of(id).unwrap_or_default();
    match next.is_empty() {
        true => t!("designer-told-last", kind = kind, name = name),
        false => t!("designer-told", kind = kind, name = name, next = listed(next.into_iter())),
    }
}

fn kind_of(definition: &Definition, id: &NodeId) -> String {
    let node = definition.nodes.iter().find(|node| node.id == *id);
    node.map(|node| kind_name(node.kind, node.event.as_ref().map(|event| event.kind))).unwrap_or_default()
}
