//! Unary tests, and what stands after `in`.

use super::relate::{Fit, base, equality, is_nullable, is_unknown, order};
use super::scopes::Frame;
use super::{Checker, Found};
use crate::syntax::{Comparison, Kind, Node, mentions_input};
use crate::{Type, Value};

/// What is known of a test.
struct Tested {
    /// Boolean, with null or without, or `Any`.
    of_type: Type,
    /// Whether it is null where the value that is tested is.
    is_null_on_null: bool,
}

impl Tested {
    fn always(of_type: Type) -> Tested {
        Tested { of_type, is_null_on_null: false }
    }

    fn unless_null(of_type: Type) -> Tested {
        Tested { of_type, is_null_on_null: true }
    }
}

impl Checker<'_> {
    /// Several tests of `?`, one of which is to pass.
    pub(super) fn tests(&mut self, tests: &[Node]) -> Type {
        let input = self.scopes.input().unwrap_or(Type::Any);
        let tested = self.test_each(tests, &input);
        if is_nullable(&input) && tested.is_null_on_null && tested.of_type == Type::Boolean {
            return Type::Boolean.optional();
        }
        tested.of_type
    }

    /// `input in (tests)`
    pub(super) fn membership(&mut self, operand: &Node, tests: &[Node]) -> Type {
        let input = self.visit(operand).of_type;
        self.scopes.push(Frame::Input(input.clone()));
        let tested = self.test_each(tests, &input);
        self.scopes.pop();
        if is_nullable(&input) && tested.is_null_on_null {
            self.may_be_null(operand);
        }
        tested.of_type
    }

    fn test_each(&mut self, tests: &[Node], input: &Type) -> Tested {
        let mut all = Tested::always(Type::Boolean);
        for test in tests {
            let tested = self.test(test, input);
            all.is_null_on_null |= tested.is_null_on_null;
            all.of_type = match (all.of_type, tested.of_type) {
                (Type::Any, _) | (_, Type::Any) => Type::Any,
                (Type::Boolean, Type::Boolean) => Type::Boolean,
                _ => Type::Boolean.optional(),
            };
        }
        all
    }

    fn test(&mut self, test: &Node, input: &Type) -> Tested {
        if let Kind::Relation(comparison, bound) = &test.kind {
            if matches!(comparison, Comparison::Equal | Comparison::Unequal) {
                let found = self.visit(bound);
                self.expect_allowed(bound, &found, input);
                return Tested::always(self.equals(bound, &found.of_type, input));
            }
            let bound_type = self.required(bound).of_type;
            return self.lies_beside(bound, &bound_type, input);
        }
        let found = self.visit(test);
        let kind = base(&found.of_type);
        let says_itself = mentions_input(test) || !matches!(base(input), Type::Boolean | Type::Null);
        match kind {
            Type::Any | Type::Named(_) => Tested::always(Type::Any),
            Type::Boolean if says_itself => match mentions_input(test) && is_nullable(&found.of_type) {
                true => Tested::always(Type::Boolean.optional()),
                false => Tested::always(Type::Boolean),
            },
            _ if mentions_input(test) => Tested::always(Type::Any),
            Type::Range(of) if !matches!(base(input), Type::Range(_)) => {
                if is_unknown(input) {
                    return Tested::always(Type::Any);
                }
                let tested = self.lies_beside(test, of, input);
                match is_nullable(of) && tested.of_type == Type::Boolean {
                    true => Tested::unless_null(Type::Boolean.optional()),
                    false => tested,
                }
            }
            // Whether something is among elements is never null.
            Type::List(of) => {
                self.is_among(test, &found, of, input);
                Tested::always(Type::Boolean)
            }
            _ => {
                self.expect_allowed(test, &found, input);
                Tested::always(self.equals(test, &found.of_type, input))
            }
        }
    }

    fn equals(&mut self, test: &Node, tested: &Type, input: &Type) -> Type {
        match equality(tested, input) {
            Fit::Yes | Fit::UnlessNull => Type::Boolean,
            Fit::Perhaps => Type::Boolean.optional(),
            Fit::Unknown => Type::Any,
            Fit::Never => {
                self.unexpected(test, base(tested), base(input).words());
                Type::Any
            }
        }
    }

    /// A test that compares the input with a bound.
    fn lies_beside(&mut self, test: &Node, bound: &Type, input: &Type) -> Tested {
        if matches!(base(input), Type::Null) || matches!(base(bound), Type::Null) {
            return Tested::unless_null(Type::Boolean.optional());
        }
        match order(bound, input) {
            Fit::Yes => Tested::unless_null(Type::Boolean),
            Fit::Never => {
                self.unexpected(test, base(bound), base(input).words());
                Tested::always(Type::Any)
            }
            _ => Tested::always(Type::Any),
        }
    }

    fn is_among(&mut self, test: &Node, found: &Found, of: &Type, input: &Type) {
        if let Some(Value::List(elements)) = &found.constant {
            for element in elements.iter() {
                self.expect_allowed(test, &Found::constant(element.clone()), input);
            }
        }
        let fits = match base(of) {
            Type::Range(of) => order(of, input),
            Type::List(_) => Fit::Unknown,
            of => equality(of, input),
        };
        if fits == Fit::Never && !matches!(base(input), Type::List(_)) {
            self.unexpected(test, &found.of_type, base(input).words());
        }
    }
}
