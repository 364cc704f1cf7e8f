//! A play that was found, as a scenario that people read.

use super::element::Element;
use super::search::Found;
use crate::id::NodeId;
use crate::process::{Process, Step};
use crate::scenario::model::{Rows, Scenario};
use crate::scenario::run::Stage;
use crate::text::{Language, Text};

/// How many reasons a name gives.
const MOST_REASONS: usize = 2;

/// The scenario of a play: what was done, and what came out.
pub(super) fn scenario(stage: &Stage, found: &Found) -> Scenario {
    let (name, start, steps) = (name(&stage.process, found), found.start.clone(), found.steps.clone());
    Scenario { name, at: None, registers: Rows::new(), start, steps, end: found.play.came_out() }
}

/// What it comes to, and by what.
fn name(process: &Process, found: &Found) -> Text {
    let goal = match goal(process, found) {
        Some(goal) => goal,
        None => Text::each("经过流程", "Goes through the process"),
    };
    let reasons: Vec<&Text> = found.because.iter().rev().take(MOST_REASONS).collect();
    if reasons.is_empty() {
        return goal;
    }
    let listed = |language, between: &str| {
        let words: Vec<&str> = reasons.iter().rev().map(|reason| reason.in_language(language)).collect();
        words.join(between)
    };
    let zh = format!("{}：{}", goal.in_language(Language::Chinese), listed(Language::Chinese, "，"));
    let en = format!("{} by {}", goal.in_language(Language::English), listed(Language::English, ", "));
    Text::each(zh, en)
}

/// What it comes to of what was missing: the node that it comes to last, else a row or an edge.
fn goal(process: &Process, found: &Found) -> Option<Text> {
    let visits = found.play.main_instance().map(|instance| instance.state.visits.as_slice()).unwrap_or_default();
    let mut nodes = visits.iter().rev().map(|visit| &visit.node);
    let last = nodes.find(|node| {
        let is_gateway = process.step(node).is_some_and(|step| step.node.kind.is_gateway());
        !is_gateway && found.reached.contains(&Element::Node((*node).clone()))
    });
    if let Some(node) = last {
        let name = node_name(process, node);
        let zh = format!("到达「{}」", name.in_language(Language::Chinese));
        return Some(Text::each(zh, format!("Reaches “{}”", name.in_language(Language::English))));
    }
    let row = found.reached.iter().find_map(|element| match element {
        Element::Row(node, row) => Some((node_name(process, node), row + 1)),
        _ => None,
    });
    if let Some((table, row)) = row {
        let zh = format!("用到「{}」的第 {row} 行", table.in_language(Language::Chinese));
        return Some(Text::each(zh, format!("Uses row {row} of “{}”", table.in_language(Language::English))));
    }
    let edge = found.reached.iter().find_map(|element| match element {
        Element::Edge(edge) => process.definition().edges.iter().find(|other| other.id == *edge),
        _ => None,
    })?;
    let (from, to) = (node_name(process, &edge.from), node_name(process, &edge.to));
    let zh = format!("从「{}」到「{}」", from.in_language(Language::Chinese), to.in_language(Language::Chinese));
    let en = format!("Goes from “{}” to “{}”", from.in_language(Language::English), to.in_language(Language::English));
    Some(Text::each(zh, en))
}

fn node_name(process: &Process, node: &NodeId) -> Text {
    process.step(node).map_or_else(|| node.as_str().into(), Step::name)
}
