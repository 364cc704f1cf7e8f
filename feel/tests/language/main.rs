//! The language by examples: each table is pairs of an expression and the value that it has.

mod analysis;
mod basics;
mod bounds;
mod dates;
mod patterns;
mod zones;

use feel::{Limits, Scope};

/// The value of an expression without names, as its literal.
fn value_of(text: &str) -> String {
    value_in(text, &())
}

/// The value of an expression, as its literal.
fn value_in(text: &str, scope: &dyn Scope) -> String {
    let expression = match feel::parse(text, &()) {
        Ok(expression) => expression,
        Err(error) => return format!("{}: {error}", error.code),
    };
    match expression.evaluate(scope, &mut Limits::default()) {
        Ok(value) => value.to_string(),
        Err(error) => error.code.to_string(),
    }
}

/// Checks a table and shows every line that fails.
fn check(table: &[(&str, &str)]) {
    let wrong: Vec<String> = table
        .iter()
        .filter_map(|(text, expected)| {
            let found = value_of(text);
            (found != *expected).then(|| format!("{text}\n  is    {found}\n  not   {expected}"))
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
