//! Where boundary events sit: on the lower border of what they belong to, from the right.

use super::{Area, Point, label, size};
use crate::model::{Attached, Kind};

/// Room between the first event and the corner.
const FROM_CORNER: i32 = 10;
/// Room between two events.
const APART: i32 = 8;
/// Room for an event's name beside its line.
const NAME: i32 = 18;

/// The places that a number of events have on a border.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spots {
    count: i32,
    /// From the middle of one to the middle of the next.
    step: i32,
}

impl Spots {
    /// Places that leave room for the names between them.
    pub(super) fn of(events: &[&Attached]) -> Self {
        let side = side();
        let names = events.iter().filter_map(|event| event.name.as_ref()).map(label::width).max().unwrap_or(0);
        let count = i32::try_from(events.len()).unwrap_or(i32::MAX);
        Self { count, step: (side + APART).max(names + APART).min(3 * side) }
    }

    /// The width that what they sit on needs.
    pub(super) fn width(self) -> i32 {
        if self.count == 0 { 0 } else { 2 * FROM_CORNER + side() + (self.count - 1).saturating_mul(self.step) }
    }

    /// How far the events and their names reach below the border.
    pub(super) fn foot(self, events: &[&Attached]) -> i32 {
        match self.count {
            0 => 0,
            _ if events.iter().any(|event| event.name.is_some()) => side() / 2 + NAME,
            _ => side() / 2,
        }
    }

    /// How far the middle of an event is from the right edge of what it sits on, closer together where the border is
    /// too short.
    pub(super) fn distance_from_right(self, nth: usize, width: i32) -> i32 {
        let room = (width - 2 * FROM_CORNER - side()).max(0);
        let step = if self.count > 1 { self.step.min(room / (self.count - 1)) } else { 0 };
        FROM_CORNER + side() / 2 + step * i32::try_from(nth).unwrap_or(0)
    }

    /// The box of an event.
    pub(super) fn area(self, nth: usize, host: Area) -> Area {
        around(Point { x: host.right() - self.distance_from_right(nth, host.w), y: host.bottom() })
    }
}

/// The box of an event whose middle is there.
fn around(centre: Point) -> Area {
    let side = side();
    Area { x: centre.x - side / 2, y: centre.y - side / 2, w: side, h: side }
}

fn side() -> i32 {
    size(Kind::Boundary).0
}
