//! Which row each item stands in: in its lane, on the level of those before it where there is room.

use std::collections::HashMap;

use super::scope::{Item, Line};

/// The column and the row of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) column: usize,
    pub(super) row: usize,
}

/// The grid: each item's cell, and the rows of each lane.
pub(super) struct Grid {
    /// In the order of the items.
    pub(super) cells: Vec<Cell>,
    /// How many columns there are.
    pub(super) columns: usize,
    /// The lane of each row, from the top; none for items without one.
    pub(super) lane_of_row: Vec<Option<usize>>,
}

/// Places items in rows, column by column.
pub(super) fn grid(items: &[Item], lines: &[Line], lanes: usize) -> Grid {
    let columns = super::columns::columns(items, lines);
    let columns = after_the_last(items, columns);
    let levels = Levels::of(items, lines, &columns);
    let mut rows_of = HashMap::new();
    for (item, level) in items.iter().zip(&levels) {
        let rows = rows_of.entry(item.lane).or_insert(0);
        *rows = (level + 1).max(*rows);
    }
    let mut first_row = HashMap::new();
    let mut lane_of_row = Vec::new();
    // What has no lane stands above the lanes.
    for lane in std::iter::once(None).chain((0..lanes).map(Some)) {
        first_row.insert(lane, lane_of_row.len());
        // An empty lane is shown, too: somebody drew it.
        let rows = rows_of.get(&lane).copied().unwrap_or(usize::from(lane.is_some()));
        lane_of_row.extend(std::iter::repeat_n(lane, rows));
    }
    let cell = |((column, item), level): ((&usize, &Item), usize)| Cell {
        column: *column,
        row: first_row.get(&item.lane).copied().unwrap_or(0) + level,
    };
    let cells = columns.iter().zip(items).zip(levels).map(cell).collect();
    Grid { cells, columns: columns.iter().max().map_or(0, |last| last + 1), lane_of_row }
}

/// What stands apart from the flow stands behind it, where no line runs.
fn after_the_last(items: &[Item], mut columns: Vec<usize>) -> Vec<usize> {
    let in_flow = columns.iter().zip(items).filter(|(_, item)| !item.stands_apart);
    let last = in_flow.map(|(column, _)| column + 1).max().unwrap_or(0);
    for (column, _) in columns.iter_mut().zip(items).filter(|(_, item)| item.stands_apart) {
        *column += last;
    }
    columns
}

/// The level of each item within its lane: that of an item before it when that cell is free, else the next free one.
struct Levels<'i> {
    items: &'i [Item],
    columns: &'i [usize],
    /// What leads to each item from the columns before: which, and how much lower it wants to be.
    before: Vec<Vec<(usize, usize)>>,
    /// What hangs below each item.
    below: Vec<Vec<usize>>,
    levels: Vec<usize>,
    /// The next free level of a lane in the column that is being filled.
    free: HashMap<Option<usize>, usize>,
}

impl<'i> Levels<'i> {
    fn of(items: &'i [Item], lines: &[Line], columns: &'i [usize]) -> Vec<usize> {
        let mut before = vec![Vec::new(); items.len()];
        let mut below = vec![Vec::new(); items.len()];
        let mut hangs = vec![false; items.len()];
        for line in lines {
            let (from, to) = (line.from, line.to);
            if columns[from] < columns[to] && items[from].lane == items[to].lane {
                before[to].push((from, usize::from(line.event.is_some())));
            } else if line.hangs && from != to && !hangs[to] && columns[from] == columns[to] {
                hangs[to] = true;
                below[from].push(to);
            }
        }
        let mut all = Self { items, columns, before, below, levels: vec![0; items.len()], free: HashMap::new() };
        all.fill(&hangs);
        all.levels
    }

    fn fill(&mut self, hangs: &[bool]) {
        let last = self.columns.iter().max().map_or(0, |last| last + 1);
        let mut by_column = vec![Vec::new(); last];
        for (item, column) in self.columns.iter().enumerate() {
            by_column[*column].push(item);
        }
        let mut stands = vec![false; self.items.len()];
        for column in by_column {
            self.free.clear();
            let (hanging, standing): (Vec<usize>, Vec<usize>) = column.into_iter().partition(|item| hangs[*item]);
            let mut standing: Vec<_> = standing.into_iter().map(|item| (self.wanted(item), item)).collect();
            // In the order of what leads to them: fewer lines cross.
            standing.sort_unstable();
            // What hangs on one another in a circle stands last.
            for first in standing.into_iter().chain(hanging.into_iter().map(|item| (0, item))) {
                let mut next = vec![first];
                while let Some((wanted, item)) = next.pop() {
                    if !std::mem::replace(&mut stands[item], true) {
                        self.stand(item, wanted);
                        next.extend(
                            self.below[item].iter().rev().map(|below| (self.level_below(item, *below), *below)),
                        );
                    }
                }
            }
        }
    }

    fn level_below(&self, item: usize, below: usize) -> usize {
        if self.items[item].lane == self.items[below].lane { self.levels[item] + 1 } else { 0 }
    }

    fn wanted(&self, item: usize) -> usize {
        let beside = self.before[item].iter().map(|(from, lower)| self.levels[*from] + lower);
        beside.min().unwrap_or(0)
    }

    fn stand(&mut self, item: usize, wanted: usize) {
        let free = self.free.entry(self.items[item].lane).or_insert(0);
        self.levels[item] = wanted.max(*free);
        *free = self.levels[item] + 1;
    }
}
