//! Values as JSON, for logs: what has a natural form in JSON takes it, the rest says what it is.
//!
//! The same value always gives the same bytes, and reading gives the value back, except that ranges and functions are
//! written as null. Numbers that a double could not hold exactly, and all fractions, travel as text.

use std::fmt;
use std::sync::Arc;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{Context, Value};
use crate::Number;

/// The greatest integer below which every integer is a double.
const EXACT: u64 = 1 << 53;

const NUMBER: &str = "$number";
const DATE: &str = "$date";
const TIME: &str = "$time";
const DATE_TIME: &str = "$datetime";
const DURATION: &str = "$duration";
/// Wraps a context that could be mistaken for one of the above.
const CONTEXT: &str = "$context";

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Null | Value::Range(_) | Value::Function(_) => serializer.serialize_unit(),
            Value::Bool(value) => serializer.serialize_bool(*value),
            Value::Number(value) => match value.to_i64() {
                Some(integer) if integer.unsigned_abs() <= EXACT => serializer.serialize_i64(integer),
                _ => tagged(serializer, NUMBER, value),
            },
            Value::String(value) => serializer.serialize_str(value),
            Value::Date(value) => tagged(serializer, DATE, value),
            Value::Time(value) => tagged(serializer, TIME, value),
            Value::DateTime(value) => tagged(serializer, DATE_TIME, value),
            Value::YearsMonths(value) => tagged(serializer, DURATION, value),
            Value::DaysTime(value) => tagged(serializer, DURATION, value),
            Value::List(elements) => serializer.collect_seq(elements.iter()),
            Value::Context(context) if is_ambiguous(context) => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry(CONTEXT, &Plain(context))?;
                map.end()
            }
            Value::Context(context) => Plain(context).serialize(serializer),
        }
    }
}

fn tagged<S: Serializer>(serializer: S, tag: &str, value: &impl fmt::Display) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(1))?;
    map.serialize_entry(tag, &format_args!("{value}"))?;
    map.end()
}

fn is_ambiguous(context: &Context) -> bool {
    context.len() == 1 && context.iter().all(|(name, _)| name.starts_with('$'))
}

/// A context as an object of its entries, whatever they are called.
struct Plain<'a>(&'a Context);

impl Serialize for Plain<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter())
    }
}

impl Serialize for Context {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Plain(self).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Context {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Context, D::Error> {
        deserializer.deserialize_map(EntriesVisitor)
    }
}

struct EntriesVisitor;

impl<'de> Visitor<'de> for EntriesVisitor {
    type Value = Context;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Context, A::Error> {
        let mut context = Context::new();
        while let Some((name, value)) = map.next_entry::<String, Value>()? {
            context.insert(name, value);
        }
        Ok(context)
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        Value::deserialize(deserializer)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    /// A fraction in somebody else's JSON is taken as the shortest decimal that means the same double.
    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Value, E> {
        format!("{value:e}").parse().map(Value::Number).map_err(|_| E::custom("a number out of range"))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Value, A::Error> {
        let mut elements = Vec::new();
        while let Some(element) = sequence.next_element()? {
            elements.push(element);
        }
        Ok(Value::list(elements))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut context = Context::new();
        while let Some(name) = map.next_key::<String>()? {
            if name == CONTEXT && context.is_empty() {
                let inner: Context = map.next_value()?;
                return match map.next_key::<String>()? {
                    None => Ok(inner.into()),
                    Some(_) => Err(de::Error::custom("$context stands alone")),
                };
            }
            context.insert(name, map.next_value()?);
        }
        if !is_ambiguous(&context) {
            return Ok(Value::Context(Arc::new(context)));
        }
        let untagged = context.iter().next().and_then(|(tag, value)| untag(tag, value.as_str()?));
        untagged.ok_or_else(|| de::Error::custom(format!("not a value: {context}")))
    }
}

fn untag(tag: &str, text: &str) -> Option<Value> {
    match tag {
        NUMBER => text.parse::<Number>().ok().map(Value::Number),
        DATE => text.parse().ok().map(Value::Date),
        TIME => text.parse().ok().map(Value::Time),
        DATE_TIME => text.parse().ok().map(Value::DateTime),
        DURATION => text.parse().map(Value::YearsMonths).or_else(|_| text.parse().map(Value::DaysTime)).ok(),
        _ => None,
    }
}
