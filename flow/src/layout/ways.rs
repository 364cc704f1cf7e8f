//! Which way each line takes: straight where the cells between are free, with one turn where a corner is free, else
//! through the gutters.

use std::collections::HashMap;

use super::places::{Gutter, at_event, at_row, before, behind, middle};
use super::rows::{Cell, Grid};
use super::runs::{Runs, Stretch};
use super::scope::{Item, Line, Look};
use super::tracks::{Gutters, Settled, Together, Track};

/// The way of a line: where it leaves, the tracks that it turns into, where it arrives.
#[derive(Debug)]
pub(super) struct Way {
    pub(super) leaves: Leaves,
    pub(super) turns: Vec<Turn>,
    pub(super) arrives: Arrives,
}

/// Where a way leaves an item; up and down so far from its middle.
#[derive(Debug, Clone, Copy)]
pub(super) enum Leaves {
    Right,
    Top(i32),
    Bottom(i32),
    /// At the bottom of a boundary event.
    Event(i32),
}

/// Where a way arrives at an item.
#[derive(Debug, Clone, Copy)]
pub(super) enum Arrives {
    Left,
    Top(i32),
    Bottom(i32),
}

/// A track that a way turns into.
#[derive(Debug, Clone, Copy)]
pub(super) enum Turn {
    /// Up or down between two columns.
    Column(Track),
    /// Along a row.
    Row(Track),
}

/// All ways of a grid.
pub(super) struct Ways {
    /// In the order of the lines.
    pub(super) ways: Vec<Way>,
    /// The gutters before each column and behind the last.
    pub(super) columns: Settled,
    /// The gutters above and below each row.
    pub(super) rows: Settled,
}

/// How far from the middle of a box lines leave and arrive above and below, so that they are not one line.
const ASIDE: i32 = 16;
/// How far from a corner a line into the top of a box arrives.
const FROM_CORNER: i32 = 12;

/// Finds a way for each line: first for those that may go straight.
pub(super) fn ways(items: &[Item], lines: &[Line], grid: &Grid) -> Ways {
    let mut leaving = vec![0; items.len()];
    lines.iter().for_each(|line| leaving[line.from] += 1);
    let mut finder = Finder {
        items,
        cells: &grid.cells,
        leaving,
        runs: Runs::of(grid),
        columns: Gutters::new(grid.columns + 1),
        rows: Gutters::new(2 * grid.lane_of_row.len()),
    };
    let mut known: HashMap<(usize, usize), usize> = HashMap::new();
    let again: Vec<usize> = lines
        .iter()
        .map(|line| {
            let times = known.entry((line.source, line.to)).or_default();
            *times += 1;
            *times - 1
        })
        .collect();
    let mut order: Vec<usize> = (0..lines.len()).collect();
    let is_level = |line: &Line| grid.cells[line.from].row == grid.cells[line.to].row && line.event.is_none();
    order.sort_by_key(|at| (again[*at] > 0, !is_level(&lines[*at]), *at));
    let mut ways: Vec<(usize, Way)> = order.into_iter().map(|at| (at, finder.way(&lines[at], again[at]))).collect();
    ways.sort_unstable_by_key(|(at, _)| *at);
    Ways {
        ways: ways.into_iter().map(|(_, way)| way).collect(),
        columns: finder.columns.settled(),
        rows: finder.rows.settled(),
    }
}

struct Finder<'g> {
    items: &'g [Item],
    cells: &'g [Cell],
    /// How many lines leave each item.
    leaving: Vec<usize>,
    runs: Runs,
    columns: Gutters,
    rows: Gutters,
}

/// A line on the grid.
#[derive(Clone, Copy)]
struct Between<'l> {
    line: &'l Line,
    from: Cell,
    to: Cell,
    /// Which it is of those between the same two.
    again: usize,
}

impl Between<'_> {
    fn goes_down(self) -> bool {
        self.to.row > self.from.row
    }

    /// The rows between the two.
    fn rows_between(self) -> std::ops::Range<usize> {
        self.from.row.min(self.to.row) + 1..self.from.row.max(self.to.row)
    }

    /// The columns between the two, of a line forwards.
    fn columns_between(self) -> std::ops::Range<usize> {
        self.from.column + 1..self.to.column
    }
}

impl Finder<'_> {
    fn way(&mut self, line: &Line, again: usize) -> Way {
        let between = Between { line, from: self.cells[line.from], to: self.cells[line.to], again };
        if line.event.is_some() {
            return self.downwards(between);
        }
        if between.to.column <= between.from.column {
            return self.backwards(between);
        }
        let direct = if again == 0 { self.direct(between) } else { None };
        direct.unwrap_or_else(|| self.around(between))
    }

    fn take(&mut self, stretches: &[Stretch], line: &Line) -> bool {
        self.runs.take(stretches, line.source, line.to)
    }

    /// Forwards without a gutter between rows.
    fn direct(&mut self, between: Between<'_>) -> Option<Way> {
        let Between { line, from, to, .. } = between;
        let columns = between.columns_between();
        if from.row == to.row {
            let straight = self.runs.along(from, true, (middle(from.column), middle(to.column)));
            let may = self.runs.is_free_along(from.row, columns) && self.take(&[straight], line);
            return may.then(|| Way { leaves: Leaves::Right, turns: Vec::new(), arrives: Arrives::Left });
        }
        let first = if self.leaving[line.from] > 1 { [true, false] } else { [false, true] };
        for at_once in first {
            let way = if at_once { self.turning_at_once(between) } else { self.turning_at_last(between) };
            if way.is_some() {
                return way;
            }
        }
        let rows = (at_row(from.row), at_row(to.row));
        let arriving = self.runs.along(to, false, (behind(from.column), middle(to.column)));
        if self.runs.is_free_along(to.row, columns.clone()) && self.take(&[arriving], line) {
            let track = self.columns.take(from.column + 1, rows, Together::From(line.source));
            return Some(Way { leaves: Leaves::Right, turns: vec![Turn::Column(track)], arrives: Arrives::Left });
        }
        let leaving = self.runs.along(from, true, (middle(from.column), before(to.column)));
        if self.runs.is_free_along(from.row, columns) && self.take(&[leaving], line) {
            let track = self.columns.take(to.column, rows, Together::To(line.to, 0));
            return Some(Way { leaves: Leaves::Right, turns: vec![Turn::Column(track)], arrives: Arrives::Left });
        }
        None
    }

    /// Out of the corner of a gateway to the level of where it leads.
    fn turning_at_once(&mut self, between: Between<'_>) -> Option<Way> {
        let Between { line, from, to, .. } = between;
        let gateway = &self.items[line.from];
        let is_free = gateway.look == Look::Gateway
            && (gateway.is_open_below() || !between.goes_down())
            && self.runs.is_free_down(from.column, to.row..to.row + 1)
            && self.runs.is_free_down(from.column, between.rows_between())
            && self.runs.is_free_along(to.row, between.columns_between());
        let down = self.runs.down(from, between.goes_down(), 0, (at_row(from.row), at_row(to.row)));
        let along = self.runs.along(to, false, (middle(from.column), middle(to.column)));
        (is_free && self.take(&[down, along], line)).then(|| Way {
            leaves: if between.goes_down() { Leaves::Bottom(0) } else { Leaves::Top(0) },
            turns: Vec::new(),
            arrives: Arrives::Left,
        })
    }

    /// Along the own level into the corner of a gateway.
    fn turning_at_last(&mut self, between: Between<'_>) -> Option<Way> {
        let Between { line, from, to, .. } = between;
        let gateway = &self.items[line.to];
        let is_free = gateway.look == Look::Gateway
            && (gateway.is_open_below() || between.goes_down())
            && self.runs.is_free_along(from.row, from.column + 1..to.column + 1)
            && self.runs.is_free_down(to.column, between.rows_between());
        let along = self.runs.along(from, true, (middle(from.column), middle(to.column)));
        let down = self.runs.down(to, !between.goes_down(), 0, (at_row(from.row), at_row(to.row)));
        (is_free && self.take(&[along, down], line)).then(|| Way {
            leaves: Leaves::Right,
            turns: Vec::new(),
            arrives: if between.goes_down() { Arrives::Top(0) } else { Arrives::Bottom(0) },
        })
    }

    /// Forwards around what is between.
    fn around(&mut self, between: Between<'_>) -> Way {
        let Between { from, to, .. } = between;
        let gutter = if to.row >= from.row { Gutter::Below(from.row) } else { Gutter::Above(from.row) };
        self.through(between, gutter)
    }

    /// Back to what is before: above where both are on one level.
    fn backwards(&mut self, between: Between<'_>) -> Way {
        let Between { from, to, .. } = between;
        let gutter = if to.row <= from.row { Gutter::Above(from.row) } else { Gutter::Below(from.row) };
        self.through(between, gutter)
    }

    /// Down from a boundary event.
    fn downwards(&mut self, between: Between<'_>) -> Way {
        let Between { line, from, to, again } = between;
        let Some(event) = line.event else { return self.around(between) };
        let leaves = Leaves::Event(event.aside);
        if again == 0 && between.goes_down() && to.column > from.column {
            let is_free = self.runs.is_free_down(from.column, from.row + 1..to.row + 1)
                && self.runs.is_free_along(to.row, between.columns_between());
            let begin = at_event(from.column, event.nth);
            let down = self.runs.down(from, true, event.aside, (at_row(from.row), at_row(to.row)));
            let along = self.runs.along(to, false, (begin, middle(to.column)));
            if is_free && self.take(&[down, along], line) {
                return Way { leaves, turns: Vec::new(), arrives: Arrives::Left };
            }
        }
        let below = &self.items[line.to];
        let is_above_it = to.column == from.column && event.aside.abs() <= below.w / 2 - FROM_CORNER;
        if again == 0 && is_above_it && between.goes_down() && below.look == Look::Box {
            let down = self.runs.down(from, true, event.aside, (at_row(from.row), at_row(to.row)));
            if self.runs.is_free_down(from.column, between.rows_between()) && self.take(&[down], line) {
                return Way { leaves, turns: Vec::new(), arrives: Arrives::Top(event.aside) };
            }
        }
        let begin = at_event(from.column, event.nth);
        self.arriving(between, Gutter::Below(from.row), (leaves, begin), Vec::new())
    }

    /// Through a gutter beside the own row.
    fn through(&mut self, between: Between<'_>, gutter: Gutter) -> Way {
        let Between { line, from, .. } = between;
        let item = &self.items[line.from];
        let aside = if item.look == Look::Box { ASIDE } else { 0 };
        let rows = (at_row(from.row), gutter.place());
        let may = match gutter {
            Gutter::Above(_) => item.look != Look::Event && line.from != line.to,
            Gutter::Below(_) => item.is_open_below(),
        };
        let down = self.runs.down(from, matches!(gutter, Gutter::Below(_)), aside, rows);
        if may && self.take(&[down], line) {
            let leaves = match gutter {
                Gutter::Above(_) => Leaves::Top(aside),
                Gutter::Below(_) => Leaves::Bottom(aside),
            };
            return self.arriving(between, gutter, (leaves, middle(from.column)), Vec::new());
        }
        let track = self.columns.take(from.column + 1, rows, Together::From(line.source));
        self.arriving(between, gutter, (Leaves::Right, behind(from.column)), vec![Turn::Column(track)])
    }

    /// From a place in a gutter into the item: from above or below where the cells between are free, else from the left.
    fn arriving(
        &mut self,
        between: Between<'_>,
        gutter: Gutter,
        (leaves, begin): (Leaves, usize),
        mut turns: Vec<Turn>,
    ) -> Way {
        let Between { line, to, again, .. } = between;
        let item = &self.items[line.to];
        let aside = if item.look == Look::Box { -ASIDE } else { 0 };
        let is_from_above = match gutter {
            Gutter::Above(row) => to.row >= row,
            Gutter::Below(row) => to.row > row,
        };
        let rows = match (gutter, is_from_above) {
            (Gutter::Above(row), true) => row..to.row,
            (Gutter::Below(row), true) => row + 1..to.row,
            (Gutter::Above(row), false) => to.row + 1..row,
            (Gutter::Below(row), false) => to.row + 1..row + 1,
        };
        let may = is_from_above || item.is_open_below();
        let together = Together::To(line.to, again);
        let down = self.runs.down(to, !is_from_above, aside, (gutter.place(), at_row(to.row)));
        if may && self.runs.is_free_down(to.column, rows) && self.take(&[down], line) {
            turns.push(Turn::Row(self.rows.take(gutter.number(), (begin, middle(to.column)), together)));
            let arrives = if is_from_above { Arrives::Top(aside) } else { Arrives::Bottom(aside) };
            return Way { leaves, turns, arrives };
        }
        turns.push(Turn::Row(self.rows.take(gutter.number(), (begin, before(to.column)), together)));
        let track = self.columns.take(to.column, (gutter.place(), at_row(to.row)), together);
        turns.push(Turn::Column(track));
        Way { leaves, turns, arrives: Arrives::Left }
    }
}
