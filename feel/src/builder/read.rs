//! From an expression to rows.

use std::ops::Range;

use super::{Condition, Field, Joined, Literal, Member, Operand, Operator, Row, Test};
use crate::functions::constant_literal;
use crate::syntax::{Comparison, Kind, Node};
use crate::{Error, ErrorCode, Expression, Names, Phrase, Value, parse};

/// What a part of an expression is, or why it does not go into rows.
type Read<T> = Result<T, Error>;

impl Condition {
    /// The condition that an expression stands for.
    ///
    /// # Errors
    /// The text cannot be read, or does not go into rows: the error says which part, and what would.
    pub fn from_feel(text: &str, names: &dyn Names) -> Result<Condition, Error> {
        Condition::from_expression(&parse(text, names)?)
    }

    /// The condition that an expression stands for, see [`Condition::from_feel`].
    ///
    /// # Errors
    /// The expression does not go into rows.
    pub fn from_expression(expression: &Expression) -> Result<Condition, Error> {
        let reader = Reader { text: expression.text() };
        Ok(match reader.member(expression.root())? {
            Member::Group(condition) => condition,
            row => Condition { joined: Joined::All, members: vec![row] },
        })
    }
}

struct Reader<'t> {
    text: &'t str,
}

impl Reader<'_> {
    fn member(&self, node: &Node) -> Read<Member> {
        let group = |joined, members: &[Node]| {
            let members = members.iter().map(|member| self.member(member)).collect::<Read<_>>()?;
            Ok(Member::Group(Condition { joined, members }))
        };
        match &node.kind {
            Kind::Conjunction(members) => group(Joined::All, members),
            Kind::Disjunction(members) => group(Joined::Any, members),
            Kind::Literal(Value::Bool(true)) => group(Joined::All, &[]),
            Kind::Literal(Value::Bool(false)) => group(Joined::Any, &[]),
            _ => match called(node).as_ref().map(|(name, arguments)| (*name, arguments.as_slice())) {
                Some(("all", [Node { kind: Kind::List(members), .. }])) => group(Joined::All, members),
                Some(("any", [Node { kind: Kind::List(members), .. }])) => group(Joined::Any, members),
                _ => self.row(node).map(Member::Row),
            },
        }
    }

    fn row(&self, node: &Node) -> Read<Row> {
        match &node.kind {
            Kind::Comparison(comparison, operands) => self.comparison(*comparison, &operands.0, &operands.1),
            Kind::Between(parts) => {
                let test = Test::Between(self.operand(&parts.1)?, self.operand(&parts.2)?);
                Ok(Row { field: self.field(&parts.0)?, test })
            }
            Kind::In(operand, tests) => Ok(Row { field: self.field(operand)?, test: Test::In(self.values(tests)?) }),
            Kind::Name(_) | Kind::Path(..) => Err(self.outside(node, format!("`{} = true`", self.text_of(node)))),
            _ => match called(node).as_ref().map(|(name, arguments)| (*name, arguments.as_slice())) {
                Some(("not", [argument])) => match &argument.kind {
                    Kind::In(operand, tests) => {
                        Ok(Row { field: self.field(operand)?, test: Test::NotIn(self.values(tests)?) })
                    }
                    _ => Err(self.outside(node, Phrase::fixed("`not(… in (…))`", " `not(… in (…))`"))),
                },
                Some(("contains", [field, sought])) => {
                    Ok(Row { field: self.field(field)?, test: Test::Contains(self.operand(sought)?) })
                }
                Some(("starts with", [field, sought])) => {
                    Ok(Row { field: self.field(field)?, test: Test::StartsWith(self.operand(sought)?) })
                }
                _ => Err(self.outside(node, TEST)),
            },
        }
    }

    fn comparison(&self, comparison: Comparison, left: &Node, right: &Node) -> Read<Row> {
        // A value may stand first, where it says the same of the field behind it.
        if constant_literal(left).is_some() && constant_literal(right).is_none() {
            return self.comparison(flipped(comparison), right, left);
        }
        let field = self.field(left)?;
        let test = match (comparison, &right.kind) {
            (Comparison::Equal, Kind::Literal(Value::Null)) => Test::IsEmpty,
            (Comparison::Unequal, Kind::Literal(Value::Null)) => Test::IsNotEmpty,
            (Comparison::Equal, Kind::Literal(Value::Bool(true))) => Test::IsTrue,
            (Comparison::Equal, Kind::Literal(Value::Bool(false))) => Test::IsFalse,
            _ => Test::Compare(operator(comparison), self.operand(right)?),
        };
        Ok(Row { field, test })
    }

    fn field(&self, node: &Node) -> Read<Field> {
        match &node.kind {
            Kind::Name(name) => Ok(Field { name: name.clone(), path: Vec::new() }),
            Kind::Path(operand, name) => {
                let mut field = self.field(operand)?;
                field.path.push(name.clone());
                Ok(field)
            }
            _ => Err(self.outside(node, Phrase::fixed("a field", "字段"))),
        }
    }

    fn operand(&self, node: &Node) -> Read<Operand> {
        if let Some(literal) = literal(node) {
            return Ok(Operand::Value(literal));
        }
        let outside = |_| self.outside(node, Phrase::fixed("a value or a field", "值或字段"));
        self.field(node).map(Operand::Field).map_err(outside)
    }

    /// The values of tests, or of a list that is the only one.
    fn values(&self, tests: &[Node]) -> Read<Vec<Literal>> {
        let tests = match tests {
            [only] => list(only).unwrap_or(tests),
            _ => tests,
        };
        let value = |test: &Node| literal(test).ok_or_else(|| self.outside(test, Phrase::fixed("a value", "值")));
        tests.iter().map(value).collect()
    }

    fn text_of(&self, node: &Node) -> &str {
        self.text.get(Range::from(node.span)).unwrap_or_default()
    }

    fn outside(&self, node: &Node, expected: impl Into<Phrase>) -> Error {
        Error::new(ErrorCode::NotARow, node.span.into(), format!("`{}`", self.text_of(node))).expecting(expected)
    }
}

const TEST: Phrase = Phrase::fixed("a test of a field", "对字段的判断");

/// The name and the arguments of a call of a built-in function in order.
fn called(node: &Node) -> Option<(&'static str, Vec<&Node>)> {
    let Kind::Call { built_in: Some(built_in), arguments, .. } = &node.kind else { return None };
    let in_order = arguments.iter().all(|argument| argument.name.is_none());
    in_order.then(|| (built_in.name, arguments.iter().map(|argument| &argument.value).collect()))
}

fn list(node: &Node) -> Option<&[Node]> {
    if let Kind::List(elements) = &node.kind { Some(elements) } else { None }
}

fn literal(node: &Node) -> Option<Literal> {
    constant_literal(node)?.try_into().ok()
}

fn flipped(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Less => Comparison::Greater,
        Comparison::AtMost => Comparison::AtLeast,
        Comparison::Greater => Comparison::Less,
        Comparison::AtLeast => Comparison::AtMost,
        same => same,
    }
}

fn operator(comparison: Comparison) -> Operator {
    match comparison {
        Comparison::Equal => Operator::Equal,
        Comparison::Unequal => Operator::Unequal,
        Comparison::Less => Operator::Less,
        Comparison::AtMost => Operator::AtMost,
        Comparison::Greater => Operator::Greater,
        Comparison::AtLeast => Operator::AtLeast,
    }
}
