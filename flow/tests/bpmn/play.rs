//! Small files, read and played.

use std::sync::Arc;

use flow::bpmn::{self, Reading};
use flow::check::{Finding, Severity, Surroundings, check};
use flow::model::{Definition, Node};
use flow::process::Process;
use flow::time::Moment;
use flow::trace::{Happening, Plan, Trace, Wishes, stepping_over_scripts, trace};
use serde_json::json;

/// A file with one executable process.
pub(super) fn file(process: &str) -> String {
    whole(&format!("<process id=\"p\" isExecutable=\"true\">{process}</process>"))
}

/// A file of these elements.
pub(super) fn whole(elements: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
        xmlns:flowable="http://flowable.org/bpmn" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
        xmlns:other="urn:other" targetNamespace="urn:test">{elements}</definitions>"#
    )
}

pub(super) fn reading(text: &str) -> Reading {
    let reading = bpmn::read(text, None).expect("the file is read");
    // Whatever was read goes out as it came in.
    let written = bpmn::write(&reading.definition);
    assert_eq!(super::interchange::model(&written), super::interchange::model(text));
    reading
}

/// A process that starts, does this, and ends. Ids: `s`, `t` and `e`, with the flows `in` and `out`.
pub(super) fn with_task(task: &str, more: &str) -> String {
    file(&format!(
        r#"<startEvent id="s"/>{task}<endEvent id="e"/><sequenceFlow id="in" sourceRef="s" targetRef="t"/>
        <sequenceFlow id="out" sourceRef="t" targetRef="e"/>{more}"#
    ))
}

pub(super) fn definition(text: &str) -> Definition {
    reading(text).definition
}

pub(super) fn node<'d>(definition: &'d Definition, id: &str) -> &'d Node {
    definition.nodes.iter().find(|node| node.id == *id).unwrap_or_else(|| panic!("there is no {id}"))
}

/// The codes and elements of the errors.
pub(super) fn errors(definition: Definition) -> Vec<(String, String)> {
    let found = check(&Arc::new(definition), &Surroundings::default());
    let errors = found.into_iter().filter(|finding| finding.severity == Severity::Error);
    errors.map(|Finding { code, element, .. }| (code, element.unwrap_or_default())).collect()
}

/// Whether a file is refused with this code at this element.
pub(super) fn refuses(text: &str, code: &str, element: &str) {
    let errors = errors(definition(text));
    assert!(errors.contains(&(code.to_owned(), element.to_owned())), "{code} at {element} in {errors:?}");
}

pub(super) fn play(text: &str, data: serde_json::Value, wishes: &[&str]) -> Trace {
    let definition = Arc::new(stepping_over_scripts(definition(text)));
    let found = check(&definition, &Surroundings::default());
    assert!(found.iter().all(|finding| finding.severity != Severity::Error), "{found:?}");
    let process = Arc::new(Process::new(definition).expect("it has no errors"));
    let wishes = Wishes::read(&process, wishes.iter().copied()).expect("the wishes can be fulfilled");
    let data = data.as_object().expect("an object").clone();
    let at = Moment(1_767_574_800_000);
    let plan = Plan { process, called: Vec::new(), organisation: None, by: None, at, data, wishes, most: 1_000 };
    trace(&plan).expect("it begins")
}

/// The nodes that are completed, in order, and how it ends.
pub(super) fn path(text: &str, data: serde_json::Value, wishes: &[&str]) -> String {
    let traced = play(text, data, wishes);
    let completed = traced.steps.iter().filter(|step| step.happening == Happening::Complete);
    let path: Vec<&str> = completed.map(|step| step.node.as_str()).collect();
    format!("{}: {}", path.join(" "), traced.ending.name())
}

pub(super) fn plain_path(text: &str) -> String {
    path(text, json!({}), &[])
}
