//! Values as people read them in a text.

use feel::{DateTime, Expression, Value};

use crate::model::{Field, FieldType};
use crate::process::Scope;
use crate::text::{Language, Text};

/// The value of an expression. When that is a field by itself, ids are replaced by what they are called.
pub(super) fn printed(value: &Value, expression: &Expression, scope: &Scope<'_>, language: Language) -> String {
    let field = scope.process.field(expression.text().trim());
    match value {
        Value::List(path) if field.is_some_and(|field| field.kind == FieldType::Cascade) => {
            let chosen = field.map(|field| field.chosen(path.iter().filter_map(Value::as_str))).unwrap_or_default();
            let words = chosen.iter().map(|option| option.called().in_language(language).to_owned());
            words.collect::<Vec<_>>().join(" / ")
        }
        Value::List(values) => {
            let between = if language == Language::Chinese { "、" } else { ", " };
            let words: Vec<_> = values.iter().map(|value| one(value, field, scope, language)).collect();
            words.join(between)
        }
        value => one(value, field, scope, language),
    }
}

fn one(value: &Value, field: Option<&Field>, scope: &Scope<'_>, language: Language) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => {
            let called = field.and_then(|field| called(text, field, scope));
            called.map_or_else(|| text.to_string(), |name| name.in_language(language).to_owned())
        }
        Value::Bool(yes) => match (language, yes) {
            (Language::Chinese, true) => "是".to_owned(),
            (Language::Chinese, false) => "否".to_owned(),
            (Language::English, true) => "yes".to_owned(),
            (Language::English, false) => "no".to_owned(),
        },
        Value::Number(number) => number.to_string(),
        Value::Date(date) => date.to_string(),
        Value::Time(time) => format!("{:02}:{:02}", time.hour(), time.minute()),
        Value::DateTime(at) => minute(at),
        Value::Context(context) => match (context.get("name").or(context.get("address")), context.get("from")) {
            (Some(name), _) => one(name, None, scope, language),
            (None, Some(from)) => {
                let to = one(context.get("to").unwrap_or(&Value::Null), None, scope, language);
                let between = if language == Language::Chinese { "至" } else { "to" };
                format!("{} {between} {to}", one(from, None, scope, language))
            }
            (None, None) => value.to_string(),
        },
        other => other.to_string(),
    }
}

fn minute(at: &DateTime) -> String {
    format!("{} {:02}:{:02}", at.date(), at.time().hour(), at.time().minute())
}

/// What the id in a field is called.
fn called<'a>(id: &str, field: &'a Field, scope: &Scope<'a>) -> Option<&'a Text> {
    let organisation = scope.context.organisation;
    match field.kind {
        FieldType::Choice | FieldType::Choices => field.options.iter().find(|option| option.id == id)?.label.as_ref(),
        FieldType::Person | FieldType::People => organisation.people.get(id).map(|person| &person.name),
        FieldType::Department => organisation.departments.get(id).map(|department| &department.name),
        _ => None,
    }
}
