//! The answers of `lianban feel` and `lianban decide`: a value as the literal that makes it again, or what is wrong.

use std::io;
use std::path::Path;

use ::feel::{Context, DateTime, Error, Lang, Scope, Value};
use flow::calendar::{self, Calendar};
use flow::text::Language;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::console::Console;
use super::{Outcome, findings, input};
use crate::runtime::wall_clock;

/// What an expression sees on the command line: the names that are given, the machine's clock, and a calendar on which
/// Monday to Friday are worked.
pub(super) struct Host<'a> {
    pub(super) names: &'a Context,
}

impl Scope for Host<'_> {
    fn get(&self, name: &str) -> Option<Value> {
        self.names.get(name).cloned()
    }

    fn now(&self) -> Option<DateTime> {
        Some(Calendar::default().date_time(wall_clock()()))
    }

    fn call(&self, name: &str, arguments: &[Value]) -> Option<Result<Value, Error>> {
        calendar::function(&Calendar::default(), name, arguments)
    }
}

/// What is printed; the order of the keys is part of the contract.
#[derive(Serialize)]
struct Line {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<serde_json::Value>,
    #[serde(flatten)]
    answer: Answer,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Answer {
    Value(String),
    Error(String),
}

/// Answers one question, for a person or as JSON.
pub(super) fn answer(console: &mut Console<'_>, json: bool, answer: Result<Value, String>) -> io::Result<Outcome> {
    match answer {
        answer if json => print(console, None, answer),
        Ok(value) => console.say(value).map(|()| Outcome::Well),
        Err(error) => {
            console.tell(format_args!("lianban: {error}"))?;
            Ok(Outcome::Unwell)
        }
    }
}

/// Answers every line of a batch: a question as JSON, from which `answer` makes its id and what is said to it.
pub(super) fn answer_all<Q: DeserializeOwned>(
    console: &mut Console<'_>,
    json: bool,
    batch: &Path,
    mut answer: impl FnMut(&Console<'_>, Q) -> (serde_json::Value, Result<Value, String>),
) -> io::Result<Outcome> {
    let text = match input::text(batch) {
        Ok(text) => text,
        Err(wrong) => {
            wrong.findings.iter().try_for_each(|finding| findings::print(console, json, batch, finding))?;
            return Ok(wrong.outcome);
        }
    };
    let mut outcome = Outcome::Well;
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        outcome = outcome.max(match serde_json::from_str::<Q>(line) {
            Ok(question) => {
                let (id, answer) = answer(console, question);
                print(console, Some(id), answer)?
            }
            Err(error) => {
                console.tell(format_args!("lianban: {}:{number}: {error}", batch.display()))?;
                Outcome::Unusable
            }
        });
    }
    Ok(outcome)
}

fn print(
    console: &mut Console<'_>,
    id: Option<serde_json::Value>,
    answer: Result<Value, String>,
) -> io::Result<Outcome> {
    let (answer, outcome) = match answer {
        Ok(value) => (Answer::Value(value.to_string()), Outcome::Well),
        Err(error) => (Answer::Error(error), Outcome::Unwell),
    };
    console.json(&Line { id, answer })?;
    Ok(outcome)
}

/// The language of messages, as the language of rules knows it.
pub(super) fn language(console: &Console<'_>) -> Lang {
    match console.language {
        Language::Chinese => Lang::Zh,
        Language::English => Lang::En,
    }
}
