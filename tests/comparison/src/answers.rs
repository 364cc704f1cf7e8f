//! Answers in one form, so that only meanings are compared.

use std::collections::BTreeMap;

use feel::{Number, Value};

/// A value as dsntk prints it: entries by name, dates and durations without what makes them again.
pub(crate) fn plain(value: &Value) -> String {
    match value {
        Value::List(elements) => format!("[{}]", elements.iter().map(plain).collect::<Vec<_>>().join(", ")),
        Value::Context(context) => {
            let entries: BTreeMap<&str, String> = context.iter().map(|(name, value)| (name, plain(value))).collect();
            let entries: Vec<String> = entries.iter().map(|(name, value)| format!("{name}: {value}")).collect();
            format!("{{{}}}", entries.join(", "))
        }
        Value::Date(value) => value.to_string(),
        Value::String(text) => format!("\"{text}\""),
        Value::Time(value) => value.to_string(),
        Value::DateTime(value) => value.to_string(),
        Value::YearsMonths(value) => value.to_string(),
        Value::DaysTime(value) => value.to_string(),
        Value::Range(range) => {
            let end = |end: &Option<Value>| end.as_ref().map_or("null".to_owned(), plain);
            let open = if range.start_included { '[' } else { '(' };
            let close = if range.end_included { ']' } else { ')' };
            format!("{open}{}..{}{close}", end(&range.start), end(&range.end))
        }
        other => other.to_string(),
    }
}

/// What dsntk printed, without the reasons that it gives for null, and its numbers in their shortest form.
pub(crate) fn settled(printed: &str) -> String {
    numbers(&without_reasons(printed))
}

fn without_reasons(printed: &str) -> String {
    let mut text = String::new();
    let mut rest = printed;
    while let Some(at) = rest.find("null(") {
        let (before, reason) = rest.split_at(at + "null".len());
        text.push_str(before);
        let mut depth = 0;
        let end = reason.char_indices().find_map(|(at, character)| {
            match character {
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => {}
            }
            (depth == 0).then_some(at + 1)
        });
        rest = &reason[end.unwrap_or(reason.len())..];
    }
    text + rest
}

/// Outside of texts, `1.0` and `-0` as `1` and `0`.
fn numbers(printed: &str) -> String {
    let parts =
        printed.split('"').enumerate().map(|(at, part)| if at % 2 == 1 { part.to_owned() } else { shortest(part) });
    parts.collect::<Vec<_>>().join("\"")
}

fn shortest(text: &str) -> String {
    let is_part =
        |character: char| character.is_ascii_digit() || matches!(character, '.' | '-' | '+' | 'E' | 'e' | ':');
    let mut settled = String::new();
    let mut word = String::new();
    for character in text.chars().chain(['\n']) {
        if is_part(character) {
            word.push(character);
            continue;
        }
        let ends: Vec<String> = word.split("..").map(number).collect();
        settled.push_str(&ends.join(".."));
        word.clear();
        settled.push(character);
    }
    settled.pop();
    settled
}

/// A number in its shortest form; anything else, such as a date or a time, as it is.
fn number(word: &str) -> String {
    word.parse::<Number>().map_or_else(|_| word.to_owned(), |number| number.to_string())
}
