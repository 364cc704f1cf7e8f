//! Words beside lines and under events: how much room they take, and where they begin.

use super::{Area, Point, TextLine};
use crate::text::{Language, Text};

/// Width of a letter, and of a Chinese character, in the size of labels.
const LETTER: i32 = 6;
const CHARACTER: i32 = 11;
/// No more room than this is kept for a label.
const WIDEST: i32 = 176;
/// How far a label stands from the corner and from the line below it.
const FROM_CORNER: i32 = 6;
const ABOVE: i32 = 4;
/// The size of its letters, and from one of its lines to the next.
const SIZE: i32 = 11;
const STEP: i32 = 13;
/// The most lines of a label.
const MOST: usize = 3;
/// A word of Latin letters up to this width is not broken, however short the leg is.
const WORD: i32 = 90;

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
    match longest_level(way) {
        Some(leg) => Some(Point { x: leg.x + FROM_CORNER, y: leg.y - ABOVE }),
        None => legs(way).next().map(|leg| Point { x: leg.x + FROM_CORNER, y: leg.y + leg.h / 2 }),
    }
}

/// The words of a label on a way in lines, and where each of them begins. They end where their leg does, since whatever
/// it leads to stands there: what is longer goes up.
pub fn label_lines(way: &[Point], words: &str) -> Vec<(Point, String)> {
    let Some(Point { x, y }) = label(way) else { return Vec::new() };
    let of_letters = words.split(|character: char| !character.is_ascii_alphanumeric());
    let longest = of_letters.map(|word| TextLine::measure(word, SIZE)).max().unwrap_or(0);
    let leg = longest_level(way).map_or(WIDEST, |leg| leg.w - 2 * FROM_CORNER);
    let lines = TextLine { width: leg.max(longest.min(WORD)), size: SIZE }.broken(words, MOST);
    let below = (0..lines.len()).rev().map(|line| i32::try_from(line).unwrap_or(0));
    below.zip(lines).map(|(below, line)| (Point { x, y: y - below * STEP }, line)).collect()
}

/// How much room the words of a label take where it stands by itself.
pub fn label_area(way: &[Point], words: &str) -> Option<Area> {
    let lines = label_lines(way, words);
    let w = lines.iter().map(|(_, line)| TextLine::measure(line, SIZE)).max()?;
    let h = STEP * i32::try_from(lines.len()).unwrap_or(1);
    lines.first().map(|(at, _)| Area { x: at.x, y: at.y - SIZE, w, h })
}

/// The words of a label that somebody put somewhere in lines, and where each of them begins.
pub fn placed_label(area: Area, words: &str) -> Vec<(Point, String)> {
    let of_letters = words.split(|character: char| !character.is_ascii_alphanumeric());
    let longest = of_letters.map(|word| TextLine::measure(word, SIZE)).max().unwrap_or(0);
    let lines = TextLine { width: area.w.max(longest.min(WORD)), size: SIZE }.broken(words, MOST);
    (0..).zip(lines).map(|(line, words)| (Point { x: area.x, y: area.y + SIZE + line * STEP }, words)).collect()
}

fn legs(way: &[Point]) -> impl Iterator<Item = Area> {
    way.windows(2).map(|leg| Area {
        x: leg[0].x.min(leg[1].x),
        y: leg[0].y,
        w: (leg[0].x - leg[1].x).abs(),
        h: leg[1].y - leg[0].y,
    })
}

fn longest_level(way: &[Point]) -> Option<Area> {
    let level = legs(way).filter(|leg| leg.h == 0 && leg.w > 0);
    level.reduce(|longest, leg| if leg.w > longest.w { leg } else { longest })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: i32, y: i32) -> Point {
        Point { x, y }
    }

    #[test]
    fn words_that_are_put_where_they_stand_look_the_same() {
        let way = [at(0, 0), at(60, 0)];
        let lines = label_lines(&way, "1 万元以上的申请");
        assert!(lines.len() > 1);
        let area = label_area(&way, "1 万元以上的申请").expect("there are words");
        assert_eq!(placed_label(area, "1 万元以上的申请"), lines);
        assert_eq!(label_area(&way, ""), None);
    }

    #[test]
    fn words_stand_above_the_longest_level_leg() {
        assert_eq!(label(&[at(0, 0), at(10, 0), at(10, 50), at(90, 50)]), Some(at(16, 46)));
        assert_eq!(label(&[at(90, 0), at(20, 0)]), Some(at(26, -4)));
        assert_eq!(label(&[at(5, 0), at(5, 40)]), Some(at(11, 20)));
        assert_eq!(label(&[at(5, 0)]), None);
    }

    #[test]
    fn words_that_are_longer_than_their_leg_go_up() {
        let lines = |width: i32, words| label_lines(&[at(0, 50), at(width, 50)], words);
        assert_eq!(lines(200, "Default flow"), [(at(6, 46), "Default flow".to_owned())]);
        let broken = [(at(6, 33), "Default".to_owned()), (at(6, 46), "flow".to_owned())];
        assert_eq!(lines(75, "Default flow"), broken);
        assert_eq!(lines(75, "有条件的顺序流")[0], (at(6, 33), "有条件的顺".to_owned()));
        assert_eq!(lines(75, ""), []);
    }

    #[test]
    fn a_short_leg_breaks_no_word() {
        assert_eq!(label_lines(&[at(0, 50), at(20, 50)], "agreed"), [(at(6, 46), "agreed".to_owned())]);
    }

    #[test]
    fn a_text_takes_the_room_of_its_wider_language() {
        assert_eq!(width(&Text::each("同意", "agreed")), 36);
        assert_eq!(width(&Text::from("同意")), 22);
    }
}
