use std::sync::Arc;

use crate::check::relate::Fit;
use crate::{Type, Value};

/// What may be given for a parameter. The only element of a list goes for the element, and anything goes for a list
/// of itself.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Accepts {
    Any,
    Boolean,
    Number,
    Text,
    List,
    Context,
    Function,
    Range,
    Time,
    /// a date, or a date and time
    Moment,
    /// anything but null
    Value,
}

impl Accepts {
    /// Whether arguments of a type are taken. The only element of a list goes for the element, which types do not tell.
    pub(crate) fn fits(self, given: &Type, optional: bool) -> Fit {
        match given {
            _ if self == Accepts::Any => Fit::Yes,
            Type::Null => {
                if optional {
                    Fit::Yes
                } else {
                    Fit::UnlessNull
                }
            }
            Type::Optional(of) => match self.fits(of, optional) {
                Fit::Yes if !optional => Fit::UnlessNull,
                other => other,
            },
            Type::Allowed(allowed) => self.fits(&allowed.of, optional),
            Type::Any | Type::Named(_) => Fit::Unknown,
            _ if self == Accepts::Value => Fit::Yes,
            given if self.is_kind(given) || self == Accepts::List => Fit::Yes,
            Type::List(of) => match self.fits(of, optional) {
                Fit::Yes | Fit::UnlessNull => Fit::Perhaps,
                other => other,
            },
            _ => Fit::Never,
        }
    }

    fn is_kind(self, of_type: &Type) -> bool {
        match self {
            Accepts::Any | Accepts::Value => true,
            Accepts::Boolean => *of_type == Type::Boolean,
            Accepts::Number => *of_type == Type::Number,
            Accepts::Text => *of_type == Type::String,
            Accepts::List => matches!(of_type, Type::List(_)),
            Accepts::Context => matches!(of_type, Type::Context(_)),
            Accepts::Function => matches!(of_type, Type::Function(..) | Type::AnyFunction),
            Accepts::Range => matches!(of_type, Type::Range(_)),
            Accepts::Time => *of_type == Type::Time,
            Accepts::Moment => matches!(of_type, Type::Date | Type::DateTime),
        }
    }

    /// The type that comes nearest to what is taken.
    pub(crate) fn as_type(self) -> Type {
        match self {
            Accepts::Any | Accepts::Value => Type::Any,
            Accepts::Boolean => Type::Boolean,
            Accepts::Number => Type::Number,
            Accepts::Text => Type::String,
            Accepts::List => Type::Any.list(),
            Accepts::Context => Type::Context(Arc::new([])),
            Accepts::Function => Type::AnyFunction,
            Accepts::Range => Type::Range(Arc::new(Type::Any)),
            Accepts::Time => Type::Time,
            Accepts::Moment => Type::Date,
        }
    }

    pub(super) fn takes(self, value: &Value) -> bool {
        match (self, value) {
            (Accepts::Any, _) => true,
            (Accepts::Value, value) => !value.is_null(),
            (Accepts::Moment, Value::Date(_) | Value::DateTime(_)) => true,
            (Accepts::Boolean, Value::Bool(_)) | (Accepts::Number, Value::Number(_)) => true,
            (Accepts::Text, Value::String(_)) | (Accepts::List, Value::List(_)) => true,
            (Accepts::Context, Value::Context(_)) | (Accepts::Function, Value::Function(_)) => true,
            (Accepts::Range, Value::Range(_)) => true,
            (Accepts::Time, Value::Time(_)) => true,
            _ => false,
        }
    }
}
