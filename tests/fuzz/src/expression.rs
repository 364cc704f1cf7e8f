//! Expressions and unary tests: what is read is printed as text that means the same, and evaluated within its limits to
//! a value whose literal makes it again.

use feel::check::{DeclaredNames, check, check_tests};
use feel::{Error, ErrorCode, Expression, Limits, Names, Type, Value, format, parse, parse_unary_tests};

use crate::host::{HOST, declarations, is_said, limits, were_kept};

pub(crate) fn run(text: &str) {
    let declared = declarations();
    let names = DeclaredNames::new(&declared);
    match parse(text, &names) {
        Ok(expression) => {
            is_printed(&expression, &names);
            is_evaluated(&expression);
            check(&expression, &declared, Some(&Type::Number)).problems.iter().for_each(|one| is_within(one, text));
        }
        Err(error) => is_within(&error, text),
    }
    match parse_unary_tests(text, &names) {
        Ok(tests) => {
            for input in HOST.values() {
                let mut limits = limits();
                if let Err(error) = tests.matches(input, &*HOST, &mut limits) {
                    is_within(&error, text);
                }
                were_kept(&limits);
            }
            check_tests(&tests, &Type::Number, &declared).problems.iter().for_each(|one| is_within(one, text));
        }
        Err(error) => is_within(&error, text),
    }
}

/// Printing and reading again gives the same expression, and the same text.
fn is_printed(expression: &Expression, names: &dyn Names) {
    let printed = format(expression);
    let again = parse(&printed, names).unwrap_or_else(|error| panic!("{printed:?} cannot be read: {error}"));
    assert_eq!(&again, expression, "{printed:?}");
    assert_eq!(format(&again), printed);
}

fn is_evaluated(expression: &Expression) {
    let mut limits = limits();
    match expression.evaluate(&*HOST, &mut limits) {
        Ok(value) => {
            if is_data(&value) {
                is_its_literal(&value);
            }
        }
        Err(error) => is_within(&error, expression.text()),
    }
    were_kept(&limits);
}

/// Whether a value consists of others than functions.
fn is_data(value: &Value) -> bool {
    match value {
        Value::Function(_) => false,
        Value::List(elements) => elements.iter().all(is_data),
        Value::Context(context) => context.iter().all(|(_, value)| is_data(value)),
        Value::Range(range) => range.start.iter().chain(&range.end).all(is_data),
        _ => true,
    }
}

/// The literal of a value makes it again.
fn is_its_literal(value: &Value) {
    let literal = value.to_string();
    let read = parse(&literal, &()).unwrap_or_else(|error| panic!("{literal:?} cannot be read: {error}"));
    let again = read.evaluate(&(), &mut Limits { depth: 1_000, ..Limits::default() });
    match again {
        Err(error) if error.code == ErrorCode::TooLarge => {}
        again => assert_eq!(again.as_ref(), Ok(value), "{literal:?}"),
    }
}

/// An error has a message, and stands at a part of the text.
fn is_within(error: &Error, text: &str) {
    is_said(error);
    assert!(text.get(error.span.clone()).is_some(), "{error} is no part of {text:?}");
}
