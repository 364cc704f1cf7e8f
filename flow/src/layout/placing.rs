//! Places for what somebody placed, and free places near that for the rest.

use std::collections::HashMap;

use super::enclosing::around;
use super::nesting::{Nesting, Source};
use super::{Area, COLUMN_GUTTER, HEADING, Layout, PADDING, Point, ROW_GUTTER, size};
use crate::id::LaneId;
use crate::model::{Diagram, Kind};

/// Least room between what is put somewhere and what stands there.
const ROOM: i32 = 16;

/// Where each thing stands.
pub(super) struct Placed {
    pub(super) areas: Vec<Area>,
    /// How far it was moved from where it is laid out, together with others.
    pub(super) moved: Vec<Option<Point>>,
}

impl Placed {
    pub(super) fn of<'d>(nesting: &Nesting<'d>, laid_out: &Layout, diagram: &'d Diagram) -> Self {
        let mut placing = Placing::of(nesting, laid_out, diagram);
        for scope in &nesting.from_within {
            placing.fill(*scope);
        }
        placing.settle(None);
        let laid_out = placing.laid_out;
        Self {
            areas: placing.areas.into_iter().zip(laid_out).map(|(area, laid_out)| area.unwrap_or(laid_out)).collect(),
            moved: placing.moved,
        }
    }
}

struct Placing<'n, 'd> {
    nesting: &'n Nesting<'d>,
    laid_out: Vec<Area>,
    areas: Vec<Option<Area>>,
    moved: Vec<Option<Point>>,
    /// Where each lane is, as far as it or something in it has a place.
    lanes: HashMap<&'d LaneId, Area>,
    /// What was put or has grown: what is around it has to be as large.
    is_new: Vec<bool>,
    /// What leads to each, and what each leads to.
    before: Vec<Vec<Source>>,
    after: Vec<Vec<usize>>,
}

impl<'n, 'd> Placing<'n, 'd> {
    fn of(nesting: &'n Nesting<'d>, laid_out: &Layout, diagram: &'d Diagram) -> Self {
        let count = nesting.things.len();
        let (mut before, mut after) = (vec![Vec::new(); count], vec![Vec::new(); count]);
        for edge in &nesting.definition.edges {
            if let (Some(from), Some(Source::Thing(to))) = (nesting.find(&edge.from), nesting.find(&edge.to)) {
                before[to].push(from);
                after[from.thing()].push(to);
            }
        }
        let laid_out = nesting.things.iter().map(|thing| laid_out.nodes.get(thing.id).copied().unwrap_or_default());
        let placed = nesting.things.iter().map(|thing| diagram.nodes.get(thing.id).copied().map(Area::from));
        let areas: Vec<Option<Area>> = placed.collect();
        let mut lanes: HashMap<&LaneId, Area> = HashMap::new();
        for thing in nesting.within(None) {
            if let (Some(lane), Some(area)) = (nesting.things[*thing].lane, areas[*thing]) {
                lanes.entry(lane).and_modify(|all| *all = all.with(area)).or_insert(area);
            }
        }
        lanes.extend(diagram.lanes.iter().map(|(lane, bounds)| (lane, Area::from(*bounds))));
        Self {
            nesting,
            laid_out: laid_out.collect(),
            areas,
            lanes,
            moved: vec![None; count],
            is_new: vec![false; count],
            before,
            after,
        }
    }

    /// Finds places in a sub-process that has one, or in which something has one; it grows around them.
    fn fill(&mut self, scope: usize) {
        let inside = self.nesting.within(Some(scope));
        if self.areas[scope].is_none() {
            let placed = inside.iter().filter_map(|thing| self.areas[*thing]).reduce(Area::with);
            let Some(placed) = placed else { return };
            self.areas[scope] = Some(around(placed));
            self.is_new[scope] = true;
        }
        self.settle(Some(scope));
        let new = inside.iter().filter(|thing| self.is_new[**thing]).filter_map(|thing| self.areas[*thing]);
        if let (Some(area), Some(new)) = (self.areas[scope], new.reduce(Area::with)) {
            let grown = area.with(around(new));
            self.is_new[scope] |= grown != area;
            self.areas[scope] = Some(grown);
        }
    }

    /// Finds places for what is in a scope and has none: for all of it together, or for each near its neighbours.
    fn settle(&mut self, scope: Option<usize>) {
        let inside = self.nesting.within(scope);
        if inside.iter().all(|thing| self.areas[*thing].is_none()) {
            let at = scope.and_then(|scope| Some((self.areas[scope]?, self.laid_out[scope])));
            let by = at.map_or(Point::default(), |(area, laid_out)| from_to(laid_out.corner(), area.corner()));
            inside.iter().for_each(|thing| self.bring(*thing, by));
            return;
        }
        // Where most has no place, the rest stands as it is laid out beside what has one.
        let known: Vec<usize> = inside.iter().filter(|thing| self.areas[**thing].is_some()).copied().collect();
        let as_laid_out = known
            .first()
            .filter(|_| 2 * known.len() < inside.len())
            .and_then(|thing| Some(from_to(self.laid_out[*thing].centre(), self.areas[*thing]?.centre())));
        let mut missing: Vec<usize> = inside.iter().filter(|thing| self.areas[**thing].is_none()).copied().collect();
        missing.sort_by_key(|thing| (self.laid_out[*thing].x, self.laid_out[*thing].y));
        for thing in missing {
            let wanted = match as_laid_out {
                Some(by) => self.laid_out[thing].moved(by),
                None => self.in_lane(thing, self.wanted(thing, scope)),
            };
            let free = self.free(thing, wanted, scope);
            self.bring(thing, from_to(self.laid_out[thing].corner(), free.corner()));
        }
    }

    /// Where a thing would best stand: behind what leads to it, else before what it leads to, else below everything.
    fn wanted(&self, thing: usize, scope: Option<usize>) -> Area {
        let Area { w, h, .. } = self.laid_out[thing];
        let is_near = |other: &usize| *other != thing && self.nesting.around[*other] == scope;
        let before = self.before[thing].iter().filter(|source| is_near(&source.thing()));
        let behind = before.filter_map(|source| {
            let area = self.areas[source.thing()]?;
            Some(match source {
                Source::Thing(_) => Area { x: area.right() + COLUMN_GUTTER, y: area.centre().y - h / 2, w, h },
                Source::Event { .. } if self.nesting.things[thing].takes_back => {
                    Area { x: area.x, y: area.bottom() + 2 * ROW_GUTTER, w, h }
                }
                Source::Event { .. } => Area { x: area.right() + COLUMN_GUTTER, y: area.bottom() + ROW_GUTTER, w, h },
            })
        });
        let after = self.after[thing].iter().filter(|other| is_near(other));
        let in_front = after.filter_map(|other| {
            let area = self.areas[*other]?;
            Some(Area { x: area.x - COLUMN_GUTTER - w, y: area.centre().y - h / 2, w, h })
        });
        let near = behind.chain(in_front).next();
        near.unwrap_or_else(|| {
            let inside = self.nesting.within(scope).iter();
            let all = inside.filter_map(|thing| self.areas[*thing]).reduce(Area::with).unwrap_or_default();
            Area { x: all.x, y: all.bottom() + ROW_GUTTER, w, h }
        })
    }

    /// The same at the height of its lane, where that is known.
    fn in_lane(&self, thing: usize, wanted: Area) -> Area {
        let lane = self.nesting.things[thing].lane.filter(|_| self.nesting.around[thing].is_none());
        match lane.and_then(|lane| self.lanes.get(lane)) {
            Some(lane) if wanted.y < lane.y || wanted.bottom() > lane.bottom() => {
                Area { y: lane.centre().y - wanted.h / 2, ..wanted }
            }
            _ => wanted,
        }
    }

    /// The nearest free place below a wanted one.
    fn free(&self, thing: usize, wanted: Area, scope: Option<usize>) -> Area {
        let mut area = Area { h: wanted.h + self.foot(thing), ..wanted };
        if let Some(around) = scope.and_then(|scope| self.areas[scope]) {
            area.x = area.x.max(around.x + PADDING);
            area.y = area.y.max(around.y + HEADING + PADDING);
        }
        let others = self.nesting.within(scope).iter().filter(|other| **other != thing);
        let with_room = |other: &usize| {
            let area = self.areas[*other]?;
            Some(Area { h: area.h + self.foot(*other), ..area }.with_room(ROOM))
        };
        let mut in_the_way: Vec<Area> = others
            .filter_map(with_room)
            .filter(|other| other.x < area.right() && area.x < other.right() && other.bottom() > area.y)
            .collect();
        in_the_way.sort_unstable_by_key(|other| other.y);
        for other in in_the_way {
            if other.overlaps(area) {
                area.y = other.bottom();
            }
        }
        Area { h: wanted.h, ..area }
    }

    /// How far the boundary events on it reach below it.
    fn foot(&self, thing: usize) -> i32 {
        if self.nesting.events[thing].is_empty() { 0 } else { size(Kind::Boundary).1 / 2 }
    }

    /// Moves a thing from where it is laid out, with everything in it.
    fn bring(&mut self, thing: usize, by: Point) {
        let mut moving = vec![thing];
        while let Some(thing) = moving.pop() {
            self.areas[thing] = Some(self.laid_out[thing].moved(by));
            self.moved[thing] = Some(by);
            self.is_new[thing] = true;
            moving.extend(self.nesting.within(Some(thing)));
        }
    }
}

fn from_to(from: Point, to: Point) -> Point {
    Point { x: to.x - from.x, y: to.y - from.y }
}
