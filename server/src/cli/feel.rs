//! `lianban feel`: the language of rules, on its own.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use ::feel::{Context, Error, Limits, Value, parse};
use clap::Args;
use serde::Deserialize;

use super::Outcome;
use super::answer::{Host, answer, answer_all, language};
use super::console::Console;

/// Evaluates FEEL. A value prints as the literal that makes it again.
#[derive(Debug, Args)]
pub(super) struct Feel {
    /// The expression.
    #[arg(value_name = "EXPR", required_unless_present = "batch", conflicts_with = "batch")]
    expression: Option<String>,

    /// What the expression may look at: a FEEL context, so JSON too.
    #[arg(long, value_name = "JSON", conflicts_with = "batch")]
    context: Option<String>,

    /// A file of lines `{"id","expr","context"?}`; each is answered by `{"id","value"}` or `{"id","error"}`.
    #[arg(long, value_name = "FILE")]
    batch: Option<PathBuf>,

    /// Prints one JSON object a line.
    #[arg(long)]
    json: bool,
}

/// A line of a batch.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Question {
    id: serde_json::Value,
    expr: String,
    /// Each value as FEEL.
    #[serde(default)]
    context: BTreeMap<String, String>,
}

impl Feel {
    pub(super) fn run(&self, console: &mut Console<'_>) -> io::Result<Outcome> {
        match (&self.batch, &self.expression) {
            (Some(batch), _) => self.answer_all(console, batch),
            (None, expression) => self.answer_one(console, expression.as_deref().unwrap_or_default()),
        }
    }

    fn answer_one(&self, console: &mut Console<'_>, expression: &str) -> io::Result<Outcome> {
        let context = match context(console, self.context.as_deref().unwrap_or("{}")) {
            Ok(context) => context,
            Err(wrong) => {
                console.tell(format_args!("lianban: --context: {wrong}"))?;
                return Ok(Outcome::Unusable);
            }
        };
        answer(console, self.json, evaluate(expression, &context).map_err(|error| error.message(language(console))))
    }

    fn answer_all(&self, console: &mut Console<'_>, batch: &Path) -> io::Result<Outcome> {
        answer_all(console, self.json, batch, |console, question: Question| {
            let answer = question.answer().map_err(|error| error.message(language(console)));
            (question.id, answer)
        })
    }
}

impl Question {
    fn answer(&self) -> Result<Value, Error> {
        let values = self.context.iter().map(|(name, text)| Ok((name.clone(), literal(text)?)));
        let context: Context = values.collect::<Result<Vec<_>, Error>>()?.into_iter().collect();
        evaluate(&self.expr, &context)
    }
}

/// The context that a text writes down.
pub(super) fn context(console: &Console<'_>, text: &str) -> Result<Context, String> {
    match literal(text) {
        Ok(Value::Context(context)) => Ok((*context).clone()),
        Ok(other) => Err(console.words(&format!("{other} 不是上下文"), &format!("{other} is no context")).to_owned()),
        Err(error) => Err(error.message(language(console))),
    }
}

/// The value of an expression that looks at nothing.
fn literal(text: &str) -> Result<Value, Error> {
    evaluate(text, &Context::new())
}

fn evaluate(expression: &str, context: &Context) -> Result<Value, Error> {
    let names: BTreeSet<String> = context.iter().map(|(name, _)| name.to_owned()).collect();
    parse(expression, &names)?.evaluate(&Host { names: context }, &mut Limits::default())
}

#[cfg(test)]
mod tests {
    use flow::text::Language;

    use super::*;

    #[test]
    fn a_batch_is_answered_line_by_line_and_goes_on_after_a_wrong_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let batch = folder.path().join("batch.jsonl");
        let lines = "{\"id\":1,\"expr\":\"a + 1\",\"context\":{\"a\":\"2\"}}\n{\"id\":2,\"expr\":\"1 +\"}\n\n{\"id\":\"c\",\"expr\":\"[1, null]\"}\n";
        std::fs::write(&batch, lines).expect("it can be written");
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut console = Console::new(&mut out, &mut err, Language::English);
        let feel = Feel { expression: None, context: None, batch: Some(batch), json: false };

        assert_eq!(feel.run(&mut console).expect("memory can be written"), Outcome::Unwell);

        let out = String::from_utf8(out).expect("text");
        let lines: Vec<&str> = out.lines().collect();
        assert_eq!(lines[0], r#"{"id":1,"value":"3"}"#);
        assert!(lines[1].starts_with(r#"{"id":2,"error":"#), "{out}");
        assert_eq!(lines[2], r#"{"id":"c","value":"[1, null]"}"#);
    }
}
