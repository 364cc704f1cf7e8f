//! Sub-processes: what is in them, and where they begin.

use super::Reader;
use crate::check::Finding;
use crate::id::NodeId;
use crate::model::{Kind, Node};
use crate::process::event::{AdHocStep, SubStep};
use crate::process::step::StepIndex;
use crate::text::Text;

impl<'a> Reader<'a> {
    pub(super) fn sub_process(&mut self, node: &Node) -> SubStep {
        let by_event = node.kind == Kind::EventSubProcess;
        let ad_hoc = (node.kind == Kind::AdHoc).then(|| {
            let said = node.ad_hoc.clone().unwrap_or_default();
            let until = said.until.as_ref().and_then(|until| self.formula(&until.0, node.id.as_str()));
            AdHocStep { in_order: said.in_order, until, let_finish: said.let_finish }
        });
        let begins = self.begins(node);
        if begins.is_empty() {
            let message = Text::each("子流程里没有可以开始的节点", "nothing in the sub-process can begin");
            self.findings.push(Finding::error("empty_sub_process", node.id.as_str(), message));
        }
        let events = self.events_in(Some(&node.id));
        SubStep { begins, events, ad_hoc, is_transaction: node.kind == Kind::Transaction, by_event }
    }

    /// Where a sub-process begins: at its start; else at everything in it that nothing leads to.
    fn begins(&mut self, node: &Node) -> Vec<StepIndex> {
        let begins = self.definition.begins_in(node);
        let starts = begins.iter().filter(|inner| inner.kind == Kind::Start);
        let by_event = node.kind == Kind::EventSubProcess;
        for start in starts.clone() {
            if start.event.is_some() != by_event {
                let message = match by_event {
                    true => {
                        Text::each("事件子流程的开始节点要写明事件", "the start of an event sub-process needs an event")
                    }
                    false => Text::each("子流程的开始节点不能有事件", "the start of a sub-process can have no event"),
                };
                self.findings.push(Finding::error("wrong_event", start.id.as_str(), message));
            }
        }
        for other in starts.clone().skip(1) {
            let message = Text::each("子流程只能有一个开始节点", "a sub-process has one start at most");
            self.findings.push(Finding::error("several_starts", other.id.as_str(), message));
        }
        // Only its start says which event begins it.
        let begins = begins.iter().filter(|inner| !by_event || inner.kind == Kind::Start);
        begins.filter_map(|inner| self.by_id.get(&inner.id).copied()).collect()
    }

    /// The nodes in a sub-process, or of the process itself.
    pub(super) fn inside(&self, of: Option<&NodeId>) -> impl Iterator<Item = &'a Node> {
        self.definition.nodes.iter().filter(move |node| node.within.as_ref() == of)
    }

    /// The event sub-processes in a sub-process, or of the process itself.
    pub(super) fn events_in(&self, of: Option<&NodeId>) -> Vec<StepIndex> {
        let events = self.inside(of).filter(|node| node.kind == Kind::EventSubProcess);
        events.filter_map(|node| self.by_id.get(&node.id).copied()).collect()
    }

    /// Every node is within a sub-process that there is, no sub-process within itself, and no edge crosses its border.
    pub(super) fn look_at_nesting(&mut self) {
        let definition = self.definition;
        for node in &definition.nodes {
            let Some(within) = &node.within else { continue };
            match self.node(within) {
                None => self.dangling(node.id.as_str(), "within", within),
                Some(outer) if !outer.kind.is_sub_process() => {
                    let zh = format!("「{within}」不是子流程，不能包含节点");
                    let en = format!("`{within}` is no sub-process: nothing can be within it");
                    self.findings.push(Finding::error("not_a_sub_process", node.id.as_str(), Text::each(zh, en)));
                }
                Some(_) if self.is_within_itself(node) => {
                    let message = Text::each("子流程不能包含自己", "a sub-process cannot be within itself");
                    self.findings.push(Finding::error("not_a_sub_process", node.id.as_str(), message));
                }
                Some(_) => {}
            }
        }
        for edge in &definition.edges {
            let home = |id: &NodeId| self.home(id);
            if let (Some(from), Some(to)) = (home(&edge.from), home(&edge.to))
                && from != to
            {
                let message =
                    Text::each("连线不能穿过子流程的边界", "an edge cannot cross the border of a sub-process");
                self.findings.push(Finding::error("edge_across", edge.id.as_str(), message));
            }
        }
    }

    /// The sub-process that a node or boundary event is in; the outer none when there is no such element.
    fn home(&self, id: &NodeId) -> Option<Option<&NodeId>> {
        let id = self.event_at_side(id).map_or(id, |event| &event.on);
        self.node(id).map(|node| node.within.as_ref())
    }

    fn is_within_itself(&self, node: &Node) -> bool {
        let mut seen = vec![&node.id];
        let mut at = node.within.as_ref();
        while let Some(outer) = at {
            if seen.contains(&outer) {
                return true;
            }
            seen.push(outer);
            at = self.node(outer).and_then(|outer| outer.within.as_ref());
        }
        false
    }
}
