//! Placing what was picked, and drawing what was asked for.

use flow::design::{New, add, append, attach, connect, move_nodes, splice};
use flow::layout::Point;
use flow::model::Kind;
use leptos::prelude::*;

use super::gesture::{Asked, Overlay, Picked};
use super::hand::Hand;
use super::hit::{edge_at, node_at};
use crate::designer::step::Step;
use crate::designer::work::Selection;
use crate::t;

impl Hand {
    /// Places or connects what was picked; tells whether anything was.
    pub(in crate::designer) fn place_picked(self, point: Point) -> bool {
        let Some(picked) = self.picked.get_untracked() else { return false };
        self.picked.set(None);
        self.overlay.set(Overlay::default());
        match picked {
            Picked::New(new) => self.place_new(&new, point),
            Picked::From(from) => {
                if let Some(to) = node_at(&self.work.now(), &self.scene.drawing(), point, |id| *id == from) {
                    self.work.attempt(Step::Connect, |draft| connect(draft, &from, &to));
                }
            }
            Picked::Chosen => {
                let nodes = self.work.chosen().nodes;
                let drawing = self.scene.drawing();
                if let Some(area) = nodes.first().and_then(|id| drawing.nodes.get(id)) {
                    let (from, to) = (area.centre(), point);
                    self.work.change(Step::Move, |draft| move_nodes(draft, &nodes, to.x - from.x, to.y - from.y));
                }
            }
        }
        true
    }

    /// Draws something new at a point: into the connection there, at the side of the node there, or by itself.
    pub(super) fn place_new(self, new: &New, point: Point) {
        let (definition, drawing) = (self.work.now(), self.scene.drawing());
        let made = if new.kind == Kind::Boundary {
            let Some(host) = node_at(&definition, &drawing, point, |_| false) else {
                return self.work.toasts.failed(t!("designer-on-a-step"));
            };
            self.work.attempt(Step::Add, |draft| attach(draft, &host, new))
        } else if let Some(edge) = edge_at(&drawing, point) {
            self.work.attempt(Step::Add, |draft| splice(draft, &edge, new))
        } else {
            Some(self.work.change(Step::Add, |draft| add(draft, new, point)))
        };
        if let Some(id) = made {
            self.work.select(Selection::node(&id));
        }
    }

    /// Draws what was asked for.
    pub(in crate::designer) fn answer(self, asked: &Asked, new: &New) {
        self.asked.set(None);
        let made = match asked {
            Asked::After(from) if new.kind == Kind::Boundary => {
                self.work.attempt(Step::Add, |draft| attach(draft, from, new))
            }
            Asked::After(from) => self.work.attempt(Step::Add, |draft| append(draft, from, new)),
            Asked::Into(edge) => self.work.attempt(Step::Add, |draft| splice(draft, edge, new)),
            Asked::At(point) => Some(self.work.change(Step::Add, |draft| add(draft, new, *point))),
        };
        if let Some(id) = made {
            self.work.select(Selection::node(&id));
            if let Some(area) = self.work.drawing().nodes.get(&id) {
                self.camera.reveal(*area);
            }
        }
    }
}
