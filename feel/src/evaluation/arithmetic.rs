//! `+`, `-`, `*`, `/`, `**` on numbers, texts, dates, times and durations.

use super::{Evaluated, Frame, Machine};
use crate::syntax::{Node, Operator};
use crate::{DateTime, DaysTime, ErrorCode, Number, Rounding, Value, YearsMonths, Zone};

/// Why an operation gives null.
enum Failure {
    /// It is not defined for such values.
    Undefined,
    /// It is defined, but has no result, or one that cannot be represented.
    NoResult,
}

type Outcome = Result<Value, Failure>;

impl Machine<'_> {
    pub(super) fn arithmetic(
        &mut self,
        operator: Operator,
        node: &Node,
        operands: &(Node, Node),
        frame: Option<&Frame<'_>>,
    ) -> Evaluated {
        let left = self.operand(&operands.0, frame)?;
        let right = self.operand(&operands.1, frame)?;
        if let (Value::String(left), Value::String(right)) = (&*left, &*right) {
            self.limits.make(left.len() + right.len()).map_err(|code| self.stop(code, node))?;
        }
        let outcome = match operator {
            Operator::Add => sum(&left, &right),
            Operator::Subtract => difference(&left, &right),
            Operator::Multiply => product(&left, &right),
            Operator::Divide => quotient(&left, &right),
            Operator::Power => power(&left, &right),
        };
        Ok(match outcome {
            Ok(value) => value,
            Err(_) if left.is_null() || right.is_null() => Value::Null,
            Err(failure) => {
                let code = match failure {
                    Failure::Undefined => ErrorCode::WrongType,
                    Failure::NoResult => ErrorCode::NoResult,
                };
                self.null(code, node, || left.kind_words().around(operator.symbol(), &right.kind_words()))
            }
        })
    }

    pub(super) fn negation(&mut self, node: &Node, operand: &Node, frame: Option<&Frame<'_>>) -> Evaluated {
        let value = self.operand(operand, frame)?;
        Ok(match &*value {
            Value::Number(number) => Value::Number(number.neg()),
            Value::YearsMonths(duration) => YearsMonths::from_months(-duration.total_months()).into(),
            Value::DaysTime(duration) => DaysTime::from_nanos(-duration.total_nanos()).into(),
            Value::Null => Value::Null,
            other => self.null(ErrorCode::WrongType, node, || other.kind_words().negated()),
        })
    }
}

/// A result that may not be representable.
fn representable(value: Option<impl Into<Value>>) -> Outcome {
    value.map(Into::into).ok_or(Failure::NoResult)
}

fn sum(left: &Value, right: &Value) -> Outcome {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => representable(left.add(right)),
        (Value::String(left), Value::String(right)) => Ok([&**left, &**right].concat().into()),
        (Value::YearsMonths(left), Value::YearsMonths(right)) => {
            representable(left.total_months().checked_add(right.total_months()).map(YearsMonths::from_months))
        }
        (Value::DaysTime(left), Value::DaysTime(right)) => {
            representable(DaysTime::from_nanos(left.total_nanos() + right.total_nanos()))
        }
        (Value::YearsMonths(_) | Value::DaysTime(_), Value::Date(_) | Value::DateTime(_) | Value::Time(_)) => {
            sum(right, left)
        }
        (Value::Date(date), Value::YearsMonths(duration)) => representable(date.plus_months(duration)),
        (Value::Date(date), Value::DaysTime(duration)) => {
            representable(DateTime::from(*date).plus(duration).map(|moved| moved.date()))
        }
        (Value::DateTime(moment), Value::YearsMonths(duration)) => representable(moment.plus_months(duration)),
        (Value::DateTime(moment), Value::DaysTime(duration)) => representable(moment.plus(duration)),
        (Value::Time(time), Value::DaysTime(duration)) => Ok(time.plus(duration).into()),
        _ => Err(Failure::Undefined),
    }
}

fn difference(left: &Value, right: &Value) -> Outcome {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => representable(left.sub(right)),
        (Value::Date(left), Value::Date(right)) => representable(DaysTime::from_days(left.days_since(right))),
        (Value::DateTime(left), Value::DateTime(right)) => representable(left.since(right)),
        // A date counts as its beginning in Greenwich.
        (Value::Date(left), Value::DateTime(right)) => representable(in_greenwich(left).since(right)),
        (Value::DateTime(left), Value::Date(right)) => representable(left.since(&in_greenwich(right))),
        (Value::Time(left), Value::Time(right)) => representable(left.since(right)),
        (Value::Date(_) | Value::DateTime(_) | Value::YearsMonths(_), Value::YearsMonths(duration)) => {
            let negated = duration.total_months().checked_neg().map(YearsMonths::from_months);
            sum(left, &representable(negated)?)
        }
        (Value::Date(_) | Value::DateTime(_) | Value::Time(_) | Value::DaysTime(_), Value::DaysTime(duration)) => {
            sum(left, &representable(DaysTime::from_nanos(-duration.total_nanos()))?)
        }
        _ => Err(Failure::Undefined),
    }
}

fn in_greenwich(date: &crate::Date) -> DateTime {
    DateTime::new(*date, crate::Time::midnight(Some(Zone::UTC)))
}

fn product(left: &Value, right: &Value) -> Outcome {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => representable(left.mul(right)),
        (Value::YearsMonths(duration), Value::Number(factor))
        | (Value::Number(factor), Value::YearsMonths(duration)) => {
            representable(Number::from(duration.total_months()).mul(factor).and_then(|months| whole_months(&months)))
        }
        (Value::DaysTime(duration), Value::Number(factor)) | (Value::Number(factor), Value::DaysTime(duration)) => {
            representable(nanos(duration).and_then(|total| total.mul(factor)).and_then(|nanos| whole_nanos(&nanos)))
        }
        _ => Err(Failure::Undefined),
    }
}

fn quotient(left: &Value, right: &Value) -> Outcome {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => representable(left.div(right)),
        (Value::YearsMonths(duration), Value::Number(divisor)) => {
            representable(Number::from(duration.total_months()).div(divisor).and_then(|months| whole_months(&months)))
        }
        (Value::DaysTime(duration), Value::Number(divisor)) => {
            representable(nanos(duration).and_then(|total| total.div(divisor)).and_then(|nanos| whole_nanos(&nanos)))
        }
        (Value::YearsMonths(left), Value::YearsMonths(right)) => {
            representable(Number::from(left.total_months()).div(&Number::from(right.total_months())))
        }
        (Value::DaysTime(left), Value::DaysTime(right)) => {
            representable(nanos(left).zip(nanos(right)).and_then(|(left, right)| left.div(&right)))
        }
        _ => Err(Failure::Undefined),
    }
}

fn nanos(duration: &DaysTime) -> Option<Number> {
    Number::scaled(duration.total_nanos(), 0)
}

fn whole_months(months: &Number) -> Option<YearsMonths> {
    months.round(0, Rounding::Down)?.to_i64().map(YearsMonths::from_months)
}

fn whole_nanos(nanos: &Number) -> Option<DaysTime> {
    DaysTime::from_nanos(nanos.round(0, Rounding::Down)?.to_i128()?)
}

fn power(left: &Value, right: &Value) -> Outcome {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => representable(left.pow(right)),
        _ => Err(Failure::Undefined),
    }
}
