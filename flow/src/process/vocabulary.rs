//! What expressions of a process may speak of, and the types of that.

use std::collections::BTreeSet;

use feel::Type;
use feel::check::{Declarations, infer};

use super::{DAY, EARLIER, HostNames, Several};
use crate::id::FieldId;
use crate::model::{Condition, Definition, Field, FieldType, Formula, Node, Right};
use crate::{calendar, register};

/// The names and functions that expressions of a definition may use, with their types. A field whose value may be
/// missing is optional: one that nobody has to fill, that no node sets, and that is neither computed nor given a default.
pub fn vocabulary(definition: &Definition) -> Declarations {
    let set: BTreeSet<&str> = definition.nodes.iter().flat_map(set_by_node).collect();
    let names = HostNames::of(definition);
    let scripts = definition.nodes.iter().filter_map(|node| node.script.as_ref());
    let by_script: BTreeSet<String> = scripts.flat_map(|script| written_by(script, &names)).collect();
    let in_form = |field: &Field| match field.id.as_str() {
        id if set.contains(id) || by_script.contains(id) => type_of(field),
        _ => type_in_form(field),
    };
    let fields = definition.form.fields.iter();
    let items = definition.nodes.iter().filter_map(|node| node.each.as_ref()?.item.as_deref());
    let host = items.fold(host(), |declared, item| declared.with(item, Type::Any.optional()));
    let declared = fields.fold(host, |declared, field| declared.with(field.id.as_str(), in_form(field)));
    let functions = calendar::signatures().into_iter().chain(register::signatures());
    functions.fold(declared, |declared, (name, signature)| declared.with_function(name, signature))
}

/// The same within a row of a table.
pub fn within_row(outside: Declarations, table: &Field) -> Declarations {
    let columns = table.fields.iter();
    columns.fold(outside, |declared, column| declared.with(column.id.as_str(), type_in_form(column)))
}

/// The same in what opens a complex gateway.
pub fn at_gateway(outside: Declarations) -> Declarations {
    outside.with("activationCount", Type::Number)
}

/// The same in work that is done several times.
pub fn each_time(outside: Declarations, several: &Several) -> Declarations {
    let of = match several {
        Several::Each(_) => Type::Number,
        // How often it will be done again nobody knows.
        Several::Repeat(_) => Type::Number.optional(),
    };
    let counted =
        ["loopCounter", "numberOfActiveInstances", "numberOfCompletedInstances", "numberOfTerminatedInstances"];
    counted.into_iter().fold(outside, |declared, name| declared.with(name, Type::Number)).with("numberOfInstances", of)
}

/// The type of a field's value when there is one.
pub fn type_of(field: &Field) -> Type {
    match field.kind {
        FieldType::Number | FieldType::Money | FieldType::Rating | FieldType::Duration => Type::Number,
        FieldType::Date => Type::Date,
        FieldType::Time => Type::Time,
        FieldType::DateTime => Type::DateTime,
        FieldType::Boolean => Type::Boolean,
        FieldType::Text | FieldType::LongText | FieldType::Choice | FieldType::Person | FieldType::Department => {
            Type::String
        }
        FieldType::Email | FieldType::Phone | FieldType::IdNumber | FieldType::CreditCode | FieldType::CardNumber => {
            Type::String
        }
        FieldType::Serial => Type::String,
        FieldType::DateRange => context(&[("from", Type::Date), ("to", Type::Date)]),
        FieldType::Location => {
            let degrees = Type::Number.optional();
            context(&[("address", Type::String), ("latitude", degrees.clone()), ("longitude", degrees)])
        }
        FieldType::Explanation => Type::Null,
        FieldType::Choices | FieldType::Cascade | FieldType::People => Type::String.list(),
        FieldType::Files | FieldType::Picture | FieldType::Signature => {
            context(&[("name", Type::String), ("size", Type::Number), ("hash", Type::String)]).list()
        }
        FieldType::Table => {
            let columns = field.fields.iter().map(|column| (column.id.as_str().into(), type_in_form(column)));
            Type::Context(columns.collect()).list()
        }
    }
}

/// The fields that have a value after a node, those that its script sets left out.
fn set_by_node(node: &Node) -> impl Iterator<Item = &str> {
    let by_people = node.fields.iter().filter(|(_, right)| **right == Right::Required).map(|(field, _)| field);
    by_people.chain(node.yields()).map(FieldId::as_str)
}

/// The fields that a script writes, as far as its text tells: the entries of the context that it yields.
pub fn written_by(script: &Formula, names: &HostNames) -> Vec<String> {
    let Ok(script) = feel::parse(&script.0, names.names()) else { return Vec::new() };
    match infer(&script, &()) {
        Type::Context(entries) => entries.iter().map(|(name, _)| name.to_string()).collect(),
        _ => Vec::new(),
    }
}

fn type_in_form(field: &Field) -> Type {
    let always_there = field.required == Condition::Fixed(true) && field.show == Condition::Fixed(true);
    let filled = always_there || field.fills_itself();
    if filled { type_of(field) } else { type_of(field).optional() }
}

/// The names of the host: see [`HostNames`](super::HostNames).
fn host() -> Declarations {
    let initiator = [("id", Type::String), ("name", Type::String), ("department", Type::String.optional())];
    let earlier = [
        ("process", Type::String),
        ("outcome", Type::String.optional()),
        ("number", Type::String.optional()),
        ("title", Type::String),
        ("started", Type::DateTime),
        ("ended", Type::DateTime.optional()),
        ("initiator", context(&initiator)),
        ("data", Type::Any),
    ];
    Declarations::default()
        .with("outcome", Type::String.optional())
        .with("outcomes", Type::Any)
        .with("initiator", context(&initiator))
        .with("number", Type::String.optional())
        .with("started", Type::DateTime)
        .with("item", Type::Any.optional())
        .with(DAY, Type::Date)
        .with(EARLIER, context(&earlier))
        .with("loopCounter", Type::Number.optional())
        .with("numberOfInstances", Type::Number.optional())
        .with("numberOfActiveInstances", Type::Number.optional())
        .with("numberOfCompletedInstances", Type::Number.optional())
        .with("numberOfTerminatedInstances", Type::Number.optional())
        .with("activationCount", Type::Number.optional())
        .with("result", Type::String)
        .with("end", Type::String.optional())
}

fn context(entries: &[(&str, Type)]) -> Type {
    Type::Context(entries.iter().map(|(name, of_type)| ((*name).into(), of_type.clone())).collect())
}
