//! An instance goes on under another version of its process.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::id::{EdgeId, NodeId};
use crate::kernel::event::{DueAnew, Event};
use crate::kernel::state::State;
use crate::time::Moment;

impl State {
    /// Everything that speaks of nodes and edges speaks of those of the new version, what is over too: that is what
    /// returning goes by.
    pub(super) fn migrate(&mut self, at: Moment, event: &Event) {
        let Event::Migrated { version, nodes, edges, gone, due, is_counted_anew, instance_due, .. } = event else {
            return;
        };
        if let Some(header) = &mut self.header {
            let header = Arc::make_mut(header);
            header.version = *version;
            if *is_counted_anew {
                header.due = *instance_due;
                header.overdue &= instance_due.is_some_and(|due| due <= at);
            }
        }
        self.timers.retain(|timer| !gone.contains(&timer.node));
        self.holding.retain(|(_, node)| !gone.contains(node));
        self.rename(nodes, edges);
        for DueAnew { visit, due, reminded } in due {
            self.with_visit(*visit, |visit| {
                visit.due = *due;
                visit.reminded = *reminded;
                visit.overdue &= due.is_some_and(|due| due <= at);
            });
        }
    }

    /// The same with other names for its nodes and edges.
    pub(crate) fn renamed(&self, nodes: &BTreeMap<NodeId, NodeId>, edges: &BTreeMap<EdgeId, EdgeId>) -> Self {
        let mut renamed = self.clone();
        renamed.rename(nodes, edges);
        renamed
    }

    fn rename(&mut self, nodes: &BTreeMap<NodeId, NodeId>, edges: &BTreeMap<EdgeId, EdgeId>) {
        self.timers.iter_mut().for_each(|timer| rename(&mut timer.node, nodes));
        self.holding.iter_mut().for_each(|(_, node)| rename(node, nodes));
        self.waiting.iter_mut().for_each(|(_, edge)| rename_edge(edge, edges));
        for visit in &mut self.visits {
            let is_renamed = nodes.contains_key(&visit.node) || visit.edges.iter().any(|edge| edges.contains_key(edge));
            if is_renamed {
                let visit = Arc::make_mut(visit);
                rename(&mut visit.node, nodes);
                visit.edges.iter_mut().for_each(|edge| rename_edge(edge, edges));
            }
        }
    }
}

fn rename(node: &mut NodeId, nodes: &BTreeMap<NodeId, NodeId>) {
    if let Some(to) = nodes.get(node) {
        *node = to.clone();
    }
}

fn rename_edge(edge: &mut EdgeId, edges: &BTreeMap<EdgeId, EdgeId>) {
    if let Some(to) = edges.get(edge) {
        *edge = to.clone();
    }
}
