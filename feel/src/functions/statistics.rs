//! Sums, means, extremes and their kin.

use std::cmp::Ordering;

use super::sorting::in_order;
use super::{built_ins, list};
use crate::evaluation::compare;
use crate::{DaysTime, Number, Value, YearsMonths};

built_ins! {
    "min" {
        ("list": List) => pure(|given| extreme(list(given, 0)?, Ordering::Less));
        ("list": Any) => each(|given| extreme(list(given, 0)?, Ordering::Less));
    }
    "max" {
        ("list": List) => pure(|given| extreme(list(given, 0)?, Ordering::Greater));
        ("list": Any) => each(|given| extreme(list(given, 0)?, Ordering::Greater));
    }
    "sum" {
        ("list": List) => pure(|given| sum(list(given, 0)?));
        ("list": Any) => each(|given| sum(list(given, 0)?));
    }
    "product" {
        ("list": List) => pure(|given| product(list(given, 0)?));
        ("list": Any) => each(|given| product(list(given, 0)?));
    }
    "mean" {
        ("list": List) => pure(|given| mean(list(given, 0)?));
        ("list": Any) => each(|given| mean(list(given, 0)?));
    }
    "median" {
        ("list": List) => pure(|given| median(list(given, 0)?));
        ("list": Any) => each(|given| median(list(given, 0)?));
    }
    "stddev" {
        ("list": List) => pure(|given| standard_deviation(list(given, 0)?));
        ("list": Any) => each(|given| standard_deviation(list(given, 0)?));
    }
    "mode" {
        ("list": List) => pure(|given| mode(list(given, 0)?));
        ("list": Any) => each(|given| mode(list(given, 0)?));
    }
}

/// The element beyond all others; null unless all of them have one order.
fn extreme(elements: &[Value], beyond: Ordering) -> Option<Value> {
    let (first, rest) = elements.split_first()?;
    compare(first, first)?;
    let mut best = first;
    for element in rest {
        if compare(element, best)? == beyond {
            best = element;
        }
    }
    Some(best.clone())
}

/// The elements, if all of them are numbers and there is at least one.
fn numbers(elements: &[Value]) -> Option<Vec<Number>> {
    let numbers: Option<Vec<Number>> = elements.iter().map(|element| element.as_number().copied()).collect();
    numbers.filter(|numbers| !numbers.is_empty())
}

fn total(numbers: &[Number]) -> Option<Number> {
    numbers.iter().try_fold(Number::ZERO, |total, number| total.add(number))
}

fn sum(elements: &[Value]) -> Option<Value> {
    match elements.first()? {
        Value::YearsMonths(_) => {
            let months = elements.iter().try_fold(0i64, |total, element| match element {
                Value::YearsMonths(duration) => total.checked_add(duration.total_months()),
                _ => None,
            });
            Some(YearsMonths::from_months(months?).into())
        }
        Value::DaysTime(_) => {
            let nanos = elements.iter().try_fold(0i128, |total, element| match element {
                Value::DaysTime(duration) => total.checked_add(duration.total_nanos()),
                _ => None,
            });
            Some(DaysTime::from_nanos(nanos?)?.into())
        }
        _ => Some(total(&numbers(elements)?)?.into()),
    }
}

fn product(elements: &[Value]) -> Option<Value> {
    let product = numbers(elements)?.iter().try_fold(Number::ONE, |product, number| product.mul(number));
    Some(product?.into())
}

fn mean(elements: &[Value]) -> Option<Value> {
    let numbers = numbers(elements)?;
    Some(total(&numbers)?.div(&numbers.len().into())?.into())
}

fn median(elements: &[Value]) -> Option<Value> {
    let numbers = numbers(&in_order(elements)?)?;
    let middle = numbers.len() / 2;
    let median = if numbers.len() % 2 == 1 {
        numbers[middle]
    } else {
        numbers[middle - 1].add(&numbers[middle])?.div(&Number::from(2))?
    };
    Some(median.into())
}

/// The standard deviation of a sample.
fn standard_deviation(elements: &[Value]) -> Option<Value> {
    let numbers = numbers(elements).filter(|numbers| numbers.len() > 1)?;
    let mean = total(&numbers)?.div(&numbers.len().into())?;
    let squares: Option<Vec<Number>> = numbers
        .iter()
        .map(|number| {
            let distance = number.sub(&mean)?;
            distance.mul(&distance)
        })
        .collect();
    Some(total(&squares?)?.div(&(numbers.len() - 1).into())?.sqrt()?.into())
}

/// The most frequent numbers, in ascending order.
fn mode(elements: &[Value]) -> Option<Value> {
    if elements.is_empty() {
        return Some(Value::list(Vec::new()));
    }
    let numbers = numbers(&in_order(elements)?)?;
    let groups: Vec<&[Number]> = numbers.chunk_by(|left, right| left == right).collect();
    let most = groups.iter().map(|group| group.len()).max()?;
    let modes = groups.iter().filter(|group| group.len() == most).map(|group| group[0].into());
    Some(Value::list(modes.collect()))
}
