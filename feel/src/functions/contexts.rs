//! Functions of contexts.

use std::sync::Arc;

use super::{built_ins, list, text};
use crate::{Context, Value};

built_ins! {
    "get value" {
        ("m": Context, "key": Text) => pure(|given| Some(given[0].as_context()?.get(text(given, 1)?)?.clone()));
        ("m": Context, "keys": List) => pure(|given| {
            let mut value = &given[0];
            for key in list(given, 1)? {
                value = value.as_context()?.get(key.as_str()?)?;
            }
            Some(value.clone()).filter(|_| !list(given, 1).is_some_and(<[Value]>::is_empty))
        });
    }
    "get entries" {
        ("m": Context) => pure(|given| {
            let entry = |(key, value): (&str, &Value)| -> Value {
                Context::from_iter([("key", key.into()), ("value", value.clone())]).into()
            };
            Some(Value::list(given[0].as_context()?.iter().map(entry).collect()))
        });
    }
    "context" {
        ("entries": List) => pure(|given| {
            let mut context = Context::new();
            for entry in list(given, 0)? {
                let entry = entry.as_context()?;
                let (key, value) = (entry.get("key")?.as_str()?, entry.get("value")?);
                if context.insert(key, value.clone()).is_some() {
                    return None;
                }
            }
            Some(context.into())
        });
    }
    "context put" {
        ("context": Context, "key": Text, "value": Any) => pure(|given| {
            let mut context = given[0].as_context()?.clone();
            context.insert(text(given, 1)?, given[2].clone());
            Some(context.into())
        });
        ("context": Context, "keys": List, "value": Any) => pure(|given| put(&given[0], list(given, 1)?, &given[2]));
    }
    "context merge" {
        ("contexts": List) => pure(|given| {
            let mut merged = Context::new();
            for context in list(given, 0)? {
                for (name, value) in context.as_context()?.iter() {
                    merged.insert(name, value.clone());
                }
            }
            Some(merged.into())
        });
    }
}

/// The context with a value set along a path of names; contexts on the way are made where there are none.
fn put(context: &Value, path: &[Value], value: &Value) -> Option<Value> {
    let (name, rest) = path.split_first()?;
    let mut context = match context {
        Value::Null => Context::new(),
        other => other.as_context()?.clone(),
    };
    let name: Arc<str> = name.as_str()?.into();
    let new = match rest {
        [] => value.clone(),
        rest => put(context.get(&name).unwrap_or(&Value::Null), rest, value)?,
    };
    context.insert(name, new);
    Some(context.into())
}
