//! From rows to an expression.

use super::{Condition, Field, Joined, Literal, Member, Operand, Operator, Row, Test};
use crate::functions;
use crate::syntax::{Argument, Comparison, Kind, Node};
use crate::value::Value;

impl Condition {
    /// The expression that the condition stands for.
    pub fn to_feel(&self) -> String {
        let alone = match (self.joined, self.members.as_slice()) {
            (Joined::All, []) => Some(node(Kind::Literal(true.into()))),
            (Joined::All, [Member::Row(row)]) => Some(row_node(row)),
            _ => None,
        };
        alone.unwrap_or_else(|| condition_node(self)).to_string()
    }
}

fn node(kind: Kind) -> Node {
    Node::new(kind, 0, 0)
}

/// Fewer than two members cannot be joined by a word, so that the way in which they are joined is said by a function.
fn condition_node(condition: &Condition) -> Node {
    let members: Vec<Node> = condition
        .members
        .iter()
        .map(|member| match member {
            Member::Row(row) => row_node(row),
            Member::Group(group) => condition_node(group),
        })
        .collect();
    match condition.joined {
        Joined::All if members.len() > 1 => node(Kind::Conjunction(members)),
        Joined::Any if members.len() > 1 => node(Kind::Disjunction(members)),
        Joined::All => call("all", vec![node(Kind::List(members))]),
        Joined::Any => call("any", vec![node(Kind::List(members))]),
    }
}

fn row_node(row: &Row) -> Node {
    let field = field_node(&row.field);
    let compared = |comparison, other: Node| Kind::Comparison(comparison, Box::new((field_node(&row.field), other)));
    let literal = |value: Value| node(Kind::Literal(value));
    node(match &row.test {
        Test::Compare(operator, operand) => compared(operator.comparison(), operand_node(operand)),
        Test::Between(low, high) => Kind::Between(Box::new((field, operand_node(low), operand_node(high)))),
        Test::In(values) => is_one_of(field, values),
        Test::NotIn(values) => return call("not", vec![node(is_one_of(field, values))]),
        Test::Contains(operand) => return call("contains", vec![field, operand_node(operand)]),
        Test::StartsWith(operand) => return call("starts with", vec![field, operand_node(operand)]),
        Test::IsEmpty => compared(Comparison::Equal, literal(Value::Null)),
        Test::IsNotEmpty => compared(Comparison::Unequal, literal(Value::Null)),
        Test::IsTrue => compared(Comparison::Equal, literal(true.into())),
        Test::IsFalse => compared(Comparison::Equal, literal(false.into())),
    })
}

fn is_one_of(field: Node, values: &[Literal]) -> Kind {
    let tests: Vec<Node> = values.iter().map(literal_node).collect();
    let tests = if tests.is_empty() { vec![node(Kind::List(Vec::new()))] } else { tests };
    Kind::In(Box::new(field), tests)
}

fn call(name: &str, arguments: Vec<Node>) -> Node {
    let arguments = arguments.into_iter().map(|value| Argument { name: None, value }).collect();
    let callee = Box::new(node(Kind::Name(name.into())));
    node(Kind::Call { callee, built_in: functions::find(name), arguments })
}

fn field_node(field: &Field) -> Node {
    let name = node(Kind::Name(field.name.clone()));
    field.path.iter().fold(name, |operand, asked| node(Kind::Path(Box::new(operand), asked.clone())))
}

fn literal_node(literal: &Literal) -> Node {
    node(Kind::Literal(literal.clone().into()))
}

fn operand_node(operand: &Operand) -> Node {
    match operand {
        Operand::Value(literal) => literal_node(literal),
        Operand::Field(field) => field_node(field),
    }
}

impl Operator {
    fn comparison(self) -> Comparison {
        match self {
            Operator::Equal => Comparison::Equal,
            Operator::Unequal => Comparison::Unequal,
            Operator::Less => Comparison::Less,
            Operator::AtMost => Comparison::AtMost,
            Operator::Greater => Comparison::Greater,
            Operator::AtLeast => Comparison::AtLeast,
        }
    }
}
