//! How points and ranges lie to each other (Allen's relations, as the standard defines them).

use std::cmp::Ordering;

use super::built_ins;
use crate::evaluation::{compare, contains, equal};
use crate::{Range, Value};

built_ins! {
    "before" { ("point1": Value, "point2": Value) => pure(|given| before(&given[0], &given[1])); }
    "after" { ("point1": Value, "point2": Value) => pure(|given| before(&given[1], &given[0])); }
    "meets" { ("range1": Range, "range2": Range) => pure(|given| meets(&given[0], &given[1])); }
    "met by" { ("range1": Range, "range2": Range) => pure(|given| meets(&given[1], &given[0])); }
    "overlaps" { ("range1": Range, "range2": Range) => pure(overlaps); }
    "overlaps before" { ("range1": Range, "range2": Range) => pure(|given| overlaps_before(&given[0], &given[1])); }
    "overlaps after" { ("range1": Range, "range2": Range) => pure(|given| overlaps_before(&given[1], &given[0])); }
    "finishes" { ("point": Value, "range": Range) => pure(|given| finishes(&given[0], &given[1])); }
    "finished by" { ("range": Range, "point": Value) => pure(|given| finishes(&given[1], &given[0])); }
    "includes" { ("range": Range, "point": Value) => pure(|given| includes(&given[0], &given[1])); }
    "during" { ("point": Value, "range": Range) => pure(|given| includes(&given[1], &given[0])); }
    "starts" { ("point": Value, "range": Range) => pure(|given| starts(&given[0], &given[1])); }
    "started by" { ("range": Range, "point": Value) => pure(|given| starts(&given[1], &given[0])); }
    "coincides" {
        ("point1": Value, "point2": Value) => pure(|given| match (&given[0], &given[1]) {
            (Value::Range(_), Value::Range(_)) => Some(equal(&given[0], &given[1])?.into()),
            (left, right) => Some((compare(left, right)? == Ordering::Equal).into()),
        });
    }
}

/// A range with both its ends.
struct Ends<'v> {
    start: &'v Value,
    start_included: bool,
    end: &'v Value,
    end_included: bool,
}

fn ends(value: &Value) -> Option<Ends<'_>> {
    let Value::Range(range) = value else { return None };
    let Range { start, start_included, end, end_included } = &**range;
    Some(Ends {
        start: start.as_ref()?,
        start_included: *start_included,
        end: end.as_ref()?,
        end_included: *end_included,
    })
}

/// A point counts as the range from itself to itself.
fn ends_or_point(value: &Value) -> Option<Ends<'_>> {
    if let Value::Range(_) = value {
        return ends(value);
    }
    Some(Ends { start: value, start_included: true, end: value, end_included: true })
}

fn before(left: &Value, right: &Value) -> Option<Value> {
    let (left, right) = (ends_or_point(left)?, ends_or_point(right)?);
    Some(
        match compare(left.end, right.start)? {
            Ordering::Less => true,
            Ordering::Equal => !left.end_included || !right.start_included,
            Ordering::Greater => false,
        }
        .into(),
    )
}

fn meets(left: &Value, right: &Value) -> Option<Value> {
    let (left, right) = (ends(left)?, ends(right)?);
    let touch = compare(left.end, right.start)? == Ordering::Equal;
    Some((touch && left.end_included && right.start_included).into())
}

fn overlaps(given: &[Value]) -> Option<Value> {
    let apart = |left: &Value, right: &Value| before(left, right)?.as_bool();
    Some((!apart(&given[0], &given[1])? && !apart(&given[1], &given[0])?).into())
}

/// Which start comes first.
fn compare_starts(left: &Ends<'_>, right: &Ends<'_>) -> Option<Ordering> {
    Some(compare(left.start, right.start)?.then(right.start_included.cmp(&left.start_included)))
}

/// Which end comes first.
fn compare_ends(left: &Ends<'_>, right: &Ends<'_>) -> Option<Ordering> {
    Some(compare(left.end, right.end)?.then(left.end_included.cmp(&right.end_included)))
}

fn overlaps_before(left: &Value, right: &Value) -> Option<Value> {
    let (first, second) = (ends(left)?, ends(right)?);
    let reaches = match compare(first.end, second.start)? {
        Ordering::Less => false,
        Ordering::Equal => first.end_included && second.start_included,
        Ordering::Greater => true,
    };
    let starts_first = compare_starts(&first, &second)?.is_lt();
    let ends_first = compare_ends(&first, &second)?.is_le();
    Some((reaches && starts_first && ends_first).into())
}

fn finishes(point: &Value, range: &Value) -> Option<Value> {
    let range = ends(range)?;
    Some(
        match point {
            Value::Range(_) => {
                let inner = ends(point)?;
                compare_ends(&inner, &range)? == Ordering::Equal && compare_starts(&inner, &range)?.is_ge()
            }
            point => range.end_included && compare(point, range.end)? == Ordering::Equal,
        }
        .into(),
    )
}

fn starts(point: &Value, range: &Value) -> Option<Value> {
    let range = ends(range)?;
    Some(
        match point {
            Value::Range(_) => {
                let inner = ends(point)?;
                compare_starts(&inner, &range)? == Ordering::Equal && compare_ends(&inner, &range)?.is_le()
            }
            point => range.start_included && compare(point, range.start)? == Ordering::Equal,
        }
        .into(),
    )
}

fn includes(range: &Value, point: &Value) -> Option<Value> {
    let Value::Range(outer) = range else { return None };
    Some(
        match point {
            Value::Range(_) => {
                let (inner, outer) = (ends(point)?, ends(range)?);
                compare_starts(&inner, &outer)?.is_ge() && compare_ends(&inner, &outer)?.is_le()
            }
            point => contains(outer, point)?,
        }
        .into(),
    )
}
