//! Functions of lists. Positions count from 1, or from -1 backwards.

use super::{Call, built_ins, integer, list, number, optional};
use crate::evaluation::equal;
use crate::{Error, Rounding, Value};

built_ins! {
    "list contains" { ("list": List, "element": Any) => with(|call| {
        call.measure()?;
        let sought = &call.arguments[1];
        Ok(list(&call.arguments, 0).map(|elements| elements.iter().any(|element| same(element, sought)).into()))
    }); }
    "count" {
        ("list": List) => pure(|given| Some(list(given, 0)?.len().into()));
        ("list": Any) => each(|given| Some(list(given, 0)?.len().into()));
    }
    "all" {
        ("list": List) => pure(|given| Some(junction(list(given, 0)?, false)));
        ("list": Any) => each(|given| Some(junction(list(given, 0)?, false)));
    }
    "any" {
        ("list": List) => pure(|given| Some(junction(list(given, 0)?, true)));
        ("list": Any) => each(|given| Some(junction(list(given, 0)?, true)));
    }
    "sublist" {
        ("list": List, "start position": Number, "length": Number optional) => pure(sublist);
    }
    "append" { ("list": Any) => each(append); }
    "concatenate" { ("list": Any) => each(|given| Some(Value::list(joined(list(given, 0)?)?))); }
    "insert before" {
        ("list": List, "position": Number, "newItem": Any) => pure(|given| {
            let mut elements = list(given, 0)?.to_vec();
            let index = index(integer(given, 1)?, elements.len())?;
            elements.insert(index, given[2].clone());
            Some(Value::list(elements))
        });
    }
    "remove" {
        ("list": List, "position": Number) => pure(|given| {
            let mut elements = list(given, 0)?.to_vec();
            elements.remove(index(integer(given, 1)?, elements.len())?);
            Some(Value::list(elements))
        });
    }
    "list replace" {
        ("list": List, "position": Number, "newItem": Any) => pure(|given| {
            let mut elements = list(given, 0)?.to_vec();
            let position = number(given, 1)?.round(0, Rounding::Down)?.to_i64()?;
            let index = index(position, elements.len())?;
            elements[index] = given[2].clone();
            Some(Value::list(elements))
        });
        ("list": List, "match": Function, "newItem": Any) => with(replace_matching);
    }
    "reverse" { ("list": List) => pure(|given| Some(Value::list(list(given, 0)?.iter().rev().cloned().collect()))); }
    "index of" { ("list": List, "match": Any) => with(|call| {
        call.measure()?;
        let Some(elements) = list(&call.arguments, 0) else { return Ok(None) };
        let found = elements.iter().enumerate().filter(|(_, element)| same(element, &call.arguments[1]));
        Ok(Some(Value::list(found.map(|(index, _)| (index + 1).into()).collect())))
    }); }
    "union" { ("list": Any) => with_each(|call| {
        let elements = list(&call.arguments, 0).and_then(joined);
        elements.map(|elements| distinct(call, &elements)).transpose()
    }); }
    "distinct values" { ("list": List) => with(|call| {
        let elements = list(&call.arguments, 0).map(<[Value]>::to_vec);
        elements.map(|elements| distinct(call, &elements)).transpose()
    }); }
    "flatten" { ("list": List) => with(|call| {
        call.measure()?;
        let mut flat = Vec::new();
        call.arguments.iter().for_each(|argument| flatten(argument, &mut flat));
        Ok(Some(Value::list(flat)))
    }); }
}

/// Whether an element is the one that is sought; null is found by null.
fn same(element: &Value, sought: &Value) -> bool {
    equal(element, sought) == Some(true)
}

/// The place of a position in a list of that length.
fn index(position: i64, length: usize) -> Option<usize> {
    let index = match position {
        0 => return None,
        forwards if forwards > 0 => usize::try_from(forwards - 1).ok()?,
        backwards => length.checked_sub(usize::try_from(backwards.unsigned_abs()).ok()?)?,
    };
    (index < length).then_some(index)
}

/// Three-valued `and` or `or` over a list.
fn junction(elements: &[Value], decisive: bool) -> Value {
    if elements.contains(&Value::Bool(decisive)) {
        return decisive.into();
    }
    let certain = elements.iter().all(|element| matches!(element, Value::Bool(_)));
    if certain { (!decisive).into() } else { Value::Null }
}

fn sublist(given: &[Value]) -> Option<Value> {
    let elements = list(given, 0)?;
    let start = index(integer(given, 1)?, elements.len())?;
    let rest = &elements[start..];
    let taken = match optional(&given[2], Value::as_number)? {
        None => rest,
        Some(length) => rest.get(..usize::try_from(length.to_i64()?).ok()?)?,
    };
    Some(Value::list(taken.to_vec()))
}

fn append(given: &[Value]) -> Option<Value> {
    let (first, more) = list(given, 0)?.split_first()?;
    let mut elements = match first {
        Value::Null => return None,
        Value::List(elements) => elements.to_vec(),
        single => vec![single.clone()],
    };
    elements.extend_from_slice(more);
    Some(Value::list(elements))
}

/// The elements of several lists, one after the other.
fn joined(lists: &[Value]) -> Option<Vec<Value>> {
    let mut elements = Vec::new();
    for list in lists {
        match list {
            Value::Null => return None,
            Value::List(more) => elements.extend_from_slice(more),
            single => elements.push(single.clone()),
        }
    }
    Some(elements)
}

/// Every value once, where it first stands.
fn distinct(call: &mut Call<'_, '_>, elements: &[Value]) -> Result<Value, Box<Error>> {
    call.measure()?;
    let mut kept: Vec<Value> = Vec::new();
    for element in elements {
        call.spend(kept.len() / 4)?;
        if !kept.iter().any(|other| same(other, element)) {
            kept.push(element.clone());
        }
    }
    Ok(Value::list(kept))
}

fn flatten(value: &Value, flat: &mut Vec<Value>) {
    match value {
        Value::List(elements) => elements.iter().for_each(|element| flatten(element, flat)),
        single => flat.push(single.clone()),
    }
}

fn replace_matching(call: &mut Call<'_, '_>) -> Result<Option<Value>, Box<Error>> {
    let Some(mut elements) = list(&call.arguments, 0).map(<[Value]>::to_vec) else { return Ok(None) };
    let (function, new) = (call.arguments[1].clone(), call.arguments[2].clone());
    for element in &mut elements {
        match call.apply(&function, vec![element.clone(), new.clone()])? {
            Value::Bool(true) => *element = new.clone(),
            Value::Bool(false) => {}
            _ => return Ok(None),
        }
    }
    Ok(Some(Value::list(elements)))
}
