//! Values as the API writes them: natural JSON, read by the types of the fields. Integers are JSON numbers, other
//! decimals strings, because a double would not keep them; dates and times are ISO texts; files are objects.

use feel::{Context, Number, Value};
use serde_json::{Map, Value as Json};

use super::problem::Wrong;
use crate::id::FieldId;
use crate::kernel::{Data, FieldProblem};
use crate::model::{Field, FieldType};

/// Integers up to here are the same in every reader of JSON.
const EXACT: u64 = 1 << 53;

/// Reads values from the API's JSON. An empty text means that the field is empty.
///
/// # Errors
/// Every value that has not the type of its field, and every name that is no field.
pub fn read_json(fields: &[Field], json: &Map<String, Json>) -> Result<Data, Vec<FieldProblem>> {
    let mut data = Data::new();
    let mut problems = Vec::new();
    for (name, json) in json {
        let id = FieldId::from(name.as_str());
        match fields.iter().find(|field| field.id == id) {
            None => problems.push(Wrong::unknown(name).of(&id)),
            Some(field) => match read(field, json) {
                Ok(value) => _ = data.insert(id, value),
                Err(wrong) => problems.extend(wrong.into_iter().map(|wrong| wrong.of(&id))),
            },
        }
    }
    if problems.is_empty() { Ok(data) } else { Err(problems) }
}

/// Writes values as the API's JSON. Names that are no field are left out.
pub fn write_json(fields: &[Field], data: &Data) -> Map<String, Json> {
    let known = data.iter().filter(|(id, _)| fields.iter().any(|field| field.id == **id));
    known.map(|(id, value)| (id.to_string(), write_value(value))).collect()
}

fn read(field: &Field, json: &Json) -> Result<Value, Vec<Wrong>> {
    match (field.kind, json) {
        (_, Json::Null) => Ok(Value::Null),
        (FieldType::Text | FieldType::LongText, Json::String(text)) => Ok(text.as_str().into()),
        (_, Json::String(text)) if text.is_empty() => Ok(Value::Null),
        (FieldType::Table, Json::Array(rows)) => read_rows(&field.fields, rows),
        (kind, json) => scalar(kind, json).ok_or_else(|| vec![Wrong::kind(kind)]),
    }
}

fn scalar(kind: FieldType, json: &Json) -> Option<Value> {
    Some(match (kind, json) {
        (FieldType::Number | FieldType::Money | FieldType::Rating | FieldType::Duration, json) => number(json)?.into(),
        (FieldType::Date, Json::String(text)) => Value::Date(text.parse().ok()?),
        (FieldType::Time, Json::String(text)) => Value::Time(with_seconds(text, "09:00").parse().ok()?),
        (FieldType::DateTime, Json::String(text)) => {
            Value::DateTime(with_seconds(text, "2026-03-02T09:00").parse().ok()?)
        }
        (FieldType::Boolean, Json::Bool(value)) => Value::Bool(*value),
        (FieldType::Choice | FieldType::Person | FieldType::Department, Json::String(id)) => id.as_str().into(),
        (kind, Json::String(text)) if kind.is_known_line() => text.as_str().into(),
        (FieldType::Serial, Json::String(text)) => text.as_str().into(),
        (FieldType::DateRange, Json::Object(range)) => parts(range, |_, part| scalar(FieldType::Date, part))?,
        (FieldType::Location, Json::String(address)) => {
            Context::from(vec![("address".to_owned(), address.as_str().into())]).into()
        }
        (FieldType::Location, Json::Object(place)) => parts(place, |name, part| match name {
            "address" => part.as_str().map(Value::from),
            _ => Some(number(part)?.into()),
        })?,
        (FieldType::Choices | FieldType::Cascade | FieldType::People, Json::Array(ids)) => {
            ids.iter().map(|id| id.as_str().map(Value::from)).collect::<Option<Vec<_>>>()?.into()
        }
        (kind, Json::Array(files)) if kind.holds_files() => files.iter().map(file).collect::<Option<Vec<_>>>()?.into(),
        _ => return None,
    })
}

fn number(json: &Json) -> Option<Number> {
    match json {
        Json::Number(number) => number.to_string().parse().ok(),
        Json::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

/// The parts of a value that are there; nothing when none is.
fn parts(json: &Map<String, Json>, read: impl Fn(&str, &Json) -> Option<Value>) -> Option<Value> {
    let mut parts = Context::new();
    for (name, json) in json.iter().filter(|(_, json)| !json.is_null() && json.as_str() != Some("")) {
        parts.insert(name.as_str(), read(name, json)?);
    }
    Some(if parts.is_empty() { Value::Null } else { parts.into() })
}

/// What a page's input gives without seconds, with them.
fn with_seconds(text: &str, pattern: &str) -> String {
    let without = text.len() == pattern.len() && !text.ends_with('Z');
    if without { format!("{text}:00") } else { text.to_owned() }
}

fn file(json: &Json) -> Option<Value> {
    let file = json.as_object()?;
    let mut read = Context::new();
    for (name, json) in file {
        let value = match json {
            Json::String(text) => text.as_str().into(),
            Json::Number(number) => number.to_string().parse::<Number>().ok()?.into(),
            _ => return None,
        };
        read.insert(name.as_str(), value);
    }
    Some(read.into())
}

fn read_rows(columns: &[Field], rows: &[Json]) -> Result<Value, Vec<Wrong>> {
    let mut wrong = Vec::new();
    let mut read_rows = Vec::with_capacity(rows.len());
    for (at, row) in rows.iter().enumerate() {
        let Json::Object(row) = row else {
            wrong.push(Wrong::kind(FieldType::Table));
            continue;
        };
        let mut cells = Context::new();
        for (name, json) in row {
            let id = FieldId::from(name.as_str());
            match columns.iter().find(|column| column.id == id).map(|column| read(column, json)) {
                None => wrong.push(Wrong::unknown(name).in_cell(at, &id)),
                Some(Ok(value)) => _ = cells.insert(name.as_str(), value),
                Some(Err(inner)) => wrong.extend(inner.into_iter().map(|wrong| wrong.in_cell(at, &id))),
            }
        }
        read_rows.push(cells.into());
    }
    if wrong.is_empty() { Ok(read_rows.into()) } else { Err(wrong) }
}

/// Writes one value as the API's JSON.
pub fn write_value(value: &Value) -> Json {
    match value {
        Value::Null | Value::Range(_) | Value::Function(_) => Json::Null,
        Value::Bool(value) => Json::Bool(*value),
        Value::Number(number) => match number.to_i64() {
            Some(integer) if integer.unsigned_abs() <= EXACT => integer.into(),
            _ => number.to_string().into(),
        },
        Value::String(text) => (**text).into(),
        Value::Date(date) => date.to_string().into(),
        Value::Time(time) => time.to_string().into(),
        Value::DateTime(at) => at.to_string().into(),
        Value::YearsMonths(duration) => duration.to_string().into(),
        Value::DaysTime(duration) => duration.to_string().into(),
        Value::List(values) => values.iter().map(write_value).collect(),
        Value::Context(context) => context.iter().map(|(name, value)| (name.to_owned(), write_value(value))).collect(),
    }
}
