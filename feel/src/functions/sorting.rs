//! `sort`, with an order that the caller defines or the natural one.

use std::cmp::Ordering;

use super::{Call, built_ins, list};
use crate::evaluation::compare;
use crate::{Error, Value};

built_ins! {
    "sort" {
        ("list": List, "precedes": Function) => with(sort_by);
        ("list": List) => pure(|given| {
            let mut elements = list(given, 0)?.to_vec();
            let ordered = elements.windows(2).all(|pair| compare(&pair[0], &pair[1]).is_some());
            elements.sort_by(|left, right| compare(left, right).unwrap_or(Ordering::Equal));
            ordered.then(|| Value::list(elements))
        });
    }
}

fn sort_by(call: &mut Call<'_, '_>) -> Result<Option<Value>, Box<Error>> {
    let Some(elements) = list(&call.arguments, 0).map(<[Value]>::to_vec) else { return Ok(None) };
    let precedes = call.arguments[1].clone();
    let sorted = merge_sorted(call, &precedes, elements)?;
    Ok(sorted.map(Value::list))
}

/// Merges sorted halves. An own sort, since the order may be nonsense, may fail, and may stop the evaluation.
fn merge_sorted(
    call: &mut Call<'_, '_>,
    precedes: &Value,
    elements: Vec<Value>,
) -> Result<Option<Vec<Value>>, Box<Error>> {
    if elements.len() < 2 {
        return Ok(Some(elements));
    }
    let mut first = elements;
    let second = first.split_off(first.len() / 2);
    let (Some(first), Some(second)) = (merge_sorted(call, precedes, first)?, merge_sorted(call, precedes, second)?)
    else {
        return Ok(None);
    };
    let mut merged = Vec::with_capacity(first.len() + second.len());
    let (mut first, mut second) = (first.into_iter().peekable(), second.into_iter().peekable());
    while let (Some(left), Some(right)) = (first.peek(), second.peek()) {
        // Only what truly comes before overtakes, so that equal elements keep their order.
        match call.apply(precedes, vec![right.clone(), left.clone()])? {
            Value::Bool(true) => merged.extend(second.next()),
            Value::Bool(false) => merged.extend(first.next()),
            _ => return Ok(None),
        }
    }
    merged.extend(first);
    merged.extend(second);
    Ok(Some(merged))
}
