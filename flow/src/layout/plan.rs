//! From cells to pixels.

use super::between::without_needless;
use super::places::{before, behind};
use super::rows::{Cell, Grid};
use super::scope::{Item, Line};
use super::tracks::{Bundle, Track};
use super::ways::{Arrives, Leaves, Turn, Way, Ways};
use super::{Area, COLUMN_GUTTER, LANE_HEADING, Point, ROW, ROW_GUTTER, TRACK, size};
use crate::model::Kind;

/// From what stands in a row to the first track beside it: room for an arrow, and for words.
const FIRST_TRACK: i32 = 18;
/// Distance between two tracks along a row: room for words between them.
const ROW_TRACK: i32 = 14;
/// From a column to the first track beside it.
const FIRST_TURN: i32 = 16;
/// The same where there are many.
const FIRST_OF_MANY: i32 = 12;
/// Least width of a lane, such as an empty one.
const LEAST_LANE: i32 = 400;
/// Room around a label in its gutter.
const AROUND_LABEL: i32 = 20;

/// Where columns and rows are.
pub(super) struct Plan<'g> {
    grid: &'g Grid,
    ways: &'g Ways,
    /// The left edge and the width of each column, and the left edge of what would be the next.
    columns: Vec<(i32, i32)>,
    rows: Vec<Row>,
    reaches: Vec<Vec<Reach>>,
    pub(super) width: i32,
    pub(super) height: i32,
    has_lanes: bool,
}

#[derive(Debug, Clone, Copy, Default)]
struct Row {
    /// Where the gutter above it begins.
    begin: i32,
    /// Where the middle of what is in it stands.
    middle: i32,
    /// Where the gutter below it ends.
    end: i32,
}

impl<'g> Plan<'g> {
    pub(super) fn of(items: &[Item], lines: &[Line], grid: &'g Grid, ways: &'g Ways, has_lanes: bool) -> Self {
        let (columns, width) = columns(items, lines, grid, ways, has_lanes);
        let reaches = reaches(items, grid);
        let (rows, height) = rows(&reaches, ways, has_lanes);
        Self { grid, ways, columns, rows, reaches, width, height, has_lanes }
    }

    /// The box of an item in its cell.
    pub(super) fn area(&self, item: &Item, Cell { column, row }: Cell) -> Area {
        let (x, width) = self.columns[column];
        Area { x: x + (width - item.w) / 2, y: self.rows[row].middle - item.h / 2, w: item.w, h: item.h }
    }

    /// The lanes, from top to bottom.
    pub(super) fn lanes(&self, count: usize) -> Vec<Area> {
        let mut lanes: Vec<Option<(i32, i32)>> = vec![None; count];
        for (lane, row) in self.grid.lane_of_row.iter().zip(&self.rows) {
            if let Some(lane) = lane.and_then(|lane| lanes.get_mut(lane)) {
                *lane = Some((lane.map_or(row.begin, |(top, _)| top), row.end));
            }
        }
        let area = |lane: Option<(i32, i32)>| {
            let (top, bottom) = lane.unwrap_or_default();
            Area { x: 0, y: top, w: self.width, h: bottom - top }
        };
        lanes.into_iter().map(area).collect()
    }

    /// The way points of a way between two boxes.
    pub(super) fn points(&self, way: &Way, from: Area, to: Area) -> Vec<Point> {
        let (out, into) = (from.centre(), to.centre());
        let begin = match way.leaves {
            Leaves::Right => Point { x: from.right(), y: out.y },
            Leaves::Top(aside) => Point { x: out.x + aside, y: from.y },
            Leaves::Bottom(aside) => Point { x: out.x + aside, y: from.bottom() },
            Leaves::Event(aside) => Point { x: out.x + aside, y: from.bottom() + size(Kind::Boundary).1 / 2 },
        };
        let (end, is_level) = match way.arrives {
            Arrives::Left => (Point { x: to.x, y: into.y }, true),
            Arrives::Top(aside) => (Point { x: into.x + aside, y: to.y }, false),
            Arrives::Bottom(aside) => (Point { x: into.x + aside, y: to.bottom() }, false),
        };
        let mut points = vec![begin];
        let mut at = begin;
        for turn in &way.turns {
            at = match turn {
                Turn::Column(track) => Point { x: self.column_track(*track), ..at },
                Turn::Row(track) => Point { y: self.row_track(*track), ..at },
            };
            points.push(at);
        }
        points.push(if is_level { Point { y: end.y, ..at } } else { Point { x: end.x, ..at } });
        points.push(end);
        without_needless(points)
    }

    /// From left to right between two columns; in front of the first, towards it.
    fn column_track(&self, track: Track) -> i32 {
        let Some((bundle, nth)) = self.ways.columns.place(track) else { return 0 };
        match track.gutter.checked_sub(1) {
            Some(before) => {
                let (x, width) = self.columns[before];
                x + width + first_turn(bundle.tracks) + TRACK * nth
            }
            None => self.columns.first().map_or(0, |(x, _)| x - FIRST_TURN - TRACK * (bundle.tracks - 1 - nth)),
        }
    }

    /// Beside what stands in the row there; what reaches farthest runs farthest from it.
    fn row_track(&self, track: Track) -> i32 {
        let Some((bundle, nth)) = self.ways.rows.place(track) else { return 0 };
        let (row, reach) = (self.rows[track.gutter / 2], &self.reaches[track.gutter / 2]);
        let farther = ROW_TRACK * (bundle.tracks - 1 - nth);
        if is_above(track.gutter) {
            row.middle - reach_beside(reach, bundle).up - FIRST_TRACK - farther
        } else {
            row.middle + reach_beside(reach, bundle).down + FIRST_TRACK + farther
        }
    }
}

/// Whether a gutter is that above its row.
fn is_above(gutter: usize) -> bool {
    gutter.is_multiple_of(2)
}

/// How far something reaches above and below the middle of its row.
#[derive(Debug, Clone, Copy)]
struct Reach {
    column: usize,
    up: i32,
    down: i32,
}

impl Reach {
    /// What a row reaches at least.
    const LEAST: Self = Self { column: 0, up: ROW / 2, down: ROW / 2 };

    fn with(self, other: Self) -> Self {
        Self { up: self.up.max(other.up), down: self.down.max(other.down), ..self }
    }
}

/// What stands in each row, from left to right.
fn reaches(items: &[Item], grid: &Grid) -> Vec<Vec<Reach>> {
    let mut reaches = vec![Vec::new(); grid.lane_of_row.len()];
    for (item, cell) in items.iter().zip(&grid.cells) {
        let (up, down) = (item.h / 2, item.h - item.h / 2 + item.foot);
        reaches[cell.row].push(Reach { column: cell.column, up, down });
    }
    reaches.iter_mut().for_each(|reaches| reaches.sort_unstable_by_key(|reach| reach.column));
    reaches
}

/// How far what stands beside a bundle reaches.
fn reach_beside(row: &[Reach], bundle: Bundle) -> Reach {
    let begin = row.partition_point(|reach| behind(reach.column) <= bundle.begin);
    let beside = row[begin..].iter().take_while(|reach| before(reach.column) < bundle.end);
    beside.copied().fold(Reach::LEAST, Reach::with)
}

/// The first track of a gutter is in the middle of it where there is room.
fn first_turn(count: i32) -> i32 {
    if count > 2 { FIRST_OF_MANY } else { FIRST_TURN }
}

fn columns(items: &[Item], lines: &[Line], grid: &Grid, ways: &Ways, has_lanes: bool) -> (Vec<(i32, i32)>, i32) {
    let mut widths = vec![0; grid.columns];
    for (item, cell) in items.iter().zip(&grid.cells) {
        widths[cell.column] = item.w.max(item.name).max(widths[cell.column]);
    }
    let tracks = |gutter: usize| match ways.columns.count(gutter) {
        0 => 0,
        count => first_turn(count) + TRACK * (count - 1) + FIRST_TURN,
    };
    let mut gutters: Vec<i32> = (0..=grid.columns).map(tracks).collect();
    for (line, way) in lines.iter().zip(&ways.ways).filter(|(line, _)| line.label > 0) {
        let (from, to) = (grid.cells[line.from], grid.cells[line.to]);
        let is_short = to.column == from.column + 1 && way.turns.is_empty();
        let beside = (widths[from.column] - items[line.from].w) / 2;
        let before = if is_short { (widths[to.column] - items[line.to].w) / 2 } else { 0 };
        let turns = if way.turns.is_empty() { 0 } else { FIRST_TURN };
        if to.column > from.column {
            let room = line.label + AROUND_LABEL + turns - beside - before;
            let gutter = &mut gutters[from.column + 1];
            *gutter = room.max(*gutter);
        }
    }
    let edge = if has_lanes { ROW_GUTTER / 2 } else { 0 };
    let mut x = if has_lanes { LANE_HEADING } else { 0 };
    let mut columns = Vec::with_capacity(grid.columns);
    for (at, width) in widths.into_iter().enumerate() {
        x += gutters[at].max(if at == 0 { edge } else { COLUMN_GUTTER });
        columns.push((x, width));
        x += width;
    }
    let last = gutters.last().copied().unwrap_or(0);
    let least = if has_lanes { LEAST_LANE } else { 0 };
    (columns, (x + last.max(edge)).max(least))
}

fn rows(reaches: &[Vec<Reach>], ways: &Ways, has_lanes: bool) -> (Vec<Row>, i32) {
    let count = reaches.len();
    let mut y = 0;
    let mut rows = Vec::with_capacity(count);
    for (at, reach) in reaches.iter().enumerate() {
        let whole = reach.iter().copied().fold(Reach::LEAST, Reach::with);
        let room = |gutter: usize, is_edge: bool| {
            let of = |bundle: &Bundle| {
                let beside = reach_beside(reach, *bundle);
                let inside = if is_above(gutter) { whole.up - beside.up } else { whole.down - beside.down };
                FIRST_TRACK + ROW_TRACK * bundle.tracks - inside
            };
            let bundles = ways.rows.bundles(gutter).iter().map(of).max().unwrap_or(0);
            bundles.max(if is_edge { 0 } else { ROW_GUTTER / 2 })
        };
        let begin = y;
        let middle = begin + room(2 * at, at == 0 && !has_lanes) + whole.up;
        y = middle + whole.down + room(2 * at + 1, at + 1 == count && !has_lanes);
        rows.push(Row { begin, middle, end: y });
    }
    (rows, y)
}

impl Plan<'_> {
    /// Whether nothing is on it.
    pub(super) fn is_empty(&self) -> bool {
        self.grid.cells.is_empty() && !self.has_lanes
    }
}
