//! Free cells that lines run through, and which lines can share such a run.

use std::collections::HashMap;
use std::ops::Range;

use super::rows::{Cell, Grid};

/// A line through free cells, from one occupied cell to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Run {
    /// Along a row, behind a column.
    Along { row: usize, after: Option<usize> },
    /// Up or down a column below a row, so far from the middle of the column.
    Down { column: usize, below: Option<usize>, aside: i32 },
}

/// A stretch of a run that a line takes, in the units of [`super::ways`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Stretch {
    run: Run,
    begin: usize,
    end: usize,
}

/// What is occupied, and who runs where.
pub(super) struct Runs {
    in_row: Vec<Vec<usize>>,
    in_column: Vec<Vec<usize>>,
    taken: HashMap<Run, Vec<Taken>>,
}

/// A stretch with where all lines on it come from and lead to; only one of both has to be the same for all.
#[derive(Debug, Clone, Copy)]
struct Taken {
    begin: usize,
    end: usize,
    from: Option<usize>,
    to: Option<usize>,
}

impl Taken {
    /// Both as one, when nobody could mistake the one line for the other.
    fn with(self, other: Self) -> Option<Self> {
        let from = self.from.filter(|from| other.from == Some(*from));
        let to = self.to.filter(|to| other.to == Some(*to));
        let merged = Self { begin: self.begin.min(other.begin), end: self.end.max(other.end), from, to };
        (from.is_some() || to.is_some()).then_some(merged)
    }

    fn meets(&self, other: &Self) -> bool {
        self.begin <= other.end && other.begin <= self.end
    }
}

impl Runs {
    pub(super) fn of(grid: &Grid) -> Self {
        let mut in_row = vec![Vec::new(); grid.lane_of_row.len()];
        let mut in_column = vec![Vec::new(); grid.columns];
        for Cell { column, row } in &grid.cells {
            in_row[*row].push(*column);
            in_column[*column].push(*row);
        }
        in_row.iter_mut().chain(&mut in_column).for_each(|occupied| occupied.sort_unstable());
        Self { in_row, in_column, taken: HashMap::new() }
    }

    /// Whether nothing stands in these columns of a row.
    pub(super) fn is_free_along(&self, row: usize, columns: Range<usize>) -> bool {
        is_free(&self.in_row[row], columns)
    }

    /// Whether nothing stands in these rows of a column.
    pub(super) fn is_free_down(&self, column: usize, rows: Range<usize>) -> bool {
        is_free(&self.in_column[column], rows)
    }

    /// A stretch along a row, behind or before a cell.
    pub(super) fn along(&self, cell: Cell, is_behind: bool, (one, other): (usize, usize)) -> Stretch {
        let after = before(&self.in_row[cell.row], cell.column, is_behind);
        Stretch { run: Run::Along { row: cell.row, after }, begin: one.min(other), end: one.max(other) }
    }

    /// A stretch down a column, below or above a cell.
    pub(super) fn down(&self, cell: Cell, is_below: bool, aside: i32, (one, other): (usize, usize)) -> Stretch {
        let below = before(&self.in_column[cell.column], cell.row, is_below);
        Stretch { run: Run::Down { column: cell.column, below, aside }, begin: one.min(other), end: one.max(other) }
    }

    /// Takes all the stretches, or none when a line runs there that would be mistaken for this one.
    pub(super) fn take(&mut self, stretches: &[Stretch], from: usize, to: usize) -> bool {
        let wanted = |stretch: &Stretch| {
            let Stretch { run, begin, end } = *stretch;
            (run, Taken { begin, end, from: Some(from), to: Some(to) })
        };
        let is_in_the_way = |(run, wanted): (Run, Taken)| {
            let there = self.taken.get(&run).map(Vec::as_slice).unwrap_or_default();
            there.iter().any(|taken| taken.meets(&wanted) && taken.with(wanted).is_none())
        };
        if stretches.iter().map(wanted).any(is_in_the_way) {
            return false;
        }
        for (run, wanted) in stretches.iter().map(wanted) {
            let there = self.taken.entry(run).or_default();
            match there
                .iter_mut()
                .find_map(|taken| taken.meets(&wanted).then(|| Some((taken.with(wanted)?, taken))).flatten())
            {
                Some((merged, taken)) => *taken = merged,
                None => there.push(wanted),
            }
        }
        true
    }
}

fn is_free(occupied: &[usize], range: Range<usize>) -> bool {
    let next = occupied.partition_point(|at| *at < range.start);
    occupied.get(next).is_none_or(|at| *at >= range.end)
}

/// The last occupied place before one, or that one itself.
fn before(occupied: &[usize], place: usize, itself: bool) -> Option<usize> {
    let next = occupied.partition_point(|at| *at < place + usize::from(itself));
    next.checked_sub(1).map(|last| occupied[last])
}
