//! How data flows along the graph: whether what is read can have been filled, and whether what is filled is read.
//!
//! For every field is known, before each node, whether some path fills it, whether every path offers it to be filled,
//! and whether it surely has a value. Branches that run at the same time share the data of the instance, so that at a
//! join counts what any of them has filled.

mod fields;
mod paths;
mod reads;
mod spoken;
mod uses;
mod writes;

#[cfg(all(test, feature = "yaml"))]
mod tests;

use std::collections::BTreeSet;

use feel::check::Declarations;

use super::graph::Graph;
use super::{Edit, Finding, Severity};
use crate::id::FieldId;
use crate::model::{Condition, Field, FieldType, Right};
use crate::process::{HostNames, Process};
use crate::text::Text;
use paths::Paths;
use reads::{Moment, Read, reads};
use spoken::spoken_of;
use uses::is_seen;
pub use uses::{How, Use, uses};
use writes::is_carried;
pub(super) use writes::writes;

/// Whether a field is of any use is only asked of what can be run: of a draft it is not known what it is meant for.
pub(super) fn look(graph: &Graph<'_>, process: Option<&Process>, declared: &Declarations, findings: &mut Vec<Finding>) {
    let names = HostNames::of(graph.definition);
    let paths = Paths::new(graph, &names);
    // What is told where a rule looks at it is not told again at the field.
    let mut told: BTreeSet<&FieldId> = BTreeSet::new();
    for read in reads(graph, &names, declared) {
        for (place, field) in graph.definition.form.fields.iter().enumerate() {
            if read.looks_at(field) {
                let finding = filled_before(graph, &paths, declared, &read, place, field);
                told.extend(finding.as_ref().filter(|finding| finding.code == "never_filled").map(|_| &field.id));
                findings.extend(finding);
            }
        }
    }
    graph.definition.form.fields.iter().for_each(|field| asked_in_vain(graph, field, findings));
    let Some(process) = process else { return };
    let spoken_of = spoken_of(process);
    // What is there to be read holds nothing that could be filled.
    let fields = graph.definition.form.fields.iter().filter(|field| field.kind != FieldType::Explanation);
    for field in fields {
        if is_carried(graph.definition, &field.id) || graph.nodes().any(|(_, node)| writes(node, &field.id)) {
            nobody_reads(graph, field, &spoken_of, findings);
        } else if !told.contains(&field.id) {
            nobody_writes(field, &spoken_of, findings);
        }
    }
}

/// Whether a field can have been filled where it is read.
fn filled_before(
    graph: &Graph<'_>,
    paths: &Paths,
    declared: &Declarations,
    read: &Read<'_>,
    place: usize,
    field: &Field,
) -> Option<Finding> {
    let id = &field.id;
    let facts = match read.moment {
        Moment::Before(at) => paths.before(at)?,
        Moment::After(at) => paths.after(at)?,
    };
    let (Moment::Before(at) | Moment::After(at)) = read.moment;
    let finding = if !facts.may.has(place) && read.needs(declared, field) {
        let beside = paths.is_filled_beside(graph, at, place);
        let repair =
            Text::each("让前面的节点可以填写它，或给它默认值", "let a node before this edit it, or give it a default");
        let message = match beside {
            false => Text::each(
                format!("规则要看「{id}」，但走到这里之前没有人能填它"),
                format!("the rule looks at `{id}`, which nobody can have filled before this"),
            ),
            true => Text::each(
                format!("规则要看「{id}」，而它只在同时进行的另一分支中填写：走到这里时未必已填"),
                format!("the rule looks at `{id}`, which only a branch beside this fills: it may come too late"),
            ),
        };
        // Whoever draws BPMN elsewhere may fill data in ways that the drawing does not show.
        let is_sure = !beside && !graph.definition.is_from_bpmn();
        let severity = if is_sure { Severity::Error } else { Severity::Warning };
        Finding { severity, ..Finding::warning("never_filled", read.element, message) }.with_repair(repair)
    } else if !facts.offered.has(place) && read.needs(declared, field) {
        let message = Text::each(
            format!("规则要看「{id}」，但有的路径走到这里时没有人能填过它"),
            format!("the rule looks at `{id}`, which nobody can have filled on some of the ways here"),
        );
        let repair = Text::each(
            format!("让每条路径上的节点都可以填写它，或写明为空时怎么办，例如 {id} = null or …"),
            format!("let a node on every way edit it, or say what holds without it, as in `{id} = null or …`"),
        );
        let path = paths.without(graph, at, place);
        Finding { path, ..Finding::warning("filled_on_some_ways", read.element, message) }.with_repair(repair)
    } else if !facts.surely.has(place) && read.may_go_unnoticed(declared, field) {
        let message = Text::each(
            format!("规则要看「{id}」，而前面的节点可以不填它"),
            format!("the rule looks at `{id}`, which the nodes before this may leave empty"),
        );
        let repair = Text::each("在前面的节点设为 required", "set it to required at a node before this");
        Finding::note("may_be_left_empty", read.element, message).with_repair(repair)
    } else {
        return None;
    };
    Some(finding)
}

/// A node that asks for what it cannot get.
fn asked_in_vain(graph: &Graph<'_>, field: &Field, findings: &mut Vec<Finding>) {
    let why = if field.compute.is_some() {
        ("它是计算字段，没有人填写", "which is computed: nobody fills it")
    } else if !field.is_filled_by_people() {
        ("它不由人填写", "which nobody fills")
    } else if field.show == Condition::Fixed(false) {
        ("它从不显示", "which is never shown")
    } else {
        return;
    };
    for (_, node) in graph.nodes().filter(|(_, node)| node.fields.get(&field.id) == Some(&Right::Required)) {
        let message = Text::each(
            format!("节点要求填写「{}」，而{}", field.id, why.0),
            format!("the node requires `{}`, {}", field.id, why.1),
        );
        let repair = Text::each("改为 read", "set it to read");
        let finding = Finding::warning("required_in_vain", node.id.as_str(), message).with_repair(repair);
        findings.push(finding.with_edits([Edit::set(node, &format!("fields/{}", field.id), "read")]));
    }
}

/// A field that nothing fills; what is required is told as such.
fn nobody_writes(field: &Field, spoken_of: &BTreeSet<String>, findings: &mut Vec<Finding>) {
    if field.fills_itself() || field.required != Condition::Fixed(false) {
        return;
    }
    let is_read = spoken_of.contains(field.id.as_str());
    let message = match is_read {
        true => Text::each("有规则要看它，但没有节点可以填写它", "rules look at it, and no node can fill it"),
        false => Text::each("没有节点可以填写它", "no node can fill it"),
    };
    let repair = Text::each("让某个节点可以填写它，或删除它", "let a node edit it, or remove it");
    let finding = Finding::warning("written_by_nobody", field.id.as_str(), message).with_repair(repair);
    // What rules speak of is not removed without them.
    let removal = (!is_read).then(|| Edit::RemoveField { field: field.id.clone() });
    findings.push(finding.with_edits(removal));
}

/// A field that is filled, and that nobody sees or uses afterwards.
fn nobody_reads(graph: &Graph<'_>, field: &Field, spoken_of: &BTreeSet<String>, findings: &mut Vec<Finding>) {
    let is_seen = graph.nodes().any(|(_, node)| is_seen(node, &field.id));
    let passes_all = graph.nodes().any(|(_, node)| node.call.as_ref().is_some_and(|call| call.input.is_none()));
    if is_seen || passes_all || spoken_of.contains(field.id.as_str()) {
        return;
    }
    let message =
        Text::each("填了之后没有人看到它，也没有规则用到它", "nobody sees it after it is filled, and no rule uses it");
    let repair = Text::each("在后面的节点设为 read，或删除它", "set it to read at a later node, or remove it");
    let finding = Finding::note("never_read", field.id.as_str(), message).with_repair(repair);
    // What a step computes is not removed without it.
    let is_computed = graph.nodes().any(|(_, node)| {
        let by_script = node.script.as_ref().is_some_and(|script| script.0.contains(field.id.as_str()));
        by_script || node.yields().any(|yielded| *yielded == field.id)
    });
    let removal = (!is_computed).then(|| Edit::RemoveField { field: field.id.clone() });
    findings.push(finding.with_edits(removal));
}
