//! The values that expressions are about.

mod context;
mod function;
mod json;
mod literal;
mod range;

use std::sync::Arc;

pub use context::Context;
pub use function::Function;
pub(crate) use function::{Callable, Closure, FunctionKind};
pub(crate) use literal::{write_name, write_text};
pub use range::Range;

use crate::{Date, DateTime, DaysTime, Number, Phrase, Time, Type, YearsMonths};

/// A value of FEEL. Cloning is cheap.
///
/// `==` compares structure; FEEL's own `=`, which can also be null, is in the language.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Nothing, or no answer
    #[default]
    Null,
    /// A truth value
    Bool(bool),
    /// A decimal number
    Number(Number),
    /// A text
    String(Arc<str>),
    /// A calendar date
    Date(Date),
    /// A time of day
    Time(Time),
    /// A date and time
    DateTime(DateTime),
    /// A duration of years and months
    YearsMonths(YearsMonths),
    /// A duration of days, hours, minutes and seconds
    DaysTime(DaysTime),
    /// A list
    List(Arc<Vec<Value>>),
    /// A context: named entries
    Context(Arc<Context>),
    /// A range of values
    Range(Arc<Range>),
    /// A function
    Function(Arc<Function>),
}

impl Value {
    /// Whether this is null.
    pub fn is_null(&self) -> bool {
        matches!(self, Value::Null)
    }

    /// The truth value, if this is one.
    pub fn as_bool(&self) -> Option<bool> {
        if let Value::Bool(value) = self { Some(*value) } else { None }
    }

    /// The number, if this is one.
    pub fn as_number(&self) -> Option<&Number> {
        if let Value::Number(value) = self { Some(value) } else { None }
    }

    /// The text, if this is one.
    pub fn as_str(&self) -> Option<&str> {
        if let Value::String(value) = self { Some(value) } else { None }
    }

    /// The date, if this is one.
    pub fn as_date(&self) -> Option<&Date> {
        if let Value::Date(value) = self { Some(value) } else { None }
    }

    /// The elements, if this is a list.
    pub fn as_list(&self) -> Option<&[Value]> {
        if let Value::List(value) = self { Some(value) } else { None }
    }

    /// The context, if this is one.
    pub fn as_context(&self) -> Option<&Context> {
        if let Value::Context(value) = self { Some(value) } else { None }
    }

    /// The name of the kind of this value, as FEEL calls the type.
    pub fn kind(&self) -> &'static str {
        match self {
            Value::Null => "null",
            Value::Bool(_) => "boolean",
            Value::Number(_) => "number",
            Value::String(_) => "string",
            Value::Date(_) => "date",
            Value::Time(_) => "time",
            Value::DateTime(_) => "date and time",
            Value::YearsMonths(_) => "years and months duration",
            Value::DaysTime(_) => "days and time duration",
            Value::List(_) => "list",
            Value::Context(_) => "context",
            Value::Range(_) => "range",
            Value::Function(_) => "function",
        }
    }

    /// The kind of this value, for a person.
    pub fn kind_words(&self) -> Phrase {
        match self {
            Value::List(_) => Phrase::fixed("list", "列表"),
            Value::Context(_) => Phrase::fixed("context", "数据组"),
            Value::Range(_) => Phrase::fixed("range", "区间"),
            simple => Type::simple(simple.kind()).unwrap_or(Type::Null).words(),
        }
    }

    pub(crate) fn list(elements: Vec<Value>) -> Value {
        Value::List(Arc::new(elements))
    }
}

macro_rules! from {
    ($($source:ty => |$value:ident| $made:expr;)*) => {$(
        impl From<$source> for Value {
            fn from($value: $source) -> Value {
                $made
            }
        }
    )*};
}
from! {
    bool => |value| Value::Bool(value);
    Number => |value| Value::Number(value);
    i32 => |value| Value::Number(value.into());
    i64 => |value| Value::Number(value.into());
    u64 => |value| Value::Number(value.into());
    usize => |value| Value::Number(value.into());
    &str => |value| Value::String(value.into());
    String => |value| Value::String(value.into());
    Arc<str> => |value| Value::String(value);
    Date => |value| Value::Date(value);
    Time => |value| Value::Time(value);
    DateTime => |value| Value::DateTime(value);
    YearsMonths => |value| Value::YearsMonths(value);
    DaysTime => |value| Value::DaysTime(value);
    Vec<Value> => |value| Value::list(value);
    Context => |value| Value::Context(Arc::new(value));
    Range => |value| Value::Range(Arc::new(value));
}

impl<T: Into<Value>> From<Option<T>> for Value {
    /// `None` is null.
    fn from(value: Option<T>) -> Value {
        value.map_or(Value::Null, Into::into)
    }
}
