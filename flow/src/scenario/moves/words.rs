//! What can happen, in words.

use feel::Value;

use crate::kernel::Data;
use crate::model::{Field, FieldType, Outcome};
use crate::process::{Process, Step};
use crate::text::{self, Language, Text};

/// What was filled in to change where tokens go.
pub(in crate::scenario) fn given(process: &Process, wanted: &Data) -> Vec<Text> {
    let told = wanted.iter().filter_map(|(id, value)| Some((process.field(id.as_str())?, value)));
    told.map(|(field, value)| {
        let each = |language| with_label(field, value, language);
        Text::each(each(Language::Chinese), each(Language::English))
    })
    .collect()
}

/// That a decision was another than the usual one.
pub(in crate::scenario) fn chosen(step: &Step, outcome: &Outcome) -> Text {
    let outcome = outcome.name.clone().unwrap_or_else(|| outcome.id.as_str().into());
    let node = step.name();
    let zh = format!("「{}」选「{}」", node.in_language(Language::Chinese), outcome.in_language(Language::Chinese));
    let en = format!("“{}” at “{}”", outcome.in_language(Language::English), node.in_language(Language::English));
    Text::each(zh, en)
}

/// That a message or signal came.
pub(in crate::scenario) fn comes(name: &str) -> Text {
    Text::each(format!("收到「{name}」"), format!("“{name}” that comes"))
}

/// That work failed.
pub(in crate::scenario) fn fails(step: &Step) -> Text {
    let node = step.name();
    let zh = format!("「{}」失败", node.in_language(Language::Chinese));
    Text::each(zh, format!("a failure at “{}”", node.in_language(Language::English)))
}

/// That time passed.
pub(in crate::scenario) fn passes() -> Text {
    Text::each("等待时间到", "waiting")
}

fn with_label(field: &Field, value: &Value, language: Language) -> String {
    let label = field.label.as_ref().map_or(field.id.as_str(), |label| label.in_language(language));
    format!("{label} {}", in_words(field, value, language)).trim().to_owned()
}

fn in_words(field: &Field, value: &Value, language: Language) -> String {
    let each = |zh: &str, en: &str| if language == Language::Chinese { zh.to_owned() } else { en.to_owned() };
    match value {
        Value::Null => each("为空", "empty"),
        Value::Bool(true) => each("是", "yes"),
        Value::Bool(false) => each("否", "no"),
        Value::Number(number) => text::number(number),
        Value::Date(date) => date.to_string(),
        Value::Time(time) => time.to_string(),
        Value::DateTime(moment) => moment.to_string(),
        Value::String(text) if text.is_empty() => each("为空", "empty"),
        Value::String(text) => {
            let option = field.options.iter().find(|option| option.id == **text);
            let label = option.and_then(|option| option.label.as_ref());
            label.map_or(&**text, |label| label.in_language(language)).to_owned()
        }
        Value::List(values) if values.is_empty() => each("为空", "empty"),
        Value::List(path) if field.kind == FieldType::Cascade => {
            let chosen = field.chosen(path.iter().filter_map(Value::as_str));
            let words = chosen.iter().map(|option| option.called().in_language(language).to_owned());
            words.collect::<Vec<_>>().join(" / ")
        }
        Value::List(values) => {
            let values = values.iter().map(|value| in_words(field, value, language));
            values.collect::<Vec<_>>().join(&each("、", " and "))
        }
        Value::Context(range) if field.kind == FieldType::DateRange => {
            let end = |name| range.get(name).map(ToString::to_string).unwrap_or_default();
            format!("{} – {}", end("from"), end("to"))
        }
        Value::Context(place) if field.kind == FieldType::Location => {
            place.get("address").and_then(Value::as_str).unwrap_or_default().to_owned()
        }
        // A row of a table.
        Value::Context(row) => {
            let cells = field.fields.iter().filter_map(|column| Some((column, row.get(column.id.as_str())?)));
            let cells = cells.map(|(column, value)| with_label(column, value, language)).collect::<Vec<_>>();
            each(&format!("（{}）", cells.join("，")), &format!("({})", cells.join(", ")))
        }
        _ => String::new(),
    }
}
