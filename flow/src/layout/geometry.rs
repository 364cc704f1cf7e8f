//! Points and rectangles of a drawing.

use serde::{Deserialize, Serialize};

use crate::model::Box;

/// No coordinate is farther out than this.
const FARTHEST: f64 = 1_000_000.0;

/// A point of the drawing, in pixels at zoom 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Point {
    /// From the left.
    pub x: i32,
    /// From the top.
    pub y: i32,
}

impl Point {
    /// The point so far to the right and so far below.
    #[must_use]
    pub fn moved(self, by: Self) -> Self {
        Self { x: self.x + by.x, y: self.y + by.y }
    }
}

/// A rectangle of the drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Area {
    /// Left edge.
    pub x: i32,
    /// Upper edge.
    pub y: i32,
    /// Width.
    pub w: i32,
    /// Height.
    pub h: i32,
}

impl From<Box> for Area {
    /// The place in whole pixels, and not so far out that nothing could be reckoned with it, whatever a file says.
    fn from(Box { x, y, w, h }: Box) -> Self {
        let (corner, size) = (Point::from((x, y)), Point::from((w, h)));
        Self { x: corner.x, y: corner.y, w: size.x.max(1), h: size.y.max(1) }
    }
}

impl From<Area> for Box {
    fn from(Area { x, y, w, h }: Area) -> Self {
        Self { x: x.into(), y: y.into(), w: w.into(), h: h.into() }
    }
}

impl From<(f64, f64)> for Point {
    fn from((x, y): (f64, f64)) -> Self {
        let whole = |it: f64| it.round().clamp(-FARTHEST, FARTHEST) as i32;
        Self { x: whole(x), y: whole(y) }
    }
}

impl From<Point> for (f64, f64) {
    fn from(Point { x, y }: Point) -> Self {
        (x.into(), y.into())
    }
}

impl Area {
    /// Its upper left corner.
    pub fn corner(self) -> Point {
        Point { x: self.x, y: self.y }
    }

    /// Its middle.
    pub fn centre(self) -> Point {
        Point { x: self.x + self.w / 2, y: self.y + self.h / 2 }
    }

    /// Its right edge.
    pub fn right(self) -> i32 {
        self.x + self.w
    }

    /// Its lower edge.
    pub fn bottom(self) -> i32 {
        self.y + self.h
    }

    /// Whether the inside of the rectangle meets the inside of the other.
    pub fn overlaps(self, other: Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// Whether a point lies in it, or on its border.
    pub fn holds(self, point: Point) -> bool {
        (self.x..=self.right()).contains(&point.x) && (self.y..=self.bottom()).contains(&point.y)
    }

    /// Whether the other lies in it.
    pub fn encloses(self, other: Self) -> bool {
        self.x <= other.x && other.right() <= self.right() && self.y <= other.y && other.bottom() <= self.bottom()
    }

    /// The same rectangle, so far to the right and so far below.
    #[must_use]
    pub fn moved(self, by: Point) -> Self {
        Self { x: self.x + by.x, y: self.y + by.y, ..self }
    }

    /// The same with so much room around it.
    #[must_use]
    pub fn with_room(self, room: i32) -> Self {
        Self { x: self.x - room, y: self.y - room, w: self.w + 2 * room, h: self.h + 2 * room }
    }

    /// The least rectangle around both.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        Self { x, y, w: self.right().max(other.right()) - x, h: self.bottom().max(other.bottom()) - y }
    }
}
