//! What is shown while something is dragged, and what comes of it when it is let go.

use flow::design::{connect, move_nodes, put_on_edge, reconnect, refusal};
use flow::id::{EdgeId, NodeId};
use flow::layout::{Area, Point};
use flow::model::Definition;
use leptos::ev::PointerEvent;
use leptos::prelude::*;

use super::carry::Carry;
use super::gesture::{Asked, Brought, Gesture, Overlay, Picked};
use super::hand::{EDGE, Hand, capture};
use super::hit::{between_points, edge_at, node_at, nodes_within};
use super::pointers::Pointer;
use crate::designer::step::Step;
use crate::designer::work::Selection;

/// How far a way that is bent leads away from its nodes before it turns.
const AWAY: i32 = 24;

impl Hand {
    /// A drag begins at a handle that connects.
    pub(super) fn begin_connection(self, from: NodeId, event: &PointerEvent) {
        self.pointers.down(Pointer::of(event));
        capture(event);
        self.gesture.set_value(Gesture::Connecting { from });
    }

    pub(super) fn frame(self, from: Point, to: Point, before: &Selection) {
        let area = between_points(from, to);
        let mut selection = before.clone();
        selection.nodes.extend(nodes_within(&self.work.now(), &self.scene.drawing(), area));
        self.work.select(selection);
        self.overlay.set(Overlay { frame: Some(area), ..Overlay::default() });
    }

    pub(super) fn carry(self, carry: &mut Carry, across: i32, down: i32, freely: bool) {
        let guides = carry.show(across, down, freely);
        let edge = carry.loose().and_then(|_| edge_at(&self.scene.drawing(), carry.middle()));
        let overlay = Overlay { guides, edge, ..Overlay::default() };
        if self.overlay.with_untracked(|before| *before != overlay) {
            self.overlay.set(overlay);
        }
    }

    pub(super) fn scroll_at_edge(self, at: (f64, f64)) {
        let Some(frame) = self.camera.frame().get_untracked() else { return };
        let bounds = frame.get_bounding_client_rect();
        let beyond = |at: f64, begin: f64, end: f64| {
            if at < begin + EDGE {
                EDGE
            } else if at > end - EDGE {
                -EDGE
            } else {
                0.0
            }
        };
        let by = (beyond(at.0, bounds.left(), bounds.right()), beyond(at.1, bounds.top(), bounds.bottom()));
        if by != (0.0, 0.0) {
            self.camera.pan(by.0, by.1);
        }
    }

    pub(super) fn draw_line(self, from: &NodeId, point: Point) {
        let (definition, drawing) = (self.work.now(), self.scene.drawing());
        let Some(area) = drawing.nodes.get(from) else { return };
        let to = node_at(&definition, &drawing, point, |id| id == from);
        let allowed = to.as_ref().is_none_or(|to| refusal(&definition, from, to).is_none());
        let line = Some((border_towards(*area, point), point, allowed));
        self.overlay.set(Overlay { line, node: to, ..Overlay::default() });
    }

    pub(super) fn draw_turn(self, edge: &EdgeId, arrives: bool, point: Point) {
        let (definition, drawing) = (self.work.now(), self.scene.drawing());
        let Some(known) = definition.edges.iter().find(|other| other.id == *edge) else { return };
        let kept = if arrives { &known.from } else { &known.to };
        let other = node_at(&definition, &drawing, point, |id| id == kept);
        let ends = |other: &NodeId| if arrives { (kept.clone(), other.clone()) } else { (other.clone(), kept.clone()) };
        let allowed = other.as_ref().is_some_and(|other| {
            let (from, to) = ends(other);
            (from == known.from && to == known.to) || refusal(&definition, &from, &to).is_none()
        });
        let origin = drawing.nodes.get(kept).map_or(point, |area| border_towards(*area, point));
        let line = if arrives { (origin, point, allowed) } else { (point, origin, allowed) };
        self.overlay.set(Overlay { line: Some(line), node: other, ..Overlay::default() });
    }

    pub(super) fn bend(self, edge: &EdgeId, leg: usize, way: &[Point], point: Point) {
        if let Some(scene) = self.scene.edge(edge) {
            scene.way.set(bent(way, leg, point));
        }
    }

    pub(super) fn show_ghost(self, brought: &Brought, point: Point) {
        let (w, h) = brought.size();
        let drawing = self.scene.drawing();
        let sits = brought.sits();
        let overlay = Overlay {
            ghost: Some(Area { x: point.x - w / 2, y: point.y - h / 2, w, h }),
            edge: if sits { None } else { edge_at(&drawing, point) },
            node: if sits { node_at(&self.work.now(), &drawing, point, |_| false) } else { None },
            ..Overlay::default()
        };
        self.overlay.set(overlay);
    }

    /// What is picked goes with the pointer.
    pub(super) fn hover(self, point: Point) {
        match self.picked.get_untracked() {
            Some(Picked::Brought(brought)) => self.show_ghost(&brought, point),
            Some(Picked::From(from)) => self.draw_line(&from, point),
            _ => {}
        }
    }

    pub(super) fn drop_carried(self, carry: &Carry, edge: Option<EdgeId>) {
        let (nodes, by) = (carry.nodes.clone(), carry.by);
        if by != Point::default() {
            self.work.change(Step::Move, |draft| {
                move_nodes(draft, &nodes, by.x, by.y);
                if let (Some(edge), Some(node)) = (&edge, carry.loose()) {
                    // Where it cannot stand in the connection it is moved all the same.
                    let _ = put_on_edge(draft, edge, node);
                }
            });
        }
        self.scene.settle();
    }

    pub(super) fn drop_line(self, from: NodeId, point: Point, at: (f64, f64)) {
        let (definition, drawing) = (self.work.now(), self.scene.drawing());
        match node_at(&definition, &drawing, point, |id| *id == from) {
            Some(to) if !is_around(&definition, &to, &from) => {
                let made = self.work.attempt(Step::Connect, |draft| connect(draft, &from, &to));
                if let Some(edge) = made {
                    self.work.select(Selection::edge(&edge));
                }
            }
            _ if self.is_over(at) => self.asked.set(Some(Asked::After(from))),
            _ => {}
        }
    }

    pub(super) fn drop_turn(self, edge: &EdgeId, arrives: bool, other: Option<NodeId>) {
        let definition = self.work.now();
        let known = definition.edges.iter().find(|known| known.id == *edge);
        if let (Some(known), Some(other)) = (known, other) {
            let (from, to) = if arrives { (known.from.clone(), other) } else { (other, known.to.clone()) };
            if (&from, &to) != (&known.from, &known.to) {
                self.work.attempt(Step::Reconnect, |draft| reconnect(draft, edge, &from, &to));
            }
        }
    }
}

/// Whether a node lies in another, however deep.
fn is_around(definition: &Definition, outer: &NodeId, inner: &NodeId) -> bool {
    let around = |id: &NodeId| definition.nodes.iter().find(|node| node.id == *id)?.within.clone();
    std::iter::successors(around(inner), around).take(definition.nodes.len()).any(|id| id == *outer)
}

/// The middle of the side of a box that faces a point.
fn border_towards(area: Area, point: Point) -> Point {
    let middle = area.centre();
    let (across, down) = (point.x - middle.x, point.y - middle.y);
    if across.abs() * area.h >= down.abs() * area.w {
        Point { x: if across >= 0 { area.right() } else { area.x }, y: middle.y }
    } else {
        Point { x: middle.x, y: if down >= 0 { area.bottom() } else { area.y } }
    }
}

/// A way with one leg moved to a point, at right angles; a leg that ends at a node still leads away from it a little.
pub(super) fn bent(way: &[Point], leg: usize, point: Point) -> Vec<Point> {
    let (Some(&a), Some(&b)) = (way.get(leg), way.get(leg + 1)) else { return way.to_vec() };
    let moved = |end: Point| if a.y == b.y { Point { x: end.x, y: point.y } } else { Point { x: point.x, y: end.y } };
    let mut bent: Vec<Point> = way[..leg].to_vec();
    if leg == 0 {
        let corner = away(a, b);
        bent.extend([a, corner, moved(corner)]);
    } else {
        bent.push(moved(a));
    }
    if leg + 2 == way.len() {
        let corner = away(b, a);
        bent.extend([moved(corner), corner, b]);
    } else {
        bent.push(moved(b));
    }
    bent.extend(&way[leg + 2..]);
    bent
}

/// A point a little way from one end of a leg towards the other.
fn away(from: Point, to: Point) -> Point {
    let step = |from: i32, to: i32| from + ((to - from) / 3).clamp(-AWAY, AWAY);
    Point { x: step(from.x, to.x), y: step(from.y, to.y) }
}
