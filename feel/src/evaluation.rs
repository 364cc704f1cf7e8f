//! From tree to value.

mod arithmetic;
mod binding;
mod calls;
mod comparison;
mod control;
mod filter;
mod path;
mod relations;
mod size;
mod table;
mod typing;

use std::borrow::Cow;
use std::sync::Arc;

pub(crate) use binding::{Bound, Frame};
pub(crate) use comparison::{compare, equal};
pub(crate) use relations::contains;

use crate::syntax::{Kind, Node};
use crate::value::FunctionKind;
use crate::{Context, Error, ErrorCode, Function, Limits, Phrase, Range, Scope, Value};

/// A value, or the reason why the evaluation had to stop; wrong types do not stop it, they yield null.
pub(crate) type Evaluated = Result<Value, Box<Error>>;

/// One evaluation: what it may ask, and what it may still use.
pub(crate) struct Machine<'s> {
    pub(crate) scope: &'s dyn Scope,
    pub(crate) limits: &'s mut Limits,
}

/// Evaluates a tree, with `input` for `?`.
pub(crate) fn evaluate(node: &Node, input: Option<&Value>, scope: &dyn Scope, limits: &mut Limits) -> Evaluated {
    let depth = limits.depth;
    let mut machine = Machine { scope, limits };
    let frame = input.map(|input| Frame::new(Bound::Input(input), None));
    let result = machine.value(node, frame.as_ref()).and_then(|value| machine.checked(value, node));
    limits.depth = depth;
    result
}

impl Machine<'_> {
    /// The value of a node.
    pub(crate) fn value(&mut self, node: &Node, frame: Option<&Frame<'_>>) -> Evaluated {
        self.limits.spend(1).map_err(|code| self.stop(code, node))?;
        if self.limits.depth == 0 {
            return Err(self.stop(ErrorCode::TooDeep, node));
        }
        self.limits.depth -= 1;
        let value = self.value_of_kind(node, frame);
        self.limits.depth += 1;
        value
    }

    fn value_of_kind(&mut self, node: &Node, frame: Option<&Frame<'_>>) -> Evaluated {
        match &node.kind {
            Kind::Literal(value) => Ok(value.clone()),
            Kind::Name(name) => Ok(self.named(name, node, frame)),
            Kind::Input => Ok(frame.and_then(Frame::input).cloned().unwrap_or_default()),
            Kind::Comparison(comparison, operands) => self.comparison(*comparison, node, operands, frame),
            Kind::Conjunction(operands) => self.junction(operands, false, frame),
            Kind::Disjunction(operands) => self.junction(operands, true, frame),
            Kind::Arithmetic(operator, operands) => self.arithmetic(*operator, node, operands, frame),
            Kind::Negation(operand) => self.negation(node, operand, frame),
            Kind::If(parts) => self.conditional(parts, frame),
            Kind::Path(operand, name) => self.path(node, operand, name, frame),
            Kind::Filter(parts) => self.filter(parts, frame),
            Kind::Call { callee, built_in, arguments } => self.call(node, callee, *built_in, arguments, frame),
            Kind::Between(parts) => self.between(parts, frame),
            Kind::In(operand, tests) => self.membership(operand, tests, frame),
            Kind::InstanceOf(operand, of_type) => self.instance_of(node, operand, of_type, frame),
            Kind::List(elements) => self.list(elements, frame),
            Kind::Context(entries) => self.entries(entries, frame).map(Value::from),
            Kind::Range { start, start_included, end, end_included } => {
                let (start, end) = (self.value(start, frame)?, self.value(end, frame)?);
                let range = Range {
                    start: Some(start),
                    start_included: *start_included,
                    end: Some(end),
                    end_included: *end_included,
                };
                Ok(self.range(node, range))
            }
            Kind::Relation(comparison, bound) => self.relation_as_range(*comparison, node, bound, frame),
            Kind::For(iterations, result) => self.iterate(iterations, result, frame),
            Kind::Quantified(quantifier, iterations, condition) => {
                self.quantify(*quantifier, iterations, condition, frame)
            }
            Kind::Function(definition) => self.closure(node, definition, frame),
            Kind::Let(entries, result) => {
                let entries = self.entries(entries, frame)?;
                self.value(result, Some(&Frame::new(Bound::Entries(&entries), frame)))
            }
            Kind::Typed(operand, of_type) => self.typed(node, operand, of_type, frame),
            Kind::Table(table) => self.decide(table, frame).map(|decided| decided.result.unwrap_or_default()),
            Kind::Anything => Ok(Value::Bool(true)),
            Kind::Tests(tests) => self.passes_any(tests, frame),
            Kind::Not(tests) => Ok(match self.passes_any(tests, frame)? {
                Value::Bool(passes) => Value::Bool(!passes),
                _ => Value::Null,
            }),
        }
    }

    /// The value of a node, borrowed where it stands somewhere already.
    pub(crate) fn operand<'v>(
        &mut self,
        node: &'v Node,
        frame: Option<&'v Frame<'v>>,
    ) -> Result<Cow<'v, Value>, Box<Error>> {
        match &node.kind {
            Kind::Literal(value) => Ok(Cow::Borrowed(value)),
            Kind::Name(name) => match frame.and_then(|frame| frame.find(name)) {
                Some(value) => Ok(Cow::Borrowed(value)),
                None => self.value(node, frame).map(Cow::Owned),
            },
            _ => self.value(node, frame).map(Cow::Owned),
        }
    }

    fn named(&mut self, name: &str, node: &Node, frame: Option<&Frame<'_>>) -> Value {
        if let Some(value) = frame.and_then(|frame| frame.find(name)) {
            return value.clone();
        }
        if let Some(value) = self.scope.get(name) {
            return value;
        }
        match crate::functions::find(name) {
            Some(built_in) => Value::Function(Arc::new(Function(FunctionKind::BuiltIn(built_in)))),
            None => self.null(ErrorCode::UnknownName, node, || name.to_owned()),
        }
    }

    fn list(&mut self, elements: &[Node], frame: Option<&Frame<'_>>) -> Evaluated {
        let elements: Result<Vec<Value>, _> = elements.iter().map(|element| self.value(element, frame)).collect();
        elements.map(Value::list)
    }

    /// The values of entries, each of which sees those before it.
    fn entries(&mut self, entries: &[crate::syntax::Entry], frame: Option<&Frame<'_>>) -> Result<Context, Box<Error>> {
        let mut context = Context::new();
        for entry in entries {
            let mut value = self.value(&entry.value, Some(&Frame::new(Bound::Entries(&context), frame)))?;
            self.measure_entry(&value).map_err(|code| self.stop(code, &entry.value))?;
            if let Value::Function(function) = &mut value
                && let FunctionKind::Defined(closure) = &mut Arc::make_mut(function).0
                && closure.own_name.is_none()
            {
                closure.own_name = Some(entry.name.clone());
            }
            context.insert(entry.name.clone(), value);
        }
        Ok(context)
    }

    /// A function with the values of the names that it takes from where it stands.
    fn closure(
        &mut self,
        node: &Node,
        definition: &Arc<crate::syntax::FunctionNode>,
        frame: Option<&Frame<'_>>,
    ) -> Evaluated {
        self.look_through(node)?;
        let mut captured = Context::new();
        for reference in crate::syntax::free_references(node) {
            let found = frame.and_then(|frame| frame.find(&reference.name)).cloned();
            if let Some(value) = found.or_else(|| self.scope.get(&reference.name)) {
                captured.insert(reference.name, value);
            }
        }
        self.enclose(definition.clone(), captured, None).map_err(|code| self.stop(code, node))
    }

    /// Uses up the steps to look through a part of the expression that is not evaluated.
    fn look_through(&mut self, node: &Node) -> Result<(), Box<Error>> {
        self.limits.spend(node.size as usize / 16).map_err(|code| self.stop(code, node))
    }

    /// Null, and a note why.
    pub(crate) fn null<S: Into<Phrase>>(&mut self, code: ErrorCode, node: &Node, subject: impl FnOnce() -> S) -> Value {
        self.limits.note(|| Error::new(code, node.span.into(), subject()));
        Value::Null
    }

    /// The error that stops the evaluation here.
    pub(crate) fn stop(&self, code: ErrorCode, node: &Node) -> Box<Error> {
        Box::new(Error::new(code, node.span.into(), ""))
    }
}
