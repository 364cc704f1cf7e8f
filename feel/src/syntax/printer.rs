//! A tree as canonical text: reading it again gives the same tree.

use std::fmt::{self, Display, Formatter};

use super::ast::{Argument, FunctionNode, Iteration, Kind, Node, Operator, Quantifier};
use crate::Value;
use crate::value::{write_name, write_text};

/// How tightly a text holds together; a looser one in a tighter place needs parentheses.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
pub(crate) enum Level {
    Expression,
    Disjunction,
    Conjunction,
    Comparison,
    Sum,
    Product,
    Power,
    Negation,
    InstanceOf,
    Postfix,
}

/// How tightly a node holds together.
pub(crate) fn level(kind: &Kind) -> Level {
    match kind {
        Kind::If(_) | Kind::For(..) | Kind::Quantified(..) | Kind::Function(_) => Level::Expression,
        Kind::Disjunction(_) => Level::Disjunction,
        Kind::Conjunction(_) => Level::Conjunction,
        Kind::Comparison(..) | Kind::Between(_) | Kind::In(..) => Level::Comparison,
        Kind::Arithmetic(Operator::Add | Operator::Subtract, _) => Level::Sum,
        Kind::Arithmetic(Operator::Multiply | Operator::Divide, _) => Level::Product,
        Kind::Arithmetic(Operator::Power, _) => Level::Power,
        Kind::Negation(_) => Level::Negation,
        Kind::InstanceOf(..) => Level::InstanceOf,
        _ => Level::Postfix,
    }
}

/// A node where at least a certain level is wanted.
struct At<'a>(Level, &'a Node);

impl Display for At<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if level(&self.1.kind) < self.0 { write!(f, "({})", self.1) } else { write!(f, "{}", self.1) }
    }
}

/// A node as a unary test, where a relation needs no parentheses.
struct Test<'a>(&'a Node);

impl Display for Test<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.0.kind {
            Kind::Relation(comparison, bound) => write!(f, "{} {}", comparison.symbol(), At(Level::Sum, bound)),
            _ => write!(f, "{}", self.0),
        }
    }
}

fn separated<T>(
    f: &mut Formatter<'_>,
    separator: &str,
    items: impl IntoIterator<Item = T>,
    mut write: impl FnMut(&mut Formatter<'_>, T) -> fmt::Result,
) -> fmt::Result {
    for (position, item) in items.into_iter().enumerate() {
        if position > 0 {
            f.write_str(separator)?;
        }
        write(f, item)?;
    }
    Ok(())
}

impl Display for Node {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::Literal(value) => write_literal(f, value),
            Kind::Name(name) => f.write_str(name),
            Kind::Input => f.write_str("?"),
            Kind::List(elements) => {
                f.write_str("[")?;
                separated(f, ", ", elements, |f, element| write!(f, "{element}"))?;
                f.write_str("]")
            }
            Kind::Context(entries) => {
                f.write_str("{")?;
                separated(f, ", ", entries, |f, entry| {
                    write_name(f, &entry.name)?;
                    write!(f, ": {}", entry.value)
                })?;
                f.write_str("}")
            }
            Kind::Range { start, start_included, end, end_included } => {
                let open = if *start_included { '[' } else { '(' };
                let close = if *end_included { ']' } else { ')' };
                write!(f, "{open}{start}..{end}{close}")
            }
            Kind::Relation(..) => write!(f, "({})", Test(self)),
            Kind::Negation(operand) => write!(f, "-{}", At(Level::Negation, operand)),
            Kind::Arithmetic(operator, operands) => {
                // All of them group from the left, so the right side needs one level more.
                let (left, right) = match operator {
                    Operator::Add | Operator::Subtract => (Level::Sum, Level::Product),
                    Operator::Multiply | Operator::Divide => (Level::Product, Level::Power),
                    Operator::Power => (Level::Power, Level::Negation),
                };
                write!(f, "{} {} {}", At(left, &operands.0), operator.symbol(), At(right, &operands.1))
            }
            Kind::Comparison(comparison, operands) => {
                let (left, right) = (At(Level::Comparison, &operands.0), At(Level::Sum, &operands.1));
                write!(f, "{left} {} {right}", comparison.symbol())
            }
            Kind::Conjunction(operands) => {
                separated(f, " and ", operands, |f, operand| write!(f, "{}", At(Level::Comparison, operand)))
            }
            Kind::Disjunction(operands) => {
                separated(f, " or ", operands, |f, operand| write!(f, "{}", At(Level::Conjunction, operand)))
            }
            Kind::Between(parts) => {
                let (low, high) = (At(Level::Sum, &parts.1), At(Level::Sum, &parts.2));
                write!(f, "{} between {low} and {high}", At(Level::Comparison, &parts.0))
            }
            Kind::In(operand, tests) => {
                write!(f, "{} in (", At(Level::Comparison, operand))?;
                separated(f, ", ", tests, |f, test| write!(f, "{}", Test(test)))?;
                f.write_str(")")
            }
            Kind::InstanceOf(operand, of_type) => {
                write!(f, "{} instance of {of_type}", At(Level::InstanceOf, operand))
            }
            Kind::If(parts) => write!(f, "if {} then {} else {}", parts.0, parts.1, parts.2),
            Kind::For(iterations, result) => {
                f.write_str("for ")?;
                separated(f, ", ", iterations, |f, iteration| write!(f, "{iteration}"))?;
                write!(f, " return {result}")
            }
            Kind::Quantified(quantifier, iterations, condition) => {
                f.write_str(if *quantifier == Quantifier::Some { "some " } else { "every " })?;
                separated(f, ", ", iterations, |f, iteration| write!(f, "{iteration}"))?;
                write!(f, " satisfies {condition}")
            }
            Kind::Filter(parts) => write!(f, "{}[{}]", At(Level::Postfix, &parts.0), parts.1),
            Kind::Path(operand, name) => write!(f, "{}.{name}", At(Level::Postfix, operand)),
            Kind::Call { callee, arguments, .. } => {
                write!(f, "{}(", At(Level::Postfix, callee))?;
                separated(f, ", ", arguments, |f, argument| write!(f, "{argument}"))?;
                f.write_str(")")
            }
            Kind::Function(function) => write!(f, "{function}"),
            // What follows has no text of its own in the language; this is what comes nearest.
            Kind::Let(entries, result) => {
                f.write_str("{")?;
                separated(f, "", entries, |f, entry| {
                    write_name(f, &entry.name)?;
                    write!(f, ": {}, ", entry.value)
                })?;
                write!(f, "result: {result}}}.result")
            }
            Kind::Typed(node, _) => write!(f, "{node}"),
            Kind::Table(_) => f.write_str("decision table"),
            Kind::Anything => f.write_str("-"),
            Kind::Not(tests) => {
                f.write_str("not(")?;
                separated(f, ", ", tests, |f, test| write!(f, "{}", Test(test)))?;
                f.write_str(")")
            }
            Kind::Tests(tests) => separated(f, ", ", tests, |f, test| write!(f, "{}", Test(test))),
        }
    }
}

fn write_literal(f: &mut Formatter<'_>, value: &Value) -> fmt::Result {
    match value {
        Value::String(text) => write_text(f, text),
        Value::Date(value) => write!(f, "@\"{value}\""),
        Value::Time(value) => write!(f, "@\"{value}\""),
        Value::DateTime(value) => write!(f, "@\"{value}\""),
        Value::YearsMonths(value) => write!(f, "@\"{value}\""),
        Value::DaysTime(value) => write!(f, "@\"{value}\""),
        other => write!(f, "{other}"),
    }
}

impl Display for Iteration {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{} in {}", self.variable, self.domain)?;
        self.end.as_ref().map_or(Ok(()), |end| write!(f, "..{end}"))
    }
}

impl Display for Argument {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(name) = &self.name {
            write_name(f, name)?;
            f.write_str(": ")?;
        }
        write!(f, "{}", self.value)
    }
}

impl FunctionNode {
    /// Everything before the body.
    pub(crate) fn heading(&self) -> String {
        Heading(self).to_string()
    }
}

struct Heading<'a>(&'a FunctionNode);

impl Display for Heading<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("function(")?;
        separated(f, ", ", &self.0.parameters, |f, parameter| match &parameter.of_type {
            None => f.write_str(&parameter.name),
            Some(of_type) => {
                write_name(f, &parameter.name)?;
                write!(f, ": {of_type}")
            }
        })?;
        f.write_str(if self.0.external { ") external" } else { ")" })
    }
}

impl Display for FunctionNode {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", Heading(self), self.body)
    }
}
