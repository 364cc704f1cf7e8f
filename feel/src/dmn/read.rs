//! From XML to a model. All versions of the standard are read alike; what is not about the logic (diagrams, sources,
//! notes) is passed over.

use super::error::{ModelError, ModelErrorKind};
use super::model::{
    Boxed, BoxedKind, Decision, FunctionDefinition, Import, InputData, ItemDefinition, ItemKind, Iterator, Knowledge,
    Model, Reference, Requirements, Service, Table, TableInput, TableOutput, Variable,
};
use crate::table::{Aggregation, HitPolicy};
use crate::xml::{self, Element};

type Read<T> = Result<T, ModelError>;

/// Reads a model from its XML.
///
/// # Errors
/// The text is no XML, no model, or lacks a part that the standard asks for.
pub(super) fn read(text: &str) -> Read<Model> {
    let root = xml::read(text).map_err(|error| ModelError::of_xml(&error))?;
    let is_dmn = root.namespace.as_deref().is_some_and(|namespace| namespace.contains("/DMN/"));
    if !is_dmn || root.local_name() != "definitions" {
        return Err(ModelError::new(ModelErrorKind::NoModel, root.name.clone()));
    }
    let reader = Reader { prefixes: prefixes(&root) };
    Ok(Model {
        namespace: root.attribute("namespace").unwrap_or_default().to_owned(),
        name: root.attribute("name").unwrap_or_default().to_owned(),
        imports: root.named("import").map(import).collect(),
        types: reader.each(&root, "itemDefinition", Reader::item_definition)?,
        inputs: reader.each(&root, "inputData", Reader::input_data)?,
        decisions: reader.each(&root, "decision", Reader::decision)?,
        knowledge: reader.each(&root, "businessKnowledgeModel", Reader::knowledge)?,
        services: reader.each(&root, "decisionService", Reader::service)?,
    })
}

/// The prefixes that the root declares.
fn prefixes(root: &Element) -> Vec<String> {
    root.attributes.iter().filter_map(|(name, _)| name.strip_prefix("xmlns:").map(str::to_owned)).collect()
}

fn import(element: &Element) -> Import {
    let attribute = |name| element.attribute(name).map(str::to_owned);
    Import {
        name: attribute("name").unwrap_or_default(),
        namespace: attribute("namespace").unwrap_or_default(),
        location: attribute("locationURI"),
    }
}

struct Reader {
    /// Before a colon these are no part of the name of a type.
    prefixes: Vec<String>,
}

impl Reader {
    fn each<T>(&self, element: &Element, name: &str, read: fn(&Self, &Element) -> Read<T>) -> Read<Vec<T>> {
        element.named(name).map(|part| read(self, part)).collect()
    }

    fn item_definition(&self, element: &Element) -> Read<ItemDefinition> {
        let components = self.each(element, "itemComponent", Self::item_definition)?;
        let of = match element.first("functionItem") {
            Some(function) => ItemKind::Function {
                parameters: function.named("parameters").map(|parameter| self.type_ref(parameter)).collect(),
                result: function.attribute("outputTypeRef").map(|name| self.without_prefix(name)),
            },
            None if !components.is_empty() => ItemKind::Components(components),
            None => self.type_ref(element).map_or(ItemKind::Any, ItemKind::Type),
        };
        Ok(ItemDefinition {
            name: required(element, "name")?,
            of,
            allowed: text_of(element, "allowedValues"),
            constraint: text_of(element, "typeConstraint"),
            collection: element.attribute("isCollection") == Some("true"),
        })
    }

    fn input_data(&self, element: &Element) -> Read<InputData> {
        Ok(InputData { id: id_of(element), variable: self.variable_of(element)? })
    }

    fn decision(&self, element: &Element) -> Read<Decision> {
        Ok(Decision {
            id: id_of(element),
            variable: self.variable_of(element)?,
            requires: requirements(element),
            logic: self.logic_in(element)?,
        })
    }

    fn knowledge(&self, element: &Element) -> Read<Knowledge> {
        let function = element.first("encapsulatedLogic").map(|logic| self.function(logic)).transpose()?;
        Ok(Knowledge {
            id: id_of(element),
            variable: self.variable_of(element)?,
            requires: requirements(element),
            function,
        })
    }

    fn service(&self, element: &Element) -> Read<Service> {
        let references = |name| element.named(name).filter_map(reference).collect();
        Ok(Service {
            id: id_of(element),
            variable: self.variable_of(element)?,
            outputs: references("outputDecision"),
            input_decisions: references("inputDecision"),
            inputs: references("inputData"),
        })
    }

    /// The variable of an element, which has its name.
    fn variable_of(&self, element: &Element) -> Read<Variable> {
        let type_ref = element.first("variable").and_then(|variable| self.type_ref(variable));
        Ok(Variable { name: name_of(element)?, type_ref })
    }

    fn variable(&self, element: &Element) -> Read<Variable> {
        Ok(Variable { name: name_of(element)?, type_ref: self.type_ref(element) })
    }

    /// The name of a type: an attribute, or an element in older versions.
    fn type_ref(&self, element: &Element) -> Option<String> {
        let named = element.attribute("typeRef").map(str::to_owned);
        let named = named.or_else(|| element.first("typeRef").map(Element::text));
        named.map(|name| self.without_prefix(name.trim())).filter(|name| !name.is_empty())
    }

    fn without_prefix(&self, name: &str) -> String {
        match name.split_once(':') {
            Some((prefix, rest)) if self.prefixes.iter().any(|known| known == prefix) => rest.trim_start().to_owned(),
            _ => name.to_owned(),
        }
    }

    /// The piece of logic that stands in an element.
    fn logic_in(&self, element: &Element) -> Read<Option<Boxed>> {
        let mut parts = element.elements().filter(|part| part.namespace == element.namespace);
        let logic = parts.find(|part| is_logic(part.local_name()));
        logic.map(|logic| self.logic(logic)).transpose()
    }

    fn logic_of(&self, element: &Element, name: &str) -> Read<Boxed> {
        let part = element.first(name).ok_or_else(|| missing(element, name))?;
        self.logic_in(part)?.ok_or_else(|| missing(part, "an expression"))
    }

    fn logic(&self, element: &Element) -> Read<Boxed> {
        let kind = match element.local_name() {
            "literalExpression" => BoxedKind::Literal(text_of_own(element)),
            "decisionTable" => BoxedKind::Table(self.table(element)?),
            "context" => BoxedKind::Context(self.each(element, "contextEntry", Self::context_entry)?),
            "invocation" => {
                let function = self.logic_in(element)?.ok_or_else(|| missing(element, "an expression"))?;
                BoxedKind::Invocation(Box::new(function), self.each(element, "binding", Self::binding)?)
            }
            "list" => BoxedKind::List(self.logics(element)?),
            "relation" => {
                let columns = element.named("column").map(name_of).collect::<Read<_>>()?;
                BoxedKind::Relation(columns, self.each(element, "row", Self::logics)?)
            }
            "functionDefinition" => BoxedKind::Function(Box::new(self.function(element)?)),
            "conditional" => BoxedKind::Conditional(Box::new([
                self.logic_of(element, "if")?,
                self.logic_of(element, "then")?,
                self.logic_of(element, "else")?,
            ])),
            "filter" => BoxedKind::Filter(Box::new([self.logic_of(element, "in")?, self.logic_of(element, "match")?])),
            "for" => self.iterator(element, Iterator::For, "return")?,
            "some" => self.iterator(element, Iterator::Some, "satisfies")?,
            "every" => self.iterator(element, Iterator::Every, "satisfies")?,
            other => return Err(ModelError::new(ModelErrorKind::UnknownLogic, other)),
        };
        Ok(Boxed { type_ref: self.type_ref(element), kind })
    }

    fn logics(&self, element: &Element) -> Read<Vec<Boxed>> {
        let parts = element.elements().filter(|part| part.namespace == element.namespace);
        parts.filter(|part| is_logic(part.local_name())).map(|part| self.logic(part)).collect()
    }

    fn context_entry(&self, element: &Element) -> Read<(Option<Variable>, Boxed)> {
        let variable = element.first("variable").map(|variable| self.variable(variable)).transpose()?;
        let value = self.logic_in(element)?.ok_or_else(|| missing(element, "an expression"))?;
        Ok((variable, value))
    }

    fn binding(&self, element: &Element) -> Read<(Variable, Option<Boxed>)> {
        let parameter = element.first("parameter").ok_or_else(|| missing(element, "parameter"))?;
        Ok((self.variable(parameter)?, self.logic_in(element)?))
    }

    fn function(&self, element: &Element) -> Read<FunctionDefinition> {
        Ok(FunctionDefinition {
            parameters: self.each(element, "formalParameter", Self::variable)?,
            body: self.logic_in(element)?,
            type_ref: self.type_ref(element),
            external: element.attribute("kind").is_some_and(|kind| !kind.eq_ignore_ascii_case("feel")),
        })
    }

    fn iterator(&self, element: &Element, iterator: Iterator, result: &str) -> Read<BoxedKind> {
        let variable = element.attribute("iteratorVariable").ok_or_else(|| missing(element, "iteratorVariable"))?;
        let parts = [self.logic_of(element, "in")?, self.logic_of(element, result)?];
        Ok(BoxedKind::Iterator(iterator, variable.to_owned(), Box::new(parts)))
    }

    fn table(&self, element: &Element) -> Read<Table> {
        let inputs = element.named("input").map(|input| {
            let expression = input.first("inputExpression").ok_or_else(|| missing(input, "inputExpression"))?;
            Ok(TableInput {
                expression: text_of_own(expression),
                type_ref: self.type_ref(expression),
                values: text_of(input, "inputValues"),
            })
        });
        let outputs = element.named("output").map(|output| TableOutput {
            name: output.attribute("name").map(normal),
            type_ref: self.type_ref(output),
            values: text_of(output, "outputValues"),
            default: text_of(output, "defaultOutputEntry"),
        });
        let rules = element.named("rule").map(|rule| {
            let texts = |name| rule.named(name).map(text_of_own).collect();
            (texts("inputEntry"), texts("outputEntry"))
        });
        Ok(Table {
            hit: hit_policy(element)?,
            inputs: inputs.collect::<Read<_>>()?,
            outputs: outputs.collect(),
            rules: rules.collect(),
        })
    }
}

fn is_logic(name: &str) -> bool {
    let known = [
        "literalExpression",
        "decisionTable",
        "context",
        "invocation",
        "list",
        "relation",
        "functionDefinition",
        "conditional",
        "filter",
        "for",
        "some",
        "every",
    ];
    known.contains(&name)
}

fn hit_policy(table: &Element) -> Read<HitPolicy> {
    let aggregation = match table.attribute("aggregation") {
        None => None,
        Some("SUM") => Some(Aggregation::Sum),
        Some("MIN") => Some(Aggregation::Min),
        Some("MAX") => Some(Aggregation::Max),
        Some("COUNT") => Some(Aggregation::Count),
        Some(other) => return Err(ModelError::new(ModelErrorKind::UnknownHitPolicy, other)),
    };
    Ok(match table.attribute("hitPolicy").unwrap_or("UNIQUE") {
        "UNIQUE" => HitPolicy::Unique,
        "ANY" => HitPolicy::Any,
        "PRIORITY" => HitPolicy::Priority,
        "FIRST" => HitPolicy::First,
        "RULE ORDER" => HitPolicy::RuleOrder,
        "OUTPUT ORDER" => HitPolicy::OutputOrder,
        "COLLECT" => HitPolicy::Collect(aggregation),
        other => return Err(ModelError::new(ModelErrorKind::UnknownHitPolicy, other)),
    })
}

fn requirements(element: &Element) -> Requirements {
    let required = |within: &str, name: &str| {
        element.named(within).filter_map(|requirement| requirement.first(name)).filter_map(reference).collect()
    };
    Requirements {
        inputs: required("informationRequirement", "requiredInput"),
        decisions: required("informationRequirement", "requiredDecision"),
        knowledge: required("knowledgeRequirement", "requiredKnowledge"),
    }
}

/// `#id`, or `namespace#id`.
fn reference(element: &Element) -> Option<Reference> {
    let (namespace, id) = element.attribute("href")?.rsplit_once('#')?;
    Some(Reference {
        namespace: Some(namespace.to_owned()).filter(|namespace| !namespace.is_empty()),
        id: id.to_owned(),
    })
}

fn required(element: &Element, attribute: &str) -> Read<String> {
    element.attribute(attribute).map(str::to_owned).ok_or_else(|| missing(element, attribute))
}

/// The id of a part; one without cannot be referred to.
fn id_of(element: &Element) -> String {
    element.attribute("id").unwrap_or_default().to_owned()
}

fn name_of(element: &Element) -> Read<String> {
    required(element, "name").map(|name| normal(&name))
}

/// A name with single spaces between its words, as expressions know it.
fn normal(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text that an element holds, as an expression has it.
fn text_of_own(element: &Element) -> String {
    element.first("text").map(Element::text).unwrap_or_default()
}

fn text_of(element: &Element, name: &str) -> Option<String> {
    element.first(name).map(text_of_own).filter(|text| !text.trim().is_empty())
}

fn missing(element: &Element, part: &str) -> ModelError {
    let named = element.attribute("name").or(element.attribute("id")).unwrap_or_default();
    ModelError::new(ModelErrorKind::Missing, format!("{} {named}: {part}", element.local_name()))
}
