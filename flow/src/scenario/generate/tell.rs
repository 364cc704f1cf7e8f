//! A play that was found, as a scenario that people read.

use std::collections::BTreeMap;

use feel::Value;

use super::element::Element;
use super::search::Found;
use crate::id::NodeId;
use crate::kernel::Data;
use crate::model::{Field, FieldType, Outcome};
use crate::process::{Process, Step};
use crate::scenario::expect;
use crate::scenario::model::{End, Rows, Scenario};
use crate::scenario::run::Stage;
use crate::text::{self, Language, Text};

/// How many reasons a name gives.
const MOST_REASONS: usize = 2;

/// The scenario of a play: what was done, and what came out.
pub(super) fn scenario(stage: &Stage, found: &Found) -> Scenario {
    let end = found.play.main_instance().map(|instance| {
        let path = expect::path(instance);
        let is_human = |node: &&NodeId| instance.process.step(node).is_some_and(|step| step.asked().is_some());
        let mut nodes: Vec<NodeId> = instance.state.visits.iter().map(|visit| visit.node.clone()).collect();
        nodes.dedup();
        let asked: BTreeMap<_, _> =
            nodes.iter().filter(is_human).map(|node| (node.clone(), expect::asked(instance, node))).collect();
        let works = |node: &NodeId| !instance.process.step(node).is_some_and(|step| step.node.kind.is_gateway());
        End {
            result: Some(expect::result(&instance.state.status).to_owned()),
            at: Some(expect::stands_at(instance)),
            path: Some(path.into_iter().filter(works).collect()),
            asked: asked.into_iter().filter(|(_, people)| !people.is_empty()).collect(),
            ..End::default()
        }
    });
    let (start, steps) = (found.start.clone(), found.steps.clone());
    Scenario { name: name(&stage.process, found), at: None, registers: Rows::new(), start, steps, end }
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

/// What was filled in to change where tokens go.
pub(super) fn given(process: &Process, wanted: &Data) -> Vec<Text> {
    let told = wanted.iter().filter_map(|(id, value)| Some((process.field(id.as_str())?, value)));
    told.map(|(field, value)| {
        let label = field.label.clone().unwrap_or_else(|| field.id.as_str().into());
        let words = value_in_words(field, value);
        let each =
            |language| format!("{} {}", label.in_language(language), words.in_language(language)).trim().to_owned();
        Text::each(each(Language::Chinese), each(Language::English))
    })
    .collect()
}

/// That a decision was another than the usual one.
pub(super) fn chosen(step: &Step, outcome: &Outcome) -> Text {
    let outcome = outcome.name.clone().unwrap_or_else(|| outcome.id.as_str().into());
    let node = step.name();
    let zh = format!("「{}」选「{}」", node.in_language(Language::Chinese), outcome.in_language(Language::Chinese));
    let en = format!("“{}” at “{}”", outcome.in_language(Language::English), node.in_language(Language::English));
    Text::each(zh, en)
}

/// That a message or signal came.
pub(super) fn comes(name: &str) -> Text {
    Text::each(format!("收到「{name}」"), format!("“{name}” that comes"))
}

/// That work failed.
pub(super) fn fails(step: &Step) -> Text {
    let node = step.name();
    let zh = format!("「{}」失败", node.in_language(Language::Chinese));
    Text::each(zh, format!("a failure at “{}”", node.in_language(Language::English)))
}

/// That time passed.
pub(super) fn passes() -> Text {
    Text::each("等待时间到", "waiting")
}

fn value_in_words(field: &Field, value: &Value) -> Text {
    match value {
        Value::Null => Text::each("为空", "empty"),
        Value::Bool(true) => Text::each("是", "yes"),
        Value::Bool(false) => Text::each("否", "no"),
        Value::Number(number) => text::number(number).as_str().into(),
        Value::Date(date) => date.to_string().as_str().into(),
        Value::Time(time) => time.to_string().as_str().into(),
        Value::DateTime(moment) => moment.to_string().as_str().into(),
        Value::String(text) => {
            let option = field.options.iter().find(|option| field.kind == FieldType::Choice && option.id == **text);
            option.and_then(|option| option.label.clone()).unwrap_or_else(|| Text::Plain((**text).into()))
        }
        _ => Text::default(),
    }
}
