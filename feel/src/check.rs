//! Static types: what an expression yields, and what is wrong with it, without evaluating it.
//!
//! Only what is known for certain is reported: where a type is not known, nothing is. In turn, where nothing is
//! reported and the type is not optional, evaluation yields a value of that type. This takes for granted that numbers
//! and dates remain representable, that times which meet either all have a zone or none, and that the host gives values
//! of the types that it declares, and the present moment.
//!
//! ```
//! use feel::check::{Declarations, DeclaredNames, check};
//! use feel::{ErrorCode, Type, parse};
//!
//! let declared = Declarations::default().with("amount", Type::Number.optional());
//! let expression = parse("amount > 1000", &DeclaredNames::new(&declared))?;
//! let checked = check(&expression, &declared, Some(&Type::Boolean));
//! assert_eq!(checked.problems[0].code, ErrorCode::MayBeNull);
//!
//! let expression = parse("amount != null and amount > 1000", &DeclaredNames::new(&declared))?;
//! assert!(check(&expression, &declared, Some(&Type::Boolean)).problems.is_empty());
//! # Ok::<(), feel::Error>(())
//! ```

mod built_in;
mod calls;
mod collections;
mod control;
mod declared;
mod facts;
mod named;
mod operators;
mod properties;
pub(crate) mod relate;
mod scopes;
mod suggest;
mod table;
mod tests;

pub use declared::{Declarations, Declared, DeclaredNames, Signature, TakenParameter};
pub(crate) use properties::properties;
pub(crate) use scopes::Scopes;
pub use table::{Cell, CheckedTable, check_table};

use crate::syntax::{Kind, Node};
use crate::{Error, ErrorCode, Expression, Number, Phrase, Type, UnaryTests, Value};
use relate::{Fit, bounded, elements_type, fit, is_nullable, type_of};
use scopes::Frame;

/// What is known of an expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// The type of its value; `Any` where that is not known.
    pub of_type: Type,
    /// What is wrong with it, in the order in which it is noticed.
    pub problems: Vec<Error>,
}

/// Checks an expression, whose value is to be of a certain type if one is given.
pub fn check(expression: &Expression, declared: &dyn Declared, expected: Option<&Type>) -> Checked {
    let mut checker = Checker::new(expression.text(), declared, None);
    let found = checker.visit(expression.root());
    if let Some(expected) = expected {
        checker.expect(expression.root(), &found, expected);
    }
    Checked { of_type: found.of_type, problems: checker.problems }
}

/// Checks unary tests of values of a type.
pub fn check_tests(tests: &UnaryTests, input: &Type, declared: &dyn Declared) -> Checked {
    let mut checker = Checker::new(tests.text(), declared, None);
    checker.scopes.push(Frame::Input(input.clone()));
    let found = checker.visit(tests.root());
    Checked { of_type: found.of_type, problems: checker.problems }
}

/// The type of an expression's value.
pub fn infer(expression: &Expression, declared: &dyn Declared) -> Type {
    check(expression, declared, None).of_type
}

/// What is known of the value of a node.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) of_type: Type,
    /// Its value, where that does not depend on anything.
    pub(crate) constant: Option<Value>,
    /// Whether it is a list of at least one element.
    pub(crate) has_elements: bool,
}

impl Found {
    pub(crate) fn constant(value: Value) -> Found {
        let has_elements = value.as_list().is_some_and(|elements| !elements.is_empty());
        Found { of_type: type_of(&value), constant: Some(value), has_elements }
    }

    /// The type of the elements, when this is taken as a list.
    pub(crate) fn elements(&self) -> Type {
        match relate::base(&self.of_type) {
            Type::List(of) => (**of).clone(),
            _ => self.of_type.clone(),
        }
    }

    /// Whether it is a number that is known, and of a certain kind.
    pub(crate) fn is_number(&self, holds: impl Fn(&Number) -> bool) -> bool {
        self.constant.as_ref().and_then(Value::as_number).is_some_and(holds)
    }
}

impl From<Type> for Found {
    fn from(of_type: Type) -> Found {
        Found { of_type: bounded(of_type), constant: None, has_elements: false }
    }
}

/// Sees what is found of every node, and which names are known there.
pub(crate) type Observer<'o> = dyn FnMut(&Node, &Found, &Scopes<'_>) + 'o;

/// A walk over a tree, from the leaves up.
pub(crate) struct Checker<'c> {
    text: &'c str,
    scopes: Scopes<'c>,
    problems: Vec<Error>,
    observer: Option<&'c mut Observer<'c>>,
}

/// Shows every node below `root` with what is found of it.
pub(crate) fn observe<'c>(
    root: &Node,
    text: &'c str,
    declared: &'c dyn Declared,
    input: Option<&Type>,
    observer: &'c mut Observer<'c>,
) {
    let mut checker = Checker::new(text, declared, Some(observer));
    if let Some(input) = input {
        checker.scopes.push(Frame::Input(input.clone()));
    }
    checker.visit(root);
}

impl<'c> Checker<'c> {
    fn new(text: &'c str, declared: &'c dyn Declared, observer: Option<&'c mut Observer<'c>>) -> Checker<'c> {
        Checker { text, scopes: Scopes::new(declared), problems: Vec::new(), observer }
    }

    /// What is known of a node.
    fn visit(&mut self, node: &Node) -> Found {
        self.visit_with_hints(node, &[])
    }

    /// What is known of a node; if it is a function, its parameters are of these types where it does not say so itself.
    fn visit_with_hints(&mut self, node: &Node, hints: &[Type]) -> Found {
        let found = match &node.kind {
            Kind::Literal(value) => Found::constant(value.clone()),
            Kind::Name(name) => self.name(node, name).into(),
            Kind::Input => self.scopes.input().unwrap_or(Type::Any).into(),
            Kind::List(elements) => self.list(elements),
            Kind::Context(entries) => {
                let entries = self.entries(entries);
                Type::Context(entries.into()).into()
            }
            Kind::Range { start, end, .. } => self.range(node, start, end).into(),
            Kind::Relation(_, bound) => self.relation_as_range(node, bound).into(),
            Kind::Negation(operand) => self.negation(node, operand),
            Kind::Arithmetic(operator, operands) => self.arithmetic(*operator, node, operands).into(),
            Kind::Comparison(comparison, operands) => self.comparison(*comparison, node, operands).into(),
            Kind::Conjunction(operands) => self.junction(operands, true).into(),
            Kind::Disjunction(operands) => self.junction(operands, false).into(),
            Kind::Between(parts) => self.between(node, parts).into(),
            Kind::In(operand, tests) => self.membership(operand, tests).into(),
            Kind::InstanceOf(operand, of_type) => self.instance_of(node, operand, of_type).into(),
            Kind::If(parts) => self.conditional(parts).into(),
            Kind::For(iterations, result) => self.iteration(iterations, result).into(),
            Kind::Quantified(_, iterations, condition) => self.quantified(iterations, condition).into(),
            Kind::Filter(parts) => self.filter(parts).into(),
            Kind::Path(operand, name) => self.path(node, operand, name).into(),
            Kind::Call { callee, built_in, arguments } => self.call(node, callee, *built_in, arguments),
            Kind::Function(function) => self.function(function, hints).into(),
            Kind::Let(entries, result) => {
                let entries = self.entries(entries);
                self.scopes.push(Frame::Names(entries.into()));
                let found = self.visit(result);
                self.scopes.pop();
                found
            }
            Kind::Typed(operand, of_type) => {
                let found = self.visit(operand);
                self.expect(operand, &found, of_type);
                of_type.clone().into()
            }
            // The cells of a table have texts of their own.
            Kind::Table(_) => Type::Any.into(),
            Kind::Anything => Type::Boolean.into(),
            Kind::Not(tests) | Kind::Tests(tests) => self.tests(tests).into(),
        };
        if let Some(observer) = &mut self.observer {
            observer(node, &found, &self.scopes);
        }
        found
    }

    fn list(&mut self, elements: &[Node]) -> Found {
        let found: Vec<Found> = elements.iter().map(|element| self.visit(element)).collect();
        let constant = found.iter().map(|found| found.constant.clone()).collect::<Option<Vec<_>>>().map(Value::list);
        let of_elements = elements_type(found.into_iter().map(|found| found.of_type));
        Found { of_type: bounded(of_elements.list()), constant, has_elements: !elements.is_empty() }
    }

    /// Reports what does not go where a type is asked for.
    fn expect(&mut self, node: &Node, found: &Found, expected: &Type) {
        match fit(&found.of_type, expected) {
            Fit::Yes | Fit::Unknown => {}
            Fit::Perhaps => self.expect_allowed(node, found, expected),
            Fit::UnlessNull => self.may_be_null(node),
            Fit::Never => self.unexpected(node, &found.of_type, expected.words()),
        }
    }

    /// Reports a constant that is none of the values that are allowed of a type.
    fn expect_allowed(&mut self, node: &Node, found: &Found, expected: &Type) {
        let (Some(value), Some(allowed)) = (&found.constant, relate::allowed(expected)) else { return };
        let mut limits = crate::Limits { fuel: 10_000, ..crate::Limits::default() };
        // Tests that take names from elsewhere cannot be decided here.
        let is_decided = !value.is_null() && allowed.tests.free_names().is_empty();
        if is_decided && allowed.tests.matches(value, &(), &mut limits) == Ok(false) {
            let error = Error::new(ErrorCode::NotAllowed, node.span.into(), value.to_string());
            self.problems.push(error.expecting(allowed.tests.text()));
        }
    }

    fn unexpected(&mut self, node: &Node, found: &Type, expected: Phrase) {
        let error = Error::new(ErrorCode::UnexpectedType, node.span.into(), found.words());
        self.problems.push(error.expecting(expected));
    }

    /// Reports an operand that may be null where null makes the whole null.
    fn may_be_null(&mut self, node: &Node) {
        let subject = format!("`{}`", self.text_of(node));
        self.problems.push(Error::new(ErrorCode::MayBeNull, node.span.into(), subject));
    }

    /// The type of an operand that must not be null; reports it when it may be.
    fn required(&mut self, node: &Node) -> Found {
        let found = self.visit(node);
        if is_nullable(&found.of_type) {
            self.may_be_null(node);
        }
        Found { of_type: found.of_type.required(), ..found }
    }

    fn report(&mut self, code: ErrorCode, node: &Node, subject: impl Into<Phrase>) {
        self.problems.push(Error::new(code, node.span.into(), subject));
    }

    fn text_of(&self, node: &Node) -> &'c str {
        self.text.get(std::ops::Range::from(node.span)).unwrap_or_default()
    }
}
