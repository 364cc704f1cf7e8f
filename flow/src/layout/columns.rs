//! Which column each node stands in: one more than the furthest of those before it, edges back left out.

use std::collections::HashMap;

use crate::model::{Definition, Kind};

/// The column of each node, in the order of the file.
pub(super) fn columns(definition: &Definition) -> Vec<usize> {
    let graph = Graph::of(definition);
    let order = graph.order();
    let mut columns = vec![0; graph.next.len()];
    for &node in &order.nodes {
        for &(edge, to) in &graph.next[node] {
            if !order.back.contains(&edge) {
                columns[to] = columns[to].max(columns[node] + 1);
            }
        }
    }
    columns
}

/// Edges by node: their place in the file and the place of the node they lead to.
struct Graph {
    next: Vec<Vec<(usize, usize)>>,
    starts: Vec<usize>,
}

struct Order {
    /// Every node after all that lead to it, edges back left out.
    nodes: Vec<usize>,
    /// Edges that lead back to a node they came from.
    back: std::collections::HashSet<usize>,
}

impl Graph {
    fn of(definition: &Definition) -> Self {
        let place: HashMap<_, _> = definition.nodes.iter().zip(0..).map(|(node, at)| (&node.id, at)).collect();
        let mut next = vec![Vec::new(); definition.nodes.len()];
        for (index, edge) in definition.edges.iter().enumerate() {
            if let (Some(&from), Some(&to)) = (place.get(&edge.from), place.get(&edge.to)) {
                next[from].push((index, to));
            }
        }
        let is_start = |at: &usize| definition.nodes[*at].kind == Kind::Start;
        let (first, rest): (Vec<_>, Vec<_>) = (0..definition.nodes.len()).partition(is_start);
        Self { next, starts: [first, rest].concat() }
    }

    /// A depth-first walk without recursion: an edge to a node that is still being walked leads back.
    fn order(&self) -> Order {
        #[derive(Clone, Copy, PartialEq)]
        enum Walk {
            New,
            Open,
            Done,
        }
        let mut walk = vec![Walk::New; self.next.len()];
        let mut order = Order { nodes: Vec::new(), back: Default::default() };
        for &start in &self.starts {
            if walk[start] != Walk::New {
                continue;
            }
            walk[start] = Walk::Open;
            let mut path = vec![(start, 0)];
            while let Some((node, taken)) = path.pop() {
                match self.next[node].get(taken) {
                    Some(&(edge, to)) => {
                        path.push((node, taken + 1));
                        match walk[to] {
                            Walk::New => {
                                walk[to] = Walk::Open;
                                path.push((to, 0));
                            }
                            Walk::Open => _ = order.back.insert(edge),
                            Walk::Done => {}
                        }
                    }
                    None => {
                        walk[node] = Walk::Done;
                        order.nodes.push(node);
                    }
                }
            }
        }
        order.nodes.reverse();
        order
    }
}
