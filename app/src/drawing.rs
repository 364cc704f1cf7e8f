//! What every drawing of a process has in common: lines with round corners, signs, words that fit.

use flow::layout::{Area, Point};
use flow::model::Kind;
use leptos::prelude::*;

/// How far before a corner a line begins to turn.
const CORNER: i32 = 6;
/// Room at both ends of a line of words.
const MARGIN: i32 = 4;
/// How large names are written, and what stands below them, in pixels.
const NAME: i32 = 13;
const SMALL: i32 = 11;

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

/// How much room there is for words on a line, in pixels.
pub(crate) fn room(line: i32) -> i32 {
    line - 2 * MARGIN
}

/// The same for words of a smaller size: how much room they have as if they were as large as names.
pub(crate) fn room_for_small(line: i32) -> i32 {
    room(line) * NAME / SMALL
}

/// How wide a character of a name is, in pixels: as wide as the widest of the fonts that are asked for.
pub(crate) fn width(character: char) -> i32 {
    match character {
        'f' | 'i' | 'j' | 'l' | 't' | 'r' | ' ' | '.' | ',' | ':' | '\'' | '|' => 5,
        'm' | 'w' | 'M' | 'W' => 13,
        'A'..='Z' => 10,
        ascii if ascii.is_ascii() => 9,
        _ => NAME,
    }
}

/// As much as fits.
pub(crate) fn shortened(text: &str, room: i32) -> String {
    let all: i32 = text.chars().map(width).sum();
    if all <= room {
        return text.to_owned();
    }
    let mut left = room - width('…');
    let fits = text.chars().take_while(|character| {
        left -= width(*character);
        left >= 0
    });
    let kept: String = fits.collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::{room, shortened, width};

    #[test]
    fn what_is_cut_off_fits_with_the_sign_that_says_so() {
        for name in ["General manager decides", "总经理对联合评审的结论作出决定", "评审 review", ""] {
            let shown = shortened(name, room(120));
            assert!(shown.chars().map(width).sum::<i32>() <= room(120), "{shown}");
            assert_eq!(shown == name, !shown.ends_with('…'));
        }
        assert_eq!(shortened("批准", room(120)), "批准");
    }
}
