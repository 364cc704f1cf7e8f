//! Which column each item stands in: one more than the furthest of those before it, edges back left out.

use std::collections::HashSet;

use super::scope::{Item, Line};

/// The column of each item, in the order of the file.
pub(super) fn columns(items: &[Item], lines: &[Line]) -> Vec<usize> {
    let graph = Graph::of(items, lines);
    let order = graph.order();
    let mut columns = vec![0; items.len()];
    for &item in &order.items {
        for &(line, to) in &graph.next[item] {
            if !order.back.contains(&line) {
                let step = usize::from(!lines[line].hangs);
                columns[to] = columns[to].max(columns[item] + step);
            }
        }
    }
    columns
}

/// Lines by item: which, and the item that they lead to.
struct Graph {
    next: Vec<Vec<(usize, usize)>>,
    starts: Vec<usize>,
}

struct Order {
    /// Every item after all that lead to it, edges back left out.
    items: Vec<usize>,
    /// Lines that lead back to an item they came from.
    back: HashSet<usize>,
}

impl Graph {
    fn of(items: &[Item], lines: &[Line]) -> Self {
        let mut next = vec![Vec::new(); items.len()];
        for (index, line) in lines.iter().enumerate() {
            next[line.from].push((index, line.to));
        }
        let (first, rest): (Vec<_>, Vec<_>) = (0..items.len()).partition(|at| items[*at].is_start);
        Self { next, starts: [first, rest].concat() }
    }

    /// A depth-first walk without recursion: a line to an item that is still being walked leads back.
    fn order(&self) -> Order {
        #[derive(Clone, Copy, PartialEq)]
        enum Walk {
            New,
            Open,
            Done,
        }
        let mut walk = vec![Walk::New; self.next.len()];
        let mut order = Order { items: Vec::new(), back: HashSet::new() };
        for &start in &self.starts {
            if walk[start] != Walk::New {
                continue;
            }
            walk[start] = Walk::Open;
            let mut path = vec![(start, 0)];
            while let Some((item, taken)) = path.pop() {
                match self.next[item].get(taken) {
                    Some(&(line, to)) => {
                        path.push((item, taken + 1));
                        match walk[to] {
                            Walk::New => {
                                walk[to] = Walk::Open;
                                path.push((to, 0));
                            }
                            Walk::Open => _ = order.back.insert(line),
                            Walk::Done => {}
                        }
                    }
                    None => {
                        walk[item] = Walk::Done;
                        order.items.push(item);
                    }
                }
            }
        }
        order.items.reverse();
        order
    }
}
