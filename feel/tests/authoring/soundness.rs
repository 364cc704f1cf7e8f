use feel::check::{DeclaredNames, check};
use feel::{Limits, Type, Value, parse};
use proptest::prelude::*;

use crate::declarations;
use crate::generator::{Choices, expression, values};

/// Whether a value is of a type, parts and all: null only where the type says so.
fn is_of(value: &Value, of_type: &Type) -> bool {
    match (of_type, value) {
        (Type::Any | Type::Named(_), _) => true,
        (Type::Optional(of), value) => value.is_null() || is_of(value, of),
        (Type::Allowed(allowed), value) => is_of(value, &allowed.of),
        (Type::Null, value) => value.is_null(),
        (Type::List(of), Value::List(elements)) => elements.iter().all(|element| is_of(element, of)),
        (Type::Range(of), Value::Range(range)) => range.start.iter().chain(&range.end).all(|end| is_of(end, of)),
        (Type::Context(entries), Value::Context(context)) => {
            entries.iter().all(|(name, of_type)| context.get(name).is_some_and(|value| is_of(value, of_type)))
        }
        (Type::Function(parameters, _), Value::Function(function)) => function.parameters().len() == parameters.len(),
        (simple, value) => simple.to_string() == value.kind(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Where nothing is wrong and the type is known, evaluation yields a value of that type.
    #[test]
    fn what_is_checked_evaluates_to_its_type(
        choices in prop::collection::vec(any::<u16>(), 0..400),
        given in prop::collection::vec(any::<u16>(), 60),
    ) {
        let text = expression(&mut Choices::new(&choices));
        let declared = declarations();
        let expression = parse(&text, &DeclaredNames::new(&declared)).map_err(|error| TestCaseError::fail(format!("{text}: {error}")))?;
        let checked = check(&expression, &declared, None);
        if checked.problems.is_empty() {
            let scope = values(&mut Choices::new(&given));
            if let Ok(value) = expression.evaluate(&scope, &mut Limits::default()) {
                prop_assert!(is_of(&value, &checked.of_type), "{text}\nis {value}\nnot {}\nin {scope}", checked.of_type);
            }
        }
    }
}
