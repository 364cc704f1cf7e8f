//! What a decision can be, and where each leads.

use std::collections::HashSet;

use super::Finding;
use super::graph::{At, Graph};
use super::literals::compared;
use crate::model::{Edge, Kind, Node, OnRefuse, OutcomeKind};
use crate::text::Text;

pub(super) fn look(graph: &Graph<'_>, findings: &mut Vec<Finding>) {
    for (at, node) in graph.nodes().filter(|(_, node)| node.kind.has_outcomes()) {
        duplicates(node, findings);
        nothing_to_agree(node, findings);
        every_outcome_has_a_way(graph, at, node, findings);
        refusing_has_a_way(graph, at, node, findings);
        refusing_goes_back(graph, at, node, findings);
        returning_has_a_way(graph, at, node, findings);
    }
    for edge in &graph.definition.edges {
        names_are_known(graph, edge, findings);
    }
}

/// The outcomes of a human node, those included that it has when it names none.
pub(crate) fn outcomes(node: &Node) -> Vec<(&str, OutcomeKind)> {
    node.all_outcomes().iter().map(|outcome| (outcome.id.as_str(), outcome.kind)).collect()
}

fn duplicates(node: &Node, findings: &mut Vec<Finding>) {
    let mut seen = HashSet::new();
    for outcome in node.outcomes.iter().filter(|outcome| !seen.insert(&outcome.id)) {
        let zh = format!("结论「{}」重复", outcome.id);
        let en = format!("the outcome `{}` is there twice", outcome.id);
        findings.push(Finding::error("duplicate_outcome", node.id.as_str(), Text::each(zh, en)));
    }
}

fn nothing_to_agree(node: &Node, findings: &mut Vec<Finding>) {
    if outcomes(node).iter().all(|(_, kind)| matches!(kind, OutcomeKind::Refuse | OutcomeKind::Return)) {
        let message =
            Text::each("此节点的结论都不是同意，无法通过", "no outcome of this node agrees: nothing can pass it");
        findings.push(Finding::error("no_agreement", node.id.as_str(), message));
    }
}

/// When every way out speaks of outcomes, every outcome that goes on needs one.
fn every_outcome_has_a_way(graph: &Graph<'_>, at: At, node: &Node, findings: &mut Vec<Finding>) {
    let leaving = graph.leaving(at);
    if leaving.is_empty() || leaving.iter().any(|edge| edge.default || named(edge).is_none()) {
        return;
    }
    let ways: HashSet<&str> = leaving.iter().filter_map(|edge| named(edge)).flatten().collect();
    let unequal = leaving.iter().any(|edge| edge.when.as_ref().is_some_and(|when| when.0.contains("!=")));
    for (outcome, kind) in outcomes(node) {
        let goes_on = matches!(kind, OutcomeKind::Agree | OutcomeKind::Neutral);
        if goes_on && !unequal && !ways.contains(outcome) {
            let zh = format!("结论「{outcome}」没有对应的出口：选它之后流程会停在这里");
            let en = format!("no way out is for the outcome `{outcome}`: chosen, the instance stops here");
            let repair = Text::each(
                format!("加一条条件为 outcome = \"{outcome}\" 的连线，或将一条连线设为默认"),
                format!("add an edge with `outcome = \"{outcome}\"`, or make one the default"),
            );
            let finding = Finding::error("outcome_without_way", node.id.as_str(), Text::each(zh, en));
            findings.push(finding.with_repair(repair));
        }
    }
}

/// The outcomes that a condition names; none when it does not speak of the outcome.
fn named(edge: &Edge) -> Option<Vec<&str>> {
    let found = compared(&edge.when.as_ref()?.0, "outcome");
    (!found.is_empty()).then_some(found)
}

fn refusing_has_a_way(graph: &Graph<'_>, at: At, node: &Node, findings: &mut Vec<Finding>) {
    if node.refuse != Some(OnRefuse::Path) {
        return;
    }
    let leads = |edge: &&Edge| edge.default || edge.when.is_none() || named(edge).is_some();
    if !graph.leaving(at).iter().any(leads) {
        let message = Text::each(
            "拒绝后要走自己的路，却没有出口提到该结论",
            "refusing takes a path of its own, and no way out speaks of that outcome",
        );
        findings.push(Finding::error("refuse_without_way", node.id.as_str(), message));
    }
}

/// Refusing goes back to a node that every token here has passed: only there is it known what came out of it, so that
/// no branch is left behind or run twice.
fn refusing_goes_back(graph: &Graph<'_>, at: At, node: &Node, findings: &mut Vec<Finding>) {
    let Some(OnRefuse::Back(to)) = &node.refuse else { return };
    let Some(target) = graph.find(to) else { return };
    let onwards = |at: At| graph.leaving(at).iter().filter_map(|edge| graph.find(&edge.to));
    let start = graph.of_kind(|kind| kind == Kind::Start).filter(|start| *start != target);
    let past_it = graph.reachable(start, |at| onwards(at).filter(move |next| *next != target));
    if target == at || !past_it[at] {
        return;
    }
    let zh = format!("拒绝后退回「{to}」，但到此的路径不都经过它：没有经过时无法退回");
    let en =
        format!("refusing goes back to `{to}`, and not every way here leads through it: there is no way back then");
    let repair = Text::each(
        "退回到必经的节点，或改用 refuse: path，并为拒绝的结论连一条线",
        "go back to a node on every way here, or take `refuse: path` and draw an edge for the outcome that refuses",
    );
    findings.push(Finding::error("refuse_back_aside", node.id.as_str(), Text::each(zh, en)).with_repair(repair));
}

/// An outcome that returns needs a node to return to, or an edge of its own.
fn returning_has_a_way(graph: &Graph<'_>, at: At, node: &Node, findings: &mut Vec<Finding>) {
    let forbidden = node.returns.as_ref().and_then(|returns| returns.to.as_ref()).is_some_and(Vec::is_empty);
    let ways: HashSet<&str> = graph.leaving(at).iter().filter_map(|edge| named(edge)).flatten().collect();
    let returning = outcomes(node).into_iter().filter(|(_, kind)| *kind == OutcomeKind::Return);
    for (outcome, _) in returning.filter(|(outcome, _)| forbidden && !ways.contains(outcome)) {
        let zh = format!("结论「{outcome}」要退回，而此节点不许退回，也没有对应的出口");
        let en = format!("the outcome `{outcome}` returns, which this node forbids, and no way out is for it");
        let repair = Text::each(
            format!("在 returns.to 中写明退回到哪里，或加一条条件为 outcome = \"{outcome}\" 的连线"),
            format!("name in `returns.to` where it goes, or add an edge with `outcome = \"{outcome}\"`"),
        );
        let finding = Finding::error("return_without_way", node.id.as_str(), Text::each(zh, en));
        findings.push(finding.with_repair(repair));
    }
}

/// An edge that speaks of the outcome means that of the last human node or call before it.
fn names_are_known(graph: &Graph<'_>, edge: &Edge, findings: &mut Vec<Finding>) {
    let Some(named) = named(edge) else { return };
    let Some(from) = graph.find(&edge.from) else { return };
    let Some(known) = outcomes_before(graph, from) else { return };
    for name in named.into_iter().filter(|name| !known.contains(name)) {
        let zh = format!("前面的节点没有结论「{name}」；可用：{}", known.join("、"));
        let en = format!("no node before this has the outcome `{name}`; known are {}", known.join(", "));
        findings.push(Finding::error("unknown_outcome", edge.id.as_str(), Text::each(zh, en)));
    }
}

/// The outcomes that the last human nodes or calls before a way out can have had, itself included.
fn outcomes_before<'a>(graph: &Graph<'a>, from: At) -> Option<Vec<&'a str>> {
    let decides = |at: At| graph.node(at).kind.has_outcomes() || graph.node(at).kind == Kind::Call;
    let back = graph.reachable([from], |at| graph.before(at).filter(move |_| !decides(at)));
    let mut known: Vec<&str> = Vec::new();
    for (at, node) in graph.nodes().filter(|(at, _)| back[*at] && decides(*at)) {
        match graph.node(at).kind.has_outcomes() {
            true => known.extend(outcomes(node).iter().map(|(id, _)| *id)),
            false => known.extend(["completed", "refused"]),
        }
    }
    known.sort_unstable();
    known.dedup();
    (!known.is_empty()).then_some(known)
}
