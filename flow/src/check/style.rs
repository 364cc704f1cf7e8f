//! What can be run as it is, and would be better otherwise.

use super::graph::{At, Graph};
use super::{Edit, Finding};
use crate::model::{Choice, Definition, Field, Kind, Nobody, Node};
use crate::text::Text;

pub(super) fn look(graph: &Graph<'_>, findings: &mut Vec<Finding>) {
    for (at, node) in graph.nodes() {
        names(node, findings);
        control_points(node, findings);
        repeated_approval(graph, at, node, findings);
    }
    if graph.definition.title.is_none() {
        let message = Text::each(
            "没有标题：所有实例在待办里看起来都一样",
            "there is no title: all instances look the same in the inbox",
        );
        let repair =
            Text::each("加上 title，例如 \"{customer} · {number}\"", "add a title, such as \"{customer} · {number}\"");
        findings.push(Finding { element: None, ..Finding::warning("no_title", "", message) }.with_repair(repair));
    }
    languages(graph.definition, findings);
}

fn names(node: &Node, findings: &mut Vec<Finding>) {
    if node.kind.is_human() && node.name.is_none() {
        let message = Text::each("没有名称：人们会看到标识", "there is no name: people will see the id");
        findings.push(Finding::warning("no_name", node.id.as_str(), message));
    }
    if matches!(node.kind, Kind::Handle | Kind::External) && node.requirement.is_none() {
        let message = Text::each(
            "没有写明要求做什么（requirement）",
            "it does not say what is asked of the handler (requirement)",
        );
        findings.push(Finding::warning("no_requirement", node.id.as_str(), message));
    }
}

fn control_points(node: &Node, findings: &mut Vec<Finding>) {
    if node.control && node.nobody == Nobody::Pass {
        let message = Text::each("控制点不能在找不到人时自动通过", "a control point cannot pass when nobody is found");
        let repair = Text::each("去掉 nobody: pass", "drop nobody: pass");
        let finding = Finding::error("control_passes", node.id.as_str(), message).with_repair(repair);
        findings.push(finding.with_edits([Edit::drop(node, "nobody")]));
    }
}

/// The same people approve twice in a row, with nothing between that could have changed their minds.
fn repeated_approval(graph: &Graph<'_>, at: At, node: &Node, findings: &mut Vec<Finding>) {
    if node.kind != Kind::Approve || node.who.is_none() {
        return;
    }
    let follows = graph.follows(at);
    let again = graph.nodes().find(|(other, next_node)| {
        *other != at && follows[*other] && next_node.kind == Kind::Approve && next_node.who == node.who
    });
    if let Some((_, again)) = again {
        let zh = format!("紧接着的「{}」由同样的人再审批一次", again.id);
        let en = format!("the same people approve again right after this, at `{}`", again.id);
        let repair = Text::each(
            "合并两个审批，或设 same_person: pass_if_unchanged",
            "make them one, or set same_person: pass_if_unchanged",
        );
        let finding = Finding::warning("repeated_approval", node.id.as_str(), Text::each(zh, en));
        findings.push(finding.with_repair(repair));
    }
}

/// People of both languages read the texts.
fn languages(definition: &Definition, findings: &mut Vec<Finding>) {
    let mut look = |element: Option<&str>, texts: &[Option<&Text>]| {
        if texts.iter().flatten().any(|text| misses_a_language(text)) {
            let message = Text::each("有文字缺少一种语言", "a text here is missing in one language");
            let repair = Text::each("写成 {zh: …, en: …}", "write it as {zh: …, en: …}");
            let finding = Finding::warning("missing_language", element.unwrap_or_default(), message);
            findings.push(Finding { element: element.map(str::to_owned), ..finding }.with_repair(repair));
        }
    };
    look(None, &[Some(&definition.name), definition.title.as_ref(), definition.summary.as_ref()]);
    for node in &definition.nodes {
        let outcomes = node.outcomes.iter().map(|outcome| outcome.name.as_ref());
        let texts: Vec<_> = [node.name.as_ref(), node.requirement.as_ref()].into_iter().chain(outcomes).collect();
        look(Some(node.id.as_str()), &texts);
    }
    for lane in &definition.lanes {
        look(Some(lane.id.as_str()), &[Some(&lane.name)]);
    }
    for edge in &definition.edges {
        look(Some(edge.id.as_str()), &[edge.name.as_ref()]);
    }
    for field in &definition.form.fields {
        look(Some(field.id.as_str()), &texts_of(field));
    }
}

fn texts_of(field: &Field) -> Vec<Option<&Text>> {
    let own = [field.label.as_ref(), field.hint.as_ref(), field.section.as_ref(), field.unit.as_ref()];
    let options = labels_of(&field.options);
    let checks = field.checks.iter().map(|check| Some(&check.message));
    own.into_iter().chain(options).chain(checks).chain(field.fields.iter().flat_map(texts_of)).collect()
}

fn labels_of(options: &[Choice]) -> Vec<Option<&Text>> {
    options.iter().flat_map(|option| [vec![option.label.as_ref()], labels_of(&option.options)].concat()).collect()
}

/// Words in one language only; text of neither, such as `{customer} × {qty}`, is the same in both.
fn misses_a_language(text: &Text) -> bool {
    match text {
        Text::Each(each) => each.zh.is_none() || each.en.is_none(),
        Text::Plain(words) => words.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)),
    }
}
