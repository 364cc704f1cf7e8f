//! Which row each node stands in: in its lane, on the level of those before it where there is room.

use std::collections::{HashMap, HashSet};

use crate::model::{Definition, Lane};

/// The grid: each node's cell, and the rows of each lane.
pub(super) struct Grid {
    /// The column and the row of each node, in the order of the file.
    pub(super) cells: Vec<(usize, usize)>,
    /// How many columns there are.
    pub(super) columns: usize,
    /// The lane of each row, from the top; none for nodes without one.
    pub(super) lane_of_row: Vec<Option<usize>>,
}

/// Places nodes in rows, column by column.
pub(super) fn grid(definition: &Definition, columns: &[usize]) -> Grid {
    let lanes = lanes_of(definition);
    let levels = levels(definition, columns, &lanes);
    let mut first_row = HashMap::new();
    let mut lane_of_row = Vec::new();
    // Nodes without a lane stand above the lanes.
    for lane in std::iter::once(None).chain((0..definition.lanes.len()).map(Some)) {
        first_row.insert(lane, lane_of_row.len());
        let used = lanes.iter().zip(&levels).filter(|(of, _)| **of == lane).map(|(_, level)| level + 1).max();
        // An empty lane is shown, too: somebody drew it.
        let rows = used.unwrap_or(usize::from(lane.is_some()));
        lane_of_row.extend(std::iter::repeat_n(lane, rows));
    }
    let cells =
        columns.iter().zip(lanes.iter().zip(&levels)).map(|(column, (lane, level))| (*column, first_row[lane] + level));
    Grid { cells: cells.collect(), columns: columns.iter().max().map_or(0, |last| last + 1), lane_of_row }
}

fn lanes_of(definition: &Definition) -> Vec<Option<usize>> {
    let place: HashMap<_, _> = definition.lanes.iter().zip(0..).map(|(Lane { id, .. }, at)| (id, at)).collect();
    definition.nodes.iter().map(|node| node.lane.as_ref().and_then(|lane| place.get(lane).copied())).collect()
}

/// The level of each node within its lane: that of a node before it when that cell is free, else the next free one.
fn levels(definition: &Definition, columns: &[usize], lanes: &[Option<usize>]) -> Vec<usize> {
    let place: HashMap<_, _> = definition.nodes.iter().zip(0..).map(|(node, at)| (&node.id, at)).collect();
    let mut before: Vec<Vec<usize>> = vec![Vec::new(); definition.nodes.len()];
    for edge in &definition.edges {
        if let (Some(&from), Some(&to)) = (place.get(&edge.from), place.get(&edge.to)) {
            before[to].push(from);
        }
    }
    let mut levels = vec![0; columns.len()];
    let mut taken: HashSet<(Option<usize>, usize, usize)> = HashSet::new();
    let mut order: Vec<usize> = (0..columns.len()).collect();
    order.sort_by_key(|at| (columns[*at], *at));
    for node in order {
        let (lane, column) = (lanes[node], columns[node]);
        let beside = before[node].iter().filter(|from| lanes[**from] == lane && columns[**from] < column);
        let wanted = beside.map(|from| levels[*from]).min().unwrap_or(0);
        let free = (wanted..).find(|level| !taken.contains(&(lane, column, *level)));
        levels[node] = free.unwrap_or(wanted);
        taken.insert((lane, column, levels[node]));
    }
    levels
}
