//! Functions of numbers.

use super::{built_ins, number};
use crate::{Number, Rounding, Value};

built_ins! {
    "decimal" { ("n": Number, "scale": Number) => pure(|given| round(given, Rounding::HalfEven)); }
    "floor" {
        ("n": Number) => pure(|given| round(given, Rounding::Floor));
        ("n": Number, "scale": Number) => pure(|given| round(given, Rounding::Floor));
    }
    "ceiling" {
        ("n": Number) => pure(|given| round(given, Rounding::Ceiling));
        ("n": Number, "scale": Number) => pure(|given| round(given, Rounding::Ceiling));
    }
    "round up" {
        ("n": Number) => pure(|given| round(given, Rounding::Up));
        ("n": Number, "scale": Number) => pure(|given| round(given, Rounding::Up));
    }
    "round down" {
        ("n": Number) => pure(|given| round(given, Rounding::Down));
        ("n": Number, "scale": Number) => pure(|given| round(given, Rounding::Down));
    }
    "round half up" {
        ("n": Number) => pure(|given| round(given, Rounding::HalfUp));
        ("n": Number, "scale": Number) => pure(|given| round(given, Rounding::HalfUp));
    }
    "round half down" {
        ("n": Number) => pure(|given| round(given, Rounding::HalfDown));
        ("n": Number, "scale": Number) => pure(|given| round(given, Rounding::HalfDown));
    }
    "abs" {
        ("n": Number) => pure(|given| Some(number(given, 0)?.abs().into()));
        ("n": Value) => pure(magnitude_of_duration);
    }
    "modulo" {
        ("dividend": Number, "divisor": Number) => pure(|given| {
            Some(number(given, 0)?.modulo(number(given, 1)?)?.into())
        });
    }
    "sqrt" { ("number": Number) => pure(|given| Some(number(given, 0)?.sqrt()?.into())); }
    "log" { ("number": Number) => pure(|given| Some(number(given, 0)?.log()?.into())); }
    "exp" { ("number": Number) => pure(|given| Some(number(given, 0)?.exp()?.into())); }
    "odd" { ("number": Number) => pure(|given| Some((parity(given)? == Number::ONE).into())); }
    "even" { ("number": Number) => pure(|given| Some((parity(given)? == Number::ZERO).into())); }
}

fn round(given: &[Value], rounding: Rounding) -> Option<Value> {
    let scale = match number(given, 1) {
        Some(scale) => i32::try_from(scale.round(0, Rounding::Down)?.to_i64()?).ok()?,
        None => 0,
    };
    Some(number(given, 0)?.round(scale, rounding)?.into())
}

fn parity(given: &[Value]) -> Option<Number> {
    number(given, 0)?.modulo(&Number::from(2))
}

fn magnitude_of_duration(given: &[Value]) -> Option<Value> {
    match &given[0] {
        Value::YearsMonths(duration) => {
            Some(crate::YearsMonths::from_months(duration.total_months().checked_abs()?).into())
        }
        Value::DaysTime(duration) => Some(crate::DaysTime::from_nanos(duration.total_nanos().abs())?.into()),
        _ => None,
    }
}
