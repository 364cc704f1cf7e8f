//! The data that expressions speak of: BPMN has no form, so that whatever they name is a field.

use std::collections::{BTreeMap, BTreeSet};

use feel::check::{Declarations, check, infer};
use feel::xml::Element;
use feel::{Expression, Type};

use super::Reader;
use crate::bpmn::document::parts;
use crate::model::{Activate, Definition, Event, Field, FieldType, Formula, Who};
use crate::process::{HostNames, type_of};

/// The types that a field can be of by its use, in the order in which they are tried.
const TYPES: [FieldType; 7] = [
    FieldType::Text,
    FieldType::Number,
    FieldType::Boolean,
    FieldType::Date,
    FieldType::DateTime,
    FieldType::Time,
    FieldType::People,
];

/// Names that we have a meaning for and that are data in any other engine.
const DATA: [&str; 4] = ["result", "end", "number", "started"];

/// An expression of the process, and what it has to yield.
struct Use {
    expression: Expression,
    expected: Option<Type>,
}

impl<'x> Reader<'_, 'x> {
    /// Declares what conditions, scripts and rules speak of.
    pub(super) fn fields(&mut self, process: &Element) {
        let uses = self.uses();
        let known = HostNames::with_fields([])
            .and(self.definition.nodes.iter().filter_map(|node| node.each.as_ref()?.item.as_deref()));
        let mut types: BTreeMap<String, Option<FieldType>> = BTreeMap::new();
        for one in &uses {
            for name in one.expression.free_names() {
                let is_data = DATA.contains(&&*name.name);
                let is_ours = !is_data && known.knows(&name.name) || feel::is_built_in(&name.name);
                if !is_ours {
                    types.insert(name.name.to_string(), None);
                }
            }
        }
        for (name, of_type) in written(&self.definition) {
            types.insert(name, field_type(&of_type));
        }
        types.extend(self.people.iter().map(|name| (name.clone(), Some(FieldType::Person))));
        by_use(&mut types, &uses);
        let declared = order_of(process);
        let mut fields: Vec<Field> =
            types.into_iter().map(|(name, of_type)| Field::new(name, of_type.unwrap_or(FieldType::Text))).collect();
        fields.sort_by_key(|field| declared.iter().position(|name| field.id == **name).unwrap_or(usize::MAX));
        self.definition.form.fields = fields;
    }

    fn uses(&self) -> Vec<Use> {
        let definition = &self.definition;
        let mut uses = Vec::new();
        let mut add = |formula: &Formula, expected: Option<Type>| {
            if let Ok(expression) = feel::parse(&formula.0, &self.names) {
                uses.push(Use { expression, expected });
            }
        };
        let truth = || Some(Type::Boolean.optional());
        let count = || Some(Type::Any);
        definition.edges.iter().filter_map(|edge| edge.when.as_ref()).for_each(|when| add(when, truth()));
        for node in &definition.nodes {
            node.script.iter().for_each(|script| add(script, None));
            if let Some(each) = &node.each {
                add(&each.list, count());
                each.until.iter().for_each(|until| add(until, truth()));
            }
            node.repeat.iter().filter_map(|repeat| repeat.while_.as_ref()).for_each(|while_| add(while_, truth()));
            if let Some(Activate::When(when)) = &node.activate {
                add(when, truth());
            }
            node.ad_hoc.iter().filter_map(|ad_hoc| ad_hoc.until.as_ref()).for_each(|until| add(until, truth()));
            node.call.iter().filter_map(|call| call.input.as_ref()).flatten().for_each(|(_, input)| add(input, None));
            if let Some(Who::Expression(who)) = &node.who {
                add(who, None);
            }
        }
        let events = definition.nodes.iter().filter_map(|node| node.event.clone());
        for Event { key, at, when, data, .. } in
            events.chain(definition.attached.iter().map(|attached| attached.event()))
        {
            key.iter().chain(&at).chain(data.values()).for_each(|formula| add(formula, None));
            when.iter().for_each(|when| add(when, truth()));
        }
        uses
    }
}

/// What scripts and calls write.
fn written(definition: &Definition) -> Vec<(String, Type)> {
    let scripts = definition.nodes.iter().filter_map(|node| feel::parse(&node.script.as_ref()?.0, &()).ok());
    let by_scripts = scripts.flat_map(|script| match infer(&script, &Declarations::default()) {
        Type::Context(entries) => entries.iter().map(|(name, of_type)| (name.to_string(), of_type.clone())).collect(),
        _ => Vec::new(),
    });
    let calls = definition.nodes.iter().filter_map(|node| node.call.as_ref());
    let by_calls = calls.flat_map(|call| call.output.keys()).map(|field| (field.as_str().to_owned(), Type::Any));
    by_scripts.chain(by_calls).collect()
}

/// Finds types by trying: a field has the only type under which every expression makes sense; where several do, it is
/// looked at again when others are known.
fn by_use(types: &mut BTreeMap<String, Option<FieldType>>, uses: &[Use]) {
    for _ in 0..2 {
        let unknown: Vec<String> =
            types.iter().filter(|(_, of_type)| of_type.is_none()).map(|(name, _)| name.clone()).collect();
        for name in unknown {
            let fit: Vec<FieldType> = TYPES.into_iter().filter(|of_type| fits(&name, *of_type, types, uses)).collect();
            if fit.len() == 1 {
                types.insert(name, fit.first().copied());
            }
        }
    }
}

fn fits(name: &str, of_type: FieldType, types: &BTreeMap<String, Option<FieldType>>, uses: &[Use]) -> bool {
    let declared_type = |field: &FieldType| type_of(&Field::new("", *field));
    let declared = types.iter().fold(Declarations::default(), |declared, (other, known)| match known {
        _ if other == name => declared.with(name, declared_type(&of_type)),
        Some(known) => declared.with(other, declared_type(known)),
        None => declared.with(other, Type::Any),
    });
    let concerned = uses.iter().filter(|one| one.expression.free_names().iter().any(|free| *free.name == *name));
    concerned.into_iter().all(|one| check(&one.expression, &declared, one.expected.as_ref()).problems.is_empty())
}

fn field_type(of_type: &Type) -> Option<FieldType> {
    Some(match of_type.clone().required() {
        Type::Number => FieldType::Number,
        Type::Boolean => FieldType::Boolean,
        Type::Date => FieldType::Date,
        Type::DateTime => FieldType::DateTime,
        Type::Time => FieldType::Time,
        Type::String => FieldType::Text,
        _ => return None,
    })
}

/// What data objects and properties are called, in the order of the file.
fn order_of(process: &Element) -> Vec<String> {
    let mut names = Vec::new();
    gather(process, &mut names);
    names
}

/// The names of data that expressions may speak of.
pub(super) fn names_of_data(process: &Element) -> BTreeSet<String> {
    order_of(process).into_iter().collect()
}

fn gather(element: &Element, names: &mut Vec<String>) {
    for part in parts(element) {
        let is_data =
            matches!(part.local_name(), "dataObject" | "dataObjectReference" | "property" | "dataInput" | "dataOutput");
        if is_data && let Some(name) = part.attribute("name") {
            names.push(name.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        gather(part, names);
    }
}
