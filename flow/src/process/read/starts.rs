//! Where instances begin.

use super::Reader;
use crate::check::Finding;
use crate::model::{Kind, Node};
use crate::process::StepIndex;
use crate::text::Text;

impl Reader<'_> {
    /// Where an instance can begin: the plain start first, then those around the rule, then those by an event.
    pub(super) fn starts(&mut self) -> Vec<StepIndex> {
        let starts: Vec<&Node> = self.inside(None).filter(|node| node.kind == Kind::Start).collect();
        if starts.is_empty() {
            let message = Text::each("流程没有开始节点", "the process has no start");
            self.findings.push(Finding { element: None, ..Finding::error("no_start", "", message) });
        }
        let (by_event, by_people): (Vec<&Node>, Vec<&Node>) =
            starts.into_iter().partition(|start| start.event.is_some());
        let (around, plain): (Vec<&Node>, Vec<&Node>) =
            by_people.into_iter().partition(|start| start.begins_around_the_rule());
        for alone in around.iter().filter(|_| plain.is_empty()) {
            let message = Text::each(
                "例外发起要与通常的开始节点并存，流程没有通常的开始节点",
                "it is a way to begin around the rule, and there is no start that is the rule",
            );
            let repair = Text::each("去掉 exception，或再画一个开始节点", "drop `exception`, or draw another start");
            let finding = Finding::error("exception_without_rule", alone.id.as_str(), message);
            self.findings.push(finding.with_repair(repair));
        }
        for other in plain.iter().skip(1) {
            let message = Text::each(
                "流程只能有一个没有事件的开始节点",
                "the process has more than one start that waits for no event",
            );
            self.findings.push(Finding::error("several_starts", other.id.as_str(), message));
        }
        plain.iter().chain(&around).chain(&by_event).filter_map(|start| self.by_id.get(&start.id).copied()).collect()
    }
}
