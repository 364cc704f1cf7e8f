//! How long things may take.

use super::graph::Graph;
use super::{Edit, Finding};
use crate::model::{Kind, Limit, Node, Overdue};
use crate::text::Text;

pub(super) fn look(graph: &Graph<'_>, findings: &mut Vec<Finding>) {
    for (_, node) in graph.nodes() {
        let element = node.id.as_str();
        match &node.limit {
            Some(limit) => sensible(limit, element, findings),
            None if node.kind.is_human() => findings.push(without_limit(node)),
            None => {}
        }
        let late = node.limit.as_ref().map(|limit| limit.overdue);
        let decides_alone = matches!(late, Some(Overdue::Approve | Overdue::Refuse));
        if node.control && decides_alone {
            let message =
                Text::each("控制点不能在超时后自行决定", "a control point cannot decide itself when its limit passes");
            let repair = Text::each("将 overdue 改为 tell 或 escalate", "set overdue to tell or escalate");
            let finding = Finding::error("control_passes", element, message).with_repair(repair);
            findings.push(finding.with_edits([Edit::drop(node, "limit/overdue")]));
        }
    }
    if let Some(limit) = &graph.definition.settings.limit {
        sensible(limit, "settings", findings);
    }
}

fn without_limit(node: &Node) -> Finding {
    let element = node.id.as_str();
    if node.kind == Kind::External {
        let zh = "外部办理没有期限：对方不回复时没有人会知道";
        let en = "an external step without a deadline: when the person outside does not answer, nobody is told";
        return Finding::warning("no_deadline_outside", element, Text::each(zh, en)).with_repair(add_limit(3));
    }
    let zh = "没有时限：事情停在这里时没有人会知道";
    let en = "there is no time limit: when the matter rests here, nobody is told";
    Finding::warning("no_limit", element, Text::each(zh, en)).with_repair(add_limit(1))
}

fn add_limit(days: u32) -> Text {
    let limit = format!("{{within: {days}, unit: working_day}}");
    Text::each(format!("加上 limit，例如 {limit}"), format!("add a limit, such as {limit}"))
}

fn sensible(limit: &Limit, element: &str, findings: &mut Vec<Finding>) {
    if limit.within == 0 && limit.from == crate::model::From::Entry {
        let message = Text::each("时限为零，一到达就超时", "the limit is nothing: the work is overdue as it arrives");
        findings.push(Finding::warning("limit_of_nothing", element, message));
    }
}
