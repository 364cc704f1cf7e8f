//! From cells to pixels, and how edges run between them.

use std::collections::HashMap;

use super::rows::Grid;
use super::{Area, COLUMN_GUTTER, HEADING, Layout, MARGIN, Point, ROW, ROW_GUTTER, TRACK, size};
use crate::model::Definition;

/// Draws the grid.
pub(super) fn draw(definition: &Definition, grid: &Grid) -> Layout {
    let place: HashMap<_, _> = definition.nodes.iter().zip(0..).map(|(node, at)| (&node.id, at)).collect();
    let ends = definition.edges.iter().filter_map(|edge| {
        let (from, to) = (*place.get(&edge.from)?, *place.get(&edge.to)?);
        Some((edge, from, to))
    });
    let ends: Vec<_> = ends.collect();
    let tracks = Tracks::count(grid, ends.iter().map(|(_, from, to)| (grid.cells[*from], grid.cells[*to])));
    let plan = Plan::of(definition, grid, &tracks);
    let areas: Vec<Area> =
        definition.nodes.iter().zip(&grid.cells).map(|(node, cell)| plan.area(size(node.kind), *cell)).collect();
    let mut used = Tracks::default();
    let edges = ends.iter().map(|(edge, from, to)| {
        let route = plan.route(&mut used, (grid.cells[*from], areas[*from]), (grid.cells[*to], areas[*to]));
        (edge.id.clone(), route)
    });
    Layout {
        edges: edges.collect(),
        lanes: plan.lanes(definition, grid),
        nodes: definition.nodes.iter().map(|node| node.id.clone()).zip(areas.iter().copied()).collect(),
        width: plan.width,
        height: plan.height,
    }
}

/// How many edges run in each gutter.
#[derive(Default)]
struct Tracks {
    /// Behind each column.
    columns: HashMap<usize, i32>,
    /// Below each row.
    rows: HashMap<usize, i32>,
}

type Cell = (usize, usize);

/// An edge to the next column turns once; every other one runs along a row's gutter.
fn is_short(from: Cell, to: Cell) -> bool {
    to.0 == from.0 + 1
}

impl Tracks {
    fn count(grid: &Grid, edges: impl Iterator<Item = (Cell, Cell)>) -> Self {
        let mut tracks = Self::default();
        for (from, to) in edges {
            if from.1 != to.1 || !is_short(from, to) {
                tracks.next_column(from.0);
            }
            if !is_short(from, to) {
                tracks.next_row(gutter(from, to, grid.lane_of_row.len()));
                tracks.next_column(before(to.0));
            }
        }
        tracks
    }

    fn next_column(&mut self, column: usize) -> i32 {
        next(&mut self.columns, column)
    }

    fn next_row(&mut self, row: usize) -> i32 {
        next(&mut self.rows, row)
    }
}

fn next(tracks: &mut HashMap<usize, i32>, gutter: usize) -> i32 {
    let used = tracks.entry(gutter).or_insert(0);
    *used += 1;
    *used - 1
}

/// The gutter before a column is the one behind the column before it; before the first there is one of its own.
fn before(column: usize) -> usize {
    column.checked_sub(1).unwrap_or(usize::MAX)
}

/// Edges forward run below the upper of their rows, edges back below the lower.
fn gutter(from: Cell, to: Cell, rows: usize) -> usize {
    let row = if to.0 > from.0 { from.1.min(to.1) } else { from.1.max(to.1) };
    row.min(rows.saturating_sub(1))
}

/// Where columns and rows begin.
struct Plan {
    column: Vec<(i32, i32)>,
    row: Vec<(i32, i32)>,
    width: i32,
    height: i32,
}

impl Plan {
    fn of(definition: &Definition, grid: &Grid, tracks: &Tracks) -> Self {
        let room = |least: i32, tracks: Option<&i32>| least.max((tracks.copied().unwrap_or(0) + 2) * TRACK);
        let heading = if definition.lanes.is_empty() { 0 } else { HEADING };
        let mut x = MARGIN + heading + room(TRACK * 2, tracks.columns.get(&usize::MAX));
        let mut column = Vec::with_capacity(grid.columns);
        for index in 0..grid.columns {
            let in_column = definition.nodes.iter().zip(&grid.cells).filter(|(_, cell)| cell.0 == index);
            let width = in_column.map(|(node, _)| size(node.kind).0).max().unwrap_or(0);
            column.push((x, width));
            x += width + room(COLUMN_GUTTER, tracks.columns.get(&index));
        }
        let mut y = MARGIN;
        let mut row = Vec::with_capacity(grid.lane_of_row.len());
        for index in 0..grid.lane_of_row.len() {
            y += ROW_GUTTER / 2;
            let gutter = room(ROW_GUTTER / 2, tracks.rows.get(&index));
            row.push((y, ROW + gutter));
            y += ROW + gutter;
        }
        Self { column, row, width: x + MARGIN, height: y + MARGIN }
    }

    fn area(&self, (w, h): (i32, i32), (column, row): Cell) -> Area {
        let (x, width) = self.column[column];
        Area { x: x + (width - w) / 2, y: self.row[row].0 + (ROW - h) / 2, w, h }
    }

    fn lanes(&self, definition: &Definition, grid: &Grid) -> Vec<(crate::id::LaneId, Area)> {
        let area = |lane: usize| {
            let rows = (0..grid.lane_of_row.len()).filter(|row| grid.lane_of_row[*row] == Some(lane));
            let tops = rows.map(|row| (self.row[row].0 - ROW_GUTTER / 2, self.row[row].0 + self.row[row].1));
            let (top, bottom) = tops.reduce(|all, next| (all.0, next.1)).unwrap_or_default();
            Area { x: MARGIN, y: top, w: self.width - 2 * MARGIN, h: bottom - top }
        };
        definition.lanes.iter().zip(0..).map(|(lane, at)| (lane.id.clone(), area(at))).collect()
    }

    /// Out on the right, along gutters, in on the left.
    fn route(&self, used: &mut Tracks, (from, out): (Cell, Area), (to, into): (Cell, Area)) -> Vec<Point> {
        let begin = Point { x: out.x + out.w, y: out.centre().y };
        let end = Point { x: into.x, y: into.centre().y };
        if is_short(from, to) && begin.y == end.y {
            return vec![begin, end];
        }
        let turn = self.behind(from.0, used.next_column(from.0));
        if is_short(from, to) {
            return vec![begin, Point { x: turn, ..begin }, Point { x: turn, ..end }, end];
        }
        let row = gutter(from, to, self.row.len());
        let along = self.row[row].0 + ROW + TRACK * (used.next_row(row) + 1);
        let last = before(to.0);
        let last = match last {
            usize::MAX => self.column[0].0 - TRACK * (used.next_column(last) + 1),
            _ => self.behind(last, used.next_column(last)),
        };
        vec![
            begin,
            Point { x: turn, ..begin },
            Point { x: turn, y: along },
            Point { x: last, y: along },
            Point { x: last, ..end },
            end,
        ]
    }

    fn behind(&self, column: usize, track: i32) -> i32 {
        let (x, width) = self.column[column];
        x + width + TRACK * (track + 1)
    }
}
