//! How it stands at a moment of the show: where tokens are on the drawing, and what they have come by.

use std::collections::HashMap;

use flow::id::{EdgeId, NodeId};
use flow::layout::{Area, Layout, Point};

use super::track::{Place, Track};
use crate::designer::scene::Played;

/// The widest node that has no words in it, where tokens stand in the middle.
const NO_BOX: i32 = 60;

/// Tokens at one point of the drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Tokens {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) count: usize,
}

/// How it stands.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Situation {
    pub(super) tokens: Vec<Tokens>,
    pub(super) nodes: HashMap<NodeId, Played>,
    pub(super) edges: HashMap<EdgeId, Played>,
}

impl Situation {
    pub(super) fn of(tracks: &[Track], drawing: &Layout, at: f64) -> Self {
        let mut situation = Self::default();
        let mut resting: HashMap<&Place, usize> = HashMap::new();
        for piece in tracks.iter().flat_map(|track| track.pieces.iter().take_while(|piece| piece.from <= at)) {
            // What lasts until the end is still there then.
            let is_there = at < piece.to || tracks.iter().all(|track| at >= track.length) && piece.to >= at;
            situation.marks(&piece.place, is_there);
            if !is_there {
                continue;
            }
            let share = (at - piece.from) / (piece.to - piece.from);
            match &piece.place {
                Place::At(_) | Place::Before(_) => *resting.entry(&piece.place).or_default() += 1,
                Place::Along(edge) => {
                    let way = drawing.edges.get(edge).map(Vec::as_slice).unwrap_or_default();
                    situation.tokens.extend(along(way, share).map(|(x, y)| Tokens { x, y, count: 1 }));
                }
                Place::Over(from, to) => {
                    let ends = drawing.nodes.get(from).zip(drawing.nodes.get(to));
                    let way = ends.map(|(from, to)| [spot(*from), spot(*to)]);
                    let point = way.and_then(|way| along(&way, share));
                    situation.tokens.extend(point.map(|(x, y)| Tokens { x, y, count: 1 }));
                }
            }
        }
        let mut resting: Vec<(Point, usize)> =
            resting.into_iter().filter_map(|(place, count)| Some((rests(place, drawing)?, count))).collect();
        resting.sort_by_key(|(point, _)| (point.x, point.y));
        let tokens = resting.into_iter().map(|(Point { x, y }, count)| Tokens { x: x.into(), y: y.into(), count });
        situation.tokens.extend(tokens);
        situation
    }

    fn marks(&mut self, place: &Place, is_there: bool) {
        let played = if is_there { Played::Token } else { Played::Visited };
        match place {
            Place::At(node) => {
                let known = self.nodes.entry(node.clone()).or_insert(played);
                *known = if *known == Played::Token { Played::Token } else { played };
            }
            Place::Along(edge) => _ = self.edges.entry(edge.clone()).or_insert(Played::Visited),
            Place::Before(edge) if is_there => _ = self.edges.insert(edge.clone(), Played::Token),
            Place::Before(_) | Place::Over(..) => {}
        }
    }
}

/// Where a token rests: at the corner of a box, so that its words can be read, and in the middle of anything else.
fn rests(place: &Place, drawing: &Layout) -> Option<Point> {
    match place {
        Place::At(node) => drawing.nodes.get(node).copied().map(spot),
        Place::Before(edge) => drawing.edges.get(edge)?.last().copied(),
        Place::Along(_) | Place::Over(..) => None,
    }
}

fn spot(area: Area) -> Point {
    if area.w > NO_BOX { Point { x: area.right() - 6, y: area.y + 4 } } else { area.centre() }
}

/// The point that lies such a share along a way.
fn along(way: &[Point], share: f64) -> Option<(f64, f64)> {
    let legs: Vec<(Point, Point, f64)> = way
        .windows(2)
        .map(|ends| (ends[0], ends[1], f64::from(ends[1].x - ends[0].x).hypot(f64::from(ends[1].y - ends[0].y))))
        .collect();
    let mut left = legs.iter().map(|(.., length)| length).sum::<f64>() * share.clamp(0.0, 1.0);
    for (from, to, length) in &legs {
        if left <= *length && *length > 0.0 {
            let share = left / length;
            let between = |from: i32, to: i32| f64::from(from) + f64::from(to - from) * share;
            return Some((between(from.x, to.x), between(from.y, to.y)));
        }
        left -= length;
    }
    way.last().map(|end| (end.x.into(), end.y.into()))
}

#[cfg(test)]
mod tests {
    use flow::replay::Move;
    use serde_json::json;

    use super::*;

    #[test]
    fn a_token_goes_along_the_legs_of_a_way_at_one_speed() {
        let way = [Point { x: 0, y: 0 }, Point { x: 30, y: 0 }, Point { x: 30, y: 10 }];
        assert_eq!(along(&way, 0.0), Some((0.0, 0.0)));
        assert_eq!(along(&way, 0.5), Some((20.0, 0.0)));
        assert_eq!(along(&way, 0.875), Some((30.0, 5.0)));
        assert_eq!(along(&way, 1.0), Some((30.0, 10.0)));
        assert_eq!(along(&[], 0.5), None);
    }

    #[test]
    fn tokens_at_one_place_are_counted_and_what_was_come_by_is_marked() {
        let moves: Vec<Move> = serde_json::from_value(json!([
            {"number": 1, "at": 0, "move": "entered", "visit": 0, "node": "a"},
            {"number": 2, "at": 0, "move": "left", "visit": 0, "done": true},
            {"number": 3, "at": 0, "move": "entered", "visit": 1, "node": "b", "from": [0], "edges": ["e"]},
        ]))
        .unwrap();
        let tracks = Track::together([moves.as_slice(), moves.as_slice()].into_iter());
        let area = |x| Area { x, y: 0, w: 100, h: 40 };
        let drawing = Layout {
            nodes: [("a".into(), area(0)), ("b".into(), area(200))].into_iter().collect(),
            edges: [("e".into(), vec![Point { x: 100, y: 20 }, Point { x: 200, y: 20 }])].into_iter().collect(),
            ..Layout::default()
        };
        let begins = Situation::of(&tracks, &drawing, 0.0);
        assert_eq!(begins.tokens, [Tokens { x: 100.0, y: 20.0, count: 1 }; 2]);
        let ends = Situation::of(&tracks, &drawing, tracks[0].length);
        assert_eq!(ends.tokens, [Tokens { x: 294.0, y: 4.0, count: 2 }]);
        assert_eq!(ends.nodes.get("b"), Some(&Played::Token));
        assert_eq!(ends.edges.get("e"), Some(&Played::Visited));
    }
}
