//! `=`, `<` and their kin, and three-valued `and` and `or`.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::sync::Arc;

use super::{Evaluated, Frame, Machine};
use crate::syntax::{Comparison, Node};
use crate::{ErrorCode, Value};

/// Whether two values are equal; `None` when they are of different kinds.
pub(crate) fn equal(left: &Value, right: &Value) -> Option<bool> {
    Some(match (left, right) {
        (Value::Null, Value::Null) => true,
        (Value::Null, _) | (_, Value::Null) => false,
        (Value::Bool(left), Value::Bool(right)) => left == right,
        (Value::Number(left), Value::Number(right)) => left == right,
        (Value::String(left), Value::String(right)) => left == right,
        (Value::Date(left), Value::Date(right)) => left == right,
        (Value::Time(left), Value::Time(right)) => left.compare(right)? == Ordering::Equal,
        (Value::DateTime(left), Value::DateTime(right)) => left.compare(right)? == Ordering::Equal,
        (Value::YearsMonths(left), Value::YearsMonths(right)) => left == right,
        (Value::DaysTime(left), Value::DaysTime(right)) => left == right,
        (Value::List(left), Value::List(right)) => {
            if Arc::ptr_eq(left, right) {
                return Some(true);
            }
            left.len() == right.len() && all_equal(left.iter().zip(right.iter()))?
        }
        (Value::Context(left), Value::Context(right)) => {
            if Arc::ptr_eq(left, right) {
                return Some(true);
            }
            let pairs: Option<Vec<_>> = left.iter().map(|(name, value)| Some((value, right.get(name)?))).collect();
            match pairs {
                Some(pairs) if left.len() == right.len() => all_equal(pairs.into_iter())?,
                _ => false,
            }
        }
        (Value::Range(left), Value::Range(right)) => {
            let ends = |left: &Option<Value>, right: &Option<Value>| match (left, right) {
                (Some(left), Some(right)) => equal(left, right),
                (left, right) => Some(left.is_none() && right.is_none()),
            };
            left.start_included == right.start_included
                && left.end_included == right.end_included
                && ends(&left.start, &right.start)?
                && ends(&left.end, &right.end)?
        }
        (Value::Function(left), Value::Function(right)) => left == right,
        _ => return None,
    })
}

/// Three-valued `and`: one pair that differs decides, whatever the kinds of the others.
fn all_equal<'v>(pairs: impl Iterator<Item = (&'v Value, &'v Value)>) -> Option<bool> {
    let mut result = Some(true);
    for (left, right) in pairs {
        match equal(left, right) {
            Some(true) => {}
            Some(false) => return Some(false),
            None => result = None,
        }
    }
    result
}

/// Which value is less; `None` when they have no order.
pub(crate) fn compare(left: &Value, right: &Value) -> Option<Ordering> {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => Some(left.cmp(right)),
        (Value::String(left), Value::String(right)) => Some(left.cmp(right)),
        (Value::Date(left), Value::Date(right)) => Some(left.cmp(right)),
        (Value::Time(left), Value::Time(right)) => left.compare(right),
        (Value::DateTime(left), Value::DateTime(right)) => left.compare(right),
        (Value::YearsMonths(left), Value::YearsMonths(right)) => Some(left.cmp(right)),
        (Value::DaysTime(left), Value::DaysTime(right)) => Some(left.cmp(right)),
        _ => None,
    }
}

/// What a comparison says about two values; `None` is FEEL's null.
pub(crate) fn holds(comparison: Comparison, left: &Value, right: &Value) -> Option<bool> {
    match comparison {
        Comparison::Equal => equal(left, right),
        Comparison::Unequal => equal(left, right).map(|equal| !equal),
        Comparison::Less => compare(left, right).map(Ordering::is_lt),
        Comparison::AtMost => compare(left, right).map(Ordering::is_le),
        Comparison::Greater => compare(left, right).map(Ordering::is_gt),
        Comparison::AtLeast => compare(left, right).map(Ordering::is_ge),
    }
}

impl Machine<'_> {
    pub(super) fn comparison(
        &mut self,
        comparison: Comparison,
        node: &Node,
        operands: &(Node, Node),
        frame: Option<&Frame<'_>>,
    ) -> Evaluated {
        let left = self.operand(&operands.0, frame)?;
        let right = self.operand(&operands.1, frame)?;
        if let (Value::List(_) | Value::Context(_), Value::List(_) | Value::Context(_)) = (&*left, &*right) {
            // Comparing takes as long as the values are large.
            self.measure(&left).map_err(|code| self.stop(code, node))?;
        }
        Ok(match holds(comparison, &left, &right) {
            Some(holds) => Value::Bool(holds),
            None => self.incomparable(node, &left, &right),
        })
    }

    fn incomparable(&mut self, node: &Node, left: &Value, right: &Value) -> Value {
        if left.is_null() || right.is_null() {
            return Value::Null;
        }
        self.null(ErrorCode::NotComparable, node, || left.kind_words().and(&right.kind_words()))
    }

    /// `and` or `or`, which `decisive` tells apart: the truth value that decides whatever the others are.
    pub(super) fn junction(&mut self, operands: &[Node], decisive: bool, frame: Option<&Frame<'_>>) -> Evaluated {
        let mut result = Value::Bool(!decisive);
        for operand in operands {
            let value: Cow<'_, Value> = self.operand(operand, frame)?;
            match &*value {
                Value::Bool(value) if *value == decisive => return Ok(Value::Bool(decisive)),
                Value::Bool(_) => {}
                Value::Null => result = Value::Null,
                other => {
                    result = self.null(ErrorCode::WrongType, operand, || other.kind_words());
                }
            }
        }
        Ok(result)
    }

    pub(super) fn between(&mut self, parts: &(Node, Node, Node), frame: Option<&Frame<'_>>) -> Evaluated {
        let (value, low, high) =
            (self.operand(&parts.0, frame)?, self.operand(&parts.1, frame)?, self.operand(&parts.2, frame)?);
        let above = compare(&value, &low).map(Ordering::is_ge);
        let below = compare(&value, &high).map(Ordering::is_le);
        Ok(match (above, below) {
            (Some(above), Some(below)) => Value::Bool(above && below),
            _ => self.incomparable(&parts.0, &value, if above.is_none() { &low } else { &high }),
        })
    }
}
