//! What no line connects stands side by side below the rest.

use super::scope::Item;
use super::{Area, COLUMN_GUTTER, ROW_GUTTER};

/// The boxes on the shelf, from its upper left corner, and how wide and high it is.
pub(super) fn shelf<'i>(items: impl Iterator<Item = &'i Item> + Clone, at_least: i32) -> (Vec<Area>, i32, i32) {
    let width = at_least.max(wider_than_high(items.clone()));
    let (mut areas, mut widest) = (Vec::new(), 0);
    let (mut x, mut y, mut height) = (0, 0, 0);
    for item in items {
        if x > 0 && x + item.w > width {
            (x, y, height) = (0, y + height + ROW_GUTTER, 0);
        }
        areas.push(Area { x, y, w: item.w, h: item.h });
        widest = widest.max(x + item.w);
        height = height.max(item.h + item.foot);
        x += item.w + COLUMN_GUTTER;
    }
    (areas, widest, y + height)
}

/// A width at which the shelf is somewhat wider than high.
fn wider_than_high<'i>(items: impl Iterator<Item = &'i Item>) -> i32 {
    let room = |item: &Item| i64::from(item.w + COLUMN_GUTTER) * i64::from(item.h + item.foot + ROW_GUTTER);
    let whole: i64 = items.map(room).sum();
    i32::try_from((2 * whole).isqrt()).unwrap_or(i32::MAX)
}
