//! A way between two boxes at right angles, where nobody has drawn one.

use super::{Area, Point};

/// Least room between two boxes for a line that turns there.
const ROOM: i32 = 16;
/// What is no wider than this is a gateway or an event: lines leave it at a corner or at any side.
const SMALL: i32 = 50;

/// The way from one box to another: forwards from side to side where there is room, else up or down, else around below.
pub fn between(from: Area, to: Area) -> Vec<Point> {
    let (a, b) = (from.centre(), to.centre());
    let apart = (a.y - b.y).abs() > (from.h + to.h) / 2;
    let points = if to.x >= from.right() + ROOM {
        match (from.is_small() && apart, to.is_small() && apart) {
            (true, false) => vec![at(a.x, from.side_towards(b)), at(a.x, b.y), at(to.x, b.y)],
            (false, true) => vec![at(from.right(), a.y), at(b.x, a.y), at(b.x, to.side_towards(a))],
            _ => {
                let turn = i32::midpoint(from.right(), to.x);
                vec![at(from.right(), a.y), at(turn, a.y), at(turn, b.y), at(to.x, b.y)]
            }
        }
    } else if to.y >= from.bottom() + ROOM || to.bottom() + ROOM <= from.y {
        let (out, into) = (from.side_towards(b), to.side_towards(a));
        let turn = i32::midpoint(out, into);
        vec![at(a.x, out), at(a.x, turn), at(b.x, turn), at(b.x, into)]
    } else {
        let below = from.bottom().max(to.bottom()) + ROOM;
        vec![at(a.x, from.bottom()), at(a.x, below), at(b.x, below), at(b.x, to.bottom())]
    };
    without_needless(points)
}

/// The way down from a boundary event on a lower border: at once to the level of where it leads when that is lower,
/// else below both and around.
pub(super) fn downwards(event: Area, to: Area) -> Vec<Point> {
    let (x, out, b) = (event.centre().x, event.bottom(), to.centre());
    let is_above = x > to.x && x < to.right();
    let points = if is_above && to.y >= out + ROOM {
        vec![at(x, out), at(x, to.y)]
    } else if b.y >= out + ROOM && to.x >= x + ROOM {
        vec![at(x, out), at(x, b.y), at(to.x, b.y)]
    } else if b.y >= out + ROOM && to.right() + ROOM <= x {
        vec![at(x, out), at(x, b.y), at(to.right(), b.y)]
    } else {
        let below = if to.x >= x + ROOM && to.bottom() <= out { out } else { out.max(to.bottom()) } + ROOM;
        let beside = to.x - ROOM;
        vec![at(x, out), at(x, below), at(beside, below), at(beside, b.y), at(to.x, b.y)]
    };
    without_needless(points)
}

fn at(x: i32, y: i32) -> Point {
    Point { x, y }
}

impl Area {
    fn is_small(self) -> bool {
        self.w <= SMALL
    }

    /// The upper or the lower side, whichever faces a point.
    fn side_towards(self, point: Point) -> i32 {
        if point.y >= self.centre().y { self.bottom() } else { self.y }
    }
}

/// The same way without points that it goes straight through, and without points that it stands still at.
pub(super) fn without_needless(points: Vec<Point>) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::with_capacity(points.len());
    for point in points {
        if kept.last() == Some(&point) {
            continue;
        }
        if let [.., before, last] = kept[..]
            && (before.x == last.x && last.x == point.x || before.y == last.y && last.y == point.y)
        {
            kept.pop();
        }
        kept.push(point);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn task(x: i32, y: i32) -> Area {
        Area { x, y, w: 148, h: 60 }
    }

    fn gateway(x: i32, y: i32) -> Area {
        Area { x, y, w: 44, h: 44 }
    }

    #[test]
    fn a_way_is_straight_where_it_can_be() {
        assert_eq!(between(task(0, 0), task(200, 0)), [at(148, 30), at(200, 30)]);
        assert_eq!(between(task(0, 0), task(0, 100)), [at(74, 60), at(74, 100)]);
    }

    #[test]
    fn a_gateway_is_left_at_the_corner_that_faces_the_branch() {
        assert_eq!(between(gateway(0, 0), task(100, 100)), [at(22, 44), at(22, 130), at(100, 130)]);
        assert_eq!(between(task(0, 100), gateway(200, 0)), [at(148, 130), at(222, 130), at(222, 44)]);
    }

    #[test]
    fn a_boundary_event_is_left_downwards_and_what_it_sits_on_is_not_crossed() {
        let host = task(300, 300);
        let event = Area { x: 400, y: host.bottom() - 18, w: 36, h: 36 };
        assert_eq!(downwards(event, task(500, 420)), [at(418, 378), at(418, 450), at(500, 450)]);
        assert_eq!(downwards(event, task(350, 420)), [at(418, 378), at(418, 420)]);
        for x in (0..900).step_by(35) {
            for y in (0..900).step_by(35) {
                let to = task(x, y);
                let way = downwards(event, to);
                assert!(way.windows(2).all(|leg| leg[0].x == leg[1].x || leg[0].y == leg[1].y), "{x} {y} {way:?}");
                assert!(way[0].y == event.bottom() && way[1].y > way[0].y, "{x} {y} {way:?}");
                assert!(to.with_room(1).encloses(Area {
                    x: way[way.len() - 1].x,
                    y: way[way.len() - 1].y,
                    w: 0,
                    h: 0
                }));
            }
        }
    }

    #[test]
    fn every_way_goes_at_right_angles_from_border_to_border() {
        let from = task(300, 300);
        for x in (0..700).step_by(35) {
            for y in (0..700).step_by(35) {
                let to = task(x, y);
                let way = between(from, to);
                assert!(way.windows(2).all(|leg| leg[0].x == leg[1].x || leg[0].y == leg[1].y), "{x} {y} {way:?}");
                let on_border = |area: Area, point: &Point| {
                    (point.x == area.x || point.x == area.right() || point.y == area.y || point.y == area.bottom())
                        && (area.x..=area.right()).contains(&point.x)
                        && (area.y..=area.bottom()).contains(&point.y)
                };
                assert!(on_border(from, &way[0]), "{x} {y} {way:?}");
                assert!(way.last().is_some_and(|last| on_border(to, last)), "{x} {y} {way:?}");
            }
        }
    }
}
