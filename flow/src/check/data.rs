//! Whether fields have what their types need, and rules compare them with what they can hold.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::data_flow::writes;
use super::graph::Graph;
use super::literals::compared;
use super::{Edit, Finding};
use crate::model::{Choice, Condition, Field, FieldType};
use crate::text::Text;

/// How many stars a rating can go up to.
const MOST_STARS: RangeInclusive<u8> = 2..=10;

/// The columns that a field can take.
const COLUMNS: RangeInclusive<u8> = 1..=12;

pub(super) fn look(graph: &Graph<'_>, findings: &mut Vec<Finding>) {
    let fields = &graph.definition.form.fields;
    for field in fields {
        shape(field, true, findings);
        somebody_can_fill(graph, field, findings);
    }
    for (reader, text) in readers(graph) {
        options_exist(fields, reader, text, findings);
    }
}

/// The expressions of the graph that compare: what each belongs to, and its text.
fn readers<'a>(graph: &Graph<'a>) -> impl Iterator<Item = (&'a str, &'a str)> {
    let edges = graph.definition.edges.iter();
    let edges = edges.filter_map(|edge| Some((edge.id.as_str(), edge.when.as_ref()?.0.as_str())));
    let inputs = graph.definition.nodes.iter().flat_map(|node| {
        let inputs = node.table.iter().flat_map(|table| &table.inputs);
        inputs.map(move |input| (node.id.as_str(), input.0.as_str()))
    });
    let starts = graph.definition.nodes.iter();
    let starts = starts.filter_map(|node| Some((node.id.as_str(), node.exception.as_ref()?.0.as_str())));
    edges.chain(inputs).chain(starts)
}

/// Whether a field of the form, or a column of a table, has the parts that its type needs.
fn shape(field: &Field, is_field: bool, findings: &mut Vec<Finding>) {
    let element = field.id.as_str();
    let chooses = matches!(field.kind, FieldType::Choice | FieldType::Choices | FieldType::Cascade);
    if chooses && field.options.is_empty() {
        let message = Text::each("没有选项可选（options）", "there is nothing to choose from (options)");
        findings.push(Finding::error("no_options", element, message));
    }
    if field.kind == FieldType::Table && field.fields.is_empty() {
        let message = Text::each("表格没有列（fields）", "the table has no columns (fields)");
        findings.push(Finding::error("no_columns", element, message));
    }
    if field.width.is_some_and(|width| !COLUMNS.contains(&width)) {
        let message = Text::each("宽度须为 1 至 12 栏（width）", "its width is 1 to 12 columns (width)");
        let finding = Finding::error("wrong_width", element, message);
        findings.push(finding.with_edits(is_field.then(|| Edit::drop(field, "width"))));
    }
    if !is_field && field.read_only != Condition::Fixed(false) {
        let message = Text::each(
            "表格的列不能按条件只读（read_only）：行没有自己的标识",
            "a column cannot be read-only (read_only): rows have nothing by which to tell what they were",
        );
        findings.push(Finding::error("read_only_column", element, message));
    }
    options_differ(element, &field.options, findings);
    number_and_stars(field, findings);
    if field.kind == FieldType::Explanation && field.hint.is_none() {
        let message = Text::each("没有要说明的文字（hint）", "there is nothing to read (hint)");
        findings.push(Finding::warning("no_text", element, message));
    }
    if field.compute.is_some() && field.default.is_some() {
        let message = Text::each("计算字段的默认值不会被用到", "a computed field never uses its default");
        let repair = Text::each("去掉 default", "drop default");
        let finding = Finding::warning("unused_default", element, message).with_repair(repair);
        findings.push(finding.with_edits(is_field.then(|| Edit::drop(field, "default"))));
    }
    for column in &field.fields {
        shape(column, false, findings);
    }
}

/// Options side by side are told apart by their ids.
fn options_differ(element: &str, options: &[Choice], findings: &mut Vec<Finding>) {
    let mut seen = BTreeSet::new();
    for option in options {
        if !seen.insert(&option.id) {
            let zh = format!("选项「{}」重复", option.id);
            let en = format!("the option `{}` is there twice", option.id);
            findings.push(Finding::error("duplicate_option", element, Text::each(zh, en)));
        }
        options_differ(element, &option.options, findings);
    }
}

/// Whether a serial number can be made, and a rating be given.
fn number_and_stars(field: &Field, findings: &mut Vec<Finding>) {
    let element = field.id.as_str();
    if field.kind == FieldType::Serial && !field.pattern.as_ref().is_some_and(|pattern| pattern.contains("{seq")) {
        let message = Text::each(
            "编号规则（pattern）里没有流水号，每个编号都会相同",
            "the pattern of the number has no count: all numbers would be the same",
        );
        let repair = Text::each("例如 pattern: HT-{yyyy}-{seq:4}", "write, for example, pattern: HT-{yyyy}-{seq:4}");
        findings.push(Finding::error("number_without_count", element, message).with_repair(repair));
    }
    if field.kind == FieldType::Rating && !MOST_STARS.contains(&field.stars()) {
        let message = Text::each("评分须为 2 至 10 星（scale）", "a rating goes up to 2 to 10 stars (scale)");
        findings.push(Finding::error("wrong_stars", element, message));
    }
}

/// What must be filled has to be open to somebody.
fn somebody_can_fill(graph: &Graph<'_>, field: &Field, findings: &mut Vec<Finding>) {
    let must = field.required != Condition::Fixed(false) && !field.fills_itself();
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
