//! What part of the drawing is in sight.

use flow::layout::{Area, Point};
use leptos::html;
use leptos::prelude::*;

/// Nearest and farthest.
const NEAREST: f64 = 4.0;
const FARTHEST: f64 = 0.1;
/// From where on words can be read.
const READABLE: f64 = 0.8;
/// Room around what is shown whole.
const ROOM: f64 = 48.0;

/// How the drawing is shown: a point of it is drawn at `x + zoom · point`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sight {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) zoom: f64,
}

/// What looks at the drawing. Cheap to copy.
#[derive(Clone, Copy)]
pub(in crate::designer) struct Camera {
    sight: RwSignal<Sight>,
    frame: NodeRef<html::Div>,
}

impl Camera {
    pub(super) fn new() -> Self {
        Self { sight: RwSignal::new(Sight { x: 24.0, y: 24.0, zoom: 1.0 }), frame: NodeRef::new() }
    }

    /// Looks at the same part from another frame of the same size: what moves one moves both.
    pub(super) fn beside(self) -> Self {
        Self { sight: self.sight, frame: NodeRef::new() }
    }

    pub(super) fn frame(self) -> NodeRef<html::Div> {
        self.frame
    }

    pub(super) fn sight(self) -> Sight {
        self.sight.get()
    }

    pub(super) fn zoom(self) -> f64 {
        self.sight.get_untracked().zoom
    }

    /// The point of the drawing under a point of the window.
    pub(super) fn point_at(self, (x, y): (f64, f64)) -> Point {
        let Sight { x: left, y: top, zoom } = self.sight.get_untracked();
        let (dx, dy) = self.corner();
        whole((x - dx - left) / zoom, (y - dy - top) / zoom)
    }

    /// Where a point of the drawing is shown, from the corner of the canvas.
    pub(super) fn shown(self, point: Point) -> (f64, f64) {
        let Sight { x, y, zoom } = self.sight.get();
        (x + f64::from(point.x) * zoom, y + f64::from(point.y) * zoom)
    }

    /// The upper left corner of the canvas in the window.
    fn corner(self) -> (f64, f64) {
        self.frame.get_untracked().map_or((0.0, 0.0), |frame| {
            let bounds = frame.get_bounding_client_rect();
            (bounds.left(), bounds.top())
        })
    }

    fn size(self) -> (f64, f64) {
        let size = self.frame.get_untracked().map(|frame| (frame.client_width(), frame.client_height()));
        size.map_or((800.0, 600.0), |(w, h)| (f64::from(w), f64::from(h)))
    }

    pub(super) fn pan(self, across: f64, down: f64) {
        self.sight.update(|sight| {
            sight.x += across;
            sight.y += down;
        });
    }

    /// Shows so much nearer around a point of the window.
    pub(super) fn zoom_at(self, by: f64, (x, y): (f64, f64)) {
        let (left, top) = self.corner();
        self.sight.update(|sight| {
            let zoom = (sight.zoom * by).clamp(FARTHEST, NEAREST);
            let ratio = zoom / sight.zoom;
            sight.x = (x - left) - ((x - left) - sight.x) * ratio;
            sight.y = (y - top) - ((y - top) - sight.y) * ratio;
            sight.zoom = zoom;
        });
    }

    /// Shows so much nearer around the middle.
    pub(in crate::designer) fn zoom_by(self, by: f64) {
        let ((left, top), (w, h)) = (self.corner(), self.size());
        self.zoom_at(by, (left + w / 2.0, top + h / 2.0));
    }

    pub(in crate::designer) fn at_full_size(self) {
        self.zoom_by(1.0 / self.zoom());
    }

    /// Shows an area whole, no larger than it is.
    pub(in crate::designer) fn show(self, area: Area) {
        let (w, h) = self.size();
        let zoom = ((w - 2.0 * ROOM) / f64::from(area.w.max(1))).min((h - 2.0 * ROOM) / f64::from(area.h.max(1)));
        let zoom = zoom.clamp(FARTHEST, 1.0);
        let middle = area.centre();
        self.sight.set(Sight {
            x: w / 2.0 - f64::from(middle.x) * zoom,
            y: h / 2.0 - f64::from(middle.y) * zoom,
            zoom,
        });
    }

    /// Brings what lies so far from a point into the middle.
    pub(in crate::designer) fn look_at(self, point: Point, (across, down): (f64, f64)) {
        let (w, h) = self.size();
        self.sight.update(|sight| {
            sight.x = w / 2.0 - (f64::from(point.x) + across) * sight.zoom;
            sight.y = h / 2.0 - (f64::from(point.y) + down) * sight.zoom;
        });
    }

    /// Moves so far that an area is in sight.
    pub(in crate::designer) fn reveal(self, area: Area) {
        let ((w, h), Sight { x, y, zoom }) = (self.size(), self.sight.get_untracked());
        let beyond = |begin: f64, end: f64, room: f64| {
            if begin < ROOM {
                ROOM - begin
            } else if end > room - ROOM {
                (room - ROOM - end).max(ROOM - begin)
            } else {
                0.0
            }
        };
        let across = beyond(x + f64::from(area.x) * zoom, x + f64::from(area.right()) * zoom, w);
        let down = beyond(y + f64::from(area.y) * zoom, y + f64::from(area.bottom()) * zoom, h);
        if (across, down) != (0.0, 0.0) {
            self.pan(across, down);
        }
    }

    /// Shows an area in the middle, near enough to be read.
    pub(in crate::designer) fn look_closer(self, area: Area) {
        self.zoom_by((READABLE / self.zoom()).max(1.0));
        self.look_at(area.centre(), (0.0, 0.0));
    }

    /// The part of the drawing in sight.
    pub(in crate::designer) fn in_sight(self) -> Area {
        let (Sight { x, y, zoom }, (w, h)) = (self.sight.get(), self.size());
        let (from, to) = (whole(-x / zoom, -y / zoom), whole((w - x) / zoom, (h - y) / zoom));
        Area { x: from.x, y: from.y, w: to.x - from.x, h: to.y - from.y }
    }
}

#[allow(clippy::cast_possible_truncation, reason = "a window is far smaller")]
fn whole(x: f64, y: f64) -> Point {
    Point { x: x.round() as i32, y: y.round() as i32 }
}
