//! From a model to XML of DMN 1.5.

use super::model::{
    Boxed, BoxedKind, Decision, FunctionDefinition, ItemDefinition, ItemKind, Iterator, Knowledge, Model, Reference,
    Requirements, Service, Table, Variable,
};
use crate::table::{Aggregation, HitPolicy};
use crate::xml::Element;

const NAMESPACE: &str = "https://www.omg.org/spec/DMN/20230324/MODEL/";

/// A model as a file; reading that again gives the model.
pub(super) fn write(model: &Model) -> String {
    let imports = model.imports.iter().map(|import| {
        Element::new("import")
            .with("name", &import.name)
            .with("namespace", &import.namespace)
            .with("importType", NAMESPACE)
            .with_any("locationURI", import.location.as_ref())
    });
    let inputs = model.inputs.iter().map(|input| {
        Element::new("inputData")
            .with("id", &input.id)
            .with("name", &input.variable.name)
            .containing([variable(&input.variable)])
    });
    let root = Element::new("definitions")
        .with("xmlns", NAMESPACE)
        .with("name", &model.name)
        .with("namespace", &model.namespace)
        .containing(imports)
        .containing(model.types.iter().map(|item| item_definition("itemDefinition", item)))
        .containing(inputs)
        .containing(model.decisions.iter().map(decision))
        .containing(model.knowledge.iter().map(knowledge))
        .containing(model.services.iter().map(service));
    root.indented().to_file()
}

fn variable(variable: &Variable) -> Element {
    named("variable", variable)
}

fn named(element: &str, variable: &Variable) -> Element {
    Element::new(element).with("name", &variable.name).with_any("typeRef", variable.type_ref.as_ref())
}

/// An element whose only content is a text within `<text>`.
fn worded(element: &str, text: &str) -> Element {
    Element::new(element).containing([Element::new("text").saying(text)])
}

fn item_definition(element: &str, item: &ItemDefinition) -> Element {
    let collection = item.collection.then_some("true");
    let (type_ref, components, function) = match &item.of {
        ItemKind::Type(name) => (Some(Element::new("typeRef").saying(name)), Vec::new(), None),
        ItemKind::Components(items) => {
            (None, items.iter().map(|item| item_definition("itemComponent", item)).collect(), None)
        }
        ItemKind::Function { parameters, result } => {
            let parameters = (0..).zip(parameters).map(|(at, of_type): (usize, _)| {
                Element::new("parameters").with("name", format!("p{at}")).with_any("typeRef", of_type.as_ref())
            });
            let function = Element::new("functionItem").with_any("outputTypeRef", result.as_ref());
            (None, Vec::new(), Some(function.containing(parameters)))
        }
        ItemKind::Any => (None, Vec::new(), None),
    };
    Element::new(element)
        .with("name", &item.name)
        .with_any("isCollection", collection)
        .containing(type_ref)
        .containing(item.allowed.iter().map(|allowed| worded("allowedValues", allowed)))
        .containing(item.constraint.iter().map(|constraint| worded("typeConstraint", constraint)))
        .containing(components)
        .containing(function)
}

fn decision(decision: &Decision) -> Element {
    Element::new("decision")
        .with("id", &decision.id)
        .with("name", &decision.variable.name)
        .containing([variable(&decision.variable)])
        .containing(requirements(&decision.requires))
        .containing(decision.logic.iter().map(boxed))
}

fn knowledge(known: &Knowledge) -> Element {
    let logic = known.function.iter().map(|function| function_named("encapsulatedLogic", function));
    Element::new("businessKnowledgeModel")
        .with("id", &known.id)
        .with("name", &known.variable.name)
        .containing([variable(&known.variable)])
        .containing(logic)
        .containing(requirements(&known.requires))
}

fn service(service: &Service) -> Element {
    let references = |element: &'static str, references: &[Reference]| {
        references.iter().map(|one| reference(element, one)).collect::<Vec<_>>()
    };
    Element::new("decisionService")
        .with("id", &service.id)
        .with("name", &service.variable.name)
        .containing([variable(&service.variable)])
        .containing(references("outputDecision", &service.outputs))
        .containing(references("inputDecision", &service.input_decisions))
        .containing(references("inputData", &service.inputs))
}

fn requirements(requires: &Requirements) -> Vec<Element> {
    let each = |outer: &'static str, inner: &'static str, references: &[Reference]| {
        references.iter().map(|one| Element::new(outer).containing([reference(inner, one)])).collect::<Vec<_>>()
    };
    [
        each("informationRequirement", "requiredInput", &requires.inputs),
        each("informationRequirement", "requiredDecision", &requires.decisions),
        each("knowledgeRequirement", "requiredKnowledge", &requires.knowledge),
    ]
    .concat()
}

fn reference(element: &str, reference: &Reference) -> Element {
    let namespace = reference.namespace.as_deref().unwrap_or_default();
    Element::new(element).with("href", format!("{namespace}#{}", reference.id))
}

fn boxed(boxed: &Boxed) -> Element {
    let within = |element: &'static str, part: &Boxed| Element::new(element).containing([self::boxed(part)]);
    let element = match &boxed.kind {
        BoxedKind::Literal(text) => worded("literalExpression", text),
        BoxedKind::Table(rules) => table(rules),
        BoxedKind::Context(entries) => Element::new("context").containing(entries.iter().map(|(name, value)| {
            Element::new("contextEntry").containing(name.iter().map(variable)).containing([self::boxed(value)])
        })),
        BoxedKind::Invocation(function, bindings) => {
            let bindings = bindings.iter().map(|(parameter, value)| {
                Element::new("binding")
                    .containing([named("parameter", parameter)])
                    .containing(value.iter().map(self::boxed))
            });
            Element::new("invocation").containing([self::boxed(function)]).containing(bindings)
        }
        BoxedKind::List(elements) => Element::new("list").containing(elements.iter().map(self::boxed)),
        BoxedKind::Relation(columns, rows) => Element::new("relation")
            .containing(columns.iter().map(|column| Element::new("column").with("name", column)))
            .containing(rows.iter().map(|row| Element::new("row").containing(row.iter().map(self::boxed)))),
        BoxedKind::Function(function) => function_named("functionDefinition", function),
        BoxedKind::Conditional(parts) => Element::new("conditional").containing([
            within("if", &parts[0]),
            within("then", &parts[1]),
            within("else", &parts[2]),
        ]),
        BoxedKind::Filter(parts) => {
            Element::new("filter").containing([within("in", &parts[0]), within("match", &parts[1])])
        }
        BoxedKind::Iterator(iterator, name, parts) => {
            let (element, result) = match iterator {
                Iterator::For => ("for", "return"),
                Iterator::Some => ("some", "satisfies"),
                Iterator::Every => ("every", "satisfies"),
            };
            Element::new(element)
                .with("iteratorVariable", name)
                .containing([within("in", &parts[0]), within(result, &parts[1])])
        }
    };
    // A function says its type itself.
    match &boxed.kind {
        BoxedKind::Function(_) => element,
        _ => element.with_any("typeRef", boxed.type_ref.as_ref()),
    }
}

fn function_named(element: &str, function: &FunctionDefinition) -> Element {
    Element::new(element)
        .with_any("kind", function.external.then_some("Java"))
        .with_any("typeRef", function.type_ref.as_ref())
        .containing(function.parameters.iter().map(|parameter| named("formalParameter", parameter)))
        .containing(function.body.iter().map(boxed))
}

fn table(table: &Table) -> Element {
    let (hit, aggregation) = hit_policy(table.hit);
    let inputs = table.inputs.iter().map(|input| {
        let expression = worded("inputExpression", &input.expression).with_any("typeRef", input.type_ref.as_ref());
        let values = input.values.iter().map(|values| worded("inputValues", values));
        Element::new("input").containing([expression]).containing(values)
    });
    let outputs = table.outputs.iter().map(|output| {
        Element::new("output")
            .with_any("name", output.name.as_ref())
            .with_any("typeRef", output.type_ref.as_ref())
            .containing(output.values.iter().map(|values| worded("outputValues", values)))
            .containing(output.default.iter().map(|default| worded("defaultOutputEntry", default)))
    });
    let rules = table.rules.iter().map(|(tests, results)| {
        Element::new("rule")
            .containing(tests.iter().map(|test| worded("inputEntry", test)))
            .containing(results.iter().map(|result| worded("outputEntry", result)))
    });
    Element::new("decisionTable")
        .with("hitPolicy", hit)
        .with_any("aggregation", aggregation)
        .containing(inputs)
        .containing(outputs)
        .containing(rules)
}

fn hit_policy(hit: HitPolicy) -> (&'static str, Option<&'static str>) {
    match hit {
        HitPolicy::Unique => ("UNIQUE", None),
        HitPolicy::Any => ("ANY", None),
        HitPolicy::Priority => ("PRIORITY", None),
        HitPolicy::First => ("FIRST", None),
        HitPolicy::RuleOrder => ("RULE ORDER", None),
        HitPolicy::OutputOrder => ("OUTPUT ORDER", None),
        HitPolicy::Collect(None) => ("COLLECT", None),
        HitPolicy::Collect(Some(Aggregation::Sum)) => ("COLLECT", Some("SUM")),
        HitPolicy::Collect(Some(Aggregation::Min)) => ("COLLECT", Some("MIN")),
        HitPolicy::Collect(Some(Aggregation::Max)) => ("COLLECT", Some("MAX")),
        HitPolicy::Collect(Some(Aggregation::Count)) => ("COLLECT", Some("COUNT")),
    }
}
