//! Values between JSON, the kernel's types and what people read.

use app::port::{Problem, Values};
use feel::Value;
use flow::kernel::Data;
use flow::model::{Field, FieldType};
use flow::process::Process;
use flow::text::Text;
use serde_json::Value as Json;

use super::naming::Names;
use super::problems;

/// The key under which a draft keeps the opinion; no field has this name.
pub(super) const OPINION: &str = "";

/// Reads the values that somebody sent.
pub(super) fn read(process: &Process, values: &Values) -> Result<Data, Problem> {
    flow::form::read_json(&process.definition().form.fields, values).map_err(problems::fields)
}

/// Reads what can be read of values that somebody is still typing.
pub(super) fn read_leniently(process: &Process, values: &Values) -> Data {
    let fields = &process.definition().form.fields;
    let readable = values.iter().filter_map(|(name, value)| {
        let one = Values::from_iter([(name.clone(), value.clone())]);
        flow::form::read_json(fields, &one).ok()
    });
    readable.flatten().collect()
}

/// Writes values for whoever asked.
pub(super) fn write(fields: &[Field], data: &Data) -> Values {
    flow::form::write_json(fields, data)
}

/// A value as people read it; none when it is empty.
pub(super) fn shown(field: &Field, value: &Value, names: Names<'_>) -> Option<Text> {
    let data = Data::from([(field.id.clone(), value.clone())]);
    let json = write(std::slice::from_ref(field), &data).remove(field.id.as_str())?;
    worded(field, &json, names)
}

fn worded(field: &Field, json: &Json, names: Names<'_>) -> Option<Text> {
    match json {
        Json::Null => None,
        Json::Bool(true) => Some(Text::each("是", "Yes")),
        Json::Bool(false) => Some(Text::each("否", "No")),
        Json::Number(number) => Some(Text::Plain(number.to_string().into())),
        Json::String(text) if text.is_empty() => None,
        Json::String(text) => Some(word(field, text, names)),
        Json::Array(parts) if parts.is_empty() => None,
        Json::Array(rows) if field.kind == FieldType::Table => {
            Some(Text::each(format!("{} 行", rows.len()), format!("{} rows", rows.len())))
        }
        Json::Array(path) if field.kind == FieldType::Cascade => {
            let chosen = field.chosen(path.iter().filter_map(Json::as_str));
            let words: Vec<Text> = chosen.iter().map(|option| option.called()).collect();
            Some(between(&words, " / ", " / "))
        }
        Json::Array(parts) => {
            let words: Vec<Text> = parts.iter().filter_map(|part| worded(field, part, names)).collect();
            Some(joined(&words))
        }
        Json::Object(parts) => {
            let part = |name: &str| parts.get(name).and_then(Json::as_str);
            match (part("name").or(part("address")), part("from"), part("to")) {
                (Some(name), _, _) => Some(Text::from(name)),
                (None, Some(from), Some(to)) => Some(Text::each(format!("{from} 至 {to}"), format!("{from} to {to}"))),
                _ => None,
            }
        }
    }
}

fn word(field: &Field, text: &str, names: Names<'_>) -> Text {
    match field.kind {
        FieldType::Choice | FieldType::Choices => {
            let choice = field.options.iter().find(|choice| choice.id == text);
            choice.and_then(|choice| choice.label.clone()).unwrap_or_else(|| Text::from(text))
        }
        FieldType::Person | FieldType::People => names.person(&text.into()).name,
        FieldType::Department => names.department(&text.into()),
        _ => Text::from(text),
    }
}

/// Several texts as one, each language with its own comma.
pub(super) fn joined(words: &[Text]) -> Text {
    between(words, "、", ", ")
}

fn between(words: &[Text], zh: &str, en: &str) -> Text {
    use flow::text::Language::{Chinese, English};
    let in_language =
        |language, sign: &str| words.iter().map(|word| word.in_language(language)).collect::<Vec<_>>().join(sign);
    Text::each(in_language(Chinese, zh), in_language(English, en))
}

/// The ids that values of people and departments name.
pub(super) fn ids_in<'v>(fields: &'v [Field], values: &'v Values) -> Vec<&'v str> {
    let mut ids = Vec::new();
    for field in fields {
        match (field.kind, values.get(field.id.as_str())) {
            (FieldType::Person | FieldType::Department | FieldType::People, Some(value)) => collect(value, &mut ids),
            (FieldType::Table, Some(Json::Array(rows))) => {
                for row in rows.iter().filter_map(Json::as_object) {
                    ids.extend(ids_in(&field.fields, row));
                }
            }
            _ => {}
        }
    }
    ids
}

fn collect<'v>(value: &'v Json, ids: &mut Vec<&'v str>) {
    match value {
        Json::String(id) => ids.push(id),
        Json::Array(parts) => parts.iter().for_each(|part| collect(part, ids)),
        _ => {}
    }
}

/// The files that values of these fields name: hash, name and size.
pub(super) fn files_in(fields: &[Field], values: &Values) -> Vec<(String, String, u64)> {
    let mut files = Vec::new();
    for field in fields {
        let Some(value) = values.get(field.id.as_str()).and_then(Json::as_array) else { continue };
        match field.kind {
            kind if kind.holds_files() => files.extend(value.iter().filter_map(file)),
            FieldType::Table => {
                for row in value.iter().filter_map(Json::as_object) {
                    files.extend(files_in(&field.fields, row));
                }
            }
            _ => {}
        }
    }
    files
}

fn file(value: &Json) -> Option<(String, String, u64)> {
    let text = |key: &str| value.get(key).and_then(Json::as_str).map(str::to_owned);
    let size = value.get("size").and_then(|size| size.as_u64().or_else(|| size.as_str()?.parse().ok()));
    Some((text("hash")?, text("name")?, size.unwrap_or_default()))
}
