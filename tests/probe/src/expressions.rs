use std::collections::BTreeSet;

use feel::{Context, Limits, Value};
use serde::Deserialize;

/// Expressions, and what they may look at.
#[derive(Deserialize)]
struct Question {
    /// A context as FEEL.
    scope: String,
    expressions: Vec<String>,
}

/// Evaluates expressions: for each, its value as the literal that makes it again, or what is wrong with it. The question
/// and the answer are JSON.
///
/// # Panics
///
/// When the question is none: the tests made it.
pub fn evaluate(question: &[u8]) -> Vec<u8> {
    let question: Question = serde_json::from_slice(question).expect("the question is one");
    let scope = match answered(&question.scope, &Context::new()) {
        Ok(Value::Context(scope)) => scope,
        other => panic!("the scope is {other:?}"),
    };
    let answer =
        |text: &String| answered(text, &scope).map_or_else(|error| error.to_string(), |value| value.to_string());
    serde_json::to_vec(&question.expressions.iter().map(answer).collect::<Vec<_>>()).expect("an answer is text")
}

fn answered(text: &str, scope: &Context) -> Result<Value, feel::Error> {
    let names: BTreeSet<String> = scope.iter().map(|(name, _)| name.to_owned()).collect();
    feel::parse(text, &names)?.evaluate(scope, &mut Limits::default())
}
