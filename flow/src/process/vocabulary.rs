//! What expressions of a process may speak of, and the types of that.

use feel::check::{Declarations, Signature, TakenParameter, infer};
use feel::{Phrase, Type};

use crate::id::FieldId;
use crate::model::{Condition, Definition, Field, FieldType, Node, Right};

/// The names and functions that expressions of a definition may use, with their types. A field whose value may be
/// missing is optional: one that nobody has to fill, that no node sets, and that is neither computed nor given a default.
pub fn vocabulary(definition: &Definition) -> Declarations {
    let is_set = |field: &Field| definition.nodes.iter().any(|node| fills(node, &field.id));
    let in_form = |field: &Field| if is_set(field) { type_of(field) } else { type_in_form(field) };
    let fields = definition.form.fields.iter();
    let declared = fields.fold(host(), |declared, field| declared.with(field.id.as_str(), in_form(field)));
    calendar_functions()
        .into_iter()
        .fold(declared, |declared, (name, signature)| declared.with_function(name, signature))
}

/// The same within a row of a table.
pub fn vocabulary_of_row(definition: &Definition, table: &Field) -> Declarations {
    let columns = table.fields.iter();
    columns.fold(vocabulary(definition), |declared, column| declared.with(column.id.as_str(), type_in_form(column)))
}

/// The type of a field's value when there is one.
pub fn type_of(field: &Field) -> Type {
    match field.kind {
        FieldType::Number | FieldType::Money => Type::Number,
        FieldType::Date => Type::Date,
        FieldType::Time => Type::Time,
        FieldType::DateTime => Type::DateTime,
        FieldType::Boolean => Type::Boolean,
        FieldType::Text | FieldType::LongText | FieldType::Choice | FieldType::Person | FieldType::Department => {
            Type::String
        }
        FieldType::Choices | FieldType::People => Type::String.list(),
        FieldType::Files => context(&[("name", Type::String), ("size", Type::Number), ("hash", Type::String)]).list(),
        FieldType::Table => {
            let columns = field.fields.iter().map(|column| (column.id.as_str().into(), type_in_form(column)));
            Type::Context(columns.collect()).list()
        }
    }
}

/// Whether a field has a value after a node.
fn fills(node: &Node, field: &FieldId) -> bool {
    let by_people = node.fields.get(field) == Some(&Right::Required);
    let by_table = node.table.iter().any(|table| table.outputs.contains(field));
    let by_call = node.call.iter().any(|call| call.output.contains_key(field));
    by_people || by_table || by_call || node.script.as_ref().is_some_and(|script| sets(&script.0, field))
}

/// Whether a script sets a field.
fn sets(script: &str, field: &FieldId) -> bool {
    let yields = feel::parse(script, &()).map(|script| infer(&script, &()));
    matches!(yields, Ok(Type::Context(entries)) if entries.iter().any(|(name, _)| **name == *field.as_str()))
}

fn type_in_form(field: &Field) -> Type {
    let always_there = field.required == Condition::Fixed(true) && field.show == Condition::Fixed(true);
    let filled = always_there || field.compute.is_some() || field.default.is_some();
    if filled { type_of(field) } else { type_of(field).optional() }
}

/// The names of the host: see [`HostNames`](super::HostNames).
fn host() -> Declarations {
    let initiator = [("id", Type::String), ("name", Type::String), ("department", Type::String.optional())];
    Declarations::default()
        .with("outcome", Type::String.optional())
        .with("outcomes", Type::Any)
        .with("initiator", context(&initiator))
        .with("number", Type::String.optional())
        .with("started", Type::DateTime)
        .with("result", Type::String)
        .with("end", Type::String.optional())
}

fn context(entries: &[(&str, Type)]) -> Type {
    Type::Context(entries.iter().map(|(name, of_type)| ((*name).into(), of_type.clone())).collect())
}

/// The functions of the working calendar. Days may be dates or moments, so that their types are not looked at.
fn calendar_functions() -> [(&'static str, Signature); 6] {
    let yields = |parameters: &[(&str, Type)], result: Type, en: &'static str, zh: &'static str| Signature {
        parameters: parameters
            .iter()
            .map(|(name, of_type)| TakenParameter {
                name: (*name).into(),
                of_type: of_type.clone(),
                may_be_left_out: false,
            })
            .collect(),
        result,
        documentation: Phrase::fixed(en, zh),
    };
    let leave = |mut signature: Signature| {
        signature.parameters.iter_mut().skip(2).for_each(|parameter| parameter.may_be_left_out = true);
        signature
    };
    let (any, number) = (Type::Any, Type::Number);
    [
        ("working day", yields(&[("date", any.clone())], Type::Boolean, "Whether a day is worked", "某天是否为工作日")),
        (
            "working days between",
            yields(
                &[("from", any.clone()), ("to", any.clone())],
                number.clone(),
                "The working days after a day, up to and with another",
                "从某天之后到另一天（含）的工作日数",
            ),
        ),
        (
            "working hours between",
            yields(
                &[("from", Type::DateTime), ("to", Type::DateTime)],
                number.clone(),
                "The working hours between two moments",
                "两个时刻之间的工作小时数",
            ),
        ),
        (
            "add working days",
            yields(
                &[("date", any.clone()), ("n", number.clone())],
                Type::Date,
                "The n-th working day after a day",
                "某天之后的第 n 个工作日",
            ),
        ),
        (
            "add working hours",
            yields(
                &[("moment", Type::DateTime), ("n", number.clone())],
                Type::DateTime,
                "When so many hours of working time have passed",
                "过了若干工作小时之后的时刻",
            ),
        ),
        (
            "leave days",
            leave(yields(
                &[("from", any.clone()), ("from half or to", any.clone()), ("to", any.clone()), ("to half", any)],
                // An end before the beginning yields null: the form says what is wrong with that.
                number,
                "Working days of a leave, in halves when halves are said",
                "请假的工作日数；说明上下午时按半天计",
            )),
        ),
    ]
}
