use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{Date, DateTime, DaysTime, Number, Time, Value, YearsMonths};

/// A value that a row can hold. Truth values and null are not among them; there are tests for those.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(into = "Value", try_from = "Value")]
pub enum Literal {
    /// A number
    Number(Number),
    /// A text
    Text(Arc<str>),
    /// A date
    Date(Date),
    /// A time of day
    Time(Time),
    /// A date and time
    DateTime(DateTime),
    /// A duration of years and months
    YearsMonths(YearsMonths),
    /// A duration of days, hours, minutes and seconds
    DaysTime(DaysTime),
}

/// The value is of a kind that no row holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotALiteral;

impl fmt::Display for NotALiteral {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number, a text, a date, a time or a duration was expected")
    }
}

impl std::error::Error for NotALiteral {}

impl From<Literal> for Value {
    fn from(literal: Literal) -> Value {
        match literal {
            Literal::Number(value) => value.into(),
            Literal::Text(value) => value.into(),
            Literal::Date(value) => value.into(),
            Literal::Time(value) => value.into(),
            Literal::DateTime(value) => value.into(),
            Literal::YearsMonths(value) => value.into(),
            Literal::DaysTime(value) => value.into(),
        }
    }
}

impl TryFrom<Value> for Literal {
    type Error = NotALiteral;

    fn try_from(value: Value) -> Result<Literal, NotALiteral> {
        Ok(match value {
            Value::Number(value) => Literal::Number(value),
            Value::String(value) => Literal::Text(value),
            Value::Date(value) => Literal::Date(value),
            Value::Time(value) => Literal::Time(value),
            Value::DateTime(value) => Literal::DateTime(value),
            Value::YearsMonths(value) => Literal::YearsMonths(value),
            Value::DaysTime(value) => Literal::DaysTime(value),
            _ => return Err(NotALiteral),
        })
    }
}

impl From<i32> for Literal {
    fn from(number: i32) -> Literal {
        Literal::Number(number.into())
    }
}

impl From<&str> for Literal {
    fn from(text: &str) -> Literal {
        Literal::Text(text.into())
    }
}
