//! Several instances in figures: how long they waited where, and how many went which way.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use flow::id::{EdgeId, NodeId};
use flow::model::Definition;
use flow::replay::{Move, Moved};
use flow::time::Moment;

/// What came of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::designer) struct AtNode {
    /// How often a token was there.
    pub(in crate::designer) visits: u32,
    /// How many are there still.
    pub(in crate::designer) open: u32,
    /// For how long they were there together, in milliseconds; what is open, as far as is told.
    pub(in crate::designer) waited: i64,
    /// How often a limit passed there.
    pub(in crate::designer) overdue: u32,
}

impl AtNode {
    /// For how long a token was there on average.
    pub(in crate::designer) fn mean(&self) -> i64 {
        self.waited / i64::from(self.visits.max(1))
    }
}

/// The figures of several instances.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::designer) struct Totals {
    pub(in crate::designer) nodes: BTreeMap<NodeId, AtNode>,
    /// How many tokens went along each edge.
    pub(in crate::designer) edges: BTreeMap<EdgeId, u32>,
    /// How often the limit of a whole instance passed.
    pub(in crate::designer) overdue: u32,
}

impl Totals {
    /// The figures of instances; what is open is counted until `now`.
    pub(in crate::designer) fn of<'m>(all: impl IntoIterator<Item = &'m [Move]>, now: Option<Moment>) -> Self {
        let mut totals = Self::default();
        for moves in all {
            totals.add(moves, now);
        }
        totals
    }

    fn add(&mut self, moves: &[Move], now: Option<Moment>) {
        let mut open: HashMap<u32, (&NodeId, Moment)> = HashMap::new();
        let mut at: HashMap<u32, &NodeId> = HashMap::new();
        for known in moves {
            match &known.what {
                Moved::Entered { visit, node, edges, .. } => {
                    self.nodes.entry(node.clone()).or_default().visits += 1;
                    open.insert(*visit, (node, known.at));
                    at.insert(*visit, node);
                    for edge in edges {
                        *self.edges.entry(edge.clone()).or_default() += 1;
                    }
                }
                Moved::Left { visit, .. } => {
                    if let Some((node, since)) = open.remove(visit) {
                        self.nodes.entry(node.clone()).or_default().waited += known.at.0 - since.0;
                    }
                }
                Moved::Overdue { visit: Some(visit) } => {
                    if let Some(node) = at.get(visit) {
                        self.nodes.entry((*node).clone()).or_default().overdue += 1;
                    }
                }
                Moved::Overdue { visit: None } => self.overdue += 1,
                _ => {}
            }
        }
        let end = now.or(moves.last().map(|last| last.at));
        for (node, since) in open.into_values() {
            let node = self.nodes.entry(node.clone()).or_default();
            node.open += 1;
            node.waited += end.map_or(0, |end| (end.0 - since.0).max(0));
        }
    }

    /// How long tokens wait at a node beside where they wait longest: 1 to 4; none where they hardly wait.
    pub(in crate::designer) fn level(&self, node: &NodeId) -> Option<u8> {
        const MINUTE: i64 = 60_000;
        let longest = self.nodes.values().map(AtNode::mean).max()?;
        let mean = self.nodes.get(node)?.mean();
        let quarter = ((mean * 4 + longest - 1) / longest.max(1)).clamp(1, 4);
        (mean >= MINUTE).then(|| u8::try_from(quarter).unwrap_or(4))
    }

    /// The nodes where tokens wait, the longest first.
    pub(in crate::designer) fn slowest(&self) -> Vec<(&NodeId, &AtNode)> {
        let mut nodes: Vec<_> = self.nodes.iter().filter(|(node, _)| self.level(node).is_some()).collect();
        nodes.sort_by_key(|(_, at)| std::cmp::Reverse(at.mean()));
        nodes
    }

    /// The nodes that are not in a drawing.
    pub(in crate::designer) fn not_in(&self, definition: &Definition) -> Vec<&NodeId> {
        let drawn: BTreeSet<&NodeId> = definition.element_ids().collect();
        self.nodes.keys().filter(|node| !drawn.contains(node)).collect()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const HOUR: i64 = 3_600_000;

    fn instance(at_a: i64, at_b: Option<i64>) -> Vec<Move> {
        let mut moves = vec![
            json!({"number": 1, "at": 0, "move": "entered", "visit": 0, "node": "a", "edges": ["e1"]}),
            json!({"number": 2, "at": at_a, "move": "left", "visit": 0, "done": true}),
            json!({"number": 3, "at": at_a, "move": "entered", "visit": 1, "node": "b", "edges": ["e2"]}),
            json!({"number": 4, "at": at_a + HOUR, "move": "overdue", "visit": 1}),
        ];
        moves
            .extend(at_b.map(|at_b| json!({"number": 5, "at": at_a + at_b, "move": "left", "visit": 1, "done": true})));
        serde_json::from_value(moves.into()).unwrap()
    }

    #[test]
    fn waits_are_averaged_and_ways_counted() {
        let all = [instance(HOUR, Some(8 * HOUR)), instance(3 * HOUR, None)];
        let totals = Totals::of(all.iter().map(Vec::as_slice), Some(Moment(11 * HOUR)));
        let (a, b) = (totals.nodes["a"], totals.nodes["b"]);
        assert_eq!(a, AtNode { visits: 2, open: 0, waited: 4 * HOUR, overdue: 0 });
        assert_eq!(b, AtNode { visits: 2, open: 1, waited: 16 * HOUR, overdue: 2 });
        assert_eq!(totals.edges, [("e1".into(), 2), ("e2".into(), 2)].into());
        assert_eq!((totals.level(&"a".into()), totals.level(&"b".into())), (Some(1), Some(4)));
        assert_eq!(totals.slowest().first().map(|(node, _)| node.as_str()), Some("b"));
    }

    #[test]
    fn what_is_not_drawn_is_told() {
        let definition: Definition = serde_json::from_value(
            json!({"lianban": 1, "key": "P", "name": "P", "nodes": [{"id": "a", "kind": "start"}]}),
        )
        .unwrap();
        let all = [instance(HOUR, None)];
        let totals = Totals::of(all.iter().map(Vec::as_slice), None);
        assert_eq!(totals.not_in(&definition), [&NodeId::from("b")]);
    }
}
