//! Models of decisions by examples: what a model says, what is given, and what comes of it.

mod boxed;
mod hostile;
mod requirements;
mod tables;
mod types;

use feel::dmn::{Library, Model};
use feel::{Context, Limits, Value};

/// A model with these parts.
fn xml(namespace: &str, parts: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="M" namespace="{namespace}">{parts}</definitions>"#
    )
}

/// A decision called `D` that is made by this logic, and requires these parts.
fn decision(requires: &str, logic: &str) -> String {
    named("D", "", requires, logic)
}

fn named(name: &str, type_ref: &str, requires: &str, logic: &str) -> String {
    let type_ref = if type_ref.is_empty() { String::new() } else { format!(r#" typeRef="{type_ref}""#) };
    format!(r#"<decision id="{name}" name="{name}"><variable name="{name}"{type_ref}/>{requires}{logic}</decision>"#)
}

fn input(name: &str, type_ref: &str) -> String {
    format!(r#"<inputData id="{name}" name="{name}"><variable name="{name}" typeRef="{type_ref}"/></inputData>"#)
}

fn requires_input(id: &str) -> String {
    format!(r##"<informationRequirement><requiredInput href="#{id}"/></informationRequirement>"##)
}

fn requires_decision(id: &str) -> String {
    format!(r##"<informationRequirement><requiredDecision href="#{id}"/></informationRequirement>"##)
}

fn requires_knowledge(id: &str) -> String {
    format!(r##"<knowledgeRequirement><requiredKnowledge href="#{id}"/></knowledgeRequirement>"##)
}

/// An expression.
fn text(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    format!("<literalExpression><text>{text}</text></literalExpression>")
}

/// What the decision `D` of a model comes to.
fn decided(parts: &str, given: &str) -> String {
    evaluated(&[xml("urn:m", parts)], "D", given)
}

/// What something in the first of these models comes to.
fn evaluated(models: &[String], name: &str, given: &str) -> String {
    let models: Vec<Model> = models.iter().map(|text| Model::read(text).expect("it is a model")).collect();
    for model in &models {
        assert_eq!(Model::read(&model.write()).as_ref(), Ok(model), "what is written is the model");
    }
    let library = Library::new(&models);
    let value = library.evaluate(name, &context(given), &(), &mut Limits::default());
    value.expect("something is called so").map_or_else(|error| error.code.to_string(), |value| value.to_string())
}

fn context(text: &str) -> Context {
    let expression = feel::parse(text, &()).expect("it is an expression");
    match expression.evaluate(&(), &mut Limits::default()).expect("it is small") {
        Value::Context(context) => (*context).clone(),
        other => panic!("{other} is no context"),
    }
}
