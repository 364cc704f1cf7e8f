//! What stands in one sub-process, or in none, laid out by itself.

use super::plan::Plan;
use super::shelf::shelf;
use super::{Area, Point, ROW_GUTTER, rows, ways};

/// What stands in a cell.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    pub(super) w: i32,
    pub(super) h: i32,
    /// How far something of it reaches below its box.
    pub(super) foot: i32,
    /// How wide the name below it is.
    pub(super) name: i32,
    pub(super) look: Look,
    pub(super) is_start: bool,
    /// Whether it belongs into no flow.
    pub(super) stands_apart: bool,
    /// Whether boundary events sit on it.
    pub(super) carries: bool,
    pub(super) lane: Option<usize>,
}

/// What lines have to know of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// Lines leave and arrive at its corners.
    Gateway,
    /// Its name stands below it.
    Event,
    Box,
}

impl Item {
    /// Whether lines can leave and arrive below.
    pub(super) fn is_open_below(&self) -> bool {
        self.look != Look::Event && !self.carries
    }
}

/// A line between two items.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    pub(super) from: usize,
    pub(super) to: usize,
    /// The boundary event that it comes from.
    pub(super) event: Option<OnBorder>,
    /// What it comes from: the same number for the same node or boundary event.
    pub(super) source: usize,
    /// How wide the words on it are.
    pub(super) label: i32,
    /// Whether it only says what belongs below what.
    pub(super) hangs: bool,
}

/// A boundary event, as far as lines from it ask for it.
#[derive(Debug, Clone, Copy)]
pub(super) struct OnBorder {
    /// Which it is, from the right.
    pub(super) nth: usize,
    /// How far it is from the middle of what it sits on.
    pub(super) aside: i32,
}

/// One scope laid out, its upper left corner at 0, 0.
#[derive(Default)]
pub(super) struct Drawing {
    pub(super) areas: Vec<Area>,
    pub(super) ways: Vec<Vec<Point>>,
    pub(super) lanes: Vec<Area>,
    pub(super) w: i32,
    pub(super) h: i32,
}

/// A scope's things with the lines between them.
pub(super) struct Scope {
    pub(super) items: Vec<Item>,
    pub(super) lines: Vec<Line>,
    pub(super) lanes: usize,
}

impl Scope {
    /// Everything in its place: what lines connect in a grid, the rest below.
    pub(super) fn draw(&self) -> Drawing {
        let shelved = self.shelved();
        let (mut apart, flow): (Vec<usize>, Vec<usize>) = (0..self.items.len()).partition(|at| shelved[*at]);
        if apart.is_empty() {
            return self.grid();
        }
        let mut place = vec![0; self.items.len()];
        flow.iter().zip(0..).for_each(|(at, now)| place[*at] = now);
        let line = |line: &Line| Line { from: place[line.from], to: place[line.to], ..*line };
        let items = flow.iter().map(|at| self.items[*at]).collect();
        let drawing = Self { items, lines: self.lines.iter().map(line).collect(), ..*self }.grid();
        // Event sub-processes below single steps: they are the exception.
        apart.sort_by_key(|at| self.items[*at].stands_apart);
        let (on_shelf, w, h) = shelf(apart.iter().map(|at| &self.items[*at]), drawing.w);
        let top = if drawing.h > 0 { drawing.h + ROW_GUTTER } else { 0 };
        let on_shelf = on_shelf.into_iter().map(|area| area.moved(Point { x: 0, y: top }));
        let mut areas = vec![Area::default(); self.items.len()];
        for (at, area) in flow.into_iter().zip(drawing.areas).chain(apart.into_iter().zip(on_shelf)) {
            areas[at] = area;
        }
        Drawing { areas, w: drawing.w.max(w), h: top + h, ..drawing }
    }

    /// What no line connects, unless it belongs into a lane.
    fn shelved(&self) -> Vec<bool> {
        let mut shelved = vec![self.lanes == 0; self.items.len()];
        for line in &self.lines {
            (shelved[line.from], shelved[line.to]) = (false, false);
        }
        shelved
    }

    fn grid(&self) -> Drawing {
        let Self { items, lines, lanes } = self;
        let grid = rows::grid(items, lines, *lanes);
        let ways = ways::ways(items, lines, &grid);
        let plan = Plan::of(items, lines, &grid, &ways, *lanes > 0);
        if plan.is_empty() {
            return Drawing::default();
        }
        let areas: Vec<Area> = items.iter().zip(&grid.cells).map(|(item, cell)| plan.area(item, *cell)).collect();
        let points = lines.iter().zip(&ways.ways).map(|(line, way)| plan.points(way, areas[line.from], areas[line.to]));
        Drawing { ways: points.collect(), lanes: plan.lanes(*lanes), w: plan.width, h: plan.height, areas }
    }
}
