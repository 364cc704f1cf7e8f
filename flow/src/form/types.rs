//! Whether a value is what its field holds. Nothing is converted silently; blank text is no text.

use feel::{Context, Number, Value};

use super::line;
use super::parts;
use super::problem::Wrong;
use crate::id::FieldId;
use crate::model::{Field, FieldType};
use crate::process::Scope;

const MOST_IN_TEXT: usize = 10_000;
const MOST_IN_LONG_TEXT: usize = 100_000;
const MOST_ROWS: usize = 1_000;

/// Decimal places of a field: stated, or two for money. The scale of a rating says something else.
pub(super) fn scale(field: &Field) -> Option<u8> {
    match field.kind {
        FieldType::Money => Some(field.scale.unwrap_or(2)),
        FieldType::Number | FieldType::Duration => field.scale,
        _ => None,
    }
}

/// The value as the field holds it, or everything that is wrong with it.
pub(super) fn of_type(field: &Field, value: &Value, scope: &Scope<'_>) -> Result<Value, Vec<Wrong>> {
    let one = |wrong: Wrong| vec![wrong];
    match (field.kind, value) {
        (_, Value::Null) => Ok(Value::Null),
        (FieldType::Table, Value::List(rows)) => table(&field.fields, rows, scope),
        (FieldType::Text, Value::String(text)) => words(value, text, MOST_IN_TEXT).map_err(one),
        (kind, Value::String(text)) if kind.is_known_line() => {
            words(value, text, MOST_IN_TEXT).and_then(|_| line::kept(kind, text)).map_err(one)
        }
        (FieldType::LongText, Value::String(text)) => words(value, text, MOST_IN_LONG_TEXT).map_err(one),
        (FieldType::Number | FieldType::Money, Value::Number(number)) => in_decimals(field, number).map_err(one),
        (FieldType::Rating, Value::Number(number)) => in_stars(field, number).map_err(one),
        (FieldType::Duration, Value::Number(number)) if number.is_negative() => Err(one(Wrong::kind(field.kind))),
        (FieldType::Duration, Value::Number(number)) => in_decimals(field, number).map_err(one),
        (FieldType::DateRange, Value::Context(range)) => parts::range(range).map_err(one),
        (FieldType::Location, Value::Context(place)) => parts::place(place).map_err(one),
        (FieldType::Cascade, Value::List(path)) => parts::path(field, path).map_err(one),
        (
            FieldType::Choices | FieldType::People | FieldType::Files | FieldType::Picture | FieldType::Signature,
            Value::List(values),
        ) => {
            let most = if field.kind == FieldType::Signature { 1 } else { MOST_ROWS };
            at_most(most, values.len()).map_err(one)?;
            values.iter().try_for_each(|value| element(field, value, scope)).map_err(one)?;
            Ok(Value::List(values.clone()))
        }
        (FieldType::Date, Value::Date(_))
        | (FieldType::Time, Value::Time(_))
        | (FieldType::DateTime, Value::DateTime(_))
        | (FieldType::Boolean, Value::Bool(_)) => Ok(value.clone()),
        (FieldType::Choice | FieldType::Person | FieldType::Department, Value::String(_)) => {
            element(field, value, scope).map(|()| value.clone()).map_err(one)
        }
        (kind, _) => Err(one(Wrong::kind(kind))),
    }
}

fn words(value: &Value, text: &str, most: usize) -> Result<Value, Wrong> {
    let length = text.chars().count();
    match text.trim() {
        _ if length > most => Err(Wrong::too_long(most, length)),
        "" => Ok(Value::Null),
        _ => Ok(value.clone()),
    }
}

fn in_decimals(field: &Field, number: &Number) -> Result<Value, Wrong> {
    match scale(field) {
        Some(scale) if number.scale() > u32::from(scale) => Err(Wrong::decimals(scale)),
        _ => Ok(Value::Number(*number)),
    }
}

fn in_stars(field: &Field, number: &Number) -> Result<Value, Wrong> {
    let stars = i64::from(field.stars());
    match number.to_i64() {
        Some(given) if number.is_integer() && (1..=stars).contains(&given) => Ok(Value::Number(*number)),
        _ => Err(Wrong::stars(field.stars())),
    }
}

fn at_most(most: usize, is: usize) -> Result<(), Wrong> {
    if is > most { Err(Wrong::too_many(most, is)) } else { Ok(()) }
}

/// One of the things that the field names: an option, a person, a department, a file.
fn element(field: &Field, value: &Value, scope: &Scope<'_>) -> Result<(), Wrong> {
    let organisation = scope.context.organisation;
    match (field.kind, value) {
        (FieldType::Choice | FieldType::Choices, Value::String(id)) => {
            let offered = field.options.iter().any(|option| *option.id == **id);
            if offered { Ok(()) } else { Err(Wrong::choice()) }
        }
        // Without people and departments there is nothing to choose from, and nothing that could be wrong.
        (FieldType::Person | FieldType::People, Value::String(id)) => {
            let known = organisation.people.is_empty() || organisation.people.contains_key(&**id);
            if known { Ok(()) } else { Err(Wrong::nobody(id)) }
        }
        (FieldType::Department, Value::String(id)) => {
            let known = organisation.departments.is_empty() || organisation.departments.contains_key(&**id);
            if known { Ok(()) } else { Err(Wrong::nobody(id)) }
        }
        (FieldType::Files, Value::Context(file)) if is_file(file) => Ok(()),
        (FieldType::Picture | FieldType::Signature, Value::Context(file))
            if is_file(file) && parts::is_picture(file) =>
        {
            Ok(())
        }
        (kind, _) => Err(Wrong::kind(kind)),
    }
}

fn is_file(file: &Context) -> bool {
    let text = |name| matches!(file.get(name), Some(Value::String(text)) if !text.is_empty() && text.len() <= 1000);
    let size = matches!(file.get("size"), Some(Value::Number(size)) if size.to_i64().is_some_and(|size| size >= 0));
    file.len() == 3 && text("name") && text("hash") && size
}

/// Rows of cells. Empty cells are left out; computed ones are computed anew, so that a row can be given as it was read.
fn table(columns: &[Field], rows: &[Value], scope: &Scope<'_>) -> Result<Value, Vec<Wrong>> {
    at_most(MOST_ROWS, rows.len()).map_err(|wrong| vec![wrong])?;
    let mut wrong = Vec::new();
    let mut read = Vec::with_capacity(rows.len());
    for (at, row) in rows.iter().enumerate() {
        let Value::Context(row) = row else {
            wrong.push(Wrong::kind(FieldType::Table));
            continue;
        };
        for (name, _) in row.iter().filter(|(name, _)| !columns.iter().any(|column| column.id == **name)) {
            wrong.push(Wrong::unknown(name).in_cell(at, &FieldId::from(name)));
        }
        let mut cells = Context::new();
        for column in columns {
            let cell = row.get(column.id.as_str()).unwrap_or(&Value::Null);
            match of_type(column, cell, scope) {
                _ if !column.is_filled_by_people() => {}
                Ok(Value::Null) => {}
                Ok(value) => _ = cells.insert(column.id.as_str(), value),
                Err(inner) => wrong.extend(inner.into_iter().map(|wrong| wrong.in_cell(at, &column.id))),
            }
        }
        read.push(cells.into());
    }
    if wrong.is_empty() { Ok(read.into()) } else { Err(wrong) }
}
