//! What part of a diagram is in sight.

use flow::layout::Area;
use leptos::ev::{KeyboardEvent, PointerEvent, WheelEvent};
use leptos::prelude::*;
use leptos::svg;

use crate::pointing::position;

/// The part in sight, in the diagram's own pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Sight {
    x: f64,
    y: f64,
    w: f64,
    h: f64,
}

/// What part is in sight, and the pointers that move it. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Viewport {
    whole: Sight,
    sight: RwSignal<Sight>,
    canvas: NodeRef<svg::Svg>,
    pointers: StoredValue<Vec<(i32, f64, f64)>>,
}

/// How close and how far one can go.
const CLOSEST: f64 = 0.2;
const FARTHEST: f64 = 3.0;
/// How far an arrow key moves, as a share of what is in sight.
const STEP: f64 = 0.1;

impl Viewport {
    /// The whole of a drawing.
    pub(super) fn new(Area { x, y, w, h }: Area) -> Self {
        let whole = Sight { x: x.into(), y: y.into(), w: w.max(1).into(), h: h.max(1).into() };
        let (sight, canvas) = (RwSignal::new(whole), NodeRef::new());
        Self { whole, sight, canvas, pointers: StoredValue::new(Vec::new()) }
    }

    pub(super) fn canvas(self) -> NodeRef<svg::Svg> {
        self.canvas
    }

    pub(super) fn view_box(self) -> String {
        let Sight { x, y, w, h } = self.sight.get();
        format!("{x:.1} {y:.1} {w:.1} {h:.1}")
    }

    pub(super) fn fit(self) {
        self.sight.set(self.whole);
    }

    /// Shows `by` times as much around the middle.
    pub(super) fn zoom(self, by: f64) {
        self.zoom_at(by, 0.5, 0.5);
    }

    /// Shows `by` times as much around a point, given as shares of what is in sight.
    fn zoom_at(self, by: f64, across: f64, down: f64) {
        self.sight.update(|sight| {
            let w = (sight.w * by).clamp(self.whole.w * CLOSEST, self.whole.w * FARTHEST);
            let h = w * sight.h / sight.w;
            sight.x += (sight.w - w) * across;
            sight.y += (sight.h - h) * down;
            (sight.w, sight.h) = (w, h);
        });
    }

    fn pan(self, across: f64, down: f64) {
        self.sight.update(|sight| {
            sight.x += sight.w * across;
            sight.y += sight.h * down;
        });
    }

    /// A wheel zooms where the pointer is, with Ctrl or without; sideways it pans.
    pub(super) fn wheel(self, event: &WheelEvent) {
        if !event.ctrl_key() && !event.meta_key() {
            return;
        }
        event.prevent_default();
        let (across, down) = self.share_of(position(event));
        self.zoom_at(if event.delta_y() > 0.0 { 1.1 } else { 1.0 / 1.1 }, across, down);
    }

    pub(super) fn down(self, event: &PointerEvent) {
        if let Some(canvas) = self.canvas.get_untracked() {
            // Without capture the drag ends at the border, which is no loss.
            let _ = canvas.set_pointer_capture(event.pointer_id());
        }
        let (x, y) = position(event);
        let pointer = (event.pointer_id(), x, y);
        self.pointers.update_value(|pointers| pointers.push(pointer));
    }

    /// One pointer pans, two pinch.
    pub(super) fn moved(self, event: &PointerEvent) {
        let pointers = self.pointers.get_value();
        let Some(index) = pointers.iter().position(|(id, ..)| *id == event.pointer_id()) else { return };
        let (_, x, y) = pointers[index];
        let (now_x, now_y) = position(event);
        let (w, h) = self.size();
        match pointers.iter().find(|(id, ..)| *id != event.pointer_id()) {
            None => self.pan((x - now_x) / w, (y - now_y) / h),
            Some((_, other_x, other_y)) => {
                let before = (x - other_x).hypot(y - other_y).max(1.0);
                let after = (now_x - other_x).hypot(now_y - other_y).max(1.0);
                let (across, down) = self.share_of(((now_x + other_x) / 2.0, (now_y + other_y) / 2.0));
                self.zoom_at(before / after, across, down);
            }
        }
        self.pointers.update_value(|pointers| pointers[index] = (event.pointer_id(), now_x, now_y));
    }

    pub(super) fn up(self, event: &PointerEvent) {
        self.pointers.update_value(|pointers| pointers.retain(|(id, ..)| *id != event.pointer_id()));
    }

    pub(super) fn key(self, event: &KeyboardEvent) {
        match event.key().as_str() {
            "ArrowLeft" => self.pan(-STEP, 0.0),
            "ArrowRight" => self.pan(STEP, 0.0),
            "ArrowUp" => self.pan(0.0, -STEP),
            "ArrowDown" => self.pan(0.0, STEP),
            "+" | "=" => self.zoom(0.8),
            "-" => self.zoom(1.25),
            "0" => self.fit(),
            _ => return,
        }
        event.prevent_default();
    }

    fn size(self) -> (f64, f64) {
        let area = self.canvas.get_untracked().map(|canvas| canvas.get_bounding_client_rect());
        area.map_or((1.0, 1.0), |area| (area.width().max(1.0), area.height().max(1.0)))
    }

    fn share_of(self, (x, y): (f64, f64)) -> (f64, f64) {
        let area = self.canvas.get_untracked().map(|canvas| canvas.get_bounding_client_rect());
        area.map_or((0.5, 0.5), |area| {
            ((x - area.left()) / area.width().max(1.0), (y - area.top()) / area.height().max(1.0))
        })
    }
}
