use feel::check::{Declared, DeclaredNames, check};
use feel::{Context, DateTime, Error, ErrorCode, Lang, Limits, Scope, Type, Value, parse};
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

/// Whether something else is the matter than a number or a date that is too large.
fn is_representable(diagnostic: &Error) -> bool {
    let of_arithmetic = [" + ", " - ", " * ", " ** "];
    let subject = diagnostic.subject.get(Lang::En);
    diagnostic.code != ErrorCode::NoResult || !of_arithmetic.iter().any(|operator| subject.contains(operator))
}

/// A host with values, the present moment, and a function.
struct Host(Context);

impl Scope for Host {
    fn get(&self, name: &str) -> Option<Value> {
        self.0.get(name).cloned()
    }

    fn now(&self) -> Option<DateTime> {
        "2026-03-02T09:00:00".parse().ok()
    }

    fn call(&self, name: &str, arguments: &[Value]) -> Option<Result<Value, Error>> {
        let [Value::Date(from), Value::Date(to)] = arguments else { return Some(Ok(Value::Null)) };
        (name == "working days between").then(|| Ok(to.days_since(from).into()))
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
            let scope = Host(values(&mut Choices::new(&given)));
            let mut limits = Limits::default();
            let evaluated = expression.evaluate(&scope, &mut limits);
            if let Ok(value) = evaluated && limits.diagnostics.iter().all(is_representable) {
                prop_assert!(is_of(&value, &checked.of_type), "{text}\nis {value}\nnot {}\nin {}", checked.of_type, scope.0);
            }
        }
    }

    /// What is said never to work yields null, whatever the values are.
    #[test]
    fn what_is_reported_never_works(
        choices in prop::collection::vec(any::<u16>(), 0..400),
        given in prop::collection::vec(any::<u16>(), 60),
    ) {
        let text = expression(&mut Choices::new(&choices));
        let declared = declarations();
        let names = DeclaredNames::new(&declared);
        let checked = check(&parse(&text, &names).expect("an expression"), &declared, None);
        let hopeless = [ErrorCode::WrongType, ErrorCode::NotComparable, ErrorCode::NoResult];
        for problem in checked.problems.into_iter().filter(|problem| hopeless.contains(&problem.code)) {
            let part = &text[problem.span.clone()];
            // A part that names something of the expression around it has no meaning by itself.
            let Ok(parsed) = parse(part, &names) else { continue };
            let is_outside = |name: &str| declared.name(name).is_some() && !["title", "cost", "rebate"].contains(&name);
            let is_closed = parsed.free_names().iter().all(|free| is_outside(&free.name));
            if is_closed && let Ok(value) = parsed.evaluate(&Host(values(&mut Choices::new(&given))), &mut Limits::default()) {
                // Null is equal to null and to nothing else, and stands for any end of a range.
                let is_of_null = match &value {
                    Value::Bool(_) => problem.code == ErrorCode::NotComparable,
                    Value::Range(_) => part.starts_with(['[', '(']),
                    _ => false,
                };
                prop_assert!(value.is_null() || is_of_null, "{part} is {value} in {text}");
            }
        }
    }
}
