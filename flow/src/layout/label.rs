//! Words beside lines and under events: how much room they take, and where they begin.

use super::{Area, Point};
use crate::text::{Language, Text};

/// Width of a letter, and of a Chinese character, in the size of labels.
const LETTER: i32 = 6;
const CHARACTER: i32 = 11;
/// No more room than this is kept for a label.
const WIDEST: i32 = 176;
/// How far a label stands from the corner and from the line below it.
const FROM_CORNER: i32 = 6;
const ABOVE: i32 = 4;

/// How wide a text is as a label, in whichever language is wider.
pub(super) fn width(text: &Text) -> i32 {
    let of = |language| {
        let letters = text.in_language(language).chars().map(|c| if c.is_ascii() { LETTER } else { CHARACTER });
        letters.sum::<i32>().min(WIDEST)
    };
    of(Language::Chinese).max(of(Language::English))
}

/// Where the words of a label on a way begin: above its longest level leg, so that no line runs through them; beside
/// the first leg of a way that has none.
pub fn label(way: &[Point]) -> Option<Point> {
    let legs = way.windows(2).map(|leg| Area {
        x: leg[0].x.min(leg[1].x),
        y: leg[0].y,
        w: (leg[0].x - leg[1].x).abs(),
        h: leg[1].y - leg[0].y,
    });
    let level = legs.clone().filter(|leg| leg.h == 0 && leg.w > 0);
    let longest = level.reduce(|longest, leg| if leg.w > longest.w { leg } else { longest });
    match longest {
        Some(leg) => Some(Point { x: leg.x + FROM_CORNER, y: leg.y - ABOVE }),
        None => legs.clone().next().map(|leg| Point { x: leg.x + FROM_CORNER, y: leg.y + leg.h / 2 }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: i32, y: i32) -> Point {
        Point { x, y }
    }

    #[test]
    fn words_stand_above_the_longest_level_leg() {
        assert_eq!(label(&[at(0, 0), at(10, 0), at(10, 50), at(90, 50)]), Some(at(16, 46)));
        assert_eq!(label(&[at(90, 0), at(20, 0)]), Some(at(26, -4)));
        assert_eq!(label(&[at(5, 0), at(5, 40)]), Some(at(11, 20)));
        assert_eq!(label(&[at(5, 0)]), None);
    }

    #[test]
    fn a_text_takes_the_room_of_its_wider_language() {
        assert_eq!(width(&Text::each("同意", "agreed")), 36);
        assert_eq!(width(&Text::from("同意")), 22);
    }
}
