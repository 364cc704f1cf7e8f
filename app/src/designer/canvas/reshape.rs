//! What is moved or resized by a handle of its own: the words on connections, sub-processes, lanes.

use flow::design::{least, least_height, move_lane, place_label, resize, resize_lane};
use flow::id::LaneId;
use flow::layout::{Area, Layout, Point};
use leptos::prelude::*;

use super::carry::Guide;
use super::gesture::{Gesture, Overlay};
use super::hand::Hand;
use super::target::Target;
use crate::designer::step::Step;
use crate::designer::work::Selection;

impl Hand {
    /// What begins when a handle is dragged.
    pub(super) fn begin_reshaping(self, on: Target) -> Gesture {
        if let Some(chosen) = on.as_selection() {
            self.work.select(chosen);
        }
        self.reshaping(on).unwrap_or(Gesture::Idle)
    }

    fn reshaping(self, on: Target) -> Option<Gesture> {
        let (definition, drawing) = (self.work.now(), self.scene.drawing());
        Some(match on {
            Target::Label(edge) => Gesture::Labelling { from: self.scene.edge(&edge)?.words_area()?, edge },
            Target::Grip(id, corner) => {
                Gesture::Resizing { from: *drawing.nodes.get(&id)?, least: least(&definition, &id)?, corner, id }
            }
            Target::Lane(lane) => Gesture::Ranking { from: room(&drawing, &lane)?, lane },
            Target::LaneGrip(lane) => {
                Gesture::Stretching { from: room(&drawing, &lane)?, least: least_height(&definition, &lane), lane }
            }
            _ => return None,
        })
    }

    /// Shows what would become of it.
    pub(super) fn reshape(self, gesture: &Gesture, by: Point) {
        match gesture {
            Gesture::Labelling { edge, from } => {
                if let Some(edge) = self.scene.edge(edge) {
                    edge.label.set(Some(from.moved(by)));
                }
            }
            Gesture::Resizing { id, corner, from, least } => {
                if let Some(node) = self.scene.node(id) {
                    node.place.set(corner.moved(*from, by, *least));
                }
            }
            Gesture::Ranking { lane, from } => {
                let drawing = self.scene.drawing();
                let frame = from.moved(Point { x: 0, ..by });
                let line = match lane_below(&drawing, lane, frame) {
                    Some(before) => room(&drawing, &before).map(|room| room.y),
                    None => drawing.lanes.iter().map(|(_, room)| room.bottom()).max(),
                };
                let guides = line.into_iter().map(Guide::Level).collect();
                self.overlay.set(Overlay { frame: Some(frame), guides, ..Overlay::default() });
            }
            Gesture::Stretching { from, least, .. } => {
                let frame = Area { h: (from.h + by.y).max(*least), ..*from };
                let guides = vec![Guide::Level(frame.bottom())];
                self.overlay.set(Overlay { frame: Some(frame), guides, ..Overlay::default() });
            }
            _ => {}
        }
    }

    /// Makes it so.
    pub(super) fn drop_reshaped(self, gesture: Gesture, by: Point) {
        match gesture {
            Gesture::Labelling { edge, from } => {
                self.work.change(Step::Label, |draft| place_label(draft, &edge, from.moved(by)));
            }
            Gesture::Resizing { id, corner, from, least } => {
                let to = corner.moved(from, by, least);
                self.work.change(Step::Resize, |draft| resize(draft, &id, to));
                self.work.select(Selection::node(&id));
            }
            Gesture::Ranking { lane, from } => {
                let before = lane_below(&self.scene.drawing(), &lane, from.moved(Point { x: 0, ..by }));
                self.work.change(Step::Lane, |draft| move_lane(draft, &lane, before.as_ref()));
            }
            Gesture::Stretching { lane, from, least } => {
                let height = (from.h + by.y).max(least);
                self.work.change(Step::Lane, |draft| resize_lane(draft, &lane, height - from.h));
            }
            _ => {}
        }
    }
}

fn room(drawing: &Layout, lane: &LaneId) -> Option<Area> {
    drawing.lanes.iter().find(|(id, _)| id == lane).map(|(_, room)| *room)
}

/// The first of the other lanes that a lane which is held there would stand before.
fn lane_below(drawing: &Layout, lane: &LaneId, held: Area) -> Option<LaneId> {
    let others = drawing.lanes.iter().filter(|(id, _)| id != lane);
    let mut below = others.filter(|(_, room)| room.centre().y > held.centre().y);
    below.next().map(|(id, _)| id.clone())
}
