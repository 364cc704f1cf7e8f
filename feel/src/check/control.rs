//! `if`, `for`, `some` and `every`, and function definitions.

use std::sync::Arc;

use super::facts::Outcome;
use super::relate::{base, bounded, is_unknown, union};
use super::scopes::Frame;
use super::{Checker, Found};
use crate::syntax::{FunctionNode, Iteration, Kind, Node, Operator};
use crate::{Number, Type};

impl Checker<'_> {
    pub(super) fn conditional(&mut self, parts: &(Node, Node, Node)) -> Type {
        let condition = self.visit(&parts.0);
        self.truth(&parts.0, &condition.of_type);
        let consequence = self.branch(&parts.0, Outcome::True, &parts.1);
        let alternative = self.branch(&parts.0, Outcome::NotTrue, &parts.2);
        union(&consequence, &alternative)
    }

    fn branch(&mut self, condition: &Node, outcome: Outcome, branch: &Node) -> Type {
        let narrowed = self.narrowed_by(condition, outcome);
        self.scopes.push(Frame::Narrowed(narrowed));
        let found = self.visit(branch);
        self.scopes.pop();
        found.of_type
    }

    pub(super) fn iteration(&mut self, iterations: &[Iteration], result: &Node) -> Type {
        let certain = self.push_variables(iterations);
        self.scopes.push(Frame::Names([("partial".into(), Type::Any.list())].into()));
        let result = self.visit(result).of_type;
        self.pop_variables(iterations);
        self.scopes.pop();
        certain.of(result.list())
    }

    pub(super) fn quantified(&mut self, iterations: &[Iteration], condition: &Node) -> Type {
        let certain = self.push_variables(iterations);
        let found = self.visit(condition);
        let truth = self.truth(condition, &found.of_type);
        self.pop_variables(iterations);
        certain.of(truth)
    }

    /// Binds the variables; says whether every one of them has something to run through.
    fn push_variables(&mut self, iterations: &[Iteration]) -> Certainty {
        let mut all = Certainty::Certain;
        for iteration in iterations {
            let (variable, certainty) = match &iteration.end {
                Some(end) => self.steps(&iteration.domain, end),
                None => self.elements(&iteration.domain),
            };
            all = all.and(certainty);
            self.scopes.push(Frame::Names([(iteration.variable.clone(), bounded(variable))].into()));
        }
        all
    }

    fn pop_variables(&mut self, iterations: &[Iteration]) {
        iterations.iter().for_each(|_| self.scopes.pop());
    }

    /// What a variable runs through from `start` to `end`.
    fn steps(&mut self, start: &Node, end: &Node) -> (Type, Certainty) {
        let (first, last) = (self.required(start), self.required(end));
        match (base(&first.of_type), base(&last.of_type)) {
            (Type::Number, Type::Number) => {
                let certain = is_integer(start, &first) && is_integer(end, &last);
                (Type::Number, if certain { Certainty::Certain } else { Certainty::Perhaps })
            }
            (Type::Date, Type::Date) => (Type::Date, Certainty::Certain),
            (Type::Any | Type::Named(_) | Type::Null, _) | (_, Type::Any | Type::Named(_) | Type::Null) => {
                (Type::Any, Certainty::Unknown)
            }
            (Type::Number | Type::Date, other) => {
                self.unexpected(end, other, base(&first.of_type).words());
                (Type::Any, Certainty::Unknown)
            }
            (other, _) => {
                self.unexpected(start, other, Type::Number.words());
                (Type::Any, Certainty::Unknown)
            }
        }
    }

    /// What a variable runs through when it is given a list, a range or a single value.
    fn elements(&mut self, domain: &Node) -> (Type, Certainty) {
        let found = self.required(domain);
        match base(&found.of_type) {
            Type::List(of) => ((**of).clone(), Certainty::Certain),
            Type::Range(of) => match base(of) {
                steps @ (Type::Number | Type::Date) => (steps.clone(), Certainty::Perhaps),
                other if is_unknown(other) => (Type::Any, Certainty::Unknown),
                _ => {
                    self.unexpected(domain, &found.of_type, Type::Any.list().words());
                    (Type::Any, Certainty::Unknown)
                }
            },
            Type::Any | Type::Named(_) | Type::Null => (Type::Any, Certainty::Unknown),
            single => (single.clone(), Certainty::Certain),
        }
    }

    pub(super) fn function(&mut self, function: &Arc<FunctionNode>, hints: &[Type]) -> Type {
        let hints = hints.iter().cloned().map(Some).chain(std::iter::repeat(None));
        let parameters: Vec<(Arc<str>, Type)> = function
            .parameters
            .iter()
            .zip(hints)
            .map(|(parameter, hint)| (parameter.name.clone(), parameter.of_type.clone().or(hint).unwrap_or(Type::Any)))
            .collect();
        let types: Vec<Type> = parameters.iter().map(|(_, of_type)| of_type.clone()).collect();
        if function.external {
            return Type::Function(types.into(), Type::Any.into());
        }
        // A function that is called elsewhere knows nothing of the value under test, nor of what is known here.
        self.scopes.push(Frame::Input(Type::Any));
        self.scopes.push(Frame::Names(parameters.into()));
        let result = self.visit(&function.body).of_type;
        self.scopes.pop();
        self.scopes.pop();
        Type::Function(types.into(), result.into())
    }
}

/// Whether there is something to run through.
#[derive(Clone, Copy, PartialEq)]
enum Certainty {
    Certain,
    /// Only the values tell.
    Perhaps,
    Unknown,
}

impl Certainty {
    fn and(self, other: Certainty) -> Certainty {
        match (self, other) {
            (Certainty::Unknown, _) | (_, Certainty::Unknown) => Certainty::Unknown,
            (Certainty::Certain, Certainty::Certain) => Certainty::Certain,
            _ => Certainty::Perhaps,
        }
    }

    fn of(self, of_type: Type) -> Type {
        match self {
            Certainty::Certain => of_type,
            Certainty::Perhaps => of_type.optional(),
            Certainty::Unknown => Type::Any,
        }
    }
}

/// Whether a number is whole, whatever the names mean: what counts is, and so are sums of such.
fn is_integer(node: &Node, found: &Found) -> bool {
    match (&node.kind, &found.constant) {
        (_, Some(constant)) => constant.as_number().is_some_and(Number::is_integer),
        (Kind::Call { built_in: Some(built_in), .. }, _) => ["count", "string length"].contains(&built_in.name),
        (Kind::Arithmetic(Operator::Add | Operator::Subtract | Operator::Multiply, operands), _) => {
            let whole = |node: &Node| match &node.kind {
                Kind::Literal(value) => value.as_number().is_some_and(Number::is_integer),
                _ => is_integer(node, &Found::from(Type::Any)),
            };
            whole(&operands.0) && whole(&operands.1)
        }
        _ => false,
    }
}
