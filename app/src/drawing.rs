//! What every drawing of a process has in common: lines with round corners, signs, words that fit.

use flow::layout::{Area, Point, TextLine};
use flow::model::Kind;
use leptos::prelude::*;

/// How far before a corner a line begins to turn.
const CORNER: i32 = 6;
/// Room at both ends of a line of words.
const MARGIN: i32 = 4;
/// How large names are written, and what stands below them, in pixels.
pub(crate) const NAME: i32 = 13;
pub(crate) const SMALL: i32 = 11;

/// The head of lines, which they name by its id.
#[component]
pub(crate) fn Arrow(id: &'static str) -> impl IntoView {
    view! {
        <marker id=id viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">
            <path d="M0 .5 8 4 0 7.500z"></path>
        </marker>
    }
}

/// A way as a line whose corners are round.
pub(crate) fn path(points: &[Point]) -> String {
    let Some((first, rest)) = points.split_first() else { return String::new() };
    let mut path = format!("M{} {}", first.x, first.y);
    let mut before = *first;
    for (index, corner) in rest.iter().enumerate() {
        let Some(after) = rest.get(index + 1) else {
            path.push_str(&format!("L{} {}", corner.x, corner.y));
            break;
        };
        let (into, out) = (towards(*corner, before), towards(*corner, *after));
        path.push_str(&format!("L{} {}Q{} {} {} {}", into.x, into.y, corner.x, corner.y, out.x, out.y));
        before = *corner;
    }
    path
}

/// The point a little way from one towards another, on a straight line.
fn towards(from: Point, to: Point) -> Point {
    let step = |from: i32, to: i32| from + (to - from).clamp(-CORNER, CORNER);
    Point { x: step(from.x, to.x), y: step(from.y, to.y) }
}

/// The outline of a gateway.
pub(crate) fn diamond(area: Area) -> String {
    let centre = area.centre();
    format!(
        "M{} {}L{} {}L{} {}L{} {}z",
        centre.x,
        area.y,
        area.right(),
        centre.y,
        centre.x,
        area.bottom(),
        area.x,
        centre.y
    )
}

/// The sign in a gateway.
pub(crate) fn gateway_sign(kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Exclusive => "×",
        Kind::Parallel => "+",
        Kind::Inclusive => "○",
        Kind::EventBased => "⬠",
        Kind::Complex => "✱",
        _ => return None,
    })
}

/// Whether a kind is drawn as a box with words in it.
pub(crate) fn is_box(kind: Kind) -> bool {
    !kind.is_gateway() && !kind.is_event()
}

/// As many words as fit on a line of a box, written so large.
pub(crate) fn fitting(words: &str, line: i32, size: i32) -> String {
    TextLine { width: line - 2 * MARGIN, size }.shortened(words)
}
