//! Keys that a node has and its kind has no use for.

use super::graph::Graph;
use super::{Edit, Finding};
use crate::model::{Kind, Nobody, Node, Opinion};
use crate::text::Text;

pub(super) fn look(graph: &Graph<'_>, findings: &mut Vec<Finding>) {
    for (_, node) in graph.nodes() {
        for key in keys(node).into_iter().filter(|key| key.is_there && !key.is_used) {
            let name = key.name;
            let zh = format!("此类节点用不到 {name}，写了也不起作用");
            let en = format!("a node of this kind has no use for {name}: it has no effect here");
            let finding = Finding::warning("key_without_effect", node.id.as_str(), Text::each(zh, en));
            let finding = finding.with_repair(repair(node.kind, name));
            findings.push(finding.with_edits([Edit::drop(node, name)]));
        }
    }
}

/// A key that not every kind of node has a use for.
struct Key {
    name: &'static str,
    is_there: bool,
    is_used: bool,
}

fn keys(node: &Node) -> [Key; 32] {
    let key = |name, is_there, is_used| Key { name, is_there, is_used };
    let kind = node.kind;
    let people = kind.is_human();
    let decides = kind.has_outcomes();
    let asks = people || kind == Kind::Cc;
    let start = kind == Kind::Start;
    // Whoever begins an instance, and for what, is said where it begins by itself.
    let begins_itself = node.begins_by_itself();
    let is_in_flow = kind.is_activity() && kind != Kind::EventSubProcess;
    let has_event = matches!(kind, Kind::Start | Kind::Wait | Kind::Throw | Kind::End | Kind::Boundary);
    [
        key("requirement", node.requirement.is_some(), people || start),
        key("who", node.who.is_some(), asks || begins_itself),
        key("mode", node.mode.is_some(), people && kind != Kind::External),
        key("not", !node.not.is_empty(), people),
        key("nobody", node.nobody != Nobody::default(), asks),
        key("control", node.control, people),
        // At a start it holds for the rework of what was sent back.
        key("limit", node.limit.is_some(), people || start || kind == Kind::Call),
        key("outcomes", !node.outcomes.is_empty(), decides),
        key("opinion", node.opinion != Opinion::default(), decides),
        key("refuse", node.refuse.is_some(), decides),
        key("returns", node.returns.is_some(), decides),
        key("actions", node.actions.is_some(), people),
        key("fields", !node.fields.is_empty(), asks || start),
        key("script", node.script.is_some(), kind == Kind::Script),
        key("table", node.table.is_some(), kind == Kind::Rule),
        key("call", node.call.is_some(), kind == Kind::Call),
        key("event", node.event.is_some(), has_event),
        key("beside", node.beside, start && node.event.is_some() && node.within.is_some()),
        key("exception", node.exception.is_some(), node.begins_around_the_rule()),
        key("each", node.each.is_some(), is_in_flow || begins_itself),
        key("repeat", node.repeat.is_some(), is_in_flow),
        key("ad_hoc", node.ad_hoc.is_some(), kind == Kind::AdHoc),
        key("takes_back", node.takes_back, kind.is_activity()),
        key("result", node.result.is_some(), kind == Kind::End),
        key("waits", !node.waits, kind == Kind::Read),
        key("ledger", node.ledger.is_some(), kind == Kind::Ledger),
        key("activate", node.activate.is_some(), kind == Kind::Complex),
        key("needs", node.needs != 1, is_in_flow),
        key("gives", node.gives != 1, is_in_flow),
        key("contact", node.contact.is_some(), kind == Kind::External),
        key("on_behalf", node.on_behalf, kind == Kind::External),
        key("filing", node.filing.is_some(), kind == Kind::Filing),
    ]
}

fn repair(kind: Kind, key: &str) -> Text {
    match (kind, key) {
        (Kind::Start, "who") => Text::each(
            "去掉 who；谁可以发起写在流程的 starters 里",
            "drop who; whoever may start is named by starters of the process",
        ),
        _ => Text::each(format!("去掉 {key}"), format!("drop {key}")),
    }
}
