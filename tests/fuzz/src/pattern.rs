//! Regular expressions by way of the functions that take them. The lines of a text are flags, a pattern, and a
//! replacement; what follows them is searched.

use std::sync::LazyLock;

use feel::{Context, Expression, Value, parse};

use crate::host::{limits, were_kept};

/// What is asked of a text and a pattern.
struct Questions {
    matches: Expression,
    replace: Expression,
    replace_by_itself: Expression,
    remove: Expression,
    split: Expression,
}

static QUESTIONS: LazyLock<Questions> = LazyLock::new(|| {
    let names: &[&str] = &["text", "pattern", "replacement", "flags"];
    let question = |text| parse(text, &names).expect("it is an expression");
    Questions {
        matches: question("matches(text, pattern, flags)"),
        replace: question("replace(text, pattern, replacement, flags)"),
        replace_by_itself: question(r#"replace(text, pattern, "$0", flags)"#),
        remove: question(r#"replace(text, pattern, "")"#),
        split: question("split(text, pattern)"),
    }
});

pub(crate) fn run(text: &str) {
    let mut lines = text.splitn(4, '\n');
    let mut next = || Value::from(lines.next().unwrap_or_default());
    let given = ["flags", "pattern", "replacement", "text"].map(|name| (name, next()));
    let given: Context = given.into_iter().collect();

    let matches = answer(&QUESTIONS.matches, &given);
    let replaced = answer(&QUESTIONS.replace, &given);
    if matches == Some(Value::Bool(false)) {
        let unchanged = given.get("text").cloned();
        assert!(replaced.is_none() || replaced == Some(Value::Null) || replaced == unchanged, "nothing is replaced");
    }
    let is_literal = given.get("flags").and_then(Value::as_str).is_some_and(|flags| flags.contains('q'));
    if !is_literal && let Some(Value::String(same)) = answer(&QUESTIONS.replace_by_itself, &given) {
        assert_eq!(Some(&*same), given.get("text").and_then(Value::as_str), "a match by itself changes nothing");
    }
    if let Some(Value::List(parts)) = answer(&QUESTIONS.split, &given)
        && let Some(removed) = answer(&QUESTIONS.remove, &given)
    {
        let joined: String = parts.iter().filter_map(Value::as_str).collect();
        assert_eq!(removed, Value::from(joined), "what remains is what stands between");
    }
}

/// The answer, if it does not take too much.
fn answer(question: &Expression, given: &Context) -> Option<Value> {
    let mut limits = limits();
    let answer = question.evaluate(given, &mut limits);
    were_kept(&limits);
    answer.ok()
}

pub(crate) fn words() -> Vec<String> {
    include_str!("../words/pattern.txt").lines().chain(["\n"]).map(str::to_owned).collect()
}
