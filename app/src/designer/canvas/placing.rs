//! Placing what was picked, and drawing what was asked for.

use std::collections::BTreeSet;

use flow::design::{add, add_fragment, append, append_fragment, attach, connect, move_nodes, splice, splice_fragment};
use flow::id::NodeId;
use flow::layout::{Area, Point};
use flow::model::Definition;
use flow::text::Text;
use leptos::prelude::*;

use super::gesture::{Asked, Brought, Overlay, Picked};
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
            Picked::Brought(brought) => self.place_brought(&brought, point),
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

    /// Puts what was taken from the palette at a point: into the connection there, at the side of the node there, or by itself.
    pub(super) fn place_brought(self, brought: &Brought, point: Point) {
        let (definition, drawing) = (self.work.now(), self.scene.drawing());
        let edge = edge_at(&drawing, point);
        let made = match (brought, edge) {
            (Brought::New(new), _) if brought.sits() => {
                let Some(host) = node_at(&definition, &drawing, point, |_| false) else {
                    return self.work.toasts.failed(t!("designer-on-a-step"));
                };
                self.put_one(|draft| attach(draft, &host, new))
            }
            (Brought::New(new), Some(edge)) => self.put_one(|draft| splice(draft, &edge, new)),
            (Brought::New(new), None) => self.put_one(|draft| Ok(add(draft, new, point))),
            (Brought::Fragment(part), Some(edge)) => {
                self.put_part(|draft| splice_fragment(draft, &edge, &part.fragment))
            }
            (Brought::Fragment(part), None) => self.put_part(|draft| Ok(add_fragment(draft, &part.fragment, point))),
        };
        if let Some(made) = made {
            self.work.select(made);
        }
    }

    /// Draws what was asked for.
    pub(in crate::designer) fn answer(self, asked: &Asked, brought: &Brought) {
        self.asked.set(None);
        let made = match (asked, brought) {
            (Asked::After(from), Brought::New(new)) if brought.sits() => self.put_one(|draft| attach(draft, from, new)),
            (Asked::After(from), Brought::New(new)) => self.put_one(|draft| append(draft, from, new)),
            (Asked::Into(edge), Brought::New(new)) => self.put_one(|draft| splice(draft, edge, new)),
            (Asked::At(point), Brought::New(new)) => self.put_one(|draft| Ok(add(draft, new, *point))),
            (Asked::After(from), Brought::Fragment(part)) => {
                self.put_part(|draft| append_fragment(draft, from, &part.fragment))
            }
            (Asked::Into(edge), Brought::Fragment(part)) => {
                self.put_part(|draft| splice_fragment(draft, edge, &part.fragment))
            }
            (Asked::At(point), Brought::Fragment(part)) => {
                self.put_part(|draft| Ok(add_fragment(draft, &part.fragment, *point)))
            }
        };
        if let Some(made) = made {
            let drawing = self.work.drawing();
            let areas = made.nodes.iter().filter_map(|id| drawing.nodes.get(id).copied());
            if let Some(area) = areas.reduce(Area::with) {
                self.camera.reveal(area);
            }
            self.work.select(made);
        }
    }

    fn put_one(self, make: impl FnOnce(&mut Definition) -> Result<NodeId, Text>) -> Option<Selection> {
        self.work.attempt(Step::Add, make).map(|id| Selection::node(&id))
    }

    fn put_part(self, make: impl FnOnce(&mut Definition) -> Result<BTreeSet<NodeId>, Text>) -> Option<Selection> {
        self.work.attempt(Step::AddPart, make).map(Selection::nodes)
    }
}
