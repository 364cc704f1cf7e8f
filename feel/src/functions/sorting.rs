//! `sort`, with an order that the caller defines or the natural one.

use std::cmp::Ordering;

use super::{Call, built_ins, list};
use crate::evaluation::compare;
use crate::{Error, Value};

built_ins! {
    "sort" {
        ("list": List, "precedes": Function) => with(|call| {
            let Some(elements) = list(&call.arguments, 0).map(<[Value]>::to_vec) else { return Ok(None) };
            let precedes = call.arguments[1].clone();
            let sorted = merge_sorted(elements, &mut |one, other| says(call, &precedes, one, other))?;
            Ok(sorted.map(Value::list))
        });
        ("list": List) => pure(|given| Some(Value::list(in_order(list(given, 0)?)?)));
    }
}

/// The elements in their natural order; none when they have no common one.
pub(super) fn in_order(elements: &[Value]) -> Option<Vec<Value>> {
    merge_sorted(elements.to_vec(), &mut |one, other| Ok(compare(one, other).map(Ordering::is_lt))).ok()?
}

/// What a function says of which of two elements precedes.
fn says(call: &mut Call<'_, '_>, precedes: &Value, one: &Value, other: &Value) -> Result<Option<bool>, Box<Error>> {
    Ok(match call.apply(precedes, vec![one.clone(), other.clone()])? {
        Value::Bool(precedes) => Some(precedes),
        _ => None,
    })
}

/// Whether one element precedes another; none when nothing can be said of them.
type Precedes<'o> = dyn FnMut(&Value, &Value) -> Result<Option<bool>, Box<Error>> + 'o;

/// Merges sorted halves. An own sort, since the order may be nonsense, may fail, and may stop the evaluation.
fn merge_sorted(elements: Vec<Value>, precedes: &mut Precedes<'_>) -> Result<Option<Vec<Value>>, Box<Error>> {
    if elements.len() < 2 {
        return Ok(Some(elements));
    }
    let mut first = elements;
    let second = first.split_off(first.len() / 2);
    let (Some(first), Some(second)) = (merge_sorted(first, precedes)?, merge_sorted(second, precedes)?) else {
        return Ok(None);
    };
    let mut merged = Vec::with_capacity(first.len() + second.len());
    let (mut first, mut second) = (first.into_iter().peekable(), second.into_iter().peekable());
    while let (Some(left), Some(right)) = (first.peek(), second.peek()) {
        // Only what truly comes before overtakes, so that equal elements keep their order.
        match precedes(right, left)? {
            Some(true) => merged.extend(second.next()),
            Some(false) => merged.extend(first.next()),
            None => return Ok(None),
        }
    }
    merged.extend(first);
    merged.extend(second);
    Ok(Some(merged))
}
