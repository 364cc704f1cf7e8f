//! How the graph hangs together.

use super::graph::{At, Graph};
use super::{Edit, Finding, Severity};
use crate::id::NodeId;
use crate::model::{Edge, Kind, Node};
use crate::text::Text;

pub(super) fn look(graph: &Graph<'_>, findings: &mut Vec<Finding>) {
    ends_exist(graph, findings);
    every_node_is_on_a_way(graph, findings);
    for (at, node) in graph.nodes() {
        match node.kind {
            Kind::Exclusive | Kind::Inclusive | Kind::Complex => choice(graph, at, node, findings),
            Kind::Parallel => all_ways(graph, at, findings),
            Kind::EventBased => first_of_events(graph, at, node, findings),
            Kind::Start | Kind::Boundary | Kind::EventSubProcess => arrive_at_start(graph, at, findings),
            kind if kind.is_end() => leave_an_end(graph, at, findings),
            _ => work(graph, at, node, findings),
        }
        connectors(node, findings);
        if node.kind.is_gateway() {
            purpose(graph, at, node, findings);
        }
        defaults(graph, at, node, findings);
        exceptions(graph, at, findings);
    }
    endless_loops(graph, findings);
}

fn ends_exist(graph: &Graph<'_>, findings: &mut Vec<Finding>) {
    if !has_end(graph) {
        let message = Text::each("流程没有结束节点", "the process has no end");
        findings.push(Finding { element: None, ..Finding::error("no_end", "", message) });
    }
}

/// Every node lies on a way from the start to an end.
fn every_node_is_on_a_way(graph: &Graph<'_>, findings: &mut Vec<Finding>) {
    let from_start = graph.reachable_from_start();
    let last =
        graph.nodes().map(|(at, _)| at).filter(|at| graph.node(*at).kind.is_end() || ends_without_an_end(graph, *at));
    let to_end = graph.reachable(last, |at| graph.before(at));
    for (at, node) in graph.nodes() {
        if !from_start[at] {
            let message = Text::each("从开始节点无法到达此节点", "this node cannot be reached from the start");
            findings.push(Finding::error("unreachable_node", node.id.as_str(), message).with_repair(Text::each(
                "从前面的节点连一条线到此，或删除此节点",
                "draw an edge to it from a node before it, or remove it",
            )));
        }
        // An event sub-process has no place in the flow, and what takes work back ends where it is done.
        if node.kind.is_end() || to_end[at] || matches!(node.kind, Kind::EventSubProcess) || node.takes_back {
            continue;
        }
        if graph.leaving(at).is_empty() && node.link().is_none() {
            let message = Text::each("此节点没有出口", "nothing leaves this node, and it is no end");
            let repair = Text::each("连一条线到下一节点或结束节点", "draw an edge to the next node or to an end");
            findings.push(Finding::error("dead_end", node.id.as_str(), message).with_repair(repair));
        } else if from_start[at] && has_end(graph) && !reaches_dead_end(graph, at) {
            let message = Text::each("从此节点无法到达结束节点", "no end can be reached from this node");
            findings.push(Finding::error("no_way_to_end", node.id.as_str(), message));
        }
    }
}

fn has_end(graph: &Graph<'_>) -> bool {
    graph.nodes().any(|(at, node)| node.kind.is_end() || node.within.is_none() && ends_without_an_end(graph, at))
}

/// In a sub-process a token may end where nothing leads on; BPMN lets it do so after any work, and its reader tells.
fn ends_without_an_end(graph: &Graph<'_>, at: At) -> bool {
    let node = graph.node(at);
    let by_bpmn = graph.definition.is_from_bpmn() && !matches!(node.kind, Kind::Start | Kind::Boundary);
    (node.within.is_some() || by_bpmn)
        && graph.leaving(at).is_empty()
        && (node.within.is_some() || node.link().is_none())
}

/// A node before a dead end has no way to an end either; the dead end alone is worth telling.
fn reaches_dead_end(graph: &Graph<'_>, at: At) -> bool {
    let ahead = graph.reachable([at], |at| graph.next(at));
    graph.nodes().any(|(other, _)| ahead[other] && graph.next(other).next().is_none())
}

/// Connectors are not there yet; what asks for one stops, and says so.
fn connectors(node: &Node, findings: &mut Vec<Finding>) {
    if node.kind == Kind::Service {
        let message = Text::each(
            "还没有可用的连接器：运行到此处会停下，等待管理员",
            "no connector is known for this: it will stop here for an administrator",
        );
        let repair = Text::each("改为由人办理（handle）", "have a person do it (handle)");
        findings.push(Finding::warning("no_connector", node.id.as_str(), message).with_repair(repair));
    }
}

/// Behind an event-based gateway there are events, and nothing else decides the way.
fn first_of_events(graph: &Graph<'_>, at: At, node: &Node, findings: &mut Vec<Finding>) {
    let leaving = graph.leaving(at);
    if leaving.len() < 2 {
        let message =
            Text::each("事件网关后面至少要有两个等待事件", "at least two events follow an event-based gateway");
        findings.push(Finding::error("too_few_events", node.id.as_str(), message));
    }
    for edge in leaving {
        let waits =
            graph.find(&edge.to).is_some_and(|to| graph.node(to).kind == Kind::Wait && graph.node(to).link().is_none());
        if !waits {
            let message =
                Text::each("事件网关后面只能是等待事件", "an event-based gateway leads to waits, to nothing else");
            findings.push(Finding::error("not_an_event", edge.id.as_str(), message));
        } else if edge.when.is_some() || edge.default {
            let message = Text::each(
                "事件网关的出口不能有条件：先发生的事件决定走向",
                "no way out of an event-based gateway has a condition: the event that comes first decides",
            );
            let repair = Text::each("去掉条件和默认", "drop the condition and the default");
            let edits = [Edit::drop(*edge, "when"), Edit::drop(*edge, "default")];
            let finding = Finding::error("condition_after_events", edge.id.as_str(), message);
            findings.push(finding.with_repair(repair).with_edits(edits));
        }
    }
}

/// A gateway that chooses needs a way for every case.
fn choice(graph: &Graph<'_>, at: At, node: &Node, findings: &mut Vec<Finding>) {
    let leaving = graph.leaving(at);
    let always = leaving.iter().position(|edge| edge.default || edge.when.is_none());
    if leaving.len() > 1 && always.is_none() {
        let message = Text::each(
            "没有默认出口：所有条件都不成立时，流程会停在这里",
            "there is no default way out: when no condition holds, the instance stops here",
        );
        let repair = Text::each("将其中一条连线设为默认", "mark one of the edges as the default");
        let finding = Finding::error("no_default", node.id.as_str(), message).with_repair(repair);
        let finding = finding.with_edits(leaving.last().into_iter().flat_map(|edge| as_default(edge)));
        // BPMN leaves that to when it happens.
        let severity = if graph.definition.is_from_bpmn() { Severity::Warning } else { finding.severity };
        findings.push(Finding { severity, ..finding });
    }
    if node.kind == Kind::Exclusive
        && let Some(first) = leaving.iter().position(|edge| !edge.default && edge.when.is_none())
    {
        for edge in leaving.iter().enumerate().filter(|(place, edge)| edge.default || *place > first).map(|(_, e)| e) {
            let always = &leaving[first].id;
            let zh = format!("永远不会走到：连线「{always}」没有条件，总是先被选中");
            let en = format!("this is never taken: the edge `{always}` has no condition and is always taken first");
            let repair = Text::each(
                format!("给「{always}」加上条件，或设为默认"),
                format!("give `{always}` a condition, or make it the default"),
            );
            let finding = Finding::warning("never_taken", edge.id.as_str(), Text::each(zh, en)).with_repair(repair);
            // Where another is the default already, only people can tell which is meant.
            let edits = (!leaving.iter().any(|edge| edge.default)).then(|| as_default(leaving[first]));
            findings.push(finding.with_edits(edits.into_iter().flatten()));
        }
    }
}

/// What makes an edge the one that is taken when no other is.
fn as_default(edge: &Edge) -> [Edit; 2] {
    [Edit::drop(edge, "when"), Edit::set(edge, "default", true)]
}

fn all_ways(graph: &Graph<'_>, at: At, findings: &mut Vec<Finding>) {
    for edge in graph.leaving(at).iter().filter(|edge| edge.when.is_some() || edge.default) {
        let message = Text::each(
            "并行网关走所有出口，这里不能有条件或默认",
            "a parallel gateway takes every way out; none can have a condition or be the default",
        );
        let repair = Text::each("去掉条件，或改用包容网关", "drop the condition, or make it an inclusive gateway");
        let edits = [Edit::drop(*edge, "when"), Edit::drop(*edge, "default")];
        let finding = Finding::error("condition_after_parallel", edge.id.as_str(), message);
        findings.push(finding.with_repair(repair).with_edits(edits));
    }
}

fn arrive_at_start(graph: &Graph<'_>, at: At, findings: &mut Vec<Finding>) {
    for edge in graph.arriving(at) {
        let message = Text::each(
            "不能有连线进入开始节点；退回到开始不需要连线",
            "no edge can lead into the start; returning there needs none",
        );
        findings.push(Finding::error("edge_into_start", edge.id.as_str(), message));
    }
}

fn leave_an_end(graph: &Graph<'_>, at: At, findings: &mut Vec<Finding>) {
    for edge in graph.leaving(at) {
        let message = Text::each("不能有连线离开结束节点", "no edge can leave an end");
        findings.push(Finding::error("edge_out_of_end", edge.id.as_str(), message));
    }
}

/// Several ways without a condition are all taken, which is seldom what a drawing means.
fn work(graph: &Graph<'_>, at: At, node: &Node, findings: &mut Vec<Finding>) {
    let leaving = graph.leaving(at);
    let always: Vec<&&Edge> = leaving.iter().filter(|edge| !edge.default && edge.when.is_none()).collect();
    if leaving.len() > 1
        && let [first, ..] = always[..]
    {
        let zh = format!("从此节点出发的多条线会同时走：「{}」没有条件", first.id);
        let en = format!("several ways are taken at once from here: `{}` has no condition", first.id);
        let repair = Text::each(
            "若只走其一，将无条件的连线设为默认；若确要同时走，请使用并行网关",
            "when only one is meant, make the edge without a condition the default; when all are, use a parallel gateway",
        );
        let finding = Finding::warning("implicit_split", node.id.as_str(), Text::each(zh, en)).with_repair(repair);
        // Which of several is meant, only people can tell.
        let only = always.len() == 1 && !leaving.iter().any(|edge| edge.default);
        let edits = only.then(|| as_default(first));
        findings.push(finding.with_edits(edits.into_iter().flatten()));
    }
    let all_conditional = leaving.iter().all(|edge| edge.when.is_some() && !edge.default);
    if !leaving.is_empty() && all_conditional && !node.kind.is_human() {
        let message = Text::each(
            "每条出口都有条件而没有默认：都不成立时，流程会停在这里",
            "every way out has a condition and none is the default: when none holds, the instance stops here",
        );
        let repair = Text::each("将其中一条连线设为默认", "mark one of the edges as the default");
        let finding = Finding::warning("no_default", node.id.as_str(), message).with_repair(repair);
        findings.push(finding.with_edits(leaving.last().into_iter().flat_map(|edge| as_default(edge))));
    }
}

fn purpose(graph: &Graph<'_>, at: At, node: &Node, findings: &mut Vec<Finding>) {
    let (true, [way]) = (graph.arriving(at).len() <= 1, graph.leaving(at)) else { return };
    let (message, repair) = match way.is_always_taken() {
        true => (
            Text::each("网关只有一进一出，不起作用", "the gateway has one way in and one way out: it does nothing"),
            Text::each("删除它，将前后节点直接相连", "remove it and connect its neighbours"),
        ),
        false => (
            Text::each(
                "网关只有一条出口，且有条件：不成立时，流程会停在这里",
                "the gateway has a single way out, with a condition: when it does not hold, the instance stops here",
            ),
            Text::each("加一条默认出口，或去掉条件", "add a default way out, or drop the condition"),
        ),
    };
    let finding = Finding::warning("idle_gateway", node.id.as_str(), message).with_repair(repair);
    findings.push(finding.with_edits(way.is_plain().then(|| Edit::PassOver { node: node.id.clone() })));
}

fn defaults(graph: &Graph<'_>, at: At, node: &Node, findings: &mut Vec<Finding>) {
    let defaults = || graph.leaving(at).iter().filter(|edge| edge.default);
    if defaults().count() > 1 {
        let message = Text::each("只能有一条默认出口", "only one way out can be the default");
        let repair = Text::each("只留最后一条为默认", "leave the last of them alone as the default");
        let others = defaults().count() - 1;
        let edits = defaults().take(others).map(|edge| Edit::drop(*edge, "default"));
        findings
            .push(Finding::error("several_defaults", node.id.as_str(), message).with_repair(repair).with_edits(edits));
    }
    for edge in defaults().filter(|edge| edge.when.is_some() && node.kind != Kind::Parallel) {
        let message = Text::each(
            "默认出口的条件不会被看",
            "the condition of a default way is never looked at: it is taken when no other is",
        );
        let repair = Text::each("去掉条件或去掉默认", "drop the condition, or the default");
        let finding = Finding::warning("default_with_condition", edge.id.as_str(), message).with_repair(repair);
        findings.push(finding.with_edits([Edit::drop(*edge, "when")]));
    }
}

/// A way around the rule says when it may be taken.
fn exceptions(graph: &Graph<'_>, at: At, findings: &mut Vec<Finding>) {
    let unguarded = |edge: &&&Edge| edge.exception && (edge.when.is_none() || edge.default);
    for edge in graph.leaving(at).iter().filter(unguarded) {
        let message =
            Text::each("例外路径没有进入条件", "a way around the rule has no condition that says when it may be taken");
        let repair = Text::each("写上 when，且不要设为默认", "give it a `when`, and do not make it the default");
        findings.push(Finding::error("exception_without_condition", edge.id.as_str(), message).with_repair(repair));
    }
}

/// A cycle in which nobody works and nothing is waited for turns for ever.
fn endless_loops(graph: &Graph<'_>, findings: &mut Vec<Finding>) {
    let waits =
        |kind: Kind| matches!(kind, Kind::Call | Kind::Service | Kind::Wait | Kind::EventBased | Kind::Boundary);
    let automatic = |at: At| {
        let kind = graph.node(at).kind;
        !kind.is_human() && !kind.is_sub_process() && !waits(kind)
    };
    let step = |at: At| graph.next(at).filter(move |next| automatic(*next));
    let mut told = vec![false; graph.nodes().count()];
    for (at, node) in graph.nodes().filter(|(at, _)| automatic(*at)) {
        let ahead = graph.reachable(step(at), step);
        if !ahead[at] || told[at] {
            continue;
        }
        let cycle: Vec<At> = graph
            .nodes()
            .map(|(other, _)| other)
            .filter(|other| ahead[*other] && graph.reachable(step(*other), step)[at])
            .collect();
        for member in &cycle {
            told[*member] = true;
        }
        let leaves = cycle.iter().any(|member| graph.next(*member).any(|next| !cycle.contains(&next)));
        let path: Vec<NodeId> = cycle.iter().map(|member| graph.node(*member).id.clone()).collect();
        findings.push(endless(node, path, leaves));
    }
}

fn endless(node: &Node, path: Vec<NodeId>, leaves: bool) -> Finding {
    let finding = match leaves {
        false => Finding::error(
            "endless_loop",
            node.id.as_str(),
            Text::each(
                "没有人工节点也没有出口的循环，会一直转下去",
                "a loop without anybody's work and without a way out turns for ever",
            ),
        ),
        true => Finding::warning(
            "automatic_loop",
            node.id.as_str(),
            Text::each(
                "循环中没有人工节点：只有自动步骤改变数据时才会停",
                "nobody works in this loop: it only ends when its own steps change what the way out looks at",
            ),
        ),
    };
    Finding { path: Some(path), ..finding }
}
