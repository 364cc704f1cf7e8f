//! Whether rules find what they read.

use std::collections::{BTreeMap, BTreeSet};

use super::Finding;
use super::graph::{At, Graph};
use super::literals::compared;
use crate::id::FieldId;
use crate::model::{Condition, Event, EventKind, Field, FieldType, Kind, Node, Right};
use crate::text::Text;

pub(super) fn look(graph: &Graph<'_>, findings: &mut Vec<Finding>) {
    let fields = &graph.definition.form.fields;
    for field in fields {
        shape(field, findings);
        somebody_can_fill(graph, field, findings);
    }
    let filled = Filled::new(graph);
    for (at, reader, text) in readers(graph) {
        for name in names_in(text) {
            if fields.iter().any(|field| field.id == *name.as_str()) && !filled.may_be_before(graph, at, &name) {
                let zh = format!("规则要看「{name}」，但走到这里之前没有人能填它");
                let en = format!("the rule looks at `{name}`, which nobody can have filled before this");
                let repair = Text::each(
                    "让前面的节点可以填写它，或给它默认值",
                    "let a node before this edit it, or give it a default",
                );
                findings.push(Finding::warning("never_filled", reader, Text::each(zh, en)).with_repair(repair));
            }
        }
        options_exist(fields, reader, text, findings);
    }
}

/// The expressions of the graph: where each stands, what it belongs to, and its text.
fn readers<'a>(graph: &Graph<'a>) -> Vec<(At, &'a str, &'a str)> {
    let definition = graph.definition;
    let edges = definition
        .edges
        .iter()
        .filter_map(|edge| Some((graph.find(&edge.from)?, edge.id.as_str(), edge.when.as_ref()?.0.as_str())));
    let inputs = graph.nodes().flat_map(|(at, node)| {
        let inputs = node.table.iter().flat_map(|table| &table.inputs);
        inputs.map(move |input| (at, node.id.as_str(), input.0.as_str()))
    });
    edges.chain(inputs).collect()
}

/// The names that an expression reads; none when it does not parse, which is told elsewhere.
fn names_in(text: &str) -> BTreeSet<String> {
    let parsed = feel::parse(text, &());
    parsed
        .map(|expression| expression.free_names().into_iter().map(|name| name.name.to_string()).collect())
        .unwrap_or_default()
}

/// Where each field can get a value.
struct Filled {
    everywhere: BTreeSet<FieldId>,
    at: BTreeMap<FieldId, Vec<At>>,
}

impl Filled {
    fn new(graph: &Graph<'_>) -> Self {
        let fields = &graph.definition.form.fields;
        let by_itself = fields.iter().filter(|field| field.compute.is_some() || field.default.is_some());
        let everywhere = by_itself.map(|field| field.id.clone()).collect();
        let mut at: BTreeMap<FieldId, Vec<At>> = BTreeMap::new();
        for (place, node) in graph.nodes() {
            for field in fields.iter().filter(|field| writes(node, &field.id)) {
                at.entry(field.id.clone()).or_default().push(place);
            }
        }
        Self { everywhere, at }
    }

    fn may_be_before(&self, graph: &Graph<'_>, at: At, field: &str) -> bool {
        if self.everywhere.contains(field) {
            return true;
        }
        let Some(writers) = self.at.get(field) else { return false };
        graph.reachable(writers.iter().copied(), |at| graph.next(at))[at]
    }
}

/// Whether a field can get a value at a node.
fn writes(node: &Node, field: &FieldId) -> bool {
    let open = node.outcomes.iter().any(|outcome| outcome.opens.contains(field));
    let by_right = match node.fields.get(field) {
        Some(right) => *right >= Right::Edit,
        None => node.kind == Kind::Start && node.fields.is_empty() && node.within.is_none(),
    };
    // What a message or a signal brings is known when it comes.
    let brings = |event: &Event| matches!(event.kind, EventKind::Message | EventKind::Signal);
    let catches = matches!(node.kind, Kind::Start | Kind::Wait | Kind::Boundary | Kind::Service);
    let by_event = catches && (node.kind == Kind::Service || node.event.as_ref().is_some_and(brings));
    let by_each = node.each.as_ref().is_some_and(|each| each.into.as_ref() == Some(field));
    // What a script yields is known when it runs; it may write whatever its text names.
    let by_script = node.script.as_ref().is_some_and(|script| script.0.contains(field.as_str()));
    let by_table = node.table.as_ref().is_some_and(|table| table.outputs.contains(field));
    let by_call = node.call.as_ref().is_some_and(|call| call.output.contains_key(field));
    let filed = node.filing.iter().any(|filing| filing.into == *field || filing.on.as_ref() == Some(field));
    open || filed || by_right || by_script || by_table || by_call || by_event || by_each
}

/// Whether a field has the parts that its type needs.
fn shape(field: &Field, findings: &mut Vec<Finding>) {
    let element = field.id.as_str();
    let chooses = matches!(field.kind, FieldType::Choice | FieldType::Choices);
    if chooses && field.options.is_empty() {
        let message = Text::each("没有选项可选（options）", "there is nothing to choose from (options)");
        findings.push(Finding::error("no_options", element, message));
    }
    if field.kind == FieldType::Table && field.fields.is_empty() {
        let message = Text::each("表格没有列（fields）", "the table has no columns (fields)");
        findings.push(Finding::error("no_columns", element, message));
    }
    let mut seen = BTreeSet::new();
    for option in field.options.iter().filter(|option| !seen.insert(&option.id)) {
        let zh = format!("选项「{}」重复", option.id);
        let en = format!("the option `{}` is there twice", option.id);
        findings.push(Finding::error("duplicate_option", element, Text::each(zh, en)));
    }
    if field.compute.is_some() && field.default.is_some() {
        let message = Text::each("计算字段的默认值不会被用到", "a computed field never uses its default");
        findings.push(Finding::warning("unused_default", element, message));
    }
    for column in &field.fields {
        shape(column, findings);
    }
}

/// What must be filled has to be open to somebody.
fn somebody_can_fill(graph: &Graph<'_>, field: &Field, findings: &mut Vec<Finding>) {
    let must = field.required != Condition::Fixed(false) && field.compute.is_none() && field.default.is_none();
    if must && !graph.nodes().any(|(_, node)| writes(node, &field.id)) {
        let message = Text::each("必填，但没有节点可以填写它", "it is required, and no node can fill it");
        let repair = Text::each(
            "在某个节点的 fields 里设为 edit 或 required",
            "set it to edit or required in the fields of a node",
        );
        findings.push(Finding::warning("required_never_editable", field.id.as_str(), message).with_repair(repair));
    }
}

/// A choice can only be what its options say.
fn options_exist(fields: &[Field], reader: &str, text: &str, findings: &mut Vec<Finding>) {
    for field in fields.iter().filter(|field| field.kind == FieldType::Choice && !field.options.is_empty()) {
        for value in compared(text, field.id.as_str()) {
            if !value.is_empty() && !field.options.iter().any(|option| option.id == value) {
                let zh = format!("「{}」没有选项「{value}」", field.id);
                let en = format!("`{}` has no option `{value}`", field.id);
                findings.push(Finding::error("unknown_option", reader, Text::each(zh, en)));
            }
        }
    }
}
