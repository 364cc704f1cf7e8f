//! `value instance of type`, and values where a type is asked for.

use super::{Bound, Evaluated, Frame, Machine};
use crate::syntax::Node;
use crate::{Allowed, DateTime, Error, ErrorCode, Time, Type, Value, Zone};

/// Whether a value is of a type; `None` when the type is not known here.
type Conforms = Result<Option<bool>, Box<Error>>;

impl Machine<'_> {
    pub(super) fn instance_of(
        &mut self,
        node: &Node,
        operand: &Node,
        of_type: &Type,
        frame: Option<&Frame<'_>>,
    ) -> Evaluated {
        let value = self.operand(operand, frame)?;
        Ok(match self.conforms(&value, of_type)? {
            Some(conforms) => Value::Bool(conforms),
            None => self.null(ErrorCode::UnknownType, node, || of_type.to_string()),
        })
    }

    /// The value of a node whose type is stated; null when it is of another.
    pub(super) fn typed(
        &mut self,
        node: &Node,
        operand: &Node,
        of_type: &Type,
        frame: Option<&Frame<'_>>,
    ) -> Evaluated {
        let value = self.value(operand, frame)?;
        let kind = value.kind_words();
        Ok(match self.coerce(value, of_type)? {
            Some(value) => value,
            None => self.null(ErrorCode::NotOfType, node, || kind),
        })
    }

    /// The value where a type is asked for: the only element of a list goes for the element, anything goes for a list
    /// of itself, and a date for its beginning in Greenwich (DMN 1.5, 10.3.2.9.4). `None` when it is of another type;
    /// a type that is not known here takes everything.
    pub(crate) fn coerce(&mut self, value: Value, of_type: &Type) -> Result<Option<Value>, Box<Error>> {
        if value.is_null() || self.conforms(&value, of_type)? != Some(false) {
            return Ok(Some(value));
        }
        if let Value::List(elements) = &value
            && let [only] = elements.as_slice()
            && self.conforms(only, of_type)? == Some(true)
        {
            return Ok(Some(only.clone()));
        }
        if let Value::Date(date) = &value {
            let begins = DateTime::new(*date, Time::midnight(Some(Zone::UTC))).into();
            if self.conforms(&begins, of_type)? == Some(true) {
                return Ok(Some(begins));
            }
        }
        let wrapped = Value::list(vec![value]);
        Ok((self.conforms(&wrapped, of_type)? == Some(true)).then_some(wrapped))
    }

    fn conforms(&mut self, value: &Value, of_type: &Type) -> Conforms {
        Ok(Some(match (of_type, value) {
            (Type::Any, value) => !value.is_null(),
            (Type::Null, value) => value.is_null(),
            (Type::Boolean, Value::Bool(_)) | (Type::Number, Value::Number(_)) | (Type::String, Value::String(_)) => {
                true
            }
            (Type::Date, Value::Date(_)) | (Type::Time, Value::Time(_)) | (Type::DateTime, Value::DateTime(_)) => true,
            (Type::YearsMonths, Value::YearsMonths(_)) | (Type::DaysTime, Value::DaysTime(_)) => true,
            (Type::AnyFunction, Value::Function(_)) => true,
            (Type::List(of_elements), Value::List(elements)) => {
                return self.all(elements.iter().map(|element| (element, &**of_elements)));
            }
            (Type::Range(of_ends), Value::Range(range)) => {
                return self.all(range.start.iter().chain(&range.end).map(|end| (end, &**of_ends)));
            }
            (Type::Context(entries), Value::Context(context)) => {
                if entries.iter().any(|(name, _)| context.get(name).is_none()) {
                    return Ok(Some(false));
                }
                return self.all(entries.iter().filter_map(|(name, of_type)| Some((context.get(name)?, of_type))));
            }
            (Type::Function(parameters, _), Value::Function(function)) => {
                function.parameters().len() == parameters.len()
            }
            (Type::Allowed(allowed), value) => {
                return match self.conforms(value, &allowed.of)? {
                    Some(true) => self.is_allowed(value, allowed).map(Some),
                    other => Ok(other),
                };
            }
            (Type::Optional(of), value) => {
                return if value.is_null() { Ok(Some(true)) } else { self.conforms(value, of) };
            }
            (Type::Named(_), _) => return Ok(None),
            _ => false,
        }))
    }

    fn is_allowed(&mut self, value: &Value, allowed: &Allowed) -> Result<bool, Box<Error>> {
        let frame = Frame::new(Bound::Input(value), None);
        Ok(self.value(allowed.tests.root(), Some(&frame))? == Value::Bool(true))
    }

    /// Null is of every type where it is a part of something.
    fn all<'v>(&mut self, parts: impl Iterator<Item = (&'v Value, &'v Type)>) -> Conforms {
        for (value, of_type) in parts {
            if value.is_null() {
                continue;
            }
            self.limits.spend(1).map_err(|code| Box::new(Error::new(code, 0..0, "")))?;
            match self.conforms(value, of_type)? {
                Some(true) => {}
                other => return Ok(other),
            }
        }
        Ok(Some(true))
    }
}
